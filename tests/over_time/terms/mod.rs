//! Random agreements as trees of their own, which print themselves in the language.

mod agreement;
mod conditions;
mod norms;

pub use self::agreement::{Accepting, Force, MAP, Terms};
use self::conditions::numbers;
pub use self::conditions::{Condition, Deed, Event, run_words};
pub use self::norms::{Bound, Clause, Form, Modal, Norm, Period, Qualifier};

/// Declared actors, by their places here; then the one whom nobody declares; as a target, then nobody.
pub const NAMES: [&str; 5] = ["A", "B", "C", "D", "M"];
pub const OUTSIDER: usize = 5;
pub const NOBODY: usize = 6;
/// Declared acts, then two of the catalogue, of which the one cannot be done along with the other; then whatever has no name.
/// `volley` is a kind of `foray`.
pub const ACTS: [&str; 7] = ["foray", "volley", "march", "certify", "consent", "open_route", "block_route"];
pub const OTHER_ACT: usize = 7;

/// What cannot be done along with an act (13.8).
pub fn excluded_by(act: usize) -> Option<usize> {
    match act {
        5 => Some(6),
        6 => Some(5),
        _ => None,
    }
}
/// Zones, the smaller of two that overlap first.
pub const ZONES: [&str; 3] = ["Town", "City", "Port"];
/// Ground: the town, the rest of the city, the port, everything else.
pub const CELLS: usize = 4;

pub fn zone_has(zone: usize, cell: usize) -> bool {
    match zone {
        0 => cell == 0,
        1 => cell <= 1,
        _ => cell == 2,
    }
}

/// 13.2: whether a cell is in the zone of another one: of those that hold that one, the one with the fewest cells. What is
/// in none is by itself.
pub fn in_zone_of(other: usize, cell: usize) -> bool {
    match other {
        0 => zone_has(0, cell),
        1 => zone_has(1, cell),
        2 => zone_has(2, cell),
        _ => cell == other,
    }
}

/// Whether an act belongs to a class.
pub fn is_act(class: usize, act: usize) -> bool {
    class == act || class == 0 && act == 1
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    These(Vec<usize>),
    North,
    South,
    Covered,
    Excluded,
    AParty,
    ACoveredParty,
    Anyone,
}

impl Who {
    pub fn one(actor: usize) -> Self {
        Self::These(vec![actor])
    }

    /// By these words in a list joined by `or` or `and`.
    pub fn words(&self, joint: &str) -> String {
        match self {
            Self::These(actors) => {
                let names: Vec<&str> = actors.iter().map(|&actor| NAMES[actor]).collect();
                names.join(&format!(" {joint} "))
            }
            Self::North => "North".to_owned(),
            Self::South => "South".to_owned(),
            Self::Covered => "covered".to_owned(),
            Self::Excluded => "excluded".to_owned(),
            Self::AParty => "a party".to_owned(),
            Self::ACoveredParty => "a covered party".to_owned(),
            Self::Anyone => "anyone".to_owned(),
        }
    }

    /// Whether it stands for a kind, for a group or for several (12.13).
    pub fn is_several(&self) -> bool {
        !matches!(self, Self::These(actors) if actors.len() == 1)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Whom {
    Who(Who),
    EachOther,
    ThatParty,
    /// The term with two readings.
    Band,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    In(usize),
    Outside(usize),
    SameZone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Fulfilled,
    Observed,
    Violated,
    Begun,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            Self::Fulfilled => "fulfilled",
            Self::Observed => "observed",
            Self::Violated => "violated",
            Self::Begun => "begun",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phase {
    pub from: Event,
    pub end: PhaseEnd,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PhaseEnd {
    Never,
    Event(Event),
    For(i64),
    When(Condition),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Streak {
    pub length: i64,
    pub clauses: Vec<usize>,
    pub from: Option<Event>,
    pub certified_by: Vec<usize>,
}
