//! Every finding of every fixture and of the library's agreements claims something; here the evaluator is asked whether it
//! is so. `docs/findings.md` has the definitions.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(clippy::disallowed_macros, clippy::print_stdout, reason = "a test says how much it compared")]

mod order;
mod schedules;
mod support;

use armistice::check::{Claim, Finding, prove};
use armistice::draft::{Draft, instruments, understand};
use armistice::evaluate::judge::{Case, judge};
use armistice::evaluate::past::World;
use armistice::evaluate::{Engine, Open, Pasts, Verdict, scenario};
use armistice::model::Model;
use armistice::model::actors::Mention;
use armistice::model::clauses::ClauseKind;
use armistice::model::ids::{ActorId, ClauseId};
use armistice::model::joint::{Joint, Side};
use armistice::model::standard;
use armistice::scope::{Compiler, Fact, Region, Rules, Scope, image, universe};
use armistice::sets::{Bits, Intervals};
use armistice::source::Sources;
use std::collections::BTreeMap;
use std::fs;
use support::{Beside, entries, fixtures, root};

/// An incident that is known to be this one fact.
fn known(draft: &Draft<'_>, fact: &Fact) -> Case {
    let facts = Scope::from(Region::of_fact(&universe(draft.model), fact));
    Case {
        reports: vec![facts.clone()],
        facts,
        directions: Vec::new(),
        summary: false,
        with_the_time: std::collections::BTreeSet::new(),
    }
}

/// An incident of which nothing is known.
fn anything(draft: &Draft<'_>) -> Case {
    let facts = Scope::whole(&universe(draft.model));
    Case {
        reports: vec![facts.clone()],
        facts,
        directions: Vec::new(),
        summary: false,
        with_the_time: std::collections::BTreeSet::new(),
    }
}

/// As written, and every reader.
fn readers(draft: &Draft<'_>) -> impl Iterator<Item = Option<ActorId>> {
    std::iter::once(None).chain(draft.model.readers.iter().map(|&reader| Some(reader)))
}

/// Compiled afresh, so that the checker's own rules are not asked about themselves.
fn rules(draft: &Draft<'_>, reader: Option<ActorId>) -> Rules {
    Rules::compile(draft.model, reader)
}

