//! Duties that are left to somebody's judgement. `docs/semantics.md`, 13.11.

use crate::evaluate::duties::DutyState;
use crate::evaluate::duties::fulfilment::Matches;
use crate::evaluate::duties::state::View;
use crate::evaluate::judge::Why;
use crate::incident::Assessment;
use crate::model::ids::ActorId;

/// What those who are named found on the incidents that may fulfil it. What they could not tell, or contradict each other on,
/// decides nothing.
#[must_use]
pub fn state(view: &View<'_>, deeds: &Matches, judges: &[ActorId]) -> DutyState {
    let recorded = deeds.found(view.occasion).filter(|(by, _)| judges.contains(by));
    let mut found: Vec<Assessment> = recorded.map(|(_, found)| found).collect();
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [Assessment::NoViolation] => DutyState::Fulfilled,
        [Assessment::Violation] => view.breached(),
        _ => view.void_or_pending().unwrap_or(DutyState::NotAssessable(Why::NoAssessment)),
    }
}
