use super::*;
use crate::catalogue::{UNKNOWN_NAME, UNREADABLE_SENTENCE};
use proptest::prelude::*;

const PLAIN: Style = Style { width: 80, color: false };

/// The span of the `nth` (from 0) place where words stand.
fn find(sources: &Sources, file: FileId, words: &str, nth: usize) -> Span {
    let text = sources.file(file).unwrap().text();
    let (at, _) = text.match_indices(words).nth(nth).unwrap();
    Span::new(file, at, at + words.len())
}

#[test]
fn a_page_has_code_title_labels_witness_help_and_note() {
    let mut sources = Sources::default();
    let file = sources.add(
        "syria.agreement",
        "article 2.\n\n2.1 each of GovernmentSide shall not attack Opposition.\n\
         2.2 each of GovernmentSide may attack excluded.\n2.3 Syria shall allow access.\n",
    );
    let finding = Diagnostic::new(
        &UNKNOWN_NAME,
        find(&sources, file, "each of GovernmentSide shall not attack Opposition", 0),
        "`2.1` forbids what `2.2` permits",
    )
    .because("forbidden here")
    .and(find(&sources, file, "each of GovernmentSide may attack excluded", 0), "permitted here")
    .help("say which prevails, e.g. `notwithstanding 2.1`, or exclude Nusra instead of `JayshAlFatah`")
    .help("or drop `2.2`")
    .note("article 2 \"The Syrian Arab Republic and its allies\"");
    let finding = Diagnostic {
        witness: Some(
            "27 February 2016, 00:00 Asia/Damascus: Syria, air strike\n(covered through `Opposition`)".into(),
        ),
        ..finding
    };
    insta::assert_snapshot!(report(&sources, &finding, PLAIN));
}

#[test]
fn the_labels_of_another_file_stand_below() {
    let mut sources = Sources::default();
    let terms = sources.add("terms.agreement", "1.1 FSA shall not attack Syria.\n");
    let annex = sources.add("annex.agreement", "# the annex\n\nA.1 FSA may attack Syria.\n");
    let finding = Diagnostic::new(
        &UNKNOWN_NAME,
        find(&sources, terms, "shall not", 0),
        "`1.1` forbids what `A.1` permits",
    )
    .because("forbidden here")
    .and(find(&sources, annex, "may", 0), "permitted here")
    .and(find(&sources, terms, "FSA", 0), "the bearer");
    insta::assert_snapshot!(report(&sources, &finding, PLAIN));
}

#[test]
fn labels_stand_under_their_words_in_every_script() {
    let lines = [
        "1 Сирия shall not attack Оппозиция.",
        "2 سوريا shall not attack المعارضة.",
        "3 叙利亚 shall not attack 反对派.",
        "4\tSyria\tshall not attack\tOpposition.",
        "5 Côte d\u{301}Ivoire shall not attack.",
        "6 Syria\u{1b}[31m shall\u{202e} not attack.",
    ];
    let mut page = String::new();
    for line in lines {
        let mut sources = Sources::default();
        let file = sources.add("scripts.agreement", format!("\n{line}\n\n"));
        let finding =
            Diagnostic::new(&UNKNOWN_NAME, find(&sources, file, "attack", 0), "unknown act").because("here");
        page += &report(&sources, &finding, PLAIN);
    }
    insta::assert_snapshot!(page);
}

#[test]
fn labels_far_apart_are_not_joined_by_everything_between() {
    let mut sources = Sources::default();
    let text: String = (1..=60).map(|n| format!("{n}.1 A shall attack B.\n")).collect();
    let file = sources.add("long.agreement", text);
    let finding = Diagnostic::new(&UNKNOWN_NAME, find(&sources, file, "attack", 50), "far")
        .and(find(&sources, file, "attack", 9), "and here");
    let page = report(&sources, &finding, PLAIN);
    assert!(page.lines().count() < 16, "{page}");
    assert!(page.contains("[long.agreement:51:14]") && page.contains("[long.agreement:10:14]"), "{page}");
}

#[test]
fn the_end_of_a_file_and_an_empty_file_can_be_pointed_at() {
    let mut sources = Sources::default();
    let file = sources.add("end.agreement", "1.1 A shall attack B\n\n");
    let empty = sources.add("empty.agreement", "");
    let at_end =
        Diagnostic::new(&UNREADABLE_SENTENCE, Span::new(file, 22, 22), "no full stop").because("here");
    let nowhere =
        Diagnostic::new(&UNREADABLE_SENTENCE, Span::new(empty, 0, 0), "an empty file").because("here");
    insta::assert_snapshot!(report(&sources, &at_end, PLAIN) + &report(&sources, &nowhere, PLAIN));
}

#[test]
fn colour_changes_nothing_but_the_colour() {
    let mut sources = Sources::default();
    let file = sources.add("a.agreement", "1.1 FSA shall not attack Syria.\n");
    let finding =
        Diagnostic::new(&UNKNOWN_NAME, find(&sources, file, "FSA", 0), "no `FSA`").because("x").help("do");
    let coloured = report(&sources, &finding, Style { color: true, ..PLAIN });
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), report(&sources, &finding, PLAIN));
}

proptest! {
    /// Whatever the text and wherever the labels point, a page is drawn that says the title and places the finding.
    #[test]
    fn every_finding_can_be_drawn(
        text in "[ab 显\u{644}\u{301}\t\r\n]{0,60}",
        places in proptest::collection::vec((0usize..90, 0usize..90, 0usize..2), 1..5),
        width in 0usize..120,
    ) {
        let mut sources = Sources::default();
        let files = [sources.add("a", text.clone()), sources.add("b", format!("{text}x\r\n"))];
        let mut finding = Diagnostic::new(&UNKNOWN_NAME, Span::new(files[0], places[0].0, places[0].1), "the title")
            .because("first");
        for (start, end, file) in &places[1..] {
            finding = finding.and(Span::new(files[*file], *start, *end), "further");
        }
        let page = report(&sources, &finding, Style { width, color: false });
        prop_assert!(page.contains("title"), "{page}");
        prop_assert!(page.contains("[a:"), "{page}");
        prop_assert!(!page.contains("Failed to read"), "{page}");
        let overwrites = page.contains('\r');
        prop_assert!(!overwrites, "{page}");
    }
}
