//! What comes out of a log.

use crate::model::Model;
use crate::model::clauses::Account;
use crate::model::ids::ActorId;
use crate::model::quantities::{Amount, Amounts, Unit, all_together};
use crate::model::time::Seconds;
use crate::scope::Scope;
use crate::sets::Bits;

/// A log, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    /// What results call it.
    pub name: String,
    /// The name of the profile that it was read with.
    pub profile: &'static str,
    /// What it reports, in the order of the first instants at which it may have been, then of identifiers; so too the
    /// reports of one incident. The order of the rows does not matter.
    pub incidents: Vec<Incident>,
    /// How many rows it has below the header, those that could not be read among them.
    pub rows: usize,
    /// The rows that could not be read, in the order of the file. No incident comes from them.
    pub faults: Vec<RowFault>,
    /// The line from which on nothing could be read, where the table breaks off.
    pub cut_off_at: Option<u64>,
    /// Names that the agreement does not have: by kind, the most frequent first, then by name.
    pub unknown: Vec<UnknownName>,
    /// Names that are used at times for which the agreement does not declare them, by the same order.
    pub outside_dates: Vec<NameCount>,
    /// Groups that have no member at the time for which the log names them, which says no more than "somebody".
    pub without_members: Vec<NameCount>,
    /// Columns that nothing reads.
    pub ignored_columns: Vec<IgnoredColumn>,
    /// What the log could have recorded.
    pub coverage: Coverage,
    /// What the reading takes for granted; whole sentences.
    pub assumptions: Vec<String>,
    /// Where access was denied to those who would have observed.
    pub denied: Vec<Denied>,
    /// What a threshold left out, where one was asked for.
    pub left_out: Option<LeftOut>,
    /// What was left out because it had not happened, or was not known, at an instant; where one was asked for.
    pub stood: Option<Stood>,
    /// Counts that the source states itself, without the single incidents. Nothing is judged of them, and they are never added.
    pub tallies: Vec<Tally>,
}

impl Log {
    /// A log that reports nothing: where there is none.
    #[must_use]
    pub fn of_nothing(model: &Model) -> Self {
        Self {
            name: String::new(),
            profile: "canonical",
            incidents: Vec::new(),
            rows: 0,
            faults: Vec::new(),
            cut_off_at: None,
            unknown: Vec::new(),
            outside_dates: Vec::new(),
            without_members: Vec::new(),
            ignored_columns: Vec::new(),
            coverage: Coverage {
                acts: Bits::full(model.deeds.acts.universe()),
                lethal_only: false,
                words: "There is no log.".to_owned(),
                observed: None,
            },
            assumptions: Vec::new(),
            denied: Vec::new(),
            left_out: None,
            stood: None,
            tallies: Vec::new(),
        }
    }
}

/// A count that a source states itself over a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The line of the file on which it stands, from 1, the header counted.
    pub line: u64,
    /// Over what time.
    pub window: Window,
    /// Whether it adds up what the source counted before, so that it must never be added to other counts of that source.
    pub cumulative: bool,
    /// What it counts, in the source's word for several.
    pub unit: String,
    /// How many.
    pub count: u64,
    /// How many of which kind, where the source says so.
    pub kinds: Vec<(String, u64)>,
    /// To whom the source puts them down, and how many of them where it says so.
    pub attributed: Vec<(String, Option<u64>)>,
    /// Who states it.
    pub source: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// The time over which something was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// From an instant until another one.
    Between(Seconds, Seconds),
    /// Some 24 hours that end on a day, the hour not being said: no earlier than the one instant and no later than the other.
    Within(Seconds, Seconds),
    /// Since the begin, as the source has it, until an instant.
    SinceStart(Seconds),
    /// Not said.
    Unknown,
}

/// That somebody who would have observed was not let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// The facts that nobody could observe for that reason.
    pub facts: Scope,
    /// It in words: a whole sentence.
    pub words: String,
}

/// What a threshold left out of a log.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// The threshold in words.
    pub filter: String,
    /// How many reports.
    pub reports: usize,
    /// How many of these have no status, or one that is no rung of the ladder.
    pub without_rung: usize,
    /// How many of these have no grade, or one that says that it cannot be judged.
    pub not_graded: usize,
    /// How many incidents are left without a report.
    pub incidents: usize,
}

/// What was left out of a log because it came later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stood {
    /// The instant as of which the log is read.
    pub at: Seconds,
    /// How many reports are of what had not happened by then.
    pub not_happened: usize,
    /// How many further reports had not been received by then.
    pub not_received: usize,
    /// How many incidents are left without a report.
    pub incidents: usize,
}

/// One thing that is said to have happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Its identifier in the log.
    pub id: String,
    /// What is reported of it; never empty.
    pub reports: Vec<Report>,
}

impl Incident {
    /// How many of what its reports give, from the least to the greatest.
    #[must_use]
    pub fn amounts(&self) -> Amounts {
        all_together(self.reports.iter().map(|report| &report.account.amounts))
    }

    /// How many of a unit its reports give, from the least to the greatest; nothing where none of them gives any.
    #[must_use]
    pub fn amount(&self, unit: &Unit) -> Option<Amount> {
        self.reports.iter().filter_map(|report| report.account.amounts.get(unit).copied()).reduce(Amount::or)
    }
}

