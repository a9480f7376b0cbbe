//! Mends that change nothing that anybody is bound to, written into a text.

use crate::diagnostic::{Diagnostic, Edit};
use crate::source::FileId;

/// A text with every safe mend of some findings made that concerns this file alone, and how many that were. Of mends that
/// touch the same words the first is made.
#[must_use]
pub fn mended(text: &str, file: FileId, found: &[Diagnostic]) -> (String, usize) {
    let safe = found.iter().filter_map(|finding| finding.helps.iter().find(|help| help.safe));
    let own = safe.filter(|help| help.edits.iter().all(|edit| edit.span.file == file));
    let mut edits: Vec<Edit> = Vec::new();
    let mut made = 0;
    for help in own.filter(|help| !help.edits.is_empty()) {
        let touches = |edit: &Edit| {
            edits.iter().any(|other| edit.span.start < other.span.end && other.span.start < edit.span.end)
        };
        if help.edits.iter().any(touches) {
            continue;
        }
        edits.extend(help.edits.iter().cloned());
        made += 1;
    }
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut mended = text.to_owned();
    for edit in edits.iter().filter(|edit| text.get(edit.span.range()).is_some()) {
        mended.replace_range(edit.span.range(), &edit.replacement);
    }
    (mended, made)
}
