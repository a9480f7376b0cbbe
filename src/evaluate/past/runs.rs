//! Runs without a violation, and streaks. `docs/semantics.md`, 12.9.
//!
//! At t, a run looks back to s, the latest instant such that its length counted from s ends no later than t. So s is before an
//! instant f just as long as t is before the earliest of the ends counted from f or later, and what must not have happened
//! after s and not after t blocks the run from when it happened until then.

use crate::evaluate::past::History;
use crate::evaluate::past::happened::Done;
use crate::evaluate::past::lengths::{earliest_end, last_of};
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::ClauseId;
use crate::model::past::{Event, Run, StreakTerms};
use crate::model::time::Seconds;
use crate::model::waits::Length;
use crate::scope::Course;
use crate::sets::{Intervals, LATEST};

impl History<'_> {
    /// When there has been no violation for so long, counted from an event, or from the start.
    pub(super) fn run(&self, run: &Run, from: Option<&Event>) -> Course {
        let begin = match from {
            Some(event) => Some(self.bounds(event)),
            None => self.start(),
        };
        let Some(begin) = begin else { return Course::open() };
        let clauses = run.without.as_deref().unwrap_or(self.watched_by_any);
        let mut certain = self.since(begin.latest, run.length);
        let mut possible = self.since(begin.earliest, run.length);
        for &clause in clauses {
            let (blocked, surely) = self.blocked(clause, run.length);
            certain = certain.difference(&blocked);
            possible = possible.difference(&surely);
        }
        Course::new(certain.intersection(&possible), &possible)
    }

    /// The instants at which a run looks back no further than an instant.
    fn since(&self, begin: Option<Seconds>, length: Length) -> Intervals {
        let zone = &self.model.time_zone;
        begin.map_or_else(Intervals::empty, |at| Intervals::of(earliest_end(at, length, zone), LATEST))
    }

    /// When a clause may stand in the way of a run, and when it certainly does.
    fn blocked(&self, clause: ClauseId, length: Length) -> (Intervals, Intervals) {
        match self.model.clause(clause) {
            Some(clause) if clause.can_be_violated() => {}
            Some(clause) if matches!(clause.kind, ClauseKind::NotEvaluated { .. }) => {
                return (Intervals::all(), Intervals::empty());
            }
            _ => return (Intervals::empty(), Intervals::empty()),
        }
        let Some(breaches) = self.breaches(clause) else { return (Intervals::all(), Intervals::empty()) };
        let zone = &self.model.time_zone;
        let mut maybe = Vec::new();
        let mut surely = Vec::new();
        let look_back = |times: &Intervals, blocked: &mut Vec<(Seconds, Seconds)>| {
            for (start, end) in times.iter() {
                blocked.push((start, earliest_end(last_of(end), length, zone)));
            }
        };
        for breach in &breaches {
            look_back(&breach.times, &mut maybe);
            if let (true, Some(first), Some(last)) = (breach.certain, breach.times.first(), breach.last()) {
                surely.push((last, earliest_end(first, length, zone)));
            }
        }
        if let Some(rule) = self.rules.get(clause)
            && rule.modality == Modality::Prohibition
        {
            look_back(&self.world.unseen(&rule.effective), &mut maybe);
        }
        (maybe.into_iter().collect(), surely.into_iter().collect())
    }

    /// When a streak holds; nothing where its length could not be read.
    pub(super) fn streak(&self, terms: &StreakTerms, held: Option<Length>) -> Option<Course> {
        let run = terms.run.as_ref()?;
        if let Some(length) = held {
            return Some(self.run(&Run { length, ..run.clone() }, terms.from.as_ref()));
        }
        let mut course = self.run(run, terms.from.as_ref());
        let run = course.clone();
        for deed in &terms.certified {
            let done = self.deeds(&self.deed_facts(deed)?);
            let certified = done.iter().map(|done| throughout(done, &run));
            course = course.and(&certified.fold(Course::never(), |any, one| any.or(&one)));
        }
        Some(course)
    }
}

/// From when on something has happened, as long as the run holds at its time and throughout from then on.
fn throughout(done: &Done, run: &Course) -> Course {
    let surely = run.certain().iter().filter_map(|(start, end)| {
        let whole = done.times.is_subset(&Intervals::of(start, end));
        done.last().filter(|_| done.certain && whole).map(|last| (last, end))
    });
    let maybe = run.possible().iter().filter_map(|(start, end)| {
        let first = done.times.intersection(&Intervals::of(start, end)).first()?;
        Some((first, end))
    });
    Course::new(surely.collect(), &maybe.collect())
}
