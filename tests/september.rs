//! The truce of 12 to 19 September 2016 from three sides, and the convoy that was struck on its last day.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(clippy::disallowed_macros, clippy::print_stdout, reason = "a test says what it skips")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use armistice::evaluate::{Engine, Evaluation, Verdict, evaluate};
use armistice::incident::{self, Log, Profile};
use armistice::model::Model;
use armistice::model::ids::ClauseId;
use armistice::model::time;
use armistice::source::Sources;
use assert_cmd::Command;
use serde_json::Value;
use support::{Beside, root};

const DATA: [&str; 3] = [
    "../shared/data/incidents/russian_centre_daily_counts.csv",
    "../shared/data/incidents/snhr_breach_counts.csv",
    "../shared/data/ucdp/ged191_syria_2016-02_2016-10.csv",
];

fn model() -> Model {
    let folder = root().join("tests/september_2016");
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", fs::read_to_string(folder.join("terms.agreement")).unwrap());
    armistice::draft::understand(&sources, file, &Beside(folder)).model
}

/// The rows of a table of the optional folder of data; nothing, with the reason printed, where it is not there.
fn rows(path: &str) -> Option<Vec<std::collections::HashMap<String, String>>> {
    let path = root().join(path);
    if !path.exists() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    let mut reader = csv::Reader::from_path(&path).unwrap();
    Some(reader.deserialize().map(|row| row.unwrap()).collect())
}

