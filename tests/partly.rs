//! What is only partly known, as a user meets it: filters, units, duplicates, coverage, the table by period.
#![allow(clippy::disallowed_methods, reason = "tests read and write their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use serde_json::Value;
use support::folder::{Folder, Ran};

const TERMS: &str = r#"agreement "Truce of the two quarters".
time zone "Asia/Damascus".
in force from 2016-03-07 00:00 until 2016-03-28.
use "acts".
party North "Northern Command".
party South "Southern Movement".
monitor Commission.
place Bridge at 36.20, 37.16.
zone Town within 2 km of Bridge.
1 each of North and South shall not attack each other.
2 each of North and South shall not detain anyone.
"#;

const LOG: &str = "id,incident,time,actor,target,act,lat,lon,radius_km,count,unit,grade,status\n\
    a1,a,2016-03-08T10:00,North,South,shelling,36.20,37.16,1,5,explosions,B2,observed\n\
    a2,a,2016-03-08T10:00,South,North,shelling,36.20,37.16,1,9,explosion,C3,alleged\n\
    b,b,2016-03-09,North,South,shelling,36.20,37.16,1,,,A1,verified\n\
    c,c,2016-03-09,North,South,mortar_fire,36.205,37.16,1,2,Explosions,F6,disputed\n\
    d,d,2016-03-22T08:00,South,North,sniper_fire,36.20,37.16,,,,,\n";

/// The agreement and the log in a folder.
fn prepared(name: &str) -> Folder {
    Folder::new(name).with("terms.agreement", TERMS).with("log.csv", LOG)
}

/// `armistice evaluate terms.agreement log.csv`, with more arguments.
trait Evaluates {
    fn evaluate(&self, more: &[&str]) -> Ran;
    fn told(&self, more: &[&str]) -> String;
    fn json(&self, more: &[&str]) -> Value;
}

impl Evaluates for Folder {
    fn evaluate(&self, more: &[&str]) -> Ran {
        self.run(&[&["evaluate", "terms.agreement", "log.csv"], more].concat())
    }

    fn told(&self, more: &[&str]) -> String {
        self.out(&[&["evaluate", "terms.agreement", "log.csv"], more].concat())
    }

    fn json(&self, more: &[&str]) -> Value {
        serde_json::from_str(&self.told(&[&["--format", "json"], more].concat())).unwrap()
    }
}

fn any(document: &Value) -> (u64, u64) {
    let any = &document["any_clause"];
    (any["certain"].as_u64().unwrap(), any["certain_or_possible"].as_u64().unwrap())
}

#[test]
fn a_threshold_keeps_reports_and_says_what_it_leaves_out() {
    let folder = prepared("thresholds");
    // Of a, either side may have shelled the other, and either way the clause is broken.
    assert_eq!(any(&folder.json(&[])), (4, 4));
    let observed = folder.json(&["--status", "observed"]);
    assert_eq!(any(&observed), (2, 2));
    assert_eq!(observed["filter"]["reports_left_out"], 3);
    assert_eq!(observed["filter"]["without_rung"], 2, "disputed, and none");
    assert_eq!(observed["filter"]["incidents_left_out"], 2);
    let graded = folder.json(&["--at-least", "b2"]);
    assert_eq!(any(&graded), (2, 2));
    assert_eq!(graded["filter"]["not_graded"], 2, "F6, and none");
    // B3 is no B2, though both parts of A1 are better.
    let both = folder.told(&["--at-least", "B2", "--status", "verified"]);
    assert!(
        both.contains("Only reports with status at least verified, grade at least B2: 4 reports left out"),
        "{both}"
    );
    assert!(both.contains("--at-least B2 --status verified"), "{both}");
    // Every threshold has a row, without asking for one.
    let rows = folder.json(&[])["thresholds"].as_array().unwrap().len();
    assert_eq!(rows, 1 + 5 + 3);
    assert!(folder.told(&["--thresholds"]).contains("grade at least C3"));
    for (arguments, why) in [
        (["--at-least", "F1"], "A1 to E5"),
        (["--at-least", "B"], "A1 to E5"),
        (["--status", "disputed"], "possible values"),
        (["--count", "shells"], "unit:strikes"),
    ] {
        let (status, _, err) = folder.evaluate(&arguments);
        assert!(status == 2 && err.contains(why), "{arguments:?}: {err}");
    }
}

#[test]
fn what_is_due_does_not_hang_on_the_threshold() {
    let folder = prepared("as-of");
    let all = folder.json(&[]);
    assert_eq!(all["duties_as_of_utc"], folder.json(&["--status", "verified"])["duties_as_of_utc"]);
}

