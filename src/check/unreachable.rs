//! Phases that can never run.

use std::collections::BTreeSet;

use super::claim::Never;
use super::deadlock::held_up;
use super::{Claim, Finding, lifetime};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::graph::{Event, Steps};
use crate::model::clauses::{Clause, ClauseKind, Modality};
use crate::model::ids::{ClauseId, PhaseId};
use crate::model::time::{self, Seconds};
use crate::model::waits::{Awaited, Phase, PhaseEnd};
use crate::syntax::tree::{ClauseStateKind, PhaseEdge};

/// Of more phases than this that end with another one, it is not asked whether they end before they begin.
const MOST_ENDS: usize = 200;

/// One finding for each phase that can never run of itself; what waits for it is shown with it.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let Some(steps) = Steps::of(draft.model) else { return Vec::new() };
    let stuck = steps.never(&[]);
    let mut ends = 0;
    let mut roots: Vec<(PhaseId, Never)> = Vec::new();
    for (at, phase) in draft.model.phases.iter().enumerate() {
        let id = PhaseId::at(at);
        // What is in a deadlock, or waits for one, is told there.
        if stuck.contains(&Event::PhaseBegins(id)) {
            continue;
        }
        let why = never_begins(draft, phase).or_else(|| {
            ends += 1;
            ends_first(&steps, id, phase).filter(|_| ends <= MOST_ENDS)
        });
        roots.extend(why.map(|why| (id, why)));
    }
    let impossible: Vec<Event> = roots.iter().map(|&(id, _)| Event::PhaseBegins(id)).collect();
    let never = if impossible.is_empty() { BTreeSet::new() } else { steps.never(&impossible) };
    let mut told: BTreeSet<Event> = stuck.union(&impossible.iter().copied().collect()).copied().collect();
    let mut findings = Vec::new();
    for (id, why) in roots {
        let causes = BTreeSet::from([Event::PhaseBegins(id)]);
        let followers: Vec<Event> =
            steps.held_up_by(&causes, &never).into_iter().filter(|&event| told.insert(event)).collect();
        let Some(phase) = draft.model.phases.get(id.index()) else { continue };
        let diagnostic = held_up(draft, diagnostic(draft, phase, &why), &followers, &causes);
        findings.push(Finding { diagnostic, claim: Claim::UnreachablePhase { phase: id, why } });
    }
    findings
}

fn never_begins(draft: &Draft<'_>, phase: &Phase) -> Option<Never> {
    let end = lifetime::end(draft);
    if let Some((at, end)) = phase.from.at.zip(end)
        && at >= end
        && !follows_one_past(draft, phase, end)
    {
        return Some(Never::PastEnd { at, end });
    }
    match phase.from.of.as_ref()? {
        Awaited::Clauses { alternatives, state } => {
            let clause = |&id: &ClauseId| draft.model.clause(id).is_some_and(|one| is_never(one, *state));
            let hopeless = |list: &Vec<ClauseId>| !list.is_empty() && list.iter().all(clause);
            (!alternatives.is_empty() && alternatives.iter().all(hopeless))
                .then(|| Never::Unfulfillable(alternatives.concat()))
        }
        Awaited::PhaseEdge { phase, edge: PhaseEdge::Ends } => {
            draft.model.phases.get(phase.index())?.end.is_none().then_some(Never::Endless(*phase))
        }
        _ => None,
    }
}

/// Whether a phase counts from one that begins no earlier than this: then it is told of that one.
fn follows_one_past(draft: &Draft<'_>, phase: &Phase, end: Seconds) -> bool {
    let Some(Awaited::PhaseEdge { phase: other, .. }) = &phase.from.of else { return false };
    let other = draft.model.phases.get(other.index());
    other.and_then(|other| other.from.at).is_some_and(|at| at >= end)
}

/// Whether a clause never has a state: nobody judges words that are stated only, and what is forbidden for good is kept and
/// never fulfilled.
fn is_never(clause: &Clause, state: ClauseStateKind) -> bool {
    let fulfilled = state == ClauseStateKind::Fulfilled;
    match &clause.kind {
        ClauseKind::StatedOnly => fulfilled || state == ClauseStateKind::Begun,
        ClauseKind::Conduct { modality: Modality::Prohibition, .. } => {
            fulfilled && clause.timing.until.is_none() && clause.timing.waits.is_empty()
        }
        _ => false,
    }
}

/// Whether a phase begins after that with which it ends: if the one could not happen, neither could the other.
fn ends_first(steps: &Steps, id: PhaseId, phase: &Phase) -> Option<Never> {
    let Some(PhaseEnd::Occasion(end)) = &phase.end else { return None };
    let Some(Awaited::PhaseEdge { phase: other, edge }) = end.of else { return None };
    let end = match edge {
        PhaseEdge::Begins => Event::PhaseBegins(other),
        PhaseEdge::Ends => Event::PhaseEnds(other),
    };
    steps.never(&[end]).contains(&Event::PhaseBegins(id)).then_some(Never::EndsFirst(end))
}

fn diagnostic(draft: &Draft<'_>, phase: &Phase, why: &Never) -> Diagnostic {
    let model = draft.model;
    let name = &phase.name;
    let found = |title: &str| {
        Diagnostic::new(&catalogue::UNREACHABLE_PHASE, phase.from.span, format!("phase `{name}` {title}"))
    };
    match why {
        Never::PastEnd { at, end } => {
            let shown = |instant: &i64| time::in_words(*instant, &model.time_zone);
            let mut found =
                found("begins when the agreement is over").because("the agreement is over by then");
            found.witness =
                Some(format!("the phase begins on {}, the agreement ends on {}", shown(at), shown(end)));
            found
                .help(format!("let `{name}` begin before the agreement ends"))
                .help("or let the agreement run longer, e.g. `renewed for DURATION from MOMENT`")
        }
        Never::Unfulfillable(clauses) => {
            let mut found = found("can never begin").because("this never happens");
            for &id in clauses {
                let Some(clause) = model.clause(id) else { continue };
                let stated = clause.kind == ClauseKind::StatedOnly;
                let why = if stated { "judged by nobody" } else { "forbidden for good, never fulfilled" };
                found = found.and(clause.words, why);
            }
            found
                .help(format!("let `{name}` begin at a date, or when a duty is fulfilled"))
                .help("or write what is awaited as a duty: `PARTY shall ACT by DATE`")
        }
        Never::Endless(other) => {
            let Some(other) = model.phases.get(other.index()) else { return found("can never begin") };
            found("can never begin")
                .because(format!("`{}` never ends", other.name))
                .and(other.span, "a phase without an end")
                .help(format!("give `{}` an end: `until EVENT` or `for DURATION`", other.name))
                .help(format!("or let `{name}` begin at a date"))
        }
        Never::EndsFirst(_) => {
            let mut found = found("ends before it begins").because("only after its own end");
            if let Some(PhaseEnd::Occasion(end)) = &phase.end {
                found = found.and(end.span, "its end, which comes first");
            }
            found.help(format!("let `{name}` end with something that comes after its begin"))
        }
    }
}
