//! `docs/evaluation-json.md` shows what the command writes, and names each of its fields.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::root;

/// The text of the first block with these words behind its fence.
fn block<'a>(page: &'a str, info: &str) -> &'a str {
    let start = page.split_once(&format!("```{info}\n")).unwrap().1;
    start.split("```").next().unwrap()
}

/// Every field, with the way to it: `log.unknown_names.rows`.
fn fields(value: &Value, way: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields_here) => {
            for (name, inner) in fields_here {
                let says = way == "rows.says";
                let way = if way.is_empty() { name.clone() } else { format!("{way}.{name}") };
                fields(inner, &way, found);
                // What a row says is named by the columns of the log.
                if !says {
                    found.insert(way);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| fields(item, way, found)),
        _ => {}
    }
}

/// What the command writes for the page's agreement and log. Each test has a folder of its own, since they run at once.
fn written(page: &str, test: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("bridge.agreement"), block(page, "armistice")).unwrap();
    fs::write(folder.join("bridge.csv"), block(page, "csv")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_armistice"))
        .current_dir(&folder)
        .args(["evaluate", "bridge.agreement", "bridge.csv", "--format", "json"])
        .output()
        .unwrap();
    // One row of the log cannot be read, which the exit status says.
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// With `UPDATE_DOCS=1` the sample is written again.
#[test]
fn the_sample_is_what_the_command_writes() {
    let path = root().join("docs/evaluation-json.md");
    let page = fs::read_to_string(&path).unwrap();
    let now = written(&page, "sample");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let updated =
            page.replace(&format!("```json\n{}```", block(&page, "json")), &format!("```json\n{now}```"));
        fs::write(&path, updated).unwrap();
        return;
    }
    let mut now: Value = serde_json::from_str(&now).unwrap();
    let mut sample: Value = serde_json::from_str(block(&page, "json")).unwrap();
    // A release is no reason to write the page again.
    (now["version"], sample["version"]) = (Value::Null, Value::Null);
    assert_eq!(sample, now, "UPDATE_DOCS=1 cargo test --test evaluation_json writes the sample again");
}

#[test]
fn every_field_is_named_on_the_page() {
    let page = fs::read_to_string(root().join("docs/evaluation-json.md")).unwrap();
    let mut found = BTreeSet::new();
    fields(&serde_json::from_str(&written(&page, "fields")).unwrap(), "", &mut found);
    let words = page.split("## A sample").next().unwrap();
    let unnamed: Vec<&String> = found
        .iter()
        .filter(|way| !words.contains(&format!("`{}`", way.rsplit('.').next().unwrap())))
        .collect();
    assert!(unnamed.is_empty(), "the page does not name {unnamed:?}");
    // The sample shows one of each, so that no kind of object stays unseen.
    for way in
        ["log.unreadable_rows.line", "log.unknown_names.nearest", "incidents.judgements.open", "duties.state"]
            .into_iter()
            .chain(["counts.certain", "not_evaluated.reason", "open_conditions.column"])
    {
        assert!(found.contains(way), "the sample has no {way}");
    }
}
