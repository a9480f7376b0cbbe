//! Words of the official text that have no test: *minimise*, *as soon as possible*, *necessary measures*.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text, Written};
use crate::syntax::tree::{ActionKind, QualifierKind};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (written, quotation) in text.quotations() {
        if is_answered(written) {
            continue;
        }
        for hit in text.lexicon.find(catalogue::VAGUE_WORD.slug, quotation.text) {
            let word = quotation.text.get(hit.range.clone()).unwrap_or_default().to_lowercase();
            let span = quotation.part(&hit.range);
            let mut diagnostic =
                Diagnostic::new(&catalogue::VAGUE_WORD, span, format!("\"{word}\" has no test")).because(
                    if written.is_stated_only() { "nobody judges it" } else { "not in the clause itself" },
                );
            diagnostic =
                diagnostic.help(hit.entry.ask.clone()).note(format!("\"{word}\": {}", hit.entry.why));
            findings.push(Finding::plain(diagnostic));
        }
    }
    for (_, norm, _) in text.norms() {
        let judged = norm.qualifiers.iter().any(|own| matches!(own.kind, QualifierKind::JudgedBy(_)));
        if let ActionKind::Minimise(_) = &norm.action.kind
            && !judged
        {
            let diagnostic = Diagnostic::new(
                &catalogue::VAGUE_WORD,
                norm.action.spot.0,
                "`minimise` has no test of compliance",
            )
            .because("no measure, bound or judge")
            .help("state a bound (`at most 2 flights per week`)")
            .help("or name who decides (`as judged by BODY`)");
            findings.push(Finding::plain(diagnostic));
        }
    }
    findings
}

/// Whether somebody is named who says what the words come to.
fn is_answered(written: &Written<'_>) -> bool {
    let judged = |kind: &QualifierKind| matches!(kind, QualifierKind::JudgedBy(_));
    written.norm().is_some_and(|(norm, _)| norm.qualifiers.iter().any(|own| judged(&own.kind)))
}
