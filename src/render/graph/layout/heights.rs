//! How high each item stands in its column.

use super::threads::{Step, Threads};
use super::{BEND_GAP, GAP, at};

/// How often the columns are gone through.
const ROUNDS: usize = 14;

/// The top of each item. Each wishes to stand level with what it is linked to; a column is placed at the least squares
/// of these wishes that keeps its order and its gaps, by pooling neighbours that would overlap (M. Ayer and others, *An
/// empirical distribution function for sampling with incomplete information*, Ann. Math. Stat. 26, 1955).
pub(super) fn heights(threads: &Threads) -> Vec<f64> {
    let mut tops = vec![0.0; threads.items.len()];
    for column in &threads.columns {
        let mut y = 0.0;
        for (index, &item) in column.iter().enumerate() {
            y += gap(threads, column, index);
            set(&mut tops, item, y);
            y += threads.item(item).height;
        }
    }
    let count = threads.columns.len();
    for round in 0..ROUNDS {
        for index in 0..count {
            let column = if round % 2 == 0 { index } else { count - 1 - index };
            // The last two rounds look both ways.
            let (left, right) =
                (round % 2 == 0 || round + 2 >= ROUNDS, round % 2 == 1 || round + 2 >= ROUNDS);
            settle(threads, column, left, right, &mut tops);
        }
    }
    let least = threads.columns.iter().flatten().map(|&item| at(&tops, item)).fold(f64::INFINITY, f64::min);
    if least.is_finite() {
        tops.iter_mut().for_each(|top| *top = (*top - least).round());
    }
    tops
}

fn set(tops: &mut [f64], item: usize, y: f64) {
    if let Some(top) = tops.get_mut(item) {
        *top = y;
    }
}

/// What lies between an item and the one above it.
fn gap(threads: &Threads, column: &[usize], index: usize) -> f64 {
    let Some(above) = index.checked_sub(1) else { return 0.0 };
    let block = |index: usize| threads.item(at(column, index)).block.is_some();
    match (block(above), block(index)) {
        (true, true) => GAP,
        (false, false) => BEND_GAP,
        _ => (GAP + BEND_GAP) / 2.0,
    }
}

/// Neighbours that move as one.
struct Pool {
    wish: f64,
    weight: f64,
    items: usize,
}

fn settle(threads: &Threads, column: usize, left: bool, right: bool, tops: &mut [f64]) {
    let Some(items) = threads.columns.get(column) else { return };
    let wishes = wishes(threads, column, left, right, tops);
    // Less what stands above it in the column, the top of an item only has to be no less than that of the one before.
    let mut above = 0.0;
    let mut aboves = Vec::with_capacity(items.len());
    let mut pools: Vec<Pool> = Vec::new();
    for (index, &item) in items.iter().enumerate() {
        above += gap(threads, items, index);
        aboves.push(above);
        let (sum, weight): (f64, f64) = at(&wishes, item);
        // Without a link it stays where it is, and gives way.
        let (wish, weight) = if weight > 0.0 { (sum / weight, weight) } else { (at(tops, item), 0.01) };
        pools.push(Pool { wish: wish - above, weight, items: 1 });
        while let [.., one, other] = pools.as_mut_slice()
            && one.wish > other.wish
        {
            let weight = one.weight + other.weight;
            one.wish = (one.wish * one.weight + other.wish * other.weight) / weight;
            one.weight = weight;
            one.items += other.items;
            pools.pop();
        }
        above += threads.item(item).height;
    }
    let places = pools.iter().flat_map(|pool| std::iter::repeat_n(pool.wish, pool.items));
    for ((&item, above), place) in items.iter().zip(aboves).zip(places) {
        set(tops, item, place + above);
    }
}

/// The sum and the weight of the tops that each item would like to have.
fn wishes(threads: &Threads, column: usize, left: bool, right: bool, tops: &[f64]) -> Vec<(f64, f64)> {
    let mut wishes = vec![(0.0, 0.0); threads.items.len()];
    let mut wish = |own: usize, own_offset: f64, other: usize, other_offset: f64| {
        let bends = [own, other].iter().filter(|&&item| threads.item(item).block.is_none()).count();
        // A wire is to be straight where it passes through columns.
        let weight = match bends {
            0 => 1.0,
            1 => 2.0,
            _ => 8.0,
        };
        if let Some(sum) = wishes.get_mut(own) {
            *sum = (sum.0 + weight * (at(tops, other) + other_offset - own_offset), sum.1 + weight);
        }
    };
    let steps = |index: Option<usize>| index.and_then(|index| threads.steps.get(index)).into_iter().flatten();
    for &Step { left: other, left_offset, right: own, right_offset } in
        steps(column.checked_sub(1)).filter(|_| left)
    {
        wish(own, right_offset, other, left_offset);
    }
    for &Step { left: own, left_offset, right: other, right_offset } in steps(Some(column)).filter(|_| right)
    {
        wish(own, left_offset, other, right_offset);
    }
    wishes
}
