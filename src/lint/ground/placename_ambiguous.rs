//! One name, or nearly one, for two places or zones: a report that uses it may mean either.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};
use crate::model::names::fold;
use crate::source::Span;

/// Words shorter than this differ by a letter as often by right as by a slip.
const SHORTEST: usize = 5;

/// A place or a zone, with everything that it is called.
struct Ground<'a> {
    name: &'a str,
    span: Span,
    called: BTreeSet<String>,
}

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let places = &text.model().places;
    let points = places.points.iter().map(|place| (&place.name, &place.title, &place.aliases, place.span));
    // What a clause keeps free of something is ground too, and has no name in the text.
    let declared = places.zones.iter().filter(|zone| text.model().names.get(&zone.name).is_some());
    let zones = declared.map(|zone| (&zone.name, &zone.title, &zone.aliases, zone.span));
    let grounds: Vec<Ground<'_>> = points
        .chain(zones)
        .map(|(name, title, aliases, span)| Ground {
            name,
            span,
            called: [name, title]
                .into_iter()
                .chain(aliases.iter().map(|alias| &alias.text))
                .map(|own| fold(own))
                .collect(),
        })
        .collect();
    // Each is told once, beside the first that it can be taken for.
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut findings = Vec::new();
    for (one, other, name, exactly) in same(&grounds).into_iter().chain(nearly(&grounds)) {
        let pair = (one.min(other), one.max(other));
        if let (true, Some(first), Some(second)) =
            (told.insert(pair.1), grounds.get(pair.0), grounds.get(pair.1))
        {
            findings.push(finding(first, second, &name, exactly));
        }
    }
    findings
}

/// Two of them, the name, and whether it is one name.
type Pair = (usize, usize, String, bool);

/// A word of a name, whose name it is, and the name.
type Spelling<'a> = (&'a str, usize, &'a str);

/// Two that have one name, but for letter case, white space and punctuation.
fn same(grounds: &[Ground<'_>]) -> Vec<Pair> {
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (index, ground) in grounds.iter().enumerate() {
        for name in &ground.called {
            match by_name.get(name.as_str()) {
                Some(&first) => pairs.push((first, index, name.clone(), true)),
                None => {
                    by_name.insert(name, index);
                }
            }
        }
    }
    pairs
}

/// Two whose names differ by a slip in one word. Two words are a slip apart only if they become the same when a letter is taken out
/// of each, or of one of them: so no name is compared with every other.
fn nearly(grounds: &[Ground<'_>]) -> Vec<Pair> {
    let mut alike: BTreeMap<(Vec<&str>, String), Vec<Spelling<'_>>> = BTreeMap::new();
    for (index, ground) in grounds.iter().enumerate() {
        for name in &ground.called {
            let words: Vec<&str> = name.split(' ').collect();
            for (place, word) in words.iter().copied().enumerate() {
                let mut others = words.clone();
                if let Some(blank) = others.get_mut(place) {
                    *blank = "";
                }
                for left in without_a_letter(word) {
                    alike.entry((others.clone(), left)).or_default().push((word, index, name));
                }
            }
        }
    }
    let mut pairs = Vec::new();
    for names in alike.values() {
        for (at, &(word, index, name)) in names.iter().enumerate() {
            let other = names
                .iter()
                .skip(at + 1)
                .find(|(other, elsewhere, _)| index != *elsewhere && word != *other && one_slip(word, other));
            pairs.extend(other.map(|&(_, elsewhere, _)| (index, elsewhere, name.to_owned(), false)));
        }
    }
    pairs
}

/// Whether one letter is another one, is missing, or has changed places with the next. What suggests a name lets more pass, since
/// somebody looks at what it suggests.
fn one_slip(word: &str, other: &str) -> bool {
    strsim::osa_distance(word, other) == 1
}

/// A word as it is, and with each of its letters left out; nothing for a short one, or one with digits.
fn without_a_letter(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < SHORTEST || !letters.iter().all(|letter| letter.is_alphabetic()) {
        return Vec::new();
    }
    let without = |out: usize| {
        let left = letters.iter().enumerate().filter(|(at, _)| *at != out);
        left.map(|(_, letter)| *letter).collect()
    };
    std::iter::once(word.to_owned()).chain((0..letters.len()).map(without)).collect()
}

fn finding(first: &Ground<'_>, second: &Ground<'_>, name: &str, exactly: bool) -> Finding {
    let short = |name: &str| name.chars().take(16).collect::<String>();
    let (one, other) = (short(first.name), short(second.name));
    let title = match exactly {
        true => format!("`{one}` and `{other}` have one name"),
        false => format!("`{one}` and `{other}` have nearly one name"),
    };
    let shown: String = name.chars().take(24).collect();
    let diagnostic = Diagnostic::new(&catalogue::PLACENAME_AMBIGUOUS, second.span, title)
        .because("a report may mean this one")
        .and(first.span, "or this one")
        .help("give each a title or an alias that tells them apart, e.g. with its district")
        .help("or make them one, if one is meant")
        .note(format!(
            "a report of \"{shown}\" may be taken for either, and what hangs on the place stays possible then"
        ));
    Finding::plain(diagnostic)
}
