//! From text to tree and back.
//!
//! [`sentences`] cuts a file at its full stops, [`parser`] reads each sentence by itself, so that a broken one hides no
//! other, `mends` answers the broken ones, and [`printer`] writes the tree in the one canonical form.

pub mod parser;
pub mod printer;
pub mod sentences;
pub mod tree;
pub mod walk;

mod mends;
