//! An order in which everything comes after what it needs.
//!
//! Groups within groups, zones in zones, days counted from days, terms defined by terms: each is a graph that a text can
//! make deep or circular at will. So none of them is walked by a function that calls itself.

use std::collections::BTreeSet;

/// An order of the nodes `0..n`, and what stands in its way.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// Every node once, after all it needs, circles apart.
    pub sequence: Vec<usize>,
    /// The needs that close a circle: who needs whom. Without them there is no circle.
    pub closing: BTreeSet<(usize, usize)>,
    /// For each node, how many nodes stand below it on the longest way down, circles apart.
    pub depth: Vec<usize>,
}

/// Orders nodes by what each of them needs: depth first, with a stack of its own (R. Tarjan, *Depth-first search and
/// linear graph algorithms*, SIAM J. Comput. 1, 1972). Nodes and needs are taken in the order given.
pub(super) fn order(needs: &[Vec<usize>]) -> Order {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; needs.len()];
    let mut order = Order { depth: vec![0; needs.len()], ..Order::default() };
    for root in 0..needs.len() {
        if marks.get(root) != Some(&Mark::New) {
            continue;
        }
        let mut stack = vec![(root, 0)];
        while let Some((node, next)) = stack.pop() {
            if let Some(mark) = marks.get_mut(node) {
                *mark = Mark::Open;
            }
            let Some(&need) = needs.get(node).and_then(|needs| needs.get(next)) else {
                if let Some(mark) = marks.get_mut(node) {
                    *mark = Mark::Done;
                }
                order.sequence.push(node);
                if let Some(&(above, _)) = stack.last() {
                    order.raise(above, node);
                }
                continue;
            };
            stack.push((node, next + 1));
            match marks.get(need) {
                Some(Mark::New) => stack.push((need, 0)),
                Some(Mark::Open) => {
                    order.closing.insert((node, need));
                }
                Some(Mark::Done) => order.raise(node, need),
                None => {}
            }
        }
    }
    order
}

impl Order {
    /// Lifts a node above one that it needs.
    fn raise(&mut self, node: usize, need: usize) {
        let below = self.depth.get(need).copied().unwrap_or(0);
        if let Some(own) = self.depth.get_mut(node) {
            *own = (*own).max(below + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn what_is_needed_comes_first() {
        let order = order(&[vec![1, 2], vec![2], vec![], vec![0]]);
        assert_eq!(order.sequence, [2, 1, 0, 3]);
        assert_eq!(order.depth, [2, 1, 0, 3]);
        assert!(order.closing.is_empty());
    }

    #[test]
    fn a_circle_is_closed_at_one_place() {
        let order = order(&[vec![1], vec![2], vec![0], vec![3]]);
        assert!(order.closing.iter().eq(&[(2, 0), (3, 3)]));
        assert_eq!(order.sequence, [2, 1, 0, 3]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let needs: Vec<Vec<usize>> = (0..200_000).map(|node| vec![node + 1]).collect();
        let order = order(&needs);
        assert_eq!(order.sequence.len(), 200_000);
        assert_eq!(order.depth.first(), Some(&199_999));
    }
}
