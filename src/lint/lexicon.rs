//! Words to look for in official wording, with why, and what to ask instead.
//!
//! The standard list stands in `lexicon.toml`, by the rule that uses it; a configuration adds to it in the same form. An entry
//! is a phrase: each of its words is found in all its forms (*minimise*, *minimising*, *minimised*), by the English Snowball
//! stemmer (M. F. Porter, <https://snowballstem.org/algorithms/english/stemmer.html>), unless the entry asks for the form as
//! it stands.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;

use super::quotation::words;

/// The standard list.
const STANDARD: &str = include_str!("lexicon.toml");

/// A phrase to look for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its spellings: any of them.
    pub words: Vec<String>,
    /// Why it is looked for: what two parties will read differently. A sentence without a full stop.
    pub why: String,
    /// What to ask instead: imperative, without a full stop.
    pub ask: String,
    /// Whether only the form as it stands counts.
    #[serde(default)]
    pub exactly: bool,
}

/// Phrases, by the rule that looks for them.
pub type Entries = BTreeMap<String, Vec<Entry>>;

/// Phrases, ready to be looked for.
pub struct Lexicon {
    stemmer: Stemmer,
    entries: Entries,
    /// For each rule, by the first word of a phrase: the phrases.
    phrases: BTreeMap<String, BTreeMap<String, Vec<Phrase>>>,
}

/// A phrase of an entry.
struct Phrase {
    parts: Vec<Part>,
    /// The place of its entry, and its own among the phrases of that.
    place: (usize, usize),
}

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// In any of its forms.
    Stem(String),
    /// As it stands.
    Exactly(String),
}

/// A phrase that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<'l> {
    /// What it is.
    pub entry: &'l Entry,
    /// Which of its phrases, as the entry spells it.
    pub phrase: &'l str,
    /// Where in the text that was searched.
    pub range: Range<usize>,
}

impl Lexicon {
    /// The standard list, with more.
    #[must_use]
    pub fn with(more: Entries) -> Self {
        // A test sees that the standard list can be read.
        let mut entries: Entries = toml::from_str(STANDARD).unwrap_or_default();
        for (rule, own) in more {
            entries.entry(rule).or_default().extend(own);
        }
        let stemmer = Stemmer::create(Algorithm::English);
        let mut phrases: BTreeMap<String, BTreeMap<String, Vec<_>>> = BTreeMap::new();
        for (rule, own) in &entries {
            for (place, entry) in own.iter().enumerate() {
                for (own_place, spelling) in entry.words.iter().enumerate() {
                    let lower = spelling.to_lowercase();
                    let parts: Vec<Part> = words(&lower)
                        .into_iter()
                        .map(|(_, word)| match entry.exactly {
                            true => Part::Exactly(word.to_owned()),
                            false => Part::Stem(stemmer.stem(word).into_owned()),
                        })
                        .collect();
                    let first = words(&lower).first().map(|(_, word)| stemmer.stem(word).into_owned());
                    if let Some(first) = first {
                        let of_rule = phrases.entry(rule.clone()).or_default();
                        of_rule.entry(first).or_default().push(Phrase { parts, place: (place, own_place) });
                    }
                }
            }
        }
        // Of phrases that begin alike the longest is found.
        for own in phrases.values_mut().flat_map(BTreeMap::values_mut) {
            own.sort_by_key(|phrase| (std::cmp::Reverse(phrase.parts.len()), phrase.place));
        }
        Self { stemmer, entries, phrases }
    }

    /// The phrases that a rule looks for.
    #[must_use]
    pub fn entries(&self, rule: &str) -> &[Entry] {
        self.entries.get(rule).map_or(&[], Vec::as_slice)
    }

    /// The rules for which there are phrases.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Every phrase of a rule in a text, from left to right, none within another.
    #[must_use]
    pub fn find(&self, rule: &str, text: &str) -> Vec<Hit<'_>> {
        let Some(phrases) = self.phrases.get(rule) else { return Vec::new() };
        let lower = lowered(text);
        let all = words(&lower);
        let stems: Vec<String> = all.iter().map(|(_, word)| self.stemmer.stem(word).into_owned()).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(stem) = stems.get(at) {
            let matching = phrases.get(stem).into_iter().flatten().find(|phrase| {
                phrase.parts.iter().enumerate().all(|(offset, part)| match part {
                    Part::Stem(wanted) => stems.get(at + offset) == Some(wanted),
                    Part::Exactly(wanted) => {
                        all.get(at + offset).is_some_and(|(_, word)| *word == wanted.as_str())
                    }
                })
            });
            let Some(Phrase { parts, place: (entry, own_place) }) = matching else {
                at += 1;
                continue;
            };
            let (first, last) = (all.get(at), all.get(at + parts.len() - 1));
            let entry = self.entries(rule).get(*entry);
            let phrase = entry.and_then(|entry| entry.words.get(*own_place));
            if let (Some((first, _)), Some((last, _)), Some(entry), Some(phrase)) =
                (first, last, entry, phrase)
            {
                found.push(Hit { entry, phrase, range: first.start..last.end });
            }
            at += parts.len().max(1);
        }
        found
    }
}

impl Default for Lexicon {
    /// The standard list.
    fn default() -> Self {
        Self::with(Entries::new())
    }
}

/// A text in lower case, letter by letter, so that places stay what they are: a letter whose small form is longer stays as it is.
fn lowered(text: &str) -> String {
    let lower = |letter: char| {
        let mut small = letter.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
            _ => letter,
        }
    };
    text.chars().map(lower).collect()
}

#[cfg(test)]
mod tests;
