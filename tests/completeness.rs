//! The checker finds all that `docs/findings.md` defines, and nothing else: on small worlds its findings are compared with
//! those of a count over every fact (`tests/naive/oracle.rs`).
//!
//! `ARMISTICE_CASES` says how many agreements are drawn. The ordinary run draws the same ones each time; a larger number draws
//! others. An agreement on which the two differ is printed, with the seed that draws it again (`ARMISTICE_SEED`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "a test reads how much to do, and says how much it compared"
)]
#![allow(missing_docs, reason = "no library")]

#[allow(dead_code, reason = "the evaluator's tests use the rest")]
mod naive;
#[path = "naive/oracle.rs"]
mod oracle;
#[path = "naive/small.rs"]
mod small;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use armistice::check::{Claim, prove};
use armistice::diagnostic::Severity;
use armistice::diff;
use armistice::draft::{Checked, Draft, understand};
use armistice::gaps::{Wanted, gaps};
use armistice::model::ids::{ActorId, ClauseId, LiteralId};
use armistice::model::{Model, SideFiles};
use armistice::scope::{self, Budget, Rules};
use armistice::source::Sources;
use naive::world::{Fact, World};
use oracle::{Oracle, apart};
use proptest::prelude::Strategy;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use proptest::{prop_assert, prop_assert_eq};
use small::Drawn;

struct Map;

impl SideFiles for Map {
    fn text(&self, _: &str) -> Result<String, String> {
        Ok(small::MAP.to_owned())
    }
}

/// What was met: a test that meets none of something shows nothing about it.
type Tally = BTreeMap<&'static str, u64>;

fn count(tally: &mut Tally, what: &'static str, number: usize) {
    *tally.entry(what).or_default() += number as u64;
}

/// What the checker claims of an agreement.
#[derive(Default)]
struct Claimed {
    contradictions: BTreeMap<(ClauseId, ClauseId), Option<ActorId>>,
    dead: BTreeSet<ClauseId>,
    swallowed: BTreeSet<ClauseId>,
    redundant: BTreeSet<(ClauseId, ClauseId)>,
    /// Duties, and whether they cannot be met at all.
    hindered: BTreeMap<ClauseId, bool>,
}

/// A fact of the checker's, which names only what matters to it; the rest is taken to be false.
fn named(oracle: &Oracle<'_>, fact: &scope::Fact) -> Fact {
    let every = oracle.facts.first().unwrap();
    let mut literals: BTreeMap<_, _> = every.literals.keys().map(|&literal| (literal, false)).collect();
    literals.extend(&fact.literals);
    Fact {
        actor: fact.actor,
        act: fact.act,
        target: fact.target,
        means: fact.means,
        cell: fact.cell,
        time: fact.time,
        measures: fact.measures.clone(),
        literals,
    }
}

/// What is claimed; each witness is seen to be what it is said to be.
fn claimed(draft: &Draft<'_>, oracle: &Oracle<'_>) -> Result<Claimed, TestCaseError> {
    let mut claimed = Claimed::default();
    let world = |reader: Option<ActorId>| oracle.worlds.iter().find(|world| world.reader == reader).unwrap();
    for finding in prove(draft) {
        match finding.claim {
            Claim::Contradiction { reader, forbids, permits, fact } => {
                let fact = named(oracle, &fact);
                for clause in [forbids, permits] {
                    let holds = world(reader).in_effective_scope(clause, &fact);
                    prop_assert!(holds, "{}", finding.diagnostic.title);
                }
                prop_assert_eq!(claimed.contradictions.insert((forbids, permits), reader), None);
            }
            Claim::Dead { clause } => prop_assert!(claimed.dead.insert(clause)),
            Claim::Swallowed { clause, reader, fact, .. } => {
                prop_assert!(world(reader).in_scope(clause, &named(oracle, &fact)));
                prop_assert!(claimed.swallowed.insert(clause));
            }
            Claim::Redundant { clause, wider } => prop_assert!(claimed.redundant.insert((clause, wider))),
            Claim::ImpossibleDuty { duty, .. } => {
                prop_assert_eq!(claimed.hindered.insert(duty, true), None);
            }
            Claim::HinderedDuty { duty, .. } => {
                prop_assert_eq!(claimed.hindered.insert(duty, false), None);
            }
            _ => {}
        }
    }
    Ok(claimed)
}

