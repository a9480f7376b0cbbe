//! What the past decides: conditions that hold or do not hold of an instant, and how each is defined.
//!
//! `docs/semantics.md`, 12, says what each form means. Nothing here looks at what has happened: that is work for
//! [`crate::evaluate`].

use std::collections::{BTreeMap, BTreeSet};

use crate::model::actors::Membership;
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId, LiteralId, PhaseId, StreakId};
use crate::model::time::Seconds;
use crate::model::waits::Length;
use crate::sets::Intervals;
use crate::syntax::tree::{ClauseStateKind, PhaseEdge};

/// All that an agreement says of conditions that the past decides.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Past {
    /// What it means for a condition to hold at an instant. A condition that is not among these is open.
    pub definitions: BTreeMap<LiteralId, Definition>,
    /// Those that are asked of one actor alone, whom `that party` stands for (6.8).
    pub of_that_party: BTreeMap<LiteralId, ActorId>,
    /// When each phase begins and ends, by its id.
    pub phases: Vec<PhaseBounds>,
    /// From when each streak is counted and who certifies it, by its id.
    pub streaks: Vec<StreakTerms>,
    /// Changes of who is covered or excluded, in the order of the text.
    pub changes: Vec<Change>,
    /// How the agreement renews itself, where it does.
    pub renewal: Option<Renewal>,
    /// What ends it, whichever comes first.
    pub ends_when: Vec<Formula>,
    /// From when what names no begin is counted.
    pub start: Start,
}

/// The start, as a begin from which time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Start {
    /// All announcements give this one.
    At(Seconds),
    /// The text names none: what is counted from it has no begin.
    #[default]
    Unsaid,
    /// The text leaves it open, or its announcements differ: what is counted from it is not known.
    Disputed,
}

/// A condition made of conditions. What concerns a single fact, or what only an observer can tell, is open here.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// This condition holds.
    Holds(LiteralId),
    /// The instant is one of these.
    During(Intervals),
    /// Nothing decides it.
    Open,
    /// Every one holds.
    All(Vec<Self>),
    /// One of them holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
}

impl Formula {
    /// Looks at every condition in it: at most as deep as the parser lets it be.
    pub fn visit(&self, look: &mut dyn FnMut(LiteralId)) {
        match self {
            Self::Holds(literal) => look(*literal),
            Self::During(_) | Self::Open => {}
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.visit(look)),
            Self::Not(inner) => inner.visit(look),
        }
    }
}

/// What it means for a condition to hold at an instant.
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    /// `2.1 is observed` (12.4)
    State(ClauseState),
    /// `a covered party violates 1 or 2 at least 3 times within 14 days` (12.5)
    Violates(Violates),
    /// `Ministers consent` (12.6)
    Deed(Deed),
    /// `after phase Calm ends`, `once 2.1 is begun` (12.7)
    After(Event),
    /// `during phase Calm` (12.8)
    Running(PhaseId),
    /// `Calm holds for 7 days`, Calm being a phase (12.9)
    PhaseHeld(PhaseId, Length),
    /// `7 consecutive days without violation of 1` (12.9)
    Run(Run),
    /// `Week holds`, and for how long where that is said (12.9)
    Streak(StreakId, Option<Length>),
    /// `when a party violates 1, ... for 72 hours`: so long from when it comes to hold (12.16)
    Lasting(Lasting),
    /// The actor belongs to those who are covered (12.10).
    Covered(ActorId),
    /// The actor belongs to those who are excluded (12.10).
    Excluded(ActorId),
    /// The agreement was renewed (12.11).
    Renewed,
    /// The agreement has ended (12.12).
    Ended,
}

/// What is said of clauses.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseState {
    /// One of these lists has the state; a list has it when every number in it has. A number stands for its clauses, which
    /// are violated when one of them is, and have any other state when all of them have.
    pub one_of: Vec<Vec<Vec<ClauseId>>>,
    /// Which state.
    pub state: ClauseStateKind,
}

/// That somebody violates clauses so many times.
#[derive(Clone, Debug, PartialEq)]
pub struct Violates {
    /// Who, while they are of that kind.
    pub who: Membership,
    /// Whether all of them count together.
    pub jointly: bool,
    /// Which clauses: any of these.
    pub clauses: Vec<ClauseId>,
    /// At least how many times.
    pub times: usize,
    /// Within what time.
    pub within: Option<Length>,
}

/// That somebody does something.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// Who; absent where nobody in particular is meant (`each request`).
    pub who: Option<Membership>,
    /// Whether each of them must do it.
    pub jointly: bool,
    /// What, to whom, where, with what: the facts, without who does it.
    pub facts: Description,
    /// Which side of it `that party` speaks of.
    pub binds: Binds,
}

/// Which side of an event `that party` speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binds {
    /// The one who acts.
    Actor,
    /// The one to whom it is done.
    Target,
}

/// Something that first happens at an instant.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A moment.
    Moment(Seconds),
    /// Clauses come to have a state.
    State(ClauseState),
    /// Somebody does something.
    Deed(Deed),
    /// A phase begins or ends.
    Phase(PhaseId, PhaseEdge),
    /// What the text does not fix: words without a reading.
    Unknown,
}

/// So long without a violation.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// How long.
    pub length: Length,
    /// Of which clauses; of any where absent.
    pub without: Option<Vec<ClauseId>>,
}

/// So long from each time at which something comes to hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Lasting {
    /// What comes to hold.
    pub when: Formula,
    /// How long.
    pub length: Length,
}

/// When a phase begins and ends.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseBounds {
    /// Its begin.
    pub from: Event,
    /// Its end.
    pub until: PhaseUntil,
}

/// How a phase ends.
#[derive(Clone, Debug, PartialEq)]
pub enum PhaseUntil {
    /// Not at all.
    Never,
    /// With an event.
    Event(Event),
    /// So long after its begin.
    Lasts(Length),
    /// When this first holds.
    When(Formula),
}

/// From when a streak is counted and who certifies it.
#[derive(Clone, Debug, PartialEq)]
pub struct StreakTerms {
    /// What must not be violated for how long; absent where the text gives no length that can be read.
    pub run: Option<Run>,
    /// From when it is counted; from the start where absent.
    pub from: Option<Event>,
    /// The acts by which it is certified: one for each who certifies.
    pub certified: Vec<Deed>,
}

/// `when CONDITION, WHO is no longer covered`
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The clause that says so.
    pub clause: ClauseId,
    /// When.
    pub when: Formula,
    /// Who; whom the condition binds (`that party`) where absent.
    pub who: Option<Membership>,
    /// Whom it may concern: no other actor's status may change by it.
    pub may_concern: BTreeSet<ActorId>,
    /// Which of the two lists: covered, or else excluded.
    pub covered: bool,
    /// Whether they come on it, or off it.
    pub onto: bool,
}

/// `renewed automatically for 6 months unless CONDITION with the consent of NAMES`
#[derive(Clone, Debug, PartialEq)]
pub struct Renewal {
    /// For how long each time.
    pub length: Length,
    /// What prevents it.
    pub unless: Option<Formula>,
    /// The consent that it needs: one act for each whose consent is asked.
    pub consent: Vec<Deed>,
}
