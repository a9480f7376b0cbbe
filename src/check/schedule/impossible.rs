//! A deadline that comes before what it waits for can have happened.

use std::collections::BTreeSet;

use super::words::{clause_of, happens, named};
use crate::catalogue;
use crate::check::claim::Leg;
use crate::check::moments::{self, from_when, until_when};
use crate::check::{Claim, Finding};
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::with_headings;
use crate::graph::schedule::{Collision, Constraint, EventId, Reason, Schedule, Step};
use crate::model::ids::ClauseId;
use crate::model::time::{Seconds, day_of, in_words};
use crate::source::Span;

/// A chain may be as long as the agreement; so many of its steps are shown.
const MOST_SHOWN: usize = 10;

/// Each collision that is not a consequence of one before it.
pub(super) fn find(draft: &Draft<'_>, schedule: &Schedule, collisions: &[Collision]) -> Vec<Finding> {
    let mut told: BTreeSet<EventId> = BTreeSet::new();
    let mut findings = Vec::new();
    for collision in collisions {
        let (Collision::Late { steps, .. } | Collision::Circle { steps, .. }) = collision;
        let follows = steps.iter().any(|step| told.contains(&step.event));
        told.extend(steps.last().map(|step| step.event));
        if follows {
            continue;
        }
        findings.extend(match collision {
            Collision::Late { steps, deadline } => late(draft, schedule, steps, *deadline),
            Collision::Circle { begin, steps } => circle(draft, schedule, *begin, steps),
        });
    }
    findings
}

/// The place of the first step that leaves an event too little time; none where all of them only wait.
pub(super) fn window(schedule: &Schedule, steps: &[Step]) -> Option<usize> {
    let constraint = |step: &Step| schedule.network.constraints.get(step.constraint);
    steps.iter().position(|step| matches!(constraint(step), Some(Constraint::AtMost { .. })))
}

fn late(draft: &Draft<'_>, schedule: &Schedule, steps: &[Step], deadline: usize) -> Option<Finding> {
    let zone = &draft.model.time_zone;
    let &Constraint::NotAfter { at: latest, .. } = schedule.network.constraints.get(deadline)? else {
        return None;
    };
    // Where some step has a window, that is the deadline in question, and what follows it says from when it runs.
    let (held, after) = match window(schedule, steps) {
        Some(place) => steps.split_at_checked(place)?,
        None => (steps, &[][..]),
    };
    let uppers = uppers(schedule, latest, after)?;
    let upper = uppers.first().copied().unwrap_or(latest);
    let blamed = after.first().map_or(deadline, |step| step.constraint);
    let &(reason, span) = schedule.reasons.get(blamed)?;
    let (span, last) = (span?, held.last()?);
    let what = *schedule.happenings.get(last.event.0)?;
    let (title, label) = match reason {
        Reason::Due(clause) | Reason::Window(clause) => (
            format!("`{}` is due before it can be fulfilled", draft.label(clause)),
            format!("due {}", until_when(upper.saturating_add(1), zone)),
        ),
        _ => (
            format!("{} before it can", happens(draft, what)),
            format!("fixed at {}", from_when(upper, zone)),
        ),
    };
    let mut diagnostic = Diagnostic::new(&catalogue::DEADLINE_IMPOSSIBLE, span, title).because(label.clone());
    let mut shown: Vec<(Span, String)> = Vec::new();
    let mut show = |other: Option<Span>, text: String| {
        let Some(span) = other.filter(|other| *other != span) else { return };
        match shown.iter_mut().find(|(known, _)| *known == span) {
            Some(known) => known.1 = text,
            None => shown.push((span, text)),
        }
    };
    for step in held {
        let (_, span) = *schedule.reasons.get(step.constraint)?;
        show(span, format!("not before {}", from_when(step.at, zone)));
    }
    for (step, upper) in after.iter().zip(uppers.iter()).skip(1) {
        let (_, span) = *schedule.reasons.get(step.constraint)?;
        show(span, format!("so {}", until_when(upper.saturating_add(1), zone)));
    }
    if blamed != deadline {
        let &(reason, span) = schedule.reasons.get(deadline)?;
        show(
            span,
            match reason {
                Reason::Due(_) => format!("due {}", until_when(latest.saturating_add(1), zone)),
                _ => format!("fixed at {}", from_when(latest, zone)),
            },
        );
    }
    for (span, text) in shown.into_iter().take(MOST_SHOWN) {
        diagnostic = diagnostic.and(span, text);
    }
    diagnostic.witness =
        Some(format!("{}, but it is {label} ({})", told(draft, schedule, held), draft.model.time_zone_name));
    let diagnostic = with_helps(draft, schedule, diagnostic, (reason, span), (held, after));
    let first = held.first().and_then(|step| schedule.happenings.get(step.event.0)).copied();
    let diagnostic = noted(draft, diagnostic, &[clause_of(what), first.and_then(clause_of)]);
    Some(Finding { diagnostic, claim: Claim::Late { legs: legs(schedule, None, steps)?, latest } })
}

