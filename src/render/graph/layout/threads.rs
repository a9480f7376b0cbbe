//! Columns of blocks, and of the bends in which wires pass through a column.

use std::collections::BTreeMap;

use super::{Block, Port, Wire, at};

/// Something that takes room in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Item {
    /// The column.
    pub column: usize,
    /// How high it is.
    pub height: f64,
    /// The block, unless it is a bend.
    pub block: Option<usize>,
}

/// One step of a wire from an item to one in the next column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Step {
    /// The item on the left.
    pub left: usize,
    /// How far below its top the step leaves.
    pub left_offset: f64,
    /// The item on the right.
    pub right: usize,
    /// How far below its top the step arrives.
    pub right_offset: f64,
}

/// All columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Threads {
    /// Blocks first, by their index; then bends.
    pub items: Vec<Item>,
    /// The items of each column, from the top.
    pub columns: Vec<Vec<usize>>,
    /// The steps between each column and the next.
    pub steps: Vec<Vec<Step>>,
    /// For each wire the bends through which it passes, from left to right; nothing for one that stays within a column.
    pub bends: Vec<Option<Vec<usize>>>,
}

impl Threads {
    /// Blocks in the order given, and behind them the bends.
    pub(super) fn new(blocks: &[Block], wires: &[Wire], columns: &[Option<usize>]) -> Self {
        let count = columns.iter().flatten().max().map_or(0, |last| last + 1);
        let mut threads = Self {
            items: Vec::new(),
            columns: vec![Vec::new(); count],
            steps: vec![Vec::new(); count.saturating_sub(1)],
            bends: Vec::new(),
        };
        for (index, block) in blocks.iter().enumerate() {
            let column = at(columns, index);
            threads.items.push(Item {
                column: column.unwrap_or(0),
                height: block.height(),
                block: Some(index),
            });
            if let Some(column) = column.and_then(|column| threads.columns.get_mut(column)) {
                column.push(index);
            }
        }
        // Wires of one sort that lead to one row share their bends.
        let mut shared: BTreeMap<(Port, usize, usize), usize> = BTreeMap::new();
        for wire in wires {
            let bends = threads.thread(blocks, wire, columns, &mut shared);
            threads.bends.push(bends);
        }
        for steps in &mut threads.steps {
            steps.sort_by(|one, other| {
                let key = |step: &Step| (step.left, step.right);
                key(one)
                    .cmp(&key(other))
                    .then(one.left_offset.total_cmp(&other.left_offset))
                    .then(one.right_offset.total_cmp(&other.right_offset))
            });
            steps.dedup();
        }
        threads
    }

    fn thread(
        &mut self,
        blocks: &[Block],
        wire: &Wire,
        columns: &[Option<usize>],
        shared: &mut BTreeMap<(Port, usize, usize), usize>,
    ) -> Option<Vec<usize>> {
        let (from, to) = (at(columns, wire.from.block)?, at(columns, wire.to.block)?);
        let (left, right) = match from.cmp(&to) {
            std::cmp::Ordering::Less => (wire.from, wire.to),
            std::cmp::Ordering::Greater => (wire.to, wire.from),
            std::cmp::Ordering::Equal => return None,
        };
        let mut bends = Vec::new();
        for column in from.min(to) + 1..from.max(to) {
            let bend = *shared.entry((wire.to, wire.sort, column)).or_insert_with(|| {
                self.items.push(Item { column, height: 0.0, block: None });
                let bend = self.items.len() - 1;
                if let Some(column) = self.columns.get_mut(column) {
                    column.push(bend);
                }
                bend
            });
            bends.push(bend);
        }
        let offset = |port: Port| {
            let middle = |block: &Block| block.top_of(port.row) + at(&block.rows, port.row) / 2.0;
            blocks.get(port.block).map_or(0.0, middle)
        };
        let mut way = vec![(left.block, offset(left))];
        way.extend(bends.iter().map(|&bend| (bend, 0.0)));
        way.push((right.block, offset(right)));
        for (index, (one, other)) in way.iter().zip(way.iter().skip(1)).enumerate() {
            if let Some(steps) = self.steps.get_mut(from.min(to) + index) {
                steps.push(Step { left: one.0, left_offset: one.1, right: other.0, right_offset: other.1 });
            }
        }
        Some(bends)
    }

    /// An item.
    pub(super) fn item(&self, index: usize) -> Item {
        at(&self.items, index)
    }
}
