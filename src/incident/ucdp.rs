//! The georeferenced event dataset (GED) of the Uppsala Conflict Data Program.
//!
//! What its codes leave open stays open here. The rules and their reasons:
//!
//! - *Days.* An event has no hour; its days are local, and are taken in the agreement's time zone. `date_prec` says how
//!   long a time the days given should span: 1 a day, 2 two to six days, 3 a week, 4 more than a week and at most a month,
//!   5 more. Where they span less, they are widened either way so that every span of the greatest length which contains the
//!   day given lies within; for 5, which has no greatest length, to the calendar year, since GED counts by years.
//! - *Sides.* In types 1 (state-based) and 2 (non-state) `side_a` and `side_b` are the roles of a dyad, and no attacker and
//!   target. Type 3 (one-sided) has the attacker as `side_a`. Several names in a side are candidates.
//! - *Civilians.* Civilians who die in an event of type 1 or 2 were hit by either side, and are bystanders.
//! - *Places.* `where_prec` 1 is a settlement, whose parts GED does not code: all of Aleppo is one point. So the event lies
//!   within [`SETTLEMENT_RADIUS_KM`] of it. 2 is within about 25 km of the point. 3 (a district), 4 (a province) and 5 (a
//!   line or an area without boundary) are the zone that has the name of the district or the province, or else of the
//!   country; 6 is the country; 7 is in the air or at sea: anywhere.
//! - *Acts.* An event is any act that the standard catalogue has for its type.

use std::io::Read;

use csv::StringRecord;
use jiff::civil::Date;

use crate::incident::columns::{Columns, cell};
use crate::incident::events::{self, SETTLEMENT_RADIUS_KM, VICINITY_RADIUS_KM};
use crate::incident::gathering::{Entry, Frame, Gathering};
use crate::incident::names::NameBook;
use crate::incident::record::{Casualties, Coverage, Log, NameKind, Report};
use crate::incident::table::Table;
use crate::incident::times::{Clocks, leading_date};
use crate::incident::values::{self, short};
use crate::incident::{LogFault, Profile, Setting};
use crate::model::Model;
use crate::model::clauses::{Account, Where, Who};
use crate::model::ids::ActId;
use crate::model::standard;
use crate::sets::Intervals;

/// Reads events of GED, version 17 or later.
pub(super) fn read_ucdp(setting: Setting<'_>, mut table: Table<impl Read>) -> Result<Log, LogFault> {
    let model = setting.model;
    let mut columns = Columns::new(&table.header);
    let layout = Layout::of(&mut columns);
    columns.complete()?;
    let acts = [1, 2, 3].map(|kind| events::aligned(model, &standard::acts_of_ucdp(kind)));
    let frame = Frame {
        name: setting.name.to_owned(),
        profile: Profile::UcdpGed.name(),
        // GED has columns by the dozen that say the same in codes; that they are not read is no slip of anybody's.
        ignored_columns: Vec::new(),
        coverage: coverage(model, &acts),
        assumptions: assumptions(model),
    };
    let mut reading = Reading {
        layout,
        acts,
        civilians: events::civilians(model),
        names: setting.book(", "),
        clocks: setting.clocks(),
    };
    let id = reading.layout.id;
    let gathering = Gathering::gather(&mut table, id, |id, line, row| reading.entry(id, line, row))?;
    Ok(gathering.finish(frame, &reading.names))
}

/// Asks for the columns that are needed.
pub(super) fn need(columns: &mut Columns<'_>) {
    Layout::of(columns);
}

fn coverage(model: &Model, acts: &[Option<Vec<ActId>>; 3]) -> Coverage {
    Coverage {
        acts: events::leaves(model, acts.iter().flatten().flatten()),
        lethal_only: true,
        words: "UCDP GED records violence that killed at least one person; it has no breach without a death, and no hour."
            .to_owned(),
        observed: None,
    }
}

