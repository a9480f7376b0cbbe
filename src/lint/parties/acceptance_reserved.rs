//! Acceptances that are less than what was offered: shorter, later, or with a reservation.

use std::collections::BTreeMap;

use super::days::{self, Then};
use super::standing::of_name;
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::draft::instruments::clipped;
use crate::lint::{Finding, Parting, Text};
use crate::model::ids::ActorId;
use crate::model::time::Seconds;
use crate::sets::{EARLIEST, LATEST};
use crate::source::Span;
use crate::syntax::tree::{self, Moment, NameList, StatementKind};

/// An acceptance as it stands.
#[derive(Clone, Copy)]
struct Accepts<'a> {
    who: &'a NameList,
    on: &'a Moment,
    until: Option<&'a Moment>,
    reservation: Option<&'a tree::Text>,
}

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let acceptances: Vec<Accepts<'_>> = text
        .sentences(|statement| match statement {
            StatementKind::Accepts { who, on, until, reservation, .. } => {
                Some(Accepts { who, on, until: until.as_ref(), reservation: reservation.as_ref() })
            }
            _ => None,
        })
        .map(|(_, own)| own)
        .collect();
    // Of several acceptances of one actor the first says from when it is bound, and the last until when.
    let mut of_actor: BTreeMap<ActorId, (usize, usize)> = BTreeMap::new();
    for (place, own) in acceptances.iter().enumerate() {
        for name in &own.who.names {
            for actor in of_name(text, &name.text).iter() {
                of_actor.entry(ActorId::at(actor)).or_insert((place, place)).1 = place;
            }
        }
    }
    let with_place = acceptances.iter().enumerate();
    with_place.filter_map(|(place, own)| finding(text, place, *own, &of_actor)).collect()
}

fn finding(
    text: &Text<'_>,
    place: usize,
    own: Accepts<'_>,
    of_actor: &BTreeMap<ActorId, (usize, usize)>,
) -> Option<Finding> {
    let mut reasons: Vec<(Span, &str, &str)> = Vec::new();
    if let Some(words) = own.reservation {
        reasons.push((words.spot.0, "with a reservation", "in no clause"));
    }
    let first = of_actor.iter().find(|(_, (first, _))| *first == place).map(|(actor, _)| *actor);
    let last = of_actor.iter().find(|(_, (_, last))| *last == place).map(|(actor, _)| *actor);
    let early = own.until.zip(last).and_then(|(until, actor)| Some((until, ends_early(text, actor)?)));
    if let Some((until, _)) = &early {
        reasons.push((until.spot.0, "for less than the time in force", "bound no longer from here"));
    }
    // Where the text says how others come in, whoever comes in later does what it says.
    let open = text.model().past.changes.iter().any(|change| change.covered && change.onto);
    let late = first.filter(|_| !open).and_then(|actor| begins_late(text, actor));
    if late.is_some() {
        reasons.push((own.on.spot.0, "after the agreement begins", "not bound before this"));
    }
    let ((span, how, label), others) = reasons.split_first()?;
    let name = own.who.names.first().map_or("NAME", |name| name.text.as_str());
    let mut diagnostic = Diagnostic::new(
        &catalogue::ACCEPTANCE_RESERVED,
        *span,
        format!("`{}` accepts {how}", clipped(name, 18)),
    )
    .because(*label);
    for (span, _, label) in others {
        diagnostic = diagnostic.and(*span, *label);
    }
    if own.reservation.is_some() {
        diagnostic = diagnostic
            .help("write what was reserved into a clause, e.g. `except OBJECTS` or `until DATE`, so that it is judged")
            .help("or record that it was withdrawn: take `with reservation` out")
            .note("a reservation is recorded and judged by nobody: the other side may take it as accepted or as void");
    }
    if early.is_some() {
        diagnostic = diagnostic
            .help("let both end together: take `until` out here, or say it of the agreement (`in force from DATE until DATE`)")
            .help(format!("or record what came after: `{name} accepts on DATE`"));
    }
    if late.is_some() {
        diagnostic = diagnostic
            .help("let both begin together: say `in force from` the day of the last acceptance")
            .help(format!("or record an earlier word: `{name} accepts on DATE`"));
    }
    if own.reservation.is_none() && early.is_none() {
        diagnostic.confidence = Some(Confidence::Medium);
    }
    let shown = early.and_then(|(_, parting)| parting).or(late.flatten());
    Some(Finding::parting(diagnostic, shown))
}

/// Whether an actor is bound no longer at a time at which the agreement is in force; with a deed on both days, where a clause shows it.
fn ends_early(text: &Text<'_>, actor: ActorId) -> Option<Option<Parting>> {
    let actors = &text.model().actors;
    let withdrew = text.sentences(|statement| match statement {
        StatementKind::Withdraws { who, .. } => Some(who),
        _ => None,
    });
    let mut withdrew = withdrew.flat_map(|(_, who)| &who.names);
    if withdrew.any(|name| of_name(text, &name.text).contains(actor.index())) {
        return None;
    }
    let accepted = actors.accepted.get(&actor)?;
    let end = accepted.iter().map(|(_, end)| end).last().filter(|end| *end != LATEST)?;
    let in_force = text.draft.times_in_force();
    let after = after(&in_force, end)?;
    let before = accepted.intersection(&in_force).iter().map(|(_, end)| end - 60).last();
    let parting = before.and_then(|before| {
        let covered = Then { actor, at: before, told: "on {day}" };
        let not = Then { actor, at: after, told: "on {day}, when the acceptance is over" };
        days::parting(text, &covered, &not, false)
    });
    Some(parting)
}

/// The first instant in force from some instant on.
fn after(in_force: &crate::sets::Intervals, from: Seconds) -> Option<Seconds> {
    in_force.intersection(&crate::sets::Intervals::of(from, LATEST)).first()
}

/// Whether an actor is not bound yet at a time at which the agreement is in force; likewise.
fn begins_late(text: &Text<'_>, actor: ActorId) -> Option<Option<Parting>> {
    let accepted = text.model().actors.accepted.get(&actor)?;
    let begin = accepted.first()?;
    let before = text.draft.times_in_force().first().filter(|start| *start != EARLIEST && *start < begin)?;
    let covered = Then { actor, at: begin, told: "on {day}" };
    let not = Then { actor, at: before, told: "on {day}, before the acceptance" };
    Some(days::parting(text, &covered, &not, false))
}
