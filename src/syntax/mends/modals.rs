//! Words of duty that drafters use beside `shall`, and words that can be read two ways.

use super::{Proposal, Sentence};
use crate::catalogue;

/// `may not`: forbidden, or not obliged?
pub(super) fn may_not(sentence: &Sentence) -> Vec<Proposal> {
    let number = sentence.failed_word;
    let Some(may) = number.checked_sub(1).and_then(|before| sentence.words.get(before)) else {
        return Vec::new();
    };
    let Some(not) = sentence.words.get(number) else { return Vec::new() };
    if (sentence.at(may), sentence.at(not)) != ("may", "not") {
        return Vec::new();
    }
    let guilty = may.start..not.end;
    vec![Proposal {
        code: &catalogue::MAY_NOT,
        title: "`may not` can be read two ways".to_owned(),
        why: "forbidden, or not obliged?",
        helps: vec![
            (
                "write `shall not` if it is forbidden".to_owned(),
                vec![(guilty.clone(), "shall not".to_owned())],
            ),
            (
                "write `need not` if there is no duty".to_owned(),
                vec![(guilty.clone(), "need not".to_owned())],
            ),
        ],
        guilty,
        only_whole: false,
    }]
}

/// Phrases, the longer before those that begin them, and the word of the language for each.
const MODALS: &[(&str, &str)] = &[
    ("must not", "shall not"),
    ("will not", "shall not"),
    ("should not", "shall not"),
    ("can not", "shall not"),
    ("cannot", "shall not"),
    ("is forbidden to", "shall not"),
    ("are forbidden to", "shall not"),
    ("is prohibited to", "shall not"),
    ("are prohibited to", "shall not"),
    ("is not allowed to", "shall not"),
    ("are not allowed to", "shall not"),
    ("is not permitted to", "shall not"),
    ("are not permitted to", "shall not"),
    ("is not required to", "need not"),
    ("are not required to", "need not"),
    ("does not have to", "need not"),
    ("do not have to", "need not"),
    ("is required to", "shall"),
    ("are required to", "shall"),
    ("is obliged to", "shall"),
    ("are obliged to", "shall"),
    ("is allowed to", "may"),
    ("are allowed to", "may"),
    ("is permitted to", "may"),
    ("are permitted to", "may"),
    ("is to", "shall"),
    ("are to", "shall"),
    ("has to", "shall"),
    ("have to", "shall"),
    ("ought to", "shall"),
    ("agrees to", "shall"),
    ("agree to", "shall"),
    ("undertakes to", "shall"),
    ("undertake to", "shall"),
    ("commits to", "shall"),
    ("commit to", "shall"),
    ("must", "shall"),
    ("will", "shall"),
    ("should", "shall"),
    ("can", "may"),
    ("could", "may"),
];

/// `must`, `will`, `is forbidden to` and their like.
pub(super) fn modal_word(sentence: &Sentence) -> Vec<Proposal> {
    let rest = sentence.words.get(sentence.failed_word..).unwrap_or_default();
    let found = MODALS.iter().find_map(|(phrase, modal)| {
        let count = phrase.split(' ').count();
        let words = rest.get(..count)?;
        let same = phrase.split(' ').zip(words).all(|(wanted, word)| sentence.at(word) == wanted);
        same.then_some((*phrase, *modal, words.first()?.start..words.last()?.end))
    });
    let Some((phrase, modal, guilty)) = found else { return Vec::new() };
    vec![Proposal {
        code: &catalogue::MODAL_WORD,
        title: format!("`{phrase}` is no modal word of the language"),
        why: "how is the bearer bound?",
        helps: vec![(format!("write `{modal}`"), vec![(guilty.clone(), modal.to_owned())])],
        guilty,
        only_whole: false,
    }]
}

/// `and/or`.
pub(super) fn and_or(sentence: &Sentence) -> Vec<Proposal> {
    let near = sentence.failed_word.saturating_sub(1)..=sentence.failed_word;
    let found = near.into_iter().find_map(|number| {
        let (and, or) = (sentence.words.get(number)?, sentence.words.get(number + 1)?);
        let between = sentence.text.get(and.end..or.start)?.trim();
        let words = (sentence.at(and), sentence.at(or));
        (between == "/" && matches!(words, ("and", "or") | ("or", "and"))).then_some(and.start..or.end)
    });
    let Some(guilty) = found else { return Vec::new() };
    vec![Proposal {
        code: &catalogue::AND_OR,
        title: "`and/or` can be read two ways".to_owned(),
        why: "all of them, or any?",
        helps: vec![
            ("write `and` if all are meant together".to_owned(), vec![(guilty.clone(), "and".to_owned())]),
            ("write `or` if any one is enough".to_owned(), vec![(guilty.clone(), "or".to_owned())]),
        ],
        guilty,
        only_whole: false,
    }]
}
