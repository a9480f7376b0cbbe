//! Exceptions and conditions of the official text that the clause does not have: *except*, *unless*, *provided that*.

use super::phrase::{number, quoted};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::declared::Declared;
use crate::lint::formal::{Formal, is_narrowed};
use crate::lint::{Finding, Text, Written};
use crate::syntax::tree::StatementKind;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let declared = Declared::new(text);
    let found = text.quotations().filter_map(|(written, quotation)| {
        let (norm, when) = written.norm()?;
        let hits = text.lexicon.find(catalogue::EXCEPTION_NOT_IN_CLAUSE.slug, quotation.text);
        let hit = hits.first()?;
        if is_narrowed(norm, when) || others_prevail(text, written) || is_cut_out(&declared, written) {
            return None;
        }
        let shown = quoted(quotation.text, &hit.range, 24);
        let mut diagnostic = Diagnostic::new(
            &catalogue::EXCEPTION_NOT_IN_CLAUSE,
            quotation.part(&hit.range),
            format!("{shown} has no counterpart in `{}`", number(written)),
        )
        .because("no exception in the clause itself");
        for other in hits.iter().skip(1).take(3) {
            diagnostic = diagnostic.and(quotation.part(&other.range), "and this");
        }
        Some(Finding::plain(
            diagnostic
                .help(hit.entry.ask.clone())
                .help(format!(
                    "or write the exception as a clause of its own, `notwithstanding {}`",
                    written.label()
                ))
                .note(format!("{shown}: {}", hit.entry.why)),
        ))
    });
    found.collect()
}

/// Whether clauses of their own say the exception: they prevail over this one and take something from it.
fn others_prevail(text: &Text<'_>, written: &Written<'_>) -> bool {
    let rules = text.draft.readings.first().map(|reading| &reading.rules);
    rules.and_then(|rules| rules.get(written.id)).is_some_and(|rule| !rule.cuts.is_empty())
}

/// Whether what the clause names has something cut out of it: a zone with an exception, or covered parties beside excluded ones.
fn is_cut_out(declared: &Declared<'_>, written: &Written<'_>) -> bool {
    let formal = Formal::new(declared, written);
    let by_zone = |name: &&str| {
        let cut = |kind: &&StatementKind| matches!(kind, StatementKind::Zone { except: Some(_), .. });
        declared.of(name).iter().any(cut)
    };
    let by_status = |name: &&str| matches!(*name as &str, "covered" | "excluded");
    formal.names.iter().any(by_zone)
        || (formal.names.iter().any(by_status) && !declared.of("excluded").is_empty())
}
