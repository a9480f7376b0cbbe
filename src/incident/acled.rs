//! The Armed Conflict Location and Event Data (ACLED), with the 31 columns of its codebook of 2023 and later.
//!
//! What its codes leave open stays open here. The rules and their reasons:
//!
//! - *Days.* `time_precision` 1 is the day; 2 some day of the week around it, 3 some day of the month around it. The day
//!   given can be any of the days meant, so 2 is six days and 3 thirty days either way.
//! - *Sides.* `actor1` and `actor2` do not say who attacked whom, so either may have acted. But civilians and protesters
//!   are unarmed by the dataset's own definition: against them, the other side acted. A side that stands alone acted.
//! - *Places.* `geo_precision` 1 is a settlement, whose parts are not coded: within [`SETTLEMENT_RADIUS_KM`] of its
//!   point. 2 is near it, without a bound in the codebook: within [`VICINITY_RADIUS_KM`]. 3 is the province, or else the
//!   country.
//! - *Acts.* What the standard catalogue has for the sub-event type. What reports no conduct of a party, such as a peaceful
//!   protest, is something that no act describes; `Other` can be anything.
//! - *Deaths.* `fatalities` has no bounds, and 0 also stands for a number that nobody reported.

use std::io::Read;

use csv::StringRecord;

use crate::incident::columns::{Columns, cell};
use crate::incident::events::{self, SETTLEMENT_RADIUS_KM, VICINITY_RADIUS_KM};
use crate::incident::gathering::{Entry, Frame, Gathering};
use crate::incident::names::NameBook;
use crate::incident::record::{Casualties, Coverage, Log, NameKind, Report};
use crate::incident::table::Table;
use crate::incident::times::{Clocks, worded_date};
use crate::incident::values::{self, short};
use crate::incident::{LogFault, Profile, Setting};
use crate::model::Model;
use crate::model::clauses::{Account, Where, Who};
use crate::model::ids::ActId;
use crate::model::standard::{ACLED_NOT_CONDUCT, ACLED_SUB_EVENTS, acts_of_acled};
use crate::sets::Intervals;
use crate::suggest::closest;

/// How the names of those begin who are unarmed by definition.
const UNARMED: [&str; 2] = [events::CIVILIANS, "Protesters"];

/// How the names of those begin whom nobody identified.
const UNIDENTIFIED: &str = "Unidentified";

/// The sub-event type that says nothing about what was done.
const OTHER: &str = "Other";

/// Reads events of ACLED.
pub(super) fn read_acled(setting: Setting<'_>, mut table: Table<impl Read>) -> Result<Log, LogFault> {
    let model = setting.model;
    let mut columns = Columns::new(&table.header);
    let layout = Layout::of(&mut columns);
    columns.complete()?;
    let acts: Vec<(&str, Option<Vec<ActId>>)> = ACLED_SUB_EVENTS
        .iter()
        .flat_map(|(_, sub_events)| sub_events.iter())
        .map(|sub_event| (*sub_event, acts_of(model, sub_event)))
        .collect();
    let frame = Frame {
        name: setting.name.to_owned(),
        profile: Profile::Acled.name(),
        // Most of its columns are codes of its own; that they are not read is no slip of anybody's.
        ignored_columns: Vec::new(),
        coverage: Coverage {
            acts: events::leaves(model, acts.iter().filter_map(|(_, acts)| acts.as_ref()).flatten()),
            lethal_only: false,
            words: "ACLED records political violence, protests and some other events as the media and partners report them; it has no hour, and what nobody reported is not in it."
                .to_owned(),
            observed: None,
        },
        assumptions: assumptions(model),
    };
    let mut reader = Reading {
        layout,
        acts,
        civilians: events::civilians(model),
        names: setting.book(";"),
        clocks: setting.clocks(),
    };
    let id = reader.layout.id;
    let gathering = Gathering::gather(&mut table, id, |id, line, row| reader.entry(id, line, row))?;
    Ok(gathering.finish(frame, &reader.names))
}

/// Asks for the columns that are needed.
pub(super) fn need(columns: &mut Columns<'_>) {
    Layout::of(columns);
}

/// What an event of this type may have been; nothing where it could be anything.
fn acts_of(model: &Model, sub_event: &str) -> Option<Vec<ActId>> {
    let no_conduct = ACLED_NOT_CONDUCT.iter().any(|(each, _)| *each == sub_event) && sub_event != OTHER;
    if no_conduct {
        return Some(vec![events::no_act(model)]);
    }
    events::aligned(model, &acts_of_acled(sub_event))
}

