//! Every finding of every fixture and of the library's agreements claims something; here the evaluator is asked whether it
//! is so. `docs/findings.md` has the definitions.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(clippy::disallowed_macros, clippy::print_stdout, reason = "a test says how much it compared")]

mod schedules;
mod support;

use armistice::check::{Claim, Draft, Finding, prove, understand};
use armistice::evaluate::Verdict;
use armistice::evaluate::judge::{Case, judge};
use armistice::model::ids::ActorId;
use armistice::scope::{Fact, Region, Rules, Scope, universe};
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
        claim => assert!(schedules::holds(draft, claim), "{place}: nothing here tests {claim:?}"),
    }
}

/// Sees that all claims of one text hold. Answers how many there were of each code.
fn claims_hold(name: &str, text: &str, files: &Beside, seen: &mut BTreeMap<&'static str, usize>) {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let checked = understand(&sources, file, files);
    if !checked.is_sound() {
        return;
    }
    let draft = Draft::new(&sources, &checked.agreement, &checked.model, files);
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