fn holds(draft: &Draft<'_>, finding: &Finding) {
    let place = &finding.diagnostic.title;
    match &finding.claim {
        Claim::Contradiction { reader, forbids, permits, fact } => {
            let (rules, case) = (rules(draft, *reader), known(draft, fact));
            let forbidden = judge(draft.model, rules.get(*forbids).unwrap(), &case);
            let judged = armistice::evaluate::judge::is_left_to_judgement(draft.model, *forbids);
            assert!(forbidden == Some(Verdict::Violation) || judged, "{place}: {forbidden:?}");
            let permission = rules.get(*permits).unwrap();
            assert!(case.facts.difference(&permission.effective).is_empty(), "{place}: not permitted");
        }
        Claim::Dead { clause } => {
            for reader in readers(draft) {
                let rules = rules(draft, reader);
                let rule = rules.get(*clause).unwrap();
                assert!(
                    judge(draft.model, rule, &anything(draft)).is_none(),
                    "{place}: it concerns something"
                );
            }
        }
        Claim::Swallowed { clause, reader, by, fact } => {
            for reader in readers(draft) {
                let rules = rules(draft, reader);
                let rule = rules.get(*clause).unwrap();
                assert!(!anything(draft).facts.intersects(&rule.effective), "{place}: something is left");
            }
            let rules = rules(draft, *reader);
            let case = known(draft, fact);
            assert!(
                case.facts.difference(&rules.get(*clause).unwrap().scope).is_empty(),
                "{place}: not its fact"
            );
            let takes = |clause| case.facts.intersects(&rules.get(clause).unwrap().effective);
            assert!(by.iter().any(|&clause| takes(clause)), "{place}: nothing takes it away");
        }
        Claim::Redundant { clause, wider } => {
            for reader in readers(draft) {
                let rules = rules(draft, reader);
                let (own, other) = (rules.get(*clause).unwrap(), rules.get(*wider).unwrap());
                assert_eq!(own.modality, other.modality, "{place}");
                assert!(own.effective.difference(&other.effective).is_empty(), "{place}: it says something");
            }
        }
        Claim::ImpossibleDuty { reader, duty, bearers, by, fact } => {
            let rules = rules(draft, *reader);
            assert!(violates_one(draft, &rules, by, fact), "{place}: the fact violates nothing");
            let ways = ways(draft, *reader, *duty, bearers);
            assert!(!known(draft, fact).facts.intersection(&ways).is_empty(), "{place}: the fact is no way");
            let forbidden: Scope = by
                .iter()
                .flat_map(|&clause| rules.get(clause).unwrap().effective.regions())
                .cloned()
                .collect();
            // Of a duty that lasts, the ways at one moment count.
            let lasts = draft.model.clause(*duty).unwrap().timing.lasts;
            let then = Region {
                time: if lasts { Intervals::point(fact.time) } else { Intervals::all() },
                ..Region::whole(&universe(draft.model))
            };
            assert!(
                ways.intersection(&then.into()).difference(&forbidden).is_empty(),
                "{place}: a way remains"
            );
        }
        Claim::HinderedDuty { reader, duty, by, fact, way } => {
            let rules = rules(draft, *reader);
            assert!(violates_one(draft, &rules, by, fact), "{place}: the fact violates nothing");
            assert!(!violates_one(draft, &rules, by, way), "{place}: what should remain violates");
            for fact in [fact, way] {
                let ways = ways(draft, *reader, *duty, &[ActorId::at(fact.actor)]);
                assert!(known(draft, fact).facts.intersects(&ways), "{place}: no way to meet it");
            }
        }
        Claim::PermittedAndPrevented { reader, permits, prevents, fact } => {
            let case = known(draft, fact);
            let rules = rules(draft, *reader);
            let permission = &rules.get(*permits).unwrap().effective;
            assert!(case.facts.difference(permission).is_empty(), "{place}: not permitted");
            let conduct = draft.model.clause(*prevents).unwrap().prevents.as_ref().unwrap();
            let prevented = Compiler::new(draft.model, *reader).scope(conduct).unwrap();
            assert!(case.facts.difference(&prevented).is_empty(), "{place}: not to be prevented");
        }
        Claim::ReleasedDuty { reader, duty, release, fact } => {
            let ways = ways(draft, *reader, *duty, &[ActorId::at(fact.actor)]);
            let kind = &draft.model.clause(*release).unwrap().kind;
            let ClauseKind::NotEvaluated { scope: Some(scope), .. } = kind else {
                panic!("{place}: no release")
            };
            let released = Compiler::new(draft.model, *reader).scope(scope).unwrap();
            let case = known(draft, fact);
            assert!(case.facts.intersects(&ways) && case.facts.intersects(&released), "{place}: not both");
        }
        Claim::ExclusiveDuties { reader, lasting, other, fact } => {
            let bearer = [ActorId::at(fact.actor)];
            let ways_of = |clause| ways(draft, *reader, clause, &bearer);
            assert!(known(draft, fact).facts.intersects(&ways_of(*other)), "{place}: no way to meet it");
            let kept: Vec<Region> = ways_of(*lasting).regions().to_vec();
            let then = |region: &&Region| region.time.contains(fact.time) && region.cells.contains(fact.cell);
            let acts: Vec<usize> = kept.iter().filter(then).flat_map(|region| region.acts.iter()).collect();
            let named =
                |leaf: usize| draft.model.deeds.acts.get(leaf).and_then(|class| standard::act(&class.name));
            let exclude = |act: &usize| {
                let (Some(one), Some(two)) = (named(*act), named(fact.act)) else { return false };
                standard::exclude_each_other(one, two)
            };
            assert!(!acts.is_empty() && acts.iter().all(exclude), "{place}: both can be done");
        }
        Claim::CoveredAndExcluded { actor, at } => {
            let actors = &draft.model.actors;
            let member =
                |mentions: &[Mention]| mentions.iter().any(|mention| mention.members.contains(*actor, *at));
            assert!(member(&actors.covered_by) && member(&actors.excluded_by), "{place}: not on both sides");
            assert!(actors.covered.contains(*actor, *at) && actors.excluded.contains(*actor, *at), "{place}");
        }
        Claim::SharedName { name, covered, excluded, at } => {
            let actors = &draft.model.actors;
            for actor in [covered, excluded] {
                let aliases = &actors.leaves[actor.index()].aliases;
                let bears = aliases
                    .iter()
                    .any(|alias| alias.text.eq_ignore_ascii_case(name) && alias.times.contains(*at));
                assert!(bears, "{place}: {} does not bear the name then", actors.name(*actor));
            }
            assert!(
                actors.covered.contains(*covered, *at) && actors.excluded.contains(*excluded, *at),
                "{place}"
            );
        }
        Claim::MixedPlace { reader, forbids, permits, fact, other } => {
            let hits_other = depends_on_whom(draft, *reader, *forbids, fact, *other, place);
            let rules = rules(draft, *reader);
            let permission = &rules.get(*permits).unwrap().effective;
            assert!(hits_other.facts.difference(permission).is_empty(), "{place}: not permitted");
            let actors = &draft.model.actors;
            assert!(actors.covered.contains(ActorId::at(fact.target), fact.time), "{place}: not covered");
            assert!(actors.excluded.contains(*other, fact.time), "{place}: not excluded");
        }
        Claim::MixedGroup { reader, forbids, group, fact, other } => {
            depends_on_whom(draft, *reader, *forbids, fact, *other, place);
            let members = &draft.model.actors.groups[group.index()].members;
            for member in [ActorId::at(fact.target), *other] {
                assert!(members.contains(member, fact.time), "{place}: no member then");
            }
        }
        Claim::StartDisputed { reader, other, at } => {
            let in_force = |reader: ActorId| {
                let scope = Compiler::new(draft.model, Some(reader)).scope(&draft.model.in_force).unwrap();
                scope.regions().iter().any(|region| region.time.contains(*at))
            };
            assert!(in_force(*reader) && !in_force(*other), "{place}: no difference then");
        }
        Claim::OpenBand { zone, literal, cell } => {
            let scope = Compiler::new(draft.model, None).zone(*zone).unwrap();
            let inside = |holds: bool| {
                let region = Region {
                    cells: Bits::single(universe(draft.model).cells, *cell),
                    literals: BTreeMap::from([(*literal, holds)]),
                    ..Region::whole(&universe(draft.model))
                };
                scope.intersects(&region.into())
            };
            assert!(inside(true) && !inside(false), "{place}: the condition does not decide");
        }
        Claim::ContradictionAcrossTexts { other, reader, forbids, permits, fact } => {
            let other = &draft.instruments[*other];
            let theirs = if forbids.0 == Side::Second { forbids.1 } else { permits.1 };
            assert!(forbids.0 != permits.0, "{place}: both clauses stand in one text");
            assert!(other.standing.contains(&theirs), "{place}: the clause does not stand");
            // Without what is superseded, in the model of both.
            let stands = |side: Side, id: ClauseId| side == Side::First || other.standing.contains(&id);
            let joint = Joint::of(draft.model, &other.model, &stands).unwrap();
            let place_of = |home: (Side, ClauseId)| {
                joint.clauses_of(home.0).find(|&clause| joint.home(clause) == Some(home)).unwrap()
            };
            let both = (&joint.model, Rules::compile(&joint.model, *reader), fact.clone());
            judged(place, &both, place_of(*forbids), place_of(*permits), &both);
            if other.standing.len() < other.model.clauses.len() {
                return;
            }
            // Each text by itself, with the fact as it sees it.
            let [own, their] = [Side::First, Side::Second].map(|side| {
                let model = if side == Side::First { draft.model } else { &other.model };
                let reader = reader.map(|reader| joint.view(side).actor(reader));
                (model, Rules::compile(model, reader), image(&joint, side, model, fact).unwrap())
            });
            let (forbidding, permitting) =
                if forbids.0 == Side::First { (&own, &their) } else { (&their, &own) };
            judged(place, forbidding, forbids.1, permits.1, permitting);
        }
        Claim::StartConflictAcrossTexts { other, own, theirs } => {
            let in_force = |model: &Model, at: i64| {
                let scope = Compiler::new(model, None).scope(&model.in_force).unwrap();
                scope.regions().iter().any(|region| region.time.contains(at))
            };
            let other = &draft.instruments[*other].model;
            for (model, start) in [(draft.model, *own), (other, *theirs)] {
                assert!(in_force(model, start) && !in_force(model, start - 1), "{place}: {start}");
            }
            let first = *own.min(theirs);
            assert!(in_force(draft.model, first) != in_force(other, first), "{place}");
        }
        Claim::Deadlock { edges, events, followers } => {
            order::deadlock(draft.model, edges, events, followers, place);
        }
        Claim::MutualPrecondition { clauses } => order::mutual(draft.model, clauses, place),
        Claim::CircularDefinition { reader, circle, fact, times } => {
            let mut open = fact.clone();
            open.literals.retain(|literal, _| circle.iter().all(|(_, condition)| condition != literal));
            let case = known(draft, &open);
            let engine = Engine::new(draft.model);
            let cases = vec![case.clone(); *times];
            let pasts = Pasts::of(&engine, |_| World::of_cases(draft.model, &cases, i64::MAX));
            let narrowed = case.narrowed(&pasts.under(*reader).courses);
            for (clause, condition) in circle {
                match judge(draft.model, engine.rules(*reader).get(*clause).unwrap(), &narrowed) {
                    Some(Verdict::Possible(opens)) => {
                        assert!(opens.contains(&Open::Condition(*condition)), "{place}: {opens:?}");
                    }
                    found => panic!("{place}: {found:?}"),
                }
            }
        }
        Claim::UnreachablePhase { phase, why } => order::never_runs(draft.model, *phase, why, place),
        Claim::UnreachableStreak { from, length, until } => {
            order::too_long(draft.model, *from, length, *until, place);
        }
        _ => schedules::hold(draft, finding),
    }
}

