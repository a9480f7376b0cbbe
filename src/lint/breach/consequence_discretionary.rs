//! Consequences that somebody may draw, and need not.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::conditions::{self, asked_about, is_act};
use crate::lint::quotation::Quotation;
use crate::lint::{Finding, Text};
use crate::source::Span;
use crate::syntax::tree::{
    ClauseBody, ConditionKind, Modal, NameRef, Norm, RefList, StatusChange, Subject, SubjectKind,
};

/// One finding: that it is left to somebody is one choice, however many clauses it takes.
pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut places: Vec<(Span, &str)> = Vec::new();
    for written in text.clauses() {
        match &written.tree.body {
            ClauseBody::Consequence { when, norm }
                if norm.modal == Modal::May && !asked_about(when).is_empty() =>
            {
                places.push((norm.modal_spot.0, "it may, and need not"));
            }
            ClauseBody::StatusChange { when, status: StatusChange::NoLongerCovered, .. } => {
                let deeds = conditions::parts(when).into_iter().filter_map(|part| match &part.kind {
                    ConditionKind::Does { who, act, .. } => Some((part.spot.0, who, act.text.as_str())),
                    _ => None,
                });
                let free = deeds.filter(|(_, who, act)| is_act(text, act, "exclude") && !owes(text, who));
                places.extend(free.map(|(span, ..)| (span, "nobody has to decide this")));
            }
            _ => {}
        }
        if let Some(wording) = &written.tree.wording {
            let quotation = Quotation::new(text.draft.sources, wording);
            let hits = text.lexicon.find(catalogue::CONSEQUENCE_DISCRETIONARY.slug, quotation.text);
            places.extend(
                hits.into_iter().map(|hit| (quotation.part(&hit.range), "which, and whether, is open")),
            );
        }
    }
    let Some(((span, label), others)) = places.split_first() else { return Vec::new() };
    let mut diagnostic = Diagnostic::new(
        &catalogue::CONSEQUENCE_DISCRETIONARY,
        *span,
        "whether anything follows is left to a decision",
    )
    .because(*label);
    for (span, label) in others.iter().take(3) {
        diagnostic = diagnostic.and(*span, *label);
    }
    vec![Finding::plain(
        diagnostic
            .help("let it be owed, with a date: `when a party violates NUMBER, BODY shall ... within 7 days`")
            .help("or let it follow by itself: `when a party violates NUMBER at least 3 times within 14 days, that party is no longer covered`")
            .note("a body that need not decide can be kept from deciding by one of its members"),
    )]
}

/// Whether some clause has them do anything, so that a decision is due from them.
fn owes(text: &Text<'_>, who: &Subject) -> bool {
    let SubjectKind::Names(names) = &who.who else { return true };
    let required = |norm: &Norm| norm.modal == Modal::Shall && shares(&norm.bearer, names);
    text.norms().any(|(_, norm, _)| required(norm))
}

fn shares(bearer: &Subject, names: &RefList) -> bool {
    let SubjectKind::Names(own) = &bearer.who else { return false };
    let is_named = |reference: &NameRef| match reference {
        NameRef::Name(name) => {
            names.refs.iter().any(|other| matches!(other, NameRef::Name(other) if other.text == name.text))
        }
        _ => false,
    };
    own.refs.iter().any(is_named)
}
