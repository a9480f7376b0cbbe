//! What follows from a violation.

use super::item;
use crate::checklist::clauses::About;
use crate::checklist::{Answer, Clauses, Item};
use crate::syntax::tree::{ClauseBody, Condition, ConditionKind, Modal, StatementKind};

pub(super) fn items(clauses: &Clauses<'_>) -> Vec<Item> {
    vec![
        item(
            "what counts as persistent",
            clauses.answer("", |about| {
                speaks(about, |kind| matches!(kind, ConditionKind::Violates { times: Some(_), .. }))
            }),
        ),
        item(
            "who may complain, and to whom",
            clauses.by_modality(&["allege", "object"], &["complain", "alleg"]),
        ),
        item(
            "what follows",
            clauses.answer("", |about| {
                speaks(about, |kind| matches!(kind, ConditionKind::Violates { .. }))
                    || matches!(about.written.tree.body, ClauseBody::StatusChange { .. })
            }),
        ),
        item(
            "what may follow, at discretion",
            clauses.answer("", |about| match &about.written.tree.body {
                ClauseBody::Consequence { norm, .. } => norm.modal == Modal::May,
                _ => false,
            }),
        ),
        item(
            "referral and disputes",
            clauses.by_modality(&["refer", "negotiate", "cooperate"], &["dispute", "consult", "refer"]),
        ),
        item("what ends it", ends(clauses)),
    ]
}

/// The condition on which a clause follows.
fn when<'a>(about: &About<'a>) -> Option<&'a Condition> {
    match &about.written.tree.body {
        ClauseBody::Consequence { when, .. } | ClauseBody::StatusChange { when, .. } => Some(when),
        ClauseBody::Norm(_) | ClauseBody::StatedOnly => None,
    }
}

fn speaks(about: &About<'_>, of: impl Fn(&ConditionKind) -> bool) -> bool {
    let mut open: Vec<&Condition> = when(about).into_iter().collect();
    while let Some(condition) = open.pop() {
        if of(&condition.kind) {
            return true;
        }
        match &condition.kind {
            ConditionKind::Any(parts) | ConditionKind::All(parts) => open.extend(parts),
            ConditionKind::Not(inner) => open.push(inner),
            ConditionKind::Judged { what, .. } => open.push(what),
            _ => {}
        }
    }
    false
}

fn ends(clauses: &Clauses<'_>) -> Vec<Answer> {
    let words = |span| clauses.draft.sources.words(span).split_whitespace().collect::<Vec<_>>().join(" ");
    super::names(super::said(clauses, |kind| match kind {
        StatementKind::EndsWhen(condition) => vec![words(condition.spot.0)],
        _ => Vec::new(),
    }))
}