fn run(arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("armistice").unwrap();
    let output = command.current_dir(root()).args(arguments).args(["--color", "never"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn together(more: &[&str]) -> String {
    let profiles = ["--profile", "bulletin", "--profile", "bulletin", "--profile", "ucdp-ged"];
    let rest = ["--together", "--between", "2016-09-12", "2016-09-19"];
    let terms = ["evaluate", "tests/september_2016/terms.agreement"];
    run(&[&terms[..], &DATA, &profiles, &rest, more].concat())
}

/// Each number is computed here from the rows of the files, in another way than the program does.
#[test]
fn three_counts_of_one_truce_stand_side_by_side() {
    let [Some(centre), Some(network), Some(events)] = DATA.map(rows) else { return };
    let whole: Value = serde_json::from_str(&together(&["--format", "json"])).unwrap();
    let figures = whole["figures"].as_array().unwrap();
    let of = |log: &'static str| figures.iter().filter(move |figure| figure["log"] == log);

    // The bulletin of 17 September says in its note how many there were since the renewal.
    let note = centre.iter().find(|row| row["bulletin_date"] == "2016-09-17").unwrap();
    let total: u64 = note["note"].rsplit(' ').next().unwrap().parse().unwrap();
    let since = of(DATA[0]).find(|figure| figure["certain"] == total).unwrap();
    assert!(since["window"].as_str().unwrap().starts_with("since the begin"), "{since}");
    assert_eq!(since["attributed"][0]["of"], note["attributed_to"].as_str());
    assert_eq!(since["unit"], "violations");

    let report = network.iter().find(|row| row["window_start"].starts_with("2016-09-12")).unwrap();
    let number = |column: &str| report[column].parse::<u64>().unwrap();
    let counted = of(DATA[1]).find(|figure| figure["certain"] == number("total")).unwrap();
    assert_eq!(counted["kinds"][0]["count"], number("combat_operations"));
    assert_eq!(counted["kinds"][1]["count"], number("arrests"));
    let put_down: Vec<u64> = counted["attributed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["count"].as_u64().unwrap())
        .collect();
    let columns = ["by_government", "by_russia", "by_armed_opposition"];
    assert_eq!(put_down, columns.map(number));

    // Events whose days, as the dataset has them, lie within the eight days.
    let day = |text: &String| text.chars().take(10).collect::<String>();
    let within: Vec<_> = events
        .iter()
        .filter(|row| *day(&row["date_start"]) >= *"2016-09-12" && *day(&row["date_end"]) <= *"2016-09-19")
        .collect();
    let dead = |column: &str| within.iter().map(|row| row[column].parse::<u64>().unwrap()).sum::<u64>();
    let listed = of(DATA[2]).next().unwrap();
    assert_eq!(listed["certain"], u64::try_from(within.len()).unwrap());
    assert_eq!(listed["killed_best"], dead("best"));
    assert_eq!(listed["unit"], "events with at least one death");
    assert!(listed["certain_or_possible"].as_u64() > listed["certain"].as_u64());

    let reasons: Vec<&str> = whole["why_they_need_not_agree"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| reason["what"].as_str().unwrap())
        .collect();
    for what in ["count other things", "over other times", "put it down to others", "record other things"] {
        assert!(reasons.iter().any(|reason| reason.contains(what)), "{what}: {reasons:?}");
    }
}

#[test]
fn the_report_of_the_three_sides() {
    if DATA.map(rows).iter().any(Option::is_none) {
        return;
    }
    let report = together(&[]);
    let (report, _) = report.split_once("\nMade from").unwrap();
    insta::assert_snapshot!(report);
}

#[test]
fn without_a_time_that_of_the_agreement_is_taken() {
    if rows(DATA[1]).is_none() {
        return;
    }
    let report = run(&[
        "evaluate",
        "tests/september_2016/terms.agreement",
        DATA[1],
        "--profile",
        "bulletin",
        "--together",
    ]);
    assert!(report.contains("Side by side, 2016-09-12 19:00 to 2016-09-19 19:00"), "{report}");
    // SNHR's window ends with the day, after the last extension had run out.
    assert!(report.contains("part of that lies outside this time"), "{report}");
}

fn judged(model: &Model, log: &Log) -> Evaluation {
    evaluate(&Engine::for_log(model, log), log, None)
}

fn convoy(model: &Model) -> Log {
    let path: PathBuf = root().join("tests/september_2016/convoy.csv");
    incident::read(Profile::Canonical, model, "convoy", fs::read(path).unwrap().as_slice()).unwrap()
}

#[test]
fn the_convoy_is_a_possible_violation_and_nobodys_certain_one() {
    let model = model();
    let log = convoy(&model);
    let found = judged(&model, &log);
    let [judgement] = found.incidents.as_slice() else { panic!("{:?}", found.incidents) };
    assert!(judgement.verdicts.iter().all(|verdict| matches!(verdict.as_written, Verdict::Possible(_))));
    assert!(found.counts.parties.values().all(|count| count.certain == 0 && count.possible == 1));
    // Both sides remain, and which it was is open.
    let parties: Vec<&str> =
        found.counts.parties.keys().map(|(_, party)| model.actors.name(*party)).collect();
    for party in ["Syria", "Russia", "FSA", "Ahrar"] {
        assert!(parties.contains(&party), "{parties:?}");
    }
    let [entry] = found.disagreeing.as_slice() else { panic!("{:?}", found.disagreeing) };
    let words = |matters: &[armistice::evaluate::evidence::Matter]| {
        matters.iter().map(|matter| matter.words(&model)).collect::<Vec<_>>()
    };
    assert!(words(&entry.differing).contains(&"who".to_owned()));
    assert!(!entry.exclude_each_other);
    let [settling] = entry.clauses.as_slice() else { panic!("{:?}", entry.clauses) };
    // Neither report has the hour, and the last extension ended on that evening: neither settles it.
    assert_eq!(settling.settled_by(), (vec![], vec![]));
    assert!(settling.alone.iter().all(|alone| matches!(alone, Some(Verdict::Possible(_)))));
}

/// Had it been seen by somebody who knew the hour and the target, the report that names the government's side would
/// settle that the clause was broken, and still not by whom.
#[test]
fn a_report_that_names_a_side_settles_the_clause_and_not_the_party() {
    let model = model();
    let table = "id,incident,time,actor,target,act\n\
        a,c,2016-09-19T18:00,,AidConvoys,airstrike\n\
        b,c,2016-09-19T18:00,Government of Syria,AidConvoys,airstrike\n\
        c,d,2016-09-19T18:00,Syria,AidConvoys,airstrike\n\
        d,d,2016-09-19T18:00,ISIL,AidConvoys,airstrike\n";
    let log = incident::read(Profile::Canonical, &model, "log", table.as_bytes()).unwrap();
    let found = judged(&model, &log);
    let convoys: ClauseId = model.clause_by_label("1.3").unwrap();
    let [first, second] = found.disagreeing.as_slice() else { panic!("{:?}", found.disagreeing) };
    assert_eq!(first.clauses[0].clause, convoys);
    assert_eq!(first.clauses[0].settled_by(), (vec![1], vec![]));
    assert_eq!(first.clauses[0].every, Some(Verdict::Violation), "all at once, the narrower report decides");
    assert!(second.exclude_each_other && second.clauses[0].every.is_none());
    assert_eq!(second.clauses[0].settled_by(), (vec![0], vec![1]));
    assert!(found.counts.parties.values().all(|count| count.certain == 0));
}

/// UCDP files the strike as one-sided violence by the Government of Syria against civilians: one report among others. A log
/// that has only this report puts nothing down to anybody for certain.
#[test]
fn the_event_of_the_dataset_alone_is_nobodys_certain_violation() {
    let path: &Path = &root().join(DATA[2]);
    let Ok(table) = fs::read(path) else {
        println!("skipped: there is no {}", path.display());
        return;
    };
    let model = model();
    let mut log = incident::read(Profile::UcdpGed, &model, "ged", table.as_slice()).unwrap();
    log.incidents.retain(|incident| incident.id == "301214");
    assert_eq!(
        time::day_of(log.incidents[0].reports[0].account.time.first().unwrap(), &model.time_zone),
        "2016-09-19"
    );
    let found = judged(&model, &log);
    assert_eq!(found.counts.any.certain, 0);
    let report = &log.incidents[0].reports[0].account;
    assert!(!report.undirected);
    assert_eq!(report.who.as_ref().unwrap().len(), 1, "the side that takes in its allies");
}
