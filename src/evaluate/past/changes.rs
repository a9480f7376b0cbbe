//! Who is covered or excluded after changes. `docs/semantics.md`, 12.10.

use crate::evaluate::past::lengths::last_of;
use crate::evaluate::past::{History, Past};
use crate::model::actors::Membership;
use crate::model::ids::ActorId;
use crate::model::past::Formula;
use crate::model::time::Seconds;
use crate::scope::Course;
use crate::sets::{EARLIEST, Intervals, LATEST};

/// That an actor is put on a list, or taken off it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// Whether it is put on the list.
    pub onto: bool,
    /// The first instant at which that may take effect.
    pub earliest: Seconds,
    /// The instant by which it has taken effect; nothing where it may never do.
    pub latest: Option<Seconds>,
}

impl History<'_> {
    /// When an actor is on one of the lists: covered, or else excluded.
    pub(super) fn listed(&self, actor: ActorId, covered: bool) -> Course {
        let list = if covered { &self.model.actors.covered } else { &self.model.actors.excluded };
        let stands = list.iter().find(|(member, _)| *member == actor).map(|(_, times)| times.clone());
        let mut taken = Vec::new();
        for change in self.model.past.changes.iter().filter(|change| change.covered == covered) {
            if !change.may_concern.contains(&actor) {
                continue;
            }
            // What is not worked out, as in the first round of a circle, may have changed anything.
            if !self.is_known(&change.when) {
                return Course::open();
            }
            for onset in self.past.onsets_of(&self.model.past, &change.when) {
                let concerned = match &change.who {
                    None if onset.actor == Some(actor) => Course::always(),
                    None => continue,
                    Some(who) => self.belongs(who, actor),
                };
                let instants = onset.instants.intersection(concerned.possible());
                let Some(earliest) = instants.first() else { continue };
                let sure = onset.certain && onset.instants.is_subset(concerned.certain());
                let last = instants.iter().last().map(|(_, end)| last_of(end));
                let latest = last.filter(|&last| sure && last != LATEST);
                // It takes effect after the instant at which it comes to hold: what raises it is judged as before.
                taken.push(Taken {
                    onto: change.onto,
                    earliest: earliest.saturating_add(1),
                    latest: latest.map(|latest| latest.saturating_add(1)),
                });
            }
        }
        after(&stands.unwrap_or_default(), &taken)
    }

    /// Whether all conditions of which a condition is made have courses.
    fn is_known(&self, formula: &Formula) -> bool {
        match formula {
            Formula::Holds(literal) => self.past.courses.contains_key(literal),
            Formula::During(_) | Formula::Open => true,
            Formula::All(parts) | Formula::Any(parts) => parts.iter().all(|part| self.is_known(part)),
            Formula::Not(inner) => self.is_known(inner),
        }
    }

    /// When an actor belongs to a set whose members may change.
    pub(super) fn belongs(&self, who: &Membership, actor: ActorId) -> Course {
        self.past.belongs(who, actor)
    }
}

impl Past {
    /// When an actor belongs.
    #[must_use]
    pub fn belongs(&self, who: &Membership, actor: ActorId) -> Course {
        let own = who.of(actor);
        own.when.into_iter().fold(Course::exactly(own.always), |any, (condition, times)| {
            any.or(&self.course(condition).and(&Course::exactly(times)))
        })
    }
}

/// When an actor is on a list that it is on at some times by itself, after changes.
pub(super) fn after(stands: &Intervals, taken: &[Taken]) -> Course {
    let on = ways(true, stands, taken);
    let off = ways(false, &stands.complement(), taken);
    Course::new(off.complement(), &on)
}

/// When some way remains in which it is on the list, or is not: by the last change, or by none.
fn ways(onto: bool, without: &Intervals, taken: &[Taken]) -> Intervals {
    let opposite = || taken.iter().filter(|change| change.onto != onto);
    let until = opposite().filter_map(|change| change.latest).min();
    let none = without.intersection(&Intervals::of(EARLIEST, until.unwrap_or(LATEST)));
    taken.iter().filter(|change| change.onto == onto).fold(none, |all, own| {
        // It is the last one until a change to the opposite has certainly come that certainly comes after it.
        let after = opposite().filter(|other| own.latest.is_some_and(|latest| other.earliest > latest));
        let until = after.filter_map(|other| other.latest).min();
        all.union(&Intervals::of(own.earliest, until.unwrap_or(LATEST)))
    })
}

#[cfg(test)]
mod tests;
