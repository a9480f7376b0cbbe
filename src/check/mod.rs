//! What is provable about the text of an agreement.

use crate::diagnostic::{self, Diagnostic};
use crate::source::{FileId, Sources};
use crate::syntax::parser;

/// Everything that can be found in one agreement, sorted. This is what `armistice check` prints.
#[must_use]
pub fn check(sources: &Sources, file: FileId) -> Vec<Diagnostic> {
    let mut found = parser::parse(sources, file).diagnostics;
    diagnostic::sort(&mut found);
    found
}
