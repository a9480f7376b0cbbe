//! "Within 14 days" in the official wording: whether the first day counts, and at which hour the last one ends.

use std::ops::Range;

use super::day_words::number;
use super::instants::{day_at, edges, instant, without_hour};
use super::parting::over_dates;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::lexicon::Entry;
use crate::lint::quotation::words;
use crate::lint::{Finding, Text, Written};
use crate::model::time::{Seconds, in_words, local};
use crate::source::Span;
use crate::syntax::tree::{Duration, Event, EventKind, QualifierKind, TimeUnit};

/// Words beside a number of days that say how they are counted.
const COUNTED: [&str; 7] = ["hour", "hours", "calendar", "clear", "working", "midnight", "noon"];

/// No more clauses than this are shown beside the first.
const MOST_SHOWN: usize = 3;

/// The hour of day at which an event is taken to happen of which the text knows no date.
const AFTERNOON: Seconds = 15 * 3600;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    if text.quotations().any(|(_, quotation)| says_how(quotation.text)) {
        return Vec::new();
    }
    // That nothing says how days are counted is one fault, however many clauses count them.
    let mut first: Option<Finding> = None;
    let mut others: Vec<Span> = Vec::new();
    for (written, quotation) in text.quotations() {
        let Some((span, duration, event)) = counted(written) else { continue };
        let Some(days) = days(duration) else { continue };
        let Some((range, entry)) = said(text, quotation.text, days) else { continue };
        let words = quotation.text.get(range.clone()).unwrap_or_default();
        let part = quotation.part(&range);
        let Some(found) = finding(text, days, event, (words, part, entry), span) else { continue };
        match first {
            None => first = Some(found),
            Some(_) => others.push(part),
        }
    }
    let Some(mut found) = first else { return Vec::new() };
    for &span in others.iter().take(MOST_SHOWN) {
        found.diagnostic = found.diagnostic.and(span, "and here");
    }
    if !others.is_empty() {
        let count = others.len() + 1;
        found.diagnostic = found.diagnostic.note(format!("{count} clauses count days so"));
    }
    vec![found]
}

/// Whether some words say how days are counted throughout: "days are calendar days".
fn says_how(wording: &str) -> bool {
    let lower = wording.to_lowercase();
    let all = words(&lower);
    let has = |wanted: &[&str]| all.iter().any(|(_, word)| wanted.contains(word));
    has(&["day", "days"]) && has(&["calendar", "counted", "clear"])
}

/// The length in days that a clause counts, and from what; from its condition where that is not said.
fn counted<'a>(written: &Written<'a>) -> Option<(Span, &'a Duration, Option<&'a Event>)> {
    let (norm, _) = written.norm()?;
    norm.qualifiers.iter().find_map(|own| match &own.kind {
        QualifierKind::Within { duration, of } => Some((own.spot.0, duration, Some(of))),
        QualifierKind::WithinBare(duration) => Some((own.spot.0, duration, None)),
        _ => None,
    })
}

fn days(duration: &Duration) -> Option<i64> {
    let amount: i64 = duration.amount.text.parse().ok()?;
    match duration.unit {
        TimeUnit::Day => Some(amount),
        TimeUnit::Week => amount.checked_mul(7),
        TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Month | TimeUnit::Year => None,
    }
}

/// Where the official wording speaks of so many days, and does not say how they are counted.
fn said<'t>(text: &'t Text<'_>, wording: &str, days: i64) -> Option<(Range<usize>, &'t Entry)> {
    let all = words(wording);
    if all.iter().any(|(_, word)| COUNTED.contains(&word.to_lowercase().as_str())) {
        return None;
    }
    let hits = text.lexicon.find(catalogue::DAY_COUNT_AMBIGUOUS.slug, wording);
    hits.into_iter().find_map(|hit| {
        let place = all.iter().position(|(range, _)| range.start == hit.range.start)?;
        let before = |by: usize| all.get(place.checked_sub(by)?);
        let (number_range, word) = before(1)?;
        let weeks = wording.get(hit.range.clone())?.to_lowercase().starts_with("week");
        let length = number(word)?.checked_mul(if weeks { 7 } else { 1 })?;
        let begin = before(2)
            .filter(|(_, word)| word.eq_ignore_ascii_case("within") || word.eq_ignore_ascii_case("in"))
            .map_or(number_range.start, |(range, _)| range.start);
        (length == days).then_some((begin..hit.range.end, hit.entry))
    })
}

