//! Courses: when a condition certainly holds, and when it possibly does.

use std::collections::{BTreeMap, BTreeSet};

use super::{LiteralId, Region, Scope};
use crate::sets::Intervals;

/// When a condition holds that the past decides. `docs/semantics.md`, 12.1.
///
/// INVARIANT: what is certain is possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    certain: Intervals,
    possible: Intervals,
}

impl Course {
    /// The course with these times; what is said to be certain is possible too.
    #[must_use]
    pub fn new(certain: Intervals, possible: &Intervals) -> Self {
        let possible = possible.union(&certain);
        Self { certain, possible }
    }

    /// Of a condition that nothing decides.
    #[must_use]
    pub fn open() -> Self {
        Self { certain: Intervals::empty(), possible: Intervals::all() }
    }

    /// Of a condition that holds at these times for certain, and at no other.
    #[must_use]
    pub fn exactly(times: Intervals) -> Self {
        Self { certain: times.clone(), possible: times }
    }

    /// Of a condition that never holds.
    #[must_use]
    pub fn never() -> Self {
        Self::exactly(Intervals::empty())
    }

    /// Of a condition that always holds.
    #[must_use]
    pub fn always() -> Self {
        Self::exactly(Intervals::all())
    }

    /// When it certainly holds.
    #[must_use]
    pub fn certain(&self) -> &Intervals {
        &self.certain
    }

    /// When it possibly holds.
    #[must_use]
    pub fn possible(&self) -> &Intervals {
        &self.possible
    }

    /// Both hold.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self {
            certain: self.certain.intersection(&other.certain),
            possible: self.possible.intersection(&other.possible),
        }
    }

    /// One of them holds.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self { certain: self.certain.union(&other.certain), possible: self.possible.union(&other.possible) }
    }

    /// It does not hold.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self { certain: self.possible.complement(), possible: self.certain.complement() }
    }
}

/// The facts of a scope that courses leave possible: at an instant at which a condition certainly holds those for which it
/// is true, where it does not possibly hold those for which it is false. A box that says of the condition itself whether it
/// holds is believed.
#[must_use]
pub fn narrowed(scope: &Scope, courses: &BTreeMap<LiteralId, Course>) -> Scope {
    if courses.is_empty() {
        return scope.clone();
    }
    scope.regions().iter().flat_map(|region| cut(region, courses.iter())).collect()
}

/// The same, as far as it matters to how the scope stands to some facts: each box is narrowed by those conditions alone of
/// which a box of these facts speaks that it meets. Whatever other conditions hold, it shares with the facts what [`narrowed`]
/// leaves of it shares with them, and it lies in them where that does.
#[must_use]
pub fn narrowed_towards(scope: &Scope, courses: &BTreeMap<LiteralId, Course>, facts: &Scope) -> Scope {
    if courses.is_empty() {
        return scope.clone();
    }
    let boxes = scope.regions().iter().flat_map(|region| {
        let met = facts.regions().iter().filter(|other| region.intersects(other));
        let named: BTreeSet<LiteralId> = met.flat_map(|other| other.literals.keys().copied()).collect();
        cut(region, named.iter().filter_map(|literal| Some((literal, courses.get(literal)?))))
    });
    boxes.collect()
}

