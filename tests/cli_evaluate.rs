//! `armistice evaluate` and `armistice test` as a user meets them: status, streams, what is refused.
#![allow(clippy::disallowed_methods, reason = "tests read and write their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use std::fs;
use support::folder::Folder;

const TERMS: &str = r#"agreement "Truce of the two quarters".
time zone "Asia/Damascus".
in force from 2016-05-05 00:01 for 48 hours.
use "acts".
party Council "Quarter Council".
party Brigade "Northern Brigade".
zone Quarters "the two quarters", undelimited "as known to both sides".
1 each of Council and Brigade shall not attack each other.
2 Council shall deliver_aid by 2016-05-06 12:00.
3 Council shall report within 2 hours of each request by Brigade.
4 Council shall minimise shelling.
scenario "an attack".
    on 2016-05-05 12:00 Council attacks Brigade.
    expect 1 violated, 2 missed.
"#;

const LOG: &str = "id,time,actor,target,act\n\
    a,2016-05-05T12:00,Quarter Council,Northern Brigade,shelling\n\
    b,2016-05-05T13:00,Somebody New,Northern Brigade,shelling\n";

/// The agreement and the log in a folder.
fn prepared(name: &str) -> Folder {
    Folder::new(name).with("terms.agreement", TERMS).with("log.csv", LOG)
}

#[test]
fn a_log_is_judged_and_what_is_not_judged_is_named() {
    let (status, out, err) = prepared("judged").run(&["evaluate", "terms.agreement", "log.csv"]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    for expected in [
        "      1      violation\n",
        "      1      possible violation (who)\n",
        "1    [1, 2]",
        "4: To minimise has no test of its own",
        "1 row actor `Somebody New`",
        "Duties, as of 2016-05-05 13:01",
        "pending",
        "SHA-256",
    ] {
        assert!(out.contains(expected), "no `{expected}` in:\n{out}");
    }
}

#[test]
fn a_violation_shows_in_the_status_when_asked_for() {
    let folder = prepared("fail-on");
    let run = |more: &[&str]| {
        folder.run(&[&["evaluate", "terms.agreement", "log.csv", "--fail-on", "violation"], more].concat()).0
    };
    assert_eq!(run(&[]), 1);
    let quiet = folder.with(
        "quiet.csv",
        "id,time,actor,target,act\na,2016-06-05,Quarter Council,Northern Brigade,shelling\n",
    );
    let quiet_run = |more: &[&str]| {
        quiet.run(&[&["evaluate", "terms.agreement", "quiet.csv", "--fail-on", "violation"], more].concat()).0
    };
    assert_eq!(quiet_run(&["--as-of", "2016-05-05T12:00Z"]), 0);
    assert_eq!(quiet_run(&["--as-of", "2016-05-06T12:00Z"]), 1, "the duty of 2 was missed");
}

#[test]
fn rows_that_cannot_be_read_are_told_and_the_rest_is_judged() {
    let broken = format!("{LOG}c,2016-13-05,Quarter Council,Northern Brigade,shelling\n");
    let folder = prepared("rows").with("log.csv", broken);
    let (status, out, err) = folder.run(&["evaluate", "terms.agreement", "log.csv"]);
    assert_eq!(status, 1);
    assert!(out.contains("line 4:") && out.contains("1    [1, 2]"), "{out}");
    assert!(err.contains("1 of 3 rows could not be read"), "{err}");
    let (status, out, err) = folder.run(&["evaluate", "terms.agreement", "log.csv", "--strict"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("line 4"), "{err}");
}

#[test]
fn an_agreement_with_an_error_is_not_used() {
    let folder = prepared("error").with("terms.agreement", TERMS.replace("Brigade \"", "Brigades \""));
    for arguments in [&["evaluate", "terms.agreement", "log.csv"][..], &["test", "terms.agreement"]] {
        let (status, out, err) = folder.run(arguments);
        assert_eq!(status, 1);
        assert!(
            out.contains("unknown-name") && err.contains("an agreement with errors is not"),
            "{out}{err}"
        );
    }
}

#[test]
fn what_cannot_be_used_is_refused_in_one_sentence() {
    let folder = prepared("refused").with("empty.csv", "").with("other.csv", "a,b\n1,2\n");
    for (arguments, why) in [
        (&["evaluate", "terms.agreement", "missing.csv"][..], "there is no such file"),
        (&["evaluate", "terms.agreement", "empty.csv"], "empty.csv"),
        (&["evaluate", "terms.agreement", "other.csv"], "`id`"),
        (&["evaluate", "terms.agreement", "log.csv", "--profile", "ucdp"], "ucdp-ged"),
        (&["evaluate", "terms.agreement", "log.csv", "--as-of", "tomorrow"], "--as-of"),
        (&["evaluate", "terms.agreement", "log.csv", "--out", "result.doc"], ".txt, .json and .csv"),
    ] {
        let (status, _, err) = folder.run(arguments);
        assert_eq!(status, 2, "{arguments:?}");
        assert!(err.contains(why), "{arguments:?}: {err}");
    }
}

#[test]
fn results_are_written_to_files_by_their_endings_and_are_the_same_each_time() {
    let folder = prepared("out");
    let arguments =
        ["evaluate", "terms.agreement", "log.csv", "--out", "a.json", "--out", "a.csv", "--out", "a.txt"];
    assert_eq!(folder.run(&arguments).0, 0);
    let first: Vec<String> =
        ["a.json", "a.csv", "a.txt"].map(|name| fs::read_to_string(folder.0.join(name)).unwrap()).to_vec();
    assert!(first[0].starts_with('{') && first[0].contains("armistice-evaluation/1"));
    assert!(first[1].starts_with("incident,lines,when,") && first[1].lines().count() == 3);
    assert!(first[2].starts_with("Truce of the two quarters\n"));
    assert_eq!(folder.run(&arguments).0, 0);
    let second =
        ["a.json", "a.csv", "a.txt"].map(|name| fs::read_to_string(folder.0.join(name)).unwrap()).to_vec();
    assert_eq!(first, second);
}

#[test]
fn scenarios_pass_or_say_what_was_found_instead() {
    let folder = prepared("scenarios");
    let (status, out, _) = folder.run(&["test", "terms.agreement"]);
    assert_eq!(status, 0, "{out}");
    assert!(out.ends_with("1 passed, 0 failed\n"), "{out}");
    let wrong = folder.with("terms.agreement", TERMS.replace("expect 1 violated", "expect 1 not violated"));
    let (status, out, _) = wrong.run(&["test", "terms.agreement"]);
    assert_eq!(status, 1);
    assert!(out.contains("1: expected not violated, found violation"), "{out}");
    assert!(out.ends_with("0 passed, 1 failed\n"), "{out}");
}
