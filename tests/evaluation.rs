//! The evaluator against a second implementation of `docs/semantics.md`, which lists facts one by one.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]
#![allow(
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "a test says what it skips and how much it compared"
)]
#![allow(missing_docs, reason = "no library")]

mod naive;
#[path = "naive/random.rs"]
mod random;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use armistice::evaluate::{Counts, Engine, Evaluation, Verdict, evaluate};
use armistice::incident::{self, Log, Profile};
use armistice::model::clauses::Who;
use armistice::model::ids::{GroupId, MeasureId};
use armistice::model::{Model, SideFiles};
use armistice::sets::Intervals;
use armistice::source::Sources;
use armistice::syntax::parser::parse;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use naive::judge::{Judged, Naive, end_of, is_refuted, open_conditions};
use support::{Beside, root};

/// An agreement that has no fault.
fn understood(name: &str, text: &str, files: &dyn SideFiles) -> Model {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let parsed = parse(&sources, file);
    assert!(parsed.diagnostics.is_empty(), "{:#?}\n{text}", parsed.diagnostics);
    let resolved = armistice::model::resolve(&sources, &parsed.agreement, files);
    let faults: Vec<_> = resolved.diagnostics.iter().filter(|fault| is_error(fault)).collect();
    assert!(faults.is_empty(), "{faults:#?}\n{text}");
    resolved.model
}

fn is_error(fault: &armistice::diagnostic::Diagnostic) -> bool {
    fault.code.severity == armistice::diagnostic::Severity::Error
}

/// An agreement of the library, as far as it is understood: that it has no fault is for other tests to say.
fn library(name: &str) -> (PathBuf, Model) {
    let folder = root().join("agreements").join(name);
    let text = fs::read_to_string(folder.join("terms.agreement")).unwrap();
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", text);
    let parsed = parse(&sources, file);
    let files = Beside(folder.clone());
    let model = armistice::model::resolve(&sources, &parsed.agreement, &files).model;
    (folder, model)
}

/// Judges a log in both ways and compares everything.
fn compare(model: &Model, log: &Log, as_of: Option<i64>) -> Evaluation {
    let engine = Engine::for_log(model, log);
    let found = evaluate(&engine, log, as_of);
    let mut naive = Naive::new(model);
    let (assessable, not_assessable, in_part) = naive.assessable(&log.coverage.acts);
    let mut counts = Counts::default();
    let mut expected: Vec<(usize, Vec<Judged>)> = Vec::new();
    let mut refuted = Vec::new();
    let mut unconcerned = 0;
    for (index, incident) in log.incidents.iter().enumerate() {
        if is_refuted(incident) {
            refuted.push(index);
            continue;
        }
        let judged: Vec<Judged> =
            assessable.iter().filter_map(|&clause| naive.judge(incident, clause)).collect();
        naive::counts::add(&mut counts, &mut naive, &assessable, incident, &judged, true);
        if judged.is_empty() {
            unconcerned += 1;
        } else {
            expected.push((index, judged));
        }
    }
    let by_engine: Vec<(usize, Vec<Judged>)> = found
        .incidents
        .iter()
        .map(|judgement| (judgement.incident, judgement.verdicts.iter().map(same_shape).collect()))
        .collect();
    assert_eq!(by_engine, expected, "judgements");
    naive::evidence::compare(&mut naive, log, &expected, &found);
    compare_thresholds(&engine, log, &found);
    assert_eq!(found.refuted, refuted);
    assert_eq!(found.unconcerned, unconcerned);
    assert_eq!(found.counts, counts);
    assert_eq!(found.open_conditions, open_conditions(expected.iter().flat_map(|(_, judged)| judged)));
    assert_eq!(found.assessable_in_part, in_part);
    let of_conduct: Vec<_> = found
        .not_assessable
        .iter()
        .map(|&(clause, _)| clause)
        .filter(|&clause| {
            naive::world::modality(model, clause) == Some(armistice::model::clauses::Modality::Prohibition)
        })
        .collect();
    assert_eq!(of_conduct, not_assessable);

    let incidents: Vec<Option<naive::incident::Possible>> = log
        .incidents
        .iter()
        .map(|incident| (!is_refuted(incident)).then(|| naive::incident::Possible::of(model, incident)))
        .collect();
    let as_of = as_of.unwrap_or_else(|| end_of(log));
    assert_eq!(found.as_of, as_of);
    let duties = naive::duties::duties(&naive.worlds[0], &incidents, as_of, &log.coverage.acts);
    let dated = found.duties.iter().filter(|judged| {
        matches!(model.clause(judged.clause).unwrap().kind, armistice::model::clauses::ClauseKind::Duty(_))
    });
    let dated: Vec<_> = dated
        .map(|judged| {
            let by = judged.by.iter().map(|own| own.incident).collect();
            (judged.clause, judged.bearers.clone(), judged.occasion.due.unwrap(), judged.state, by)
        })
        .collect();
    assert_eq!(dated, duties, "duties");
    found
}

