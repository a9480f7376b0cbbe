//! Pairs of actors and targets, gathered so that few words say them.

use std::collections::BTreeSet;

use crate::sets::Bits;

/// Everybody of the one set to everybody of the other, as far as that can be: nobody to himself, and nobody to whom he never
/// lives to meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Who.
    pub actors: Bits,
    /// To whom.
    pub targets: Bits,
    /// The pairs that it stands for, in order.
    pub pairs: Vec<(usize, usize)>,
}

/// Cuts a set of pairs into blocks that do not overlap: by actors with the same targets, or by targets with the same actors,
/// whichever takes fewer. A pair that `cannot_be` is no reason to part what is alike otherwise.
#[must_use]
pub fn blocks(
    actors: usize,
    targets: usize,
    pairs: &BTreeSet<(usize, usize)>,
    cannot_be: &dyn Fn(usize, usize) -> bool,
) -> Vec<Block> {
    let by_actor = gathered(actors, targets, pairs.iter().copied(), cannot_be);
    let by_target =
        gathered(targets, actors, pairs.iter().map(|&(actor, target)| (target, actor)), &|target, actor| {
            cannot_be(actor, target)
        });
    let sides: Vec<(Bits, Bits)> = if by_target.len() < by_actor.len() {
        by_target.into_iter().map(|(targets, actors)| (actors, targets)).collect()
    } else {
        by_actor
    };
    let block = |(actors, targets): (Bits, Bits)| {
        let all = actors.iter().flat_map(|actor| targets.iter().map(move |target| (actor, target)));
        let pairs = all.filter(|pair| pairs.contains(pair)).collect();
        Block { actors, targets, pairs }
    };
    let mut blocks: Vec<Block> = sides.into_iter().map(block).collect();
    // The largest first; of equals, in the order of the agreement.
    blocks.sort_by_key(|block| std::cmp::Reverse(block.pairs.len()));
    blocks
}

/// The first halves of the pairs that have the same second halves, with these.
fn gathered(
    firsts: usize,
    seconds: usize,
    pairs: impl Iterator<Item = (usize, usize)>,
    cannot_be: &dyn Fn(usize, usize) -> bool,
) -> Vec<(Bits, Bits)> {
    let mut of: Vec<Bits> = vec![Bits::empty(seconds); firsts];
    for (first, second) in pairs {
        if let Some(set) = of.get_mut(first) {
            set.insert(second);
        }
    }
    // Whether somebody has all of these, but those that cannot be.
    let has = |first: usize, wider: &Bits| {
        let missing = of.get(first).map_or_else(|| wider.clone(), |own| wider.difference(own));
        missing.iter().all(|second| cannot_be(first, second))
    };
    let mut gathered: Vec<(Bits, Bits)> = Vec::new();
    for (first, own) in of.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        let joins = |(members, shared): &(Bits, Bits)| {
            let wider = shared.union(own);
            has(first, &wider) && members.iter().all(|member| has(member, &wider))
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
        fn blocks_are_just_the_pairs(
            drawn in proptest::collection::btree_set((0..5_usize, 0..6_usize), 0..24),
            never in proptest::collection::btree_set((0..5_usize, 0..6_usize), 0..6),
        ) {
            let cannot_be = |one: usize, other: usize| one == other || never.contains(&(one, other));
            let pairs: BTreeSet<(usize, usize)> =
                drawn.into_iter().filter(|&(one, other)| !cannot_be(one, other)).collect();
            let mut found = BTreeSet::new();
            for block in blocks(5, 6, &pairs, &cannot_be) {
                for one in block.actors.iter() {
                    for other in block.targets.iter().filter(|&other| !cannot_be(one, other)) {
                        prop_assert!(found.insert((one, other)), "{} {} twice", one, other);
                        prop_assert!(block.pairs.contains(&(one, other)));
                    }
                }
            }
            prop_assert_eq!(found, pairs);
        }
    }

    #[test]
    fn all_against_each_other_are_one_block() {
        let pairs = (0..4).flat_map(|one| (0..4).map(move |other| (one, other)));
        let pairs: BTreeSet<(usize, usize)> = pairs.filter(|(one, other)| one != other).collect();
        assert_eq!(blocks(4, 5, &pairs, &|one, other| one == other).len(), 1);
    }
}
