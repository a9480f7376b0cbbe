//! What clauses wait for, and the phases and streaks by which they are ordered.

use crate::model::ids::{ActId, ActorId, ClauseId, PhaseId, StreakId};
use crate::model::time::Seconds;
use crate::sets::Intervals;
use crate::source::Span;
use crate::syntax::tree::{ClauseStateKind, InstrumentRelation, PhaseEdge, TimeUnit};

/// Something that a clause waits for, or a phase that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// How it depends on the other.
    pub kind: WaitKind,
    /// On what.
    pub of: Awaited,
    /// The words that say so.
    pub span: Span,
}

/// How one step depends on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitKind {
    /// It comes after (`after`, `once`).
    After,
    /// It comes after, and no later than this (`within 3 days of`).
    Within(Length),
    /// Both come at one time (`at the same time as`).
    SameTime,
    /// It holds only where the other does (`provided that`, `when`). Every part of an `and` is a wait of its own.
    Provided,
    /// It holds only where the other does not (`unless`). Every part of an `or` is a wait of its own.
    Unless,
    /// It concerns the time of a phase (`during phase`).
    During,
}

/// A length of time as the text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many: at least 1.
    pub amount: i64,
    /// Of what.
    pub unit: TimeUnit,
    /// Where.
    pub span: Span,
}

impl Length {
    /// It in words: `1 day`, `48 hours`.
    #[must_use]
    pub fn words(self) -> String {
        let unit = match self.unit {
            TimeUnit::Minute => "minute",
            TimeUnit::Hour => "hour",
            TimeUnit::Day => "day",
            TimeUnit::Week => "week",
            TimeUnit::Month => "month",
            TimeUnit::Year => "year",
        };
        format!("{} {unit}{}", self.amount, if self.amount == 1 { "" } else { "s" })
    }
}

/// What is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// The state of clauses: all of those of one of these lists. `9 and 11 are fulfilled` is one list; `9 or 11 is fulfilled`
    /// is two. The number of an article stands for all its clauses, except the one that speaks.
    Clauses {
        /// At least one list; a list may be empty where an article has no clause.
        alternatives: Vec<Vec<ClauseId>>,
        /// What is said of them.
        state: ClauseStateKind,
    },
    /// The begin or the end of a phase.
    PhaseEdge {
        /// Which phase.
        phase: PhaseId,
        /// Which end of it.
        edge: PhaseEdge,
    },
    /// That a phase is running, or has been for some time (`Calm holds for 7 days`).
    PhaseRunning {
        /// Which phase.
        phase: PhaseId,
        /// For how long.
        held: Option<Length>,
    },
    /// That a streak was reached (`Week holds`).
    Streak {
        /// Which streak.
        streak: StreakId,
        /// For how long, where the clause says so itself.
        held: Option<Length>,
    },
    /// A streak without a name: `7 consecutive days without violation of 1`.
    Run {
        /// How long.
        length: Length,
        /// Of what; of any clause where empty.
        without: Vec<ClauseId>,
    },
    /// That somebody does something (`each request by UN`, `Ministers exclude a party`).
    Act {
        /// What.
        act: ActId,
        /// Whether each such act counts anew.
        each: bool,
    },
}

impl Awaited {
    /// Every clause that it names, each once in the order of the text.
    #[must_use]
    pub fn clauses(&self) -> Vec<ClauseId> {
        let mut named: Vec<ClauseId> = match self {
            Self::Clauses { alternatives, .. } => alternatives.iter().flatten().copied().collect(),
            Self::Run { without, .. } => without.clone(),
            _ => Vec::new(),
        };
        named.sort_unstable();
        named.dedup();
        named
    }
}

/// Something that conditions of a clause speak of, and that it need not wait for: one of several ways, what somebody judges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What.
    pub of: Awaited,
    /// The words.
    pub span: Span,
}

/// What a phase or a streak begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// What happens; absent for a moment.
    pub of: Option<Awaited>,
    /// The moment, where the text fixes it.
    pub at: Option<Seconds>,
    /// The words.
    pub span: Span,
}

/// A phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The name used in the text.
    pub name: String,
    /// The full name, or the name again.
    pub title: String,
    /// Its begin.
    pub from: Occasion,
    /// Its end; absent where it has none.
    pub end: Option<PhaseEnd>,
    /// Its times, where they are fixed.
    pub times: Option<Intervals>,
    /// Where its name is declared.
    pub span: Span,
}

/// How a phase ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhaseEnd {
    /// `until EVENT`
    Occasion(Occasion),
    /// `for DURATION`
    Lasts(Length),
    /// `until CONDITION`: what must hold for it to end, and what else the condition speaks of.
    Condition {
        /// What must hold.
        waits: Vec<Wait>,
        /// What else it speaks of.
        mentions: Vec<Mention>,
        /// The words.
        span: Span,
    },
}

/// So many consecutive days without a violation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Streak {
    /// The name used in the text.
    pub name: String,
    /// The full name, or the name again.
    pub title: String,
    /// How long it must last; absent where the text gives no length that can be read.
    pub length: Option<Length>,
    /// Without violation of what; of any clause where empty.
    pub without: Vec<ClauseId>,
    /// From when it is counted.
    pub from: Option<Occasion>,
    /// Who says that it was reached.
    pub certified_by: Vec<ActorId>,
    /// Where its name is declared.
    pub span: Span,
}

/// Another text that this one amends, incorporates or supersedes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// How it is used.
    pub relation: InstrumentRelation,
    /// The numbers of its articles or clauses; all of it where empty.
    pub labels: Vec<String>,
    /// The name of its file.
    pub file: String,
    /// Where that name stands.
    pub span: Span,
}
