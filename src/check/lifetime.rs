//! When an agreement is in force beyond doubt: what its clocks leave open proves nothing.

use std::collections::BTreeMap;

use crate::draft::Draft;
use crate::model::descriptions::{Description, LiteralKind};
use crate::model::time::Seconds;
use crate::syntax::tree::{Moment, MomentKind, StatementKind};

/// The first instant in force by any announcement; nothing where the text leaves a start open or has none.
pub(super) fn begin(draft: &Draft<'_>) -> Option<Seconds> {
    let says_start = |kind: &StatementKind| matches!(kind, StatementKind::InForce { .. });
    let said = draft.agreement.statements.iter().any(|statement| says_start(&statement.kind));
    draft.model.begin.filter(|_| said && !is_open(draft))
}

/// The first instant at which it is over by every announcement; nothing where the text leaves that open.
pub(super) fn end(draft: &Draft<'_>) -> Option<Seconds> {
    draft.model.end.filter(|_| !is_open(draft))
}

/// Whether a start or a renewal has no date that the text fixes.
fn is_open(draft: &Draft<'_>) -> bool {
    let statements = &draft.agreement.statements;
    let mut days: BTreeMap<&str, &Moment> = BTreeMap::new();
    let mut starts = Vec::new();
    for statement in statements {
        match &statement.kind {
            StatementKind::Day { name, moment } => {
                days.insert(&name.text, moment);
            }
            StatementKind::Signed(moment) => {
                days.insert("signature", moment);
            }
            StatementKind::InForce { from, .. } => starts.push(from),
            _ => {}
        }
    }
    // Several announcements may give several starts.
    if let [start] = starts.as_slice() {
        days.insert("start", start);
    }
    let mut fuzzy = false;
    draft.model.in_force.visit(&mut |part| {
        if let Description::Literal(id) = part {
            let literal = draft.model.literals.get(id.index());
            fuzzy |= literal.is_some_and(|literal| literal.kind == LiteralKind::Force);
        }
    });
    fuzzy
        || statements.iter().any(|statement| match &statement.kind {
            StatementKind::InForce { from, .. } | StatementKind::Renewed { from, .. } => {
                !is_fixed(from, &days)
            }
            _ => false,
        })
}

/// Whether a moment leads back to a date. Days that lead back to themselves are told elsewhere.
fn is_fixed(moment: &Moment, days: &BTreeMap<&str, &Moment>) -> bool {
    let mut moment = moment;
    for _ in 0..=2 * days.len() + 128 {
        moment = match &moment.kind {
            MomentKind::Date { .. } => return true,
            MomentKind::Offset { base, .. } => base,
            MomentKind::Fuzzy { taken_as: Some(resolution), .. } => resolution,
            MomentKind::Fuzzy { taken_as: None, .. } => return false,
            MomentKind::Named(name) => match days.get(name.text.as_str()) {
                Some(day) => day,
                None => return false,
            },
        };
    }
    false
}
