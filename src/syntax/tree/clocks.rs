//! Moments, periods and durations.

use super::{Name, Number, Spot, Text};

/// A point in time as the text gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// How it is given.
    pub kind: MomentKind,
    /// Where.
    pub spot: Spot,
}

/// How a point in time is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentKind {
    /// `2016-02-27 [00:00] [time zone "Europe/Moscow"]`. An hour of 24:00, a date such as 9/12/2016 and the like are
    /// answered by the parser and never reach the model.
    Date {
        /// The civil date.
        date: Date,
        /// The hour, if the text gives one.
        time: Option<ClockTime>,
        /// A zone of its own.
        zone: Option<Text>,
    },
    /// `start`, `signature`, `end`, or a `day` such as `D`.
    Named(Name),
    /// `48 hours after D`, `7 days before 2016-03-01`.
    Offset {
        /// How far.
        duration: Duration,
        /// In which direction.
        direction: Direction,
        /// From where.
        base: Box<Moment>,
    },
    /// `"the first half of 2014", taken as 2014-06-30`, or without the resolution.
    Fuzzy {
        /// The official words.
        words: Text,
        /// How they are read, if the text is given a reading.
        taken_as: Option<Box<Moment>>,
    },
}

/// Before or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `before`
    Before,
    /// `after`
    After,
}

/// A civil date. The parser has checked that the day exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Four digits.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// An hour of the day, 00:00 to 23:59.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTime {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// `150 hours`, `7 days`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// How many: a whole number.
    pub amount: Number,
    /// Of what. Printed in the singular after 1.
    pub unit: TimeUnit,
    /// Where.
    pub spot: Spot,
}

/// Hours and minutes are elapsed time; days and longer are counted on the calendar of the agreement's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// `minute`
    Minute,
    /// `hour`
    Hour,
    /// `day`
    Day,
    /// `week`
    Week,
    /// `month`
    Month,
    /// `year`
    Year,
}

/// `until M`, `for DURATION`, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodEnd {
    /// The first moment after it.
    Until(Moment),
    /// Its length.
    For(Duration),
    /// Its length and the first moment after it, as the text states them: they may differ.
    Both(Duration, Moment),
}

/// `[from M] [until M]`, both ends open where absent. A date without an hour is the begin of that day at either end, so
/// that `until 2016-07-28` and `from 2016-07-28` meet without a gap.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Period {
    /// The first moment in it.
    pub from: Option<Moment>,
    /// The first moment after it.
    pub until: Option<Moment>,
}
