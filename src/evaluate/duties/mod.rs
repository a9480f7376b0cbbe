//! Duties: on which occasions they are owed, by whom, and what has become of them.
//!
//! `docs/semantics.md`, 13, defines it. [`occasions`] says when a duty is owed, [`binding`] by whom and where, [`fulfilment`]
//! which incidents do it, and [`state`] what it comes to. Duties that last ([`lasting`]), those that are left to somebody's
//! judgement ([`assessed`]) and those that name a quantity ([`quota`]) have ways of their own.
//!
//! An occasion begins at an instant that may be known only within bounds, and so may be the instant at which it is due. Deeds
//! are compared with all of these instants at once: what is said to be certain is so for each of them.

pub mod assessed;
pub mod binding;
pub mod fulfilment;
pub mod lasting;
pub mod occasions;
pub mod quota;
pub mod state;
pub mod windows;

use std::collections::BTreeMap;

pub use self::fulfilment::{Done, Fulfilment};
pub use self::occasions::{Occasion, Raised};
pub use self::state::DutyState;
use crate::evaluate::duties::binding::Binder;
use crate::evaluate::duties::fulfilment::Matches;
use crate::evaluate::duties::quota::Quota;
use crate::evaluate::judge::{Case, Why};
use crate::evaluate::past::{Past, World};
use crate::evaluate::quantities::Achieved;
use crate::model::Model;
use crate::model::clauses::ClauseKind;
use crate::model::duties::Obligation;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::time::Seconds;
use crate::scope::{Compiler, Region};
use crate::sets::{EARLIEST, Intervals, LATEST};

/// What duties are judged by, under one reader.
pub struct Known<'a> {
    /// The agreement.
    pub model: &'a Model,
    /// Its descriptions, as the reader has them.
    pub compiler: &'a Compiler<'a>,
    /// What the past decides, as far as the duty that is judged rests on it.
    pub past: &'a Past,
    /// What happened.
    pub world: &'a World,
    /// The first instant after everything for which the agreement may be in force.
    pub end: Seconds,
}

/// What has become of a duty on one occasion, for one who owes it or for several who owe it together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyJudgement {
    /// The clause.
    pub clause: ClauseId,
    /// Who owes it.
    pub bearers: Vec<ActorId>,
    /// When it arises and falls due.
    pub occasion: Occasion,
    /// What has become of it.
    pub state: DutyState,
    /// The incidents that fulfil it, or may.
    pub by: Vec<Fulfilment>,
    /// From when on it has been done, in time or late.
    pub done: Done,
    /// From when on it has been begun, whether or not it was completed.
    pub begun: Done,
    /// What it hangs on: whether it certainly holds, and whether it possibly does; nothing where it hangs on nothing.
    pub hangs: Option<(bool, bool)>,
    /// How much was done in time, if it names a quantity.
    pub achieved: Option<Achieved>,
}

impl DutyJudgement {
    /// The instants at which it may be due: those of its breach, if it is missed or fulfilled late.
    #[must_use]
    pub fn breached_at(&self) -> Intervals {
        let end = self.occasion.due_at_last.map_or(LATEST, |last| last.saturating_add(1));
        Intervals::of(self.occasion.due.unwrap_or(EARLIEST), end)
    }
}

