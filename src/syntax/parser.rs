//! From text to tree: the only user of pest.
//!
//! pest stops at the first error. So a file is cut into sentences first, and each is parsed by itself: a broken sentence
//! gets one diagnostic and hides no other. Where a mend is known that lets the sentence be read, the tree has
//! what the mended sentence says, so that later phases do not stumble over the gap.

mod actors;
mod clauses;
mod clocks;
mod conditions;
mod lists;
mod node;
mod places;
mod qualifiers;
mod scenarios;
mod statements;

use std::cell::RefCell;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pair;

use self::node::{Node, Origin};
use super::mends::{self, Broken, Patch};
use super::sentences::{self, Ending, Sentence};
use super::tree::{Agreement, Spot, Statement, StatementKind, Trivia};
use crate::catalogue;
use crate::diagnostic::{self, Diagnostic};
use crate::source::{FileId, Sources, Span};

/// Brackets in brackets, and moments counted from moments, go no deeper than this.
const DEPTH_LIMIT: usize = 64;

/// A sentence has no more bytes than this.
const LENGTH_LIMIT: usize = 256 * 1024;

/// What could be read, and what is said about the rest.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Parsed {
    /// The sentences that could be read, or could be read once mended.
    pub agreement: Agreement,
    /// One for each sentence that could not, and one for each date or hour that does not exist.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a sentence is missing from the agreement, since no mend is known with which it could be read. What it
    /// would have declared is then unknown, and no fault of whoever names it.
    pub incomplete: bool,
}

/// Reads a file. A file that is not in `sources` is an empty agreement.
#[must_use]
pub fn parse(sources: &Sources, file: FileId) -> Parsed {
    let text = sources.file(file).map_or("", |file| file.text());
    let cut = sentences::split(text);
    let mut reading = FileReading { text, file, budget: mends::Budget::default(), parsed: Parsed::default() };
    for sentence in cut.sentences {
        reading.sentence(sentence);
    }
    let agreement = &mut reading.parsed.agreement;
    agreement.trailing = cut.trailing;
    // Where the first sentence could not be read, what stood between it and the next begins the tree.
    let first =
        agreement.statements.first_mut().map_or(&mut agreement.trailing, |statement| &mut statement.before);
    if first.first() == Some(&Trivia::BlankLine) {
        first.remove(0);
    }
    diagnostic::sort(&mut reading.parsed.diagnostics);
    reading.parsed
}

/// The rules of `grammar/agreement.pest`. Their names stay inside this module: a drafter never reads them.
mod grammar {
    #![allow(missing_docs)]

    #[derive(pest_derive::Parser)]
    #[grammar = "grammar/agreement.pest"]
    pub(super) struct Grammar;
}

use grammar::{Grammar, Rule};

/// The statement of a sentence, or the byte of the first word that fits nowhere.
fn read(text: &str) -> Result<Pair<'_, Rule>, usize> {
    let whole = Grammar::parse(Rule::sentence, text).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let spaces = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        at + spaces
    });
    whole.and_then(|mut pairs| pairs.next().and_then(|sentence| sentence.into_inner().next()).ok_or(0))
}

/// How far a text can be read: `None` for all of it.
pub(super) fn furthest(text: &str) -> Option<usize> {
    if depth(text) > DEPTH_LIMIT {
        return Some(0);
    }
    read(text).err()
}

/// What could stand where the text cannot be read any further, in words for a drafter; the likeliest first.
pub(super) fn expected(text: &str) -> Vec<String> {
    if depth(text) > DEPTH_LIMIT {
        return Vec::new();
    }
    let Err(error) = Grammar::parse(Rule::sentence, text) else { return Vec::new() };
    let ErrorVariant::ParsingError { positives, .. } = error.variant else { return Vec::new() };
    let mut found: Vec<(u8, String)> = positives.into_iter().filter_map(in_words).collect();
    found.sort();
    found.dedup();
    found.into_iter().map(|(_, words)| words).collect()
}

/// A rule in words, and how much it helps to name it: 0 is most.
fn in_words(rule: Rule) -> Option<(u8, String)> {
    let (rank, words) = match rule {
        Rule::text => (1, "words in quotation marks"),
        Rule::moment | Rule::date | Rule::date_moment => (1, "a date such as `2016-02-27 00:00`"),
        Rule::clock => (2, "an hour such as `08:00`"),
        Rule::event => (1, "an event such as `signature` or `4.1 is fulfilled`"),
        Rule::condition | Rule::any | Rule::all => (1, "a condition"),
        Rule::action => (0, "an act"),
        Rule::norm | Rule::subject => (1, "who is bound, such as `each of ...`"),
        Rule::m_shall | Rule::m_shall_not | Rule::m_may | Rule::m_need_not => {
            (0, "`shall`, `shall not` or `may`")
        }
        Rule::name
        | Rule::names
        | Rule::c_names
        | Rule::member
        | Rule::reference
        | Rule::refs
        | Rule::c_refs => (1, "a name"),
        Rule::label | Rule::labels | Rule::c_labels => (2, "a clause number"),
        Rule::duration | Rule::for_duration | Rule::whole => (2, "a duration such as `48 hours`"),
        Rule::distance | Rule::decimal => (2, "a distance such as `6 km`"),
        Rule::number | Rule::coordinate => (2, "a number"),
        Rule::p_stop => (1, "a full stop"),
        Rule::p_comma => (3, "a comma"),
        Rule::p_colon => (2, "a colon"),
        _ => {
            // A word of the language is named as `k_` and the word; other rules have no name that a drafter knows.
            let name = format!("{rule:?}");
            return name.strip_prefix("k_").map(|word| (3, format!("`{word}`")));
        }
    };
    Some((rank, words.to_owned()))
}

