//! Incident logs, read into records that the evaluation can judge.
//!
//! A log is a table with a line for each report. Whatever a report leaves open is left open: a blank actor is anybody, a
//! day is any moment of that day, two names separated by `|` are two candidates. A name that the agreement does not know
//! is listed and read as unknown; a row that cannot be read is listed with its line and the reason; neither is dropped
//! in silence. `docs/logs.md` describes the columns.
//!
//! Nothing is opened here: a log comes as a stream of bytes.

mod bulletin;
mod canonical;
mod columns;
mod coverage;
mod gathering;
mod names;
mod record;
mod stood;
mod table;
#[cfg(test)]
mod tests;
mod times;
mod ucdp;
mod values;

use std::fmt;
use std::io::Read;

pub use self::bulletin::read_bulletin;
pub use self::canonical::read_canonical;
pub use self::coverage::{CoverageFile, read_coverage};
pub use self::record::{
    Assessment, Casualties, Coverage, Denied, Grade, IgnoredColumn, Incident, LeftOut, Log, NameCount,
    NameKind, Report, RowFault, Status, Stood, Tally, UnknownName, Window,
};
pub use self::stood::as_it_stood;
pub use self::times::moment;
pub use self::ucdp::{SETTLEMENT_RADIUS_KM, VICINITY_RADIUS_KM, read_ucdp};
pub use self::values::same_unit;
use crate::model::Model;

/// Which columns a log has and what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// The columns of `docs/logs.md`.
    Canonical,
    /// The georeferenced event dataset of the Uppsala Conflict Data Program.
    UcdpGed,
    /// Counts that a source states itself, as the Russian Centre for Reconciliation and SNHR do.
    Bulletin,
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Canonical, Self::UcdpGed, Self::Bulletin];

    /// The name by which the command knows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Canonical => "canonical",
            Self::UcdpGed => "ucdp-ged",
            Self::Bulletin => "bulletin",
        }
    }

    /// The profile of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }
}

/// Reads a log of any profile. `name` is what results call the log.
///
/// # Errors
/// Where no row of it can be read at all.
pub fn read(profile: Profile, model: &Model, name: &str, input: impl Read) -> Result<Log, LogFault> {
    match profile {
        Profile::Canonical => read_canonical(model, name, input),
        Profile::UcdpGed => read_ucdp(model, name, input),
        Profile::Bulletin => read_bulletin(model, name, input),
    }
}

/// Why a log cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogFault {
    /// There is nothing in it.
    Empty,
    /// It is no text in UTF-8 with a header: what it seems to be.
    NotATable(String),
    /// Columns that it needs, each with a column that it has and that is spelt much the same.
    MissingColumns(Vec<(String, Option<String>)>),
    /// Two columns have one name.
    RepeatedColumn(String),
    /// The stream broke off.
    Unreadable(String),
}

impl fmt::Display for LogFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the log is empty: its first line should name the columns"),
            Self::NotATable(what) => write!(formatter, "the log is no table in plain text: {what}"),
            Self::MissingColumns(columns) => {
                formatter.write_str("the log lacks ")?;
                for (index, (column, near)) in columns.iter().enumerate() {
                    let joint = match index {
                        0 => "",
                        _ if index + 1 == columns.len() => " and ",
                        _ => ", ",
                    };
                    write!(formatter, "{joint}the column `{column}`")?;
                    if let Some(near) = near {
                        write!(formatter, " (its column `{near}` is spelt much the same)")?;
                    }
                }
                Ok(())
            }
            Self::RepeatedColumn(column) => {
                write!(formatter, "the log has two columns `{column}`, and only one of them can be meant")
            }
            Self::Unreadable(why) => write!(formatter, "the log cannot be read to its end: {why}"),
        }
    }
}

impl std::error::Error for LogFault {}
