//! The network: events, what keeps them apart, and whether all of it can be.
//!
//! Every constraint is widened to one that keeps the order of instants (see [`Length`]), and such constraints have a least
//! solution and a greatest one.

use jiff::tz::TimeZone;

use super::length::Length;
use super::rising::{PATIENCE, Progress, Rising};
use crate::model::time::Seconds;

/// Something that happens at one instant: its place in the network's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub usize);

/// What a network demands of its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Constraint {
    /// `event` is not before an instant.
    NotBefore {
        /// What.
        event: EventId,
        /// When.
        at: Seconds,
    },
    /// `event` is not after an instant.
    NotAfter {
        /// What.
        event: EventId,
        /// When.
        at: Seconds,
    },
    /// `to` is not before `length` after `from`.
    AtLeast {
        /// What comes first.
        from: EventId,
        /// What comes later.
        to: EventId,
        /// The least time between them.
        length: Length,
    },
    /// `to` is not after `length` after `from`; with `strictly`, it is before that.
    AtMost {
        /// What comes first.
        from: EventId,
        /// What comes later.
        to: EventId,
        /// The greatest time between them.
        length: Length,
        /// Whether the instant at the end of the length is too late.
        strictly: bool,
    },
}

/// Events and what is demanded of them.
#[derive(Clone, Debug)]
pub struct Network {
    /// On whose calendar days and longer lengths are counted.
    pub zone: TimeZone,
    /// Number of events.
    pub events: usize,
    /// What is demanded.
    pub constraints: Vec<Constraint>,
}

/// One step of a chain: because of a constraint, an event cannot be before an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which constraint, by its place in the network's list.
    pub constraint: usize,
    /// Which event is held off.
    pub event: EventId,
    /// Until when.
    pub at: Seconds,
}

/// Constraints that cannot all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Collision {
    /// The steps hold the last event off beyond an instant after which another constraint does not let it happen. The
    /// first step is a [`Constraint::NotBefore`].
    Late {
        /// From the fixed instant on.
        steps: Vec<Step>,
        /// The [`Constraint::NotAfter`] that cannot be kept.
        deadline: usize,
    },
    /// The steps lead from an event back to itself and want it later than it is, whenever it is. `begin` is an example.
    Circle {
        /// An instant of the last event.
        begin: Seconds,
        /// The steps; the last leads back to the event that the first starts from.
        steps: Vec<Step>,
    },
}

/// What a network comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It can be kept.
    Possible {
        /// The earliest instant of each event; absent where nothing keeps it from being earlier.
        earliest: Vec<Option<Seconds>>,
    },
    /// It cannot.
    Impossible(Collision),
    /// That was not decided within the bounds of the work, or the calendar ended first: nothing is claimed.
    Undecided,
}

impl Network {
    /// Whether all constraints can hold together, and how early each event can then be.
    #[must_use]
    pub fn solve(&self) -> Outcome {
        let mut rising = Rising::new(self);
        match rising.run() {
            Progress::Settled => Outcome::Possible { earliest: rising.earliest() },
            Progress::Collided(collision) => Outcome::Impossible(collision),
            Progress::GivenUp => Outcome::Undecided,
        }
    }

    /// The bound that a constraint puts on one event from below, given the bound of the other.
    #[must_use]
    pub fn raised(&self, constraint: &Constraint, other: Seconds) -> Option<Seconds> {
        match *constraint {
            Constraint::NotBefore { at, .. } => Some(at),
            Constraint::NotAfter { .. } => None,
            Constraint::AtLeast { length, .. } => length.least(other, &self.zone),
            Constraint::AtMost { length, strictly, .. } => {
                length.first_reaching(other.checked_add(i64::from(strictly))?, &self.zone)
            }
        }
    }

    /// The bound that a constraint puts on one event from above, given the bound of the other.
    #[must_use]
    pub fn lowered(&self, constraint: &Constraint, other: Seconds) -> Option<Seconds> {
        match *constraint {
            Constraint::NotBefore { .. } => None,
            Constraint::NotAfter { at, .. } => Some(at),
            Constraint::AtLeast { length, .. } => length.last_within(other, &self.zone),
            Constraint::AtMost { length, strictly, .. } => {
                length.greatest(other, &self.zone)?.checked_sub(i64::from(strictly))
            }
        }
    }

    /// The latest instants of a network that can be kept; absent where nothing keeps an event from being later. A round more than the events, as long as something moves: what stands then is right as a
    /// bound even where more rounds would lower it further.
    #[must_use]
    pub fn latest(&self) -> Vec<Option<Seconds>> {
        let mut latest: Vec<Option<Seconds>> = vec![None; self.events];
        for _ in 0..self.events.saturating_add(PATIENCE) {
            let mut moved = false;
            for constraint in &self.constraints {
                let bound_of = |event: EventId| latest.get(event.0).copied().flatten();
                let (known, on) = match *constraint {
                    Constraint::NotBefore { .. } => continue,
                    Constraint::NotAfter { event, at } => (Some(at), event),
                    Constraint::AtLeast { from, to, .. } => (bound_of(to), from),
                    Constraint::AtMost { from, to, .. } => (bound_of(from), to),
                };
                let Some(bound) = known.and_then(|known| self.lowered(constraint, known)) else { continue };
                if let Some(own) = latest.get_mut(on.0)
                    && own.is_none_or(|own| bound < own)
                {
                    *own = Some(bound);
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        latest
    }
}
