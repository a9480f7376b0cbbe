//! `docs/answer-json.md` and `docs/gaps-json.md` show what the command writes, and name each of its fields.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::root;

/// A page, and the arguments with which its sample is made.
const PAGES: [(&str, &[&str]); 2] = [
    (
        "answer-json",
        &["ask", "bridge.agreement", "on 2016-03-02 12:00 North shells South", "--format", "json"],
    ),
    (
        "gaps-json",
        &["gaps", "bridge.agreement", "--act", "sniper_fire", "--act", "besiege", "--format", "json"],
    ),
];

/// The text of the first block with these words behind its fence.
fn block<'a>(page: &'a str, info: &str) -> &'a str {
    let start = page.split_once(&format!("```{info}\n")).unwrap().1;
    start.split("```").next().unwrap()
}

/// Every field, by its own name.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(here) => {
            for (name, inner) in here {
                fields(inner, found);
                found.insert(name.clone());
            }
        }
        Value::Array(items) => items.iter().for_each(|item| fields(item, found)),
        _ => {}
    }
}

/// What the command writes for the agreement of a page. Each test has a folder of its own, since they run at once.
fn written(name: &str, page: &str, arguments: &[&str], test: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}-{name}"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("bridge.agreement"), block(page, "armistice")).unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_armistice")).current_dir(&folder).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// With `UPDATE_DOCS=1` the samples are written again.
#[test]
fn the_samples_are_what_the_command_writes() {
    for (name, arguments) in PAGES {
        let path = root().join("docs").join(format!("{name}.md"));
        let page = fs::read_to_string(&path).unwrap();
        let now = written(name, &page, arguments, "sample");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            let old = format!("```json\n{}```", block(&page, "json"));
            fs::write(&path, page.replace(&old, &format!("```json\n{now}```"))).unwrap();
            continue;
        }
        let mut now: Value = serde_json::from_str(&now).unwrap();
        let mut sample: Value = serde_json::from_str(block(&page, "json")).unwrap();
        // A release is no reason to write the page again.
        (now["version"], sample["version"]) = (Value::Null, Value::Null);
        assert_eq!(sample, now, "UPDATE_DOCS=1 cargo test --test answers_json writes the sample again");
    }
}

#[test]
fn every_field_is_named_on_its_page() {
    for (name, arguments) in PAGES {
        let page = fs::read_to_string(root().join("docs").join(format!("{name}.md"))).unwrap();
        let mut found = BTreeSet::new();
        fields(&serde_json::from_str(&written(name, &page, arguments, "fields")).unwrap(), &mut found);
        let words = page.split("## A sample").next().unwrap();
        let unnamed: Vec<&String> =
            found.iter().filter(|field| !words.contains(&format!("`{field}`"))).collect();
        assert!(unnamed.is_empty(), "{name} does not name {unnamed:?}");
        assert!(found.len() > 15, "{name}: the sample shows one of each: {found:?}");
    }
}
