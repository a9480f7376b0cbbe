//! A truce that forbids attacks and does not say whether a party that is attacked may answer.

use super::self_defence::{is_meant, is_named};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::hinges::{stated, terms};
use crate::lint::spoken::{forbidding_attacks, spoken};
use crate::lint::{Finding, Text};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    if is_said(text) {
        return Vec::new();
    }
    finding(text).into_iter().collect()
}

/// Whether any words of the agreement, or of a text beside it, deal with self-defence.
fn is_said(text: &Text<'_>) -> bool {
    // What another text says of it holds here too.
    !text.draft.instruments.is_empty()
        || terms(text)
            .iter()
            .any(|term| is_named(text, term.title) || term.meanings.iter().any(|&own| is_meant(text, own)))
        || stated(text).iter().any(|own| is_meant(text, own.condition))
        || text.quotations().any(|(_, quotation)| is_named(text, quotation.text))
}

fn finding(text: &Text<'_>) -> Option<Finding> {
    // Who may not use some weapons may still answer with others.
    let forbids = forbidding_attacks(text, spoken(text));
    let (first, others) = forbids.split_first()?;
    let (norm, _) = text.clause(*first)?.norm()?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::SELF_DEFENCE_MISSING,
        norm.action.spot.0,
        "nothing says whether a party may defend itself",
    )
    .because("forbidden, with no word on replies");
    for &clause in others.iter().take(3) {
        let Some((norm, _)) = text.clause(clause).and_then(|written| written.norm()) else { continue };
        diagnostic = diagnostic.and(norm.action.spot.0, "and here");
    }
    let label = text.draft.label(*first);
    Some(Finding::plain(
        diagnostic
            .help(format!(
                "permit it within bounds: `each of PARTIES may attack each other in self_defence, notwithstanding {label}`, \
                 with `term \"self_defence\": reply to an attack by the target within 1 hour`"
            ))
            .help("or say that fire is not to be returned: `NUMBER \"no force is used in self-defence\" stated only`"),
    ))
}
