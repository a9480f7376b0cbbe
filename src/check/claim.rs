//! What a finding claims, so that it can be held against the evaluator.

use crate::diagnostic::Diagnostic;
use crate::model::ids::{ActorId, ClauseId, PhaseId, ZoneId};
use crate::model::time::Seconds;
use crate::scope::Fact;
use crate::source::Span;
use crate::syntax::tree::TimeUnit;

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
    /// Each leg follows from the one before; the last leads beyond the latest instant that is allowed.
    Late {
        /// From a date of the text on.
        legs: Vec<Leg>,
        /// The latest instant at which it would be in time.
        latest: Seconds,
    },
    /// The legs lead from an event back to itself, and to a later instant, whenever they begin.
    TooLittleTime {
        /// When they begin.
        begin: Seconds,
        /// The legs.
        legs: Vec<Leg>,
    },
    /// The clause is late from an instant on at which nothing is owed by it any more.
    PastEnd {
        /// The duty.
        clause: ClauseId,
        /// The first instant at which it is late.
        late: Seconds,
        /// The first instant after the agreement, or after the phase.
        end: Seconds,
        /// The phase.
        phase: Option<PhaseId>,
    },
    /// From any instant on, the one length leads beyond the other.
    LongerThanPhase {
        /// The duty.
        clause: ClauseId,
        /// How long after the begin of the phase it is due.
        window: (i64, TimeUnit),
        /// How long the phase lasts.
        phase: (i64, TimeUnit),
    },
    /// The length leads from the begin to one instant, and the end is another.
    EndsDiffer {
        /// The begin.
        begin: Seconds,
        /// The length.
        length: (i64, TimeUnit),
        /// Where it leads.
        by_length: Seconds,
        /// The stated end.
        by_end: Seconds,
    },
    /// Each duty speaks of the zone and is late before anybody is late to delimit it.
    DutyBeforeZone {
        /// The zone.
        zone: ZoneId,
        /// The duties, each with the first instant at which it is late.
        duties: Vec<(ClauseId, Seconds)>,
        /// The clause that has it delimited.
        delimiting: Option<ClauseId>,
        /// The first instant at which that is late.
        delimited: Option<Seconds>,
    },
    /// From this instant on, where it is known, it is open whether the agreement is in force, although it is renewed automatically.
    RenewalNeedsConsent {
        /// The end that the renewal moves.
        from: Option<Seconds>,
    },
}

/// One step of a schedule, as arithmetic on dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leg {
    /// The text gives the instant.
    Fixed {
        /// When.
        at: Seconds,
        /// The words.
        span: Span,
    },
    /// Something is at least so long after something else.
    Later {
        /// The one.
        from: Seconds,
        /// How long.
        length: (i64, TimeUnit),
        /// The other, at the earliest.
        to: Seconds,
    },
    /// Something is at most so long before something else.
    Earlier {
        /// The later one.
        from: Seconds,
        /// How long.
        length: (i64, TimeUnit),
        /// Whether the instant at the end of the length is too late.
        strictly: bool,
        /// The earlier one, at the earliest.
        to: Seconds,
    },
}
