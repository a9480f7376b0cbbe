//! What the past of a duty comes to: its occasions, what does it, and whether it is missed.

use crate::evaluate::duties::{Done, DutyJudgement, Known, judge};
use crate::evaluate::past::History;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::time::Seconds;
use crate::scope::Course;
use crate::sets::{Intervals, LATEST};

/// One occasion of a duty, for one who owes it or for several who owe it together. `docs/semantics.md`, 12.3, 12.4, 13.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Who owes it.
    pub bearers: Vec<ActorId>,
    /// The first instant at which it may begin, and the last one.
    pub begins: (Seconds, Seconds),
    /// Whether it certainly arises.
    pub certain: bool,
    /// From when on it is done, in time or late.
    pub done: Course,
    /// From when on it is done or begun.
    pub begun: Course,
    /// That it is missed or fulfilled late, if it is or may be.
    pub breach: Option<Breach>,
}

/// That a duty is missed, or fulfilled late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The instants at which it may be due.
    pub times: Intervals,
    /// Whether it certainly is.
    pub certain: bool,
}

/// Judges a duty on every occasion, for each who owes it, as far as what has happened before decides them.
#[must_use]
pub fn judged(history: &History<'_>, clause: ClauseId) -> Vec<DutyJudgement> {
    let obligation = history.model.clause(clause).and_then(|clause| clause.obligation.as_ref());
    let Some(obligation) = obligation else { return Vec::new() };
    let known = Known {
        model: history.model,
        compiler: &history.compiler,
        past: &history.past,
        world: history.world,
        ends: history.ends,
    };
    judge(&known, clause, obligation)
}

impl From<&DutyJudgement> for Occasion {
    fn from(judged: &DutyJudgement) -> Self {
        let occasion = &judged.occasion;
        Self {
            bearers: judged.bearers.clone(),
            begins: (occasion.first(), occasion.last()),
            certain: occasion.certain,
            done: course(judged.done),
            begun: course(judged.begun),
            breach: judged
                .state
                .violation()
                .map(|certain| Breach { times: judged.breached_at(), certain })
                .filter(|breach| !breach.times.is_empty()),
        }
    }
}

fn course(done: Done) -> Course {
    let from = |at: Option<Seconds>| at.map_or_else(Intervals::empty, |at| Intervals::of(at, LATEST));
    Course::new(from(done.certainly), &from(done.possibly))
}
