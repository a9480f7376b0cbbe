//! Periods of which the text states both a length and an end.

use crate::model::ids::{ActorId, ClauseId};
use crate::model::time::Seconds;
use crate::source::Span;
use crate::syntax::tree::TimeUnit;

/// A period with a length and an end, which agree or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedPeriod {
    /// The first instant in it.
    pub begin: Seconds,
    /// The length as it is written: how many, and of what.
    pub length: (i64, TimeUnit),
    /// The first instant after it, by its length.
    pub by_length: Seconds,
    /// The first instant after it, by its end.
    pub by_end: Seconds,
    /// The words of the length.
    pub length_span: Span,
    /// The words of the end.
    pub end_span: Span,
    /// The clause that it is the time of; the time in force where absent.
    pub clause: Option<ClauseId>,
    /// Whose announcement it is; everybody's where empty.
    pub readers: Vec<ActorId>,
}
