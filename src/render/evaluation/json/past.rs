//! What the past decides, as JSON.

use serde::Serialize;

use crate::model::time;
use crate::render::evaluation::Judged;
use crate::render::evaluation::past::decided;
use crate::sets::{EARLIEST, Intervals, LATEST};

#[derive(Serialize)]
pub(super) struct DecidedOut<'a> {
    reader: &'a str,
    column: &'a str,
    condition: &'a str,
    certainly: Vec<PeriodOut>,
    possibly: Vec<PeriodOut>,
    raised_by: Vec<&'a str>,
}

#[derive(Serialize)]
struct PeriodOut {
    from_utc: Option<String>,
    until_utc: Option<String>,
}

pub(super) fn conditions<'a>(judged: &Judged<'a>) -> Vec<DecidedOut<'a>> {
    decided(judged)
        .into_iter()
        .map(|condition| DecidedOut {
            reader: condition.reader.map_or("as written", |reader| judged.model.actors.name(reader)),
            column: condition.column,
            condition: condition.words,
            certainly: periods(condition.course.certain()),
            possibly: periods(condition.course.possible()),
            raised_by: condition.raised_by,
        })
        .collect()
}

fn periods(times: &Intervals) -> Vec<PeriodOut> {
    let utc = |at| time::local(at, &jiff::tz::TimeZone::UTC);
    let period = |(start, end)| PeriodOut {
        from_utc: (start != EARLIEST).then(|| utc(start)),
        until_utc: (end != LATEST).then(|| utc(end)),
    };
    times.iter().map(period).collect()
}
