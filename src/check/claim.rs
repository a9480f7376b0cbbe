//! What a finding claims, so that it can be held against the evaluator.

use crate::diagnostic::Diagnostic;
use crate::model::ids::{ActorId, ClauseId};
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
}
