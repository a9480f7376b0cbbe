//! Words, numbers and marks of official wording.

use std::ops::Range;

use super::value::read_thousandths;

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'t> {
    /// Letters, perhaps with digits: `M4`.
    Word(&'t str),
    /// `3,500` or `3.5`, in thousandths.
    Number(u64),
    /// `15th`
    Ordinal(u64),
    /// `00:01`, in minutes since midnight.
    Hour(u64),
    /// `2018-10-15` or `15.10.2018`
    Date(i16, u8, u8),
    /// Anything else.
    Mark(char),
}

/// One of them, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// What it is.
    pub kind: Kind<'t>,
    /// Where.
    pub range: Range<usize>,
}

/// Cuts a text.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let (kind, length) = if letter.is_ascii_digit() {
            number(rest)
        } else if letter.is_alphanumeric() {
            let length = word_length(rest);
            (Kind::Word(rest.get(..length).unwrap_or_default()), length)
        } else if letter.is_whitespace() {
            at += letter.len_utf8();
            continue;
        } else {
            (Kind::Mark(letter), letter.len_utf8())
        };
        found.push(Token { kind, range: at..at + length });
        at += length.max(1);
    }
    found
}

/// Letters, digits, and an apostrophe between letters.
fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins =
            matches!(letter, '\'' | '’') && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !letter.is_alphanumeric() && !joins {
            return at;
        }
    }
    text.len()
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn value<T: std::str::FromStr>(text: &str, range: Range<usize>) -> Option<T> {
    text.get(range)?.parse().ok()
}

/// What digits begin.
fn number(text: &str) -> (Kind<'_>, usize) {
    if let Some(found) = date(text).or_else(|| hour(text)) {
        return found;
    }
    let mut end = digits(text);
    let mut plain = text.get(..end).unwrap_or_default().to_owned();
    let after = |end: usize, mark: char| {
        let rest = text.get(end..)?.strip_prefix(mark)?;
        Some((rest, digits(rest))).filter(|(_, count)| *count > 0)
    };
    // A comma between thousands, or one of the blanks that hold a number together.
    for mark in [',', '\u{a0}', '\u{202f}', '\u{2009}'] {
        while let Some((rest, 3)) = after(end, mark) {
            plain.push_str(rest.get(..3).unwrap_or_default());
            end += mark.len_utf8() + 3;
        }
    }
    if let Some((rest, count)) = after(end, '.') {
        plain = format!("{plain}.{}", rest.get(..count).unwrap_or_default());
        end += 1 + count;
    }
    let Some(amount) = read_thousandths(&plain) else { return (Kind::Mark('0'), end) };
    let ending = text.get(end..).unwrap_or_default();
    let suffix = ending.get(..word_length(ending)).unwrap_or_default();
    match ["st", "nd", "rd", "th"].contains(&suffix) {
        true => (Kind::Ordinal(amount), end + 2),
        false => (Kind::Number(amount), end),
    }
}

/// `2018-10-15`, `15.10.2018`
fn date(text: &str) -> Option<(Kind<'_>, usize)> {
    let first = digits(text);
    let mark = text.get(first..)?.chars().next().filter(|mark| matches!(mark, '-' | '.' | '/'))?;
    let second = digits(text.get(first + 1..)?);
    let rest = text.get(first + 1 + second..)?.strip_prefix(mark)?;
    let end = first + 2 + second + digits(rest);
    let (one, two, three) = (0..first, first + 1..first + 1 + second, first + 2 + second..end);
    let (year, day) = match (one.len(), three.len()) {
        (4, 1..=2) => (one, three),
        (1..=2, 4) if mark != '-' => (three, one),
        _ => return None,
    };
    Some((Kind::Date(value(text, year)?, value(text, two)?, value(text, day)?), end))
}

/// `00:01`
fn hour(text: &str) -> Option<(Kind<'_>, usize)> {
    let first = digits(text);
    let rest = text.get(first..)?.strip_prefix(':')?;
    let (hours, minutes): (u64, u64) =
        (value(text, 0..first)?, value(text, first + 1..first + 1 + digits(rest))?);
    (digits(rest) == 2 && hours <= 24 && minutes < 60)
        .then_some((Kind::Hour((hours * 60 + minutes) % 1440), first + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind<'_>> {
        tokens(text).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn numbers_dates_and_hours_are_told_apart() {
        assert_eq!(kinds("3,500 m"), [Kind::Number(3_500_000), Kind::Word("m")]);
        assert_eq!(
            kinds("15-20km."),
            [Kind::Number(15_000), Kind::Mark('-'), Kind::Number(20_000), Kind::Word("km"), Kind::Mark('.')]
        );
        assert_eq!(kinds("1, 2 and 3.5")[..2], [Kind::Number(1000), Kind::Mark(',')]);
        assert_eq!(kinds("3\u{202f}500 12,000,000"), [Kind::Number(3_500_000), Kind::Number(12_000_000_000)]);
        assert_eq!(kinds("2018-10-15 15.10.2018"), [Kind::Date(2018, 10, 15), Kind::Date(2018, 10, 15)]);
        assert_eq!(kinds("00:01 24:00"), [Kind::Hour(1), Kind::Hour(0)]);
        assert_eq!(kinds("15th of M4’s"), [Kind::Ordinal(15_000), Kind::Word("of"), Kind::Word("M4’s")]);
    }
}
