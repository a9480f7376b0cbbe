//! `armistice why`, as a user meets it: the four judgements, the states of duties, what would settle what is open, and scenarios.
#![allow(clippy::disallowed_methods, reason = "tests read and write their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use support::folder::{Folder, Ran, run};
use support::root;

const TERMS: &str = r#"agreement "Truce of the bridge".
time zone "Asia/Damascus".
in force from 2016-03-07 00:00 until 2016-03-28.
use "acts".
party North "Northern Command".
party South "Southern Movement".
party East "Eastern Brigade".
group Allies "the allies": South, East.
monitor Commission.
place Bridge at 36.20, 37.16.
zone Town within 2 km of Bridge.
term "self_defence": "proportionate use of force".
1.1 "no attack of any kind in the town" each of North and Allies shall not attack anyone in Town.
1.2 each of North and Allies may attack anyone in self_defence, notwithstanding 1.1.
1.3 North shall deliver_aid in Town by 2016-03-10 12:00.
1.4 South shall report within 24 hours of each request by Commission.
1.5 when a party violates 1.1 at least 2 times within 14 days, Commission shall report within 2 days.
scenario "a reply is excused".
    on 2016-03-08 10:00 North attacks South in Town in self_defence.
    expect 1.1 excused by 1.2, 1.2 permits it, 1.3 missed.
"#;

const LOG: &str = "id,incident,time,actor,target,act,place,lat,lon,radius_km,self_defence,status\n\
    v,v,2016-03-08T10:00,North,South,shelling,,36.20,37.16,,no,observed\n\
    p,p,2016-03-09T10:00,North,South,shelling,,36.215,37.16,1,,observed\n\
    e,e,2016-03-09T11:00,North,South,shelling,,36.20,37.16,,yes,observed\n\
    n,n,2016-03-09T12:00,North,South,shelling,,36.40,37.16,,no,observed\n\
    w1,w,2016-03-10T09:00,North,South,shelling,,36.20,37.16,,no,observed\n\
    w2,w,2016-03-10T09:00,East|Somebody New,North,shelling,,36.20,37.16,,yes,alleged\n\
    r,r,2016-03-11T08:00,Commission,South,request,,,,,,observed\n\
    a,a,2016-03-10T14:00,North,,deliver_aid,,36.20,37.16,,,observed\n";

/// The agreement and the log in a folder.
fn prepared(name: &str) -> Folder {
    Folder::new(name).with("terms.agreement", TERMS).with("log.csv", LOG)
}

/// `armistice why terms.agreement`, with more arguments.
trait Why {
    fn why(&self, more: &[&str]) -> Ran;
    fn told(&self, more: &[&str]) -> String;
    fn json(&self, more: &[&str]) -> Value;
    fn reading(&self, incident: &str) -> Value;
}

impl Why for Folder {
    fn why(&self, more: &[&str]) -> Ran {
        self.run(&[&["why", "terms.agreement"], more].concat())
    }

    fn told(&self, more: &[&str]) -> String {
        self.out(&[&["why", "terms.agreement"], more].concat())
    }

    fn json(&self, more: &[&str]) -> Value {
        serde_json::from_str(&self.told(&[more, &["--format", "json"]].concat())).unwrap()
    }

    /// What lies behind the judgement on an incident under 1.1, as written.
    fn reading(&self, incident: &str) -> Value {
        let value = self.json(&["log.csv", incident, "--clause", "1.1"]);
        value["incident"]["clauses"][0]["readings"][0].clone()
    }
}

#[test]
fn a_violation_names_the_exception_that_failed_and_the_side_that_lies_outside_it() {
    let own = prepared("violation").reading("v");
    assert_eq!(own["judgement"], "violation");
    assert_eq!(own["settle"], Value::Null);
    let exception = &own["exceptions"][0];
    assert_eq!((&exception["clause"], &exception["stands"]), (&"1.2".into(), &"fails".into()));
    assert_eq!(exception["outside_on"], serde_json::json!(["whether self_defence"]));
}

#[test]
fn a_possible_violation_says_which_answers_would_settle_it() {
    let own = prepared("possible").reading("p");
    assert_eq!(own["words"], "possible violation (where, whether self_defence)");
    assert_eq!(own["exceptions"][0]["stands"], "holds in part");
    let settle = &own["settle"];
    let none = settle["as_none"].as_array().unwrap();
    let questions: Vec<&Value> = none.iter().map(|answer| &answer["questions"][0]).collect();
    assert_eq!(questions, ["where", "whether self_defence"]);
    assert!(none.iter().all(|answer| answer["questions"].as_array().unwrap().len() == 1));
    assert_eq!(none[1]["answers"][0], "whether self_defence: yes");
    // Neither alone would make it a violation.
    let violation = settle["as_violation"].as_array().unwrap();
    assert_eq!(violation.len(), 1);
    assert_eq!(violation[0]["questions"], serde_json::json!(["where", "whether self_defence"]));
    assert_eq!(violation[0]["answers"], serde_json::json!(["where: in Town; whether self_defence: no"]));
}

