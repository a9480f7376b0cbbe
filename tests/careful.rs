//! Careful drafts: a lint that cries wolf is a defect. What is still said of one is defended here.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use armistice::diagnostic::Severity;
use armistice::review::Settings;
use std::collections::BTreeSet;
use std::fs;
use support::{Beside, check_as_asked, describe, entries, file_name, root};

/// The warnings that careful drafts are left with: the file, the rule, and why it is right to say so.
const DEFENDED: &[(&str, &str, &str)] = &[];

#[test]
fn careful_drafts_have_no_error_and_one_warning_at_most() {
    let mut seen = BTreeSet::new();
    let paths = entries(&root().join("tests/careful"));
    assert!(paths.len() >= 5, "only {} careful drafts", paths.len());
    for path in paths.iter().chain(&entries(&root().join("tests/truces"))) {
        let name = file_name(path);
        let text = fs::read_to_string(path).unwrap();
        let files = Beside(path.parent().unwrap().to_owned());
        let (sources, found) = check_as_asked(&name, &text, &files, &Settings::default());
        let described = describe(&sources, &found);
        assert!(found.iter().all(|one| one.severity != Severity::Error), "{name}:\n{described}");
        let warnings: Vec<_> = found.iter().filter(|one| one.severity == Severity::Warning).collect();
        assert!(warnings.len() <= 1, "{name}:\n{described}");
        for warning in warnings {
            let defended =
                DEFENDED.iter().find(|(file, code, _)| *file == name && *code == warning.code.slug);
            assert!(defended.is_some(), "{name}: nobody defends\n{described}");
            seen.insert((name.clone(), warning.code.slug));
        }
    }
    for (file, code, why) in DEFENDED {
        assert!(
            !why.is_empty() && seen.contains(&((*file).to_owned(), *code)),
            "{file} has no {code} to defend"
        );
    }
}
