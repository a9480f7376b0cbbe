//! Deadlines: whether what must come first leaves them any time, and whether anything is still owed when they come.

mod impossible;
mod past_end;
mod words;

use super::Finding;
use crate::draft::Draft;
use crate::graph::schedule::{Collision, Outcome, Schedule};
use crate::model::clauses::{Clause, ClauseKind, Modality};

/// A network is asked for another collision so often, each time without the one before.
const MOST_COLLISIONS: usize = 64;

pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let orders = |clause: &Clause| owes(clause) && !clause.timing.waits.is_empty();
    let model = draft.model;
    if !model.clauses.iter().any(orders) && model.phases.is_empty() {
        return past_end::find(draft, None);
    }
    let mut schedule = Schedule::of(model);
    let mut collisions = Vec::new();
    let mut outcome = schedule.network.solve();
    for _ in 0..MOST_COLLISIONS {
        let Outcome::Impossible(collision) = &outcome else { break };
        let released = match collision {
            Collision::Late { deadline, .. } => Some(*deadline),
            Collision::Circle { steps, .. } => {
                let place = impossible::window(&schedule, steps).unwrap_or(0);
                steps.get(place).map(|step| step.constraint)
            }
        };
        collisions.push(collision.clone());
        // Which constraint is let go decides only what else is found.
        let Some(released) = released else { break };
        schedule.release(released);
        outcome = schedule.network.solve();
    }
    let mut whole = Schedule::of(model);
    let mut findings = impossible::find(draft, &whole, &collisions);
    // When something is due at the earliest does not depend on whether others meet their deadlines.
    whole.release_windows();
    if let Outcome::Possible { earliest } = whole.network.solve() {
        findings.extend(past_end::find(draft, Some((&whole, &earliest))));
    } else {
        findings.extend(past_end::find(draft, None));
    }
    findings
}

/// Whether somebody owes something by a clause.
fn owes(clause: &Clause) -> bool {
    matches!(
        clause.kind,
        ClauseKind::Duty(_) | ClauseKind::NotEvaluated { modality: Some(Modality::Obligation), .. }
    )
}
