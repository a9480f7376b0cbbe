//! Quantities: quotas, caps, shares, ratios, and inventories of which a part is destroyed by a date.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(missing_docs, reason = "no library")]

mod support;

use std::fs;

use armistice::evaluate::{DutyJudgement, Engine, evaluate, scenario};
use armistice::incident::{self, Profile, read_coverage};
use armistice::model::Model;
use armistice::render::evaluation::{Asked, Judged, csv, json, text};
use armistice::source::Sources;
use armistice::syntax::parser::parse;
use support::{Beside, describe, files_below, root};

fn understood(text: &str) -> Model {
    let mut sources = Sources::default();
    let file = sources.add("test.agreement", text);
    let parsed = parse(&sources, file);
    assert!(parsed.diagnostics.is_empty(), "{:#?}\n{text}", parsed.diagnostics);
    let resolved = armistice::model::resolve(&sources, &parsed.agreement, &Beside(root().to_path_buf()));
    assert!(resolved.diagnostics.is_empty(), "{}", describe(&sources, &resolved.diagnostics));
    resolved.model
}

#[test]
fn the_scenarios_of_the_fixtures_hold() {
    let mut scenarios = 0;
    for path in files_below(&root().join("tests/quotas")) {
        let model = understood(&fs::read_to_string(&path).unwrap());
        for outcome in scenario::run(&Engine::new(&model)) {
            assert!(outcome.failures.is_empty(), "{}: {:#?}", outcome.title, outcome.failures);
            scenarios += 1;
        }
    }
    assert!(scenarios >= 23, "only {scenarios} scenarios were found");
}

/// What was done of what was asked, and when.
fn words(model: &Model, duty: &DutyJudgement) -> String {
    let achieved = duty.achieved_words(model).unwrap_or_default();
    duty.period_words(model).map_or(achieved.clone(), |period| format!("{period}: {achieved}"))
}

const HEAD: &str = "agreement \"A\". time zone \"Asia/Damascus\". use \"acts\". \
                    party North. party South. body UN. monitor M. zone Town, undelimited. ";
const COLUMNS: &str = "id,time,actor,act,place,count,unit\n";

/// The duties of a text by a log, each in a line.
fn judged(text: &str, rows: &str, as_of: Option<&str>) -> Vec<String> {
    judged_where(text, rows, as_of, None)
}

fn judged_where(text: &str, rows: &str, as_of: Option<&str>, coverage: Option<&str>) -> Vec<String> {
    let model = understood(&format!("{HEAD}{text}"));
    let mut log =
        incident::read(Profile::Canonical, &model, "log.csv", format!("{COLUMNS}{rows}").as_bytes()).unwrap();
    if let Some(coverage) = coverage {
        let read = read_coverage(&model, coverage).unwrap();
        read.add_to(&mut log);
    }
    let as_of = as_of.map(|at| incident::moment(&model, at, false).unwrap());
    let engine = Engine::new(&model);
    let evaluation = evaluate(&engine, &log, as_of);
    assert!(evaluation.not_evaluated.is_empty(), "{:?}", evaluation.not_evaluated);
    let line = |duty: &DutyJudgement| {
        let who: Vec<&str> = duty.bearers.iter().map(|&who| model.actors.name(who)).collect();
        let clause = &model.clauses[duty.clause.index()].label;
        let done = words(&model, duty);
        format!("{clause} {}: {done}: {}", who.join(" and "), duty.state.words())
    };
    evaluation.duties.iter().map(line).collect()
}

