//! Of which clauses a condition speaks in such a way that a fact can decide whether it holds at the time of that fact.

use crate::model::Model;
use crate::model::ids::{ClauseId, LiteralId, PhaseId};
use crate::model::past::{ClauseState, Definition, Event, Formula, Lasting, PhaseUntil, Start};
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
    /// The phase through which it does, if it is one that begins with the state of clauses.
    pub through: Option<PhaseId>,
}

/// Everything of which a condition speaks so. What comes later than the fact (a change of status, the end of a phase, a streak
/// that begins with a violation) is left out, and so is what the fact alone cannot decide.
pub(super) fn speaks(model: &Model, condition: LiteralId) -> Vec<Speaks> {
    // What comes to hold by a fact has come to hold less than any length before. That it ceases to hold decides nothing then.
    let (decided, begins_only) = match model.past.definitions.get(&condition) {
        Some(Definition::Lasting(Lasting { when: Formula::Holds(begins), .. })) => (*begins, true),
        _ => (condition, false),
    };
    let facts = Region::whole(&universe(model));
    let said = |of: ClauseId| Speaks { of, facts: facts.clone(), times: 1, through: None };
    let mut found: Vec<Speaks> = match model.past.definitions.get(&decided) {
        Some(Definition::State(state) | Definition::After(Event::State(state)))
            if !begins_only || state.state == ClauseStateKind::Violated =>
        {
            decided_by_one(state).into_iter().map(said).collect()
        }
        Some(Definition::Violates(violates)) => {
            let actors = violates.who.may_ever(facts.actors.len_universe());
            let theirs = Region { actors, ..facts.clone() };
            let times = violates.times.max(1);
            let of = |&of| Speaks { facts: theirs.clone(), times, ..said(of) };
            violates.clauses.iter().map(of).collect()
        }
        Some(_) if begins_only => Vec::new(),
        Some(Definition::Run(run)) => {
            let at = begin(model, None).and_then(|begin| after(model, begin, run.length));
            since(&facts, at, run.without.as_deref(), &said)
        }
        Some(Definition::Streak(streak, held)) => {
            let terms = model.past.streaks.get(streak.index());
            // Without a deed that certifies it, it does not hold anyway.
            let terms = terms.filter(|terms| held.is_some() || terms.certified.is_empty());
            let run = terms.and_then(|terms| Some((terms, terms.run.as_ref()?)));
            run.map_or_else(Vec::new, |(terms, run)| {
                let begin = begin(model, terms.from.as_ref());
                let at = begin.and_then(|begin| after(model, begin, held.unwrap_or(run.length)));
                since(&facts, at, run.without.as_deref(), &said)
            })
        }
        // What ends a phase is within it. What begins one is, too, and so decides whether it is.
        Some(Definition::Running(phase)) => {
            let bounds = model.past.phases.get(phase.index());
            match bounds.map(|bounds| (&bounds.from, &bounds.until)) {
                Some((Event::State(state), PhaseUntil::Never | PhaseUntil::Lasts(_))) => {
                    let through = |of| Speaks { through: Some(*phase), ..said(of) };
                    decided_by_one(state).into_iter().map(through).collect()
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    };
    found.retain(|speaks| !speaks.facts.is_empty());
    found
}

/// A run speaks of its clauses from when on it can first be long enough.
fn since(
    facts: &Region,
    at: Option<Seconds>,
    without: Option<&[ClauseId]>,
    said: &dyn Fn(ClauseId) -> Speaks,
) -> Vec<Speaks> {
    let Some(at) = at else { return Vec::new() };
    let time = facts.time.intersection(&Intervals::of(at, LATEST));
    let facts = Region { time, ..facts.clone() };
    without.into_iter().flatten().map(|&of| Speaks { facts: facts.clone(), ..said(of) }).collect()
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
