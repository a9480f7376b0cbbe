//! Armistice: ceasefire agreements written down so that a machine can check them.

pub mod catalogue;
pub mod diagnostic;
pub mod render;
pub mod source;
pub mod syntax;
