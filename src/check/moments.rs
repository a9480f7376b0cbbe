//! Instants in the words of a finding.

use jiff::tz::TimeZone;

use crate::model::time::{Seconds, day_of, in_words};
use crate::syntax::tree::TimeUnit;

/// An instant; without its hour where the day begins with it: `15 October 2018`, `15 October 2018, 12:00`.
pub(super) fn from_when(at: Seconds, zone: &TimeZone) -> String {
    let words = in_words(at, zone);
    words.strip_suffix(", 00:00").map_or_else(|| words.clone(), str::to_owned)
}

/// The first instant at which something is late, to stand after "due": `by 10 October 2018`, `before 10 October 2018, 18:00`.
/// A second before midnight is midnight to whoever reads a clock.
pub(super) fn until_when(late: Seconds, zone: &TimeZone) -> String {
    let late = late.saturating_add((-late).rem_euclid(60));
    let begins_a_day = day_of(late.saturating_sub(1), zone) != day_of(late, zone);
    if begins_a_day {
        let last = in_words(late.saturating_sub(1), zone);
        format!("by {}", last.split(',').next().unwrap_or(&last))
    } else {
        format!("before {}", in_words(late, zone))
    }
}

/// A length in words: `1 day`, `48 hours`.
pub(super) fn length((amount, unit): (i64, TimeUnit)) -> String {
    let unit = match unit {
        TimeUnit::Minute => "minute",
        TimeUnit::Hour => "hour",
        TimeUnit::Day => "day",
        TimeUnit::Week => "week",
        TimeUnit::Month => "month",
        TimeUnit::Year => "year",
    };
    format!("{amount} {unit}{}", if amount == 1 { "" } else { "s" })
}

/// Elapsed time in days, or in hours where it is no whole number of days.
pub(super) fn elapsed_days(seconds: Seconds) -> String {
    if seconds % 86_400 == 0 { length((seconds / 86_400, TimeUnit::Day)) } else { elapsed(seconds) }
}

/// Elapsed time in hours, or in minutes where it is no whole number of hours.
pub(super) fn elapsed(seconds: Seconds) -> String {
    if seconds % 3600 == 0 {
        length((seconds / 3600, TimeUnit::Hour))
    } else {
        length((seconds / 60, TimeUnit::Minute))
    }
}
