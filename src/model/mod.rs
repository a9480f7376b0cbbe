//! What an agreement means once its names are known.

pub mod standard;
