//! `docs/asking.md` shows what the commands print, and the commands refuse what they cannot answer.
#![allow(clippy::disallowed_methods, reason = "tests read and write their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use std::fs;
use std::process::{Command, Output};
use support::root;

const TERMS: &str = "agreements/2016-02-27-syria-cessation/terms.agreement";

fn run(arguments: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_armistice"))
        .current_dir(root())
        .args(["--color", "never"])
        .args(arguments)
        .output()
        .unwrap()
}

/// The words of a command as a shell would part them: by spaces that stand in no quotation.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// The blocks of the page that show a command: where each stands, the command, and what is quoted of its output.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    for block in page.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let (command, quoted) = block.split_once('\n').unwrap();
        blocks.push((command.strip_prefix("$ armistice ").unwrap().to_owned(), quoted.to_owned()));
    }
    blocks
}

/// With `UPDATE_DOCS=1` the output is quoted again, all but the digests of the files.
#[test]
fn what_the_page_quotes_is_printed() {
    let path = root().join("docs/asking.md");
    let mut page = fs::read_to_string(&path).unwrap();
    let mut compared = 0;
    for (command, quoted) in blocks(&page.clone()) {
        let output = run(&words(&command));
        let printed = String::from_utf8(output.stdout).unwrap();
        if std::env::var_os("UPDATE_DOCS").is_some() {
            let mut lines: Vec<&str> = printed.lines().collect();
            let last = lines.iter().position(|line| *line == "Made from").unwrap_or(lines.len());
            lines.truncate(last);
            // Long pages are quoted by their beginning and the begin of each part.
            let head = format!("```console\n$ armistice {command}\n");
            let now = format!("{head}{}\n", shortened(&lines).join("\n").trim_end());
            page = page.replace(&format!("{head}{quoted}"), &now);
            continue;
        }
        let mut rest = printed.lines();
        for line in quoted.lines().filter(|line| !line.trim().is_empty() && line.trim() != "...") {
            assert!(
                rest.any(|printed| printed.trim_end() == line.trim_end()),
                "{command}\nthe page quotes: {line}\n\n{printed}"
            );
            compared += 1;
        }
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, page).unwrap();
        return;
    }
    assert!(compared > 60, "{compared} lines were compared");
}

/// At most so many lines of each part of a page.
fn shortened(lines: &[&str]) -> Vec<String> {
    const MOST: usize = 26;
    let mut kept: Vec<String> = Vec::new();
    let mut of_this_part = 0;
    for line in lines {
        of_this_part = if line.is_empty() { 0 } else { of_this_part + 1 };
        match of_this_part {
            0..=MOST => kept.push((*line).to_owned()),
            27 => kept.push("...".to_owned()),
            _ => {}
        }
    }
    kept
}

#[test]
fn what_cannot_be_asked_is_refused_with_the_nearest_name() {
    let refused = |arguments: &[&str]| {
        let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    let said = refused(&["ask", TERMS, "on 2016-03-01 12:00 Russia airstrikes Nusra in Allepo"]);
    assert!(said.contains("question:1:48") && said.contains("write `Aleppo`"), "{said}");
    assert!(refused(&["ask", TERMS, ""]).contains("the question cannot be read"));
    assert!(refused(&["gaps", TERMS, "--act", "atack"]).contains("did you mean `attack`?"));
    assert!(refused(&["gaps", TERMS, "--party", "Turky"]).contains("did you mean `Turkey`?"));
    assert!(refused(&["gaps", TERMS, "--party", "Aleppo"]).contains("no actor or group `Aleppo`"));
    assert!(refused(&["gaps", TERMS, "--out", "gaps.pdf"]).contains(".txt, .html and .json"));
}

#[test]
fn the_page_and_the_object_are_written_beside_the_text() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("gaps-out");
    fs::create_dir_all(&folder).unwrap();
    let out = |name: &str| folder.join(name).display().to_string();
    let arguments =
        ["gaps", TERMS, "--act", "besiege", "--out", &out("gaps.html"), "--out", &out("gaps.json")];
    let output = run(&arguments.map(str::to_owned));
    assert_eq!(output.status.code(), Some(0));
    let page = fs::read_to_string(out("gaps.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("--act besiege"));
    let value: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out("gaps.json")).unwrap()).unwrap();
    assert_eq!(value["schema"], "armistice-gaps/1");
    assert_eq!(value["matrices"][0]["mentioned_by_no_clause"], serde_json::json!(["besiege"]));
}
