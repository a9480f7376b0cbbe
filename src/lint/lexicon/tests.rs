//! The standard list, how phrases are found, and the page that is made of it.

use std::fmt::Write;

use super::*;
use crate::catalogue;
use crate::diagnostic::Kind;

#[test]
fn the_standard_list_can_be_read_and_every_phrase_finds_itself() {
    let lexicon = Lexicon::default();
    assert!(toml::from_str::<Entries>(STANDARD).is_ok());
    let mut phrases = 0;
    for rule in lexicon.rules() {
        for entry in lexicon.entries(rule) {
            assert!(!entry.words.is_empty() && !entry.why.ends_with('.') && !entry.ask.ends_with('.'));
            for spelling in &entry.words {
                let found = lexicon.find(rule, spelling);
                assert!(
                    found.iter().any(|hit| hit.range == (0..spelling.len())),
                    "{rule}: {spelling} is not found"
                );
                phrases += 1;
            }
        }
    }
    assert!(phrases > 20, "{phrases}");
}

#[test]
fn a_word_is_found_in_its_forms_and_a_longer_phrase_before_a_shorter_one() {
    let entry = |words: &[&str], exactly| Entry {
        words: words.iter().map(|&word| word.to_owned()).collect(),
        why: String::new(),
        ask: String::new(),
        exactly,
    };
    let own = Entries::from([(
        "mine".to_owned(),
        vec![
            entry(&["minimise", "minimize"], false),
            entry(&["necessary"], false),
            entry(&["necessary measures"], false),
            entry(&["certain"], true),
        ],
    )]);
    let lexicon = Lexicon::with(own);
    let found = |text: &'static str| -> Vec<&str> {
        lexicon.find("mine", text).into_iter().map(|hit| &text[hit.range]).collect()
    };
    assert_eq!(found("Minimising, minimized and MINIMISE"), ["Minimising", "minimized", "MINIMISE"]);
    assert_eq!(found("all necessary measures, as necessary"), ["necessary measures", "necessary"]);
    assert_eq!(found("certainly certain parts"), ["certain"]);
}

/// Every rule that looks for words has forty entries in all, and vague words alone that many.
#[test]
fn the_standard_list_is_long_enough_and_says_nothing_twice() {
    let lexicon = Lexicon::default();
    assert!(lexicon.entries(catalogue::VAGUE_WORD.slug).len() >= 40);
    for rule in lexicon.rules() {
        let mut seen = std::collections::BTreeSet::new();
        for word in lexicon.entries(rule).iter().flat_map(|entry| &entry.words) {
            assert!(seen.insert(word.to_lowercase()), "{rule}: \"{word}\" stands twice");
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may read and write the page that it guards")]
fn the_page_is_what_the_list_makes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/lexicon.md");
    let made = reference_page();
    if std::env::var("UPDATE_DOCS").is_ok() {
        std::fs::write(path, &made).unwrap();
    }
    let stands = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        stands == made,
        "docs/lexicon.md is not what the list makes: run `UPDATE_DOCS=1 cargo test --lib lexicon` and commit it"
    );
}

/// The page `docs/lexicon.md`.
fn reference_page() -> String {
    let lexicon = Lexicon::default();
    let mut page = String::from(
        "# Words that are looked for in official wording\n\n\
         `armistice lint` reads the wording that clauses quote. These are the words that it looks for there, by the rule that \
         looks for\nthem. Each word is found in all its forms (*minimise*, *minimised*, *minimising*), unless the form is said to \
         count as it stands; of\nphrases that begin alike the longest is found. `armistice explain RULE` prints what a rule finds \
         and why it matters.\n\n\
         A configuration adds to the list in the same form (`[[lexicon.RULE]]` in `armistice.toml`). This page is made from\n\
         `src/lint/lexicon.toml`; `UPDATE_DOCS=1 cargo test --lib lexicon` writes it again.\n",
    );
    for code in catalogue::ALL.iter().filter(|code| matches!(code.kind, Kind::Judgement { .. })) {
        let entries = lexicon.entries(code.slug);
        if entries.is_empty() {
            continue;
        }
        let _ = write!(page, "\n## {}\n\n{}.\n\n", code.slug, in_sentence_case(code.summary));
        page.push_str("| Words | Why | What to ask |\n|---|---|---|\n");
        for entry in entries {
            let words: Vec<String> = entry.words.iter().map(|word| format!("*{word}*")).collect();
            let form = if entry.exactly { " (as it stands)" } else { "" };
            let row = |text: &str| in_sentence_case(text).replace('|', "\\|");
            let _ =
                writeln!(page, "| {}{form} | {} | {} |", words.join(", "), row(&entry.why), row(&entry.ask));
        }
    }
    page
}

fn in_sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
