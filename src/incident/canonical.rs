//! The columns that a log has if it is kept for this purpose. `docs/logs.md` describes them.

use std::io::Read;

use csv::StringRecord;

use crate::incident::columns::{Columns, cell, fold_column};
use crate::incident::gathering::{Entry, Frame, Gathering};
use crate::incident::names::NameBook;
use crate::incident::own::{OwnProfile, PlacePrecision};
use crate::incident::record::{Casualties, Coverage, Log, NameKind, Report};
use crate::incident::table::Table;
use crate::incident::times::Clocks;
use crate::incident::{LogFault, Profile, Setting, values};
use crate::model::Model;
use crate::model::clauses::{Account, Where};
use crate::model::ids::{LiteralId, MeasureId};
use crate::model::names::PlaceName;
use crate::model::time::Seconds;
use crate::sets::{Bits, Intervals};

/// Reads a log with the columns of `docs/logs.md`.
pub(super) fn read_canonical<'s>(
    setting: Setting<'s>,
    own: Option<&'s OwnProfile>,
    mut table: Table<impl Read>,
) -> Result<Log, LogFault> {
    let model = setting.model;
    let mut columns = match own {
        Some(own) => Columns::named(&table.header, &own.columns),
        None => Columns::new(&table.header),
    };
    let mut layout = Layout::of(&mut columns, model);
    if let Some(own) = own {
        layout.precisions(own, &mut columns);
    }
    columns.complete()?;
    let frame = Frame {
        name: setting.name.to_owned(),
        profile: own.map_or(Profile::Canonical.name(), |_| OWN),
        ignored_columns: columns.ignored(),
        coverage: own.map_or_else(|| coverage(model), |own| own.coverage.clone()),
        assumptions: assumptions(table.delimiter, own),
    };
    let clocks = setting.clocks().written_as(own.map_or_else(Vec::new, |own| own.date_formats.clone()));
    let mut reading = Reading {
        layout,
        own,
        model,
        decimal_comma: table.delimiter != b',',
        names: setting.book(own.map_or("|", |own| own.separator.as_str())),
        clocks,
    };
    let id = reading.layout.id;
    let gathering = Gathering::gather(&mut table, id, |id, line, row| reading.entry(id, line, row))?;
    Ok(gathering.finish(frame, &reading.names))
}

/// The columns that can be asked for, by the names of their fields.
pub(super) fn fields(model: &Model) -> Vec<String> {
    let mut columns = Columns::new(&[]);
    Layout::of(&mut columns, model);
    columns.asked()
}

/// Asks for the columns that are needed.
pub(super) fn need(columns: &mut Columns<'_>, model: &Model) {
    Layout::of(columns, model);
}

fn coverage(model: &Model) -> Coverage {
    Coverage {
        acts: Bits::full(model.deeds.acts.universe()),
        lethal_only: false,
        words: "The log can record any act; that it does not report one does not mean that there was none."
            .to_owned(),
        observed: None,
    }
}

fn assumptions(delimiter: u8, own: Option<&OwnProfile>) -> Vec<String> {
    let mut assumptions = Vec::new();
    let mark = match delimiter {
        b';' => Some("semicolons"),
        b'\t' => Some("tabs"),
        _ => None,
    };
    assumptions.extend(mark.map(|mark| format!(
        "The fields of the log are separated by {mark}, and a comma within a number is read as its decimal mark."
    )));
    if own.is_some_and(|own| !own.directed) {
        assumptions
            .push("Where the log names two sides, either may have acted against the other.".to_owned());
    }
    if own.is_some_and(|own| own.time_precision.is_some()) {
        assumptions.push(
            "Where the profile gives a time more days than the log, it may lie as many days before or after."
                .to_owned(),
        );
    }
    assumptions
}

/// What results call a profile that is none of the known ones.
const OWN: &str = "own";

