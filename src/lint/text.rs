//! What every rule looks at: the sentences as they stand, beside what they mean.

use std::cell::OnceCell;

use super::Lexicon;
use super::quotation::Quotation;
use super::spoken::Spoken;
use crate::draft::{Draft, Written};
use crate::model::Model;
use crate::model::ids::ClauseId;
use crate::source::Span;
use crate::syntax::tree::{Condition, Norm, Statement, StatementKind};

/// An agreement, as the rules see it.
pub struct Text<'a> {
    /// What it means.
    pub draft: &'a Draft<'a>,
    /// The words to look for in quotations.
    pub lexicon: &'a Lexicon,
    clauses: Vec<Written<'a>>,
    /// What the clauses speak of, once a rule has asked for it.
    pub(super) spoken: OnceCell<Vec<Spoken>>,
}

impl<'a> Text<'a> {
    /// Puts the clauses as they stand beside what they mean.
    #[must_use]
    pub fn new(draft: &'a Draft<'a>, lexicon: &'a Lexicon) -> Self {
        Self { draft, lexicon, clauses: draft.written().collect(), spoken: OnceCell::new() }
    }

    /// What it means.
    #[must_use]
    pub fn model(&self) -> &'a Model {
        self.draft.model
    }

    /// Its sentences.
    #[must_use]
    pub fn statements(&self) -> &'a [Statement] {
        &self.draft.agreement.statements
    }

    /// Its clauses.
    #[must_use]
    pub fn clauses(&self) -> &[Written<'a>] {
        &self.clauses
    }

    /// A clause by its place in the model.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> Option<&Written<'a>> {
        self.clauses.get(id.index())
    }

    /// The clauses that forbid, permit or require something, as they stand.
    pub fn norms(&self) -> impl Iterator<Item = (&Written<'a>, &'a Norm, Option<&'a Condition>)> {
        self.clauses.iter().filter_map(|written| {
            let (norm, when) = written.norm()?;
            Some((written, norm, when))
        })
    }

    /// The official wording of every clause that quotes it.
    pub fn quotations(&self) -> impl Iterator<Item = (&Written<'a>, Quotation<'a>)> {
        self.clauses.iter().filter_map(|written| {
            let wording = written.tree.wording.as_ref()?;
            Some((written, Quotation::new(self.draft.sources, wording)))
        })
    }

    /// The sentence that gives the agreement its title: where a finding stands that concerns the whole of it.
    #[must_use]
    pub fn title_span(&self) -> Option<Span> {
        let titled = self.statements().iter().find(|own| matches!(own.kind, StatementKind::Agreement(_)));
        titled.or_else(|| self.statements().first()).map(|statement| statement.spot.0)
    }

    /// The sentences of one kind, with their places.
    pub fn sentences<T: 'a>(
        &self,
        of: impl Fn(&'a StatementKind) -> Option<T> + 'a,
    ) -> impl Iterator<Item = (Span, T)> {
        self.statements().iter().filter_map(move |statement| Some((statement.spot.0, of(&statement.kind)?)))
    }
}