/// Compares one agreement.
fn compare(checked: &Checked, sources: &Sources, tally: &mut Tally) -> Result<(), TestCaseError> {
    let model = &checked.model;
    let draft = Draft::new(sources, &checked.agreement, model, &Map);
    let oracle = Oracle::new(model, apart(model));
    let claimed = claimed(&draft, &oracle)?;
    let contradictions: BTreeSet<_> = claimed.contradictions.keys().copied().collect();
    prop_assert_eq!(contradictions, oracle.contradictions(), "contradictions");
    let (dead, swallowed) = oracle.dead_and_swallowed();
    prop_assert_eq!(&claimed.dead, &dead, "dead clauses");
    prop_assert_eq!(&claimed.swallowed, &swallowed, "swallowed clauses");
    prop_assert_eq!(&claimed.redundant, &oracle.redundant(), "redundant clauses");
    for &(clause, _) in &claimed.redundant {
        let label = &model.clauses[clause.index()].label;
        prop_assert!(!oracle.matters(clause), "without `{label}` something changes");
    }
    prop_assert_eq!(&claimed.hindered, &oracle.hindered(), "duties that cannot be met, or not in every way");
    count(tally, "agreements", 1);
    count(tally, "facts", oracle.facts.len());
    count(tally, "readers", draft.readings.len() - 1);
    count(tally, "contradictions", claimed.contradictions.len());
    count(
        tally,
        "contradictions as read by somebody",
        claimed.contradictions.values().filter(|reader| reader.is_some()).count(),
    );
    count(tally, "dead", dead.len());
    count(tally, "swallowed", swallowed.len());
    count(tally, "redundant", claimed.redundant.len());
    let impossible = claimed.hindered.values().filter(|impossible| **impossible).count();
    count(tally, "impossible duties", impossible);
    count(tally, "hindered duties", claimed.hindered.len() - impossible);
    compare_gaps(model, &oracle, tally)
}

/// How much of one act between two actors no clause mentions, as counted.
#[derive(Clone, Copy, Default)]
struct Silence {
    facts: usize,
    unmentioned: usize,
}

/// Compares what no clause mentions: fact by fact, and what is said of each act between two actors.
fn compare_gaps(model: &Model, oracle: &Oracle<'_>, tally: &mut Tally) -> Result<(), TestCaseError> {
    for all_acts in [false, true] {
        let found = gaps(model, &Wanted { all_acts, ..Wanted::default() });
        prop_assert_eq!(found.undecided, 0);
        let scope = found.scope(model);
        let mut silences: BTreeMap<(usize, usize, usize), Silence> = BTreeMap::new();
        for (fact, mentioned) in oracle.facts.iter().zip(&oracle.mentioned) {
            let in_question = oracle.in_question(fact, all_acts);
            let unmentioned = in_question && !mentioned;
            prop_assert_eq!(scope.contains(&point(fact)), unmentioned, "a gap of {:?}", fact);
            if in_question {
                let silence = silences.entry((fact.act, fact.actor, fact.target)).or_default();
                silence.facts += 1;
                silence.unmentioned += usize::from(unmentioned);
            }
        }
        let whole = silences.values().filter(|silence| silence.unmentioned == silence.facts).count();
        let some = silences.values().filter(|silence| silence.unmentioned > 0).count();
        prop_assert_eq!(found.combinations, silences.len(), "combinations in question");
        prop_assert_eq!(
            (found.unmentioned, found.partly),
            (whole, some - whole),
            "unmentioned, and partly so"
        );
        for group in found.acts.iter().flat_map(|act| &act.groups) {
            let fact = named(oracle, group.witness.as_ref().unwrap());
            let unmentioned = !oracle.clauses().any(|clause| oracle.mentions(clause, &fact));
            prop_assert!(oracle.in_question(&fact, all_acts) && unmentioned, "{}", group.witness_words);
        }
        if !all_acts {
            count(tally, "gaps that are whole", whole);
            count(tally, "gaps that are part", some - whole);
            count(tally, "combinations without a gap", silences.len() - some);
        }
    }
    Ok(())
}

