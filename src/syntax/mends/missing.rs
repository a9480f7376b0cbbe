//! Full stops, clause numbers and small words that are missing.

use std::ops::Range;

use super::{Proposal, Sentence};
use crate::catalogue;
use crate::syntax::sentences::Ending;

/// Words with which a sentence begins, at the begin of a line.
const STARTERS: &[&str] = &[
    "agreement",
    "source",
    "wording",
    "use",
    "amends",
    "incorporates",
    "supersedes",
    "annex",
    "variant",
    "time",
    "signed",
    "in",
    "day",
    "renewed",
    "ends",
    "party",
    "third",
    "monitor",
    "body",
    "protected",
    "group",
    "covered",
    "excluded",
    "guarantor",
    "place",
    "line",
    "zone",
    "act",
    "means",
    "term",
    "phase",
    "streak",
    "article",
    "waive",
    "scenario",
    "expect",
    "on",
    "as",
];

/// Lines that are tried as the begin of the next sentence.
const LINE_LIMIT: usize = 24;

/// A sentence that lacks its full stop, and where the next one begins.
pub(super) struct Split {
    pub proposal: Proposal,
    pub next: usize,
}

/// Looks for a line before the failure that begins a sentence, so that what stands before it is a whole sentence but
/// for its full stop. `reach` tells how far a text can be read.
pub(super) fn full_stop(sentence: &Sentence, reach: &mut dyn FnMut(&str) -> Option<usize>) -> Option<Split> {
    let lines = line_starts(sentence).filter(|start| *start <= sentence.failed_at);
    let lines: Vec<usize> =
        lines.filter(|start| begins_statement(sentence, *start)).take(LINE_LIMIT).collect();
    for next in lines {
        let head = sentence.text.get(..next)?;
        let end = words_end(head);
        let written = head.get(..end)?.trim_end_matches([',', ';']);
        if reach(&format!("{written}."))? == usize::MAX {
            let marks = written.len()..end;
            return Some(Split { proposal: proposal(sentence, marks), next });
        }
    }
    None
}

fn proposal(sentence: &Sentence, marks: Range<usize>) -> Proposal {
    let last = sentence.words.iter().rev().find(|word| word.end <= marks.start);
    // The last word is shown, since a place between two letters is easily overlooked.
    let guilty = last.filter(|word| word.end == marks.start).cloned();
    let before = marks.start
        - sentence
            .text
            .get(..marks.start)
            .and_then(|head| head.chars().next_back())
            .map_or(0, char::len_utf8);
    Proposal {
        code: &catalogue::MISSING_FULL_STOP,
        title: "this sentence has no full stop".to_owned(),
        guilty: guilty.unwrap_or(before..marks.start),
        why: "the sentence ends here",
        helps: vec![("write a full stop after it".to_owned(), vec![(marks, ".".to_owned())])],
        only_whole: true,
    }
}

/// The end of the file without a full stop.
pub(super) fn full_stop_at_end(sentence: &Sentence) -> Vec<Proposal> {
    if sentence.ending != Ending::EndOfFile {
        return Vec::new();
    }
    let end = sentence.text.len();
    let written = sentence.text.trim_end_matches([',', ';']).len();
    vec![proposal(sentence, written..end)]
}

/// The end of the last words, before comments.
fn words_end(head: &str) -> usize {
    let mut end = 0;
    let mut quoted = false;
    let mut comment = false;
    for (at, letter) in head.char_indices() {
        match letter {
            '\n' => comment = false,
            _ if comment => continue,
            '"' => quoted = !quoted,
            '#' if !quoted => comment = true,
            _ => {}
        }
        if !comment && !letter.is_whitespace() {
            end = at + letter.len_utf8();
        }
    }
    end
}

/// The first word of each line but the first.
fn line_starts<'a>(sentence: &'a Sentence) -> impl Iterator<Item = usize> + 'a {
    sentence.text.match_indices('\n').filter_map(|(at, _)| {
        let rest = sentence.text.get(at + 1..)?;
        Some(at + 1 + (rest.len() - rest.trim_start().len()))
    })
}

fn begins_statement(sentence: &Sentence, start: usize) -> bool {
    let Some(rest) = sentence.text.get(start..) else { return false };
    let mut words = rest.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let label = first.starts_with(|letter: char| letter.is_ascii_digit())
        && first.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '(' | ')'))
        && second.starts_with(|letter: char| letter.is_alphabetic() || letter == '"');
    let party = matches!(second, "merges" | "splits" | "accepts" | "withdraws");
    label
        || party
        || match first {
            "in" => second == "force",
            "as" => second == "read",
            "time" => second == "zone",
            "on" => second.starts_with(|letter: char| letter.is_ascii_digit()),
            _ => STARTERS.contains(&first),
        }
}

