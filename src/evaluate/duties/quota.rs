//! Duties that name a quantity. `docs/semantics.md`, 13.10.

use std::collections::BTreeMap;

use crate::evaluate::duties::fulfilment::{Fulfilment, Matches};
use crate::evaluate::duties::state::View;
use crate::evaluate::duties::{DutyState, Known, Occasion};
use crate::evaluate::judge::Why;
use crate::evaluate::past::{Done, Happening, Observed};
use crate::evaluate::quantities::{Achieved, Outcome, sum};
use crate::evaluate::unseen::during;
use crate::model::quantities::{Amount, Quantity, QuantityMeasure};
use crate::scope::Scope;
use crate::sets::{EARLIEST, Intervals, LATEST};

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

    /// How much was done in time on an occasion. `others` are the deeds of all others who owe it.
    #[must_use]
    pub fn achieved(&self, view: &View<'_>, by: &[Fulfilment], others: Option<&Matches>) -> Achieved {
        let other = match &self.quantity.measure {
            QuantityMeasure::Number(_) => None,
            QuantityMeasure::Share { .. } => self.whole(view),
            QuantityMeasure::Ratio(_) => {
                Some(others.map_or(Amount::UNKNOWN, |others| self.sum(&others.against(view.occasion).1)))
            }
        };
        Achieved { sum: self.sum(by), other }
    }

    fn sum(&self, by: &[Fulfilment]) -> Amount {
        let in_time = by.iter().filter(|own| own.in_time);
        sum(in_time.map(|own| (own.certainly_in_time, self.amounts.get(&own.incident).copied())))
    }

    /// The whole of a share: set in the same period of the calendar or, where it is owed by none, before it is due.
    fn whole(&self, view: &View<'_>) -> Option<Amount> {
        let Occasion { due, due_at_last, .. } = *view.occasion;
        let zone = &view.known.model.time_zone;
        let (certain, possible) = match self.quantity.period {
            Some(period) => {
                let (begin, end) = period.around(view.occasion.first(), zone)?;
                (Intervals::of(begin, end), Intervals::of(begin, end))
            }
            None => (
                Intervals::of(EARLIEST, due.unwrap_or(LATEST)),
                Intervals::of(EARLIEST, due_at_last.unwrap_or(LATEST)),
            ),
        };
        let set = self.whole.iter().flatten().filter(|set| set.times.intersects(&possible));
        let mut set = set.peekable();
        // Where a scenario tells of nothing that sets the whole, nothing does.
        let told = set.peek().is_some() || matches!(view.known.world.observed, Observed::Everything);
        let amounts = set.map(|set| {
            let certain = set.certain && set.times.is_subset(&certain);
            (certain, self.amounts.get(&set.place).copied())
        });
        told.then(|| sum(amounts))
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

/// Whether all that would count on an occasion was observed.
fn observed(view: &View<'_>, facts: &Scope) -> bool {
    view.known.world.unseen(&during(facts, &view.occasion.in_time)).is_empty()
}
