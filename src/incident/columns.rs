//! The names of columns.

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

/// The header of a table, and which of its columns somebody asked for.
pub(super) struct Columns<'h> {
    header: &'h [String],
    asked: Vec<String>,
    missing: Vec<String>,
}

impl<'h> Columns<'h> {
    pub fn new(header: &'h [String]) -> Self {
        Self { header, asked: Vec::new(), missing: Vec::new() }
    }

    /// The place of a column, if there is one.
    pub fn find(&mut self, name: &str) -> Option<usize> {
        self.asked.push(name.to_owned());
        self.header.iter().position(|column| column == name)
    }

    /// The place of a column without which nothing can be read.
    pub fn need(&mut self, name: &str) -> Option<usize> {
        let found = self.find(name);
        if found.is_none() {
            self.missing.push(name.to_owned());
        }
        found
    }

    /// Remembers that a column is missing.
    pub fn miss(&mut self, name: &str) {
        self.missing.push(name.to_owned());
    }

    /// Says which columns are missing, if any.
    pub fn complete(&self) -> Result<(), LogFault> {
        if self.missing.is_empty() {
            return Ok(());
        }
        let unread: Vec<&str> = self.unread().collect();
        let columns = self.missing.iter().map(|name| {
            let near = closest(name, unread.iter().copied());
            (name.clone(), near.map(str::to_owned))
        });
        Err(LogFault::MissingColumns(columns.collect()))
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
