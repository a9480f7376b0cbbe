//! The rule graph: what depends on what in an agreement. The only user of petgraph.
//!
//! Its nodes are the clauses, terms, phases, streaks and zones of an agreement, and the other texts that it names; its edges
//! say what prevails over, waits for, delimits, uses or amends what. `armistice graph` draws it.
//!
//! [`Steps`] is the part of it that puts what happens in order, with the begin and the fulfilment of a clause kept apart:
//! deadlocks, and what can never happen, are questions to that.

mod build;
mod cycles;
mod dependence;
mod mutual;
mod order;
mod steps;
mod waiting;

pub mod schedule;

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};

pub use self::dependence::{Decided, Dependence, Together};
pub use self::mutual::Hangs;
pub use self::steps::{Circle, CircleEdge, Event, Steps};
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
    /// Another text, by its place in the model's list.
    Instrument(usize),
    /// This agreement as a whole. It stands in the graph only where it names another text.
    Agreement,
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
    /// It speaks of that ground, that term, that phase or, in one of several conditions, of that clause.
    Uses,
    /// It draws the boundary of that zone.
    Delimits,
    /// It speaks of a breach of the other, or of its being kept (`when ... violates ...`, a streak without violation of it).
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
#[derive(Debug)]
pub struct RuleGraph {
    /// The graph.
    pub graph: DiGraph<Node, Edge>,
    /// Where each node stands in it.
    pub index: BTreeMap<Node, NodeIndex>,
}

#[cfg(test)]
mod tests;