/// The counts at each threshold are those of the log that has only the reports which it keeps.
fn compare_thresholds(engine: &Engine<'_>, log: &Log, found: &Evaluation) {
    for row in &found.thresholds {
        let kept = row.threshold.of(log);
        let judged = evaluate(engine, &kept, Some(found.as_of));
        assert_eq!(
            (row.any, &row.clauses),
            (judged.counts.any, &judged.counts.clauses),
            "{:?}",
            row.threshold
        );
        assert_eq!(row.incidents, kept.incidents.len());
    }
}

/// The same log from a source that could observe every second act, for one day from the first report on. Whether its days
/// were compared.
fn observed_in_part(model: &Model, log: &Log) -> bool {
    let universe = armistice::scope::universe(model);
    let Some(start) = log.incidents.iter().find_map(|incident| incident.reports[0].account.time.first())
    else {
        return false;
    };
    if start == i64::MIN {
        return false;
    }
    let region = armistice::scope::Region {
        acts: armistice::sets::Bits::of(universe.acts, (0..universe.acts).step_by(2)),
        time: armistice::sets::Intervals::of(start, start + 86_400),
        ..armistice::scope::Region::whole(&universe)
    };
    let mut shape = naive::incident::Possible::universe(model).shapes.remove(0);
    shape.acts.retain(|act, _| act % 2 == 0);
    shape.time = region.time.clone();
    let mut log = log.clone();
    log.coverage.observed = Some(armistice::scope::Scope::from(region));
    let engine = Engine::for_log(model, &log);
    let (days, _) = armistice::evaluate::unseen::days(&engine, &log);
    let found = evaluate(&engine, &log, None);
    let unseen = found.unseen.as_ref().unwrap();
    // Listing facts for each day takes its time.
    let few = days.len() <= 12;
    if few {
        naive::evidence::compare_seen(&Naive::new(model), &log, &shape, unseen, &days);
    }
    few
}

fn same_shape(verdict: &armistice::evaluate::log::ClauseVerdict) -> Judged {
    let armistice::evaluate::log::ClauseVerdict { clause, as_written, contested } = verdict.clone();
    Judged { clause, as_written, contested }
}

#[test]
fn each_agreement_of_the_library_and_its_own_log() {
    for name in ["2016-02-27-syria-cessation", "2016-05-aleppo-truce", "2018-09-17-idlib-memorandum"] {
        let (folder, model) = library(name);
        let table = fs::read(folder.join("incidents.csv")).unwrap();
        let log = incident::read(Profile::Canonical, &model, name, table.as_slice()).unwrap();
        let found = compare(&model, &log, None);
        println!("{name}: {} incidents, any clause {}", log.incidents.len(), found.counts.any);
        assert!(!found.incidents.is_empty(), "{name} judges nothing");
    }
}

/// The worked examples of `docs/semantics.md`.
#[test]
fn the_examples_of_the_page() {
    let (_, model) = library("2016-02-27-syria-cessation");
    let table = "id,time,actor,target,act,place,self_defence\n\
        nusra,2016-03-01T12:00,Russia,Nusra,airstrike,Aleppo,no\n\
        ahrar,2016-03-01T12:00,Russia,Ahrar,airstrike,Aleppo,no\n\
        both,2016-03-01T12:00,Russia,JayshAlFatah,airstrike,Aleppo,no\n\
        reply,2016-03-01T12:00,FSA,Syria,attack,Aleppo,yes\n";
    let log = incident::read(Profile::Canonical, &model, "examples", table.as_bytes()).unwrap();
    let found = compare(&model, &log, None);
    let mut words: Vec<String> = Vec::new();
    for judgement in &found.incidents {
        let id = &log.incidents[judgement.incident].id;
        for verdict in &judgement.verdicts {
            let clause = &model.clause(verdict.clause).unwrap().label;
            // The page speaks of the clauses for each side, not of the opening sentence.
            if clause == "0.1" {
                continue;
            }
            words.push(format!("{id} {clause}: {}", verdict.as_written.words(&model)));
            for (reader, read) in &verdict.contested {
                words.push(format!("{id} {clause} {}: {}", model.actors.name(*reader), read.words(&model)));
            }
        }
    }
    let page = [
        "ahrar 2.2: possible violation (whether NusraHeld, whether wide_terrorist_position)",
        "ahrar 2.2 Russia: possible violation (whether NusraHeld)",
        "ahrar 2.2 US: violation",
        "both 2.2: possible violation (whom, whether NusraHeld, whether wide_terrorist_position)",
        "both 2.2 Russia: possible violation (whom, whether NusraHeld)",
        "both 2.2 US: possible violation (whom)",
        "reply 1.2: excused by 1.5",
    ];
    assert_eq!(words, page);
}

