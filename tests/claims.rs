//! Every finding of every fixture and of the library's agreements claims something; here the evaluator is asked whether it
//! is so. `docs/findings.md` has the definitions.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(clippy::disallowed_macros, clippy::print_stdout, reason = "a test says how much it compared")]

mod support;

use armistice::check::{Claim, Draft, Finding, instruments, prove, understand};
use armistice::evaluate::Verdict;
use armistice::evaluate::judge::{Case, judge};
use armistice::model::Model;
use armistice::model::ids::{ActorId, ClauseId};
use armistice::model::joint::{Joint, Side};
use armistice::scope::{Compiler, Fact, Region, Rules, Scope, image, universe};
use armistice::source::Sources;
use std::collections::BTreeMap;
use std::fs;
use support::{Beside, entries, fixtures, root};

/// An incident that is known to be this one fact.
fn known(draft: &Draft<'_>, fact: &Fact) -> Case {
    let facts = Scope::from(Region::of_fact(&universe(draft.model), fact));
    Case { reports: vec![facts.clone()], facts, directions: Vec::new(), summary: false }
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
        other => panic!("{place}: nothing here tests {other:?}"),
    }
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
        Case { reports: vec![facts.clone()], facts, directions: Vec::new(), summary: false }
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
    let proved = armistice::catalogue::ALL.iter().filter(|code| code.waivable);
    for code in proved {
        assert!(seen.contains_key(code.slug), "no claim of `{}` was tested", code.slug);
    }
}
