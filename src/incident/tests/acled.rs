//! Events of ACLED.

use std::collections::BTreeMap;

use super::{fault, faults, model};
use crate::incident::{
    Casualties, Log, LogFault, NameKind, Profile, Report, SETTLEMENT_RADIUS_KM, VICINITY_RADIUS_KM, read,
};
use crate::model::Model;
use crate::model::clauses::{Where, Who};
use crate::model::ids::{ActId, ActorId, GroupId, ZoneId};
use crate::model::standard::{ACLED_NOT_CONDUCT, ACLED_SUB_EVENTS, acts_of_acled};
use crate::model::time;

/// The columns of the codebook in their order, and one made-up event.
const COLUMNS: [(&str, &str); 31] = [
    ("event_id_cnty", "SYR1"),
    ("event_date", "2017-03-05"),
    ("year", "2017"),
    ("time_precision", "1"),
    ("disorder_type", "Political violence"),
    ("event_type", "Battles"),
    ("sub_event_type", "Armed clash"),
    ("actor1", "Government of Syria"),
    ("assoc_actor_1", ""),
    ("inter1", "1"),
    ("actor2", "Syrian insurgents"),
    ("assoc_actor_2", ""),
    ("inter2", "2"),
    ("interaction", "12"),
    ("civilian_targeting", ""),
    ("iso", "760"),
    ("region", "Middle East"),
    ("country", "Syria"),
    ("admin1", "Aleppo Governorate"),
    ("admin2", "Jebel Saman"),
    ("admin3", "Jebel Saman"),
    ("location", "Aleppo"),
    ("latitude", "36.20"),
    ("longitude", "37.16"),
    ("geo_precision", "1"),
    ("source", "SOHR; SANA"),
    ("source_scale", "Other-National"),
    ("notes", "A note, with a comma."),
    ("fatalities", "3"),
    ("tags", ""),
    ("timestamp", "1700000000"),
];

fn event(model: &Model, changes: &[(&str, &str)]) -> Log {
    let changes: BTreeMap<&str, &str> = changes.iter().copied().collect();
    let header: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let values: Vec<String> =
        COLUMNS.iter().map(|(name, value)| format!("\"{}\"", changes.get(name).unwrap_or(value))).collect();
    let text = format!("{}\n{}\n", header.join(","), values.join(","));
    read(Profile::Acled, model, "acled", text.as_bytes()).unwrap()
}

fn report(log: &Log) -> &Report {
    assert_eq!(faults(log), []);
    &log.incidents[0].reports[0]
}

const SYRIA: Who = Who::Actor(ActorId(0));
const CIVILIANS: Who = Who::Actor(ActorId(7));

#[test]
fn a_battle_says_not_who_acted() {
    let model = model();
    let log = event(&model, &[]);
    let report = report(&log);
    let account = &report.account;
    assert_eq!(account.who, Some(vec![SYRIA]));
    assert_eq!(account.whom, Some(vec![Who::Group(GroupId(0))]));
    assert!(account.undirected && account.bystanders.is_empty() && !account.summary);
    let acts: Vec<ActId> =
        acts_of_acled("Armed clash").iter().map(|act| model.deeds.act_words[act.id]).collect();
    assert_eq!(account.acts, Some(acts));
    assert_eq!(report.killed, Some(Casualties { low: 0, best: Some(3), high: None }));
    assert_eq!((report.source.as_deref(), report.source_count), (Some("SOHR; SANA"), Some(2)));
    assert_eq!(
        (report.place.as_deref(), report.note.as_deref()),
        (Some("Aleppo"), Some("A note, with a comma."))
    );
    assert!(!log.coverage.lethal_only && log.unknown.is_empty());
}

#[test]
fn the_unarmed_and_those_who_stand_alone_have_a_direction() {
    let model = model();
    let of = |one: &str, other: &str| {
        let account = report(&event(&model, &[("actor1", one), ("actor2", other)])).account.clone();
        (account.who, account.whom, account.undirected)
    };
    let upon_civilians = (Some(vec![SYRIA]), Some(vec![CIVILIANS]), false);
    assert_eq!(of("Government of Syria", "Civilians (Syria)"), upon_civilians);
    assert_eq!(of("Civilians (Syria)", "Government of Syria"), upon_civilians);
    assert_eq!(of("Government of Syria", ""), (Some(vec![SYRIA]), None, false));
    assert_eq!(
        of("Unidentified Armed Group (Syria)", "Government of Syria"),
        (None, Some(vec![SYRIA]), true)
    );
    let targeted = event(&model, &[("civilian_targeting", "Civilian targeting")]);
    assert_eq!(report(&targeted).account.bystanders, [CIVILIANS]);
}

