//! The rule graph of a model.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{DiGraph, NodeIndex};

use super::{Edge, EdgeKind, Node, RuleGraph};
use crate::model::Model;
use crate::model::clauses::{Clause, ClauseKind};
use crate::model::descriptions::Description;
use crate::model::ids::{ClauseId, PhaseId, TermId, ZoneId};
use crate::model::places::Ground;
use crate::model::waits::{Awaited, Occasion, PhaseEnd, Wait, WaitKind};
use crate::sets::Bits;
use crate::source::Span;
use crate::syntax::tree::ClauseStateKind;

/// A graph in the making.
struct Builder {
    graph: DiGraph<Node, Edge>,
    index: BTreeMap<Node, NodeIndex>,
    known: BTreeSet<(NodeIndex, NodeIndex, EdgeKind)>,
}

impl RuleGraph {
    /// The graph of a model. Clauses come first, in the order of the text; edges are in the order of what depends.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let mut rules = Builder { graph: DiGraph::new(), index: BTreeMap::new(), known: BTreeSet::new() };
        let clauses = (0..model.clauses.len()).map(|at| Node::Clause(ClauseId::at(at)));
        let terms = (0..model.terms.len()).map(|at| Node::Term(TermId::at(at)));
        let phases = (0..model.phases.len()).map(|at| Node::Phase(PhaseId::at(at)));
        let streaks = (0..model.streaks.len()).map(Node::Streak);
        let zones = (0..model.places.zones.len()).map(|at| Node::Zone(ZoneId::at(at)));
        for node in clauses.chain(terms).chain(phases).chain(streaks).chain(zones) {
            rules.add(node);
        }
        let delimit = model.deeds.act_words.get("delimit").map(|act| model.deeds.acts.leaves(act.index()));
        for (at, clause) in model.clauses.iter().enumerate() {
            rules.clause(Node::Clause(ClauseId::at(at)), clause, delimit.as_ref());
        }
        for (at, term) in model.terms.iter().enumerate() {
            rules.uses(Node::Term(TermId::at(at)), &term.meaning, EdgeKind::Uses, term.span);
        }
        rules.phases_and_streaks(model);
        rules.zones(model);
        for (at, instrument) in model.instruments.iter().enumerate() {
            rules.link(Node::Agreement, Node::Instrument(at), EdgeKind::Amends, instrument.span);
        }
        Self { graph: rules.graph, index: rules.index }
    }
}

impl Builder {
    fn clause(&mut self, node: Node, clause: &Clause, delimit: Option<&Bits>) {
        for &weaker in &clause.prevails_over {
            self.link(node, Node::Clause(weaker), EdgeKind::PrevailsOver, clause.words);
        }
        for wait in &clause.timing.waits {
            self.wait(node, wait);
        }
        for mention in &clause.timing.mentions {
            self.depends(node, &mention.of, EdgeKind::Uses, mention.span);
        }
        let scope = match &clause.kind {
            ClauseKind::StatedOnly | ClauseKind::Change => None,
            ClauseKind::Conduct { scope, .. } => Some(scope),
            ClauseKind::Duty(duty) => Some(&duty.deed),
            ClauseKind::NotEvaluated { scope, .. } => scope.as_ref(),
        };
        let Some(scope) = scope else { return };
        // To delimit is done to the ground that the clause speaks of.
        let kind = match delimit {
            Some(delimit) if only_acts_of(scope, delimit) => EdgeKind::Delimits,
            _ => EdgeKind::Uses,
        };
        self.uses(node, scope, kind, clause.words);
    }

    /// Links to the zones and terms that a description speaks of.
    fn uses(&mut self, node: Node, description: &Description, zones: EdgeKind, span: Span) {
        description.visit(&mut |part| match part {
            Description::Place(zone) => self.link(node, Node::Zone(*zone), zones, span),
            Description::Term(term) => self.link(node, Node::Term(*term), EdgeKind::Uses, span),
            _ => {}
        });
    }

    fn wait(&mut self, node: Node, wait: &Wait) {
        let kind = match &wait.kind {
            WaitKind::After => EdgeKind::WaitsFor,
            WaitKind::Within(_) => EdgeKind::RunsFrom,
            WaitKind::SameTime => EdgeKind::SameTime,
            WaitKind::Provided => match &wait.of {
                Awaited::Clauses { state: ClauseStateKind::Observed, .. } => EdgeKind::Provided,
                Awaited::PhaseRunning { .. } => EdgeKind::Uses,
                _ => EdgeKind::WaitsFor,
            },
            WaitKind::Unless | WaitKind::During => EdgeKind::Uses,
        };
        self.depends(node, &wait.of, kind, wait.span);
    }

