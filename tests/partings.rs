//! Wherever a judgement shows two readings and one incident, the evaluator is asked whether they part so.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use armistice::catalogue::ALL;
use armistice::diagnostic::Kind;
use armistice::draft::words::is_left_to_judgement;
use armistice::draft::{Draft, instruments, understand};
use armistice::evaluate::judge::{Case, Verdict, judge};
use armistice::lint::{self, Claim, Lexicon, Parting};
use armistice::model::clauses::Modality;
use armistice::scope::{Budget, Position, Region, Rules, Scope, position, universe};
use armistice::source::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use support::{Beside, entries, fixtures, root};

/// The rules that concern meaning: each must show two readings in one of its fixtures at least.
const OF_MEANING: &[&str] = &[
    "acceptance-reserved",
    "alias-expired",
    "amends-unknown",
    "associated-forces-open",
    "day-count-ambiguous",
    "designation-lists-differ",
    "joint-duty-unsplit",
    "midnight-ambiguous",
    "reference-line-divergent",
    "self-defence-unbounded",
    "undefined-term",
    "zone-undelimited",
];

/// Whether the evaluator, with rules compiled afresh, has the fact in the clause for certain.
fn is_covered(draft: &Draft<'_>, claim: &Claim) -> Option<bool> {
    let (clause, fact, reader) = match claim {
        Claim::Covered { clause, fact } | Claim::NotCovered { clause, fact } => (clause, fact, None),
        Claim::CoveredAsRead { clause, fact, reader } | Claim::NotCoveredAsRead { clause, fact, reader } => {
            (clause, fact, *reader)
        }
        _ => return None,
    };
    let rules = Rules::compile(draft.model, reader);
    let rule = rules.get(*clause).unwrap();
    let facts = Scope::from(Region::of_fact(&universe(draft.model), fact));
    if rule.modality == Modality::Prohibition && !is_left_to_judgement(draft, *clause) {
        let case = Case {
            reports: vec![facts.clone()],
            facts,
            directions: Vec::new(),
            summary: false,
            with_the_time: BTreeSet::new(),
        };
        return Some(judge(draft.model, rule, &case) == Some(Verdict::Violation));
    }
    Some(position(&facts, &rule.effective, Budget::DEFAULT) == Position::Inside)
}

fn holds(draft: &Draft<'_>, place: &str, parting: &Parting) {
    let words = parting.words();
    assert!(!parting.incident.is_empty() && !words.contains('?'), "{place}: {words}");
    let says_yes = |claim: &Claim| match claim {
        Claim::Covered { .. } | Claim::CoveredAsRead { .. } => {
            assert_eq!(is_covered(draft, claim), Some(true), "{place}: {words}");
            true
        }
        Claim::NotCovered { .. } | Claim::NotCoveredAsRead { .. } => {
            assert_eq!(is_covered(draft, claim), Some(false), "{place}: {words}");
            false
        }
        Claim::InTime { done, due } => {
            assert!(done < due, "{place}: {words}");
            true
        }
        Claim::Late { done, due } => {
            assert!(done >= due, "{place}: {words}");
            false
        }
        Claim::Enough { done, needed } => {
            assert!(done >= needed, "{place}: {words}");
            true
        }
        Claim::NotEnough { done, needed } => {
            assert!(done < needed, "{place}: {words}");
            false
        }
    };
    let [one, other] = &parting.readings;
    assert_ne!(one.taken, other.taken, "{place}: {words}");
    assert_ne!(
        says_yes(&one.claim),
        says_yes(&other.claim),
        "{place}: both readings come to the same: {words}"
    );
}

fn all_hold(place: &str, text: &str, files: &Beside, seen: &mut BTreeMap<&'static str, usize>) {
    let mut sources = Sources::default();
    let file = sources.add(place, text);
    let checked = understand(&sources, file, files);
    if !checked.is_sound() {
        return;
    }
    let instruments = instruments::read(&mut sources, file, &checked.agreement, files);
    let draft = Draft::new(&sources, &checked.agreement, &checked.model, files).beside(&instruments);
    for finding in lint::judge(&draft, &Lexicon::default(), &|_| true) {
        if let Some(parting) = &finding.parting {
            *seen.entry(finding.diagnostic.code.slug).or_default() += 1;
            holds(&draft, place, parting);
        }
    }
}

#[test]
fn two_readings_part_as_it_is_said() {
    let mut seen = BTreeMap::new();
    for fixture in fixtures() {
        let folder = Beside(root().join("tests/fixtures").join(&fixture.code));
        all_hold(&fixture.place(), &fixture.text, &folder, &mut seen);
    }
    for folder in entries(&root().join("agreements")) {
        let text = fs::read_to_string(folder.join("terms.agreement")).unwrap();
        all_hold(&folder.display().to_string(), &text, &Beside(folder.clone()), &mut seen);
    }
    for rule in OF_MEANING {
        assert!(seen.contains_key(rule), "{rule} shows no two readings anywhere");
    }
}

/// Every judgement of the catalogue has one rule, and every rule a judgement of the catalogue.
#[test]
fn every_judgement_has_one_rule() {
    let rules: Vec<&str> = lint::rules().map(|rule| rule.code.slug).collect();
    let own: BTreeSet<&str> = rules.iter().copied().collect();
    assert_eq!(own.len(), rules.len(), "a rule stands twice");
    let judged = ALL.iter().filter(|code| matches!(code.kind, Kind::Judgement { .. }));
    assert_eq!(judged.map(|code| code.slug).collect::<BTreeSet<_>>(), own);
}
