//! The checklist for people, a page of plain text.

use super::{Questions, parted};
use crate::render::page::{DIM, PLAIN, Page, YELLOW};
use crate::render::visible::visible_line;

/// How wide the questions are.
const QUESTION: usize = 32;
/// How wide the page is.
const WIDTH: usize = 110;

/// The whole page, with colours that the caller may strip.
#[must_use]
pub fn text(questions: &Questions<'_>) -> String {
    let mut page = Page::new(&questions.model.title);
    page.line("Drafting checklist: the numbers of the clauses that answer a question");
    for section in questions.sections {
        let (answered, open) = parted(section);
        page.title(section.title);
        for (question, answer) in answered {
            row(&mut page, question, &visible_line(&answer), "");
        }
        if !open.is_empty() {
            row(&mut page, "not in the text", &open.join("; "), YELLOW);
        }
    }
    page.line("");
    for input in questions.inputs {
        page.line(&format!("{DIM}{}  SHA-256 {}{PLAIN}", visible_line(&input.name), input.sha256));
    }
    page.finished()
}

/// A question and its answer, which runs on under itself.
fn row(page: &mut Page, question: &str, answer: &str, colour: &str) {
    let end = if colour.is_empty() { "" } else { PLAIN };
    let mut line = format!("  {colour}{question:QUESTION$}");
    let mut width = QUESTION + 2;
    let mut begun = false;
    for word in answer.split(' ') {
        let long = word.chars().count();
        if begun && width + 1 + long > WIDTH {
            page.line(&format!("{line}{end}"));
            line = format!("  {colour}{:QUESTION$}", "");
            width = QUESTION + 2;
        }
        line += " ";
        line += word;
        width += 1 + long;
        begun = true;
    }
    page.line(&format!("{line}{end}"));
}
