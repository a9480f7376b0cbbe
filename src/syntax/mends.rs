//! Answers to sentences that cannot be read.

mod patch;

pub(super) use self::patch::Patch;

use super::sentences::Ending;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// A sentence that cannot be read.
pub(super) struct Broken<'a> {
    /// The whole file.
    pub text: &'a str,
    pub file: FileId,
    /// Where the sentence begins.
    pub start: usize,
    /// Where it ends, with its mark.
    pub end: usize,
    pub ending: Ending,
    /// The first byte, counted from `start`, that fits nowhere.
    pub failed_at: usize,
}

/// What is said about it.
pub(super) struct Answer {
    pub diagnostic: Diagnostic,
    /// The edits that let the parser read it.
    pub patch: Option<Patch>,
    /// Where the next sentence begins, if the stretch holds several.
    pub rest: Option<usize>,
}

/// How much may still be tried in this file.
#[derive(Default)]
pub(super) struct Budget;

pub(super) fn answer(broken: &Broken, _budget: &mut Budget) -> Answer {
    let at = broken.start + broken.failed_at;
    let rest = broken.text.get(at..broken.end).unwrap_or("");
    let length = rest.split_whitespace().next().map_or(0, str::len);
    let span = Span::new(broken.file, at, at + length);
    let diagnostic = Diagnostic::new(&catalogue::UNREADABLE_SENTENCE, span, "this sentence cannot be read")
        .because("the first word that fits nowhere");
    Answer { diagnostic, patch: None, rest: None }
}
