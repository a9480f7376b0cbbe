//! Dates and hours as logs write them, and the seconds that they may stand for.

use std::collections::HashMap;

use jiff::civil;
use jiff::fmt::strtime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::incident::events;
use crate::incident::values::short;
use crate::model::Model;
use crate::model::time::{self, Seconds};
use crate::sets::Intervals;
use crate::suggest::closest;
use crate::syntax::tree::Date;

/// A date, or a date with an hour, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    date: civil::Date,
    clock: Option<Clock>,
    /// Seconds east of Greenwich, where the time says so itself.
    offset: Option<i64>,
}

/// An hour of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    time: civil::Time,
    /// For how many seconds the time as written lasts: a minute, or a second where seconds are written.
    lasts: i64,
}

/// The begin of a date or time in the agreement's zone; where it is to end something, a date ends with its day.
///
/// # Errors
/// Where it is no date or time, or the clocks skipped it.
pub fn moment(model: &Model, value: &str, ends: bool) -> Result<Seconds, String> {
    let mut clocks = Clocks::new(&model.time_zone_name, &model.time_zone);
    let times = clocks.moment("time", value, 0)?;
    let is_day = parse("time", value)?.clock.is_none();
    let at = if ends && is_day { times.iter().last().map(|(_, end)| end) } else { times.first() };
    at.ok_or_else(|| format!("`{}` is no time", short(value)))
}

/// Clocks of a log, with the days that it used before.
pub(super) struct Clocks {
    zones: Vec<(String, TimeZone)>,
    by_name: HashMap<String, Option<usize>>,
    days: HashMap<(usize, civil::Date), (Seconds, Seconds)>,
    day_names: HashMap<civil::Date, String>,
    /// How times are written, where not with the year first: the first of these that fits.
    formats: Vec<String>,
}

impl Clocks {
    /// Clocks whose zone, where a row names none, is the agreement's.
    pub fn new(zone_name: &str, zone: &TimeZone) -> Self {
        Self {
            zones: vec![(zone_name.to_owned(), zone.clone())],
            by_name: HashMap::new(),
            days: HashMap::new(),
            day_names: HashMap::new(),
            formats: Vec::new(),
        }
    }

    /// The same, for times that are written in formats of `strftime`, of which the first that fits holds.
    pub fn written_as(self, formats: Vec<String>) -> Self {
        Self { formats, ..self }
    }

    fn parse(&self, column: &str, value: &str) -> Result<Written, String> {
        if self.formats.is_empty() {
            return parse(column, value);
        }
        self.formats.iter().find_map(|format| formatted(format, value)).ok_or_else(|| {
            let formats: Vec<String> = self.formats.iter().map(|format| format!("`{format}`")).collect();
            let formats = formats.join(" or ");
            format!(
                "`{column}` is `{}`, which is no time written as the profile says, {formats}",
                short(value)
            )
        })
    }

    /// The zone that a row names in `tz`.
    pub fn zone(&mut self, name: Option<&str>) -> Result<usize, String> {
        let Some(name) = name else { return Ok(0) };
        if let Some(&known) = self.by_name.get(name) {
            return known.ok_or_else(|| unknown_zone(name));
        }
        let found = time::zone(name).map(|zone| {
            self.zones.push((name.to_owned(), zone));
            self.zones.len() - 1
        });
        self.by_name.insert(name.to_owned(), found);
        found.ok_or_else(|| unknown_zone(name))
    }

    /// The instants that one time may stand for: a whole day, a minute, a second.
    pub fn moment(&mut self, column: &str, value: &str, zone: usize) -> Result<Intervals, String> {
        let written = self.parse(column, value)?;
        match (written.clock, written.offset) {
            (None, _) => {
                let (start, end) = self.day(column, value, written.date, zone)?;
                Ok(Intervals::of(start, end))
            }
            (Some(clock), Some(_)) => {
                let (at, _) = self.instants(column, value, &written, zone)?;
                Ok(Intervals::of(at, at.saturating_add(clock.lasts)))
            }
            (Some(clock), None) => {
                let (earlier, later) = self.instants(column, value, &written, zone)?;
                let both = [earlier, later].map(|at| (at, at.saturating_add(clock.lasts)));
                Ok(both.into_iter().collect())
            }
        }
    }

