//! What `armistice gaps` says: against listing facts, and of the agreements of the library.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]
#![allow(clippy::disallowed_macros, clippy::print_stdout, reason = "a test says how much it compared")]
#![allow(missing_docs, dead_code, reason = "no library; of the naive evaluator a part is used")]

mod naive;
#[path = "naive/random.rs"]
mod random;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use armistice::ask::{self, Outcome};
use armistice::draft::{Checked, understand};
use armistice::evaluate::{Case, Engine, scenario};
use armistice::gaps::{Does, Gap, Gaps, Unmentioned, Wanted, gaps, matrices, with_scenarios};
use armistice::model::Model;
use armistice::model::actors::ActorOrigin;
use armistice::model::clauses::ClauseKind;
use armistice::model::ids::{ActId, ActorId, ClauseId, LiteralId, MeasureId};
use armistice::model::names::Named;
use armistice::render::Input;
use armistice::render::gaps::{Silence, html, json, text};
use armistice::scope::{Region, Rules, Scope, universe};
use armistice::sets::{EARLIEST, Intervals, LATEST};
use armistice::source::Sources;
use armistice::syntax::tree::ActorRole;
use naive::world::{Fact, Matter, World};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use support::{Beside, root};

// ---- against listing facts --------------------------------------------------------------------------------------------

/// The definition of docs/findings.md, fact by fact.
struct Listed<'m> {
    world: World<'m>,
    moments: Vec<i64>,
    numbers: BTreeMap<MeasureId, Vec<i64>>,
}

impl<'m> Listed<'m> {
    fn new(model: &'m Model) -> Self {
        let world = World::new(model, None);
        let mut matter = Matter::default();
        for (index, clause) in model.clauses.iter().enumerate() {
            match &clause.kind {
                ClauseKind::NotEvaluated { scope: Some(scope), .. } => world.gather(scope, &mut matter),
                _ => {
                    let own = world.matters_to(ClauseId::at(index));
                    matter.actors.extend(own.actors);
                    matter.targets.extend(own.targets);
                    matter.each_other.extend(own.each_other);
                    matter.times.extend(own.times);
                    for (measure, ranges) in own.measures {
                        matter.measures.entry(measure).or_default().extend(ranges);
                    }
                }
            }
        }
        world.gather(&model.in_force, &mut matter);
        let memberships = matter.actors.iter().chain(&matter.targets).chain(&matter.each_other);
        let existing = model.actors.leaves.iter().map(|leaf| leaf.exists.clone());
        let times: Vec<Intervals> = memberships
            .flat_map(|set| set.iter().map(|(_, times)| times.clone()))
            .chain(matter.times.iter().cloned())
            .chain(
                model
                    .actors
                    .groups
                    .iter()
                    .flat_map(|group| group.members.iter().map(|(_, times)| times.clone())),
            )
            .chain(existing)
            .collect();
        let numbers = matter.measures.iter().map(|(&id, ranges)| (id, begins(ranges))).collect();
        Self { moments: begins(&times), numbers, world }
    }

    /// Whether the fact is in question.
    fn in_question(&self, fact: &Fact) -> bool {
        let model = self.world.model;
        let origin = |index: usize| model.actors.leaves.get(index).map(|leaf| leaf.origin);
        let acts = matches!(
            origin(fact.actor),
            Some(
                ActorOrigin::Declared(ActorRole::Party | ActorRole::ThirdParty)
                    | ActorOrigin::OtherMemberOf(_)
            )
        );
        let nobody = fact.target == model.actors.len();
        let suffers = matches!(
            origin(fact.target),
            Some(
                ActorOrigin::Declared(ActorRole::Party | ActorRole::ThirdParty | ActorRole::Protected)
                    | ActorOrigin::OtherMemberOf(_)
            )
        );
        let class = model.deeds.acts.get(fact.act).map(|class| class.name.as_str());
        let aimed = match class.and_then(armistice::model::standard::act) {
            Some(act) if act.has_target => suffers,
            Some(_) => nobody,
            None => suffers || nobody,
        };
        let exists = |index: usize| match origin(index) {
            None => true,
            Some(ActorOrigin::OtherMemberOf(group)) => {
                model.actors.groups[group.index()].members.contains(ActorId::at(index), fact.time)
            }
            Some(_) => model.actors.leaves[index].exists.contains(fact.time),
        };
        acts && aimed
            && fact.actor != fact.target
            && exists(fact.actor)
            && exists(fact.target)
            && model.deeds.means_for(fact.act).contains(fact.means)
            && self.world.holds(&model.in_force, fact)
    }

