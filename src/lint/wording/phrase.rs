//! Words of a quotation, as a finding shows them.

use crate::diagnostic::Diagnostic;
use crate::lint::quotation::{Quotation, words};
use crate::lint::{Text, Written};
use std::ops::Range;

/// Words that belong to the value after them.
const BEFORE: [&str; 22] = [
    "within", "by", "until", "before", "after", "from", "on", "in", "at", "for", "least", "most", "than",
    "later", "no", "the", "not", "more", "less", "up", "to", "over",
];

/// A value with the small words before it: "no later than 15 October".
pub fn with_what_leads(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = words(text.get(..range.start).unwrap_or_default());
    let leading = before.iter().rev().take(3);
    let leading = leading.take_while(|(_, word)| BEFORE.contains(&word.to_lowercase().as_str()));
    let mut start = range.start;
    for (own, _) in leading {
        let gap = text.get(own.end..start).unwrap_or(".");
        if !gap.chars().all(char::is_whitespace) {
            break;
        }
        start = own.start;
    }
    start..range.end
}

/// Words of a quotation in quotation marks, of so many letters at most.
pub fn quoted(text: &str, range: &Range<usize>, longest: usize) -> String {
    let own = text.get(range.clone()).unwrap_or_default();
    match own.chars().count() > longest {
        true => format!("\"{}…\"", own.chars().take(longest).collect::<String>().trim_end()),
        false => format!("\"{own}\""),
    }
}

/// A clause's number, so short that it fits a title.
pub fn number(written: &Written<'_>) -> String {
    written.label().chars().take(8).collect()
}

/// Adds what the text says besides, up to three more of it.
pub fn and_the_others(
    mut diagnostic: Diagnostic,
    quotation: &Quotation<'_>,
    others: &[Range<usize>],
) -> Diagnostic {
    for range in others.iter().take(3) {
        diagnostic = diagnostic.and(quotation.part(range), "and this");
    }
    diagnostic
}

/// Whether official wording is a whole sentence, of which one can say what it leaves out: it binds somebody, and nothing
/// is left out of it.
pub fn is_whole(text: &Text<'_>, wording: &str) -> bool {
    const BINDS: [&str; 7] = ["shall", "will", "must", "may", "should", "undertake", "undertakes"];
    let cut = wording.contains('…') || wording.contains("...");
    // What is vague in the text may be made exact in the clause: that is how a vague word is mended.
    let vague = !text.lexicon.find(crate::catalogue::VAGUE_WORD.slug, wording).is_empty();
    !cut && !vague && words(wording).iter().any(|(_, word)| BINDS.contains(&word.to_lowercase().as_str()))
}
