//! Every code of the resolver fires on its fixture, is silent on its near miss, and its mends mend.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests read their own data and print times"
)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "support/resolving.rs"]
mod resolving;

use std::path::{Path, PathBuf};

use armistice::catalogue;
use armistice::diagnostic::{Code, Diagnostic};
use armistice::syntax::parser::parse;
use resolving::{Folder, check, check_with, describe, edited, folders, root};

/// The codes whose fixtures the parser and the resolver alone decide: those under "The names, clocks and places".
fn codes() -> impl Iterator<Item = (&'static Code, PathBuf)> {
    let text =
        ["unreadable-sentence", "sentence-too-long", "nested-too-deeply", "no-such-date", "no-such-hour"];
    let last = catalogue::ALL.iter().position(|code| code.slug == "distance-out-of-range").unwrap();
    catalogue::ALL
        .iter()
        .take(last + 1)
        .filter(move |code| !text.contains(&code.slug))
        .map(|&code| (code, root().join("tests/fixtures").join(code.slug)))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn count(diagnostics: &[Diagnostic], code: &Code) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.code.slug == code.slug).count()
}

#[test]
fn each_code_fires_on_its_fixture_and_alone() {
    for (code, folder) in codes() {
        let text = read(&folder.join("bad.agreement"));
        let (sources, _, found) = check_with(&text, &Folder(folder));
        assert!(count(&found, code) > 0, "{} is silent", code.slug);
        assert_eq!(count(&found, code), found.len(), "{}:\n{}", code.slug, describe(&sources, &found));
    }
}

#[test]
fn near_misses_are_silent() {
    for (code, folder) in codes() {
        let text = read(&folder.join("near_miss.agreement"));
        let (sources, _, found) = check_with(&text, &Folder(folder));
        assert!(found.is_empty(), "{}:\n{}", code.slug, describe(&sources, &found));
    }
}

#[test]
fn each_mend_removes_its_finding_and_brings_no_other() {
    let mut mends = 0;
    for (code, folder) in codes() {
        let text = read(&folder.join("bad.agreement"));
        let files = Folder(folder);
        let (_, _, found) = check_with(&text, &files);
        for finding in &found {
            for help in finding.helps.iter().filter(|help| !help.edits.is_empty()) {
                mends += 1;
                let mended = edited(&text, &help.edits);
                let (sources, _, left) = check_with(&mended, &files);
                let described = describe(&sources, &left);
                assert!(
                    count(&left, code) < count(&found, code),
                    "{}: {}\n{described}",
                    code.slug,
                    help.text
                );
                assert_eq!(count(&left, code), left.len(), "{}: {}\n{described}", code.slug, help.text);
            }
        }
    }
    assert!(mends > 20, "only {mends} mends were tried");
}

#[test]
fn pages_show_their_finding_and_its_mend() {
    for (code, folder) in codes() {
        let block = |heading: &str| {
            let part = code.page.split_once(heading)?.1.split("\n## ").next()?;
            part.split_once("```armistice\n")?.1.split("```").next()
        };
        let example = block("## Example").unwrap_or_else(|| panic!("{} has no example", code.slug));
        let (sources, _, found) = check_with(example, &Folder(folder));
        assert!(count(&found, code) > 0, "{} is silent on its example", code.slug);
        assert_eq!(count(&found, code), found.len(), "{}:\n{}", code.slug, describe(&sources, &found));
        if let Some(mended) = block("## How to mend it") {
            let (sources, _, found) = check_with(mended, &());
            assert!(found.is_empty(), "{} as mended:\n{}", code.slug, describe(&sources, &found));
        }
    }
}

#[test]
fn findings_are_worded_as_the_house_words_them() {
    for (code, folder) in codes() {
        let text = read(&folder.join("bad.agreement"));
        let (_, _, found) = check_with(&text, &Folder(folder));
        for finding in &found {
            let title = &finding.title;
            assert!(title.chars().count() <= 60 && !title.ends_with('.'), "{}: {title}", code.slug);
            assert!(!title.starts_with(char::is_uppercase), "{}: {title}", code.slug);
            assert!(!finding.helps.is_empty(), "{}: {title} has no help", code.slug);
            for label in &finding.labels {
                assert!(label.text.split_whitespace().count() <= 6, "{}: {}", code.slug, label.text);
            }
        }
    }
}

