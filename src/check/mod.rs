//! What is provable about the text of an agreement.

use crate::catalogue;
use crate::diagnostic::{self, Diagnostic};
use crate::model::{self, Model, SideFiles};
use crate::source::{FileId, Sources};
use crate::syntax::parser;

/// An agreement, as far as it could be understood, and everything that was found on the way.
pub struct Checked {
    /// The model. Only that of an agreement without errors may be judged by.
    pub model: Model,
    /// The findings, sorted.
    pub found: Vec<Diagnostic>,
}

/// Everything that can be found in one agreement, sorted. This is what `armistice check` prints.
#[must_use]
pub fn check(sources: &Sources, file: FileId, files: &dyn SideFiles) -> Vec<Diagnostic> {
    understand(sources, file, files).found
}

/// Reads and understands one agreement.
#[must_use]
pub fn understand(sources: &Sources, file: FileId, files: &dyn SideFiles) -> Checked {
    let parsed = parser::parse(sources, file);
    let resolved = model::resolve(sources, &parsed.agreement, files);
    let mut found = resolved.diagnostics;
    if parsed.incomplete {
        // What a sentence that cannot be read would have declared is not missing: one cause is told once.
        found.retain(|finding| {
            finding.code != &catalogue::UNKNOWN_NAME && finding.code != &catalogue::UNKNOWN_CLAUSE
        });
    }
    found.extend(parsed.diagnostics);
    diagnostic::sort(&mut found);
    Checked { model: resolved.model, found }
}