    /// Links to everything that is awaited. Whoever speaks of a breach watches, whatever the word before it.
    fn depends(&mut self, node: Node, of: &Awaited, kind: EdgeKind, span: Span) {
        match of {
            Awaited::Clauses { state, .. } => {
                let watches = match state {
                    ClauseStateKind::Violated => true,
                    ClauseStateKind::Observed => kind != EdgeKind::Provided,
                    ClauseStateKind::Fulfilled | ClauseStateKind::Begun => false,
                };
                let kind = if watches { EdgeKind::Watches } else { kind };
                for clause in of.clauses() {
                    self.link(node, Node::Clause(clause), kind, span);
                }
            }
            Awaited::Run { .. } => {
                for clause in of.clauses() {
                    self.link(node, Node::Clause(clause), EdgeKind::Watches, span);
                }
            }
            Awaited::PhaseEdge { phase, .. } | Awaited::PhaseRunning { phase, .. } => {
                self.link(node, Node::Phase(*phase), kind, span);
            }
            Awaited::Streak { streak, .. } => self.link(node, Node::Streak(streak.index()), kind, span),
            Awaited::Act { .. } => {}
        }
    }

    fn phases_and_streaks(&mut self, model: &Model) {
        for (at, phase) in model.phases.iter().enumerate() {
            let node = Node::Phase(PhaseId::at(at));
            self.occasion(node, &phase.from);
            match &phase.end {
                Some(PhaseEnd::Occasion(end)) => self.occasion(node, end),
                Some(PhaseEnd::Condition { waits, mentions, .. }) => {
                    waits.iter().for_each(|wait| self.wait(node, wait));
                    for mention in mentions {
                        self.depends(node, &mention.of, EdgeKind::Uses, mention.span);
                    }
                }
                Some(PhaseEnd::Lasts(_)) | None => {}
            }
        }
        for (at, streak) in model.streaks.iter().enumerate() {
            let node = Node::Streak(at);
            for &clause in &streak.without {
                self.link(node, Node::Clause(clause), EdgeKind::Watches, streak.span);
            }
            streak.from.iter().for_each(|from| self.occasion(node, from));
        }
    }

    fn occasion(&mut self, node: Node, occasion: &Occasion) {
        if let Some(of) = &occasion.of {
            self.depends(node, of, EdgeKind::RunsFrom, occasion.span);
        }
    }

    fn zones(&mut self, model: &Model) {
        for (at, zone) in model.places.zones.iter().enumerate() {
            let node = Node::Zone(ZoneId::at(at));
            for other in zones_of(&zone.ground) {
                self.link(node, Node::Zone(other), EdgeKind::Uses, zone.span);
            }
        }
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

    /// Adds an edge, once for each kind. Nothing depends on itself, save by a wait that no one can end.
    fn link(&mut self, from: Node, to: Node, kind: EdgeKind, span: Span) {
        if from == to && kind != EdgeKind::WaitsFor && kind != EdgeKind::RunsFrom {
            return;
        }
        let (from, to) = (self.add(from), self.add(to));
        if self.known.insert((from, to, kind)) {
            self.graph.add_edge(from, to, Edge { kind, span });
        }
    }
}

/// Whether a description restricts the act to these leaves.
fn only_acts_of(description: &Description, leaves: &Bits) -> bool {
    match description {
        Description::Act(acts) => !acts.is_empty() && acts.is_subset(leaves),
        Description::All(parts) => parts
            .iter()
            .any(|part| matches!(part, Description::Act(acts) if !acts.is_empty() && acts.is_subset(leaves))),
        _ => false,
    }
}

/// The zones that ground is made of.
fn zones_of(ground: &Ground) -> Vec<ZoneId> {
    let mut zones = Vec::new();
    let mut stack = vec![ground];
    while let Some(ground) = stack.pop() {
        match ground {
            Ground::Everywhere | Ground::Nowhere | Ground::Area(_) => {}
            Ground::Zone(zone) => zones.push(*zone),
            Ground::Union(parts) => stack.extend(parts),
            Ground::Both(one, other) | Ground::Without(one, other) => stack.extend([&**one, &**other]),
            Ground::SomePartOf(inner, _) => stack.push(inner),
            Ground::At(parts) => stack.extend(parts.iter().map(|(_, ground)| ground)),
        }
    }
    zones.sort_unstable();
    zones.dedup();
    zones
}
