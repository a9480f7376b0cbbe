//! The page that a mediator takes into the room: who, what, when, where, who verifies, what follows from a violation, and what
//! of the instrument itself, each answered by the numbers of clauses, or by nothing.
//!
//! A question is asked of what the text means: a clause answers it if its facts are about the acts in question, whatever its
//! words. What nobody judges (`stated only`) is no answer, and is listed as such.

mod clauses;
mod questions;

use crate::draft::Draft;

pub use self::clauses::Clauses;

/// The questions of one part of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// The questions, in order.
    pub items: Vec<Item>,
}

/// A question and what the text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is asked, in a few words.
    pub question: &'static str,
    /// What the text says, piece by piece; nothing where it is not in the text.
    pub answers: Vec<Answer>,
}

/// One piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In words; may be empty.
    pub words: String,
    /// The numbers of the clauses that say so, in the order of the text.
    pub clauses: Vec<String>,
}

impl Answer {
    /// Words alone.
    #[must_use]
    pub fn words(words: impl Into<String>) -> Self {
        Self { words: words.into(), clauses: Vec::new() }
    }

    /// It in one line: "attack: 0.1, 1.2 and 2.2".
    #[must_use]
    pub fn line(&self) -> String {
        let numbers = crate::scope::listed(&self.clauses, "and");
        match (self.words.is_empty(), self.clauses.is_empty()) {
            (true, _) => numbers,
            (false, true) => self.words.clone(),
            (false, false) => format!("{}: {numbers}", self.words),
        }
    }
}

/// What an agreement says to each question.
#[must_use]
pub fn checklist(draft: &Draft<'_>) -> Vec<Section> {
    let clauses = Clauses::of(draft);
    questions::all(&clauses)
}
