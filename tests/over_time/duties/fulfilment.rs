//! What fulfils it (13.3).

use crate::over_time::duties::{Done, Occasion};
use crate::over_time::terms::{Norm, Spot, in_zone_of};
use crate::over_time::world::{Fact, World};

impl World<'_> {
    /// Whether a fact is one that fulfils it, were it to begin at an instant and its trigger to have been in a cell.
    pub fn is_fulfilment(
        &self,
        norm: &Norm,
        occasion: &Occasion,
        owing: &[usize],
        (start, cell): (i64, Option<usize>),
        fact: &Fact,
    ) -> bool {
        let same_zone =
            norm.place != Some(Spot::SameZone) || cell.is_none_or(|cell| in_zone_of(cell, fact.cell));
        owing.contains(&fact.actor)
            && (norm.that_party || self.bears(norm, fact.actor, fact.time, fact.conditions))
            && self.is_deed(norm, occasion.binds, fact)
            && same_zone
            && self.points()[fact.time] >= start
    }

    pub fn cells(occasion: &Occasion) -> Vec<Option<usize>> {
        if occasion.cells.is_empty() {
            vec![None]
        } else {
            occasion.cells.iter().copied().map(Some).collect()
        }
    }

    pub fn may_fulfil(
        &self,
        norm: &Norm,
        occasion: &Occasion,
        owing: &[usize],
        start: i64,
        fact: &Fact,
    ) -> bool {
        Self::cells(occasion)
            .into_iter()
            .any(|cell| self.is_fulfilment(norm, occasion, owing, (start, cell), fact))
    }

    pub fn must_fulfil(
        &self,
        norm: &Norm,
        occasion: &Occasion,
        owing: &[usize],
        start: i64,
        fact: &Fact,
    ) -> bool {
        Self::cells(occasion)
            .into_iter()
            .all(|cell| self.is_fulfilment(norm, occasion, owing, (start, cell), fact))
    }

    pub fn for_certain(&self, norm: &Norm, occasion: &Occasion, owing: &[usize], incident: usize) -> bool {
        let facts = self.facts(incident, self.conditions_of_deed(norm));
        !self.matter.incidents[incident].summary
            && facts.iter().all(|fact| {
                occasion.starts.iter().all(|&start| self.must_fulfil(norm, occasion, owing, start, fact))
            })
    }

    /// What one incident does for an occasion.
    pub fn done(&self, norm: &Norm, occasion: &Occasion, owing: &[usize], incident: usize) -> Done {
        let mut done = Done::default();
        if self.matter.incidents[incident].refuted {
            return done;
        }
        let facts = self.facts(incident, self.conditions_of_deed(norm));
        let mut always_in_time = !self.matter.incidents[incident].summary;
        for fact in facts.iter() {
            let instant = self.points()[fact.time];
            for &start in &occasion.starts {
                let may = self.may_fulfil(norm, occasion, owing, start, fact);
                let must = self.must_fulfil(norm, occasion, owing, start, fact);
                for due in occasion.dues(start) {
                    let in_time = due.is_none_or(|due| instant < due);
                    done.maybe_in_time |= may && in_time;
                    done.maybe_late |= may && !in_time;
                    always_in_time &= must && in_time;
                }
            }
        }
        done.in_time_for_certain = always_in_time;
        done.for_certain = self.for_certain(norm, occasion, owing, incident);
        done
    }
}
