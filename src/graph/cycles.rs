//! Circles of a directed graph, each as short as can be.

use std::collections::{BTreeMap, VecDeque};

use petgraph::Direction;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

/// One strongly connected part of a graph in which there is a circle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Component {
    /// Its nodes, in the order of the graph.
    pub nodes: Vec<NodeIndex>,
    /// The edges of a shortest circle through the first of them, beginning there.
    pub circle: Vec<EdgeIndex>,
}

/// The parts of a graph in which there are circles, in the order of their first nodes; the nodes and edges are taken in the
/// order in which they were added. The parts are found by two searches (S. R. Kosaraju, after M. Sharir, *A strong-connectivity
/// algorithm and its applications in data flow analysis*, Comput. Math. Appl. 7, 1981), neither of which calls itself.
pub(super) fn components<N, E>(graph: &DiGraph<N, E>) -> Vec<Component> {
    let mut parts = kosaraju_scc(graph);
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts.sort_unstable();
    let mut found = Vec::new();
    let mut part_of: BTreeMap<NodeIndex, usize> = BTreeMap::new();
    for (number, part) in parts.iter().enumerate() {
        part_of.extend(part.iter().map(|&node| (node, number)));
    }
    for nodes in parts {
        let Some(&first) = nodes.first() else { continue };
        let circle = shortest(graph, first, &|node| part_of.get(&node) == part_of.get(&first));
        if let Some(circle) = circle {
            found.push(Component { nodes, circle });
        }
    }
    found
}

/// The shortest way from a node back to itself, within its part of the graph.
fn shortest<N, E>(
    graph: &DiGraph<N, E>,
    start: NodeIndex,
    within: &dyn Fn(NodeIndex) -> bool,
) -> Option<Vec<EdgeIndex>> {
    let mut came_by: BTreeMap<NodeIndex, EdgeIndex> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        let mut edges: Vec<(EdgeIndex, NodeIndex)> =
            graph.edges_directed(at, Direction::Outgoing).map(|edge| (edge.id(), edge.target())).collect();
        edges.sort_unstable();
        for (edge, next) in edges {
            if next == start {
                let mut circle = vec![edge];
                let mut back = at;
                while back != start {
                    let edge = *came_by.get(&back)?;
                    circle.push(edge);
                    back = graph.edge_endpoints(edge)?.0;
                }
                circle.reverse();
                return Some(circle);
            }
            if within(next) && !came_by.contains_key(&next) {
                came_by.insert(next, edge);
                queue.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The circles of a graph, each as the nodes along it.
    fn circles(nodes: usize, edges: &[(u32, u32)]) -> Vec<Vec<usize>> {
        let mut graph: DiGraph<(), ()> = DiGraph::new();
        (0..nodes).for_each(|_| {
            graph.add_node(());
        });
        for &(from, to) in edges {
            graph.add_edge(from.into(), to.into(), ());
        }
        let along = |edge: &EdgeIndex| graph.edge_endpoints(*edge).unwrap().0.index();
        components(&graph).iter().map(|part| part.circle.iter().map(along).collect()).collect()
    }

    #[test]
    fn a_graph_without_circles_has_none() {
        assert!(circles(4, &[(0, 1), (1, 2), (0, 2), (3, 2)]).is_empty());
    }

    #[test]
    fn each_part_shows_its_shortest_circle_from_its_first_node() {
        let edges = [(4, 1), (1, 2), (2, 4), (1, 4), (3, 0), (0, 3), (4, 3), (5, 5)];
        assert_eq!(circles(6, &edges), [vec![0, 3], vec![1, 4], vec![5]]);
    }

    #[test]
    fn a_long_circle_needs_no_deep_stack() {
        let edges: Vec<(u32, u32)> = (0..100_000).map(|node| (node, (node + 1) % 100_000)).collect();
        assert_eq!(circles(100_000, &edges).first().unwrap().len(), 100_000);
    }
}
