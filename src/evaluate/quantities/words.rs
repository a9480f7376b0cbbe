//! Quantities in words: "6,000 of at least 100 % of 930,250 people requested by UN".

use std::fmt;

use crate::evaluate::duties::DutyJudgement;
use crate::evaluate::quantities::Achieved;
use crate::model::Model;
use crate::model::ids::ClauseId;
use crate::model::quantities::{Amount, ONE, Quantity, QuantityMeasure, Thousandths};
use crate::syntax::tree::Bound;

impl DutyJudgement {
    /// The calendar period in which it is owed, if it is owed by such periods: `December 2016`.
    #[must_use]
    pub fn period_words(&self, model: &Model) -> Option<String> {
        let period = quantity_of(model, self.clause)?.period?;
        Some(period.words(self.occasion.first(), &model.time_zone))
    }

    /// What was done of what was asked, if the duty names a quantity: `6,000 of at least 100 % of 930,250 people requested by
    /// UN`.
    #[must_use]
    pub fn achieved_words(&self, model: &Model) -> Option<String> {
        Some(self.achieved?.words(quantity_of(model, self.clause)?))
    }
}

/// The quantity that a clause names, if it is a duty that does.
#[must_use]
pub fn quantity_of(model: &Model, clause: ClauseId) -> Option<&Quantity> {
    model.clause(clause)?.obligation.as_ref()?.quantity.as_ref()
}

impl Achieved {
    /// The bound in words: `at least 600 trucks`, `at least 100 % of people requested by UN`, `at least 1 for each detainee`.
    #[must_use]
    pub fn bound_words(quantity: &Quantity) -> String {
        let (bound, unit) = (bound_words(quantity.bound), &quantity.unit_words);
        match &quantity.measure {
            QuantityMeasure::Number(wanted) => format!("{bound} {} {unit}", number(*wanted)),
            QuantityMeasure::Share { percent, set_by, .. } => {
                format!("{bound} {} % of {unit} {set_by}", number(*percent))
            }
            QuantityMeasure::Ratio(times) => format!("{bound} {} for each {unit}", number(*times)),
        }
    }

    /// What was done, and of what.
    fn words(&self, quantity: &Quantity) -> String {
        let sum = self.sum;
        match (&quantity.measure, self.other) {
            (QuantityMeasure::Share { percent, set_by, .. }, Some(whole)) => format!(
                "{sum} of {} {} % of {whole} {} {set_by}",
                bound_words(quantity.bound),
                number(*percent),
                quantity.unit_words
            ),
            (QuantityMeasure::Ratio(_), Some(others)) => {
                format!("{sum} of {}, and {others} by others", Self::bound_words(quantity))
            }
            _ => format!("{sum} of {}", Self::bound_words(quantity)),
        }
    }
}

fn bound_words(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::Exactly => "exactly",
        Bound::MoreThan => "more than",
        Bound::LessThan => "less than",
    }
}

impl fmt::Display for Amount {
    /// `6,000`, `400 to 600`, `400 or more`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&number(self.least))?;
        match self.most {
            None => formatter.write_str(" or more"),
            Some(most) if most == self.least => Ok(()),
            Some(most) => write!(formatter, " to {}", number(most)),
        }
    }
}

/// A number with commas between thousands, and a decimal point where it is not whole.
#[must_use]
pub fn number(thousandths: Thousandths) -> String {
    let digits = (thousandths / ONE).to_string();
    let mut words = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    let behind = format!("{:03}", thousandths % ONE);
    let behind = behind.trim_end_matches('0');
    if behind.is_empty() { words } else { format!("{words}.{behind}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_and_points() {
        let shown: Vec<String> =
            [0, 999_000, 1_000_000, 930_250_000, 27_500, 1].into_iter().map(number).collect();
        assert_eq!(shown, ["0", "999", "1,000", "930,250", "27.5", "0.001"]);
    }

    #[test]
    fn what_is_not_known_is_said() {
        assert_eq!(Amount::UNKNOWN.to_string(), "0 or more");
        assert_eq!(Amount { least: 400_000, most: Some(600_000) }.to_string(), "400 to 600");
    }
}
