//! Sides in words: the values that a set of facts has on a side, and why a clause does not fit on it.

use crate::model::Model;
use crate::scope::{
    Dimension, Region, Scope, Universe, actors_in_words, acts_in_words, cells_in_words, literal_in_words,
    means_in_words, measure_in_words, times_in_words, universe,
};
use crate::sets::{Bits, Intervals};

/// The values that a scope has on one side, in words: "Ahrar and FSA", "in Aleppo", "if self_defence". Whatever is possible is
/// said as such: "anybody", "anywhere".
#[must_use]
pub fn values_in_words(model: &Model, scope: &Scope, side: Dimension) -> String {
    let universe = universe(model);
    let regions = scope.regions();
    let of = |own: &dyn Fn(&Region) -> &Bits| {
        let sides = regions.iter().map(own);
        sides.cloned().reduce(|all, own| all.union(&own)).unwrap_or_else(|| Bits::empty(0))
    };
    match side {
        Dimension::Actor => {
            actors(model, &universe, &of(&|region| &region.actors), universe.actors, &times(regions))
        }
        Dimension::Target => {
            actors(model, &universe, &of(&|region| &region.targets), universe.targets, &times(regions))
        }
        Dimension::Act => {
            let acts = of(&|region| &region.acts);
            if acts.is_full() {
                return "any act".to_owned();
            }
            acts_in_words(model, &acts, &Bits::full(universe.acts))
        }
        Dimension::Means => {
            let means = of(&|region| &region.means);
            if means.is_full() { "any means".to_owned() } else { means_in_words(model, &means) }
        }
        Dimension::Place => {
            let ground = cells_in_words(model, &of(&|region| &region.cells));
            ground.unwrap_or_else(|| "anywhere".to_owned())
        }
        Dimension::Time => times_in_words(model, &times(regions)).unwrap_or_else(|| "at any time".to_owned()),
        Dimension::Measure(measure) => {
            let own = |region: &Region| region.measures.get(&measure).cloned().unwrap_or_else(Intervals::all);
            let numbers = regions.iter().fold(Intervals::empty(), |all, region| all.union(&own(region)));
            measure_in_words(model, measure, &numbers)
        }
        Dimension::Literal(literal) => {
            let mut known = regions.iter().map(|region| region.literals.get(&literal).copied());
            match known.next() {
                Some(Some(holds)) if known.all(|other| other == Some(holds)) => {
                    literal_in_words(model, literal, holds)
                }
                _ => {
                    let column = model.literals.get(literal.index()).map(|literal| literal.column.as_str());
                    format!("{} or not", column.unwrap_or("a condition"))
                }
            }
        }
    }
}

fn actors(model: &Model, universe: &Universe, set: &Bits, size: usize, during: &Intervals) -> String {
    if set.count() > 1 && set.is_full() {
        return if size > universe.actors { "anybody or nobody" } else { "anybody" }.to_owned();
    }
    let everybody = Bits::of(size, 0..universe.actors);
    actors_in_words(model, set, &everybody, during)
}

fn times(regions: &[Region]) -> Intervals {
    regions.iter().fold(Intervals::empty(), |all, region| all.union(&region.time))
}

/// Why a clause does not fit on one side: "it is about what Opposition may do, not Turkey". `nearest` are the boxes of its
/// scope that are kept from the facts by the fewest sides.
#[must_use]
pub fn because(model: &Model, facts: &Scope, scope: &Scope, nearest: &Scope, side: Dimension) -> String {
    let (ours, theirs) = (around_time(facts, scope), values_in_words(model, nearest, side));
    let whole = || values_in_words(model, &ours, side);
    match side {
        Dimension::Actor => {
            format!("it is about what {} may do, not {}", whole(), values_in_words(model, facts, side))
        }
        Dimension::Target => {
            format!("it is about what is done to {}, not to {}", whole(), values_in_words(model, facts, side))
        }
        Dimension::Act | Dimension::Means | Dimension::Measure(_) => format!("it is about {theirs}"),
        Dimension::Place | Dimension::Literal(_) => format!("it holds {theirs}"),
        Dimension::Time if theirs == "at any time" => "it holds always".to_owned(),
        Dimension::Time => format!("it holds {theirs}"),
    }
}

/// A scope as of the time of the facts: groups are named by whoever belongs to them then.
fn around_time(facts: &Scope, scope: &Scope) -> Scope {
    let time = times(facts.regions());
    scope.regions().iter().map(|region| Region { time: time.clone(), ..region.clone() }).collect()
}
