//! Events of UCDP GED.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // Only tests open the data, and say so where there is none.

use std::collections::BTreeMap;

use super::{faults, model};
use crate::incident::{
    Casualties, Log, NameKind, Profile, Report, SETTLEMENT_RADIUS_KM, VICINITY_RADIUS_KM, read,
};
use crate::model::Model;
use crate::model::clauses::{Where, Who};
use crate::model::ids::{ActorId, GroupId};
use crate::model::standard;
use crate::model::time;

const COLUMNS: [(&str, &str); 21] = [
    ("id", "1"),
    ("type_of_violence", "1"),
    ("side_a", "Government of Syria"),
    ("side_b", "Syrian insurgents"),
    ("number_of_sources", "2"),
    ("source_original", "SOHR"),
    ("source_headline", "a headline"),
    ("where_prec", "1"),
    ("where_coordinates", "Aleppo town"),
    ("adm_1", "Aleppo Governorate"),
    ("adm_2", "Jabal Saman district"),
    ("latitude", "36.2"),
    ("longitude", "37.16"),
    ("country", "Syria"),
    ("event_clarity", "1"),
    ("date_prec", "1"),
    ("date_start", "2016-03-01"),
    ("date_end", "2016-03-01"),
    ("deaths_civilians", "0"),
    ("low", "1"),
    ("best", "2"),
];

/// A log of one event, which differs from the usual one in some columns.
fn event(model: &Model, changes: &[(&str, &str)]) -> Log {
    let mut columns = BTreeMap::from(COLUMNS);
    columns.insert("high", "3");
    columns.extend(changes.iter().copied());
    let header: Vec<&str> = columns.keys().copied().collect();
    let values: Vec<String> = columns.values().map(|value| format!("\"{value}\"")).collect();
    let text = format!("{}\n{}\n", header.join(","), values.join(","));
    read(Profile::UcdpGed, model, "ged", text.as_bytes()).unwrap()
}

fn report(log: &Log) -> &Report {
    assert_eq!(faults(log), []);
    &log.incidents[0].reports[0]
}

#[test]
fn an_event_of_a_dyad_says_not_who_acted() {
    let model = model();
    let log = event(&model, &[]);
    let report = report(&log);
    let account = &report.account;
    assert_eq!(account.who, Some(vec![Who::Actor(ActorId(0))]));
    assert_eq!(account.whom, Some(vec![Who::Group(GroupId(0))]));
    assert!(account.undirected && !account.summary && account.bystanders.is_empty());
    let acts: Vec<_> = standard::acts_of_ucdp(1).iter().map(|act| model.deeds.act_words[act.id]).collect();
    assert_eq!(account.acts, Some(acts));
    assert_eq!(report.killed, Some(Casualties { low: 1, best: Some(2), high: Some(3) }));
    assert_eq!((report.source.as_deref(), report.source_count), (Some("SOHR"), Some(2)));
    assert_eq!((report.note.as_deref(), report.place.as_deref()), (Some("a headline"), Some("Aleppo town")));
    assert!(log.coverage.lethal_only);
    let strike = model.deeds.act_words["airstrike"].index();
    let delivery = model.deeds.act_words["humanitarian_access"].index();
    assert!(log.coverage.acts.contains(strike) && !log.coverage.acts.contains(delivery));
}

#[test]
fn sides_civilians_and_summaries_follow_the_codes() {
    let model = model();
    let civilians = Who::Actor(ActorId(7));
    let of = |changes: &[(&str, &str)]| report(&event(&model, changes)).account.clone();
    let one_sided = of(&[("type_of_violence", "3"), ("side_b", "Civilians"), ("deaths_civilians", "9")]);
    assert!(!one_sided.undirected && one_sided.bystanders.is_empty());
    assert_eq!(one_sided.whom, Some(vec![civilians]));
    let collateral = of(&[("deaths_civilians", "1")]);
    assert_eq!((collateral.bystanders, collateral.undirected), (vec![civilians], true));
    let several = of(&[("side_a", "Ahrar al-Sham, IS")]);
    assert_eq!(several.who, Some(vec![Who::Actor(ActorId(3)), Who::Actor(ActorId(5))]));
    let partly_known = of(&[("side_a", "Ahrar al-Sham, 13th Division")]);
    assert_eq!(partly_known.who, None);
    assert!(of(&[("event_clarity", "2")]).summary);
}

