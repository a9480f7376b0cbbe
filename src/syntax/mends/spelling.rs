//! Words that are nearly words of the language.

use strsim::osa_distance;

use super::words::vocabulary;
use super::{Proposal, Sentence};
use crate::catalogue;

/// Near words that are tried for one written word.
const NEAR_LIMIT: usize = 4;

/// Replaces the words around the failure, and the first word, by near words of the language.
pub(super) fn misspelt_word(sentence: &Sentence) -> Vec<Proposal> {
    let failed = sentence.failed_word;
    let mut numbers = vec![Some(failed), failed.checked_sub(1), failed.checked_sub(2), Some(0)];
    numbers.dedup();
    numbers.into_iter().flatten().flat_map(|number| near(sentence, number)).collect()
}

fn near(sentence: &Sentence, number: usize) -> Vec<Proposal> {
    let Some(guilty) = sentence.words.get(number) else { return Vec::new() };
    let written = sentence.word(number);
    let length = written.chars().count();
    if !(2..=24).contains(&length) || written.starts_with(|letter: char| letter.is_ascii_digit()) {
        return Vec::new();
    }
    let lower = written.to_lowercase();
    let slips = if length <= 4 { 1 } else { 2 };
    let mut near: Vec<(usize, &str)> = vocabulary()
        .filter(|word| *word != written && word.len() > 1)
        .map(|word| (osa_distance(&lower, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= slips)
        .collect();
    near.sort();
    near.truncate(NEAR_LIMIT);
    let propose = |(_, word): (usize, &str)| Proposal {
        code: &catalogue::MISSPELT_WORD,
        title: format!("`{}` is no word of the language", super::shown(written)),
        guilty: guilty.clone(),
        why: "misspelt?",
        helps: vec![(format!("write `{word}`"), vec![(guilty.clone(), word.to_owned())])],
        only_whole: false,
    };
    near.into_iter().map(propose).collect()
}
