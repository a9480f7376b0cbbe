//! How much of something is owed, and how much of it there was.

use crate::model::actors::Membership;
use crate::model::clauses::Account;
use crate::model::descriptions::Description;
use crate::model::quantities::{Amount, ONE, Quantity, QuantityMeasure, Thousandths, Unit, thousandths};
use crate::model::resolve::Resolver;
use crate::model::resolve::actors::is_somebody;
use crate::model::time::CalendarPeriod;
use crate::source::Span;
use crate::syntax::tree::{self, Bound, Distribution, Name, NameList, Norm, TimeUnit};

/// A share or a ratio above a million is not worked with.
const FACTOR_AT_MOST: Thousandths = 1_000_000 * ONE;

const TOO_LARGE: &str = "It names a number that is larger than any that is worked with.";

impl Resolver<'_> {
    /// The quantity that a norm names, or why it cannot be judged: a whole sentence.
    pub(super) fn quantity(&mut self, quantity: &tree::Quantity) -> Result<Quantity, String> {
        let of = |bound: Bound, unit: &Name, measure: QuantityMeasure, period: Option<CalendarPeriod>| {
            let (unit, unit_words) = (Unit::of(&unit.text), unit.text.clone());
            Quantity { bound, unit, unit_words, measure, period }
        };
        match quantity {
            tree::Quantity::Count { bound, amount, unit, per } => {
                let number = thousandths(&amount.text).ok_or_else(|| TOO_LARGE.to_owned())?;
                Ok(of(*bound, unit, QuantityMeasure::Number(number), period(*per)?))
            }
            tree::Quantity::Share { bound, percent, unit, of_act, by, same } => {
                let set = of_act.as_ref().and_then(|act| Some((&act.text, self.act(act)?)));
                let who = by.as_ref().map(|by| self.those(by));
                let Some((participle, act)) = set else {
                    return Err(format!(
                        "It names a share of {}, and nothing says how many there are.",
                        unit.text
                    ));
                };
                let mut facts = vec![Description::Act(self.deeds.acts.leaves(act.index()))];
                facts.extend(who.map(Description::Actor));
                let mut set_by = participle.clone();
                if let Some(by) = by {
                    let names: Vec<&str> = by.names.iter().map(|name| name.text.as_str()).collect();
                    set_by = format!("{set_by} by {}", names.join(", "));
                }
                let whole = Description::All(facts);
                let measure = QuantityMeasure::Share { percent: factor(&percent.text)?, whole, set_by };
                Ok(of(*bound, unit, measure, period(*same)?))
            }
            // Who is to release one for each that the other releases may release more.
            tree::Quantity::Ratio { amount, each } => {
                Ok(of(Bound::AtLeast, each, QuantityMeasure::Ratio(factor(&amount.text)?), None))
            }
        }
    }

    /// Why a quantity cannot be judged that can be read: it has nothing to be held against, or no first period.
    pub(super) fn uncountable(
        &self,
        norm: &Norm,
        bearers: &Membership,
        begins: bool,
        quantity: &Quantity,
    ) -> Option<&'static str> {
        let alone = norm.bearer.distribution == Distribution::Jointly || bearers.iter().count() < 2;
        if matches!(quantity.measure, QuantityMeasure::Ratio(_)) && alone {
            Some("It counts what one does for each that another does, and no other is bound by it.")
        } else if quantity.period.is_some() && !begins && self.clocks.first.is_none() {
            Some("It is owed by periods of the calendar, and the first of them is not dated.")
        } else {
            None
        }
    }

    /// All whom some names stand for.
    fn those(&mut self, list: &NameList) -> Membership {
        let mut set = Membership::nobody();
        for name in &list.names {
            if let Some(named) = self.look_up(name, &is_somebody, "an actor") {
                set.include(&self.membership(named));
            }
        }
        set
    }

    /// How many of what there were, as a scenario says.
    pub(super) fn account_quantity(&mut self, quantity: &tree::Quantity, span: Span, account: &mut Account) {
        let tree::Quantity::Count { bound, amount, unit, per: None } = quantity else {
            // The names are looked up all the same.
            self.quantity(quantity).ok();
            self.misplaced(
                span,
                "an event has a number, and no share or rate",
                "say how many there were, e.g. `exactly 40 trucks`",
            );
            return;
        };
        // What is beyond all numbers that are worked with says no more than that nothing is known.
        let said = thousandths(&amount.text).map_or(Amount::UNKNOWN, |number| Amount::of(*bound, number));
        let known = account.amounts.entry(Unit::of(&unit.text)).or_insert(Amount::UNKNOWN);
        match known.and(said) {
            Some(both) => *known = both,
            None => self.misplaced(
                span,
                "no number is within both of these bounds",
                "give one number, or bounds with a number between them",
            ),
        }
    }
}

fn factor(written: &str) -> Result<Thousandths, String> {
    thousandths(written).filter(|&factor| factor <= FACTOR_AT_MOST).ok_or_else(|| TOO_LARGE.to_owned())
}

fn period(unit: Option<TimeUnit>) -> Result<Option<CalendarPeriod>, String> {
    let Some(unit) = unit else { return Ok(None) };
    CalendarPeriod::of(unit).map(Some).ok_or_else(|| {
        "It is owed by the minute or by the hour, and quantities are judged by days, weeks, months and years."
            .to_owned()
    })
}