/// A listed fact as the algebra has it.
fn point(fact: &Fact) -> scope::Fact {
    scope::Fact {
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

/// What a text says of a fact under a reader, in the words of `armistice diff`.
fn said(oracle: &Oracle<'_>, reader: Option<ActorId>, fact: &Fact) -> &'static str {
    let world = World::new(oracle.model, reader);
    let says = oracle.status(oracle.standing(&world, fact));
    match (says.forbidden, says.required, says.permitted) {
        (true, false, false) => "forbidden",
        (true, ..) => "contradictory",
        (false, true, _) => "required",
        (false, false, true) => "permitted",
        (false, false, false) => "unmentioned",
    }
}

/// What a fact of both texts is in one of them: names are the same in both, and whom a text does not name is its outsider.
struct Seen<'m> {
    joint: &'m Model,
    own: &'m Model,
    /// Of two conditions with one column, the second text's comes later.
    is_old: bool,
}

impl Seen<'_> {
    fn actor(&self, joint: usize) -> usize {
        if joint == self.joint.actors.len() {
            return self.own.actors.len();
        }
        let name = &self.joint.actors.leaves[joint].name;
        let outsider = self.own.actors.outsider().index();
        self.own.actors.leaves.iter().position(|leaf| leaf.name == *name).unwrap_or(outsider)
    }

    fn cell(&self, joint: usize) -> usize {
        let (theirs, own) = (self.joint.places.atlas.as_ref(), self.own.places.atlas.as_ref());
        let sample = theirs.unwrap().sample(u32::try_from(joint).unwrap()).unwrap();
        let cells = own.unwrap().at(sample);
        assert_eq!(cells.len(), 1);
        cells[0] as usize
    }

    fn fact(&self, fact: &Fact) -> Fact {
        let columns = || self.joint.literals.iter().enumerate();
        let literal = |column: &str| {
            let mut same = columns().filter(|(_, literal)| literal.column == column).map(|(index, _)| index);
            let place = if self.is_old { same.next_back() } else { same.next() };
            fact.literals.get(&LiteralId::at(place.unwrap())).copied().unwrap_or(false)
        };
        let literals = self.own.literals.iter().enumerate();
        Fact {
            actor: self.actor(fact.actor),
            target: self.actor(fact.target),
            cell: self.cell(fact.cell),
            literals: literals.map(|(index, own)| (LiteralId::at(index), literal(&own.column))).collect(),
            ..fact.clone()
        }
    }
}

/// Compares what differs between two texts, fact by fact.
fn compare_drafts(old: &Read, new: &Read, tally: &mut Tally) -> Result<(), TestCaseError> {
    let found = diff::compare(old.text(), new.text(), Budget::DEFAULT).unwrap();
    let (old, new) = (&old.checked, &new.checked);
    prop_assert!(found.undecided.is_empty());
    let joint = &found.joint.model;
    let facts = Oracle::new(joint, apart(joint)).facts;
    let texts = [(&old.model, true), (&new.model, false)]
        .map(|(own, is_old)| (Oracle::bare(own), Seen { joint, own, is_old }));
    let as_written = Rules::compile(joint, None);
    let readers = std::iter::once(None).chain(joint.readers.iter().map(|&reader| Some(reader)));
    let mut changed = 0;
    for reader in readers {
        // Whoever reads both texts as written is not told of by name.
        let told = reader.filter(|_| Rules::compile(joint, reader) != as_written);
        let changes: Vec<_> = found.changes.iter().filter(|change| change.readers.contains(&told)).collect();
        for fact in &facts {
            let [from, to] = [&texts[0], &texts[1]].map(|(oracle, seen)| {
                let own = reader.map(|reader| ActorId::at(seen.actor(reader.index())));
                said(oracle, own, &seen.fact(fact))
            });
            let told: Vec<_> = changes
                .iter()
                .filter(|change| change.facts.contains(&point(fact)))
                .map(|change| (change.from.word(), change.to.word()))
                .collect();
            let expected = if from == to { Vec::new() } else { vec![(from, to)] };
            prop_assert_eq!(told, expected, "{:?} as read by {:?}", fact, reader);
            changed += usize::from(from != to);
        }
    }
    count(tally, "pairs of drafts", 1);
    count(tally, "facts of drafts", facts.len());
    count(tally, "facts judged otherwise", changed);
    count(tally, "groups of changes", found.changes.len());
    count(tally, "pairs without a change", usize::from(found.changes.is_empty()));
    Ok(())
}

/// A text that is understood.
struct Read {
    sources: Sources,
    checked: Checked,
}

impl Read {
    fn text(&self) -> diff::Text<'_> {
        let Checked { model, agreement, .. } = &self.checked;
        diff::Text { model, agreement, sources: &self.sources }
    }
}

