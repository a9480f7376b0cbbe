//! Hours that are counted across a change of clocks: they end at another hour of the day than a clock lets one think.

use super::instants::{instant, is_plain, moments};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};
use crate::model::time::{self, Seconds, in_words, local};
use crate::source::Span;
use crate::syntax::tree::{
    ClauseBody, Direction, Duration, EventKind, Moment, MomentKind, PeriodEnd, QualifierKind, StatementKind,
    TimeUnit,
};

/// Hours, what they are counted from, and the words that can be replaced by their end, with what stands before it then.
struct Counted<'a> {
    duration: &'a Duration,
    from: &'a Moment,
    direction: Direction,
    by: Option<Span>,
}

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let all = text.statements().iter().flat_map(|statement| counted(&statement.kind));
    all.filter_map(|counted| finding(text, &counted)).collect()
}

/// The hours that a sentence counts from a moment.
fn counted(statement: &StatementKind) -> Vec<Counted<'_>> {
    let after = Direction::After;
    let mut found = Vec::new();
    match statement {
        StatementKind::InForce {
            from,
            end: Some(PeriodEnd::For(duration) | PeriodEnd::Both(duration, _)),
            ..
        }
        | StatementKind::Renewed { from, duration, .. } => {
            found.push(Counted { duration, from, direction: after, by: None });
        }
        StatementKind::Clause(clause) => {
            if let ClauseBody::Norm(norm) | ClauseBody::Consequence { norm, .. } = &clause.body {
                for own in &norm.qualifiers {
                    if let QualifierKind::Within { duration, of } = &own.kind
                        && let EventKind::Moment(from) = &of.kind
                    {
                        found.push(Counted { duration, from, direction: after, by: Some(own.spot.0) });
                    }
                }
            }
        }
        _ => {}
    }
    for (moment, _) in moments(statement) {
        if let MomentKind::Offset { duration, direction, base } = &moment.kind {
            found.push(Counted { duration, from: base, direction: *direction, by: None });
        }
    }
    found
}

fn finding(text: &Text<'_>, counted: &Counted<'_>) -> Option<Finding> {
    let hours = match counted.duration.unit {
        TimeUnit::Hour => counted.duration.amount.text.parse::<i64>().ok()?,
        TimeUnit::Minute | TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year => return None,
    };
    let zone = &text.model().time_zone;
    let begin = instant(text, counted.from)?;
    let end = time::shift(begin, hours, TimeUnit::Hour, counted.direction, zone)?;
    let moved = offset(text, end)?.checked_sub(offset(text, begin)?)?;
    if moved == 0 {
        return None;
    }
    // What the clock would show if nobody had changed it.
    let unmoved = end.checked_sub(moved)?;
    let (shown, expected) = (local(end, zone), local(unmoved, zone));
    let hour = |at: &str| at.split(' ').next_back().unwrap_or_default().to_owned();
    let mut diagnostic = Diagnostic::new(
        &catalogue::DST_CROSSING,
        counted.duration.spot.0,
        format!("{hours} hours cross a change of clocks"),
    )
    .because(format!("ends {}, not {}", hour(&shown), hour(&expected)));
    let ends = format!("`{shown}`, if the hours are meant");
    diagnostic = match counted.by {
        Some(span) if is_plain(text, end) => diagnostic.mend(
            format!("write `by {shown}`, if the hours are meant"),
            span,
            format!("by {shown}"),
        ),
        _ => diagnostic.help(format!("state that instant besides: {ends}")),
    };
    diagnostic = diagnostic.help(format!("or `{expected}`, if the hour of the day is meant")).note(format!(
        "from {} to {} {} it is {hours} hours; a clock that nobody changed would show {} then",
        in_words(begin.min(end), zone),
        in_words(begin.max(end), zone),
        text.model().time_zone_name,
        hour(&expected),
    ));
    Some(Finding::plain(diagnostic))
}

/// By how many seconds the agreement's clock is ahead of UTC.
fn offset(text: &Text<'_>, at: Seconds) -> Option<i64> {
    let stamp = jiff::Timestamp::from_second(at).ok()?;
    Some(i64::from(text.model().time_zone.to_offset(stamp).seconds()))
}
