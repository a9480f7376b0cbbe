//! How many of what: units, numbers, what is known of a number, and the quantities that duties name.
//!
//! Numbers are whole thousandths, so that nothing is rounded while it is added up.

use std::collections::BTreeMap;

use crate::model::descriptions::Description;
use crate::model::time::CalendarPeriod;
use crate::syntax::tree::Bound;

/// A number in thousandths. Sums and products stay far below the largest one: it has 38 digits, and no number that is read
/// has more than 22.
pub type Thousandths = u128;

/// One, in thousandths.
pub const ONE: Thousandths = 1000;

/// Above a million million of anything, an agreement's number is not worked with.
const MOST_WHOLE_DIGITS: usize = 12;

/// A number as an agreement writes it, `600` or `27.5`, rounded to thousandths; nothing where it has more than twelve
/// digits before the point.
#[must_use]
pub fn thousandths(written: &str) -> Option<Thousandths> {
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    let whole = whole.trim_start_matches('0');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() > MOST_WHOLE_DIGITS || !digits(whole) || !digits(part) {
        return None;
    }
    let whole: Thousandths = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut digit = part.bytes().map(|byte| Thousandths::from(byte - b'0')).chain(std::iter::repeat(0));
    let mut next = || digit.next().unwrap_or(0);
    let behind = next() * 100 + next() * 10 + next();
    let up = Thousandths::from(next() >= 5);
    Some(whole * ONE + behind + up)
}

/// What is counted, such as trucks or persons. Two units are one without regard to letter case, to spaces at either end
/// and to one final `s`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(String);

impl Unit {
    /// The unit of these words.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let folded = words.trim().to_lowercase();
        Self(folded.strip_suffix('s').map_or(folded.clone(), str::to_owned))
    }
}

/// What is known of a number: it is at least so much and at most so much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    /// At least so much.
    pub least: Thousandths,
    /// At most so much; no more is known where absent.
    pub most: Option<Thousandths>,
}

impl Amount {
    /// Nothing at all.
    pub const NONE: Self = Self::exactly(0);
    /// Of which nothing is known.
    pub const UNKNOWN: Self = Self { least: 0, most: None };

    /// So much.
    #[must_use]
    pub const fn exactly(number: Thousandths) -> Self {
        Self { least: number, most: Some(number) }
    }

    /// So many.
    #[must_use]
    pub fn count(count: u64) -> Self {
        Self::exactly(Thousandths::from(count) * ONE)
    }

    /// `at least 40`, `more than 40`: what such words say of a number.
    #[must_use]
    pub fn of(bound: Bound, number: Thousandths) -> Self {
        match bound {
            Bound::AtLeast => Self { least: number, most: None },
            Bound::MoreThan => Self { least: number.saturating_add(1), most: None },
            Bound::AtMost => Self { least: 0, most: Some(number) },
            Bound::LessThan => Self { least: 0, most: Some(number.saturating_sub(1)) },
            Bound::Exactly => Self::exactly(number),
        }
    }

    /// What two reports of one thing say together: one of the two, it is not known which.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            most: self.most.zip(other.most).map(|(one, other)| one.max(other)),
        }
    }

    /// What is known where both are; nothing where no number is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Option<Self> {
        let least = self.least.max(other.least);
        let most = match (self.most, other.most) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        most.is_none_or(|most| least <= most).then_some(Self { least, most })
    }

    /// The sum of both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            least: self.least.saturating_add(other.least),
            most: self.most.zip(other.most).map(|(one, other)| one.saturating_add(other)),
        }
    }

    /// So many times it. Nothing times any number is nothing.
    #[must_use]
    pub fn times(self, factor: Thousandths) -> Self {
        Self {
            least: self.least.saturating_mul(factor),
            most: if factor == 0 { Some(0) } else { self.most.map(|most| most.saturating_mul(factor)) },
        }
    }
}

/// What is said of how many of which units.
pub type Amounts = BTreeMap<Unit, Amount>;

/// What several reports of one thing say of all units.
#[must_use]
pub fn all_together<'a>(reports: impl IntoIterator<Item = &'a Amounts>) -> Amounts {
    let mut all = Amounts::new();
    for (unit, &amount) in reports.into_iter().flatten() {
        all.entry(unit.clone()).and_modify(|known| *known = known.or(amount)).or_insert(amount);
    }
    all
}

/// How much of something a duty asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// How it bounds.
    pub bound: Bound,
    /// Of what.
    pub unit: Unit,
    /// The unit as written.
    pub unit_words: String,
    /// Against what.
    pub measure: QuantityMeasure,
    /// The calendar period in which it is owed anew each time.
    pub period: Option<CalendarPeriod>,
}

/// Against what the sum of what was done is held.
#[derive(Clone, Debug, PartialEq)]
pub enum QuantityMeasure {
    /// A number.
    Number(Thousandths),
    /// A share of the whole that somebody's acts set.
    Share {
        /// How much of a hundred.
        percent: Thousandths,
        /// The facts that set the whole, whenever they happen.
        whole: Description,
        /// These facts in words: `requested by UN`.
        set_by: String,
    },
    /// So many times what the others who owe it did.
    Ratio(Thousandths),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_to_thousandths() {
        assert_eq!(thousandths("600"), Some(600_000));
        assert_eq!(thousandths("27.5"), Some(27_500));
        assert_eq!(thousandths("0.0005"), Some(1));
        assert_eq!(thousandths("0.99949"), Some(999));
        assert_eq!(thousandths("0.99950"), Some(1000));
        assert_eq!(thousandths("000000000000001"), Some(1000));
        assert_eq!(thousandths("1000000000000"), None);
        assert_eq!(thousandths("999999999999.9999"), Some(1_000_000_000_000_000));
    }

    #[test]
    fn units_are_one_without_regard_to_case_spaces_and_one_final_s() {
        assert_eq!(Unit::of(" Trucks "), Unit::of("truck"));
        assert_ne!(Unit::of("press"), Unit::of("pre"));
        assert_ne!(Unit::of("persons"), Unit::of("people"));
    }

    #[test]
    fn what_words_say_of_a_number() {
        assert_eq!(Amount::of(Bound::AtLeast, 5), Amount { least: 5, most: None });
        assert_eq!(Amount::of(Bound::MoreThan, 5), Amount { least: 6, most: None });
        assert_eq!(Amount::of(Bound::AtMost, 5), Amount { least: 0, most: Some(5) });
        assert_eq!(Amount::of(Bound::LessThan, 5), Amount { least: 0, most: Some(4) });
        assert_eq!(Amount::of(Bound::LessThan, 0), Amount::NONE);
    }

    #[test]
    fn reports_of_one_thing_give_the_least_to_the_greatest() {
        let trucks = Unit::of("trucks");
        let say = |amount: Amount| Amounts::from([(trucks.clone(), amount)]);
        let silent = Amounts::new();
        let (few, many) = (say(Amount::count(3)), say(Amount::count(5)));
        let both = Amount { least: 3000, most: Some(5000) };
        assert_eq!(all_together([&few, &silent, &many]), say(both));
        assert_eq!(all_together([&silent]), silent);
        let open = say(Amount::of(Bound::AtLeast, 4000));
        assert_eq!(all_together([&few, &open]), say(Amount { least: 3000, most: None }));
    }
}
