//! Runs that can be made again and compared: `--as-of`, `--since`, `armistice compare`; and the timetable.
#![allow(clippy::disallowed_methods, reason = "tests read and write their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use support::folder::{Folder, run};
use support::root;

const TERMS: &str = r#"agreement "Truce of the bridge".
time zone "Asia/Damascus".
in force from 2016-03-07 00:00 until 2016-03-28.
use "acts".
party North "Northern Command".
party South "Southern Movement".
monitor Commission.
1.1 each of North and South shall not attack each other.
1.2 "by noon of the tenth" North shall deliver_aid by 2016-03-10 12:00.
1.3 South shall report within 24 hours of each request by Commission.
1.4 South shall withdraw within 2 days of 1.2 is fulfilled.
"#;

const LOG: &str = "id,incident,time,received,actor,target,act,status\n\
    a1,a,2016-03-08T10:00,2016-03-08T12:00,North,South,shelling,alleged\n\
    a2,a,2016-03-08T10:00,2016-03-12,South|North,North|South,shelling,observed\n\
    b,b,2016-03-09,,North,South,shelling,observed\n\
    d,d,2016-03-10T08:00,,North,,deliver_aid,verified\n\
    r,r,2016-03-13T08:00,,Commission,South,request,observed\n";

/// The agreement and the log in a folder.
fn prepared(name: &str) -> Folder {
    Folder::new(name).with("terms.agreement", TERMS).with("log.csv", LOG)
}

trait Evaluates {
    fn evaluate(&self, log: &str, more: &[&str]) -> String;
    fn json(&self, log: &str, more: &[&str]) -> Value;
}

impl Evaluates for Folder {
    fn evaluate(&self, log: &str, more: &[&str]) -> String {
        self.out(&[&["evaluate", "terms.agreement", log], more].concat())
    }

    fn json(&self, log: &str, more: &[&str]) -> Value {
        serde_json::from_str(&self.evaluate(log, &[more, &["--format", "json"]].concat())).unwrap()
    }
}

#[test]
fn a_log_is_read_as_it_stood() {
    let folder = prepared("stood");
    let value = folder.json("log.csv", &["--as-of", "2016-03-09T12:00Z"]);
    let stood = &value["as_it_stood"];
    assert_eq!(stood["at_utc"], "2016-03-09 12:00");
    assert_eq!(stood["reports_not_happened"], 2, "the delivery and the request");
    assert_eq!(stood["reports_not_received"], 1, "the second report of a");
    assert_eq!(stood["incidents_left_out"], 2);
    let rows: Vec<&str> =
        value["rows"].as_array().unwrap().iter().map(|row| row["report"].as_str().unwrap()).collect();
    assert_eq!(rows, ["a1", "b"], "what may have happened before is read");
    // Nobody contradicted the first report yet.
    assert_eq!(value["incidents"][0]["judgements"][0]["judgement"], "violation");
    assert_eq!(folder.json("log.csv", &[])["as_it_stood"], Value::Null);
    let text = folder.evaluate("log.csv", &["--as-of", "2016-03-09T12:00Z"]);
    assert!(text.contains("As the log stood at 2016-03-09 14:00: 2 reports of what came later"), "{text}");
}

#[test]
fn an_earlier_report_is_made_again_from_the_later_log() {
    let kept: String =
        LOG.lines().take(2).chain([LOG.lines().nth(3).unwrap()]).collect::<Vec<_>>().join("\n");
    let folder = prepared("again").with("earlier.csv", &kept);
    let at = ["--as-of", "2016-03-09T12:00Z"];
    let (again, then) = (folder.json("log.csv", &at), folder.json("earlier.csv", &at));
    for field in ["incidents", "counts", "any_clause", "duties", "duties_as_of_utc", "open_conditions"] {
        let strip = |value: &Value| {
            // The lines of the file are not the same, and nothing else.
            let text = serde_json::to_string(&value[field]).unwrap();
            text.replace("\"line\":4", "\"line\":3")
        };
        assert_eq!(strip(&again), strip(&then), "{field}");
    }
}

#[test]
fn a_received_time_that_cannot_be_read_is_a_fault_of_its_row() {
    let folder = prepared("received").with("bad.csv", LOG.replace("2016-03-12,", "12/03/2016,"));
    let (status, out, err) = folder.run(&["evaluate", "terms.agreement", "bad.csv"]);
    assert_eq!(status, 1);
    assert!(err.contains("1 of 5 rows could not be read"), "{err}");
    assert!(out.contains("`received` is `12/03/2016`"), "{out}");
}

