//! A JSON object on each line: the names of its members are the columns, in any order.
//!
//! Which columns there are shows only at the end, so the text is read twice, and held in between.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::ops::Range;

use csv::StringRecord;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::broken::Broken;
use super::container::{Text, too_large_to_hold};
use super::unpack::HELD_BYTES;
use super::{Next, ROW_LIMIT, break_off, unreadable};
use crate::incident::LogFault;
use crate::incident::columns::fold_column;
use crate::incident::record::RowFault;
use crate::incident::values::short;

/// More names than this are no names of columns.
const COLUMNS_AT_MOST: usize = 4096;

/// The objects, read up to some line.
pub(super) struct JsonLines {
    /// Whole lines.
    text: Vec<u8>,
    /// Where the next line begins.
    at: usize,
    /// How many lines were read.
    line: u64,
    columns: BTreeMap<String, usize>,
    encoding: &'static str,
    /// Why there is no more, where it is not that the log ends.
    broken: Option<Broken>,
}

impl JsonLines {
    /// Reads everything, and finds the columns: all names that stand in any object, in the order in which they appear.
    pub fn open<R: Read>(text: Text<R>) -> Result<(Vec<String>, Self), LogFault> {
        let encoding = text.encoding;
        let mut bytes = Vec::new();
        let broken = match text.stream().take(HELD_BYTES + 1).read_to_end(&mut bytes) {
            Ok(_) => None,
            Err(error) => match Broken::of(&error) {
                None | Some(Broken::TooLarge) => return Err(unreadable(&error)),
                broken => broken,
            },
        };
        if bytes.len() as u64 > HELD_BYTES {
            return Err(too_large_to_hold());
        }
        if broken.is_some() {
            // The line in which the text breaks off may say something else than it seems to.
            let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
            bytes.truncate(whole);
        }
        let mut lines = Self { text: bytes, at: 0, line: 0, columns: BTreeMap::new(), encoding, broken };
        let header = lines.find_columns();
        match broken {
            Some(broken) if header.is_empty() => Err(unreadable(&broken.into())),
            _ => Ok((header, lines)),
        }
    }

    fn find_columns(&mut self) -> Vec<String> {
        let mut header = Vec::new();
        while let Some((_, range)) = self.next_line() {
            let names = match self.text.get(range).map(object) {
                Some(Ok(Object(members))) => members,
                _ => continue,
            };
            let names: Vec<String> = names.iter().map(|(name, _)| fold_column(name)).collect();
            for name in names {
                if header.len() < COLUMNS_AT_MOST && !self.columns.contains_key(&name) {
                    self.columns.insert(name.clone(), header.len());
                    header.push(name);
                }
            }
        }
        self.at = 0;
        self.line = 0;
        header
    }

    /// Goes on to the next object.
    pub fn advance(&mut self, into: &mut StringRecord) -> Result<Next, LogFault> {
        let Some((line, range)) = self.next_line() else {
            return match self.broken {
                Some(broken) => break_off(&broken.into(), self.line + 1),
                None => Ok(Next::End),
            };
        };
        Ok(match self.row(self.text.get(range).unwrap_or(&[])) {
            Ok(row) => {
                *into = row;
                Next::Row(line)
            }
            Err(reason) => Next::Fault(RowFault { line, reason }),
        })
    }

    /// The next line that is not blank: its number, and where it is.
    fn next_line(&mut self) -> Option<(u64, Range<usize>)> {
        loop {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let length = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
            let blank = rest.iter().take(length).all(u8::is_ascii_whitespace);
            let range = self.at..self.at + length;
            self.at += length + 1;
            self.line += 1;
            if !blank {
                return Some((self.line, range));
            }
        }
    }

    fn row(&self, line: &[u8]) -> Result<StringRecord, String> {
        if line.len() as u64 > ROW_LIMIT {
            return Err(Broken::RowTooLong.to_string());
        }
        let Object(members) = object(line).map_err(|fault| match fault {
            Fault::NotText => format!("the row is not in {}", self.encoding),
            Fault::NotAnObject(why) => format!("the row is no JSON object: {why}"),
        })?;
        let mut fields: Vec<Option<String>> = vec![None; self.columns.len()];
        for (name, value) in members {
            let column = fold_column(&name);
            let place = self.columns.get(&column).and_then(|&index| fields.get_mut(index));
            let place = place.ok_or_else(|| format!("the log has more than {COLUMNS_AT_MOST} columns"))?;
            if place.is_some() {
                return Err(format!("the row has two values of `{}`", short(&column)));
            }
            *place = Some(text_of(&column, value.get())?);
        }
        Ok(fields.iter().map(|field| field.as_deref().unwrap_or("")).collect())
    }
}

/// A value as a field of a table has it: a number digit by digit, `null` as nothing.
fn text_of(column: &str, value: &str) -> Result<String, String> {
    match value.as_bytes().first() {
        Some(b'"') => serde_json::from_str(value)
            .map_err(|_| format!("`{}` has a character that is none", short(column))),
        Some(b'[' | b'{') => Err(format!(
            "`{}` has values within it, and a field has one; several candidates are written in one text, separated by `|`",
            short(column)
        )),
        Some(b'n') => Ok(String::new()),
        _ => Ok(value.to_owned()),
    }
}

enum Fault {
    NotText,
    NotAnObject(String),
}

/// The members of a JSON object in their order, those of one name among them; values as they are written.
struct Object<'t>(Vec<(String, &'t RawValue)>);

fn object(line: &[u8]) -> Result<Object<'_>, Fault> {
    let text = std::str::from_utf8(line).map_err(|_| Fault::NotText)?;
    serde_json::from_str(text).map_err(|error| {
        let why = error.to_string();
        // The line of the error is the first of one; where within it is of use.
        let what = why.split(" at line ").next().unwrap_or("").to_owned();
        Fault::NotAnObject(format!("{what}, at its byte {}", error.column()))
    })
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Object<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object in braces")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Object(members))
    }
}
