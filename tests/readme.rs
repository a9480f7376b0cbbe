//! The README's first command does what the README says it prints, and its picture is drawn from the same output.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use anstyle_svg::Term;
use std::fs;
use std::process::Command;
use support::{blocks_under, root};

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The arguments of the command that the README promises, without `cargo run --release --`.
fn promised() -> Vec<String> {
    let blocks = blocks_under(&readme(), "## Run it");
    let command = blocks[0].trim().strip_prefix("cargo run --release -- ").unwrap().to_owned();
    command.split_whitespace().map(str::to_owned).collect()
}

fn run(more: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_armistice"))
        .current_dir(root())
        .args(promised())
        .args(more)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_the_readme_quotes_is_printed_in_that_order() {
    let quoted = blocks_under(&readme(), "## Run it")[1].clone();
    let printed = run(&["--color", "never"]);
    let mut rest = printed.lines();
    let mut compared = 0;
    for line in quoted.lines().filter(|line| !line.trim().is_empty() && line.trim() != "...") {
        assert!(
            rest.any(|printed| printed.trim_end() == line.trim_end()),
            "the README quotes: {line}\n\n{printed}"
        );
        compared += 1;
    }
    assert!(compared >= 12, "it quotes {compared} lines");
    for judgement in ["violation", "possible violation (", "excused by", "not assessable"] {
        assert!(quoted.contains(judgement), "it quotes no `{judgement}`");
    }
}

/// `docs/pictures/first-evaluation.svg` is the begin of the same output. Run with `UPDATE_DOCS=1` to draw it again.
#[test]
fn the_picture_of_an_evaluation_is_what_the_command_draws() {
    let printed = run(&["--color", "always"]);
    let begin: Vec<&str> = printed.lines().take(36).collect();
    let prompt = "$ armistice evaluate terms.agreement incidents.csv";
    let svg = Term::new().render_svg(&format!("{prompt}\n{}\n", begin.join("\n")));
    let path = root().join("docs/pictures/first-evaluation.svg");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &svg).unwrap();
    }
    let stands = fs::read_to_string(&path).unwrap_or_default();
    assert!(stands == svg, "{} is out of date: UPDATE_DOCS=1 cargo test --test readme", path.display());
}
