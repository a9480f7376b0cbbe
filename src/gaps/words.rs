//! A gap in words.

use std::collections::BTreeMap;

use super::{Aim, Block, Gap, Gaps, Group};
use crate::evaluate::words::labels;
use crate::model::Model;
use crate::model::descriptions::LiteralKind;
use crate::model::ids::{ClauseId, LiteralId};
use crate::scope::{
    Budget, Containment, Region, Scope, actors_in_words, cells_in_words, literal_in_words, means_in_words,
    measure_in_words, times_in_words,
};
use crate::sets::{Bits, Intervals};

/// Which facts of a pair a gap has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All.
    Throughout,
    /// These: "unless self_defence", "outside Aleppo".
    Only(Vec<String>),
    /// All but what these clauses mention.
    AllBut(Vec<String>),
    /// It is not known.
    Undecided,
}

/// Between whom: "GovernmentSide against SDF", "Opposition against each other", "anybody".
#[must_use]
pub fn block_in_words(model: &Model, gaps: &Gaps, block: &Block) -> String {
    let during = during(&gaps.table.force);
    let among_targets = gaps.interest.targets.clone();
    let mut among_actors = gaps.interest.actors.clone();
    if !gaps.interest.parties.is_empty() {
        // Where only some are looked at, "anybody" would say too much.
        among_actors = Bits::full(among_actors.len_universe());
    }
    let who = actors_in_words(model, &block.actors, &among_actors, &during);
    let nobody = model.actors.len();
    if block.targets.count() == 1 && block.targets.contains(nobody) {
        return who;
    }
    let as_targets = Bits::of(block.targets.len_universe(), block.actors.iter());
    if as_targets == block.targets {
        return format!("{who} against each other");
    }
    let mut targets = block.targets.clone();
    let also_nobody = targets.contains(nobody);
    targets.remove(nobody);
    let mut whom = actors_in_words(model, &targets, &among_targets, &during);
    if also_nobody {
        whom += " or nobody";
    }
    format!("{who} against {whom}")
}

/// When, where and with what: by what it is, or by what it is not, whichever takes fewer words.
#[must_use]
pub fn extent(model: &Model, gaps: &Gaps, group: &Group) -> Extent {
    let force = &gaps.table.force;
    match &group.gap {
        Gap::None => Extent::Only(Vec::new()),
        Gap::Whole => Extent::Throughout,
        Gap::Undecided => Extent::Undecided,
        Gap::Part(scope) => {
            let only = said(model, scope.regions().iter().map(|region| (None, region)), force);
            let mentions = group.mentions.iter().map(|(clause, region)| (Some(*clause), region));
            let all_but = said(model, mentions, force);
            if all_but.len() < only.len() { Extent::AllBut(all_but) } else { Extent::Only(only) }
        }
    }
}

/// Everything that narrows a box, but its times and whether the agreement is in force.
type Narrow = (Bits, Bits, Vec<(u32, Vec<(i64, i64)>)>, BTreeMap<LiteralId, bool>);

/// Boxes in words, one for each place, means and condition; times are left out where they are all those in question, and
/// boxes of several clauses that say the same are said once.
fn said<'r>(
    model: &Model,
    regions: impl Iterator<Item = (Option<ClauseId>, &'r Region)>,
    force: &Scope,
) -> Vec<String> {
    let mut alike: Vec<(Narrow, Vec<&Region>, Vec<ClauseId>)> = Vec::new();
    for (clause, region) in regions {
        let is_force = |literal: &LiteralId| {
            model.literals.get(literal.index()).is_some_and(|literal| literal.kind == LiteralKind::Force)
        };
        let literals = region.literals.iter().filter(|(id, _)| !is_force(id));
        let measures = region.measures.iter().map(|(id, numbers)| (id.0, numbers.iter().collect()));
        let narrow: Narrow = (
            region.means.clone(),
            region.cells.clone(),
            measures.collect(),
            literals.map(|(&id, &value)| (id, value)).collect(),
        );
        match alike.iter_mut().find(|(known, ..)| *known == narrow) {
            Some((_, regions, clauses)) => {
                regions.push(region);
                clauses.extend(clause);
            }
            None => alike.push((narrow, vec![region], clause.into_iter().collect())),
        }
    }
    let mut list: Vec<String> = Vec::new();
    for (_, regions, mut clauses) in alike {
        let Some(first) = regions.first() else { continue };
        let words = region_in_words(model, first, &times(&regions, force));
        clauses.sort_unstable();
        clauses.dedup();
        let words = if clauses.is_empty() { words } else { format!("{words} ({})", labels(model, &clauses)) };
        if !list.contains(&words) {
            list.push(words);
        }
    }
    list
}

/// The times of some boxes that differ in nothing else; all, if these are all at which the agreement is in force.
fn times(regions: &[&Region], force: &Scope) -> Intervals {
    let bare = |region: &Region| {
        let mut bare = region.clone();
        bare.means = Bits::full(bare.means.len_universe());
        bare.cells = Bits::full(bare.cells.len_universe());
        bare.measures.clear();
        bare.literals.retain(|id, _| force.regions().iter().any(|force| force.literals.contains_key(id)));
        bare
    };
    let together: Scope = regions.iter().map(|region| bare(region)).collect();
    if force.is_subset(&together, Budget::DEFAULT) == Containment::Yes {
        return Intervals::all();
    }
    regions.iter().fold(Intervals::empty(), |all, region| all.union(&region.time))
}

fn region_in_words(model: &Model, region: &Region, times: &Intervals) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(cells_in_words(model, &region.cells));
    words.extend(times_in_words(model, times));
    if !region.means.is_full() {
        words.push(format!("with {}", means_in_words(model, &region.means)));
    }
    words.extend(
        region.measures.iter().map(|(&id, numbers)| format!("with {}", measure_in_words(model, id, numbers))),
    );
    let force = |id: &LiteralId| {
        model.literals.get(id.index()).is_some_and(|literal| literal.kind == LiteralKind::Force)
    };
    let literals = region.literals.iter().filter(|(id, _)| !force(id));
    words.extend(literals.map(|(&id, &holds)| literal_in_words(model, id, holds)));
    if words.is_empty() { "throughout".to_owned() } else { words.join(", ") }
}

/// All times at which the agreement may be in force.
#[must_use]
pub fn during(force: &Scope) -> Intervals {
    force.regions().iter().fold(Intervals::empty(), |all, region| all.union(&region.time))
}

impl Aim {
    /// What stands over a table of such acts.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Somebody => "what is done to somebody",
            Self::Nobody => "what is done to nobody",
            Self::Either => "the agreement's own acts",
        }
    }
}
