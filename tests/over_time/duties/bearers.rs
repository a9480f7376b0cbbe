//! Who owes it (13.2).

use crate::over_time::duties::Occasion;
use crate::over_time::terms::{Norm, OUTSIDER};
use crate::over_time::world::World;

impl World<'_> {
    /// Who is bound, and whether he certainly is.
    pub fn bearers(&self, norm: &Norm, occasion: &Occasion) -> Vec<(usize, bool)> {
        if norm.that_party {
            return occasion.binds.into_iter().map(|actor| (actor, true)).collect();
        }
        let asked: Vec<usize> = match occasion.first_due() {
            Some(due) => vec![self.place(due - 1)],
            None if occasion.first_start() == self.points()[0] => (0..self.points().len()).collect(),
            None => vec![self.place(occasion.first_start())],
        };
        let ways = |time: usize| self.assigned(self.conditions_of_who(&norm.who), time, |_| None);
        let bound = |actor: usize| {
            let may = |&time: &usize| ways(time).into_iter().any(|way| self.bears(norm, actor, time, way));
            let must = |&time: &usize| ways(time).into_iter().all(|way| self.bears(norm, actor, time, way));
            asked.iter().any(may).then(|| (actor, asked.iter().any(must)))
        };
        (0..=OUTSIDER).filter_map(bound).collect()
    }

    pub fn owing(&self, norm: &Norm, occasion: &Occasion) -> Vec<(Vec<usize>, bool)> {
        let bound = self.bearers(norm, occasion);
        if bound.is_empty() {
            Vec::new()
        } else if norm.jointly {
            let certainly = bound.iter().any(|&(_, certainly)| certainly);
            vec![(bound.into_iter().map(|(actor, _)| actor).collect(), certainly)]
        } else {
            bound.into_iter().map(|(actor, certainly)| (vec![actor], certainly)).collect()
        }
    }
}
