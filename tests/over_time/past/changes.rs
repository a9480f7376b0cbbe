//! Changes of status (12.10).

use crate::over_time::grid::Course;
use crate::over_time::past::Onset;
use crate::over_time::terms::Clause;
use crate::over_time::world::World;

impl World<'_> {
    /// Every way is tried in which the changes may have taken effect.
    pub fn status(&self, covered: bool, actor: usize) -> Course {
        let mut changes: Vec<(bool, Onset)> = Vec::new();
        for clause in &self.terms().clauses {
            let Clause::Status { when, whom, covered: list, value } = clause else { continue };
            if *list != covered {
                continue;
            }
            for onset in self.onsets(when, whom.is_none()) {
                if whom.map_or(onset.binds == Some(actor), |whom| whom == actor) {
                    changes.push((*value, onset));
                }
            }
        }
        self.walk(|time| {
            let listed = self.is_listed(covered, actor, time);
            // A change that need not have taken effect by now can be left out; one that must have, can be put at any of its
            // instants.
            let must = |onset: &Onset| onset.certain && onset.instants.last().is_some_and(|last| last < time);
            let possible = |value: bool| {
                let none =
                    listed == value && !changes.iter().any(|(other, onset)| *other != value && must(onset));
                none || changes.iter().filter(|(own, _)| *own == value).any(|(_, own)| {
                    own.instants.iter().filter(|&last| last < time).any(|last| {
                        changes.iter().filter(|(other, _)| *other != value).all(|(_, other)| {
                            !must(other) || other.instants.first().is_some_and(|first| first <= last)
                        })
                    })
                })
            };
            // Acceptance narrows it whatever changes.
            let bound = !covered || self.is_bound(actor, time);
            (bound && !possible(false), bound && possible(true))
        })
    }
}
