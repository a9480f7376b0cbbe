use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn so_many_hold_where_so_many_hold(
        drawn in proptest::collection::vec(proptest::collection::vec((-1..9_i64, 1..5_i64), 0..3), 0..5),
        times in 0..4_usize,
    ) {
        let sets: Vec<Intervals> = drawn
            .iter()
            .map(|spans| {
                spans
                    .iter()
                    .map(|&(start, length)| {
                        let end = if length == 4 { LATEST } else { start + length };
                        (if start < 0 { EARLIEST } else { start }, end)
                    })
                    .collect()
            })
            .collect();
        let found = at_least(times, &sets);
        for at in -3..15 {
            let count = sets.iter().filter(|set| set.contains(at)).count();
            prop_assert_eq!(found.contains(at), count >= times, "at {}", at);
        }
    }
}
