//! Judging incidents against an agreement.
//!
//! `docs/semantics.md` defines every judgement. An incident is the set of facts that its reports leave possible; a clause
//! is the set of facts that its words cover without what prevailing clauses take away. [`judge`] compares the two in the
//! algebra of [`crate::scope`] and in no other way; [`duties`] asks it which facts fulfil a duty in time; [`counts`] adds
//! up. [`past`] works out what has happened decides, the courses of conditions, by which incidents are narrowed before they are
//! judged. [`log`] runs a whole log, [`scenario`] the tests that an agreement carries.

pub mod contested;
pub mod counting;
pub mod counts;
pub mod duplicates;
pub mod duties;
pub mod evidence;
pub mod judge;
pub mod kinds;
pub mod log;
pub mod matrix;
pub mod past;
pub mod quantities;
pub mod scenario;
pub mod settled;
pub mod sides;
pub mod thresholds;
pub mod timetable;
pub mod unseen;
pub mod why;
pub mod words;

use std::collections::BTreeSet;

pub use self::counts::{Counts, Interval};
pub use self::duties::{DutyJudgement, DutyState};
pub use self::judge::{Case, Open, Verdict, Why};
pub use self::log::{Evaluation, IncidentJudgement, evaluate};
pub use self::past::{Onset, Past, Pasts};
use crate::incident::Log;
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::scope::{Rule, Rules};

/// An agreement made ready for judging: its clauses as sets of facts, under every reading.
pub struct Engine<'m> {
    /// The agreement.
    pub model: &'m Model,
    /// As written.
    pub as_written: Rules,
    /// Readers that have at least one clause otherwise than as written, with their clauses.
    pub readings: Vec<(ActorId, Rules)>,
    /// Conditions that are known not to have changed anything.
    pub settled: BTreeSet<LiteralId>,
}

impl<'m> Engine<'m> {
    /// Compiles an agreement for all its readers, for one who knows what has happened.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        Self::settling(model, BTreeSet::new())
    }

    /// The same for one who judges a log: what nothing in it can have changed stands as the text has it.
    #[must_use]
    pub fn for_log(model: &'m Model, log: &Log) -> Self {
        Self::settling(model, settled::settled(model, log))
    }

    fn settling(model: &'m Model, settled: BTreeSet<LiteralId>) -> Self {
        let rules = Rules::with_changes(model, None, &settled);
        Self::of(model, rules, settled)
    }

    /// The same for one who has no log, and takes it that nothing has changed.
    #[must_use]
    pub fn unchanged(model: &'m Model) -> Self {
        Self::of(model, Rules::with_prevention(model, None), BTreeSet::new())
    }

    fn of(model: &'m Model, as_written: Rules, settled: BTreeSet<LiteralId>) -> Self {
        let readings = model
            .readers
            .iter()
            .map(|&reader| (reader, as_written.as_read_by(model, reader)))
            .filter(|(_, rules)| *rules != as_written)
            .collect();
        Self { model, as_written, readings, settled }
    }

    /// The rules as a reader has them; as written for whoever has no reading of its own.
    #[must_use]
    pub fn rules(&self, reader: Option<ActorId>) -> &Rules {
        let own = reader.and_then(|reader| self.readings.iter().find(|(known, _)| *known == reader));
        own.map_or(&self.as_written, |(_, rules)| rules)
    }

    /// Clauses that are not judged, each with the reason: a whole sentence.
    #[must_use]
    pub fn not_evaluated(&self) -> Vec<(ClauseId, String)> {
        let too_complex: BTreeSet<ClauseId> = std::iter::once(&self.as_written)
            .chain(self.readings.iter().map(|(_, rules)| rules))
            .flat_map(|rules| rules.too_complex.iter().copied())
            .collect();
        let mut list = Vec::new();
        for (index, clause) in self.model.clauses.iter().enumerate() {
            let id = ClauseId::at(index);
            match &clause.kind {
                ClauseKind::NotEvaluated { .. } if clause.obligation.is_some() => {}
                ClauseKind::NotEvaluated { reason, .. } if clause.answers.is_none() => {
                    list.push((id, reason.clone()));
                }
                ClauseKind::StatedOnly => {
                    list.push((
                        id,
                        "Its words are carried along (`stated only`) and judged by nobody.".to_owned(),
                    ));
                }
                ClauseKind::Conduct { .. } | ClauseKind::Duty(_) | ClauseKind::NotEvaluated { .. }
                    if too_complex.contains(&id) =>
                {
                    list.push((id, "Its exceptions cut it into more pieces than are worked on.".to_owned()));
                }
                ClauseKind::Conduct { .. }
                | ClauseKind::Duty(_)
                | ClauseKind::NotEvaluated { .. }
                | ClauseKind::Change => {}
            }
        }
        list
    }

    /// The clauses that forbid, under a reader's reading.
    pub fn prohibitions(&self, reader: Option<ActorId>) -> impl Iterator<Item = &Rule> {
        self.rules(reader).iter().filter(|rule| rule.modality == Modality::Prohibition)
    }
}
