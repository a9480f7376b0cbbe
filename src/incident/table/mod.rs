//! A log as a stream of rows, each with the line on which it begins, whatever it is kept in.
//!
//! What a log is kept in shows in its first bytes; its name says nothing. Text may be compressed, and in UTF-16. It is a
//! table with delimiters or, where it begins with a brace, a JSON object on each line. A workbook
//! and a Parquet file are read into memory, and then row by row.

use std::io::{self, Read};

use csv::StringRecord;

use self::broken::Broken;
use self::container::Container;
use self::delimited::Delimited;
use self::json_lines::JsonLines;
use self::sheet::Sheet;
use crate::incident::LogFault;
use crate::incident::columns::fold_column;
use crate::incident::record::RowFault;

mod broken;
mod container;
mod delimited;
mod json_lines;
mod lines;
mod moment;
#[cfg(feature = "parquet")]
mod parquet;
mod sheet;
#[cfg(test)]
mod tests;
mod unpack;
mod utf16;

/// A row has no more bytes than this. An opening quotation mark without its fellow would otherwise draw the rest of the
/// file into one field.
const ROW_LIMIT: u64 = 1024 * 1024;

/// A table, read up to some row.
pub(super) struct Table<R: Read> {
    /// The names of the columns, folded.
    pub header: Vec<String>,
    /// What separates the fields; a comma where nothing does.
    pub delimiter: u8,
    /// What finding the table took for granted; whole sentences.
    pub assumptions: Vec<String>,
    source: Source<R>,
    row: StringRecord,
    over: bool,
}

enum Source<R: Read> {
    Delimited(Box<Delimited<R>>),
    JsonLines(Box<JsonLines>),
    Sheet(Box<Sheet>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Parquet>),
}

/// What comes next in a table.
#[derive(Debug)]
pub(super) enum Next {
    /// A row that begins on this line; [`Table::row`] has it.
    Row(u64),
    /// A row that cannot be read.
    Fault(RowFault),
    /// A row that cannot be read, and with it the rest of the file.
    CutOff(RowFault),
    /// Nothing.
    End,
}

/// The columns of a table that does not name them.
struct Unnamed {
    names: Vec<String>,
    delimiter: u8,
}

impl<R: Read> Table<R> {
    /// Reads the header. `sheet` names the sheet that is meant of a workbook; else it is the first.
    pub fn open(input: R, sheet: Option<&str>) -> Result<Self, LogFault> {
        Self::of(container::open(input, sheet)?, None)
    }

    /// A table whose first line is a row already: `names` are its columns in their order, `delimiter` separates them.
    /// A log of JSON objects names its columns all the same, and they hold.
    ///
    /// What is published without a header is published without quotation marks too, so these mean nothing in it, and a
    /// line is always a row.
    pub fn open_without_header(
        input: R,
        sheet: Option<&str>,
        names: &[&str],
        delimiter: u8,
    ) -> Result<Self, LogFault> {
        let names: Vec<String> = names.iter().map(|name| fold_column(name)).collect();
        distinct(&names)?;
        Self::of(container::open(input, sheet)?, Some(Unnamed { names, delimiter }))
    }

    fn of(container: Container<R>, unnamed: Option<Unnamed>) -> Result<Self, LogFault> {
        let mut delimiter = b',';
        let mut assumptions = Vec::new();
        let (header, source) = match container {
            Container::Workbook { bytes, sheet } => {
                let names = unnamed.map(|unnamed| unnamed.names);
                let (header, sheet, says) = Sheet::open(bytes, sheet.as_deref(), names)?;
                assumptions = says;
                (header, Source::Sheet(Box::new(sheet)))
            }
            #[cfg(feature = "parquet")]
            Container::Parquet(bytes) => {
                let (header, parquet) = parquet::Parquet::open(bytes)?;
                (header, Source::Parquet(Box::new(parquet)))
            }
            Container::Text(text) if text.is_json() => {
                let (header, lines) = JsonLines::open(text)?;
                (header, Source::JsonLines(Box::new(lines)))
            }
            Container::Text(text) => {
                let (header, delimited) = Delimited::open(text, unnamed)?;
                delimiter = delimited.delimiter;
                (header, Source::Delimited(Box::new(delimited)))
            }
        };
        distinct(&header)?;
        Ok(Self { header, delimiter, assumptions, source, row: StringRecord::new(), over: false })
    }

    /// The row that [`Table::advance`] announced.
    pub fn row(&self) -> &StringRecord {
        &self.row
    }

    /// Goes on to the next row.
    pub fn advance(&mut self) -> Result<Next, LogFault> {
        if self.over {
            return Ok(Next::End);
        }
        let next = match &mut self.source {
            Source::Delimited(delimited) => delimited.advance(&self.header, &mut self.row)?,
            Source::JsonLines(lines) => lines.advance(&mut self.row)?,
            Source::Sheet(sheet) => sheet.advance(&self.header, &mut self.row)?,
            #[cfg(feature = "parquet")]
            Source::Parquet(parquet) => parquet.advance(&mut self.row)?,
        };
        self.over = matches!(next, Next::CutOff(_) | Next::End);
        Ok(next)
    }
}

/// Two columns of one name cannot be told apart.
fn distinct(header: &[String]) -> Result<(), LogFault> {
    for (index, name) in header.iter().enumerate() {
        if !name.is_empty() && header.iter().take(index).any(|earlier| earlier == name) {
            return Err(LogFault::RepeatedColumn(name.clone()));
        }
    }
    Ok(())
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

fn not_a_table(what: impl Into<String>) -> LogFault {
    LogFault::NotATable(what.into())
}

fn unreadable(error: &io::Error) -> LogFault {
    LogFault::Unreadable(error.to_string())
}

/// What follows from an error in the middle of the rows: a table that breaks off by its own bytes is judged up to there.
/// One that unpacks to more than any log has is none, and where the disk fails there may be more to read another time.
fn break_off(error: &io::Error, line: u64) -> Result<Next, LogFault> {
    match Broken::of(error) {
        None | Some(Broken::TooLarge) => Err(unreadable(error)),
        Some(broken) => {
            Ok(Next::CutOff(RowFault { line, reason: format!("{broken}; nothing below this line was read") }))
        }
    }
}