fn finding(
    text: &Text<'_>,
    days: i64,
    event: Option<&Event>,
    (said, span, entry): (&str, Span, &Entry),
    counted: Span,
) -> Option<Finding> {
    let zone = &text.model().time_zone;
    let moment = match event.map(|event| &event.kind) {
        Some(EventKind::Moment(moment)) => Some(moment),
        _ => None,
    };
    let begin = match moment {
        Some(moment) => instant(text, moment)?,
        None => {
            let first = day_at(text, text.model().begin?)?.tomorrow().ok()?;
            edges(text, first)?.0 + AFTERNOON
        }
    };
    let first = day_at(text, begin)?;
    let last = |number: i64| {
        let day = first.checked_add(jiff::Span::new().try_days(number).ok()?).ok()?;
        Some(edges(text, day)?.1)
    };
    let by_day = moment.is_some_and(|moment| without_hour(text, moment).is_some());
    let (one, other) = if by_day {
        (
            ("if the first day counts".to_owned(), last(days.checked_sub(1)?)?),
            ("if it is counted from the day after".to_owned(), last(days)?),
        )
    } else {
        // A count that begins with a day is over with a day, however it is made.
        let whole = if edges(text, first)?.0 == begin { days.checked_sub(1)? } else { days };
        (
            (
                format!("if {days} days are {days} times 24 hours"),
                begin.checked_add(days.checked_mul(86_400)?)?,
            ),
            ("if the last day counts to its end".to_owned(), last(whole)?),
        )
    };
    if one.1 == other.1 {
        return None;
    }
    let latest = one.1.max(other.1);
    let done = (one.1.min(other.1) + (latest - one.1.min(other.1)) / 2) / 60 * 60;
    let told = |(taken, due): (String, Seconds)| (format!("{taken} (due before {})", local(due, zone)), due);
    let from = if by_day { day_words(text, begin) } else { in_words(begin, zone) };
    let counted_from = if moment.is_some() { "counted from" } else { "counted, say, from" };
    let parting = over_dates(
        format!("done on {} {}, {counted_from} {from}", in_words(done, zone), text.model().time_zone_name),
        done,
        [told(one), told(other)],
        ["in time", "late"],
    )?;
    let shown: String = said.to_lowercase().chars().take(30).collect();
    let mut diagnostic =
        Diagnostic::new(&catalogue::DAY_COUNT_AMBIGUOUS, span, format!("\"{shown}\" ends at two instants"))
            .because("from which hour to which")
            .and(counted, "counted one way here");
    let hours = format!("count hours in both, e.g. `within {} hours of ...`", days.checked_mul(24)?);
    let day = local(latest.saturating_sub(1), zone);
    let day = day.split(' ').next().unwrap_or(&day);
    diagnostic = match moment {
        Some(_) => diagnostic
            .help(format!("state the date in the text and the clause, e.g. `by {day}`"))
            .help(format!("or {hours}")),
        None => {
            diagnostic.help(hours).help("or say in the text how days are counted, and which one is the first")
        }
    };
    diagnostic = diagnostic.note(format!("\"{shown}\": {}", entry.why));
    Some(Finding::parting(diagnostic, Some(parting)))
}

fn day_words(text: &Text<'_>, at: Seconds) -> String {
    let words = in_words(at, &text.model().time_zone);
    words.split(',').next().unwrap_or(&words).to_owned()
}
