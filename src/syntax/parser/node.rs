//! A thin hand on pest's pairs: which words stand next, and where.

use std::cell::RefCell;
use std::iter::Peekable;

use pest::iterators::{Pair, Pairs};

use super::Rule;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use crate::syntax::mends::Patch;
use crate::syntax::tree::{Name, Number, Spot, Text};

/// What all nodes of a sentence share.
pub(super) struct Origin<'a> {
    pub file: FileId,
    /// The byte of the file at which the sentence begins.
    pub base: usize,
    /// The edits that were tried on the sentence before it could be read.
    pub patch: Option<&'a Patch>,
    /// What the grammar lets through and the calendar does not.
    pub diagnostics: RefCell<Vec<Diagnostic>>,
}

impl Origin<'_> {
    /// The place in the file of two places in the text that was parsed.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let (start, end) = match self.patch {
            Some(patch) => (patch.origin(start), patch.origin_of_end(end)),
            None => (start, end),
        };
        Span::new(self.file, self.base + start, self.base + end)
    }

    pub fn report(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }
}

/// A part of a sentence.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pair: Pair<'a, Rule>,
    pub origin: &'a Origin<'a>,
}

impl<'a> Node<'a> {
    pub fn new(pair: Pair<'a, Rule>, origin: &'a Origin<'a>) -> Self {
        Self { pair, origin }
    }

    pub fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    pub fn written(&self) -> &'a str {
        self.pair.as_str()
    }

    /// Where it stands, without the white space that pest counts to a rule whose last part is absent.
    pub fn span(&self) -> Span {
        let mut last = self.pair.clone();
        while let Some(inner) = last.clone().into_inner().next_back() {
            last = inner;
        }
        self.origin.span(self.pair.as_span().start(), last.as_span().end())
    }

    pub fn spot(&self) -> Spot {
        Spot(self.span())
    }

    pub fn parts(self) -> Parts<'a> {
        Parts { pairs: self.pair.into_inner().peekable(), origin: self.origin }
    }

    pub fn name(&self) -> Name {
        Name { text: self.written().to_owned(), spot: self.spot() }
    }

    pub fn number(&self) -> Number {
        Number { text: self.written().to_owned(), spot: self.spot() }
    }

    /// The words of a quotation: a line end with the indentation after it counts as one space.
    pub fn quotation(&self) -> Text {
        let written = self.written();
        let inside = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(written);
        let mut text = String::with_capacity(inside.len());
        let mut letters = inside.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if matches!(letters.peek(), Some('"' | '\\')) => text.extend(letters.next()),
                '\n' => {
                    text.truncate(text.trim_end_matches([' ', '\t', '\r']).len());
                    while letters.next_if(|next| matches!(next, ' ' | '\t' | '\r' | '\n')).is_some() {}
                    text.push(' ');
                }
                _ => text.push(letter),
            }
        }
        Text { text, spot: self.spot() }
    }
}

/// The parts of a part, in order.
#[derive(Clone)]
pub(super) struct Parts<'a> {
    pairs: Peekable<Pairs<'a, Rule>>,
    origin: &'a Origin<'a>,
}

impl<'a> Parts<'a> {
    /// Takes the next part if it is of this kind; words and marks before it are passed over.
    pub fn take(&mut self, rule: Rule) -> Option<Node<'a>> {
        self.take_if(|found| found == rule)
    }

    pub fn take_if(&mut self, wanted: impl Fn(Rule) -> bool) -> Option<Node<'a>> {
        let mut ahead = self.pairs.clone();
        let mut passed = 0;
        while ahead.next_if(|pair| is_word_or_mark(pair.as_rule()) && !wanted(pair.as_rule())).is_some() {
            passed += 1;
        }
        if !wanted(ahead.peek()?.as_rule()) {
            return None;
        }
        for _ in 0..passed {
            self.pairs.next();
        }
        self.pairs.next().map(|pair| Node::new(pair, self.origin))
    }

    /// Whether this word stands before the next part; takes it.
    pub fn word(&mut self, rule: Rule) -> bool {
        self.take(rule).is_some()
    }

    /// The next part, whatever it is; words and marks are passed over.
    pub fn next(&mut self) -> Option<Node<'a>> {
        self.take_if(|rule| !is_word_or_mark(rule))
    }

    /// The next word, part or mark.
    pub fn any(&mut self) -> Option<Node<'a>> {
        self.pairs.next().map(|pair| Node::new(pair, self.origin))
    }

    /// All parts of this kind that stand next.
    pub fn all(&mut self, rule: Rule) -> Vec<Node<'a>> {
        std::iter::from_fn(|| self.take(rule)).collect()
    }

    pub fn name(&mut self) -> Option<Name> {
        self.take(Rule::name).map(|node| node.name())
    }

    pub fn quotation(&mut self) -> Option<Text> {
        self.take(Rule::text).map(|node| node.quotation())
    }
}

fn is_word_or_mark(rule: Rule) -> bool {
    // The grammar lists words and marks in two runs, and pest orders the rules as the grammar does.
    (Rule::k_a..=Rule::k_zone).contains(&rule) || (Rule::p_stop..=Rule::p_percent).contains(&rule)
}