/// Whether a fact, known to be just this, is a violation of one of the clauses for certain.
fn violates_one(draft: &Draft<'_>, rules: &Rules, by: &[ClauseId], fact: &Fact) -> bool {
    let case = known(draft, fact);
    let verdict = |clause: &ClauseId| judge(draft.model, rules.get(*clause).unwrap(), &case);
    by.iter().any(|clause| verdict(clause) == Some(Verdict::Violation))
}

/// The facts by which these bearers would meet a duty, while it is owed and the agreement is in force.
fn ways(draft: &Draft<'_>, reader: Option<ActorId>, duty: ClauseId, bearers: &[ActorId]) -> Scope {
    let compiler = Compiler::new(draft.model, reader);
    let clause = draft.model.clause(duty).unwrap();
    let bound = |end: Option<(i64, _)>, open: i64| end.map_or(open, |(at, _)| at);
    let window = Region {
        time: Intervals::of(bound(clause.timing.from, i64::MIN), bound(clause.timing.until, i64::MAX)),
        actors: Bits::of(universe(draft.model).actors, bearers.iter().map(|actor| actor.index())),
        ..Region::whole(&universe(draft.model))
    };
    let deed = compiler.scope(&clause.asks.as_ref().unwrap().deed).unwrap();
    deed.intersection(&compiler.scope(&draft.model.in_force).unwrap()).intersection(&window.into())
}

