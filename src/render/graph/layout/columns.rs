//! Which column each block stands in.

use std::collections::BTreeSet;

use super::sequence::sequence;
use super::{Block, GAP, Wire, at};

/// What a gutter between columns takes on average.
const GUTTER: f64 = 110.0;

/// How much wider than high a page is meant to be.
const LANDSCAPE: f64 = 1.7;

/// The column of each linked block, from 0 at the left; no column is empty, and no wire stays within one unless it is
/// level or stays within one block. Columns are filled from the right, each up to a height at which the page comes out as a landscape.
pub(super) fn columns(blocks: &[Block], wires: &[Wire], linked: &[bool]) -> Vec<Option<usize>> {
    let given: BTreeSet<(usize, usize)> = wires
        .iter()
        .filter(|wire| !wire.level)
        .map(|wire| (wire.from.block, wire.to.block))
        .filter(|(from, to)| from != to && *from < blocks.len() && *to < blocks.len())
        .collect();
    let places = sequence(blocks.len(), &given);
    let arcs: BTreeSet<(usize, usize)> = given
        .iter()
        .map(|&(from, to)| if at(&places, from) < at(&places, to) { (from, to) } else { (to, from) })
        .collect();
    let mut after = vec![Vec::new(); blocks.len()];
    let mut before = vec![Vec::new(); blocks.len()];
    for &(from, to) in &arcs {
        if let (Some(after), Some(before)) = (after.get_mut(from), before.get_mut(to)) {
            after.push(to);
            before.push(from);
        }
    }
    let mut blocks_in_sequence: Vec<usize> = (0..blocks.len()).filter(|&block| at(linked, block)).collect();
    blocks_in_sequence.sort_by_key(|&block| at(&places, block));

    let most = tallest_column(blocks, &blocks_in_sequence);
    let height = |block: usize| blocks.get(block).map_or(0.0, |block| block.height() + GAP);
    let mut filling = Filling { most, loads: Vec::new(), columns: vec![None; blocks.len()] };
    // From the right: what others lead to first. A column here counts from the right.
    for &block in blocks_in_sequence.iter().rev() {
        let least = after
            .get(block)
            .into_iter()
            .flatten()
            .filter_map(|&next| filling.column(next))
            .max()
            .map_or(0, |column| column + 1);
        filling.put(block, height(block), least);
    }
    // What has room between its neighbours moves to the middle of them, so that wires are short.
    for _ in 0..3 {
        for &block in &blocks_in_sequence {
            let neighbours = |list: &[Vec<usize>]| -> Vec<usize> {
                list.get(block).into_iter().flatten().filter_map(|&other| filling.column(other)).collect()
            };
            let (right, left) = (neighbours(&after), neighbours(&before));
            let least = right.iter().max().map_or(0, |column| column + 1);
            let Some(greatest) = left.iter().min().map(|column| column.saturating_sub(1)) else { continue };
            let mut all: Vec<usize> = right.into_iter().chain(left).collect();
            all.sort_unstable();
            let middle = at(&all, all.len() / 2).clamp(least, greatest.max(least));
            filling.shift(block, height(block), middle);
        }
    }
    let used: BTreeSet<usize> = filling.columns.iter().flatten().copied().collect();
    let from_left: Vec<usize> = used.into_iter().rev().collect();
    let column = |own: &Option<usize>| own.and_then(|own| from_left.iter().position(|&used| used == own));
    filling.columns.iter().map(column).collect()
}

/// The height at which the page is a landscape, if all columns are full.
fn tallest_column(blocks: &[Block], linked: &[usize]) -> f64 {
    let linked = || linked.iter().filter_map(|&block| blocks.get(block));
    let area: f64 = linked().map(|block| (block.width + GUTTER) * (block.height() + GAP)).sum();
    let tallest = linked().map(|block| block.height() + GAP).fold(0.0, f64::max);
    // Columns are never all full.
    tallest.max((area / LANDSCAPE).sqrt() * 1.4)
}

/// Columns that are being filled.
struct Filling {
    most: f64,
    loads: Vec<f64>,
    columns: Vec<Option<usize>>,
}

impl Filling {
    fn column(&self, block: usize) -> Option<usize> {
        self.columns.get(block).copied().flatten()
    }

    /// Puts a block into the first column from `least` on that has room.
    fn put(&mut self, block: usize, height: f64, least: usize) {
        let mut column = least;
        while self.loads.get(column).is_some_and(|load| *load > 0.0 && load + height > self.most) {
            column += 1;
        }
        while self.loads.len() <= column {
            self.loads.push(0.0);
        }
        if let (Some(load), Some(own)) = (self.loads.get_mut(column), self.columns.get_mut(block)) {
            *load += height;
            *own = Some(column);
        }
    }

    /// Moves a block to another column, if that has room.
    fn shift(&mut self, block: usize, height: f64, to: usize) {
        let Some(from) = self.column(block) else { return };
        if from == to || self.loads.get(to).is_none_or(|load| *load > 0.0 && load + height > self.most) {
            return;
        }
        for (column, change) in [(from, -height), (to, height)] {
            if let Some(load) = self.loads.get_mut(column) {
                *load += change;
            }
        }
        if let Some(own) = self.columns.get_mut(block) {
            *own = Some(to);
        }
    }
}
