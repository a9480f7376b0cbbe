//! What every check looks at: the text, what it means, and its rules under every reading.

use super::instruments::{Instrument, Instruments};
use crate::model::clauses::Clause;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::{Model, SideFiles};
use crate::scope::{Compiler, Rules, Universe, universe};
use crate::source::{Sources, Span};
use crate::syntax::tree::Agreement;

/// An agreement without errors in its text.
pub struct Draft<'a> {
    /// The texts.
    pub sources: &'a Sources,
    /// Its tree: where a finding needs the very words.
    pub agreement: &'a Agreement,
    /// What it means.
    pub model: &'a Model,
    /// The files beside it, other agreements among them.
    pub files: &'a dyn SideFiles,
    /// The other texts that stand beside it.
    pub instruments: &'a [Instrument],
    /// Its rules: first as written, then as each reader has them who has one of them otherwise.
    pub readings: Vec<Reading>,
}

/// The rules as one reader has them.
pub struct Reading {
    /// Who reads; nobody in particular for the text as written.
    pub reader: Option<ActorId>,
    /// The rules.
    pub rules: Rules,
}

impl<'a> Draft<'a> {
    /// Compiles an agreement for all its readers.
    #[must_use]
    pub fn new(
        sources: &'a Sources,
        agreement: &'a Agreement,
        model: &'a Model,
        files: &'a dyn SideFiles,
    ) -> Self {
        let as_written = Rules::compile(model, None);
        let mut readings: Vec<Reading> = model
            .readers
            .iter()
            .map(|&reader| Reading { reader: Some(reader), rules: Rules::compile(model, Some(reader)) })
            .filter(|reading| reading.rules != as_written)
            .collect();
        readings.insert(0, Reading { reader: None, rules: as_written });
        Self { sources, agreement, model, files, instruments: &[], readings }
    }

    /// Puts the texts beside it that it amends, incorporates or supersedes.
    #[must_use]
    pub fn beside(self, instruments: &'a Instruments) -> Self {
        Self { instruments: &instruments.texts, ..self }
    }

    /// The sizes of the sides of its facts.
    #[must_use]
    pub fn universe(&self) -> Universe {
        universe(self.model)
    }

    /// What turns its descriptions into sets of facts, for a reader.
    #[must_use]
    pub fn compiler(&self, reader: Option<ActorId>) -> Compiler<'a> {
        Compiler::new(self.model, reader)
    }

    /// The number of a clause, to stand in backticks.
    #[must_use]
    pub fn label(&self, clause: ClauseId) -> &'a str {
        self.model.clause(clause).map_or("?", |clause| clause.label.as_str())
    }

    /// The words of a clause after its number and its official wording, or all of it.
    #[must_use]
    pub fn words_span(&self, clause: ClauseId) -> Option<Span> {
        self.model.clause(clause).map(|clause| clause.words)
    }

    /// The heading under which a clause stands, and its official wording: a note for whoever has the paper before him.
    #[must_use]
    pub fn heading(&self, clause: ClauseId) -> Option<String> {
        let clause: &Clause = self.model.clause(clause)?;
        let article = clause.article.and_then(|index| self.model.articles.get(index));
        let heading = article.filter(|article| !article.title.is_empty());
        let wording = clause.wording.as_ref().map(|wording| format!("{}: \"{wording}\"", clause.label));
        match (heading, wording) {
            (Some(article), Some(wording)) => {
                Some(format!("article {} \"{}\"; {wording}", article.label, article.title))
            }
            (Some(article), None) => Some(format!("article {} \"{}\"", article.label, article.title)),
            (None, wording) => wording,
        }
    }

    /// "as read by Russia", where a finding holds under one reading alone.
    #[must_use]
    pub fn as_read(&self, reader: Option<ActorId>) -> Option<String> {
        reader.map(|reader| format!("as read by {}", self.model.actors.name(reader)))
    }
}
