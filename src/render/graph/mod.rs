//! The rule graph, drawn: for Graphviz, for Mermaid, and as an SVG that needs neither.
//!
//! [`Picture`] says what is drawn, in words and without a format: cards (clauses, and what they lead to), articles that hold
//! clauses, links, and what was found about them. Each format is a function from it to text. `docs/graph.md` explains the
//! marks to readers.

mod cards;
pub mod dot;
mod layout;
mod marks;
pub mod mermaid;
mod picture;
pub mod svg;
mod text;
mod view;
pub(in crate::render) mod words;

pub use self::marks::Marks;
pub use self::picture::{Card, CardKind, End, Group, Link, LinkKind, Picture, Remark};
pub use self::view::{Around, Show, View};

#[cfg(test)]
mod tests;
