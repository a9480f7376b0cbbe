//! *Have joined or will join*: groups that may come in later, without a register or a procedure.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::lint::quotation::Quotation;
use crate::lint::{Finding, Text};
use crate::source::Span;
use crate::syntax::tree::{self, ClauseBody, StatementKind, StatusChange};

/// One finding: however often the words stand, the register is one.
pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let has_register = text.sentences(|statement| match statement {
        StatementKind::Accepts { .. } => Some(()),
        _ => None,
    });
    let has_procedure = text.clauses().iter().any(|written| {
        matches!(written.tree.body, ClauseBody::StatusChange { status: StatusChange::Covered, .. })
    });
    let elsewhere = text.draft.instruments.iter().flat_map(|other| &other.agreement.statements);
    let has_register_elsewhere =
        elsewhere.into_iter().any(|statement| matches!(statement.kind, StatementKind::Accepts { .. }));
    if has_procedure || has_register.count() > 0 || has_register_elsewhere {
        return Vec::new();
    }
    finding(text).into_iter().collect()
}

fn finding(text: &Text<'_>) -> Option<Finding> {
    let titles = text.sentences(|statement| match statement {
        StatementKind::Actor { title: Some(title), .. } | StatementKind::Group { title: Some(title), .. } => {
            Some(title)
        }
        _ => None,
    });
    let wordings = text.clauses().iter().filter_map(|written| written.tree.wording.as_ref());
    let words: Vec<&tree::Text> = titles.map(|(_, title)| title).chain(wordings).collect();
    let mut hits: Vec<(Span, String, String, String)> = Vec::new();
    for own in words {
        let quotation = Quotation::new(text.draft.sources, own);
        for hit in text.lexicon.find(catalogue::ACCESSION_MISSING.slug, quotation.text) {
            let word = quotation.text.get(hit.range.clone()).unwrap_or_default().to_lowercase();
            hits.push((quotation.part(&hit.range), word, hit.entry.why.clone(), hit.entry.ask.clone()));
        }
    }
    let ((span, word, why, ask), others) = hits.split_first()?;
    let title = format!("how others join (\"{}\") is not said", clipped(word, 26));
    let mut diagnostic =
        Diagnostic::new(&catalogue::ACCESSION_MISSING, *span, title).because("no register, no procedure");
    for (span, ..) in others.iter().take(3) {
        diagnostic = diagnostic.and(*span, "nor here");
    }
    let diagnostic = diagnostic
        .help("keep a register: `NAME accepts on DATE, to BODY`")
        .help(ask.clone())
        .note(format!("\"{word}\": {why}"));
    Some(Finding::plain(diagnostic))
}
