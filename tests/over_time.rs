//! What the past decides and duties in time, against a second implementation of `docs/semantics.md` that walks time instant by
//! instant.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]
#![allow(clippy::disallowed_methods, reason = "how many cases are drawn is said from outside")]
#![allow(clippy::disallowed_macros, clippy::print_stdout, reason = "a test says how much it compared")]
#![allow(missing_docs, reason = "no library")]

mod over_time {
    pub mod compare;
    pub mod duties;
    mod examples;
    pub mod grid;
    pub mod order;
    pub mod past;
    pub mod properties;
    pub mod random;
    pub mod reports;
    pub mod scenarios;
    pub mod shrink;
    pub mod terms;
    pub mod world;
}

use std::collections::BTreeMap;

use over_time::compare::{Tally, differences};
use over_time::properties::{less_certain, shuffled};
use over_time::random::{Menu, case};
use over_time::scenarios::held_otherwise;
use over_time::shrink::smallest;

/// How many pairs are compared, and from which seed on: `ARMISTICE_CASES`, `ARMISTICE_SEED`.
fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn run(menu: Menu, first: u64, cases: u64) -> Tally {
    let mut tally = BTreeMap::new();
    for seed in first..first + cases {
        let (terms, reports) = case(seed, menu);
        let found = differences(&terms, &reports, &mut tally);
        if found.is_empty() {
            continue;
        }
        // What differs is to stay what differs: a column is left unread where its condition is left out.
        let kind = |found: &[String]| found.iter().any(|words| words.starts_with("nothing reads"));
        let wanted = kind(&found);
        let (terms, reports) = smallest(terms, reports, &|terms, reports| {
            let found = differences(terms, reports, &mut BTreeMap::new());
            !found.is_empty() && kind(&found) == wanted
        });
        let found = differences(&terms, &reports, &mut BTreeMap::new());
        panic!(
            "seed {seed}:\n{}\n{}\n{}as of {:?}\n{}",
            terms.text(),
            reports.table(),
            reports.coverage_file().unwrap_or_default(),
            reports.as_of.map(over_time::grid::moment),
            found.join("\n")
        );
    }
    tally
}

const PAST: Menu =
    Menu { duties: false, quantities: false, consequences: false, as_of: false, changes: true };
const BETWEEN_MOMENTS: Menu = Menu { duties: true, as_of: false, changes: false, ..PAST };
const RAISED: Menu = Menu { consequences: true, ..BETWEEN_MOMENTS };
const QUANTITIES: Menu = Menu { quantities: true, ..BETWEEN_MOMENTS };
const EVERYTHING: Menu =
    Menu { duties: true, quantities: true, consequences: true, as_of: true, changes: true };

/// Compares so many cases, or as many as the environment says.
fn alike(menu: Menu, otherwise: u64) {
    let cases = number("ARMISTICE_CASES", otherwise);
    let tally = run(menu, number("ARMISTICE_SEED", 1), cases);
    println!("{cases} cases: {tally:?}");
}

#[test]
fn the_past_decides_alike() {
    alike(PAST, 150);
}

#[test]
fn duties_between_moments_stand_alike() {
    alike(BETWEEN_MOMENTS, 150);
}

#[test]
fn duties_that_something_raises_stand_alike() {
    alike(RAISED, 150);
}

#[test]
fn quantities_are_met_alike() {
    alike(QUANTITIES, 150);
}

#[test]
fn all_of_it_is_judged_alike() {
    alike(EVERYTHING, 150);
}

#[test]
fn expectations_of_scenarios_hold_alike() {
    let menu = Menu { quantities: false, as_of: false, ..EVERYTHING };
    none(menu, number("ARMISTICE_CASES", 100), held_otherwise);
}

/// Fails with the first case for which something is found.
fn none(
    menu: Menu,
    cases: u64,
    find: fn(&over_time::terms::Terms, &over_time::reports::Reports, u64) -> Option<String>,
) {
    let first = number("ARMISTICE_SEED", 1);
    for seed in first..first + cases {
        let (terms, reports) = case(seed, menu);
        if find(&terms, &reports, seed).is_none() {
            continue;
        }
        let (terms, reports) =
            smallest(terms, reports, &|terms, reports| find(terms, reports, seed).is_some());
        let found = find(&terms, &reports, seed).unwrap_or_default();
        panic!("seed {seed}:\n{}\n{}\n{found}", terms.text(), reports.table());
    }
}

#[test]
fn a_shuffled_log_comes_to_the_same_byte_for_byte() {
    none(EVERYTHING, number("ARMISTICE_CASES", 200), shuffled);
}

#[test]
fn whoever_knows_more_is_not_less_certain() {
    none(EVERYTHING, number("ARMISTICE_CASES", 400), less_certain);
}
