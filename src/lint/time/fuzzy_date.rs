//! Words for a date that name no day: "by November", "in the first half of 2014".

use super::day_words::{month, number};
use super::instants::{moments, of_clause};
use super::midnight_ambiguous;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::quotation::{Quotation, words};
use crate::lint::{Finding, Text};
use crate::syntax::tree::MomentKind;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for statement in text.statements() {
        let open = moments(&statement.kind).into_iter().find_map(|(moment, _)| match &moment.kind {
            MomentKind::Fuzzy { words, taken_as: None } => Some((moment, words)),
            _ => None,
        });
        let Some((moment, quoted)) = open else { continue };
        // That midnight on a day may be its begin or its end is another finding.
        if !midnight_ambiguous::is_said(text, quoted) {
            let shown: String = quoted.text.chars().take(30).collect();
            let diagnostic = Diagnostic::new(
                &catalogue::FUZZY_DATE,
                moment.spot.0,
                format!("\"{shown}\" is a date in words alone"),
            )
            .because("no reading is agreed")
            .help(format!("say how it is read: `\"{shown}\", taken as DATE`"))
            .help("or write the date in its place")
            .note("what hangs on it is not evaluated until it is read");
            findings.push(Finding::plain(diagnostic));
        }
    }
    for (written, quotation) in text.quotations() {
        // A clause that has a date itself, or words in the place of one, is judged by that.
        if of_clause(written.tree).is_empty() {
            findings.extend(in_wording(text, &quotation));
        }
    }
    findings
}

fn in_wording(text: &Text<'_>, quotation: &Quotation<'_>) -> Option<Finding> {
    let all = words(quotation.text);
    let hits = text.lexicon.find(catalogue::FUZZY_DATE.slug, quotation.text);
    let hit = hits.into_iter().find(|hit| {
        // "By November 1" and "1 November" name a day, "by November 2014" does not.
        let is_day = |word: &str| number(word).is_some_and(|number| (1..=31).contains(&number));
        let last = all.iter().position(|(range, _)| range.end == hit.range.end);
        let next = last.and_then(|place| all.get(place + 1));
        !next.is_some_and(|(_, word)| is_day(word.trim_end_matches(|c: char| c.is_ascii_lowercase())))
    })?;
    // The month and the year that follow belong to it.
    let behind = all.iter().filter(|(range, _)| range.start >= hit.range.end).take(2);
    let dated = behind.take_while(|(_, word)| month(word).is_some() || is_year(word));
    let end = dated.last().map_or(hit.range.end, |(range, _)| range.end);
    let shown = quotation.text.get(hit.range.start..end).unwrap_or_default();
    let diagnostic = Diagnostic::new(
        &catalogue::FUZZY_DATE,
        quotation.part(&(hit.range.start..end)),
        format!("\"{}\" names no day", shown.chars().take(36).collect::<String>()),
    )
    .because("the clause has no date either")
    .help(hit.entry.ask.clone())
    .note(format!("\"{shown}\": {}", hit.entry.why));
    Some(Finding::plain(diagnostic))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && number(word).is_some()
}
