//! Two texts in one model, and what `armistice diff` says of them, against facts that are judged one by one in each text.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]
#![allow(clippy::disallowed_macros, clippy::print_stdout, reason = "a test says how much it compared")]
#![allow(dead_code, missing_docs, reason = "the naive evaluator and the generator are used in part")]

mod naive;
#[path = "naive/random.rs"]
mod random;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use armistice::diagnostic::Severity;
use armistice::diff::status::Status;
use armistice::diff::{Difference, NEW, OLD, Text, compare};
use armistice::draft::understand;
use armistice::model::clauses::{ClauseKind, Modality};
use armistice::model::ids::{ActorId, ClauseId};
use armistice::model::joint::Side;
use armistice::model::{Model, SideFiles};
use armistice::scope::{Budget, Fact, LiteralId, MeasureId, Region, Rules, image, universe};
use armistice::sets::{Bits, EARLIEST, LATEST};
use armistice::source::Sources;
use armistice::syntax::tree::Agreement;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use naive::world::World;
use support::{Beside, entries, root};

struct Read {
    sources: Sources,
    agreement: Agreement,
    model: Model,
}

impl Read {
    fn text(&self) -> Text<'_> {
        Text { model: &self.model, agreement: &self.agreement, sources: &self.sources }
    }
}

fn read_beside(text: &str, files: &dyn SideFiles) -> Read {
    let mut sources = Sources::default();
    let file = sources.add("test.agreement", text);
    let checked = understand(&sources, file, files);
    let errors: Vec<_> = checked.found.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    Read { agreement: checked.agreement, model: checked.model, sources }
}

fn read(text: &str) -> Read {
    read_beside(text, &())
}

fn compared(old: &Read, new: &Read) -> Difference {
    compare(old.text(), new.text(), Budget::DEFAULT).unwrap()
}

/// The cases that a property test tries: few, unless the environment asks for more.
fn cases(few: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(few)
}

