//! A delimited table as a stream of rows, each with the line on which it begins.

use std::collections::VecDeque;
use std::io::{self, Chain, Cursor, Read};

use csv::{ByteRecord, StringRecord};

use crate::incident::LogFault;
use crate::incident::columns::fold_column;
use crate::incident::record::RowFault;

/// A row has no more bytes than this. An opening quotation mark without its fellow would otherwise draw the rest of the
/// file into one field.
const ROW_LIMIT: u64 = 1024 * 1024;

/// The header has no more bytes than this.
const HEADER_LIMIT: usize = 64 * 1024;

/// A table, read up to some row.
pub(super) struct Table<R: Read> {
    reader: csv::Reader<Guard<Chain<Cursor<Vec<u8>>, R>>>,
    /// The names of the columns, folded.
    pub header: Vec<String>,
    /// What separates the fields.
    pub delimiter: u8,
    /// Whether the header stands in the file.
    headed: bool,
    row: StringRecord,
    cut_off: bool,
}

/// What comes next in a table.
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

impl<R: Read> Table<R> {
    /// Reads the header.
    pub fn open(mut input: R) -> Result<Self, LogFault> {
        let head = first_line(&mut input)?;
        recognise(&head)?;
        let delimiter = delimiter(&head);
        let mut table = Self::over(head, input, delimiter, true);
        let mut first = ByteRecord::new();
        match table.reader.read_byte_record(&mut first) {
            Ok(true) => {}
            Ok(false) => return Err(LogFault::Empty),
            Err(error) => return Err(unreadable(&error)),
        }
        let row = StringRecord::from_byte_record(first)
            .map_err(|_| LogFault::NotATable("the header is not in UTF-8".to_owned()))?;
        table.header = row.iter().map(fold_column).collect();
        distinct(&table.header)?;
        Ok(table)
    }

    /// A table whose first line is a row already: `names` are its columns in their order, `delimiter` separates them.
    ///
    /// What is published without a header is published without quotation marks too, so these mean nothing in it, and a
    /// line is always a row.
    pub fn open_without_header(mut input: R, names: &[&str], delimiter: u8) -> Result<Self, LogFault> {
        let head = first_line(&mut input)?;
        recognise(&head)?;
        let mut table = Self::over(head, input, delimiter, false);
        table.header = names.iter().map(|name| fold_column(name)).collect();
        distinct(&table.header)?;
        Ok(table)
    }

    fn over(head: Vec<u8>, input: R, delimiter: u8, headed: bool) -> Self {
        let head = head.strip_prefix(b"\xef\xbb\xbf").map_or_else(|| head.clone(), <[u8]>::to_vec);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(headed)
            .delimiter(delimiter)
            .from_reader(Guard::new(Cursor::new(head).chain(input)));
        Self { reader, header: Vec::new(), delimiter, headed, row: StringRecord::new(), cut_off: false }
    }

    /// The row that [`Table::advance`] announced.
    pub fn row(&self) -> &StringRecord {
        &self.row
    }

