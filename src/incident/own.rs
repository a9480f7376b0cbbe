//! A profile of one's own: a file in TOML that says which columns of a log hold what, and what its codes mean.
//!
//! The log is then read as one with the columns of `docs/logs.md`. The file is strict: what is not known in it is a fault
//! with its position, since a misspelt key would otherwise change a result in silence.

use std::collections::BTreeMap;

use jiff::civil::{self, DateTime};
use jiff::fmt::strtime;

use crate::incident::canonical;
use crate::incident::columns::{cell, fold_column};
use crate::incident::mapping::{self, NameMap, Section};
use crate::incident::names::NameBook;
use crate::incident::record::{Coverage, NameKind};
use crate::incident::strict::{self, FileFault, Part, Value};
use crate::incident::values::{FARTHEST_KM, short};
use crate::model::Model;
use crate::model::time;
use crate::sets::Bits;

/// The longest time, in days, that a code for the precision of a time can stand for: ten years.
const LONGEST_DAYS: i64 = 3660;

/// A profile of one's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnProfile {
    /// The column of each field, both folded.
    pub(super) columns: BTreeMap<String, String>,
    /// The names of all columns and what separates them, where the log has no header.
    pub(super) header: Option<(Vec<String>, u8)>,
    /// Whether `actor` acted on `target`; otherwise the two are sides of which either may have acted.
    pub(super) directed: bool,
    /// What separates candidates in a field.
    pub(super) separator: String,
    /// The zone of times that name none; the agreement's where absent.
    pub(super) time_zone: Option<String>,
    /// How times are written, in the letters of `strftime`; the first that fits holds. None where the year comes first.
    pub(super) date_formats: Vec<String>,
    /// How many days each code for the precision of a time stands for.
    pub(super) time_precision: Option<Codes<i64>>,
    /// What each code for the precision of a place stands for.
    pub(super) place_precision: Option<Codes<PlacePrecision>>,
    /// What the log's names stand for.
    pub(super) names: NameMap,
    pub(super) coverage: Coverage,
}

/// What the codes in a column stand for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Codes<T> {
    pub column: String,
    meanings: BTreeMap<String, T>,
}

impl<T: Copy> Codes<T> {
    /// What the code of a row stands for; nothing where it is blank.
    pub fn of(&self, row: &csv::StringRecord, index: Option<usize>) -> Result<Option<T>, String> {
        let Some(code) = cell(row, index) else { return Ok(None) };
        match self.meanings.get(code) {
            Some(meaning) => Ok(Some(*meaning)),
            None => Err(format!(
                "`{}` is `{}`, which is no code that the profile lists",
                self.column,
                short(code)
            )),
        }
    }
}

/// What a code for the precision of a place stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum PlacePrecision {
    /// So many kilometres around the point, or around the place.
    Within(f64),
    /// All of the place that is named; the point only marks it.
    Place,
    /// Nobody knows where.
    Anywhere,
}

/// Reads a profile. `docs/logs.md` describes the file.
///
/// # Errors
/// Where it is no such file, or it has a key, a column of the reader or a name of the agreement that is not known.
pub fn read_profile(model: &Model, text: &str) -> Result<OwnProfile, FileFault> {
    let file = strict::parse(text)?;
    let file = Part::whole(text, &file);
    let mut keys = vec![
        "words",
        "directed",
        "separator",
        "time_zone",
        "date_format",
        "header",
        "delimiter",
        "columns",
        "time_precision",
        "place_precision",
        "coverage",
    ];
    keys.extend(Section::ALL.map(Section::heading));
    file.only(&keys)?;
    let words = file.get("words").map(|value| value.string()).transpose()?;
    let separator = match file.get("separator") {
        Some(value) => value.string().and_then(|text| match text {
            "" => Err(value.fault("is not empty")),
            text => Ok(text),
        })?,
        None => "|",
    };
    Ok(OwnProfile {
        columns: columns(model, &file)?,
        header: header(&file)?,
        directed: file.get("directed").map_or(Ok(true), |value| value.boolean())?,
        separator: separator.to_owned(),
        time_zone: file.get("time_zone").map(|value| time_zone(&value)).transpose()?,
        date_formats: file.get("date_format").map_or(Ok(Vec::new()), |value| date_formats(&value))?,
        time_precision: codes(&file, "time_precision", "days", |value| value.whole(1, LONGEST_DAYS))?,
        place_precision: codes(&file, "place_precision", "radius_km", place_precision)?,
        names: mapping::names_in(model, &file)?,
        coverage: coverage(model, &file, words)?,
    })
}

