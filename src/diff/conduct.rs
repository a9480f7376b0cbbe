//! The facts whose status differs between two texts.
//!
//! For each thing that clauses make of facts (forbid, forbid as somebody judges, permit, require), what the clauses of one
//! text cover and those of the other do not is the only ground on which a status can differ. This ground is cut along
//! the clauses that hold of it, so that each piece has one status under each text and one set of clauses that decide it; pieces
//! with the same are a group. The pieces are exact: their union is the set of all facts whose status differs.

use std::collections::{BTreeMap, BTreeSet};

use super::status::{Force, Status, force, status};
use super::{NEW, OLD};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::joint::{Joint, Side};
use crate::scope::{Budget, Fact, Region, Rules, Scope, witness};

/// Facts whose status differs in the same way, by the same clauses.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What the older text makes of them.
    pub from: Status,
    /// What the newer text makes of them.
    pub to: Status,
    /// The clauses of the older text that decide it, of the joint model; none where it does not mention them.
    pub old: Vec<ClauseId>,
    /// Those of the newer text.
    pub new: Vec<ClauseId>,
    /// The facts, as boxes that share none.
    pub facts: Scope,
    /// One of them.
    pub witness: Fact,
    /// Who reads the texts so; nobody for the texts as written.
    pub readers: Vec<Option<ActorId>>,
}

impl Change {
    /// How many combinations of who, what, whom, with what and where there are, each counted once for each box.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.facts.regions().iter().fold(0, |size: u64, region| size.saturating_add(size_of(region)))
    }
}

fn size_of(region: &Region) -> u64 {
    let sides = [&region.actors, &region.acts, &region.targets, &region.means, &region.cells];
    let counts = sides.into_iter().map(|side| u64::try_from(side.count()).unwrap_or(u64::MAX));
    counts.fold(1, u64::saturating_mul)
}

/// What stands in for a key under which pieces are gathered.
type Key = (Status, Status, Vec<ClauseId>, Vec<ClauseId>);

/// Everything whose status differs under some reading; and the readings under which more may differ.
pub(super) fn changes(
    joint: &Joint,
    readings: &[(Option<ActorId>, Rules)],
    budget: Budget,
) -> (Vec<Change>, Vec<Option<ActorId>>) {
    let mut changes: Vec<Change> = Vec::new();
    let mut undecided = Vec::new();
    for (reader, rules) in readings {
        let mut work = Work { joint, rules, pieces_left: budget.0, undecided: !rules.too_complex.is_empty() };
        for change in work.groups() {
            let known = changes.iter_mut().find(|known| {
                (&known.from, &known.to, &known.old, &known.new, &known.facts)
                    == (&change.from, &change.to, &change.old, &change.new, &change.facts)
            });
            match known {
                Some(known) => known.readers.push(*reader),
                None => changes.push(Change { readers: vec![*reader], ..change }),
            }
        }
        if work.undecided {
            undecided.push(*reader);
        }
    }
    changes.sort_by_cached_key(|change| {
        let gravity = change.from.gravity(&change.to);
        let readers = change.readers.first().copied().flatten();
        (gravity, readers, std::cmp::Reverse(change.size()), change.old.clone(), change.new.clone())
    });
    (changes, undecided)
}

struct Work<'a> {
    joint: &'a Joint,
    rules: &'a Rules,
    pieces_left: usize,
    undecided: bool,
}

/// A part of the facts, and the clauses that hold of all of it.
struct Piece {
    region: Region,
    old: BTreeSet<ClauseId>,
    new: BTreeSet<ClauseId>,
}

