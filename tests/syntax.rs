//! From text to tree and back.

use armistice::diagnostic::Diagnostic;
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
