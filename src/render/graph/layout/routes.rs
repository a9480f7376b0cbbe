//! The ways of the wires, once everything has its height.

use std::collections::BTreeMap;

use super::threads::Threads;
use super::{Block, Layout, Leg, Point, Port, Route, Wire, at};

/// The narrowest gutter between two columns.
const GUTTER: f64 = 64.0;

/// How close two ports of a row may be at the most.
const PORT_GAP: f64 = 11.0;

/// A side of a row at which wires end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Side {
    port: Port,
    right: bool,
}

/// Wires of one sort that leave a row at one side, or that arrive there, share a point.
type Share = (usize, bool);

/// Draws everything.
pub(super) fn draw(blocks: &[Block], wires: &[Wire], threads: &Threads, tops: &[f64]) -> Layout {
    let bows = bows(blocks, wires, threads, tops);
    let gutters = gutters(threads, wires, &bows);
    let mut lefts = Vec::new();
    let mut x = at(&gutters, 0);
    for (column, items) in threads.columns.iter().enumerate() {
        let width = items
            .iter()
            .filter_map(|&item| blocks.get(threads.item(item).block?))
            .map(|block| block.width)
            .fold(0.0, f64::max);
        lefts.push((x, x + width));
        x += width + at(&gutters, column + 1);
    }
    let mut corners = vec![Point::default(); blocks.len()];
    for (column, items) in threads.columns.iter().enumerate() {
        let (left, right) = at(&lefts, column);
        for &item in items {
            let Some(block) = threads.item(item).block else { continue };
            let width = blocks.get(block).map_or(0.0, |block| block.width);
            if let Some(corner) = corners.get_mut(block) {
                *corner = Point { x: (left + (right - left - width) / 2.0).round(), y: at(tops, item) };
            }
        }
    }
    let page = Page { blocks, threads, tops, lefts: &lefts, corners: &corners };
    let ports = page.ports(wires, &bows);
    let routes: Vec<Route> = wires
        .iter()
        .enumerate()
        .map(|(index, wire)| page.route(index, wire, &ports, at(&bows, index)))
        .collect();
    let height = threads
        .columns
        .iter()
        .flatten()
        .map(|&item| at(tops, item) + threads.item(item).height)
        .fold(0.0, f64::max);
    let width = match threads.columns.len() {
        0 => 0.0,
        _ => x,
    };
    Layout { corners, routes, width, height }
}

/// How far each wire within a column bows out: the longer, the farther, so that one lies within the other. One within a
/// block does so on the side at which fewer other wires end, to the left where negative.
fn bows(blocks: &[Block], wires: &[Wire], threads: &Threads, tops: &[f64]) -> Vec<f64> {
    // For each block, how many more wires end on its right side than on its left.
    let mut surplus = vec![0_i64; blocks.len()];
    let column = |port: Port| threads.item(port.block).column;
    for wire in wires {
        let (from, to) = (column(wire.from), column(wire.to));
        for (block, right) in [(wire.from.block, from <= to), (wire.to.block, from >= to)] {
            if let Some(surplus) = surplus.get_mut(block).filter(|_| wire.from.block != wire.to.block) {
                *surplus += if right { 1 } else { -1 };
            }
        }
    }
    let height = |port: Port| {
        at(tops, port.block) + blocks.get(port.block).map_or(0.0, |block| block.top_of(port.row))
    };
    wires
        .iter()
        .map(|wire| {
            if column(wire.from) != column(wire.to) {
                return 0.0;
            }
            let bow = 20.0 + (height(wire.from) - height(wire.to)).abs().min(500.0) * 0.08;
            let left = wire.from.block == wire.to.block && at(&surplus, wire.from.block) > 0;
            if left { -bow } else { bow }
        })
        .collect()
}

/// How wide the gutter left of each column is: the more wires, the wider. Left of the first column and right of the last,
/// whose gutter ends the list, there is room for bows alone.
fn gutters(threads: &Threads, wires: &[Wire], bows: &[f64]) -> Vec<f64> {
    let count = threads.columns.len();
    let widest = |column: Option<usize>, side: f64| {
        wires
            .iter()
            .zip(bows)
            .filter(|(wire, _)| Some(threads.item(wire.from.block).column) == column)
            .map(|(_, bow)| bow * side)
            .fold(0.0, f64::max)
    };
    (0..=count)
        .map(|column| {
            let bow = widest(Some(column), -1.0) + widest(column.checked_sub(1), 1.0);
            match column.checked_sub(1).and_then(|before| threads.steps.get(before)) {
                Some(steps) => (GUTTER + bow * 0.8 + 3.0 * steps.len() as f64).min(220.0 + bow).round(),
                None => bow.round(),
            }
        })
        .collect()
}

struct Page<'a> {
    blocks: &'a [Block],
    threads: &'a Threads,
    tops: &'a [f64],
    lefts: &'a [(f64, f64)],
    corners: &'a [Point],
}

