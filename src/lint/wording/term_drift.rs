//! Two words for one thing in the official text, and names that are nearly those of something declared.

use std::collections::BTreeMap;

use super::phrase::{number, quoted};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::declared::Declared;
use crate::lint::lexicon::Entry;
use crate::lint::phrases::Phrases;
use crate::lint::quotation::{Quotation, words};
use crate::lint::{Finding, Text};
use crate::source::Span;
use crate::suggest;
use crate::syntax::tree::{self, StatementKind};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut found = two_words(text);
    found.extend(near_misses(text));
    found
}

/// The title, the headings and the wording of the clauses.
fn official<'a>(text: &Text<'a>) -> impl Iterator<Item = Quotation<'a>> {
    let quoted = |kind: &'a StatementKind| -> Option<&'a tree::Text> {
        match kind {
            StatementKind::Agreement(title) => Some(title),
            StatementKind::Article { title, .. } => title.as_ref(),
            StatementKind::Clause(clause) => clause.wording.as_ref(),
            _ => None,
        }
    };
    let sources = text.draft.sources;
    text.sentences(quoted).map(|(_, own)| Quotation::new(sources, own))
}

/// Words of one entry of the lexicon that are used side by side: at the first word that is not the first one used.
fn two_words(text: &Text<'_>) -> Vec<Finding> {
    // By entry: its phrases in the order in which they come, each with the words that stand there first.
    let mut used: BTreeMap<usize, (&Entry, Vec<Use<'_>>)> = BTreeMap::new();
    let entries = text.lexicon.entries(catalogue::TERM_DRIFT.slug);
    let phrases = Phrases::new(&Declared::new(text));
    for quotation in official(text) {
        let declared = phrases.find(quotation.text);
        for hit in text.lexicon.find(catalogue::TERM_DRIFT.slug, quotation.text) {
            let Some(place) = entries.iter().position(|entry| std::ptr::eq(entry, hit.entry)) else {
                continue;
            };
            // Two bodies that are declared are two things.
            if declared.iter().any(|own| own.range.start < hit.range.end && hit.range.start < own.range.end) {
                continue;
            }
            let words = quotation.text.get(hit.range.clone()).unwrap_or_default().to_lowercase();
            let (_, own) = used.entry(place).or_insert((hit.entry, Vec::new()));
            let is_new = own.iter().all(|other| one_word(other.phrase) != one_word(hit.phrase));
            if is_new {
                own.push(Use { phrase: hit.phrase, words, span: quotation.part(&hit.range) });
            }
        }
    }
    let drifts = used.into_values().filter_map(|(entry, own)| {
        let [first, second, ..] = own.as_slice() else { return None };
        let diagnostic = Diagnostic::new(
            &catalogue::TERM_DRIFT,
            second.span,
            format!("{} here, {} elsewhere", in_marks(&second.words, 13), in_marks(&first.words, 24)),
        )
        .because("one thing, or another?")
        .and(first.span, "the other word")
        .help(entry.ask.clone())
        .note(format!("the two words: {}", entry.why));
        Some(Finding::plain(diagnostic))
    });
    drifts.collect()
}

/// A phrase where it is first used.
struct Use<'l> {
    phrase: &'l str,
    words: String,
    span: Span,
}

fn in_marks(words: &str, longest: usize) -> String {
    quoted(words, &(0..words.len()), longest)
}

/// A word without its hyphens and its ending, in one spelling, so that "cease-fires" is "ceasefire" and "demilitarised" is
/// "demilitarized".
fn one_word(word: &str) -> String {
    let letters: String = word.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let letters = letters.replace("ise", "ize").replace("isi", "izi");
    letters.strip_suffix('s').map(str::to_owned).unwrap_or(letters)
}

/// Names with a capital letter that are nearly a title or a name of something declared.
fn near_misses(text: &Text<'_>) -> Vec<Finding> {
    let declared = Declared::new(text);
    let phrases = Phrases::new(&declared);
    let mut known: BTreeMap<(usize, char), Vec<&str>> = BTreeMap::new();
    for phrase in phrases.iter().filter(|phrase| phrase.chars().count() >= SHORTEST) {
        known.entry(kind_of(phrase)).or_default().push(phrase);
    }
    let found = text.quotations().filter_map(|(written, quotation)| {
        let exact = phrases.find(quotation.text);
        let (range, near) = candidates(quotation.text)
            .into_iter()
            .filter(|range| {
                !exact.iter().any(|own| own.range.start < range.end && range.start < own.range.end)
            })
            .find_map(|range| {
                let own = quotation.text.get(range.clone())?;
                let near = suggest::closest(own, known.get(&kind_of(own))?.iter().copied())?;
                is_a_slip(own, near).then_some((range, near))
            })?;
        let shown = quoted(quotation.text, &range, 17);
        let diagnostic = Diagnostic::new(
            &catalogue::TERM_DRIFT,
            quotation.part(&range),
            format!("{shown} in `{}` is nearly a declared name", number(written)),
        )
        .because(format!("nearly {}", clipped(near)))
        .help(format!("write \"{near}\", if that is meant"))
        .help(format!(
            "or declare the spelling beside it: `known as {}`",
            quoted(quotation.text, &range, 60)
        ));
        Some(Finding::plain(diagnostic))
    });
    found.collect()
}

/// Names of fewer letters are too easily near one another.
const SHORTEST: usize = 7;

fn clipped(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().take(5).collect();
    words.join(" ")
}

/// By what names are compared: the number of words, and the first letter.
fn kind_of(phrase: &str) -> (usize, char) {
    let all = words(phrase);
    let first = phrase.chars().next().unwrap_or(' ');
    (all.len(), first.to_lowercase().next().unwrap_or(first))
}

/// One slip in seven letters, and not the plural of the same.
fn is_a_slip(own: &str, near: &str) -> bool {
    let (own, near) = (own.to_lowercase(), near.to_lowercase());
    let slips = strsim::osa_distance(&own, &near);
    let letters = near.chars().count();
    letters >= SHORTEST
        && slips > 0
        && slips <= (letters / SHORTEST).min(2)
        && one_word(&own) != one_word(&near)
}

/// One to six words, of which the first begins with a capital letter.
fn candidates(text: &str) -> Vec<std::ops::Range<usize>> {
    let all = words(text);
    let mut found = Vec::new();
    for (at, (first, word)) in all.iter().enumerate() {
        if !word.starts_with(char::is_uppercase) {
            continue;
        }
        for length in (1..=6).rev() {
            if let Some((last, _)) = all.get(at + length - 1) {
                found.push(first.start..last.end);
            }
        }
    }
    found
}
