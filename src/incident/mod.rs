//! Incident logs, read into records that the evaluation can judge.
//!
//! A log is a table with a line for each report. Whatever a report leaves open is left open: a blank actor is anybody, a
//! day is any moment of that day, two names separated by `|` are two candidates. A name that the agreement does not know
//! is listed and read as unknown; a row that cannot be read is listed with its line and the reason; neither is dropped
//! in silence. `docs/logs.md` describes the columns.
//!
//! Nothing is opened here: a log comes as a stream of bytes.

mod acled;
mod bulletin;
mod canonical;
mod columns;
mod coverage;
mod events;
mod gathering;
mod gdelt;
mod mapping;
mod names;
mod own;
mod recognise;
mod record;
mod setting;
mod spelling;
mod stood;
mod strict;
mod table;
#[cfg(test)]
mod tests;
mod times;
mod ucdp;
mod values;

use std::fmt;
use std::io::Read;

pub use self::columns::Missing;
pub use self::coverage::{CoverageFile, read_coverage};
pub use self::events::{SETTLEMENT_RADIUS_KM, VICINITY_RADIUS_KM};
pub use self::mapping::{NameMap, names_page, read_names};
pub use self::own::{OwnProfile, read_profile};
pub use self::recognise::recognise;
pub use self::record::{
    Assessment, Casualties, Coverage, Denied, Grade, IgnoredColumn, Incident, LeftOut, Log, NameCount,
    NameKind, Report, RowFault, Status, Stood, Tally, UnknownName, Window,
};
use self::setting::Setting;
pub use self::stood::as_it_stood;
pub use self::strict::FileFault;
use self::table::Table;
pub use self::times::moment;
pub use self::values::same_unit;
use crate::model::Model;

/// Which columns a log has and what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// The columns of `docs/logs.md`.
    Canonical,
    /// The georeferenced event dataset of the Uppsala Conflict Data Program.
    UcdpGed,
    /// The Armed Conflict Location and Event Data.
    Acled,
    /// The event table of GDELT 2.0, coded by a machine.
    Gdelt,
    /// Bulletins: counts that a source states itself, as the Russian Centre for Reconciliation and SNHR do.
    Bulletin,
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Canonical, Self::UcdpGed, Self::Acled, Self::Gdelt, Self::Bulletin];

    /// The name by which the command knows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Canonical => "canonical",
            Self::UcdpGed => "ucdp-ged",
            Self::Acled => "acled",
            Self::Gdelt => "gdelt",
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
    read_mapped(Reading::Known(profile), model, &NameMap::default(), name, None, input)
}

/// How a log is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading<'p> {
    /// With a profile that is known.
    Known(Profile),
    /// With one of somebody's own.
    Own(&'p OwnProfile),
}

/// Reads a log, with what its names stand for in the agreement. Of a workbook, `sheet` is read, or the first.
///
/// # Errors
/// As [`read`].
pub fn read_mapped(
    reading: Reading<'_>,
    model: &Model,
    names: &NameMap,
    name: &str,
    sheet: Option<&str>,
    input: impl Read,
) -> Result<Log, LogFault> {
    let setting = Setting { model, names, name };
    match reading {
        Reading::Known(Profile::Canonical) => {
            canonical::read_canonical(setting, None, Table::open(input, sheet)?)
        }
        Reading::Known(Profile::UcdpGed) => ucdp::read_ucdp(setting, Table::open(input, sheet)?),
        Reading::Known(Profile::Acled) => acled::read_acled(setting, Table::open(input, sheet)?),
        Reading::Known(Profile::Gdelt) => {
            gdelt::read_gdelt(setting, Table::open_without_header(input, sheet, &gdelt::COLUMNS, b'\t')?)
        }
        Reading::Known(Profile::Bulletin) => bulletin::read_bulletin(setting, Table::open(input, sheet)?),
        Reading::Own(own) => {
            let names = own.names.clone().with(names);
            let table = match &own.header {
                Some((header, delimiter)) => {
                    let header: Vec<&str> = header.iter().map(String::as_str).collect();
                    Table::open_without_header(input, sheet, &header, *delimiter)?
                }
                None => Table::open(input, sheet)?,
            };
            canonical::read_canonical(Setting { names: &names, ..setting }, Some(own), table)
        }
    }
}

/// Why a log cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogFault {
    /// There is nothing in it.
    Empty,
    /// It is no table: what it seems to be.
    NotATable(String),
    /// It is a table that is not read: why.
    NotReadHere(String),
    /// Columns that it needs, each with a column that it has and that is spelt much the same.
    MissingColumns(Vec<Missing>),
    /// It has none of the known profiles: what each needs that it does not have, with a column that is spelt much the same.
    NoProfile(Vec<(Profile, Vec<Missing>)>),
    /// It has all that several profiles need.
    SeveralProfiles(Vec<Profile>),
    /// Two columns have one name.
    RepeatedColumn(String),
    /// The stream broke off.
    Unreadable(String),
}

impl fmt::Display for LogFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the log is empty: its first line should name the columns"),
            Self::NotATable(what) => write!(formatter, "the log is no table: {what}"),
            Self::NotReadHere(why) => write!(formatter, "the log cannot be read: {why}"),
            Self::MissingColumns(columns) => {
                write!(formatter, "the log lacks {}", listed_columns(columns))
            }
            Self::NoProfile(profiles) => {
                formatter.write_str(
                    "the columns of the log are those of no known profile; name the one that is meant with --profile, or write one of your own (docs/logs.md)",
                )?;
                for (profile, missing) in profiles {
                    let (first, rest) = missing.split_at(missing.len().min(LISTED_COLUMNS));
                    let others = match rest.len() {
                        0 => String::new(),
                        1 => " and one more".to_owned(),
                        others => format!(" and {others} more"),
                    };
                    let columns = match profile {
                        Profile::Gdelt => first.first().map(|(words, _)| words.clone()).unwrap_or_default(),
                        _ => listed_columns(first),
                    };
                    write!(formatter, "\n  {} needs {columns}{others}", profile.name())?;
                }
                Ok(())
            }
            Self::SeveralProfiles(profiles) => {
                let names: Vec<String> =
                    profiles.iter().map(|profile| format!("`{}`", profile.name())).collect();
                write!(
                    formatter,
                    "the log has all columns of {}; say with --profile which is meant",
                    names.join(" and of ")
                )
            }
            Self::RepeatedColumn(column) => {
                write!(formatter, "the log has two columns `{column}`, and only one of them can be meant")
            }
            Self::Unreadable(why) => write!(formatter, "the log cannot be read to its end: {why}"),
        }
    }
}

/// How many columns that a profile needs are named where the log has none of the known profiles.
const LISTED_COLUMNS: usize = 3;

/// ``the column `a` and the column `b` (its column `c` is spelt much the same)``
fn listed_columns(columns: &[Missing]) -> String {
    let mut words = String::new();
    for (index, (column, near)) in columns.iter().enumerate() {
        words.push_str(match index {
            0 => "",
            _ if index + 1 == columns.len() => " and ",
            _ => ", ",
        });
        words.push_str(&format!("the column `{column}`"));
        if let Some(near) = near {
            words.push_str(&format!(" (its column `{near}` is spelt much the same)"));
        }
    }
    words
}

impl std::error::Error for LogFault {}
