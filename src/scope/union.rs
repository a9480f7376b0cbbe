//! Scopes: finite unions of boxes.

use std::sync::Arc;

use super::budget::{Purse, Remainder};
use super::{Budget, Containment, Fact, Region, Universe};
use crate::sets::Intervals;

/// A set of facts, as a union of boxes that may overlap.
///
/// `==` compares the boxes, not the facts: the same set can be cut in several ways. [`Scope::equals`] compares sets.
///
/// A copy shares the boxes: what a clause covers is also what is left of it where nothing prevails over it, what it takes
/// from others, and what most readers make of it.
///
/// INVARIANT: no box is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    regions: Arc<Vec<Region>>,
}

impl Scope {
    /// No fact.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Every fact.
    #[must_use]
    pub fn whole(universe: &Universe) -> Self {
        Self::from(Region::whole(universe))
    }

    /// Adds the facts of a box.
    pub fn push(&mut self, region: Region) {
        if !region.is_empty() {
            Arc::make_mut(&mut self.regions).push(region);
        }
    }

    /// The boxes; none is empty, and they may overlap.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Whether it has no fact.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.regions.is_empty()
    }

    /// Whether the fact is in it. A fact that leaves out a measure or literal is held where one box holds it whatever
    /// that is; to ask whether several boxes do so together, ask [`Scope::is_subset`] of [`Region::of_fact`].
    #[must_use]
    pub fn contains(&self, fact: &Fact) -> bool {
        self.regions.iter().any(|region| region.contains(fact))
    }

    /// A fact of it, always the same one for the same boxes.
    #[must_use]
    pub fn witness(&self) -> Option<Fact> {
        self.regions.iter().find_map(Region::witness)
    }

    /// Whether they share a fact. Makes no new set.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.regions.iter().any(|ours| other.regions.iter().any(|theirs| ours.intersects(theirs)))
    }

    /// Whether it has a fact of a box. Makes no new set.
    #[must_use]
    pub fn intersects_region(&self, region: &Region) -> bool {
        self.regions.iter().any(|ours| ours.intersects(region))
    }

    /// The time of its boxes, where they all have the same one.
    #[must_use]
    pub fn one_time(&self) -> Option<&Intervals> {
        let (first, others) = self.regions.split_first()?;
        others.iter().all(|region| region.time == first.time).then_some(&first.time)
    }

    /// The same facts at these times instead of their own.
    #[must_use]
    pub fn at(&self, time: &Intervals) -> Self {
        self.regions.iter().map(|region| Region { time: time.clone(), ..region.clone() }).collect()
    }

    /// The facts in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        if self.is_empty() {
            return other.clone();
        }
        let mut either = self.clone();
        Arc::make_mut(&mut either.regions).extend(other.regions.iter().cloned());
        either
    }

    /// The facts in both. Makes at most one box for each pair.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        self.regions
            .iter()
            .flat_map(|ours| other.regions.iter().filter_map(|theirs| ours.intersection(theirs)))
            .collect()
    }

    /// The facts in the first and not in the second. The number of pieces can grow with each box that is subtracted:
    /// where there may be many, use [`Scope::difference_within`].
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        other.regions.iter().fold(self.clone(), |rest, region| rest.without(region))
    }

    /// The same, or nothing where it takes more pieces than the budget allows.
    #[must_use]
    pub fn difference_within(&self, other: &Self, budget: Budget) -> Option<Self> {
        let mut purse = Purse::from(budget);
        let mut rest = self.clone();
        for region in other.regions() {
            if rest.regions.iter().any(|ours| ours.intersects(region)) {
                rest = rest.without(region);
                if !purse.spend(rest.regions.len()) {
                    return None;
                }
            }
        }
        Some(rest)
    }

    /// The facts with actor and target exchanged, as [`Region::mirrored`] has it.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        self.regions.iter().map(Region::mirrored).collect()
    }

    /// The facts that are not in the box.
    #[must_use]
    pub fn without(&self, region: &Region) -> Self {
        Self { regions: Arc::new(self.regions.iter().flat_map(|ours| ours.difference(region)).collect()) }
    }

    /// The facts that are not in it.
    #[must_use]
    pub fn complement(&self, universe: &Universe) -> Self {
        Self::whole(universe).difference(self)
    }

    /// Says the same with fewer boxes: drops boxes that lie in another one, and joins two boxes that differ on one side
    /// only. The result depends on the boxes and their order alone; it need not be the smallest one.
    pub fn simplify(&mut self) {
        if self.regions.len() < 2 {
            return;
        }
        let mut kept: Vec<Region> = Vec::with_capacity(self.regions.len());
        for mut region in Arc::unwrap_or_clone(std::mem::take(&mut self.regions)) {
            // Each turn takes a box away from `kept`, so it ends.
            loop {
                if kept.iter().any(|other| region.is_subset_of_region(other)) {
                    break;
                }
                kept.retain(|other| !other.is_subset_of_region(&region));
                let partner =
                    kept.iter().enumerate().find_map(|(index, other)| Some((index, other.merged(&region)?)));
                let Some((index, merged)) = partner else {
                    kept.push(region);
                    break;
                };
                kept.remove(index);
                region = merged;
            }
        }
        self.regions = Arc::new(kept);
    }

    /// Whether every fact is in the other scope too; if not, with a fact that is not.
    #[must_use]
    pub fn is_subset(&self, other: &Self, budget: Budget) -> Containment {
        let others: Vec<&Region> = other.regions.iter().collect();
        let mut purse = Purse::from(budget);
        let mut undecided = false;
        for region in self.regions() {
            match purse.remainder(region, &others) {
                Remainder::Nothing => {}
                // A later box may still hold a fact that decides the matter at no cost.
                Remainder::Undecided => undecided = true,
                Remainder::Piece(piece) => {
                    if let Some(fact) = piece.witness() {
                        return Containment::No(fact);
                    }
                }
            }
        }
        if undecided { Containment::Undecided } else { Containment::Yes }
    }

    /// Whether they have the same facts; if not, with a fact that one of them has. The budget is for each direction.
    #[must_use]
    pub fn equals(&self, other: &Self, budget: Budget) -> Containment {
        match (self.is_subset(other, budget), other.is_subset(self, budget)) {
            (Containment::No(fact), _) | (_, Containment::No(fact)) => Containment::No(fact),
            (Containment::Undecided, _) | (_, Containment::Undecided) => Containment::Undecided,
            (Containment::Yes, Containment::Yes) => Containment::Yes,
        }
    }
}

impl From<Region> for Scope {
    fn from(region: Region) -> Self {
        Self::from_iter([region])
    }
}

impl From<Vec<Region>> for Scope {
    fn from(regions: Vec<Region>) -> Self {
        Self::from_iter(regions)
    }
}

impl FromIterator<Region> for Scope {
    fn from_iter<I: IntoIterator<Item = Region>>(regions: I) -> Self {
        Self { regions: Arc::new(regions.into_iter().filter(|region| !region.is_empty()).collect()) }
    }
}

impl Extend<Region> for Scope {
    fn extend<I: IntoIterator<Item = Region>>(&mut self, regions: I) {
        Arc::make_mut(&mut self.regions).extend(regions.into_iter().filter(|region| !region.is_empty()));
    }
}
