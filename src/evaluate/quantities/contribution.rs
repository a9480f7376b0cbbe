//! What an incident adds to a sum.

use crate::evaluate::judge::Case;
use crate::evaluate::quantities::sum;
use crate::model::quantities::Amount;
use crate::scope::{Budget, Position, Quotient, Scope, position};
use crate::sets::Intervals;

/// What an incident of some kind is for a set of facts that count: whether it is certainly among them, and when. The times
/// are by report, and hold as far as that report has the incident at them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Whether all its possible facts are in the set, and no report sums up several things.
    certain: bool,
    /// The times of its possible facts.
    times: Vec<Intervals>,
    /// The times of those that are in the set.
    counting: Vec<Intervals>,
}

impl Counted {
    /// What a case is for a set of facts; nothing where none of its facts is in it.
    #[must_use]
    pub fn of(case: &Case, facts: &Scope) -> Option<Self> {
        Self::seen(case, facts, Clone::clone)
    }

    /// The same where both are images under a quotient.
    #[must_use]
    pub fn through(quotient: &Quotient, case: &Case, facts: &Scope) -> Option<Self> {
        Self::seen(case, facts, |classes| quotient.times_of(classes))
    }

    fn seen(case: &Case, facts: &Scope, times: impl Fn(&Intervals) -> Intervals) -> Option<Self> {
        if !case.facts.intersects(facts) {
            return None;
        }
        let of = |scope: &Scope| {
            let all = scope.regions().iter().map(|region| &region.time);
            times(&all.fold(Intervals::empty(), |all, some| all.union(some)))
        };
        Some(Self {
            certain: !case.summary && position(&case.facts, facts, Budget::DEFAULT) == Position::Inside,
            times: case.reports.iter().map(of).collect(),
            counting: case.reports.iter().map(|report| of(&report.intersection(facts))).collect(),
        })
    }

    /// What an incident of the kind adds to the sum, whose reports have it at these times, in their order.
    #[must_use]
    pub fn contribution(&self, reported: &[&Intervals], amount: Option<Amount>) -> Contribution {
        let then = |times: &[Intervals]| {
            let both = reported.iter().zip(times).map(|(reported, times)| reported.intersection(times));
            both.fold(Intervals::empty(), |all, some| all.union(&some))
        };
        Contribution {
            certain: self.certain,
            times: then(&self.times),
            counting: then(&self.counting),
            amount,
        }
    }
}

/// What one incident adds to a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Whether all its possible facts count, at some time or other.
    certain: bool,
    /// The times of its possible facts.
    times: Intervals,
    /// The times of those that count.
    counting: Intervals,
    /// How much it was, if that is known.
    amount: Option<Amount>,
}

/// A time of which only bounds are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The instants that certainly belong to it.
    pub certain: Intervals,
    /// Those that may.
    pub possible: Intervals,
}

impl Window {
    /// A time that is known.
    #[must_use]
    pub fn exactly(times: Intervals) -> Self {
        Self { certain: times.clone(), possible: times }
    }
}

impl Contribution {
    /// Whether it may count within a time, and if so, whether it certainly does.
    #[must_use]
    pub fn within(&self, window: &Window) -> Option<bool> {
        let possible = self.counting.intersects(&window.possible);
        possible.then(|| self.certain && self.times.is_subset(&window.certain))
    }
}

/// The sum of what was done within a time; nothing where no incident may have added to it.
#[must_use]
pub fn sum_within<'c>(
    contributions: impl IntoIterator<Item = &'c Contribution>,
    window: &Window,
) -> Option<Amount> {
    let mut within =
        contributions.into_iter().filter_map(|each| Some((each.within(window)?, each.amount))).peekable();
    within.peek()?;
    Some(sum(within))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stretches_over_two_windows_is_certain_in_neither() {
        let days = |from: i64, until: i64| Window::exactly(Intervals::of(from, until));
        let one = |from: i64, until: i64| Contribution {
            certain: true,
            times: Intervals::of(from, until),
            counting: Intervals::of(from, until),
            amount: Some(Amount::exactly(5)),
        };
        let both = [one(1, 2), one(9, 11)];
        assert_eq!(sum_within(&both, &days(0, 10)), Some(Amount { least: 5, most: Some(10) }));
        assert_eq!(sum_within(&both, &days(10, 20)), Some(Amount { least: 0, most: Some(5) }));
        assert_eq!(sum_within(&both, &days(20, 30)), None);
        let bounds = Window { certain: Intervals::of(2, 10), possible: Intervals::of(0, 20) };
        assert_eq!(sum_within(&both, &bounds), Some(Amount { least: 0, most: Some(10) }));
    }
}
