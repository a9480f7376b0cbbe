//! The timetable as a table: one row for each duty, occasion and bearer.

use jiff::tz::TimeZone;

use super::Timetable;
use crate::render::evaluation::duties;
use crate::render::visible::visible_line;

/// The columns.
pub const HEADER: [&str; 15] = [
    "clause",
    "bearers",
    "state",
    "due_utc",
    "due_local",
    "time_zone",
    "due_at_last_utc",
    "begins_utc",
    "raised_by",
    "occasion",
    "certain",
    "incidents",
    "blocks",
    "sentence",
    "wording",
];

/// The whole table.
#[must_use]
pub fn csv(table: &Timetable<'_>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(HEADER);
    let (local, utc) = (table.when(&table.model.time_zone), table.when(&TimeZone::UTC));
    for entry in table.entries {
        let duty = entry.duty.as_ref();
        let occasion = duty.map(|duty| &duty.occasion);
        let incidents = duty.into_iter().flat_map(|duty| &duty.by);
        let incidents = incidents.filter_map(|own| table.log.incidents.get(own.incident));
        let _ = writer.write_record([
            table.label(entry).to_owned(),
            duty.map(|duty| table.bearers(duty).join(" and ")).unwrap_or_default(),
            table.state(entry),
            utc.at(occasion.and_then(|own| own.due)).unwrap_or_default(),
            local.at(occasion.and_then(|own| own.due)).unwrap_or_default(),
            table.model.time_zone_name.clone(),
            utc.at(occasion.and_then(|own| own.due_at_last)).unwrap_or_default(),
            utc.at(occasion.map(crate::evaluate::duties::Occasion::first)).unwrap_or_default(),
            occasion.map(duties::raised).unwrap_or_default().to_owned(),
            duty.and_then(|duty| local.occasion(duty)).unwrap_or_default(),
            occasion.map(|own| if own.certain { "yes" } else { "no" }).unwrap_or_default().to_owned(),
            incidents.map(|incident| incident.id.as_str()).collect::<Vec<_>>().join(" | "),
            table.blocks(entry).join(" | "),
            visible_line(table.sentence(entry)),
            table.wording(entry).unwrap_or_default().to_owned(),
        ]);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