/// Runs a property on cases that are the same in every run.
fn holds_of<S: Strategy>(few: u32, strategy: S, property: impl Fn(S::Value))
where
    S::Value: Clone,
{
    let config = Config { cases: cases(few), failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(config, rng);
    runner
        .run(&strategy, |value| {
            property(value);
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}

// ---- facts of a joint model -------------------------------------------------------------------------------------------

/// A small generator of numbers, so that the facts of a case depend on the case alone.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    fn one_of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }
}

/// Values of each side of which no two that the texts tell apart are missing; acts and means that some clause names are
/// preferred, since most of the catalogue is named by none.
struct Values {
    regions: Vec<Region>,
    acts: Vec<usize>,
    means: Vec<usize>,
    times: Vec<i64>,
    amounts: Vec<i64>,
}

fn values(joint: &Model, rules: &[&Rules]) -> Values {
    let (mut acts, mut means) = (BTreeMap::new(), BTreeMap::new());
    let mut times: BTreeSet<i64> = BTreeSet::new();
    let mut amounts: BTreeSet<i64> = BTreeSet::from([0]);
    let regions: Vec<_> =
        rules.iter().flat_map(|rules| rules.iter()).flat_map(|rule| rule.scope.regions()).collect();
    let universe = universe(joint);
    for act in 0..universe.acts {
        let key: Vec<bool> = regions.iter().map(|region| region.acts.contains(act)).collect();
        acts.entry(key).or_insert(act);
    }
    for own in 0..universe.means {
        let key: Vec<bool> = regions.iter().map(|region| region.means.contains(own)).collect();
        means.entry(key).or_insert(own);
    }
    for (start, end) in regions.iter().flat_map(|region| region.time.iter()) {
        times.extend([start, end].into_iter().filter(|&at| at != EARLIEST && at != LATEST));
    }
    for (start, end) in regions.iter().flat_map(|region| region.measures.values()).flat_map(|n| n.iter()) {
        amounts.extend([start, end].into_iter().filter(|&at| at != EARLIEST && at != LATEST));
    }
    let first = times.first().copied().unwrap_or(0);
    times.insert(first - 1);
    Values {
        regions: regions.into_iter().cloned().collect(),
        acts: acts.into_values().collect(),
        means: means.into_values().collect(),
        times: times.into_iter().collect(),
        amounts: amounts.into_iter().collect(),
    }
}

/// Mostly a value within a box that some clause covers, so that clauses are met, and met at their edges.
fn draw(joint: &Model, values: &Values, numbers: &mut Numbers) -> Fact {
    let universe = universe(joint);
    let near = (!values.regions.is_empty() && numbers.below(10) > 0)
        .then(|| &values.regions[numbers.below(values.regions.len())]);
    let mut of = |side: Option<&Bits>, all: &[usize]| {
        let within: Vec<usize> = side.into_iter().flat_map(Bits::iter).collect();
        if within.is_empty() || numbers.below(12) == 0 {
            numbers.one_of(all)
        } else {
            numbers.one_of(&within)
        }
    };
    let all = |size: usize| (0..size).collect::<Vec<usize>>();
    let actor = of(near.map(|near| &near.actors), &all(universe.actors));
    let act = of(near.map(|near| &near.acts), &values.acts);
    let target = of(near.map(|near| &near.targets), &all(universe.targets));
    let means = of(near.map(|near| &near.means), &values.means);
    let cell = of(near.map(|near| &near.cells), &all(universe.cells));
    let times: Vec<i64> =
        values.times.iter().copied().filter(|&at| near.is_none_or(|near| near.time.contains(at))).collect();
    let literal = |numbers: &mut Numbers, id| {
        let own = near.and_then(|near| near.literals.get(&id)).copied();
        own.filter(|_| numbers.below(8) > 0).unwrap_or_else(|| numbers.below(2) == 1)
    };
    Fact {
        actor,
        act,
        target,
        means,
        cell,
        time: if times.is_empty() { numbers.one_of(&values.times) } else { numbers.one_of(&times) },
        measures: (0..joint.deeds.measures.len())
            .map(|id| (MeasureId::at(id), numbers.one_of(&values.amounts)))
            .collect(),
        literals: (0..joint.literals.len())
            .map(|id| (LiteralId::at(id), literal(numbers, LiteralId::at(id))))
            .collect(),
    }
}

fn naive_fact(fact: &Fact) -> naive::world::Fact {
    naive::world::Fact {
        actor: fact.actor,
        act: fact.act,
        target: fact.target,
        means: fact.means,
        cell: fact.cell,
        time: fact.time,
        measures: fact.measures.clone(),
        literals: fact.literals.clone(),
    }
}

/// The readers of a joint model, nobody first, each with what it is in one of the texts.
fn readers(difference: &Difference, side: Side, text: &Model) -> Vec<(Option<ActorId>, Option<ActorId>)> {
    let own = |reader: ActorId| {
        Some(difference.joint.view(side).actor(reader)).filter(|&own| own != text.actors.outsider())
    };
    let joint = difference.joint.model.readers.iter().map(|&reader| (Some(reader), own(reader)));
    std::iter::once((None, None)).chain(joint).collect()
}

// ---- random texts -----------------------------------------------------------------------------------------------------

/// A text of the generator, changed here and there as drafts are.
fn redrafted(text: &str, edits: &[(usize, usize)]) -> String {
    const CHANGES: &[(&str, &str)] = &[
        ("excluded D", "excluded C"),
        ("excluded C", "excluded B, D"),
        ("shall not", "may"),
        ("airstrike", "attack"),
        ("attack", "seize_territory"),
        ("in City", "in Belt"),
        ("in Belt", "outside Grey"),
        ("2016-03-04", "2016-03-05"),
        ("2016-03-02", "2016-03-03"),
        ("within 3 km of Centre", "within 4 km of Centre"),
        ("within 2 km", "within 1 km"),
        ("act probe.", "act probe: airstrike."),
        ("act probe.", "act probe: shell and seize_territory."),
        ("group North \"north\": A", "group North \"north\": C, A"),
        ("party C.\n", "party C.\nparty E.\n"),
        (", notwithstanding 1", ""),
        ("with tank", "with mortar"),
        ("undelimited", "undelimited \"words of its own\""),
        ("each of North", "A"),
        (", as judged by M", ""),
        (" and others", ""),
    ];
    let mut text = text.to_owned();
    for &(which, occurrence) in edits {
        let (from, to) = CHANGES[which % CHANGES.len()];
        let places: Vec<usize> = text.match_indices(from).map(|(at, _)| at).collect();
        if places.is_empty() {
            continue;
        }
        let at = places[occurrence % places.len()];
        let changed = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
        // An edit that makes no agreement is not made.
        let mut sources = Sources::default();
        let file = sources.add("draft", changed.as_str());
        if understand(&sources, file, &()).found.iter().all(|one| one.severity != Severity::Error) {
            text = changed;
        }
    }
    text
}

fn two_drafts() -> impl Strategy<Value = (String, String, u64)> {
    let edits = proptest::collection::vec((0..100_usize, 0..6_usize), 1..5);
    let other = prop_oneof![3 => Just(None), 1 => random::world().prop_map(|drawn| Some(drawn.text))];
    (random::world(), edits, other, any::<u64>()).prop_map(|(drawn, edits, other, seed)| {
        let changed = redrafted(other.as_deref().unwrap_or(&drawn.text), &edits);
        (drawn.text, changed, seed)
    })
}

#[test]
fn a_joint_fact_lies_in_a_clause_exactly_when_its_image_does() {
    let seen = std::cell::Cell::new([0_usize; 3]);
    holds_of(24, two_drafts(), |(old_text, new_text, seed)| {
        let (old, new) = (read(&old_text), read(&new_text));
        let difference = compared(&old, &new);
        let joint = &difference.joint;
        let mut numbers = Numbers(seed);
        for (side, text) in [(OLD, &old.model), (NEW, &new.model)] {
            for (reader, own) in readers(&difference, side, text) {
                let rules = Rules::compile(&joint.model, reader);
                let values = values(&joint.model, &[&rules]);
                let world = World::new(text, own);
                for _ in 0..400 {
                    let fact = draw(&joint.model, &values, &mut numbers);
                    let [mut compared, mut unseen, mut inside] = seen.get();
                    let Some(image) = image(joint, side, text, &fact) else {
                        unseen += 1;
                        seen.set([compared, unseen, inside]);
                        continue;
                    };
                    for clause in joint.clauses_of(side) {
                        let Some(rule) = rules.get(clause) else { continue };
                        let (_, own) = joint.home(clause).unwrap();
                        let holds = world.in_effective_scope(own, &naive_fact(&image));
                        assert_eq!(
                            rule.effective.contains(&fact),
                            holds,
                            "{side:?} {} of {fact:?}, seen as {image:?}\nold:\n{old_text}\nnew:\n{new_text}",
                            difference.label(clause)
                        );
                        compared += 1;
                        inside += usize::from(holds);
                    }
                    seen.set([compared, unseen, inside]);
                }
            }
        }
    });
    let [compared, unseen, inside] = seen.get();
    println!("{compared} facts compared, {inside} within a clause; {unseen} seen as several acts at once");
    assert!(compared > 10_000 && inside > 100);
}

/// What a text says of a fact, listing its clauses one by one.
fn status(difference: &Difference, side: Side, world: &World<'_>, fact: &Fact) -> Status {
    let fact = naive_fact(fact);
    let (mut forbids, mut allows, mut requires) = (false, false, false);
    let mut judges: BTreeSet<ActorId> = BTreeSet::new();
    for (index, clause) in world.model.clauses.iter().enumerate() {
        if !world.in_effective_scope(ClauseId::at(index), &fact) {
            continue;
        }
        match &clause.kind {
            ClauseKind::Conduct { modality: Modality::Prohibition, judged_by: Some(own), .. } => {
                let view = difference.joint.view(side);
                judges.extend(own.iter().map(|&judge| view.joint_actor(judge)));
            }
            ClauseKind::Conduct { modality: Modality::Prohibition, .. } => forbids = true,
            ClauseKind::Conduct { .. } => allows = true,
            ClauseKind::Duty(_) => requires = true,
            _ => {}
        }
    }
    match (forbids || !judges.is_empty(), allows || requires) {
        (true, true) => Status::Contradictory,
        (true, false) if forbids => Status::Forbidden,
        (true, false) => Status::ForbiddenIfJudged(judges.into_iter().collect()),
        (false, true) if requires => Status::Required,
        (false, true) => Status::Permitted,
        (false, false) => Status::Unmentioned,
    }
}

#[test]
fn a_fact_is_in_a_group_exactly_when_its_status_differs() {
    let seen = std::cell::Cell::new((0_usize, 0_usize));
    holds_of(24, two_drafts(), |(old_text, new_text, seed)| {
        let (old, new) = (read(&old_text), read(&new_text));
        let difference = compared(&old, &new);
        assert!(difference.undecided.is_empty(), "{old_text}\n{new_text}");
        let joint = &difference.joint;
        let mut numbers = Numbers(seed);
        let own_readers = readers(&difference, OLD, &old.model);
        for ((reader, in_old), (_, in_new)) in
            own_readers.into_iter().zip(readers(&difference, NEW, &new.model))
        {
            let rules = Rules::compile(&joint.model, reader);
            let as_written = reader.is_some() && rules == Rules::compile(&joint.model, None);
            let values = values(&joint.model, &[&rules]);
            let (old_world, new_world) = (World::new(&old.model, in_old), World::new(&new.model, in_new));
            for _ in 0..1500 {
                let fact = draw(&joint.model, &values, &mut numbers);
                let images = (image(joint, OLD, &old.model, &fact), image(joint, NEW, &new.model, &fact));
                let (Some(in_old), Some(in_new)) = images else { continue };
                let from = status(&difference, OLD, &old_world, &in_old);
                let to = status(&difference, NEW, &new_world, &in_new);
                let reads = |readers: &[Option<ActorId>]| {
                    readers.contains(&reader) || as_written && readers.contains(&None)
                };
                let holding: Vec<_> = difference
                    .changes
                    .iter()
                    .filter(|change| reads(&change.readers) && change.facts.contains(&fact))
                    .collect();
                let (compared, changed) = seen.get();
                seen.set((compared + 1, changed + usize::from(from != to)));
                if from == to {
                    assert!(holding.is_empty(), "{fact:?} is {from:?} in both\n{old_text}\n{new_text}");
                } else {
                    assert_eq!(holding.len(), 1, "{fact:?} {from:?} -> {to:?}\n{old_text}\n{new_text}");
                    assert_eq!((&holding[0].from, &holding[0].to), (&from, &to), "{fact:?}");
                }
            }
        }
    });
    let (compared, changed) = seen.get();
    println!("{compared} facts compared, the status of {changed} differs");
    assert!(compared > 10_000 && changed > 1_000);
}

#[test]
fn a_witness_of_a_group_is_one_of_its_facts() {
    holds_of(16, two_drafts(), |(old_text, new_text, _)| {
        let (old, new) = (read(&old_text), read(&new_text));
        for change in compared(&old, &new).changes {
            assert!(change.facts.contains(&change.witness));
            for (index, region) in change.facts.regions().iter().enumerate() {
                let others = &change.facts.regions()[index + 1..];
                assert!(others.iter().all(|other| !other.intersects(region)), "its boxes share a fact");
            }
            assert!(change.size() > 0);
        }
    });
}

// ---- renaming, reordering, renumbering --------------------------------------------------------------------------------

/// Words outside quotations, one by one.
fn with_words(text: &str, other: &dyn Fn(&str) -> String) -> String {
    let mut changed = String::new();
    for (index, part) in text.split('"').enumerate() {
        if index > 0 {
            changed.push('"');
        }
        if index % 2 == 1 {
            changed += part;
            continue;
        }
        let mut rest = part;
        while let Some(start) = rest.find(|c: char| c.is_alphanumeric() || c == '_') {
            let (before, from) = rest.split_at(start);
            let end = from.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(from.len());
            changed += before;
            changed += &other(&from[..end]);
            rest = &from[end..];
        }
        changed += rest;
    }
    changed
}

/// The clauses of a random text in another order and with other numbers.
fn reordered(text: &str, seed: u64) -> String {
    let is_clause = |line: &str| line.starts_with(|c: char| c.is_ascii_digit());
    let clauses: Vec<&str> = text.lines().filter(|line| is_clause(line)).collect();
    let mut order: Vec<usize> = (0..clauses.len()).collect();
    let mut numbers = Numbers(seed);
    for last in (1..order.len()).rev() {
        order.swap(last, numbers.below(last + 1));
    }
    // Clause n + 1 gets the number 11 + its place in the new order.
    let number = |old: &str| -> String {
        let old: usize = old.parse().unwrap();
        (11 + order.iter().position(|&place| place + 1 == old).unwrap()).to_string()
    };
    let renumbered = |line: &str| -> String {
        let (own, rest) = line.split_once(' ').unwrap();
        let rest = match rest.split_once(", notwithstanding ") {
            Some((before, after)) => {
                let end = after.find(|c: char| !c.is_ascii_digit()).unwrap();
                format!("{before}, notwithstanding {}{}", number(&after[..end]), &after[end..])
            }
            None => rest.to_owned(),
        };
        format!("{} {rest}\n", number(own))
    };
    let mut changed: String =
        text.lines().filter(|line| !is_clause(line)).map(|line| format!("{line}\n")).collect();
    for &place in &order {
        changed += &renumbered(clauses[place]);
    }
    changed
}

#[test]
fn a_text_renamed_reordered_and_renumbered_is_the_same() {
    let parties = ["A", "B", "C", "D", "M"];
    holds_of(24, (random::world(), any::<u64>()), |(drawn, seed)| {
        let mut text = drawn.text;
        for party in parties {
            for role in ["party", "monitor"] {
                text = text
                    .replace(&format!("{role} {party}"), &format!("{role} {party} \"the {party} movement\""));
            }
        }
        let names = [
            ("A", "D"),
            ("B", "Bravo"),
            ("C", "Charlie"),
            ("D", "A"),
            ("M", "Mission"),
            ("North", "South"),
            ("South", "North"),
            ("City", "Town"),
            ("Belt", "Girdle"),
            ("Grey", "Open"),
            ("Ring", "Circle"),
        ];
        let renamed = |word: &str| {
            let other = names.iter().find(|(name, _)| *name == word);
            other.map_or(word, |(_, other)| other).to_owned()
        };
        let other = reordered(&with_words(&text, &renamed), seed);
        let difference = compared(&read(&text), &read(&other));
        assert!(
            difference.is_none(),
            "{:#?}\n{:#?}\n{:#?}\n{text}\n{other}",
            difference.changes,
            difference.duties,
            difference.coverage
        );
    });
}

/// Articles with their clauses, and the other sentences between declarations, in the reverse order.
fn articles_reversed(agreement: &Agreement) -> Agreement {
    use armistice::syntax::tree::StatementKind;
    let (mut before, mut articles, mut after) = (Vec::new(), Vec::<Vec<_>>::new(), Vec::new());
    for statement in &agreement.statements {
        match (&statement.kind, articles.last_mut()) {
            (StatementKind::Article { .. }, _) => articles.push(vec![statement.clone()]),
            (StatementKind::Clause(_), Some(article)) => article.push(statement.clone()),
            (_, None) => before.push(statement.clone()),
            (_, Some(_)) => after.push(statement.clone()),
        }
    }
    for article in &mut articles {
        article[1..].reverse();
    }
    let mut changed = agreement.clone();
    changed.statements =
        before.into_iter().chain(articles.into_iter().rev().flatten()).chain(after).collect();
    changed
}

#[test]
fn the_library_renamed_and_reordered_is_the_same() {
    let mut compared_texts = 0;
    let truces = entries(&root().join("tests/truces"));
    let library =
        entries(&root().join("agreements")).into_iter().map(|folder| folder.join("terms.agreement"));
    for path in library.chain(truces) {
        let files = Beside(path.parent().unwrap().to_owned());
        let text = fs::read_to_string(&path).unwrap();
        let own = read_beside(&text, &files);
        assert!(compared(&own, &read_beside(&text, &files)).is_none(), "{}", path.display());

        let reversed = armistice::syntax::printer::print(&articles_reversed(&own.agreement));
        let titled: BTreeSet<&str> = own
            .model
            .actors
            .leaves
            .iter()
            .filter(|actor| actor.title != actor.name)
            .map(|actor| actor.name.as_str())
            .collect();
        let renamed = |word: &str| if titled.contains(word) { format!("X{word}") } else { word.to_owned() };
        let other = with_words(&reversed, &renamed);
        let difference = compared(&own, &read_beside(&other, &files));
        assert!(
            difference.is_none(),
            "{}: {:#?} {:#?} {:#?} {:#?}",
            path.display(),
            difference.changes,
            difference.duties,
            difference.coverage,
            difference.unjudged
        );
        compared_texts += 1;
    }
    assert!(compared_texts >= 6);
}

// ---- single texts -----------------------------------------------------------------------------------------------------

const BEGIN: &str = "agreement \"Truce of the bridge\".\ntime zone \"Asia/Damascus\".\nin force from 2016-05-05 00:00.\nuse \"acts\".\nparty North \"Northern Command\".\nparty South \"Southern Movement\".\nparty Raiders.\nthird party Eastland.\nmonitor Commission.\n";

fn of_clauses(old: &str, new: &str) -> Difference {
    compared(&read(&format!("{BEGIN}{old}")), &read(&format!("{BEGIN}{new}")))
}

/// Each group as "from -> to: old clauses | new clauses".
fn told(difference: &Difference) -> Vec<String> {
    let labels = |clauses: &[ClauseId]| {
        clauses.iter().map(|&clause| difference.label(clause)).collect::<Vec<_>>().join(" ")
    };
    let changes = difference.changes.iter();
    changes
        .map(|change| {
            let (from, to) = (change.from.word(), change.to.word());
            format!("{from} -> {to}: {} | {}", labels(&change.old), labels(&change.new))
        })
        .collect()
}

/// In one version of the ceasefire of 30 December 2016 only ISIL was excluded, in the other also Jabhat Fatah al-Sham.
#[test]
fn the_two_versions_of_30_december_2016_differ_in_strikes_on_jabhat_fatah_al_sham() {
    let [opposition, government] = ["opposition", "government"].map(|side| {
        let path = root().join(format!("tests/diff/ceasefire-2016-12-30-{side}.agreement"));
        read(&fs::read_to_string(path).unwrap())
    });
    assert_eq!(opposition.text().holders(), ["AhrarAlSham", "FaylaqAlSham", "JayshAlIslam"]);
    let difference = compared(&opposition, &government);
    assert_eq!(
        told(&difference),
        [
            "forbidden -> permitted: 1.1 | 1.2",
            "forbidden -> unmentioned: 1.1 | ",
            "permitted -> unmentioned: 1.2 | "
        ]
    );
    let model = &difference.joint.model;
    let strikes = &difference.changes[0];
    for region in strikes.facts.regions() {
        let portrait = armistice::diff::words::portrait(model, region);
        assert_eq!(portrait.what.as_deref(), Some("attack"));
        assert_eq!(portrait.whom.as_deref(), Some("Jabhat Fatah al-Sham"));
    }
    let witness = armistice::scope::in_words(model, &strikes.witness, None);
    assert!(
        witness.contains("on Jabhat Fatah al-Sham") && witness.starts_with("30 December 2016"),
        "{witness}"
    );
    // Whoever is excluded in the other version is protected in this one: nothing else changes.
    for change in &difference.changes {
        let fact = &change.witness;
        let fatah =
            model.actors.leaves.iter().position(|actor| actor.title == "Jabhat Fatah al-Sham").unwrap();
        assert!(fact.actor == fatah || fact.target == fatah);
    }
    assert_eq!(difference.coverage.len(), 2);
}

#[test]
fn duties_are_matched_by_what_they_ask() {
    let difference = of_clauses(
        "1 North shall withdraw by 2016-05-10.\n2 South shall withdraw by 2016-05-10.\n3 each of North and South shall delimit by 2016-06-01.\n4 North shall airstrike Raiders by 2016-05-20.\n5 jointly North and South shall notify by 2016-05-11.\n",
        "1 each of North and South shall delimit by 2016-06-01.\n2 South shall withdraw by 2016-05-12.\n3 North shall withdraw by 2016-05-10.\n4 South shall airstrike Raiders by 2016-05-20.\n6 jointly North and South shall notify between 2016-05-08 and 2016-05-11.\n7 North shall shell Raiders by 2016-05-09.\n8 each of North shall shell Raiders by 2016-05-09.\n",
    );
    let told: Vec<String> = difference
        .duties
        .iter()
        .map(|change| {
            let label = |owed: &Option<armistice::diff::duties::Owed>| {
                owed.as_ref().map_or("-", |owed| difference.label(owed.clause)).to_owned()
            };
            format!("{} {}: {}", label(&change.old), label(&change.new), change.words().join(", "))
        })
        .collect();
    assert_eq!(
        told,
        ["2 2: due later", "4 4: owed by others", "5 6: counts from later", "- 7: new", "- 8: new"]
    );
}

#[test]
fn clauses_that_are_not_judged_are_never_passed_over() {
    let old = "1 North shall not attack South.\n2 Commission shall assess within 72 hours of each allegation by North.\n3 when North violates 1 at least 2 times within 14 days, Commission shall assess.\n";
    let renumbered = "11 when North violates 13 at least 2 times within 14 days, Commission shall assess.\n12 Commission shall assess within 72 hours of each allegation by North.\n13 North shall not attack South.\n";
    assert!(of_clauses(old, renumbered).is_none());
    // 2 is the number of a clause, and here it is not meant as one.
    let more_often = old.replace("at least 2 times", "at least 3 times");
    let difference = of_clauses(old, &more_often);
    assert!(difference.changes.is_empty() && !difference.is_none());
    let which: Vec<(&str, bool)> =
        difference.unjudged.iter().map(|one| (difference.label(one.clause), one.is_new)).collect();
    assert_eq!(which, [("3", false), ("3", true)]);
}

#[test]
fn conditions_that_speak_of_clauses_follow_their_numbers() {
    let old = "1 North shall not attack South.\n2 South shall not attack North.\n3 North may attack South when 2 is fulfilled, notwithstanding 1.\n";
    let new = "1 South shall not attack North.\n2 North shall not attack South.\n3 North may attack South when 1 is fulfilled, notwithstanding 2.\n";
    assert!(of_clauses(old, new).is_none(), "{:#?}", told(&of_clauses(old, new)));
    let other = new.replace("when 1 is", "when 2 is");
    assert!(!of_clauses(old, &other).changes.is_empty(), "another clause is meant");
}

#[test]
fn what_is_left_to_judgement_is_told_apart() {
    let judged = "1 North shall not attack South, as judged by Commission.\n";
    let plain = "1 North shall not attack South.\n";
    let by_another = "1 North shall not attack South, as judged by Eastland.\n";
    assert_eq!(told(&of_clauses(judged, plain)), ["forbidden as judged -> forbidden: 1 | 1"]);
    assert_eq!(told(&of_clauses(judged, by_another)), ["forbidden as judged -> forbidden as judged: 1 | 1"]);
    assert!(of_clauses(judged, judged).is_none());
}

#[test]
fn the_gravest_change_comes_first() {
    let difference = of_clauses(
        "1 North may attack Raiders.\n2 North shall not attack South.\n3 South shall not shell North.\n",
        "1 North shall not attack Raiders.\n2 North may attack South.\n4 South may airstrike Raiders.\n5 South shall not attack Raiders.\n",
    );
    assert_eq!(
        told(&difference),
        [
            "permitted -> forbidden: 1 | 1",
            "forbidden -> permitted: 2 | 2",
            "unmentioned -> contradictory:  | 4 5",
            "forbidden -> unmentioned: 3 | ",
            "unmentioned -> forbidden:  | 5"
        ]
    );
}

/// A class that only one text has is for the other a further kind of its nearest known classes: here of two.
#[test]
fn an_act_of_one_text_is_a_kind_of_all_its_parents_in_the_other() {
    let own_act = "act foray \"armed foray\": shell and seize_territory.\n";
    let old = "1 North shall not shell South.\n2 South shall not seize_territory from North.\n3 Raiders shall not fly.\n";
    let new = format!(
        "{own_act}{old}4 each of North, South and Raiders may foray anyone, notwithstanding 1, 2 and 3.\n"
    );
    let difference = of_clauses(old, &new);
    assert_eq!(
        told(&difference),
        ["forbidden -> permitted: 1 | 4", "forbidden -> permitted: 2 | 4", "unmentioned -> permitted:  | 4"]
    );
}

#[test]
fn a_spent_budget_is_no_absence_of_changes() {
    let old = read(&format!("{BEGIN}1 North shall not attack South.\n"));
    let new = read(&format!(
        "{BEGIN}1 North shall not attack South.\n2 North may airstrike South until 2016-05-10, notwithstanding 1.\n"
    ));
    assert!(!compared(&old, &new).changes.is_empty());
    let difference = compare(old.text(), new.text(), Budget(0)).unwrap();
    assert_eq!(difference.undecided, [None]);
    assert!(!difference.is_none());
}

#[test]
fn zones_are_one_where_their_ground_is() {
    let zones =
        "place Centre at 36.20, 37.16.\nzone City within 3 km of Centre.\nzone Open in City, undelimited.\n";
    let renamed = "place Middle at 36.20, 37.16.\nzone Town within 3 km of Middle.\nzone Uncharted in Town, undelimited.\n";
    let clause = |zone: &str| format!("1 North shall not attack South in {zone}.\n");
    let old = format!("{zones}{}", clause("Open"));
    assert!(of_clauses(&old, &format!("{renamed}{}", clause("Uncharted"))).is_none());
    // Four kilometres instead of three: a ring of ground becomes forbidden, if it belongs to what nobody drew.
    let wider = renamed.replace("3 km", "4 km");
    let difference = of_clauses(&old, &format!("{wider}{}", clause("Town")));
    assert!(!difference.is_none());
}

#[test]
fn the_command_says_what_differs_and_by_its_exit_status() {
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_armistice"))
            .current_dir(root().join("tests"))
            .arg("diff")
            .args(arguments)
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (one, other) =
        ("diff/ceasefire-2016-12-30-opposition.agreement", "diff/ceasefire-2016-12-30-government.agreement");
    let (status, page) = run(&[one, other]);
    assert_eq!(status, 1);
    insta::assert_snapshot!("diff_30_december_2016", page);
    assert_eq!(run(&[one, one]).0, 0);
    assert!(run(&[one, one]).1.ends_with("\nno conduct changes\n"));
    assert_eq!(run(&[one, "fixtures/no-such-date/bad.agreement"]).0, 2);
    assert_eq!(run(&[one, "diff/nothing.agreement"]).0, 2);

    let (status, document) = run(&[one, other, "--format", "json"]);
    assert_eq!(status, 1);
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let page = fs::read_to_string(root().join("docs/diff-json.md")).unwrap();
    assert!(page.contains(document["schema"].as_str().unwrap()));
    let mut fields = BTreeSet::new();
    names_of_fields(&document, &mut fields);
    for field in fields {
        assert!(page.contains(&format!("`{field}`")), "docs/diff-json.md does not describe `{field}`");
    }
    assert_eq!(document["changes"][0]["parts"][0]["whom"], "Jabhat Fatah al-Sham");
    assert_eq!(document["new"]["held_by"], serde_json::json!(["Syria", "Russia"]));
}

fn names_of_fields(value: &serde_json::Value, names: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                names.insert(name.clone());
                names_of_fields(value, names);
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| names_of_fields(value, names)),
        _ => {}
    }
}
