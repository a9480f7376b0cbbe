//! Windows, periods and days that come back. `docs/semantics.md`, 13.1.

use crate::evaluate::duties::{self, Known};
use crate::model::Model;
use crate::model::time::{self, CalendarPeriod, Seconds};
use crate::model::waits::Length;
use crate::sets::{EARLIEST, Intervals, LATEST};
use crate::syntax::tree::Direction;

/// No more periods than this are laid out: as many days as there are in 50 years.
const MOST_PERIODS: i64 = 18_300;

/// Nor are periods of the calendar for longer than windows of a day are: 25 years.
const MOST_CALENDAR_SECONDS: i64 = 25 * 366 * 86_400;

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

/// The times from an instant on at which the agreement may be in force.
#[must_use]
pub fn in_force(known: &Known<'_>, from: Seconds) -> Intervals {
    let since = Intervals::of(from, LATEST);
    let times = duties::in_force(known.model, known.compiler, known.past);
    times.map_or_else(|| since.clone(), |times| times.possible().intersection(&since))
}

/// The parts of calendar periods at some times, in order, that begin before an instant. None is laid out where the times have
/// no begin. Where they have a gap within a period, its part reaches over it.
#[must_use]
pub fn calendar(
    model: &Model,
    period: CalendarPeriod,
    times: &Intervals,
    as_of: Seconds,
) -> Vec<(Seconds, Seconds)> {
    let Some(first) = times.first().filter(|&first| first != EARLIEST) else { return Vec::new() };
    let before = as_of.min(first.saturating_add(MOST_CALENDAR_SECONDS));
    let mut parts: Vec<(Seconds, Seconds)> = Vec::new();
    // Up to where the period reaches of which the last part is.
    let mut reached = EARLIEST;
    for (start, end) in times.iter().take_while(|&(start, _)| start < before) {
        let mut at = start;
        while at < end && at < before {
            let Some((_, period_end)) = period.around(at, &model.time_zone) else { return parts };
            let until = end.min(period_end);
            match parts.last_mut() {
                Some(part) if reached == period_end => part.1 = until,
                _ => parts.push((at, until)),
            }
            (at, reached) = (period_end, period_end);
        }
    }
    parts
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::syntax::parser::parse;

    #[test]
    fn parts_of_months() {
        let mut sources = Sources::default();
        let file = sources.add("a.agreement", "agreement \"A\". time zone \"Asia/Damascus\".");
        let model = crate::model::resolve(&sources, &parse(&sources, file).agreement, &()).model;
        let at = |day: &str| {
            let day: jiff::civil::Date = day.parse().unwrap();
            day.to_zoned(model.time_zone.clone()).unwrap().timestamp().as_second()
        };
        let shown = |times: &Intervals, before: &str| -> Vec<String> {
            let parts = calendar(&model, CalendarPeriod::Month, times, at(before));
            let local = |at: Seconds| time::local(at, &model.time_zone);
            parts.iter().map(|&(begin, end)| format!("{} to {}", local(begin), local(end))).collect()
        };
        let all = Intervals::of(at("2016-02-27"), LATEST);
        let first = ["2016-02-27 00:00 to 2016-03-01 00:00", "2016-03-01 00:00 to 2016-04-01 00:00"];
        assert_eq!(shown(&all, "2016-03-31"), first);
        assert_eq!(shown(&all, "2016-03-01"), [first[0]]);
        assert!(shown(&all, "2016-02-27").is_empty());
        let gap = [("2016-02-27", "2016-03-03"), ("2016-03-10", "2016-03-20")];
        let gap: Intervals = gap.iter().map(|(from, until)| (at(from), at(until))).collect();
        assert_eq!(shown(&gap, "2017-01-01"), [first[0], "2016-03-01 00:00 to 2016-03-20 00:00"]);
        // Without an end, and as of the end of time, periods are laid out for 25 years.
        assert_eq!(calendar(&model, CalendarPeriod::Year, &all, LATEST).len(), 26);
        assert!(calendar(&model, CalendarPeriod::Year, &Intervals::all(), LATEST).is_empty());
    }
}