struct FileReading<'a> {
    text: &'a str,
    file: FileId,
    budget: mends::Budget,
    parsed: Parsed,
}

impl FileReading<'_> {
    /// Reads a stretch that should be one sentence, and is several where full stops are missing.
    fn sentence(&mut self, sentence: Sentence) {
        let Sentence { mut before, after, mut start, end, ending } = sentence;
        loop {
            let text = self.text.get(start..end).unwrap_or("");
            if let Some(diagnostic) = self.guard(text, start, end) {
                self.parsed.diagnostics.push(diagnostic);
                self.parsed.incomplete = true;
                return;
            }
            let failed_at = match (ending, read(text)) {
                (Ending::FullStop, Ok(pair)) => {
                    if let Some(kind) = self.build(pair, start, None) {
                        self.keep(std::mem::take(&mut before), kind, after, start, end);
                    }
                    return;
                }
                (_, Ok(_)) => text.len(),
                (_, Err(at)) => at,
            };
            let broken = Broken { text: self.text, file: self.file, start, end, ending, failed_at };
            let answer = mends::answer(&broken, &mut self.budget);
            self.parsed.diagnostics.push(answer.diagnostic);
            let sentence_end = answer.rest.map_or(end, |rest| start + self.trimmed(start, rest));
            if let Some(patch) = answer.patch
                && let Ok(pair) = read(patch.text())
                && let Some(kind) = self.build(pair, start, Some(&patch))
            {
                let after = if answer.rest.is_none() { after.clone() } else { None };
                self.keep(std::mem::take(&mut before), kind, after, start, sentence_end);
            } else {
                self.parsed.incomplete = true;
            }
            match answer.rest {
                Some(rest) if rest > start => start = rest,
                _ => return,
            }
        }
    }

    /// The length of the words between two places.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        self.text.get(start..end).map_or(0, |words| words.trim_end().len())
    }

    fn keep(
        &mut self,
        before: Vec<Trivia>,
        kind: StatementKind,
        after: Option<String>,
        start: usize,
        end: usize,
    ) {
        let spot = Spot(Span::new(self.file, start, end));
        self.parsed.agreement.statements.push(Statement { before, kind, after, spot });
    }

    fn build(&mut self, pair: Pair<'_, Rule>, base: usize, patch: Option<&Patch>) -> Option<StatementKind> {
        let origin = Origin { file: self.file, base, patch, diagnostics: RefCell::default() };
        let node = Node::new(pair, &origin);
        let span = node.span();
        let kind = statements::statement(node);
        self.parsed.diagnostics.extend(origin.diagnostics.take());
        if kind.is_none() {
            // A number that no machine word holds, such as a year of the fifth millennium in a date.
            let title = "this sentence cannot be read";
            self.parsed.diagnostics.push(Diagnostic::new(&catalogue::UNREADABLE_SENTENCE, span, title));
            self.parsed.incomplete = true;
        }
        kind
    }

    fn guard(&self, text: &str, start: usize, end: usize) -> Option<Diagnostic> {
        let head = text.split_whitespace().next().map_or(end, |word| start + word.len());
        let span = Span::new(self.file, start, head);
        if text.len() > LENGTH_LIMIT {
            return Some(
                Diagnostic::new(&catalogue::SENTENCE_TOO_LONG, span, "this sentence is too long to be read")
                    .because("begins here")
                    .note(format!("it has {} bytes; at most {LENGTH_LIMIT} are read", text.len()))
                    .help("cut it into several sentences, each with its full stop"),
            );
        }
        (depth(text) > DEPTH_LIMIT).then(|| {
            Diagnostic::new(&catalogue::NESTED_TOO_DEEPLY, span, "this sentence is nested too deeply")
                .because("begins here")
                .note(format!("brackets and moments counted from moments go {DEPTH_LIMIT} deep at most"))
                .help("give the inner conditions a name with `term`")
        })
    }
}

/// How deep brackets, and moments counted from moments, stand inside each other; at least as deep as the parser recurses.
fn depth(text: &str) -> usize {
    let (mut open, mut deepest, mut chain) = (0_usize, 0_usize, 0_usize);
    let mut quoted = false;
    let mut letters = text.char_indices();
    let mut word_start = None;
    while let Some((at, letter)) = letters.next() {
        if quoted {
            match letter {
                '\\' => drop(letters.next()),
                '"' => quoted = false,
                _ => {}
            }
            continue;
        }
        if letter.is_alphanumeric() {
            word_start = word_start.or(Some(at));
            continue;
        }
        if let Some(start) = word_start.take()
            && matches!(text.get(start..at), Some("after" | "before" | "taken"))
        {
            chain += 1;
        }
        match letter {
            '"' => quoted = true,
            '(' => {
                open += 1;
                deepest = deepest.max(open);
            }
            ')' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest.max(chain)
}