/// An agreement that has no civilians: they may be whoever it protects, and somebody it does not mention.
#[test]
fn civilians_without_a_name_are_protected_or_strangers() {
    let mut model = model();
    model.names = crate::model::names::Names::default();
    let log = event(&model, &[("deaths_civilians", "1")]);
    let bystanders = &report(&log).account.bystanders;
    assert_eq!(bystanders, &[Who::Actor(ActorId(7)), Who::Actor(model.actors.outsider())]);
    assert!(log.unknown.iter().any(|name| name.kind == NameKind::Target && name.name == "Civilians"));
}

#[test]
fn estimates_out_of_order_bound_by_the_least_and_the_greatest() {
    let model = model();
    let log = event(&model, &[("low", "177"), ("best", "142"), ("high", "177")]);
    assert_eq!(report(&log).killed, Some(Casualties { low: 142, best: Some(142), high: Some(177) }));
}

/// The days, both included, as the precision makes them.
#[test]
fn a_time_is_as_long_as_its_precision_says() {
    let table = [
        ("1", "2016-03-01", "2016-03-01", "2016-03-01", "2016-03-01"),
        ("2", "2016-03-01", "2016-03-03", "2016-03-01", "2016-03-03"),
        ("2", "2016-03-10", "2016-03-10", "2016-03-05", "2016-03-15"),
        ("3", "2016-03-10", "2016-03-16", "2016-03-10", "2016-03-16"),
        ("3", "2016-03-10", "2016-03-10", "2016-03-04", "2016-03-16"),
        ("4", "2016-03-01", "2016-03-31", "2016-03-01", "2016-03-31"),
        ("4", "2016-03-31", "2016-03-31", "2016-03-01", "2016-04-30"),
        ("5", "2016-01-01", "2016-12-31", "2016-01-01", "2016-12-31"),
        ("5", "2016-03-10", "2016-03-10", "2016-01-01", "2016-12-31"),
    ];
    let model = model();
    for (precision, start, end, first, last) in table {
        let start_with_hour = format!("{start} 00:00:00.000");
        let log =
            event(&model, &[("date_prec", precision), ("date_start", &start_with_hour), ("date_end", end)]);
        let report = report(&log);
        let span: Vec<_> = report.account.time.iter().collect();
        assert_eq!(span.len(), 1);
        let days = [span[0].0, span[0].1 - 1].map(|at| time::day_of(at, &model.time_zone));
        assert_eq!(days, [first, last], "{precision} {start} {end}");
        assert_eq!(report.day, first);
    }
}

#[test]
fn a_place_is_as_wide_as_its_precision_says() {
    let model = model();
    let near = |km: f64| Some(vec![Where::Near { longitude: 37.16, latitude: 36.2, radius_m: km * 1000.0 }]);
    let zone = |name: &str| Some(vec![model.names.place(name).unwrap()[0].place()]);
    let table = [
        ("1", "", "Aleppo Governorate", near(SETTLEMENT_RADIUS_KM)),
        ("2", "", "Aleppo Governorate", near(VICINITY_RADIUS_KM)),
        ("3", "Jabal Saman district", "Aleppo Governorate", zone("Aleppo")),
        ("3", "Aleppo", "Idlib Governorate", zone("Aleppo")),
        ("3", "", "Idlib Governorate", zone("Country")),
        ("4", "Aleppo", "Idlib Governorate", zone("Country")),
        ("4", "", "Aleppo Governorate", zone("Aleppo")),
        ("5", "", "Aleppo Governorate", zone("Aleppo")),
        ("5", "", "", zone("Country")),
        ("6", "", "Aleppo Governorate", zone("Country")),
        ("7", "", "Aleppo Governorate", None),
    ];
    for (precision, district, province, expected) in table {
        let log = event(&model, &[("where_prec", precision), ("adm_2", district), ("adm_1", province)]);
        assert_eq!(report(&log).account.places, expected, "{precision} {district} {province}");
        let unknown: Vec<_> = log.unknown.iter().map(|name| (name.kind, name.name.as_str())).collect();
        let listed = province == "Idlib Governorate" && expected == zone("Country");
        assert_eq!(unknown, if listed { vec![(NameKind::Place, "Idlib Governorate")] } else { vec![] });
    }
    let elsewhere = event(&model, &[("where_prec", "6"), ("country", "Iraq")]);
    assert_eq!(report(&elsewhere).account.places, None);
    assert_eq!(elsewhere.unknown[0].name, "Iraq");
}

