//! Conditions and events, which print themselves.

use std::fmt::Write as _;

use crate::over_time::grid::{length, moment};
use crate::over_time::terms::{ACTS, NAMES, Spot, State, Who, ZONES};

/// Clauses are named by their places; their numbers are one more.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    State {
        clauses: Vec<usize>,
        or: bool,
        state: State,
    },
    Violates {
        who: Who,
        jointly: bool,
        clauses: Vec<usize>,
        times: usize,
        within: Option<i64>,
    },
    Does {
        who: Who,
        jointly: bool,
        act: usize,
        whom: Option<Who>,
    },
    Streak {
        streak: usize,
        during: Option<i64>,
    },
    Phase {
        phase: usize,
        during: Option<i64>,
    },
    During(usize),
    Run {
        length: i64,
        clauses: Vec<usize>,
    },
    Words,
    Target(Who),
    /// A qualifier that waits for an event: no condition that can be written as one.
    After(Event),
    IsCovered(usize),
    IsExcluded(usize),
    Renewed,
    Ended,
    WideBand,
    InForce,
    Completed,
}

pub fn numbers(clauses: &[usize], joint: &str) -> String {
    let numbers: Vec<String> = clauses.iter().map(|clause| (clause + 1).to_string()).collect();
    numbers.join(&format!(" {joint} "))
}

pub fn state_words(clauses: &[usize], or: bool, state: State) -> String {
    let verb = if clauses.len() > 1 && !or { "are" } else { "is" };
    format!("{} {verb} {}", numbers(clauses, if or { "or" } else { "and" }), state.word())
}

impl Condition {
    pub fn words(&self) -> String {
        let joined = |parts: &[Self], joint: &str| {
            let parts: Vec<String> = parts.iter().map(Self::bracketed).collect();
            parts.join(&format!(" {joint} "))
        };
        match self {
            Self::All(parts) => joined(parts, "and"),
            Self::Any(parts) => joined(parts, "or"),
            Self::Not(inner) => format!("not {}", inner.bracketed()),
            Self::State { clauses, or, state } => state_words(clauses, *or, *state),
            Self::Violates { who, jointly, clauses, times, within } => {
                let mut words = format!(
                    "{}{} violates {}",
                    if *jointly { "jointly " } else { "" },
                    who.words(if *jointly { "and" } else { "or" }),
                    numbers(clauses, "or")
                );
                if *times > 1 {
                    let _ = write!(words, " at least {times} times");
                }
                if let Some(within) = within {
                    let _ = write!(words, " within {}", length(*within));
                }
                words
            }
            Self::Does { who, jointly, act, whom } => {
                let whom = whom.as_ref().map(|whom| format!(" {}", whom.words("or"))).unwrap_or_default();
                let joint = if *jointly { "and" } else { "or" };
                format!("{}{} {}{whom}", if *jointly { "jointly " } else { "" }, who.words(joint), ACTS[*act])
            }
            Self::Streak { streak, during } => holds(&format!("S{streak}"), *during),
            Self::Phase { phase, during } => holds(&format!("P{phase}"), *during),
            Self::During(phase) => format!("during phase P{phase}"),
            Self::Run { length, clauses } => run_words(*length, clauses),
            Self::Words => "\"notice given\"".to_owned(),
            Self::Target(who) => format!("target is {}", who.words("or")),
            Self::After(event) => event.words(),
            Self::IsCovered(actor) => format!("{} is covered", NAMES[*actor]),
            Self::IsExcluded(actor) => format!("{} is excluded", NAMES[*actor]),
            Self::Renewed => "renewed".to_owned(),
            Self::Ended => "ended".to_owned(),
            Self::WideBand => "wide band".to_owned(),
            Self::InForce => "in force".to_owned(),
            Self::Completed => "completed".to_owned(),
        }
    }

    pub fn bracketed(&self) -> String {
        match self {
            // A list of names would go on with the first name of what follows.
            Self::State { .. } | Self::During(_) => self.words(),
            _ => format!("({})", self.words()),
        }
    }

    /// The column that records a condition without parts (1.6).
    pub fn column(&self) -> String {
        let words = match self {
            Self::Words => "notice given".to_owned(),
            Self::During(phase) => format!("during P{phase}"),
            _ => self.words(),
        };
        words.replace(|letter: char| !letter.is_alphanumeric(), "_")
    }

    /// The parts that have no parts.
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
            Self::Not(inner) => inner.leaves(),
            _ => vec![self],
        }
    }
}

pub fn holds(name: &str, during: Option<i64>) -> String {
    match during {
        Some(slots) => format!("{name} holds for {}", length(slots)),
        None => format!("{name} holds"),
    }
}

/// `2 consecutive days without violation of 1`.
pub fn run_words(slots: i64, clauses: &[usize]) -> String {
    let run = if slots % 2 == 0 {
        format!("{} consecutive days", slots / 2)
    } else {
        format!("{} consecutive hours", slots * 12)
    };
    let of = if clauses.is_empty() { String::new() } else { format!(" of {}", numbers(clauses, "and")) };
    format!("{run} without violation{of}")
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    Moment(i64),
    State { clauses: Vec<usize>, or: bool, state: State },
    Each(Deed),
    PhaseBegins(usize),
    PhaseEnds(usize),
}

/// `each foray by A in Town`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Deed {
    pub act: usize,
    pub by: Option<Who>,
    pub whom: Option<Who>,
    pub place: Option<Spot>,
}

impl Deed {
    pub fn words(&self) -> String {
        let mut words = format!("each {}", ACTS[self.act]);
        if let Some(by) = &self.by {
            let _ = write!(words, " by {}", by.words("or"));
        }
        if let Some(whom) = &self.whom {
            let _ = write!(words, " against {}", whom.words("or"));
        }
        if let Some(place) = self.place {
            let _ = write!(words, "{}", place.words());
        }
        words
    }
}

impl Spot {
    pub fn words(self) -> String {
        match self {
            Self::In(zone) => format!(" in {}", ZONES[zone]),
            Self::Outside(zone) => format!(" outside {}", ZONES[zone]),
            Self::SameZone => " in the same zone".to_owned(),
        }
    }
}

impl Event {
    pub fn words(&self) -> String {
        match self {
            Self::Moment(slot) => moment(*slot),
            Self::State { clauses, or, state } => state_words(clauses, *or, *state),
            Self::Each(deed) => deed.words(),
            Self::PhaseBegins(phase) => format!("phase P{phase} begins"),
            Self::PhaseEnds(phase) => format!("phase P{phase} ends"),
        }
    }
}
