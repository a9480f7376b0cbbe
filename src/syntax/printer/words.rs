//! A sentence on its way to a page: words between which a line may end.

use super::{INDENT, WIDTH};
use crate::syntax::tree::Text;

/// The words of one sentence.
#[derive(Default)]
pub(super) struct Words {
    /// Lines that are begun by the form of the sentence, not by the width of the page.
    finished: Vec<Vec<String>>,
    words: Vec<String>,
}

impl Words {
    /// Adds words; a line may end at each space.
    pub fn say(&mut self, words: &str) {
        self.words.extend(words.split(' ').map(str::to_owned));
    }

    /// Adds a mark to the last word.
    pub fn mark(&mut self, mark: &str) {
        match self.words.last_mut() {
            Some(word) => word.push_str(mark),
            None => self.words.push(mark.to_owned()),
        }
    }

    /// Adds a comma and words.
    pub fn comma(&mut self, words: &str) {
        self.mark(",");
        self.say(words);
    }

    /// Adds an opening bracket to what follows.
    pub fn bracketed(&mut self, inside: impl FnOnce(&mut Self)) {
        let first = self.words.len();
        inside(self);
        if let Some(word) = self.words.get_mut(first) {
            word.insert(0, '(');
        }
        self.mark(")");
    }

    /// Adds words in quotation marks. A line may end at a single space inside: the parser reads it as that space.
    pub fn quote(&mut self, text: &Text) {
        let mut word = String::from("\"");
        let mut before = '"';
        let mut letters = text.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let breakable = letter == ' '
                && before != '"'
                && !before.is_whitespace()
                && letters.peek().is_some_and(|next| !next.is_whitespace());
            if breakable {
                self.words.push(std::mem::take(&mut word));
            } else {
                if matches!(letter, '"' | '\\') {
                    word.push('\\');
                }
                word.push(letter);
            }
            before = letter;
        }
        word.push('"');
        self.words.push(word);
    }

    pub fn quote_if(&mut self, text: Option<&Text>) {
        if let Some(text) = text {
            self.quote(text);
        }
    }

    /// What follows begins a line, indented.
    pub fn new_line(&mut self) {
        self.finished.push(std::mem::take(&mut self.words));
    }

    /// Whether the last two words are `with` and one more, which an amount after them would make a measure.
    pub fn ends_with_means(&self) -> bool {
        self.words.len().checked_sub(2).and_then(|at| self.words.get(at)).is_some_and(|word| word == "with")
    }

    /// Writes the sentence, with its first line indented.
    pub fn fill(self, page: &mut String, indent: usize) {
        let mut indent = indent;
        for (number, line) in self.finished.into_iter().chain([self.words]).enumerate() {
            if number == 1 {
                indent += INDENT;
            }
            if number > 0 {
                page.push('\n');
            }
            fill_line(page, &line, indent);
        }
    }
}

fn fill_line(page: &mut String, words: &[String], indent: usize) {
    let spaces = |count| std::iter::repeat_n(' ', count);
    page.extend(spaces(indent));
    let mut column = indent;
    for (number, word) in words.iter().enumerate() {
        let width = word.chars().count();
        if number > 0 {
            if column + 1 + width > WIDTH {
                page.push('\n');
                page.extend(spaces(indent + INDENT));
                column = indent + INDENT;
            } else {
                page.push(' ');
                column += 1;
            }
        }
        page.push_str(word);
        column += width;
    }
}
