//! Lower bounds on their way up, until nothing moves, as Bellman and Ford raise them.
//!
//! Each raise remembers what it was made from, so that an impossibility is shown as the chain of constraints that leads to it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::length::spread;
use super::network::{Collision, Constraint, EventId, Network, Step};
use crate::model::time::Seconds;

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
pub(super) const PATIENCE: usize = 256;

/// How the rise of the bounds ends.
pub(super) enum Progress {
    /// Nothing moves any more.
    Settled,
    /// The constraints cannot all hold.
    Collided(Collision),
    /// Too much work, or the end of the calendar.
    GivenUp,
}

/// The lower bounds on their way up.
pub(super) struct Rising<'a> {
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
    pub(super) fn new(network: &'a Network) -> Self {
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

    pub(super) fn run(&mut self) -> Progress {
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
        let takes_time = self.cancels(&steps) || self.gains(&steps)? > 0;
        takes_time.then_some(Collision::Circle { begin, steps })
    }

    /// Whether something is wanted at least as long after an event as it is wanted before: both lengths run from the same
    /// instant, so that it does not matter where that lies on the calendar.
    fn cancels(&self, steps: &[Step]) -> bool {
        let (mut least, mut most, mut strict) = (None, None, false);
        for step in steps {
            match self.network.constraints.get(step.constraint) {
                Some(Constraint::AtLeast { length, .. }) if length.amount == 0 => {}
                Some(&Constraint::AtLeast { from, length, .. }) if least.is_none() => {
                    least = Some((from, length));
                }
                Some(&Constraint::AtMost { from, length, strictly, .. }) => {
                    strict |= strictly;
                    if length.amount > 0 && most.replace((from, length)).is_some() {
                        return false;
                    }
                }
                _ => return false,
            }
        }
        let (Some((one, least)), Some((other, most))) = (least, most) else { return false };
        let as_long = least.unit == most.unit && least.amount >= most.amount;
        strict && as_long && self.are_one(one, other)
    }

    /// Whether two events are at one time, by constraints that say so of the two.
    fn are_one(&self, one: EventId, other: EventId) -> bool {
        let follows = |first: EventId, then: EventId| {
            self.bearing.get(first.0).into_iter().flatten().any(|&index| {
                matches!(self.network.constraints.get(index),
                    Some(Constraint::AtLeast { to, length, .. }) if *to == then && length.amount == 0)
            })
        };
        one == other || follows(one, other) && follows(other, one)
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

    pub(super) fn earliest(&self) -> Vec<Option<Seconds>> {
        let last = self.current.iter().map(|&index| self.raises.get(index));
        last.map(|raise| raise.filter(|raise| raise.fixed).map(|raise| raise.at)).collect()
    }
}
