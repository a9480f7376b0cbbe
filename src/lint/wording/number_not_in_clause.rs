//! Distances, shares and counts of the official text that the clause does not have, or has otherwise.

use super::phrase::{and_the_others, number, quoted, with_what_leads};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::declared::Declared;
use crate::lint::formal::Formal;
use crate::lint::quotation::Quotation;
use crate::lint::said::{Said, Value, said};
use crate::lint::{Finding, Text, Written};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let declared = Declared::new(text);
    let judged = text.quotations().filter(|(written, _)| !written.is_stated_only());
    judged.filter_map(|(written, quotation)| unanswered(&declared, written, &quotation)).collect()
}

fn unanswered(declared: &Declared<'_>, written: &Written<'_>, quotation: &Quotation<'_>) -> Option<Finding> {
    let all = said(quotation.text);
    let numbers: Vec<&Said> = all.iter().filter(|own| !own.value.is_time()).collect();
    numbers.first()?;
    let formal = Formal::new(declared, written);
    let is_missing = |own: &&&Said| {
        let words = quotation.text.get(own.range.clone()).unwrap_or_default();
        !formal.answers(&own.value) && !formal.has_words(words)
    };
    let missing: Vec<&&Said> = numbers.iter().filter(is_missing).collect();
    let first = missing.first()?;
    let range = with_what_leads(quotation.text, &first.range);
    let shown = quoted(quotation.text, &range, 24);
    let span = quotation.part(&range);
    let others: Vec<_> = missing.iter().skip(1).map(|own| own.range.clone()).collect();
    let label = number(written);
    let diagnostic = match formal.otherwise(&all, &first.value) {
        Some(other) => {
            Diagnostic::new(&catalogue::NUMBER_NOT_IN_CLAUSE, span, format!("`{label}` differs from {shown}"))
                .because("the text says this")
                .and(other, "this is what is judged")
                .help("write what the text says, or correct the quotation")
        }
        None => Diagnostic::new(
            &catalogue::NUMBER_NOT_IN_CLAUSE,
            span,
            format!("{shown} has no counterpart in `{label}`"),
        )
        .because("not in the clause itself")
        .help(advice(&first.value))
        .help("or end the quotation before it, where another clause says it"),
    };
    let diagnostic = and_the_others(diagnostic, quotation, &others);
    Some(Finding::plain(
        diagnostic.note("what is judged is the clause: a number of its quotation alone bounds nobody"),
    ))
}

fn advice(value: &Value) -> &'static str {
    match value {
        Value::Length(..) => {
            "give it to the zone that the clause names: `zone Z within 6 km of LINE`, or write `at least 6 km from LINE`"
        }
        Value::Share(..) => "give the clause the share: `at least 80 % of people`",
        _ => "give the clause the number: `at least 600 trucks per day`",
    }
}
