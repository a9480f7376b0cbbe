//! A deadline that comes when nothing is owed any more: after the agreement, or after the phase that the duty belongs to.

use super::owes;
use super::words::phase_name;
use crate::catalogue;
use crate::check::moments::{elapsed_days, length, until_when};
use crate::check::{Claim, Finding};
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::with_headings;
use crate::graph::schedule::{Length, Schedule, spread};
use crate::model::clauses::Clause;
use crate::model::ids::{ClauseId, PhaseId};
use crate::model::time::{Seconds, in_words};
use crate::model::waits::{Awaited, PhaseEnd, WaitKind};
use crate::source::Span;
use crate::syntax::tree::PhaseEdge;

/// The first instant at which a duty is late, at the earliest, and the words that give it.
struct Deadline {
    late: Seconds,
    span: Span,
}

/// All duties that are due after their end. `solved` has the network and the earliest instants of its events, where there is
/// anything to order.
pub(super) fn find(draft: &Draft<'_>, solved: Option<(&Schedule, &[Option<Seconds>])>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, clause) in draft.model.clauses.iter().enumerate().filter(|(_, clause)| owes(clause)) {
        let id = ClauseId::at(index);
        let deadline = deadline(draft, clause, solved);
        let past = deadline.as_ref().and_then(|deadline| {
            past_phase(draft, (id, clause), deadline).or_else(|| past_force(draft, id, deadline))
        });
        findings.extend(past.or_else(|| longer_than_phase(draft, id, clause)));
    }
    findings
}

/// The deadline of a duty. What runs from an event is due no earlier than the event and the length allow.
fn deadline(
    draft: &Draft<'_>,
    clause: &Clause,
    solved: Option<(&Schedule, &[Option<Seconds>])>,
) -> Option<Deadline> {
    let fixed = clause.timing.until.filter(|_| !clause.timing.lasts);
    let fixed = fixed.map(|(late, span)| Deadline { late, span });
    let running = clause.timing.waits.iter().filter_map(|wait| {
        let (schedule, earliest) = solved?;
        let WaitKind::Within(by) = wait.kind else { return None };
        let event = schedule.event(&wait.of)?;
        let from = earliest.get(event.0).copied().flatten()?;
        let by = Length { amount: by.amount, unit: by.unit };
        Some(Deadline { late: by.least(from, &draft.model.time_zone)?, span: wait.span })
    });
    // The first that comes is the one by which it must be done.
    fixed.into_iter().chain(running).min_by_key(|deadline| deadline.late)
}

fn past_force(draft: &Draft<'_>, id: ClauseId, deadline: &Deadline) -> Option<Finding> {
    let (model, zone) = (draft.model, &draft.model.time_zone);
    let end = model.end.filter(|&end| deadline.late > end)?;
    let title = format!("`{}` is due after the agreement has ended", draft.label(id));
    let due = until_when(deadline.late, zone);
    let mut diagnostic =
        Diagnostic::new(&catalogue::DEADLINE_PAST_END, deadline.span, title).because(format!("due {due}"));
    if let Some(span) = model.end_words {
        diagnostic = diagnostic.and(span, format!("ends {}", in_words(end, zone)));
    }
    diagnostic.witness = Some(format!(
        "{} {}: the agreement ends; `{}` is due {due}, {} later, and is never owed",
        in_words(end, zone),
        model.time_zone_name,
        draft.label(id),
        elapsed_days(deadline.late - end),
    ));
    let diagnostic = with_helps(draft, id, diagnostic, "or let the agreement last until then");
    Some(Finding { diagnostic, claim: Claim::PastEnd { clause: id, late: deadline.late, end, phase: None } })
}

