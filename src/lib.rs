//! Armistice: ceasefire agreements written down so that a machine can check them.

pub mod catalogue;
pub mod diagnostic;
pub mod incident;
pub mod model;
pub mod scope;
pub mod sets;
pub mod source;
pub mod suggest;
pub mod syntax;
