//! Quantities: quotas, caps, shares, ratios, and inventories of which a part is destroyed by a date.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(missing_docs, reason = "no library")]

mod support;

use std::fs;

use armistice::evaluate::{Engine, evaluate, scenario};
use armistice::incident::{self, Profile, read_coverage};
use armistice::model::Model;
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
    for path in files_below(&root().join("tests/fixtures/quantities")) {
        let model = understood(&fs::read_to_string(&path).unwrap());
        for outcome in scenario::run(&Engine::new(&model)) {
            assert!(outcome.failures.is_empty(), "{}: {:#?}", outcome.title, outcome.failures);
            scenarios += 1;
        }
    }
    assert!(scenarios >= 17, "only {scenarios} scenarios were found");
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
    let line = |duty: &armistice::evaluate::DutyJudgement| {
        let who: Vec<&str> = duty.bearers.iter().map(|&who| model.actors.name(who)).collect();
        let clause = &model.clauses[duty.clause.index()].label;
        let done = duty.done_words(&model).unwrap();
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
