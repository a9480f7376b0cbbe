//! Of which clauses a condition speaks in such a way that a fact can decide whether it holds at the time of that fact.

use crate::model::Model;
use crate::model::ids::{ClauseId, LiteralId, PhaseId};
use crate::model::past::{ClauseState, Definition, Event, Formula, PhaseUntil, Start};
use crate::model::time::{self, Seconds};
use crate::model::waits::Length;
use crate::scope::{Region, universe};
use crate::sets::{Intervals, LATEST};
use crate::syntax::tree::{ClauseStateKind, Direction};

/// That a condition speaks of violations of a clause.
#[derive(Clone, Debug)]
pub(super) struct Speaks {
    /// Of which clause.
    pub of: ClauseId,
    /// The facts whose being a violation decides it at their own time.
    pub facts: Region,
    /// How many of them it takes.
    pub times: usize,
    /// The phases through which it does, from the condition on.
    pub through: Vec<PhaseId>,
}

/// Everything of which a condition speaks so. What comes later than the fact (a change of status, a streak that begins with a
/// violation) is left out, and so is what the fact alone cannot decide.
pub(super) fn speaks(model: &Model, condition: LiteralId) -> Vec<Speaks> {
    let mut found = Vec::new();
    let mut open = vec![(condition, Region::whole(&universe(model)), Vec::new())];
    while let Some((condition, facts, through)) = open.pop() {
        let said = |of: ClauseId| Speaks { of, facts: facts.clone(), times: 1, through: through.clone() };
        match model.past.definitions.get(&condition) {
            Some(Definition::State(state) | Definition::After(Event::State(state))) => {
                found.extend(decided_by_one(state).into_iter().map(said));
            }
            Some(Definition::Violates(violates)) => {
                let actors = violates.who.may_ever(facts.actors.len_universe());
                let facts = Region { actors: facts.actors.intersection(&actors), ..facts.clone() };
                let times = violates.times.max(1);
                let of = |&of| Speaks { facts: facts.clone(), times, ..said(of) };
                found.extend(violates.clauses.iter().map(of));
            }
            Some(Definition::Run(run)) => {
                let begin = begin(model, None).and_then(|begin| after(model, begin, run.length));
                let clauses = run.without.iter().flatten();
                found.extend(
                    begin
                        .iter()
                        .flat_map(|&at| clauses.clone().map(move |&of| (at, of)))
                        .map(|(at, of)| Speaks { facts: from(&facts, at), ..said(of) }),
                );
            }
            Some(Definition::Streak(streak, held)) => {
                let Some(terms) = model.past.streaks.get(streak.index()) else { continue };
                let Some(run) = &terms.run else { continue };
                // Without a deed that certifies it, it does not hold anyway.
                if held.is_none() && !terms.certified.is_empty() {
                    continue;
                }
                let begin = begin(model, terms.from.as_ref());
                let Some(at) = begin.and_then(|begin| after(model, begin, held.unwrap_or(run.length))) else {
                    continue;
                };
                let clauses = run.without.iter().flatten();
                found.extend(clauses.map(|&of| Speaks { facts: from(&facts, at), ..said(of) }));
            }
            Some(Definition::Running(phase)) => {
                phase_speaks(model, *phase, None, (&facts, &through), &mut found, &mut open);
            }
            Some(Definition::PhaseHeld(phase, length)) => {
                phase_speaks(model, *phase, Some(*length), (&facts, &through), &mut found, &mut open);
            }
            _ => {}
        }
    }
    found.retain(|speaks| !speaks.facts.is_empty());
    found
}

/// The clauses of which one violation alone decides a state.
fn decided_by_one(state: &ClauseState) -> Vec<ClauseId> {
    match (state.state, state.one_of.as_slice()) {
        (ClauseStateKind::Violated, lists) => {
            let alone = lists.iter().filter(|list| list.len() == 1);
            alone.flatten().flatten().copied().collect()
        }
        (ClauseStateKind::Observed, [list]) => list.iter().flatten().copied().collect(),
        _ => Vec::new(),
    }
}

/// A fact decides at its time whether a phase runs if it ends the phase, or begins it.
fn phase_speaks(
    model: &Model,
    phase: PhaseId,
    held: Option<Length>,
    (facts, through): (&Region, &Vec<PhaseId>),
    found: &mut Vec<Speaks>,
    open: &mut Vec<(LiteralId, Region, Vec<PhaseId>)>,
) {
    // A phase that hangs on itself is followed once.
    let Some(bounds) = model.past.phases.get(phase.index()).filter(|_| !through.contains(&phase)) else {
        return;
    };
    let mut through = through.clone();
    through.push(phase);
    let states = |state: &ClauseState, facts: &Region| -> Vec<Speaks> {
        let said = |of| Speaks { of, facts: facts.clone(), times: 1, through: through.clone() };
        decided_by_one(state).into_iter().map(said).collect()
    };
    match (&bounds.from, &bounds.until) {
        (Event::State(state), PhaseUntil::Never | PhaseUntil::Lasts(_)) if held.is_none() => {
            found.extend(states(state, facts));
        }
        (Event::Moment(begin), until) => {
            let since = held.map_or(Some(*begin), |length| after(model, *begin, length));
            let Some(since) = since else { return };
            let facts = from(facts, since);
            match until {
                PhaseUntil::Event(Event::State(state)) => found.extend(states(state, &facts)),
                PhaseUntil::When(formula) => {
                    for condition in any_of(formula) {
                        open.push((condition, facts.clone(), through.clone()));
                    }
                }
                _ => {}
            }
        }
        _ => {}
    }
}

/// The conditions each of which is enough for a formula to hold, or not to hold.
fn any_of(formula: &Formula) -> Vec<LiteralId> {
    let (mut parts, mut found) = (vec![formula], Vec::new());
    while let Some(part) = parts.pop() {
        match part {
            Formula::Holds(condition) => found.push(*condition),
            Formula::Any(inner) => parts.extend(inner),
            Formula::Not(inner) => parts.push(inner),
            Formula::During(_) | Formula::Open | Formula::All(_) => {}
        }
    }
    found
}

/// From when on something is counted, where the text fixes it.
fn begin(model: &Model, from: Option<&Event>) -> Option<Seconds> {
    match (from, model.past.start) {
        (Some(Event::Moment(at)), _) => Some(*at),
        (None, Start::At(at)) => Some(at),
        _ => None,
    }
}

fn after(model: &Model, from: Seconds, length: Length) -> Option<Seconds> {
    time::shift(from, length.amount, length.unit, Direction::After, &model.time_zone)
}

fn from(facts: &Region, at: Seconds) -> Region {
    Region { time: facts.time.intersection(&Intervals::of(at, LATEST)), ..facts.clone() }
}
