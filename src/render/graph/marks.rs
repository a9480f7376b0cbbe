//! What the checker found, as marks on the graph.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::{Node, RuleGraph};
use crate::model::Model;
use crate::model::ids::{ClauseId, PhaseId, TermId, ZoneId};
use crate::source::Span;

/// What the checker found, by what it is about.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Clauses of which no two can be kept, or one takes back what the other gives.
    pub conflicts: Vec<(Node, Node)>,
    /// What depends on itself, and what hangs on that.
    pub circles: Vec<BTreeSet<Node>>,
    /// What changes nothing: it never applies, or another clause says it already.
    pub idle: BTreeSet<Node>,
    /// The codes of the findings about each node.
    pub codes: BTreeMap<Node, BTreeSet<&'static str>>,
    /// Every finding: its level, its code, its title and what it is about, in the order of the text.
    pub findings: Vec<(Severity, &'static str, String, BTreeSet<Node>)>,
}

/// Findings that two clauses cannot both be followed: the first label is on the one, the others on what stands against it.
pub(super) const CONFLICTS: &[&str] = &[
    "contradiction",
    "exclusive-duties",
    "hindered-duty",
    "impossible-duty",
    "permitted-and-prevented",
    "released-duty",
];

/// Findings that something depends on itself.
pub(super) const CIRCLES: &[&str] =
    &["deadline-cycle", "deadline-impossible", "mutual-precondition", "priority-cycle"];

/// Findings that something changes nothing: the first label is on it.
pub(super) const IDLE: &[&str] = &[
    "dead-clause",
    "exception-swallows-rule",
    "redundant-clause",
    "unreachable-phase",
    "unreachable-streak",
];

impl Marks {
    /// The marks of the findings of one agreement. A finding of no family here shows as its code on what it is about.
    #[must_use]
    pub fn of(model: &Model, rules: &RuleGraph, found: &[Diagnostic]) -> Self {
        let mut marks = Self::default();
        for finding in found {
            marks.add(model, rules, finding);
        }
        marks
    }

    fn add(&mut self, model: &Model, rules: &RuleGraph, finding: &Diagnostic) {
        let about: Vec<Node> =
            finding.labels.iter().filter_map(|label| node_at(model, rules, label.span)).collect();
        let distinct: BTreeSet<Node> = about.iter().copied().collect();
        let slug = finding.code.slug;
        for &node in &distinct {
            self.codes.entry(node).or_default().insert(slug);
        }
        self.findings.push((finding.severity, slug, finding.title.clone(), distinct.clone()));
        let Some(&first) = about.first() else { return };
        if CONFLICTS.contains(&slug) {
            let others = distinct.iter().filter(|&&node| node != first && matches!(node, Node::Clause(_)));
            self.conflicts.extend(others.map(|&other| (first, other)));
        } else if CIRCLES.contains(&slug) {
            self.circles.push(distinct);
        } else if IDLE.contains(&slug) {
            self.idle.insert(first);
        }
    }
}

/// What stands at a place of the text: a clause, or a term, zone, phase or streak by its declaration. Of what begins a phase
/// or a streak the graph knows where it is said.
fn node_at(model: &Model, rules: &RuleGraph, span: Span) -> Option<Node> {
    let within = |own: Span| own.file == span.file && own.start <= span.start && span.end <= own.end;
    let clauses = model.clauses.iter().map(|clause| clause.span);
    let terms = model.terms.iter().map(|term| term.span);
    let zones = model.places.zones.iter().map(|zone| zone.span);
    let phases = model.phases.iter().map(|phase| phase.span);
    let streaks = model.streaks.iter().map(|streak| streak.span);
    let declared = clauses
        .enumerate()
        .map(|(at, span)| (Node::Clause(ClauseId::at(at)), span))
        .chain(terms.enumerate().map(|(at, span)| (Node::Term(TermId::at(at)), span)))
        .chain(zones.enumerate().map(|(at, span)| (Node::Zone(ZoneId::at(at)), span)))
        .chain(phases.enumerate().map(|(at, span)| (Node::Phase(PhaseId::at(at)), span)))
        .chain(streaks.enumerate().map(|(at, span)| (Node::Streak(at), span)))
        .find(|&(_, own)| within(own))
        .map(|(node, _)| node);
    let said = || {
        let edge = rules.graph.raw_edges().iter().find(|edge| within(edge.weight.span))?;
        rules.graph.node_weight(edge.source()).copied()
    };
    declared.or_else(said)
}
