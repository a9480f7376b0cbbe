//! What a log is kept in, by its first bytes.

use std::io::{self, Chain, Cursor, Read};

use crate::incident::LogFault;
use crate::incident::table::unpack::{LARGEST_BYTES, Unpacked};
use crate::incident::table::utf16::Decoded;
use crate::incident::table::{not_a_table, unreadable};

/// The first line with anything on it has no more bytes than this, where it is a header.
const HEADER_LIMIT: usize = 64 * 1024;

/// Stands in front of a workbook of which one sheet is asked for by name. No file of any kind begins like this.
const SHEET_MARK: &[u8] = b"\0sheet\0";

/// A log in what it is kept in.
pub(super) enum Container<R: Read> {
    /// Lines of text.
    Text(Text<R>),
    /// A workbook, and the name of the sheet that is asked for.
    Workbook { bytes: Vec<u8>, sheet: Option<String> },
}

/// Text in UTF-8, unpacked.
pub(super) struct Text<R: Read> {
    /// Whatever was read until the first line was complete, without a byte order mark.
    pub head: Vec<u8>,
    rest: Decoded<Unpacked<R>>,
    /// The encoding that it was in.
    pub encoding: &'static str,
}

impl<R: Read> Text<R> {
    /// Whether it seems to hold JSON objects. No name of a column begins with a brace.
    pub fn is_json(&self) -> bool {
        self.head.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
    }

    /// All of it.
    pub fn stream(self) -> Chain<Cursor<Vec<u8>>, impl Read + use<R>> {
        Cursor::new(self.head).chain(self.rest)
    }
}

/// A workbook of which the sheet `name` is to be read, as a stream for any profile.
pub(in crate::incident) fn on_sheet<R: Read>(name: &str, workbook: R) -> impl Read + use<R> {
    let mut mark = SHEET_MARK.to_vec();
    mark.extend_from_slice(name.replace('\0', " ").as_bytes());
    mark.push(0);
    Cursor::new(mark).chain(workbook)
}