/// A file of the optional folder of data, or nothing, with the reason printed.
fn data(name: &str) -> Option<Vec<u8>> {
    let path: &Path = Path::new("../shared/data/ucdp");
    let found = fs::read(path.join(name));
    if let Err(why) = &found {
        println!("skipped: {} cannot be read: {why}", path.join(name).display());
    }
    found.ok()
}

/// Real events: the counts of each clause are the same, and what cannot be certain is not.
#[test]
fn the_cessation_of_2016_and_the_events_of_ucdp() {
    let Some(table) = data("ged191_syria_2016-02_2016-10.csv") else { return };
    let (_, model) = library("2016-02-27-syria-cessation");
    let log = incident::read(Profile::UcdpGed, &model, "ucdp", table.as_slice()).unwrap();
    events(&model, &log, 40);
}

/// The same with every event that UCDP has of Syria.
#[test]
fn the_cessation_of_2016_and_every_event_of_ucdp() {
    let Some(table) = data("ged191_syria_full.csv") else { return };
    let (_, model) = library("2016-02-27-syria-cessation");
    let log = incident::read(Profile::UcdpGed, &model, "ucdp", table.as_slice()).unwrap();
    assert_eq!(log.rows, 16_566);
    events(&model, &log, 150);
}

/// Some of the real events of nine months, and a decision by which a party is covered no longer, or none.
fn some_events(model: &Model, decided: bool) -> Option<Log> {
    let table = data("ged191_syria_2016-02_2016-10.csv")?;
    let mut log = incident::read(Profile::UcdpGed, model, "ucdp", table.as_slice()).unwrap();
    log.incidents = log.incidents.into_iter().step_by(25).collect();
    let decision = if decided { "decision,2016-05-10,Ministers,exclude,Ahrar\n" } else { "" };
    let table = format!("id,time,actor,act,target\n{decision}");
    let more = incident::read(Profile::Canonical, model, "more", table.as_bytes()).unwrap();
    assert!(more.faults.is_empty());
    log.incidents.extend(more.incidents);
    log.incidents.sort_by_key(|incident| incident.reports[0].account.time.first());
    Some(log)
}

/// Incidents that no clause tells apart are judged together. Here each has a number of its own, of which no clause speaks, and is
/// judged alone: it comes to the same.
#[test]
fn incidents_that_are_set_apart_are_judged_as_those_that_are_alike() {
    let (_, model) = library("2016-02-27-syria-cessation");
    for decided in [false, true] {
        let Some(log) = some_events(&model, decided) else { return };
        let mut apart = log.clone();
        let number = MeasureId::at(model.deeds.measures.len());
        for (own, incident) in (0_i64..).zip(&mut apart.incidents) {
            let account = &mut incident.reports[0].account;
            account.measures.insert(number, Intervals::point(own));
        }
        let [alike, apart] = [log, apart].map(|log| evaluate(&Engine::for_log(&model, &log), &log, None));
        assert!(alike.incidents.len() > 50);
        assert!(alike == apart, "decided: {decided}");
    }
}

/// Where nothing can have changed who is covered, it need not be asked of each party: it comes to the same.
#[test]
fn where_nothing_changed_it_need_not_be_asked() {
    let (_, model) = library("2016-02-27-syria-cessation");
    let Some(log) = some_events(&model, false) else { return };
    let judged = [Engine::for_log(&model, &log), Engine::new(&model)].map(|engine| {
        let evaluation = evaluate(&engine, &log, None);
        let incidents: Vec<_> =
            evaluation.incidents.into_iter().map(|own| (own.incident, own.verdicts, own.any)).collect();
        (engine.settled.len(), incidents, evaluation.counts, evaluation.duties)
    });
    let [(settled, ..), (open, ..)] = &judged;
    assert!(*settled > 0 && *open == 0);
    let [(_, incidents, counts, duties), (_, asked, asked_counts, asked_duties)] = &judged;
    assert_eq!(incidents, asked);
    assert_eq!(counts, asked_counts);
    assert_eq!(duties, asked_duties);
}

