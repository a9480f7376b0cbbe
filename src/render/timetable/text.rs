//! The timetable for people.

use std::fmt::Write as _;

use jiff::tz::TimeZone;

use super::Timetable;
use crate::evaluate::timetable::Entry;
use crate::render::visible::{visible, visible_line};

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

/// The whole page, with colours that the caller may strip.
#[must_use]
pub fn text(table: &Timetable<'_>) -> String {
    let mut out = String::new();
    let mut line = |words: &str| {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{}", words.trim_end());
    };
    let zone = &table.model.time_zone;
    line(&format!("{BOLD}{}{PLAIN}", visible_line(&table.model.title)));
    let as_of = table.as_of(zone).map_or_else(|| "after everything".to_owned(), |at| format!("as of {at}"));
    line(&format!("Duties, {as_of}, times in {} and UTC", table.model.time_zone_name));
    if table.entries.is_empty() {
        line("");
        line("  No clause asks anybody to do anything.");
    }
    for entry in table.entries {
        line("");
        entry_lines(table, entry, &mut line);
    }
    line("");
    line(&format!("{BOLD}Made from{PLAIN}"));
    for input in table.inputs {
        line(&format!("  {}  SHA-256 {}", visible_line(&input.name), input.sha256));
    }
    let options = table.options.join(" ");
    line(&format!("  armistice {} timetable {}", env!("CARGO_PKG_VERSION"), visible(&options)));
    out
}

fn entry_lines(table: &Timetable<'_>, entry: &Entry, line: &mut dyn FnMut(&str)) {
    let (local, utc) = (table.when(&table.model.time_zone), table.when(&TimeZone::UTC));
    let state = table.state(entry);
    match &entry.duty {
        Some(duty) => {
            let due = match (local.at(duty.occasion.due), utc.at(duty.occasion.due)) {
                (Some(local), Some(utc)) => format!("{local} {} ({utc} UTC)", table.model.time_zone_name),
                _ => local.due(&duty.occasion),
            };
            line(&format!("{BOLD}{due}{PLAIN}"));
            line(&visible_line(&format!(
                "{}  {}: {state}",
                table.label(entry),
                table.bearers(duty).join(" and ")
            )));
            if duty.occasion.due != duty.occasion.due_at_last {
                line(&format!("    {}", local.due(&duty.occasion)));
            }
            if let Some(owed) = local.occasion(duty) {
                let sure = if duty.occasion.certain { "" } else { ", if it is" };
                line(&format!("    {}{sure}", visible_line(&owed)));
            }
            let by = duty.by.iter().filter_map(|own| table.log.incidents.get(own.incident));
            let by: Vec<&str> = by.map(|incident| incident.id.as_str()).collect();
            if !by.is_empty() {
                line(&format!("    done by, or may be: {}", visible_line(&by.join(", "))));
            }
        }
        None => line(&format!("{BOLD}{}{PLAIN}  {state}", table.label(entry))),
    }
    if let Some(reason) = &entry.not_judged {
        line(&format!("    {}", visible_line(reason)));
    }
    line(&format!("    {}", visible_line(table.sentence(entry))));
    if let Some(wording) = table.wording(entry) {
        line(&format!("    {DIM}\"{}\"{PLAIN}", visible_line(wording)));
    }
    for blocked in table.blocks(entry) {
        line(&format!("    {}", visible_line(&blocked)));
    }
}
