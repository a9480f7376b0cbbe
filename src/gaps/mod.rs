//! Conduct that no clause mentions, grouped so that a person can read it.
//!
//! `docs/findings.md` defines what is in question and what counts as mentioned. [`standing`] works out, for every act and
//! every pair of actor and target, what is left of it when the scopes of all clauses are taken away; the rest of this module
//! gathers what is alike.

pub mod interest;
pub mod matrix;
pub mod pairs;
mod scenario;
mod spoken;
pub mod standing;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use self::interest::{Aim, Interest, Wanted};
pub use self::matrix::{Cell, Matrix, MatrixRow, Part, Unmentioned, matrices};
pub use self::pairs::{Block, ByPair};
pub use self::scenario::with_scenarios;
pub use self::spoken::Does;
pub use self::standing::{Gap, Met, Row, Standing, Table};
use crate::model::Model;
use crate::model::ids::ClauseId;
use crate::scope::{Fact, Region, Scope, act_to_show, in_words, witness};
use crate::sets::Bits;

/// What an agreement leaves unmentioned.
#[derive(Clone, Debug)]
pub struct Gaps {
    /// What was in question.
    pub interest: Interest,
    /// Every act and pair with what the clauses make of it.
    pub table: Table,
    /// By act, the largest first.
    pub acts: Vec<ActGaps>,
    /// How many combinations of an act and a pair are in question.
    pub combinations: usize,
    /// Of these, of how many no clause mentions anything.
    pub unmentioned: usize,
    /// And of how many some is mentioned and some is not.
    pub partly: usize,
    /// How many are undecided.
    pub undecided: usize,
}

/// Acts with the same gaps.
#[derive(Clone, Debug)]
pub struct ActGaps {
    /// The leaves.
    pub acts: Bits,
    /// To whom they are done.
    pub aim: Aim,
    /// How many combinations of these acts and a pair have a gap for certain.
    pub combinations: usize,
    /// The gaps, the largest first.
    pub groups: Vec<Group>,
}

/// One gap: these acts, between these, and when and where.
#[derive(Clone, Debug)]
pub struct Group {
    /// Between whom.
    pub block: Block,
    /// Which facts.
    pub gap: Gap,
    /// The boxes that mention the others, each with its clause.
    pub mentions: Vec<(ClauseId, Region)>,
    /// How many combinations of an act and a pair.
    pub combinations: usize,
    /// One such fact; absent where it is undecided.
    pub witness: Option<Fact>,
    /// The same in words.
    pub witness_words: String,
    /// The same as a scenario that holds, where it can be said in one.
    pub scenario: Option<String>,
}

/// Finds every gap of an agreement. Of an agreement with errors nothing should be asked.
#[must_use]
pub fn gaps(model: &Model, wanted: &Wanted) -> Gaps {
    let interest = Interest::of(model, wanted);
    let table = Table::new(model, &interest);
    // Standings with the same gap are one here.
    let mut of_gap: Vec<usize> = Vec::with_capacity(table.standings.len());
    for (place, standing) in table.standings.iter().enumerate() {
        let same = table
            .standings
            .iter()
            .take(place)
            .position(|known| standing::same_gap(&known.gap, &standing.gap, place < 300));
        of_gap.push(same.and_then(|same| of_gap.get(same).copied()).unwrap_or(place));
    }
    let gap_of = |place: usize| of_gap.get(place).copied().unwrap_or(place);
    let is = |place: usize, what: fn(&Gap) -> bool| {
        table.standings.get(place).is_some_and(|standing| what(&standing.gap))
    };
    let count = |what: fn(&Gap) -> bool| -> usize {
        let of_row =
            |row: &Row| row.acts.count() * row.pairs.values().filter(|place| is(**place, what)).count();
        table.rows.iter().map(of_row).sum()
    };
    // Acts with the same gaps for every pair are one, though the clauses may regulate the rest in different ways.
    let mut rows: Vec<(Bits, Aim, ByPair<usize>)> = Vec::new();
    for row in &table.rows {
        let own: ByPair<usize> = row.pairs.iter().map(|(&pair, &place)| (pair, gap_of(place))).collect();
        match rows.iter_mut().find(|(_, aim, pairs)| *aim == row.aim && *pairs == own) {
            Some((acts, ..)) => acts.union_with(&row.acts),
            None => rows.push((row.acts.clone(), row.aim, own)),
        }
    }
    let mut acts: Vec<ActGaps> = rows
        .into_iter()
        .map(|(acts, aim, pairs)| act_gaps(model, &table, acts, aim, &pairs))
        .filter(|act| !act.groups.is_empty())
        .collect();
    acts.sort_by_key(|act| std::cmp::Reverse(act.combinations));
    let combinations = table.rows.iter().map(|row| row.acts.count() * row.pairs.len()).sum();
    Gaps {
        combinations,
        unmentioned: count(|gap| *gap == Gap::Whole),
        partly: count(|gap| matches!(gap, Gap::Part(_))),
        undecided: count(|gap| *gap == Gap::Undecided),
        interest,
        table,
        acts,
    }
}

