//! What a finding claims, so that it can be held against the evaluator.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::graph::{CircleEdge, Event};
use crate::model::ids::{ActorId, ClauseId, PhaseId};
use crate::model::time::Seconds;
use crate::model::waits::Length;
use crate::scope::Fact;

/// A finding and what it claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What the drafter sees.
    pub diagnostic: Diagnostic,
    /// What must then be true.
    pub claim: Claim,
}

/// What must be true if a finding is. `docs/findings.md` has the definitions; a test gives each to the evaluator.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Claim {
    /// Under the reader, `forbids` judges the fact a violation, and `permits` permits it.
    Contradiction {
        /// As written where absent.
        reader: Option<ActorId>,
        /// The prohibition.
        forbids: ClauseId,
        /// The permission.
        permits: ClauseId,
        /// The fact.
        fact: Fact,
    },
    /// Whatever order the steps are tried in, none of the events is ever reached, and each edge waits as the text says.
    Deadlock {
        /// The circle that is shown.
        edges: Vec<CircleEdge>,
        /// All events that hold each other up.
        events: BTreeSet<Event>,
        /// What never happens because of them.
        followers: Vec<Event>,
    },
    /// While everybody keeps everything, it is as consistent that all of these clauses bind as that none does.
    MutualPrecondition {
        /// The clauses on the circle.
        clauses: Vec<ClauseId>,
    },
    /// The phase never runs.
    UnreachablePhase {
        /// Which.
        phase: PhaseId,
        /// Why.
        why: Never,
    },
    /// Counted from the first instant on the agreement's calendar, the length ends after the last one.
    UnreachableStreak {
        /// The begin.
        from: Seconds,
        /// The length.
        length: Length,
        /// When the time is over.
        until: Seconds,
    },
}

/// Why a phase never runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Never {
    /// It begins at or after the end of the agreement.
    PastEnd {
        /// Its begin.
        at: Seconds,
        /// The end of the agreement.
        end: Seconds,
    },
    /// It begins when these are fulfilled, which they never are.
    Unfulfillable(Vec<ClauseId>),
    /// It begins when this phase ends, which has no end.
    Endless(PhaseId),
    /// It begins only after that with which it ends.
    EndsFirst(Event),
}
