//! When conditions come to hold (12.13).

use std::collections::BTreeSet;

use crate::over_time::grid::{Course, Set};
use crate::over_time::past::Onset;
use crate::over_time::terms::{Condition, Deed, OUTSIDER, Who};
use crate::over_time::world::{Fact, World};

impl World<'_> {
    /// `bound`: whether the clause speaks of the party that an onset binds.
    pub fn onsets(&self, condition: &Condition, bound: bool) -> Vec<Onset> {
        let whole = self.course(condition);
        self.raised(condition, bound)
            .unwrap_or_else(|| self.stretches(whole))
            .into_iter()
            .filter_map(|onset| {
                let mut cut = Set::NONE;
                onset
                    .instants
                    .iter()
                    .filter(|&time| whole.possible.has(time))
                    .for_each(|time| cut.insert(time));
                let always = onset.instants.iter().all(|time| whole.certain.has(time));
                let is_whole = !matches!(condition, Condition::All(_));
                let onset = if is_whole {
                    onset
                } else {
                    Onset { certain: onset.certain && always, instants: cut, ..onset }
                };
                (!onset.instants.is_empty()).then_some(onset)
            })
            .collect()
    }

    /// The onsets of a deed or of a violation.
    pub fn raised(&self, condition: &Condition, bound: bool) -> Option<Vec<Onset>> {
        match condition {
            Condition::All(parts) => parts.iter().find_map(|part| self.raised(part, bound)),
            Condition::Does { who, jointly: false, act, whom } => {
                let deed = Deed { act: *act, by: Some(who.clone()), whom: whom.clone(), place: None };
                Some(self.onsets_of_deed(&deed, bound))
            }
            Condition::Violates { who, jointly: false, clauses, times, within } => {
                let mut onsets = Vec::new();
                for actor in 0..=OUTSIDER {
                    let course = self.violates(who, &[actor], clauses, *times, *within);
                    onsets.extend(
                        self.stretches(course).into_iter().map(|onset| Onset { binds: Some(actor), ..onset }),
                    );
                }
                Some(onsets)
            }
            _ => None,
        }
    }

    pub fn onsets_of_deed(&self, deed: &Deed, bound: bool) -> Vec<Onset> {
        let mut onsets = Vec::new();
        let several = deed.by.as_ref().is_none_or(Who::is_several);
        let by_actor = several || deed.whom.is_none();
        for done in self.happenings(deed) {
            if !bound {
                onsets.push(Onset {
                    instants: done.times,
                    certain: done.certain,
                    binds: None,
                    deed: Some(done),
                });
                continue;
            }
            let binds = |fact: &Fact| if by_actor { fact.actor } else { fact.target };
            let parties: BTreeSet<usize> = done.facts.iter().map(binds).collect();
            for &party in &parties {
                onsets.push(Onset {
                    instants: done.times,
                    certain: done.certain && parties.len() == 1,
                    binds: Some(party),
                    deed: Some(done.clone()),
                });
            }
        }
        onsets
    }

    pub fn stretches(&self, course: Course) -> Vec<Onset> {
        let mut onsets: Vec<Onset> = Vec::new();
        let mut last = None;
        for time in course.possible.iter() {
            if last.is_none_or(|last| last + 1 != time) {
                onsets.push(Onset { instants: Set::NONE, certain: false, binds: None, deed: None });
            }
            last = Some(time);
            if let Some(onset) = onsets.last_mut()
                && !onset.certain
            {
                onset.instants.insert(time);
                onset.certain = course.certain.has(time);
            }
        }
        onsets
    }
}
