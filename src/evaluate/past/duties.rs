//! What the past of a duty comes to: its occasions, what does it, and whether it is missed.

use crate::evaluate::duties::{DutyState, Fulfilment, end_of_force, owed};
use crate::evaluate::judge::Case;
use crate::evaluate::past::History;
use crate::evaluate::past::happened::{Done, speaking_of};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::time::Seconds;
use crate::scope::narrowed;
use crate::sets::Intervals;

/// One occasion of a duty, for one who owes it or for several who owe it together. `docs/semantics.md`, 12.3, 12.4, 13.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Who owes it.
    pub bearers: Vec<ActorId>,
    /// The first instant at which it may begin, and the last one.
    pub begins: (Seconds, Seconds),
    /// Whether it certainly arises.
    pub certain: bool,
    /// The incidents that do it, in time or late.
    pub done: Vec<Done>,
    /// The incidents that do it or begin it.
    pub begun: Vec<Done>,
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

/// The occasions of a duty, for each who owes it, as far as what has happened before decides them.
#[must_use]
pub fn occasions(history: &History<'_>, clause: ClauseId) -> Vec<Occasion> {
    let world = history.world;
    let end = end_of_force(history.model, history.reader);
    let mut occasions = Vec::new();
    for owed in owed(history.model, history.reader).iter().filter(|owed| owed.clause() == clause) {
        let Some(facts) = owed.done() else { continue };
        let courses = speaking_of(facts, &history.past.courses);
        let mut fulfilments: Vec<(usize, Fulfilment)> = Vec::new();
        let mut done = Vec::new();
        for happening in &world.happened {
            let Some(own) = happening.done(facts, &courses) else { continue };
            let case = Case {
                facts: narrowed(&happening.facts, &courses),
                reports: Vec::new(),
                directions: Vec::new(),
                summary: happening.summary,
            };
            fulfilments.extend(owed.fulfilment(&case).map(|fulfilment| (happening.place, fulfilment)));
            done.push(own);
        }
        let judged = owed.judge(&fulfilments, world.as_of, end, &world.recordable);
        let certain = match judged.state {
            DutyState::Missed | DutyState::Late => Some(true),
            DutyState::Open { .. } => Some(false),
            DutyState::Fulfilled | DutyState::Pending | DutyState::Void | DutyState::NotAssessable(_) => None,
        };
        let breach = certain.map(|certain| Breach { times: Intervals::point(judged.due), certain });
        occasions.push(Occasion {
            bearers: judged.bearers,
            begins: (judged.from, judged.from),
            certain: true,
            begun: done.clone(),
            done,
            breach,
        });
    }
    occasions
}
