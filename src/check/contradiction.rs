//! Conduct that one clause forbids and another permits, where neither prevails.

use std::collections::BTreeMap;

use super::scenario::{Expected, scenario};
use super::words::{is_left_to_judgement, shown, with_headings};
use super::{Claim, Draft, Finding};
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId};
use crate::scope::{Meetings, Region};

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
    let (fact, words) = shown(draft, conflict.reader, &conflict.shared)?;
    let (one, other) = (draft.label(forbids), draft.label(permits));
    let mut diagnostic = Diagnostic::new(
        &catalogue::CONTRADICTION,
        draft.words_span(forbids)?,
        format!("`{one}` forbids what `{other}` permits"),
    )
    .because("forbidden here")
    .and(draft.words_span(permits)?, "permitted here");
    diagnostic.witness = Some(words);
    diagnostic.scenario = scenario(
        draft,
        &format!("{one} forbids what {other} permits"),
        conflict.reader,
        &fact,
        &[(forbids, Expected::Violated), (permits, Expected::Permits)],
    );
    diagnostic = diagnostic
        .help(format!("say which prevails: `notwithstanding {one}` in `{other}`, or `subject to {one}`"))
        .help(format!(
            "or cut the case out of one of them with `except`, so that `{one}` and `{other}` do not meet"
        ));
    if is_left_to_judgement(draft, forbids) {
        diagnostic.severity = Severity::Warning;
        diagnostic.confidence = Some(Confidence::Medium);
        diagnostic = diagnostic.note(format!("whether `{one}` is breached is left to somebody's judgement"));
    }
    let diagnostic = with_headings(draft, diagnostic, forbids, &[permits]);
    let claim = Claim::Contradiction { reader: conflict.reader, forbids, permits, fact };
    Some(Finding { diagnostic, claim })
}