#[test]
fn what_changed_since_then_is_told_with_its_rows() {
    let folder = prepared("since");
    let value = folder.json("log.csv", &["--since", "2016-03-09T12:00Z"]);
    assert_eq!(value["schema"], "armistice-comparison/1");
    let rows: Vec<(&str, &str)> = value["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["change"].as_str().unwrap(), row["report"].as_str().unwrap()))
        .collect();
    assert_eq!(rows, [("new", "a2"), ("new", "d"), ("new", "r")]);
    let changed = &value["judgements"][0];
    assert_eq!((&changed["incident"], &changed["from"]), (&"a".into(), &"violation".into()));
    assert!(changed["to"].as_str().unwrap().starts_with("possible violation"), "{changed}");
    assert_eq!(changed["because_of"], serde_json::json!(["a2"]));
    let duty = value["duties"].as_array().unwrap().iter().find(|duty| duty["clause"] == "1.2").unwrap();
    assert_eq!((&duty["from"], &duty["to"]), (&"pending".into(), &"fulfilled".into()));
    assert_eq!(duty["because_of"], serde_json::json!(["d"]));
    let duty = value["duties"].as_array().unwrap().iter().find(|duty| duty["clause"] == "1.3").unwrap();
    assert_eq!((&duty["from"], &duty["because_of"]), (&Value::Null, &serde_json::json!(["r"])));
    assert_eq!(value["counts"][0], serde_json::json!({ "clause": "1.1", "from": [2, 2], "to": [1, 2] }));
    let text = folder.evaluate("log.csv", &["--since", "2016-03-09T12:00Z"]);
    assert!(text.contains("  a 1.1: violation -> possible violation"), "{text}");
    assert!(text.contains("because of new row a2"), "{text}");
}

#[test]
fn two_results_are_compared_row_by_row() {
    let later =
        LOG.replace("a1,a,2016-03-08T10:00,2016-03-08T12:00,North,South,shelling,alleged\n", "").replace(
            "b,b,2016-03-09,,North,South,shelling,observed",
            "b,b,2016-03-09,,North,North,shelling,observed",
        );
    let folder = prepared("compare").with("later.csv", &later);
    let write = |log: &str, to: &str| {
        fs::write(folder.0.join(to), folder.evaluate(log, &["--format", "json"])).unwrap();
    };
    write("log.csv", "old.json");
    write("later.csv", "new.json");
    let (status, out, err) = folder.run(&["compare", "old.json", "new.json", "--format", "json"]);
    assert_eq!((status, err.as_str()), (1, ""));
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["circumstances"], serde_json::json!([]));
    let rows = value["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2, "a row that only moved is the same");
    assert_eq!((&rows[0]["change"], &rows[0]["report"]), (&"changed".into(), &"b".into()));
    let said =
        serde_json::json!([{ "column": "target", "from": "Southern Movement", "to": "Northern Command" }]);
    assert_eq!(rows[0]["says"], said);
    assert_eq!((&rows[1]["change"], &rows[1]["report"]), (&"absent".into(), &"a1".into()));
    let b = value["judgements"].as_array().unwrap().iter().find(|own| own["incident"] == "b").unwrap();
    assert_eq!((&b["from"], &b["to"]), (&"violation".into(), &Value::Null));
    let (status, out, _) = folder.run(&["compare", "old.json", "old.json"]);
    assert_eq!(status, 0);
    assert!(out.contains("no judgement changed; rows: 0 new, 0 changed, 0 absent"), "{out}");
    let (status, _, err) = folder.run(&["compare", "old.json", "terms.agreement"]);
    assert_eq!(status, 2);
    assert!(err.contains("it is no JSON"), "{err}");
}

#[test]
fn every_duty_stands_in_the_timetable_with_what_waits_for_it() {
    let folder = prepared("timetable");
    let (status, out, err) = folder.run(&["timetable", "terms.agreement", "log.csv", "--format", "json"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let value: Value = serde_json::from_str(&out).unwrap();
    let duties = value["duties"].as_array().unwrap();
    let of = |clause: &str| duties.iter().find(|duty| duty["clause"] == clause).unwrap();
    assert_eq!(of("1.2")["state"], "fulfilled");
    assert_eq!(
        (&of("1.2")["due_utc"], &of("1.2")["due_local"]),
        (&"2016-03-10 10:00".into(), &"2016-03-10 12:00".into())
    );
    assert_eq!(of("1.2")["wording"], "by noon of the tenth");
    assert_eq!(of("1.2")["blocks"], serde_json::json!(["1.4 runs from it"]));
    assert_eq!(of("1.3")["occasion"]["incidents"], serde_json::json!(["r"]));
    // Without a log nothing is said of what was done, and what each request raises has not arisen.
    let (_, out, _) = folder.run(&["timetable", "terms.agreement", "--as-of", "2016-03-11T00:00Z"]);
    assert!(out.contains("2016-03-10 12:00 Asia/Damascus (2016-03-10 10:00 UTC)"), "{out}");
    assert!(out.contains("Northern Command: due; no log says what was done"), "{out}");
    assert!(out.contains("1.3  has not arisen"), "{out}");
}

#[test]
fn a_calendar_has_the_same_events_each_time() {
    let folder = prepared("ics");
    let calendar = |more: &[&str]| {
        let (status, out, _) =
            folder.run(&[&["timetable", "terms.agreement", "log.csv", "--format", "ics"], more].concat());
        assert_eq!(status, 0);
        out
    };
    let now = calendar(&[]);
    assert_eq!(now, calendar(&[]));
    assert!(
        now.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && now.ends_with("END:VCALENDAR\r\n"),
        "{now}"
    );
    assert!(now.contains("DTSTART:20160310T100000Z\r\n"), "{now}");
    assert!(now.split("\r\n").all(|line| line.len() <= 75));
    let uids = |text: &str| -> Vec<String> {
        let unfolded = text.replace("\r\n ", "");
        unfolded.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let all = uids(&now);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
    // An event of yesterday's calendar is the same event today.
    let then = uids(&calendar(&["--as-of", "2016-03-09T00:00Z"]));
    assert!(!then.is_empty() && then.iter().all(|uid| all.contains(uid)), "{then:?} {all:?}");
}

#[test]
fn the_table_has_a_row_for_each_duty() {
    let (status, out, _) = prepared("csv").run(&["timetable", "terms.agreement", "--format", "csv"]);
    assert_eq!(status, 0);
    let mut lines = out.lines();
    assert!(lines.next().unwrap().starts_with("clause,bearers,state,due_utc,due_local,time_zone"));
    assert_eq!(lines.count(), 3, "{out}");
}

fn page(out: &str) -> &str {
    out.split("\nMade from").next().unwrap()
}

#[test]
fn a_published_agreement() {
    let folder = root().join("agreements/2016-02-27-syria-cessation");
    let since = ["evaluate", "terms.agreement", "incidents.csv", "--since", "2016-09-01T00:00Z"];
    let (status, out, err) = run(&folder, &since);
    assert_eq!((status, err.as_str()), (0, ""));
    insta::assert_snapshot!("runs_since_september", page(&out));
    let (status, out, err) = run(&folder, &["timetable", "terms.agreement", "incidents.csv"]);
    assert_eq!((status, err.as_str()), (0, ""));
    insta::assert_snapshot!("runs_timetable", page(&out));
}

/// Every field, whichever object has it.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(own) => own.iter().for_each(|(name, inner)| {
            found.insert(name.clone());
            fields(inner, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| fields(item, found)),
        _ => {}
    }
}

#[test]
fn every_field_is_named_on_its_page() {
    let folder = prepared("fields");
    let since = folder.json("log.csv", &["--since", "2016-03-09T12:00Z"]);
    let (_, timetable, _) = folder.run(&["timetable", "terms.agreement", "log.csv", "--format", "json"]);
    let timetable: Value = serde_json::from_str(&timetable).unwrap();
    for (value, page) in [(&since, "docs/comparison-json.md"), (&timetable, "docs/timetable-json.md")] {
        let mut found = BTreeSet::new();
        fields(value, &mut found);
        let text = fs::read_to_string(root().join(page)).unwrap();
        let unnamed: Vec<&String> =
            found.iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
        assert!(!found.is_empty() && unnamed.is_empty(), "{page} does not name {unnamed:?}");
    }
}
