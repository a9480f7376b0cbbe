//! Words on a page for a browser.

use crate::render::visible::visible_line;

/// Words of a file, for a page.
pub(super) fn text(words: &str) -> String {
    escaped(&visible_line(words))
}

/// Nothing of a text is taken for a tag.
pub(super) fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            letter => safe.push(letter),
        }
    }
    safe
}
