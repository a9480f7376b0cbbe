//! Clauses as they stand, beside what they mean.

use super::Draft;
use crate::model::clauses::Clause;
use crate::model::ids::ClauseId;
use crate::source::Span;
use crate::syntax::tree::{self, ClauseBody, Condition, Norm, StatementKind};

/// A clause as it stands, and what it means.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// Its place in the model.
    pub id: ClauseId,
    /// Its tree.
    pub tree: &'a tree::Clause,
    /// What it means.
    pub clause: &'a Clause,
}

impl<'a> Written<'a> {
    /// What it forbids, permits or requires, as it stands, and on which condition, if it is a consequence.
    #[must_use]
    pub fn norm(&self) -> Option<(&'a Norm, Option<&'a Condition>)> {
        match &self.tree.body {
            ClauseBody::Norm(norm) => Some((norm, None)),
            ClauseBody::Consequence { when, norm } => Some((norm, Some(when))),
            ClauseBody::StatedOnly | ClauseBody::StatusChange { .. } => None,
        }
    }

    /// Whether nobody judges it.
    #[must_use]
    pub fn is_stated_only(&self) -> bool {
        matches!(self.tree.body, ClauseBody::StatedOnly)
    }

    /// Its number, to stand in backticks.
    #[must_use]
    pub fn label(&self) -> &'a str {
        &self.clause.label
    }

    /// Its number in the text.
    #[must_use]
    pub fn label_span(&self) -> Span {
        self.tree.label.spot.0
    }
}

impl<'a> Draft<'a> {
    /// The clauses, in the order of the text.
    pub fn written(&self) -> impl Iterator<Item = Written<'a>> + use<'a> {
        let trees = self.agreement.statements.iter().filter_map(|statement| match &statement.kind {
            StatementKind::Clause(clause) => Some(clause),
            _ => None,
        });
        // A text without errors has its clauses in the model in the order in which they stand.
        trees.zip(&self.model.clauses).enumerate().map(|(index, (tree, clause))| Written {
            id: ClauseId::at(index),
            tree,
            clause,
        })
    }
}
