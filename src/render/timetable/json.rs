//! The timetable as JSON. The schema is described in `docs/timetable-json.md` and named by [`SCHEMA`].

use jiff::tz::TimeZone;
use serde::Serialize;

use super::Timetable;
use crate::evaluate::timetable::Entry;
use crate::render::Input;
use crate::render::evaluation::duties;

/// The name and version of the schema.
pub const SCHEMA: &str = "armistice-timetable/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    options: &'a [String],
    inputs: &'a [Input],
    agreement: &'a str,
    time_zone: &'a str,
    as_of_utc: Option<String>,
    duties: Vec<EntryOut<'a>>,
}

#[derive(Serialize)]
struct EntryOut<'a> {
    clause: &'a str,
    sentence: String,
    wording: Option<&'a str>,
    bearers: Vec<&'a str>,
    state: String,
    period: Option<String>,
    quantity: Option<String>,
    due_utc: Option<String>,
    due_local: Option<String>,
    due_at_last_utc: Option<String>,
    occasion: Option<OccasionOut<'a>>,
    not_judged: Option<&'a str>,
    incidents: Vec<&'a str>,
    blocks: Vec<String>,
}

#[derive(Serialize)]
struct OccasionOut<'a> {
    raised_by: &'static str,
    words: Option<String>,
    certain: bool,
    begins_utc: Option<String>,
    begins_at_last_utc: Option<String>,
    incidents: Vec<&'a str>,
}

/// The whole timetable as one JSON object, with a line end.
#[must_use]
pub fn json(table: &Timetable<'_>) -> String {
    let document = Document {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        options: table.options,
        inputs: table.inputs,
        agreement: &table.model.title,
        time_zone: &table.model.time_zone_name,
        as_of_utc: table.as_of(&TimeZone::UTC),
        duties: table.entries.iter().map(|entry| entry_out(table, entry)).collect(),
    };
    // Strings and numbers under string keys cannot fail to serialise.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

fn entry_out<'a>(table: &'a Timetable<'a>, entry: &'a Entry) -> EntryOut<'a> {
    let (local, utc) = (table.when(&table.model.time_zone), table.when(&TimeZone::UTC));
    let duty = entry.duty.as_ref();
    let own = duty.map(|duty| &duty.occasion);
    let ids = |places: &mut dyn Iterator<Item = usize>| -> Vec<&'a str> {
        let incidents = places.filter_map(|place| table.log.incidents.get(place));
        incidents.map(|incident| incident.id.as_str()).collect()
    };
    EntryOut {
        clause: table.label(entry),
        sentence: table.sentence(entry),
        wording: table.wording(entry),
        bearers: duty.map(|duty| table.bearers(duty)).unwrap_or_default(),
        state: table.state(entry),
        period: duty.and_then(|duty| duty.period_words(table.model)),
        quantity: duty.and_then(|duty| duty.achieved_words(table.model)),
        due_utc: utc.at(own.and_then(|own| own.due)),
        due_local: local.at(own.and_then(|own| own.due)),
        due_at_last_utc: utc.at(own.and_then(|own| own.due_at_last)),
        occasion: duty.map(|duty| OccasionOut {
            raised_by: duties::raised(&duty.occasion),
            words: local.occasion(duty),
            certain: duty.occasion.certain,
            begins_utc: utc.at(Some(duty.occasion.first())),
            begins_at_last_utc: utc.at(Some(duty.occasion.last())),
            incidents: ids(&mut duty.occasion.raised_by.iter().copied()),
        }),
        not_judged: entry.not_judged.as_deref(),
        incidents: ids(&mut duty.into_iter().flat_map(|duty| &duty.by).map(|own| own.incident)),
        blocks: table.blocks(entry),
    }
}
