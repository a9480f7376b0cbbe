//! The event table of GDELT 2.0: 61 columns between tabs, without a header. A machine codes it from news reports in the
//! scheme CAMEO.
//!
//! - *Days.* `SQLDATE` is a day without an hour or a zone, taken in the agreement's zone. The machine takes it from the
//!   wording of the report, so it is the day that was reported.
//! - *Sides.* `Actor1` acted on `Actor2`. The names in the table are names of countries as often as of groups, so that only
//!   the codes are read: an agreement or a mapping file gives `SYRGOV` as a name of the party that it stands for.
//! - *Acts.* What the standard catalogue has for the code. Where it has nothing, the code's root says how much is known:
//!   words are something that no act describes; other peaceful conduct is anything but a use of force; a code of violence
//!   is some use of force.
//! - *Places.* A place is known to a kind of unit only. A city is a point whose surroundings are meant; a province or a
//!   country is a zone.

use std::io::Read;

use csv::StringRecord;

use crate::incident::columns::{Columns, cell, fold_column};
use crate::incident::events::{self, VICINITY_RADIUS_KM};
use crate::incident::gathering::{Entry, Frame, Gathering};
use crate::incident::names::NameBook;
use crate::incident::record::{Coverage, Log, NameKind, Report};
use crate::incident::table::Table;
use crate::incident::times::{Clocks, compact_date};
use crate::incident::values::short;
use crate::incident::{LogFault, Profile, Setting};
use crate::model::Model;
use crate::model::clauses::{Account, Where};
use crate::model::ids::ActId;
use crate::model::standard::{self, ACTS, StandardAct, acts_of_cameo, is_kind_of};
use crate::sets::Bits;

/// The columns, in their order.
pub(super) const COLUMNS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// The root codes of what is only said: statements, appeals, intents, consultations, diplomacy; investigations, demands,
/// disapproval, refusals, threats.
const WORDS: [u8; 10] = [1, 2, 3, 4, 5, 9, 10, 11, 12, 13];

/// The root codes of violence: assault, fight, mass violence.
const VIOLENCE: [u8; 3] = [18, 19, 20];

/// The root code of coercion, which may be force and may not.
const COERCION: u8 = 17;

/// The code of a breach of a ceasefire, which says that and not what was done.
const BREACH: &str = "196";

/// Reads the table. It must have been opened with [`COLUMNS`].
pub(super) fn read_gdelt(setting: Setting<'_>, mut table: Table<impl Read>) -> Result<Log, LogFault> {
    let model = setting.model;
    let mut columns = Columns::new(&table.header);
    let layout = Layout::of(&mut columns);
    columns.complete()?;
    let acts = Acts::of(model);
    let frame = Frame {
        name: setting.name.to_owned(),
        profile: Profile::Gdelt.name(),
        ignored_columns: Vec::new(),
        coverage: Coverage {
            acts: Bits::full(model.deeds.acts.universe()),
            lethal_only: false,
            words: "GDELT is coded by a machine from news reports, without anybody who checks it: one event may stand in it several times, under a wrong code, actor or place. It is fit for finding reports to read, not for findings."
                .to_owned(),
            observed: None,
        },
        assumptions: assumptions(model),
    };
    let id = layout.id;
    let mut reader = Reading { layout, acts, names: setting.book("|"), clocks: setting.clocks() };
    let gathering = Gathering::gather(&mut table, id, |id, line, row| reader.entry(id, line, row))?;
    Ok(gathering.finish(frame, &reader.names))
}

fn assumptions(model: &Model) -> Vec<String> {
    let zone = &model.time_zone_name;
    vec![
        "A machine coded the events from news reports, and several rows may be one event: nothing is counted as one for that reason."
            .to_owned(),
        format!("The days of GDELT are days in the time zone {zone}, and an event may have happened at any hour of them."),
        "Actor 1 acted on actor 2; both are read by their CAMEO codes alone, since the names beside these are often names of countries."
            .to_owned(),
        "Statements, appeals and the like (CAMEO roots 01 to 05 and 09 to 13) that the catalogue does not have are words, which no act describes; other codes below 17 that it does not have are anything but a use of force, those from 18 on some use of force."
            .to_owned(),
        format!(
            "An event in a city or a landmark lies within {VICINITY_RADIUS_KM} km of its point, for which GDELT has no bound; one in a province or a country lies in the zone of that name."
        ),
    ]
}

/// Where each column stands.
struct Layout {
    id: Option<usize>,
    date: Option<usize>,
    actor: Option<usize>,
    target: Option<usize>,
    code: Option<usize>,
    sources: Option<usize>,
    place_type: Option<usize>,
    place: Option<usize>,
    latitude: Option<usize>,
    longitude: Option<usize>,
    url: Option<usize>,
}

