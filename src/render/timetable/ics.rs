//! The timetable for calendars: RFC 5545, one event for each duty that has a date, in UTC.
//!
//! The events are written here and not with a library: `icalendar` stamps the clock and random identifiers on what has none and
//! brings a second library of dates, `ics` 0.5 folds lines at 76 octets instead of 75; and one input has one output. An event has the same `UID` as long as it is the same duty, so that a calendar that reads a later
//! timetable changes its events and does not double them.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::Timetable;
use crate::evaluate::duties::DutyJudgement;
use crate::evaluate::timetable::Entry;
use crate::model::time::Seconds;
use crate::render::visible::visible_line;
use crate::sets::{EARLIEST, LATEST};

/// The whole calendar. A duty without a date is left out: a calendar has no place for it.
#[must_use]
pub fn ics(table: &Timetable<'_>) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, &format!("PRODID:-//Armistice//timetable {}//EN", env!("CARGO_PKG_VERSION")));
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&table.model.title)));
    for entry in table.entries {
        if let Some(duty) = &entry.duty
            && let Some(due) = stamp(duty.occasion.due)
        {
            event(&mut out, table, entry, duty, &due);
        }
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, table: &Timetable<'_>, entry: &Entry, duty: &DutyJudgement, due: &str) {
    let label = table.label(entry);
    let bearers = table.bearers(duty).join(" and ");
    let state = table.state(entry);
    let local = table.when(&table.model.time_zone);
    let begins = stamp(Some(duty.occasion.first())).unwrap_or_else(|| "always".to_owned());
    let raised: Vec<&str> = duty
        .occasion
        .raised_by
        .iter()
        .filter_map(|&place| table.log.incidents.get(place))
        .map(|incident| incident.id.as_str())
        .collect();
    let uid = [table.model.title.as_str(), label, &bearers, &raised.join(" "), &begins].map(slug).join(".");
    let mut told = vec![table.sentence(entry)];
    told.extend(table.wording(entry).map(|wording| format!("\"{}\"", visible_line(wording))));
    told.push(format!("{} {}: {state}", local.due(&duty.occasion), table.model.time_zone_name));
    told.extend(local.occasion(duty));
    told.extend(table.blocks(entry));
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{uid}@armistice"));
    // When this was said: the instant as of which it is judged, or, of what is judged after everything, the date itself.
    let said = stamp(Some(table.evaluation.as_of)).unwrap_or_else(|| due.to_owned());
    line(out, &format!("DTSTAMP:{said}"));
    line(out, &format!("DTSTART:{due}"));
    line(out, &format!("SUMMARY:{}", escaped(&format!("{label} {bearers}: {state}"))));
    line(out, &format!("DESCRIPTION:{}", escaped(&told.join("\n"))));
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

/// An instant as a date-time in UTC; nothing for one that is not known or never comes.
fn stamp(at: Option<Seconds>) -> Option<String> {
    let at = at.filter(|&at| at != EARLIEST && at < LATEST - 1)?;
    let zoned: Zoned = Timestamp::from_second(at).ok()?.to_zoned(TimeZone::UTC);
    Some(zoned.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// Letters and digits of any script, with a hyphen for everything between them.
fn slug(words: &str) -> String {
    let mut slug = String::new();
    for letter in words.chars() {
        if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Text as RFC 5545 (3.3.11) has it.
fn escaped(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(visible_line).collect();
    lines.join("\n").replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line, folded so that no part is longer than 75 octets (RFC 5545, 3.1).
fn line(out: &mut String, text: &str) {
    let mut width = 0;
    for letter in text.chars() {
        if width + letter.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut out = String::new();
        line(&mut out, &"é".repeat(100));
        assert!(out.split("\r\n").all(|part| part.len() <= 75), "{out:?}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), "é".repeat(100));
    }

    #[test]
    fn what_has_a_meaning_in_the_format_is_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
        assert_eq!(slug("Truce of the  two (quarters)"), "truce-of-the-two-quarters");
    }
}
