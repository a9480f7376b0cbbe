//! What a text can say that has a value: lengths of time, dates, hours, distances, shares and counts.

use jiff::civil::Date;

use crate::syntax::tree::{self, LengthUnit, Number, TimeUnit};

/// A value, or a range of values. Amounts are whole numbers of a small unit, so that nothing is rounded when two texts
/// are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A length of time, in minutes: a month has 28 to 31 days.
    Period(u64, u64),
    /// A day, a month or a year, as far as the text says which.
    Day {
        /// The year.
        year: Option<i16>,
        /// The month, from 1.
        month: Option<u8>,
        /// The day, from 1.
        day: Option<u8>,
    },
    /// An hour of the day, in minutes since midnight.
    Hour(u64),
    /// A distance, in tenths of a millimetre.
    Length(u64, u64),
    /// A share, in thousandths of a hundredth.
    Share(u64, u64),
    /// An amount of anything else, in thousandths.
    Count(u64, u64),
}

impl Value {
    /// So many units of time; amounts in thousandths.
    #[must_use]
    pub fn period(low: u64, high: u64, unit: TimeUnit) -> Self {
        let (short, long) = match unit {
            TimeUnit::Minute => (1, 1),
            TimeUnit::Hour => (60, 60),
            TimeUnit::Day => (1440, 1440),
            TimeUnit::Week => (7 * 1440, 7 * 1440),
            TimeUnit::Month => (28 * 1440, 31 * 1440),
            TimeUnit::Year => (365 * 1440, 366 * 1440),
        };
        Self::Period(low.saturating_mul(short) / 1000, high.saturating_mul(long) / 1000)
    }

    /// A distance; amounts in thousandths.
    #[must_use]
    pub fn length(low: u64, high: u64, unit: LengthUnit) -> Self {
        let tenths = match unit {
            LengthUnit::Metre => 10_000,
            LengthUnit::Kilometre => 10_000_000,
            LengthUnit::Mile => 16_093_440,
            LengthUnit::NauticalMile => 18_520_000,
            LengthUnit::Yard => 9_144,
        };
        let in_unit = |amount: u64| amount.saturating_mul(tenths) / 1000;
        Self::Length(in_unit(low), in_unit(high))
    }

    /// A civil date.
    #[must_use]
    pub fn date(date: tree::Date) -> Self {
        Self::Day { year: Some(date.year), month: Some(date.month), day: Some(date.day) }
    }

    /// Whether it is about time.
    #[must_use]
    pub fn is_time(&self) -> bool {
        matches!(self, Self::Period(..) | Self::Day { .. } | Self::Hour(_))
    }

    /// Whether the two can be compared at all.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Whether the two can mean the same. Distances may differ by one part in a hundred, as feet and metres do where a text
    /// rounds them, and days by one, as the day before midnight and the day after do.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let meet =
            |low: u64, high: u64, other_low: u64, other_high: u64| low <= other_high && other_low <= high;
        match (*self, *other) {
            (Self::Period(low, high), Self::Period(from, to))
            | (Self::Share(low, high), Self::Share(from, to))
            | (Self::Count(low, high), Self::Count(from, to)) => meet(low, high, from, to),
            (Self::Length(low, high), Self::Length(from, to)) => {
                meet(low.saturating_sub(low / 100), high.saturating_add(high / 100), from, to)
            }
            (Self::Hour(one), Self::Hour(two)) => one == two,
            (
                Self::Day { year, month, day },
                Self::Day { year: other_year, month: other_month, day: other_day },
            ) => {
                let whole = |year: Option<i16>, month: Option<u8>, day: Option<u8>| {
                    let small = |part: u8| i8::try_from(part).ok();
                    Date::new(year.unwrap_or(2000), small(month?)?, small(day?)?).ok()
                };
                let shared = year.and(other_year);
                let (one, two) = (
                    whole(shared.and(year), month, day),
                    whole(shared.and(other_year), other_month, other_day),
                );
                if let (Some(one), Some(two)) = (one, two) {
                    return one.since(two).is_ok_and(|apart| apart.get_days().abs() <= 1);
                }
                let differ = |one: Option<i16>, two: Option<i16>| one.zip(two).is_some_and(|(a, b)| a != b);
                !differ(year, other_year)
                    && !differ(month.map(i16::from), other_month.map(i16::from))
                    && !differ(day.map(i16::from), other_day.map(i16::from))
            }
            _ => false,
        }
    }
}

/// An amount as it stands, in thousandths.
#[must_use]
pub fn thousandths(number: &Number) -> Option<u64> {
    read_thousandths(&number.text)
}

/// The same of digits with at most one point; further digits after the third are dropped.
pub(super) fn read_thousandths(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    whole.parse::<u64>().ok()?.checked_mul(1000)?.checked_add(part.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: u8, day: u8) -> Value {
        Value::Day { year: (year > 0).then_some(year), month: Some(month), day: (day > 0).then_some(day) }
    }

    #[test]
    fn the_same_is_the_same_in_another_unit() {
        let hours = Value::period(48_000, 48_000, TimeUnit::Hour);
        assert!(hours.agrees_with(&Value::period(2000, 2000, TimeUnit::Day)));
        assert!(!hours.agrees_with(&Value::period(3000, 3000, TimeUnit::Day)));
        assert!(Value::period(1000, 1000, TimeUnit::Month).agrees_with(&Value::period(
            30_000,
            30_000,
            TimeUnit::Day
        )));
        let yards = Value::length(500_000, 500_000, LengthUnit::Yard);
        assert!(yards.agrees_with(&Value::length(457_000, 457_000, LengthUnit::Metre)));
        assert!(!yards.agrees_with(&Value::length(500_000, 500_000, LengthUnit::Metre)));
        let band = Value::length(15_000, 20_000, LengthUnit::Kilometre);
        assert!(band.agrees_with(&Value::length(15_000, 15_000, LengthUnit::Kilometre)));
    }

    #[test]
    fn a_day_agrees_as_far_as_it_is_said() {
        assert!(day(0, 10, 15).agrees_with(&day(2018, 10, 15)));
        assert!(!day(0, 10, 15).agrees_with(&day(2018, 10, 10)));
        assert!(!day(2019, 10, 15).agrees_with(&day(2018, 10, 15)));
        assert!(day(2016, 5, 6).agrees_with(&day(2016, 5, 7)), "midnight");
        assert!(day(2016, 12, 31).agrees_with(&day(2017, 1, 1)));
        assert!(day(2013, 11, 0).agrees_with(&day(2013, 11, 1)));
        assert!(Value::Day { year: Some(2018), month: None, day: None }.agrees_with(&day(2018, 12, 31)));
    }
}
