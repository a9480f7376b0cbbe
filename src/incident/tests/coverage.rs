//! Coverage files.

use super::{canonical, model};
use crate::incident::read_coverage;
use crate::scope::Region;

/// The example of the page.
#[test]
fn the_page_shows_a_file_that_is_read() {
    let page = include_str!("../../../docs/logs.md");
    let (_, section) = page.split_once("## What a source could observe").unwrap();
    let example = section.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let model = model();
    let mut log = canonical(&model, "id,time,act\n1,2016-09-12,attack\n");
    read_coverage(&model, example).unwrap().add_to(&mut log);
    let observed = log.coverage.observed.unwrap();
    let seen = |from: &str, until: &str| {
        let at = |written| crate::incident::moment(&model, written, false).unwrap();
        let time = crate::sets::Intervals::of(at(from), at(until));
        let then = Region { time, ..Region::whole(&crate::scope::universe(&model)) };
        observed.intersects(&crate::scope::Scope::from(then))
    };
    assert!(!seen("2016-09-12 18:00", "2016-09-12 19:00"), "before it begins");
    assert!(seen("2016-09-18 23:59", "2016-09-19 00:00"), "the last day is whole");
    assert!(!seen("2016-09-14", "2016-09-16"), "access was denied");
    assert!(seen("2016-09-16", "2016-09-17"));
    assert_eq!(log.denied.len(), 1);
    assert!(!log.coverage.acts.is_full());
    // Aleppo has no boundary here: only with its condition was it observed.
    assert!(observed.regions().iter().all(|region| region.literals.values().any(|holds| *holds)));
}

#[test]
fn a_file_without_an_observation_leaves_all_open() {
    let model = model();
    let mut log = canonical(&model, "id,time,act\n1,2016-09-12,attack\n");
    let text = "[[denied]]\nfrom = 2016-09-12\nto = 2016-09-13\n";
    read_coverage(&model, text).unwrap().add_to(&mut log);
    assert_eq!(log.coverage.observed, None);
    assert_eq!(log.denied[0].words, "Access was denied from 2016-09-12 to 2016-09-13.");
}
