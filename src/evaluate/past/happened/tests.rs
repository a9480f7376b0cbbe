use super::*;
use crate::scope::small_world;
use proptest::prelude::*;

/// Incidents of a few sides, acts and places, at times that fall between moments and across them.
fn happened() -> impl Strategy<Value = Vec<Happening>> {
    let times = (-1..6_i64, 1..4_i64).prop_map(|(start, length)| Intervals::of(start, start + length));
    let drawn = proptest::collection::vec(small_world::drawn_scope(2), 1..4);
    let told = proptest::collection::vec((0..4_usize, proptest::option::of(times), any::<bool>()), 0..12);
    (drawn, told).prop_map(|(drawn, told)| {
        let known: Vec<Scope> = drawn.iter().map(|drawn| small_world::scope(drawn)).collect();
        let of = |(place, (which, time, summary)): (usize, (usize, Option<Intervals>, bool))| {
            let own = &known[which % known.len()];
            Happening {
                place,
                facts: time.map_or_else(|| own.clone(), |time| own.at(&time)),
                summary,
                found: BTreeMap::new(),
                assessments: Vec::new(),
                amounts: Amounts::new(),
            }
        };
        told.into_iter().enumerate().map(of).collect()
    })
}

fn course() -> impl Strategy<Value = Course> {
    let spans = || proptest::collection::vec((-1..6_i64, 1..4_i64), 0..3);
    (spans(), spans()).prop_map(|(certain, possible)| {
        let of = |spans: Vec<(i64, i64)>| -> Intervals {
            spans.into_iter().map(|(start, length)| (start, start + length)).collect()
        };
        Course::new(of(certain), &of(possible))
    })
}

proptest! {
    #[test]
    fn what_is_found_of_all_is_found_of_each_alone(
        happened in happened(),
        facts in small_world::drawn_scope(3),
        one in course(),
        other in course(),
    ) {
        let facts = small_world::scope(&facts);
        let courses = BTreeMap::from([(LiteralId(0), one), (LiteralId(1), other)]);
        let named = speaking_of(&facts, &courses);
        let alone: Vec<Done> = happened.iter().filter_map(|own| own.done(&facts, &named)).collect();
        let world = World::new(happened, None, Observed::Everything, Bits::full(3), LATEST);
        prop_assert_eq!(world.done(&facts, &courses), alone);
    }
}
