//! What waits for a clause.

use petgraph::Direction;
use petgraph::visit::EdgeRef;

use super::{EdgeKind, Node, RuleGraph};
use crate::model::ids::ClauseId;

impl RuleGraph {
    /// What cannot happen, or does not hold, before a clause is fulfilled or while it is not kept, each with how it depends on
    /// it: clauses, phases and streaks, in their order.
    #[must_use]
    pub fn waiting_for(&self, clause: ClauseId) -> Vec<(Node, EdgeKind)> {
        let Some(&index) = self.index.get(&Node::Clause(clause)) else { return Vec::new() };
        let waits = |kind: &EdgeKind| {
            matches!(kind, EdgeKind::WaitsFor | EdgeKind::RunsFrom | EdgeKind::Provided | EdgeKind::SameTime)
        };
        let edges = self.graph.edges_directed(index, Direction::Incoming);
        let mut waiting: Vec<(Node, EdgeKind)> = edges
            .filter(|edge| waits(&edge.weight().kind))
            .filter_map(|edge| Some((*self.graph.node_weight(edge.source())?, edge.weight().kind)))
            .collect();
        waiting.sort_unstable();
        waiting.dedup();
        waiting
    }
}
