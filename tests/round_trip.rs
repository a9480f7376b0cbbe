//! Whatever tree is printed, the same tree is read; and whatever is read, the reader does not fall.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use armistice::source::Sources;
use armistice::syntax::parser::{Parsed, parse};
use armistice::syntax::printer::print;
use proptest::prelude::*;

mod support;

use support::describe;

fn read(text: &str) -> (Sources, Parsed) {
    let mut sources = Sources::default();
    let file = sources.add("test.agreement", text);
    let parsed = parse(&sources, file);
    (sources, parsed)
}

#[test]
fn every_form_is_printed_as_it_was_written() {
    let text = include_str!("fixtures/forms.agreement");
    let (sources, parsed) = read(text);
    assert!(parsed.diagnostics.is_empty(), "{}", describe(&sources, &parsed.diagnostics));
    let printed = print(&parsed.agreement);
    for (number, (written, printed)) in text.lines().zip(printed.lines()).enumerate() {
        assert_eq!(printed, written, "line {}", number + 1);
    }
    assert_eq!(printed, text);
}

#[test]
fn what_is_printed_says_the_same() {
    let (sources, parsed) = read(include_str!("fixtures/whole.agreement"));
    assert!(parsed.diagnostics.is_empty(), "{}", describe(&sources, &parsed.diagnostics));
    let printed = print(&parsed.agreement);
    let (sources, again) = read(&printed);
    assert!(again.diagnostics.is_empty(), "{}", describe(&sources, &again.diagnostics));
    assert_eq!(again.agreement, parsed.agreement);
    assert_eq!(print(&again.agreement), printed);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_again(agreement in support::trees::agreement()) {
        let printed = print(&agreement);
        let (_, parsed) = read(&printed);
        let first = parsed.diagnostics.first().map(|it| &it.title);
        prop_assert!(first.is_none(), "{first:?}:\n{printed}");
        prop_assert!(parsed.agreement == agreement, "read otherwise:\n{printed}and printed\n{}", print(&parsed.agreement));
        prop_assert_eq!(print(&parsed.agreement), printed);
    }
}

/// Every word of the language, names, numbers, marks and some that fit nowhere.
fn vocabulary() -> Vec<&'static str> {
    let grammar = include_str!("../grammar/agreement.pest");
    let words = grammar.lines().filter_map(|line| line.strip_prefix("k_")?.split(' ').next());
    let others = [
        "Syria",
        "حلب",
        "x",
        "1",
        "2.1",
        "3,5",
        "2016-02-30",
        "24:00",
        "9/12/2016",
        "km",
        "hours",
        "days",
        "Friday",
        "%",
        "\"text\"",
        "\"",
        "“",
        "”",
        "\\",
        ".",
        ". ",
        ".\n",
        ",",
        ":",
        ";",
        "(",
        ")",
        "-",
        "—",
        "#",
        "# c\n",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{feff}",
        "\u{200f}",
        "noon",
        "6 pm",
        "EET",
        "and/or",
        "must",
        "..",
        "\u{0}",
        "é\u{301}",
    ];
    words.chain(others).collect()
}

/// What every answer owes: places that lie in the file, on the borders of letters, and titles that fit a line.
fn answers_are_sound(text: &str) -> Result<(), TestCaseError> {
    let (sources, parsed) = read(text);
    for diagnostic in &parsed.diagnostics {
        prop_assert!(diagnostic.title.chars().count() <= 60, "{}", diagnostic.title);
        let labels = diagnostic.labels.iter().map(|label| label.span);
        let edits = diagnostic.helps.iter().flat_map(|help| help.edits.iter().map(|edit| edit.span));
        for span in labels.chain(edits) {
            let text = sources.file(span.file).map_or("", |file| file.text());
            prop_assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}: {diagnostic:?}");
        }
    }
    for statement in &parsed.agreement.statements {
        let words = sources.words(statement.spot.0);
        prop_assert!(!words.is_empty(), "{:?}", statement.spot);
    }
    // What was read is printed, and what is printed is read again.
    let printed = print(&parsed.agreement);
    let (_, again) = read(&printed);
    let first = again.diagnostics.first().map(|it| (&it.title, it.span()));
    prop_assert!(
        first.is_none(),
        "{first:?} in {:?}",
        first.and_then(|(_, span)| printed.get(span?.range().start..))
    );
    prop_assert!(again.agreement == parsed.agreement, "{printed}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        answers_are_sound(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn random_words_do_no_harm(
        words in proptest::collection::vec((proptest::sample::select(vocabulary()), any::<bool>()), 0..60),
    ) {
        let text: String = words.iter().flat_map(|(word, space)| [*word, if *space { " " } else { "" }]).collect();
        answers_are_sound(&text)?;
    }

    #[test]
    fn cut_and_spoilt_sentences_do_no_harm(
        at in 0_usize..9000, length in 0_usize..12, put in proptest::sample::select(vocabulary()), crlf in any::<bool>(),
    ) {
        let whole = include_str!("fixtures/forms.agreement");
        let from = (0..=at.min(whole.len())).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
        let to = (from..=(from + length).min(whole.len())).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(from);
        let mut text = whole.to_owned();
        text.replace_range(from..to, put);
        if crlf {
            text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        }
        answers_are_sound(&text)?;
    }
}

#[test]
fn line_ends_marks_and_scripts_move_no_place() {
    let text =
        "\u{feff}party Иран \"Иран\".\r\n\tday حلب is 2016-01-01 # c\r\n  10:00.\r\nparty Сирия \"С\",.\r\n";
    let (sources, parsed) = read(text);
    let spots: Vec<_> = parsed.agreement.statements.iter().map(|it| sources.words(it.spot.0)).collect();
    assert_eq!(
        spots,
        ["party Иран \"Иран\".", "day حلب is 2016-01-01 # c\r\n  10:00.", "party Сирия \"С\",."]
    );
    let finding = &parsed.diagnostics[0];
    let position =
        sources.file(finding.span().unwrap().file).unwrap().position(finding.span().unwrap().start);
    assert_eq!((finding.code.slug, position.line, position.column), ("stray-mark", 4, 16));
    assert_eq!(print(&parsed.agreement).lines().count(), 4);
}

#[test]
fn deep_and_long_texts_are_answered() {
    let deep = |count: usize| format!("term \"x\": {}x{}.", "(".repeat(count), ")".repeat(count));
    assert!(read(&deep(64)).1.diagnostics.is_empty());
    for text in [
        deep(65),
        deep(100_000),
        format!("term \"x\": {}.", "not (".repeat(50_000)),
        format!("ends on {}D.", "1 day after ".repeat(20_000)),
        format!("ends on {}D.", "\"x\", taken as ".repeat(15_000)),
        format!("party X {}.", "x ".repeat(200_000)),
    ] {
        assert_eq!(read(&text).1.diagnostics.len(), 1, "{}", text.get(..60).unwrap_or(""));
    }
    let long_list = format!("covered {}X.", "X, ".repeat(80_000));
    assert!(read(&long_list).1.diagnostics.is_empty());
}

#[test]
fn a_large_file_is_read_in_one_go() {
    // Sentences, and what is none; both take time in proportion to their length.
    let forms = include_str!("fixtures/forms.agreement");
    let whole = forms.repeat(200_000 / forms.len());
    assert!(read(&whole).1.diagnostics.is_empty());
    let (_, broken) = read(&"shal not. “x 3,5 \n(\"".repeat(8_000));
    assert!(!broken.diagnostics.is_empty());
}
