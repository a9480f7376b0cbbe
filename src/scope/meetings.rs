//! Which of many scopes share a fact with a given one, without comparing it with each.

use std::collections::{BTreeMap, BTreeSet};

use super::{LiteralId, MeasureId, Region, Scope};
use crate::sets::Bits;

/// Scopes, indexed by the values of their finite sides.
///
/// For each value of a side there is the set of boxes that accept it. The boxes that may meet a given one are the
/// intersection over the sides of the unions over its values: a few machine words for each value, whatever the number of
/// scopes. What is left is compared exactly.
pub struct Meetings<'a, K> {
    keys: Vec<K>,
    /// Each box with the place of its scope among the keys.
    boxes: Vec<(usize, &'a Region)>,
    actors: Side,
    acts: Side,
    targets: Side,
    cells: Side,
}

/// For each value of one side, the boxes that accept it; and the boxes that accept every value.
struct Side {
    by_value: Vec<Bits>,
    all: Bits,
}

impl Side {
    fn of<'a>(sides: impl Iterator<Item = &'a Bits>, boxes: usize) -> Self {
        let mut side = Self { by_value: Vec::new(), all: Bits::empty(boxes) };
        for (place, own) in sides.enumerate() {
            if own.is_full() {
                side.all.insert(place);
                continue;
            }
            for value in own.iter() {
                while side.by_value.len() <= value {
                    side.by_value.push(Bits::empty(boxes));
                }
                if let Some(accepting) = side.by_value.get_mut(value) {
                    accepting.insert(place);
                }
            }
        }
        side
    }

    /// Leaves only the boxes that accept one of these values.
    fn narrow(&self, candidates: &mut Bits, values: &Bits) {
        if values.is_full() {
            return;
        }
        let mut accepting = self.all.clone();
        for value in values.iter() {
            if let Some(boxes) = self.by_value.get(value) {
                accepting.union_with(boxes);
            }
        }
        candidates.intersect_with(&accepting);
    }
}

impl<'a, K: Copy + Ord> Meetings<'a, K> {
    /// Indexes scopes, each under a key.
    #[must_use]
    pub fn of(scopes: impl IntoIterator<Item = (K, &'a Scope)>) -> Self {
        let mut keys = Vec::new();
        let mut boxes = Vec::new();
        for (key, scope) in scopes {
            boxes.extend(scope.regions().iter().map(|region| (keys.len(), region)));
            keys.push(key);
        }
        let count = boxes.len();
        let side = |of: fn(&Region) -> &Bits| Side::of(boxes.iter().map(|(_, region)| of(region)), count);
        let (actors, acts) = (side(|region| &region.actors), side(|region| &region.acts));
        let (targets, cells) = (side(|region| &region.targets), side(|region| &region.cells));
        Self { keys, boxes, actors, acts, targets, cells }
    }

    /// The scopes that share a fact with this one, each once, in the order of their keys, with a box that both share.
    #[must_use]
    pub fn with(&self, scope: &Scope) -> Vec<(K, Region)> {
        let mut found: BTreeMap<K, Region> = BTreeMap::new();
        for region in scope.regions() {
            let mut candidates = Bits::full(self.boxes.len());
            self.acts.narrow(&mut candidates, &region.acts);
            self.actors.narrow(&mut candidates, &region.actors);
            self.targets.narrow(&mut candidates, &region.targets);
            self.cells.narrow(&mut candidates, &region.cells);
            for place in candidates.iter() {
                let Some(&(owner, other)) = self.boxes.get(place) else { continue };
                let Some(&key) = self.keys.get(owner) else { continue };
                if found.contains_key(&key) {
                    continue;
                }
                if let Some(shared) = region.intersection(other) {
                    found.insert(key, shared);
                }
            }
        }
        found.into_iter().collect()
    }
}

/// Scopes, indexed to ask which of them may hold a whole box.
pub struct Holders<'a, K> {
    meetings: Meetings<'a, K>,
    /// What any of their boxes speaks of.
    literals: BTreeSet<LiteralId>,
    measures: BTreeSet<MeasureId>,
}

impl<'a, K: Copy + Ord> Holders<'a, K> {
    /// Indexes scopes, each under a key.
    #[must_use]
    pub fn of(scopes: impl IntoIterator<Item = (K, &'a Scope)>) -> Self {
        let meetings = Meetings::of(scopes);
        let regions = || meetings.boxes.iter().map(|(_, region)| region);
        let literals = regions().flat_map(|region| region.literals.keys().copied()).collect();
        let measures = regions().flat_map(|region| region.measures.keys().copied()).collect();
        Self { meetings, literals, measures }
    }

    /// The scopes that hold a certain fact of a box, in the order of their keys: no other one holds all of the box.
    #[must_use]
    pub fn holding(&self, region: &Region) -> Vec<K> {
        let Some(mut fact) = region.witness() else { return Vec::new() };
        // A fact that names everything of which anybody speaks is one point, and a point lies in one box or in none.
        for &literal in &self.literals {
            fact.literals.entry(literal).or_insert(false);
        }
        for &measure in &self.measures {
            fact.measures.entry(measure).or_insert(0);
        }
        let point =
            |side: fn(&Region) -> &Bits, value: usize| Bits::single(side(region).len_universe(), value);
        let meetings = &self.meetings;
        let mut candidates = Bits::full(meetings.boxes.len());
        meetings.acts.narrow(&mut candidates, &point(|region| &region.acts, fact.act));
        meetings.actors.narrow(&mut candidates, &point(|region| &region.actors, fact.actor));
        meetings.targets.narrow(&mut candidates, &point(|region| &region.targets, fact.target));
        meetings.cells.narrow(&mut candidates, &point(|region| &region.cells, fact.cell));
        let holding = candidates.iter().filter_map(|place| meetings.boxes.get(place));
        let holding = holding.filter(|(_, other)| other.contains(&fact));
        let mut keys: Vec<K> = holding.filter_map(|(owner, _)| meetings.keys.get(*owner).copied()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::small_world;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_those_that_intersect(
            scope in small_world::drawn_scope(3),
            others in proptest::collection::vec(small_world::drawn_scope(3), 0..6),
        ) {
            let scope = small_world::scope(&scope);
            let others: Vec<Scope> = others.iter().map(|drawn| small_world::scope(drawn)).collect();
            let meetings = Meetings::of(others.iter().enumerate());
            let found = meetings.with(&scope);
            let expected: Vec<usize> =
                (0..others.len()).filter(|&index| others[index].intersects(&scope)).collect();
            prop_assert_eq!(found.iter().map(|(key, _)| *key).collect::<Vec<_>>(), expected);
            for (key, shared) in found {
                let fact = shared.witness().unwrap();
                let shared = Scope::from(shared);
                prop_assert!(shared.difference(&scope).is_empty());
                prop_assert!(shared.difference(&others[key]).is_empty(), "{:?}", fact);
            }
        }

        #[test]
        fn whoever_holds_a_box_is_among_its_holders(
            drawn in small_world::drawn_scope(1),
            others in proptest::collection::vec(small_world::drawn_scope(3), 0..6),
        ) {
            let scope = small_world::scope(&drawn);
            let others: Vec<Scope> = others.iter().map(|drawn| small_world::scope(drawn)).collect();
            let holders = Holders::of(others.iter().enumerate());
            for region in scope.regions() {
                let found = holders.holding(region);
                for (key, other) in others.iter().enumerate() {
                    if scope.difference(other).is_empty() {
                        prop_assert!(found.contains(&key));
                    }
                }
            }
        }
    }
}
