//! Text from a file, made safe to show.
//!
//! An agreement may come from anybody. Characters that a terminal obeys (escapes, carriage returns) or that reorder
//! what is seen (the bidirectional controls of "Trojan source") are shown as a mark instead.

use std::borrow::Cow;

/// The same text with every character marked that would move the cursor or reorder the line. Line feeds and tabs stay.
///
/// INVARIANT: the result is as many bytes long as the text, character for character, so spans fit both.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| mark(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let ends_line = c == '\r' && rest.peek() == Some(&'\n');
        result.push(if ends_line { c } else { mark(c).unwrap_or(c) });
    }
    Cow::Owned(result)
}

/// The same, on one line.
#[must_use]
pub fn visible_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands for a character that must not reach a terminal: one of the same length in UTF-8.
fn mark(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => None,
        '\0'..='\u{1f}' | '\u{7f}' => Some('?'),
        '\u{80}'..='\u{9f}' => Some('·'),
        // The marks of direction that Arabic needs (200e, 200f, 061c) move nothing beyond their neighbours and stay.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => Some('\u{fffd}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_and_overrides_are_marked_and_letters_stay() {
        assert_eq!(visible("a\u{1b}[31mb\u{9b}\u{202e}c\rd\r\n"), "a?[31mb·\u{fffd}c?d\r\n");
        assert_eq!(visible("حلب\t\"x\"\n"), "حلب\t\"x\"\n");
        assert_eq!(visible_line("a\n  b\tc"), "a b c");
    }

    proptest! {
        #[test]
        fn characters_keep_their_bytes(text in "\\PC*|[\\x00-\\x{9f}\\r\\n\\x{2020}-\\x{2070}]*") {
            let shown = visible(&text);
            let starts = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            prop_assert_eq!(starts(&shown), starts(&text));
            let escape = shown.contains('\u{1b}');
            prop_assert!(!escape);
        }
    }
}
