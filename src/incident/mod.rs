//! Incident logs.
pub mod record;
pub use record::*;
