//! Duties that last: breached by doing what cannot be done along with what they ask for. `docs/semantics.md`, 13.8.

use crate::evaluate::duties::state::View;
use crate::evaluate::duties::{DutyState, Known};
use crate::evaluate::judge::Why;
use crate::evaluate::past::Done;
use crate::model::descriptions::Description;
use crate::model::duties::{Bearers, Obligation};
use crate::model::ids::ActorId;
use crate::scope::{Region, Scope};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};

/// The facts that breach a duty that lasts.
pub enum Breaches {
    /// These, by whoever owes it, at any time of its window.
    By(Scope),
    /// None that is known.
    Unknown,
    /// They take more boxes than are worked on.
    TooComplex,
}

/// The facts that would breach a duty, if it is one that lasts.
#[must_use]
pub fn breaches(known: &Known<'_>, duty: &Obligation) -> Option<Breaches> {
    let Some(described) = duty.lasting.as_ref()? else { return Some(Breaches::Unknown) };
    let mut parts = vec![described.clone()];
    if let Bearers::Of(members) = &duty.bearers {
        parts.insert(0, Description::Actor(members.clone()));
    }
    let window = Intervals::of(duty.from.unwrap_or(EARLIEST), duty.until.unwrap_or(LATEST));
    parts.push(Description::Time(window));
    parts.push(known.model.in_force.clone());
    let scope = known.compiler.scope(&Description::All(parts));
    Some(scope.map_or(Breaches::TooComplex, Breaches::By))
}

/// What has become of it for those who owe it, and between which instants it was first breached, if it was.
#[must_use]
pub fn state(view: &View<'_>, breaches: &Breaches, bearers: &[ActorId]) -> (DutyState, Option<Intervals>) {
    let scope = match breaches {
        Breaches::By(scope) => scope,
        Breaches::Unknown => {
            return (view.void_or_pending().unwrap_or(DutyState::NotAssessable(Why::NoTest)), None);
        }
        Breaches::TooComplex => return (DutyState::NotAssessable(Why::TooComplex), None),
    };
    let known = view.known;
    let universe = known.compiler.universe();
    let actors = Bits::of(universe.actors, bearers.iter().map(|actor| actor.index()));
    let own = scope.intersection(&Scope::from(Region { actors, ..Region::whole(universe) }));
    let done = known.world.done(&own, &known.past.courses);
    if !done.is_empty() {
        let certain = done.iter().any(|done| done.certain);
        let state = if certain { view.breached() } else { view.open(true, false, true) };
        return (state, Some(first_breached(&done)));
    }
    if let Some(state) = view.void_or_pending() {
        return (state, None);
    }
    let seen = known.world.unseen(&own).is_empty();
    (if seen { DutyState::Fulfilled } else { DutyState::NotAssessable(Why::NotObserved) }, None)
}

/// The instants at which what is possibly breached may be so first: up to the earliest by which it certainly is.
fn first_breached(done: &[Done]) -> Intervals {
    let certain = done.iter().filter(|done| done.certain).filter_map(Done::last).min();
    let until = Intervals::of(EARLIEST, certain.map_or(LATEST, |last| last.saturating_add(1)));
    let all = done.iter().fold(Intervals::empty(), |all, done| all.union(&done.times));
    all.intersection(&until)
}
