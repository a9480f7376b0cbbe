//! What an incident adds to a sum, and when.

use crate::evaluate::duties::Happening;
use crate::evaluate::quantities::sum;
use crate::model::quantities::{Amount, Unit};
use crate::scope::{Budget, Containment, Scope};
use crate::sets::Intervals;

/// What one incident adds to a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Whether all its possible facts count, at some time or other.
    certain: bool,
    /// The times of those that count.
    times: Intervals,
    /// How much it was, if that is known.
    amount: Option<Amount>,
}

impl Contribution {
    /// What an incident adds to the sum of some facts; nothing where none of its facts is among them.
    fn of(happening: &Happening, facts: &Scope, unit: &Unit) -> Option<Self> {
        if !happening.facts.intersects(facts) {
            return None;
        }
        let met = happening.facts.intersection(facts);
        let times = met.regions().iter().map(|region| &region.time);
        Some(Self {
            certain: !happening.summary
                && happening.facts.is_subset(facts, Budget::DEFAULT) == Containment::Yes,
            times: times.fold(Intervals::empty(), |all, some| all.union(some)),
            amount: happening.amounts.get(unit).copied(),
        })
    }

    /// Whether it may count within a time, of which only bounds are known, and if so, whether it certainly does.
    fn within(&self, certain: &Intervals, possible: &Intervals) -> Option<bool> {
        self.times.intersects(possible).then(|| self.certain && self.times.is_subset(certain))
    }
}

/// What all that happened adds to the sum of some facts.
#[must_use]
pub fn contributions(happened: &[Happening], facts: &Scope, unit: &Unit) -> Vec<Contribution> {
    happened.iter().filter_map(|happening| Contribution::of(happening, facts, unit)).collect()
}

/// The sum of what was done within a time: at the instants that certainly belong to it, and at those that may. Nothing where
/// no incident may have added to it.
#[must_use]
pub fn sum_within(
    contributions: &[Contribution],
    certain: &Intervals,
    possible: &Intervals,
) -> Option<Amount> {
    let within = contributions.iter().filter_map(|each| Some((each.within(certain, possible)?, each.amount)));
    let mut within = within.peekable();
    within.peek()?;
    Some(sum(within))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stretches_over_two_windows_is_certain_in_neither() {
        let days = Intervals::of;
        let one = |from: i64, until: i64| Contribution {
            certain: true,
            times: Intervals::of(from, until),
            amount: Some(Amount::exactly(5)),
        };
        let both = [one(1, 2), one(9, 11)];
        let within = |window: Intervals| sum_within(&both, &window, &window);
        assert_eq!(within(days(0, 10)), Some(Amount { least: 5, most: Some(10) }));
        assert_eq!(within(days(10, 20)), Some(Amount { least: 0, most: Some(5) }));
        assert_eq!(within(days(20, 30)), None);
        let bounds = sum_within(&both, &days(2, 10), &days(0, 20));
        assert_eq!(bounds, Some(Amount { least: 0, most: Some(10) }));
    }
}
