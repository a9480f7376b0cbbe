//! What a finding claims, so that it can be held against the evaluator.

use crate::diagnostic::Diagnostic;
use crate::model::ids::{ActorId, ClauseId, GroupId, LiteralId, ZoneId};
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
    /// No fact is in the scope of the clause, under any reader.
    Dead {
        /// The clause.
        clause: ClauseId,
    },
    /// Under no reader is a fact in the effective scope of the clause, though this one is in its scope under this reader.
    Swallowed {
        /// The clause.
        clause: ClauseId,
        /// As written where absent.
        reader: Option<ActorId>,
        /// The clauses that take it away.
        by: Vec<ClauseId>,
        /// A fact of its scope.
        fact: Fact,
    },
    /// Whatever one clause makes of a fact, the other one makes of it too, under every reader.
    Redundant {
        /// The clause that can go.
        clause: ClauseId,
        /// The one that says all of it.
        wider: ClauseId,
    },
    /// Under the reader, no fact that meets the duty of these bearers is free of the prohibitions; or, of a duty that lasts,
    /// none is at the time of this one.
    ImpossibleDuty {
        /// As written where absent.
        reader: Option<ActorId>,
        /// The duty.
        duty: ClauseId,
        /// Who owes it.
        bearers: Vec<ActorId>,
        /// The prohibitions.
        by: Vec<ClauseId>,
        /// A fact that would meet it.
        fact: Fact,
    },
    /// Under the reader, one fact that meets the duty violates one of the prohibitions, and another one violates none.
    HinderedDuty {
        /// As written where absent.
        reader: Option<ActorId>,
        /// The duty.
        duty: ClauseId,
        /// The prohibitions.
        by: Vec<ClauseId>,
        /// The fact that violates.
        fact: Fact,
        /// The fact that does not.
        way: Fact,
    },
    /// Under the reader, the permission permits the fact, and it is conduct that the other clause has somebody prevent.
    PermittedAndPrevented {
        /// As written where absent.
        reader: Option<ActorId>,
        /// The permission.
        permits: ClauseId,
        /// The duty to prevent.
        prevents: ClauseId,
        /// The fact.
        fact: Fact,
    },
    /// Under the reader, the fact meets the duty, and the release says that it need not be done.
    ReleasedDuty {
        /// As written where absent.
        reader: Option<ActorId>,
        /// The duty.
        duty: ClauseId,
        /// The release.
        release: ClauseId,
        /// The fact.
        fact: Fact,
    },
    /// Under the reader, the fact meets one duty, and does what cannot be done while the other one is kept, which lasts then.
    ExclusiveDuties {
        /// As written where absent.
        reader: Option<ActorId>,
        /// The duty that lasts.
        lasting: ClauseId,
        /// The one that cannot be met meanwhile.
        other: ClauseId,
        /// The fact.
        fact: Fact,
    },
    /// The actor is covered and excluded at the instant.
    CoveredAndExcluded {
        /// Who.
        actor: ActorId,
        /// When.
        at: Seconds,
    },
    /// Two actors bear one name at the instant, and one of them is covered then and the other one excluded.
    SharedName {
        /// The name.
        name: String,
        /// Who is covered.
        covered: ActorId,
        /// Who is excluded.
        excluded: ActorId,
        /// When.
        at: Seconds,
    },
    /// Under the reader, an incident that is this fact or the same one with the other target is a possible violation of the
    /// prohibition, and it is open whom it hit; with the other target it is permitted.
    MixedPlace {
        /// As written where absent.
        reader: Option<ActorId>,
        /// The prohibition.
        forbids: ClauseId,
        /// The permission.
        permits: ClauseId,
        /// The forbidden fact.
        fact: Fact,
        /// Whom the permitted one hits.
        other: ActorId,
    },
    /// Under the reader, an incident that is this fact or the same one with the other target, both members of the group then,
    /// is a possible violation of the prohibition, and it is open whom it hit.
    MixedGroup {
        /// As written where absent.
        reader: Option<ActorId>,
        /// The prohibition.
        forbids: ClauseId,
        /// The group.
        group: GroupId,
        /// The forbidden fact.
        fact: Fact,
        /// The other target.
        other: ActorId,
    },
    /// At the instant the agreement is in force as the reader has it, and not as the other one has it.
    StartDisputed {
        /// For whom it has begun.
        reader: ActorId,
        /// For whom it has not.
        other: ActorId,
        /// When.
        at: Seconds,
    },
    /// The cell belongs to the zone if the condition holds, and does not if not.
    OpenBand {
        /// The zone.
        zone: ZoneId,
        /// The condition.
        literal: LiteralId,
        /// The cell.
        cell: usize,
    },
}
