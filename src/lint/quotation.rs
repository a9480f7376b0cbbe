//! Words in quotation marks, and where each of them stands in the file.

use std::ops::Range;

use crate::source::{Sources, Span};
use crate::syntax::tree::Text;

/// Words in quotation marks.
pub struct Quotation<'a> {
    /// The words, without the marks.
    pub text: &'a str,
    whole: Span,
    /// For each byte of the words, where it stands in the file; and the byte after the last.
    places: Vec<u32>,
}

impl<'a> Quotation<'a> {
    /// Finds where each letter stands: over indented lines a quotation runs on, and what parts its lines is one blank.
    #[must_use]
    pub fn new(sources: &Sources, quoted: &'a Text) -> Self {
        let whole = quoted.spot.0;
        let source = sources.words(whole);
        let mut places = Vec::with_capacity(quoted.text.len() + 1);
        let mut letters = source.char_indices().skip(1).peekable();
        for letter in quoted.text.chars() {
            let at = if letter.is_whitespace() {
                let at = letters.peek().map(|(at, _)| *at);
                while letters.next_if(|(_, next)| next.is_whitespace()).is_some() {}
                at
            } else {
                // A stroke before a letter undoes its meaning.
                while letters.next_if(|(_, next)| *next != letter).is_some() {}
                letters.next().map(|(at, _)| at)
            };
            let at = at.unwrap_or(source.len());
            let at = whole.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            places.extend(std::iter::repeat_n(at.min(whole.end), letter.len_utf8()));
        }
        places.push(whole.end.saturating_sub(1).max(whole.start));
        Self { text: &quoted.text, whole, places }
    }

    /// All of it, with the marks.
    #[must_use]
    pub fn span(&self) -> Span {
        self.whole
    }

    /// Where some of its words stand.
    #[must_use]
    pub fn part(&self, range: &Range<usize>) -> Span {
        let last = self.text.get(range.clone()).and_then(|words| words.char_indices().last());
        let end = last.and_then(|(at, letter)| {
            let at = self.places.get(range.start + at)?;
            Some(*at as usize + letter.len_utf8())
        });
        match (self.places.get(range.start), end) {
            (Some(&start), Some(end)) => Span::new(self.whole.file, start as usize, end),
            _ => self.whole,
        }
    }
}

/// The words of a text, with their places: letters, digits, and what joins them within a word.
pub fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins = matches!(letter, '\'' | '’' | '-')
            && start.is_some()
            && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if letter.is_alphanumeric() || joins {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            found.extend(text.get(from..at).map(|word| (from..at, word)));
        }
    }
    if let Some(from) = start {
        found.extend(text.get(from..).map(|word| (from..text.len(), word)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parser::parse;
    use crate::syntax::tree::StatementKind;

    #[test]
    fn a_part_of_a_quotation_over_two_lines_is_found_in_the_file() {
        let mut sources = Sources::default();
        let text = "agreement \"A «truce» of\n    \\\"our\\\" bridge\".\n";
        let file = sources.add("a", text);
        let parsed = parse(&sources, file).agreement;
        let StatementKind::Agreement(title) = &parsed.statements[0].kind else { panic!() };
        let quotation = Quotation::new(&sources, title);
        for (range, word) in words(quotation.text) {
            assert_eq!(sources.words(quotation.part(&range)), word);
        }
        let at = quotation.text.find("of \"our\" bridge").unwrap();
        assert_eq!(sources.words(quotation.part(&(at..quotation.text.len()))), "of\n    \\\"our\\\" bridge");
    }

    #[test]
    fn words_keep_what_joins_them() {
        let found: Vec<&str> =
            words("the co-chairs' party’s 10 km, “re-open”").into_iter().map(|(_, word)| word).collect();
        assert_eq!(found, ["the", "co-chairs", "party’s", "10", "km", "re-open"]);
    }
}
