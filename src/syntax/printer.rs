//! From tree to text: the one canonical form.
//!
//! One sentence stands in a paragraph of its own, wrapped at 100 columns with a continuation of four spaces. A clause
//! with a wording has its body on a line of its own; readings and what happens in a scenario are indented by four.
//! Brackets and commas are put where the sentence could be read otherwise without them, and nowhere else.

mod clauses;
mod conditions;
mod parts;
mod statements;
mod words;

use self::words::Words;
use super::tree::{Agreement, Statement, StatementKind, Trivia};

/// Prints an agreement. Parsing what is printed gives an equal tree, if the tree was parsed from some text.
#[must_use]
pub fn print(agreement: &Agreement) -> String {
    let mut page = Page::default();
    for statement in &agreement.statements {
        page.statement(statement);
    }
    page.trivia(&agreement.trailing, 0);
    page.text
}

/// The columns of a line.
const WIDTH: usize = 100;

/// The columns by which a continuation is indented.
const INDENT: usize = 4;

#[derive(Default)]
struct Page {
    text: String,
    /// A blank line that is printed if anything follows.
    blank: bool,
}

impl Page {
    fn statement(&mut self, statement: &Statement) {
        let indent = match statement.kind {
            StatementKind::Reading(_) | StatementKind::Happens(_) | StatementKind::Expect { .. } => INDENT,
            _ => 0,
        };
        self.trivia(&statement.before, indent);
        self.blank_line();
        let mut words = Words::default();
        statements::statement(&mut words, &statement.kind);
        words.mark(".");
        words.fill(&mut self.text, indent);
        if let Some(comment) = &statement.after {
            self.text.push_str("  ");
            self.comment(comment);
        }
        self.text.push('\n');
    }

    fn trivia(&mut self, trivia: &[Trivia], indent: usize) {
        for item in trivia {
            match item {
                Trivia::BlankLine => self.blank = !self.text.is_empty(),
                Trivia::Comment(comment) => {
                    self.blank_line();
                    self.text.extend(std::iter::repeat_n(' ', indent));
                    self.comment(comment);
                    self.text.push('\n');
                }
            }
        }
    }

    fn blank_line(&mut self) {
        if std::mem::take(&mut self.blank) {
            self.text.push('\n');
        }
    }

    fn comment(&mut self, comment: &str) {
        self.text.push('#');
        if !comment.is_empty() {
            self.text.push(' ');
            self.text.push_str(comment);
        }
    }
}
