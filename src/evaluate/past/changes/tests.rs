use super::*;
use proptest::prelude::*;

/// Whether an actor is on the list at an instant when changes took effect at these instants, those that never did left out;
/// of several at one instant, in the order given.
fn on_the_list(stands: &Intervals, took: &[(Seconds, bool)], at: Seconds) -> bool {
    let last = took.iter().filter(|(when, _)| *when <= at).max_by_key(|(when, _)| *when);
    last.map_or_else(|| stands.contains(at), |(_, onto)| *onto)
}

/// Every way in which changes may have taken effect.
fn ways_of(taken: &[Taken]) -> Vec<Vec<(Seconds, bool)>> {
    taken.iter().fold(vec![Vec::new()], |ways, change| {
        let spans = change.instants.iter();
        let mut instants: Vec<Option<Seconds>> =
            spans.flat_map(|(start, end)| start..end).map(Some).collect();
        if !change.certain {
            instants.push(None);
        }
        let with = |way: &Vec<(Seconds, bool)>, at: Option<Seconds>| {
            let mut way = way.clone();
            way.extend(at.map(|at| (at, change.onto)));
            way
        };
        ways.iter().flat_map(|way| instants.iter().map(|&at| with(way, at)).collect::<Vec<_>>()).collect()
    })
}

proptest! {
    #[test]
    fn the_last_change_decides(
        drawn in proptest::collection::vec((any::<bool>(), 0..8_i64, 1..4_i64, 0..4_i64, any::<bool>()), 0..4),
        stands in 0..8_i64,
    ) {
        let taken: Vec<Taken> = drawn
            .iter()
            .map(|&(onto, earliest, length, gap, certain)| Taken {
                onto,
                // Two stretches, where there is a gap between them.
                instants: [(earliest, earliest + length), (earliest + length + gap, earliest + length + gap + 1)]
                    .into_iter()
                    .collect(),
                certain,
            })
            .collect();
        let stands = Intervals::of(EARLIEST, stands);
        let course = after(&stands, &taken);
        let ways = ways_of(&taken);
        for at in -1..11 {
            // Where two opposite changes may have taken effect at one instant, either may have been the last.
            let tie = |way: &Vec<(Seconds, bool)>| {
                let last = way.iter().map(|(when, _)| *when).filter(|&when| when <= at).max();
                way.iter().any(|change| Some(change.0) == last && change.1)
                    && way.iter().any(|change| Some(change.0) == last && !change.1)
            };
            let on = ways.iter().any(|way| tie(way) || on_the_list(&stands, way, at));
            let off = ways.iter().any(|way| tie(way) || !on_the_list(&stands, way, at));
            prop_assert_eq!(course.possible().contains(at), on, "on at {}", at);
            prop_assert_eq!(course.certain().contains(at), !off, "off at {}", at);
        }
    }
}
