//! The timetable of an agreement, as text, CSV, iCalendar and JSON.

pub mod csv;
pub mod ics;
pub mod json;
pub mod text;

use jiff::tz::TimeZone;

use crate::evaluate::duties::DutyJudgement;
use crate::evaluate::timetable::Entry;
use crate::evaluate::{DutyState, Evaluation};
use crate::graph::{EdgeKind, Node};
use crate::incident::Log;
use crate::model::Model;
use crate::model::time::{self, Seconds};
use crate::render::Input;
use crate::render::evaluation::duties::{self, When};
use crate::sets::LATEST;
use crate::source::Sources;

/// A timetable, and of what.
#[derive(Clone, Copy)]
pub struct Timetable<'a> {
    /// The agreement.
    pub model: &'a Model,
    /// Its text, for the words of the clauses.
    pub sources: &'a Sources,
    /// The log that says what was done.
    pub log: &'a Log,
    /// Whether there is such a log at all.
    pub has_log: bool,
    /// The judged log.
    pub evaluation: &'a Evaluation,
    /// Its lines.
    pub entries: &'a [Entry],
    /// The files that were read, so that a result can be reproduced.
    pub inputs: &'a [Input],
    /// The options that can change the result, as they were given.
    pub options: &'a [String],
}

impl Timetable<'_> {
    fn when(&self, zone: &TimeZone) -> When<'_> {
        When::new(self.model, &self.log.incidents, zone)
    }

    fn label(&self, entry: &Entry) -> &str {
        self.model.clause(entry.clause).map_or("", |clause| clause.label.as_str())
    }

    fn wording(&self, entry: &Entry) -> Option<&str> {
        self.model.clause(entry.clause).and_then(|clause| clause.wording.as_deref())
    }

    fn sentence(&self, entry: &Entry) -> &str {
        self.model.clause(entry.clause).map_or("", |clause| self.sources.words(clause.words))
    }

    fn bearers(&self, duty: &DutyJudgement) -> Vec<&str> {
        duty.bearers.iter().map(|&bearer| self.model.actors.title(bearer)).collect()
    }

    /// What has become of it, in words. Where no log says what was done, a duty that is due is neither done nor missed.
    fn state(&self, entry: &Entry) -> String {
        let Some(duty) = &entry.duty else {
            return if entry.not_judged.is_some() { "not judged" } else { "has not arisen" }.to_owned();
        };
        match duty.state {
            DutyState::Pending | DutyState::Void => duties::state(duty),
            _ if self.has_log => duties::state(duty),
            _ if self.evaluation.as_of == LATEST => "no log says what was done".to_owned(),
            _ => "due; no log says what was done".to_owned(),
        }
    }

    /// What waits for it: "4 waits for it".
    fn blocks(&self, entry: &Entry) -> Vec<String> {
        let model = self.model;
        let name = |node: Node| match node {
            Node::Clause(id) => model.clause(id).map_or_else(String::new, |clause| clause.label.clone()),
            Node::Phase(id) => {
                model.phases.get(id.index()).map_or_else(String::new, |phase| format!("phase {}", phase.name))
            }
            Node::Streak(at) => {
                model.streaks.get(at).map_or_else(String::new, |streak| format!("streak {}", streak.name))
            }
            Node::Term(_) | Node::Zone(_) | Node::Instrument(_) | Node::Agreement => String::new(),
        };
        let how = |kind: EdgeKind| match kind {
            EdgeKind::WaitsFor => "waits for it",
            EdgeKind::RunsFrom => "runs from it",
            EdgeKind::SameTime => "is owed at the same time",
            _ => "hangs on its being kept",
        };
        entry.blocks.iter().map(|&(node, kind)| format!("{} {}", name(node), how(kind))).collect()
    }

    fn as_of(&self, zone: &TimeZone) -> Option<String> {
        let at: Seconds = self.evaluation.as_of;
        (at != LATEST).then(|| time::local(at, zone))
    }
}
