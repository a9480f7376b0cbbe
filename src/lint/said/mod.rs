//! What a quotation says: its lengths of time, dates, hours, distances, shares and counts, each with its value and its place.
//!
//! It reads the forms in which agreements give them, in words or digits: "within seven (7) days", "15-20 km", "by 15 October",
//! "48-hour", "12 noon", "80 per cent", "300 unarmed observers". What names another text ("resolution 2254 of 18 December
//! 2015", "article 3") says nothing of its own.

mod dates;
mod numbers;
mod tokens;
mod value;

use std::ops::Range;

use self::numbers::{is_mark, number_at};
use self::tokens::{Kind, Token, tokens};
pub use self::value::{Value, thousandths};
use crate::syntax::tree::{LengthUnit, TimeUnit};

/// Something that a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What.
    pub value: Value,
    /// The words that say it.
    pub range: Range<usize>,
}

/// All that a text says, from left to right.
#[must_use]
pub fn said(text: &str) -> Vec<Said> {
    let all = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    // Numbers of articles go on: "paragraphs 4, 5 and 7".
    let mut cited_until = None;
    while at < all.len() {
        let (values, next) = dates::date_at(&all, at)
            .or_else(|| dates::hour_at(&all, at))
            .or_else(|| length_of_time_at(&all, at))
            .or_else(|| amount_at(&all, at, cited_until))
            .unwrap_or((Vec::new(), at + 1));
        let goes_on = cited_until == Some(at) && joins(&all, at);
        if goes_on || (values.is_empty() && next > at + 1) || is_cited(&all, at) {
            cited_until = Some(next);
        }
        let (first, last) = (all.get(at), all.get(next.saturating_sub(1)));
        if let (Some(first), Some(last)) = (first, last) {
            let range = first.range.start..last.range.end;
            found.extend(values.into_iter().map(|value| Said { value, range: range.clone() }));
        }
        at = next.max(at + 1);
    }
    found
}

fn word<'t>(all: &[Token<'t>], at: usize) -> Option<&'t str> {
    match all.get(at)?.kind {
        Kind::Word(word) => Some(word),
        _ => None,
    }
}