    fn mentioned(&self, fact: &Fact) -> bool {
        let model = self.world.model;
        (0..model.clauses.len()).any(|index| match &model.clauses[index].kind {
            ClauseKind::NotEvaluated { scope: Some(scope), .. } => {
                self.world.holds(scope, fact) && self.world.holds(&model.in_force, fact)
            }
            ClauseKind::Duty(duty) => {
                duty.from <= fact.time
                    && self.world.holds(&duty.deed, fact)
                    && self.world.holds(&model.in_force, fact)
            }
            _ => self.world.in_scope(ClauseId::at(index), fact),
        })
    }
}

/// A number on each side of every end.
fn begins(ranges: &[Intervals]) -> Vec<i64> {
    let ends = ranges.iter().flat_map(Intervals::breakpoints).filter(|&end| end != EARLIEST && end != LATEST);
    let mut numbers: BTreeSet<i64> = ends.flat_map(|end| [end - 1, end]).collect();
    numbers.insert(0);
    numbers.into_iter().collect()
}

/// Whether the groups that are printed have the fact.
fn printed(model: &Model, gaps: &Gaps, fact: &Fact) -> bool {
    let mut found = 0;
    let point = armistice::scope::Fact {
        actor: fact.actor,
        act: fact.act,
        target: fact.target,
        means: fact.means,
        cell: fact.cell,
        time: fact.time,
        measures: fact.measures.clone(),
        literals: fact.literals.clone(),
    };
    for act in gaps.acts.iter().filter(|act| act.acts.contains(fact.act)) {
        for group in act.groups.iter().filter(|group| group.block.pairs.contains(&(fact.actor, fact.target)))
        {
            found += 1;
            let scope = match &group.gap {
                Gap::Whole => &gaps.table.force,
                Gap::Part(scope) => scope,
                Gap::None | Gap::Undecided => panic!("a group without a gap"),
            };
            // Means, times and force that are all those in question are said to be all.
            let within = scope.contains(&point) && gaps.table.force.contains(&point);
            if !within {
                return false;
            }
        }
    }
    assert!(found <= 1, "one fact in {found} groups");
    found == 1 && {
        let people = [fact.actor, fact.target];
        people.iter().all(|&index| armistice::gaps::interest::exists(model, index).contains(fact.time))
            && model.deeds.means_for(fact.act).contains(fact.means)
    }
}

fn model_of(text: &str, files: &Beside) -> (Sources, Checked) {
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", text);
    let checked = understand(&sources, file, files);
    assert!(checked.is_sound(), "{:#?}\n{text}", checked.found);
    (sources, checked)
}

/// Numbers that look random and are the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, size: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % size
    }
}

