//! What the checker found, as marks on the graph.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::Node;
use crate::model::Model;
use crate::model::ids::{ClauseId, TermId, ZoneId};
use crate::source::Span;

/// What the checker found, by what it is about.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Clauses of which no two can be kept, or one takes back what the other gives; with the fact in words.
    pub conflicts: Vec<(Node, Node, String)>,
    /// What depends on itself; with the fact in words.
    pub circles: Vec<(BTreeSet<Node>, String)>,
    /// What changes nothing: it never applies, or another clause says it already.
    pub idle: BTreeSet<Node>,
    /// The codes of the findings about each node.
    pub codes: BTreeMap<Node, BTreeSet<&'static str>>,
    /// Every finding: its level, its code, its title and what it is about, in the order of the text.
    pub findings: Vec<(Severity, &'static str, String, BTreeSet<Node>)>,
}

/// How a finding shows in a picture.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// As a double line between two clauses.
    Conflict,
    /// As red arrows.
    Circle,
    /// As a pale card.
    Idle,
    /// As its code on the cards that it is about.
    Code,
}

impl Marks {
    /// The marks of the findings of one agreement.
    #[must_use]
    pub fn of(model: &Model, found: &[Diagnostic]) -> Self {
        let mut marks = Self::default();
        for finding in found {
            marks.add(model, finding);
        }
        marks
    }

    fn add(&mut self, model: &Model, finding: &Diagnostic) {
        let about: Vec<Node> = finding.labels.iter().filter_map(|label| node_at(model, label.span)).collect();
        let distinct: BTreeSet<Node> = about.iter().copied().collect();
        let slug = finding.code.slug;
        for &node in &distinct {
            self.codes.entry(node).or_default().insert(slug);
        }
        self.findings.push((finding.severity, slug, finding.title.clone(), distinct.clone()));
        let Some(&first) = about.first() else { return };
        match shows(finding, &distinct) {
            Shows::Conflict => {
                let other = about.iter().copied().find(|&node| node != first);
                self.conflicts.extend(other.map(|other| (first, other, finding.title.clone())));
            }
            Shows::Circle => self.circles.push((distinct, finding.title.clone())),
            Shows::Idle => {
                self.idle.insert(first);
            }
            Shows::Code => {}
        }
    }
}

/// By the last word of the code, which names the fault: the families of findings grow, and a new one that is about two
/// clauses shows as a conflict without being listed here.
fn shows(finding: &Diagnostic, about: &BTreeSet<Node>) -> Shows {
    let slug = finding.code.slug;
    let words: BTreeSet<&str> = slug.split('-').collect();
    let has = |word: &str| words.contains(word);
    if has("cycle") || has("deadlock") {
        return Shows::Circle;
    }
    if has("dead") || has("redundant") || has("unreachable") || has("swallowed") {
        return Shows::Idle;
    }
    let clauses = about.iter().filter(|node| matches!(node, Node::Clause(_))).count();
    if finding.code.waivable && finding.severity != Severity::Note && clauses == 2 {
        return Shows::Conflict;
    }
    Shows::Code
}

/// What stands at a place of the text.
fn node_at(model: &Model, span: Span) -> Option<Node> {
    let holds = |own: Span| own.file == span.file && own.start <= span.start && span.end <= own.end;
    let clause = model.clauses.iter().position(|clause| holds(clause.span));
    let term = || model.terms.iter().position(|term| holds(term.span)).map(|at| Node::Term(TermId::at(at)));
    let zone =
        || model.places.zones.iter().position(|zone| holds(zone.span)).map(|at| Node::Zone(ZoneId::at(at)));
    clause.map(|at| Node::Clause(ClauseId::at(at))).or_else(term).or_else(zone)
}
