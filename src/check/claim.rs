//! What a finding claims, so that it can be held against the evaluator.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::graph::{CircleEdge, Event};
use crate::model::ids::{ActorId, ClauseId, GroupId, LiteralId, PhaseId, ZoneId};
use crate::model::joint::Side;
use crate::model::time::Seconds;
use crate::model::waits::Length;
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
    /// Under the reader, where just this has happened and it is not recorded whether the conditions hold, it is open under each
    /// clause whether it is a violation, since it is open whether the condition beside the clause holds.
    CircularDefinition {
        /// As written where absent.
        reader: Option<ActorId>,
        /// The clauses of the circle, each with its condition, which speaks of the next one.
        circle: Vec<(ClauseId, LiteralId)>,
        /// The fact.
        fact: Fact,
        /// How many such facts at one time.
        times: usize,
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
