//! The timetable for people.

use std::fmt::Write as _;

use jiff::tz::TimeZone;

use super::Timetable;
use crate::evaluate::duties::Occasion;
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
    // Those who owe the same on the same occasion stand together.
    for group in
        table.entries.chunk_by(|one, other| one.clause == other.clause && occasion(one) == occasion(other))
    {
        line("");
        group_lines(table, group, &mut line);
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

fn occasion(entry: &Entry) -> Option<&Occasion> {
    entry.duty.as_ref().map(|duty| &duty.occasion)
}

fn group_lines(table: &Timetable<'_>, group: &[Entry], line: &mut dyn FnMut(&str)) {
    let Some(first) = group.first() else { return };
    let (local, utc) = (table.when(&table.model.time_zone), table.when(&TimeZone::UTC));
    let label = table.label(first);
    match &first.duty {
        Some(duty) => {
            let own = &duty.occasion;
            let due = match (local.at(own.due), utc.at(own.due)) {
                (Some(local), Some(utc)) => format!("{local} {} ({utc} UTC)", table.model.time_zone_name),
                _ => local.due(own),
            };
            line(&format!("{BOLD}{due}  {label}{PLAIN}"));
            if own.due != own.due_at_last {
                line(&format!("    {}", local.due(own)));
            }
            if let Some(period) = duty.period_words(table.model) {
                line(&format!("    {}", visible_line(&period)));
            } else if let Some(owed) = local.occasion(duty) {
                let sure = if own.certain { "" } else { ", if it is" };
                line(&format!("    {}{sure}", visible_line(&owed)));
            }
        }
        None => line(&format!("{BOLD}{label}{PLAIN}  {}", table.state(first))),
    }
    for entry in group {
        let Some(duty) = &entry.duty else { continue };
        let by = duty.by.iter().filter_map(|own| table.log.incidents.get(own.incident));
        let by: Vec<&str> = by.map(|incident| incident.id.as_str()).collect();
        let by =
            if by.is_empty() { String::new() } else { format!("; done by, or may be: {}", by.join(", ")) };
        let who = table.bearers(duty).join(" and ");
        let achieved = duty.achieved_words(table.model).map(|words| format!(": {words}")).unwrap_or_default();
        line(&format!("    {}", visible_line(&format!("{who}: {}{achieved}{by}", table.state(entry)))));
    }
    if let Some(reason) = &first.not_judged {
        line(&format!("    {}", visible_line(reason)));
    }
    line(&format!("      {}", table.sentence(first)));
    if let Some(wording) = table.wording(first) {
        line(&format!("      {DIM}\"{}\"{PLAIN}", visible_line(wording)));
    }
    for blocked in table.blocks(first) {
        line(&format!("    {}", visible_line(&blocked)));
    }
}