impl Layout {
    fn of(columns: &mut Columns<'_>) -> Self {
        let mut at = |name: &str| columns.need(&fold_column(name));
        Self {
            id: at("GLOBALEVENTID"),
            date: at("SQLDATE"),
            actor: at("Actor1Code"),
            target: at("Actor2Code"),
            code: at("EventCode"),
            sources: at("NumSources"),
            place_type: at("ActionGeo_Type"),
            place: at("ActionGeo_FullName"),
            latitude: at("ActionGeo_Lat"),
            longitude: at("ActionGeo_Long"),
            url: at("SOURCEURL"),
        }
    }
}

/// What codes to which no act answers leave possible.
struct Acts<'m> {
    model: &'m Model,
    force: Option<Vec<ActId>>,
    peaceful: Vec<ActId>,
}

impl<'m> Acts<'m> {
    fn of(model: &'m Model) -> Self {
        let violent = |act: &&'static StandardAct| act.violent;
        let force: Vec<&StandardAct> = ACTS.iter().filter(violent).collect();
        let may_be_force = |name: &str| {
            let kinds = ACTS.iter().filter(|each| is_kind_of(each, name));
            standard::act(name).is_some() && kinds.into_iter().any(|each| each.violent)
        };
        let classes = model.deeds.acts.iter().filter(|(_, class)| !may_be_force(&class.name));
        let peaceful = classes.map(|(index, _)| ActId::at(index)).chain([events::no_act(model)]);
        Self { model, force: events::aligned(model, &force), peaceful: peaceful.collect() }
    }

    /// What a row with this code may report; nothing where it could be anything.
    fn of_code(&self, written: &str) -> Result<Option<Vec<ActId>>, String> {
        let fault = || format!("`EventCode` is `{}`, which is no code of CAMEO", short(written));
        let digits = (2..=4).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_digit());
        let root = written.get(..2).filter(|_| digits).and_then(|root| root.parse::<u8>().ok());
        let root = root.filter(|root| (1..=20).contains(root)).ok_or_else(fault)?;
        if written == BREACH {
            return Ok(None);
        }
        if let Some(acts) = events::aligned(self.model, &acts_of_cameo(written)) {
            return Ok(Some(acts));
        }
        Ok(match root {
            COERCION => None,
            root if VIOLENCE.contains(&root) => self.force.clone(),
            root if WORDS.contains(&root) => Some(vec![events::no_act(self.model)]),
            _ => Some(self.peaceful.clone()),
        })
    }
}

/// The work in hand.
struct Reading<'m> {
    layout: Layout,
    acts: Acts<'m>,
    names: NameBook<'m>,
    clocks: Clocks,
}

impl Reading<'_> {
    /// What can fail comes first, so that names are counted only for rows that are judged.
    fn entry(&mut self, id: &str, line: u64, row: &StringRecord) -> Result<Entry, String> {
        let get = |column: Option<usize>| cell(row, column);
        let layout = &self.layout;
        let code = get(layout.code).ok_or_else(|| "`EventCode` is blank".to_owned())?;
        let acts = self.acts.of_code(code)?;
        let written = get(layout.date).ok_or_else(|| "`SQLDATE` is blank".to_owned())?;
        let day = compact_date("SQLDATE", written)?;
        let beyond = || format!("`SQLDATE` is `{}`, which lies beyond the calendar", short(written));
        let time = self.clocks.days(day, day, 0).ok_or_else(beyond)?;
        let places = self.places(row)?;

        let layout = &self.layout;
        let (names, times) = (&mut self.names, &time);
        let who = get(layout.actor).and_then(|code| names.who(NameKind::Actor, code, times));
        let whom = get(layout.target).and_then(|code| names.who(NameKind::Target, code, times));
        let account = Account { who, whom, acts, places, time, ..Account::default() };
        let report = Report {
            place: get(layout.place).map(str::to_owned),
            source: get(layout.url).map(str::to_owned),
            source_count: get(layout.sources).and_then(|count| count.parse().ok()),
            note: Some(format!("CAMEO {code}")),
            ..Report::new(line, id, self.clocks.day_name(&account.time), account)
        };
        Ok(Entry { incident: id.to_owned(), report })
    }

    /// Where it was, by the type of the place: 1 a country, 2 a state and 3 a city of the United States, 4 a city
    /// elsewhere, 5 a province elsewhere; blank or 0 where none was found.
    fn places(&mut self, row: &StringRecord) -> Result<Option<Vec<Where>>, String> {
        let kind = match cell(row, self.layout.place_type) {
            None | Some("0") => return Ok(None),
            kind => events::code(kind, "ActionGeo_Type", 5)?,
        };
        if matches!(kind, 3 | 4) {
            let latitude = ("ActionGeo_Lat", cell(row, self.layout.latitude));
            let longitude = ("ActionGeo_Long", cell(row, self.layout.longitude));
            return events::around(latitude, longitude, VICINITY_RADIUS_KM).map(|near| Some(vec![near]));
        }
        // `Aleppo, Syria`: the unit, and what it is a part of.
        let parts: Vec<Option<&str>> = match cell(row, self.layout.place) {
            Some(name) => name.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Some).collect(),
            None => return Ok(None),
        };
        Ok(events::narrowest_zone(&mut self.names, None, &parts))
    }
}
