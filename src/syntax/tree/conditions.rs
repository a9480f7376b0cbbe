//! Conditions, and how parties read a term.

use super::{
    ClauseState, Duration, LabelList, Name, NameList, Number, Object, RefList, Run, Spot, Subject, Text,
};

/// Something that holds of a fact, or of its past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What.
    pub kind: ConditionKind,
    /// Where.
    pub spot: Spot,
}

/// What holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionKind {
    /// `A or B`, `A, or B`: at least two.
    Any(Vec<Condition>),
    /// `A and B`: at least two. Binds closer than `or`.
    All(Vec<Condition>),
    /// `not A`; brackets are printed where A is `Any` or `All`.
    Not(Box<Condition>),
    /// `actor is [not] ...`, `target is [not] ...`, `act is [not] ...`, `means is [not] ...`, `place is [not] in ...`
    Is {
        /// Of what.
        dimension: Dimension,
        /// `not`
        negated: bool,
        /// In what.
        refs: RefList,
    },
    /// `reply to an attack by the target within 1 hour`: the actor answers an act of this kind.
    Reply {
        /// To what.
        act: Name,
        /// How soon.
        within: Duration,
    },
    /// `notified to CTF [24 hours before]`
    Notified {
        /// Who was told.
        to: NameList,
        /// How long before.
        before: Option<Duration>,
    },
    /// `2.1 is observed`, `9 and 11 are fulfilled`
    Clauses(ClauseState),
    /// `a covered party violates 1 or 2 [at least 3 times] [within 14 days]`
    Violates {
        /// Who.
        who: Subject,
        /// What.
        labels: LabelList,
        /// How often; once where absent.
        times: Option<Number>,
        /// In what period.
        within: Option<Duration>,
    },
    /// `Ministers exclude a party`, `a guarantor objects`: somebody does something. The act may stand in its plain form
    /// or in the third person.
    Does {
        /// Who.
        who: Subject,
        /// What: the word as written.
        act: Name,
        /// To whom, where.
        objects: Vec<Object>,
    },
    /// `Calm holds for 7 consecutive days`
    Holds {
        /// A phase or a streak.
        name: Name,
        /// How long.
        duration: Option<Duration>,
    },
    /// `7 consecutive days without violation of 1 and 2`
    Run(Run),
    /// `during phase Calm`
    During(Name),
    /// A term of the agreement, by name: `self_defence`.
    Term(Name),
    /// Words that nobody has defined: `"the situation allows"`.
    Words(Text),
    /// `A, as judged by CTF`
    Judged {
        /// What is judged.
        what: Box<Condition>,
        /// By whom.
        by: NameList,
    },
}

/// One side of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Who acts.
    Actor,
    /// What is done.
    Act,
    /// To whom.
    Target,
    /// With what.
    Means,
    /// Where.
    Place,
}

/// `as read by US: CONDITION` (several parties joined by `and`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Who.
    pub by: NameList,
    /// What they take it to mean.
    pub definition: Condition,
    /// Where.
    pub spot: Spot,
}
