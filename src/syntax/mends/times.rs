//! Dates, hours and time zones as they are often written.

use std::ops::Range;

use jiff::civil::Date;

use super::{Proposal, Sentence};
use crate::catalogue;

/// `9/12/2016`, `9.12.2016`, `2016/09/12`, `12 September 2016`, `September 12, 2016`.
pub(super) fn date_order(sentence: &Sentence) -> Vec<Proposal> {
    let propose = |(guilty, dates): (Range<usize>, Vec<Date>)| {
        let written = super::shown(sentence.at(&guilty));
        let title = if dates.len() > 1 {
            format!("the date `{written}` can be read two ways")
        } else {
            format!("the date `{written}` is not written year first")
        };
        let help = |date: &Date| {
            let month = date.strftime("%-d %B %Y");
            (format!("write `{date}` for {month}"), vec![(guilty.clone(), date.to_string())])
        };
        Proposal {
            code: &catalogue::DATE_ORDER,
            title,
            helps: dates.iter().map(help).collect(),
            guilty,
            why: "dates are written year-month-day",
            only_whole: false,
        }
    };
    let numeric = sentence.stretches().filter_map(|range| {
        let dates = numeric_dates(sentence.at(&range));
        (!dates.is_empty()).then_some((range, dates))
    });
    numeric.chain(date_in_words(sentence)).map(propose).collect()
}

