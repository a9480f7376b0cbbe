//! Quantities (13.10).

use crate::over_time::duties::{Occasion, Standing};
use crate::over_time::terms::{Bound, CELLS, NOBODY, Norm, Qualifier, is_act};
use crate::over_time::world::{Fact, World};

/// From the least to the greatest, which is absent where nothing bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub low: u64,
    pub high: Option<u64>,
}

impl Range {
    const NONE: Self = Self { low: 0, high: Some(0) };

    fn add(&mut self, amounts: Self, certainly: bool) {
        if certainly {
            self.low += amounts.low;
        }
        self.high = self.high.zip(amounts.high).map(|(one, other)| one + other);
    }
}

/// What a sum is measured by.
#[derive(Clone, Copy, Debug)]
pub enum Measure {
    Number(Bound, u64),
    /// A share of a whole, if anything sets one.
    Share {
        percent: u64,
        whole: Option<Range>,
    },
    /// As much as the others.
    Others(Range),
}

impl Measure {
    /// Whether every number of a sum meets it, and whether none does.
    pub fn meets(self, sum: Range) -> (bool, bool) {
        let below = |bound: u64| sum.high.is_some_and(|high| high < bound);
        match self {
            Self::Number(Bound::AtLeast, number) => (sum.low >= number, below(number)),
            Self::Number(Bound::MoreThan, number) => (sum.low > number, below(number + 1)),
            Self::Number(Bound::AtMost, number) => (below(number + 1), sum.low > number),
            Self::Number(Bound::LessThan, number) => (below(number), sum.low >= number),
            Self::Number(Bound::Exactly, number) => {
                (sum.low == number && sum.high == Some(number), sum.low > number || below(number))
            }
            Self::Share { percent, whole } => {
                let Some(whole) = whole else { return (false, false) };
                (
                    whole.high.is_some_and(|high| sum.low * 100 >= percent * high),
                    sum.high.is_some_and(|high| high * 100 < percent * whole.low),
                )
            }
            Self::Others(others) => (
                others.high.is_some_and(|high| sum.low >= high),
                sum.high.is_some_and(|high| high < others.low),
            ),
        }
    }

    pub fn asks_for_more(self) -> bool {
        !matches!(self, Self::Number(Bound::AtMost | Bound::LessThan | Bound::Exactly, _))
    }

    pub fn is_exceeded(self, sum: Range) -> bool {
        match self {
            Self::Number(Bound::AtMost | Bound::Exactly, number) => sum.low > number,
            Self::Number(Bound::LessThan, number) => sum.low >= number,
            _ => false,
        }
    }
}

