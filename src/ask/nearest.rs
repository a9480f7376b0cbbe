//! The clauses that come nearest to what is asked, and what keeps them from it.

use super::{Concern, not_evaluated};
use crate::evaluate::Case;
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::ClauseId;
use crate::scope::{
    Compiler, Dimension, Region, Rules, Scope, actors_in_words, acts_in_words, apart, cells_in_words,
    literal_in_words, means_in_words, measure_in_words, times_in_words,
};
use crate::sets::{Bits, Intervals};

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
            .map(|&side| because(model, compiler, case, &scope, &apart.nearest, side))
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

/// Why a clause does not fit on one side: "it is about Opposition, not Turkey".
fn because(
    model: &Model,
    compiler: &Compiler<'_>,
    case: &Case,
    scope: &Scope,
    nearest: &Scope,
    side: Dimension,
) -> String {
    let universe = compiler.universe();
    let time = {
        let times = case.facts.regions().iter().map(|region| &region.time);
        times.fold(Intervals::empty(), |all, time| all.union(time))
    };
    let actors = |regions: &[Region], side: fn(&Region) -> &Bits, size: usize| {
        let mut set = Bits::empty(size);
        regions.iter().for_each(|region| set.union_with(side(region)));
        let everybody = Bits::of(size, 0..universe.actors);
        actors_in_words(model, &set, &everybody, &time)
    };
    let asked = case.facts.regions();
    let regions = nearest.regions();
    let of = |side: &dyn Fn(&Region) -> &Bits| {
        let sides = regions.iter().map(side);
        sides.cloned().reduce(|all, own| all.union(&own)).unwrap_or_else(|| Bits::empty(0))
    };
    match side {
        Dimension::Actor => {
            let (theirs, ours) = (
                actors(scope.regions(), |region| &region.actors, universe.actors),
                actors(asked, |region| &region.actors, universe.actors),
            );
            format!("it is about what {theirs} may do, not {ours}")
        }
        Dimension::Target => {
            let (theirs, ours) = (
                actors(scope.regions(), |region| &region.targets, universe.targets),
                actors(asked, |region| &region.targets, universe.targets),
            );
            format!("it is about what is done to {theirs}, not to {ours}")
        }
        Dimension::Act => {
            format!(
                "it is about {}",
                acts_in_words(model, &of(&|region| &region.acts), &Bits::full(universe.acts))
            )
        }
        Dimension::Means => format!("it is about {}", means_in_words(model, &of(&|region| &region.means))),
        Dimension::Place => {
            let ground = cells_in_words(model, &of(&|region| &region.cells));
            format!("it holds {}", ground.unwrap_or_else(|| "anywhere".to_owned()))
        }
        Dimension::Time => {
            let times = regions.iter().fold(Intervals::empty(), |all, region| all.union(&region.time));
            format!("it holds {}", times_in_words(model, &times).unwrap_or_else(|| "always".to_owned()))
        }
        Dimension::Measure(measure) => {
            let own = |region: &Region| region.measures.get(&measure).cloned().unwrap_or_else(Intervals::all);
            let numbers = regions.iter().fold(Intervals::empty(), |all, region| all.union(&own(region)));
            format!("it is about {}", measure_in_words(model, measure, &numbers))
        }
        Dimension::Literal(literal) => {
            let holds = regions.iter().find_map(|region| region.literals.get(&literal)).copied();
            format!("it holds {}", literal_in_words(model, literal, holds.unwrap_or(true)))
        }
    }
}