impl Work<'_> {
    fn groups(&mut self) -> Vec<Change> {
        let mut groups: BTreeMap<Key, Vec<Region>> = BTreeMap::new();
        for candidate in self.candidates() {
            for piece in self.cut(candidate) {
                let (from, old) = status(self.joint, &piece.old);
                let (to, new) = status(self.joint, &piece.new);
                if from != to {
                    groups.entry((from, to, old, new)).or_default().push(piece.region);
                }
            }
        }
        let mut changes = Vec::new();
        for ((from, to, old, new), regions) in groups {
            let facts = self.disjoint(regions);
            let Some(fact) = facts.regions().iter().find_map(|region| witness(&self.joint.model, region))
            else {
                continue;
            };
            changes.push(Change { from, to, old, new, facts, witness: fact, readers: Vec::new() });
        }
        changes
    }

    /// Pays for pieces. Where the budget is spent, what is not looked at stays undecided.
    fn spend(&mut self, pieces: usize) -> bool {
        match self.pieces_left.checked_sub(pieces) {
            Some(left) => {
                self.pieces_left = left;
                true
            }
            None => {
                self.undecided = true;
                false
            }
        }
    }

    /// Boxes that hold every fact whose status can differ; they may overlap.
    fn candidates(&mut self) -> Vec<Region> {
        let mut covered: BTreeMap<Force, [Vec<&Region>; 2]> = BTreeMap::new();
        for rule in self.rules.iter() {
            let (Some(force), Some((side, _))) =
                (force(self.joint, rule.clause), self.joint.home(rule.clause))
            else {
                continue;
            };
            let [old, new] = covered.entry(force).or_default();
            let own = if side == OLD { old } else { new };
            own.extend(rule.effective.regions());
        }
        let mut candidates = Vec::new();
        for [old, new] in covered.values_mut() {
            for boxes in [&mut *old, &mut *new] {
                boxes.sort_unstable();
                boxes.dedup();
            }
            // A box that both have covers nothing that only one of them covers.
            let only = |own: &[&Region], other: &[&Region]| -> Vec<Region> {
                let own = own.iter().filter(|region| other.binary_search(region).is_err());
                own.map(|&region| region.clone()).collect()
            };
            for (own, other) in [(only(old, new), &*new), (only(new, old), &*old)] {
                for region in own {
                    candidates.extend(self.rest(&region, other).unwrap_or_default());
                }
            }
        }
        candidates
    }

    /// What is left of a box without others; nothing is known where that takes too much.
    fn rest(&mut self, region: &Region, others: &[&Region]) -> Option<Vec<Region>> {
        if others.iter().any(|other| region.is_subset_of_region(other)) {
            return Some(Vec::new());
        }
        let mut rest = vec![region.clone()];
        let meeting = |rest: &[Region], other: &Region| rest.iter().any(|own| own.intersects(other));
        for other in others {
            if !meeting(&rest, other) {
                continue;
            }
            let cut: Vec<Region> = rest.iter().flat_map(|own| own.difference(other)).collect();
            if !self.spend(cut.len()) {
                return None;
            }
            rest = cut;
        }
        Some(rest)
    }

    /// Cuts a box along all clauses that hold of a part of it.
    fn cut(&mut self, region: Region) -> Vec<Piece> {
        let mut pieces = vec![Piece { region, old: BTreeSet::new(), new: BTreeSet::new() }];
        let rules = self.rules;
        for rule in rules.iter() {
            let Some((side, _)) = self.joint.home(rule.clause) else { continue };
            for part in rule.effective.regions() {
                if !pieces.iter().any(|piece| piece.region.intersects(part)) {
                    continue;
                }
                let mut cut = Vec::with_capacity(pieces.len());
                for piece in pieces {
                    cut_piece(piece, part, side, rule.clause, &mut cut);
                }
                if !self.spend(cut.len()) {
                    return Vec::new();
                }
                pieces = cut;
            }
        }
        pieces
    }

    /// The same facts as boxes that share none, as far as the budget goes.
    fn disjoint(&mut self, regions: Vec<Region>) -> Scope {
        let mut facts: Vec<Region> = Vec::new();
        for region in regions {
            let known: Vec<&Region> = facts.iter().collect();
            let rest = self.rest(&region, &known).unwrap_or_else(|| vec![region]);
            facts.extend(rest);
        }
        let mut facts = Scope::from(facts);
        facts.simplify();
        facts
    }
}

/// Parts a piece into what lies in a box of a clause and what does not.
fn cut_piece(piece: Piece, part: &Region, side: Side, clause: ClauseId, cut: &mut Vec<Piece>) {
    let own = if side == NEW { &piece.new } else { &piece.old };
    let Some(inside) = piece.region.intersection(part).filter(|_| !own.contains(&clause)) else {
        cut.push(piece);
        return;
    };
    for outside in piece.region.difference(part) {
        cut.push(Piece { region: outside, old: piece.old.clone(), new: piece.new.clone() });
    }
    let mut within = Piece { region: inside, ..piece };
    if side == NEW {
        within.new.insert(clause)
    } else {
        within.old.insert(clause)
    };
    cut.push(within);
}
