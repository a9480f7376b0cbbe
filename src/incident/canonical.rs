//! The columns that a log has if it is kept for this purpose. `docs/logs.md` describes them.

use std::io::Read;

use csv::StringRecord;

use crate::incident::columns::{Columns, cell, fold_column};
use crate::incident::gathering::{Entry, Frame, Gathering};
use crate::incident::names::NameBook;
use crate::incident::record::{Casualties, Coverage, Log, NameKind, Report};
use crate::incident::table::Table;
use crate::incident::times::Clocks;
use crate::incident::{LogFault, Profile, values};
use crate::model::Model;
use crate::model::clauses::{Account, Where};
use crate::model::ids::{LiteralId, MeasureId};
use crate::model::names::PlaceName;
use crate::model::time::Seconds;
use crate::sets::{Bits, Intervals};

/// Reads a log with the columns of `docs/logs.md`. `name` is what results call it.
///
/// # Errors
/// Where no row of it can be read at all: it is empty, it is no table in plain text, or it lacks `id`, `act`, or `time`
/// (or `from` and `to`).
pub fn read_canonical(model: &Model, name: &str, input: impl Read) -> Result<Log, LogFault> {
    let mut table = Table::open(input)?;
    let mut columns = Columns::new(&table.header);
    let layout = Layout::of(&mut columns, model);
    columns.complete()?;
    let frame = Frame {
        name: name.to_owned(),
        profile: Profile::Canonical.name(),
        ignored_columns: columns.ignored(),
        coverage: Coverage {
            acts: Bits::full(model.deeds.acts.universe()),
            lethal_only: false,
            words:
                "The log can record any act; that it does not report one does not mean that there was none."
                    .to_owned(),
            observed: None,
        },
        assumptions: assumptions(table.delimiter),
    };
    let mut reading = Reading {
        layout,
        model,
        decimal_comma: table.delimiter != b',',
        names: NameBook::new(model, "|"),
        clocks: Clocks::new(&model.time_zone_name, &model.time_zone),
    };
    let id = reading.layout.id;
    let gathering = Gathering::gather(&mut table, id, |id, line, row| reading.entry(id, line, row))?;
    Ok(gathering.finish(frame, &reading.names))
}

fn assumptions(delimiter: u8) -> Vec<String> {
    let mut assumptions = Vec::new();
    let mark = match delimiter {
        b';' => "semicolons",
        b'\t' => "tabs",
        _ => return assumptions,
    };
    assumptions.push(format!(
        "The fields of the log are separated by {mark}, and a comma within a number is read as its decimal mark."
    ));
    assumptions
}

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
}

/// The work in hand.
struct Reading<'m> {
    layout: Layout,
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
        let point = self.point(row)?;
        let radius_m = match get(self.layout.radius_km) {
            Some(value) => Some(values::radius_m("radius_km", value, self.decimal_comma)?),
            None => None,
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

        let named = get(layout.place);
        if radius_m.is_some() && point.is_none() && named.is_none() {
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
        account.whom = get(layout.target).and_then(|field| names.who(NameKind::Target, field, times));
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
        let zone = self.clocks.zone(cell(row, self.layout.tz))?;
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
