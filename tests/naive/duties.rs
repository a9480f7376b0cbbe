//! Duties with a date (section 12).

use armistice::evaluate::{DutyState, Why};
use armistice::model::actors::Membership;
use armistice::model::clauses::{ClauseKind, Duty};
use armistice::model::ids::{ActorId, ClauseId};
use armistice::sets::{Bits, Intervals, LATEST};
use std::collections::BTreeSet;

use super::incident::Possible;
use super::listing::Listing;
use super::world::{Fact, Matter, World};

/// A duty with a date: its clause, who owes it, when it is late, what has become of it, and by which incidents.
pub type Dated = (ClauseId, Vec<ActorId>, i64, DutyState, Vec<usize>);

/// Every duty of an agreement as of an instant; `None` stands for an incident that was refuted.
pub fn duties(
    world: &World<'_>,
    incidents: &[Option<Possible>],
    as_of: i64,
    recordable: &Bits,
) -> Vec<Dated> {
    let last = last_instant(world);
    let mut judged = Vec::new();
    for (index, clause) in world.model.clauses.iter().enumerate() {
        let ClauseKind::Duty(duty) = &clause.kind else { continue };
        let bound: Vec<ActorId> = (0..world.model.actors.len())
            .map(ActorId::at)
            .filter(|&actor| duty.bearers.contains(actor, duty.due - 1))
            .collect();
        let owed: Vec<Vec<ActorId>> = if !duty.jointly {
            bound.into_iter().map(|actor| vec![actor]).collect()
        } else if bound.is_empty() {
            Vec::new()
        } else {
            vec![bound]
        };
        for bearers in owed {
            let (state, by) = state(world, duty, &bearers, incidents, as_of, last, recordable);
            let clause = ClauseId::at(index);
            judged.push((clause, bearers, duty.due, state, by));
        }
    }
    judged
}

fn state(
    world: &World<'_>,
    duty: &Duty,
    bearers: &[ActorId],
    incidents: &[Option<Possible>],
    as_of: i64,
    last: i64,
    recordable: &Bits,
) -> (DutyState, Vec<usize>) {
    let mut matter = Matter::default();
    world.gather_duty(duty, &mut matter);
    let mut owing = Membership::nobody();
    bearers.iter().for_each(|&actor| owing.add(actor, &Intervals::all()));
    matter.actors.push(owing);
    let fulfils = |fact: &Fact| {
        bearers.contains(&ActorId::at(fact.actor)) && fact.time >= duty.from && world.holds(&duty.deed, fact)
    };
    let (mut in_time_for_certain, mut for_certain) = (false, false);
    let (mut maybe_in_time, mut maybe_late) = (false, false);
    let mut by = Vec::new();
    for (index, possible) in incidents.iter().enumerate() {
        let Some(possible) = possible else { continue };
        let listing = Listing::new(world, &matter, possible);
        let facts: Vec<&Fact> = listing.facts.iter().map(|listed| &listed.fact).collect();
        let in_time = |fact: &&Fact| fulfils(fact) && fact.time < duty.due;
        let late = |fact: &&Fact| fulfils(fact) && fact.time >= duty.due;
        if facts.iter().any(|fact| fulfils(fact)) {
            by.push(index);
        }
        maybe_in_time |= facts.iter().any(in_time);
        maybe_late |= facts.iter().any(late);
        in_time_for_certain |= !possible.summary && facts.iter().all(in_time);
        for_certain |= !possible.summary && facts.iter().all(|fact| fulfils(fact));
    }
    let state = if in_time_for_certain {
        DutyState::Fulfilled
    } else if last < duty.due {
        DutyState::Void
    } else if as_of < duty.due {
        DutyState::Pending
    } else if !for_certain && !acts(world, &matter, &fulfils).iter().any(|&act| recordable.contains(act)) {
        DutyState::NotAssessable(Why::NotRecorded)
    } else {
        match (maybe_in_time, maybe_late, for_certain) {
            (true, false, true) => DutyState::Fulfilled,
            (false, true, true) => DutyState::Late,
            (false, false, _) => DutyState::Missed,
            (in_time, late, certain) => {
                DutyState::Open { in_time, late, missed: !certain, not_owed: false, not_due: false }
            }
        }
    };
    (state, by)
}

/// The acts of the facts that fulfil a duty.
fn acts(world: &World<'_>, matter: &Matter, fulfils: &dyn Fn(&Fact) -> bool) -> BTreeSet<usize> {
    let listing = Listing::new(world, matter, &Possible::universe(world.model));
    let fulfilling = listing.facts.iter().filter(|listed| fulfils(&listed.fact));
    fulfilling.flat_map(|listed| listing.acts[&listed.fact.act].iter().copied()).collect()
}

/// The first instant after all at which the agreement may be in force.
fn last_instant(world: &World<'_>) -> i64 {
    let mut matter = Matter::default();
    world.gather(&world.model.in_force, &mut matter);
    let listing = Listing::new(world, &matter, &Possible::universe(world.model));
    let in_force = listing.facts.iter().filter(|listed| world.holds(&world.model.in_force, &listed.fact));
    let ends = in_force.flat_map(|listed| &listing.times[&listed.fact.time]).map(|&(_, end)| end);
    ends.max().unwrap_or(LATEST)
}
