//! Undertakings of which no observer could see that they were broken: aims, intentions, readiness.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::lint::{Finding, Text};
use crate::model::duties::Obligation;
use crate::source::Span;
use crate::syntax::tree::QualifierKind;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut findings = lasting(text);
    findings.extend(states_of_mind(text));
    findings
}

/// Words that speak of what somebody wants. One and the same word is told once.
fn states_of_mind(text: &Text<'_>) -> Vec<Finding> {
    let mut found: Vec<(String, &crate::lint::lexicon::Entry, Vec<Span>)> = Vec::new();
    for (written, quotation) in text.quotations() {
        let judged = written.norm().is_some_and(|(norm, _)| {
            norm.qualifiers.iter().any(|own| matches!(own.kind, QualifierKind::JudgedBy(_)))
        });
        if judged {
            continue;
        }
        for hit in text.lexicon.find(catalogue::CLAUSE_UNVERIFIABLE.slug, quotation.text) {
            let word = quotation.text.get(hit.range.clone()).unwrap_or_default().to_lowercase();
            let span = quotation.part(&hit.range);
            match found.iter_mut().find(|(known, ..)| *known == word) {
                Some((.., spans)) => spans.push(span),
                None => found.push((word, hit.entry, vec![span])),
            }
        }
    }
    let findings = found.into_iter().filter_map(|(word, entry, spans)| {
        let (first, others) = spans.split_first()?;
        let title = format!("nobody can observe \"{}\"", clipped(&word, 36));
        let mut diagnostic = Diagnostic::new(&catalogue::CLAUSE_UNVERIFIABLE, *first, title)
            .because("no evidence could show it");
        for &span in others.iter().take(3) {
            diagnostic = diagnostic.and(span, "and here");
        }
        Some(Finding::plain(diagnostic.help(entry.ask.clone()).note(format!("\"{word}\": {}", entry.why))))
    });
    findings.collect()
}

/// Duties that last and that no act is known to break.
fn lasting(text: &Text<'_>) -> Vec<Finding> {
    let unbreakable = |duty: &Obligation| duty.lasting == Some(None) && duty.judged_by.is_none();
    let duties = text.clauses().iter().filter(|own| own.clause.obligation.as_ref().is_some_and(unbreakable));
    let findings = duties.filter_map(|written| {
        let (norm, _) = written.norm()?;
        Some(Finding::plain(
            Diagnostic::new(
                &catalogue::CLAUSE_UNVERIFIABLE,
                norm.action.spot.0,
                format!("no act would show that `{}` was broken", clipped(written.label(), 16)),
            )
            .because("lasts, and nothing excludes it")
            .help("forbid what would break it: `PARTY shall not ACT until DATE`")
            .help("or name who judges it: `..., as judged by BODY`"),
        ))
    });
    findings.collect()
}
