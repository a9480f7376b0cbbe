//! What a finding claims, so that it can be held against the evaluator.

use crate::diagnostic::Diagnostic;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::joint::Side;
use crate::model::time::Seconds;
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
    /// Under the reader, one of the two texts judges the fact a violation of a clause, and the other permits it by one.
    ContradictionAcrossTexts {
        /// Which of the other texts.
        other: usize,
        /// As written where absent; an actor of the joint model.
        reader: Option<ActorId>,
        /// The prohibition: the first side is the agreement itself.
        forbids: (Side, ClauseId),
        /// The permission.
        permits: (Side, ClauseId),
        /// The fact, of the joint model of the two.
        fact: Fact,
    },
    /// At the earlier of the two instants one of the texts is in force and the other not yet.
    StartConflictAcrossTexts {
        /// Which of the other texts.
        other: usize,
        /// The start of the agreement.
        own: Seconds,
        /// The start of the other text.
        theirs: Seconds,
    },
}
