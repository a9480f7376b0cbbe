//! When events first happen. `docs/semantics.md`, 12.7.

use crate::evaluate::past::History;
use crate::model::ids::ClauseId;
use crate::model::past::{Event, Start};
use crate::model::time::Seconds;
use crate::scope::Course;
use crate::sets::{EARLIEST, Intervals, LATEST};
use crate::syntax::tree::PhaseEdge;

/// Between which instants something first happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Not before; nothing where it never happens.
    pub earliest: Option<Seconds>,
    /// Not after; nothing where it may never happen.
    pub latest: Option<Seconds>,
}

impl Bounds {
    /// Of what may happen at any time, or never.
    pub(super) const UNKNOWN: Self = Self { earliest: Some(EARLIEST), latest: None };

    /// Of what happens at this instant.
    pub(super) fn at(moment: Seconds) -> Self {
        Self { earliest: Some(moment), latest: Some(moment) }
    }

    /// From the event on.
    pub(super) fn since(self) -> Course {
        let from = |at: Option<Seconds>| at.map_or_else(Intervals::empty, |at| Intervals::of(at, LATEST));
        Course::new(from(self.latest), &from(self.earliest))
    }
}

/// That a clause is violated, or may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Violation {
    /// When, if it is.
    pub times: Intervals,
    /// Whether it certainly is.
    pub certain: bool,
}

impl Violation {
    /// The last instant at which it may be; nothing where that has no end.
    pub(super) fn last(&self) -> Option<Seconds> {
        let (_, end) = self.times.iter().last()?;
        Some(end).filter(|&end| end != LATEST).map(|end| end.saturating_sub(1))
    }

    /// From when on it has happened.
    pub(super) fn happened(&self) -> Course {
        Bounds { earliest: self.times.first(), latest: if self.certain { self.last() } else { None } }.since()
    }
}

impl History<'_> {
    /// All violations of a clause: incidents, and occasions of a duty; nothing where they cannot be worked out.
    pub(super) fn breaches(&self, clause: ClauseId) -> Option<Vec<Violation>> {
        if let Some(occasions) = self.occasions.get(&clause) {
            let breaches = occasions.iter().filter_map(|occasion| occasion.breach.as_ref());
            let own =
                breaches.map(|breach| Violation { times: breach.times.clone(), certain: breach.certain });
            return Some(own.collect());
        }
        let done = self.violations.get(&clause)?;
        Some(done.iter().map(|one| Violation { times: one.times.clone(), certain: one.certain }).collect())
    }

    /// Between which instants an event first happens.
    pub(super) fn bounds(&self, event: &Event) -> Bounds {
        match event {
            Event::Moment(at) => Bounds::at(*at),
            Event::Unknown => Bounds::UNKNOWN,
            Event::State(state) => {
                let from = match self.model.past.start {
                    Start::At(start) => start,
                    Start::Unsaid => EARLIEST,
                    Start::Disputed => return Bounds::UNKNOWN,
                };
                let course = self.state(state);
                Bounds {
                    earliest: first_from(course.possible(), from),
                    latest: first_from(course.certain(), from),
                }
            }
            Event::Deed(deed) => self.deed_bounds(deed),
            Event::Phase(phase, edge) => {
                let Some(times) = self.past.phases.get(phase) else { return Bounds::UNKNOWN };
                match edge {
                    PhaseEdge::Begins => times.begin,
                    PhaseEdge::Ends => times.end,
                }
            }
        }
    }

    /// The begin from which time is counted where the text names none; nothing where that is not known.
    pub(super) fn start(&self) -> Option<Bounds> {
        match self.model.past.start {
            Start::At(start) => Some(Bounds::at(start)),
            Start::Unsaid => Some(Bounds::at(EARLIEST)),
            Start::Disputed => None,
        }
    }
}

/// The first of some times that is not before an instant.
pub(super) fn first_from(times: &Intervals, from: Seconds) -> Option<Seconds> {
    times.intersection(&Intervals::of(from, LATEST)).first()
}
