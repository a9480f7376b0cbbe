//! Duties with a date: fulfilled, late, missed, or not yet due.

use crate::evaluate::judge::{Case, Why};
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Duty};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::time::Seconds;
use crate::scope::{Budget, Compiler, Position, Quotient, Region, Scope, TooComplex, position};
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

/// A duty of one bearer as sets of facts: those that fulfil it at all, in time, and late.
#[derive(Clone, Debug)]
pub struct Owed {
    clause: ClauseId,
    bearers: Vec<ActorId>,
    from: Seconds,
    due: Seconds,
    /// Absent where it would take too many boxes.
    deeds: Option<Deeds>,
}

#[derive(Clone, Debug)]
struct Deeds {
    done: Scope,
    in_time: Scope,
    late: Scope,
    /// The leaves of all acts that fulfil it.
    acts: Bits,
}

/// What one case does for one duty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fulfilment {
    certainly_in_time: bool,
    possibly_in_time: bool,
    certainly_done: bool,
    possibly_late: bool,
}

/// All duties of an agreement, under a reader's reading, for each who owes them when they fall due.
#[must_use]
pub fn owed(model: &Model, reader: Option<ActorId>) -> Vec<Owed> {
    let compiler = Compiler::new(model, reader);
    let mut list = Vec::new();
    for (index, clause) in model.clauses.iter().enumerate() {
        let ClauseKind::Duty(duty) = &clause.kind else { continue };
        let bound: Vec<ActorId> = duty
            .bearers
            .iter()
            .filter(|(_, times)| times.contains(duty.due.saturating_sub(1)))
            .map(|(actor, _)| actor)
            .collect();
        let groups: Vec<Vec<ActorId>> =
            if duty.jointly { vec![bound] } else { bound.into_iter().map(|actor| vec![actor]).collect() };
        for bearers in groups.into_iter().filter(|bearers| !bearers.is_empty()) {
            let deeds = deeds(&compiler, duty, &bearers).ok();
            list.push(Owed { clause: ClauseId::at(index), bearers, from: duty.from, due: duty.due, deeds });
        }
    }
    list
}

fn deeds(compiler: &Compiler<'_>, duty: &Duty, bearers: &[ActorId]) -> Result<Deeds, TooComplex> {
    let universe = compiler.universe();
    let by_bearer = Region {
        actors: Bits::of(universe.actors, bearers.iter().map(|actor| actor.index())),
        time: Intervals::of(duty.from, LATEST),
        ..Region::whole(universe)
    };
    let done = compiler.scope(&duty.deed)?.intersection(&Scope::from(by_bearer));
    let within = |from: Seconds, until: Seconds| {
        let window = Region { time: Intervals::of(from, until), ..Region::whole(universe) };
        done.intersection(&Scope::from(window))
    };
    let mut acts = Bits::empty(universe.acts);
    done.regions().iter().for_each(|region| acts.union_with(&region.acts));
    Ok(Deeds { in_time: within(duty.from, duty.due), late: within(duty.due, LATEST), done, acts })
}

impl Owed {
    /// Of which clause.
    #[must_use]
    pub fn clause(&self) -> ClauseId {
        self.clause
    }

    /// The facts that fulfil it, in time or late; nothing where it would take too many boxes.
    #[must_use]
    pub fn done(&self) -> Option<&Scope> {
        self.deeds.as_ref().map(|deeds| &deeds.done)
    }

    /// The scopes that tell the duty's facts apart.
    pub fn scopes(&self) -> impl Iterator<Item = &Scope> {
        self.deeds.iter().flat_map(|deeds| [&deeds.done, &deeds.in_time, &deeds.late])
    }

    /// The same duty as seen through a quotient.
    #[must_use]
    pub fn image(&self, quotient: &Quotient) -> Self {
        let deeds = self.deeds.as_ref().map(|deeds| Deeds {
            done: quotient.image(&deeds.done),
            in_time: quotient.image(&deeds.in_time),
            late: quotient.image(&deeds.late),
            acts: deeds.acts.clone(),
        });
        Self { deeds, ..self.clone() }
    }

