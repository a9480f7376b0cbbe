//! How long the phases of `armistice check` take on agreements made by rule (`tests/support/generator.rs`): 200 actors, 100
//! acts, 300 zones, and as many clauses as each line says.
//!
//! `cargo bench --bench check`. `docs/performance.md` has the numbers.
#![allow(missing_docs, reason = "a benchmark is no interface")]
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark prints")]
#![allow(clippy::unwrap_used, reason = "a benchmark may fail")]

#[path = "../tests/support/generator.rs"]
mod generator;

use armistice::check::prove;
use armistice::draft::{Checked, Draft, understand};
use armistice::model::SideFiles;
use armistice::review::{Settings, check};
use armistice::source::{FileId, Sources};
use armistice::syntax::parser::parse;
use divan::Bencher;
use generator::{Large, Recipe, large};

const SIZES: [usize; 6] = [250, 500, 1_000, 2_000, 4_000, 8_000];
const SEEDS: [u64; 3] = [1, 2, 3];

fn main() {
    divan::main();
}

/// The map of a generated agreement.
struct Map(String);

impl SideFiles for Map {
    fn text(&self, _: &str) -> Result<String, String> {
        Ok(self.0.clone())
    }
}

fn made(clauses: usize, dense: bool, seed: u64) -> (Sources, FileId, Map) {
    let Large { text, map } = large(Recipe { clauses, dense, seed });
    let mut sources = Sources::default();
    let file = sources.add("large.agreement", text);
    (sources, file, Map(map))
}

fn understood(sources: &Sources, file: FileId, map: &Map) -> Checked {
    let checked = understand(sources, file, map);
    assert!(checked.is_sound(), "{:?}", checked.found.first().map(|fault| &fault.title));
    checked
}

mod sparse {
    use super::*;

    /// From the text to the findings.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn whole(bencher: Bencher<'_, '_>, clauses: usize) {
        super::whole(bencher, clauses, false, 1);
    }

    /// From the text to a tree.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn reading(bencher: Bencher<'_, '_>, clauses: usize) {
        super::reading(bencher, clauses, false);
    }

    /// From the text to a model, the map included.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn understanding(bencher: Bencher<'_, '_>, clauses: usize) {
        super::understanding(bencher, clauses, false);
    }

    /// From the model to sets of facts, for all readers.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn compiling(bencher: Bencher<'_, '_>, clauses: usize) {
        super::compiling(bencher, clauses, false);
    }

    /// From sets of facts to findings.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn proving(bencher: Bencher<'_, '_>, clauses: usize) {
        super::proving(bencher, clauses, false);
    }

    /// From the text to judgements, without proofs.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn linting(bencher: Bencher<'_, '_>, clauses: usize) {
        super::linting(bencher, clauses, false);
    }

    /// The whole of 2,000 clauses, of other agreements.
    #[divan::bench(args = SEEDS, sample_count = 10, sample_size = 1)]
    fn two_thousand_by_seed(bencher: Bencher<'_, '_>, seed: u64) {
        super::whole(bencher, 2_000, false, seed);
    }
}

mod dense {
    use super::*;

    /// From the text to the findings.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn whole(bencher: Bencher<'_, '_>, clauses: usize) {
        super::whole(bencher, clauses, true, 1);
    }

    /// From the text to a tree.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn reading(bencher: Bencher<'_, '_>, clauses: usize) {
        super::reading(bencher, clauses, true);
    }

    /// From the text to a model, the map included.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn understanding(bencher: Bencher<'_, '_>, clauses: usize) {
        super::understanding(bencher, clauses, true);
    }

    /// From the model to sets of facts, for all readers.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn compiling(bencher: Bencher<'_, '_>, clauses: usize) {
        super::compiling(bencher, clauses, true);
    }

    /// From sets of facts to findings.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn proving(bencher: Bencher<'_, '_>, clauses: usize) {
        super::proving(bencher, clauses, true);
    }

    /// From the text to judgements, without proofs.
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn linting(bencher: Bencher<'_, '_>, clauses: usize) {
        super::linting(bencher, clauses, true);
    }

    /// The whole of 2,000 clauses, of other agreements.
    #[divan::bench(args = SEEDS, sample_count = 10, sample_size = 1)]
    fn two_thousand_by_seed(bencher: Bencher<'_, '_>, seed: u64) {
        super::whole(bencher, 2_000, true, seed);
    }
}

fn whole(bencher: Bencher<'_, '_>, clauses: usize, dense: bool, seed: u64) {
    let (mut sources, file, map) = made(clauses, dense, seed);
    bencher.bench_local(|| {
        let report = check(&mut sources, file, &map, &Settings::proofs());
        assert!(report.proved && !report.found.is_empty());
        report
    });
}

fn linting(bencher: Bencher<'_, '_>, clauses: usize, dense: bool) {
    let (mut sources, file, map) = made(clauses, dense, 1);
    let settings = Settings::judgements();
    bencher.bench_local(|| {
        let report = check(&mut sources, file, &map, &settings);
        assert!(report.proved && !report.found.is_empty());
        report
    });
}

fn reading(bencher: Bencher<'_, '_>, clauses: usize, dense: bool) {
    let (sources, file, _) = made(clauses, dense, 1);
    bencher.bench_local(|| parse(&sources, file));
}

fn understanding(bencher: Bencher<'_, '_>, clauses: usize, dense: bool) {
    let (sources, file, map) = made(clauses, dense, 1);
    bencher.bench_local(|| understood(&sources, file, &map));
}

fn compiling(bencher: Bencher<'_, '_>, clauses: usize, dense: bool) {
    let (sources, file, map) = made(clauses, dense, 1);
    let checked = understood(&sources, file, &map);
    bencher.bench_local(|| Draft::new(&sources, &checked.agreement, &checked.model, &map).readings.len());
}

fn proving(bencher: Bencher<'_, '_>, clauses: usize, dense: bool) {
    let (sources, file, map) = made(clauses, dense, 1);
    let checked = understood(&sources, file, &map);
    let draft = Draft::new(&sources, &checked.agreement, &checked.model, &map);
    bencher.bench_local(|| prove(&draft));
}
