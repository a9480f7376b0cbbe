//! `armistice lint` as a user meets it: levels, configurations, mends, the checklist.
#![allow(clippy::disallowed_methods, reason = "tests read and write their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use serde_json::Value;
use std::fs;
use support::folder::{Folder, Ran};

/// A zone without a boundary, and a word without a test: an error and a warning.
const TERMS: &str = "agreement \"A local truce\".
time zone \"Asia/Damascus\".
in force from 2016-05-09 00:00 until 2016-08-09 00:00.
use \"acts\".
party North.
party South.
zone Area undelimited.
1 \"shall minimize flights\" each of North and South shall not airstrike each other in Area.
";

trait Codes {
    fn codes(&self, more: &[&str]) -> (i32, Vec<(String, String)>);
}

impl Codes for Folder {
    /// Status, and the codes of the findings with their levels, without those of other rules.
    fn codes(&self, more: &[&str]) -> (i32, Vec<(String, String)>) {
        let (status, out, err): Ran = self.run(&[more, &["--format", "json"]].concat());
        assert_eq!(err, "", "{out}");
        let value: Value = serde_json::from_str(&out).unwrap();
        let own = ["zone-undelimited", "vague-word", "unused-waiver"];
        let findings = value["findings"].as_array().unwrap().iter();
        let found =
            findings.filter(|one| own.contains(&one["code"].as_str().unwrap()) && one["waived"].is_null());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (status, found.map(|one| (text(&one["code"]), text(&one["level"]))).collect())
    }
}

fn pair(code: &str, level: &str) -> (String, String) {
    (code.to_owned(), level.to_owned())
}

#[test]
fn levels_come_from_the_options() {
    let folder = Folder::new("levels").with("terms.agreement", TERMS);
    let both = vec![pair("zone-undelimited", "error"), pair("vague-word", "warning")];
    assert_eq!(folder.codes(&["lint", "terms.agreement"]), (1, both.clone()));
    assert_eq!(folder.codes(&["check", "terms.agreement"]).1, both);
    let (_, found) =
        folder.codes(&["lint", "terms.agreement", "--deny", "vague-word", "--allow", "zone-undelimited"]);
    assert_eq!(found, [pair("vague-word", "error")]);
    let (status, _, err) = folder.run(&["lint", "terms.agreement", "--deny", "vague-wrod"]);
    assert_eq!(status, 2);
    assert!(err.contains("there is no rule `vague-wrod`; is `vague-word` meant?"), "{err}");
    let (status, _, err) = folder.run(&["lint", "terms.agreement", "--allow", "unknown-name"]);
    assert_eq!(status, 2);
    assert!(err.contains("stays an error"), "{err}");
}

#[test]
fn levels_come_from_a_configuration_in_a_folder_above() {
    let folder = Folder::new("configuration");
    fs::create_dir_all(folder.0.join("drafts/early")).unwrap();
    let folder = folder
        .with("terms.agreement", TERMS)
        .with("drafts/early/terms.agreement", TERMS)
        .with(
            "armistice.toml",
            "[rules]\nvague-word = \"error\"\n\n[[folder]]\npath = \"drafts\"\nrules = { zone-undelimited = \"off\" }\n\n\
             [[lexicon.vague-word]]\nwords = [\"flight\"]\nwhy = \"w\"\nask = \"count sorties\"\n",
        );
    let (_, found) = folder.codes(&["lint", "terms.agreement"]);
    assert_eq!(
        found,
        [pair("zone-undelimited", "error"), pair("vague-word", "error"), pair("vague-word", "error")],
        "the word that the configuration adds is found too"
    );
    let (_, found) = folder.codes(&["lint", "drafts/early/terms.agreement"]);
    assert_eq!(found, [pair("vague-word", "error"), pair("vague-word", "error")]);
    // What was read is named with its digest.
    let (_, out, _) = folder.run(&["lint", "terms.agreement", "--format", "json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert!(value["inputs"].as_array().unwrap().iter().any(|input| input["file"] == "armistice.toml"));
    let folder = folder.with("armistice.toml", "[rules]\nvague-word = \"loud\"\n");
    let (status, _, err) = folder.run(&["lint", "terms.agreement"]);
    assert_eq!(status, 2);
    assert!(err.contains("armistice.toml: line 2: `loud` is no level"), "{err}");
}

#[test]
fn a_waiver_answers_a_judgement_and_one_that_answers_nothing_can_be_mended_away() {
    let text = format!(
        "{TERMS}waive vague-word on 1 because \"agreed in the talks\".\nwaive contradiction because \"old\".\n"
    );
    let folder = Folder::new("waivers").with("terms.agreement", &text);
    let (_, found) = folder.codes(&["check", "terms.agreement"]);
    assert_eq!(found, [pair("zone-undelimited", "error"), pair("unused-waiver", "warning")]);
    // Of a waiver that answers a proof nothing is said where no proof is asked for.
    let (_, found) = folder.codes(&["lint", "terms.agreement"]);
    assert_eq!(found, [pair("zone-undelimited", "error")]);
    let (_, _, err) = folder.run(&["lint", "--fix", "terms.agreement"]);
    assert!(err.contains("1 mend made"), "{err}");
    let left = fs::read_to_string(folder.0.join("terms.agreement")).unwrap();
    assert_eq!(left, text.replace("waive contradiction because \"old\".\n", ""));
    let (_, _, err) = folder.run(&["lint", "--fix", "terms.agreement"]);
    assert_eq!(err, "", "what is mended stays so");
}

#[test]
fn the_checklist_is_a_page_of_text_or_for_a_browser() {
    let folder = Folder::new("checklist").with("terms.agreement", TERMS);
    let (status, out, _) = folder.run(&["lint", "--checklist", "terms.agreement"]);
    assert_eq!(status, 0);
    assert!(out.contains("zones without a boundary") && out.contains("not in the text"), "{out}");
    let (status, out, _) = folder.run(&["lint", "--checklist=html", "terms.agreement"]);
    assert_eq!(status, 0);
    assert!(out.starts_with("<!DOCTYPE html>") && out.contains("<dd>Area</dd>"), "{out}");
    assert_eq!(folder.run(&["lint", "--checklist", "--fix", "terms.agreement"]).0, 2);
}
