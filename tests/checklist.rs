//! The drafting checklist of the library's agreements: a page each, and nothing on it that the text does not say.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use armistice::checklist::{Section, checklist};
use armistice::draft::{Draft, understand};
use armistice::render::checklist::{Questions, html, text};
use armistice::source::Sources;
use std::fs;
use support::{Beside, entries, file_name, root};

/// Gives the checklist of a text, and its page.
fn of(name: &str, source: &str, files: &Beside) -> (Vec<Section>, String, String) {
    let mut sources = Sources::default();
    let file = sources.add(name, source);
    let checked = understand(&sources, file, files);
    assert!(checked.is_sound(), "{name}");
    let draft = Draft::new(&sources, &checked.agreement, &checked.model, files);
    let sections = checklist(&draft);
    for section in &sections {
        for answer in section.items.iter().flat_map(|item| &item.answers) {
            assert!(!answer.line().is_empty(), "{name}: an empty answer");
            for label in &answer.clauses {
                assert!(checked.model.clause_by_label(label).is_some(), "{name}: there is no clause {label}");
            }
        }
    }
    let questions = Questions { model: &checked.model, sections: &sections, inputs: &[] };
    let plain = anstream::adapter::strip_str(&text::text(&questions)).to_string();
    (sections.clone(), plain, html::html(&questions))
}

/// A page of A4 takes 66 lines of this size.
const LINES_OF_A_PAGE: usize = 66;

#[test]
fn the_library_fits_a_page_each() {
    for folder in entries(&root().join("agreements")) {
        let source = fs::read_to_string(folder.join("terms.agreement")).unwrap();
        let name = file_name(&folder);
        let (_, page, for_paper) = of(&name, &source, &Beside(folder.clone()));
        assert!(page.lines().count() <= LINES_OF_A_PAGE, "{name}: {} lines", page.lines().count());
        assert!(page.lines().all(|line| line.chars().count() <= 110), "{name}: a line is too long");
        insta::assert_snapshot!(format!("checklist_{name}"), page);
        assert!(for_paper.starts_with("<!DOCTYPE html>") && !for_paper.contains("<script"));
    }
}

fn answers(source: &str, question: &str) -> Vec<String> {
    let (sections, ..) = of("own.agreement", source, &Beside(root().join("tests/fixtures")));
    let item = sections.iter().flat_map(|section| &section.items).find(|item| item.question == question);
    item.unwrap().answers.iter().map(armistice::checklist::Answer::line).collect()
}

const HEAD: &str = "agreement \"Own\".\ntime zone \"Asia/Damascus\".\nin force from 2016-03-07 06:00.\nuse \"acts\".\n\
                    party North.\nparty South.\nmonitor Mission.\n";

#[test]
fn a_question_is_answered_by_what_a_clause_means_and_not_by_its_words() {
    let own = format!(
        "{HEAD}1 each of North and South shall not bomb each other.\n\
         2 \"broad media coverage\" stated only.\n\
         3 Mission shall investigate within 3 days of each allegation by North.\n\
         4 \"demining of the roads\" stated only.\n"
    );
    assert_eq!(answers(&own, "attacks from the air"), ["forbidden: 1"]);
    assert_eq!(answers(&own, "sieges and routes"), ["in words that nobody judges: 4"]);
    assert_eq!(answers(&own, "how soon"), ["3"]);
    assert_eq!(answers(&own, "what remains permitted"), Vec::<String>::new());
    assert_eq!(answers(&own, "ends or is renewed"), Vec::<String>::new());
}