/// One row of a log.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The line of the file on which it begins, from 1, the header counted.
    pub line: u64,
    /// Its identifier.
    pub id: String,
    /// What it says happened.
    pub account: Account,
    /// The first day on which it may have happened, in the agreement's time zone: `2016-02-27`.
    pub day: String,
    /// The place in the report's own words.
    pub place: Option<String>,
    /// How many it reports, if it counts.
    pub count: Option<u64>,
    /// What it counts.
    pub unit: Option<String>,
    /// The dead.
    pub killed: Option<Casualties>,
    /// The wounded.
    pub wounded: Option<Casualties>,
    /// Who reports it.
    pub source: Option<String>,
    /// On how many sources it rests, where the log says so.
    pub source_count: Option<u64>,
    /// How its source and its content were graded.
    pub grade: Option<Grade>,
    /// How far it was followed up.
    pub status: Option<Status>,
    /// Who assessed it, as written.
    pub assessed_by: Option<String>,
    /// Who that is, where it is one actor of the agreement.
    pub assessor: Option<ActorId>,
    /// What the assessment came to.
    pub assessment: Option<Assessment>,
    /// Anything else.
    pub note: Option<String>,
    /// The first instant at which it may have been received by whoever keeps the log, where the log says so.
    pub received: Option<Seconds>,
}

impl Report {
    /// A report that says what happened and nothing else.
    pub(super) fn new(line: u64, id: &str, day: String, account: Account) -> Self {
        Self {
            line,
            id: id.to_owned(),
            account,
            day,
            place: None,
            count: None,
            unit: None,
            killed: None,
            wounded: None,
            source: None,
            source_count: None,
            grade: None,
            status: None,
            assessed_by: None,
            assessor: None,
            assessment: None,
            note: None,
            received: None,
        }
    }
}

/// A number of persons, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Casualties {
    /// At least so many.
    pub low: u64,
    /// The best estimate, where there is one.
    pub best: Option<u64>,
    /// At most so many, where a bound is given.
    pub high: Option<u64>,
}

/// The grade of a report in the six-by-six system that NATO and others use. The two parts are kept as recorded; no
/// probability is made of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Reliability of the source: `A` (completely reliable) to `E` (unreliable), `F` (cannot be judged).
    pub reliability: char,
    /// Credibility of the content: 1 (confirmed) to 5 (improbable), 6 (cannot be judged).
    pub credibility: u8,
}

/// How far a report was followed up. The first five are rungs of a ladder; the others are states of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One side says so.
    Alleged,
    /// Somebody who is no side says so.
    Reported,
    /// A monitor saw or heard it.
    Observed,
    /// It was established that it happened.
    Verified,
    /// It was established who did it.
    Attributed,
    /// Accounts of it contradict each other.
    Disputed,
    /// It was established that it did not happen.
    Refuted,
    /// Nobody could look into it.
    NotInvestigated,
}

impl Status {
    /// All of them, the ladder first.
    pub const ALL: [Self; 8] = [
        Self::Alleged,
        Self::Reported,
        Self::Observed,
        Self::Verified,
        Self::Attributed,
        Self::Disputed,
        Self::Refuted,
        Self::NotInvestigated,
    ];

    /// As a log and a report have it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Alleged => "alleged",
            Self::Reported => "reported",
            Self::Observed => "observed",
            Self::Verified => "verified",
            Self::Attributed => "attributed",
            Self::Disputed => "disputed",
            Self::Refuted => "refuted",
            Self::NotInvestigated => "not investigated",
        }
    }

    /// The height on the ladder from 0, for those that are rungs of it.
    #[must_use]
    pub fn rung(self) -> Option<usize> {
        Self::ALL.iter().take(5).position(|rung| *rung == self)
    }
}

/// What somebody who assessed a report found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assessment {
    /// That it was a violation.
    Violation,
    /// That it was none.
    NoViolation,
    /// That it could not be told.
    Undetermined,
}

impl Assessment {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Violation, Self::NoViolation, Self::Undetermined];

    /// As a log and a report have it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Violation => "violation",
            Self::NoViolation => "no violation",
            Self::Undetermined => "undetermined",
        }
    }
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The line of the file on which it begins, from 1, the header counted.
    pub line: u64,
    /// Why: a clause without a full stop that names the column and the value.
    pub reason: String,
}

/// As what a log uses a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// Who acted, or one of two sides of which it is not said which acted.
    Actor,
    /// To whom it was done.
    Target,
    /// Who assessed.
    Assessor,
    /// What was done.
    Act,
    /// With what.
    Means,
    /// Where.
    Place,
}

impl NameKind {
    /// A noun for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Target => "target",
            Self::Assessor => "assessor",
            Self::Act => "act",
            Self::Means => "means",
            Self::Place => "place",
        }
    }
}

/// A name that the agreement does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// As what it is used.
    pub kind: NameKind,
    /// As first written in the log.
    pub name: String,
    /// In how many rows it is used.
    pub rows: usize,
    /// A name of the agreement that is spelt much the same.
    pub nearest: Option<String>,
}

/// A name, and how often something is the case with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameCount {
    /// As what it is used.
    pub kind: NameKind,
    /// As first written in the log.
    pub name: String,
    /// In how many rows.
    pub rows: usize,
}

/// A column that nothing reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoredColumn {
    /// Its name.
    pub name: String,
    /// A column that would be read and is spelt much the same.
    pub nearest: Option<String>,
}

/// What a log could have recorded. That it does not report anything else says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The acts, as leaves of the agreement's classes.
    pub acts: Bits,
    /// Whether only what killed somebody is recorded.
    pub lethal_only: bool,
    /// The same, as a whole sentence.
    pub words: String,
    /// The facts that somebody could have observed, had they happened; nothing where the log says nothing of that.
    pub observed: Option<Scope>,
}