#[test]
fn a_code_that_does_not_exist_is_refused() {
    let table = [
        ("type_of_violence", "4", "`type_of_violence` is `4`, which is no code from 1 to 3"),
        ("where_prec", "0", "`where_prec` is `0`, which is no code from 1 to 7"),
        ("date_prec", "", "`date_prec` is ``, which is no code from 1 to 5"),
        ("event_clarity", "x", "`event_clarity` is `x`, which is no code from 1 to 2"),
        ("latitude", "", "`latitude` is ``, which is no number of degrees from -90 to 90"),
        ("best", "-1", "`best` is `-1`, which is no whole number from 0 up"),
        (
            "date_end",
            "2016-02-01",
            "`date_start` is `2016-03-01` and `date_end` is `2016-02-01`, which is earlier",
        ),
        (
            "date_start",
            "1/3/2016",
            "`date_start` is `1/3/2016`, which can be 2016-03-01 or 2016-01-03; dates are written as `2016-03-01`",
        ),
    ];
    let model = model();
    for (column, value, expected) in table {
        assert_eq!(faults(&event(&model, &[(column, value)])), [(2, expected)]);
    }
}

/// The whole Syrian release, where it is at hand.
#[test]
fn the_syrian_release_is_read_without_a_fault() {
    let path = "../shared/data/ucdp/ged191_syria_full.csv";
    let Ok(bytes) = std::fs::read(path) else {
        println!("not run: there is no {path}");
        return;
    };
    let model = model();
    let log = read(Profile::UcdpGed, &model, "ged", bytes.as_slice()).unwrap();
    assert_eq!((log.rows, log.incidents.len(), log.cut_off_at), (16_566, 16_566, None));
    assert_eq!(log.faults, []);

    let year = (
        time::day_start(day(2016, 1, 1), &model.time_zone),
        time::day_end(day(2016, 12, 31), &model.time_zone),
    );
    let year = crate::sets::Intervals::of(year.0.unwrap(), year.1.unwrap());
    let reports = log.incidents.iter().flat_map(|incident| &incident.reports);
    let year_long: Vec<&Report> = reports.filter(|report| report.account.time == year).collect();
    assert_eq!(year_long.len(), 6);
    assert!(year_long.iter().all(|report| report.account.summary));
    let dead: u64 = year_long.iter().filter_map(|report| report.killed?.best).sum();
    assert_eq!(dead, 16_517);

    let unknown: Vec<_> = log.unknown.iter().map(|name| (name.kind, name.name.as_str(), name.rows)).collect();
    // Counted with another program: rows in which a side of a dyad has the name among its own.
    assert_eq!(unknown[..3], EXPECTED_UNKNOWN);
    assert!(log.outside_dates.iter().any(|name| name.name == "Jabhat Fateh al-Sham"));

    // The strike on Syrian troops at Jabal Thurdah, which the dataset files under another dyad.
    let strike = log.incidents.iter().find(|incident| incident.id == "227936").unwrap();
    assert_eq!(strike.reports[0].account.who, None);
    assert_eq!(strike.reports[0].account.whom, Some(vec![Who::Actor(ActorId(5))]));
    let convoy = log.incidents.iter().find(|incident| incident.id == "301214").unwrap();
    assert!(!convoy.reports[0].account.undirected);
}

fn day(year: i16, month: u8, day: u8) -> crate::syntax::tree::Date {
    crate::syntax::tree::Date { year, month, day }
}

const EXPECTED_UNKNOWN: [(NameKind, &str, usize); 3] =
    [(NameKind::Actor, "SDF", 3_586), (NameKind::Actor, "SNA", 571), (NameKind::Actor, "HTS", 477)];
