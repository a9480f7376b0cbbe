//! What is provable about the text of an agreement.

use crate::catalogue;
use crate::diagnostic::{self, Diagnostic};
use crate::model::{self, SideFiles};
use crate::source::{FileId, Sources};
use crate::syntax::parser;

/// Everything that can be found in one agreement, sorted. This is what `armistice check` prints.
#[must_use]
pub fn check(sources: &Sources, file: FileId, files: &dyn SideFiles) -> Vec<Diagnostic> {
    let parsed = parser::parse(sources, file);
    let mut found = model::resolve(sources, &parsed.agreement, files).diagnostics;
    if parsed.diagnostics.iter().any(|finding| finding.code == &catalogue::UNREADABLE_SENTENCE) {
        // What a sentence that cannot be read would have declared is not missing: one cause is told once.
        found.retain(|finding| {
            finding.code != &catalogue::UNKNOWN_NAME && finding.code != &catalogue::UNKNOWN_CLAUSE
        });
    }
    found.extend(parsed.diagnostics);
    diagnostic::sort(&mut found);
    found
}
