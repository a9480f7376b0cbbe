//! Streaks that can never be reached: there is less time than they need.

use std::collections::BTreeSet;

use super::deadlock::{held_up, name};
use super::{Claim, Finding, lifetime};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::graph::{Event, Steps};
use crate::model::ids::{ClauseId, PhaseId, StreakId};
use crate::model::time::{self, Seconds};
use crate::model::waits::{Awaited, Length, Phase, PhaseEnd, Wait, WaitKind};
use crate::sets::LATEST;
use crate::source::Span;
use crate::syntax::tree::Direction;

/// A run of days that does not fit.
struct TooLong {
    /// What therefore never happens.
    never: Event,
    /// What it is called; nothing of a run without a name.
    name: Option<String>,
    /// The whole of its words.
    words: Span,
    length: Length,
    from: Seconds,
    until: Seconds,
    /// Whether a phase is over then, and not the agreement.
    phase: bool,
}

/// One finding for each streak that does not fit; what waits for it is shown with it.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut found = named(draft);
    let model = draft.model;
    for (at, clause) in model.clauses.iter().enumerate() {
        let never = Event::Begun(ClauseId::at(at));
        found.extend(clause.timing.waits.iter().filter_map(|wait| held(draft, never, wait)));
    }
    for (at, phase) in model.phases.iter().enumerate() {
        let Some(PhaseEnd::Condition { waits, .. }) = &phase.end else { continue };
        let never = Event::PhaseEnds(PhaseId::at(at));
        found.extend(waits.iter().filter_map(|wait| held(draft, never, wait)));
    }
    if found.is_empty() {
        return Vec::new();
    }
    let Some(steps) = Steps::of(model) else { return Vec::new() };
    let impossible: Vec<Event> = found.iter().map(|one| one.never).collect();
    let never = steps.never(&impossible);
    let mut told = steps.never(&[]);
    told.extend(&impossible);
    let mut findings = Vec::new();
    for one in found {
        let causes = BTreeSet::from([one.never]);
        let followers: Vec<Event> =
            steps.held_up_by(&causes, &never).into_iter().filter(|&event| told.insert(event)).collect();
        let diagnostic = held_up(draft, diagnostic(draft, &one), &followers, &causes);
        let claim = Claim::UnreachableStreak { from: one.from, length: one.length, until: one.until };
        findings.push(Finding { diagnostic, claim });
    }
    findings
}

/// The streaks that are declared: from their begin, or else that of the agreement, to its end.
fn named(draft: &Draft<'_>) -> Vec<TooLong> {
    let Some(until) = lifetime::end(draft) else { return Vec::new() };
    let streaks = draft.model.streaks.iter().enumerate().filter_map(|(at, streak)| {
        let from = match &streak.from {
            Some(from) => from.at?,
            None => lifetime::begin(draft)?,
        };
        let length = streak.length?;
        let never = Event::Reached(StreakId::at(at));
        let name = Some(name(draft, never));
        too_long(draft, TooLong { never, name, words: length.span, length, from, until, phase: false })
    });
    streaks.collect()
}

/// A run, or a phase that must hold for some time, in a condition that must hold.
fn held(draft: &Draft<'_>, never: Event, wait: &Wait) -> Option<TooLong> {
    if wait.kind != WaitKind::Provided {
        return None;
    }
    let end = lifetime::end(draft);
    match &wait.of {
        Awaited::Run { length, .. } => {
            let (from, until) = (lifetime::begin(draft)?, end?);
            let one =
                TooLong { never, name: None, words: wait.span, length: *length, from, until, phase: false };
            too_long(draft, one)
        }
        Awaited::PhaseRunning { phase, held: Some(length) } => {
            let phase = draft.model.phases.get(phase.index())?;
            let (from, own) = runs(phase)?;
            let until = own.into_iter().chain(end).min()?;
            let name = Some(format!("`{}`", phase.name));
            let phase = own == Some(until);
            too_long(draft, TooLong { never, name, words: wait.span, length: *length, from, until, phase })
        }
        _ => None,
    }
}

/// When a phase begins and, where that is fixed too, when it ends.
fn runs(phase: &Phase) -> Option<(Seconds, Option<Seconds>)> {
    match phase.times.as_ref().and_then(|times| times.iter().next()) {
        Some((from, until)) => Some((from, Some(until).filter(|&until| until != LATEST))),
        None => Some((phase.from.at?, None)),
    }
}

/// What does not fit. A run that ends at the very instant at which the time is over, fits.
fn too_long(draft: &Draft<'_>, one: TooLong) -> Option<TooLong> {
    (reached(draft, &one)? > one.until).then_some(one)
}

fn reached(draft: &Draft<'_>, one: &TooLong) -> Option<Seconds> {
    time::shift(one.from, one.length.amount, one.length.unit, Direction::After, &draft.model.time_zone)
}

fn diagnostic(draft: &Draft<'_>, one: &TooLong) -> Diagnostic {
    let at = |instant| time::in_words(instant, &draft.model.time_zone);
    let title = match &one.name {
        Some(name) if name.chars().count() <= 30 => format!("{name} can never last that long"),
        _ => "this can never last that long".to_owned(),
    };
    let mut found = Diagnostic::new(&catalogue::UNREACHABLE_STREAK, one.words, title)
        .because("longer than there is time");
    let over = if one.phase { "the phase is over" } else { "the agreement ends" };
    if let Some(reached) = reached(draft, one) {
        found.witness = Some(format!(
            "counted from {}, it would last until {}; {over} on {}",
            at(one.from),
            at(reached),
            at(one.until)
        ));
    }
    let found = found.help("shorten it to what there is time for");
    if one.phase {
        found.help("or let the phase last longer")
    } else {
        found.help("or let the agreement run longer, e.g. `renewed for DURATION from MOMENT`")
    }
}
