//! What is compressed, unpacked as it is read, and never to more than a log can be.

use std::io::{self, Chain, Cursor, Read};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::broken::Broken;

/// No log has more text than this, unpacked. What is larger is read in parts.
pub(super) const LARGEST_BYTES: u64 = 256 * 1024 * 1024;

/// What must be held in memory as a whole has no more than this, unpacked.
pub(super) const HELD_BYTES: u64 = 128 * 1024 * 1024;

/// What is packed more densely than this is no table of reports: these shrink to a fifth or a tenth.
pub(super) const LARGEST_RATIO: u64 = 500;

/// So much may come out whatever went in: the first block of a small file can be dense.
const UNQUESTIONED_BYTES: u64 = 16 * 1024 * 1024;

/// Whether what came out of so many bytes is more than there can be.
pub(super) fn is_too_much(packed: u64, unpacked: u64) -> bool {
    unpacked > LARGEST_BYTES
        || (unpacked > UNQUESTIONED_BYTES && unpacked > packed.saturating_mul(LARGEST_RATIO))
}

/// A stream of which the beginning was read already, to see what it is.
pub(super) type Begun<R> = Chain<Cursor<Vec<u8>>, R>;

/// A stream without its compression.
pub(super) enum Unpacked<R: Read> {
    Plain(Begun<R>),
    Gzip(Box<Gunzip<Begun<R>>>),
    Zstandard(Box<Unzstd<Begun<R>>>),
}

impl<R: Read> Unpacked<R> {
    /// Unpacks a stream by what its first bytes say it is.
    pub fn new(head: Vec<u8>, rest: R) -> Self {
        let gzip = head.starts_with(b"\x1f\x8b");
        let zstandard = head.starts_with(b"\x28\xb5\x2f\xfd");
        let stream = Cursor::new(head).chain(rest);
        if gzip {
            Self::Gzip(Box::new(Gunzip { decoder: MultiGzDecoder::new(Counted::new(stream)), unpacked: 0 }))
        } else if zstandard {
            Self::Zstandard(Box::new(Unzstd::new(stream)))
        } else {
            Self::Plain(stream)
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buffer),
            Self::Gzip(stream) => stream.read(buffer),
            Self::Zstandard(stream) => stream.read(buffer),
        }
    }
}

/// Counts what passes, and notices the end.
struct Counted<R> {
    inner: R,
    count: u64,
    ended: bool,
}

impl<R> Counted<R> {
    fn new(inner: R) -> Self {
        Self { inner, count: 0, ended: false }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count += count as u64;
        self.ended |= count == 0 && !buffer.is_empty();
        Ok(count)
    }
}

/// Gzip, of one member or several one after the other.
pub(super) struct Gunzip<R> {
    decoder: MultiGzDecoder<Counted<R>>,
    unpacked: u64,
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.decoder.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Broken::CutShort.into(),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                // The decoder tells the two apart in words alone.
                let sum = error.to_string().contains("checksum");
                if sum { Broken::WrongSum.into() } else { Broken::Damaged.into() }
            }
            _ => error,
        })?;
        self.unpacked += count as u64;
        if is_too_much(self.decoder.get_ref().count, self.unpacked) {
            return Err(Broken::TooLarge.into());
        }
        Ok(count)
    }
}

/// Zstandard, of one frame or several one after the other.
pub(super) struct Unzstd<R> {
    source: Counted<R>,
    decoder: FrameDecoder,
    state: Frames,
    unpacked: u64,
}

#[derive(Clone, Copy)]
enum Frames {
    Between,
    Within,
    /// What was unpacked before the break comes out first.
    Before(Broken),
    Over,
}

impl<R: Read> Unzstd<R> {
    fn new(stream: R) -> Self {
        Self {
            source: Counted::new(stream),
            decoder: FrameDecoder::new(),
            state: Frames::Between,
            unpacked: 0,
        }
    }

    /// Goes on to the next frame, over those that hold nothing of the text.
    fn next_frame(&mut self) -> io::Result<Frames> {
        loop {
            let before = self.source.count;
            match self.decoder.init(&mut self.source) {
                Ok(()) => return Ok(Frames::Within),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    if io::copy(&mut self.source.by_ref().take(length), &mut io::sink())? < length {
                        return Err(Broken::CutShort.into());
                    }
                }
                Err(_) if self.source.ended && self.source.count == before => return Ok(Frames::Over),
                Err(_) => return Err(self.why().into()),
            }
        }
    }

    fn why(&self) -> Broken {
        if self.source.ended { Broken::CutShort } else { Broken::Damaged }
    }

    /// Unpacks until something can be handed out, or the frame is at its end.
    fn unpack(&mut self) -> io::Result<()> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let one = BlockDecodingStrategy::UptoBlocks(1);
            if self.decoder.decode_blocks(&mut self.source, one).is_err() {
                let broken = self.why();
                // The decoder keeps back what later blocks may refer to. With an empty last block it gives that out.
                let last = b"\x01\0\0\0\0\0\0".as_slice();
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(last, one).map_err(|_| io::Error::from(broken))?;
                self.state = Frames::Before(broken);
            }
        }
        Ok(())
    }

    fn check_sum(&self) -> io::Result<()> {
        let stated = self.decoder.get_checksum_from_data();
        if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
            return Err(Broken::WrongSum.into());
        }
        Ok(())
    }
}

impl<R: Read> Read for Unzstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match self.state {
                Frames::Over => return Ok(0),
                Frames::Between => self.state = self.next_frame()?,
                Frames::Within => self.unpack()?,
                Frames::Before(_) => {}
            }
            let count = self.decoder.read(buffer)?;
            self.unpacked += count as u64;
            if is_too_much(self.source.count, self.unpacked) {
                return Err(Broken::TooLarge.into());
            }
            match self.state {
                _ if count > 0 => return Ok(count),
                Frames::Before(broken) => return Err(broken.into()),
                Frames::Within if self.decoder.is_finished() => {
                    self.check_sum()?;
                    self.state = Frames::Between;
                }
                Frames::Within | Frames::Between | Frames::Over => {}
            }
        }
    }
}
