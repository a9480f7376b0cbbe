//! Duties that name a quantity. `docs/semantics.md`, 13.10.

use std::collections::BTreeMap;

use crate::evaluate::duties::fulfilment::{Fulfilment, Matches};
use crate::evaluate::duties::state::View;
use crate::evaluate::duties::{Done as DoneFrom, DutyState, Known, Occasion};
use crate::evaluate::judge::Why;
use crate::evaluate::past::{Done, Happening, Observed};
use crate::evaluate::quantities::{Achieved, Met, Outcome, met, sum};
use crate::evaluate::unseen::during;
use crate::model::quantities::{Amount, Quantity, QuantityMeasure};
use crate::model::time::Seconds;
use crate::scope::Scope;
use crate::sets::{EARLIEST, Intervals, LATEST};
use crate::syntax::tree::Bound;

/// A quantity, with what happened as far as it is counted.
pub struct Quota<'q> {
    quantity: &'q Quantity,
    /// How much each incident was, by its place in the log, where that is known.
    amounts: BTreeMap<usize, Amount>,
    /// What sets the whole of a share; nothing where that would take too many boxes.
    whole: Option<Vec<Done>>,
}

impl<'q> Quota<'q> {
    /// For a duty.
    #[must_use]
    pub fn new(known: &Known<'_>, quantity: &'q Quantity) -> Self {
        let amount = |happening: &Happening| Some((happening.place, *happening.amounts.get(&quantity.unit)?));
        let whole = match &quantity.measure {
            QuantityMeasure::Share { whole, .. } => {
                let facts = known.compiler.scope(whole).ok();
                facts.map(|facts| known.world.done(&facts, &known.past.courses))
            }
            QuantityMeasure::Number(_) | QuantityMeasure::Ratio(_) => None,
        };
        Self { quantity, amounts: known.world.happened.iter().filter_map(amount).collect(), whole }
    }

    /// Whether it is held against what others do.
    #[must_use]
    pub fn is_ratio(&self) -> bool {
        matches!(self.quantity.measure, QuantityMeasure::Ratio(_))
    }

    /// How much was done in time on an occasion. `others` are the deeds of all others who may owe it, and of those who
    /// certainly do; absent where they would take too many boxes.
    #[must_use]
    pub fn achieved(
        &self,
        view: &View<'_>,
        by: &[Fulfilment],
        others: Option<[Option<&Matches>; 2]>,
    ) -> Achieved {
        let other = match &self.quantity.measure {
            QuantityMeasure::Number(_) => None,
            QuantityMeasure::Share { .. } => self.whole(view),
            QuantityMeasure::Ratio(_) => {
                let done = |others: Option<&Matches>| {
                    others.map_or(Amount::UNKNOWN, |others| self.sum(&others.against(view.occasion).1))
                };
                others.map(|[all, certain]| Amount { least: done(certain).least, most: done(all).most })
            }
        };
        Achieved { sum: self.sum(by), other }
    }

    fn sum(&self, by: &[Fulfilment]) -> Amount {
        let in_time = by.iter().filter(|own| own.in_time);
        sum(in_time.map(|own| (own.certainly_in_time, self.amount(own))))
    }

    /// The whole of a share; nothing where nothing sets it.
    fn whole(&self, view: &View<'_>) -> Option<Amount> {
        let set = self.setting(view);
        // Where a scenario tells of nothing that sets the whole, nothing does.
        let told = !set.is_empty() || matches!(view.known.world.observed, Observed::Everything);
        let amount = |place: usize| self.amounts.get(&place).copied().unwrap_or(Amount::UNKNOWN);
        told.then(|| sum(set.into_iter().map(|(place, certain)| (certain, amount(place)))))
    }

