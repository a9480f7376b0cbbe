//! Every code of the catalogue has a page that explains it, fires on its fixtures and stays silent on its near misses.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use armistice::catalogue::{ALL, find};
use armistice::diagnostic::Diagnostic;
use armistice::render::Findings;
use armistice::render::terminal::{Style, terminal};
use std::collections::{BTreeMap, BTreeSet};
use support::{blocks_under, check, entries, file_name, fixtures, root};

/// What each page says, in this order.
const HEADINGS: [&str; 5] =
    ["## What it finds", "## Why it matters", "## Example", "## How to mend it", "## How to waive it"];

/// Codes whose page and fixtures are still to be written. A code leaves this list with its page, and none may be added
/// once it has one: `a_code_waits_for_its_page_only` holds that.
const WAITING: &[&str] = &[
    "said-twice",
    "unknown-name",
    "wrong-kind",
    "name-declared-twice",
    "unknown-catalogue",
    "unknown-clause",
    "clause-numbered-twice",
    "unknown-code",
    "misplaced-sentence",
    "bearer-unsplit",
    "priority-cycle",
    "term-cycle",
    "group-cycle",
    "unknown-measure",
    "unknown-unit",
    "time-zone-missing",
    "unknown-time-zone",
    "skipped-hour",
    "repeated-hour",
    "time-out-of-range",
    "period-backwards",
    "period-unanchored",
    "missing-file",
    "missing-feature",
    "unreadable-map",
    "no-such-place",
    "zone-without-boundary",
    "unmeasurable-zone",
    "zone-cycle",
    "distance-backwards",
    "distance-out-of-range",
];

type Make = fn() -> String;

/// Codes whose texts would be too large to keep, with how to make one on which it fires and one on which it does not.
const MADE: &[(&str, Make, Make)] = &[(
    "sentence-too-long",
    || format!("agreement \"{}\".\n", "a".repeat(256 * 1024)),
    || format!("agreement \"{}\".\n", "a".repeat(256 * 1024 - 100)),
)];

fn is_made(slug: &str) -> bool {
    MADE.iter().any(|(made, ..)| *made == slug)
}

fn ready() -> impl Iterator<Item = &'static armistice::diagnostic::Code> {
    ALL.iter().copied().filter(|code| !WAITING.contains(&code.slug))
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
    for code in ready() {
        let title = format!("# {}", code.slug);
        assert_eq!(code.page.lines().next(), Some(title.as_str()), "the first line names the code");
        let headings: Vec<&str> = code.page.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, HEADINGS, "the headings of {}", code.slug);
        for (index, heading) in HEADINGS.iter().enumerate() {
            let after = code.page.split_once(heading).unwrap().1;
            let part = HEADINGS.get(index + 1).map_or(after, |next| after.split_once(next).unwrap().0);
            assert!(part.split_whitespace().count() >= 5, "{}: `{heading}` says nothing", code.slug);
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
fn the_example_of_a_page_shows_its_finding_and_the_mended_one_does_not() {
    for code in ready() {
        let examples = blocks_under(code.page, "## Example");
        assert!(!examples.is_empty() || is_made(code.slug), "{} shows no example", code.slug);
        for example in examples {
            assert!(
                fires(&check(&example), code.slug),
                "{} is silent on its own example:\n{example}",
                code.slug
            );
        }
        for mended in blocks_under(code.page, "## How to mend it") {
            assert!(!fires(&check(&mended), code.slug), "{} is not mended by:\n{mended}", code.slug);
        }
    }
}

#[test]
fn every_code_fires_on_its_fixtures_and_not_on_its_near_misses() {
    let mut seen: BTreeMap<&str, (usize, usize)> = ready().map(|code| (code.slug, (0, 0))).collect();
    for fixture in fixtures() {
        let place = format!("tests/fixtures/{}/{}.agreement", fixture.code, fixture.name);
        assert!(find(&fixture.code).is_some(), "{place}: there is no such code");
        let fired = fires(&fixture.check().1, &fixture.code);
        let Some((bad, near_misses)) = seen.get_mut(fixture.code.as_str()) else { continue };
        if fixture.is_bad() {
            *bad += 1;
            assert!(fired, "{place}: not found");
        } else {
            assert!(fixture.name.starts_with("near_miss"), "{place}: named neither `bad` nor `near_miss`");
            *near_misses += 1;
            assert!(!fired, "{place}: found, though this is a near miss");
        }
    }
    for (slug, bad, near_miss) in MADE {
        assert!(fires(&check(&bad()), slug), "the made text of {slug}: not found");
        assert!(!fires(&check(&near_miss()), slug), "the made near miss of {slug}: found");
        seen.insert(slug, (1, 1));
    }
    for (slug, (bad, near_misses)) in seen {
        assert!(bad > 0, "tests/fixtures/{slug}/bad.agreement is missing");
        assert!(near_misses > 0, "tests/fixtures/{slug}/near_miss.agreement is missing");
    }
}

#[test]
fn a_code_waits_for_its_page_only() {
    for slug in WAITING {
        let code = find(slug).unwrap_or_else(|| panic!("`{slug}` waits, but is no code"));
        let has_page = code.page.contains("\n## ");
        let has_fixtures = fixtures().iter().any(|fixture| fixture.code == *slug);
        assert!(!has_page && !has_fixtures, "`{slug}` has a page or fixtures: take it off the list");
    }
}

/// What the house's style asks of every finding, held on all findings of all fixtures.
#[test]
fn findings_are_worded_as_agreed() {
    for fixture in fixtures() {
        let (sources, found) = fixture.check();
        for finding in &found {
            let title = &finding.title;
            let place = format!("{}/{}: {title}", fixture.code, fixture.name);
            assert!(title.chars().count() <= 60, "{place}: longer than 60 characters");
            assert!(!title.ends_with('.') && !title.contains('\n'), "{place}: a full stop or a second line");
            assert!(!title.starts_with(char::is_uppercase), "{place}: begins with a capital letter");
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

/// Applying the edits of a mechanical help removes the finding.
#[test]
fn mends_mend() {
    for fixture in fixtures() {
        let (_, found) = fixture.check();
        for (finding, help) in
            found.iter().flat_map(|finding| finding.helps.iter().map(move |help| (finding, help)))
        {
            if help.edits.is_empty() {
                continue;
            }
            let mut edits = help.edits.clone();
            edits.sort();
            let mut text = fixture.text.clone();
            for edit in edits.iter().rev() {
                text.replace_range(edit.span.range(), &edit.replacement);
            }
            let count =
                |found: &[Diagnostic]| found.iter().filter(|other| other.code == finding.code).count();
            assert!(
                count(&fixture.check_text(&text).1) < count(&found),
                "{}/{}: `{}` does not remove `{}`:\n{text}",
                fixture.code,
                fixture.name,
                help.text,
                finding.title
            );
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