fn assumptions(model: &Model) -> Vec<String> {
    let zone = &model.time_zone_name;
    let mut assumptions = vec![
        format!("The days of UCDP are days in the time zone {zone}, and an event may have happened at any hour of them."),
        "Where the days that UCDP gives span less than its `date_prec` says, they are widened to the longest time that the code allows around them."
            .to_owned(),
        "In state-based and non-state events either side may have acted against the other; in one-sided events side A acted."
            .to_owned(),
        "Where a side has several names, any of them may have acted or been hit.".to_owned(),
        "Where civilians died in a state-based or non-state event, either side may have hit them.".to_owned(),
        format!(
            "An event in a settlement lies within {SETTLEMENT_RADIUS_KM} km of its point, one near a place within {VICINITY_RADIUS_KM} km; a district, a province or a country is the zone of that name, or else the next wider one that the agreement has."
        ),
        "Events that UCDP codes as summaries (`event_clarity` 2) need not be single acts.".to_owned(),
        "Where the three estimates of deaths are out of order, the least and the greatest of them are the bounds.".to_owned(),
    ];
    assumptions.extend(events::acts_of_its_own(model, "UCDP"));
    assumptions
}

/// Where each column stands.
struct Layout {
    id: Option<usize>,
    type_of_violence: Option<usize>,
    side_a: Option<usize>,
    side_b: Option<usize>,
    where_prec: Option<usize>,
    where_coordinates: Option<usize>,
    adm_1: Option<usize>,
    adm_2: Option<usize>,
    country: Option<usize>,
    latitude: Option<usize>,
    longitude: Option<usize>,
    event_clarity: Option<usize>,
    date_prec: Option<usize>,
    date_start: Option<usize>,
    date_end: Option<usize>,
    deaths_civilians: Option<usize>,
    deaths: [Option<usize>; 3],
    sources: [Option<usize>; 3],
    number_of_sources: Option<usize>,
    source_headline: Option<usize>,
}

impl Layout {
    fn of(columns: &mut Columns<'_>) -> Self {
        Self {
            id: columns.need("id"),
            type_of_violence: columns.need("type_of_violence"),
            side_a: columns.need("side_a"),
            side_b: columns.need("side_b"),
            where_prec: columns.need("where_prec"),
            where_coordinates: columns.find("where_coordinates"),
            adm_1: columns.need("adm_1"),
            adm_2: columns.need("adm_2"),
            country: columns.need("country"),
            latitude: columns.need("latitude"),
            longitude: columns.need("longitude"),
            event_clarity: columns.need("event_clarity"),
            date_prec: columns.need("date_prec"),
            date_start: columns.need("date_start"),
            date_end: columns.need("date_end"),
            deaths_civilians: columns.need("deaths_civilians"),
            deaths: ["low", "best", "high"].map(|name| columns.need(name)),
            sources: ["source_original", "source_office", "source_article"].map(|name| columns.find(name)),
            number_of_sources: columns.find("number_of_sources"),
            source_headline: columns.find("source_headline"),
        }
    }
}

/// The work in hand.
struct Reading<'m> {
    layout: Layout,
    acts: [Option<Vec<ActId>>; 3],
    civilians: Vec<Who>,
    names: NameBook<'m>,
    clocks: Clocks,
}

