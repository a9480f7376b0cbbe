//! Every code of the catalogue has a page that explains it, fires on its fixtures and stays silent on its near misses.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use armistice::catalogue::{ALL, find};
use armistice::diagnostic::{Diagnostic, Kind};
use armistice::render::Findings;
use armistice::render::terminal::{Style, terminal};
use std::collections::{BTreeMap, BTreeSet};
use support::{
    Beside, asked_of, blocks_under, check, check_as_asked, check_beside, describe,
    each_mend_removes_its_finding, entries, file_name, fixtures, root,
};

/// What each page says, in this order.
const HEADINGS: [&str; 5] =
    ["## What it finds", "## Why it matters", "## Example", "## How to mend it", "## How to waive it"];

type Make = fn() -> String;

/// What the page of a judgement says besides.
const OF_A_JUDGEMENT: [&str; 2] = ["## How sure it is", "## Sources"];

/// Codes whose texts would be too large to keep, with how to make one on which it fires and one on which it does not.
const MADE: &[(&str, Make, Make)] = &[(
    "sentence-too-long",
    || format!("agreement \"{}\".\n", "a".repeat(256 * 1024)),
    || format!("agreement \"{}\".\n", "a".repeat(256 * 1024 - 100)),
)];

fn is_made(slug: &str) -> bool {
    MADE.iter().any(|(made, ..)| *made == slug)
}

fn fires(found: &[Diagnostic], slug: &str) -> bool {
    found.iter().any(|finding| finding.code.slug == slug)
}

