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
use crate::model::duties::{Obligation, Occasions};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::time::Seconds;
use crate::scope::{Compiler, Course, Region};
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
    /// When the agreement is over.
    pub ends: Ends,
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
    /// What fulfils it, or may, for what is to be done on the same day; nothing where no clause asks.
    pub alongside: Vec<Fulfilment>,
    /// From when on it has been done, in time or late.
    pub done: Done,
    /// From when on it has been begun, whether or not it was completed.
    pub begun: Done,
    /// What it hangs on: whether it certainly holds, and whether it possibly does; nothing where it hangs on nothing.
    pub hangs: Option<(bool, bool)>,
    /// Of a duty that lasts, the instants at which it may be breached first, if it is.
    pub breached: Option<Intervals>,
    /// How much was done in time, if it names a quantity.
    pub achieved: Option<Achieved>,
}

impl DutyJudgement {
    /// The instants of its breach, if it is missed or fulfilled late: those at which it may be due or, where it lasts, at
    /// which what breaches it may first have happened.
    #[must_use]
    pub fn breached_at(&self) -> Intervals {
        if let Some(breached) = &self.breached {
            return breached.clone();
        }
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
    let asked =
        known.model.clauses.iter().filter_map(|other| other.obligation.as_ref()).any(
            |other| matches!(&other.occasions, Occasions::SameTime(clauses) if clauses.contains(&clause)),
        );
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
            let view = state::View { known, occasion: &occasion, hangs, lasts: breaches.is_some() };
            let (mut achieved, mut breached) = (None, None);
            let alongside = match deeds {
                Some(deeds) if asked => deeds.until_done(&occasion, quota.is_none()),
                _ => Vec::new(),
            };
            let (state, by, done, begun) = match deeds {
                None => (DutyState::NotAssessable(Why::TooComplex), Vec::new(), Done::NONE, Done::NONE),
                Some(deeds) => {
                    let (tally, mut by) = deeds.against(&occasion);
                    let mut done = deeds.done(&occasion);
                    let state = if let Some(breaches) = &breaches {
                        let (state, first) = lasting::state(&view, breaches, bearers);
                        breached = first;
                        done = Done::once_due(&occasion, state);
                        state
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
            judged.push(DutyJudgement {
                clause,
                bearers,
                occasion,
                state,
                by,
                alongside,
                done,
                begun,
                hangs,
                breached,
                achieved,
            });
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
    let ends = Ends::of(model, &compiler, &past);
    let known = Known { model, compiler: &compiler, past: &past, world: &world, ends };
    let clauses = model.clauses.iter().enumerate();
    let dated = clauses.filter(|(_, clause)| matches!(clause.kind, ClauseKind::Duty(_)));
    dated
        .filter_map(|(index, clause)| Some(judge(&known, ClauseId::at(index), clause.obligation.as_ref()?)))
        .flatten()
        .collect()
}

/// The times at which the agreement is in force, as far as courses decide that; nothing where that takes too many boxes.
#[must_use]
pub fn in_force(model: &Model, compiler: &Compiler<'_>, past: &Past) -> Option<Course> {
    let scope = compiler.scope(&model.in_force).ok()?;
    let of = |region: &Region| {
        region.literals.iter().fold(Course::exactly(region.time.clone()), |times, (&literal, &holds)| {
            let course = past.course(literal);
            times.and(&if holds { course } else { course.negated() })
        })
    };
    Some(scope.regions().iter().map(of).fold(Course::never(), |all, some| all.or(&some)))
}

/// When the agreement is over: the first instant after everything for which it is in force, for certain and possibly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// After all instants at which it certainly is in force.
    pub certainly: Seconds,
    /// After all at which it may be.
    pub possibly: Seconds,
}

impl Ends {
    /// Of an agreement, as far as courses decide that.
    #[must_use]
    pub fn of(model: &Model, compiler: &Compiler<'_>, past: &Past) -> Self {
        let after = |times: &Intervals| times.iter().last().map_or(EARLIEST, |(_, end)| end);
        in_force(model, compiler, past).map_or(Self { certainly: EARLIEST, possibly: LATEST }, |times| Self {
            certainly: after(times.certain()),
            possibly: after(times.possible()),
        })
    }
}
