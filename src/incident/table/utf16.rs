//! UTF-16 with a byte order mark, which spreadsheets save as "Unicode text", as UTF-8.

use std::io::{self, Read};

/// A byte that UTF-8 never has. It stands for what is no character, so that the row is told and not read.
const NO_CHARACTER: u8 = 0xff;

/// A stream of text in UTF-8, whichever of the two it was in.
pub(super) struct Decoded<R> {
    inner: R,
    order: Option<Order>,
    /// Of a character that is not read to its end: its bytes so far.
    begun: Vec<u8>,
    /// Decoded and not handed out; the first `given` bytes of it were.
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

/// Which byte of two comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Big,
    Little,
}

impl<R: Read> Decoded<R> {
    /// Looks at the first bytes for a byte order mark. What has none is passed on as it is.
    pub fn new(mut inner: R) -> io::Result<Self> {
        let mut mark = [0_u8; 2];
        let mut length = 0;
        while let Some(rest) = mark.get_mut(length..).filter(|rest| !rest.is_empty()) {
            match inner.read(rest) {
                Ok(0) => break,
                Ok(count) => length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let order = match mark.get(..length) {
            Some(b"\xff\xfe") => Some(Order::Little),
            Some(b"\xfe\xff") => Some(Order::Big),
            _ => None,
        };
        let ready = if order.is_some() { Vec::new() } else { mark.iter().take(length).copied().collect() };
        Ok(Self { inner, order, begun: Vec::new(), ready, given: 0, ended: false })
    }

    /// The encoding that the bytes are in.
    pub fn encoding(&self) -> &'static str {
        if self.order.is_some() { "UTF-16" } else { "UTF-8" }
    }

    fn decode(&mut self, order: Order) -> io::Result<()> {
        let mut block = [0_u8; 8192];
        let count = self.inner.read(&mut block)?;
        self.ended = count == 0;
        self.begun.extend_from_slice(block.get(..count).unwrap_or(&[]));
        let mut units: Vec<u16> = self
            .begun
            .chunks_exact(2)
            .map(|pair| {
                let pair = [pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)];
                if order == Order::Big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
            })
            .collect();
        // The first half of a pair waits for the second.
        if !self.ended && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
            units.pop();
        }
        self.begun.drain(..units.len() * 2);
        self.ready.clear();
        self.given = 0;
        for character in char::decode_utf16(units) {
            match character {
                Ok(character) => {
                    self.ready.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                Err(_) => self.ready.push(NO_CHARACTER),
            }
        }
        if self.ended && !self.begun.is_empty() {
            self.begun.clear();
            self.ready.push(NO_CHARACTER);
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let rest = self.ready.get(self.given..).unwrap_or(&[]);
            if !rest.is_empty() {
                let count = rest.len().min(buffer.len());
                for (to, from) in buffer.iter_mut().zip(rest) {
                    *to = *from;
                }
                self.given += count;
                return Ok(count);
            }
            match self.order {
                None => return self.inner.read(buffer),
                Some(_) if self.ended => return Ok(0),
                Some(order) => self.decode(order)?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Hands out a few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(buffer.len());
            self.0.read(&mut buffer[..length])
        }
    }

    fn decoded(bytes: &[u8], step: usize) -> Vec<u8> {
        let mut text = Vec::new();
        Decoded::new(Slow(bytes, step)).unwrap().read_to_end(&mut text).unwrap();
        text
    }

    proptest! {
        #[test]
        fn any_text_comes_out_as_it_went_in(text in "\\PC{0,40}", step in 1_usize..5) {
            let big: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
            let little: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            prop_assert_eq!(decoded(&big, step), text.as_bytes());
            prop_assert_eq!(decoded(&little, step), text.as_bytes());
            prop_assert_eq!(decoded(text.as_bytes(), step), text.as_bytes());
        }
    }

    #[test]
    fn what_is_no_character_is_no_utf_8_either() {
        assert_eq!(decoded(b"\xff\xfea\0\x00\xd8b\0", 1), b"a\xffb");
        assert_eq!(decoded(b"\xff\xfea\0\x00\xd8", 3), b"a\xff");
        assert_eq!(decoded(b"\xfe\xff\0a\0", 2), b"a\xff");
        assert_eq!(decoded(b"", 1), b"");
        assert_eq!(decoded(b"a", 1), b"a");
    }
}
