//! Scopes as seen along some of their sides, and which values on these sides decide where an incident stands.

use super::{Budget, Dimension, LiteralId, Region, Scope};

/// The facts that have, on these sides together, the values of some fact of the scope: what is left of it when everything else
/// is forgotten.
#[must_use]
pub fn along(scope: &Scope, sides: &[Dimension]) -> Scope {
    let mut seen: Scope = scope.regions().iter().map(|region| forgetful(region, sides)).collect();
    seen.simplify();
    seen
}

fn forgetful(region: &Region, kept: &[Dimension]) -> Region {
    region
        .dimensions()
        .filter(|side| !kept.contains(side))
        .fold(region.clone(), |region, side| region.stretched(side))
}

/// The smallest box that holds a scope: its values on each side by itself. Nothing where it has no fact.
#[must_use]
pub fn around(scope: &Scope) -> Option<Region> {
    super::disagree::around(scope)
}

/// Which values on some sides decide where an incident stands to a scope.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Decisive {
    /// With these values on the sides, and whatever else the incident leaves open, it lies in the scope.
    pub inside: Scope,
    /// With these, it lies outside.
    pub outside: Scope,
}

/// The values on some sides that decide where an incident stands to a scope, as sets that leave out every other side. Only
/// values that some possible fact has. Nothing where it takes more pieces than the budget allows.
///
/// Write F for the incident, E for the scope and p for the values on the sides. All facts of F with values v are in E, and
/// there is one, when v is in p(F) and not in p(F \ E); all are outside when v is in p(F) and not in p(F ∩ E).
#[must_use]
pub fn decisive(incident: &Scope, scope: &Scope, sides: &[Dimension], budget: Budget) -> Option<Decisive> {
    let meeting: Scope =
        scope.regions().iter().filter(|region| incident.intersects_region(region)).cloned().collect();
    let (within, beyond) = (incident.intersection(&meeting), incident.difference_within(&meeting, budget)?);
    let all = along(incident, sides);
    let mut decisive = Decisive {
        inside: all.difference_within(&along(&beyond, sides), budget)?,
        outside: all.difference_within(&along(&within, sides), budget)?,
    };
    decisive.inside.simplify();
    decisive.outside.simplify();
    Some(decisive)
}

/// The sides on which a value of the incident can decide whether it is in the scope, in their order: those on which it reaches
/// beyond a box of the scope that it meets; and those on which its own boxes are not alike, since a value on such a side can
/// tell in which box it lies. None where it meets no box, or reaches beyond none.
#[must_use]
pub fn undecided_sides(incident: &Scope, scope: &Scope) -> Vec<Dimension> {
    let boxes = scope.regions().iter().filter(|region| incident.intersects_region(region));
    let mut sides: Vec<Dimension> = boxes
        .flat_map(|region| incident.regions().iter().flat_map(move |own| own.sides_beyond(region)))
        .collect();
    if let (false, Some(around)) = (sides.is_empty(), around(incident)) {
        sides.extend(incident.regions().iter().flat_map(|own| own.differing(&around)));
    }
    sides.sort_unstable();
    sides.dedup();
    sides
}

/// The facts whose place in a scope hangs on a condition: with it they are inside and without it outside, or the reverse. The
/// answer does not name the condition. Nothing where it takes more pieces than the budget allows.
#[must_use]
pub fn hanging_on(scope: &Scope, condition: LiteralId, budget: Budget) -> Option<Scope> {
    let given = |value: bool| -> Scope {
        let fits = |region: &&Region| region.literals.get(&condition).is_none_or(|&own| own == value);
        let side = Dimension::Literal(condition);
        scope.regions().iter().filter(fits).map(|region| region.stretched(side)).collect()
    };
    let (with, without) = (given(true), given(false));
    let (one, other) = (with.difference_within(&without, budget)?, without.difference_within(&with, budget)?);
    let mut hanging = one.union(&other);
    hanging.simplify();
    Some(hanging)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::small_world::{self, DIMENSIONS, POINTS, members};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        /// By listing every fact: the facts of the incident with the same values on the sides are all in the scope, all
        /// outside, or some of each.
        #[test]
        fn the_values_are_those_with_which_listed_facts_are_all_inside_or_all_outside(
            incident in small_world::drawn_scope(3), scope in small_world::drawn_scope(3), chosen in 0_u32..512,
        ) {
            let sides: Vec<usize> = (0..DIMENSIONS.len()).filter(|side| chosen >> side & 1 == 1).collect();
            let kept: Vec<Dimension> = sides.iter().map(|&side| DIMENSIONS[side].0).collect();
            let (ours, theirs) = (small_world::points(&incident), small_world::points(&scope));
            let values = |index: usize| -> Vec<usize> { sides.iter().map(|&side| POINTS[index][side]).collect() };
            let mut stands: BTreeMap<Vec<usize>, (bool, bool)> = BTreeMap::new();
            for index in (0..POINTS.len()).filter(|&index| ours[index]) {
                let (inside, outside) = stands.entry(values(index)).or_default();
                *inside |= theirs[index];
                *outside |= !theirs[index];
            }
            let (incident, scope) = (small_world::scope(&incident), small_world::scope(&scope));
            let found = decisive(&incident, &scope, &kept, Budget::DEFAULT).unwrap();
            let (inside, outside) = (members(&found.inside), members(&found.outside));
            for index in 0..POINTS.len() {
                let stands = stands.get(&values(index)).copied();
                prop_assert_eq!(inside[index], stands == Some((true, false)));
                prop_assert_eq!(outside[index], stands == Some((false, true)));
            }
        }

        /// By listing every fact, and the one that differs from it in the condition alone.
        #[test]
        fn a_place_hangs_on_a_condition_where_its_opposite_changes_it(scope in small_world::drawn_scope(3)) {
            let inside = small_world::points(&scope);
            let scope = small_world::scope(&scope);
            let place_of: BTreeMap<_, usize> =
                POINTS.iter().enumerate().map(|(index, point)| (*point, index)).collect();
            for (place, (side, _)) in DIMENSIONS.iter().enumerate() {
                let Dimension::Literal(condition) = *side else { continue };
                let found = members(&hanging_on(&scope, condition, Budget::DEFAULT).unwrap());
                for (index, point) in POINTS.iter().enumerate() {
                    let mut opposite = *point;
                    opposite[place] = 1 - opposite[place];
                    prop_assert_eq!(found[index], inside[index] != inside[place_of[&opposite]]);
                }
            }
        }

        /// Two facts of the incident that agree on these sides stand alike to the scope.
        #[test]
        fn no_other_side_can_decide(
            incident in small_world::drawn_scope(3), scope in small_world::drawn_scope(3),
        ) {
            let sides = undecided_sides(&small_world::scope(&incident), &small_world::scope(&scope));
            let (ours, theirs) = (small_world::points(&incident), small_world::points(&scope));
            let mut stands: BTreeMap<Vec<usize>, bool> = BTreeMap::new();
            for index in (0..POINTS.len()).filter(|&index| ours[index]) {
                let places = (0..DIMENSIONS.len()).filter(|&side| sides.contains(&DIMENSIONS[side].0));
                let values: Vec<usize> = places.map(|side| POINTS[index][side]).collect();
                prop_assert_eq!(*stands.entry(values).or_insert(theirs[index]), theirs[index]);
            }
        }
    }
}
