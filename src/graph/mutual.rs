//! Clauses each of which holds only if the other is observed.

use petgraph::graph::DiGraph;

use super::Steps;
use super::cycles::components;
use crate::model::Model;
use crate::model::clauses::{Clause, ClauseKind, Modality};
use crate::model::ids::ClauseId;
use crate::model::waits::{Awaited, WaitKind};
use crate::source::Span;
use crate::syntax::tree::ClauseStateKind;

/// That a clause holds only as long as another is observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hangs {
    /// Which clause.
    pub clause: ClauseId,
    /// On which one.
    pub on: ClauseId,
    /// The words that say so.
    pub span: Span,
}

impl Steps {
    /// Clauses that hang on one another, as the shortest circle from the first of each set in the order of the text. Two that
    /// begin at one moment do not count: then the text itself says that both are bound.
    #[must_use]
    pub fn mutual(&self, model: &Model) -> Vec<Vec<Hangs>> {
        let mut graph: DiGraph<(), Hangs> = DiGraph::new();
        let nodes: Vec<_> = model.clauses.iter().map(|_| graph.add_node(())).collect();
        for (at, clause) in model.clauses.iter().enumerate() {
            for wait in clause.timing.waits.iter().filter(|wait| wait.kind == WaitKind::Provided) {
                let Awaited::Clauses { alternatives, state: ClauseStateKind::Observed } = &wait.of else {
                    continue;
                };
                let [on] = alternatives.as_slice() else { continue };
                for &on in on.iter().filter(|on| model.clause(**on).is_some_and(is_kept)) {
                    let clause = ClauseId::at(at);
                    if let (Some(&from), Some(&to)) = (nodes.get(at), nodes.get(on.index()))
                        && !self.begin_together(model, clause, on)
                    {
                        graph.add_edge(from, to, Hangs { clause, on, span: wait.span });
                    }
                }
            }
        }
        let circle = |edge: &_| graph.edge_weight(*edge).copied();
        components(&graph).iter().map(|part| part.circle.iter().filter_map(circle).collect()).collect()
    }
}

/// Whether a clause can be observed: something forbidden or owed.
fn is_kept(clause: &Clause) -> bool {
    matches!(
        clause.kind,
        ClauseKind::Duty(_)
            | ClauseKind::Conduct { modality: Modality::Prohibition | Modality::Obligation, .. }
            | ClauseKind::NotEvaluated { modality: Some(Modality::Prohibition | Modality::Obligation), .. }
    )
}