    /// The instants from one time to another. A date at the end counts to the end of that day; an hour at the end ends
    /// the time, unless it is the begin too, and then stands for its minute.
    pub fn period(
        &mut self,
        (from_column, from): (&str, &str),
        (to_column, to): (&str, &str),
        zone: usize,
    ) -> Result<Intervals, String> {
        let (first, last) = (self.parse(from_column, from)?, self.parse(to_column, to)?);
        let start = match first.clock {
            None => self.day(from_column, from, first.date, zone)?.0,
            Some(_) => self.instants(from_column, from, &first, zone)?.0,
        };
        let end = match last.clock {
            None => self.day(to_column, to, last.date, zone)?.1,
            Some(clock) => {
                let end = self.instants(to_column, to, &last, zone)?.1;
                if end == start { end.saturating_add(clock.lasts) } else { end }
            }
        };
        if start >= end {
            return Err(format!(
                "`{from_column}` is `{}` and `{to_column}` is `{}`, which is earlier",
                short(from),
                short(to)
            ));
        }
        Ok(Intervals::of(start, end))
    }

    /// From the begin of one day to the end of another.
    pub fn days(&mut self, first: civil::Date, last: civil::Date, zone: usize) -> Option<Intervals> {
        let (start, end) = (self.day_bounds(first, zone)?.0, self.day_bounds(last, zone)?.1);
        Some(Intervals::of(start, end))
    }

    /// Times as wide as so many days, of which they are one or a part, can lie.
    pub fn widened(&mut self, times: &Intervals, days: i64, zone: usize) -> Option<Intervals> {
        let (start, end) = (times.first()?, times.iter().last()?.1);
        let (_, clock) = self.zones.get(zone)?;
        let day = |at: Seconds| Some(jiff::Timestamp::from_second(at).ok()?.to_zoned(clock.clone()).date());
        let (first, last) = (day(start)?, day(end.saturating_sub(1))?);
        let wide = events::widened(first, last, days, days)?;
        if wide == (first, last) { Some(times.clone()) } else { self.days(wide.0, wide.1, zone) }
    }

    /// The day on which the first of these instants falls, in the agreement's zone.
    pub fn day_name(&mut self, times: &Intervals) -> String {
        let Some(first) = times.first() else { return String::new() };
        let Some((_, zone)) = self.zones.first() else { return String::new() };
        let Ok(stamp) = jiff::Timestamp::from_second(first) else { return String::new() };
        let date = stamp.to_zoned(zone.clone()).date();
        self.day_names.entry(date).or_insert_with(|| date.to_string()).clone()
    }

    fn day(
        &mut self,
        column: &str,
        value: &str,
        date: civil::Date,
        zone: usize,
    ) -> Result<(Seconds, Seconds), String> {
        self.day_bounds(date, zone)
            .ok_or_else(|| format!("`{column}` is `{}`, which lies beyond the calendar", short(value)))
    }

    fn day_bounds(&mut self, date: civil::Date, zone: usize) -> Option<(Seconds, Seconds)> {
        if let Some(&bounds) = self.days.get(&(zone, date)) {
            return Some(bounds);
        }
        let (_, clock) = self.zones.get(zone)?;
        let day =
            Date { year: date.year(), month: date.month().unsigned_abs(), day: date.day().unsigned_abs() };
        let bounds = (time::day_start(day, clock)?, time::day_end(day, clock)?);
        self.days.insert((zone, date), bounds);
        Some(bounds)
    }

