//! Sets: over a finite universe ([`Bits`]) and over the whole numbers ([`Intervals`]).
//!
//! They stand below everything else: the model says with them who belongs to a group and when a period runs, and
//! the scope algebra builds its boxes from them. They know nothing of agreements.

mod bits;
mod intervals;

pub use bits::Bits;
pub use intervals::{EARLIEST, Intervals, LATEST};
