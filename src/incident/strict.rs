//! Files of settings in TOML, read strictly: what is not known is a fault, with its position and what may have been meant.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::suggest::closest;

/// Why a file of settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    /// The line, from 1.
    pub line: usize,
    /// The column in letters, from 1.
    pub column: usize,
    /// A clause without a full stop.
    pub reason: String,
}

impl fmt::Display for FileFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}, column {}: {}", self.line, self.column, self.reason)
    }
}

impl std::error::Error for FileFault {}

fn fault(text: &str, at: usize, reason: String) -> FileFault {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    FileFault { line, column, reason }
}

/// The tables of a file.
pub(super) fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, FileFault> {
    DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span: Range<usize>| span.start);
        let message = error.message().lines().map(str::trim).collect::<Vec<_>>().join("; ");
        fault(text, at, message)
    })
}

/// A table of a file.
#[derive(Clone)]
pub(super) struct Part<'t> {
    text: &'t str,
    /// How it is called in a sentence: `` `[columns]` ``.
    name: String,
    table: &'t DeTable<'t>,
    at: usize,
}

impl<'t> Part<'t> {
    /// The whole file.
    pub fn whole(text: &'t str, table: &'t Spanned<DeTable<'t>>) -> Self {
        Self { text, name: "the file".to_owned(), table: table.get_ref(), at: 0 }
    }

    /// Sees to it that there are no other keys than these.
    pub fn only(&self, known: &[&str]) -> Result<(), FileFault> {
        let mut strange: Vec<(usize, &str)> = self
            .table
            .keys()
            .map(|key| (key.span().start, key.get_ref().as_ref()))
            .filter(|(_, key)| !known.contains(key))
            .collect();
        strange.sort_unstable();
        let Some(&(at, key)) = strange.first() else { return Ok(()) };
        let advice = match closest(key, known.iter().copied()) {
            Some(near) => format!("; is `{near}` meant?"),
            None => format!("; it can have {}", known.join(", ")),
        };
        Err(fault(self.text, at, format!("`{key}` is nothing that {} can have{advice}", self.name)))
    }

    /// What a key has.
    pub fn get(&self, key: &str) -> Option<Value<'t>> {
        let (_, value) = self.table.iter().find(|(each, _)| each.get_ref() == key)?;
        Some(Value { text: self.text, key: key.to_owned(), value })
    }

    /// What a key has that must be there.
    pub fn need(&self, key: &str) -> Result<Value<'t>, FileFault> {
        self.get(key).ok_or_else(|| self.lacks(key))
    }

    /// That a key is not there.
    pub fn lacks(&self, key: &str) -> FileFault {
        fault(self.text, self.at, format!("{} lacks `{key}`", self.name))
    }

    /// A table within this one, if it is there.
    pub fn part(&self, key: &str) -> Result<Option<Part<'t>>, FileFault> {
        let Some(value) = self.get(key) else { return Ok(None) };
        match value.value.get_ref() {
            DeValue::Table(table) => {
                let at = value.value.span().start;
                Ok(Some(Self { text: self.text, name: format!("`[{key}]`"), table, at }))
            }
            _ => Err(value.fault("is a table of its own")),
        }
    }

    /// All it has, in the order of the file.
    pub fn entries(&self) -> Vec<(&'t str, Value<'t>)> {
        let mut entries: Vec<(usize, &'t str, Value<'t>)> = self
            .table
            .iter()
            .map(|(key, value)| {
                let name: &'t str = key.get_ref().as_ref();
                (key.span().start, name, Value { text: self.text, key: name.to_owned(), value })
            })
            .collect();
        entries.sort_by_key(|&(at, _, _)| at);
        entries.into_iter().map(|(_, key, value)| (key, value)).collect()
    }
}

/// What a key of a file has.
pub(super) struct Value<'t> {
    text: &'t str,
    key: String,
    value: &'t Spanned<DeValue<'t>>,
}

impl<'t> Value<'t> {
    /// A fault at this place, in a clause that begins with the key.
    pub fn fault(&self, reason: &str) -> FileFault {
        fault(self.text, self.value.span().start, format!("`{}` {reason}", self.key))
    }

    /// A text.
    pub fn string(&self) -> Result<&'t str, FileFault> {
        match self.value.get_ref() {
            DeValue::String(text) => Ok(text.as_ref()),
            _ => Err(self.fault("is a text between quotation marks")),
        }
    }

    /// A text, or several between brackets.
    pub fn strings(&self) -> Result<Vec<&'t str>, FileFault> {
        let wrong = || self.fault("is a text between quotation marks, or several of them between brackets");
        match self.value.get_ref() {
            DeValue::String(text) => Ok(vec![text.as_ref()]),
            DeValue::Array(items) => items
                .iter()
                .map(|item| match item.get_ref() {
                    DeValue::String(text) => Ok(text.as_ref()),
                    _ => Err(wrong()),
                })
                .collect(),
            _ => Err(wrong()),
        }
    }

    /// Yes or no.
    pub fn boolean(&self) -> Result<bool, FileFault> {
        match self.value.get_ref() {
            DeValue::Boolean(boolean) => Ok(*boolean),
            _ => Err(self.fault("is `true` or `false`")),
        }
    }

    /// A number within bounds.
    pub fn number(&self, least: f64, most: f64) -> Result<f64, FileFault> {
        let number = match self.value.get_ref() {
            DeValue::Integer(number) => number.to_string().parse::<f64>().ok(),
            DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
            _ => None,
        };
        number
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| self.fault(&format!("is a number from {least} to {most}")))
    }

    /// A whole number within bounds.
    pub fn whole(&self, least: i64, most: i64) -> Result<i64, FileFault> {
        let number = match self.value.get_ref() {
            DeValue::Integer(number) => number.to_string().parse::<i64>().ok(),
            _ => None,
        };
        number
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| self.fault(&format!("is a whole number from {least} to {most}")))
    }

    /// Whether it is a text.
    pub fn is_text(&self) -> bool {
        matches!(self.value.get_ref(), DeValue::String(_))
    }
}

/// A text as TOML has it, between quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
