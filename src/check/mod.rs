//! What is provable about the text of an agreement.
//!
//! Of a text without errors, [`prove`] says what its clauses come to together: each file of this folder has one question, asked of the algebra of
//! [`scope`](crate::scope) or of the [`graph`](crate::graph), and each answer carries a [`Claim`] that a test holds against
//! the evaluator. `docs/findings.md` defines them.

mod across;
mod announcements;
mod automatic_renewal;
mod circular;
mod circumstances;
pub mod claim;
mod contradiction;
mod dead;
mod deadlock;
mod duration_end_mismatch;
mod duty_before_zone;
mod exclusive_duties;
mod forbidden_duty;
mod lifetime;
mod membership;
mod mixed;
mod moments;
mod mutual;
mod open_band;
mod owed;
mod prevented;
mod redundant;
mod released_duty;
mod scenario;
mod schedule;
mod starts;
mod streaks;
mod unreachable;

use std::collections::BTreeSet;

pub use self::claim::{Claim, Finding, Never};
use crate::draft::Draft;
use crate::model::Model;
use crate::model::ids::{ClauseId, PhaseId};
use crate::model::waits::Awaited;

/// What the clauses of an agreement come to together, each with what it claims, in the order of the text.
#[must_use]
pub fn prove(draft: &Draft<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(contradiction::find(draft));
    findings.extend(dead::find(draft));
    findings.extend(redundant::find(draft));
    findings.extend(forbidden_duty::find(draft));
    findings.extend(exclusive_duties::find(draft));
    findings.extend(released_duty::find(draft));
    findings.extend(prevented::find(draft));
    findings.extend(membership::find(draft));
    findings.extend(mixed::find_groups(draft));
    findings.extend(mixed::find_places(draft));
    findings.extend(announcements::find(draft));
    findings.extend(open_band::find(draft));
    findings.extend(schedule::find(draft));
    findings.extend(duration_end_mismatch::find(draft));
    findings.extend(duty_before_zone::find(draft));
    findings.extend(automatic_renewal::find(draft));
    findings.extend(deadlock::find(draft));
    findings.extend(mutual::find(draft));
    findings.extend(circular::find(draft));
    findings.extend(unreachable::find(draft));
    findings.extend(streaks::find(draft));
    findings.extend(across::find(draft));
    findings.extend(starts::find(draft));
    causes_once(draft.model, &mut findings);
    findings.sort_by(|one, other| {
        let key = |finding: &Finding| (finding.diagnostic.span(), finding.diagnostic.code.slug);
        key(one).cmp(&key(other)).then_with(|| one.diagnostic.title.cmp(&other.diagnostic.title))
    });
    findings
}

/// One cause is told once: that a clause never applies follows from a phase of its own that never runs.
fn causes_once(model: &Model, findings: &mut Vec<Finding>) {
    let never: BTreeSet<PhaseId> = findings
        .iter()
        .filter_map(|finding| match finding.claim {
            Claim::UnreachablePhase { phase, .. } => Some(phase),
            _ => None,
        })
        .collect();
    let within = |clause: ClauseId| {
        let waits = model.clause(clause).map_or(&[][..], |clause| &clause.timing.waits);
        waits
            .iter()
            .any(|wait| matches!(&wait.of, Awaited::PhaseRunning { phase, .. } if never.contains(phase)))
    };
    findings.retain(|finding| !matches!(finding.claim, Claim::Dead { clause } if within(clause)));
}
