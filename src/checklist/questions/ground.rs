//! Where: zones, lines, distances, routes.

use super::{item, names, said};
use crate::checklist::{Answer, Clauses, Item};
use crate::model::names::Named;
use crate::syntax::tree::{ActionKind, Extent, NameRef, StatementKind};

pub(super) fn items(clauses: &Clauses<'_>) -> Vec<Item> {
    vec![
        item("zones that clauses use", used(clauses)),
        item("zones with a boundary", zones(clauses, false)),
        item("zones without a boundary", zones(clauses, true)),
        item(
            "lines, and as of when",
            names(said(clauses, |kind| match kind {
                StatementKind::Line { name, at, .. } => vec![match at {
                    Some(_) => format!("{} (dated)", name.text),
                    None => format!("{} (no date)", name.text),
                }],
                _ => Vec::new(),
            })),
        ),
        item("distances", distances(clauses)),
        item(
            "corridors and routes",
            clauses
                .by_modality(&["open_route", "safe_passage", "block_route"], &["corridor", "road", "route"]),
        ),
    ]
}

/// Each zone, place or line with the clauses that name it.
fn used(clauses: &Clauses<'_>) -> Vec<Answer> {
    let mut found: Vec<Answer> = Vec::new();
    for about in clauses.iter() {
        let Some((norm, _)) = about.written.norm() else { continue };
        let objects = norm.action.objects.iter().flat_map(|object| &object.refs.refs);
        for name in objects {
            let NameRef::Name(name) = name else { continue };
            if !matches!(clauses.model().names.get(&name.text), Some(Named::Zone(_) | Named::Place(_))) {
                continue;
            }
            let label = about.written.label().to_owned();
            match found.iter_mut().find(|answer| answer.words == name.text) {
                Some(answer) if answer.clauses.last() == Some(&label) => {}
                Some(answer) => answer.clauses.push(label),
                None => found.push(Answer { words: name.text.clone(), clauses: vec![label] }),
            }
        }
    }
    found
}

fn zones(clauses: &Clauses<'_>, without: bool) -> Vec<Answer> {
    let list = said(clauses, |kind| match kind {
        StatementKind::Zone { name, undelimited, .. } if undelimited.is_some() == without => {
            vec![name.text.clone()]
        }
        _ => Vec::new(),
    });
    const MOST: usize = 6;
    let more = list.len().saturating_sub(MOST);
    let mut shown: Vec<String> = list.into_iter().take(MOST).collect();
    if more > 0 {
        shown.push(format!("and {more} more"));
    }
    let official = clauses.draft.agreement.statements.iter().all(|statement| {
        !matches!(&statement.kind, StatementKind::Zone { undelimited: None, illustrative: true, .. })
    });
    let mut found = names(shown);
    if !without && !found.is_empty() && !official {
        found.push(Answer::words("drawn for illustration, not official"));
    }
    found
}

fn distances(clauses: &Clauses<'_>) -> Vec<Answer> {
    let measured = said(clauses, |kind| match kind {
        StatementKind::Zone {
            name, extent: Some(Extent::Within { .. } | Extent::Between { .. }), ..
        } => vec![name.text.clone()],
        _ => Vec::new(),
    });
    let mut found = names(measured);
    found.extend(clauses.answer("weapons to be kept away", |about| {
        about.written.norm().is_some_and(|(norm, _)| matches!(norm.action.kind, ActionKind::Keep { .. }))
    }));
    found
}