    /// The first and the last instant that a time with an hour can stand for: two where clocks were put back over it.
    fn instants(
        &self,
        column: &str,
        value: &str,
        written: &Written,
        zone: usize,
    ) -> Result<(Seconds, Seconds), String> {
        let beyond = || format!("`{column}` is `{}`, which lies beyond the calendar", short(value));
        let clock = written.clock.map_or(civil::Time::midnight(), |clock| clock.time);
        let local = written.date.to_datetime(clock);
        if let Some(offset) = written.offset {
            let at = jiff::tz::Offset::UTC.to_timestamp(local).map_err(|_| beyond())?.as_second();
            return Ok((at - offset, at - offset));
        }
        let (name, zone) = self.zones.get(zone).ok_or_else(beyond)?;
        let ambiguous = zone.to_ambiguous_zoned(local);
        if let AmbiguousOffset::Gap { .. } = ambiguous.offset() {
            return Err(format!(
                "`{column}` is `{}`, an hour that the clocks of {name} skipped on that day",
                short(value)
            ));
        }
        let again = ambiguous.clone();
        let earlier = ambiguous.earlier().map_err(|_| beyond())?.timestamp().as_second();
        let later = again.later().map_err(|_| beyond())?.timestamp().as_second();
        Ok((earlier, later))
    }
}

fn unknown_zone(name: &str) -> String {
    let known = time::zone_names();
    let advice = match closest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("`{near}` is spelt much the same"),
        None => "a zone is written as `Asia/Damascus`".to_owned(),
    };
    format!("`tz` is `{}`, which is no time zone; {advice}", short(name))
}

/// The date at the head of a text, `2016-05-04`; what follows it does not matter.
pub(super) fn leading_date(column: &str, value: &str) -> Result<civil::Date, String> {
    let head = value.split(['T', ' ']).next().unwrap_or(value);
    parse(column, head).map(|written| written.date)
}

/// The names of the months, as datasets write them.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date that begins with the year, or one whose month is a word: `05 March 2017`, `5-Mar-2017`.
pub(super) fn worded_date(column: &str, value: &str) -> Result<civil::Date, String> {
    let parts: Vec<&str> = value.split([' ', '-']).filter(|part| !part.is_empty()).collect();
    if let [day, month, year] = parts.as_slice()
        && let (Some(day), Some(year)) = (number(Some(day), 2), number(Some(year), 4))
        && let Some(month) = month_named(month)
    {
        return civil_date(year, month, day)
            .ok_or_else(|| format!("`{column}` is `{}`, and there is no such day", short(value)));
    }
    leading_date(column, value)
}

/// The number of a month from the whole of its name or the first three letters.
fn month_named(word: &str) -> Option<i64> {
    let word = word.to_lowercase();
    let is = |month: &&str| **month == word || month.get(..3) == Some(word.as_str());
    (1..).zip(&MONTHS).find(|(_, month)| is(month)).map(|(number, _)| number)
}

/// A date without marks between its parts: `20160504`.
pub(super) fn compact_date(column: &str, value: &str) -> Result<civil::Date, String> {
    let part = |from: usize, to: usize| number(value.get(from..to), to - from);
    let parts = if value.len() == 8 { part(0, 4).zip(part(4, 6)).zip(part(6, 8)) } else { None };
    let ((year, month), day) =
        parts.ok_or_else(|| format!("`{column}` is `{}`, which is no date as `20160504`", short(value)))?;
    civil_date(year, month, day)
        .ok_or_else(|| format!("`{column}` is `{}`, and there is no such day", short(value)))
}

/// A time in a format of `strftime`.
fn formatted(format: &str, value: &str) -> Option<Written> {
    let parts = strtime::parse(format, value).ok()?;
    let date = parts.to_date().ok()?;
    let clock = match parts.hour() {
        Some(_) => {
            Some(Clock { time: parts.to_time().ok()?, lasts: if parts.second().is_some() { 1 } else { 60 } })
        }
        None => None,
    };
    Some(Written { date, clock, offset: parts.offset().map(|offset| i64::from(offset.seconds())) })
}

