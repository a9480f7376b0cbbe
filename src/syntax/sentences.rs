//! Cuts a file into sentences, before anything is understood.
//!
//! A full stop ends a sentence where white space, a comment or the end of the file follows it: `3.5`, `2.1` and
//! `contact.geojson` go on. Quotation marks protect what they hold. A quotation may go on over several lines if each
//! further line is indented: so a mark that was never closed costs one line and not the rest of the file.

use super::tree::Trivia;

/// A stretch of the text that should be one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Comments and blank lines before it, and the comments inside it.
    pub before: Vec<Trivia>,
    /// A comment on the line on which it ends.
    pub after: Option<String>,
    /// The byte at which it begins.
    pub start: usize,
    /// The byte after its last mark, which is part of it.
    pub end: usize,
    /// What ended it.
    pub ending: Ending,
}

/// What ended a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A full stop, as it should be.
    FullStop,
    /// A semicolon.
    Semicolon,
    /// A quotation mark that is not closed: the sentence is given up at the end of that line.
    UnclosedQuotation {
        /// The byte of the mark.
        mark: usize,
    },
    /// The end of the file.
    EndOfFile,
}

/// A file, cut.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Sentences {
    /// In the order of the text.
    pub sentences: Vec<Sentence>,
    /// Comments after the last sentence.
    pub trailing: Vec<Trivia>,
}

/// Cuts a text into sentences. Takes time in proportion to its length.
#[must_use]
pub fn split(text: &str) -> Sentences {
    let mut scanner = Scanner { text, at: 0, no_pair_before: 0 };
    let mut result = Sentences::default();
    let mut before = Vec::new();
    // Line ends since the last words; two of them make a blank line.
    let mut line_ends = 0;
    let mut anything = false;
    while let Some(letter) = scanner.peek() {
        if letter == '\n' {
            line_ends += 1;
            scanner.bump();
        } else if is_space(letter) {
            scanner.bump();
        } else {
            if line_ends > 1 && anything {
                before.push(Trivia::BlankLine);
            }
            if letter == '#' {
                let comment = scanner.comment();
                match result.sentences.last_mut() {
                    Some(sentence) if line_ends == 0 && before.is_empty() && sentence.after.is_none() => {
                        sentence.after = Some(comment);
                    }
                    _ => before.push(Trivia::Comment(comment)),
                }
            } else {
                result.sentences.push(scanner.sentence(std::mem::take(&mut before)));
            }
            line_ends = 0;
            anything = true;
        }
    }
    result.trailing = before;
    result
}

/// White space, and the invisible marks that turn the direction of writing.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200e}' | '\u{200f}')
}

/// The words of a comment that begins with `#`.
fn comment_words(comment: &str) -> String {
    let words = comment.strip_prefix('#').unwrap_or(comment);
    words.strip_prefix(' ').unwrap_or(words).trim_end().to_owned()
}