#[test]
fn an_excused_attack_and_one_elsewhere_say_why() {
    let folder = prepared("excused");
    let own = folder.reading("e");
    assert_eq!(own["words"], "excused by 1.2");
    assert_eq!(own["exceptions"][0]["stands"], "holds");
    let own = folder.reading("n");
    assert_eq!(own["judgement"], Value::Null);
    assert!(own["apart"][0].as_str().unwrap().contains("in Town"), "{own}");
}

#[test]
fn distances_are_measured_along_the_geodesic() {
    let value = prepared("distance").json(&["log.csv", "n", "--clause", "1.1"]);
    let distance = &value["incident"]["clauses"][0]["distances"][0];
    assert_eq!((&distance["zone"], &distance["from"]), (&"Town".into(), &"Bridge".into()));
    assert_eq!(distance["reach_m"], 2000.0);
    // A fifth of a degree of latitude at 36.3 degrees north.
    let metres = distance["distance_m"].as_f64().unwrap();
    assert!((metres - 22_194.0).abs() < 5.0, "{metres}");
}

#[test]
fn reports_that_disagree_say_which_would_settle_it() {
    let folder = prepared("reports");
    // The identifier of a report leads to its incident.
    let value = folder.json(&["log.csv", "w2", "--clause", "1.1"]);
    assert_eq!(value["incident"]["id"], "w");
    let alone = value["incident"]["clauses"][0]["reports_alone"].as_array().unwrap();
    assert_eq!(alone[0]["judgement"], "violation");
    assert_eq!(alone[0]["settles_as"], "violation");
    let text = folder.told(&["log.csv", "w"]);
    assert!(text.contains("its reports disagree; each alone:"), "{text}");
    assert!(text.contains("w1  violation, which would settle it as a violation"), "{text}");
    assert!(text.contains("log.csv:6  w1"), "{text}");
}

#[test]
fn a_duty_tells_its_occasions_what_fulfils_it_and_what_came_near() {
    let folder = prepared("duty");
    let value = folder.json(&["log.csv", "--duty", "1.3"]);
    let own = &value["duty"]["occasions"][0];
    assert_eq!(own["state"], "fulfilled late");
    assert_eq!(own["deeds"][0]["does"], "fulfils it late");
    let value = folder.json(&["log.csv", "--duty", "1.4"]);
    let own = &value["duty"]["occasions"][0];
    assert_eq!((&own["raised_by"], &own["bearers"][0]), (&"deed".into(), &"Southern Movement".into()));
    assert_eq!(own["due_utc"], "2016-03-12 06:00");
    assert_eq!(own["state"], "pending");
    let text = folder.told(&["log.csv", "--duty", "1.3", "--as-of", "2016-03-10T11:00Z"]);
    assert!(text.contains("nothing that is reported fulfils it, or may"), "{text}");
    assert!(text.contains("violation (missed)"), "{text}");
}

#[test]
fn a_consequence_names_the_violations_that_raised_it() {
    let folder = prepared("consequence");
    let value = folder.json(&["log.csv", "--duty", "1.5"]);
    let own = &value["duty"]["occasions"][0];
    let by = own["conditions"][0]["decided_by"].as_array().unwrap();
    let events: Vec<&str> = by.iter().map(|one| one["event"].as_str().unwrap()).collect();
    assert!(events.contains(&"v") && !events.contains(&"e"), "{own}");
}

const THAT_PARTY: &str = "agreement \"A\".
time zone \"UTC\".
in force from 2016-03-01.
use \"acts\".
party North.
party South.
party East.
protected Civilians.
1 a party shall not shell Civilians.
2 when a party violates 1, that party shall not fly.
";

/// What is asked of each party alone is told of those whom the incident concerns, with what they did themselves.
#[test]
fn what_is_said_of_that_party_is_told_of_whom_it_concerns() {
    let log = "id,time,actor,target,act\na,2016-03-02,North,Civilians,shell\nb,2016-03-04,North|South,,fly\n";
    let folder = Folder::new("why-that-party").with("terms.agreement", THAT_PARTY).with("log.csv", log);
    let told = folder.told(&["log.csv", "b"]);
    assert!(told.contains("when a party violates 1, that party shall not fly"), "{told}");
    let north = told.split_once("namely North: ").unwrap().1;
    assert!(north.starts_with("certainly from 2 March 2016") && north.contains("decided by a"), "{told}");
    let south = told.split_once("namely South: ").unwrap().1;
    assert!(south.starts_with("at no time\n") && !south.contains("decided by"), "{told}");
    assert!(!told.contains("East"), "{told}");
}

