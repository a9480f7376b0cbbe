//! An agreement that neither ends, nor is renewed, nor says how a party may leave it.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};
use crate::syntax::tree::{InstrumentRelation, QualifierKind, StatementKind};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    if text.clauses().is_empty() || says_its_end(text) || wording_says_it(text) || every_clause_ends(text) {
        return Vec::new();
    }
    finding(text).into_iter().collect()
}

/// Whether a sentence gives it an end, or leaves it to another text.
fn says_its_end(text: &Text<'_>) -> bool {
    text.statements().iter().any(|statement| match &statement.kind {
        StatementKind::InForce { end, .. } => end.is_some(),
        StatementKind::Renewed { .. }
        | StatementKind::RenewedAutomatically { .. }
        | StatementKind::EndsOn(_)
        | StatementKind::EndsWhen(_) => true,
        StatementKind::Instrument { relation, .. } => *relation == InstrumentRelation::Amends,
        _ => false,
    })
}

/// Whether the official wording of a clause, or a heading, speaks of an end.
fn wording_says_it(text: &Text<'_>) -> bool {
    let slug = catalogue::NO_END.slug;
    let headings = text.sentences(|statement| match statement {
        StatementKind::Article { title, .. } => title.as_ref(),
        _ => None,
    });
    let mut wordings = text.quotations().map(|(_, quotation)| quotation.text);
    wordings.any(|words| !text.lexicon.find(slug, words).is_empty())
        || headings.into_iter().any(|(_, title)| !text.lexicon.find(slug, &title.text).is_empty())
}

/// Whether every clause that forbids or permits ends by itself.
fn every_clause_ends(text: &Text<'_>) -> bool {
    let ends = |kind: &QualifierKind| {
        matches!(
            kind,
            QualifierKind::Until(_)
                | QualifierKind::For(_)
                | QualifierKind::Between(..)
                | QualifierKind::During(_)
                | QualifierKind::By(_)
                | QualifierKind::Within { .. }
        )
    };
    let mut norms = text.norms().peekable();
    norms.peek().is_some() && norms.all(|(_, norm, _)| norm.qualifiers.iter().any(|own| ends(&own.kind)))
}

fn finding(text: &Text<'_>) -> Option<Finding> {
    let in_force = text.sentences(|statement| match statement {
        StatementKind::InForce { .. } => Some(()),
        _ => None,
    });
    let start = in_force.into_iter().next().map(|(span, ())| span);
    let title = "no end is stated, and no way to end it";
    let diagnostic = Diagnostic::new(&catalogue::NO_END, start.or(text.title_span())?, title)
        .because("in force from here on")
        .help("state an end, e.g. `in force from ... for 6 months` or `ends on DATE`")
        .help("or how it may end, e.g. `ends when a guarantor objects`")
        .note("a party that stops observing it can say that it has ended, and nothing in the text says when or how");
    Some(Finding::plain(diagnostic))
}
