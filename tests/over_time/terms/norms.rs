//! Clauses, which print themselves.

use crate::over_time::grid::{length, moment};
use crate::over_time::terms::{ACTS, Condition, Event, NAMES, Spot, Who, Whom, excluded_by, numbers};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modal {
    Forbids,
    Permits,
    Requires,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Plain,
    Begin,
    Complete,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Exactly,
}

impl Bound {
    pub const ALL: [Self; 5] = [Self::AtLeast, Self::MoreThan, Self::AtMost, Self::LessThan, Self::Exactly];

    pub fn words(self) -> &'static str {
        match self {
            Self::AtLeast => "at least",
            Self::MoreThan => "more than",
            Self::AtMost => "at most",
            Self::LessThan => "less than",
            Self::Exactly => "exactly",
        }
    }
}

/// A calendar period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    Day,
    Week,
    Month,
}

impl Period {
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Qualifier {
    From(i64),
    Until(i64),
    For(i64),
    By(i64),
    Between(i64, i64),
    WithinOf(i64, Event),
    /// In a consequence.
    Within(i64),
    After(Event),
    Once(Event),
    Unless(Condition),
    When(Condition),
    During(usize),
    /// From and to midday or midnight.
    EveryDay(bool),
    Every(i64),
    SameTime(Vec<usize>),
    Except(Who),
    Notwithstanding(usize),
    JudgedByM,
    Count {
        bound: Bound,
        number: u64,
        per: Option<Period>,
    },
    Share {
        percent: u64,
        act: usize,
        by: Option<Who>,
        same: Option<Period>,
    },
    OneForEach,
}

impl Qualifier {
    pub fn words(&self) -> String {
        match self {
            Self::From(slot) => format!(" from {}", moment(*slot)),
            Self::Until(slot) => format!(" until {}", moment(*slot)),
            Self::For(slots) => format!(" for {}", length(*slots)),
            Self::By(slot) => format!(" by {}", moment(*slot)),
            Self::Between(one, other) => format!(" between {} and {}", moment(*one), moment(*other)),
            Self::WithinOf(slots, event) => format!(" within {} of {}", length(*slots), event.words()),
            Self::Within(slots) => format!(" within {}", length(*slots)),
            Self::After(event) => format!(" after {}", event.words()),
            Self::Once(event) => format!(" once {}", event.words()),
            Self::Unless(condition) => format!(", unless {}", condition.words()),
            Self::When(condition) => format!(", provided that {}", condition.words()),
            Self::During(phase) => format!(" during phase P{phase}"),
            Self::EveryDay(morning) => {
                format!(" every day from {}", if *morning { "00:00 to 12:00" } else { "12:00 to 00:00" })
            }
            Self::Every(slots) => {
                if slots % 2 == 0 {
                    format!(" every {} days", slots / 2)
                } else {
                    format!(" every {} hours", slots * 12)
                }
            }
            Self::SameTime(clauses) => format!(" at the same time as {}", numbers(clauses, "and")),
            Self::Except(who) => format!(", except {}", who.words("or")),
            Self::Notwithstanding(clause) => format!(", notwithstanding {}", clause + 1),
            Self::JudgedByM => ", as judged by M".to_owned(),
            Self::Count { bound, number, per } => {
                let per = per.map(|per| format!(" per {}", per.word())).unwrap_or_default();
                format!(" {} {number} trucks{per}", bound.words())
            }
            Self::Share { percent, act, by, same } => {
                let by = by.as_ref().map(|by| format!(" by {}", by.words("and"))).unwrap_or_default();
                let same = same.map(|same| format!(" in the same {}", same.word())).unwrap_or_default();
                format!(" at least {percent} % of trucks {}{by}{same}", ACTS[*act])
            }
            Self::OneForEach => " one for each truck".to_owned(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Norm {
    pub modal: Modal,
    pub who: Who,
    pub jointly: bool,
    /// `that party` instead of `who`.
    pub that_party: bool,
    pub form: Form,
    /// Whose acts are prevented.
    pub prevents: Option<Who>,
    pub acts: Vec<usize>,
    pub whom: Option<Whom>,
    pub place: Option<Spot>,
    pub qualifiers: Vec<Qualifier>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Clause {
    Norm(Norm),
    Consequence(Condition, Norm),
    /// Whether it changes who is covered, or else who is excluded; and whether they are so from then on. Nobody is `that party`.
    Status {
        when: Condition,
        whom: Option<usize>,
        covered: bool,
        value: bool,
    },
    Stated,
}

impl Clause {
    pub fn norm(&self) -> Option<&Norm> {
        match self {
            Self::Norm(norm) | Self::Consequence(_, norm) => Some(norm),
            Self::Status { .. } | Self::Stated => None,
        }
    }

    pub fn words(&self) -> String {
        match self {
            Self::Norm(norm) => norm.words(),
            Self::Consequence(when, norm) => format!("when {}, {}", when.words(), norm.words()),
            Self::Status { when, whom, covered, value } => {
                let whom = whom.map_or("that party", |whom| NAMES[whom]);
                let no_longer = if *value { "" } else { "no longer " };
                let list = if *covered { "covered" } else { "excluded" };
                format!("when {}, {whom} is {no_longer}{list}", when.words())
            }
            Self::Stated => "\"good words\" stated only".to_owned(),
        }
    }
}

impl Norm {
    /// 13.8: whether it is to be done for a time.
    pub fn lasts(&self) -> bool {
        let length = |qualifier: &Qualifier| matches!(qualifier, Qualifier::Until(_) | Qualifier::For(_));
        self.modal == Modal::Requires && self.prevents.is_none() && self.qualifiers.iter().any(length)
    }

    /// What would breach it; nothing where nothing is known that would.
    pub fn breach(&self) -> Option<Self> {
        let acts: Vec<usize> = self.acts.iter().filter_map(|&act| excluded_by(act)).collect();
        (self.lasts() && !acts.is_empty()).then(|| Self { acts, form: Form::Plain, ..self.clone() })
    }

    pub fn words(&self) -> String {
        let bearer = if self.that_party {
            "that party".to_owned()
        } else if self.jointly {
            format!("jointly {}", self.who.words("and"))
        } else if self.who == Who::Anyone && self.modal == Modal::Forbids {
            "nobody".to_owned()
        } else {
            let plural =
                self.who.is_several() && !matches!(self.who, Who::AParty | Who::ACoveredParty | Who::Anyone);
            format!("{}{}", if plural { "each of " } else { "" }, self.who.words("and"))
        };
        let modal = match self.modal {
            Modal::Forbids if self.who == Who::Anyone => "shall",
            Modal::Forbids => "shall not",
            Modal::Permits => "may",
            Modal::Requires => "shall",
        };
        let acts: Vec<&str> = self.acts.iter().map(|&act| ACTS[act]).collect();
        let acts = acts.join(" or ");
        let deed = match (&self.prevents, self.form) {
            (Some(whom), _) => format!("prevent {} from {acts}", whom.words("and")),
            (None, Form::Plain) => acts,
            (None, Form::Begin) => format!("begin {acts}"),
            (None, Form::Complete) => format!("complete {acts}"),
        };
        let whom = match &self.whom {
            None => String::new(),
            Some(whom) => {
                let whom = match whom {
                    Whom::Who(who) => who.words("or"),
                    Whom::EachOther => "each other".to_owned(),
                    Whom::ThatParty => "that party".to_owned(),
                    Whom::Band => "\"band\"".to_owned(),
                };
                format!(" against {whom}")
            }
        };
        let place = self.place.map(Spot::words).unwrap_or_default();
        let qualifiers: String = self.qualifiers.iter().map(Qualifier::words).collect();
        format!("{bearer} {modal} {deed}{whom}{place}{qualifiers}")
    }
}