/// `2016-05-04`, `2016-05-04 10:00`, `2016-05-04T10:00:30`, each with or without `Z` or `+03:00` behind the hour.
fn parse(column: &str, value: &str) -> Result<Written, String> {
    let no_time = || {
        format!("`{column}` is `{}`, which is no date as `2016-05-04` with or without an hour", short(value))
    };
    if let Some(reason) = slashed(column, value) {
        return Err(reason);
    }
    let (day, rest) = match value.find(['T', 't', ' ']) {
        Some(at) => (value.get(..at).unwrap_or(""), value.get(at + 1..).unwrap_or("").trim()),
        None => (value, ""),
    };
    let mut parts = day.split('-');
    let year = number(parts.next(), 4).ok_or_else(no_time)?;
    let month = number(parts.next(), 2).ok_or_else(no_time)?;
    let day_of_month = number(parts.next(), 2).ok_or_else(no_time)?;
    if parts.next().is_some() {
        return Err(no_time());
    }
    let date = civil_date(year, month, day_of_month)
        .ok_or_else(|| format!("`{column}` is `{}`, and there is no such day", short(value)))?;
    if rest.is_empty() {
        return Ok(Written { date, clock: None, offset: None });
    }
    let (hour, offset) = split_offset(rest).ok_or_else(no_time)?;
    let (clock, next_day) = clock(hour)
        .ok_or_else(|| format!("`{column}` is `{}`, and there is no such hour of the day", short(value)))?;
    let date = if next_day { date.tomorrow().map_err(|_| no_time())? } else { date };
    Ok(Written { date, clock: Some(clock), offset })
}

/// A number of at most so many digits, and of exactly four where four are allowed.
fn number(text: Option<&str>, digits: usize) -> Option<i64> {
    let text = text?;
    let fits = !text.is_empty()
        && text.len() <= digits
        && (digits < 4 || text.len() == 4)
        && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

fn civil_date(year: i64, month: i64, day: i64) -> Option<civil::Date> {
    civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Dates with strokes or dots are refused: whether the day or the month comes first depends on who writes.
fn slashed(column: &str, value: &str) -> Option<String> {
    let day = value.split([' ', 'T']).next().unwrap_or(value);
    let parts: Vec<&str> = day.split(['/', '.']).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let (first, second) = (number(Some(first), 2)?, number(Some(second), 2)?);
    let year = number(Some(year), 4)?;
    let day_first = civil_date(year, second, first);
    let month_first = civil_date(year, first, second);
    let advice = match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => {
            format!("which can be {one} or {other}; dates are written as `{one}`")
        }
        (Some(date), _) | (None, Some(date)) => format!("where dates are written as `{date}`"),
        (None, None) => "and there is no such day".to_owned(),
    };
    Some(format!("`{column}` is `{}`, {advice}", short(value)))
}

/// The hour and, behind it, the seconds by which its clock is ahead of UTC.
fn split_offset(text: &str) -> Option<(&str, Option<i64>)> {
    if let Some(hour) = text.strip_suffix(['Z', 'z']) {
        return Some((hour.trim_end(), Some(0)));
    }
    let Some(at) = text.find(['+', '-']) else { return Some((text, None)) };
    let (hour, offset) = (text.get(..at)?, text.get(at..)?);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let digits: String = offset.chars().skip(1).filter(|&letter| letter != ':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => (digits.get(..2)?, digits.get(2..)?),
        _ => return None,
    };
    let (hours, minutes) = (number(Some(hours), 2)?, number(Some(minutes), 2)?);
    if hours > 15 || minutes > 59 {
        return None;
    }
    Some((hour.trim_end(), Some(sign * (hours * 3600 + minutes * 60))))
}

/// `10:00`, `10:00:30`, `10:00:30.5`; `24:00` is the begin of the next day.
fn clock(text: &str) -> Option<(Clock, bool)> {
    let mut parts = text.split(':');
    let hour = number(parts.next(), 2)?;
    let minute = number(parts.next(), 2)?;
    let seconds = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let second = match seconds {
        Some(seconds) => number(seconds.split('.').next(), 2)?,
        None => 0,
    };
    let next_day = hour == 24 && minute == 0 && second == 0;
    let hour = if next_day { 0 } else { hour };
    let small = |number: i64| i8::try_from(number).ok();
    let time = civil::Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?;
    Some((Clock { time, lasts: if seconds.is_some() { 1 } else { 60 } }, next_day))
}
