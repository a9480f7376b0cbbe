//! Days as official wordings name them: "on 6 May 2016", "May 6", "on Wednesday 11 May".

use std::ops::Range;

use jiff::civil;

/// The day that some words begin with, and where it ends: `on 6 May 2016`, `May 6`, `on Wednesday`.
pub(super) fn named_day(
    all: &[(Range<usize>, &str)],
    near: Option<civil::Date>,
) -> Option<(civil::Date, Range<usize>)> {
    let first = all.iter().take(3).position(|(_, word)| {
        weekday(word).is_some() || month(word).is_some() || day_number(word).is_some()
    })?;
    let rest = all.get(first..)?;
    let word = |index: usize| rest.get(index).map(|(_, word)| *word);
    let place = |index: usize| rest.get(index).map(|(range, _)| range.clone());
    let dated = match (word(0), word(1)) {
        // "29/30 April" and "6 or 7 May" speak of the night between two days.
        (Some(one), Some(other)) if day_number(one).is_some() && month(other).is_some() => {
            Some((day_number(one)?, month(other)?))
        }
        (Some(one), Some(other)) if month(one).is_some() && day_number(other).is_some() => {
            Some((day_number(other)?, month(one)?))
        }
        _ => None,
    };
    if let Some((day, month)) = dated {
        let of = |year: i16| civil::Date::new(year, month, day).ok();
        if let Some(year) = word(2).filter(|word| word.len() == 4).and_then(|word| word.parse().ok()) {
            return Some((of(year)?, place(2)?));
        }
        let near = near?;
        let years = [near.year() - 1, near.year(), near.year() + 1];
        let date = years.into_iter().filter_map(of).min_by_key(|date| apart(*date, near))?;
        return Some((date, place(1)?));
    }
    let (named, near) = (weekday(word(0)?)?, near?);
    // A weekday with a date behind it is that date.
    let behind = rest.get(1..).and_then(|rest| match rest.first() {
        Some((_, word)) if month(word).is_some() || day_number(word).is_some() => named_day(rest, Some(near)),
        _ => None,
    });
    let days = (-3..=3).filter_map(|days| near.checked_add(jiff::Span::new().days(days)).ok());
    let nearest = days.filter(|date| date.weekday() == named).min_by_key(|date| apart(*date, near));
    behind.or_else(|| Some((nearest?, place(0)?)))
}

fn apart(one: civil::Date, other: civil::Date) -> i32 {
    (one - other).get_days().abs()
}

/// `6`, `6th`: the day of a month.
fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let day = number(digits).filter(|_| digits.starts_with(|first: char| first.is_ascii_digit()))?;
    i8::try_from(day).ok().filter(|day| (1..=31).contains(day))
}

/// A number as words or digits give it.
pub(super) fn number(word: &str) -> Option<i64> {
    const WORDS: [(&str, i64); 20] = [
        ("a", 1),
        ("an", 1),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("fourteen", 14),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("sixty", 60),
        ("ninety", 90),
    ];
    let lower = word.to_lowercase();
    let spoken = WORDS.iter().find(|(own, _)| *own == lower).map(|&(_, number)| number);
    spoken.or_else(|| word.parse().ok())
}

/// A month, by its name or its first three letters.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_lowercase();
    let is = |month: &&str| *month == lower || (lower.len() == 3 && month.starts_with(&lower));
    let place = MONTHS.iter().position(is)?;
    i8::try_from(place + 1).ok()
}

/// A day of the week, by its name.
pub(super) fn weekday(word: &str) -> Option<civil::Weekday> {
    const DAYS: [(&str, civil::Weekday); 7] = [
        ("monday", civil::Weekday::Monday),
        ("tuesday", civil::Weekday::Tuesday),
        ("wednesday", civil::Weekday::Wednesday),
        ("thursday", civil::Weekday::Thursday),
        ("friday", civil::Weekday::Friday),
        ("saturday", civil::Weekday::Saturday),
        ("sunday", civil::Weekday::Sunday),
    ];
    let lower = word.to_lowercase();
    DAYS.iter().find(|(own, _)| *own == lower).map(|&(_, day)| day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::quotation::words;

    #[test]
    fn days_are_read_as_they_are_written() {
        let near = civil::date(2016, 5, 12);
        let day = |text: &str| {
            let (day, last) = named_day(&words(text), Some(near))?;
            Some((day.to_string(), text.get(last)?.to_owned()))
        };
        let read = |text: &str, shown: &str, last: &str| {
            assert_eq!(day(text), Some((shown.to_owned(), last.to_owned())), "{text}");
        };
        read("on 6 May", "2016-05-06", "May");
        read("on May 6th, 2015", "2015-05-06", "2015");
        read("of the 6th May", "2016-05-06", "May");
        read("on Wednesday", "2016-05-11", "Wednesday");
        read("on Wednesday 4 May until", "2016-05-04", "May");
        read("31 Dec", "2015-12-31", "Dec");
        for silent in ["Apr 29-30", "29/30 April", "6 or 7 May", "31 June", "when all is quiet", ""] {
            assert_eq!(day(silent), None, "{silent}");
        }
    }
}