/// Random agreements: every printed gap has just the facts that are in question and that no clause mentions.
#[test]
fn gaps_are_what_listing_facts_finds() {
    let cases = std::env::var("ARMISTICE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (compared, unmentioned) = (std::cell::Cell::new(0_u64), std::cell::Cell::new(0_u64));
    runner
        .run(&random::world(), |drawn| {
            let nothing = Beside(root().join("tests"));
            let mut sources = Sources::default();
            let file = sources.add("random", drawn.text.clone());
            let checked = understand(&sources, file, &nothing);
            if !checked.is_sound() {
                return Ok(());
            }
            let model = &checked.model;
            let word = |word: &str| model.deeds.act_words[word];
            let acts: Vec<ActId> = ["attack", "seize_territory", "probe", "withdraw", "fly"]
                .iter()
                .map(|act| word(act))
                .collect();
            let found = gaps(model, &Wanted { acts: acts.clone(), ..Wanted::default() });
            assert_eq!(found.undecided, 0);
            let listed = Listed::new(model);
            let leaves: Vec<usize> = acts
                .iter()
                .flat_map(|act| model.deeds.acts.leaves(act.index()).iter().collect::<Vec<_>>())
                .collect();
            let mut draw = Draw(drawn.text.len() as u64);
            for _ in 0..4_000 {
                let act = leaves[draw.below(leaves.len())];
                let means: Vec<usize> = model.deeds.means_for(act).iter().collect();
                let fact = Fact {
                    actor: draw.below(model.actors.len()),
                    act,
                    target: draw.below(model.targets()),
                    means: means[draw.below(means.len())],
                    cell: draw.below(model.places.cells()),
                    time: listed.moments[draw.below(listed.moments.len())],
                    measures: (0..model.deeds.measures.len())
                        .map(|index| {
                            let numbers = listed.numbers.get(&MeasureId::at(index));
                            (
                                MeasureId::at(index),
                                numbers.map_or(0, |numbers| numbers[draw.below(numbers.len())]),
                            )
                        })
                        .collect(),
                    literals: (0..model.literals.len())
                        .map(|index| (LiteralId::at(index), draw.below(2) == 1))
                        .collect(),
                };
                let expected = listed.in_question(&fact) && !listed.mentioned(&fact);
                assert_eq!(printed(model, &found, &fact), expected, "{fact:?}\n{}", drawn.text);
                compared.set(compared.get() + 1);
                unmentioned.set(unmentioned.get() + u64::from(expected));
            }
            Ok(())
        })
        .unwrap();
    println!("{} facts compared, {} of them mentioned by no clause", compared.get(), unmentioned.get());
    assert!(compared.get() > 20_000 && unmentioned.get() > 1_000);
}

const SMALL: &str = "agreement \"Small\".
time zone \"Asia/Damascus\".
in force from 2016-03-01 until 2016-03-05.
use \"acts\".
party A.
party B until 2016-03-04.
third party C.
protected Clinic.
group North: A, B, and others.
covered North.
place Centre at 36.20, 37.16.
zone City within 3 km of Centre.
zone Belt within 6 km of Centre, except City.
zone Grey in City, undelimited.
term \"self_defence\": \"a reply\".
1 each of North shall not attack each other.
2 A shall not attack C in City, until 2016-03-03.
3 C may attack A in Grey in self_defence, notwithstanding 1.
4 each of North shall allow humanitarian_access.
5 B shall withdraw from Belt by 2016-03-03.
";

/// Every fact of a small world, one by one.
#[test]
fn every_fact_of_a_small_world() {
    let (_, checked) = model_of(SMALL, &Beside(root().join("tests")));
    let model = &checked.model;
    let acts: Vec<ActId> = ["shelling", "withdraw", "besiege", "deliver_aid"]
        .iter()
        .map(|act| model.deeds.act_words[*act])
        .collect();
    let found = gaps(model, &Wanted { acts: acts.clone(), ..Wanted::default() });
    let (listed, whole) = (Listed::new(model), found.scope(model));
    let (mut compared, mut unmentioned) = (0, 0);
    for act in acts.iter().map(|act| act.index()) {
        let means = model.deeds.means_for(act).first().unwrap();
        for actor in 0..model.actors.len() {
            for target in 0..model.targets() {
                for cell in 0..model.places.cells() {
                    for &time in &listed.moments {
                        for literals in 0..1_usize << model.literals.len() {
                            let literals = (0..model.literals.len())
                                .map(|index| (LiteralId::at(index), literals >> index & 1 == 1));
                            let fact = Fact {
                                actor,
                                act,
                                target,
                                means,
                                cell,
                                time,
                                measures: BTreeMap::new(),
                                literals: literals.collect(),
                            };
                            let expected = listed.in_question(&fact) && !listed.mentioned(&fact);
                            assert_eq!(printed(model, &found, &fact), expected, "{fact:?}");
                            let point = armistice::scope::Fact {
                                actor,
                                act,
                                target,
                                means,
                                cell,
                                time,
                                measures: BTreeMap::new(),
                                literals: fact.literals.clone(),
                            };
                            assert_eq!(whole.contains(&point), expected, "{fact:?}");
                            compared += 1;
                            unmentioned += u32::from(expected);
                        }
                    }
                }
            }
        }
    }
    println!("{compared} facts, {unmentioned} of them mentioned by no clause");
    assert!(compared > 10_000 && unmentioned > 100);
}

/// A prohibition with more exceptions than can be worked on.
fn deep() -> String {
    let mut text =
        "agreement \"Deep\".\ntime zone \"UTC\".\nin force from 2016-03-01.\nuse \"acts\".\n".to_owned();
    text += "party A.\nparty B.\nparty C.\n";
    let mut exceptions = String::new();
    for index in 0..16 {
        text += &format!("term \"c{index}\": \"words c{index}\".\nterm \"d{index}\": \"words d{index}\".\n");
        exceptions += &format!(", unless c{index} and d{index}");
    }
    text + &format!("1 A shall not attack B{exceptions}.\n2 each of A and B shall not attack C.\n")
}

/// What is not known is neither a gap nor none, and it is said.
#[test]
fn what_is_too_complex_is_undecided_and_said() {
    let (sources, checked) = model_of(&deep(), &Beside(root().join("tests")));
    let model = &checked.model;
    let attack = model.deeds.act_words["shelling"];
    let found = gaps(model, &Wanted { acts: vec![attack], ..Wanted::default() });
    let of = |who: &str, whom: &str| {
        found.table.of(attack.index(), actor(model, who), actor(model, whom)).unwrap().gap.clone()
    };
    assert_eq!(of("A", "B"), Gap::Undecided);
    assert_eq!(of("A", "C"), Gap::None, "2 mentions it, whatever 1 says");
    assert_eq!(of("B", "A"), Gap::Whole, "1 binds A alone");
    let leaves = model.deeds.acts.leaves(attack.index()).count();
    assert_eq!((found.undecided, found.combinations), (leaves, leaves * 6));
    let silence = Silence { model, sources: &sources, gaps: &found, inputs: &[], options: &[] };
    let plain = text::text(&silence, text::Extent { groups: 9, rows: 60, width: 100, scenarios: false });
    assert!(plain.contains("are undecided") && plain.contains("What 1 cover"), "{plain}");
    assert!(
        found
            .acts
            .iter()
            .flat_map(|act| &act.groups)
            .all(|group| { (group.gap == Gap::Undecided) == group.witness.is_none() })
    );
}

/// The box that stands for a description that is too complex holds all its facts.
#[test]
fn a_bound_holds_everything() {
    let mut compared = 0;
    for name in LIBRARY {
        let (folder, text) = library(name);
        let (_, checked) = model_of(&text, &Beside(folder));
        let model = &checked.model;
        let compiler = armistice::scope::Compiler::new(model, None);
        for clause in &model.clauses {
            let (ClauseKind::Conduct { scope, .. } | ClauseKind::NotEvaluated { scope: Some(scope), .. }) =
                &clause.kind
            else {
                continue;
            };
            let bound = Scope::from(compiler.bound(scope));
            assert!(compiler.scope(scope).unwrap().difference(&bound).is_empty(), "{name} {}", clause.label);
            compared += 1;
        }
    }
    assert!(compared > 15);
}

// ---- the agreements of the library ------------------------------------------------------------------------------------

const LIBRARY: [&str; 3] =
    ["2016-02-27-syria-cessation", "2016-05-aleppo-truce", "2018-09-17-idlib-memorandum"];

fn library(name: &str) -> (PathBuf, String) {
    let folder = root().join("agreements").join(name);
    let text = fs::read_to_string(folder.join("terms.agreement")).unwrap();
    (folder, text)
}

fn actor(model: &Model, name: &str) -> usize {
    match model.names.get(name) {
        Some(Named::Actor(actor)) => actor.index(),
        other => panic!("{name}: {other:?}"),
    }
}

/// "forbids 1.2 partly, permits 1.5 partly; unmentioned: part".
fn standing(model: &Model, gaps: &Gaps, act: &str, who: &str, whom: &str) -> String {
    let act = model.deeds.act_words[act].index();
    let standing = gaps.table.of(act, actor(model, who), actor(model, whom)).unwrap();
    let met = standing.met.iter().map(|met| {
        let does = match met.does {
            Does::Forbids => "forbids",
            Does::ForbidsIfJudged => "forbids if judged",
            Does::Permits => "permits",
            Does::Requires => "requires",
            Does::Mentions => "mentions",
        };
        format!(
            "{} {does}{}",
            model.clause(met.clause).unwrap().label,
            if met.wholly { "" } else { " in part" }
        )
    });
    let unmentioned = match standing.gap {
        Gap::None => "nothing",
        Gap::Whole => "all",
        Gap::Part(_) => "part",
        Gap::Undecided => "undecided",
    };
    let met: Vec<String> = met.collect();
    format!("{}; unmentioned: {unmentioned}", met.join(", "))
}

/// What was left out in February 2016, with the numbers of the clauses.
#[test]
fn the_cessation_of_february_2016() {
    let (folder, text) = library(LIBRARY[0]);
    let (_, checked) = model_of(&text, &Beside(folder));
    let model = &checked.model;
    let found = gaps(model, &Wanted::default());
    assert_eq!(found.undecided, 0);
    let of = |act: &str, who: &str, whom: &str| standing(model, &found, act, who, whom);
    // Turkey is bound by nothing, towards anybody: its fire on the SDF in March 2016 is mentioned by no clause.
    assert_eq!(of("shelling", "Turkey", "SDF"), "; unmentioned: all");
    assert_eq!(of("obstruct_aid", "Turkey", "AidConvoys"), "; unmentioned: all");
    // The Coalition is bound by nothing either: 3.3 and 3.4 only permit.
    assert_eq!(of("airstrike", "Coalition", "ISIL"), "3.3 permits, 3.4 permits; unmentioned: nothing");
    assert_eq!(of("airstrike", "Coalition", "Ahrar"), "3.4 permits in part; unmentioned: part");
    assert_eq!(of("obstruct_aid", "Coalition", "AidConvoys"), "; unmentioned: all");
    for who in ["Turkey", "Coalition"] {
        let who = actor(model, who);
        let bound = found.table.rows.iter().flat_map(|row| row.pairs.iter()).any(|((actor, _), &place)| {
            *actor == who && found.table.standings[place].met.iter().any(|met| met.does != Does::Permits)
        });
        assert!(!bound);
    }
    // Towards convoys only their obstruction is regulated, and that on ground that nobody delimited and by a judge. An attack on
    // one is forbidden by no clause: it is mentioned where force in self-defence, and on a terrorist position, is permitted.
    assert_eq!(of("obstruct_aid", "Syria", "AidConvoys"), "2.4 forbids if judged in part; unmentioned: part");
    assert_eq!(of("obstruct_aid", "FSA", "AidConvoys"), "1.4 forbids if judged in part; unmentioned: part");
    assert_eq!(
        of("airstrike", "Russia", "AidConvoys"),
        "2.5 permits in part, 3.4 permits in part; unmentioned: part"
    );
    assert_eq!(of("shelling", "FSA", "AidConvoys"), "1.5 permits in part; unmentioned: part");
    let convoys = actor(model, "AidConvoys");
    for row in &found.table.rows {
        let forbidden = row.pairs.iter().any(|((_, target), &place)| {
            *target == convoys && found.table.standings[place].met.iter().any(|met| met.does != Does::Permits)
        });
        let obstructs = row.acts.contains(model.deeds.act_words["obstruct_aid"].index());
        assert_eq!(forbidden, obstructs, "{:?}", row.acts);
    }
    // Arrests, detention and sieges are mentioned between nobody.
    let silent = &matrices(model, &found)[0].silent;
    for act in ["detain", "abduct", "take_hostages", "besiege", "block_route", "displace"] {
        assert!(silent.contains(model.deeds.act_words[act].index()), "{act}");
    }
    assert!(!silent.contains(model.deeds.act_words["attack"].index()));
}

/// Every witness is mentioned by no clause when it is asked about, and every scenario that is printed holds in the agreement.
#[test]
fn witnesses_and_scenarios_hold() {
    for name in LIBRARY {
        let (folder, text) = library(name);
        let files = Beside(folder);
        let (mut sources, checked) = model_of(&text, &files);
        let model = &checked.model;
        let mut found = gaps(model, &Wanted { all_acts: true, ..Wanted::default() });
        with_scenarios(&mut found, model, &mut sources, &checked.agreement, &files);
        let mut pasted = text.clone();
        let (mut witnesses, mut scenarios) = (0, 0);
        // As the checker has it: nothing has changed yet, and who must prevent something forbids nothing to others.
        let rules = Rules::compile(model, None);
        for group in found.acts.iter().flat_map(|act| &act.groups) {
            let fact = group.witness.as_ref().unwrap();
            let facts = Scope::from(Region::of_fact(&universe(model), fact));
            let case = Case {
                reports: vec![facts.clone()],
                facts,
                directions: Vec::new(),
                summary: false,
                with_the_time: BTreeSet::new(),
            };
            assert!(rules.iter().all(|rule| !rule.scope.intersects(&case.facts)), "{}", group.witness_words);
            assert!(!group.witness_words.is_empty());
            witnesses += 1;
            let Some(scenario) = &group.scenario else { continue };
            scenarios += 1;
            pasted += scenario;
            let told = scenario.lines().find(|line| line.trim_start().starts_with("on ")).unwrap();
            let question = ask::read(&mut sources, &checked.agreement, &files, told).unwrap();
            let answer = ask::answer(&question.model, &question.account);
            assert_eq!(answer.as_written.outcome, Outcome::Unmentioned, "{told}");
        }
        let (_, checked) = model_of(&pasted, &files);
        let outcomes = scenario::run(&Engine::new(&checked.model));
        assert!(outcomes.iter().all(|outcome| outcome.failures.is_empty()), "{name}");
        println!("{name}: {witnesses} witnesses, {scenarios} of them as scenarios");
        assert!(witnesses > 5 && scenarios > 2);
    }
}

/// What is narrowed is a part of the whole.
#[test]
fn one_party_and_one_act() {
    let (folder, text) = library(LIBRARY[0]);
    let (_, checked) = model_of(&text, &Beside(folder));
    let model = &checked.model;
    let turkey = ActorId::at(actor(model, "Turkey"));
    let shelling = model.deeds.act_words["shelling"];
    let found = gaps(model, &Wanted { acts: vec![shelling], parties: vec![turkey], ..Wanted::default() });
    let by_or_to = |pair: &(usize, usize)| pair.0 == turkey.index() || pair.1 == turkey.index();
    assert!(found.table.rows.iter().flat_map(|row| row.pairs.keys()).all(by_or_to));
    assert!(
        found.table.rows.iter().all(|row| row.acts.is_subset(&model.deeds.acts.leaves(shelling.index())))
    );
    let matrix = &matrices(model, &found)[0];
    assert!(
        matrix.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.unmentioned == Unmentioned::Wholly)
    );
    assert!(found.combinations > 0 && found.unmentioned + found.partly <= found.combinations);
}