fn past_phase(draft: &Draft<'_>, (id, clause): (ClauseId, &Clause), deadline: &Deadline) -> Option<Finding> {
    let zone = &draft.model.time_zone;
    let ended = |phase: PhaseId| -> Option<Seconds> {
        let times = draft.model.phases.get(phase.index())?.times.as_ref()?;
        let (_, end) = times.iter().last()?;
        (deadline.late > end).then_some(end)
    };
    let (phase, end) = phases_of(clause).find_map(|phase| Some((phase, ended(phase)?)))?;
    let (name, due) = (phase_name(draft, phase), until_when(deadline.late, zone));
    let mut diagnostic =
        Diagnostic::new(&catalogue::DEADLINE_PAST_END, deadline.span, after_phase(draft, id, phase))
            .because(format!("due {due}"));
    if let Some(span) = end_words(draft, phase) {
        diagnostic = diagnostic.and(span, format!("ends {}", in_words(end, zone)));
    }
    diagnostic.witness = Some(format!(
        "{} {}: phase `{name}` ends; `{}` is due {due}, {} later, and is never owed",
        in_words(end, zone),
        draft.model.time_zone_name,
        draft.label(id),
        elapsed_days(deadline.late - end),
    ));
    let help = format!("or let phase `{name}` last until then, or take `during phase {name}` out");
    let diagnostic = with_helps(draft, id, diagnostic, &help);
    let claim = Claim::PastEnd { clause: id, late: deadline.late, end, phase: Some(phase) };
    Some(Finding { diagnostic, claim })
}

/// A deadline that runs from the begin of a phase for longer than the phase lasts, whenever that begins.
fn longer_than_phase(draft: &Draft<'_>, id: ClauseId, clause: &Clause) -> Option<Finding> {
    let zone = &draft.model.time_zone;
    let (phase, window, whole) = phases_of(clause).find_map(|phase| {
        let Some(PhaseEnd::Lasts(whole)) = &draft.model.phases.get(phase.index())?.end else { return None };
        let window = clause.timing.waits.iter().find_map(|wait| match (&wait.kind, &wait.of) {
            (WaitKind::Within(by), Awaited::PhaseEdge { phase: from, edge: PhaseEdge::Begins })
                if *from == phase =>
            {
                Some(*by)
            }
            _ => None,
        })?;
        Some((phase, window, *whole))
    })?;
    let length_of = |of: crate::model::waits::Length| Length { amount: of.amount, unit: of.unit };
    let longer = if window.unit == whole.unit {
        window.amount > whole.amount
    } else {
        let spread = spread(zone);
        length_of(window).bounds(spread).0 > length_of(whole).bounds(spread).1
    };
    if !longer {
        return None;
    }
    let (due, lasts) = (length((window.amount, window.unit)), length((whole.amount, whole.unit)));
    let mut diagnostic =
        Diagnostic::new(&catalogue::DEADLINE_PAST_END, window.span, after_phase(draft, id, phase))
            .because(format!("due after {due}"))
            .and(whole.span, format!("ends after {lasts}"));
    let name = phase_name(draft, phase);
    diagnostic.witness = Some(format!(
        "whenever phase `{name}` begins, it ends after {lasts}, and `{}` is due after {due}",
        draft.label(id)
    ));
    let help = format!("or let phase `{name}` last as long, or take `during phase {name}` out");
    let diagnostic = with_helps(draft, id, diagnostic, &help);
    let claim = Claim::LongerThanPhase {
        clause: id,
        window: (window.amount, window.unit),
        phase: (whole.amount, whole.unit),
    };
    Some(Finding { diagnostic, claim })
}

fn after_phase(draft: &Draft<'_>, id: ClauseId, phase: PhaseId) -> String {
    let title = format!("`{}` is due after phase `{}` has ended", draft.label(id), phase_name(draft, phase));
    if title.chars().count() > 60 {
        format!("`{}` is due after its phase has ended", draft.label(id))
    } else {
        title
    }
}

fn with_helps(draft: &Draft<'_>, id: ClauseId, diagnostic: Diagnostic, other: &str) -> Diagnostic {
    let diagnostic = diagnostic.help(format!("let `{}` be due before the end", draft.label(id))).help(other);
    with_headings(draft, diagnostic, id, &[])
}

/// The phases to which a duty belongs.
fn phases_of(clause: &Clause) -> impl Iterator<Item = PhaseId> {
    clause.timing.waits.iter().filter_map(|wait| match (&wait.kind, &wait.of) {
        (WaitKind::During, Awaited::PhaseRunning { phase, .. }) => Some(*phase),
        _ => None,
    })
}

/// The words that say how a phase ends.
fn end_words(draft: &Draft<'_>, phase: PhaseId) -> Option<Span> {
    match draft.model.phases.get(phase.index())?.end.as_ref()? {
        PhaseEnd::Occasion(occasion) => Some(occasion.span),
        PhaseEnd::Lasts(length) => Some(length.span),
        PhaseEnd::Condition { span, .. } => Some(*span),
    }
}
