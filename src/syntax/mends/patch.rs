//! Edits that are tried on a sentence, and the way back from the edited text to the written one.

use std::ops::Range;

/// A sentence after some edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct Patch {
    text: String,
    /// In the order of the text, none touching another: what was replaced, and how long the replacement is.
    edits: Vec<(Range<usize>, usize)>,
}

impl Patch {
    /// Edits a text; `None` where the edits overlap or do not fit the text.
    pub fn new(text: &str, edits: &[(Range<usize>, String)]) -> Option<Self> {
        let mut sorted: Vec<_> = edits.iter().collect();
        sorted.sort_by_key(|(range, _)| (range.start, range.end));
        let mut patch = Self { text: String::with_capacity(text.len() + 16), edits: Vec::new() };
        let mut at = 0;
        for (range, replacement) in sorted {
            patch.text.push_str(text.get(at..range.start)?);
            patch.text.push_str(replacement);
            patch.edits.push((range.clone(), replacement.len()));
            at = range.end;
        }
        patch.text.push_str(text.get(at..)?);
        Some(patch)
    }

    /// The text after the edits.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the written text from which a byte of the edited text comes; inside a replacement, its begin.
    pub fn origin(&self, at: usize) -> usize {
        self.trace(at, false)
    }

    /// The same for the end of a stretch; inside a replacement, the end of what was replaced.
    pub fn origin_of_end(&self, at: usize) -> usize {
        self.trace(at, true)
    }

    fn trace(&self, at: usize, end: bool) -> usize {
        // How many bytes the edited text has before this place, and the written text.
        let (mut edited, mut written) = (0, 0);
        for (range, length) in &self.edits {
            let begin = edited + (range.start - written);
            if at < begin || (end && at == begin) {
                break;
            }
            if at < begin + length || (end && at == begin + length) {
                return if end { range.end } else { range.start };
            }
            edited = begin + length;
            written = range.end;
        }
        written + at.saturating_sub(edited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_written_text() {
        let patch =
            Patch::new("a must go.", &[(2..6, "shall".to_owned()), (9..9, " on".to_owned())]).unwrap();
        assert_eq!(patch.text(), "a shall go on.");
        assert_eq!((patch.origin(2), patch.origin_of_end(7)), (2, 6));
        assert_eq!((patch.origin(8), patch.origin_of_end(10)), (7, 9));
        assert_eq!((patch.origin(11), patch.origin_of_end(13)), (9, 9));
        assert_eq!((patch.origin(13), patch.origin_of_end(14)), (9, 10));
        assert!(Patch::new("abc", &[(0..2, String::new()), (1..3, String::new())]).is_none());
    }
}
