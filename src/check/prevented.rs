//! Conduct that one clause permits and that another obliges somebody to prevent.

use std::collections::BTreeSet;

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::{shown, with_headings};
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId};
use crate::scope::{Meetings, Region, Scope};

/// Each pair of a permission and a duty to prevent that share a fact, under the first reading under which they do.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut told: BTreeSet<(ClauseId, ClauseId)> = BTreeSet::new();
    for reading in &draft.readings {
        let compiler = draft.compiler(reading.reader);
        let Ok(in_force) = compiler.scope(&draft.model.in_force) else { continue };
        let prevented: Vec<(ClauseId, Scope)> = draft
            .model
            .clauses
            .iter()
            .enumerate()
            .filter_map(|(index, clause)| Some((ClauseId::at(index), clause.prevents.as_ref()?)))
            .filter_map(|(clause, conduct)| {
                Some((clause, compiler.scope(conduct).ok()?.intersection(&in_force)))
            })
            .collect();
        if prevented.is_empty() {
            return findings;
        }
        let permissions = reading.rules.iter().filter(|rule| rule.modality == Modality::Permission);
        let permissions = Meetings::of(permissions.map(|rule| (rule.clause, &rule.effective)));
        for (prevents, scope) in &prevented {
            for (permits, region) in permissions.with(scope) {
                let stands = draft.priority.prevails(permits, *prevents)
                    || draft.priority.prevails(*prevents, permits);
                if !stands && told.insert((*prevents, permits)) {
                    findings.extend(finding(draft, reading.reader, *prevents, permits, &region));
                }
            }
        }
    }
    findings
}

fn finding(
    draft: &Draft<'_>,
    reader: Option<ActorId>,
    prevents: ClauseId,
    permits: ClauseId,
    region: &Region,
) -> Option<Finding> {
    let (own, other) = (draft.label(permits), draft.label(prevents));
    let (fact, words) = shown(draft, reader, region)?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::PERMITTED_AND_PREVENTED,
        draft.words_span(permits)?,
        format!("`{own}` permits what `{other}` is to prevent"),
    )
    .because("permitted here")
    .and(draft.words_span(prevents)?, "to be prevented here");
    diagnostic.witness = Some(words);
    diagnostic = diagnostic
        .help(format!("say which prevails: `notwithstanding {other}` in `{own}`, or `subject to {other}`"))
        .help(format!(
            "or cut the case out of one of them with `except`, so that `{own}` and `{other}` do not meet"
        ));
    let diagnostic = with_headings(draft, diagnostic, permits, &[prevents]);
    Some(Finding { diagnostic, claim: Claim::PermittedAndPrevented { reader, permits, prevents, fact } })
}