/// The abbreviation before a name and what stands in brackets behind it are left away where the rest is known.
#[test]
fn names_are_known_without_what_acled_adds() {
    let model = model();
    for name in
        ["Free Syrian Army (2011-2024)", "FSA: Free Syrian Army", "FSA: Free Syrian Army (2011-2024)", "FSA"]
    {
        let log = event(&model, &[("actor1", name)]);
        assert_eq!(report(&log).account.who, Some(vec![Who::Actor(ActorId(2))]), "{name}");
    }
    let log = event(&model, &[("actor1", "Military Forces of Syria (2000-2024)")]);
    assert_eq!(report(&log).account.who, None);
    assert_eq!(log.unknown[0].name, "Military Forces of Syria (2000-2024)");
}

#[test]
fn every_sub_event_type_is_read() {
    let model = model();
    for sub_event in ACLED_SUB_EVENTS.iter().flat_map(|(_, sub_events)| sub_events.iter()) {
        let log = event(&model, &[("sub_event_type", sub_event)]);
        let acts = report(&log).account.acts.clone();
        let unclassed = ActId::at(model.deeds.acts.unclassed());
        match ACLED_NOT_CONDUCT.iter().any(|(each, _)| each == sub_event) {
            true if *sub_event == "Other" => assert_eq!(acts, None),
            true => assert_eq!(acts, Some(vec![unclassed]), "{sub_event}"),
            false => assert!(acts.is_some_and(|acts| !acts.is_empty()), "{sub_event}"),
        }
    }
}

/// The days, both included, as the precision makes them.
#[test]
fn a_day_is_as_wide_as_its_precision_says() {
    let model = model();
    for (precision, date, first, last) in [
        ("1", "2017-03-05", "2017-03-05", "2017-03-05"),
        ("1", "05 March 2017", "2017-03-05", "2017-03-05"),
        ("1", "5-Mar-2017", "2017-03-05", "2017-03-05"),
        ("2", "2017-03-05", "2017-02-27", "2017-03-11"),
        ("3", "2017-03-15", "2017-02-13", "2017-04-14"),
    ] {
        let log = event(&model, &[("time_precision", precision), ("event_date", date)]);
        let (start, end) = report(&log).account.time.iter().next().unwrap();
        let day = |at| time::local(at, &model.time_zone)[..10].to_owned();
        assert_eq!((day(start), day(end - 1)), (first.to_owned(), last.to_owned()), "{precision} {date}");
    }
}

#[test]
fn a_place_is_as_wide_as_its_precision_says() {
    let model = model();
    let of = |changes: &[(&str, &str)]| report(&event(&model, changes)).account.places.clone();
    let near = |km: f64| Some(vec![Where::Near { longitude: 37.16, latitude: 36.20, radius_m: km * 1000.0 }]);
    assert_eq!(of(&[]), near(SETTLEMENT_RADIUS_KM));
    assert_eq!(of(&[("geo_precision", "2")]), near(VICINITY_RADIUS_KM));
    assert_eq!(of(&[("geo_precision", "3")]), Some(vec![Where::Zone(ZoneId(1))]));
    let log = event(&model, &[("geo_precision", "3"), ("admin1", "Homs")]);
    assert_eq!(report(&log).account.places, Some(vec![Where::Zone(ZoneId(0))]), "the country");
    assert!(log.unknown.iter().any(|name| name.kind == NameKind::Place && name.name == "Homs"));
}

#[test]
fn rows_that_cannot_be_read_say_why() {
    let model = model();
    for (column, value, reason) in [
        ("event_id_cnty", "", "`event_id_cnty` is blank"),
        ("event_date", "31 February 2017", "`event_date` is `31 February 2017`, and there is no such day"),
        ("event_date", "", "`event_date` is blank"),
        ("time_precision", "4", "`time_precision` is `4`, which is no code from 1 to 3"),
        ("geo_precision", "", "`geo_precision` is ``, which is no code from 1 to 3"),
        ("latitude", "136", "`latitude` is `136`, which is no number of degrees from -90 to 90"),
        ("fatalities", "many", "`fatalities` is `many`, which is no whole number from 0 up"),
        (
            "sub_event_type",
            "Armed clashes",
            "`sub_event_type` is `Armed clashes`, which is no sub-event type of ACLED; `Armed clash` is spelt much the same",
        ),
    ] {
        assert_eq!(faults(&event(&model, &[(column, value)])), [(2, reason)]);
    }
}

#[test]
fn a_table_that_lacks_columns_is_refused() {
    let LogFault::MissingColumns(columns) = fault(Profile::Acled, b"event_id_cnty,event_date\nSYR1,x\n")
    else {
        panic!("another fault");
    };
    assert!(columns.iter().any(|(column, _)| column == "geo_precision"));
}
