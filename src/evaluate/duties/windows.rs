//! Windows, periods and days that come back. `docs/semantics.md`, 13.1.

use crate::model::Model;
use crate::model::time::{self, Seconds};
use crate::model::waits::Length;
use crate::sets::{EARLIEST, LATEST};
use crate::syntax::tree::Direction;

/// No more periods than this are laid out: as many days as there are in 50 years.
const MOST_PERIODS: i64 = 18_300;

/// A deed that may have been on more days than this says of no day that it was then.
const MOST_DAYS: usize = 400;

/// The windows that begin before an instant, and the next one.
#[must_use]
pub fn within(
    windows: impl IntoIterator<Item = (Seconds, Seconds)>,
    as_of: Seconds,
) -> Vec<(Seconds, Seconds)> {
    let mut taken = Vec::new();
    for window in windows {
        taken.push(window);
        if window.0 >= as_of {
            break;
        }
    }
    taken
}

/// The periods of a length from an origin on that begin before an instant, and the next one; none that begins at or after
/// the end of the time in force.
#[must_use]
pub fn periods(
    model: &Model,
    length: Length,
    origin: Seconds,
    as_of: Seconds,
    end: Seconds,
) -> Vec<(Seconds, Seconds)> {
    let boundary = |count: i64| {
        let amount = length.amount.checked_mul(count)?;
        time::shift(origin, amount, length.unit, Direction::After, &model.time_zone)
    };
    let all = (0..MOST_PERIODS).map_while(|count| Some((boundary(count)?, boundary(count + 1)?)));
    within(all.take_while(|&(begin, _)| begin < end), as_of)
}

/// The calendar days that a period touches; none where these are too many.
#[must_use]
pub fn days(model: &Model, start: Seconds, end: Seconds) -> Vec<(Seconds, Seconds)> {
    if start == EARLIEST || end == LATEST {
        return Vec::new();
    }
    let days = time::day_spans(start, end, &model.time_zone, MOST_DAYS + 1);
    if days.len() > MOST_DAYS {
        return Vec::new();
    }
    days.into_iter().map(|(_, start, end)| (start, end)).collect()
}
