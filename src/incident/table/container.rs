//! What a log is kept in, by its first bytes.

use std::io::{self, Chain, Cursor, Read};

use crate::incident::LogFault;
use crate::incident::table::unpack::{HELD_BYTES, Unpacked};
use crate::incident::table::utf16::Decoded;
use crate::incident::table::{is_line_end, not_a_table, unreadable};

/// The first line with anything on it has no more bytes than this, where it is a header.
const HEADER_LIMIT: usize = 64 * 1024;

/// What a log is kept in shows in so many bytes.
const MARK_LENGTH: usize = 4;

/// A log in what it is kept in.
pub(super) enum Container<R: Read> {
    /// Lines of text.
    Text(Text<R>),
    /// A workbook, and the name of the sheet that is asked for.
    Workbook { bytes: Vec<u8>, sheet: Option<String> },
    /// A table that is kept by its columns.
    #[cfg(feature = "parquet")]
    Parquet(Vec<u8>),
}

/// Text in UTF-8, unpacked.
pub(super) struct Text<R: Read> {
    /// Whatever was read until the first line was complete, without a byte order mark.
    pub head: Vec<u8>,
    rest: Decoded<Unpacked<R>>,
    /// Why nothing can be read beyond the head, where that is known already.
    broken: Option<io::Error>,
    /// The encoding that it was in.
    pub encoding: &'static str,
}

impl<R: Read> Text<R> {
    /// Whether it seems to hold JSON objects. No name of a column begins with a brace.
    pub fn is_json(&self) -> bool {
        self.head.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
    }

    /// All of it.
    pub fn stream(self) -> Stream<R> {
        Cursor::new(self.head).chain(Rest { broken: self.broken, rest: self.rest })
    }
}

/// All of a text.
pub(super) type Stream<R> = Chain<Cursor<Vec<u8>>, Rest<R>>;

/// What follows the head of a text.
pub(super) struct Rest<R: Read> {
    broken: Option<io::Error>,
    rest: Decoded<Unpacked<R>>,
}

impl<R: Read> Read for Rest<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.broken.take() {
            Some(error) => Err(error),
            None => self.rest.read(buffer),
        }
    }
}

/// Looks at the first bytes, and unpacks and decodes what is text. `sheet` names the sheet that is meant of a workbook.
pub(super) fn open<R: Read>(mut input: R, sheet: Option<&str>) -> Result<Container<R>, LogFault> {
    let mut head = Vec::new();
    fill(&mut input, &mut head, MARK_LENGTH)?;
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Container::Workbook { bytes: whole(head, input)?, sheet: sheet.map(str::to_owned) });
    }
    if sheet.is_some() {
        return Err(LogFault::NotReadHere(
            "a sheet is asked for, and only a workbook (.xlsx) has sheets".to_owned(),
        ));
    }
    if head.starts_with(b"PAR1") {
        return parquet(head, input);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0") {
        let what =
            "it is a workbook in the old format or with a password; save it as .xlsx without one, or as CSV";
        return Err(LogFault::NotReadHere(what.to_owned()));
    }
    text(head, input).map(Container::Text)
}

#[cfg(feature = "parquet")]
fn parquet<R: Read>(head: Vec<u8>, input: R) -> Result<Container<R>, LogFault> {
    whole(head, input).map(Container::Parquet)
}

#[cfg(not(feature = "parquet"))]
fn parquet<R: Read>(_: Vec<u8>, _: R) -> Result<Container<R>, LogFault> {
    let why = "it is a Parquet file, and this program was built without the feature `parquet`; save it as CSV, or build with `--features parquet`";
    Err(LogFault::NotReadHere(why.to_owned()))
}

fn text<R: Read>(head: Vec<u8>, input: R) -> Result<Text<R>, LogFault> {
    let mut rest = Decoded::new(Unpacked::new(head, input)).map_err(|error| unreadable(&error))?;
    let encoding = rest.encoding();
    let mut head = Vec::new();
    let mut block = [0_u8; 4096];
    let mut broken = None;
    // Blank lines may stand above the header.
    while head.len() < HEADER_LIMIT && !has_whole_line(&head) {
        match rest.read(&mut block) {
            Ok(0) => break,
            Ok(count) => head.extend_from_slice(block.get(..count).unwrap_or(&[])),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if head.is_empty() => return Err(unreadable(&error)),
            Err(error) => {
                broken = Some(error);
                break;
            }
        }
    }
    if let Some(text) = head.strip_prefix(b"\xef\xbb\xbf") {
        head = text.to_vec();
    }
    if head.iter().all(u8::is_ascii_whitespace) {
        return Err(LogFault::Empty);
    }
    recognise(&head)?;
    Ok(Text { head, rest, broken, encoding })
}

/// Says what a file is that is no text.
fn recognise(head: &[u8]) -> Result<(), LogFault> {
    let what = if [&b"PK\x03\x04"[..], b"PAR1", b"\x1f\x8b", b"\x28\xb5\x2f\xfd"]
        .iter()
        .any(|magic| head.starts_with(magic))
    {
        "it is compressed twice; unpack it once"
    } else if head.contains(&0) {
        "it has bytes that no text has"
    } else if is_json_array(head) {
        "it is a JSON array; put each object of it on a line of its own, without the brackets and the commas between them"
    } else {
        return Ok(());
    };
    Err(not_a_table(what))
}

fn is_json_array(head: &[u8]) -> bool {
    let mut signs = head.iter().filter(|byte| !byte.is_ascii_whitespace());
    signs.next() == Some(&b'[') && signs.next() == Some(&b'{')
}

/// Reads until there are so many bytes, or no more.
fn fill(input: &mut impl Read, head: &mut Vec<u8>, length: usize) -> Result<(), LogFault> {
    let missing = length.saturating_sub(head.len()) as u64;
    input.take(missing).read_to_end(head).map_err(|error| unreadable(&error))?;
    Ok(())
}

/// All of a file of which the pieces lie anywhere.
fn whole(mut head: Vec<u8>, input: impl Read) -> Result<Vec<u8>, LogFault> {
    input.take(HELD_BYTES).read_to_end(&mut head).map_err(|error| unreadable(&error))?;
    if head.len() as u64 > HELD_BYTES { Err(too_large_to_hold()) } else { Ok(head) }
}

/// What is read from the end, or twice, is held in memory, and so is bounded more closely.
pub(super) fn too_large_to_hold() -> LogFault {
    LogFault::NotReadHere(format!(
        "its content has more than {} MB, and a workbook, JSON lines and Parquet are held in memory; save it as CSV",
        HELD_BYTES / (1024 * 1024)
    ))
}

fn has_whole_line(head: &[u8]) -> bool {
    head.iter().skip_while(|byte| byte.is_ascii_whitespace()).any(|&byte| is_line_end(byte))
}