fn assumptions(model: &Model) -> Vec<String> {
    let zone = &model.time_zone_name;
    let mut assumptions = vec![
        format!("The days of ACLED are days in the time zone {zone}, and an event may have happened at any hour of them."),
        "An event whose week is known may lie six days, one whose month is known thirty days before or after the day that ACLED gives."
            .to_owned(),
        "Either of two sides may have acted against the other, unless one of them is civilians or protesters, who are unarmed by ACLED's definition; a side that stands alone acted."
            .to_owned(),
        "The actors that ACLED calls associated are not read: they may have taken part or only be whom a side belongs to.".to_owned(),
        format!(
            "An event in a settlement lies within {SETTLEMENT_RADIUS_KM} km of its point, one near a place within {VICINITY_RADIUS_KM} km, for which ACLED has no bound; one in a larger region lies in the zone named as its first administrative unit, or else as its country."
        ),
        "ACLED's number of deaths is an estimate without bounds, and 0 also stands for a number that is not known.".to_owned(),
        "Protests, riots and agreements are no acts of the catalogue; `Other` can be anything.".to_owned(),
    ];
    assumptions.extend(events::acts_of_its_own(model, "ACLED"));
    assumptions
}

/// Where each column stands.
struct Layout {
    id: Option<usize>,
    date: Option<usize>,
    time_precision: Option<usize>,
    sub_event: Option<usize>,
    sides: [Option<usize>; 2],
    civilian_targeting: Option<usize>,
    country: Option<usize>,
    admin1: Option<usize>,
    location: Option<usize>,
    latitude: Option<usize>,
    longitude: Option<usize>,
    geo_precision: Option<usize>,
    source: Option<usize>,
    notes: Option<usize>,
    fatalities: Option<usize>,
}

impl Layout {
    fn of(columns: &mut Columns<'_>) -> Self {
        Self {
            id: columns.need("event_id_cnty"),
            date: columns.need("event_date"),
            time_precision: columns.need("time_precision"),
            sub_event: columns.need("sub_event_type"),
            sides: ["actor1", "actor2"].map(|name| columns.need(name)),
            civilian_targeting: columns.find("civilian_targeting"),
            country: columns.need("country"),
            admin1: columns.need("admin1"),
            location: columns.find("location"),
            latitude: columns.need("latitude"),
            longitude: columns.need("longitude"),
            geo_precision: columns.need("geo_precision"),
            source: columns.find("source"),
            notes: columns.find("notes"),
            fatalities: columns.need("fatalities"),
        }
    }
}

/// The work in hand.
struct Reading<'m> {
    layout: Layout,
    /// For each sub-event type, in the order of the codebook.
    acts: Vec<(&'static str, Option<Vec<ActId>>)>,
    civilians: Vec<Who>,
    names: NameBook<'m>,
    clocks: Clocks,
}