/// The marks that close a quotation which a typographic mark opened.
fn closing_marks(opening: char) -> Option<&'static [char]> {
    match opening {
        '“' => Some(&['”', '"']),
        '„' => Some(&['“', '”', '"']),
        '«' => Some(&['»', '"']),
        _ => None,
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// No typographic quotation that opens before this byte is closed; keeps the search linear.
    no_pair_before: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(1, char::len_utf8);
    }

    /// Reads to the end of the line.
    fn comment(&mut self) -> String {
        let line = self.rest().split('\n').next().unwrap_or("");
        let words = comment_words(line);
        self.at += line.len();
        words
    }

    fn sentence(&mut self, mut before: Vec<Trivia>) -> Sentence {
        let start = self.at;
        let mut end = start;
        while let Some(letter) = self.peek() {
            match letter {
                '"' => {
                    let mark = self.at;
                    if !self.quotation() {
                        let line =
                            self.text.get(mark..).and_then(|rest| rest.split('\n').next()).unwrap_or("");
                        self.at = mark + line.len();
                        let end = mark + line.trim_end().len();
                        return Sentence {
                            before,
                            after: None,
                            start,
                            end,
                            ending: Ending::UnclosedQuotation { mark },
                        };
                    }
                    end = self.at;
                }
                '#' => before.push(Trivia::Comment(self.comment())),
                '.' | ';' => {
                    self.bump();
                    end = self.at;
                    if self.ends_here(start, letter) {
                        let ending = if letter == '.' { Ending::FullStop } else { Ending::Semicolon };
                        return Sentence { before, after: None, start, end, ending };
                    }
                }
                _ => {
                    if let Some(closing) = closing_marks(letter) {
                        self.typographic_quotation(closing);
                    } else {
                        self.bump();
                    }
                    if !is_space(letter) {
                        end = self.at;
                    }
                }
            }
        }
        Sentence { before, after: None, start, end, ending: Ending::EndOfFile }
    }

    /// Whether the stop that was just read ends the sentence that began at `start`.
    fn ends_here(&self, start: usize, stop: char) -> bool {
        let rest = self.rest();
        if !rest.chars().next().is_none_or(|next| is_space(next) || next == '#') {
            return false;
        }
        let line = rest.split('\n').next().unwrap_or("").trim_start();
        if stop == '.' && !line.is_empty() && !line.starts_with('#') {
            // `2.1. each of ...` and `article 2. "Title"`: a stop that the drafter put after a number.
            let number = self.at - start <= 24
                && self.text.get(start..self.at).is_some_and(|head| {
                    head.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '(' | ')'))
                });
            return !number && !line.starts_with(['"', '“', '„', '«']);
        }
        true
    }

    /// Reads a quotation whose mark stands here; `false` where it is not closed.
    fn quotation(&mut self) -> bool {
        self.bump();
        while let Some(letter) = self.peek() {
            self.bump();
            match letter {
                '"' => return true,
                '\\' => self.bump(),
                '\n' if !self.goes_on_indented() => return false,
                _ => {}
            }
        }
        false
    }

    /// Whether the line that begins here is indented and not blank.
    fn goes_on_indented(&self) -> bool {
        let line = self.rest().split('\n').next().unwrap_or("");
        line.starts_with([' ', '\t']) && !line.trim().is_empty()
    }

    /// Reads a quotation in typographic marks, if it is closed; else only the mark.
    fn typographic_quotation(&mut self, closing: &[char]) {
        let opened = self.at;
        self.bump();
        if opened < self.no_pair_before {
            return;
        }
        let inside = self.at;
        while let Some(letter) = self.peek() {
            self.bump();
            if closing.contains(&letter) {
                return;
            }
            if letter == '\n' && !self.goes_on_indented() {
                break;
            }
        }
        self.no_pair_before = self.at;
        self.at = inside;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        split(text).sentences.iter().map(|sentence| &text[sentence.start..sentence.end]).collect()
    }

    #[test]
    fn a_full_stop_ends_a_sentence_only_before_space_a_comment_or_the_end() {
        assert_eq!(
            cut("zone A within 3.5 km of M4. 2.1(a) X shall Y."),
            ["zone A within 3.5 km of M4.", "2.1(a) X shall Y."]
        );
        assert_eq!(
            cut("zone A from \"a. b.geojson\".# c\nuse \"x\"."),
            ["zone A from \"a. b.geojson\".", "use \"x\"."]
        );
        assert_eq!(cut("a 08:00.\r\nb"), ["a 08:00.", "b"]);
        assert_eq!(cut("day \u{200f}حلب is 2016-01-01.\nعام"), ["day \u{200f}حلب is 2016-01-01.", "عام"]);
    }

    #[test]
    fn a_stop_after_a_number_ends_nothing() {
        assert_eq!(
            cut("2.1. each of A shall b.\narticle 2. \"T\".\n"),
            ["2.1. each of A shall b.", "article 2. \"T\"."]
        );
        assert_eq!(cut("article 2.\n2.1 stated only."), ["article 2.", "2.1 stated only."]);
    }

    #[test]
    fn quotations_run_on_over_indented_lines_and_no_others() {
        assert_eq!(cut("a \"one.\n  two.\" b.\nc."), ["a \"one.\n  two.\" b.", "c."]);
        let text = "a \"one.\nb \"two\".";
        let sentences = split(text).sentences;
        assert_eq!(sentences[0].ending, Ending::UnclosedQuotation { mark: 2 });
        assert_eq!(cut(text), ["a \"one.", "b \"two\"."]);
        assert_eq!(cut("a “one. Two” b. c “d. e"), ["a “one. Two” b.", "c “d.", "e"]);
        assert_eq!(cut(r#"a "say \"x. y\" z". b."#), [r#"a "say \"x. y\" z"."#, "b."]);
    }

    #[test]
    fn comments_and_blank_lines_are_kept() {
        let text = "\n\n# head\n\n\n\na   # inside\n b.   # after\n# own\n\nc;\n\n# last\n\n";
        let cut = split(text);
        let comment = |words: &str| Trivia::Comment(words.to_owned());
        assert_eq!(cut.sentences[0].before, [comment("head"), Trivia::BlankLine, comment("inside")]);
        assert_eq!(cut.sentences[0].after.as_deref(), Some("after"));
        assert_eq!(cut.sentences[1].before, [comment("own"), Trivia::BlankLine]);
        assert_eq!(cut.sentences[1].ending, Ending::Semicolon);
        assert_eq!(cut.trailing, [Trivia::BlankLine, comment("last")]);
    }
}
