//! *A violation*, *a breach*: something hangs on it, and no clause says of what.

use super::no_consequence::answers_any_violation;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::conditions::{self, Decides, asked_about};
use crate::lint::quotation::Quotation;
use crate::lint::{Finding, Text};
use crate::source::Span;
use crate::syntax::tree::StatementKind;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    if is_defined(text) {
        return Vec::new();
    }
    let mut places: Vec<(Span, &str)> = Vec::new();
    for placed in conditions::all(text) {
        let hangs = matches!(placed.decides, Decides::Consequence(_) | Decides::Status(_) | Decides::End);
        for (words, _) in conditions::quoted(placed.condition).into_iter().filter(|_| hangs) {
            let quotation = Quotation::new(text.draft.sources, words);
            let hits = text.lexicon.find(catalogue::NO_VIOLATION_DEFINITION.slug, quotation.text);
            places.extend(
                hits.into_iter().map(|hit| (quotation.part(&hit.range), "of which clauses is not said")),
            );
        }
    }
    // Where nothing follows from any violation, that is said already.
    let follows = answers_any_violation(text);
    for (_, quotation) in text.quotations().filter(|_| follows) {
        let hits = text.lexicon.find(catalogue::NO_VIOLATION_DEFINITION.slug, quotation.text);
        places
            .extend(hits.into_iter().map(|hit| (quotation.part(&hit.range), "of which clauses is not said")));
    }
    places.sort_unstable();
    let Some(((span, label), others)) = places.split_first() else { return Vec::new() };
    let mut diagnostic =
        Diagnostic::new(&catalogue::NO_VIOLATION_DEFINITION, *span, "what counts as a violation is not said")
            .because(*label);
    for (span, _) in others.iter().take(3) {
        diagnostic = diagnostic.and(*span, "nor here");
    }
    vec![Finding::plain(
        diagnostic
            .help("number the clauses that count: `when a party violates 1 or 2, ...`")
            .help("or give the word a meaning: `term \"violation\": act is attack or besiege`"),
    )]
}

/// Whether some clause, phase or streak numbers what may be violated, or a term says what it is.
fn is_defined(text: &Text<'_>) -> bool {
    let by_number = conditions::all(text).iter().any(|placed| !asked_about(placed.condition).is_empty());
    let by_a_streak = text.sentences(|statement| match statement {
        StatementKind::Streak { .. } => Some(()),
        _ => None,
    });
    let by_a_term = text.sentences(|statement| match statement {
        StatementKind::Term { title, definition: Some(_), .. } => Some(&title.text),
        _ => None,
    });
    let slug = catalogue::NO_VIOLATION_DEFINITION.slug;
    by_number
        || by_a_streak.count() > 0
        || by_a_term.into_iter().any(|(_, title)| !text.lexicon.find(slug, title).is_empty())
}