fn lower(all: &[Token<'_>], at: usize) -> String {
    word(all, at).unwrap_or_default().to_lowercase()
}

fn is_one_of(all: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    words.contains(&lower(all, at).as_str())
}

/// Whether the word before a place is one of these.
fn follows(all: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    at.checked_sub(1).is_some_and(|before| is_one_of(all, before, words))
}

fn joins(all: &[Token<'_>], at: usize) -> bool {
    is_mark(all, at, ',') || is_one_of(all, at, &["and", "or", "to"])
}

/// What has numbers that count nothing.
const NUMBERED: [&str; 40] = [
    "resolution",
    "resolutions",
    "unscr",
    "article",
    "articles",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "annex",
    "annexes",
    "phase",
    "phases",
    "section",
    "sections",
    "step",
    "point",
    "points",
    "no",
    "nos",
    "number",
    "chapter",
    "protocol",
    "item",
    "items",
    "clause",
    "clauses",
    "part",
    "appendix",
    "addendum",
    "highway",
    "route",
    "road",
    "battalion",
    "brigade",
    "division",
    "sector",
    "document",
    "option",
    "table",
];

fn is_cited(all: &[Token<'_>], at: usize) -> bool {
    is_one_of(all, at, &NUMBERED)
}

/// A number, or a range of numbers: "15-20", "15 to 20", "between 10 and 30". With the place after it.
fn amounts_at(all: &[Token<'_>], at: usize) -> Option<(u64, u64, usize)> {
    let (low, next) = number_at(all, at)?;
    let dash = is_mark(all, next, '-') || is_mark(all, next, '–') || is_one_of(all, next, &["to", "or"]);
    let between = follows(all, at, &["between"]) && is_one_of(all, next, &["and"]);
    if (dash || between)
        && let Some((high, end)) = number_at(all, next + 1)
        && high > low
    {
        return Some((low, high, end));
    }
    Some((low, low, next))
}

type Found = Option<(Vec<Value>, usize)>;

/// "within seven consecutive days", "48-hour", "within a week".
fn length_of_time_at(all: &[Token<'_>], at: usize) -> Found {
    const BEFORE_ONE: [&str; 9] =
        ["within", "after", "for", "of", "than", "least", "exceeding", "lasting", "every"];
    const BETWEEN: [&str; 11] = [
        "consecutive",
        "continuous",
        "calendar",
        "working",
        "business",
        "full",
        "clear",
        "further",
        "additional",
        "successive",
        "more",
    ];
    let is_one = is_one_of(all, at, &["a", "an"]) && follows(all, at, &BEFORE_ONE);
    let (low, high, mut next) = if is_one { (1000, 1000, at + 1) } else { amounts_at(all, at)? };
    if is_mark(all, next, '-') || is_one_of(all, next, &BETWEEN) {
        next += 1;
    }
    let unit = time_unit(&lower(all, next))?;
    // "24 hours a day" is always, and no length.
    if is_one_of(all, next + 1, &["a", "per"]) && time_unit(&lower(all, next + 2)).is_some() {
        return Some((Vec::new(), next + 3));
    }
    Some((vec![Value::period(low, high, unit)], next + 1))
}

fn time_unit(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "minute" | "minutes" | "min" | "mins" => TimeUnit::Minute,
        "hour" | "hours" | "hr" | "hrs" | "h" => TimeUnit::Hour,
        "day" | "days" => TimeUnit::Day,
        "week" | "weeks" => TimeUnit::Week,
        "month" | "months" => TimeUnit::Month,
        "year" | "years" => TimeUnit::Year,
        _ => return None,
    })
}

/// The unit of length at a place, and the place after it.
fn length_unit(all: &[Token<'_>], at: usize) -> Option<(LengthUnit, usize)> {
    let unit = match lower(all, at).as_str() {
        "m" | "metre" | "metres" | "meter" | "meters" => LengthUnit::Metre,
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => LengthUnit::Kilometre,
        "mile" | "miles" => LengthUnit::Mile,
        "yard" | "yards" | "yd" | "yds" => LengthUnit::Yard,
        "nm" | "nmi" => LengthUnit::NauticalMile,
        "nautical" if is_one_of(all, at + 1, &["mile", "miles"]) => {
            return Some((LengthUnit::NauticalMile, at + 2));
        }
        _ => return None,
    };
    Some((unit, at + 1))
}

/// "3,500 m", "80 %", "300 unarmed observers".
fn amount_at(all: &[Token<'_>], at: usize, cited_until: Option<usize>) -> Found {
    let (low, high, next) = amounts_at(all, at)?;
    let after_dash = next + usize::from(is_mark(all, next, '-'));
    if let Some((unit, end)) = length_unit(all, after_dash) {
        return Some((vec![Value::length(low, high, unit)], end));
    }
    // "10 km and 30 km" is two, "10 and 30 km" was one, "6 km deep" goes on.
    if is_mark(all, next, '%') || is_one_of(all, next, &["percent"]) {
        return Some((vec![Value::Share(low, high)], next + 1));
    }
    if is_one_of(all, next, &["per"]) && is_one_of(all, next + 1, &["cent"]) {
        return Some((vec![Value::Share(low, high)], next + 2));
    }
    let numbered = at.checked_sub(1).is_some_and(|before| is_cited(all, before))
        || (cited_until.is_some() && cited_until == Some(at))
        || at.checked_sub(1).is_some_and(|before| is_mark(all, before, '('));
    if numbered {
        return Some((Vec::new(), next.max(at + 2)));
    }
    // "T-72 tanks", "a 24/7 line": a name, and no number of things.
    if is_part_of_a_name(all, at) {
        return None;
    }
    let counted = counted_at(all, after_dash)?;
    let says_one = matches!(all.get(at)?.kind, Kind::Word(_)) && high <= 1000;
    let is_year = low == high && (1_900_000..2_100_000).contains(&low) && low % 1000 == 0;
    if says_one || is_year {
        return None;
    }
    Some((vec![Value::Count(low, high)], counted))
}

/// Whether a stroke joins a number to what stands before it.
fn is_part_of_a_name(all: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| all.get(before)).zip(all.get(at));
    before.is_some_and(|(stroke, own)| {
        matches!(stroke.kind, Kind::Mark('-' | '/')) && stroke.range.end == own.range.start
    })
}

/// The noun that is counted at a place, perhaps after a word that describes it: the place after it.
fn counted_at(all: &[Token<'_>], at: usize) -> Option<usize> {
    const SMALL: [&str; 38] = [
        "and", "or", "of", "to", "in", "from", "on", "at", "by", "as", "the", "a", "an", "for", "with", "is",
        "are", "was", "were", "be", "shall", "will", "may", "which", "that", "who", "if", "other", "than",
        "per", "into", "over", "under", "not", "after", "before", "between", "its",
    ];
    // How many they are is said by the bearer of the clause.
    const WHO: [&str; 14] = [
        "side",
        "sides",
        "party",
        "parties",
        "guarantor",
        "guarantors",
        "state",
        "states",
        "country",
        "countries",
        "government",
        "governments",
        "signatories",
        "co",
    ];
    let noun = word(all, at)?;
    let fits = noun.chars().all(char::is_alphabetic)
        && !SMALL.contains(&noun.to_lowercase().as_str())
        && !WHO.contains(&noun.to_lowercase().as_str());
    let next = lower(all, at + 1);
    let goes_on = !next.is_empty()
        && next.chars().all(char::is_alphabetic)
        && !SMALL.contains(&next.as_str())
        && !next.ends_with("ed");
    (fits && !WHO.contains(&next.as_str())).then_some(at + 1 + usize::from(goes_on))
}

#[cfg(test)]
mod tests;
