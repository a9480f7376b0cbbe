//! Deadlines, dates and hours of the official text that the clause does not have, or has otherwise.

use super::phrase::{and_the_others, number, quoted, with_what_leads};
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::lint::declared::Declared;
use crate::lint::formal::Formal;
use crate::lint::quotation::{Quotation, words};
use crate::lint::said::{Said, Value, said};
use crate::lint::{Finding, Text, Written};
use crate::syntax::tree::QualifierKind;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let declared = Declared::new(text);
    let found = text.quotations().filter_map(|(written, quotation)| {
        let all = said(quotation.text);
        let times: Vec<&Said> = all.iter().filter(|own| own.value.is_time()).collect();
        match times.is_empty() {
            true => None,
            false if written.is_stated_only() => judged_by_nobody(written, &quotation, &times),
            false => unanswered(&declared, written, &quotation, &all, &times),
        }
    });
    found.map(Finding::plain).collect()
}

fn unanswered(
    declared: &Declared<'_>,
    written: &Written<'_>,
    quotation: &Quotation<'_>,
    all: &[Said],
    times: &[&Said],
) -> Option<Diagnostic> {
    let formal = Formal::new(declared, written);
    let has_a_time = has_a_time(written);
    let missing: Vec<&&Said> = times
        .iter()
        .filter(|own| {
            let words = quotation.text.get(own.range.clone()).unwrap_or_default();
            !formal.answers(&own.value) && !formal.has_words(words)
        })
        // A number of days and a date cannot be compared without knowing from when the days run.
        .filter(|own| {
            let is_hour = matches!(own.value, Value::Hour(_));
            is_hour || !has_a_time || formal.own.iter().any(|(other, _)| other.is_like(&own.value))
        })
        .collect();
    let first = missing.first()?;
    let range = with_what_leads(quotation.text, &first.range);
    let shown = quoted(quotation.text, &range, 24);
    let span = quotation.part(&range);
    let others: Vec<_> =
        missing.iter().skip(1).map(|own| own.range.clone()).filter(|own| *own != first.range).collect();
    let label = number(written);
    let diagnostic = match formal.otherwise(all, &first.value) {
        Some(other) => Diagnostic::new(
            &catalogue::DEADLINE_NOT_IN_CLAUSE,
            span,
            format!("`{label}` differs from {shown}"),
        )
        .because("the text says this")
        .and(other, "this is what is judged")
        .help("write what the text says, or correct the quotation"),
        None => Diagnostic::new(
            &catalogue::DEADLINE_NOT_IN_CLAUSE,
            span,
            format!("{shown} has no counterpart in `{label}`"),
        )
        .because("not in the clause itself")
        .help(advice(&first.value))
        .help("or end the quotation before it, where another clause says it"),
    };
    Some(
        and_the_others(diagnostic, quotation, &others)
            .note("what is judged is the clause: nobody is late by words that stand in its quotation alone"),
    )
}

/// A deadline in a clause that is carried along as words.
fn judged_by_nobody(written: &Written<'_>, quotation: &Quotation<'_>, times: &[&Said]) -> Option<Diagnostic> {
    const LEADING: [&str; 6] = ["within", "by", "until", "before", "than", "in"];
    let deadline = times.iter().find(|own| {
        let before = words(quotation.text.get(..own.range.start).unwrap_or_default());
        let near = before.iter().rev().take(3);
        near.into_iter().any(|(_, word)| LEADING.contains(&word.to_lowercase().as_str()))
            && matches!(own.value, Value::Period(..) | Value::Day { .. })
    })?;
    let range = with_what_leads(quotation.text, &deadline.range);
    let shown = quoted(quotation.text, &range, 24);
    let mut diagnostic = Diagnostic::new(
        &catalogue::DEADLINE_NOT_IN_CLAUSE,
        quotation.part(&range),
        format!("nobody judges {shown} in `{}`", number(written)),
    )
    .because("a deadline of words only")
    .help("say who owes what by then: `PARTY shall ACT by DATE`");
    diagnostic.confidence = Some(Confidence::Low);
    Some(diagnostic.note("a clause that is `stated only` is never late"))
}

fn advice(value: &Value) -> String {
    match *value {
        Value::Hour(minutes) => {
            format!("give the clause the hour: `by DATE {:02}:{:02}`", minutes / 60, minutes % 60)
        }
        Value::Day { year: Some(year), month: Some(month), day: Some(day) } => {
            format!("give the clause the date: `by {year}-{month:02}-{day:02}`")
        }
        Value::Day { .. } => "give the clause the date: `by 2018-10-15`".to_owned(),
        Value::Period(minutes, same) if minutes == same && minutes % 1440 == 0 && minutes > 1440 => {
            format!("give the clause the deadline: `within {} days of EVENT`", minutes / 1440)
        }
        Value::Period(minutes, same) if minutes == same && minutes % 60 == 0 && minutes > 60 => {
            format!("give the clause the deadline: `within {} hours of EVENT`", minutes / 60)
        }
        _ => "give the clause the deadline: `within 7 days of EVENT`".to_owned(),
    }
}

/// Whether a clause stands in time at all.
fn has_a_time(written: &Written<'_>) -> bool {
    written.norm().is_some_and(|(norm, _)| {
        norm.qualifiers.iter().any(|own| {
            own.kind.limits_time() || matches!(own.kind, QualifierKind::From(_) | QualifierKind::During(_))
        })
    })
}