    /// What a case does for the duty; `None` where it is about something else.
    #[must_use]
    pub fn fulfilment(&self, case: &Case) -> Option<Fulfilment> {
        let deeds = self.deeds.as_ref().filter(|deeds| case.facts.intersects(&deeds.done))?;
        let inside = |scope: &Scope| {
            !case.summary && position(&case.facts, scope, Budget::DEFAULT) == Position::Inside
        };
        Some(Fulfilment {
            certainly_in_time: inside(&deeds.in_time),
            possibly_in_time: case.facts.intersects(&deeds.in_time),
            certainly_done: inside(&deeds.done),
            possibly_late: case.facts.intersects(&deeds.late),
        })
    }

    /// What has become of the duty as of an instant, by what each case did for it. `recordable` says which acts the
    /// source of the cases can record, and `end` is the first instant after everything for which the agreement may be in
    /// force.
    #[must_use]
    pub fn judge(
        &self,
        fulfilments: &[(usize, Fulfilment)],
        as_of: Seconds,
        end: Seconds,
        recordable: &Bits,
    ) -> DutyJudgement {
        DutyJudgement {
            clause: self.clause,
            bearers: self.bearers.clone(),
            from: self.from,
            due: self.due,
            state: self.state(fulfilments, as_of, end, recordable),
            by: fulfilments.iter().map(|&(case, _)| case).collect(),
        }
    }

    fn state(
        &self,
        fulfilments: &[(usize, Fulfilment)],
        as_of: Seconds,
        end: Seconds,
        recordable: &Bits,
    ) -> DutyState {
        let Some(deeds) = &self.deeds else { return DutyState::NotAssessable(Why::TooComplex) };
        let any =
            |holds: fn(&Fulfilment) -> bool| fulfilments.iter().any(|(_, fulfilment)| holds(fulfilment));
        if any(|fulfilment| fulfilment.certainly_in_time) {
            return DutyState::Fulfilled;
        }
        if end < self.due {
            return DutyState::Void;
        }
        if as_of < self.due {
            return DutyState::Pending;
        }
        let missed = !any(|fulfilment| fulfilment.certainly_done);
        // The silence of a source that cannot record such acts shows nothing.
        if missed && !deeds.acts.intersects(recordable) {
            return DutyState::NotAssessable(Why::NotRecorded);
        }
        let in_time = any(|fulfilment| fulfilment.possibly_in_time);
        let late = any(|fulfilment| fulfilment.possibly_late);
        match (in_time, late, missed) {
            (true, false, false) => DutyState::Fulfilled,
            (false, true, false) => DutyState::Late,
            (false, false, _) => DutyState::Missed,
            (in_time, late, missed) => DutyState::Open { in_time, late, missed },
        }
    }
}

/// Judges every duty of an agreement as of an instant, by a few cases.
#[must_use]
pub fn duties(
    model: &Model,
    reader: Option<ActorId>,
    cases: &[Case],
    as_of: Seconds,
    recordable: &Bits,
) -> Vec<DutyJudgement> {
    let end = end_of_force(model, reader);
    owed(model, reader)
        .iter()
        .map(|owed| {
            let fulfilments: Vec<(usize, Fulfilment)> = cases
                .iter()
                .enumerate()
                .filter_map(|(index, case)| Some((index, owed.fulfilment(case)?)))
                .collect();
            owed.judge(&fulfilments, as_of, end, recordable)
        })
        .collect()
}

/// The first instant after everything for which the agreement may be in force.
#[must_use]
pub fn end_of_force(model: &Model, reader: Option<ActorId>) -> Seconds {
    let Ok(scope) = Compiler::new(model, reader).scope(&model.in_force) else { return LATEST };
    let ends = scope.regions().iter().filter_map(|region| region.time.iter().last().map(|(_, end)| end));
    ends.max().unwrap_or(LATEST)
}
