//! Deadlines, numbers and exceptions of a clause of which the official text that it quotes says nothing.

use super::phrase::{is_whole, number};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::formal::exceptions;
use crate::lint::quotation::{Quotation, words};
use crate::lint::said::said;
use crate::lint::{Finding, Text, Written};
use crate::source::Span;
use crate::syntax::tree::{ActionKind, MomentKind, Norm, QualifierKind};
use crate::syntax::walk::{self, Part};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let whole = text.quotations().filter(|(_, quotation)| is_whole(text, quotation.text));
    whole.filter_map(|(written, quotation)| finding(text, written, &quotation)).collect()
}

fn finding(text: &Text<'_>, written: &Written<'_>, quotation: &Quotation<'_>) -> Option<Finding> {
    /// Words with which a text speaks of time or of a condition without a number.
    const TIME: [&str; 29] = [
        "when",
        "whenever",
        "after",
        "before",
        "upon",
        "until",
        "once",
        "then",
        "while",
        "during",
        "time",
        "moment",
        "daily",
        "weekly",
        "monthly",
        "every",
        "each",
        "period",
        "deadline",
        "date",
        "day",
        "days",
        "hour",
        "hours",
        "week",
        "month",
        "year",
        "simultaneously",
        "permanent",
    ];
    const CONDITION: [&str; 13] = [
        "if",
        "when",
        "where",
        "once",
        "after",
        "until",
        "only",
        "without",
        "excluding",
        "case",
        "cases",
        "upon",
        "long",
    ];
    let (norm, _) = written.norm()?;
    let speaks = |list: &[&str]| {
        words(quotation.text).iter().any(|(_, word)| list.contains(&word.to_lowercase().as_str()))
    };
    let all = said(quotation.text);
    let mut more: Vec<(Span, &str)> = Vec::new();
    if !all.iter().any(|own| own.value.is_time()) && !speaks(&TIME) {
        more.extend(deadlines(norm).map(|span| (span, "a deadline of the clause alone")));
    }
    if all.iter().all(|own| own.value.is_time()) {
        more.extend(numbers(norm).into_iter().map(|span| (span, "a number of the clause alone")));
    }
    let excepts = !text.lexicon.find(catalogue::EXCEPTION_NOT_IN_CLAUSE.slug, quotation.text).is_empty();
    if !excepts && !speaks(&CONDITION) {
        more.extend(exceptions(norm).into_iter().map(|span| (span, "an exception of the clause alone")));
    }
    more.sort();
    let (&(span, because), others) = more.split_first()?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::CLAUSE_BEYOND_WORDING,
        span,
        format!("`{}` says more than its quotation", number(written)),
    )
    .because(because);
    for (span, because) in others.iter().take(2) {
        diagnostic = diagnostic.and(*span, *because);
    }
    Some(Finding::plain(
        diagnostic
            .and(quotation.span(), "says nothing of it")
            .help("quote the words of the text that say it")
            .help("or take it out of the clause, where the text does not say it")
            .note("a party can answer that it signed the text, and that the text does not say this"),
    ))
}

/// Where a clause says by when, or for how long.
fn deadlines(norm: &Norm) -> impl Iterator<Item = Span> {
    let own = norm.qualifiers.iter().filter(|own| {
        let limits = own.kind.limits_time();
        let mut gives_one = false;
        walk::qualifier(own, &mut |part| {
            gives_one |= match part {
                Part::Duration(_) | Part::Hour(_) => true,
                Part::Moment(moment) => !matches!(moment.kind, MomentKind::Named(_)),
                _ => false,
            };
        });
        limits && gives_one
    });
    own.map(|own| own.spot.0)
}

/// Where a clause says how far, how much or how many.
fn numbers(norm: &Norm) -> Vec<Span> {
    let mut found = Vec::new();
    if let ActionKind::Keep { distance, .. } = &norm.action.kind {
        found.push(distance.spot.0);
    }
    let counted = norm
        .qualifiers
        .iter()
        .filter(|own| matches!(own.kind, QualifierKind::Measure { .. } | QualifierKind::Quantity(_)));
    found.extend(counted.map(|own| own.spot.0));
    found
}
