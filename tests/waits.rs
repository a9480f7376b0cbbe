//! Random texts in which clauses and phases wait for one another: a deadlock is found exactly where trying to let everything
//! happen, one thing after another, leaves something over, and every claim holds.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod order;

use std::collections::BTreeSet;

use armistice::check::{Claim, prove};
use armistice::draft::{Draft, understand};
use armistice::graph::Event;
use armistice::source::Sources;
use proptest::prelude::*;

const HEAD: &str = "agreement \"A\". time zone \"Asia/Damascus\". in force from 2016-02-27. use \"acts\". party A. party B. ";

/// Clauses 1 to 4, two to an article, and phases P and Q.
fn clause() -> impl Strategy<Value = String> {
    let number = prop::sample::select(vec!["1", "2", "1.1", "1.2", "2.1", "2.2"]);
    let list = (number.clone(), number, prop::sample::select(vec!["", "and", "or"]));
    let list = list.prop_map(|(one, other, joined)| match joined {
        "" => format!("{one} is"),
        "and" => format!("{one} and {other} are"),
        _ => format!("{one} or {other} is"),
    });
    (list, prop::sample::select(vec!["fulfilled", "begun", "fulfilled"]))
        .prop_map(|(list, state)| format!("{list} {state}"))
}

fn event() -> impl Strategy<Value = String> {
    let edge = prop::sample::select(vec!["phase P begins", "phase P ends", "phase Q begins", "phase Q ends"]);
    prop_oneof![3 => clause(), 1 => edge.prop_map(str::to_owned)]
}

fn norm() -> impl Strategy<Value = String> {
    let deed = prop::sample::select(vec![
        "shall withdraw",
        "may report",
        "shall complete withdraw",
        "shall not attack B",
    ]);
    let word = prop::sample::select(vec!["after", "once", "within 2 days of"]);
    let wait = prop_oneof![
        2 => Just(String::new()),
        4 => (word, event()).prop_map(|(word, event)| format!(" {word} {event}")),
        2 => clause().prop_map(|state| format!(" provided that {state}")),
        1 => (clause(), clause()).prop_map(|(one, other)| format!(" when {one} or {other}")),
        1 => Just(" at the same time as 1.1".to_owned()),
        1 => Just(" during phase Q".to_owned()),
        1 => Just(" unless 2.1 is fulfilled".to_owned()),
        1 => Just(" from 2016-03-01, once 1.2 is begun".to_owned()),
    ];
    (deed, wait).prop_map(|(deed, wait)| format!("A {deed}{wait}."))
}

fn text() -> impl Strategy<Value = String> {
    let phase = || (event(), prop::option::of(event()));
    (prop::collection::vec(norm(), 4), phase(), phase()).prop_map(|(norms, p, q)| {
        let phase = |name: &str, (from, end): (String, Option<String>)| {
            let end = end.map(|end| format!(" until {end}")).unwrap_or_default();
            format!("phase {name} from {from}{end}. ")
        };
        let clauses: Vec<String> = ["article 1. 1.1", "1.2", "article 2. 2.1", "2.2"]
            .iter()
            .zip(norms)
            .map(|(number, norm)| format!("{number} {norm} "))
            .collect();
        format!("{HEAD}{}{}{}", phase("P", p), phase("Q", q), clauses.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn deadlocks_are_found_exactly_where_something_never_happens(text in text()) {
        let mut sources = Sources::default();
        let file = sources.add("test.agreement", text.as_str());
        let checked = understand(&sources, file, &());
        // Phases that count from each other by their edges alone are refused before.
        prop_assume!(checked.is_sound());
        let model = &checked.model;
        let draft = Draft::new(&sources, &checked.agreement, model, &());
        let mut shown: BTreeSet<Event> = BTreeSet::new();
        for finding in prove(&draft) {
            let place = &finding.diagnostic.title;
            match &finding.claim {
                Claim::Deadlock { edges, events, followers } => {
                    order::deadlock(model, edges, events, followers, place);
                    shown.extend(events);
                    shown.extend(followers);
                }
                Claim::UnreachablePhase { phase, why } => order::never_runs(model, *phase, why, place),
                _ => {}
            }
        }
        let happens = order::happens(model, &BTreeSet::new());
        let never: BTreeSet<Event> = order::all(model).into_iter().filter(|event| !happens.contains(event)).collect();
        prop_assert_eq!(shown, never, "{}", text);
    }
}
