//! The order of the items within each column.

use super::at;
use super::threads::{Step, Threads};

/// How often the columns are gone through, there and back.
const ROUNDS: usize = 16;

/// Orders the items of each column by the barycentre of what they are linked to in the column before, there and back, and
/// keeps the order with the fewest crossings.
pub(super) fn arrange(threads: &mut Threads) {
    let mut places = places(threads);
    let mut best = (crossings(threads, &places), threads.columns.clone());
    for round in 0..ROUNDS {
        let count = threads.columns.len();
        for index in 0..count {
            let (column, forward) = if round % 2 == 0 { (index, true) } else { (count - 1 - index, false) };
            sort(threads, column, forward, &mut places);
        }
        let now = crossings(threads, &places);
        if now < best.0 {
            best = (now, threads.columns.clone());
        }
    }
    threads.columns = best.1;
}

/// The place of each item in its column.
fn places(threads: &Threads) -> Vec<f64> {
    let mut places = vec![0.0; threads.items.len()];
    for column in &threads.columns {
        renumber(column, &mut places);
    }
    places
}

fn renumber(column: &[usize], places: &mut [f64]) {
    for (place, &item) in column.iter().enumerate() {
        if let Some(own) = places.get_mut(item) {
            *own = place as f64;
        }
    }
}

/// Sorts a column by the column to its left, or to its right.
fn sort(threads: &mut Threads, column: usize, forward: bool, places: &mut [f64]) {
    let steps = if forward { column.checked_sub(1) } else { Some(column) };
    let Some(steps) = steps.and_then(|steps| threads.steps.get(steps)) else { return };
    let mut sums = vec![(0.0, 0.0); threads.items.len()];
    for step in steps {
        let (own, other) = if forward {
            (step.right, end(threads, step.left, step.left_offset, places))
        } else {
            (step.left, end(threads, step.right, step.right_offset, places))
        };
        if let Some(sum) = sums.get_mut(own) {
            *sum = (sum.0 + other, sum.1 + 1.0);
        }
    }
    let key = |item: usize| {
        let (sum, count): (f64, f64) = at(&sums, item);
        if count > 0.0 { sum / count } else { at(places, item) }
    };
    let Some(column) = threads.columns.get_mut(column) else { return };
    column.sort_by(|&one, &other| key(one).total_cmp(&key(other)));
    renumber(column, places);
}

/// Where a step ends, as a place in the column and a fraction for the row.
fn end(threads: &Threads, item: usize, offset: f64, places: &[f64]) -> f64 {
    let height = threads.item(item).height;
    at(places, item) + if height > 0.0 { offset / (height + 1.0) * 0.98 } else { 0.49 }
}

/// How many pairs of steps cross, counted by inserting the steps from the top of the left column into the right one.
fn crossings(threads: &Threads, places: &[f64]) -> usize {
    let count = |steps: &Vec<Step>| {
        let mut ends: Vec<(f64, f64)> = steps
            .iter()
            .map(|step| {
                (
                    end(threads, step.left, step.left_offset, places),
                    end(threads, step.right, step.right_offset, places),
                )
            })
            .collect();
        ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
        let mut sorted: Vec<f64> = Vec::with_capacity(ends.len());
        let mut crossed = 0;
        for (_, right) in ends {
            let place = sorted.partition_point(|&before| before <= right);
            crossed += sorted.len() - place;
            sorted.insert(place, right);
        }
        crossed
    };
    threads.steps.iter().map(count).sum()
}
