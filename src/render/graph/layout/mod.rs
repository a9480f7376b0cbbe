//! Where everything stands on the page.
//!
//! Blocks are boxes with rows one under the other: an article with its clauses, or a single card. Wires lead from the side of
//! one row to the side of another. The method is that of layers (K. Sugiyama, S. Tagawa, M. Toda, *Methods for visual
//! understanding of hierarchical system structures*, IEEE Trans. SMC 11, 1981), from left to right:
//! [`sequence`] breaks circles, [`columns`] gives each block its column, [`order`] the order within the columns, [`heights`]
//! the heights, and [`routes`] the ways of the wires. Every step has a fixed number of rounds, so one graph has one picture.

mod columns;
mod heights;
mod order;
mod routes;
mod sequence;
mod threads;

use self::threads::Threads;

/// A box with rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// How wide, in pixels.
    pub width: f64,
    /// How high each row is, in pixels, from the top.
    pub rows: Vec<f64>,
}

impl Block {
    /// How high it is.
    pub(super) fn height(&self) -> f64 {
        self.rows.iter().sum()
    }

    /// Where a row begins below the top of the block.
    pub(super) fn top_of(&self, row: usize) -> f64 {
        self.rows.iter().take(row).sum()
    }
}

/// A row of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Port {
    /// Which block.
    pub block: usize,
    /// Which row of it.
    pub row: usize,
}

/// A line from one row to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wire {
    /// From where.
    pub from: Port,
    /// To where.
    pub to: Port,
    /// Wires of one sort that lead to one row may run together.
    pub sort: usize,
    /// Whether it has no direction, so that its ends may stand one above the other.
    pub level: bool,
}

/// A point on the page, in pixels from the upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A part of a wire's way, to a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Leg {
    /// Straight.
    Straight(Point),
    /// A curve that leaves and arrives level.
    Curve(Point),
    /// A bow that leaves to the right, this far, and comes back from there; to the left where negative.
    Bow(f64, Point),
}

impl Leg {
    /// Where it ends.
    pub(super) fn end(self) -> Point {
        match self {
            Self::Straight(end) | Self::Curve(end) | Self::Bow(_, end) => end,
        }
    }
}

/// The way of a wire.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Route {
    /// Where it leaves.
    pub start: Point,
    /// Its parts.
    pub legs: Vec<Leg>,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// The upper left corner of each block.
    pub corners: Vec<Point>,
    /// The way of each wire.
    pub routes: Vec<Route>,
    /// How wide it all is.
    pub width: f64,
    /// How high it all is.
    pub height: f64,
}

/// Between two blocks of a column.
const GAP: f64 = 26.0;

/// Between a wire that passes through a column and its neighbour there.
const BEND_GAP: f64 = 11.0;

/// Between the blocks that nothing links, and above them.
const SHELF_GAP: f64 = 30.0;

/// How wide a page is at the least, if anything is to stand on shelves.
const NARROWEST: f64 = 760.0;

/// Where everything stands. Blocks that nothing links stand on shelves below the others, in their order.
pub(super) fn lay_out(blocks: &[Block], wires: &[Wire]) -> Layout {
    let mut linked = vec![false; blocks.len()];
    for port in wires.iter().flat_map(|wire| [wire.from, wire.to]) {
        if let Some(linked) = linked.get_mut(port.block) {
            *linked = true;
        }
    }
    let columns = columns::columns(blocks, wires, &linked);
    let mut threads = Threads::new(blocks, wires, &columns);
    order::arrange(&mut threads);
    let tops = heights::heights(&threads);
    let mut layout = routes::draw(blocks, wires, &threads, &tops);
    shelve(blocks, &linked, &mut layout);
    layout
}

/// Puts the blocks that nothing links on shelves.
fn shelve(blocks: &[Block], linked: &[bool], layout: &mut Layout) {
    let alone: Vec<usize> = (0..blocks.len()).filter(|&block| !at(linked, block)).collect();
    let size = |block: usize| blocks.get(block).map_or((0.0, 0.0), |block| (block.width, block.height()));
    let area: f64 =
        alone.iter().map(|&block| size(block)).map(|(w, h)| (w + SHELF_GAP) * (h + SHELF_GAP)).sum();
    // Where little else is drawn the shelves make a page of their own, half as wide again as it is high.
    let most = layout.width.max((area * 1.7).sqrt()).max(NARROWEST);
    let mut corner =
        Point { x: 0.0, y: if layout.height > 0.0 { layout.height + SHELF_GAP * 1.4 } else { 0.0 } };
    let mut shelf: f64 = 0.0;
    for block in alone {
        let (width, height) = size(block);
        if corner.x > 0.0 && corner.x + width > most {
            corner = Point { x: 0.0, y: corner.y + shelf + SHELF_GAP };
            shelf = 0.0;
        }
        if let Some(place) = layout.corners.get_mut(block) {
            *place = corner;
        }
        shelf = shelf.max(height);
        layout.width = layout.width.max(corner.x + width);
        layout.height = layout.height.max(corner.y + height);
        corner.x += width + SHELF_GAP;
    }
}

/// The entry of a list, or nothing's value. Every index here comes from the list's own length.
fn at<T: Copy + Default>(list: &[T], index: usize) -> T {
    list.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
