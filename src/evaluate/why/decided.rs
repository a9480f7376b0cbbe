//! Conditions that the past decides: when they hold, and what decided it.

use std::collections::BTreeSet;

use crate::evaluate::past::{Occasion, Past};
use crate::graph::{Decided as Behind, Dependence};
use crate::model::Model;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::past::Definition;
use crate::model::time::Seconds;
use crate::scope::Course;

/// A condition that the past decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The condition.
    pub literal: LiteralId,
    /// When it holds.
    pub course: Course,
    /// The incidents that decide it before the instant in question, by their places in the log: those that raise it, and those
    /// that violate, or may, the clauses of which it speaks (they break a streak, or count towards a consequence). Each with
    /// whether that is certain.
    pub by: Vec<(usize, bool)>,
    /// The duties missed, or fulfilled late, of which it speaks, before that instant. Each with whether that is certain.
    pub missed: Vec<(ClauseId, bool)>,
}

/// Tells of some conditions when they hold, and what decided it before an instant. Those that the past does not decide are left
/// out.
#[must_use]
pub fn decided(
    model: &Model,
    past: &Past,
    literals: impl IntoIterator<Item = LiteralId>,
    until: Seconds,
) -> Vec<Decided> {
    let literals: BTreeSet<LiteralId> = literals.into_iter().collect();
    if literals.iter().all(|literal| !past.courses.contains_key(literal)) {
        return Vec::new();
    }
    let dependence = Dependence::of(model);
    let told = literals.into_iter().filter_map(|literal| {
        let course = past.courses.get(&literal)?.clone();
        let behind = dependence.behind(literal);
        let changes = match model.past.definitions.get(&literal) {
            Some(Definition::Covered(actor) | Definition::Excluded(actor)) => Some(*actor),
            _ => None,
        };
        let of = changes.or_else(|| model.past.of_that_party.get(&literal).copied());
        let mut by = raised(past, of, &behind, until);
        let mut missed = Vec::new();
        // Whoever loses a status loses it by an onset that binds him; what only counts towards it does not.
        if changes.is_none() {
            by.extend(violated(model, past, of, &behind, until));
            missed = missed_before(past, of, &behind, until);
        }
        // Of what is told twice, the certain one.
        by.sort_unstable_by_key(|&(place, certain)| (place, !certain));
        by.dedup_by_key(|(place, _)| *place);
        Some(Decided { literal, course, by, missed })
    });
    told.collect()
}

/// The incidents that raise one of some conditions before an instant, for an actor where it is asked of one alone.
fn raised(past: &Past, of: Option<ActorId>, behind: &BTreeSet<Behind>, until: Seconds) -> Vec<(usize, bool)> {
    let conditions = behind.iter().filter_map(|node| match node {
        Behind::Condition(condition) => past.onsets.get(condition),
        Behind::Clause(_) | Behind::Phase(_) => None,
    });
    let before = conditions.flatten().filter(|onset| {
        let concerns = of.is_none() || onset.actor.is_none() || onset.actor == of;
        concerns && onset.instants.first().is_some_and(|first| first < until)
    });
    before.flat_map(|onset| onset.raised_by.iter().map(|&place| (place, onset.certain))).collect()
}

/// The incidents that violate one of some prohibitions before an instant, or may; of an actor alone, those that he may have done.
fn violated(
    model: &Model,
    past: &Past,
    of: Option<ActorId>,
    behind: &BTreeSet<Behind>,
    until: Seconds,
) -> Vec<(usize, bool)> {
    let mut found = Vec::new();
    for clause in clauses(behind) {
        // For what others do, somebody answers who did not do it.
        let by_others = model.clause(clause).is_some_and(|own| own.answers.is_some());
        let own = past.violated.get(&clause).into_iter().flatten();
        let own = own.filter(|violated| {
            let concerns = by_others || of.is_none_or(|actor| violated.actors.contains(actor.index()));
            concerns && violated.first < until
        });
        found.extend(own.map(|violated| (violated.place, violated.certain)));
    }
    found
}

/// The duties among some clauses that were missed, or fulfilled late, before an instant, or may have been.
fn missed_before(
    past: &Past,
    of: Option<ActorId>,
    behind: &BTreeSet<Behind>,
    until: Seconds,
) -> Vec<(ClauseId, bool)> {
    let missed = |clause: ClauseId| {
        let judged = past.duties.get(&clause).into_iter().flatten();
        let judged = judged.filter(|judged| of.is_none_or(|actor| judged.bearers.contains(&actor)));
        let breaches = judged.filter_map(|judged| Occasion::from(judged).breach);
        let before = breaches.filter(|breach| breach.times.first().is_some_and(|first| first < until));
        before.map(|breach| breach.certain).reduce(|one, other| one || other).map(|certain| (clause, certain))
    };
    clauses(behind).filter_map(missed).collect()
}

fn clauses(behind: &BTreeSet<Behind>) -> impl Iterator<Item = ClauseId> {
    behind.iter().filter_map(|node| match node {
        Behind::Clause(clause) => Some(*clause),
        Behind::Condition(_) | Behind::Phase(_) => None,
    })
}
