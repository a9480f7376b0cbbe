//! The questions, a file for each part of an agreement.

mod breach;
mod conduct;
mod ground;
mod instrument;
mod parties;
mod time;
mod verification;

use super::{Answer, Clauses, Item, Section};
use crate::syntax::tree::{StatementKind, SubjectKind};

pub(super) fn all(clauses: &Clauses<'_>) -> Vec<Section> {
    vec![
        Section { title: "Who", items: parties::items(clauses) },
        Section { title: "What", items: conduct::items(clauses) },
        Section { title: "When", items: time::items(clauses) },
        Section { title: "Where", items: ground::items(clauses) },
        Section { title: "Verify", items: verification::items(clauses) },
        Section { title: "Breach", items: breach::items(clauses) },
        Section { title: "Instrument", items: instrument::items(clauses) },
    ]
}

fn item(question: &'static str, answers: Vec<Answer>) -> Item {
    Item { question, answers }
}

/// Some names in one answer; nothing where there are none.
fn names(list: Vec<String>) -> Vec<Answer> {
    if list.is_empty() { Vec::new() } else { vec![Answer::words(list.join(", "))] }
}

/// What some sentences say, each once.
fn said(clauses: &Clauses<'_>, of: impl Fn(&StatementKind) -> Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for statement in &clauses.draft.agreement.statements {
        for words in of(&statement.kind) {
            if !found.contains(&words) {
                found.push(words);
            }
        }
    }
    found
}

/// Whether one of those who are bound by a clause has a name.
fn binds(about: &super::clauses::About<'_>, wanted: &[String]) -> bool {
    let Some((norm, _)) = about.written.norm() else { return false };
    let SubjectKind::Names(list) = &norm.bearer.who else { return false };
    list.refs.iter().any(|name| match name {
        crate::syntax::tree::NameRef::Name(name) => wanted.contains(&name.text),
        _ => false,
    })
}
