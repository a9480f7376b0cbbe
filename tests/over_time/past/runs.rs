//! Runs and streaks (12.9).

use crate::over_time::grid::{Course, SLOT, Set, at};
use crate::over_time::past::{Bounds, Happening, Violation};
use crate::over_time::terms::{Deed, Modal, Who};
use crate::over_time::world::World;

impl World<'_> {
    pub fn run(&self, slots: i64, clauses: &[usize], (earliest, latest): Bounds) -> Course {
        let violations: Vec<Violation> =
            clauses.iter().flat_map(|&clause| self.violations(clause).to_vec()).collect();
        let forbidding = clauses.iter().filter(|&&clause| self.modal(clause) == Some(Modal::Forbids));
        let unseen: Vec<Set> = forbidding.map(|&clause| self.unobserved(clause)).collect();
        self.walk(|time| {
            let since = self.points()[time].saturating_sub(slots * SLOT);
            let place = self.place(since);
            let after = |then: usize| then > place && then <= time;
            let certain = latest.is_some_and(|latest| since >= latest)
                && !violations.iter().any(|violation| violation.times.iter().any(after))
                && !unseen.iter().any(|unseen| unseen.iter().any(after));
            let possible = earliest.is_some_and(|earliest| since >= earliest)
                && !violations.iter().any(|violation| violation.certain && violation.times.iter().all(after));
            (certain, possible)
        })
    }

    pub fn streak(&self, streak: usize, during: Option<i64>) -> Course {
        let own = &self.terms().streaks[streak];
        let start = Some(at(self.terms().force.from));
        let begin = own.from.as_ref().map_or((start, start), |event| self.bounds(event));
        let clauses = if own.clauses.is_empty() { self.terms().every_clause() } else { own.clauses.clone() };
        let run = self.run(during.unwrap_or(own.length), &clauses, begin);
        if during.is_some() || own.certified_by.is_empty() {
            return run;
        }
        let certified: Vec<Vec<Happening>> = own
            .certified_by
            .iter()
            .map(|&actor| {
                self.happenings(&Deed { act: 3, by: Some(Who::one(actor)), whom: None, place: None })
            })
            .collect();
        self.walk(|time| {
            let held = |set: Set, since: usize| (since..=time).all(|place| set.has(place));
            let certain = certified.iter().all(|acts| {
                acts.iter().any(|act| {
                    act.certainly_by(time) && act.times.first().is_some_and(|first| held(run.certain, first))
                })
            });
            let possible = certified.iter().all(|acts| {
                acts.iter().any(|act| act.times.iter().any(|then| then <= time && held(run.possible, then)))
            });
            (certain, possible)
        })
    }
}