/// A box in pieces, in each of which every condition holds, does not hold or is open all the time. Most of what happened is
/// over before any condition changes, and is one piece.
fn cut<'c>(region: &Region, courses: impl Iterator<Item = (&'c LiteralId, &'c Course)>) -> Vec<Region> {
    let mut whole = region.clone();
    let mut changing = Vec::new();
    for (&literal, course) in courses.filter(|(literal, _)| !region.literals.contains_key(literal)) {
        if region.time.is_subset(&course.certain) {
            whole.literals.insert(literal, true);
        } else if !region.time.intersects(&course.possible) {
            whole.literals.insert(literal, false);
        } else if !region.time.is_subset(&course.possible) || region.time.intersects(&course.certain) {
            changing.push((literal, course));
        }
    }
    changing.into_iter().fold(vec![whole], |pieces, (literal, course)| {
        let never = course.possible.complement();
        let open = course.possible.difference(&course.certain);
        let values = [(&course.certain, Some(true)), (&never, Some(false)), (&open, None)];
        let parts = pieces.iter().flat_map(|piece| {
            values.into_iter().filter_map(|(times, value)| {
                let time = Some(piece.time.intersection(times)).filter(|time| !time.is_empty())?;
                let mut part = Region { time, ..piece.clone() };
                part.literals.extend(value.map(|value| (literal, value)));
                Some(part)
            })
        });
        parts.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::{Budget, Containment, small_world};
    use proptest::prelude::*;

    /// Kleene's three values: no, open, yes.
    fn value(course: &Course, at: i64) -> u8 {
        u8::from(course.certain().contains(at)) + u8::from(course.possible().contains(at))
    }

    fn course() -> impl Strategy<Value = Course> {
        proptest::collection::vec((0..12_i64, 1..5_i64, any::<bool>()), 0..4).prop_map(|spans| {
            let of = |wanted: bool| -> Intervals {
                spans
                    .iter()
                    .filter(|span| span.2 == wanted)
                    .map(|&(start, length, _)| (start, start + length))
                    .collect()
            };
            Course::new(of(true), &of(false))
        })
    }

    proptest! {
        #[test]
        fn what_is_left_agrees_with_the_courses(
            drawn in small_world::drawn_scope(3),
            one in course(),
            other in course(),
        ) {
            let scope = small_world::scope(&drawn);
            let courses = BTreeMap::from([(LiteralId(0), one), (LiteralId(1), other)]);
            let left = small_world::members(&narrowed(&scope, &courses));
            for (fact, left) in small_world::FACTS.iter().zip(left) {
                // Boxes stand for reports here: what one says of a condition is believed.
                let possible = scope.regions().iter().any(|region| {
                    region.contains(fact)
                        && courses.iter().all(|(literal, course)| {
                            let holds = fact.literals[literal];
                            let agrees = match value(course, fact.time) {
                                0 => !holds,
                                1 => true,
                                _ => holds,
                            };
                            region.literals.contains_key(literal) || agrees
                        })
                });
                prop_assert_eq!(left, possible);
            }
        }

        #[test]
        fn what_matters_to_some_facts_stands_to_them_as_all_does(
            drawn in small_world::drawn_scope(3),
            facts in small_world::drawn_scope(3),
            one in course(),
            other in course(),
        ) {
            let [scope, facts] = [drawn, facts].map(|drawn| small_world::scope(&drawn));
            let courses = BTreeMap::from([(LiteralId(0), one), (LiteralId(1), other)]);
            let (all, towards) = (narrowed(&scope, &courses), narrowed_towards(&scope, &courses, &facts));
            let shared = small_world::members(&all.intersection(&facts));
            let also = small_world::members(&narrowed(&towards.intersection(&facts), &courses));
            prop_assert_eq!(shared, also);
            let [all, towards] = [all, towards].map(|own| own.is_subset(&facts, Budget::DEFAULT));
            prop_assert_eq!(matches!(all, Containment::Yes), matches!(towards, Containment::Yes));
        }

        #[test]
        fn courses_follow_kleene_at_every_instant(one in course(), other in course()) {
            for at in -1..20 {
                let (first, second) = (value(&one, at), value(&other, at));
                prop_assert_eq!(value(&one.and(&other), at), first.min(second));
                prop_assert_eq!(value(&one.or(&other), at), first.max(second));
                prop_assert_eq!(value(&one.negated(), at), 2 - first);
                prop_assert_eq!(value(&one.and(&Course::open()), at), first.min(1));
                prop_assert_eq!(value(&one.or(&Course::always()), at), 2);
                prop_assert_eq!(value(&one.or(&Course::never()), at), first);
            }
        }
    }
}
