//! Clauses that say nothing which another clause does not say as well.

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::with_headings;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::ClauseId;
use crate::scope::{Budget, Containment, Holders, Rule};

/// All prohibitions and permissions whose effective scope lies within that of another one under every reader, and which can
/// go without a judgement changing. Of two that say the same, the later one is redundant.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let Some(written) = draft.readings.first() else { return Vec::new() };
    let mut findings = Vec::new();
    for modality in [Modality::Prohibition, Modality::Permission] {
        let rules: Vec<&Rule> = written.rules.iter().filter(|rule| rule.modality == modality).collect();
        let holders = Holders::of(rules.iter().map(|rule| (rule.clause, &rule.effective)));
        for rule in rules {
            // What is dead or swallowed has its own finding.
            let Some(region) = rule.effective.regions().first() else { continue };
            if is_in_a_chain(draft, rule.clause) {
                continue;
            }
            let wider = holders
                .holding(region)
                .into_iter()
                .filter(|&other| other != rule.clause)
                .find(|&other| says_it_all(draft, rule.clause, other));
            findings.extend(wider.and_then(|wider| finding(draft, rule.clause, wider)));
        }
    }
    findings
}

/// Whether a clause both prevails and yields: others may prevail over others through it, and would no longer if it went.
fn is_in_a_chain(draft: &Draft<'_>, clause: ClauseId) -> bool {
    let prevails = draft.model.clause(clause).is_some_and(|clause| !clause.prevails_over.is_empty());
    prevails && !draft.priority.over(clause).is_empty()
}

/// Whether the one can go because of the other.
fn says_it_all(draft: &Draft<'_>, clause: ClauseId, wider: ClauseId) -> bool {
    let model = draft.model;
    let judge = |clause: ClauseId| match model.clause(clause).map(|clause| &clause.kind) {
        Some(ClauseKind::Conduct { judged_by, .. }) => judged_by.clone(),
        _ => None,
    };
    if judge(clause) != judge(wider) {
        return false;
    }
    let mut equal = true;
    for reading in &draft.readings {
        let (Some(own), Some(other)) = (reading.rules.get(clause), reading.rules.get(wider)) else {
            return false;
        };
        if own.effective.is_subset(&other.effective, Budget::DEFAULT) != Containment::Yes {
            return false;
        }
        equal = equal && other.effective.is_subset(&own.effective, Budget::DEFAULT) == Containment::Yes;
        // What it takes from others, the other one must take as well.
        let takes_from = |rule: &Rule, by: ClauseId| rule.cuts.iter().any(|cut| cut.by == by);
        let mut weaker =
            draft.priority.under(clause).into_iter().filter_map(|other| reading.rules.get(other));
        if weaker.any(|rule| takes_from(rule, clause) && !takes_from(rule, wider)) {
            return false;
        }
    }
    !equal || wider < clause
}

fn finding(draft: &Draft<'_>, clause: ClauseId, wider: ClauseId) -> Option<Finding> {
    let (own, other) = (draft.label(clause), draft.label(wider));
    let diagnostic = Diagnostic::new(
        &catalogue::REDUNDANT_CLAUSE,
        draft.words_span(clause)?,
        format!("`{own}` says nothing that `{other}` does not say"),
    )
    .because("said already")
    .and(draft.words_span(wider)?, "all of it is here")
    .help(format!("take `{own}` out, or say what it adds"))
    .help(format!("or narrow `{other}`, if `{own}` was meant to be all that is said of such cases"));
    let diagnostic = with_headings(draft, diagnostic, clause, &[]);
    Some(Finding { diagnostic, claim: Claim::Redundant { clause, wider } })
}
