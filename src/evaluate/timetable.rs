//! Every duty of an agreement in the order in which it falls due, with what waits for it.

use crate::evaluate::duties::DutyJudgement;
use crate::evaluate::{Engine, Evaluation};
use crate::graph::{EdgeKind, Node, RuleGraph};
use crate::model::clauses::ClauseKind;
use crate::model::ids::ClauseId;
use crate::model::time::Seconds;
use crate::sets::LATEST;

/// One line of the timetable.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The clause.
    pub clause: ClauseId,
    /// The duty on one occasion, for one who owes it; nothing where no occasion has arisen, or the clause is not judged.
    pub duty: Option<DutyJudgement>,
    /// Why it is not judged, where it is not: a whole sentence.
    pub not_judged: Option<String>,
    /// What waits for it, or hangs on it, and how.
    pub blocks: Vec<(Node, EdgeKind)>,
}

impl Entry {
    /// When it is due; after everything where that is not known, or never.
    #[must_use]
    pub fn due(&self) -> Seconds {
        self.duty.as_ref().and_then(|duty| duty.occasion.due).unwrap_or(LATEST)
    }
}

/// The timetable of a judged log, by due date; what has none, and what has not arisen, comes last in the order of the text.
#[must_use]
pub fn timetable(engine: &Engine<'_>, evaluation: &Evaluation) -> Vec<Entry> {
    let model = engine.model;
    let graph = RuleGraph::of(model);
    let mut entries = Vec::new();
    for (index, clause) in model.clauses.iter().enumerate() {
        let id = ClauseId::at(index);
        let asks = clause.asks.is_some() || clause.obligation.is_some();
        if !asks || clause.kind == ClauseKind::StatedOnly {
            continue;
        }
        let reasons = evaluation.not_evaluated.iter().find(|(known, _)| *known == id);
        let entry = Entry {
            clause: id,
            duty: None,
            not_judged: reasons.map(|(_, reason)| reason.clone()),
            blocks: graph.waiting_for(id),
        };
        let own = evaluation.duties.iter().filter(|duty| duty.clause == id);
        let before = entries.len();
        entries.extend(own.map(|duty| Entry { duty: Some(duty.clone()), ..entry.clone() }));
        if entries.len() == before {
            entries.push(entry);
        }
    }
    // Stable, so that the order of the text decides among equals.
    entries.sort_by_key(Entry::due);
    entries
}