fn civil(year: &str, month: i8, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

fn numeric_dates(written: &str) -> Vec<Date> {
    let mut parts = written.split(['/', '.', '-']);
    let (Some(first), Some(second), Some(third), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Vec::new();
    };
    let small = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() <= 2);
    let mut dates = Vec::new();
    if third.len() == 4 {
        // Day before month, as most of the world writes, and month before day.
        dates.extend(small(second).and_then(|month| civil(third, month, first)));
        dates.extend(small(first).and_then(|month| civil(third, month, second)));
    } else if first.len() == 4 {
        dates.extend(small(second).and_then(|month| civil(first, month, third)));
    }
    dates.dedup();
    dates
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn month(word: &str) -> Option<i8> {
    let short: String = word.to_lowercase().chars().take(3).collect();
    let number = MONTHS.iter().position(|month| *month == short)? + 1;
    (word.chars().count() >= 3).then_some(i8::try_from(number).ok()?)
}

fn date_in_words(sentence: &Sentence) -> Option<(Range<usize>, Vec<Date>)> {
    let from = sentence.failed_word.saturating_sub(2);
    (from..=sentence.failed_word).find_map(|number| {
        let words = sentence.words.get(number..number + 3)?;
        let [first, second, third] = words else { return None };
        let day =
            |range: &Range<usize>| sentence.at(range).trim_end_matches(|letter: char| letter.is_alphabetic());
        let date = match (month(sentence.at(first)), month(sentence.at(second))) {
            (None, Some(month)) => civil(sentence.at(third), month, day(first)),
            (Some(month), None) => civil(sentence.at(third), month, day(second)),
            _ => None,
        };
        (sentence.at(third).len() == 4).then_some((first.start..third.end, vec![date?]))
    })
}

/// `6 pm`, `6:30 p.m.`, `12:00 am`, `noon`, `midnight`.
pub(super) fn spoken_hour(sentence: &Sentence) -> Vec<Proposal> {
    let near = [
        sentence.failed_word.checked_sub(2),
        sentence.failed_word.checked_sub(1),
        Some(sentence.failed_word),
    ];
    near.into_iter().flatten().filter_map(|number| spoken(sentence, number)).collect()
}

fn spoken(sentence: &Sentence, number: usize) -> Option<Proposal> {
    let first = sentence.words.get(number)?;
    let rest = sentence.text.get(first.start..)?;
    let lower =
        rest.get(..rest.char_indices().nth(16).map_or(rest.len(), |(at, _)| at))?.to_ascii_lowercase();
    let (length, hours) = match sentence.at(first).to_ascii_lowercase().as_str() {
        "noon" => (4, vec![("12:00".to_owned(), "noon")]),
        "midnight" => (8, midnight(sentence, number)),
        _ => half_day(&lower)?,
    };
    let guilty = first.start..first.start + length;
    let help = |(hour, meaning): &(String, &str)| match hour.split_once(' ') {
        // The midnight at the end of a day is the begin of the next: the date is replaced with it.
        Some(_) => {
            let date = number.checked_sub(1).and_then(|before| sentence.words.get(before));
            let start = date.map_or(guilty.start, |date| date.start);
            (format!("write `{hour}` for {meaning}"), vec![(start..guilty.end, hour.clone())])
        }
        None => (format!("write `{hour}` for {meaning}"), vec![(guilty.clone(), hour.clone())]),
    };
    Some(Proposal {
        code: &catalogue::SPOKEN_HOUR,
        title: format!("the hour `{}` is not written 00:00 to 23:59", sentence.at(&guilty)),
        helps: hours.iter().map(help).collect(),
        guilty,
        why: "which hour of the day?",
        only_whole: false,
    })
}

fn midnight(sentence: &Sentence, number: usize) -> Vec<(String, &'static str)> {
    let mut hours = vec![("00:00".to_owned(), "the begin of the day")];
    let date =
        number.checked_sub(1).map(|before| sentence.word(before)).and_then(|word| word.parse::<Date>().ok());
    if let Some(next) = date.and_then(|date| date.tomorrow().ok()) {
        hours.push((format!("{next} 00:00"), "the end of the day"));
    }
    hours
}

/// `6 pm` and the like at the begin of a text: how long it is, and the hours it may mean.
fn half_day(text: &str) -> Option<(usize, Vec<(String, &'static str)>)> {
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let hour_length = digits(text);
    let hour: u8 = text.get(..hour_length)?.parse().ok()?;
    let after = text.get(hour_length..)?;
    let (minute, after) = match after.strip_prefix([':', '.']) {
        Some(rest) if digits(rest) == 2 => (rest.get(..2)?.parse::<u8>().ok()?, rest.get(2..)?),
        _ => (0, after),
    };
    let half = after.trim_start();
    let (afternoon, marked) = [("p.m", true), ("pm", true), ("a.m", false), ("am", false)]
        .into_iter()
        .find_map(|(mark, afternoon)| half.strip_prefix(mark).map(|rest| (afternoon, rest)))?;
    if hour > 12 || minute > 59 || marked.starts_with(|letter: char| letter.is_alphanumeric()) {
        return None;
    }
    let length = text.len() - marked.len();
    let write = |hour: u8| format!("{hour:02}:{minute:02}");
    let hours = match (hour, afternoon) {
        // Drafters mean both by both; usage has noon for 12 pm.
        (12, true) => vec![(write(12), "noon"), (write(0), "midnight")],
        (12, false) => vec![(write(0), "midnight"), (write(12), "noon")],
        (hour, true) => vec![(write(hour + 12), "the afternoon")],
        (hour, false) => vec![(write(hour), "the morning")],
    };
    Some((length, hours))
}

/// Abbreviations of zones, and one or two IANA names that keep this time. An abbreviation does not say which country's
/// changes of the clock it follows, so that the drafter must choose.
const ZONES: &[(&str, &[&str])] = &[
    ("UTC", &["Etc/UTC"]),
    ("GMT", &["Etc/UTC"]),
    ("Z", &["Etc/UTC"]),
    ("Zulu", &["Etc/UTC"]),
    ("EET", &["Asia/Beirut", "Europe/Kyiv"]),
    ("EEST", &["Asia/Beirut", "Europe/Kyiv"]),
    ("CET", &["Europe/Berlin", "Europe/Belgrade"]),
    ("CEST", &["Europe/Berlin", "Europe/Belgrade"]),
    ("EAT", &["Africa/Khartoum", "Africa/Nairobi"]),
    ("CAT", &["Africa/Khartoum", "Africa/Maputo"]),
    ("MSK", &["Europe/Moscow"]),
    ("TRT", &["Europe/Istanbul"]),
    ("AST", &["Asia/Riyadh", "Asia/Baghdad"]),
    ("IST", &["Asia/Kolkata", "Asia/Jerusalem"]),
    ("PKT", &["Asia/Karachi"]),
    ("EST", &["America/New_York", "America/Bogota"]),
    ("EDT", &["America/New_York"]),
];

/// `2016-02-27 00:00 EET`, `UTC+3`.
pub(super) fn zone_abbreviation(sentence: &Sentence) -> Vec<Proposal> {
    let Some(word) = sentence.words.get(sentence.failed_word) else { return Vec::new() };
    let abbreviation = sentence.at(word);
    let Some((_, zones)) = ZONES.iter().find(|(name, _)| *name == abbreviation) else { return Vec::new() };
    let offset = sentence.text.get(word.end..).and_then(offset);
    let (guilty, zones) = match offset {
        Some((length, hours)) if hours != 0 => {
            // The names of these zones have the sign the other way round: `Etc/GMT-3` is three hours ahead.
            let zone = format!("Etc/GMT{:+}", -hours);
            (word.start..word.end + length, vec![zone])
        }
        _ => (word.clone(), zones.iter().map(|zone| (*zone).to_owned()).collect()),
    };
    let help = |zone: &String| {
        (format!("write `time zone \"{zone}\"`"), vec![(guilty.clone(), format!("time zone \"{zone}\""))])
    };
    // Where the agreement has a clock of its own, it is the likeliest to be meant.
    let has_clock = sentence.before.lines().any(|line| line.starts_with("time zone \""));
    let gap = sentence.text.get(..guilty.start).map_or(guilty.start, |before| before.trim_end().len());
    let left_out = has_clock.then(|| {
        let text = "leave it out, if the clock of the agreement is meant".to_owned();
        (text, vec![(gap..guilty.end, String::new())])
    });
    vec![Proposal {
        code: &catalogue::ZONE_ABBREVIATION,
        title: format!("`{}` is no name of a time zone", sentence.at(&guilty)),
        helps: left_out.into_iter().chain(zones.iter().map(help)).collect(),
        guilty,
        why: "zones have names such as Asia/Damascus",
        only_whole: false,
    }]
}

/// `+3`, `+03:00`, ` -2`: its length, and whole hours.
fn offset(text: &str) -> Option<(usize, i8)> {
    let spaces = text.len() - text.trim_start_matches(' ').len();
    let signed = text.trim_start_matches(' ');
    let sign = match signed.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = signed.chars().skip(1).take_while(char::is_ascii_digit).take(2).collect();
    let hours: i8 = digits.parse().ok().filter(|hours| *hours <= 14)?;
    let after = signed.get(1 + digits.len()..)?;
    let minutes = if after.starts_with(":00") { 3 } else { 0 };
    Some((spaces + 1 + digits.len() + minutes, sign * hours))
}