#[test]
fn a_unit_changes_the_numbers_and_nothing_else() {
    let folder = prepared("units");
    let plain = folder.json(&[]);
    for (counting, certain, possible, without) in [
        ("events", 5, 5, 0),
        ("explosions", 7, 11, 2),
        ("unit:Explosion", 7, 11, 2),
        ("unit:strikes", 0, 0, 4),
    ] {
        let mut counted = folder.json(&["--count", counting]);
        let amounts = counted["counted"]["any_clause"].clone();
        assert_eq!(amounts["certain"], certain, "{counting}");
        assert_eq!(amounts["certain_or_possible"], possible, "{counting}");
        assert_eq!(amounts["without_number"], without, "{counting}");
        assert!(counted["counted"]["rule"].as_str().unwrap().ends_with('.'));
        (counted["counted"], counted["options"]) = (Value::Null, plain["options"].clone());
        assert_eq!(counted, plain, "{counting} changes something else");
    }
    let text = folder.told(&["--count", "explosions"]);
    assert!(text.contains("Counted by explosions") && text.contains("[7, 11 or more]"), "{text}");
}

#[test]
fn duplicates_are_proposed_and_merged_by_nobody() {
    let folder = prepared("duplicates");
    let found = folder.json(&[]);
    let proposals = found["duplicates"]["proposals"].as_array().unwrap();
    assert_eq!(proposals.len(), 1, "{proposals:?}");
    assert_eq!(proposals[0]["incidents"], serde_json::json!(["b", "c"]));
    let why = proposals[0]["why"].as_str().unwrap();
    assert!(
        why.starts_with("2016-03-09, the same sides, places 0.6 km apart")
            && why.ends_with("not the same acts"),
        "{why}"
    );
    assert_eq!(any(&found), (4, 4), "nothing is merged");
    // As one incident with both reports, which another log says outright.
    let merged = LOG.replace("\nb,b,", "\nb,bc,").replace("\nc,c,", "\nc,bc,");
    let merged = prepared("merged").with("log.csv", &merged).json(&[]);
    assert_eq!(found["duplicates"]["any_clause_if_one"], merged["any_clause"]);
    // Another day, and a kilometre more than both radii, are no proposal.
    for other in [LOG.replace("b,b,2016-03-09", "b,b,2016-03-10"), LOG.replace("36.205", "36.225")] {
        let found = prepared("apart").with("log.csv", &other).json(&[]);
        assert_eq!(found["duplicates"]["proposals"], serde_json::json!([]));
    }
}

const COVERAGE: &str = r#"words = "What the mission could see."

[[observed]]
from = 2016-03-07
to = "2016-03-13"
zones = ["Town"]
acts = ["attack"]
by = "patrols of the Commission"

[[denied]]
from = 2016-03-10
to = 2016-03-11
by = "the Southern Movement"
note = "letters of 9 March"

[[observed]]
from = 2016-03-21
to = 2016-03-27T23:59
"#;

#[test]
fn where_nobody_could_see_there_is_no_data_and_no_zero() {
    let folder = prepared("coverage").with("coverage.toml", COVERAGE);
    let with = ["--coverage", "coverage.toml"];
    let text = folder.told(&with);
    for expected in [
        "What nobody could observe: there, silence says nothing",
        "Access was denied from 2016-03-10 to 2016-03-11, by the Southern Movement (letters of 9 March).",
        "  1: no data, 2016-03-10 to 2016-03-11",
        "  1: no data, 2016-03-14 to 2016-03-20",
        "  2: no data, 2016-03-07 to 2016-03-20",
        "What the mission could see. Somebody could observe from 2016-03-07 to 2016-03-13 in Town, of attack, by patrols",
        "coverage.toml  SHA-256",
    ] {
        assert!(text.contains(expected), "no `{expected}` in:\n{text}");
    }
    // Judgements do not hang on who could observe.
    assert_eq!(folder.json(&with)["incidents"], folder.json(&[])["incidents"]);

    let table = folder.told(&[&with[..], &["--format", "csv", "--table", "matrix"]].concat());
    for line in [
        "clause,party,week,state,certain,certain_or_possible",
        "1,all,2016-03-07 to 2016-03-13,violation,3,3",
        "1,Northern Command,2016-03-07 to 2016-03-13,violation,2,3",
        "1,Southern Movement,2016-03-07 to 2016-03-13,possible,0,1",
        "1,all,2016-03-14 to 2016-03-20,no data,,",
        "2,all,2016-03-07 to 2016-03-13,no data,,",
        "2,all,2016-03-21 to 2016-03-27,\"none recorded, observed in part\",0,0",
    ] {
        assert!(table.lines().any(|known| known == line), "no `{line}` in:\n{table}");
    }
    // Only the last minute of the last day is missing.
    let days = folder.told(&[&with[..], &["--format", "csv", "--table", "matrix", "--by", "day"]].concat());
    assert!(days.contains("2,all,2016-03-26,\"none recorded, observed\",0,0"), "{days}");
    assert!(days.contains("2,all,2016-03-27,\"none recorded, observed in part\",0,0"), "{days}");

    // Nothing of the second clause could be seen at all.
    let dark = COVERAGE.replace("from = 2016-03-21\n", "acts = [\"attack\"]\nfrom = 2016-03-21\n");
    let dark = prepared("dark").with("coverage.toml", &dark);
    let text = dark.told(&with);
    assert!(
        text.contains("  2    no data  nobody could observe it\n")
            && text.contains("  1    [4, 4]   observed in part\n"),
        "{text}"
    );
    let zones = dark.told(&[&with[..], &["--format", "csv", "--table", "matrix", "--by", "zone"]].concat());
    assert!(zones.contains("2,all,Town,no data,,"), "{zones}");
}

