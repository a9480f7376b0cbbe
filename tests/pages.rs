//! The pages that newcomers see first say what is true: the README's agreement is read without a finding, its links lead
//! somewhere, and its picture of the terminal is what the command draws today.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use anstyle_svg::Term;
use std::fs;
use std::process::Command;
use support::{blocks_under, check, files_below, root};

#[test]
fn the_first_agreement_of_the_readme_is_without_findings() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let blocks = blocks_under(&readme, "## A first agreement");
    assert_eq!(blocks.len(), 1);
    let found = check(&blocks[0]);
    assert!(found.is_empty(), "{found:#?}");
    let sentences = blocks[0].lines().filter(|line| !line.is_empty()).count();
    assert!(sentences <= 10, "it is called ten lines");
}

#[test]
fn links_lead_to_files() {
    let pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| root().join(name));
    let docs = files_below(&root().join("docs"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "md"));
    for page in pages.into_iter().chain(docs) {
        let text = fs::read_to_string(&page).unwrap();
        for (_, link) in text.match_indices("](").map(|(at, _)| (at, &text[at + 2..])) {
            let target = link.split([')', '#']).next().unwrap();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let path = page.parent().unwrap().join(target);
            assert!(path.exists(), "{} links to {target}, which is not there", page.display());
        }
    }
}

/// `docs/pictures/*.svg` are drawn from the agreements beside them. Run with `UPDATE_DOCS=1` to draw them again.
#[test]
fn the_pictures_of_the_terminal_are_what_the_command_draws() {
    let folder = root().join("docs/pictures");
    let mut pictures = 0;
    for agreement in
        files_below(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "agreement"))
    {
        let name = support::file_name(&agreement);
        let output = Command::new(env!("CARGO_BIN_EXE_armistice"))
            .current_dir(&folder)
            .args(["check", "--color", "always", &name])
            .output()
            .unwrap();
        let drawn = String::from_utf8(output.stdout).unwrap();
        assert!(drawn.contains('\u{1b}') && output.stderr.is_empty(), "{name}: {drawn}");
        let svg = Term::new().render_svg(&format!("$ armistice check {name}\n{drawn}"));
        let path = agreement.with_extension("svg");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&path, &svg).unwrap();
        }
        let stands = fs::read_to_string(&path).unwrap_or_default();
        assert!(stands == svg, "{} is out of date: UPDATE_DOCS=1 cargo test --test pages", path.display());
        pictures += 1;
    }
    assert!(pictures > 0, "no picture was compared");
}
