//! Clauses each of which holds only if the other is observed.

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::headings;
use crate::graph::{Hangs, Steps};
use crate::model::ids::ClauseId;

/// No more of a circle than this is shown.
const MOST_LABELS: usize = 12;

/// One finding for each set of clauses that hang on one another.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let Some(steps) = Steps::of(draft.model) else { return Vec::new() };
    steps.mutual(draft.model).iter().filter_map(|circle| finding(draft, circle)).collect()
}

fn finding(draft: &Draft<'_>, circle: &[Hangs]) -> Option<Finding> {
    let (first, rest) = circle.split_first()?;
    let clauses: Vec<ClauseId> = circle.iter().map(|edge| edge.clause).collect();
    let labels: Vec<&str> = clauses.iter().map(|&clause| draft.label(clause)).collect();
    let mut diagnostic = Diagnostic::new(&catalogue::MUTUAL_PRECONDITION, first.span, title(&labels))
        .because(format!("only if `{}` is observed", draft.label(first.on)));
    for edge in rest.iter().take(MOST_LABELS) {
        diagnostic = diagnostic.and(edge.span, format!("only if `{}` is observed", draft.label(edge.on)));
    }
    diagnostic = diagnostic
        .help("give each the same date to begin, `from DATE`, so that none has to wait for the other")
        .help(format!(
            "or let one hold until the other is broken: `unless {} is violated`",
            draft.label(first.on)
        ))
        .note("each may say that it is not bound, since the other is not: the text decides for none");
    diagnostic = headings(draft, clauses.iter().copied()).into_iter().fold(diagnostic, Diagnostic::note);
    Some(Finding { diagnostic, claim: Claim::MutualPrecondition { clauses } })
}

fn title(labels: &[&str]) -> String {
    let title = match labels {
        [only] => format!("`{only}` holds only if it is itself observed"),
        [one, other] => format!("`{one}` and `{other}` each hold only if the other does"),
        [others @ .., last] => format!("`{}` and `{last}` hang on one another", others.join("`, `")),
        [] => String::new(),
    };
    if title.chars().count() <= 60 { title } else { "clauses each hold only if the next one does".to_owned() }
}
