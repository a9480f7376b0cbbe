//! How long the parts of an evaluation take, on the real event data where it is at hand.
//!
//! `cargo bench --bench evaluate`. The event data is read from `../shared/data`; without it only the library's own log is
//! measured, and a line says so.
#![allow(missing_docs, reason = "a benchmark is no interface")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark reads files and prints"
)]
#![allow(clippy::unwrap_used, reason = "a benchmark may fail")]

use armistice::draft::understand;
use armistice::evaluate::{Engine, evaluate};
use armistice::incident::{Profile, read};
use armistice::model::{Model, SideFiles};
use armistice::source::Sources;
use divan::Bencher;
use std::fs;
use std::path::{Path, PathBuf};

const CESSATION: &str = "agreements/2016-02-27-syria-cessation";
const EVENTS: &str = "../shared/data/ucdp/ged191_syria_full.csv";

fn main() {
    if !root().join(EVENTS).exists() {
        println!("{EVENTS} is not here: what needs it is not measured");
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
