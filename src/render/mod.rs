//! Findings, drawn: for people, for editors, for pipelines.
//!
//! Everything here takes facts and gives text back; who prints it where is the command's business. Only
//! [`terminal`] needs the command's dependencies.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity, Waived};
use crate::source::Sources;

#[cfg(feature = "cli")]
pub mod terminal;

pub mod ask;
pub mod belonging;
pub mod checklist;
pub mod comparison;
pub mod diff;
pub mod evaluation;
pub mod gaps;
pub mod github;
pub mod graph;
mod html;
pub mod json;
mod page;
pub mod sarif;
pub mod short;
pub mod timetable;
pub mod visible;
pub mod why;

/// What one run has to say, and about what.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// The texts that the labels point into.
    pub sources: &'a Sources,
    /// The findings that count, sorted.
    pub found: &'a [Diagnostic],
    /// The findings that the drafter has waived, sorted. They are counted, not hidden.
    pub waived: &'a [Waived],
    /// The files that were read, so that a result can be reproduced.
    pub inputs: &'a [Input],
    /// The options that can change what is found, as they were given.
    pub options: &'a [String],
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Input {
    /// The name under which it was given; `file` in every schema.
    #[serde(rename = "file")]
    pub name: String,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// How many findings there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of level error.
    pub errors: usize,
    /// Of level warning.
    pub warnings: usize,
    /// Of level note.
    pub notes: usize,
    /// Waived, of whatever level.
    pub waived: usize,
}

impl Findings<'_> {
    /// How many there are of each kind.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let of = |severity| self.found.iter().filter(|finding| finding.severity == severity).count();
        Counts {
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            notes: of(Severity::Note),
            waived: self.waived.len(),
        }
    }
}

impl Counts {
    /// One line: `3 errors, 1 warning, 2 waived`; `nothing found` where there is nothing.
    #[must_use]
    pub fn summary(&self) -> String {
        let of = |count: usize, word: &str| match count {
            0 => None,
            1 => Some(format!("1 {word}")),
            _ => Some(format!("{count} {word}s")),
        };
        let waived = (self.waived > 0).then(|| format!("{} waived", self.waived));
        let parts: Vec<String> =
            [of(self.errors, "error"), of(self.warnings, "warning"), of(self.notes, "note"), waived]
                .into_iter()
                .flatten()
                .collect();
        if parts.is_empty() { "nothing found".to_owned() } else { parts.join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_each_kind_in_words() {
        let summary = |errors, warnings, notes, waived| Counts { errors, warnings, notes, waived }.summary();
        assert_eq!(summary(3, 1, 0, 2), "3 errors, 1 warning, 2 waived");
        assert_eq!(summary(1, 0, 2, 0), "1 error, 2 notes");
        assert_eq!(summary(0, 0, 0, 0), "nothing found");
    }
}

#[cfg(test)]
mod machine_tests;