#[test]
fn the_cross_line_aid_of_december_2016_by_a_log() {
    let text = "in force from 2016-12-01. \
                1 North shall allow humanitarian_access at least 100 % of people requested by UN in the same month.";
    let rows = "a,2016-12-01,UN,request,,930250,people\n\
                b,2016-12-05,North,approve,,798200,people\n\
                c,2016-12-20,North,deliver_aid,Town,6000,People\n";
    let done = "1 North: December 2016: 6,000 of at least 100 % of 930,250 people requested by UN";
    assert_eq!(judged(text, rows, Some("2017-01-01")), [format!("{done}: violation (missed)")]);
    let later = judged(text, rows, Some("2017-01-02"));
    assert_eq!(later.len(), 2);
    assert_eq!(later[1], "1 North: January 2017: 0 of at least 100 % of people requested by UN: pending");
    assert_eq!(judged(text, rows, Some("2016-12-31")), [format!("{done}: pending")]);
    // How many were reached is not said.
    let rows = "a,2016-12-01,UN,request,,930250,people\nc,2016-12-20,North,deliver_aid,Town,,\n";
    assert_eq!(
        judged(text, rows, Some("2016-12-31"))[0],
        "1 North: December 2016: 0 or more of at least 100 % of 930,250 people requested by UN: pending"
    );
    let judged = judged(text, &format!("{rows}d,2017-01-01,North,approve,,,\n"), None);
    assert!(judged[0].ends_with("possible violation (fulfilled or missed)"), "{judged:?}");
    assert_eq!(judged.len(), 2);
}

#[test]
fn reports_that_differ_give_a_least_and_a_greatest_number() {
    let text = "in force from 2016-03-01 until 2016-05-01. \
                1 North shall allow humanitarian_access at least 600 trucks per month.";
    let model = understood(&format!("{HEAD}{text}"));
    let rows = "id,incident,time,actor,act,count,unit,status\n\
                a,one,2016-03-05,North,deliver_aid,400,trucks,reported\n\
                b,one,2016-03-05,North,deliver_aid,500,TRUCK,reported\n\
                c,two,2016-03-20,North,deliver_aid,150,trucks,reported\n\
                d,three,2016-03-21,North,deliver_aid,900,trucks,refuted\n\
                e,four,2016-03-22,North,deliver_aid,700,tonnes,reported\n";
    let log = incident::read(Profile::Canonical, &model, "log.csv", rows.as_bytes()).unwrap();
    let as_of = incident::moment(&model, "2016-04-01", false).unwrap();
    let judged = evaluate(&Engine::for_log(&model, &log), &log, Some(as_of)).duties;
    assert_eq!(
        words(&model, &judged[0]),
        "March 2016: 550 or more of at least 600 trucks",
        "what counts tonnes may have been any number of trucks"
    );
    let log = rows.lines().filter(|line| !line.contains("tonnes")).collect::<Vec<_>>().join("\n");
    let log = incident::read(Profile::Canonical, &model, "log.csv", log.as_bytes()).unwrap();
    let judged = evaluate(&Engine::for_log(&model, &log), &log, Some(as_of)).duties;
    assert_eq!(words(&model, &judged[0]), "March 2016: 550 to 650 of at least 600 trucks");
    assert_eq!(judged[0].state.words(), "possible violation (fulfilled or missed)");
    assert_eq!(judged[0].by.len(), 2);
}

#[test]
fn who_did_it_is_not_known() {
    let text = "in force from 2016-03-01 until 2016-05-01. \
                1 each of North and South shall release_detainees one for each detainee by 2016-04-01.";
    let rows = "a,2016-03-05,North,release_detainees,,10,detainees\n\
                b,2016-03-06,South,release_detainees,,8,detainees\n\
                c,2016-03-07,North|South,release_detainees,,2,detainees\n";
    assert_eq!(
        judged(text, rows, Some("2016-04-02")),
        [
            "1 North: 10 to 12 of at least 1 for each detainee, and 8 to 10 by others: fulfilled",
            "1 South: 8 to 10 of at least 1 for each detainee, and 10 to 12 by others: possible violation (fulfilled or missed)",
        ]
    );
    assert!(judged(text, rows, Some("2016-03-20")).iter().all(|line| line.ends_with(": pending")));
    let fewer = "a,2016-03-05,North,release_detainees,,10,detainees\n";
    assert_eq!(
        judged(text, fewer, Some("2016-04-02")),
        [
            "1 North: 10 of at least 1 for each detainee, and 0 by others: fulfilled",
            "1 South: 0 of at least 1 for each detainee, and 10 by others: violation (missed)",
        ]
    );
}

