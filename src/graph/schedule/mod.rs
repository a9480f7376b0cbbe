//! The schedule: whether everything that an agreement wants can happen in time.
//!
//! A simple temporal network (R. Dechter, I. Meiri and J. Pearl, "Temporal constraint networks", Artificial Intelligence 49,
//! 1991) in civil time: its lengths are shifts on a calendar and not numbers of seconds. `docs/findings.md` defines it.

mod events;
mod length;
mod network;
mod rising;

pub use self::events::{Happening, Reason, Schedule};
pub use self::length::{Length, spread};
pub use self::network::{Collision, Constraint, EventId, Network, Outcome, Step};
