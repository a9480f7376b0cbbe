//! What has happened decides: the courses of conditions, and the onsets of those that raise something.
//!
//! `docs/semantics.md`, 12, defines it. [`History`] takes the clauses, phases and conditions of an agreement in the order of
//! the rule graph, so that each finds worked out what it depends on: incidents against clauses ([`happened`]), then what that
//! comes to for the conditions that speak of those clauses, then the clauses in whose scopes these conditions stand. One
//! file for each form of condition.

pub mod duties;
pub mod happened;
pub mod lengths;

mod alike;
mod changes;
mod deeds;
mod events;
mod force;
mod onsets;
mod order;
mod phases;
mod relevant;
mod runs;
mod states;
mod violates;

use std::collections::{BTreeMap, BTreeSet};

pub use self::duties::{Breach, Occasion};
pub use self::events::Bounds;
pub use self::happened::{Done, Happening, Observed, World};
pub use self::order::{History, Pasts};
pub use self::phases::PhaseTimes;
use crate::evaluate::duties::DutyJudgement;
use crate::model::ids::{ActorId, ClauseId, LiteralId, PhaseId};
use crate::model::past::Formula;
use crate::model::time::Seconds;
use crate::scope::Course;
use crate::sets::{Bits, Intervals};

/// What a log decides of the conditions of an agreement, under one reader. `docs/semantics.md`, 12.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// The course of each condition; one that is not here is open.
    pub courses: BTreeMap<LiteralId, Course>,
    /// The onsets of each condition that the past decides (12.13), in the order of their first instants.
    pub onsets: BTreeMap<LiteralId, Vec<Onset>>,
    /// When each phase begins and ends.
    pub phases: BTreeMap<PhaseId, PhaseTimes>,
    /// What has become of each duty.
    pub duties: BTreeMap<ClauseId, Vec<DutyJudgement>>,
    /// What violates, or may, each prohibition of which some condition or phase speaks.
    pub violated: BTreeMap<ClauseId, Vec<Violated>>,
}

/// An incident that violates a clause, or may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violated {
    /// Its place in the log.
    pub place: usize,
    /// Whether it certainly does.
    pub certain: bool,
    /// The first instant at which it may have.
    pub first: Seconds,
    /// Who may have done it.
    pub actors: Bits,
}

/// That a condition comes to hold. `docs/semantics.md`, 12.13.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onset {
    /// The instants at which it may be.
    pub instants: Intervals,
    /// Whether it certainly is, and binds whom it binds.
    pub certain: bool,
    /// Whether it certainly is, whomever it binds.
    pub certain_for_somebody: bool,
    /// Whether one incident is it.
    pub of_deed: bool,
    /// Whom it binds (`that party`), if anybody.
    pub actor: Option<ActorId>,
    /// The cells in which it may be, if it is in a place.
    pub cells: Option<Bits>,
    /// Places in the log of the incidents that raise it.
    pub raised_by: Vec<usize>,
}

impl Past {
    /// What has become of all duties, in the order of the text.
    #[must_use]
    pub fn duties(&self) -> Vec<DutyJudgement> {
        self.duties.values().flatten().cloned().collect()
    }

    /// The course of a condition.
    #[must_use]
    pub fn course(&self, literal: LiteralId) -> Course {
        self.courses.get(&literal).cloned().unwrap_or_else(Course::open)
    }

    /// The courses of some conditions, as far as the past decides them.
    #[must_use]
    pub fn courses_of(&self, literals: &BTreeSet<LiteralId>) -> BTreeMap<LiteralId, Course> {
        let known =
            literals.iter().filter_map(|literal| Some((*literal, self.courses.get(literal)?.clone())));
        known.collect()
    }

    /// The course of a condition made of conditions. These are at most as deep as the parser lets them be.
    #[must_use]
    pub fn holds(&self, formula: &Formula) -> Course {
        match formula {
            Formula::Holds(literal) => self.course(*literal),
            Formula::During(times) => Course::exactly(times.clone()),
            Formula::Open => Course::open(),
            Formula::All(parts) => {
                parts.iter().fold(Course::always(), |all, part| all.and(&self.holds(part)))
            }
            Formula::Any(parts) => parts.iter().fold(Course::never(), |any, part| any.or(&self.holds(part))),
            Formula::Not(inner) => self.holds(inner).negated(),
        }
    }
}
