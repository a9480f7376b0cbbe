//! How long the parts of an evaluation take, on the real event data where it is at hand.
//!
//! `cargo bench --bench evaluate`. The event data is read from `../shared/data`; what needs it is not measured where it is
//! absent, and a line says so. `max alloc` is the most memory that was held at once. `docs/performance.md` has the numbers.
#![allow(missing_docs, reason = "a benchmark is no interface")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark reads files and prints"
)]
#![allow(clippy::unwrap_used, reason = "a benchmark may fail")]

use armistice::draft::understand;
use armistice::evaluate::{Engine, evaluate};
use armistice::incident::{Log, Profile, read};
use armistice::model::{Model, SideFiles};
use armistice::source::Sources;
use divan::{AllocProfiler, Bencher};
use std::fs;
use std::path::{Path, PathBuf};

const CESSATION: &str = "agreements/2016-02-27-syria-cessation";
const EVENTS: &str = "../shared/data/ucdp/ged191_syria_full.csv";
/// The rows from February to October 2016.
const ROWS: &str = "../shared/data/ucdp/ged191_syria_2016-02_2016-10.csv";
/// A deed that changes who is covered, by 4.4 of the cessation.
const DECISION: &str = "id,time,actor,act,target\ndecision,2016-05-10,Ministers,exclude,Ahrar\n";

#[global_allocator]
static MEMORY: AllocProfiler = AllocProfiler::system();

fn main() {
    for data in [EVENTS, ROWS] {
        if !root().join(data).exists() {
            println!("{data} is not here: what needs it is not measured");
        }
    }
    divan::main();
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

struct Beside(PathBuf);

impl SideFiles for Beside {
    fn text(&self, name: &str) -> Result<String, String> {
        fs::read_to_string(self.0.join(name)).map_err(|error| error.to_string())
    }
}

fn model(folder: &Path) -> Model {
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", fs::read_to_string(folder.join("terms.agreement")).unwrap());
    understand(&sources, file, &Beside(folder.to_owned())).model
}

/// From the text of the cessation of 2016, with its map, to a model.
#[divan::bench]
fn check_the_cessation(bencher: Bencher<'_, '_>) {
    let folder = root().join(CESSATION);
    bencher.bench_local(|| model(&folder));
}

/// Two thousand clauses over two hundred actors, each with windows that recur daily, to a model.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn check_two_thousand_clauses(bencher: Bencher<'_, '_>) {
    let parties: String = (0..200).map(|n| format!("party P{n}. ")).collect();
    let members: Vec<String> = (0..200).map(|n| format!("P{n}")).collect();
    let clauses: String = (0..2_000)
        .map(|n| format!("1.{n} each of All shall not attack each other every day from 08:00 to 10:00. "))
        .collect();
    let text = format!(
        "agreement \"A\". time zone \"UTC\". in force from 2016-02-27 for 1 year. use \"acts\". {parties} \
         group All: {}. covered All. {clauses}",
        members.join(", ")
    );
    bencher.bench_local(|| {
        let mut sources = Sources::default();
        let file = sources.add("large.agreement", text.clone());
        understand(&sources, file, &()).found.len()
    });
}

/// From the model to sets of facts, for all readers.
#[divan::bench]
fn compile_the_cessation(bencher: Bencher<'_, '_>) {
    let model = model(&root().join(CESSATION));
    bencher.bench_local(|| Engine::new(&model));
}

/// Reading 16,566 rows.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn read_the_events(bencher: Bencher<'_, '_>) {
    let Ok(events) = fs::read(root().join(EVENTS)) else { return };
    let model = model(&root().join(CESSATION));
    bencher.bench_local(|| read(Profile::UcdpGed, &model, "events", events.as_slice()));
}

/// Judging 16,566 rows, read before.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn judge_the_events(bencher: Bencher<'_, '_>) {
    let Ok(events) = fs::read(root().join(EVENTS)) else { return };
    let model = model(&root().join(CESSATION));
    let log = read(Profile::UcdpGed, &model, "events", events.as_slice()).unwrap();
    let engine = Engine::new(&model);
    bencher.bench_local(|| evaluate(&engine, &log, None));
}

/// The cessation over the rows of nine months of its first year: `parts` quarters of them, spread over all that time.
mod nine_months {
    use super::*;

    const PARTS: [usize; 3] = [1, 2, 4];

    /// From the table to incidents.
    #[divan::bench(sample_count = 10, sample_size = 1)]
    fn reading(bencher: Bencher<'_, '_>) {
        let Ok(rows) = fs::read(root().join(ROWS)) else { return };
        let model = model(&root().join(CESSATION));
        bencher.bench_local(|| read(Profile::UcdpGed, &model, "rows", rows.as_slice()));
    }

    /// As the rows are: nothing in them can have changed who is covered.
    #[divan::bench(args = PARTS, sample_count = 10, sample_size = 1)]
    fn judging(bencher: Bencher<'_, '_>, parts: usize) {
        judge(bencher, parts, "id,time,actor,act,target\n");
    }

    /// With one more row, by which the Ministers exclude a party.
    #[divan::bench(args = PARTS, sample_count = 10, sample_size = 1)]
    fn judging_with_a_decision(bencher: Bencher<'_, '_>, parts: usize) {
        judge(bencher, parts, DECISION);
    }

    fn judge(bencher: Bencher<'_, '_>, parts: usize, more: &str) {
        let model = model(&root().join(CESSATION));
        let Some(log) = log(&model, parts, more) else { return };
        bencher.bench_local(|| evaluate(&Engine::for_log(&model, &log), &log, None));
    }

    fn log(model: &Model, parts: usize, more: &str) -> Option<Log> {
        let rows = fs::read(root().join(ROWS)).ok()?;
        let mut log = read(Profile::UcdpGed, model, "rows", rows.as_slice()).unwrap();
        let every = PARTS.into_iter().max().unwrap_or(parts) / parts;
        log.incidents = log.incidents.into_iter().step_by(every).collect();
        log.incidents.extend(read(Profile::Canonical, model, "more", more.as_bytes()).unwrap().incidents);
        log.incidents
            .sort_by_key(|incident| incident.reports.first().and_then(|report| report.account.time.first()));
        Some(log)
    }
}