#[test]
fn a_cap_is_kept_only_as_far_as_somebody_could_see() {
    let text = "in force from 2016-03-01 until 2016-05-01. \
                1 South shall allow return_of_displaced at most 35000 persons per month.";
    let rows = "a,2016-03-05,South,return_of_displaced,Town,20000,persons\n\
                b,2016-04-06,South,return_of_displaced,Town,35001,persons\n";
    let march = "1 South: March 2016: 20,000 of at most 35,000 persons";
    let april = "1 South: April 2016: 35,001 of at most 35,000 persons: violation (missed)";
    assert_eq!(
        judged(text, rows, Some("2016-05-01")),
        [format!("{march}: not assessable (not all that would count was observed)"), april.to_owned(),]
    );
    let all = "[[observed]]\nfrom = 2016-03-01\nto = 2016-03-31\n";
    let seen = judged_where(text, rows, Some("2016-05-01"), Some(all));
    assert_eq!(seen, [format!("{march}: fulfilled"), april.to_owned()]);
    let but_a_day = "[[observed]]\nfrom = 2016-03-01\nto = 2016-03-30\n";
    let seen = judged_where(text, rows, Some("2016-05-01"), Some(but_a_day));
    assert!(seen[0].ends_with("not assessable (not all that would count was observed)"), "{seen:?}");
    // Too much is too much before the month is over.
    assert_eq!(judged(text, rows, Some("2016-04-08"))[1], april);
}

#[test]
fn what_a_source_cannot_record_is_not_missed() {
    let text = "in force from 2016-03-01 until 2016-05-01. \
                1 North shall allow humanitarian_access at least 100 % of people requested by UN in the same month. \
                2 North shall approve at least 100 % of people requested by UN in the same month.";
    let rows = "a,2016-03-05,North,attack,Town,,\n";
    let unrecorded = judged_where(text, rows, Some("2016-04-01"), Some("acts = [\"humanitarian_access\"]\n"));
    assert_eq!(
        unrecorded,
        [
            "1 North: March 2016: 0 of at least 100 % of people requested by UN: not assessable (nothing sets the whole)",
            "2 North: March 2016: 0 of at least 100 % of people requested by UN: not assessable (the source does not record such acts)",
        ]
    );
}

#[test]
fn an_inventory_is_destroyed_in_part_by_a_date() {
    let text = "in force from 2013-10-01. \
                1 North shall declare_inventory by 2013-10-20. \
                2 North shall destroy at least 27.5 % of tonnes declared by North, by 2014-04-01. \
                3 North shall destroy at least 100 % of tonnes declared by North, by 2014-07-01.";
    let rows = "a,2013-10-15,North,declare_inventory,,1300,tonnes\n\
                b,2014-01-20,North,destroy,,300,tonnes\n\
                c,2014-03-20,North,destroy,,57,tonnes\n\
                d,2014-05-20,North,destroy,,917,tonnes\n";
    let model = understood(&format!("{HEAD}{text}"));
    let log =
        incident::read(Profile::Canonical, &model, "log.csv", format!("{COLUMNS}{rows}").as_bytes()).unwrap();
    let states = |as_of: &str| -> Vec<String> {
        let as_of = incident::moment(&model, as_of, false).unwrap();
        let duties = evaluate(&Engine::for_log(&model, &log), &log, Some(as_of)).duties;
        let line = |duty: &DutyJudgement| format!("{}: {}", words(&model, duty), duty.state.words());
        duties.iter().map(line).collect()
    };
    assert_eq!(
        states("2014-07-02"),
        [
            ": fulfilled",
            "357 of at least 27.5 % of 1,300 tonnes declared by North: violation (missed)",
            "1,274 of at least 100 % of 1,300 tonnes declared by North: violation (missed)",
        ]
    );
    assert!(states("2014-03-31")[1].ends_with(": pending"));
}