/// For each step, the latest instant that it leaves to the event that it starts from, if the last one is to be no later
/// than `latest`.
fn uppers(schedule: &Schedule, latest: Seconds, steps: &[Step]) -> Option<Vec<Seconds>> {
    let mut upper = latest;
    let mut uppers = Vec::with_capacity(steps.len());
    for step in steps.iter().rev() {
        upper = schedule.network.lowered(schedule.network.constraints.get(step.constraint)?, upper)?;
        uppers.push(upper);
    }
    uppers.reverse();
    Some(uppers)
}

fn with_helps(
    draft: &Draft<'_>,
    schedule: &Schedule,
    diagnostic: Diagnostic,
    (reason, span): (Reason, Span),
    (held, after): (&[Step], &[Step]),
) -> Diagnostic {
    let zone = &draft.model.time_zone;
    let (Some(first), Some(last)) = (held.first(), held.last()) else { return diagnostic };
    let name = |step: &Step| {
        let what = schedule.happenings.get(step.event.0);
        what.map_or_else(|| "it".to_owned(), |&what| named(draft, what))
    };
    let day = day_of(last.at, zone);
    let diagnostic = match reason {
        Reason::Due(_) if is_whole_date(draft.sources.words(span)) => {
            diagnostic.mend(format!("give {} more time: `by {day}`", name(last)), span, day)
        }
        _ => diagnostic.help(format!("give {} time until {day} at least", name(last))),
    };
    let when = from_when(first.at, zone);
    match after.first() {
        // Moved, the one fixed event would move both the deadline and what comes before it.
        Some(_) if after.last().is_some_and(|last| last.event == first.event) => {
            diagnostic.help(format!("or shorten what {} has to wait for", name(last)))
        }
        Some(other) if name(first) == name(last) => {
            diagnostic.help(format!("or let {} be later, from which it counts", name(other)))
        }
        _ => diagnostic.help(format!("or let {} come earlier: it does not count before {when}", name(first))),
    }
}

fn circle(draft: &Draft<'_>, schedule: &Schedule, begin: Seconds, steps: &[Step]) -> Option<Finding> {
    // Steps that only wait for each other are no matter of time.
    let place = window(schedule, steps)?;
    let mut turned: Vec<Step> = steps.to_vec();
    turned.rotate_left(place + 1);
    let begin = draft.model.begin.unwrap_or(begin);
    let turned = replayed(schedule, begin, &turned)?;
    let (closing, held) = turned.split_last()?;
    let &(reason, span) = schedule.reasons.get(closing.constraint)?;
    let (span, what) = (span?, *schedule.happenings.get(held.last()?.event.0)?);
    let title = match reason {
        Reason::Window(clause) => format!("`{}` is due before it can be fulfilled", draft.label(clause)),
        _ => format!("{} before it can", happens(draft, what)),
    };
    let most =
        amount(schedule, closing).map_or_else(|| "over by then".to_owned(), |most| format!("at most {most}"));
    let mut diagnostic = Diagnostic::new(&catalogue::DEADLINE_IMPOSSIBLE, span, title).because(most);
    for step in held.iter().take(MOST_SHOWN) {
        let (_, span) = *schedule.reasons.get(step.constraint)?;
        let Some(span) = span.filter(|span| diagnostic.labels.iter().all(|label| label.span != *span)) else {
            continue;
        };
        let least = amount(schedule, step);
        let text = least.map_or_else(|| "comes after that".to_owned(), |least| format!("takes {least}"));
        diagnostic = diagnostic.and(span, text);
    }
    diagnostic.witness = Some(format!(
        "if {} on {}: {}, and that is too late ({})",
        happens(draft, *schedule.happenings.get(closing.event.0)?),
        in_words(begin, &draft.model.time_zone),
        told(draft, schedule, held),
        draft.model.time_zone_name
    ));
    let name = named(draft, what);
    let diagnostic = diagnostic
        .help(format!("give {name} more time than the steps before it take"))
        .help(format!("or shorten what {name} has to wait for"));
    let diagnostic = noted(draft, diagnostic, &[clause_of(what)]);
    let claim = Claim::TooLittleTime { begin, legs: legs(schedule, Some(begin), &turned)? };
    Some(Finding { diagnostic, claim })
}

