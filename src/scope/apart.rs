//! What keeps an incident out of a scope.

use super::{Dimension, Scope};

/// How near two scopes come to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The sides, in their order; none where the scopes share a fact.
    pub sides: Vec<Dimension>,
    /// The boxes of the scope that are kept from it by just these sides.
    pub nearest: Scope,
}

/// How near an incident comes to a scope: the fewest sides that keep a box of the one from a box of the other. Nothing where one
/// of them has no fact.
#[must_use]
pub fn apart(incident: &Scope, scope: &Scope) -> Option<Apart> {
    let pairs = || {
        scope.regions().iter().flat_map(|region| {
            incident.regions().iter().map(move |candidate| (candidate.sides_apart(region), region))
        })
    };
    // Of several with as few sides, the first.
    let (sides, _) = pairs().min_by_key(|(sides, _)| sides.len())?;
    let nearest = pairs().filter(|(own, _)| *own == sides).map(|(_, region)| region.clone()).collect();
    Some(Apart { sides, nearest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::{Region, small_world};
    use proptest::prelude::*;

    proptest! {
        /// With the sides opened wide the box is met; with any fewer of them it is not.
        #[test]
        fn it_names_just_the_sides_that_keep_them_apart(
            one in small_world::drawn_scope(3), other in small_world::drawn_scope(3),
        ) {
            let (one, other) = (small_world::scope(&one), small_world::scope(&other));
            let Some(found) = apart(&one, &other) else {
                prop_assert!(one.is_empty() || other.is_empty());
                return Ok(());
            };
            prop_assert_eq!(found.sides.is_empty(), one.intersects(&other));
            let open = |sides: &[Dimension]| -> Scope {
                let wide = |region: &Region| {
                    sides.iter().fold(region.clone(), |region, &side| region.stretched(side))
                };
                found.nearest.regions().iter().map(wide).collect()
            };
            prop_assert!(open(&found.sides).intersects(&one));
            for left_out in 0..found.sides.len() {
                let mut fewer = found.sides.clone();
                fewer.remove(left_out);
                prop_assert!(!open(&fewer).intersects(&one));
            }
        }
    }
}
