//! From text to tree and back.
#![allow(clippy::unwrap_used, reason = "the helpers of tests fail like tests")]
#![allow(clippy::disallowed_methods, reason = "the fixtures are files")]

use armistice::diagnostic::{Diagnostic, Edit};
use armistice::source::Sources;
use armistice::syntax::parser::{Parsed, parse};
use armistice::syntax::printer::print;

fn read(text: &str) -> (Sources, Parsed) {
    let mut sources = Sources::default();
    let file = sources.add("test.agreement", text);
    let parsed = parse(&sources, file);
    (sources, parsed)
}

/// One line for each diagnostic, for messages of failed tests.
fn describe(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let line = |diagnostic: &Diagnostic| {
        let span = diagnostic.span().unwrap();
        let position = sources.file(span.file).unwrap().position(span.start);
        let (line, column) = (position.line, position.column);
        format!("{line}:{column} [{}] {} `{}`", diagnostic.code.slug, diagnostic.title, sources.words(span))
    };
    diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_form_can_be_read() {
    for text in [include_str!("fixtures/forms.agreement"), include_str!("fixtures/whole.agreement")] {
        let (sources, parsed) = read(text);
        assert!(parsed.diagnostics.is_empty(), "{}", describe(&sources, &parsed.diagnostics));
    }
}

#[test]
fn every_form_is_printed_as_it_was_written() {
    let text = include_str!("fixtures/forms.agreement");
    let printed = print(&read(text).1.agreement);
    for (number, (written, printed)) in text.lines().zip(printed.lines()).enumerate() {
        assert_eq!(printed, written, "line {}", number + 1);
    }
    assert_eq!(printed, text);
}

#[test]
fn what_is_printed_says_the_same() {
    let tree = read(include_str!("fixtures/whole.agreement")).1.agreement;
    let printed = print(&tree);
    let (sources, again) = read(&printed);
    assert!(again.diagnostics.is_empty(), "{}", describe(&sources, &again.diagnostics));
    assert_eq!(again.agreement, tree);
    assert_eq!(print(&again.agreement), printed);
}

/// The text with some of its stretches replaced.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut edits = edits.to_vec();
    edits.sort();
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.replacement);
    }
    text
}

/// The code and the guilty words of each finding.
fn findings(text: &str) -> Vec<(&'static str, String)> {
    let (sources, parsed) = read(text);
    let finding = |it: &Diagnostic| (it.code.slug, sources.words(it.span().unwrap()).to_owned());
    parsed.diagnostics.iter().map(finding).collect()
}

/// Applies each mend of each finding by itself, and sees that this finding goes and no other comes.
fn each_mend_removes_its_finding(text: &str) {
    let before = findings(text);
    let (_, parsed) = read(text);
    for (number, diagnostic) in parsed.diagnostics.iter().enumerate() {
        for help in diagnostic.helps.iter().filter(|help| !help.edits.is_empty()) {
            let mended = edited(text, &help.edits);
            let mut expected = before.clone();
            expected.remove(number);
            assert_eq!(findings(&mended), expected, "after \"{}\":\n{mended}", help.text);
        }
    }
}

#[test]
fn twenty_mistakes_get_twenty_answers() {
    let text = include_str!("fixtures/twenty-mistakes.agreement");
    let (sources, parsed) = read(text);
    let described = describe(&sources, &parsed.diagnostics);
    assert_eq!(parsed.diagnostics.len(), 20, "{described}");
    let mut lines = std::collections::BTreeSet::new();
    for diagnostic in &parsed.diagnostics {
        let span = diagnostic.span().unwrap();
        lines.insert(sources.file(span.file).unwrap().position(span.start).line);
        assert!(sources.words(span).len() <= 16, "not narrow: {}", sources.words(span));
        assert!(diagnostic.title.chars().count() <= 60, "too long: {}", diagnostic.title);
        assert!(diagnostic.helps.iter().any(|help| !help.edits.is_empty()), "no mend: {}", diagnostic.title);
    }
    assert_eq!(lines.len(), 20, "one for each line:\n{described}");
    each_mend_removes_its_finding(text);
}

/// The codes of this part of the project: all that stand before the first code of the model in the catalogue.
const CODES: &[&str] = &[
    "unreadable-sentence",
    "sentence-too-long",
    "nested-too-deeply",
    "no-such-date",
    "no-such-hour",
    "may-not",
    "modal-word",
    "and-or",
    "missing-full-stop",
    "missing-label",
    "missing-word",
    "missing-unit",
    "unknown-unit",
    "misspelt-word",
    "decimal-comma",
    "date-order",
    "spoken-hour",
    "zone-abbreviation",
    "unclosed-quotation",
    "typographic-quotation",
    "stray-mark",
];

#[test]
fn each_code_fires_once_and_stays_silent_on_its_near_miss() {
    let fixture = |code: &str, name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
        std::fs::read_to_string(format!("{folder}/{code}/{name}.agreement")).unwrap()
    };
    for code in CODES {
        let bad = fixture(code, "bad");
        let slugs: Vec<_> = findings(&bad).into_iter().map(|(slug, _)| slug).collect();
        assert_eq!(slugs, [*code]);
        each_mend_removes_its_finding(&bad);
        let (sources, parsed) = read(&fixture(code, "near_miss"));
        assert!(parsed.diagnostics.is_empty(), "{code}: {}", describe(&sources, &parsed.diagnostics));
    }
}
