//! The words under which official wording may speak of what a text declares.

use std::collections::BTreeMap;
use std::ops::Range;

use super::declared::{Declared, titles};
use super::quotation::words;
use crate::syntax::tree::StatementKind;

/// A declared name that official wording speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// The words.
    pub range: Range<usize>,
    /// What they stand for: several where several are so called.
    pub names: Vec<&'a str>,
}

/// The words under which actors, zones, lines and places are spoken of.
pub struct Phrases<'a> {
    /// By the first word, in small letters: the words as declared, and the name. The longest first.
    by_first: BTreeMap<String, Vec<(Vec<String>, &'a str)>>,
    as_declared: Vec<&'a str>,
}

impl<'a> Phrases<'a> {
    /// Those of a text.
    pub fn new(declared: &Declared<'a>) -> Self {
        let mut by_first: BTreeMap<String, Vec<(Vec<String>, &'a str)>> = BTreeMap::new();
        let mut as_declared = Vec::new();
        for (name, kinds) in declared.iter() {
            let wanted = |kind: &&&'a StatementKind| {
                matches!(
                    kind,
                    StatementKind::Actor { .. }
                        | StatementKind::Group { .. }
                        | StatementKind::Zone { .. }
                        | StatementKind::Line { .. }
                        | StatementKind::Place { .. }
                )
            };
            for &&kind in &kinds.iter().filter(wanted).collect::<Vec<_>>() {
                let undelimited = match kind {
                    StatementKind::Zone { undelimited: Some(own), .. } => own.words.as_ref(),
                    _ => None,
                };
                let titles = titles(kind).into_iter().filter(|own| Some(*own) != undelimited);
                for phrase in titles.map(|title| title.text.as_str()).chain([name]) {
                    as_declared.push(phrase);
                    let parts: Vec<String> =
                        parts(phrase).into_iter().map(|(_, word)| word.to_owned()).collect();
                    if let Some(first) = parts.first() {
                        by_first.entry(first.to_lowercase()).or_default().push((parts, name));
                    }
                }
            }
        }
        for own in by_first.values_mut() {
            own.sort_by_key(|(parts, name)| (std::cmp::Reverse(parts.len()), *name));
            own.dedup();
        }
        Self { by_first, as_declared }
    }

    /// Every name as it is declared.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.as_declared.iter().copied()
    }

    /// Those that a text speaks of, from left to right, none within another. Several words are found in any case, one word
    /// only as it is declared, and not within a longer name of its own ("UN" in "UN Security Council").
    pub fn find(&self, text: &str) -> Vec<Spoken<'a>> {
        let all = parts(text);
        let mut found: Vec<Spoken<'a>> = Vec::new();
        let mut at = 0;
        while let Some((range, word)) = all.get(at) {
            let candidates = self.by_first.get(&word.to_lowercase()).map_or(&[][..], Vec::as_slice);
            let stands = |own: &[String]| {
                own.iter().enumerate().all(|(offset, part)| {
                    all.get(at + offset).is_some_and(|(_, word)| match own.len() {
                        1 => word == part && part.chars().count() > 1 && !is_within_a_name(text, &all, at),
                        _ => word.to_lowercase() == part.to_lowercase(),
                    })
                })
            };
            let longest = candidates.iter().find(|(own, _)| stands(own)).map(|(own, _)| own.len());
            let Some(length) = longest else {
                at += 1;
                continue;
            };
            let names = candidates.iter().filter(|(own, _)| own.len() == length && stands(own));
            let mut names: Vec<&str> = names.map(|(_, name)| *name).collect();
            names.dedup();
            let end = all.get(at + length - 1).map_or(range.end, |(last, _)| last.end);
            found.push(Spoken { range: range.start..end, names });
            at += length;
        }
        found
    }
}

/// The words of a phrase; what a hyphen joins is several, and an apostrophe with what follows it is left off.
fn parts(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    for (range, word) in words(text) {
        let mut start = range.start;
        for part in word.split('-') {
            let bare = part.split(['\'', '’']).next().unwrap_or_default();
            // "Hay'at" is one word, "Turkey's" is Turkey.
            let own = match part.strip_suffix("'s").or_else(|| part.strip_suffix("’s")) {
                Some(_) => bare,
                None => part,
            };
            if !own.is_empty() {
                found.push((start..start + own.len(), own));
            }
            start += part.len() + 1;
        }
    }
    found
}

/// Whether a word is joined to another by a hyphen, or stands beside one with a capital letter.
fn is_within_a_name(text: &str, all: &[(Range<usize>, &str)], at: usize) -> bool {
    let between = |one: usize, two: usize| -> &str {
        let (Some((first, _)), Some((second, _))) = (all.get(one), all.get(two)) else { return "." };
        text.get(first.end..second.start).unwrap_or(".")
    };
    let capital = |at: usize| all.get(at).is_some_and(|(_, word)| word.starts_with(char::is_uppercase));
    let beside = |one: usize, two: usize, other: usize| match between(one, two) {
        "-" => true,
        " " => capital(other) && other > 0 && capital(at),
        _ => false,
    };
    beside(at, at + 1, at + 1) || at.checked_sub(1).is_some_and(|before| beside(before, at, before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Draft, understand};
    use crate::lint::Lexicon;
    use crate::source::Sources;

    #[test]
    fn wording_speaks_of_what_is_declared() {
        let mut sources = Sources::default();
        let text = "agreement \"A\".\ntime zone \"UTC\".\nin force from 2020-01-01.\nuse \"acts\".\n\
            party Nusra \"Jabhat al-Nusra\".\nparty HTS \"Hay'at Tahrir al-Sham\".\nbody UN.\nparty Turkey.\n\
            protected Civilians \"civilians\".\nplace Mill \"mill of Marrow\" at 1, 1.\n";
        let file = sources.add("a", text);
        let checked = understand(&sources, file, &());
        let draft = Draft::new(&sources, &checked.agreement, &checked.model, &());
        let lexicon = Lexicon::default();
        let phrases = Phrases::new(&Declared::new(&crate::lint::Text::new(&draft, &lexicon)));
        let found = |text: &'static str| -> Vec<&str> {
            phrases.find(text).into_iter().map(|spoken| &text[spoken.range]).collect()
        };
        assert_eq!(
            found("against Jabhat al Nusra and Hay'at Tahrir al-Sham's forces"),
            ["Jabhat al Nusra", "Hay'at Tahrir al-Sham"]
        );
        assert_eq!(found("the UN Security Council, UN-led, the UN"), ["UN"]);
        assert_eq!(found("Turkey's troops; Civilians and civilians"), ["Turkey", "Civilians", "civilians"]);
        assert_eq!(found("at the Mill of Marrow, at a mill"), ["Mill of Marrow"]);
    }
}