impl Page<'_> {
    fn column(&self, block: usize) -> usize {
        self.threads.item(block).column
    }

    /// The sides at which a wire leaves and arrives.
    fn sides(&self, wire: &Wire, bow: f64) -> (Side, Side) {
        if wire.from.block == wire.to.block {
            let right = bow >= 0.0;
            return (Side { port: wire.from, right }, Side { port: wire.to, right });
        }
        let (from, to) = (self.column(wire.from.block), self.column(wire.to.block));
        (Side { port: wire.from, right: from <= to }, Side { port: wire.to, right: from >= to })
    }

    fn middle(&self, port: Port) -> f64 {
        let offset = |block: &Block| block.top_of(port.row) + at(&block.rows, port.row) / 2.0;
        at(self.corners, port.block).y + self.blocks.get(port.block).map_or(0.0, offset)
    }

    /// How high each share of each side is. The shares of a side stand in the order in which what they lead to does.
    fn ports(&self, wires: &[Wire], bows: &[f64]) -> BTreeMap<(Side, Share), f64> {
        let mut ends: BTreeMap<Side, BTreeMap<Share, Vec<f64>>> = BTreeMap::new();
        for (index, wire) in wires.iter().enumerate() {
            let (leaves, arrives) = self.sides(wire, at(bows, index));
            let bends = self.threads.bends.get(index).and_then(Option::as_ref);
            let bend = |bend: Option<&usize>| bend.map(|&bend| at(self.tops, bend));
            // The next point of the wire, seen from either end.
            let (first, last) = match bends {
                Some(bends) if leaves.right => (bend(bends.first()), bend(bends.last())),
                Some(bends) => (bend(bends.last()), bend(bends.first())),
                None => (None, None),
            };
            let (from, to) = (self.middle(wire.from), self.middle(wire.to));
            let ahead = first.unwrap_or(turned(from, to));
            let behind = last.unwrap_or(turned(to, from));
            ends.entry(leaves).or_default().entry((wire.sort, false)).or_default().push(ahead);
            ends.entry(arrives).or_default().entry((wire.sort, true)).or_default().push(behind);
        }
        let mut ports = BTreeMap::new();
        for (side, shares) in ends {
            let mean = |ys: &[f64]| ys.iter().sum::<f64>() / ys.len().max(1) as f64;
            let mut order: Vec<(f64, Share)> = shares.iter().map(|(&share, ys)| (mean(ys), share)).collect();
            order.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            let height = self.blocks.get(side.port.block).map_or(0.0, |block| at(&block.rows, side.port.row));
            let apart = PORT_GAP.min(height * 0.8 / order.len() as f64);
            let first = self.middle(side.port) - apart * (order.len() as f64 - 1.0) / 2.0;
            for (index, (_, share)) in order.into_iter().enumerate() {
                ports.insert((side, share), first + apart * index as f64);
            }
        }
        ports
    }

    fn route(&self, index: usize, wire: &Wire, ports: &BTreeMap<(Side, Share), f64>, bow: f64) -> Route {
        let (leaves, arrives) = self.sides(wire, bow);
        let point = |side: Side, arriving: bool| {
            let corner = at(self.corners, side.port.block);
            let width = self.blocks.get(side.port.block).map_or(0.0, |block| block.width);
            Point {
                x: if side.right { corner.x + width } else { corner.x },
                y: ports.get(&(side, (wire.sort, arriving))).copied().unwrap_or(corner.y),
            }
        };
        let (start, end) = (point(leaves, false), point(arrives, true));
        let Some(bends) = self.threads.bends.get(index).and_then(Option::as_ref) else {
            let edge = |point: Point| {
                let (left, right) = at(self.lefts, self.column(wire.from.block));
                Point { x: if leaves.right { right } else { left }, ..point }
            };
            // Between the same two rows, the one with its ends farther apart lies outside.
            let rows = (self.middle(wire.from) - self.middle(wire.to)).abs();
            let beyond = ((start.y - end.y).abs() - rows) * 0.3;
            let bow = bow + beyond.max(0.0) * bow.signum();
            let legs = vec![Leg::Straight(edge(start)), Leg::Bow(bow, edge(end)), Leg::Straight(end)];
            return Route { start, legs };
        };
        let (left, right) = if leaves.right { (start, end) } else { (end, start) };
        let (left_column, right_column) = if leaves.right {
            (self.column(wire.from.block), self.column(wire.to.block))
        } else {
            (self.column(wire.to.block), self.column(wire.from.block))
        };
        // A block narrower than its column is left and reached straight, so that curves stay within gutters.
        let mut legs = vec![Leg::Straight(Point { x: at(self.lefts, left_column).1, y: left.y })];
        for &bend in bends {
            let (x, beyond) = at(self.lefts, self.threads.item(bend).column);
            let y = at(self.tops, bend);
            legs.push(Leg::Curve(Point { x, y }));
            legs.push(Leg::Straight(Point { x: beyond, y }));
        }
        legs.push(Leg::Curve(Point { x: at(self.lefts, right_column).0, y: right.y }));
        legs.push(Leg::Straight(right));
        let route = Route { start: left, legs };
        if leaves.right { route } else { reversed(&route) }
    }
}

/// Where a bow counts as leading, so that the ends of bows at one row are in an order in which they do not cross: those
/// that lead up above those that lead down, and of each the longer around the shorter.
fn turned(own: f64, other: f64) -> f64 {
    let beyond_the_page = 1_000_000.0;
    if other < own { own - beyond_the_page + (own - other) } else { own + beyond_the_page - (other - own) }
}

/// The same way, from its end to its start. It has no bow.
fn reversed(route: &Route) -> Route {
    let mut points = vec![route.start];
    points.extend(route.legs.iter().map(|leg| leg.end()));
    let start = points.pop().unwrap_or_default();
    let legs = route.legs.iter().rev().zip(points.into_iter().rev()).map(|(leg, end)| match leg {
        Leg::Straight(_) => Leg::Straight(end),
        Leg::Curve(_) | Leg::Bow(..) => Leg::Curve(end),
    });
    Route { start, legs: legs.collect() }
}
