//! The tree: what the sentences of an agreement say, as they were written.
//!
//! A name is not looked up here, and a condition is not understood: that is the model's work. What the tree keeps
//! is enough to print the file again: the order of statements, comments, and the blank lines between paragraphs.
//!
//! Where a node stands is not part of what it says: [`Spot`]s always compare equal, so two trees are equal when they
//! say the same, and "print and parse again" can be tested with `==`.
//!
//! The comment above each node gives its sentence, in the canonical form that [`super::printer`] prints. In these
//! comments `[ ]` is optional and `...` repeats.

mod actions;
mod clauses;
mod clocks;
mod conditions;
mod events;
mod places;
mod qualifiers;
mod scenarios;
mod statements;
mod words;

pub use actions::*;
pub use clauses::*;
pub use clocks::*;
pub use conditions::*;
pub use events::*;
pub use places::*;
pub use qualifiers::*;
pub use scenarios::*;
pub use statements::*;
pub use words::*;
