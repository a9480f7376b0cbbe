//! Events of GDELT.

use super::{faults, model};
use crate::incident::gdelt::COLUMNS;
use crate::incident::{Log, Profile, Report, VICINITY_RADIUS_KM, read};
use crate::model::Model;
use crate::model::clauses::{Where, Who};
use crate::model::ids::{ActId, ActorId, ZoneId};
use crate::model::standard::{self, acts_of_cameo};
use crate::model::time;

fn row(changes: &[(&str, &str)]) -> String {
    let values = COLUMNS.map(|name| {
        let usual = match name {
            "GLOBALEVENTID" => "1",
            "SQLDATE" => "20160301",
            "Actor1Code" => "IS",
            "Actor1Name" => "SYRIA",
            "Actor2Code" => "FSA",
            "EventCode" => "190",
            "NumSources" => "2",
            "ActionGeo_Type" => "4",
            "ActionGeo_FullName" => "Aleppo, Halab, Syria",
            "ActionGeo_Lat" => "36.2",
            "ActionGeo_Long" => "37.16",
            "SOURCEURL" => "http://example.org/\"a",
            _ => "",
        };
        changes.iter().find(|(column, _)| *column == name).map_or(usual, |(_, value)| value)
    });
    format!("{}\n", values.join("\t"))
}

fn event(model: &Model, changes: &[(&str, &str)]) -> Log {
    read(Profile::Gdelt, model, "gdelt", row(changes).as_bytes()).unwrap()
}

fn report(log: &Log) -> &Report {
    assert_eq!(faults(log), []);
    &log.incidents[0].reports[0]
}

#[test]
fn an_event_has_a_direction_and_codes_for_its_sides() {
    let model = model();
    let log = event(&model, &[]);
    let report = report(&log);
    let account = &report.account;
    assert_eq!(account.who, Some(vec![Who::Actor(ActorId(5))]));
    assert_eq!(account.whom, Some(vec![Who::Actor(ActorId(2))]));
    assert!(!account.undirected);
    let (start, end) = account.time.iter().next().unwrap();
    assert_eq!(time::local(start, &model.time_zone), "2016-03-01 00:00");
    assert_eq!(end - start, 86_400);
    assert_eq!((report.source.as_deref(), report.source_count), (Some("http://example.org/\"a"), Some(2)));
    assert_eq!((report.note.as_deref(), report.killed), (Some("CAMEO 190"), None));
    assert!(log.coverage.words.contains("by a machine") && log.assumptions[0].contains("machine"));
    let coded = event(&model, &[("Actor1Code", "SYRGOV"), ("Actor1Name", "Syria")]);
    assert_eq!(coded.incidents[0].reports[0].account.who, None, "the name beside the code is not read");
    assert_eq!(coded.unknown[0].name, "SYRGOV");
}

#[test]
fn a_code_is_as_narrow_as_the_catalogue_has_it() {
    let model = model();
    let of = |code: &str| report(&event(&model, &[("EventCode", code)])).account.acts.clone();
    let named = |acts: Vec<&'static standard::StandardAct>| -> Option<Vec<ActId>> {
        Some(acts.iter().map(|act| model.deeds.act_words[act.id]).collect())
    };
    for code in ["190", "193", "195", "1952", "0871"] {
        assert_eq!(of(code), named(acts_of_cameo(code)), "{code}");
    }
    assert_eq!(of("1951"), of("195"), "a code of four digits is read as its first three");
    assert_eq!((of("196"), of("173")), (None, None), "a breach and coercion can be anything");
    let unclassed = ActId::at(model.deeds.acts.unclassed());
    assert_eq!(of("010"), Some(vec![unclassed]), "a statement");
    let (airstrike, request) = (model.deeds.act_words["airstrike"], model.deeds.act_words["request"]);
    let force = of("202").unwrap();
    assert!(force.contains(&airstrike) && !force.contains(&request));
    let peaceful = of("073").unwrap();
    assert!(!peaceful.contains(&airstrike) && peaceful.contains(&request) && peaceful.contains(&unclassed));
}

#[test]
fn a_place_is_read_by_its_type() {
    let model = model();
    let of = |kind: &str, name: &str| {
        let log = event(&model, &[("ActionGeo_Type", kind), ("ActionGeo_FullName", name)]);
        report(&log).account.places.clone()
    };
    let near = Where::Near { longitude: 37.16, latitude: 36.2, radius_m: VICINITY_RADIUS_KM * 1000.0 };
    assert_eq!(of("4", "Aleppo, Halab, Syria"), Some(vec![near]));
    assert_eq!(of("5", "Aleppo Governorate, Syria"), Some(vec![Where::Zone(ZoneId(1))]));
    assert_eq!(of("5", "Homs, Syria"), Some(vec![Where::Zone(ZoneId(0))]));
    assert_eq!(of("1", "Syria"), Some(vec![Where::Zone(ZoneId(0))]));
    assert_eq!((of("0", ""), of("", ""), of("1", "Iraq")), (None, None, None));
}

#[test]
fn rows_that_cannot_be_read_say_why() {
    let model = model();
    for (column, value, reason) in [
        ("SQLDATE", "20160231", "`SQLDATE` is `20160231`, and there is no such day"),
        ("SQLDATE", "2016-03-01", "`SQLDATE` is `2016-03-01`, which is no date as `20160504`"),
        ("EventCode", "---", "`EventCode` is `---`, which is no code of CAMEO"),
        ("EventCode", "999", "`EventCode` is `999`, which is no code of CAMEO"),
        ("EventCode", "", "`EventCode` is blank"),
        ("ActionGeo_Type", "7", "`ActionGeo_Type` is `7`, which is no code from 1 to 5"),
        ("ActionGeo_Lat", "", "`ActionGeo_Lat` is ``, which is no number of degrees from -90 to 90"),
    ] {
        assert_eq!(faults(&event(&model, &[(column, value)])), [(1, reason)]);
    }
    let short = format!("1\t20160301\tSYR\n{}", row(&[("GLOBALEVENTID", "2")]));
    let log = read(Profile::Gdelt, &model, "gdelt", short.as_bytes()).unwrap();
    assert_eq!(faults(&log), [(1, "the row has 3 fields and there are 61 columns")]);
    assert_eq!(log.incidents.len(), 1);
}

/// A log of JSON objects names its columns, and they may stand in any order.
#[test]
fn objects_name_their_columns() {
    let model = model();
    let text = "{\"EventCode\":\"190\",\"SQLDATE\":20160301,\"GLOBALEVENTID\":7,\"Actor1Code\":\"IS\",\"Actor2Code\":null,\
        \"ActionGeo_Type\":0,\"ActionGeo_FullName\":null,\"ActionGeo_Lat\":null,\"ActionGeo_Long\":null,\"NumSources\":1,\
        \"SOURCEURL\":null}\n";
    let log = read(Profile::Gdelt, &model, "gdelt", text.as_bytes()).unwrap();
    assert_eq!(report(&log).account.who, Some(vec![Who::Actor(ActorId(5))]));
    assert_eq!((log.incidents[0].id.as_str(), report(&log).account.places.as_ref()), ("7", None));
}