/// Nothing where clauses prevail over themselves: that is an error of the text, and nothing is proved of it.
fn read(drawn: &Drawn) -> Result<Option<Read>, TestCaseError> {
    let mut sources = Sources::default();
    let file = sources.add("random.agreement", drawn.text());
    let checked = understand(&sources, file, &Map);
    let mut errors = checked.found.iter().filter(|fault| fault.severity == Severity::Error);
    if errors.clone().next().is_none() {
        return Ok(Some(Read { sources, checked }));
    }
    let other = errors.find(|fault| fault.code.slug != "priority-cycle").map(|fault| &fault.title);
    prop_assert_eq!(other, None);
    Ok(None)
}

fn given_seed() -> Option<[u8; 32]> {
    let words = std::env::var("ARMISTICE_SEED").ok()?;
    let bytes: Vec<u8> =
        (0..words.len()).step_by(2).map(|at| u8::from_str_radix(&words[at..at + 2], 16).unwrap()).collect();
    Some(bytes.try_into().expect("a seed has 64 hexadecimal digits"))
}

/// Runs a property on so many drawn cases, and prints what was met.
fn holds<S: Strategy>(
    few: u32,
    strategy: &S,
    met: &[&str],
    property: impl Fn(S::Value, &mut Tally) -> Result<(), TestCaseError>,
) {
    let cases = std::env::var("ARMISTICE_CASES").ok().map(|cases| cases.parse().unwrap());
    let config = Config {
        cases: cases.unwrap_or(few),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    // A seed that anybody can draw again: a given one, a new one, or that of the ordinary run.
    let seed = given_seed().unwrap_or_else(|| match cases {
        Some(_) => {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
            let mut seed = [0; 32];
            seed[..16].copy_from_slice(&now.to_le_bytes());
            seed
        }
        None => [7; 32],
    });
    let shown: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let tally = RefCell::new(Tally::new());
    if let Err(why) = runner.run(strategy, |value| property(value, &mut tally.borrow_mut())) {
        panic!("{why}\nTo draw it again: ARMISTICE_SEED={shown}");
    }
    let tally = tally.into_inner();
    println!("seed {shown}: {tally:?}");
    for met in met {
        assert!(tally.get(met).is_some_and(|&number| number > 0), "no case has `{met}`");
    }
}

#[test]
fn the_checker_finds_what_listing_every_fact_finds() {
    let met = [
        "readers",
        "contradictions",
        "dead",
        "swallowed",
        "redundant",
        "impossible duties",
        "hindered duties",
        "gaps that are whole",
        "gaps that are part",
        "combinations without a gap",
    ];
    holds(100, &small::drawn(), &met, |drawn, tally| match read(&drawn)? {
        Some(read) => compare(&read.checked, &read.sources, tally),
        None => {
            count(tally, "in a circle", 1);
            Ok(())
        }
    });
}

#[test]
fn two_drafts_differ_in_what_listing_every_fact_finds() {
    let met = ["facts judged otherwise", "groups of changes", "pairs without a change"];
    holds(30, &small::drafts(), &met, |(old, new), tally| match (read(&old)?, read(&new)?) {
        (Some(old), Some(new)) => compare_drafts(&old, &new, tally),
        _ => {
            count(tally, "in a circle", 1);
            Ok(())
        }
    });
}
