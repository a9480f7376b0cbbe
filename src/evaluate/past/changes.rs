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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// Whether it is put on the list.
    pub onto: bool,
    /// The instants at which that may take effect; never empty.
    pub instants: Intervals,
    /// Whether it takes effect at one of them, or else perhaps never.
    pub certain: bool,
}

impl Taken {
    /// The instant by which it has taken effect; nothing where it may never do.
    fn latest(&self) -> Option<Seconds> {
        let last = self.instants.iter().last().map(|(_, end)| last_of(end));
        last.filter(|&last| self.certain && last != LATEST)
    }
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
            // Where the change does not speak of whom it binds, one incident is one onset.
            let onsets = match change.who {
                Some(_) => self.past.onsets_for_anybody(&self.model.past, &change.when),
                None => self.past.onsets_of(&self.model.past, &change.when),
            };
            for onset in onsets {
                let concerned = match &change.who {
                    None if onset.actor == Some(actor) => Course::always(),
                    None => continue,
                    Some(who) => self.belongs(who, actor),
                };
                let instants = onset.instants.intersection(concerned.possible());
                if instants.is_empty() {
                    continue;
                }
                let certain = onset.certain && onset.instants.is_subset(concerned.certain());
                // It takes effect after the instant at which it comes to hold: what raises it is judged as before.
                taken.push(Taken { onto: change.onto, instants: a_second_later(&instants), certain });
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

/// The instants that come next after these.
fn a_second_later(instants: &Intervals) -> Intervals {
    let later = |end: Seconds| if end == LATEST { end } else { end.saturating_add(1) };
    instants.iter().map(|(start, end)| (start.saturating_add(1), later(end))).collect()
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
    let until = opposite().filter_map(Taken::latest).min();
    let none = without.intersection(&Intervals::of(EARLIEST, until.unwrap_or(LATEST)));
    let own = taken.iter().filter(|change| change.onto == onto).flat_map(|change| change.instants.iter());
    own.fold(none, |all, (start, end)| {
        // It is the last one until a change to the opposite has certainly come that certainly comes after it.
        let after = |other: &&Taken| other.instants.first().is_some_and(|first| first > last_of(end));
        let until = opposite().filter(after).filter_map(Taken::latest).min();
        all.union(&Intervals::of(start, until.unwrap_or(LATEST)))
    })
}

#[cfg(test)]
mod tests;