/// Where the next sentence begins, after a failure that nothing explains: a line that is not indented.
pub(super) fn next_statement(sentence: &Sentence) -> Option<usize> {
    let unindented = |start: &usize| sentence.text.get(..*start).is_some_and(|head| head.ends_with('\n'));
    line_starts(sentence).filter(unindented).find(|start| begins_statement(sentence, *start))
}

/// A norm without a clause number.
pub(super) fn label(sentence: &Sentence) -> Vec<Proposal> {
    let modal = |word: &Range<usize>| matches!(sentence.at(word), "shall" | "may" | "need" | "stated");
    if sentence.text.starts_with(|letter: char| letter.is_ascii_digit()) || !sentence.words.iter().any(modal)
    {
        return Vec::new();
    }
    let guilty = sentence.words.first().cloned().unwrap_or(0..0);
    let number = next_label(sentence.before);
    vec![Proposal {
        code: &catalogue::MISSING_LABEL,
        title: "this clause has no number".to_owned(),
        guilty,
        why: "a clause begins with its number",
        helps: vec![(format!("number it, such as `{number}`"), vec![(0..0, format!("{number} "))])],
        only_whole: true,
    }]
}

/// The number after the last one that begins a line.
fn next_label(before: &str) -> String {
    let near = before.len().saturating_sub(4096);
    let near = (near..before.len()).find_map(|at| before.get(at..)).unwrap_or("");
    let is_label = |word: &&str| {
        word.starts_with(|letter: char| letter.is_ascii_digit())
            && word.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let last = near.lines().rev().find_map(|line| line.split_whitespace().next().filter(is_label));
    let next = |label: &str| {
        let (head, tail) = label.rsplit_once('.').map_or(("", label), |(head, tail)| (head, tail));
        let number = tail.parse::<u32>().ok()?.checked_add(1)?;
        Some(if head.is_empty() { number.to_string() } else { format!("{head}.{number}") })
    };
    last.and_then(next).unwrap_or_else(|| "1".to_owned())
}

/// Small words and marks that are tried at the failure, or just before the word before it.
const SMALL: &[&str] = &[
    ",", ":", "shall", "of", "from", "to", "in", "is", "by", "and", "on", "the", "as", "with", "for", "at",
    "until", "that", "each", "within", "a", "of", "phase",
];

/// A comma, a colon, `shall` or another small word that is missing.
pub(super) fn word(sentence: &Sentence) -> Vec<Proposal> {
    let here = sentence.failed_at;
    let before = sentence.failed_word.checked_sub(1).and_then(|number| sentence.words.get(number));
    let places = [Some(here), before.map(|word| word.start)];
    let propose = |place: usize, small: &str| {
        let mark = matches!(small, "," | ":");
        let head = sentence.text.get(..place).unwrap_or("").trim_end();
        let insertion = if mark { head.len()..head.len() } else { place..place };
        let written = if mark { small.to_owned() } else { format!("{small} ") };
        // The word before the gap is shown.
        let gap = sentence.words.iter().rev().find(|word| word.end == head.len());
        let after = sentence.words.iter().find(|word| word.start >= place);
        let guilty = gap.or(after).cloned().unwrap_or(place..place);
        let title = match small {
            "," => "a comma is missing here".to_owned(),
            ":" => "a colon is missing here".to_owned(),
            _ => format!("the word `{small}` is missing here"),
        };
        let side = if gap.is_some() { "after" } else { "before" };
        let shown = super::shown(sentence.at(&guilty));
        Proposal {
            code: &catalogue::MISSING_WORD,
            title,
            guilty,
            why: if gap.is_some() { "after this" } else { "before this" },
            helps: vec![(format!("write `{small}` {side} `{shown}`"), vec![(insertion, written)])],
            only_whole: true,
        }
    };
    let places = places.into_iter().flatten();
    places
        .flat_map(|place| SMALL.iter().map(move |small| (place, *small)))
        .map(|(place, small)| propose(place, small))
        .collect()
}

/// Words that should stand in quotation marks.
pub(super) fn quotation(sentence: &Sentence) -> Vec<Proposal> {
    let Some(first) = sentence.words.get(sentence.failed_word.min(sentence.words.len().saturating_sub(1)))
    else {
        return Vec::new();
    };
    let start = first.start.min(sentence.failed_at.max(first.start));
    let rest = sentence.text.get(start..).unwrap_or("");
    let end = start + rest.trim_end_matches(['.', ';']).len();
    let comma = rest.find(',').map(|at| start + at);
    let word = start + rest.split_whitespace().next().unwrap_or("").trim_end_matches(['.', ',']).len();
    let propose = |end: usize| Proposal {
        code: &catalogue::MISSING_WORD,
        title: "quotation marks are missing here".to_owned(),
        guilty: start..end,
        why: "words of the text",
        helps: vec![(
            "write it in quotation marks".to_owned(),
            vec![(start..start, "\"".to_owned()), (end..end, "\"".to_owned())],
        )],
        only_whole: true,
    };
    [Some(end), comma, Some(word)].into_iter().flatten().filter(|end| *end > start).map(propose).collect()
}
