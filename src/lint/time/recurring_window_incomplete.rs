//! A pause that comes back every day, of which nobody knows at what hour.

use std::ops::Range;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::quotation::words;
use crate::lint::{Finding, Text, Written};
use crate::syntax::tree::QualifierKind;

/// What a window is, as opposed to a report or a meeting that may be at any hour of its day.
const WINDOWS: [&str; 7] = ["hour", "hours", "pause", "pauses", "window", "windows", "lull"];

/// How many words from "daily" it stands at most.
const NEAR: usize = 3;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (written, quotation) in text.quotations() {
        if has_hours(written) || states_hours(quotation.text) {
            continue;
        }
        let hits = text.lexicon.find(catalogue::RECURRING_WINDOW_INCOMPLETE.slug, quotation.text);
        let Some(hit) = hits.into_iter().find(|hit| is_of_a_window(quotation.text, &hit.range)) else {
            continue;
        };
        let label: String = written.label().chars().take(16).collect();
        let diagnostic = Diagnostic::new(
            &catalogue::RECURRING_WINDOW_INCOMPLETE,
            quotation.part(&hit.range),
            format!("at what hour `{label}` begins each time is not said"),
        )
        .because("no hours of the day")
        .help(hit.entry.ask.clone())
        .help("or bind somebody to announce the hours, and say how long before")
        .note(hit.entry.why.clone());
        findings.push(Finding::plain(diagnostic));
    }
    findings
}

/// Whether the clause itself has the hours.
fn has_hours(written: &Written<'_>) -> bool {
    written.norm().is_some_and(|(norm, _)| {
        norm.qualifiers.iter().any(|own| matches!(own.kind, QualifierKind::Every { .. }))
    })
}

/// Whether what comes back is a window: hours or a pause are named beside it. Twenty-four hours a day are none.
fn is_of_a_window(wording: &str, range: &Range<usize>) -> bool {
    let all = words(wording);
    let Some(place) = all.iter().position(|(own, _)| own.start == range.start) else { return false };
    let around = all.get(place.saturating_sub(NEAR)..(place + NEAR + 1).min(all.len())).unwrap_or_default();
    let parts: Vec<String> =
        around.iter().flat_map(|(_, word)| word.split('-')).map(str::to_lowercase).collect();
    parts.iter().any(|part| WINDOWS.contains(&part.as_str())) && !parts.iter().any(|part| part == "24")
}

/// Whether the words name an hour of the day: `08:00`.
fn states_hours(wording: &str) -> bool {
    let digit = |letter: Option<&u8>| letter.is_some_and(u8::is_ascii_digit);
    let letters = wording.as_bytes();
    let clock = |at: usize| digit(letters.get(at.wrapping_sub(1))) && digit(letters.get(at + 1));
    letters.iter().enumerate().any(|(at, letter)| *letter == b':' && clock(at))
}
