//! Conduct that one clause forbids and another permits, where neither prevails.

use std::collections::BTreeMap;

use super::{Claim, Draft, Finding};
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::{ActorId, ClauseId};
use crate::scope::{Meetings, Region, in_words, witness};

/// Where a prohibition and a permission meet, under the first reading under which they do.
struct Conflict {
    reader: Option<ActorId>,
    /// Other readers under whom they meet too.
    also: usize,
    shared: Region,
}

/// All pairs of a prohibition and a permission that share a fact of their effective scopes: what prevails is cut out of
/// these, so a shared fact is forbidden and permitted, and nothing says which counts.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut conflicts: BTreeMap<(ClauseId, ClauseId), Conflict> = BTreeMap::new();
    for reading in &draft.readings {
        let of = |modality: Modality| reading.rules.iter().filter(move |rule| rule.modality == modality);
        let permissions = Meetings::of(of(Modality::Permission).map(|rule| (rule.clause, &rule.effective)));
        for rule in of(Modality::Prohibition) {
            for (permits, shared) in permissions.with(&rule.effective) {
                let conflict = conflicts.entry((rule.clause, permits)).or_insert(Conflict {
                    reader: reading.reader,
                    also: 0,
                    shared,
                });
                conflict.also += 1;
            }
        }
    }
    let found = |((forbids, permits), conflict)| finding(draft, forbids, permits, &conflict);
    conflicts.into_iter().filter_map(found).collect()
}

fn finding(draft: &Draft<'_>, forbids: ClauseId, permits: ClauseId, conflict: &Conflict) -> Option<Finding> {
    let model = draft.model;
    let fact = witness(model, &conflict.shared)?;
    let (one, other) = (draft.label(forbids), draft.label(permits));
    let mut diagnostic = Diagnostic::new(
        &catalogue::CONTRADICTION,
        draft.words_span(forbids)?,
        format!("`{one}` forbids what `{other}` permits"),
    )
    .because("forbidden here")
    .and(draft.words_span(permits)?, "permitted here");
    let mut words = in_words(model, &fact, Some(&conflict.shared));
    if let Some(reader) = draft.as_read(conflict.reader) {
        words += &format!(" ({reader})");
    }
    diagnostic.witness = Some(words);
    diagnostic = diagnostic
        .help(format!("say which prevails: `notwithstanding {one}` in `{other}`, or `subject to {one}`"))
        .help(format!(
            "or cut the case out of one of them with `except`, so that `{one}` and `{other}` do not meet"
        ));
    if left_to_judgement(draft, forbids) {
        diagnostic.severity = Severity::Warning;
        diagnostic.confidence = Some(Confidence::Medium);
        diagnostic = diagnostic.note(format!("whether `{one}` is breached is left to somebody's judgement"));
    }
    for clause in [forbids, permits] {
        if let Some(heading) = draft.heading(clause) {
            diagnostic = diagnostic.note(heading);
        }
    }
    let claim = Claim::Contradiction { reader: conflict.reader, forbids, permits, fact };
    Some(Finding { diagnostic, claim })
}

/// Whether a clause says `as judged by`.
fn left_to_judgement(draft: &Draft<'_>, clause: ClauseId) -> bool {
    let kind = draft.model.clause(clause).map(|clause| &clause.kind);
    matches!(kind, Some(ClauseKind::Conduct { judged_by: Some(_), .. }))
}
