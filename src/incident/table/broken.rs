//! Why a stream of bytes ends before its end.

use std::error::Error;
use std::fmt;
use std::io;

/// A reason that a log's own bytes give, as opposed to the disk or the network that they come from. It travels as the
/// cause of an [`io::Error`] through whatever stands between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// What is compressed stops in the middle.
    CutShort,
    /// What is compressed makes no sense from here on.
    Damaged,
    /// What was unpacked is not what was packed; where it differs is not known.
    WrongSum,
    /// It unpacks to more than any log has.
    TooLarge,
    /// A row goes on and on.
    RowTooLong,
}

impl Broken {
    /// The reason in an error, if it is one of these.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref::<Self>().copied()
    }
}

impl From<Broken> for io::Error {
    fn from(broken: Broken) -> Self {
        Self::other(broken)
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutShort => formatter.write_str("the compressed file breaks off here"),
            Self::Damaged => formatter.write_str("the compressed file is damaged here"),
            Self::WrongSum => formatter.write_str(
                "the check sum of the compressed file is wrong, so that rows above this line may differ from what was packed",
            ),
            Self::TooLarge => write!(
                formatter,
                "it unpacks to more than {} MB, or to more than {} times its size",
                super::unpack::LARGEST_BYTES / (1024 * 1024),
                super::unpack::LARGEST_RATIO
            ),
            Self::RowTooLong => write!(formatter, "the row has more than {} KB, as when a quotation mark is never closed", super::ROW_LIMIT / 1024),
        }
    }
}

impl Error for Broken {}
