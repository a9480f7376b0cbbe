//! Armistice: ceasefire agreements written down so that a machine can check them.

pub mod catalogue;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod render;
pub mod source;
pub mod syntax;
