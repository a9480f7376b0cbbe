//! The agreements of the library and the local truces: without findings, in canonical form, their scenarios pass, and the
//! log of each is judged without a row or a column lost.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use armistice::draft::understand;
use armistice::evaluate::{Engine, Evaluation, Verdict, evaluate, scenario};
use armistice::incident::{Log, Profile, read};
use armistice::model::Model;
use armistice::source::Sources;
use armistice::syntax::{parser, printer};
use std::fs;
use std::path::{Path, PathBuf};
use support::{Beside, entries, root};

fn agreements() -> Vec<PathBuf> {
    let library =
        entries(&root().join("agreements")).into_iter().map(|folder| folder.join("terms.agreement"));
    library.chain(entries(&root().join("tests/truces"))).collect()
}

fn model(path: &Path) -> Model {
    let mut sources = Sources::default();
    let text = fs::read_to_string(path).unwrap();
    let file = sources.add(path.display().to_string(), text);
    let checked = understand(&sources, file, &Beside(path.parent().unwrap().to_owned()));
    let found: Vec<String> =
        checked.found.iter().map(|finding| format!("{}: {}", finding.code.slug, finding.title)).collect();
    assert!(found.is_empty(), "{}: {found:#?}", path.display());
    checked.model
}

fn judged(folder: &str) -> (Model, Log, Evaluation) {
    let folder = root().join("agreements").join(folder);
    let model = model(&folder.join("terms.agreement"));
    let log = fs::read(folder.join("incidents.csv")).unwrap();
    let log = read(Profile::Canonical, &model, "incidents.csv", log.as_slice()).unwrap();
    let evaluation = evaluate(&Engine::for_log(&model, &log), &log, None);
    (model, log, evaluation)
}

#[test]
fn there_are_three_agreements_and_three_truces_without_findings() {
    let paths = agreements();
    assert_eq!(paths.len(), 6, "{paths:?}");
    for path in paths {
        let model = model(&path);
        assert!(!model.clauses.is_empty(), "{} says nothing", path.display());
    }
}

#[test]
fn they_stand_in_the_canonical_form() {
    for path in agreements() {
        let mut sources = Sources::default();
        let text = fs::read_to_string(&path).unwrap();
        let file = sources.add("a", text.clone());
        let printed = printer::print(&parser::parse(&sources, file).agreement);
        assert!(printed == text, "{}: run `armistice fmt` on it", path.display());
    }
}

#[test]
fn their_scenarios_pass() {
    let mut run = 0;
    for path in agreements() {
        let model = model(&path);
        for outcome in scenario::run(&Engine::new(&model)) {
            assert!(outcome.failures.is_empty(), "{}: {outcome:#?}", path.display());
            assert!(outcome.expectations > 0, "{}: {} expects nothing", path.display(), outcome.title);
            run += 1;
        }
    }
    assert!(run >= 25, "only {run} scenarios");
}

#[test]
fn every_row_and_column_of_their_logs_is_read() {
    for folder in entries(&root().join("agreements")) {
        let (_, log, _) = judged(&support::file_name(&folder));
        assert!(log.faults.is_empty() && log.ignored_columns.is_empty(), "{}: {log:#?}", folder.display());
        let sourced =
            log.incidents.iter().flat_map(|incident| &incident.reports).all(|report| report.source.is_some());
        assert!(sourced, "{}: a row without a source", folder.display());
        let readme = fs::read_to_string(folder.join("README.md")).unwrap();
        let terms = fs::read_to_string(folder.join("terms.agreement")).unwrap();
        let compared = !terms.contains("wording not compared");
        assert!(compared || readme.to_lowercase().contains("compared with"), "{} hides it", folder.display());
    }
}

/// What the README promises of its first command.
#[test]
fn the_cessation_s_log_has_each_kind_of_judgement() {
    let (model, log, evaluation) = judged("2016-02-27-syria-cessation");
    let found = |wanted: &dyn Fn(&Verdict) -> bool| -> Vec<(String, String)> {
        let of = |incident: usize| log.incidents[incident].id.clone();
        evaluation
            .incidents
            .iter()
            .flat_map(|judged| judged.verdicts.iter().map(move |verdict| (judged.incident, verdict)))
            .filter(|(_, verdict)| wanted(&verdict.as_written))
            .map(|(incident, verdict)| (of(incident), model.clause(verdict.clause).unwrap().label.clone()))
            .collect()
    };
    let pair = |incident: &str, clause: &str| (incident.to_owned(), clause.to_owned());
    assert_eq!(found(&|verdict| *verdict == Verdict::Violation), [pair("c17", "1.3")]);
    assert_eq!(found(&|verdict| matches!(verdict, Verdict::Excused(_))), [pair("c05", "0.1")]);
    assert_eq!(
        found(&|verdict| matches!(verdict, Verdict::NotAssessable(_))),
        [pair("c28", "1.4"), pair("c28", "2.4")]
    );
    let possible = found(&|verdict| matches!(verdict, Verdict::Possible(opens) if !opens.is_empty()));
    assert!(possible.contains(&pair("c13", "1.2")) && possible.contains(&pair("c18", "2.2")), "{possible:?}");
    // The convoy of 19 September 2016: whoever struck it, the Terms protect no convoy.
    assert!(found(&|_| true).iter().all(|(incident, _)| incident != "c26"));
}