/// Sees that an incident which hit one of two is a violation by whom it hit. Answers the case in which it hit the other.
fn depends_on_whom(
    draft: &Draft<'_>,
    reader: Option<ActorId>,
    forbids: ClauseId,
    fact: &Fact,
    other: ActorId,
    place: &str,
) -> Case {
    let (one, two) = (known(draft, fact), known(draft, &Fact { target: other.index(), ..fact.clone() }));
    let mut either = one.clone();
    either.facts.extend(two.facts.regions().iter().cloned());
    let rules = rules(draft, reader);
    let rule = rules.get(forbids).unwrap();
    match judge(draft.model, rule, &either) {
        Some(Verdict::Possible(opens)) => assert!(opens.contains(&Open::Whom), "{place}: {opens:?}"),
        found => panic!("{place}: {found:?}"),
    }
    assert_eq!(judge(draft.model, rule, &one), Some(Verdict::Violation), "{place}");
    two
}

/// A witness as a scenario is a test: pasted into the text, it passes.
fn passes(name: &str, text: &str, files: &Beside) {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let checked = understand(&sources, file, files);
    assert!(checked.is_sound(), "{name}: {:?}\n{text}", checked.found);
    let outcomes = scenario::run(&Engine::new(&checked.model));
    let pasted = outcomes.last().unwrap();
    assert!(pasted.failures.is_empty() && pasted.expectations > 1, "{name}: {pasted:?}\n{text}");
}

