//! Duties of which every way, or some way, is forbidden.

use super::owed::{Owed, all_owed};
use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::draft::Draft;
use crate::draft::words::{is_left_to_judgement, numbers, period, shown, with_headings};
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId};
use crate::scope::{Budget, Meetings, Region, Rule, Rules, Scope, in_words, witness};
use crate::sets::Intervals;

/// Each duty once, under the first reading under which something of it is forbidden; what cannot be met at all comes first.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for reading in &draft.readings {
        let owed = all_owed(draft, &draft.compiler(reading.reader), &reading.rules);
        let forbidden = |rule: &&Rule| {
            rule.modality == Modality::Prohibition && !is_left_to_judgement(draft, rule.clause)
        };
        let prohibitions =
            Meetings::of(reading.rules.iter().filter(forbidden).map(|rule| (rule.clause, &rule.effective)));
        for duty in &owed {
            let Some(finding) = against_rules(draft, reading.reader, &reading.rules, &prohibitions, duty)
            else {
                continue;
            };
            let known = findings.iter().position(|known| duty_of(known) == Some(duty.clause));
            match known.and_then(|index| findings.get_mut(index)) {
                None => findings.push(finding),
                Some(known) if is_impossible(&finding) && !is_impossible(known) => *known = finding,
                Some(_) => {}
            }
        }
    }
    findings
}

fn duty_of(finding: &Finding) -> Option<ClauseId> {
    match &finding.claim {
        Claim::ImpossibleDuty { duty, .. } | Claim::HinderedDuty { duty, .. } => Some(*duty),
        _ => None,
    }
}

fn is_impossible(finding: &Finding) -> bool {
    matches!(finding.claim, Claim::ImpossibleDuty { .. })
}

fn against_rules(
    draft: &Draft<'_>,
    reader: Option<ActorId>,
    rules: &Rules,
    prohibitions: &Meetings<'_, ClauseId>,
    duty: &Owed<'_>,
) -> Option<Finding> {
    let mut by: Vec<ClauseId> = Vec::new();
    let mut left = duty.ways.clone();
    let mut first = None;
    for (clause, shared) in prohibitions.with(&duty.ways) {
        // What the duty prevails over is no hindrance, even where the duty cannot be judged yet; nor is what prevails over it,
        // which is cut out of its ways.
        if draft.priority.prevails(duty.clause, clause) || draft.priority.prevails(clause, duty.clause) {
            continue;
        }
        let rule = rules.get(clause)?;
        first.get_or_insert(shared);
        by.push(clause);
        left = left.difference_within(&rule.effective, Budget::DEFAULT)?;
    }
    let met = first?;
    if left.is_empty() {
        return impossible(draft, reader, duty, &by, &met, None);
    }
    // A duty that lasts is owed at each moment: it cannot be met where every way is forbidden for some time.
    if duty.declared.timing.lasts {
        let times = |scope: &Scope| {
            scope.regions().iter().fold(Intervals::empty(), |times, region| times.union(&region.time))
        };
        let blocked = times(&duty.ways).difference(&times(&left));
        if !blocked.is_empty() {
            let then = Region { time: blocked.clone(), ..Region::whole(&draft.universe()) };
            let met = duty.ways.intersection(&Scope::from(then)).regions().first()?.clone();
            return impossible(draft, reader, duty, &by, &met, Some(&blocked));
        }
    }
    hindered(draft, reader, duty, &by, &met, &left)
}

fn impossible(
    draft: &Draft<'_>,
    reader: Option<ActorId>,
    duty: &Owed<'_>,
    by: &[ClauseId],
    met: &Region,
    blocked: Option<&Intervals>,
) -> Option<Finding> {
    let own = draft.label(duty.clause);
    let (fact, words) = shown(draft, reader, met)?;
    let others = numbers(draft, by);
    let mut diagnostic = Diagnostic::new(
        &catalogue::IMPOSSIBLE_DUTY,
        draft.words_span(duty.clause)?,
        format!("every way to do what `{own}` requires is forbidden"),
    )
    .because("required here");
    for &other in by.iter().take(6) {
        diagnostic = diagnostic.and(draft.words_span(other)?, "forbidden here");
    }
    diagnostic.witness = Some(words);
    if let Some(times) = blocked {
        diagnostic = diagnostic.note(format!("so it is {}", period(draft, times)));
    }
    diagnostic = diagnostic
        .help(format!("let `{own}` prevail: write `notwithstanding {others}` in it"))
        .help(format!("or take `{own}` out, if what {others} forbids is to stay forbidden"));
    let diagnostic = with_headings(draft, diagnostic, duty.clause, by);
    let bearers = duty.bearers.iter().map(ActorId::at).collect();
    let claim = Claim::ImpossibleDuty { reader, duty: duty.clause, bearers, by: by.to_vec(), fact };
    Some(Finding { diagnostic, claim })
}

fn hindered(
    draft: &Draft<'_>,
    reader: Option<ActorId>,
    duty: &Owed<'_>,
    by: &[ClauseId],
    met: &Region,
    left: &Scope,
) -> Option<Finding> {
    let own = draft.label(duty.clause);
    let (fact, words) = shown(draft, reader, met)?;
    let open = left.regions().first()?;
    let way = witness(draft.model, open)?;
    let others = numbers(draft, by);
    let mut diagnostic = Diagnostic::new(
        &catalogue::HINDERED_DUTY,
        draft.words_span(duty.clause)?,
        format!("some ways to do what `{own}` requires are forbidden"),
    )
    .because("required here");
    diagnostic.confidence = Some(Confidence::Medium);
    for &other in by.iter().take(6) {
        diagnostic = diagnostic.and(draft.words_span(other)?, "forbidden here");
    }
    diagnostic.witness = Some(words);
    diagnostic = diagnostic
        .note(format!("a way that remains: {}", in_words(draft.model, &way, Some(open))))
        .help(format!("say which prevails, e.g. `notwithstanding {others}` in `{own}`"))
        .help(format!("or narrow `{own}` to the ways that are meant"));
    let diagnostic = with_headings(draft, diagnostic, duty.clause, by);
    let claim = Claim::HinderedDuty { reader, duty: duty.clause, by: by.to_vec(), fact, way };
    Some(Finding { diagnostic, claim })
}
