//! Units that are missing or unknown.

use super::{Proposal, Sentence};
use crate::catalogue;

/// Units as they are also written, and the unit of the language.
const UNITS: &[(&str, &str)] = &[
    ("kms", "km"),
    ("KM", "km"),
    ("Km", "km"),
    ("kilometer", "km"),
    ("kilometers", "km"),
    ("meter", "m"),
    ("meters", "m"),
    ("metre", "m"),
    ("M", "m"),
    ("mi", "miles"),
    ("nm", "nautical miles"),
    ("nmi", "nautical miles"),
    ("NM", "nautical miles"),
    ("yd", "yards"),
    ("yds", "yards"),
    ("min", "minutes"),
    ("mins", "minutes"),
    ("h", "hours"),
    ("hr", "hours"),
    ("hrs", "hours"),
    ("d", "days"),
    ("wk", "weeks"),
    ("wks", "weeks"),
    ("mo", "months"),
    ("mos", "months"),
    ("yr", "years"),
    ("yrs", "years"),
];

/// Whether the word before the failure is a number, with the white space the only thing between.
fn follows_number(sentence: &Sentence, at: usize) -> bool {
    let head = sentence.text.get(..at).unwrap_or("").trim_end();
    let number = head.rsplit(|letter: char| letter.is_whitespace() || letter == '-').next().unwrap_or("");
    !number.is_empty() && number.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
}

/// `within 6 of M4`.
pub(super) fn missing_unit(sentence: &Sentence) -> Vec<Proposal> {
    let Some(next) = sentence.words.get(sentence.failed_word) else { return Vec::new() };
    if next.start != sentence.failed_at || !follows_number(sentence, next.start) {
        return Vec::new();
    }
    let Some(number) = sentence.failed_word.checked_sub(1).and_then(|at| sentence.words.get(at)) else {
        return Vec::new();
    };
    let at = sentence.text.get(..next.start).unwrap_or("").trim_end().len();
    let insert = |unit: &str| {
        (
            format!("write `{} {unit}`, if that is meant", sentence.at(number)),
            vec![(at..at, format!(" {unit}"))],
        )
    };
    let propose = |helps| Proposal {
        code: &catalogue::MISSING_UNIT,
        title: format!("the number `{}` has no unit", super::shown(sentence.at(number))),
        guilty: number.clone(),
        why: "measured in what?",
        helps,
        only_whole: true,
    };
    vec![propose(vec![insert("km"), insert("m")]), propose(vec![insert("hours"), insert("days")])]
}

/// `6 kms`, `48 hrs`.
pub(super) fn unknown_unit(sentence: &Sentence) -> Vec<Proposal> {
    let near = [sentence.failed_word.checked_sub(1), Some(sentence.failed_word)];
    let words = near.into_iter().flatten().filter_map(|number| sentence.words.get(number));
    let propose = |word: &std::ops::Range<usize>| {
        let written = sentence.at(word);
        // `6km` is one word: the unit stands after the digits.
        let digits = written.len() - written.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let unit_at = word.start + digits..word.end;
        if digits == 0 && !follows_number(sentence, word.start) {
            return None;
        }
        let written = sentence.at(&unit_at);
        let known = ["km", "m", "miles", "hours", "days"];
        let unit = UNITS.iter().find(|(name, _)| *name == written).map(|(_, unit)| *unit);
        let unit = unit.or_else(|| known.into_iter().find(|unit| digits > 0 && *unit == written))?;
        let replacement = if digits > 0 { format!(" {unit}") } else { unit.to_owned() };
        Some(Proposal {
            code: &catalogue::UNKNOWN_UNIT,
            title: if digits > 0 {
                format!("`{}` needs a space before the unit", super::shown(sentence.at(word)))
            } else {
                format!("`{written}` is no unit of the language")
            },
            guilty: if digits > 0 { word.clone() } else { unit_at.clone() },
            why: "not a unit that is read",
            helps: vec![(format!("write `{unit}`"), vec![(unit_at, replacement)])],
            only_whole: false,
        })
    };
    words.filter_map(propose).collect()
}