// ---- what is printed --------------------------------------------------------------------------------------------------

fn drawn(name: &str, wanted: &Wanted) -> (String, String, String) {
    let (folder, text) = library(name);
    let files = Beside(folder);
    let (mut sources, checked) = model_of(&text, &files);
    let model = &checked.model;
    let mut found = gaps(model, wanted);
    with_scenarios(&mut found, model, &mut sources, &checked.agreement, &files);
    let inputs = [Input { name: "terms.agreement".to_owned(), sha256: "0".repeat(64) }];
    let silence = Silence { model, sources: &sources, gaps: &found, inputs: &inputs, options: &[] };
    let extent = text::Extent { groups: 6, rows: 60, width: 110, scenarios: true };
    let plain = anstream::adapter::strip_str(&text::text(&silence, extent)).to_string();
    (plain, html::html(&silence), json::json(&silence))
}

#[test]
fn the_text_of_each_agreement() {
    for name in LIBRARY {
        let (plain, page, _) = drawn(name, &Wanted::default());
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("gaps_{name}"), plain);
        });
        // A page for everybody: no script, nothing from elsewhere, no tag from a text.
        for forbidden in ["<script", "http", "src=", "<link"] {
            assert!(!page.contains(forbidden), "{name}: {forbidden}");
        }
        for tag in ["table", "section", "article", "li", "tr", "td", "dl", "details"] {
            let (opened, closed) =
                (page.matches(&format!("<{tag}")).count(), page.matches(&format!("</{tag}>")).count());
            assert!(opened >= closed && closed > 0 || opened == closed, "{name}: {tag} {opened} {closed}");
        }
        assert!(page.ends_with("</html>\n"));
    }
}

