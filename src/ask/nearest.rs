//! The clauses that come nearest to what is asked, and what keeps them from it.

use super::{Concern, not_evaluated};
use crate::evaluate::Case;
use crate::evaluate::why::because;
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::ClauseId;
use crate::scope::{Compiler, Dimension, Rules, apart};

/// How many are named.
const MOST: usize = 3;

/// A clause that comes near.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The clause.
    pub clause: ClauseId,
    /// Which modality, if it is a norm.
    pub modality: Option<Modality>,
    /// The sides on which it does not fit.
    pub sides: Vec<Dimension>,
    /// Each of these in words: a clause of a sentence about the clause.
    pub because: Vec<String>,
}

/// The clauses that miss it by the fewest sides; those about other acts only where no clause is about such acts, and only
/// those that forbid where some clause speaks of it.
#[must_use]
pub fn nearest(
    model: &Model,
    rules: &Rules,
    compiler: &Compiler<'_>,
    case: &Case,
    concerns: &[Concern],
) -> Vec<Near> {
    let mut found: Vec<(bool, usize, Near)> = Vec::new();
    for index in 0..model.clauses.len() {
        let clause = ClauseId::at(index);
        if concerns.iter().any(|concern| concern.clause == clause) {
            continue;
        }
        let (modality, scope) = match rules.get(clause) {
            // To those who act it says nothing.
            Some(rule) if rule.answers.is_some() => (None, Some(rule.scope.clone())),
            Some(rule) => (Some(rule.modality), Some(rule.scope.clone())),
            None => match model.clause(clause).map(|clause| &clause.kind) {
                Some(ClauseKind::NotEvaluated { modality, .. }) => {
                    (*modality, not_evaluated(model, compiler, clause))
                }
                _ => (None, None),
            },
        };
        let Some(scope) = scope else { continue };
        if !concerns.is_empty() && modality != Some(Modality::Prohibition) {
            continue;
        }
        let Some(apart) = apart(&case.facts, &scope) else { continue };
        let other_act = apart.sides.contains(&Dimension::Act);
        let because = apart
            .sides
            .iter()
            .map(|&side| because(model, &case.facts, &scope, &apart.nearest, side))
            .collect();
        found.push((other_act, apart.sides.len(), Near { clause, modality, sides: apart.sides, because }));
    }
    if found.iter().any(|(other_act, ..)| !other_act) {
        found.retain(|(other_act, ..)| !other_act);
    }
    // Stable, so that the order of the text decides among equals.
    found.sort_by_key(|(other_act, sides, _)| (*other_act, *sides));
    found.into_iter().take(MOST).map(|(.., near)| near).collect()
}
