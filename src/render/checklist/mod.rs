//! The drafting checklist, as text and as a page.

pub mod html;
pub mod text;

use crate::checklist::Section;
use crate::model::Model;
use crate::render::Input;

/// What is printed, and of what.
#[derive(Clone, Copy)]
pub struct Questions<'a> {
    /// The agreement.
    pub model: &'a Model,
    /// What it says to each question.
    pub sections: &'a [Section],
    /// The files that were read, so that a result can be reproduced.
    pub inputs: &'a [Input],
}

/// The questions of a section that the text answers, each with the answer in one line; and those that it does not.
fn parted(section: &Section) -> (Vec<(&'static str, String)>, Vec<&'static str>) {
    let (mut answered, mut open) = (Vec::new(), Vec::new());
    for item in &section.items {
        if item.answers.is_empty() {
            open.push(item.question);
            continue;
        }
        let lines: Vec<String> = item.answers.iter().map(crate::checklist::Answer::line).collect();
        answered.push((item.question, lines.join("; ")));
    }
    (answered, open)
}
