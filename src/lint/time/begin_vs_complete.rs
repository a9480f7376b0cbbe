//! A duty to begin something that no clause asks to be completed.

use super::states::{acts, bring_about_a_state};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text, Written};
use crate::model::ids::ClauseId;
use crate::scope::{Meetings, Scope};
use crate::source::Span;
use crate::syntax::tree::{ActionKind, Modal, Norm};

/// The word that is written where a duty is met by its beginning.
const BEGIN: &str = "begin";

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let model = text.model();
    let owed = text.norms().filter(|(_, norm, _)| norm.modal == Modal::Shall);
    let begun: Vec<(&Written<'_>, &Norm)> = owed
        .filter_map(|(written, norm, _)| match &norm.action.kind {
            ActionKind::Begin(list) if bring_about_a_state(model, &acts(model, list)) => {
                Some((written, norm))
            }
            _ => None,
        })
        .collect();
    if begun.is_empty() {
        return Vec::new();
    }
    let done: Vec<(ClauseId, Scope)> = text
        .norms()
        .filter(|(_, norm, _)| {
            norm.modal == Modal::Shall
                && matches!(norm.action.kind, ActionKind::Complete(_) | ActionKind::Do(_))
        })
        .filter_map(|(written, _, _)| Some((written.id, deed(text, written)?)))
        .collect();
    let completed = Meetings::of(done.iter().map(|(clause, scope)| (*clause, scope)));
    let is_completed = |written: &Written<'_>| {
        // What is too complex to say is not called a fault.
        deed(text, written).is_none_or(|scope| !completed.with(&scope).is_empty())
    };
    begun.into_iter().filter(|(written, _)| !is_completed(written)).map(finding).collect()
}

/// The facts that a clause asks for, whenever they happen.
fn deed(text: &Text<'_>, written: &Written<'_>) -> Option<Scope> {
    text.draft.compiler(None).scope(&written.clause.asks.as_ref()?.deed).ok()
}

fn finding((written, norm): (&Written<'_>, &Norm)) -> Finding {
    let label: String = written.label().chars().take(16).collect();
    let span = norm.action.spot.0;
    let word = Span { end: span.start.saturating_add(5).min(span.end), ..span };
    let diagnostic = Diagnostic::new(
        &catalogue::BEGIN_VS_COMPLETE,
        word,
        format!("`{label}` is met by a beginning alone"),
    )
    .because("no clause asks for the end")
    .mend("write `complete`, if all of it is owed", word, "complete")
    .help(format!(
        "or keep `{BEGIN}`, and ask for the end in a clause of its own: `X shall complete ... by DATE`"
    ))
    .note("the first vehicle that moves fulfils it, and nothing that stays behind is a violation");
    Finding::plain(diagnostic)
}