#[test]
fn periods_run_from_the_begin_to_the_end_of_the_time_in_force() {
    let text = "in force from 2016-02-27 until 2016-03-16. \
                1 North shall allow humanitarian_access at least 2 trucks per week. \
                2 North shall allow humanitarian_access exactly 2 trucks per month from 2016-03-10.";
    let rows = "a,2016-02-26,North,deliver_aid,Town,2,trucks\n\
                b,2016-02-28,North,deliver_aid,Town,2,trucks\n\
                c,2016-03-14,North,deliver_aid,Town,2,trucks\n\
                d,2016-03-17,North,deliver_aid,Town,2,trucks\n";
    let all = "[[observed]]\nfrom = 2016-03-01\nto = 2016-03-31\n";
    assert_eq!(
        judged_where(text, rows, Some("2016-06-01"), Some(all)),
        [
            "1 North: week of 22 February 2016: 2 of at least 2 trucks: fulfilled",
            "1 North: week of 29 February 2016: 0 of at least 2 trucks: violation (missed)",
            "1 North: week of 7 March 2016: 0 of at least 2 trucks: violation (missed)",
            "1 North: week of 14 March 2016: 2 of at least 2 trucks: fulfilled",
            "2 North: March 2016: 2 of exactly 2 trucks: fulfilled",
        ]
    );
}

#[test]
fn what_was_done_stands_in_every_report() {
    let text = "in force from 2016-12-01. \
                1 North shall allow humanitarian_access at least 33.5 % of people requested by UN in the same month. \
                2 North shall allow humanitarian_access at least 600 trucks by 2016-12-15.";
    let rows = "a,2016-12-01,UN,request,,1000,people\n\
                b,2016-12-05,North,deliver_aid,,,\n\
                c,2016-12-20,North,deliver_aid,,200,people\n";
    let model = understood(&format!("{HEAD}{text}"));
    let log =
        incident::read(Profile::Canonical, &model, "log.csv", format!("{COLUMNS}{rows}").as_bytes()).unwrap();
    let as_of = incident::moment(&model, "2017-01-01", false).unwrap();
    let evaluation = evaluate(&Engine::for_log(&model, &log), &log, Some(as_of));
    let judged = Judged {
        model: &model,
        log: &log,
        evaluation: &evaluation,
        inputs: &[],
        options: &[],
        asked: Asked::default(),
    };
    let share = "200 or more of at least 33.5 % of 1,000 people requested by UN";
    let page = text::text(&judged, text::Extent { incidents: 9, list: 9 });
    assert!(page.contains(&format!("December 2016: {share}")), "{page}");
    assert!(page.contains("due 2016-12-16 00:00: 0 or more of at least 600 trucks"), "{page}");
    let json: serde_json::Value = serde_json::from_str(&json::json(&judged)).unwrap();
    let expected = serde_json::json!({
        "words": share,
        "period": "December 2016",
        "asked": "at least 33.5 % of people requested by UN",
        "unit": "people",
        "done": { "at_least": 200, "at_most": null },
        "against": { "at_least": 1000, "at_most": 1000 },
    });
    assert_eq!(json["duties"][0]["quantity"], expected);
    assert_eq!(json["duties"][1]["quantity"]["against"], serde_json::Value::Null);
    let table = csv::csv(&judged, csv::Table::Duties);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].ends_with(",period,quantity,reader"), "{table}");
    assert!(lines[1].ends_with(&format!(",December 2016,\"{share}\",as written")), "{table}");
    assert!(lines[2].ends_with(",,0 or more of at least 600 trucks,as written"), "{table}");
}