/// A name of the greatest length still fits the titles of all findings.
#[test]
fn long_names_fit_their_titles() {
    let long = "n".repeat(60);
    let (_, _, found) = check_with(
        &format!(
            "agreement \"A\". time zone \"UTC\". use \"acts\". zone {long}. streak S{long}: 7 consecutive days without \
             violation of {long}x. 1 {long} shall not S{long} {long}y in {long}. act S{long}: attack. phase P{long} from \
             phase P{long} ends. zone Z{long}: Z{long}. group G{long}: G{long}. 1 S{long} shall attack P{long}."
        ),
        &(),
    );
    assert!(found.len() > 8);
    for finding in &found {
        assert!(finding.title.chars().count() <= 60, "{}", finding.title);
    }
}

/// What a half-written text contains: nothing may panic, whatever is cut off.
#[test]
fn no_cut_of_an_agreement_panics() {
    for (_, folder) in codes() {
        let text = read(&folder.join("bad.agreement"));
        let files = Folder(folder);
        for at in (0..text.len()).step_by(97).filter(|&at| text.is_char_boundary(at)) {
            check_with(text.get(..at).unwrap_or_default(), &files);
            check_with(text.get(at..).unwrap_or_default(), &files);
        }
    }
}

#[test]
fn every_form_of_sentence_is_resolved_without_a_panic() {
    let (_, found) = check(include_str!("fixtures/forms.agreement"));
    assert!(!found.is_empty());
}

#[test]
fn the_agreements_resolve() {
    // Findings that belong to parts of the checker beyond the resolver may be waived before those parts are built.
    for folder in folders(&root().join("agreements")) {
        let text = read(&folder.join("terms.agreement"));
        let (sources, model, found) = check_with(&text, &Folder(folder.clone()));
        let found: Vec<Diagnostic> =
            found.into_iter().filter(|one| one.code.slug != "unknown-code").collect();
        assert!(found.is_empty(), "{}:\n{}", folder.display(), describe(&sources, &found));
        assert!(!model.clauses.is_empty() && !model.scenarios.is_empty());
    }
}

/// Chains and crowds that a text can make at will: answered, in time that grows no faster than the text, on a small stack.
#[test]
fn hostile_texts_are_answered() {
    let chains: [(&str, String); 7] = [
        ("zones", (0..5_000).map(|n| format!("zone Z{n} in Z{}, undelimited. ", n + 1)).collect()),
        (
            "zones from the top",
            (0..5_000).rev().map(|n| format!("zone Z{n}: Z{}, Z{}. ", n + 1, n + 2)).collect(),
        ),
        ("groups", (0..5_000).map(|n| format!("group G{n}: G{}, G{}. ", n + 1, n + 2)).collect()),
        ("days", (0..5_000).map(|n| format!("day D{n} is 1 day after D{}. ", n + 1)).collect()),
        ("terms", (0..5_000).map(|n| format!("term \"t{n}\": t{} or t{}. ", n + 1, n + 2)).collect()),
        ("acts", (0..2_000).map(|n| format!("act a{}: a{n}. ", n + 1)).collect()),
        ("phases", (0..5_000).map(|n| format!("phase P{n} from phase P{} ends. ", n + 1)).collect()),
    ];
    for (what, chain) in chains {
        let text = format!("agreement \"A\". time zone \"UTC\". {chain}");
        let text = text.clone();
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        let done = thread.spawn(move || check(&text).1.len()).unwrap().join();
        assert!(done.is_ok(), "{what}");
    }
    let clauses: String = (0..3_000)
        .map(|n| format!("1.{n} A shall not attack B, notwithstanding 1, subject to 1. "))
        .collect();
    let (_, found) = check(&format!("agreement \"A\". use \"acts\". party A. party B. article 1. {clauses}"));
    assert!(found.iter().all(|finding| finding.code.slug == "priority-cycle"));
}

/// Parsing the whole input is used by the fixtures; this holds that the parser itself has nothing to say of the near
/// misses, so that a finding there is the resolver's.
#[test]
fn near_misses_are_written_in_the_language() {
    for (code, folder) in codes() {
        let mut sources = armistice::source::Sources::default();
        let file = sources.add("near_miss.agreement", read(&folder.join("near_miss.agreement")));
        assert!(parse(&sources, file).diagnostics.is_empty(), "{}", code.slug);
    }
}

/// A large agreement is resolved in a moment. The bound is generous, since tests run unoptimised on busy machines; the
/// measured time is printed.
#[test]
fn a_large_agreement_is_resolved_in_a_moment() {
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
    let mut sources = armistice::source::Sources::default();
    let file = sources.add("large.agreement", text);
    let parsed = parse(&sources, file);
    let begun = std::time::Instant::now();
    let resolved = armistice::model::resolve(&sources, &parsed.agreement, &());
    let taken = begun.elapsed();
    assert!(resolved.diagnostics.is_empty());
    println!("2000 clauses, 200 actors: {taken:?}");
    assert!(taken.as_secs() < 10, "{taken:?}");
}
