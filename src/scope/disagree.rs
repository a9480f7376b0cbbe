//! On which sides two scopes disagree: what two reports of one thing say otherwise.

use super::{Dimension, Region, Scope};

/// The sides on which two scopes have other values.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Disagreement {
    /// The sides on which the values of the one are not those of the other, in their order.
    pub differing: Vec<Dimension>,
    /// Those among them on which no value of the one is a value of the other.
    pub excluding: Vec<Dimension>,
}

/// On which sides two scopes disagree, each side by itself. Nothing where one of them has no fact.
///
/// The values of a scope on a side are those of its facts. Since no box is empty, they are the values of its boxes, so the
/// smallest box around a scope has the same values on each side as the scope, and two boxes are compared.
#[must_use]
pub fn disagreement(one: &Scope, other: &Scope) -> Disagreement {
    match (around(one), around(other)) {
        (Some(one), Some(other)) => {
            Disagreement { differing: one.differing(&other).collect(), excluding: one.sides_apart(&other) }
        }
        _ => Disagreement::default(),
    }
}

/// The smallest box that holds a scope.
pub(super) fn around(scope: &Scope) -> Option<Region> {
    let (first, rest) = scope.regions().split_first()?;
    let mut around = first.clone();
    // A measure that is written out with every number says nothing.
    around.measures.retain(|_, numbers| !numbers.is_all());
    for region in rest {
        for (ours, theirs) in around.finite_sides_mut().into_iter().zip(region.finite_sides()) {
            ours.union_with(theirs);
        }
        around.time = around.time.union(&region.time);
        around.measures = around
            .measures
            .iter()
            .filter_map(|(id, ours)| Some((*id, ours.union(region.measures.get(id)?))))
            .filter(|(_, either)| !either.is_all())
            .collect();
        around.literals.retain(|id, value| region.literals.get(id) == Some(value));
    }
    Some(around)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::small_world::{self, DIMENSIONS, POINTS};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn the_sides_are_those_on_which_listed_facts_have_other_values(
            one in small_world::drawn_scope(3), other in small_world::drawn_scope(3),
        ) {
            let found = disagreement(&small_world::scope(&one), &small_world::scope(&other));
            let (ours, theirs) = (small_world::points(&one), small_world::points(&other));
            if !ours.contains(&true) || !theirs.contains(&true) {
                prop_assert_eq!(found, Disagreement::default());
                return Ok(());
            }
            for (index, (dimension, _)) in DIMENSIONS.into_iter().enumerate() {
                let values = |members: &[bool]| -> BTreeSet<usize> {
                    let points = POINTS.iter().zip(members).filter(|(_, inside)| **inside);
                    points.map(|(point, _)| point[index]).collect()
                };
                let (ours, theirs) = (values(&ours), values(&theirs));
                prop_assert_eq!(found.differing.contains(&dimension), ours != theirs);
                prop_assert_eq!(found.excluding.contains(&dimension), ours.is_disjoint(&theirs));
            }
        }
    }
}
