//! Midnight on a day, which is the begin of the day to one party and its end to the other.

use jiff::civil;

use super::day_words::named_day;
use super::instants::{Bounds, day_at, edges, instant, moments};
use super::parting::over_dates;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::quotation::{Quotation, words};
use crate::lint::{Finding, Text};
use crate::model::time::{in_words, local};
use crate::source::Span;
use crate::syntax::tree::{self, Moment, MomentKind, StatementKind};

/// How many words before or after midnight may name its day.
const NEAR: usize = 5;

/// Words that say which midnight of a day is meant.
const CLEAR: [&str; 6] = ["between", "beginning", "past", "minute", "minutes", "night"];

/// Hours that say the same.
const CLEAR_HOURS: [&str; 4] = ["00:00", "24:00", "0000", "2400"];

/// Midnight, with the day that the text names.
struct Midnight {
    span: Span,
    day: civil::Date,
}

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for statement in text.statements() {
        let mut dated = false;
        for (moment, bounds) in moments(&statement.kind) {
            let MomentKind::Fuzzy { words: quoted, taken_as } = &moment.kind else { continue };
            let taken = taken_as.as_deref().and_then(|moment| instant(text, moment));
            let quotation = Quotation::new(text.draft.sources, quoted);
            let near = taken.or(text.model().begin).and_then(|at| day_at(text, at));
            let Some(midnight) = midnight(text, &quotation, near) else { continue };
            dated = true;
            findings.extend(finding(text, &midnight, bounds, Some(moment)));
        }
        // The wording and the date of one clause have one cause.
        let StatementKind::Clause(clause) = &statement.kind else { continue };
        if let (false, Some(wording)) = (dated, &clause.wording) {
            let quotation = Quotation::new(text.draft.sources, wording);
            let own = moments(&statement.kind).into_iter().next();
            let near = own.and_then(|(moment, _)| instant(text, moment)).or(text.model().begin);
            let Some(midnight) = midnight(text, &quotation, near.and_then(|at| day_at(text, at))) else {
                continue;
            };
            let bounds = own.map_or(Bounds::End, |(_, bounds)| bounds);
            findings.extend(finding(text, &midnight, bounds, None));
        }
    }
    findings
}

/// Whether some words in the place of a date speak of midnight on a day.
pub(super) fn is_said(text: &Text<'_>, quoted: &tree::Text) -> bool {
    let near = text.model().begin.and_then(|at| day_at(text, at));
    midnight(text, &Quotation::new(text.draft.sources, quoted), near).is_some()
}

/// Midnight in some words, with its day. Where the words name no day, or say which midnight they mean, there is nothing to say.
fn midnight(text: &Text<'_>, quotation: &Quotation<'_>, near: Option<civil::Date>) -> Option<Midnight> {
    let all = words(quotation.text);
    let hits = text.lexicon.find(catalogue::MIDNIGHT_AMBIGUOUS.slug, quotation.text);
    hits.into_iter().find_map(|hit| {
        let place = all.iter().position(|(range, _)| range.start == hit.range.start)?;
        let around = all.get(place.saturating_sub(NEAR)..(place + NEAR + 1).min(all.len()))?;
        let clear = |word: &str| CLEAR.contains(&word.to_lowercase().as_str());
        let says_the_hour = CLEAR_HOURS.iter().any(|hour| quotation.text.contains(hour));
        if says_the_hour || around.iter().any(|(_, word)| clear(word)) {
            return None;
        }
        let (day, last) = named_day(all.get(place + 1..)?, near)?;
        let span = quotation.part(&(hit.range.start..last.end));
        Some(Midnight { span, day })
    })
}

fn finding(text: &Text<'_>, midnight: &Midnight, bounds: Bounds, moment: Option<&Moment>) -> Option<Finding> {
    let zone = &text.model().time_zone;
    let (begin, end) = edges(text, midnight.day)?;
    let (day, clock) = (midnight.day.strftime("%-d %B %Y").to_string(), &text.model().time_zone_name);
    let noon = begin + (end - begin) / 2;
    let taken = |edge: &str| format!("if midnight is the {edge} of that day");
    let parting = over_dates(
        format!("{} {clock}", in_words(noon, zone)),
        noon,
        [(taken("begin"), begin), (taken("end"), end)],
        bounds.sides(),
    );
    let entry = text.lexicon.entries(catalogue::MIDNIGHT_AMBIGUOUS.slug).first();
    let mut diagnostic = Diagnostic::new(
        &catalogue::MIDNIGHT_AMBIGUOUS,
        midnight.span,
        format!("midnight may begin or end {day}"),
    )
    .because("00:00 or 24:00 of that day");
    match moment {
        Some(moment) => {
            let taken = instant(text, moment);
            for (at, what) in [(begin, "00:00"), (end, "24:00")] {
                let shown = local(at, zone);
                let or = if at == end { "or " } else { "" };
                let help = format!("{or}write `{shown}`, if {what} of {day} is meant");
                // To write the instant that is meant already changes nothing else.
                diagnostic = if taken == Some(at) {
                    diagnostic.mend(help, moment.spot.0, shown)
                } else {
                    diagnostic.help(help)
                };
            }
            if let Some(taken) = taken {
                diagnostic = diagnostic.note(format!("it is taken as {} here", local(taken, zone)));
            }
        }
        None => {
            diagnostic = diagnostic
                .help(format!("write \"00:00 on {day}\" in the text, if that day is left out"))
                .help(format!("or \"24:00 on {day}\", if it counts to its end"));
        }
    }
    if let Some(entry) = entry {
        diagnostic = diagnostic.note(entry.why.clone());
    }
    Some(Finding::parting(diagnostic, parting))
}