/// The length of a step, if it has one.
fn amount(schedule: &Schedule, step: &Step) -> Option<String> {
    match *schedule.network.constraints.get(step.constraint)? {
        Constraint::AtLeast { length, .. } | Constraint::AtMost { length, .. } => {
            (length.amount > 0).then(|| moments::length((length.amount, length.unit)))
        }
        Constraint::NotBefore { .. } | Constraint::NotAfter { .. } => None,
    }
}

/// The steps of a circle, begun at another instant. Whatever it is, they lead back later.
fn replayed(schedule: &Schedule, begin: Seconds, steps: &[Step]) -> Option<Vec<Step>> {
    let mut at = begin;
    let mut replayed = Vec::with_capacity(steps.len());
    for step in steps {
        at = schedule.network.raised(schedule.network.constraints.get(step.constraint)?, at)?;
        replayed.push(Step { at, ..*step });
    }
    Some(replayed)
}

/// The steps in words: before when each of them cannot be.
fn told(draft: &Draft<'_>, schedule: &Schedule, steps: &[Step]) -> String {
    let mut words: Vec<String> = Vec::new();
    for step in steps {
        let Some(&what) = schedule.happenings.get(step.event.0) else { continue };
        let when = from_when(step.at, &draft.model.time_zone);
        let said = format!("{} not before {when}", named(draft, what));
        // A clause is begun and fulfilled: that it is both at one time need not be said.
        if words.last() != Some(&said) {
            words.push(said);
        }
    }
    let hidden = words.len().saturating_sub(MOST_SHOWN);
    if hidden > 0 {
        words.drain(MOST_SHOWN / 2..MOST_SHOWN / 2 + hidden);
        words.insert(MOST_SHOWN / 2, format!("{hidden} steps later"));
    }
    words.join(", so ")
}

/// Adds the headings of the clauses that are at the ends of the chain.
fn noted(draft: &Draft<'_>, diagnostic: Diagnostic, clauses: &[Option<ClauseId>]) -> Diagnostic {
    let known: Vec<ClauseId> = clauses.iter().flatten().copied().collect();
    match known.split_first() {
        Some((first, others)) => with_headings(draft, diagnostic, *first, others),
        None => diagnostic,
    }
}

/// Whether words are a date without an hour.
fn is_whole_date(words: &str) -> bool {
    words.len() == 10 && words.chars().filter(|letter| *letter == '-').count() == 2
}

/// The steps as arithmetic.
fn legs(schedule: &Schedule, begin: Option<Seconds>, steps: &[Step]) -> Option<Vec<Leg>> {
    let mut from = begin;
    let mut legs = Vec::with_capacity(steps.len());
    for step in steps {
        let constraint = schedule.network.constraints.get(step.constraint)?;
        let span = schedule.reasons.get(step.constraint)?.1;
        legs.push(match (*constraint, from) {
            (Constraint::NotBefore { .. }, _) => Leg::Fixed { at: step.at, span: span? },
            (Constraint::AtLeast { length, .. }, Some(from)) => {
                Leg::Later { from, length: (length.amount, length.unit), to: step.at }
            }
            (Constraint::AtMost { length, strictly, .. }, Some(from)) => {
                Leg::Earlier { from, length: (length.amount, length.unit), strictly, to: step.at }
            }
            _ => return None,
        });
        from = Some(step.at);
    }
    Some(legs)
}
