//! Where the lines of a stream begin.

use std::collections::VecDeque;
use std::io::{self, Read};

use super::ROW_LIMIT;
use super::broken::Broken;

/// Passes a stream on, remembers where its lines begin, and stops within a row that is too long.
///
/// The reader of the table counts lines too, but from where the row before ended: with a carriage return before each line
/// feed, and after blank lines, that is not where the row stands.
pub(super) struct Guard<R> {
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
    pub row_start: u64,
}

impl<R> Guard<R> {
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            offset: 0,
            line: 1,
            at_line_start: true,
            after_return: false,
            starts: VecDeque::new(),
            row_start: 0,
        }
    }

    /// The line of the first row at or after a byte. Forgets all lines before it.
    pub fn line_at(&mut self, byte: u64) -> u64 {
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
            return Err(Broken::RowTooLong.into());
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
