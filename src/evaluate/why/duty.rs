//! Why a duty has come to its state, on each occasion and for each who owes it.

use std::collections::BTreeSet;

use crate::evaluate::Engine;
use crate::evaluate::duties::binding::Binder;
use crate::evaluate::duties::fulfilment::deed;
use crate::evaluate::duties::quota::Quota;
use crate::evaluate::duties::state::View;
use crate::evaluate::duties::{DutyJudgement, Ends, Fulfilment, Known};
use crate::evaluate::judge::Case;
use crate::evaluate::past::{Pasts, World};
use crate::evaluate::why::because::{because, values_in_words};
use crate::evaluate::why::decided::{Decided, decided};
use crate::evaluate::why::settle::{Settle, settle};
use crate::model::ids::{ActorId, ClauseId};
use crate::scope::{Compiler, Dimension, Region, Scope, apart, around};
use crate::sets::LATEST;

/// What lies behind the state of a duty on one occasion.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyWhy {
    /// Who reads; as written where absent.
    pub reader: Option<ActorId>,
    /// The state.
    pub judgement: DutyJudgement,
    /// What would fulfil it in time, on each side that matters, in words.
    pub asks: Vec<(Dimension, String)>,
    /// The incidents that fulfil it, or may, with what would settle those of which that is not certain.
    pub deeds: Vec<DeedWhy>,
    /// Of a share: the incidents that set the whole, or may, each with whether that is certain.
    pub whole: Vec<(usize, bool)>,
    /// Where none does: incidents that miss it by one side alone, with the reason, and count on no other occasion.
    pub near: Vec<(usize, Dimension, String)>,
    /// The conditions that decide whether and when it is owed.
    pub rests_on: Vec<Decided>,
}

/// One incident that fulfils a duty, or may.
#[derive(Clone, Debug, PartialEq)]
pub struct DeedWhy {
    /// What it does.
    pub fulfilment: Fulfilment,
    /// What would settle whether it fulfils the duty in time, where that is open.
    pub settle: Option<Settle>,
}

/// No more incidents than this are told of that come near.
const MOST_NEAR: usize = 3;

/// Tells what lies behind the states of a duty, on every occasion, as a reader has it.
#[must_use]
pub fn duty(
    engine: &Engine<'_>,
    world: &World,
    pasts: &Pasts,
    clause: ClauseId,
    reader: Option<ActorId>,
) -> Vec<DutyWhy> {
    let model = engine.model;
    let past = pasts.under(reader);
    let Some(obligation) = model.clause(clause).and_then(|clause| clause.obligation.as_ref()) else {
        return Vec::new();
    };
    let compiler = Compiler::new(model, reader);
    let known = Known { model, compiler: &compiler, past, world, ends: Ends::of(model, &compiler, past) };
    let binder = Binder::new(&known, obligation);
    let quota = obligation.quantity.as_ref().map(|quantity| Quota::new(&known, quantity));
    let judged = past.duties.get(&clause).map_or(&[][..], Vec::as_slice);
    judged
        .iter()
        .map(|judgement| {
            let bound = binder.bound(&judgement.bearers, &judgement.occasion);
            let window =
                Region { time: judgement.occasion.in_time.clone(), ..Region::whole(compiler.universe()) };
            let done = deed(&compiler, &obligation.deed, binder.members(), &bound).unwrap_or_default();
            let in_time = done.intersection(&Scope::from(window));
            let until = judgement.occasion.due_at_last.unwrap_or(LATEST);
            let case_of = |place: usize| {
                let happening = world.at(place)?;
                let case = Case::of_sides([(vec![happening.facts.clone()], happening.summary)]);
                Some(case.narrowed(&past.courses))
            };
            let deeds: Vec<DeedWhy> = judgement
                .by
                .iter()
                .map(|fulfilment| {
                    let is_open = fulfilment.in_time && !fulfilment.certainly_in_time;
                    let case = case_of(fulfilment.incident).filter(|_| is_open);
                    DeedWhy {
                        settle: case.map(|case| settle(&case, &in_time)),
                        fulfilment: fulfilment.clone(),
                    }
                })
                .collect();
            let mut near = Vec::new();
            if deeds.is_empty() {
                // What counts on another occasion is told there.
                let others = judged.iter().filter(|other| other.bearers == judgement.bearers);
                let elsewhere: BTreeSet<usize> =
                    others.flat_map(|other| other.by.iter().map(|fulfilment| fulfilment.incident)).collect();
                let missing = world.happened.iter().filter_map(|happening| {
                    if elsewhere.contains(&happening.place) {
                        return None;
                    }
                    let facts = &case_of(happening.place)?.facts;
                    let found = apart(facts, &in_time)?;
                    let &[side] = found.sides.as_slice() else { return None };
                    // What is no such act comes near nothing.
                    (side != Dimension::Act).then(|| {
                        (happening.place, side, because(model, facts, &in_time, &found.nearest, side))
                    })
                });
                near.extend(missing.take(MOST_NEAR));
            }
            // A quantity is no duty that lasts.
            let view =
                View { known: &known, occasion: &judgement.occasion, hangs: judgement.hangs, lasts: false };
            DutyWhy {
                reader,
                whole: quota.as_ref().map_or_else(Vec::new, |quota| quota.setting(&view)),
                asks: asks(engine, &in_time),
                deeds,
                near,
                rests_on: decided(model, past, obligation.rests_on().0, until),
                judgement: judgement.clone(),
            }
        })
        .collect()
}

/// What a scope restricts, side by side, in words.
fn asks(engine: &Engine<'_>, scope: &Scope) -> Vec<(Dimension, String)> {
    let universe = crate::scope::universe(engine.model);
    let Some(around) = around(scope) else { return Vec::new() };
    let whole = Scope::from(around.clone());
    around.restricted(&universe).map(|side| (side, values_in_words(engine.model, &whole, side))).collect()
}
