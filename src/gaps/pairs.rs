//! Pairs of actors and targets, gathered so that few words say them.

use std::collections::BTreeSet;

use crate::sets::Bits;

/// Everybody of the one set to everybody of the other, and nobody to himself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Who.
    pub actors: Bits,
    /// To whom.
    pub targets: Bits,
}

impl Block {
    /// The pairs that it stands for, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.actors
            .iter()
            .flat_map(|actor| self.targets.iter().map(move |target| (actor, target)))
            .filter(|(actor, target)| actor != target)
    }
}

/// Cuts a set of pairs into blocks that do not overlap: by actors with the same targets, or by targets with the same actors,
/// whichever takes fewer. That nobody acts on himself parts nobody from the others.
#[must_use]
pub fn blocks(actors: usize, targets: usize, pairs: &BTreeSet<(usize, usize)>) -> Vec<Block> {
    let by_actor: Vec<(Bits, Bits)> = gathered(actors, targets, pairs.iter().copied());
    let by_target: Vec<(Bits, Bits)> =
        gathered(targets, actors, pairs.iter().map(|&(actor, target)| (target, actor)));
    let mut blocks: Vec<Block> = if by_target.len() < by_actor.len() {
        by_target.into_iter().map(|(targets, actors)| Block { actors, targets }).collect()
    } else {
        by_actor.into_iter().map(|(actors, targets)| Block { actors, targets }).collect()
    };
    // The largest first; of equals, in the order of the agreement.
    blocks.sort_by_key(|block| std::cmp::Reverse(block.actors.count() * block.targets.count()));
    blocks
}

/// The first halves of the pairs that have the same second halves, with these.
fn gathered(
    firsts: usize,
    seconds: usize,
    pairs: impl Iterator<Item = (usize, usize)>,
) -> Vec<(Bits, Bits)> {
    let mut of: Vec<Bits> = vec![Bits::empty(seconds); firsts];
    for (first, second) in pairs {
        if let Some(set) = of.get_mut(first) {
            set.insert(second);
        }
    }
    let without = |set: &Bits, own: usize| {
        let mut set = set.clone();
        set.remove(own);
        set
    };
    let mut gathered: Vec<(Bits, Bits)> = Vec::new();
    for (first, own) in of.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        let joins = |(members, shared): &(Bits, Bits)| {
            let wider = shared.union(own);
            without(&wider, first) == *own
                && members.iter().all(|member| of.get(member).is_some_and(|set| without(&wider, member) == *set))
        };
        match gathered.iter_mut().find(|group| joins(group)) {
            Some((members, shared)) => {
                members.insert(first);
                shared.union_with(own);
            }
            None => gathered.push((Bits::single(firsts, first), own.clone())),
        }
    }
    gathered
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_are_just_the_pairs(drawn in proptest::collection::btree_set((0..5_usize, 0..6_usize), 0..24)) {
            let pairs: BTreeSet<(usize, usize)> = drawn.into_iter().filter(|(one, other)| one != other).collect();
            let mut found = BTreeSet::new();
            for block in blocks(5, 6, &pairs) {
                for pair in block.pairs() {
                    prop_assert!(found.insert(pair), "{:?} twice", pair);
                }
            }
            prop_assert_eq!(found, pairs);
        }
    }

    #[test]
    fn all_against_each_other_are_one_block() {
        let pairs = (0..4).flat_map(|one| (0..4).map(move |other| (one, other)));
        let pairs: BTreeSet<(usize, usize)> = pairs.filter(|(one, other)| one != other).collect();
        assert_eq!(blocks(4, 5, &pairs).len(), 1);
    }
}
