//! The timetable for people.

use jiff::tz::TimeZone;

use super::Timetable;
use crate::evaluate::duties::Occasion;
use crate::evaluate::timetable::Entry;
use crate::render::page::{BOLD, DIM, PLAIN, Page};
use crate::render::visible::visible_line;

/// The whole page, with colours that the caller may strip.
#[must_use]
pub fn text(table: &Timetable<'_>) -> String {
    let mut page = Page::new(&table.model.title);
    let zone = &table.model.time_zone;
    let as_of = table.as_of(zone).map_or_else(|| "after everything".to_owned(), |at| format!("as of {at}"));
    page.line(&format!("Duties, {as_of}, times in {} and UTC", table.model.time_zone_name));
    if table.entries.is_empty() {
        page.line("");
        page.line("  No clause asks anybody to do anything.");
    }
    // Those who owe the same on the same occasion stand together.
    for group in
        table.entries.chunk_by(|one, other| one.clause == other.clause && occasion(one) == occasion(other))
    {
        page.line("");
        group_lines(table, group, &mut page);
    }
    page.made_from(table.inputs, "timetable", table.options)
}

fn occasion(entry: &Entry) -> Option<&Occasion> {
    entry.duty.as_ref().map(|duty| &duty.occasion)
}

fn group_lines(table: &Timetable<'_>, group: &[Entry], page: &mut Page) {
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
            page.line(&format!("{BOLD}{due}  {label}{PLAIN}"));
            if own.due != own.due_at_last {
                page.line(&format!("    {}", local.due(own)));
            }
            if let Some(period) = duty.period_words(table.model) {
                page.line(&format!("    {}", visible_line(&period)));
            } else if let Some(owed) = local.occasion(duty) {
                let sure = if own.certain { "" } else { ", if it is" };
                page.line(&format!("    {}{sure}", visible_line(&owed)));
            }
        }
        None => page.line(&format!("{BOLD}{label}{PLAIN}  {}", table.state(first))),
    }
    for entry in group {
        let Some(duty) = &entry.duty else { continue };
        let by = duty.by.iter().filter_map(|own| table.log.incidents.get(own.incident));
        let by: Vec<&str> = by.map(|incident| incident.id.as_str()).collect();
        let by =
            if by.is_empty() { String::new() } else { format!("; done by, or may be: {}", by.join(", ")) };
        let who = table.bearers(duty).join(" and ");
        let achieved = duty.achieved_words(table.model).map(|words| format!(": {words}")).unwrap_or_default();
        page.line(&format!("    {}", visible_line(&format!("{who}: {}{achieved}{by}", table.state(entry)))));
    }
    if let Some(reason) = &first.not_judged {
        page.line(&format!("    {}", visible_line(reason)));
    }
    page.line(&format!("      {}", table.sentence(first)));
    if let Some(wording) = table.wording(first) {
        page.line(&format!("      {DIM}\"{}\"{PLAIN}", visible_line(wording)));
    }
    for blocked in table.blocks(first) {
        page.line(&format!("    {}", visible_line(&blocked)));
    }
}
