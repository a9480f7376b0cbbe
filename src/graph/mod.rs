//! The rule graph: what depends on what in an agreement. The only user of petgraph.
//!
//! Its nodes are the clauses, terms, phases, streaks, zones and instruments of an agreement, and the moments that its clocks
//! name; its edges say what prevails over, waits for, delimits, defines or amends what. Schedules and deadlocks are
//! questions to it, and `armistice graph` draws it.

pub mod schedule;

use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeMap;

use crate::model::Model;
use crate::model::ids::{ClauseId, PhaseId, TermId, ZoneId};
use crate::source::Span;

/// Something that a clause can depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A clause.
    Clause(ClauseId),
    /// A term.
    Term(TermId),
    /// A phase.
    Phase(PhaseId),
    /// A streak, by its place in the model's list.
    Streak(usize),
    /// A zone.
    Zone(ZoneId),
    /// Another text, by its place among the sentences that name one.
    Instrument(usize),
}

/// How one thing depends on another. Every edge leads from what depends to what it depends on, except
/// [`EdgeKind::PrevailsOver`], which leads from the stronger clause to the weaker one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// The first clause prevails over the second.
    PrevailsOver,
    /// It cannot happen before the other has (`after`, `once`, `provided that ... is fulfilled`).
    WaitsFor,
    /// Both are to happen at one moment.
    SameTime,
    /// It holds only as long as the other is kept (`provided that ... is observed`).
    Provided,
    /// Its time runs from the other (`within ... of`, a phase that begins when another ends).
    RunsFrom,
    /// It speaks of conduct in that ground, or under that term, or during that phase.
    Uses,
    /// It draws the boundary of that zone.
    Delimits,
    /// It speaks of a breach of the other (`when ... violates ...`, a streak without violation of it).
    Watches,
    /// It amends, incorporates or supersedes that text.
    Amends,
}

/// An edge, with the words that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// How.
    pub kind: EdgeKind,
    /// Where the text says so.
    pub span: Span,
}

/// The rule graph of one agreement.
pub struct RuleGraph {
    /// The graph.
    pub graph: DiGraph<Node, Edge>,
    /// Where each node stands in it.
    pub index: BTreeMap<Node, NodeIndex>,
}

impl RuleGraph {
    /// The graph of a model.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let mut rules = Self { graph: DiGraph::new(), index: BTreeMap::new() };
        for id in (0..model.clauses.len()).map(ClauseId::at) {
            rules.add(Node::Clause(id));
        }
        for (index, clause) in model.clauses.iter().enumerate() {
            for &weaker in &clause.prevails_over {
                let (stronger, weaker) = (Node::Clause(ClauseId::at(index)), Node::Clause(weaker));
                rules.link(stronger, weaker, Edge { kind: EdgeKind::PrevailsOver, span: clause.span });
            }
        }
        rules
    }

    /// Adds a node, once.
    fn add(&mut self, node: Node) -> NodeIndex {
        if let Some(&index) = self.index.get(&node) {
            return index;
        }
        let index = self.graph.add_node(node);
        self.index.insert(node, index);
        index
    }

    /// Adds an edge.
    fn link(&mut self, from: Node, to: Node, edge: Edge) {
        let (from, to) = (self.add(from), self.add(to));
        self.graph.add_edge(from, to, edge);
    }
}