/// Where each column stands.
struct Layout {
    id: Option<usize>,
    incident: Option<usize>,
    time: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    tz: Option<usize>,
    actor: Option<usize>,
    target: Option<usize>,
    act: Option<usize>,
    means: Option<usize>,
    place: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    radius_km: Option<usize>,
    count: Option<usize>,
    unit: Option<usize>,
    killed: [Option<usize>; 3],
    wounded: [Option<usize>; 3],
    source: Option<usize>,
    grade: Option<usize>,
    status: Option<usize>,
    assessed_by: Option<usize>,
    assessment: Option<usize>,
    note: Option<usize>,
    received: Option<usize>,
    time_precision: Option<usize>,
    place_precision: Option<usize>,
    /// Conditions that the log records.
    literals: Vec<(String, usize, LiteralId)>,
    /// Measures that the log records: column, place, measure, and the unit of a bare number.
    measures: Vec<(String, usize, MeasureId, String)>,
}

impl Layout {
    fn of(columns: &mut Columns<'_>, model: &Model) -> Self {
        let (id, act) = (columns.need("id"), columns.need("act"));
        let [time, from, to] = ["time", "from", "to"].map(|name| columns.find(name));
        if time.is_none() && (from.is_none() || to.is_none()) {
            match (from, to) {
                (Some(_), None) => columns.miss("to"),
                (None, Some(_)) => columns.miss("from"),
                _ => columns.miss("time"),
            }
        }
        let mut layout = Self {
            id,
            incident: columns.find("incident"),
            time,
            from,
            to,
            tz: columns.find("tz"),
            actor: columns.find("actor"),
            target: columns.find("target"),
            act,
            means: columns.find("means"),
            place: columns.find("place"),
            lat: columns.find("lat"),
            lon: columns.find("lon"),
            radius_km: columns.find("radius_km"),
            count: columns.find("count"),
            unit: columns.find("unit"),
            killed: ["killed_low", "killed", "killed_high"].map(|name| columns.find(name)),
            wounded: ["wounded_low", "wounded", "wounded_high"].map(|name| columns.find(name)),
            source: columns.find("source"),
            grade: columns.find("grade"),
            status: columns.find("status"),
            assessed_by: columns.find("assessed_by"),
            assessment: columns.find("assessment"),
            note: columns.find("note"),
            received: columns.find("received"),
            time_precision: None,
            place_precision: None,
            literals: Vec::new(),
            measures: Vec::new(),
        };
        for (column, literal) in model.literal_columns() {
            if let Some(index) = columns.find(&fold_column(column)) {
                layout.literals.push((column.to_owned(), index, literal));
            }
        }
        for (index, measure) in model.deeds.measures.iter().enumerate() {
            let id = MeasureId::at(index);
            if let Some(index) = columns.find(&fold_column(&measure.name)) {
                layout.measures.push((measure.name.clone(), index, id, measure.base_unit.clone()));
            }
            for (unit, _) in &measure.units {
                let column = format!("{}_{unit}", measure.name);
                if let Some(index) = columns.find(&fold_column(&column)) {
                    layout.measures.push((column, index, id, unit.clone()));
                }
            }
        }
        layout
    }

    /// The columns of codes that a profile of one's own has.
    fn precisions(&mut self, own: &OwnProfile, columns: &mut Columns<'_>) {
        self.time_precision =
            own.time_precision.as_ref().and_then(|codes| columns.find_as_written(&codes.column));
        self.place_precision =
            own.place_precision.as_ref().and_then(|codes| columns.find_as_written(&codes.column));
    }
}

/// The work in hand.
struct Reading<'m> {
    layout: Layout,
    own: Option<&'m OwnProfile>,
    model: &'m Model,
    decimal_comma: bool,
    names: NameBook<'m>,
    clocks: Clocks,
}

