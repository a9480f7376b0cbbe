//! Amounts of which the text leaves out what it takes to compare them with what was done: per when, by when, who counts.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::spoken::{acts, fighters, spoken};
use crate::lint::{Finding, Text, Written};
use crate::model::clauses::Modality;
use crate::source::Span;
use crate::syntax::tree::{Norm, QualifierKind, Quantity};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let counted = is_counted(text);
    let mut findings: Vec<Finding> = Vec::new();
    for (_, norm, _) in text.norms() {
        let amounts = norm.qualifiers.iter().filter_map(|own| match &own.kind {
            QualifierKind::Quantity(quantity) => Some((quantity, own.spot.0)),
            _ => None,
        });
        findings.extend(amounts.filter_map(|(quantity, span)| of_clause(norm, quantity, span, counted)));
    }
    findings.extend(quoted(text));
    findings
}

fn of_clause(norm: &Norm, quantity: &Quantity, span: Span, counted: bool) -> Option<Finding> {
    let recurs =
        matches!(quantity, Quantity::Count { per: Some(_), .. } | Quantity::Share { same: Some(_), .. });
    let has = |wanted: fn(&QualifierKind) -> bool| norm.qualifiers.iter().any(|own| wanted(&own.kind));
    let bounded = has(|kind| {
        matches!(
            kind,
            QualifierKind::By(_)
                | QualifierKind::Until(_)
                | QualifierKind::Between(..)
                | QualifierKind::For(_)
                | QualifierKind::Within { .. }
                | QualifierKind::WithinBare(_)
                | QualifierKind::During(_)
                | QualifierKind::Every { .. }
                | QualifierKind::EveryPeriod(_)
                | QualifierKind::SameTime(_)
        )
    });
    let judged = has(|kind| matches!(kind, QualifierKind::JudgedBy(_)));
    let (no_time, no_counter) = (!recurs && !bounded, !counted && !judged);
    let title = match (no_time, no_counter) {
        (false, false) => return None,
        (true, true) => "nothing says by when an amount is reached, nor who counts",
        (true, false) => "nothing says by when an amount is reached",
        (false, true) => "nothing says who counts an amount",
    };
    let mut diagnostic =
        Diagnostic::new(&catalogue::QUANTITY_WITHOUT_MEASURE, span, title).because("the amount");
    if no_time {
        diagnostic = diagnostic.help("say in what time: `at least 600 trucks per day`, or `by DATE`");
    }
    if no_counter {
        diagnostic = diagnostic
            .help("name who counts: `BODY shall report to PARTIES every month`, or `as judged by BODY`");
    }
    Some(Finding::plain(diagnostic))
}

/// Whether somebody who is no party to the fighting has to watch, count or tell what was done.
fn is_counted(text: &Text<'_>) -> bool {
    let model = text.model();
    let counting =
        acts(model, &["report", "verify", "inspect", "certify", "observe", "assess", "investigate"]);
    let fighters = fighters(model);
    spoken(text).iter().any(|own| {
        own.modality != Modality::Prohibition
            && own.scope.regions().iter().any(|region| {
                region.acts.intersects(&counting)
                    && !region.acts.is_full()
                    && !region.actors.is_subset(&fighters)
            })
    })
}

/// Amounts in the official wording of clauses that name none themselves.
fn quoted(text: &Text<'_>) -> Vec<Finding> {
    let has_amount = |written: &Written<'_>| {
        written.norm().is_some_and(|(norm, _)| {
            norm.qualifiers.iter().any(|own| matches!(own.kind, QualifierKind::Quantity(_)))
        })
    };
    let mut findings = Vec::new();
    for (_, quotation) in text.quotations().filter(|(written, _)| !has_amount(written)) {
        let slug = catalogue::QUANTITY_WITHOUT_MEASURE.slug;
        for hit in text.lexicon.find(slug, quotation.text) {
            let before = quotation.text.get(..hit.range.start).unwrap_or_default().trim_end();
            let number = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            let is_number = number.starts_with(|letter: char| letter.is_ascii_digit())
                && number.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.'));
            if !is_number {
                continue;
            }
            let range = before.len() - number.len()..hit.range.end;
            let words = quotation.text.get(range.clone()).unwrap_or_default();
            findings.push(Finding::plain(
                Diagnostic::new(
                    &catalogue::QUANTITY_WITHOUT_MEASURE,
                    quotation.part(&range),
                    format!("\"{words}\" is an amount that nobody counts"),
                )
                .because("not in the clause itself")
                .help(hit.entry.ask.clone())
                .note(format!("\"{words}\": {}", hit.entry.why)),
            ));
        }
    }
    findings
}
