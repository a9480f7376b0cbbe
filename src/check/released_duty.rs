//! Duties from which another clause releases (`need not`).

use super::owed::all_owed;
use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::{shown, with_headings};
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::ClauseId;
use crate::scope::Scope;

/// Each pair of a duty and a release that share a way to meet the duty, under the first reading under which they do.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for reading in &draft.readings {
        let compiler = draft.compiler(reading.reader);
        let releases: Vec<(ClauseId, Scope)> = releases(draft)
            .filter_map(|(clause, scope)| Some((clause, compiler.scope(scope).ok()?)))
            .collect();
        if releases.is_empty() {
            return findings;
        }
        for duty in all_owed(draft, &compiler, &reading.rules) {
            for (release, scope) in &releases {
                let (release, duty_clause) = (*release, duty.clause);
                let stands = draft.priority.prevails(release, duty_clause)
                    || draft.priority.prevails(duty_clause, release);
                let told = findings.iter().any(|finding| match &finding.claim {
                    Claim::ReleasedDuty { duty, release: known, .. } => {
                        (*duty, *known) == (duty_clause, release)
                    }
                    _ => false,
                });
                if stands || told {
                    continue;
                }
                let shared = duty.ways.intersection(scope);
                let Some(region) = shared.regions().first() else { continue };
                let (own, other) = (draft.label(duty_clause), draft.label(release));
                let (Some((fact, words)), Some(here), Some(there)) = (
                    shown(draft, reading.reader, region),
                    draft.words_span(duty_clause),
                    draft.words_span(release),
                ) else {
                    continue;
                };
                let mut diagnostic = Diagnostic::new(
                    &catalogue::RELEASED_DUTY,
                    there,
                    format!("`{other}` releases from what `{own}` requires"),
                )
                .because("released here")
                .and(here, "required here");
                diagnostic.witness = Some(words);
                diagnostic = diagnostic
                    .help(format!(
                        "say which prevails: `notwithstanding {own}` in `{other}`, or `subject to {own}`"
                    ))
                    .help(format!("or narrow `{own}` to what is to be done"));
                let diagnostic = with_headings(draft, diagnostic, release, &[duty_clause]);
                let claim = Claim::ReleasedDuty { reader: reading.reader, duty: duty_clause, release, fact };
                findings.push(Finding { diagnostic, claim });
            }
        }
    }
    findings
}

/// The clauses that say `need not`, with the facts of which they say so.
fn releases<'a>(
    draft: &Draft<'a>,
) -> impl Iterator<Item = (ClauseId, &'a crate::model::descriptions::Description)> {
    draft.model.clauses.iter().enumerate().filter_map(|(index, clause)| match &clause.kind {
        ClauseKind::NotEvaluated { modality: Some(Modality::Release), scope: Some(scope), .. } => {
            Some((ClauseId::at(index), scope))
        }
        _ => None,
    })
}