impl Reading<'_> {
    /// What can fail comes first, so that names are counted only for rows that are judged.
    fn entry(&mut self, id: &str, line: u64, row: &StringRecord) -> Result<Entry, String> {
        let get = |column: Option<usize>| cell(row, column);
        let text = |column: Option<usize>| cell(row, column).map(str::to_owned);
        let time = self.time(row)?;
        let received = self.received(row)?;
        let precision = match self.own.and_then(|own| own.place_precision.as_ref()) {
            Some(codes) => codes.of(row, self.layout.place_precision)?,
            None => None,
        };
        let point = match precision {
            Some(PlacePrecision::Place | PlacePrecision::Anywhere) => None,
            _ => self.point(row)?,
        };
        let radius_m = match get(self.layout.radius_km) {
            Some(value) => Some(values::radius_m("radius_km", value, self.decimal_comma)?),
            None => match precision {
                Some(PlacePrecision::Within(kilometres)) => Some(kilometres * 1000.0),
                _ => None,
            },
        };
        let mut account = Account { time, ..Account::default() };
        self.literals(row, &mut account)?;
        self.measures(row, &mut account)?;
        let parse = |column: Option<usize>, name: &str| match get(column) {
            Some(value) => values::count(name, value).map(Some),
            None => Ok(None),
        };
        let layout = &self.layout;
        let persons =
            |[low, best, high]: [Option<usize>; 3], name: &str| -> Result<Option<Casualties>, String> {
                let low = parse(low, &format!("{name}_low"))?;
                let high = parse(high, &format!("{name}_high"))?;
                values::casualties(name, low, parse(best, name)?, high)
            };
        let count = parse(layout.count, "count")?;
        let killed = persons(layout.killed, "killed")?;
        let wounded = persons(layout.wounded, "wounded")?;
        let grade = get(layout.grade).map(values::grade).transpose()?;
        let status = get(layout.status).map(values::status).transpose()?;
        let assessment = get(layout.assessment).map(values::assessment).transpose()?;

        let named = get(layout.place).filter(|_| precision != Some(PlacePrecision::Anywhere));
        let around = get(layout.radius_km).is_some() && precision.is_none();
        if around && point.is_none() && named.is_none() {
            return Err(
                "`radius_km` says how far around, and neither `lat` and `lon` nor `place` around what"
                    .to_owned(),
            );
        }
        account.places = match (point, named) {
            (Some((latitude, longitude)), _) => {
                Some(vec![Where::Near { longitude, latitude, radius_m: radius_m.unwrap_or(0.0) }])
            }
            (None, Some(named)) => self.named_places(named, radius_m),
            (None, None) => None,
        };
        let layout = &self.layout;
        let (names, times) = (&mut self.names, &account.time);
        account.who = get(layout.actor).and_then(|field| names.who(NameKind::Actor, field, times));
        let sides = self.own.is_some_and(|own| !own.directed);
        account.undirected = sides && (get(layout.actor).is_some() || get(layout.target).is_some());
        let target_is = if account.undirected { NameKind::Actor } else { NameKind::Target };
        account.whom = get(layout.target).and_then(|field| names.who(target_is, field, times));
        account.acts = get(layout.act).and_then(|field| names.acts(field));
        account.means = get(layout.means).and_then(|field| names.means(field));
        let assessor = get(layout.assessed_by).and_then(|field| names.assessor(field, times));
        let report = Report {
            line,
            id: id.to_owned(),
            day: self.clocks.day_name(&account.time),
            account,
            place: text(layout.place),
            count,
            unit: text(layout.unit),
            killed,
            wounded,
            source: text(layout.source),
            source_count: None,
            grade,
            status,
            assessed_by: text(layout.assessed_by),
            assessor,
            assessment,
            note: text(layout.note),
            received,
        };
        Ok(Entry { incident: get(layout.incident).unwrap_or(id).to_owned(), report })
    }

    fn time(&mut self, row: &StringRecord) -> Result<Intervals, String> {
        let [time, from, to] =
            [self.layout.time, self.layout.from, self.layout.to].map(|column| cell(row, column));
        let usual = self.own.and_then(|own| own.time_zone.as_deref());
        let zone = self.clocks.zone(cell(row, self.layout.tz).or(usual))?;
        let times = self.written_times(time, from, to, zone)?;
        let days = match self.own.and_then(|own| own.time_precision.as_ref()) {
            Some(codes) => codes.of(row, self.layout.time_precision)?,
            None => None,
        };
        let Some(days) = days else { return Ok(times) };
        self.clocks.widened(&times, days, zone).ok_or_else(|| "the time lies beyond the calendar".to_owned())
    }

    fn written_times(
        &mut self,
        time: Option<&str>,
        from: Option<&str>,
        to: Option<&str>,
        zone: usize,
    ) -> Result<Intervals, String> {
        match (time, from, to) {
            (Some(time), None, None) => self.clocks.moment("time", time, zone),
            (None, Some(from), Some(to)) => self.clocks.period(("from", from), ("to", to), zone),
            (None, None, None) => Err("neither `time` nor `from` and `to` say when it happened".to_owned()),
            (None, Some(_), None) => Err("`from` says when it began, and `to` is blank".to_owned()),
            (None, None, Some(_)) => Err("`to` says when it ended, and `from` is blank".to_owned()),
            (Some(_), _, _) => {
                Err("both `time` and `from` or `to` say when it happened, and only one of them may"
                    .to_owned())
            }
        }
    }

    /// The first instant of the time at which it was received.
    fn received(&mut self, row: &StringRecord) -> Result<Option<Seconds>, String> {
        let Some(value) = cell(row, self.layout.received) else { return Ok(None) };
        let zone = self.clocks.zone(cell(row, self.layout.tz))?;
        Ok(self.clocks.moment("received", value, zone)?.first())
    }

    /// Latitude and longitude.
    fn point(&self, row: &StringRecord) -> Result<Option<(f64, f64)>, String> {
        match (cell(row, self.layout.lat), cell(row, self.layout.lon)) {
            (None, None) => Ok(None),
            (Some(lat), Some(lon)) => {
                let latitude = values::degrees("lat", lat, 90.0, self.decimal_comma)?;
                let longitude = values::degrees("lon", lon, 180.0, self.decimal_comma)?;
                Ok(Some((latitude, longitude)))
            }
            (Some(_), None) => Err("`lat` is given and `lon` is blank".to_owned()),
            (None, Some(_)) => Err("`lon` is given and `lat` is blank".to_owned()),
        }
    }

    /// Places by their names; around those that are points, as far as the radius says.
    fn named_places(&mut self, field: &str, radius_m: Option<f64>) -> Option<Vec<Where>> {
        let places = self.names.places(field)?;
        let around = |place: PlaceName| match (place, radius_m) {
            (PlaceName::Place(id), Some(radius_m)) => match self.model.places.points.get(id.index()) {
                Some(known) => {
                    Where::Near { longitude: known.point.x(), latitude: known.point.y(), radius_m }
                }
                None => place.place(),
            },
            _ => place.place(),
        };
        Some(places.into_iter().map(around).collect())
    }

    fn literals(&self, row: &StringRecord, account: &mut Account) -> Result<(), String> {
        for (column, index, literal) in &self.layout.literals {
            if let Some(value) = cell(row, Some(*index))
                && let Some(holds) = values::truth(column, value)?
            {
                account.literals.insert(*literal, holds);
            }
        }
        Ok(())
    }

    fn measures(&self, row: &StringRecord, account: &mut Account) -> Result<(), String> {
        for (column, index, id, unit) in &self.layout.measures {
            if let Some(value) = cell(row, Some(*index))
                && let Some(measure) = self.model.deeds.measures.get(id.index())
            {
                let values = values::measured(column, value, measure, unit, self.decimal_comma)?;
                if values.is_empty() {
                    continue;
                }
                let earlier = account.measures.insert(*id, values);
                if earlier.is_some() {
                    return Err(format!("two columns say `{}`, and only one of them may", measure.name));
                }
            }
        }
        Ok(())
    }
}
