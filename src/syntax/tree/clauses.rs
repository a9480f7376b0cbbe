//! Clauses: who is bound how.

use super::{Action, Condition, Conjunction, Label, Name, Qualifier, Spot, Text};

/// `2.1 ["official wording"] BODY.`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its number.
    pub label: Label,
    /// The official wording.
    pub wording: Option<Text>,
    /// What it says.
    pub body: ClauseBody,
}

/// What a clause says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClauseBody {
    /// `stated only`: text that is carried along and judged by nobody.
    StatedOnly,
    /// A prohibition, permission or obligation.
    Norm(Norm),
    /// `when CONDITION, NORM`
    Consequence {
        /// When.
        when: Condition,
        /// What follows.
        norm: Norm,
    },
    /// `when CONDITION, that party is no longer covered`
    StatusChange {
        /// When.
        when: Condition,
        /// Whose status: `that party`, or a name.
        who: NameRef,
        /// What it becomes.
        status: StatusChange,
    },
}

/// A change in who is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusChange {
    /// `is no longer covered`
    NoLongerCovered,
    /// `is covered`
    Covered,
    /// `is excluded`
    Excluded,
    /// `is no longer excluded`
    NoLongerExcluded,
}

/// `BEARER MODAL ACTION QUALIFIER...`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norm {
    /// Who.
    pub bearer: Subject,
    /// How bound.
    pub modal: Modal,
    /// The modal word as it stands.
    pub modal_spot: Spot,
    /// To do what.
    pub action: Action,
    /// When, unless, within, except: in the order of the text.
    pub qualifiers: Vec<Qualifier>,
    /// From the bearer to the last word.
    pub spot: Spot,
}

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// How a plural is meant.
    pub distribution: Distribution,
    /// Who.
    pub who: SubjectKind,
    /// From `each of` or `jointly` to the last name.
    pub spot: Spot,
}

/// How a plural bearer is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// No word: right for a single bearer only.
    Unsaid,
    /// `each of`
    EachOf,
    /// `jointly`: printed before the names, `jointly US and Russia shall ...`.
    Jointly,
}

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubjectKind {
    /// Names, or `covered`, or `that party`.
    Names(RefList),
    /// `nobody`: everybody, parties or not, is forbidden. Only with `shall`; the norm's modal is then `ShallNot`
    /// and the printer writes `nobody shall`.
    Nobody,
    /// `anyone`
    Anyone,
    /// `a party`, `a covered party`, `a guarantor`, `an excluded party`
    Some(SomeKind),
}

/// `a party`, `a guarantor`, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SomeKind {
    /// `a party`
    Party,
    /// `a covered party`
    CoveredParty,
    /// `an excluded party`
    ExcludedParty,
    /// `a guarantor`
    Guarantor,
    /// `a monitor`
    Monitor,
}

/// Something that a clause refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameRef {
    /// A declared name, or `covered`, `excluded` (reserved names that stand for those sets).
    Name(Name),
    /// A term, by the words under which the text has it: `"terrorist position"`.
    Text(Text),
    /// `each other`
    EachOther(Spot),
    /// `that party`: the one that the condition of this clause speaks of.
    ThatParty(Spot),
    /// `the same zone`: the zone of the event that triggers the duty.
    SameZone(Spot),
    /// `anyone`
    Anyone(Spot),
    /// `a party`, `a covered party`, ...
    Some(SomeKind, Spot),
}

/// `A`, `A and B`, `A, B or C`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefList {
    /// At least one.
    pub refs: Vec<NameRef>,
    /// The word before the last.
    pub joined: Conjunction,
    /// From the first to the last.
    pub spot: Spot,
}

/// The modal word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modal {
    /// `shall`
    Shall,
    /// `shall not`
    ShallNot,
    /// `may`
    May,
    /// `need not`
    NeedNot,
}
