//! The names of columns.

use std::collections::BTreeMap;

use csv::StringRecord;

use crate::incident::LogFault;
use crate::incident::record::IgnoredColumn;
use crate::suggest::closest;

/// Names of columns compare without regard to letter case, and a space or a hyphen is an underscore.
pub(super) fn fold_column(name: &str) -> String {
    let underscored =
        name.trim().chars().map(|letter| if matches!(letter, ' ' | '-') { '_' } else { letter });
    underscored.flat_map(char::to_lowercase).collect()
}

/// A column that is missing, and one that is there and is spelt much the same.
pub type Missing = (String, Option<String>);

/// The header of a table, and which of its columns somebody asked for.
pub(super) struct Columns<'h> {
    header: &'h [String],
    /// The columns of the fields that are asked for, where they have names of their own.
    named: Option<&'h BTreeMap<String, String>>,
    asked: Vec<String>,
    missing: Vec<String>,
}

impl<'h> Columns<'h> {
    pub fn new(header: &'h [String]) -> Self {
        Self { header, named: None, asked: Vec::new(), missing: Vec::new() }
    }

    /// A header whose columns have names of their own: for each field its column.
    pub fn named(header: &'h [String], named: &'h BTreeMap<String, String>) -> Self {
        Self { named: Some(named), ..Self::new(header) }
    }

    /// The place of a column, if there is one.
    pub fn find(&mut self, name: &str) -> Option<usize> {
        let column = match self.named {
            None => name,
            Some(named) => named.get(name)?,
        };
        if self.named.is_some() {
            // A column that somebody took the trouble to name should be there.
            return self.find_as_written(column);
        }
        self.asked.push(column.to_owned());
        self.header.iter().position(|each| each == column)
    }

    /// The place of a column without which nothing can be read.
    pub fn need(&mut self, name: &str) -> Option<usize> {
        let found = self.find(name);
        if found.is_none() {
            self.miss(name);
        }
        found
    }

    /// The place of a column by its own name, which must be there.
    pub fn find_as_written(&mut self, column: &str) -> Option<usize> {
        self.asked.push(column.to_owned());
        let found = self.header.iter().position(|each| each == column);
        if found.is_none() {
            self.miss(column);
        }
        found
    }

    /// The names that were asked for.
    pub fn asked(self) -> Vec<String> {
        self.asked
    }

    /// Remembers that a column is missing.
    pub fn miss(&mut self, name: &str) {
        let column = self.named.and_then(|named| named.get(name)).map_or(name, String::as_str).to_owned();
        if !self.missing.contains(&column) {
            self.missing.push(column);
        }
    }

    /// Says which columns are missing, if any.
    pub fn complete(&self) -> Result<(), LogFault> {
        let missing = self.missing();
        if missing.is_empty() { Ok(()) } else { Err(LogFault::MissingColumns(missing)) }
    }

    /// The columns that are missing, each with one that is spelt much the same.
    pub fn missing(&self) -> Vec<Missing> {
        let unread: Vec<&str> = self.unread().collect();
        let columns = self.missing.iter().map(|name| {
            let near = closest(name, unread.iter().copied());
            (name.clone(), near.map(str::to_owned))
        });
        columns.collect()
    }

    /// The columns that nobody asked for, each with a column in whose stead it may have been written: one that was asked
    /// for and is not there.
    pub fn ignored(&self) -> Vec<IgnoredColumn> {
        let absent = || {
            let absent = self.asked.iter().filter(|name| !self.header.contains(name));
            absent.map(String::as_str)
        };
        self.unread()
            .map(|name| IgnoredColumn {
                name: name.to_owned(),
                nearest: closest(name, absent()).map(str::to_owned),
            })
            .collect()
    }

    fn unread(&self) -> impl Iterator<Item = &str> {
        let unread = self.header.iter().filter(|name| !name.is_empty() && !self.asked.contains(name));
        unread.map(String::as_str)
    }
}

/// A field without the white space around it; nothing where it is blank or there is no such column.
pub(super) fn cell(row: &StringRecord, column: Option<usize>) -> Option<&str> {
    let text = row.get(column?)?.trim();
    (!text.is_empty()).then_some(text)
}
