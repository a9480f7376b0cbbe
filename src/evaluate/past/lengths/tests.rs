use super::*;
use crate::source::{Sources, Span};
use proptest::prelude::*;

fn length(amount: i64, unit: TimeUnit) -> Length {
    let file = Sources::default().add("lengths", "");
    Length { amount, unit, span: Span { file, start: 0, end: 0 } }
}

const UNITS: [TimeUnit; 5] = [TimeUnit::Hour, TimeUnit::Day, TimeUnit::Week, TimeUnit::Month, TimeUnit::Year];

/// Begins near the ends of months, leap days and the changes of the clocks in spring and autumn.
const NEAR: [i64; 6] =
    [1_459_036_800, 1_477_785_600, 1_456_704_000, 1_454_198_400, 1_459_382_400, 1_480_464_000];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_latest_end_is_that_of_no_other_begin(
        near in 0..NEAR.len(),
        unit in 0..UNITS.len(),
        amount in 1..3_i64,
        shift in -300..300_i64,
        steps in 0..700_i64,
        zone in prop_oneof![Just("Europe/Berlin"), Just("Asia/Damascus"), Just("UTC")],
    ) {
        let zone = time::zone(zone).unwrap();
        let length = length(amount, UNITS[unit]);
        // Clocks change at whole quarters of an hour, and ends turn there and at no other second.
        let first = NEAR[near] + shift * 900 + 17;
        let last = first + steps * 900;
        let begins = (0..=steps).flat_map(|step| {
            let at = first + step * 900;
            let quarter = at.div_euclid(900) * 900;
            [at, quarter - 1, quarter]
        });
        let latest = begins.filter(|&at| first <= at && at <= last).map(|at| end(at, length, &zone)).max();
        prop_assert_eq!(Some(latest_end(first, last, length, &zone)), latest);
    }

    #[test]
    fn the_earliest_end_is_that_of_no_later_begin(
        near in 0..NEAR.len(),
        unit in 0..UNITS.len(),
        amount in 1..3_i64,
        shift in -300..300_i64,
        zone in prop_oneof![Just("Europe/Berlin"), Just("Asia/Damascus"), Just("UTC")],
    ) {
        let zone = time::zone(zone).unwrap();
        let length = length(amount, UNITS[unit]);
        let first = NEAR[near] + shift * 900 + 17;
        let begins = (0..700).flat_map(|step| {
            let at = first + step * 900;
            [at, at.div_euclid(900) * 900]
        });
        let earliest = begins.filter(|&at| at >= first).map(|at| end(at, length, &zone)).min();
        prop_assert_eq!(Some(earliest_end(first, length, &zone)), earliest);
    }
}

#[test]
fn a_later_begin_can_have_an_earlier_end() {
    let zone = TimeZone::UTC;
    let month = length(1, TimeUnit::Month);
    let at = |day: i64, hour: i64| 1_451_606_400 + (day - 1) * 86_400 + hour * 3600;
    // 30 January 23:00 and 31 January 01:00 of 2016 both end on 29 February.
    assert!(end(at(30, 23), month, &zone) > end(at(31, 1), month, &zone));
    assert_eq!(latest_end(at(30, 0), at(31, 1), month, &zone), end(at(30, 23) + 3599, month, &zone));
    assert_eq!(earliest_end(at(30, 23), month, &zone), end(at(31, 0), month, &zone));
}
