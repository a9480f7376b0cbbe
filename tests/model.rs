//! Whole agreements, hostile ones and large ones are resolved.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests read their own data and print times"
)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use armistice::draft::{Checked, understand};
use armistice::model::resolve;
use armistice::source::Sources;
use armistice::syntax::parser::parse;
use support::{Beside, check, describe, entries, root};

/// A name of the greatest length still fits the titles of all findings.
#[test]
fn long_names_fit_their_titles() {
    let long = "n".repeat(60);
    let text = format!(
        "agreement \"A\". time zone \"UTC\". use \"acts\". zone {long}. streak S{long}: 7 consecutive days without \
         violation of {long}x. 1 {long} shall not S{long} {long}y in {long}. act S{long}: attack. phase P{long} from \
         phase P{long} ends. zone Z{long}: Z{long}. group G{long}: G{long}. 1 S{long} shall attack P{long}."
    );
    // Not through `check`, which keeps silent on unknown names where a sentence could not be read.
    let mut sources = Sources::default();
    let file = sources.add("long.agreement", text);
    let parsed = parse(&sources, file);
    let found: Vec<_> =
        parsed.diagnostics.into_iter().chain(resolve(&sources, &parsed.agreement, &()).diagnostics).collect();
    assert!(found.len() > 8);
    for finding in &found {
        assert!(finding.title.chars().count() <= 60, "{}", finding.title);
    }
}

#[test]
fn every_form_of_sentence_is_resolved_without_a_panic() {
    let found = check(include_str!("fixtures/forms.agreement"));
    assert!(!found.is_empty());
}

#[test]
fn the_agreements_resolve() {
    let folders = entries(&root().join("agreements"));
    for folder in folders.into_iter().filter(|path| path.is_dir()) {
        let text = std::fs::read_to_string(folder.join("terms.agreement")).unwrap();
        let mut sources = Sources::default();
        let file = sources.add("terms.agreement", text);
        let Checked { model, mut found, .. } = understand(&sources, file, &Beside(folder.clone()));
        // A waiver may name a finding of a part of the checker that is yet to be built.
        found.retain(|one| one.code.slug != "unknown-code");
        assert!(found.is_empty(), "{}:\n{}", folder.display(), describe(&sources, &found));
        assert!(!model.clauses.is_empty() && !model.scenarios.is_empty(), "{}", folder.display());
    }
}

/// Chains and crowds that a text can make at will: answered, in time that grows no faster than the text, on a small stack.
#[test]
fn hostile_texts_are_answered() {
    let chains: [(&str, String); 7] = [
        ("zones", (0..1_500).map(|n| format!("zone Z{n} in Z{}, undelimited. ", n + 1)).collect()),
        (
            "zones from the top",
            (0..1_500).rev().map(|n| format!("zone Z{n}: Z{}, Z{}. ", n + 1, n + 2)).collect(),
        ),
        ("groups", (0..1_500).map(|n| format!("group G{n}: G{}, G{}. ", n + 1, n + 2)).collect()),
        ("days", (0..1_500).map(|n| format!("day D{n} is 1 day after D{}. ", n + 1)).collect()),
        ("terms", (0..1_500).map(|n| format!("term \"t{n}\": t{} or t{}. ", n + 1, n + 2)).collect()),
        ("acts", (0..800).map(|n| format!("act a{}: a{n}. ", n + 1)).collect()),
        ("phases", (0..1_500).map(|n| format!("phase P{n} from phase P{} ends. ", n + 1)).collect()),
    ];
    for (what, chain) in chains {
        let text = format!("agreement \"A\". time zone \"UTC\". {chain}");
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        let done = thread.spawn(move || check(&text).len()).unwrap().join();
        assert!(done.is_ok(), "{what}");
    }
    let clauses: String = (0..1_000)
        .map(|n| format!("1.{n} A shall not attack B, notwithstanding 1, subject to 1. "))
        .collect();
    let found = check(&format!("agreement \"A\". use \"acts\". party A. party B. article 1. {clauses}"));
    assert!(found.iter().all(|finding| finding.code.slug == "priority-cycle"));
}

/// Two thousand clauses over two hundred actors, each with windows that recur daily. `benches/evaluate.rs` says how long.
#[test]
fn a_large_agreement_is_resolved() {
    let parties: String = (0..200).map(|n| format!("party P{n}. ")).collect();
    let members: Vec<String> = (0..200).map(|n| format!("P{n}")).collect();
    let clauses: String = (0..2_000)
        .map(|n| format!("1.{n} each of All shall not attack each other every day from 08:00 to 10:00. "))
        .collect();
    let text = format!(
        "agreement \"A\". time zone \"UTC\". in force from 2016-02-27 for 1 year. use \"acts\". {parties} group All: {}. \
         covered All. {clauses}",
        members.join(", ")
    );
    let mut sources = Sources::default();
    let file = sources.add("large.agreement", text);
    let parsed = parse(&sources, file);
    let resolved = resolve(&sources, &parsed.agreement, &());
    assert!(resolved.diagnostics.is_empty());
    assert_eq!(resolved.model.clauses.len(), 2_000);
}
