//! What the past decides, in agreements whose scenarios say what comes of it.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use std::fs;

use armistice::diagnostic::Severity;
use armistice::draft;
use armistice::evaluate::{Engine, scenario};
use armistice::source::Sources;
use support::{files_below, root};

#[test]
fn every_scenario_passes() {
    let mut passed = 0;
    for path in files_below(&root().join("tests/past")) {
        let mut sources = Sources::default();
        let file = sources.add(path.to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap());
        let checked = draft::understand(&sources, file, &());
        let errors = checked.found.iter().filter(|finding| finding.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{}: {:#?}", path.display(), checked.found);
        for outcome in scenario::run(&Engine::new(&checked.model)) {
            assert_eq!(outcome.failures, [], "{}: \"{}\"", path.display(), outcome.title);
            assert!(outcome.expectations > 0, "{}: \"{}\"", path.display(), outcome.title);
            passed += 1;
        }
    }
    assert!(passed > 10);
}
