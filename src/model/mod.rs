//! The model of an agreement: what its names stand for.

pub mod map;
