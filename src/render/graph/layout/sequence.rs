//! A sequence in which most arcs lead forward.

use std::collections::BTreeSet;

/// The place of each node in a sequence in which few arcs lead back (P. Eades, X. Lin, W. F. Smyth, *A fast and effective
/// heuristic for the feedback arc set problem*, Inf. Proc. Letters 47, 1993). Without a circle none does. Of nodes that
/// are equally good, the first comes first.
pub(super) fn sequence(nodes: usize, arcs: &BTreeSet<(usize, usize)>) -> Vec<usize> {
    let mut out = vec![Vec::new(); nodes];
    let mut into = vec![Vec::new(); nodes];
    // How many arcs lead out of each node that is left, and how many into it.
    let mut degrees = vec![(0_i64, 0_i64); nodes];
    for &(from, to) in arcs.iter().filter(|(from, to)| from != to) {
        if let (Some(out), Some(into)) = (out.get_mut(from), into.get_mut(to)) {
            out.push(to);
            into.push(from);
        }
        change(&mut degrees, from, (1, 0));
        change(&mut degrees, to, (0, 1));
    }
    let mut left: BTreeSet<usize> = (0..nodes).collect();
    let (mut first, mut last) = (Vec::new(), Vec::new());
    while !left.is_empty() {
        let degree = |node: usize| degrees.get(node).copied().unwrap_or_default();
        let source = left.iter().copied().find(|&node| degree(node).1 == 0);
        let sink = || left.iter().rev().copied().find(|&node| degree(node).0 == 0);
        let best = || {
            let surplus = |node: usize| degree(node).0 - degree(node).1;
            left.iter().rev().copied().max_by_key(|&node| surplus(node))
        };
        let (node, is_sink) = match (source, sink()) {
            (Some(node), _) => (node, false),
            (None, Some(node)) => (node, true),
            (None, None) => match best() {
                Some(node) => (node, false),
                None => break,
            },
        };
        left.remove(&node);
        for &to in out.get(node).into_iter().flatten() {
            change(&mut degrees, to, (0, -1));
        }
        for &from in into.get(node).into_iter().flatten() {
            change(&mut degrees, from, (-1, 0));
        }
        if is_sink { last.push(node) } else { first.push(node) }
    }
    let mut places = vec![0; nodes];
    for (place, node) in first.into_iter().chain(last.into_iter().rev()).enumerate() {
        if let Some(own) = places.get_mut(node) {
            *own = place;
        }
    }
    places
}

fn change(degrees: &mut [(i64, i64)], node: usize, by: (i64, i64)) {
    if let Some(degree) = degrees.get_mut(node) {
        *degree = (degree.0 + by.0, degree.1 + by.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_circle_leads_back() {
        let back = |arcs: &[(usize, usize)]| {
            let arcs: BTreeSet<_> = arcs.iter().copied().collect();
            let places = sequence(4, &arcs);
            arcs.into_iter().filter(|&(from, to)| places[from] > places[to]).count()
        };
        assert_eq!(back(&[(3, 2), (2, 1), (1, 0), (3, 0)]), 0);
        assert_eq!(back(&[(0, 1), (1, 2), (2, 0), (2, 3)]), 1);
    }
}
