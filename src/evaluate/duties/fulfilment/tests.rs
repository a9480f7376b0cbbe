//! What an index of deeds says of an occasion is what each of them, asked at each instant, says.

use proptest::prelude::*;

use super::*;
use crate::evaluate::duties::Raised;

/// Later than any instant of these tests.
const END: Seconds = 40;

fn deeds() -> impl Strategy<Value = Vec<Match>> {
    let deed = (0..24_i64, 1..5_i64, 0..6_i64, any::<bool>(), 0..8_u8);
    proptest::collection::vec(deed, 0..8).prop_map(|drawn| {
        let of = |(incident, (start, length, gap, certain, open)): (usize, (i64, i64, i64, bool, u8))| {
            let times: Intervals = match open {
                0 => Intervals::all(),
                1 => Intervals::of(start, LATEST),
                _ => [(start, start + length), (start + length + gap, start + length + gap + 1)]
                    .into_iter()
                    .collect(),
            };
            Match {
                incident,
                first: times.first().unwrap(),
                end: times.iter().last().unwrap().1,
                times,
                certain,
                found: Vec::new(),
            }
        };
        drawn.into_iter().enumerate().map(of).collect()
    })
}

/// Begins, and a length after which the duty is due; never where absent.
fn occasion() -> impl Strategy<Value = (Intervals, Option<i64>)> {
    let begins = proptest::collection::vec((0..20_i64, 1..4_i64), 1..3);
    (begins, proptest::option::of(1..8_i64)).prop_map(|(spans, within)| {
        (spans.into_iter().map(|(start, length)| (start, start + length)).collect(), within)
    })
}

fn counted(begins: &Intervals, within: Option<i64>) -> Occasion {
    let last = begins.iter().last().unwrap().1 - 1;
    let due = |from: i64| within.map(|within| from + within);
    Occasion {
        raised: Raised::ByDeed,
        in_time: begins.iter().map(|(start, end)| (start, due(end - 1).unwrap_or(LATEST))).collect(),
        due: due(begins.first().unwrap()),
        due_at_last: due(last),
        begins: begins.clone(),
        certain: true,
        raised_by: Vec::new(),
        actor: None,
        cells: None,
    }
}

proptest! {
    #[test]
    fn an_index_says_what_each_deed_says(drawn in deeds(), (begins, within) in occasion()) {
        let occasion = counted(&begins, within);
        let (tally, by) = Deeds::of(drawn.clone().into_iter()).against(&occasion);
        let begins: Vec<i64> = (0..END).filter(|&at| occasion.begins.contains(at)).collect();
        let is_in_time = |at: i64, from: i64| from <= at && within.is_none_or(|within| at < from + within);
        let is_late = |at: i64, from: i64| within.is_some_and(|within| at >= from + within);
        let mut expected = Tally::default();
        for own in &drawn {
            // Times that have no end go on beyond the last instant that matters.
            let times: Vec<i64> = (-1..=END).filter(|&at| own.times.contains(at)).collect();
            let some = |holds: &dyn Fn(i64, i64) -> bool| {
                begins.iter().any(|&from| times.iter().any(|&at| holds(at, from)))
            };
            let all = |holds: &dyn Fn(i64, i64) -> bool| {
                own.certain && begins.iter().all(|&from| times.iter().all(|&at| holds(at, from)))
            };
            expected.in_time |= some(&is_in_time);
            expected.late |= some(&is_late);
            expected.certainly |= all(&|at, from| at >= from);
            let unbounded = own.end == LATEST && within.is_some();
            expected.certainly_in_time |= !unbounded && all(&is_in_time);
            let named = by.iter().find(|named| named.incident == own.incident);
            if some(&is_in_time) {
                prop_assert!(named.is_some_and(|named| named.in_time));
            }
        }
        prop_assert_eq!(tally, expected);
    }

    #[test]
    fn it_is_done_from_the_first_deed_on(drawn in deeds(), (begins, within) in occasion()) {
        let occasion = counted(&begins, within);
        let done = Deeds::of(drawn.clone().into_iter()).since(&occasion);
        let since = Intervals::of(occasion.first(), LATEST);
        let possibly = drawn.iter().filter_map(|own| own.times.intersection(&since).first()).min();
        let bounded = drawn.iter().filter(|own| own.certain && own.end != LATEST);
        let certainly = bounded.filter(|own| own.first >= occasion.last()).map(|own| own.end - 1).min();
        prop_assert_eq!(done, Done { certainly, possibly });
    }
}
