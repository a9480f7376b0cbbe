//! Conditions that the past decides: when they hold, and which incidents decide it.

use std::collections::BTreeSet;

use crate::evaluate::judge::Verdict;
use crate::evaluate::log::Evaluation;
use crate::evaluate::past::Past;
use crate::incident::Log;
use crate::model::Model;
use crate::model::clauses::Who;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::past::{Definition, Run};
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
}

/// Tells of some conditions when they hold, and what decided it before an instant. Those that the past does not decide are left
/// out.
#[must_use]
pub fn decided(
    model: &Model,
    past: &Past,
    judged: Option<(&Log, &Evaluation)>,
    literals: impl IntoIterator<Item = LiteralId>,
    until: Seconds,
) -> Vec<Decided> {
    let literals: BTreeSet<LiteralId> = literals.into_iter().collect();
    literals
        .into_iter()
        .filter_map(|literal| {
            let course = past.courses.get(&literal)?.clone();
            let onsets = past.onsets.get(&literal).into_iter().flatten();
            let before = onsets.filter(|onset| onset.instants.first().is_some_and(|first| first < until));
            let raised = before.flat_map(|onset| onset.raised_by.iter().map(|&place| (place, onset.certain)));
            let watched =
                model.past.definitions.get(&literal).map_or_else(Vec::new, |own| watched(model, own));
            // For what others do, somebody answers who is not named.
            let answered = |&clause: &ClauseId| model.clause(clause).is_some_and(|own| own.answers.is_some());
            let by_whom = model.past.of_that_party.get(&literal).copied();
            let by_whom = by_whom.filter(|_| !watched.iter().any(answered));
            let counted = judged.map_or_else(Vec::new, |judged| {
                let mut found = violations(judged, &watched, until);
                found.retain(|&(place, _)| by_whom.is_none_or(|actor| may_concern(judged.0, place, actor)));
                found
            });
            let mut by: Vec<(usize, bool)> = raised.chain(counted).collect();
            // Of what is told twice, the certain one.
            by.sort_unstable_by_key(|&(place, certain)| (place, !certain));
            by.dedup_by_key(|(place, _)| *place);
            Some(Decided { literal, course, by })
        })
        .collect()
}

/// Whether a report of an incident leaves it possible that an actor did it: it names him, a group, or nobody.
fn may_concern(log: &Log, place: usize, actor: ActorId) -> bool {
    let reports = log.incidents.get(place).into_iter().flat_map(|incident| &incident.reports);
    let mut named = reports.map(|report| report.account.who.as_deref());
    named.any(|who| {
        who.is_none_or(|who| {
            who.iter().any(|one| match one {
                Who::Actor(named) => *named == actor,
                Who::Group(_) => true,
                Who::Nobody => false,
            })
        })
    })
}

/// The incidents that violate one of these clauses, or may, and possibly before an instant.
fn violations(
    (log, judged): (&Log, &Evaluation),
    clauses: &[ClauseId],
    until: Seconds,
) -> Vec<(usize, bool)> {
    let begins = |place: usize| {
        let reports = log.incidents.get(place).into_iter().flat_map(|incident| &incident.reports);
        reports.filter_map(|report| report.account.time.first()).min()
    };
    let mut found = Vec::new();
    for incident in &judged.incidents {
        let own = incident.verdicts.iter().filter(|verdict| clauses.contains(&verdict.clause));
        let certain = own.filter_map(|verdict| match verdict.as_written {
            Verdict::Violation => Some(true),
            Verdict::Possible(_) => Some(false),
            _ => None,
        });
        if let Some(certain) = certain.reduce(|one, other| one || other)
            && begins(incident.incident).is_none_or(|begin| begin < until)
        {
            found.push((incident.incident, certain));
        }
    }
    found
}

/// The clauses whose violation a condition watches.
fn watched(model: &Model, definition: &Definition) -> Vec<ClauseId> {
    let of_run = |run: &Run| {
        run.without.clone().unwrap_or_else(|| {
            let clauses = model.clauses.iter().enumerate();
            let forbid = clauses.filter(|(_, clause)| clause.forbids());
            forbid.map(|(index, _)| ClauseId::at(index)).collect()
        })
    };
    match definition {
        Definition::State(state) => state.one_of.iter().flatten().flatten().copied().collect(),
        Definition::Violates(violates) => violates.clauses.clone(),
        Definition::Run(run) => of_run(run),
        Definition::Streak(streak, _) => {
            let terms = model.past.streaks.get(streak.index());
            terms.and_then(|terms| terms.run.as_ref()).map_or_else(Vec::new, of_run)
        }
        Definition::Lasting(lasting) => {
            let mut literals = Vec::new();
            lasting.when.visit(&mut |literal| literals.push(literal));
            let known = literals.iter().filter_map(|literal| model.past.definitions.get(literal));
            // What it counts from is never such a length itself.
            let known = known.filter(|own| !matches!(own, Definition::Lasting(_)));
            known.flat_map(|own| watched(model, own)).collect()
        }
        Definition::Deed(_)
        | Definition::After(_)
        | Definition::Running(_)
        | Definition::PhaseHeld(..)
        | Definition::Covered(_)
        | Definition::Excluded(_)
        | Definition::Renewed
        | Definition::Ended => Vec::new(),
    }
}
