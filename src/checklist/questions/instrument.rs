//! The instrument itself: annexes, other texts, precedence, wording.

use super::time::qualified;
use super::{item, names, said};
use crate::checklist::{Answer, Clauses, Item};
use crate::syntax::tree::{AnnexState, InstrumentRelation, QualifierKind, StatementKind};

pub(super) fn items(clauses: &Clauses<'_>) -> Vec<Item> {
    vec![
        item(
            "annexes and maps",
            names(said(clauses, |kind| match kind {
                StatementKind::Annex { title, state } => vec![format!(
                    "\"{}\" ({})",
                    title.text,
                    match state {
                        AnnexState::Attached => "attached",
                        AnnexState::NotAttached => "not attached",
                        AnnexState::Confidential => "confidential",
                    }
                )],
                _ => Vec::new(),
            })),
        ),
        item(
            "other texts",
            names(said(clauses, |kind| match kind {
                StatementKind::Instrument { relation, other, .. } => vec![format!(
                    "{} \"{}\"",
                    match relation {
                        InstrumentRelation::Amends => "amends",
                        InstrumentRelation::Incorporates => "incorporates",
                        InstrumentRelation::Supersedes => "supersedes",
                    },
                    other.text
                )],
                _ => Vec::new(),
            })),
        ),
        item(
            "which clause prevails",
            clauses.answer("", |about| {
                qualified(about, |kind| {
                    matches!(kind, QualifierKind::Notwithstanding(_) | QualifierKind::SubjectTo(_))
                })
            }),
        ),
        item("versions and readings", versions(clauses)),
        item(
            "official wording",
            names(said(clauses, |kind| match kind {
                StatementKind::Wording { compared: true } => {
                    vec!["compared with the official text".to_owned()]
                }
                StatementKind::Wording { compared: false } => {
                    vec!["not compared with the official text".to_owned()]
                }
                _ => Vec::new(),
            })),
        ),
        item("words that nobody judges", clauses.answer("", |about| about.written.is_stated_only())),
    ]
}

fn versions(clauses: &Clauses<'_>) -> Vec<Answer> {
    let held = said(clauses, |kind| match kind {
        StatementKind::Variant(by) => {
            let names: Vec<&str> = by.names.iter().map(|name| name.text.as_str()).collect();
            vec![format!("held by {}", names.join(" and "))]
        }
        StatementKind::Term { title, definition: None, .. } => {
            vec![format!("\"{}\" has no agreed meaning", title.text)]
        }
        _ => Vec::new(),
    });
    let model = clauses.model();
    let readers: Vec<&str> = model.readers.iter().map(|&reader| model.actors.name(reader)).collect();
    let mut found = names(held);
    if !readers.is_empty() {
        found.push(Answer::words(format!("read otherwise by {}", readers.join(" and "))));
    }
    found
}
