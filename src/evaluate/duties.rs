//! Duties with a date: fulfilled, late, missed, or not yet due.

use crate::evaluate::judge::{Case, Why};
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Duty};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::time::Seconds;
use crate::scope::{Budget, Compiler, Position, Region, Scope, TooComplex, position};
use crate::sets::{Bits, Intervals, LATEST};

/// What has become of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DutyState {
    /// Done for certain, in time.
    Fulfilled,
    /// Done for certain, and only after it was due.
    Late,
    /// Due, and no incident can be its fulfilment.
    Missed,
    /// Several of these are possible: at least two are true.
    Open {
        /// It may have been done in time.
        in_time: bool,
        /// It may have been done late.
        late: bool,
        /// It may not have been done.
        missed: bool,
    },
    /// Not due yet.
    Pending,
    /// The agreement ended before it was due.
    Void,
    /// It cannot be said.
    NotAssessable(Why),
}

/// A duty of one bearer, or of several who owe it together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyJudgement {
    /// The clause.
    pub clause: ClauseId,
    /// Who owes it.
    pub bearers: Vec<ActorId>,
    /// From when doing it counts.
    pub from: Seconds,
    /// The first instant at which it is late.
    pub due: Seconds,
    /// What has become of it.
    pub state: DutyState,
    /// Places in the list of cases of the incidents that fulfil it for certain, or may.
    pub by: Vec<usize>,
}

/// Judges every duty of an agreement as of an instant. `recordable` says which acts the source of the cases can record.
#[must_use]
pub fn duties(
    model: &Model,
    reader: Option<ActorId>,
    cases: &[Case],
    as_of: Seconds,
    recordable: &Bits,
) -> Vec<DutyJudgement> {
    let compiler = Compiler::new(model, reader);
    let last = compiler.scope(&model.in_force).map_or(LATEST, |scope| last_instant(&scope));
    let mut judgements = Vec::new();
    for (index, clause) in model.clauses.iter().enumerate() {
        let ClauseKind::Duty(duty) = &clause.kind else { continue };
        let bound: Vec<ActorId> = duty
            .bearers
            .iter()
            .filter(|(_, times)| times.contains(duty.due.saturating_sub(1)))
            .map(|(actor, _)| actor)
            .collect();
        let owed: Vec<Vec<ActorId>> =
            if duty.jointly { vec![bound] } else { bound.into_iter().map(|actor| vec![actor]).collect() };
        for bearers in owed {
            if bearers.is_empty() {
                continue;
            }
            let (state, by) = match fulfilments(&compiler, duty, &bearers, cases) {
                Ok(found) => (found.state(duty, as_of, last, recordable), found.by),
                Err(TooComplex) => (DutyState::NotAssessable(Why::TooComplex), Vec::new()),
            };
            judgements.push(DutyJudgement {
                clause: ClauseId::at(index),
                bearers,
                from: duty.from,
                due: duty.due,
                state,
                by,
            });
        }
    }
    judgements
}

/// The first instant after everything in a scope.
fn last_instant(scope: &Scope) -> Seconds {
    let ends = scope.regions().iter().filter_map(|region| region.time.iter().last().map(|(_, end)| end));
    ends.max().unwrap_or(LATEST)
}

/// Which incidents fulfil a duty.
struct Fulfilments {
    certainly_in_time: bool,
    possibly_in_time: bool,
    certainly_done: bool,
    possibly_late: bool,
    by: Vec<usize>,
    acts: Bits,
}

fn fulfilments(
    compiler: &Compiler<'_>,
    duty: &Duty,
    bearers: &[ActorId],
    cases: &[Case],
) -> Result<Fulfilments, TooComplex> {
    let universe = compiler.universe();
    let by_bearer = Region {
        actors: Bits::of(universe.actors, bearers.iter().map(|actor| actor.index())),
        time: Intervals::of(duty.from, LATEST),
        ..Region::whole(universe)
    };
    let deed = compiler.scope(&duty.deed)?.intersection(&Scope::from(by_bearer));
    let within = |from: Seconds, until: Seconds| {
        let window = Region { time: Intervals::of(from, until), ..Region::whole(universe) };
        deed.intersection(&Scope::from(window))
    };
    let in_time = within(duty.from, duty.due);
    let late = within(duty.due, LATEST);
    let mut found = Fulfilments {
        certainly_in_time: false,
        possibly_in_time: false,
        certainly_done: false,
        possibly_late: false,
        by: Vec::new(),
        acts: Bits::empty(universe.acts),
    };
    deed.regions().iter().for_each(|region| found.acts.union_with(&region.acts));
    for (index, case) in cases.iter().enumerate() {
        if !case.facts.intersects(&deed) {
            continue;
        }
        found.by.push(index);
        let inside = |scope: &Scope| {
            !case.summary && position(&case.facts, scope, Budget::DEFAULT) == Position::Inside
        };
        found.certainly_in_time |= inside(&in_time);
        found.certainly_done |= inside(&deed);
        found.possibly_in_time |= case.facts.intersects(&in_time);
        found.possibly_late |= case.facts.intersects(&late);
    }
    Ok(found)
}

impl Fulfilments {
    fn state(&self, duty: &Duty, as_of: Seconds, last: Seconds, recordable: &Bits) -> DutyState {
        if self.certainly_in_time {
            return DutyState::Fulfilled;
        }
        if last < duty.due {
            return DutyState::Void;
        }
        if as_of < duty.due {
            return DutyState::Pending;
        }
        let (in_time, late, missed) = (self.possibly_in_time, self.possibly_late, !self.certainly_done);
        // The silence of a source that cannot record such acts shows nothing.
        if missed && !self.acts.intersects(recordable) {
            return DutyState::NotAssessable(Why::NotRecorded);
        }
        match (in_time, late, missed) {
            (true, false, false) => DutyState::Fulfilled,
            (false, true, false) => DutyState::Late,
            (false, false, _) => DutyState::Missed,
            (in_time, late, missed) => DutyState::Open { in_time, late, missed },
        }
    }
}
