//! What happens in a scenario, and what it expects.

use super::{Label, Moment, Name, NameList, Object, Qualifier, Spot};

/// `on M [or between M and M] ACTORS ACT OBJECTS QUALIFIERS.`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When. A date without an hour is the whole day.
    pub when: HappeningTime,
    /// Who: one name, or candidates joined by `or`; `somebody` for an actor who is not known.
    pub who: Option<NameList>,
    /// How far it went, where that is said.
    pub progress: Option<Progress>,
    /// What: the act in the third person (`airstrikes`) or in its plain form.
    pub act: Name,
    /// To whom, where, with what; `in self_defence` and `not in self_defence` say what is known of a condition.
    pub objects: Vec<Object>,
    /// `with calibre exactly 120 mm`, `exactly 40 trucks`: measures and counts.
    pub qualifiers: Vec<Qualifier>,
}

/// How far a deed went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// `begins withdraw`: it is begun, and not complete.
    Begins,
    /// `completes withdraw`: it is complete.
    Completes,
}

/// When something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HappeningTime {
    /// `on M`
    On(Moment),
    /// `between M and M`
    Between(Moment, Moment),
}

/// `2.1 not violated [as read by US] [as of M]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Which clause.
    pub label: Label,
    /// What is expected of it.
    pub verdict: ExpectedVerdict,
    /// Under whose reading; as written where absent.
    pub reader: Option<Name>,
    /// Judged as of when (for duties).
    pub as_of: Option<Moment>,
    /// Where.
    pub spot: Spot,
}

/// What a scenario expects of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpectedVerdict {
    /// `violated`
    Violated,
    /// `not violated`
    NotViolated,
    /// `possibly violated`
    PossiblyViolated,
    /// `excused [by 1.3]`
    Excused(Option<Label>),
    /// `permits it`
    Permits,
    /// `not assessable`
    NotAssessable,
    /// `fulfilled`
    Fulfilled,
    /// `fulfilled late`
    FulfilledLate,
    /// `pending`
    Pending,
    /// `missed`
    Missed,
    /// `possibly missed`
    PossiblyMissed,
    /// `void`
    Void,
}