#[test]
fn a_log_that_says_nothing_of_observation_says_only_what_is_recorded() {
    let folder = prepared("silent");
    let table = folder.told(&["--format", "csv", "--table", "matrix"]);
    assert!(table.contains("2,all,2016-03-07 to 2016-03-13,none recorded,0,0"), "{table}");
    assert_eq!(folder.json(&[])["unobserved"], Value::Null);
}

#[test]
fn a_coverage_file_that_cannot_be_used_is_refused_in_words() {
    let (from, to) = ("from = 2016-03-07", "to = 2016-03-13");
    for (text, why) in [
        (
            format!("[[observed]]\n{from}\n{to}\nzones = [\"Toun\"]\n"),
            "`Toun`, which is no zone of the agreement; is `Town` meant?",
        ),
        (
            format!("acts = [\"shellling\"]\n[[observed]]\n{from}\n{to}\n"),
            "`shellling`, which is no act of the agreement",
        ),
        (format!("[[observed]]\n{to}\n{}\n", from.replace("03-07", "03-20")), "earlier"),
        (format!("[[observed]]\n{from}\n{to}\nzone = \"Town\"\n"), "unknown field `zone`"),
        ("observed = 3".to_owned(), "observed"),
    ] {
        let folder = prepared("refused").with("coverage.toml", &text);
        let (status, out, err) = folder.evaluate(&["--coverage", "coverage.toml"]);
        assert_eq!((status, out.as_str()), (2, ""));
        assert!(err.contains("coverage.toml") && err.contains(why), "{err}");
    }
}

#[test]
fn tables_of_contested_judgements_and_of_evidence() {
    let terms = TERMS
        .replace("in force from 2016-03-07 00:00 until 2016-03-28.", "in force from 2016-03-07 00:00 until 2016-03-28, as read by North.\nin force from 2016-03-09 00:00 until 2016-03-28, as read by South.");
    let folder = prepared("contested").with("terms.agreement", &terms);
    let table = folder.told(&["--format", "csv", "--table", "contested"]);
    for line in [
        "incident,clause,reader,judgement,in_full,over",
        "a,1,as written,possible violation,possible violation (whether in_force),",
        "a,1,North,violation,violation,the time in force",
        "a,1,South,no violation,no violation,the time in force",
    ] {
        assert!(table.lines().any(|known| known == line), "no `{line}` in:\n{table}");
    }
    let text = folder.told(&[]);
    assert!(text.contains("      South: no violation, over the time in force\n"), "{text}");
    let table = folder.told(&["--format", "csv", "--table", "evidence"]);
    assert!(
        table.contains(
            "a,who | whom | how many,who | whom | how many,1,every report,,,they exclude each other,"
        ),
        "{table}"
    );
    for other in ["thresholds", "duplicates", "unobserved"] {
        assert!(folder.told(&["--format", "csv", "--table", other]).contains(','), "{other}");
    }
}

#[test]
fn what_does_not_go_together_is_refused() {
    let folder = prepared("misfit").with("coverage.toml", COVERAGE);
    for (arguments, why) in [
        (&["log.csv", "--coverage", "coverage.toml"][..], "--coverage speaks of the source of one log"),
        (&["--profile", "canonical", "--profile", "bulletin"], "once for each of them"),
        (&["--together", "--between", "2016-03-20", "2016-03-10"], "a begin and a later end"),
        (&["--together", "--between", "soon", "2016-03-10"], "soon"),
        (&["--between", "2016-03-07", "2016-03-10"], "--together"),
    ] {
        let (status, _, err) = folder.evaluate(arguments);
        assert!(status == 2 && err.contains(why), "{arguments:?}: {err}");
    }
}
