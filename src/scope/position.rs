//! Where an incident stands to a scope.

use std::collections::BTreeSet;

use super::budget::{Purse, Remainder};
use super::{Budget, Dimension, LiteralId, Region, Scope};

/// Where an incident stands to a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// Every fact that the reports leave possible is in the scope.
    Inside,
    /// None is.
    Outside,
    /// Some are and some are not. The dimensions that leave it open, sorted: those along which a possible fact in the
    /// scope can be changed, alone, into a possible fact outside it. None, where no single dimension does.
    Partly(Vec<Dimension>),
    /// The budget was spent before the answer, or the list of dimensions, was known.
    Undecided,
}

/// Where the incident, as the set of facts that its reports leave possible, stands to the scope. An incident without
/// a possible fact is outside.
///
/// Dimension d is open when there are x in incident ∩ scope and y in incident \ scope that differ in d only. The
/// candidates for y are found box by box: let B be a box of incident ∩ scope, and B′ the same with everything on
/// side d. If y in B′ ∩ incident is not in the scope, then any x in B with y's other coordinates will do, and
/// there is one since B is a box that is not empty; it differs from y in d, for x is in the scope and y is not.
/// Conversely, each such pair x, y has its x in some B, and its y in the B′ of that box.
///
/// Most incidents are one box, and meet no box of most scopes and one box of the others: both are answered without
/// making a set.
#[must_use]
pub fn position(incident: &Scope, scope: &Scope, budget: Budget) -> Position {
    let candidates = incident.regions();
    let meets = |region: &&Region| candidates.iter().any(|candidate| candidate.intersects(region));
    // A box that the incident does not meet changes nothing below.
    let boxes: Vec<&Region> = scope.regions().iter().filter(meets).collect();
    if boxes.is_empty() {
        return Position::Outside;
    }
    if let ([candidate], [only]) = (candidates, boxes.as_slice()) {
        // One box against one: a fact in both leaves the scope along just those sides on which the incident reaches
        // beyond it.
        let open: Vec<Dimension> = candidate.sides_beyond(only).collect();
        return if open.is_empty() { Position::Inside } else { Position::Partly(open) };
    }
    let mut purse = Purse::from(budget);
    let mut leaves = false;
    for candidate in candidates {
        match purse.remainder(candidate, &boxes) {
            Remainder::Nothing => {}
            Remainder::Piece(_) => {
                leaves = true;
                break;
            }
            Remainder::Undecided => return Position::Undecided,
        }
    }
    if !leaves {
        return Position::Inside;
    }
    match open_dimensions(candidates, &boxes, &mut purse) {
        Some(open) => Position::Partly(open.into_iter().collect()),
        None => Position::Undecided,
    }
}

/// The dimensions that leave it open; nothing where the purse was empty first.
fn open_dimensions(
    candidates: &[Region],
    boxes: &[&Region],
    purse: &mut Purse,
) -> Option<BTreeSet<Dimension>> {
    let mut unknown: BTreeSet<Dimension> = boxes.iter().flat_map(|region| region.dimensions()).collect();
    let mut open = BTreeSet::new();
    for shared in
        candidates.iter().flat_map(|candidate| boxes.iter().filter_map(|b| candidate.intersection(b)))
    {
        for &dimension in &unknown {
            // Where a candidate has nothing more on this side, stretching finds only facts of `shared`.
            for candidate in
                candidates.iter().filter(|candidate| candidate.reaches_beyond(&shared, dimension))
            {
                let Some(line) = shared.stretched(dimension).intersection(candidate) else { continue };
                match purse.remainder(&line, boxes) {
                    Remainder::Nothing => {}
                    Remainder::Piece(_) => {
                        open.insert(dimension);
                        break;
                    }
                    Remainder::Undecided => return None,
                }
            }
        }
        unknown.retain(|dimension| !open.contains(dimension));
        if unknown.is_empty() {
            break;
        }
    }
    Some(open)
}

/// Whether the time leaves open where the incident stands to the scope, conditions that are settled being taken to go with it:
/// whether there are x in incident ∩ scope and y in incident \ scope that differ in time and besides only in such conditions
/// as the box of the one or of the other says. Not where the budget was spent before the answer was known.
#[must_use]
pub fn open_in_time(
    incident: &Scope,
    scope: &Scope,
    conditions: &BTreeSet<LiteralId>,
    budget: Budget,
) -> bool {
    let candidates = incident.regions();
    let boxes: Vec<&Region> = scope.regions().iter().collect();
    let mut purse = Purse::from(budget);
    for from in candidates {
        for shared in boxes.iter().filter_map(|one| from.intersection(one)) {
            for to in candidates {
                let settled = conditions.iter().filter(|literal| {
                    from.literals.contains_key(literal) || to.literals.contains_key(literal)
                });
                let wide = settled.fold(shared.stretched(Dimension::Time), |wide, &literal| {
                    wide.stretched(Dimension::Literal(literal))
                });
                let Some(mut line) = wide.intersection(to) else { continue };
                // At one instant, it would not be the time that differs.
                if let (Some((start, end)), None) = (shared.time.iter().next(), shared.time.iter().nth(1))
                    && end == start.saturating_add(1)
                {
                    line.time = line.time.difference(&shared.time);
                }
                if line.time.is_empty() {
                    continue;
                }
                match purse.remainder(&line, &boxes) {
                    Remainder::Nothing => {}
                    Remainder::Piece(_) => return true,
                    Remainder::Undecided => return false,
                }
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::small_world;
    use proptest::prelude::*;

    proptest! {
        /// With no condition that goes with the time, it is the same as what the position says.
        #[test]
        fn the_time_alone_is_open_as_the_position_says(
            one in small_world::drawn_scope(3), other in small_world::drawn_scope(3),
        ) {
            let (one, other) = (small_world::scope(&one), small_world::scope(&other));
            let open = match position(&one, &other, Budget::DEFAULT) {
                Position::Partly(open) => open.contains(&Dimension::Time),
                _ => false,
            };
            prop_assert_eq!(open_in_time(&one, &other, &BTreeSet::new(), Budget::DEFAULT), open);
        }
    }
}