#[test]
fn slugs_are_unique_and_in_kebab_case() {
    let mut seen = BTreeSet::new();
    for code in ALL {
        let words_are_fine = code.slug.split('-').all(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        assert!(words_are_fine && code.slug.starts_with(|c: char| c.is_ascii_lowercase()), "{}", code.slug);
        assert!(seen.insert(code.slug), "`{}` stands twice in the catalogue", code.slug);
        assert!(std::ptr::eq(find(code.slug).unwrap(), *code));
    }
}

#[test]
fn summaries_fit_a_line() {
    for code in ALL {
        let summary = code.summary;
        assert!(!summary.is_empty() && summary.chars().count() <= 100, "{}: {summary}", code.slug);
        assert!(!summary.ends_with('.') && !summary.contains('\n'), "{}: {summary}", code.slug);
    }
}

#[test]
fn every_code_has_a_page_with_all_its_parts() {
    for code in ALL {
        let title = format!("# {}", code.slug);
        assert_eq!(code.page.lines().next(), Some(title.as_str()), "the first line names the code");
        let headings: Vec<&str> = code.page.lines().filter(|line| line.starts_with("## ")).collect();
        let mut wanted = HEADINGS.to_vec();
        if let Kind::Judgement { .. } = code.kind {
            wanted.extend(OF_A_JUDGEMENT);
        }
        assert_eq!(headings, wanted, "the headings of {}", code.slug);
        for (index, heading) in wanted.iter().enumerate() {
            let after = code.page.split_once(heading).unwrap().1;
            let part = wanted.get(index + 1).map_or(after, |next| after.split_once(next).unwrap().0);
            assert!(part.split_whitespace().count() >= 5, "{}: `{heading}` says nothing", code.slug);
            if let (&"## How sure it is", Kind::Judgement { confidence, .. }) = (heading, code.kind) {
                let said = part.trim().to_lowercase();
                assert!(
                    said.starts_with(&format!("{}.", confidence.word())),
                    "{}: the page and the catalogue differ on how sure it is",
                    code.slug
                );
            }
        }
    }
}

#[test]
fn every_page_belongs_to_a_code() {
    for path in entries(&root().join("src/catalogue")) {
        let slug = file_name(&path);
        let slug = slug.strip_suffix(".md").unwrap_or_else(|| panic!("{slug} is no page"));
        assert!(find(slug).is_some(), "the page {slug}.md has no code");
    }
}

#[test]
fn the_example_of_a_page_shows_its_finding_alone_and_the_mended_one_shows_none() {
    for code in ALL {
        let check = |text: &str| {
            let files = Beside(root().join("tests/fixtures").join(code.slug));
            check_as_asked("page.agreement", text, &files, &asked_of(code.slug))
        };
        let examples = blocks_under(code.page, "## Example");
        assert!(!examples.is_empty() || is_made(code.slug), "{} shows no example", code.slug);
        for example in examples {
            let (sources, found) = check(&example);
            assert!(fires(&found, code.slug), "{} is silent on its own example:\n{example}", code.slug);
            assert!(
                found.iter().all(|finding| finding.code == *code),
                "the example of {} has other faults:\n{}",
                code.slug,
                describe(&sources, &found)
            );
        }
        for mended in blocks_under(code.page, "## How to mend it") {
            let (sources, found) = check(&mended);
            assert!(found.is_empty(), "{} as mended:\n{}", code.slug, describe(&sources, &found));
        }
    }
}

#[test]
fn every_code_fires_alone_on_its_fixtures_and_nothing_on_its_near_misses() {
    let mut seen: BTreeMap<&str, (usize, usize)> = ALL.iter().map(|code| (code.slug, (0, 0))).collect();
    for fixture in fixtures() {
        let place = fixture.place();
        let (bad, near_misses) =
            seen.get_mut(fixture.code.as_str()).unwrap_or_else(|| panic!("{place}: there is no such code"));
        let (sources, found) = fixture.check();
        let described = describe(&sources, &found);
        if fixture.is_bad() {
            *bad += 1;
            assert!(fires(&found, &fixture.code), "{place}: not found");
            assert!(found.iter().all(|one| one.code.slug == fixture.code), "{place}: not alone\n{described}");
        } else {
            assert!(fixture.name.starts_with("near_miss"), "{place}: named neither `bad` nor `near_miss`");
            *near_misses += 1;
            assert!(found.is_empty(), "{place}: found, though this is a near miss\n{described}");
        }
    }
    for (slug, bad, near_miss) in MADE {
        assert!(fires(&check(&bad()), slug), "the made text of {slug}: not found");
        let found = check(&near_miss());
        assert!(found.is_empty(), "the made near miss of {slug}: {}", found[0].title);
        seen.insert(slug, (1, 1));
    }
    for (slug, (bad, near_misses)) in seen {
        assert!(bad > 0, "tests/fixtures/{slug}/bad.agreement is missing");
        assert!(near_misses > 0, "tests/fixtures/{slug}/near_miss.agreement is missing");
    }
}

/// What the house's style asks of every finding, held on all findings of all fixtures.
#[test]
fn findings_are_worded_as_agreed() {
    for fixture in fixtures() {
        let (sources, found) = fixture.check();
        for finding in &found {
            let title = &finding.title;
            let place = format!("{}: {title}", fixture.place());
            assert!(title.chars().count() <= 60, "{place}: longer than 60 characters");
            assert!(!title.ends_with('.') && !title.contains('\n'), "{place}: a full stop or a second line");
            assert!(!title.starts_with(char::is_uppercase), "{place}: begins with a capital letter");
            assert!(!finding.helps.is_empty(), "{place}: no help");
            for label in &finding.labels {
                let words = label.text.split_whitespace().count();
                assert!(words <= 6, "{place}: the label `{}` is longer than six words", label.text);
                let text = sources.file(label.span.file).unwrap().text();
                assert!(
                    text.get(label.span.range()).is_some(),
                    "{place}: {:?} does not fit its file",
                    label.span
                );
            }
        }
    }
}

#[test]
fn each_mend_of_a_fixture_removes_its_finding() {
    let mut applied = 0;
    for fixture in fixtures() {
        let check = |text: &str| fixture.check_text(text);
        applied += each_mend_removes_its_finding(&fixture.place(), &fixture.text, check);
    }
    assert!(applied > 40, "only {applied} mends were tried");
}

/// One text with twenty faults on twenty lines: each is answered once, narrowly and with a mend.
#[test]
fn twenty_mistakes_get_twenty_answers() {
    let text = include_str!("fixtures/twenty-mistakes.agreement");
    let check =
        |text: &str| check_beside("twenty-mistakes.agreement", text, &Beside(root().join("tests/fixtures")));
    let (sources, found) = check(text);
    let described = describe(&sources, &found);
    assert_eq!(found.len(), 20, "{described}");
    let mut lines = BTreeSet::new();
    for finding in &found {
        let span = finding.span().unwrap();
        lines.insert(sources.file(span.file).unwrap().position(span.start).line);
        let words = sources.words(span);
        assert!(words.split_whitespace().count() <= 2 && words.len() <= 16, "not narrow: {words}");
        assert!(finding.helps.iter().any(|help| !help.edits.is_empty()), "no mend: {}", finding.title);
    }
    assert_eq!(lines.len(), 20, "one for each line:\n{described}");
    assert!(each_mend_removes_its_finding("twenty-mistakes.agreement", text, check) >= 20);
}

/// What a half-written text contains: nothing may panic, whatever is cut off.
#[test]
fn no_cut_of_a_fixture_panics() {
    for fixture in fixtures() {
        let text = &fixture.text;
        for at in (0..text.len()).step_by(193).filter(|&at| text.is_char_boundary(at)) {
            fixture.check_text(&text[..at]);
            fixture.check_text(&text[at..]);
        }
    }
}

/// One snapshot a fixture: its text, and what a drafter sees.
#[test]
fn fixtures_are_drawn() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/fixtures");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut names = BTreeSet::new();
    settings.bind(|| {
        for fixture in fixtures() {
            let (sources, found) = fixture.check();
            let findings =
                Findings { sources: &sources, found: &found, waived: &[], inputs: &[], options: &[] };
            let page = terminal(&findings, Style { width: 100, color: false });
            let name = format!("{}__{}", fixture.code, fixture.name);
            let text = fixture.text.trim_end();
            insta::assert_snapshot!(name.as_str(), format!("{text}\n\n{}\n\n{page}", "-".repeat(80)));
            names.insert(format!("{name}.snap"));
        }
    });
    for path in entries(&root().join("tests/snapshots/fixtures")) {
        let name = file_name(&path);
        assert!(names.contains(&name) || name.ends_with(".new"), "{name} belongs to no fixture");
    }
}
