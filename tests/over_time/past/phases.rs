//! Events and phases (12.7, 12.8).

use crate::over_time::grid::{Course, SLOT, Set, at};
use crate::over_time::past::Bounds;
use crate::over_time::terms::{Condition, Event, PhaseEnd};
use crate::over_time::world::World;

impl World<'_> {
    pub fn bounds(&self, event: &Event) -> Bounds {
        match event {
            Event::Moment(slot) => (Some(at(*slot)), Some(at(*slot))),
            Event::State { clauses, or, state } => {
                let course =
                    self.course(&Condition::State { clauses: clauses.clone(), or: *or, state: *state });
                let start = at(self.terms().force.from);
                (self.first_from(course.possible, Some(start)), self.first_from(course.certain, Some(start)))
            }
            Event::Each(deed) => {
                let done = self.happenings(deed);
                let earliest = done.iter().filter_map(|done| done.times.first()).min();
                let latest =
                    done.iter().filter(|done| done.certain).filter_map(|done| done.times.last()).min();
                (earliest.map(|place| self.points()[place]), latest.map(|place| self.points()[place]))
            }
            Event::PhaseBegins(phase) => self.begin_and_end(*phase).0,
            Event::PhaseEnds(phase) => self.begin_and_end(*phase).1,
        }
    }

    pub fn first_from(&self, set: Set, from: Option<i64>) -> Option<i64> {
        let from = from?;
        set.iter().map(|place| self.points()[place]).find(|&instant| instant >= from)
    }

    pub fn begin_and_end(&self, phase: usize) -> (Bounds, Bounds) {
        let own = &self.terms().phases[phase];
        let begin = self.bounds(&own.from);
        let end = match &own.end {
            PhaseEnd::Never => (None, None),
            PhaseEnd::For(slots) => {
                (begin.0.map(|begin| begin + slots * SLOT), begin.1.map(|begin| begin + slots * SLOT))
            }
            PhaseEnd::Event(event) => {
                let end = self.bounds(event);
                let not_before = |end: Option<i64>, begin: Option<i64>| Some(end?.max(begin?));
                (not_before(end.0, begin.0), not_before(end.1, begin.1))
            }
            PhaseEnd::When(condition) => {
                let course = self.course(condition);
                (self.first_from(course.possible, begin.0), self.first_from(course.certain, begin.1))
            }
        };
        (begin, end)
    }

    pub fn phase(&self, phase: usize) -> Course {
        let (begin, end) = self.begin_and_end(phase);
        let ended_by_what_happens = matches!(
            self.terms().phases[phase].end,
            PhaseEnd::When(_) | PhaseEnd::Event(Event::State { .. } | Event::Each(_))
        );
        self.walk(|time| {
            let instant = self.points()[time];
            let between = |begin: Option<i64>, end: Option<i64>| {
                begin.is_some_and(|begin| begin <= instant)
                    && end.is_none_or(|end| instant < end || instant == end && ended_by_what_happens)
            };
            (between(begin.1, end.0), between(begin.0, end.1))
        })
    }
}