fn act_gaps(model: &Model, table: &Table, acts: Bits, aim: Aim, pairs: &ByPair<usize>) -> ActGaps {
    let mut by_gap: BTreeMap<usize, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for (&pair, &place) in pairs {
        if table.standings.get(place).is_some_and(|standing| standing.gap != Gap::None) {
            by_gap.entry(place).or_default().insert(pair);
        }
    }
    let mut groups = Vec::new();
    for (place, pairs) in by_gap {
        let Some(standing) = table.standings.get(place) else { continue };
        for block in pairs::blocks(model.actors.len(), model.targets(), &pairs, &table.cannot_be()) {
            let combinations = acts.count() * block.pairs.len();
            let found = fact(model, table, &acts, &block, &standing.gap);
            let witness_words =
                found.as_ref().map_or_else(String::new, |(fact, region)| in_words(model, fact, Some(region)));
            groups.push(Group {
                block,
                gap: standing.gap.clone(),
                mentions: standing.mentions.clone(),
                combinations,
                witness: found.map(|(fact, _)| fact),
                witness_words,
                scenario: None,
            });
        }
    }
    let decided = |group: &Group| group.gap != Gap::Undecided;
    groups.sort_by_key(|group| (!decided(group), std::cmp::Reverse(group.combinations)));
    let combinations = groups.iter().filter(|group| decided(group)).map(|group| group.combinations).sum();
    ActGaps { combinations, acts, aim, groups }
}

/// A fact of a gap, and the box from which it was taken: of the first pair of those whom a reader can picture, an act as
/// people name it.
fn fact(model: &Model, table: &Table, acts: &Bits, block: &Block, gap: &Gap) -> Option<(Fact, Region)> {
    let scope = match gap {
        Gap::None | Gap::Undecided => return None,
        Gap::Whole => &table.force,
        Gap::Part(scope) => scope,
    };
    let is_named = |actor: usize| {
        actor == model.actors.len()
            || model
                .actors
                .leaves
                .get(actor)
                .is_some_and(|leaf| matches!(leaf.origin, crate::model::actors::ActorOrigin::Declared(_)))
    };
    let named = block.pairs.iter().filter(|(actor, target)| is_named(*actor) && is_named(*target));
    let act = act_to_show(model, acts)?;
    named.chain(&block.pairs).find_map(|&(actor, target)| {
        let region = region_of(model, table, scope, act, actor, target).regions().first()?.clone();
        let fact = witness(model, &region)?;
        // The act is told by its name; means are told where the gap is about them.
        let shown = Region {
            acts: acts.clone(),
            means: scope.regions().first().map_or_else(|| region.means.clone(), |wide| wide.means.clone()),
            ..region
        };
        Some((fact, shown))
    })
}

/// The facts of a gap for one act between two.
fn region_of(model: &Model, table: &Table, gap: &Scope, act: usize, actor: usize, target: usize) -> Scope {
    let together = interest::exists(model, actor).intersection(&interest::exists(model, target));
    let of = |region: &Region| Region {
        acts: Bits::single(region.acts.len_universe(), act),
        actors: Bits::single(region.actors.len_universe(), actor),
        targets: Bits::single(region.targets.len_universe(), target),
        means: region.means.intersection(&model.deeds.means_for(act)),
        time: region.time.intersection(&together),
        ..region.clone()
    };
    let narrowed: Scope = gap.regions().iter().map(of).collect();
    narrowed.intersection(&table.force)
}

impl Gaps {
    /// Every unmentioned fact in question, as a set: what the groups say, said as boxes. Those that are undecided are left out.
    #[must_use]
    pub fn scope(&self, model: &Model) -> Scope {
        let mut all = Scope::empty();
        for act in &self.acts {
            for group in &act.groups {
                let gap = match &group.gap {
                    Gap::None | Gap::Undecided => continue,
                    Gap::Whole => &self.table.force,
                    Gap::Part(scope) => scope,
                };
                for leaf in act.acts.iter() {
                    for &(actor, target) in &group.block.pairs {
                        let facts = region_of(model, &self.table, gap, leaf, actor, target);
                        all.extend(facts.regions().iter().cloned());
                    }
                }
            }
        }
        all
    }
}
