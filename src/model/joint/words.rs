//! Words of one text as the other would write them: its names, its clause numbers.

use std::collections::BTreeMap;

/// Words with other names in the place of those that are listed.
pub(super) fn with_names(names: &BTreeMap<String, String>, words: &str) -> String {
    let mut translated = String::with_capacity(words.len());
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut rest = words;
    while let Some(start) = rest.find(is_name) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|letter| !is_name(letter)).unwrap_or(from.len()));
        translated += before;
        translated += names.get(word).map_or(word, String::as_str);
        rest = after;
    }
    translated + rest
}

/// Words with other clause numbers in the place of those that are listed.
pub(super) fn with_numbers(numbers: &BTreeMap<String, String>, words: &str) -> String {
    let parts = parts(words);
    let translated = parts.iter().enumerate().map(|(index, part)| {
        let number = numbers.get(*part).filter(|_| !counts_something(&parts, index));
        number.map_or(*part, String::as_str)
    });
    translated.collect::<Vec<_>>().join(" ")
}

/// The words between white space, commas and semicolons.
#[must_use]
pub fn parts(words: &str) -> Vec<&str> {
    let separates = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';');
    words.split(separates).filter(|part| !part.is_empty()).collect()
}

/// Whether a number says how many, and is no number of a clause: a unit follows it.
#[must_use]
pub fn counts_something(parts: &[&str], index: usize) -> bool {
    const UNITS: [&str; 19] = [
        "second", "minute", "hour", "day", "week", "month", "year", "time", "m", "km", "mm", "cm", "mile",
        "yard", "percent", "kg", "metre", "person", "vehicle",
    ];
    let next = parts.get(index + 1).copied().unwrap_or("");
    UNITS.contains(&next) || next.strip_suffix('s').is_some_and(|next| UNITS.contains(&next))
}