#[test]
fn a_scenario_tells_each_expectation() {
    let folder = prepared("scenario");
    let value = folder.json(&["--scenario", "a reply is excused"]);
    let expectations = value["scenario"]["expectations"].as_array().unwrap();
    assert_eq!(expectations.len(), 3);
    assert!(expectations.iter().all(|one| one["holds"] == true), "{value}");
    assert_eq!(expectations[0]["events"][0]["readings"][0]["exceptions"][0]["stands"], "holds");
    assert_eq!(expectations[1]["permits"][0], "holds: it prevails here");
    assert_eq!(expectations[2]["duties"][0]["state"], "violation (missed)");
}

#[test]
fn what_is_not_there_is_refused_with_the_nearest_name() {
    let folder = prepared("refused");
    let refused = |more: &[&str]| {
        let (status, out, err) = folder.why(more);
        assert_eq!((status, out.as_str()), (2, ""), "{err}");
        err
    };
    assert!(refused(&["log.csv", "zz"]).contains("there is no incident `zz`"));
    assert!(refused(&["log.csv", "v", "--clause", "1.9"]).contains("there is no clause `1.9`"));
    assert!(refused(&["log.csv", "v", "--reader", "Nort"]).contains("is `North` meant?"));
    assert!(refused(&["log.csv", "--duty", "1.1"]).contains("there is no duty that is judged `1.1`"));
    assert!(refused(&["--scenario", "a reply is excusd"]).contains("is `a reply is excused` meant?"));
    assert!(refused(&["log.csv", "v", "--as-of", "yesterday"]).contains("--as-of needs an instant"));
}

/// The page without the digests of the files and the version.
fn page(out: &str) -> &str {
    out.split("\nMade from").next().unwrap()
}

#[test]
fn incidents_of_a_published_agreement() {
    let folder = root().join("agreements/2016-02-27-syria-cessation");
    for incident in ["c05", "c16", "c17", "c18"] {
        let (status, out, err) = run(&folder, &["why", "terms.agreement", "incidents.csv", incident]);
        assert_eq!((status, err.as_str()), (0, ""));
        insta::assert_snapshot!(format!("why_{incident}"), page(&out));
    }
    let title = "a strike on an accepted group: the co-chairs' readings part";
    let (status, out, _) = run(&folder, &["why", "terms.agreement", "--scenario", title]);
    assert_eq!(status, 0);
    insta::assert_snapshot!("why_readings_part", page(&out));
}

/// What decided a streak, a deadline on two clocks, a disputed end and a share of a whole.
#[test]
fn the_past_of_four_published_agreements() {
    for (name, file, titles) in [
        (
            "seven_days",
            "tests/past/seven_days_of_2016.agreement",
            &[
                "an attack on the fourth day begins the count again",
                "an attack of which nobody knows who made it leaves it open",
            ][..],
        ),
        (
            "hours_150",
            "tests/past/hours_150_of_2019.agreement",
            &["the last minute on the clocks of Ankara", "and so is 17:00 in Damascus"],
        ),
        (
            "extensions",
            "tests/past/extensions_of_may_2016.agreement",
            &["the hour by which 48 hours and midnight differ"],
        ),
        ("cross_line_aid", "tests/quotas/cross_line_aid.agreement", &["December 2016, as reported"]),
    ] {
        let pages = titles.iter().map(|title| {
            let (status, out, err) = run(root(), &["why", file, "--scenario", title]);
            assert_eq!((status, err.as_str()), (0, ""), "{title}");
            page(&out).to_owned()
        });
        insta::assert_snapshot!(format!("why_{name}"), pages.collect::<Vec<_>>().join("\n\n"));
    }
}

/// Every field, whichever object has it.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(own) => {
            for (name, inner) in own {
                found.insert(name.clone());
                // What rows say is named by the columns of the log.
                if name != "says" {
                    fields(inner, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| fields(item, found)),
        _ => {}
    }
}

#[test]
fn every_field_is_named_on_its_page() {
    let folder = prepared("fields");
    let mut found = BTreeSet::new();
    for more in [
        &["log.csv", "p"][..],
        &["log.csv", "w"],
        &["log.csv", "--duty", "1.3"],
        &["log.csv", "--duty", "1.5"],
        &["--scenario", "a reply is excused"],
    ] {
        fields(&folder.json(more), &mut found);
    }
    let page = fs::read_to_string(root().join("docs/why-json.md")).unwrap();
    let unnamed: Vec<&String> = found.iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(unnamed.is_empty(), "the page does not name {unnamed:?}");
    for name in ["settles_as", "decided_by", "outside_on", "distance_m", "near", "permits"] {
        assert!(found.contains(name), "nothing shows {name}");
    }
}
