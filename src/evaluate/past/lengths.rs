//! Lengths counted from instants that are not known to the second.
//!
//! Where a length is one of calendar units, a later begin can have an earlier end: a month from 30 January 23:00 ends after
//! a month from 31 January 01:00. So the latest end of a stretch of begins is not always that of its last one.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::time::{self, Seconds};
use crate::model::waits::Length;
use crate::sets::{EARLIEST, Intervals, LATEST};
use crate::syntax::tree::{Direction, TimeUnit};

/// Within this long a later begin can have an earlier end: the days by which months differ, and an hour that the clocks
/// repeat or skip.
const TURNED: Seconds = 4 * 86_400;

/// Where a clock change is near, begins are looked at in steps of this: clocks change at such times.
const STEP: Seconds = 900;

/// The instant at which a length ends that is counted from another one.
#[must_use]
pub fn end(from: Seconds, length: Length, zone: &TimeZone) -> Seconds {
    if from == EARLIEST {
        return EARLIEST;
    }
    time::shift(from, length.amount, length.unit, Direction::After, zone).unwrap_or(LATEST)
}

/// The latest of the ends of a length that is counted from each instant of a stretch `first..=last`.
#[must_use]
pub fn latest_end(first: Seconds, last: Seconds, length: Length, zone: &TimeZone) -> Seconds {
    if last == EARLIEST || last == LATEST {
        return last;
    }
    let from = first.max(last.saturating_sub(TURNED));
    let turns = turns(from, last, length, zone);
    let begins = turns.into_iter().map(|at| at - 1).filter(|&at| at >= from).chain([last]);
    begins.map(|at| end(at, length, zone)).max().unwrap_or(LATEST)
}

/// The earliest of the ends of a length that is counted from an instant or a later one.
#[must_use]
pub fn earliest_end(from: Seconds, length: Length, zone: &TimeZone) -> Seconds {
    if from == EARLIEST || from == LATEST {
        return from;
    }
    let turns = turns(from, from.saturating_add(TURNED), length, zone);
    turns.into_iter().chain([from]).map(|at| end(at, length, zone)).min().unwrap_or(LATEST)
}

/// The times from each of some instants to the end of a length counted from it.
#[must_use]
pub fn lasting(times: &Intervals, length: Length, zone: &TimeZone) -> Intervals {
    times.iter().map(|(start, end)| (start, latest_end(start, last_of(end), length, zone))).collect()
}

/// The last instant of a period that ends here.
#[must_use]
pub fn last_of(end: Seconds) -> Seconds {
    if end == LATEST { LATEST } else { end.saturating_sub(1) }
}

/// The instants of a short stretch from which on an end may come earlier than from the one before: begins of days and, where
/// the clocks change at its begin or at its end, every quarter of an hour.
fn turns(from: Seconds, to: Seconds, length: Length, zone: &TimeZone) -> Vec<Seconds> {
    if matches!(length.unit, TimeUnit::Minute | TimeUnit::Hour) {
        return Vec::new();
    }
    let ends = (end(from, length, zone).saturating_sub(TURNED), end(to, length, zone).saturating_add(TURNED));
    let changes = [(from.saturating_sub(86_400), to.saturating_add(86_400)), ends]
        .into_iter()
        .any(|(from, to)| changes_between(from, to, zone));
    if changes {
        let first = from.div_euclid(STEP) + 1;
        return (first..=to.div_euclid(STEP)).map(|step| step * STEP).collect();
    }
    let days = time::day_spans(from, to.saturating_add(1), zone, 8);
    days.into_iter().map(|(_, start, _)| start).filter(|&start| start > from && start <= to).collect()
}

/// Whether the clocks change in a period.
fn changes_between(from: Seconds, to: Seconds, zone: &TimeZone) -> bool {
    let Ok(start) = Timestamp::from_second(from) else { return false };
    zone.following(start).next().is_some_and(|change| change.timestamp().as_second() <= to)
}

#[cfg(test)]
mod tests;
