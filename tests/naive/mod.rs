//! A second implementation of `docs/semantics.md`, which lists facts one by one.
//!
//! It calls neither `scope` nor `evaluate` (of which it borrows the names of judgements, to compare). From the model it
//! takes what a text says: memberships, descriptions, and which cells of the map an area or a disc meets.
//!
//! A side has too many values to list them all. Two values of one side which no description that matters tells apart, and
//! of which a report allows both or neither in the same company, stand for each other: in any fact the one can be put for
//! the other, and the fact stays as possible, as forbidden and as excused as it was. So one of each such class is listed.
//! Times and measures are cut at every number at which some description or report begins or ends.

pub mod counts;
pub mod duties;
pub mod evidence;
pub mod incident;
pub mod judge;
pub mod listing;
pub mod world;
