//! Armistice: ceasefire agreements written down so that a machine can check them.
//!
//! The library takes texts and gives facts. It reads no file, no clock and no environment: the caller puts texts into
//! [`source::Sources`], [`review::check`] returns a report of [`diagnostic::Diagnostic`]s, and [`render`] draws them. Imports run one
//! way, from `cli` down to `source`; `docs/architecture.md` has the order and the reasons.
//!
//! ```
//! use armistice::{review, source::Sources};
//!
//! let mut sources = Sources::default();
//! let file = sources.add("truce.agreement", "agreement \"Truce\".\nsigned 2015-02-29.\n");
//! let found = review::check(&mut sources, file, &(), &review::Settings::default());
//! assert!(found.found.iter().any(|finding| finding.code.slug == "no-such-date"));
//! ```

pub mod ask;
pub mod catalogue;
pub mod check;
pub mod checklist;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod diff;
pub mod draft;
pub mod evaluate;
pub mod gaps;
pub mod graph;
pub mod incident;
pub mod lint;
pub mod model;
pub mod render;
pub mod review;
pub mod scope;
pub mod sets;
pub mod source;
pub mod suggest;
pub mod syntax;
