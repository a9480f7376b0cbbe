//! Quantities in words: "6,000 of at least 100 % of 930,250 people requested by UN".

use std::fmt;

use crate::evaluate::quantities::Done;
use crate::model::quantities::{Amount, ONE, Quantity, QuantityMeasure, Thousandths};
use crate::syntax::tree::Bound;

impl Done {
    /// What was done, and of what.
    #[must_use]
    pub fn words(&self, quantity: &Quantity) -> String {
        let (sum, bound, unit) = (self.sum, bound_words(quantity.bound), &quantity.unit_words);
        match &quantity.measure {
            QuantityMeasure::Number(wanted) => format!("{sum} of {bound} {} {unit}", number(*wanted)),
            QuantityMeasure::Share { percent, set_by, .. } => {
                let whole =
                    self.other.map_or_else(|| "an unknown number of".to_owned(), |whole| whole.to_string());
                format!("{sum} of {bound} {} % of {whole} {unit} {set_by}", number(*percent))
            }
            QuantityMeasure::Ratio(times) => {
                let others = self.other.unwrap_or(Amount::NONE);
                format!("{sum}, where others did {others}, of {bound} {} for each {unit}", number(*times))
            }
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
        if index > 0 && (digits.len() - index) % 3 == 0 {
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