impl Reading<'_> {
    /// What can fail comes first, so that names are counted only for rows that are judged.
    fn entry(&mut self, id: &str, line: u64, row: &StringRecord) -> Result<Entry, String> {
        let get = |column: Option<usize>| cell(row, column);
        let text = |column: Option<usize>| cell(row, column).map(str::to_owned);
        let acts = self.acts(get(self.layout.sub_event))?;
        let precision = events::code(get(self.layout.geo_precision), "geo_precision", 3)?;
        let deaths =
            get(self.layout.fatalities).map(|value| values::count("fatalities", value)).transpose()?;
        let point = self.point(precision, row)?;
        let time = self.time(row)?;

        let places = match point {
            Some(near) => Some(vec![near]),
            None => {
                let wider = [get(self.layout.admin1), get(self.layout.country)];
                events::narrowest_zone(&mut self.names, None, &wider)
            }
        };
        let mut account = Account { acts, places, time, ..Account::default() };
        let [one, other] = self.layout.sides.map(get);
        self.sides(one, other, &mut account);
        let targeting_civilians = get(self.layout.civilian_targeting).is_some();
        if targeting_civilians && account.undirected {
            account.bystanders = self.unarmed(NameKind::Target, events::CIVILIANS, &account.time);
        }
        let layout = &self.layout;
        let report = Report {
            place: text(layout.location),
            killed: deaths.map(|deaths| Casualties { low: 0, best: Some(deaths), high: None }),
            source: text(layout.source),
            source_count: get(layout.source).map(|sources| sources.split(';').count() as u64),
            note: text(layout.notes),
            ..Report::new(line, id, self.clocks.day_name(&account.time), account)
        };
        Ok(Entry { incident: id.to_owned(), report })
    }

    fn acts(&self, sub_event: Option<&str>) -> Result<Option<Vec<ActId>>, String> {
        let sub_event = sub_event.ok_or_else(|| "`sub_event_type` is blank".to_owned())?;
        let same = |known: &str| known.eq_ignore_ascii_case(sub_event);
        if let Some((_, acts)) = self.acts.iter().find(|(known, _)| same(known)) {
            return Ok(acts.clone());
        }
        let advice = closest(sub_event, self.acts.iter().map(|(known, _)| *known))
            .map(|near| format!("; `{near}` is spelt much the same"))
            .unwrap_or_default();
        Err(format!(
            "`sub_event_type` is `{}`, which is no sub-event type of ACLED{advice}",
            short(sub_event)
        ))
    }

    fn point(&self, precision: u8, row: &StringRecord) -> Result<Option<Where>, String> {
        let radius_km = match precision {
            1 => SETTLEMENT_RADIUS_KM,
            2 => VICINITY_RADIUS_KM,
            _ => return Ok(None),
        };
        let latitude = ("latitude", cell(row, self.layout.latitude));
        let longitude = ("longitude", cell(row, self.layout.longitude));
        events::around(latitude, longitude, radius_km).map(Some)
    }

    fn time(&mut self, row: &StringRecord) -> Result<Intervals, String> {
        let precision = events::code(cell(row, self.layout.time_precision), "time_precision", 3)?;
        let written = cell(row, self.layout.date).ok_or_else(|| "`event_date` is blank".to_owned())?;
        let day = worded_date("event_date", written)?;
        let days = match precision {
            1 => 1,
            2 => 7,
            _ => 31,
        };
        let beyond = || format!("`event_date` is `{}`, which lies beyond the calendar", short(written));
        let (first, last) = events::widened(day, day, days, days).ok_or_else(beyond)?;
        self.clocks.days(first, last, 0).ok_or_else(beyond)
    }

    /// Who acted on whom, as far as two names say so.
    fn sides(&mut self, one: Option<&str>, other: Option<&str>, account: &mut Account) {
        let unarmed = |name: Option<&str>| {
            name.is_some_and(|name| UNARMED.iter().any(|unarmed| name.starts_with(unarmed)))
        };
        let (actor, target, undirected) = match (unarmed(one), unarmed(other)) {
            (true, false) => (other, one, false),
            (false, true) => (one, other, false),
            _ => match (one, other) {
                (Some(_), Some(_)) => (one, other, true),
                (one, other) => (one.or(other), None, false),
            },
        };
        let target_is = if undirected { NameKind::Actor } else { NameKind::Target };
        account.who = actor.and_then(|name| self.who(NameKind::Actor, name, &account.time));
        account.whom = target.and_then(|name| self.who(target_is, name, &account.time));
        account.undirected = undirected;
    }

    /// Who a side is. ACLED puts the country or the years of a government in brackets behind a name, and the abbreviation
    /// before it: `Military Forces of Syria (2000-2024)`, `HTS: Hayat Tahrir al Sham`.
    fn who(&mut self, kind: NameKind, name: &str, times: &Intervals) -> Option<Vec<Who>> {
        if name.starts_with(UNIDENTIFIED) {
            return None;
        }
        if name.starts_with(events::CIVILIANS) {
            return Some(self.unarmed(kind, name, times));
        }
        let name = self.known_form(name);
        self.names.who(kind, name, times)
    }

    fn unarmed(&mut self, kind: NameKind, name: &str, times: &Intervals) -> Vec<Who> {
        let name = self.known_form(name);
        self.names.who(kind, name, times).unwrap_or_else(|| self.civilians.clone())
    }

    /// The longest form of a name that somebody is known by; all of it where nobody is.
    fn known_form<'n>(&self, name: &'n str) -> &'n str {
        let without_brackets = |name: &'n str| {
            let cut = name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
            cut.map_or(name, |(name, _)| name.trim_end())
        };
        let without_letters =
            |name: &'n str| name.split_once(':').map_or(name, |(_, name)| name.trim_start());
        let forms =
            [name, without_brackets(name), without_letters(name), without_brackets(without_letters(name))];
        forms.into_iter().find(|form| self.names.knows_actor(form)).unwrap_or(name)
    }
}
