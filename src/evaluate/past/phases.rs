//! Phases: when they begin, run and end. `docs/semantics.md`, 12.8.

use jiff::tz::TimeZone;

use crate::evaluate::past::History;
use crate::evaluate::past::events::{Bounds, first_from};
use crate::evaluate::past::lengths::{earliest_end, end};
use crate::model::ids::PhaseId;
use crate::model::past::{Event, PhaseUntil};
use crate::model::time::Seconds;
use crate::model::waits::Length;
use crate::scope::Course;
use crate::sets::{Intervals, LATEST};

/// When a phase begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhaseTimes {
    /// Its begin.
    pub begin: Bounds,
    /// Its end.
    pub end: Bounds,
    /// Whether it still runs at the instant of its end: where something that happens ends it, what ends it is within it.
    pub ends_after: bool,
}

impl PhaseTimes {
    /// When it runs: for certain from its latest begin to its earliest end, possibly from the earliest to the latest.
    #[must_use]
    pub fn running(&self) -> Course {
        self.from(self.begin.latest, self.begin.earliest)
    }

    /// When it has been running for so long.
    #[must_use]
    pub fn held(&self, length: Length, zone: &TimeZone) -> Course {
        let later = |at: Option<Seconds>| at.map(|at| earliest_end(at, length, zone));
        self.from(later(self.begin.latest), later(self.begin.earliest))
    }

    fn from(&self, certainly: Option<Seconds>, possibly: Option<Seconds>) -> Course {
        let over = |end: Seconds| if self.ends_after { end.saturating_add(1) } else { end };
        let until = |at: Option<Seconds>, end: Option<Seconds>| {
            at.map_or_else(Intervals::empty, |at| Intervals::of(at, end.map_or(LATEST, over)))
        };
        Course::new(until(certainly, self.end.earliest), &until(possibly, self.end.latest))
    }
}

impl History<'_> {
    /// When a phase begins and ends.
    pub(super) fn phase(&self, phase: PhaseId) -> PhaseTimes {
        let Some(bounds) = self.model.past.phases.get(phase.index()) else {
            return PhaseTimes { begin: Bounds::UNKNOWN, end: Bounds::UNKNOWN, ends_after: false };
        };
        let begin = self.bounds(&bounds.from);
        let not_before = |at: Option<Seconds>, begin: Option<Seconds>| Some(at?.max(begin?));
        let end = match &bounds.until {
            PhaseUntil::Never => Bounds { earliest: None, latest: None },
            PhaseUntil::Event(event) => {
                let own = self.bounds(event);
                Bounds {
                    earliest: not_before(own.earliest, begin.earliest),
                    latest: not_before(own.latest, begin.latest),
                }
            }
            PhaseUntil::Lasts(length) => {
                let later = |at: Option<Seconds>| at.map(|at| end(at, *length, &self.model.time_zone));
                Bounds { earliest: later(begin.earliest), latest: later(begin.latest) }
            }
            PhaseUntil::When(formula) => {
                let course = self.past.holds(formula);
                let first = |times: &Intervals, from: Option<Seconds>| first_from(times, from?);
                Bounds {
                    earliest: first(course.possible(), begin.earliest),
                    latest: first(course.certain(), begin.latest),
                }
            }
        };
        let ends_after = matches!(
            bounds.until,
            PhaseUntil::When(_) | PhaseUntil::Event(Event::State(_) | Event::Deed(_) | Event::Unknown)
        );
        PhaseTimes { begin, end, ends_after }
    }
}