/// Compares on every so many incidents, since listing facts takes its time; `ARMISTICE_EVENTS=1` takes all of them.
fn events(model: &Model, whole: &Log, every: usize) {
    let engine = Engine::for_log(model, whole);
    never_certain(model, whole, &evaluate(&engine, whole, None));
    let every = std::env::var("ARMISTICE_EVENTS").ok().and_then(|every| every.parse().ok()).unwrap_or(every);
    let mut log = whole.clone();
    log.incidents = whole.incidents.iter().step_by(every).cloned().collect();
    let found = evaluate(&engine, &log, None);
    let mut naive = Naive::new(model);
    let (assessable, _, _) = naive.assessable(&log.coverage.acts);
    let mut counts = Counts::default();
    let mut expected: Vec<(usize, Vec<Judged>)> = Vec::new();
    for (index, incident) in log.incidents.iter().enumerate() {
        let judged: Vec<Judged> =
            assessable.iter().filter_map(|&clause| naive.judge(incident, clause)).collect();
        naive::counts::add(&mut counts, &mut naive, &assessable, incident, &judged, false);
        if !judged.is_empty() {
            expected.push((index, judged));
        }
    }
    assert_eq!(found.counts.clauses, counts.clauses);
    assert_eq!(found.counts.any, counts.any);
    let by_engine: Vec<(usize, Vec<Judged>)> = found
        .incidents
        .iter()
        .map(|judgement| (judgement.incident, judgement.verdicts.iter().map(same_shape).collect()))
        .collect();
    let differing = by_engine.iter().zip(&expected).find(|(one, other)| one != other);
    assert!(by_engine == expected, "some judgement differs: {differing:?}");
    println!(
        "{} of {} incidents compared, any clause {}",
        log.incidents.len(),
        whole.incidents.len(),
        counts.any
    );
}

/// A summary, and an event of which all that is known of a side is "Syrian insurgents", may violate and never surely do.
fn never_certain(model: &Model, log: &Log, found: &Evaluation) {
    let insurgents = model.actors.groups.iter().position(|group| group.name == "Insurgents").unwrap();
    let insurgents = Who::Group(GroupId::at(insurgents));
    for judgement in &found.incidents {
        let incident = &log.incidents[judgement.incident];
        let open = incident.reports.iter().any(|report| {
            let account = &report.account;
            let sides = account.who.iter().chain(&account.whom);
            account.summary || sides.flatten().any(|who| *who == insurgents)
        });
        let certain = judgement.verdicts.iter().any(|verdict| verdict.as_written == Verdict::Violation);
        assert!(!(open && certain), "{} is certain", incident.id);
    }
}

/// Random agreements and random logs. `ARMISTICE_CASES` says how many.
#[test]
fn small_agreements_with_small_logs() {
    let cases = std::env::var("ARMISTICE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(128);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    // The gate draws the same cases each time; with `ARMISTICE_CASES` others are drawn, and a failure prints its case.
    let mut runner = match std::env::var_os("ARMISTICE_CASES") {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let tally = std::cell::RefCell::new(std::collections::BTreeMap::<String, u64>::new());
    let outcome = runner.run(&random::world(), |drawn| {
        let model = understood("random.agreement", &drawn.text, &());
        let log = random::log(&model, &drawn);
        let found = compare(&model, &log, drawn.as_of);
        let by_day = observed_in_part(&model, &log);
        let mut tally = tally.borrow_mut();
        *tally.entry("observed by day".to_owned()).or_default() += u64::from(by_day);
        for entry in &found.disagreeing {
            let settle = |settling: &armistice::evaluate::evidence::Settling| {
                let (as_one, as_none) = settling.settled_by();
                u64::from(!as_one.is_empty() || !as_none.is_empty())
            };
            *tally.entry("settled".to_owned()).or_default() += entry.clauses.iter().map(settle).sum::<u64>();
            *tally.entry("exclude each other".to_owned()).or_default() += u64::from(entry.exclude_each_other);
        }
        for verdict in found.incidents.iter().flat_map(|judgement| &judgement.verdicts) {
            *tally.entry(verdict.as_written.word().to_owned()).or_default() += 1;
            *tally.entry("contested".to_owned()).or_default() += verdict.contested.len() as u64;
        }
        for duty in &found.duties {
            *tally.entry(duty.state.words()).or_default() += 1;
        }
        Ok(())
    });
    if let Err(why) = outcome {
        panic!("{why}");
    }
    println!("{cases} agreements: {:?}", tally.borrow());
    // A test that meets none of these shows nothing. The others are rare; the page's examples have them.
    let common = ["possible violation", "no violation", "violation (missed)"];
    let often = ["observed by day", "settled", "exclude each other"].into_iter().filter(|_| cases >= 64);
    for word in common.into_iter().filter(|_| cases >= 256).chain(often) {
        assert!(
            tally.borrow().get(word).is_some_and(|&seen| seen > 0),
            "no case is `{word}`: {:?}",
            tally.borrow()
        );
    }
}