#[test]
fn the_page_of_a_truce() {
    let (_, page, _) = drawn(LIBRARY[1], &Wanted::default());
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("gaps_page", page);
    });
}

/// An agreement may come from anybody: its words are shown, and are no part of the page.
#[test]
fn no_word_of_an_agreement_is_a_tag() {
    let hostile = SMALL
        .replace("\"Small\"", "\"<script>alert(1)</script>\"")
        .replace("zone City within", "zone City \"<img src=x> & 'City'\" within")
        .replace("1 each of North", "1 \"<b onclick='x'>cease</b>\" each of North");
    let files = Beside(root().join("tests"));
    let (mut sources, checked) = model_of(&hostile, &files);
    let model = &checked.model;
    let mut found = gaps(model, &Wanted::default());
    with_scenarios(&mut found, model, &mut sources, &checked.agreement, &files);
    let silence = Silence { model, sources: &sources, gaps: &found, inputs: &[], options: &[] };
    let page = html::html(&silence);
    for tag in ["<script", "<img", "<b onclick", "onclick='"] {
        assert!(!page.contains(tag), "{tag}");
    }
    assert!(
        page.contains("&lt;script&gt;alert(1)") && page.contains("&lt;img src=x&gt; &amp; &#39;City&#39;")
    );
}