impl World<'_> {
    fn amounts(&self, incident: usize) -> Range {
        let reports = self.matter.incidents[incident].reports.iter();
        let given: Vec<u64> = reports.filter_map(|report| report.trucks).collect();
        Range { low: given.iter().copied().min().unwrap_or(0), high: given.into_iter().max() }
    }

    fn sum(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> Range {
        let mut sum = Range::NONE;
        for incident in 0..self.matter.incidents.len() {
            let done = self.done(norm, occasion, owing, incident);
            if done.maybe_in_time {
                sum.add(self.amounts(incident), done.in_time_for_certain);
            }
        }
        sum
    }

    /// The sum of what has happened by an instant.
    pub fn sum_by(&self, norm: &Norm, occasion: &Occasion, owing: &[usize], time: usize) -> Range {
        let mut sum = Range::NONE;
        for incident in 0..self.matter.incidents.len() {
            let done = self.done(norm, occasion, owing, incident);
            let facts = self.facts(incident, self.conditions_of_deed(norm));
            let may = |fact: &Fact| {
                let due = occasion.dues(occasion.first_start())[0];
                self.may_fulfil(norm, occasion, owing, occasion.first_start(), fact)
                    && due.is_none_or(|due| self.points()[fact.time] < due)
            };
            if facts.iter().any(|fact| may(fact) && fact.time <= time) {
                let by_then = facts.iter().all(|fact| fact.time <= time);
                sum.add(self.amounts(incident), done.in_time_for_certain && by_then);
            }
        }
        sum
    }

    /// The sum of an occasion and what it is measured by, where the duty names a quantity.
    pub fn quantity(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> Option<(Range, Measure)> {
        let measure = norm.qualifiers.iter().find_map(|qualifier| match qualifier {
            Qualifier::Count { bound, number, .. } => Some(Measure::Number(*bound, *number)),
            Qualifier::Share { percent, act, by, .. } => {
                let mut whole: Option<Range> = None;
                for incident in 0..self.matter.incidents.len() {
                    if self.matter.incidents[incident].refuted {
                        continue;
                    }
                    let facts = self.facts(incident, by.as_ref().map_or(0, |by| self.conditions_of_who(by)));
                    let counts = |fact: &Fact| {
                        let instant = self.points()[fact.time];
                        let within = match occasion.period {
                            Some((begin, end)) => (begin..end).contains(&instant),
                            None => occasion.last_due().is_none_or(|due| instant < due),
                        };
                        is_act(*act, fact.act)
                            && by
                                .as_ref()
                                .is_none_or(|by| self.belongs(by, fact.actor, fact.time, fact.conditions))
                            && within
                    };
                    if facts.iter().any(counts) {
                        let surely = facts.iter().all(counts) && !self.matter.incidents[incident].summary;
                        whole.get_or_insert(Range::NONE).add(self.amounts(incident), surely);
                    }
                }
                Some(Measure::Share { percent: *percent, whole })
            }
            Qualifier::OneForEach => {
                // The least is that of those who certainly owe it, the greatest that of all who may.
                let others = |for_certain: bool| {
                    let bearers = self.bearers(norm, occasion).into_iter();
                    let others = bearers
                        .filter(|(actor, certain)| !owing.contains(actor) && (*certain || !for_certain));
                    let others: Vec<usize> = others.map(|(actor, _)| actor).collect();
                    self.sum(norm, occasion, &others)
                };
                Some(Measure::Others(Range { low: others(true).low, high: others(false).high }))
            }
            _ => None,
        })?;
        Some((self.sum(norm, occasion, owing), measure))
    }

    /// 13.10
    pub fn standing_of_quantity(
        &self,
        norm: &Norm,
        occasion: &Occasion,
        owing: &[usize],
        (sum, whole): (Range, Measure),
    ) -> Standing {
        let (met, failed) = whole.meets(sum);
        let more = whole.asks_for_more();
        if matches!(whole, Measure::Number(..)) && more && met {
            return Standing::Fulfilled;
        }
        if !more && whole.is_exceeded(sum) {
            return Standing::Missed;
        }
        if let Some(early) = self.early(norm, occasion) {
            return early;
        }
        if !self.can_show(norm) || matches!(whole, Measure::Share { whole: None, .. }) {
            return Standing::NotAssessable;
        }
        if failed {
            return Standing::Missed;
        }
        let unseen = || !self.all_counting_was_observed(norm, occasion, owing);
        match (met, more) {
            (true, true) => Standing::Fulfilled,
            (true, false) if unseen() => Standing::NotAssessable,
            (true, false) => Standing::Fulfilled,
            (false, _) => {
                Standing::Open { in_time: true, late: false, missed: true, not_owed: false, not_due: false }
            }
        }
    }

    /// Whether every fact that would count for an occasion was observed.
    pub fn all_counting_was_observed(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> bool {
        let cells = if self.terms().map { CELLS } else { 1 };
        let (first, due) = (occasion.first_start(), occasion.last_due());
        for (time, &instant) in self.points().iter().enumerate() {
            if instant < first || due.is_some_and(|due| instant >= due) {
                continue;
            }
            for &actor in owing {
                for act in self.terms().acts() {
                    for target in 0..=NOBODY {
                        for cell in 0..cells {
                            for conditions in self.assigned(self.conditions_of_deed(norm), time, |_| None) {
                                let fact = Fact { actor, act, target, cell, time, conditions };
                                if self.may_fulfil(norm, occasion, owing, first, &fact)
                                    && !self.is_observed(&fact)
                                {
                                    return false;
                                }
                            }
                        }
                    }
                }
            }
        }
        true
    }
}
