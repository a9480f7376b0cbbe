//! Which part of the graph is drawn.

use std::collections::BTreeSet;

use super::marks::Marks;
use crate::graph::{EdgeKind, Node, RuleGraph};

/// Which part of the graph is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The nodes around which, and how far; everything where absent.
    pub around: Option<Around>,
    /// What is drawn beside the clauses.
    pub show: Show,
}

/// A neighbourhood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// From where.
    pub centre: Vec<Node>,
    /// How many links away, in either direction.
    pub depth: usize,
}

/// What is drawn beside the clauses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Nothing.
    Clauses,
    /// The zones and terms to which a clause, a phase or a streak leads, if only through others.
    #[default]
    Used,
    /// Everything.
    All,
}

/// A link between two nodes, before it is put in words.
pub(super) type Raw = (Node, Node, Option<EdgeKind>);

/// All nodes of a graph, in order.
pub(super) fn nodes(rules: &RuleGraph) -> BTreeSet<Node> {
    rules.index.keys().copied().collect()
}

/// All links, in order and each once: the edges of the graph, and between clauses that conflict one without a kind.
pub(super) fn links(rules: &RuleGraph, marks: &Marks) -> BTreeSet<Raw> {
    let node = |index| rules.graph.node_weight(index).copied();
    let mut links: BTreeSet<Raw> = rules
        .graph
        .raw_edges()
        .iter()
        .filter_map(|edge| Some((node(edge.source())?, node(edge.target())?, Some(edge.weight.kind))))
        .collect();
    links.extend(marks.conflicts.iter().map(|&(one, other)| (one.min(other), one.max(other), None)));
    links
}

impl View {
    /// The nodes of this part.
    pub(super) fn nodes(&self, all: &BTreeSet<Node>, links: &BTreeSet<Raw>) -> BTreeSet<Node> {
        let shown: BTreeSet<Node> = match self.show {
            Show::All => all.clone(),
            Show::Clauses => all.iter().copied().filter(|node| matches!(node, Node::Clause(_))).collect(),
            Show::Used => {
                let speaks = |node: &Node| !matches!(node, Node::Zone(_) | Node::Term(_));
                let mut shown = all.iter().copied().filter(speaks).collect();
                spread(&mut shown, links, usize::MAX, false);
                shown
            }
        };
        let Some(around) = &self.around else { return shown };
        let within: BTreeSet<Raw> = links
            .iter()
            .copied()
            .filter(|(from, to, _)| shown.contains(from) && shown.contains(to))
            .collect();
        let mut near = around.centre.iter().copied().filter(|node| all.contains(node)).collect();
        spread(&mut near, &within, around.depth, true);
        near
    }
}

/// Adds what can be reached over at most so many links, against their direction too if asked.
fn spread(nodes: &mut BTreeSet<Node>, links: &BTreeSet<Raw>, depth: usize, both_ways: bool) {
    let mut edge: BTreeSet<Node> = nodes.clone();
    for _ in 0..depth {
        let mut next = BTreeSet::new();
        for &(from, to, _) in links {
            if edge.contains(&from) && nodes.insert(to) {
                next.insert(to);
            }
            if both_ways && edge.contains(&to) && nodes.insert(from) {
                next.insert(from);
            }
        }
        if next.is_empty() {
            return;
        }
        edge = next;
    }
}
