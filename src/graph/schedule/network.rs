//! The network: events, what keeps them apart, and whether all of it can be.
//!
//! Lower bounds are raised until nothing moves, as Bellman and Ford do. Every constraint is widened to one that keeps the
//! order of instants (see [`Length`]), and such constraints have a least solution, which this finds. Each raise remembers
//! what it was made from, so that an impossibility is shown as the chain of constraints that leads to it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::length::{Length, spread};
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
        /// The latest one, likewise.
        latest: Vec<Option<Seconds>>,
    },
    /// It cannot.
    Impossible(Collision),
    /// That was not decided within the bounds of the work, or the calendar ended first: nothing is claimed.
    Undecided,
}

/// One raise of the bound of an event.
struct Raise {
    event: EventId,
    at: Seconds,
    /// The constraint, and the raise that it was made from; absent for the begin of the calendar.
    because: Option<(usize, Option<usize>)>,
    /// Whether the chain that leads to it begins at a fixed instant, and not with the calendar.
    fixed: bool,
}

/// After as many rounds as there are events, so many more are made before the network is given up. Lengths that differ
/// from month to month may come right after some of them.
const PATIENCE: usize = 256;

impl Network {
    /// Whether all constraints can hold together, and when the events can be.
    #[must_use]
    pub fn solve(&self) -> Outcome {
        let mut rising = Rising::new(self);
        match rising.run() {
            Progress::Settled => Outcome::Possible { earliest: rising.earliest(), latest: self.latest() },
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

    /// The latest instants. A round more than the events, as long as something moves: what stands then is right as a
    /// bound even where more rounds would lower it further.
    fn latest(&self) -> Vec<Option<Seconds>> {
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

enum Progress {
    Settled,
    Collided(Collision),
    GivenUp,
}

/// The lower bounds on their way up.
struct Rising<'a> {
    network: &'a Network,
    raises: Vec<Raise>,
    /// The last raise of each event.
    current: Vec<usize>,
    /// For each event, the constraints that its bound bears on.
    bearing: Vec<Vec<usize>>,
    /// For each event, the instants after which it may not be, with the constraint: the strictest.
    deadlines: BTreeMap<EventId, (Seconds, usize)>,
    spread: Option<Seconds>,
}

impl<'a> Rising<'a> {
    fn new(network: &'a Network) -> Self {
        let floor = Timestamp::MIN.as_second();
        let raises: Vec<Raise> = (0..network.events)
            .map(|event| Raise { event: EventId(event), at: floor, because: None, fixed: false })
            .collect();
        let mut rising = Self {
            network,
            current: (0..raises.len()).collect(),
            raises,
            bearing: vec![Vec::new(); network.events],
            deadlines: BTreeMap::new(),
            spread: None,
        };
        for (index, constraint) in network.constraints.iter().enumerate() {
            match *constraint {
                Constraint::NotBefore { .. } => {}
                Constraint::NotAfter { event, at } => {
                    let strictest = rising.deadlines.entry(event).or_insert((at, index));
                    *strictest = (*strictest).min((at, index));
                }
                Constraint::AtLeast { from: of, .. } | Constraint::AtMost { to: of, .. } => {
                    if let Some(own) = rising.bearing.get_mut(of.0) {
                        own.push(index);
                    }
                }
            }
        }
        rising
    }

    fn bound(&self, event: EventId) -> Option<(usize, Seconds)> {
        let raise = *self.current.get(event.0)?;
        Some((raise, self.raises.get(raise)?.at))
    }

    fn run(&mut self) -> Progress {
        let mut waiting: Vec<usize> = Vec::new();
        for (index, constraint) in self.network.constraints.iter().enumerate() {
            if let Constraint::NotBefore { event, at } = *constraint
                && self.bound(event).is_some_and(|(_, own)| own < at)
                && let Err(end) = self.raise(event, at, (index, None))
            {
                return end;
            }
        }
        let mut moved: Vec<EventId> = (0..self.network.events).map(EventId).collect();
        for round in 1..=self.network.events.saturating_add(PATIENCE) {
            waiting.clear();
            for event in moved.drain(..) {
                waiting.extend(self.bearing.get(event.0).into_iter().flatten());
            }
            waiting.sort_unstable();
            waiting.dedup();
            for &index in &waiting {
                let Some(constraint) = self.network.constraints.get(index) else { continue };
                let (of, on) = match *constraint {
                    Constraint::NotBefore { .. } | Constraint::NotAfter { .. } => continue,
                    Constraint::AtLeast { from, to, .. } => (from, to),
                    Constraint::AtMost { from, to, .. } => (to, from),
                };
                let (Some((made_from, known)), Some((_, own))) = (self.bound(of), self.bound(on)) else {
                    continue;
                };
                let Some(bound) = self.network.raised(constraint, known) else {
                    // A bound before the calendar begins says nothing; one beyond its end is no proof.
                    if matches!(constraint, Constraint::AtLeast { .. }) {
                        return Progress::GivenUp;
                    }
                    continue;
                };
                if bound > own {
                    if let Err(end) = self.raise(on, bound, (index, Some(made_from))) {
                        return end;
                    }
                    moved.push(on);
                }
            }
            if moved.is_empty() {
                return Progress::Settled;
            }
            moved.sort_unstable();
            moved.dedup();
            if (round.is_power_of_two() || round >= self.network.events)
                && let Some(circle) = moved.iter().find_map(|&event| self.circle(event))
            {
                return Progress::Collided(circle);
            }
        }
        Progress::GivenUp
    }

    /// Raises the bound of an event. Beyond its deadline, that is a collision, unless it was led there from the begin of
    /// the calendar.
    fn raise(
        &mut self,
        event: EventId,
        at: Seconds,
        because: (usize, Option<usize>),
    ) -> Result<(), Progress> {
        let made_from = because.1.and_then(|from| self.raises.get(from));
        let fixed = made_from.is_none_or(|earlier| earlier.fixed);
        let index = self.raises.len();
        self.raises.push(Raise { event, at, because: Some(because), fixed });
        if let Some(own) = self.current.get_mut(event.0) {
            *own = index;
        }
        match self.deadlines.get(&event) {
            Some(&(last, deadline)) if at > last && fixed => {
                Err(Progress::Collided(Collision::Late { steps: self.steps(index), deadline }))
            }
            Some(&(last, _)) if at > last => Err(Progress::GivenUp),
            _ => Ok(()),
        }
    }

    /// The steps that lead to a raise, in their order.
    fn steps(&self, last: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut next = Some(last);
        while let Some(raise) = next.and_then(|index| self.raises.get(index)) {
            let Some((constraint, from)) = raise.because else { break };
            steps.push(Step { constraint, event: raise.event, at: raise.at });
            next = from;
        }
        steps.reverse();
        steps
    }

    /// The innermost circle on the way to the bound of an event, if going round it takes time whenever it begins.
    fn circle(&mut self, event: EventId) -> Option<Collision> {
        let mut seen: BTreeMap<EventId, usize> = BTreeMap::new();
        let mut way: Vec<usize> = Vec::new();
        let mut next = self.current.get(event.0).copied();
        let (begin, found) = loop {
            let index = next?;
            let raise = self.raises.get(index)?;
            if let Some(&place) = seen.get(&raise.event) {
                break (raise.at, way.split_off(place));
            }
            seen.insert(raise.event, way.len());
            way.push(index);
            next = raise.because?.1;
        };
        let mut steps = Vec::with_capacity(found.len());
        for index in found.into_iter().rev() {
            let raise = self.raises.get(index)?;
            steps.push(Step { constraint: raise.because?.0, event: raise.event, at: raise.at });
        }
        (self.gains(&steps)? > 0).then_some(Collision::Circle { begin, steps })
    }

    /// The time that some steps take at least, whenever they begin.
    fn gains(&mut self, steps: &[Step]) -> Option<Seconds> {
        let spread = *self.spread.get_or_insert_with(|| spread(&self.network.zone));
        let mut gained: Seconds = 0;
        for step in steps {
            let gain = match *self.network.constraints.get(step.constraint)? {
                Constraint::AtLeast { length, .. } => length.bounds(spread).0,
                Constraint::AtMost { length, strictly, .. } => {
                    i64::from(strictly).checked_sub(length.bounds(spread).1)?
                }
                Constraint::NotBefore { .. } | Constraint::NotAfter { .. } => return None,
            };
            gained = gained.checked_add(gain)?;
        }
        Some(gained)
    }

    fn earliest(&self) -> Vec<Option<Seconds>> {
        let last = self.current.iter().map(|&index| self.raises.get(index));
        last.map(|raise| raise.filter(|raise| raise.fixed).map(|raise| raise.at)).collect()
    }
}
