//! Civil time: dates and hours in IANA zones, and the seconds they stand for.
//!
//! Inside, a time is a number of seconds since 1970-01-01T00:00:00Z. Days are calendar days in a zone; hours are elapsed
//! hours. A local time that a clock change skips or repeats is no time until somebody says which is meant.

use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Span as JiffSpan, Timestamp};

use crate::syntax::tree::{ClockTime, Date, Direction, TimeUnit, Weekday};

/// Seconds since 1970-01-01T00:00:00Z.
pub type Seconds = i64;

/// A length of the calendar, with a begin of its own in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CalendarPeriod {
    /// A calendar day.
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl CalendarPeriod {
    /// The one of a unit of time; minutes and hours are none.
    #[must_use]
    pub fn of(unit: TimeUnit) -> Option<Self> {
        match unit {
            TimeUnit::Minute | TimeUnit::Hour => None,
            TimeUnit::Day => Some(Self::Day),
            TimeUnit::Week => Some(Self::Week),
            TimeUnit::Month => Some(Self::Month),
            TimeUnit::Year => Some(Self::Year),
        }
    }

    /// The one in which an instant lies, in a zone: its first instant, and the first one after it.
    #[must_use]
    pub fn around(self, at: Seconds, zone: &TimeZone) -> Option<(Seconds, Seconds)> {
        let day = Timestamp::from_second(at).ok()?.to_zoned(zone.clone()).date();
        let days = |number: i64| JiffSpan::new().try_days(number).ok();
        let (first, length) = match self {
            Self::Day => (day, days(1)?),
            Self::Week => {
                let since = i64::from(day.weekday().to_monday_zero_offset());
                (day.checked_sub(days(since)?).ok()?, days(7)?)
            }
            Self::Month => (day.first_of_month(), JiffSpan::new().try_months(1).ok()?),
            Self::Year => (day.first_of_year(), JiffSpan::new().try_years(1).ok()?),
        };
        let begin = |date: civil::Date| {
            let start = date.to_zoned(zone.clone()).ok()?.start_of_day().ok()?;
            Some(start.timestamp().as_second())
        };
        Some((begin(first)?, begin(first.checked_add(length).ok()?)?))
    }

    /// The one in which an instant lies, in words: `5 December 2016`, `week of 5 December 2016`, `December 2016`, `2016`.
    #[must_use]
    pub fn words(self, at: Seconds, zone: &TimeZone) -> String {
        match self {
            Self::Day => show(at, zone, "%-d %B %Y"),
            Self::Week => {
                let monday = self.around(at, zone).map_or(at, |(monday, _)| monday);
                format!("week of {}", show(monday, zone, "%-d %B %Y"))
            }
            Self::Month => show(at, zone, "%B %Y"),
            Self::Year => show(at, zone, "%Y"),
        }
    }
}

/// What is wrong with a local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockFault {
    /// Clocks were put forward over it. The first local time after the gap.
    Skipped(String),
    /// Clocks were put back over it: it happened twice. The two instants on a clock in UTC.
    Repeated(String, String),
    /// Outside the years that can be computed with.
    OutOfRange,
}

/// An IANA zone by its name.
#[must_use]
pub fn zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok()
}

/// The names of zones, to suggest one of.
#[must_use]
pub fn zone_names() -> Vec<String> {
    jiff::tz::db().available().map(|name| name.to_string()).collect()
}

