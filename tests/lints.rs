//! The catalogue of judgements as a page, and what has become of every rule that the drafting handbooks ask for.
//!
//! `docs/lints.md` is made from the catalogue and from `tests/lints/handbooks.tsv`: `UPDATE_DOCS=1 cargo test --test lints`
//! makes it again.
#![allow(clippy::disallowed_methods, reason = "tests read and write their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use armistice::catalogue::{ALL, find};
use armistice::diagnostic::{Code, Kind, Part};
use std::collections::BTreeSet;
use std::fs;
use support::root;

/// What a handbook asks for, and what answers it.
struct Asked {
    name: String,
    tier: String,
    /// Codes of the catalogue; or words that say where else it is answered, or why it is not.
    answer: String,
}

fn asked() -> Vec<Asked> {
    let table = fs::read_to_string(root().join("tests/lints/handbooks.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let mut cells = row.split('\t').map(|cell| cell.trim().to_owned());
        let mut next = || cells.next().unwrap_or_else(|| panic!("three columns in: {row}"));
        Asked { tier: next(), name: next(), answer: next() }
    })
    .collect()
}

/// The codes that an answer names, if it is nothing but codes.
fn codes(answer: &str) -> Option<Vec<&'static Code>> {
    answer.split(", ").map(find).collect()
}

fn page() -> String {
    let mut page = String::from(
        "# Judgements\n\n\
         What `armistice lint` says of a text, beside what `armistice check` proves of it (`docs/findings.md`). A judgement has a\n\
         confidence: how often it is right. `armistice explain CODE` prints the page of each, with the agreement that broke on it and\n\
         its sources. This page is made from the catalogue: `UPDATE_DOCS=1 cargo test --test lints` makes it again.\n\n\
         A judgement is answered by a waiver in the text (`waive CODE on NUMBERS because \"REASON\".`), or given another level:\n\
         `--deny CODE`, `--allow CODE`, or in `armistice.toml` in the folder of the agreement or in one above it:\n\n\
         ```toml\n[rules]\nvague-word = \"error\"      # \"error\", \"warning\", \"note\" or \"off\"\n\n\
         [[folder]]\npath = \"drafts\"           # from the folder of this file\nrules = { no-end = \"off\" }\n\n\
         [[lexicon.vague-word]]    # more words to look for; docs/lexicon.md has the standard list\n\
         words = [\"robust\"]\nwhy = \"it has no measure\"\nask = \"state what must be withstood\"\n```\n",
    );
    for part in Part::ALL {
        page += &format!(
            "\n## {}\n\n| rule | level | confidence | what it finds |\n|---|---|---|---|\n",
            part.title()
        );
        for code in ALL {
            let Kind::Judgement { part: own, confidence } = code.kind else { continue };
            if own == part {
                page += &format!(
                    "| `{}` | {} | {} | {} |\n",
                    code.slug,
                    code.severity.word(),
                    confidence.word(),
                    code.summary
                );
            }
        }
    }
    page += "\n## What the drafting handbooks ask for\n\n\
             Every rule that was collected from handbooks and from agreements that broke, and what answers it here. What is proved is not\n\
             judged once more.\n\n| asked for | answered by |\n|---|---|\n";
    for own in asked() {
        let answer = match codes(&own.answer) {
            Some(codes) => codes
                .iter()
                .map(|code| match code.kind {
                    Kind::Judgement { .. } => format!("`{}`", code.slug),
                    Kind::Proof => format!("`{}` (proved)", code.slug),
                    Kind::Text => format!("`{}` (the text is not understood)", code.slug),
                })
                .collect::<Vec<_>>()
                .join(", "),
            None => own.answer.clone(),
        };
        page += &format!("| {} | {answer} |\n", own.name);
    }
    page
}

#[test]
fn the_page_is_the_catalogue() {
    let path = root().join("docs/lints.md");
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "docs/lints.md is out of date: UPDATE_DOCS=1 cargo test --test lints");
}

#[test]
fn every_rule_of_the_handbooks_is_answered() {
    let asked = asked();
    let of_tier = |tier: &str| asked.iter().filter(|own| own.tier == tier).count();
    assert_eq!((of_tier("1"), of_tier("2"), of_tier("3")), (23, 26, 33));
    let mut answered = BTreeSet::new();
    for own in &asked {
        match codes(&own.answer) {
            Some(codes) => answered.extend(codes.iter().map(|code| code.slug)),
            None => assert!(
                own.answer.contains("docs/") && !own.answer.contains('`'),
                "{}: neither codes nor a page: {}",
                own.name,
                own.answer
            ),
        }
    }
    for code in ALL.iter().filter(|code| matches!(code.kind, Kind::Judgement { .. })) {
        assert!(answered.contains(code.slug), "{} answers no rule of the handbooks", code.slug);
    }
}
