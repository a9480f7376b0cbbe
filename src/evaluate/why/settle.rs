//! What would settle a possible violation: the fewest sides whose values, if they were known, would make it one or none.

use crate::evaluate::judge::Case;
use crate::scope::{Budget, Containment, Dimension, Scope, decisive, undecided_sides};

/// The cheapest answers that would settle a possible violation.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Settle {
    /// Those that would make it a violation, all of as few sides as possible. None for a report of several things at once, of
    /// which nothing is certain.
    pub as_violation: Vec<Settling>,
    /// Those that would make it none, likewise.
    pub as_none: Vec<Settling>,
    /// Whether the search was given up before all combinations of at most [`MOST_SIDES`] sides were tried.
    pub given_up: bool,
}

/// Sides whose values would settle it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling {
    /// The sides, in their order; none where it is enough to know which side acted.
    pub sides: Vec<Dimension>,
    /// Which side acted, by its place among the directions of the case, where that has to be known too.
    pub direction: Option<usize>,
    /// The values on the sides with which it is settled, whatever else is open.
    pub values: Scope,
}

/// Answers of more sides than this are not looked for: nobody asks four questions at once.
pub const MOST_SIDES: usize = 3;

/// More combinations of sides are not tried.
const MOST_COMBINATIONS: usize = 400;

/// The cheapest answers that would settle a case against an effective scope. See `docs/semantics.md`, 9.11.
#[must_use]
pub fn settle(case: &Case, effective: &Scope) -> Settle {
    let candidates = undecided_sides(&case.facts, effective);
    let mut settle = Settle::default();
    let mut tried = 0;
    for questions in 1..=MOST_SIDES {
        let wanted = (settle.as_violation.is_empty() && !case.summary, settle.as_none.is_empty());
        if wanted == (false, false) {
            break;
        }
        // Which side acted is one question, beside the sides.
        let parts = std::iter::once((None, questions, &case.facts)).chain(
            case.directions.iter().enumerate().map(|(index, facts)| (Some(index), questions - 1, facts)),
        );
        for (direction, count, facts) in parts {
            for sides in combinations(&candidates, count) {
                tried += 1;
                if tried > MOST_COMBINATIONS {
                    settle.given_up = true;
                    return settle;
                }
                let Some(found) = values(facts, effective, &sides) else {
                    settle.given_up = true;
                    continue;
                };
                let (inside, outside) = found;
                let keep = |wanted: bool, list: &mut Vec<Settling>, values: Scope| {
                    if wanted && !values.is_empty() {
                        list.push(Settling { sides: sides.clone(), direction, values });
                    }
                };
                keep(wanted.0, &mut settle.as_violation, inside);
                keep(wanted.1, &mut settle.as_none, outside);
            }
        }
    }
    settle
}

/// The values on some sides with which all facts are in the scope, and those with which none is.
fn values(facts: &Scope, effective: &Scope, sides: &[Dimension]) -> Option<(Scope, Scope)> {
    if !sides.is_empty() {
        let found = decisive(facts, effective, sides, Budget::DEFAULT)?;
        return Some((found.inside, found.outside));
    }
    let whole = |holds: bool| if holds { facts.clone() } else { Scope::empty() };
    match facts.is_subset(effective, Budget::DEFAULT) {
        Containment::Yes => Some((facts.clone(), Scope::empty())),
        Containment::No(_) => Some((Scope::empty(), whole(!facts.intersects(effective)))),
        Containment::Undecided => None,
    }
}

/// All choices of so many sides, in their order.
fn combinations(sides: &[Dimension], count: usize) -> Vec<Vec<Dimension>> {
    let mut chosen: Vec<(usize, Vec<Dimension>)> = vec![(0, Vec::new())];
    for _ in 0..count {
        chosen = chosen
            .into_iter()
            .flat_map(|(next, known)| {
                sides.iter().enumerate().skip(next).map(move |(index, &side)| {
                    let mut longer = known.clone();
                    longer.push(side);
                    (index + 1, longer)
                })
            })
            .take(MOST_COMBINATIONS + 1)
            .collect();
    }
    chosen.into_iter().map(|(_, sides)| sides).collect()
}
