//! Conditions that a log cannot have moved: nothing in it may be a deed that would change who is covered or excluded.
//!
//! Where nothing can have changed, memberships stand as the text has them, and the scopes of clauses need no condition for each
//! party. Most logs of incidents hold no decisions of bodies.

use std::collections::BTreeSet;

use crate::incident::Log;
use crate::model::Model;
use crate::model::descriptions::Description;
use crate::model::ids::LiteralId;
use crate::model::past::{Change, Deed, Definition, Formula};
use crate::scope::{Compiler, Scope, cells, possible_in};

/// The conditions of status that nothing in a log can have changed, and that no report records.
#[must_use]
pub fn settled(model: &Model, log: &Log) -> BTreeSet<LiteralId> {
    let status = |literal: &LiteralId| match model.past.definitions.get(literal)? {
        Definition::Covered(actor) => Some((*actor, true)),
        Definition::Excluded(actor) => Some((*actor, false)),
        _ => None,
    };
    let mut settled: BTreeSet<LiteralId> =
        model.past.definitions.keys().copied().filter(|literal| status(literal).is_some()).collect();
    if settled.is_empty() {
        return settled;
    }
    let reports = || log.incidents.iter().flat_map(|incident| &incident.reports);
    for report in reports() {
        settled.retain(|literal| !report.account.literals.contains_key(literal));
    }
    for change in &model.past.changes {
        if may_happen(model, log, &change.when) {
            settled.retain(|literal| {
                status(literal).is_none_or(|(actor, covered)| !concerns(change, actor, covered))
            });
        }
    }
    settled
}

fn concerns(change: &Change, actor: crate::model::ids::ActorId, covered: bool) -> bool {
    change.covered == covered && change.may_concern.contains(&actor)
}

/// Whether a condition may come to hold by what a log tells: not where it needs a deed that nothing in the log may be.
fn may_happen(model: &Model, log: &Log, formula: &Formula) -> bool {
    match formula {
        Formula::All(parts) => parts.iter().all(|part| may_happen(model, log, part)),
        Formula::Any(parts) => parts.iter().any(|part| may_happen(model, log, part)),
        Formula::Holds(literal) => match model.past.definitions.get(literal) {
            Some(Definition::Deed(deed)) => is_told(model, log, deed),
            _ => true,
        },
        Formula::During(_) | Formula::Open | Formula::Not(_) => true,
    }
}

/// Whether something in a log may be a deed, by whomever: who he is may itself have changed.
fn is_told(model: &Model, log: &Log, deed: &Deed) -> bool {
    let act = match &deed.facts {
        Description::All(parts) => Description::All(
            parts.iter().filter(|part| matches!(part, Description::Act(_))).cloned().collect(),
        ),
        other => other.clone(),
    };
    let Ok(facts) = Compiler::new(model, None).scope(&act) else { return true };
    log.incidents.iter().flat_map(|incident| &incident.reports).any(|report| {
        let sides: Vec<Scope> =
            possible_in(model, &report.account, &cells(model, report.account.places.as_deref()));
        sides.iter().any(|side| side.intersects(&facts))
    })
}
