//! The words of a sentence, and the words of the language.

use std::ops::Range;

use crate::syntax::sentences::is_space;

/// The words outside quotation marks and comments: letters, digits, `_`, and `-` between them.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins = letter == '-' && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if letter.is_alphanumeric()
            || letter == '_'
            || (start.is_some() && (joins || !letter.is_ascii() && !is_space(letter) && !is_dash(letter)))
        {
            start = start.or(Some(at));
            continue;
        }
        words.extend(start.take().map(|start| start..at));
        match letter {
            '"' => {
                while let Some((_, letter)) = letters.next() {
                    match letter {
                        '\\' => drop(letters.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            '#' => while letters.next_if(|(_, letter)| *letter != '\n').is_some() {},
            _ => {}
        }
    }
    words.extend(start.map(|start| start..text.len()));
    words
}

/// Marks that end a word although they are no ASCII.
fn is_dash(letter: char) -> bool {
    matches!(letter, '—' | '–' | '“' | '”' | '„' | '«' | '»')
}

/// The stretch without white space around a byte, without the marks at its end.
pub(super) fn stretch(text: &str, at: usize) -> Range<usize> {
    let head = text.get(..at).unwrap_or(text);
    let start =
        head.rfind(is_space).map_or(0, |space| space + head.get(space..).and_then(first_length).unwrap_or(1));
    let rest = text.get(start..).unwrap_or("");
    let written = rest.split(is_space).next().unwrap_or("");
    start..start + written.trim_end_matches(['.', ',', ';', ':']).len()
}

fn first_length(text: &str) -> Option<usize> {
    text.chars().next().map(char::len_utf8)
}

/// The stretch before the one that begins at a byte.
pub(super) fn stretch_before(text: &str, start: usize) -> Range<usize> {
    let head = text.get(..start).unwrap_or("").trim_end();
    if head.is_empty() { 0..0 } else { stretch(text, head.len()) }
}

/// Every word of the language. The grammar is read for them, so that none is forgotten here.
pub(super) fn vocabulary() -> impl Iterator<Item = &'static str> {
    let grammar = include_str!("../../../grammar/agreement.pest");
    let words = grammar.lines().filter_map(|line| line.strip_prefix("k_")?.split(' ').next());
    words
        .chain(["minutes", "hours", "days", "weeks", "months", "years", "miles", "km", "yards", "metres"])
        .chain([
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            "minute",
            "hour",
        ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_outside_quotations_and_comments() {
        let text = "2.1 \"not these\" Ахрар al-Sham — x. # nor these";
        let found: Vec<_> = words(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["2", "1", "Ахрар", "al-Sham", "x"]);
        assert_eq!(stretch("a 3,5 km.", 4), 2..5);
        assert_eq!(stretch_before("a 3,5 km.", 6), 2..5);
        assert!(vocabulary().any(|word| word == "notwithstanding"));
    }
}
