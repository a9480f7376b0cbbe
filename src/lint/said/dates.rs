//! Dates and hours in words: *by 15 October*, *March 6, 2020*, *the end of 2018*, *12 noon*.

use super::numbers::{is_mark, number_at};
use super::tokens::{Kind, Token};
use super::{Found, follows, is_one_of, lower, word};
use crate::lint::said::Value;

/// A date that begins at a place. One by which another text is named counts for nothing.
pub fn date_at(all: &[Token<'_>], at: usize) -> Found {
    let (values, next) = if let Kind::Date(year, month, day) = all.get(at)?.kind {
        (vec![Value::Day { year: Some(year), month: Some(month), day: Some(day) }], at + 1)
    } else {
        day_first(all, at).or_else(|| month_first(all, at)).or_else(|| part_of_a_year(all, at))?
    };
    match names_a_text(all, at) {
        true => Some((Vec::new(), next)),
        false => Some((values, next)),
    }
}

/// "15 October 2018", "the 15th of October", "27 and 28 February", "10-15 October".
fn day_first(all: &[Token<'_>], at: usize) -> Found {
    let (first, mut next) = day(all, at)?;
    let mut days = vec![first];
    let joined = is_mark(all, next, '-')
        || is_mark(all, next, '–')
        || is_one_of(all, next, &["to", "and", "or", "until"]);
    if joined && let Some((second, end)) = day(all, next + 1) {
        days.push(second);
        next = end;
    }
    if is_one_of(all, next, &["of"]) {
        next += 1;
    }
    let month = month(all, next)?;
    let (year, end) = year(all, next + 1);
    let dated = |day: u8| Value::Day { year, month: Some(month), day: Some(day) };
    Some((days.into_iter().map(dated).collect(), end))
}

/// "October 15, 2018", "by November", "November 2013".
fn month_first(all: &[Token<'_>], at: usize) -> Found {
    const BEFORE: [&str; 11] =
        ["by", "in", "of", "until", "from", "before", "after", "since", "early", "late", "during"];
    let own = month(all, at)?;
    if let Some((day, next)) = day(all, at + 1) {
        let (year, end) = year(all, next);
        return Some((vec![Value::Day { year, month: Some(own), day: Some(day) }], end));
    }
    let (year, end) = year(all, at + 1);
    (year.is_some() || follows(all, at, &BEFORE))
        .then(|| (vec![Value::Day { year, month: Some(own), day: None }], end))
}

/// "the end of 2018", "the first half of 2014".
fn part_of_a_year(all: &[Token<'_>], at: usize) -> Found {
    const PARTS: [&str; 8] = ["end", "beginning", "start", "half", "middle", "quarter", "course", "close"];
    let within = is_one_of(all, at, &PARTS) && is_one_of(all, at + 1, &["of"]);
    let (year, end) = year(all, at + 2);
    (within && year.is_some()).then(|| (vec![Value::Day { year, month: None, day: None }], end))
}

/// "00:01", "6 p.m.", "12 noon", "midnight".
pub fn hour_at(all: &[Token<'_>], at: usize) -> Found {
    let spoken = |at: usize| match lower(all, at).as_str() {
        "noon" | "midday" => Some(720),
        "midnight" => Some(0),
        _ => None,
    };
    if let Some(minutes) = spoken(at) {
        return Some((vec![Value::Hour(minutes)], at + 1));
    }
    let (minutes, next) = match all.get(at)?.kind {
        // "12:00 noon"
        Kind::Hour(minutes) if spoken(at + 1) == Some(minutes) => (minutes, at + 2),
        Kind::Hour(minutes) => (minutes, at + 1),
        _ => {
            let (amount, next) = number_at(all, at)?;
            if let Some(minutes) = spoken(next) {
                return Some((vec![Value::Hour(minutes)], next + 1));
            }
            ((amount <= 12_000 && half_of_day(all, next).is_some()).then_some(amount / 1000 * 60)?, next)
        }
    };
    Some(match half_of_day(all, next) {
        Some((after_noon, end)) => (vec![Value::Hour(minutes % 720 + 720 * u64::from(after_noon))], end),
        None => (vec![Value::Hour(minutes)], next),
    })
}

/// "am", "p.m.": whether it is the second half, and the place after it.
fn half_of_day(all: &[Token<'_>], at: usize) -> Option<(bool, usize)> {
    let own = lower(all, at);
    if own == "am" || own == "pm" {
        return Some((own == "pm", at + 1));
    }
    let dotted = (own == "a" || own == "p") && is_mark(all, at + 1, '.') && lower(all, at + 2) == "m";
    dotted.then(|| (own == "p", at + 3 + usize::from(is_mark(all, at + 3, '.'))))
}

fn day(all: &[Token<'_>], at: usize) -> Option<(u8, usize)> {
    let (amount, next) = match all.get(at)?.kind {
        Kind::Ordinal(amount) => (amount, at + 1),
        Kind::Number(amount) => (amount, at + 1),
        _ => return None,
    };
    let whole = amount % 1000 == 0 && (1000..=31_000).contains(&amount);
    whole.then_some((u8::try_from(amount / 1000).ok()?, next))
}

/// A month at a place, with a capital letter: `may` and `march` are words too.
fn month(all: &[Token<'_>], at: usize) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let own = word(all, at)?;
    let short = own.strip_prefix("Sept").map_or(own, |rest| if rest.is_empty() { "Sep" } else { own });
    let place = MONTHS
        .iter()
        .position(|month| *month == own || own == month.to_uppercase() || month.get(..3) == Some(short));
    u8::try_from(place? + 1).ok()
}

/// A year at a place, perhaps after a comma; and the place after it, or the same place.
fn year(all: &[Token<'_>], at: usize) -> (Option<i16>, usize) {
    let on = at + usize::from(is_mark(all, at, ','));
    match all.get(on).map(|token| token.kind) {
        Some(Kind::Number(amount)) if amount % 1000 == 0 && (1_900_000..2_100_000).contains(&amount) => {
            (i16::try_from(amount / 1000).ok(), on + 1)
        }
        _ => (None, at),
    }
}

/// "resolution 2254 of 18 December 2015", "the Memorandum dated 17 September 2018".
fn names_a_text(all: &[Token<'_>], at: usize) -> bool {
    const TEXTS: [&str; 18] = [
        "resolution",
        "unscr",
        "memorandum",
        "agreement",
        "statement",
        "protocol",
        "decision",
        "declaration",
        "communique",
        "communiqué",
        "convention",
        "framework",
        "text",
        "document",
        "understanding",
        "accord",
        "treaty",
        "letter",
    ];
    const BEFORE: [&str; 5] = ["of", "dated", "signed", "concluded", "on"];
    follows(all, at, &BEFORE)
        && (at.saturating_sub(9)..at).any(|before| is_one_of(all, before, &TEXTS))
        && !(at.saturating_sub(9)..at).any(|before| is_one_of(all, before, &["shall", "will", "by"]))
}