fn civil_date(date: Date) -> Option<civil::Date> {
    civil::Date::new(date.year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

/// The instant of a local time.
///
/// # Errors
/// Where the local time does not exist, exists twice, or is out of range.
pub fn instant(date: Date, time: ClockTime, zone: &TimeZone) -> Result<Seconds, ClockFault> {
    let hour = i8::try_from(time.hour).map_err(|_| ClockFault::OutOfRange)?;
    let minute = i8::try_from(time.minute).map_err(|_| ClockFault::OutOfRange)?;
    let clock = civil::Time::new(hour, minute, 0, 0).map_err(|_| ClockFault::OutOfRange)?;
    let local = civil_date(date).ok_or(ClockFault::OutOfRange)?.to_datetime(clock);
    let ambiguous = zone.to_ambiguous_zoned(local);
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => ambiguous
            .compatible()
            .map(|zoned| zoned.timestamp().as_second())
            .map_err(|_| ClockFault::OutOfRange),
        AmbiguousOffset::Gap { .. } => {
            let after = ambiguous.later().map_err(|_| ClockFault::OutOfRange)?;
            Err(ClockFault::Skipped(after.datetime().strftime("%Y-%m-%d %H:%M").to_string()))
        }
        AmbiguousOffset::Fold { .. } => {
            let zoned = zone.to_ambiguous_zoned(local);
            let earlier = ambiguous.earlier().map_err(|_| ClockFault::OutOfRange)?.timestamp();
            let later = zoned.later().map_err(|_| ClockFault::OutOfRange)?.timestamp();
            Err(ClockFault::Repeated(
                earlier.strftime("%Y-%m-%d %H:%M").to_string(),
                later.strftime("%Y-%m-%d %H:%M").to_string(),
            ))
        }
    }
}

/// The first instant of a calendar day. Where midnight is skipped, the day begins when the clocks have moved on.
#[must_use]
pub fn day_start(date: Date, zone: &TimeZone) -> Option<Seconds> {
    civil_date(date)?
        .to_zoned(zone.clone())
        .ok()?
        .start_of_day()
        .ok()
        .map(|zoned| zoned.timestamp().as_second())
}

/// The first instant after a calendar day.
#[must_use]
pub fn day_end(date: Date, zone: &TimeZone) -> Option<Seconds> {
    let tomorrow = civil_date(date)?.tomorrow().ok()?;
    tomorrow.to_zoned(zone.clone()).ok()?.start_of_day().ok().map(|zoned| zoned.timestamp().as_second())
}

/// `amount` units after or before an instant. Minutes and hours are elapsed time; days, weeks, months and years move the
/// calendar date in the zone and keep the hour of the day (a last day of a month stays one where the target month is
/// shorter, and an hour that is skipped on that day moves on by the length of the gap).
#[must_use]
pub fn shift(
    from: Seconds,
    amount: i64,
    unit: TimeUnit,
    direction: Direction,
    zone: &TimeZone,
) -> Option<Seconds> {
    let amount = match direction {
        Direction::After => amount,
        Direction::Before => amount.checked_neg()?,
    };
    let span = match unit {
        TimeUnit::Minute => return elapsed(from, amount.checked_mul(60)?),
        TimeUnit::Hour => return elapsed(from, amount.checked_mul(3600)?),
        TimeUnit::Day => JiffSpan::new().try_days(amount),
        TimeUnit::Week => JiffSpan::new().try_weeks(amount),
        TimeUnit::Month => JiffSpan::new().try_months(amount),
        TimeUnit::Year => JiffSpan::new().try_years(amount),
    }
    .ok()?;
    let zoned = Timestamp::from_second(from).ok()?.to_zoned(zone.clone());
    zoned.checked_add(span).ok().map(|later| later.timestamp().as_second())
}

/// An instant moved by seconds, if the calendar still has it.
fn elapsed(from: Seconds, seconds: i64) -> Option<Seconds> {
    Timestamp::from_second(from.checked_add(seconds)?).ok().map(Timestamp::as_second)
}

/// The windows `from`..`to` of every day that `wanted` accepts, from the day on which `start` falls to `end`. A begin or
/// an end that a clock change skips moves with the change; of a repeated hour the window takes the earlier begin and the
/// later end. A window whose end is not after its begin runs into the next day.
#[must_use]
pub fn windows(
    start: Seconds,
    end: Seconds,
    wanted: &dyn Fn(Weekday) -> bool,
    from: ClockTime,
    to: ClockTime,
    zone: &TimeZone,
) -> Option<Vec<(Seconds, Seconds)>> {
    let clock = |time: ClockTime| {
        civil::Time::new(i8::try_from(time.hour).ok()?, i8::try_from(time.minute).ok()?, 0, 0).ok()
    };
    let (opens, closes) = (clock(from)?, clock(to)?);
    let mut day = Timestamp::from_second(start).ok()?.to_zoned(zone.clone()).date();
    let mut windows = Vec::new();
    loop {
        let begin = edge(day.to_datetime(opens), zone, false)?;
        if begin >= end {
            break;
        }
        if wanted(weekday(day.weekday())) {
            let last_day = if closes <= opens { day.tomorrow().ok()? } else { day };
            let until = edge(last_day.to_datetime(closes), zone, true)?;
            let window = (begin.max(start), until.min(end));
            windows.extend((window.0 < window.1).then_some(window));
        }
        let Ok(tomorrow) = day.tomorrow() else { break };
        day = tomorrow;
    }
    Some(windows)
}

/// The calendar days that `start..end` touches, as `2016-03-01`; at most so many.
#[must_use]
pub fn days(start: Seconds, end: Seconds, zone: &TimeZone, at_most: usize) -> Vec<String> {
    let day = |at: Seconds| Timestamp::from_second(at).ok().map(|stamp| stamp.to_zoned(zone.clone()).date());
    let (Some(first), Some(last)) = (day(start), day(end.saturating_sub(1).max(start))) else {
        return Vec::new();
    };
    let mut days = Vec::new();
    let mut current = first;
    while current <= last && days.len() < at_most {
        days.push(current.to_string());
        let Ok(tomorrow) = current.tomorrow() else { break };
        current = tomorrow;
    }
    days
}

/// The calendar days that `start..end` touches, each as `2016-03-01` with its first instant and the first one after it; at
/// most so many.
#[must_use]
pub fn day_spans(
    start: Seconds,
    end: Seconds,
    zone: &TimeZone,
    at_most: usize,
) -> Vec<(String, Seconds, Seconds)> {
    let bounds = |day: &String| {
        let date: civil::Date = day.parse().ok()?;
        let date = Date {
            year: date.year(),
            month: u8::try_from(date.month()).ok()?,
            day: u8::try_from(date.day()).ok()?,
        };
        Some((day.clone(), day_start(date, zone)?, day_end(date, zone)?))
    };
    days(start, end, zone, at_most).iter().filter_map(bounds).collect()
}

/// The Monday and the Sunday between which a day lies, both as `2016-03-01`.
#[must_use]
pub fn week_of(day: &str) -> Option<(String, String)> {
    let date: civil::Date = day.parse().ok()?;
    let since = i64::from(date.weekday().to_monday_zero_offset());
    let monday = date.checked_sub(JiffSpan::new().try_days(since).ok()?).ok()?;
    let sunday = monday.checked_add(JiffSpan::new().try_days(6).ok()?).ok()?;
    Some((monday.to_string(), sunday.to_string()))
}

/// The instant of a local time; of a skipped one the clock change itself, of a repeated one the earlier or the later.
fn edge(local: civil::DateTime, zone: &TimeZone, later: bool) -> Option<Seconds> {
    let ambiguous = zone.to_ambiguous_zoned(local);
    if let AmbiguousOffset::Gap { .. } = ambiguous.offset() {
        let before = ambiguous.earlier().ok()?.timestamp();
        return zone.following(before).next().map(|change| change.timestamp().as_second());
    }
    let zoned = if later { ambiguous.later() } else { ambiguous.earlier() };
    zoned.ok().map(|zoned| zoned.timestamp().as_second())
}

fn weekday(day: civil::Weekday) -> Weekday {
    match day {
        civil::Weekday::Monday => Weekday::Monday,
        civil::Weekday::Tuesday => Weekday::Tuesday,
        civil::Weekday::Wednesday => Weekday::Wednesday,
        civil::Weekday::Thursday => Weekday::Thursday,
        civil::Weekday::Friday => Weekday::Friday,
        civil::Weekday::Saturday => Weekday::Saturday,
        civil::Weekday::Sunday => Weekday::Sunday,
    }
}

/// The calendar day on which an instant falls, as `2016-03-01`.
#[must_use]
pub fn day_of(at: Seconds, zone: &TimeZone) -> String {
    show(at, zone, "%Y-%m-%d")
}

/// An instant in a zone: `2016-03-01 12:00`.
#[must_use]
pub fn local(at: Seconds, zone: &TimeZone) -> String {
    show(at, zone, "%Y-%m-%d %H:%M")
}

/// An instant in words: `1 March 2016, 12:00`.
#[must_use]
pub fn in_words(at: Seconds, zone: &TimeZone) -> String {
    show(at, zone, "%-d %B %Y, %H:%M")
}

fn show(at: Seconds, zone: &TimeZone, format: &str) -> String {
    Timestamp::from_second(at)
        .map(|stamp| stamp.to_zoned(zone.clone()).strftime(format).to_string())
        .unwrap_or_else(|_| "beyond the calendar".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i16, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    fn clock(hour: u8, minute: u8) -> ClockTime {
        ClockTime { hour, minute }
    }

    #[test]
    fn the_150_hours_of_october_2019_end_at_17_in_damascus() {
        let ankara = zone("Europe/Istanbul").unwrap();
        let damascus = zone("Asia/Damascus").unwrap();
        let noon = instant(date(2019, 10, 23), clock(12, 0), &ankara).unwrap();
        let end = shift(noon, 150, TimeUnit::Hour, Direction::After, &ankara).unwrap();
        assert_eq!(local(end, &ankara), "2019-10-29 18:00");
        assert_eq!(local(end, &damascus), "2019-10-29 17:00");
    }

    #[test]
    fn a_skipped_and_a_repeated_hour_are_no_times() {
        let damascus = zone("Asia/Damascus").unwrap();
        assert!(matches!(instant(date(2016, 3, 25), clock(0, 30), &damascus), Err(ClockFault::Skipped(_))));
        assert!(matches!(
            instant(date(2016, 10, 27), clock(23, 30), &damascus),
            Err(ClockFault::Repeated(_, _))
        ));
        assert_eq!(local(day_start(date(2016, 3, 25), &damascus).unwrap(), &damascus), "2016-03-25 01:00");
    }

    #[test]
    fn calendar_periods_follow_each_other_without_a_gap() {
        let damascus = zone("Asia/Damascus").unwrap();
        let at = instant(date(2016, 12, 31), clock(23, 0), &damascus).unwrap();
        let shown = |period: CalendarPeriod, at: Seconds| {
            let (begin, end) = period.around(at, &damascus).unwrap();
            assert!((begin..end).contains(&at));
            assert_eq!(period.around(begin, &damascus), Some((begin, end)));
            assert_eq!(period.around(end - 1, &damascus), Some((begin, end)));
            (local(begin, &damascus), local(end, &damascus), period.words(at, &damascus))
        };
        let all = [CalendarPeriod::Day, CalendarPeriod::Week, CalendarPeriod::Month, CalendarPeriod::Year];
        let expected = [
            ("2016-12-31 00:00", "2017-01-01 00:00", "31 December 2016"),
            ("2016-12-26 00:00", "2017-01-02 00:00", "week of 26 December 2016"),
            ("2016-12-01 00:00", "2017-01-01 00:00", "December 2016"),
            ("2016-01-01 00:00", "2017-01-01 00:00", "2016"),
        ];
        for (period, (begin, end, words)) in all.into_iter().zip(expected) {
            assert_eq!(shown(period, at), (begin.to_owned(), end.to_owned(), words.to_owned()));
        }
        // On 25 March 2016 clocks in Damascus went from 00:00 to 01:00.
        let skipped = day_start(date(2016, 3, 25), &damascus).unwrap();
        assert_eq!(shown(CalendarPeriod::Day, skipped).0, "2016-03-25 01:00");
    }

    #[test]
    fn a_day_is_a_calendar_day() {
        let damascus = zone("Asia/Damascus").unwrap();
        let before = instant(date(2016, 3, 24), clock(12, 0), &damascus).unwrap();
        let after = shift(before, 1, TimeUnit::Day, Direction::After, &damascus).unwrap();
        assert_eq!(after - before, 23 * 3600);
    }
}