    /// The incidents that set the whole of a share, or may, by their places in the log, each with whether it certainly does: in
    /// the same period of the calendar or, where it is owed by none, before it is due.
    #[must_use]
    pub fn setting(&self, view: &View<'_>) -> Vec<(usize, bool)> {
        let Occasion { due, due_at_last, .. } = *view.occasion;
        let zone = &view.known.model.time_zone;
        let (certain, possible) = match self.quantity.period {
            Some(period) => {
                let Some((begin, end)) = period.around(view.occasion.first(), zone) else {
                    return Vec::new();
                };
                (Intervals::of(begin, end), Intervals::of(begin, end))
            }
            None => (
                Intervals::of(EARLIEST, due.unwrap_or(LATEST)),
                Intervals::of(EARLIEST, due_at_last.unwrap_or(LATEST)),
            ),
        };
        let set = self.whole.iter().flatten().filter(|set| set.times.intersects(&possible));
        set.map(|set| (set.place, set.certain && set.times.is_subset(&certain))).collect()
    }

    /// What has become of it on an occasion.
    #[must_use]
    pub fn state(&self, view: &View<'_>, achieved: &Achieved, deeds: &Matches) -> DutyState {
        if matches!(self.quantity.measure, QuantityMeasure::Share { .. }) && self.whole.is_none() {
            return DutyState::NotAssessable(Why::TooComplex);
        }
        match achieved.early(self.quantity) {
            Some(Outcome::Fulfilled) => return DutyState::Fulfilled,
            Some(Outcome::Missed) => return view.breached(),
            _ => {}
        }
        if let Some(state) = view.void_or_pending() {
            return state;
        }
        if !deeds.acts().intersects(&view.known.world.recordable) {
            return DutyState::NotAssessable(Why::NotRecorded);
        }
        match achieved.outcome(self.quantity, || observed(view, deeds.facts())) {
            Outcome::Fulfilled => DutyState::Fulfilled,
            Outcome::Missed => view.open(false, false, true),
            Outcome::Open => view.open(true, false, true),
            Outcome::NotObserved => DutyState::NotAssessable(Why::NotObserved),
            Outcome::NoWhole => DutyState::NotAssessable(Why::NoWhole),
        }
    }
}

impl Quota<'_> {
    /// From when on it is done: enough as soon as there is enough; anything else when it is due.
    #[must_use]
    pub fn done(&self, occasion: &Occasion, by: &[Fulfilment], state: DutyState) -> DoneFrom {
        let floor = matches!(self.quantity.bound, Bound::AtLeast | Bound::MoreThan);
        if !floor || !matches!(self.quantity.measure, QuantityMeasure::Number(_)) {
            return DoneFrom::once_due(occasion, state);
        }
        let certain = by.iter().filter(|own| own.certainly_in_time).filter_map(|own| {
            let (_, end) = own.times.iter().last()?;
            Some((end.saturating_sub(1), self.amount(own)))
        });
        let possible = by.iter().filter_map(|own| {
            let amount = Amount { least: 0, ..self.amount(own) };
            Some((own.times.intersection(&occasion.in_time).first()?, amount))
        });
        DoneFrom {
            certainly: self.reached(occasion.last(), certain.collect(), |met| met == Met::Certainly),
            possibly: self.reached(occasion.first(), possible.collect(), |met| met != Met::TooLittle),
        }
    }

    fn amount(&self, own: &Fulfilment) -> Amount {
        self.amounts.get(&own.incident).copied().unwrap_or(Amount::UNKNOWN)
    }

    /// The first instant, not before a begin, by which the sum of what was done until then stands as it should.
    fn reached(
        &self,
        begin: Seconds,
        mut steps: Vec<(Seconds, Amount)>,
        stands: impl Fn(Met) -> bool,
    ) -> Option<Seconds> {
        steps.sort_unstable();
        let mut sum = Amount::NONE;
        let enough =
            |sum: Amount| stands(met(self.quantity.bound, &self.quantity.measure, sum, Amount::NONE));
        if enough(sum) {
            return Some(begin);
        }
        steps.into_iter().find_map(|(at, amount)| {
            sum = sum.plus(amount);
            enough(sum).then_some(at)
        })
    }
}

/// Whether all that would count on an occasion was observed.
fn observed(view: &View<'_>, facts: &Scope) -> bool {
    view.known.world.unseen(&during(facts, &view.occasion.in_time)).is_empty()
}
