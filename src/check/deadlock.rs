//! Steps that wait for one another, so that none can be first.

use std::collections::BTreeSet;

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::headings;
use crate::graph::{Circle, CircleEdge, Event, Steps};
use crate::source::Span;

/// No more edges of a circle, and no more of what waits for it, than this are shown.
const MOST_LABELS: usize = 12;

/// One finding for each set of steps that hold each other up; what waits for them is shown with them.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let Some(steps) = Steps::of(draft.model) else { return Vec::new() };
    let circles = steps.circles();
    if circles.is_empty() {
        return Vec::new();
    }
    let never = steps.never(&[]);
    let circling: BTreeSet<Event> = circles.iter().flat_map(|circle| circle.events.iter().copied()).collect();
    let mut told = circling;
    let mut findings = Vec::new();
    for circle in circles {
        // What waits for several circles is told with the first.
        let held_up = steps.held_up_by(&circle.events, &never);
        let followers = held_up.into_iter().filter(|&event| told.insert(event)).collect();
        findings.extend(finding(draft, circle, followers));
    }
    findings
}

fn finding(draft: &Draft<'_>, circle: Circle, followers: Vec<Event>) -> Option<Finding> {
    let (closing, edges) = circle.edges.split_last()?;
    let members = members(draft, &circle.edges);
    let mut diagnostic = match edges.split_first() {
        None => Diagnostic::new(&catalogue::DEADLINE_CYCLE, closing.span, title(&members))
            .because(format!("waits for {}", name(draft, closing.to))),
        Some((first, rest)) => {
            let mut diagnostic = Diagnostic::new(&catalogue::DEADLINE_CYCLE, first.span, title(&members))
                .because(waits(draft, first));
            for edge in rest.iter().take(MOST_LABELS) {
                diagnostic = diagnostic.and(edge.span, waits(draft, edge));
            }
            diagnostic.and(closing.span, format!("closing the cycle: waits for {}", name(draft, closing.to)))
        }
    };
    for &tie in circle.ties.iter().take(MOST_LABELS) {
        diagnostic = diagnostic.and(tie, "so both are one step");
    }
    let shown: BTreeSet<Event> = circle.edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
    let others: Vec<Event> = circle.events.iter().chain(&followers).copied().collect();
    diagnostic = held_up(draft, diagnostic, &others, &shown);
    diagnostic = diagnostic
        .help("let one of them begin at a date, or once something outside the cycle has happened")
        .help("or let two of them happen together: write `at the same time as NUMBER` where one waits for the other");
    for note in over_the_circle(draft, &circle.edges) {
        diagnostic = diagnostic.note(note);
    }
    let claim = Claim::Deadlock { edges: circle.edges, events: circle.events, followers };
    Some(Finding { diagnostic, claim })
}

/// Shows what else never happens, each clause, phase and streak once, and not those that are the cause.
pub(super) fn held_up(
    draft: &Draft<'_>,
    mut diagnostic: Diagnostic,
    followers: &[Event],
    causes: &BTreeSet<Event>,
) -> Diagnostic {
    let mut shown: BTreeSet<Span> =
        causes.iter().filter_map(|&event| place(draft, event)).map(|(span, _)| span).collect();
    let places = followers.iter().filter_map(|&event| {
        let (span, text) = place(draft, event)?;
        shown.insert(span).then_some((span, text))
    });
    let places: Vec<(Span, &str)> = places.collect();
    for &(span, text) in places.iter().take(MOST_LABELS) {
        diagnostic = diagnostic.and(span, text);
    }
    match places.len().checked_sub(MOST_LABELS) {
        Some(more) if more > 0 => diagnostic.note(format!("{more} more wait for the same")),
        _ => diagnostic,
    }
}

/// Where an event that never happens is to be shown, and what to say there.
fn place(draft: &Draft<'_>, event: Event) -> Option<(Span, &'static str)> {
    let model = draft.model;
    match event {
        Event::Begun(id) | Event::Done(id) => Some((model.clause(id)?.words, "so this can never begin")),
        Event::PhaseBegins(id) => Some((model.phases.get(id.index())?.span, "so this phase never begins")),
        Event::PhaseEnds(id) => Some((model.phases.get(id.index())?.span, "so this phase never ends")),
        Event::Reached(id) => Some((model.streaks.get(id.index())?.span, "so this streak never begins")),
    }
}

fn waits(draft: &Draft<'_>, edge: &CircleEdge) -> String {
    let phase = |event| if is_phase(event) { "phase " } else { "" };
    let (from, to) = (name(draft, edge.from), name(draft, edge.to));
    format!("{}{from} waits for {}{to}", phase(edge.from), phase(edge.to))
}

fn is_phase(event: Event) -> bool {
    matches!(event, Event::PhaseBegins(_) | Event::PhaseEnds(_))
}

/// A step in backticks.
pub(super) fn name(draft: &Draft<'_>, event: Event) -> String {
    let model = draft.model;
    let phase = |index: usize| model.phases.get(index).map_or("?", |phase| phase.name.as_str());
    let name = match event {
        Event::Begun(id) | Event::Done(id) => draft.label(id),
        Event::PhaseBegins(id) | Event::PhaseEnds(id) => phase(id.index()),
        Event::Reached(id) => model.streaks.get(id.index()).map_or("?", |streak| streak.name.as_str()),
    };
    format!("`{name}`")
}

/// The clauses, phases and streaks on a circle, each once.
fn members(draft: &Draft<'_>, edges: &[CircleEdge]) -> Vec<String> {
    let mut members: Vec<String> = Vec::new();
    for event in edges.iter().flat_map(|edge| [edge.from, edge.to]) {
        let name = name(draft, event);
        if !members.contains(&name) {
            members.push(name);
        }
    }
    members
}

fn title(members: &[String]) -> String {
    let Some((last, others)) = members.split_last() else { return String::new() };
    let Some(first) = others.first() else { return format!("{last} waits for itself") };
    let all = format!("{} and {last} wait for one another", others.join(", "));
    if all.chars().count() <= 60 {
        return all;
    }
    let some = format!("{first} and {} other steps wait for one another", others.len());
    if some.chars().count() <= 60 { some } else { "steps wait for one another".to_owned() }
}

/// What stands over the clauses on the circle.
fn over_the_circle(draft: &Draft<'_>, edges: &[CircleEdge]) -> Vec<String> {
    let clauses = edges.iter().flat_map(|edge| [edge.from, edge.to]).filter_map(|event| match event {
        Event::Begun(clause) | Event::Done(clause) => Some(clause),
        _ => None,
    });
    headings(draft, clauses)
}
