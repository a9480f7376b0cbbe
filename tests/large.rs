//! The large agreements on which the checker is measured: they are what the benchmarks take them for. Nothing is timed here.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "support/generator.rs"]
mod generator;

use armistice::draft::{Draft, understand};
use armistice::model::SideFiles;
use armistice::review::{Settings, check};
use armistice::scope::Rules;
use armistice::source::Sources;
use generator::{ACTORS, ACTS, Large, Recipe, ZONES, large};

struct Map(String);

impl SideFiles for Map {
    fn text(&self, _: &str) -> Result<String, String> {
        Ok(self.0.clone())
    }
}

#[test]
fn a_large_agreement_is_sound_and_has_some_conflicts() {
    for (dense, fewest, most) in [(false, 1, 40), (true, 12, 400)] {
        let recipe = Recipe { clauses: 500, dense, seed: 4 };
        let Large { text, map } = large(recipe);
        assert_eq!(large(recipe).text, text, "one recipe, one text");
        let mut sources = Sources::default();
        let file = sources.add("large.agreement", text);
        let files = Map(map);
        let report = check(&mut sources, file, &files, &Settings::proofs());
        assert!(report.proved, "{:?}", report.found.first().map(|fault| &fault.title));
        let conflicts = report.found.iter().filter(|found| found.code.slug == "contradiction").count();
        assert!((fewest..=most).contains(&conflicts), "dense {dense}: {conflicts} contradictions");
        let model = understand(&sources, file, &files).model;
        // Whoever it does not name, and other members of open groups, are actors too.
        assert!(model.actors.len() > ACTORS && model.places.zones.len() == ZONES);
        let own = model.deeds.act_words.keys().filter(|word| word.starts_with("deed_")).count();
        assert_eq!((own, model.clauses.len()), (ACTS, 500));
        assert!(model.readers.len() >= 2);
    }
}

/// What a reader does not read otherwise is not compiled again: it comes to the same.
#[test]
fn the_rules_of_a_reader_are_those_compiled_for_him() {
    for dense in [false, true] {
        let Large { text, map } = large(Recipe { clauses: 250, dense, seed: 5 });
        let mut sources = Sources::default();
        let file = sources.add("large.agreement", text);
        let files = Map(map);
        let checked = understand(&sources, file, &files);
        let draft = Draft::new(&sources, &checked.agreement, &checked.model, &files);
        assert!(draft.readings.len() > 1);
        for reading in &draft.readings {
            assert!(reading.rules == Rules::compile(&checked.model, reading.reader));
        }
    }
}
