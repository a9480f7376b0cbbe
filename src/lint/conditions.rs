//! Every condition of a text, and what hangs on it.

use super::{Text, Written};
use crate::model::ids::ClauseId;
use crate::source::Span;
use crate::syntax::tree::{
    ActList, ActionKind, ClauseBody, ClauseState, Condition, ConditionKind, Event, EventKind, Label, Norm,
    PhaseEnd, QualifierKind, StatementKind,
};

/// A condition with what it decides.
#[derive(Clone, Copy)]
pub struct Placed<'a> {
    /// The condition, as a whole.
    pub condition: &'a Condition,
    /// What hangs on it.
    pub decides: Decides,
}

/// What hangs on a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decides {
    /// What follows: `when C, WHO shall ...`.
    Consequence(ClauseId),
    /// Who is covered or excluded.
    Status(ClauseId),
    /// Whether the agreement ends.
    End,
    /// Whether it is renewed.
    Renewal,
    /// Whether a clause applies: `unless C`, `provided that C`, `when C`.
    Limit(ClauseId),
    /// What a term means.
    Term,
    /// When a phase ends.
    Phase,
}

/// All conditions, in the order of the text.
#[must_use]
pub fn all<'a>(text: &Text<'a>) -> Vec<Placed<'a>> {
    let mut found: Vec<Placed<'a>> = Vec::new();
    for statement in text.statements() {
        let (condition, decides) = match &statement.kind {
            StatementKind::EndsWhen(condition) => (condition, Decides::End),
            StatementKind::RenewedAutomatically { unless: Some(condition), .. } => {
                (condition, Decides::Renewal)
            }
            StatementKind::Term { definition: Some(condition), .. } => (condition, Decides::Term),
            StatementKind::Term { reading: Some(reading), .. } | StatementKind::Reading(reading) => {
                (&reading.definition, Decides::Term)
            }
            StatementKind::Phase { end: Some(PhaseEnd::Condition(condition)), .. } => {
                (condition, Decides::Phase)
            }
            _ => continue,
        };
        found.push(Placed { condition, decides });
    }
    found.extend(text.clauses().iter().flat_map(of_clause));
    found.sort_by_key(|placed| placed.condition.spot.0);
    found
}

/// The conditions of one clause.
#[must_use]
pub fn of_clause<'a>(written: &Written<'a>) -> Vec<Placed<'a>> {
    let mut found = Vec::new();
    match &written.tree.body {
        ClauseBody::Consequence { when, .. } => {
            found.push(Placed { condition: when, decides: Decides::Consequence(written.id) });
        }
        ClauseBody::StatusChange { when, .. } => {
            found.push(Placed { condition: when, decides: Decides::Status(written.id) });
        }
        ClauseBody::Norm(_) | ClauseBody::StatedOnly => {}
    }
    for qualifier in written.norm().into_iter().flat_map(|(norm, _)| &norm.qualifiers) {
        if let QualifierKind::Provided(condition)
        | QualifierKind::Unless(condition)
        | QualifierKind::When(condition) = &qualifier.kind
        {
            found.push(Placed { condition, decides: Decides::Limit(written.id) });
        }
    }
    found
}

/// A condition and all within it, the outer ones first.
#[must_use]
pub fn parts(condition: &Condition) -> Vec<&Condition> {
    let mut found = Vec::new();
    let mut open = vec![condition];
    while let Some(next) = open.pop() {
        found.push(next);
        match &next.kind {
            ConditionKind::Any(parts) | ConditionKind::All(parts) => open.extend(parts.iter().rev()),
            ConditionKind::Not(inner) => open.push(inner),
            ConditionKind::Judged { what, .. } => open.push(what),
            _ => {}
        }
    }
    found
}

/// The numbers of the clauses of which a condition asks whether they are kept or violated.
#[must_use]
pub fn asked_about(condition: &Condition) -> Vec<&Label> {
    let labels = parts(condition).into_iter().filter_map(|part| match &part.kind {
        ConditionKind::Violates { labels, .. } | ConditionKind::Clauses(ClauseState { labels, .. }) => {
            Some(&labels.labels)
        }
        ConditionKind::Run(run) => run.without.as_ref().map(|labels| &labels.labels),
        _ => None,
    });
    labels.flatten().collect()
}

/// The events from which time is counted, or after which something begins, in the norms of clauses and in phases.
pub fn events<'a>(text: &Text<'a>) -> impl Iterator<Item = &'a Event> {
    let of_norm = |norm: &'a Norm| norm.qualifiers.iter().filter_map(|qualifier| event_of(&qualifier.kind));
    let of_phases = text.statements().iter().flat_map(|statement| match &statement.kind {
        StatementKind::Phase { from, end, .. } => {
            let end = match end {
                Some(PhaseEnd::Event(event)) => Some(event),
                _ => None,
            };
            [Some(from), end]
        }
        _ => [None, None],
    });
    let norms: Vec<&'a Norm> = text.norms().map(|(_, norm, _)| norm).collect();
    norms.into_iter().flat_map(of_norm).chain(of_phases.flatten())
}

/// The event of a qualifier that has one.
#[must_use]
pub fn event_of(qualifier: &QualifierKind) -> Option<&Event> {
    match qualifier {
        QualifierKind::Within { of, .. } | QualifierKind::After(of) | QualifierKind::Once(of) => Some(of),
        _ => None,
    }
}

/// What a norm has done, allowed, begun, completed, kept low or prevented.
#[must_use]
pub fn acts(norm: &Norm) -> Option<&ActList> {
    match &norm.action.kind {
        ActionKind::Do(acts)
        | ActionKind::Begin(acts)
        | ActionKind::Complete(acts)
        | ActionKind::Allow(acts)
        | ActionKind::Minimise(acts)
        | ActionKind::Prevent { acts, .. } => Some(acts),
        ActionKind::Keep { .. } => None,
    }
}

/// Whether a word stands for an act, given by its name in the catalogue.
#[must_use]
pub fn is_act(text: &Text<'_>, word: &str, act: &str) -> bool {
    let words = &text.model().deeds.act_words;
    words.get(act).is_some_and(|wanted| words.get(word) == Some(wanted))
}

/// Whether some norm, condition or event speaks of an act.
#[must_use]
pub fn speaks_of_act(text: &Text<'_>, act: &str) -> bool {
    let norms = text.norms().filter_map(|(_, norm, _)| acts(norm)).flat_map(|acts| &acts.names);
    let in_norms = norms.into_iter().any(|name| is_act(text, &name.text, act));
    let in_conditions = || {
        all(text).iter().flat_map(|placed| parts(placed.condition)).any(
            |part| matches!(&part.kind, ConditionKind::Does { act: word, .. } if is_act(text, &word.text, act)),
        )
    };
    let in_events = || {
        events(text).any(
            |event| matches!(&event.kind, EventKind::Each { act: word, .. } if is_act(text, &word.text, act)),
        )
    };
    in_norms || in_conditions() || in_events()
}

/// All words in quotation marks within a condition, with where they stand.
#[must_use]
pub fn quoted(condition: &Condition) -> Vec<(&crate::syntax::tree::Text, Span)> {
    let words = parts(condition).into_iter().filter_map(|part| match &part.kind {
        ConditionKind::Words(words) => Some((words, part.spot.0)),
        _ => None,
    });
    words.collect()
}
