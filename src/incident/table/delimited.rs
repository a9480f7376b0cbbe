//! Rows whose fields are separated by a delimiter.

use std::io::Read;

use csv::{ByteRecord, StringRecord};

use super::container::{Stream, Text};
use super::lines::Guard;
use super::{Next, Unnamed, break_off, is_line_end, not_a_table};
use crate::incident::LogFault;
use crate::incident::columns::fold_column;
use crate::incident::record::RowFault;

/// A delimited table, read up to some row.
pub(super) struct Delimited<R: Read> {
    reader: csv::Reader<Guard<Stream<R>>>,
    /// What separates the fields.
    pub delimiter: u8,
    /// Whether the header stands in the file.
    headed: bool,
    encoding: &'static str,
}

impl<R: Read> Delimited<R> {
    /// Reads the header, where it is not given.
    pub fn open(text: Text<R>, unnamed: Option<Unnamed>) -> Result<(Vec<String>, Self), LogFault> {
        let encoding = text.encoding;
        let headed = unnamed.is_none();
        let delimiter = unnamed.as_ref().map_or_else(|| delimiter(&text.head), |unnamed| unnamed.delimiter);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(headed)
            .delimiter(delimiter)
            .from_reader(Guard::new(text.stream()));
        let mut table = Self { reader, delimiter, headed, encoding };
        let header = match unnamed {
            Some(unnamed) => unnamed.names,
            None => table.read_header()?,
        };
        Ok((header, table))
    }

    fn read_header(&mut self) -> Result<Vec<String>, LogFault> {
        let mut first = ByteRecord::new();
        match self.reader.read_byte_record(&mut first) {
            Ok(true) => {}
            Ok(false) => return Err(LogFault::Empty),
            Err(error) => return Err(LogFault::Unreadable(error.to_string())),
        }
        let row = StringRecord::from_byte_record(first)
            .map_err(|_| not_a_table(format!("the header is not in {}", self.encoding)))?;
        Ok(row.iter().map(fold_column).collect())
    }

    /// Goes on to the next row.
    pub fn advance(&mut self, header: &[String], into: &mut StringRecord) -> Result<Next, LogFault> {
        let start = self.reader.position().byte();
        self.reader.get_mut().row_start = start;
        let mut bytes = std::mem::take(into).into_byte_record();
        let outcome = self.reader.read_byte_record(&mut bytes);
        let line = self.reader.get_mut().line_at(start);
        match outcome {
            Ok(false) => return Ok(Next::End),
            Ok(true) => {}
            Err(error) => {
                return match error.into_kind() {
                    csv::ErrorKind::Io(error) => break_off(&error, line),
                    other => Err(LogFault::Unreadable(format!("{other:?}"))),
                };
            }
        }
        let found = bytes.len();
        match StringRecord::from_byte_record(bytes) {
            Ok(row) => *into = row,
            Err(error) => {
                let column = header.get(error.utf8_error().field()).map_or("", String::as_str);
                let reason = format!("the column `{column}` is not in {}", self.encoding);
                return Ok(Next::Fault(RowFault { line, reason }));
            }
        }
        let expected = header.len();
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