fn columns(model: &Model, file: &Part<'_>) -> Result<BTreeMap<String, String>, FileFault> {
    let known = canonical::fields(model);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let Some(part) = file.part("columns")? else { return Err(file.lacks("columns")) };
    part.only(&known)?;
    let mut columns: BTreeMap<String, String> = BTreeMap::new();
    for (field, value) in part.entries() {
        let column = fold_column(value.string()?);
        if let Some((other, _)) = columns.iter().find(|(_, known)| **known == column) {
            return Err(value.fault(&format!("is the column of `{other}` already")));
        }
        columns.insert(field.to_owned(), column);
    }
    Ok(columns)
}

/// The columns of a log without a header.
fn header(file: &Part<'_>) -> Result<Option<(Vec<String>, u8)>, FileFault> {
    match (file.get("header"), file.get("delimiter")) {
        (None, None) => Ok(None),
        (None, Some(delimiter)) => {
            Err(delimiter.fault("is for a log without a header, whose columns `header` lists"))
        }
        (Some(header), delimiter) => {
            let delimiter = match delimiter {
                None => b',',
                Some(value) => match value.string()? {
                    "," => b',',
                    ";" => b';',
                    "\t" | "tab" => b'\t',
                    _ => return Err(value.fault("is `,`, `;` or `tab`")),
                },
            };
            let names: Vec<String> = header.strings()?.into_iter().map(str::to_owned).collect();
            Ok(Some((names, delimiter)))
        }
    }
}

fn time_zone(value: &Value<'_>) -> Result<String, FileFault> {
    let name = value.string()?;
    match time::zone(name) {
        Some(_) => Ok(name.to_owned()),
        None => Err(value.fault("is a time zone such as `Asia/Damascus`")),
    }
}

/// A format is right if a time that is written with it can be read back with its day.
fn date_formats(value: &Value<'_>) -> Result<Vec<String>, FileFault> {
    let formats = value.strings()?;
    let sample: DateTime = civil::date(2016, 11, 25).at(21, 46, 0, 0);
    let right = |format: &str| {
        let written = strtime::format(format, sample).ok();
        let day = written.and_then(|written| strtime::parse(format, written).ok()?.to_date().ok());
        day == Some(sample.date())
    };
    if !formats.is_empty() && formats.iter().all(|format| right(format)) {
        Ok(formats.into_iter().map(str::to_owned).collect())
    } else {
        Err(value.fault(
            "is one or several formats with day, month and year, such as `%d/%m/%Y` or `%d/%m/%Y %H:%M`",
        ))
    }
}

fn place_precision(value: &Value<'_>) -> Result<PlacePrecision, FileFault> {
    if !value.is_text() {
        return value.number(0.0, FARTHEST_KM).map(PlacePrecision::Within);
    }
    match value.string()? {
        "place" => Ok(PlacePrecision::Place),
        "anywhere" => Ok(PlacePrecision::Anywhere),
        _ => Err(value.fault("is a number of kilometres, `place` or `anywhere`")),
    }
}

fn codes<T>(
    file: &Part<'_>,
    name: &str,
    meaning: &str,
    read: impl Fn(&Value<'_>) -> Result<T, FileFault>,
) -> Result<Option<Codes<T>>, FileFault> {
    let Some(part) = file.part(name)? else { return Ok(None) };
    part.only(&["column", meaning])?;
    let column = fold_column(part.need("column")?.string()?);
    let Some(table) = part.part(meaning)? else { return Err(part.lacks(meaning)) };
    let mut meanings = BTreeMap::new();
    for (code, value) in table.entries() {
        meanings.insert(code.to_owned(), read(&value)?);
    }
    Ok(Some(Codes { column, meanings }))
}

fn coverage(model: &Model, file: &Part<'_>, words: Option<&str>) -> Result<Coverage, FileFault> {
    let mut acts = Bits::full(model.deeds.acts.universe());
    let mut lethal_only = false;
    let mut book = NameBook::new(model, "|");
    if let Some(part) = file.part("coverage")? {
        part.only(&["acts", "lethal_only"])?;
        lethal_only = part.get("lethal_only").map_or(Ok(false), |value| value.boolean())?;
        if let Some(value) = part.get("acts") {
            acts = Bits::empty(model.deeds.acts.universe());
            for name in value.strings()? {
                let found = book.knows(NameKind::Act, name).then(|| book.acts(name)).flatten();
                let found = found.ok_or_else(|| {
                    value.fault(&format!("has `{}`, which is no act of the agreement", short(name)))
                })?;
                found.iter().for_each(|act| acts.union_with(&model.deeds.acts.leaves(act.index())));
            }
        }
    }
    let words = words.unwrap_or("What the log can record is said by its profile; that it does not report something does not mean that there was none.");
    Ok(Coverage { acts, lethal_only, words: words.to_owned(), observed: None })
}
