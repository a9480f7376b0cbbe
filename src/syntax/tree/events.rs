//! What time is counted from: moments, acts, the state of clauses, phases and runs.

use super::{Condition, Conjunction, Duration, Label, Moment, Name, Object, Spot, Subject};

/// How a phase ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhaseEnd {
    /// `until EVENT`
    Event(Event),
    /// `until CONDITION`, as in `until Calm holds for 7 consecutive days`.
    Condition(Condition),
    /// `for DURATION`
    For(Duration),
}

/// Something from which time is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Which.
    pub kind: EventKind,
    /// Where.
    pub spot: Spot,
}

/// Which event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A moment.
    Moment(Moment),
    /// `each request [by UN] [in the same zone | in Z]...`
    Each {
        /// The act that triggers.
        act: Name,
        /// `by NAMES`
        by: Option<Subject>,
        /// Places and targets.
        objects: Vec<Object>,
    },
    /// `4.1 is fulfilled`, `9 and 11 are fulfilled`
    Clauses(ClauseState),
    /// `phase Calm begins`, `phase Calm ends`
    Phase {
        /// Which.
        name: Name,
        /// Its begin or its end.
        edge: PhaseEdge,
    },
}

/// One end of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseEdge {
    /// `begins`
    Begins,
    /// `ends`
    Ends,
}

/// `9 and 11 are fulfilled`, `2.1 is observed`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseState {
    /// Which.
    pub labels: LabelList,
    /// What is said of them.
    pub state: ClauseStateKind,
}

/// What is said of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseStateKind {
    /// `fulfilled`
    Fulfilled,
    /// `observed`
    Observed,
    /// `violated`
    Violated,
    /// `begun`
    Begun,
}

/// `1`, `1 and 2`, `1, 2 or 3`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelList {
    /// At least one.
    pub labels: Vec<Label>,
    /// The word before the last.
    pub joined: Conjunction,
    /// From the first to the last.
    pub spot: Spot,
}

/// `7 consecutive days without violation of 1 and 2`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// How long.
    pub duration: Duration,
    /// Of what; of any clause where absent (`without violation`).
    pub without: Option<LabelList>,
}
