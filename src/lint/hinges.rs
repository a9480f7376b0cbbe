//! Conditions as they stand, which condition of the model each is, and what hangs on it.

use super::conditions::{self, Decides};
use super::readings::{over_condition, over_rule};
use super::{Parting, Text};
use crate::model::clauses::Modality;
use crate::model::ids::{ClauseId, LiteralId};
use crate::sets::Bits;
use crate::source::Span;
use crate::syntax::tree::{Condition, ConditionKind, StatementKind};

/// A condition as it stands, and the clause of which it is, if it is of one.
#[derive(Clone, Copy)]
pub struct Stated<'a> {
    /// The condition.
    pub condition: &'a Condition,
    /// The clause.
    pub clause: Option<ClauseId>,
}

/// Every condition on which something hangs, in the order of the text: of clauses, and of the end, the renewal and the phases
/// of the agreement. The meanings of terms are none.
pub fn stated<'a>(text: &Text<'a>) -> Vec<Stated<'a>> {
    let stated = conditions::all(text).into_iter().filter_map(|placed| {
        let clause = match placed.decides {
            Decides::Consequence(clause) | Decides::Status(clause) | Decides::Limit(clause) => Some(clause),
            Decides::End | Decides::Renewal | Decides::Phase => None,
            Decides::Term => return None,
        };
        Some(Stated { condition: placed.condition, clause })
    });
    stated.collect()
}

/// A condition and all within it, but for what somebody is named to judge.
pub fn unjudged(condition: &Condition) -> Vec<&Condition> {
    let (mut found, mut open) = (Vec::new(), vec![condition]);
    while let Some(next) = open.pop() {
        match &next.kind {
            ConditionKind::Any(parts) | ConditionKind::All(parts) => open.extend(parts.iter().rev()),
            ConditionKind::Not(inner) => open.push(inner),
            ConditionKind::Judged { .. } => {}
            _ => found.push(next),
        }
    }
    found
}

/// The meanings that the text gives a term: as agreed, and as each reader has it.
pub struct Meant<'a> {
    /// The words under which the text has it.
    pub title: &'a str,
    /// Where these stand.
    pub span: Span,
    /// What is said of it.
    pub meanings: Vec<&'a Condition>,
}

/// The terms, in the order of the text.
pub fn terms<'a>(text: &Text<'a>) -> Vec<Meant<'a>> {
    let mut terms: Vec<Meant<'a>> = Vec::new();
    for statement in text.statements() {
        match &statement.kind {
            StatementKind::Term { title, definition, reading } => terms.push(Meant {
                title: &title.text,
                span: title.spot.0,
                meanings: definition.iter().chain(reading.iter().map(|own| &own.definition)).collect(),
            }),
            StatementKind::Reading(reading) => {
                if let Some(term) = terms.last_mut() {
                    term.meanings.push(&reading.definition);
                }
            }
            _ => {}
        }
    }
    terms
}

/// The condition of the model that a condition of the text is, where only an observer can tell it.
pub fn literal(text: &Text<'_>, condition: &Condition) -> Option<LiteralId> {
    let words = text.draft.sources.words(condition.spot.0);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = text.model().literals.iter().position(|literal| literal.words == words);
    known.map(LiteralId::at)
}

/// The condition of the model that a term is, where only an observer can tell whether it applies.
pub fn literal_of_term(text: &Text<'_>, title: &str) -> Option<LiteralId> {
    let term = text.model().terms.iter().find(|term| term.title == title)?;
    let mut found = None;
    term.meaning.visit(&mut |part| {
        if let crate::model::descriptions::Description::Literal(literal) = part {
            found.get_or_insert(*literal);
        }
    });
    found
}

/// The clauses whose scope hangs on a condition, in the order of the text.
pub fn hanging_on(text: &Text<'_>, condition: LiteralId) -> Vec<ClauseId> {
    let rules = text.draft.readings.first().into_iter().flat_map(|as_written| as_written.rules.iter());
    let hangs = |rule: &&crate::scope::Rule| {
        rule.scope.regions().iter().any(|region| region.literals.contains_key(&condition))
    };
    rules.filter(hangs).map(|rule| rule.clause).collect()
}

/// Whether words stand within others.
pub fn lies_in(words: Span, others: Span) -> bool {
    words.file == others.file && others.start <= words.start && words.end <= others.end
}

/// An incident on which it hangs whether a condition holds, between two sides where there is one, so that no side is shown
/// attacking its own.
pub fn parting(text: &Text<'_>, condition: LiteralId, taken: [&str; 2]) -> Option<Parting> {
    let as_written = text.draft.readings.first()?;
    let targets = text.draft.universe().targets;
    let between_sides = as_written.rules.iter().filter(|rule| {
        rule.modality == Modality::Prohibition
            && rule.effective.regions().iter().any(|region| region.literals.contains_key(&condition))
            && rule
                .effective
                .regions()
                .iter()
                .all(|region| !Bits::of(targets, region.actors.iter()).intersects(&region.targets))
    });
    let mut found = between_sides.filter_map(|rule| over_rule(text.draft, rule, condition, taken));
    found.next().or_else(|| over_condition(text.draft, condition, taken))
}
