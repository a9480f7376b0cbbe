//! A renewal that is called automatic and waits for somebody's consent.

use super::moments::from_when;
use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::model::descriptions::{Description, LiteralKind};
use crate::model::time::Seconds;
use crate::source::Span;
use crate::syntax::tree::StatementKind;

pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let statements = draft.agreement.statements.iter();
    statements
        .filter_map(|statement| match &statement.kind {
            StatementKind::RenewedAutomatically { duration, unless, consent: Some(consent) } => {
                let whole = statement.spot.0;
                let last = unless.as_ref().map_or(duration.spot.0, |unless| unless.spot.0);
                let renewal = Span { end: duration.spot.0.end, ..whole };
                let cut = Span { start: last.end, end: consent.spot.0.end, ..whole };
                Some(finding(draft, renewal, consent.spot.0, cut))
            }
            _ => None,
        })
        .collect()
}

fn finding(draft: &Draft<'_>, renewal: Span, consent: Span, cut: Span) -> Finding {
    let model = draft.model;
    let who = draft.sources.words(consent).split_whitespace().collect::<Vec<_>>().join(" ");
    let from = first_end(draft);
    let mut diagnostic = Diagnostic::new(
        &catalogue::AUTOMATIC_RENEWAL_NEEDS_CONSENT,
        consent,
        "an automatic renewal waits for consent",
    )
    .because("goes on only if they agree")
    .and(renewal, "goes on by itself");
    let when = from.map_or_else(
        || "when the agreement ends".to_owned(),
        |from| format!("{} {}", from_when(from, &model.time_zone), model.time_zone_name),
    );
    diagnostic.witness = Some(format!(
        "{when}: no answer from {who}; as automatic, the renewal has begun, as one with consent, it has not"
    ));
    let diagnostic = diagnostic
        .mend("leave the consent out, if it goes on by itself", cut, "")
        .help(format!("or write `renewed for ... from ...` each time the consent of {who} is given"));
    Finding { diagnostic, claim: Claim::RenewalNeedsConsent { from } }
}

/// The end from which on it is open whether the agreement was renewed, where it is one for everybody.
fn first_end(draft: &Draft<'_>) -> Option<Seconds> {
    let mut ends = Vec::new();
    draft.model.in_force.visit(&mut |part| {
        let Description::All(parts) = part else { return };
        let [Description::Time(times), Description::Literal(literal)] = parts.as_slice() else { return };
        let renewed = draft.model.literals.get(literal.index()).is_some_and(|literal| {
            literal.kind == LiteralKind::Force && literal.column.starts_with("renewed")
        });
        if renewed {
            ends.extend(times.first());
        }
    });
    ends.dedup();
    match ends.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