impl Reading<'_> {
    /// What can fail comes first, so that names are counted only for rows that are judged.
    fn entry(&mut self, id: &str, line: u64, row: &StringRecord) -> Result<Entry, String> {
        let layout = &self.layout;
        let get = |column: Option<usize>| cell(row, column);
        let text = |column: Option<usize>| cell(row, column).map(str::to_owned);
        let code = |column: Option<usize>, name: &str, highest: u8| events::code(get(column), name, highest);
        let deaths =
            |column: Option<usize>, name: &str| get(column).map_or(Ok(0), |value| values::count(name, value));

        let kind = code(layout.type_of_violence, "type_of_violence", 3)?;
        let precision = code(layout.where_prec, "where_prec", 7)?;
        let summary = code(layout.event_clarity, "event_clarity", 2)? == 2;
        let civilians = deaths(layout.deaths_civilians, "deaths_civilians")?;
        let [low, best, high] = layout.deaths;
        let (low, best, high) = (deaths(low, "low")?, deaths(best, "best")?, deaths(high, "high")?);
        let (latitude, longitude) = (get(layout.latitude), get(layout.longitude));
        let point = point(precision, latitude, longitude)?;
        let time = self.time(row)?;

        let places = match point {
            Some(near) => Some(vec![near]),
            None => self.zones(precision, row),
        };
        let layout = &self.layout;
        let names = &mut self.names;
        let one_sided = kind == 3;
        let side_b_is = if one_sided { NameKind::Target } else { NameKind::Actor };
        let mut account = Account {
            who: get(layout.side_a).and_then(|side| names.who(NameKind::Actor, side, &time)),
            whom: get(layout.side_b).and_then(|side| names.who(side_b_is, side, &time)),
            undirected: !one_sided,
            acts: self.acts.get(usize::from(kind) - 1).cloned().flatten(),
            places,
            summary,
            time,
            ..Account::default()
        };
        if !one_sided && civilians > 0 {
            let known = names.who(NameKind::Target, events::CIVILIANS, &account.time);
            account.bystanders = known.unwrap_or_else(|| self.civilians.clone());
        }
        let report = Report {
            place: text(layout.where_coordinates),
            killed: Some(Casualties {
                low: low.min(best).min(high),
                best: Some(best),
                high: Some(low.max(best).max(high)),
            }),
            source: layout.sources.iter().find_map(|&column| text(column)),
            source_count: get(layout.number_of_sources).and_then(|count| count.parse().ok()),
            note: text(layout.source_headline),
            ..Report::new(line, id, self.clocks.day_name(&account.time), account)
        };
        Ok(Entry { incident: id.to_owned(), report })
    }

    fn time(&mut self, row: &StringRecord) -> Result<Intervals, String> {
        let get =
            |column: Option<usize>, name: &str| cell(row, column).ok_or_else(|| format!("`{name}` is blank"));
        let precision = events::code(cell(row, self.layout.date_prec), "date_prec", 5)?;
        let (start, end) =
            (get(self.layout.date_start, "date_start")?, get(self.layout.date_end, "date_end")?);
        let (first, last) = (leading_date("date_start", start)?, leading_date("date_end", end)?);
        if last < first {
            return Err(format!(
                "`date_start` is `{}` and `date_end` is `{}`, which is earlier",
                short(start),
                short(end)
            ));
        }
        let beyond = || format!("`date_start` is `{}`, which lies beyond the calendar", short(start));
        let (first, last) = widened(first, last, precision).ok_or_else(beyond)?;
        self.clocks.days(first, last, 0).ok_or_else(beyond)
    }

    /// The zone of the narrowest unit that the precision stands for.
    fn zones(&mut self, precision: u8, row: &StringRecord) -> Option<Vec<Where>> {
        let layout = &self.layout;
        let [district, province, country] =
            [layout.adm_2, layout.adm_1, layout.country].map(|column| cell(row, column));
        match precision {
            3 => events::narrowest_zone(&mut self.names, district, &[province, country]),
            4 | 5 => events::narrowest_zone(&mut self.names, None, &[province, country]),
            6 => events::narrowest_zone(&mut self.names, None, &[country]),
            _ => None,
        }
    }
}

/// The surroundings of the point, for the precisions that mean them.
fn point(precision: u8, latitude: Option<&str>, longitude: Option<&str>) -> Result<Option<Where>, String> {
    let radius_km = match precision {
        1 => SETTLEMENT_RADIUS_KM,
        2 => VICINITY_RADIUS_KM,
        _ => return Ok(None),
    };
    events::around(("latitude", latitude), ("longitude", longitude), radius_km).map(Some)
}

/// The first and the last day, widened where they span less than the precision says.
fn widened(first: Date, last: Date, precision: u8) -> Option<(Date, Date)> {
    let (least_days, most_days) = match precision {
        2 => (2, 6),
        3 => (7, 7),
        4 => (8, 31),
        5 => (32, 366),
        _ => return Some((first, last)),
    };
    if precision == 5 && events::widened(first, last, least_days, most_days)? != (first, last) {
        return Some((Date::new(first.year(), 1, 1).ok()?, Date::new(last.year(), 12, 31).ok()?));
    }
    events::widened(first, last, least_days, most_days)
}
