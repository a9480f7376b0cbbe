//! Each form in which an agreement says how long, when, how far and how many.

use super::*;

/// What is said, as words of the text and values.
fn shown(text: &str) -> Vec<String> {
    let one = |said: Said| {
        let words = &text[said.range];
        let value = match said.value {
            Value::Period(low, high) => format!("{low}-{high} min"),
            Value::Day { year, month, day } => {
                let part = |part: Option<i16>| part.map_or("?".to_owned(), |part| part.to_string());
                format!("{} {} {}", part(year), part(month.map(i16::from)), part(day.map(i16::from)))
            }
            Value::Hour(minutes) => format!("{}:{:02}", minutes / 60, minutes % 60),
            Value::Length(low, high) => format!("{}-{} m", low / 10_000, high / 10_000),
            Value::Share(low, high) => format!("{}-{} %", low / 1000, high / 1000),
            Value::Count(low, high) => format!("{}-{}", low / 1000, high / 1000),
        };
        format!("{words}: {value}")
    };
    said(text).into_iter().map(one).collect()
}

#[test]
fn lengths_of_time() {
    assert_eq!(shown("within 7 days"), ["7 days: 10080-10080 min"]);
    assert_eq!(shown("within seven (7) calendar days"), ["seven (7) calendar days: 10080-10080 min"]);
    assert_eq!(shown("for a 48-hour period"), ["48-hour: 2880-2880 min"]);
    assert_eq!(shown("within a week of signature"), ["a week: 10080-10080 min"]);
    assert_eq!(shown("daily two hour humanitarian pause"), ["two hour: 120-120 min"]);
    assert_eq!(shown("in one hundred and fifty hours"), ["one hundred and fifty hours: 9000-9000 min"]);
    assert_eq!(shown("6 to 9 months"), ["6 to 9 months: 241920-401760 min"]);
    assert_eq!(shown("24 hours a day, seven days a week"), [""; 0]);
    assert_eq!(shown("once a day"), [""; 0]);
}

#[test]
fn dates_and_hours() {
    assert_eq!(shown("removed … by 15 October"), ["15 October: ? 10 15"]);
    assert_eq!(shown("00:01 of March 6, 2020"), ["00:01: 0:01", "March 6, 2020: 2020 3 6"]);
    assert_eq!(shown("on 27 and 28 February"), ["27 and 28 February: ? 2 27", "27 and 28 February: ? 2 28"]);
    assert_eq!(shown("2018-10-15, by the 1st of May"), ["2018-10-15: 2018 10 15", "1st of May: ? 5 1"]);
    assert_eq!(shown("by November"), ["November: ? 11 ?"]);
    assert_eq!(shown("by the end of 2018"), ["end of 2018: 2018 ? ?"]);
    assert_eq!(shown("the first half of 2014"), ["half of 2014: 2014 ? ?"]);
    assert_eq!(
        shown("12:00 noon, at 6 p.m. and midnight"),
        ["12:00 noon: 12:00", "6 p.m.: 18:00", "midnight: 0:00"]
    );
    assert_eq!(shown("The Parties may march. May they rest."), [""; 0]);
}

#[test]
fn distances_shares_and_counts() {
    assert_eq!(shown("15-20 km deep"), ["15-20 km: 15000-20000 m"]);
    assert_eq!(shown("between 10 and 30 kilometres"), ["10 and 30 kilometres: 10000-30000 m"]);
    assert_eq!(shown("3,500 m or 500 yards"), ["3,500 m: 3500-3500 m", "500 yards: 457-457 m"]);
    assert_eq!(shown("at least 80 % or ninety per cent"), ["80 %: 80-80 %", "ninety per cent: 90-90 %"]);
    assert_eq!(shown("up to 300 unarmed observers"), ["300 unarmed observers: 300-300"]);
    assert_eq!(shown("two checkpoints and 600 trucks"), ["two checkpoints: 2-2", "600 trucks: 600-600"]);
    assert_eq!(shown("at least three times"), ["three times: 3-3"]);
}

#[test]
fn what_names_another_text_or_counts_those_who_speak_says_nothing() {
    for text in [
        "implement resolution 2254 (2015)",
        "resolution 2254 of 18 December 2015",
        "paragraphs 4, 5 and 7 above, and article 2",
        "the two sides and the three guarantor States",
        "one of the parties",
        "in 2016",
        "along M4",
        "T-72 tanks, the AK-47 rifle and a 24/7 line",
        "two of the towns",
        "the Memorandum of 17 September 2018",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
    assert_eq!(shown("the agreement shall end on 6 May"), ["6 May: ? 5 6"]);
}