/// A model, its rules and a fact of it.
type Judged<'a> = (&'a Model, Rules, Fact);

/// Sees that one text forbids a fact and the other permits it.
fn judged(
    place: &str,
    forbidding: &Judged<'_>,
    forbids: ClauseId,
    permits: ClauseId,
    permitting: &Judged<'_>,
) {
    let case = |model: &Model, fact: &Fact| {
        let facts = Scope::from(Region::of_fact(&universe(model), fact));
        Case {
            reports: vec![facts.clone()],
            facts,
            directions: Vec::new(),
            summary: false,
            with_the_time: std::collections::BTreeSet::new(),
        }
    };
    let (model, rules, fact) = forbidding;
    let verdict = judge(model, rules.get(forbids).unwrap(), &case(model, fact));
    assert_eq!(verdict, Some(Verdict::Violation), "{place}");
    let (model, rules, fact) = permitting;
    let permission = rules.get(permits).unwrap();
    assert!(case(model, fact).facts.difference(&permission.effective).is_empty(), "{place}: not permitted");
}

/// Sees that all claims of one text hold. Answers how many there were of each code.
fn claims_hold(name: &str, text: &str, files: &Beside, seen: &mut BTreeMap<&'static str, usize>) {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let checked = understand(&sources, file, files);
    if !checked.is_sound() {
        return;
    }
    let instruments = instruments::read(&mut sources, file, &checked.agreement, files);
    let draft = Draft::new(&sources, &checked.agreement, &checked.model, files).beside(&instruments);
    for finding in prove(&draft) {
        *seen.entry(finding.diagnostic.code.slug).or_default() += 1;
        holds(&draft, &finding);
        if let Some(scenario) = &finding.diagnostic.scenario {
            *seen.entry("as a scenario").or_default() += 1;
            passes(name, &format!("{text}\n{scenario}"), files);
        }
    }
}

#[test]
fn what_is_claimed_of_fixtures_and_library_holds() {
    let mut seen = BTreeMap::new();
    for fixture in fixtures() {
        let folder = Beside(root().join("tests/fixtures").join(&fixture.code));
        claims_hold(&fixture.place(), &fixture.text, &folder, &mut seen);
    }
    for folder in entries(&root().join("agreements")) {
        let text = fs::read_to_string(folder.join("terms.agreement")).unwrap();
        claims_hold(&folder.display().to_string(), &text, &Beside(folder.clone()), &mut seen);
    }
    println!("{seen:?}");
    assert!(seen.get("as a scenario").is_some_and(|&count| count > 0), "no witness is a scenario");
    let proved =
        armistice::catalogue::ALL.iter().filter(|code| code.kind == armistice::diagnostic::Kind::Proof);
    for code in proved {
        assert!(seen.contains_key(code.slug), "no claim of `{}` was tested", code.slug);
    }
}