/// Judges one duty on every occasion, for each who owes it. What it [rests on](Obligation::rests_on) must have been judged
/// before.
#[must_use]
pub fn judge(known: &Known<'_>, clause: ClauseId, duty: &Obligation) -> Vec<DutyJudgement> {
    let mut judged = Vec::new();
    let binder = Binder::new(known, duty);
    let breaches = lasting::breaches(known, duty);
    let quota = duty.quantity.as_ref().map(|quantity| Quota::new(known, quantity));
    // Occasions that bind the same, in the same zones, are fulfilled by the same deeds.
    let mut matches: BTreeMap<binding::Bound, Option<Matches>> = BTreeMap::new();
    for occasion in occasions::occasions(known, duty) {
        let hangs = state::hangs(known, duty, &occasion);
        let owing = binder.owing(known, &occasion);
        for (bearers, certainly) in &owing {
            let occasion = Occasion { certain: occasion.certain && *certainly, ..occasion.clone() };
            let bound = binder.bound(bearers, &occasion);
            // All others who may owe it, and those who certainly do.
            let rest = quota.as_ref().filter(|quota| quota.is_ratio()).map(|_| {
                let others = |for_certain: bool| {
                    let others = owing.iter().filter(|(_, certainly)| *certainly || !for_certain);
                    let others =
                        others.flat_map(|(others, _)| others).filter(|actor| !bearers.contains(actor));
                    binder.bound(&others.copied().collect::<Vec<_>>(), &occasion)
                };
                [others(false), others(true)]
            });
            for bound in rest.iter().flatten().chain([&bound]) {
                if !matches.contains_key(bound) {
                    matches.insert(bound.clone(), Matches::new(known, duty, &binder, bound).ok());
                }
            }
            let deeds = matches.get(&bound).and_then(Option::as_ref);
            let others = rest.as_ref().map(|rest| rest.each_ref().map(|rest| matches.get(rest)?.as_ref()));
            let view = state::View { known, occasion: &occasion, hangs };
            let mut achieved = None;
            let (state, by, done, begun) = match deeds {
                None => (DutyState::NotAssessable(Why::TooComplex), Vec::new(), Done::NONE, Done::NONE),
                Some(deeds) => {
                    let (tally, mut by) = deeds.against(&occasion);
                    let mut done = deeds.done(&occasion);
                    let state = if let Some(breaches) = &breaches {
                        lasting::state(&view, breaches, bearers)
                    } else if let Some(judges) = &duty.judged_by {
                        assessed::state(&view, deeds, judges)
                    } else if let Some(quota) = &quota {
                        // What comes late adds nothing.
                        by.retain(|own| own.in_time);
                        let sums = quota.achieved(&view, &by, others);
                        achieved = Some(sums);
                        let state = quota.state(&view, &sums, deeds);
                        done = quota.done(&occasion, &by, state);
                        state
                    } else {
                        view.state(&tally, deeds.acts().intersects(&known.world.recordable))
                    };
                    (state, by, done, deeds.begun(&occasion))
                }
            };
            let bearers = bearers.clone();
            judged.push(DutyJudgement { clause, bearers, occasion, state, by, done, begun, hangs, achieved });
        }
    }
    judged
}

/// Judges every duty of an agreement whose dates are fixed, by a few cases of which nothing else is known, as of the end of
/// time.
#[must_use]
pub fn dated(model: &Model, reader: Option<ActorId>, cases: &[Case]) -> Vec<DutyJudgement> {
    let compiler = Compiler::new(model, reader);
    let world = World::of_cases(model, cases, LATEST);
    let past = Past::default();
    let end = end_of_force(model, &compiler, &past);
    let known = Known { model, compiler: &compiler, past: &past, world: &world, end };
    let clauses = model.clauses.iter().enumerate();
    let dated = clauses.filter(|(_, clause)| matches!(clause.kind, ClauseKind::Duty(_)));
    dated
        .filter_map(|(index, clause)| Some(judge(&known, ClauseId::at(index), clause.obligation.as_ref()?)))
        .flatten()
        .collect()
}

/// The times at which the agreement may be in force, as far as courses decide that; nothing where that takes too many boxes.
#[must_use]
pub fn possibly_in_force(model: &Model, compiler: &Compiler<'_>, past: &Past) -> Option<Intervals> {
    let scope = compiler.scope(&model.in_force).ok()?;
    let possible = |region: &Region| {
        region.literals.iter().fold(region.time.clone(), |times, (&literal, &holds)| {
            let course = past.course(literal);
            let course = if holds { course } else { course.negated() };
            times.intersection(course.possible())
        })
    };
    Some(scope.regions().iter().map(possible).fold(Intervals::empty(), |all, some| all.union(&some)))
}

/// The first instant after everything for which the agreement may be in force, as far as courses decide that.
#[must_use]
pub fn end_of_force(model: &Model, compiler: &Compiler<'_>, past: &Past) -> Seconds {
    let times = possibly_in_force(model, compiler, past);
    times.map_or(LATEST, |times| times.iter().last().map_or(EARLIEST, |(_, end)| end))
}
