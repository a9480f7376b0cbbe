//! What narrows a clause, or orders it in time.

use super::{
    ClockTime, Condition, Duration, Event, LabelList, Moment, Name, NameList, Number, Object, RefList, Spot,
    TimeUnit,
};

/// What narrows a norm, or orders it in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualifier {
    /// Which.
    pub kind: QualifierKind,
    /// Where it stands. A comma may stand before it: the printer always puts one before `except`, `notwithstanding`,
    /// `subject to`, `unless`, `provided that`, `as judged by` and `when`, and before the others only where they would be
    /// read as part of what stands before them (`from D` after an object, anything after a condition).
    pub spot: Spot,
}

/// Which qualifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QualifierKind {
    /// `by M`: through the end of that day, if M is a date.
    By(Moment),
    /// `from M`
    From(Moment),
    /// `until M`
    Until(Moment),
    /// `between M and M`
    Between(Moment, Moment),
    /// `for DURATION`
    For(Duration),
    /// `within DURATION of EVENT`
    Within {
        /// How long.
        duration: Duration,
        /// Since what.
        of: Event,
    },
    /// `within DURATION`: without an event. Right only in a consequence, where the condition is the event.
    WithinBare(Duration),
    /// `after 4.1 is fulfilled`, `after phase Calm ends`
    After(Event),
    /// `once 9 and 11 are fulfilled`
    Once(Event),
    /// `at the same time as 3.2`
    SameTime(LabelList),
    /// `provided that CONDITION`
    Provided(Condition),
    /// `unless CONDITION`
    Unless(Condition),
    /// `when CONDITION` after the action, `if CONDITION`
    When(Condition),
    /// `during phase Calm`
    During(Name),
    /// `every day from 08:00 to 10:00`, `every Friday from 08:00 to 10:00`
    Every {
        /// On which days; every day where empty.
        weekdays: Vec<Weekday>,
        /// The first moment.
        from: ClockTime,
        /// The first moment after it; 00:00 is the end of the day.
        to: ClockTime,
    },
    /// `every month`, `every 30 days`: a duty that comes back.
    EveryPeriod(Duration),
    /// `except OBJECT... [or OBJECT...]...`: each alternative is cut out.
    Except(Vec<Vec<Object>>),
    /// `notwithstanding 1.1 and 1.2`
    Notwithstanding(LabelList),
    /// `subject to 3`
    SubjectTo(LabelList),
    /// `as judged by CTF`
    JudgedBy(RefList),
    /// `with calibre at least 100 mm`
    Measure {
        /// What is measured.
        measure: Name,
        /// The bound.
        bound: Bound,
        /// How much.
        amount: Number,
        /// In what.
        unit: Option<Name>,
    },
    /// `at least 600 trucks per day`, `at least 100 % of people requested by UN in the same month`,
    /// `at most 35000 persons per month`, `one for each detainee`
    Quantity(Quantity),
}

impl QualifierKind {
    /// Whether it says by when something is to be done.
    #[must_use]
    pub fn is_deadline(&self) -> bool {
        matches!(self, Self::By(_) | Self::Between(..) | Self::Within { .. } | Self::WithinBare(_))
    }

    /// Whether it makes a clause come back.
    #[must_use]
    pub fn recurs(&self) -> bool {
        matches!(self, Self::Every { .. } | Self::EveryPeriod(_))
    }

    /// Whether it says by when, for how long or how often.
    #[must_use]
    pub fn limits_time(&self) -> bool {
        self.is_deadline() || self.recurs() || matches!(self, Self::Until(_) | Self::For(_))
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weekday {
    /// `Monday`
    Monday,
    /// `Tuesday`
    Tuesday,
    /// `Wednesday`
    Wednesday,
    /// `Thursday`
    Thursday,
    /// `Friday`
    Friday,
    /// `Saturday`
    Saturday,
    /// `Sunday`
    Sunday,
}

/// How an amount bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `at least`
    AtLeast,
    /// `at most`
    AtMost,
    /// `exactly`
    Exactly,
    /// `more than`
    MoreThan,
    /// `less than`
    LessThan,
}

/// An amount that a duty names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// `at least 600 trucks [per day]`
    Count {
        /// The bound.
        bound: Bound,
        /// How many.
        amount: Number,
        /// Of what.
        unit: Name,
        /// In what period.
        per: Option<TimeUnit>,
    },
    /// `at least 100 % of people [requested [by UN]] [in the same month]`
    Share {
        /// The bound.
        bound: Bound,
        /// How much of a hundred.
        percent: Number,
        /// Of what.
        unit: Name,
        /// The participle of an act that sets the whole: `requested`, `declared`.
        of_act: Option<Name>,
        /// Whose act.
        by: Option<NameList>,
        /// In what period.
        same: Option<TimeUnit>,
    },
    /// `one for each detainee`, `3 for each detainee`
    Ratio {
        /// How many; `one` is printed for 1.
        amount: Number,
        /// For each of what.
        each: Name,
    },
}
