//! Text on a page: how wide it is, where it breaks, and what must be escaped.
//!
//! The fonts of the reader are not known, so widths are those of a wide common face, by classes of letters: a line may end
//! early, and never leaves its box.

use crate::render::visible::visible;
use std::fmt::Write;

/// How wide a text is about, in pixels, at a size in pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// How wide a letter is, in parts of the size.
fn em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '\u{2026}' => 1.0,
        'A'..='Z' => 0.73,
        // Marks that stand over or under the letter before them, and marks of direction.
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200f}' | '\u{61c}' => 0.0,
        // Kana, ideographs, Hangul, full-width forms.
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 1.05,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => 1.05,
        '\u{1f000}'.. => 1.3,
        letter if letter.is_ascii() => 0.64,
        letter if letter.is_uppercase() => 0.8,
        _ => 0.68,
    }
}

/// Breaks a text between words into lines of at most a width, and into as many at most; what does not fit is replaced
/// by three dots. A word longer than a line is cut.
pub(super) fn wrap(text: &str, size: f64, most: f64, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, size, most)) {
        let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
        if width(&longer, size) <= most || line.is_empty() {
            line = longer;
            continue;
        }
        if wrapped.len() + 1 >= lines {
            while width(&line, size) + size > most && line.pop().is_some() {}
            wrapped.push(format!("{}\u{2026}", line.trim_end_matches([' ', ','])));
            return wrapped;
        }
        wrapped.push(std::mem::replace(&mut line, word));
    }
    if !line.is_empty() || wrapped.is_empty() {
        wrapped.push(line);
    }
    wrapped
}

/// A word in pieces that each fit a line.
fn pieces(word: &str, size: f64, most: f64) -> Vec<String> {
    if width(word, size) <= most {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let full = pieces
            .last()
            .is_some_and(|piece| !piece.is_empty() && width(piece, size) + em(letter) * size > most);
        if full {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}

/// A text for the content or an attribute of an XML document.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A text for a quoted string of the DOT language, of which `\l` ends a line that is set to the left.
pub(super) fn dot(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\l")
}

/// A text for a quoted label of Mermaid. It reads Markdown and HTML in labels, so whatever could begin either is written by
/// its number.
pub(super) fn mermaid(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '\n' => escaped.push_str("<br>"),
            '\t' => escaped.push(' '),
            ' ' | ',' | '.' | ':' | '/' | '(' | ')' => escaped.push(letter),
            letter if letter.is_ascii_alphanumeric() || !letter.is_ascii() => escaped.push(letter),
            // Within a word neither begins anything.
            '-' | '_' if escaped.ends_with(char::is_alphanumeric) => escaped.push(letter),
            letter => {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "#{};", u32::from(letter));
            }
        }
    }
    escaped
}