    /// Goes on to the next row.
    pub fn advance(&mut self) -> Result<Next, LogFault> {
        if self.cut_off {
            return Ok(Next::End);
        }
        let start = self.reader.position().byte();
        self.reader.get_mut().row_start = start;
        let mut bytes = std::mem::take(&mut self.row).into_byte_record();
        let outcome = self.reader.read_byte_record(&mut bytes);
        let line = self.reader.get_mut().line_at(start);
        match outcome {
            Ok(false) => return Ok(Next::End),
            Ok(true) => {}
            Err(_) if self.reader.get_ref().row_too_long => {
                self.cut_off = true;
                let reason = format!(
                    "the row has more than {} KB, as when a quotation mark is never closed; nothing below this line was read",
                    ROW_LIMIT / 1024
                );
                return Ok(Next::CutOff(RowFault { line, reason }));
            }
            Err(error) => return Err(unreadable(&error)),
        }
        let (expected, found) = (self.header.len(), bytes.len());
        match StringRecord::from_byte_record(bytes) {
            Ok(row) => self.row = row,
            Err(error) => {
                let column = self.header.get(error.utf8_error().field()).map_or("", String::as_str);
                let reason = format!("the column `{column}` is not in UTF-8");
                self.row = StringRecord::new();
                return Ok(Next::Fault(RowFault { line, reason }));
            }
        }
        if found != expected {
            let reason = if self.headed {
                format!("the row has {found} fields and the header {expected}")
            } else {
                format!("the row has {found} fields and there are {expected} columns")
            };
            return Ok(Next::Fault(RowFault { line, reason }));
        }
        Ok(Next::Row(line))
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

fn unreadable(error: &csv::Error) -> LogFault {
    LogFault::Unreadable(error.to_string())
}

/// Whatever is read until the first line is complete.
fn first_line(input: &mut impl Read) -> Result<Vec<u8>, LogFault> {
    let mut head = Vec::new();
    let mut block = [0_u8; 4096];
    // Blank lines may stand above the header.
    while head.len() < HEADER_LIMIT && !has_whole_line(&head) {
        match input.read(&mut block) {
            Ok(0) => break,
            Ok(count) => head.extend_from_slice(block.get(..count).unwrap_or(&[])),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(LogFault::Unreadable(error.to_string())),
        }
    }
    if head.iter().all(u8::is_ascii_whitespace) {
        return Err(LogFault::Empty);
    }
    Ok(head)
}

fn has_whole_line(head: &[u8]) -> bool {
    head.iter().skip_while(|byte| byte.is_ascii_whitespace()).any(|&byte| is_line_end(byte))
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

/// Says what a file is that is no table.
fn recognise(head: &[u8]) -> Result<(), LogFault> {
    let what = if head.starts_with(b"PK") {
        "it is a workbook or an archive; save the sheet as CSV in UTF-8"
    } else if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        "it is in UTF-16; save it as CSV in UTF-8"
    } else if head.starts_with(b"\x1f\x8b") || head.starts_with(b"\x28\xb5\x2f\xfd") {
        "it is compressed"
    } else if head.contains(&0) {
        "it has bytes that no text has"
    } else {
        return Ok(());
    };
    Err(LogFault::NotATable(what.to_owned()))
}

/// Where numbers have a decimal comma, tables are saved with semicolons; from some programs, with tabs.
fn delimiter(head: &[u8]) -> u8 {
    let body = head.iter().skip_while(|byte| byte.is_ascii_whitespace());
    let line: Vec<u8> = body.copied().take_while(|&byte| !is_line_end(byte)).collect();
    match (line.contains(&b','), line.contains(&b';'), line.contains(&b'\t')) {
        (false, true, _) => b';',
        (false, false, true) => b'\t',
        _ => b',',
    }
}

/// Passes a stream on, remembers where its lines begin, and stops within a row that is too long.
///
/// The reader of the table counts lines too, but from where the row before ended: with a carriage return before each line
/// feed, and after blank lines, that is not where the row stands.
struct Guard<R> {
    inner: R,
    /// Bytes passed on.
    offset: u64,
    /// The line of the next byte, from 1.
    line: u64,
    at_line_start: bool,
    after_return: bool,
    /// Where lines that are not blank begin, and their numbers; from the row in hand on.
    starts: VecDeque<(u64, u64)>,
    /// Where the row in hand begins.
    row_start: u64,
    row_too_long: bool,
}

impl<R> Guard<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            offset: 0,
            line: 1,
            at_line_start: true,
            after_return: false,
            starts: VecDeque::new(),
            row_start: 0,
            row_too_long: false,
        }
    }

    /// The line of the first row at or after a byte. Forgets all lines before it.
    fn line_at(&mut self, byte: u64) -> u64 {
        while self.starts.front().is_some_and(|&(start, _)| start < byte) {
            self.starts.pop_front();
        }
        self.starts.front().map_or(self.line, |&(_, line)| line)
    }

    fn note_lines(&mut self, bytes: &[u8]) {
        for (&byte, offset) in bytes.iter().zip(self.offset..) {
            if byte == b'\n' {
                // Together with a carriage return before it, one end of one line.
                self.line += u64::from(!self.after_return);
                self.at_line_start = true;
                self.after_return = false;
            } else if byte == b'\r' {
                self.line += 1;
                self.at_line_start = true;
                self.after_return = true;
            } else {
                if self.at_line_start {
                    self.starts.push_back((offset, self.line));
                    self.at_line_start = false;
                }
                self.after_return = false;
            }
        }
        self.offset += bytes.len() as u64;
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.offset.saturating_sub(self.row_start) > ROW_LIMIT {
            self.row_too_long = true;
            return Err(io::Error::other("the row is too long"));
        }
        let count = loop {
            match self.inner.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                outcome => break outcome?,
            }
        };
        self.note_lines(buffer.get(..count).unwrap_or(&[]));
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_without_a_header_has_the_names_that_it_is_given() {
        let text = "\u{feff}1\t\"Aleppo\t2016\r\n\r\n2\tHoms\n3\tIdlib, \"city\"\t2017";
        let mut table =
            Table::open_without_header(text.as_bytes(), &["ID", "Place name", "year"], b'\t').unwrap();
        assert_eq!(table.header, ["id", "place_name", "year"]);
        assert!(matches!(table.advance(), Ok(Next::Row(1))));
        assert_eq!(table.row(), vec!["1", "\"Aleppo", "2016"]);
        let Ok(Next::Fault(fault)) = table.advance() else { panic!("a row with two fields") };
        assert_eq!((fault.line, fault.reason.as_str()), (3, "the row has 2 fields and there are 3 columns"));
        assert!(matches!(table.advance(), Ok(Next::Row(4))));
        assert_eq!(table.row(), vec!["3", "Idlib, \"city\"", "2017"]);
        assert!(matches!(table.advance(), Ok(Next::End)));
    }
}
