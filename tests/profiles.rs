//! Logs of different sources, as a user meets them: which profile a log has, what its names stand for.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests read and write their own data"
)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use serde_json::Value;
use std::fs;
use std::path::Path;
use support::folder::Folder;

const TERMS: &str = r#"agreement "Truce of the two banks".
time zone "Asia/Damascus".
in force from 2016-02-01 00:00 until 2018-01-01.
use "acts".
party North "Northern Command", known as "Syrian insurgents".
party South "Southern Movement", known as "Government of Syria", known as "SYRGOV".
protected Civilians "civilians".
place Bridge at 36.20, 37.16.
zone Aleppo within 200 km of Bridge.
1 North shall not attack South.
2 South shall not attack North.
3 South shall not attack Civilians.
"#;

const ACLED: &str = "event_id_cnty,event_date,time_precision,sub_event_type,actor1,actor2,country,admin1,latitude,longitude,geo_precision,fatalities\n\
    A1,05 March 2017,1,Armed clash,Northern Command,Southern Movement,Syria,Aleppo,36.2,37.16,1,2\n\
    A2,05 March 2017,1,Shelling/artillery/missile attack,Southern Movement,Civilians (Syria),Syria,Aleppo,36.2,37.16,2,0\n\
    A3,05 March 2017,1,Peaceful protest,Protesters (Syria),,Syria,Aleppo,36.2,37.16,1,0\n";

const OWN_LOG: &str = "Nr;Tag;Wer;Gegen;Was\n1;08.03.2016;Kdo Nord;Bew. Süd;Beschuss\n2;09.03.2016;Bew. Süd;Kdo Nord;Beschuss\n";

const OWN: &str = "words = \"Reports of the two liaison offices.\"\ndate_format = \"%d.%m.%Y\"\n\
    [columns]\nid = \"Nr\"\ntime = \"Tag\"\nactor = \"Wer\"\ntarget = \"Gegen\"\nact = \"Was\"\n\
    [acts]\nBeschuss = [\"shelling\"]\n[actors]\n\"Kdo Nord\" = [\"North\"]\n\"Bew. Süd\" = [\"South\"]\n";

/// The agreement in a folder.
fn prepared(name: &str) -> Folder {
    Folder::new(name).with("terms.agreement", TERMS)
}

trait Evaluates {
    fn json(&self, more: &[&str]) -> Value;
    fn judgements(&self, more: &[&str]) -> Vec<String>;
}

impl Evaluates for Folder {
    fn json(&self, more: &[&str]) -> Value {
        let arguments = [&["evaluate", "terms.agreement"], more, &["--format", "json"]].concat();
        serde_json::from_str(&self.out(&arguments)).unwrap()
    }

    /// The judgements of clauses 1 to 3 on each incident, as `incident clause verdict`.
    fn judgements(&self, more: &[&str]) -> Vec<String> {
        let table = self.out(&[&["evaluate", "terms.agreement"], more, &["--format", "csv"]].concat());
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let header = reader.headers().unwrap().clone();
        let at = |name: &str| header.iter().position(|column| column == name).unwrap();
        let columns = ["incident", "clause", "judgement"].map(at);
        let rows = reader.records().map(Result::unwrap);
        rows.map(|row| columns.map(|column| row[column].to_owned()).join(" ")).collect()
    }
}

#[test]
fn a_battle_may_be_a_breach_by_either_side_and_a_protest_is_none() {
    let folder = prepared("acled").with("acled.csv", ACLED);
    let judgements = folder.judgements(&["acled.csv"]);
    assert_eq!(
        judgements,
        ["A1 1 possible violation", "A1 2 possible violation", "A2 3 violation"],
        "no direction is made up"
    );
    assert_eq!(folder.judgements(&["acled.csv", "--profile", "acled"]), judgements);
}

#[test]
fn a_profile_of_one_s_own_gives_columns_and_words_their_meaning() {
    let folder = prepared("own").with("my.toml", OWN).with("log.csv", OWN_LOG);
    let judgements = folder.judgements(&["log.csv", "--profile", "my.toml"]);
    assert_eq!(judgements, ["1 1 violation", "2 2 violation"]);
    let page = folder.json(&["log.csv", "--profile", "my.toml"]);
    assert_eq!(page["log"]["profile"], "own");
    let inputs = page["inputs"].as_array().unwrap().iter().map(|input| input["file"].as_str().unwrap());
    assert_eq!(inputs.collect::<Vec<_>>(), ["terms.agreement", "my.toml", "log.csv"]);

    let folder = folder.with("my.toml", OWN.replace("date_format", "date_fromat"));
    let (status, out, err) = folder.run(&["evaluate", "terms.agreement", "log.csv", "--profile", "my.toml"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("my.toml, line 2, column 1: `date_fromat`"), "{err}");
    assert!(err.contains("is `date_format` meant?"), "{err}");
}

#[test]
fn a_mapping_file_is_begun_by_the_command_and_changes_only_what_is_written_into_it() {
    let log = "id,time,actor,target,act\n1,2016-03-08,Northen Command,South,shelling\n2,2016-03-08,Foo,South,shelling\n";
    let folder = prepared("map").with("log.csv", log);
    let page = folder.out(&["map", "terms.agreement", "log.csv"]);
    let folder = folder.with("names.toml", &page);
    let before = folder.judgements(&["log.csv"]);
    assert_eq!(folder.judgements(&["log.csv", "--map", "names.toml"]), before);
    assert_eq!(before, ["1 1 possible violation", "2 1 possible violation"]);

    let line = "# used once; near: \"Northern Command\"\n\"Northen Command\" = []";
    assert!(page.contains(line), "{page}");
    let edited = page.replace("\"Northen Command\" = []", "\"Northen Command\" = [\"North\"]");
    let folder = folder.with("names.toml", edited);
    assert_eq!(
        folder.judgements(&["log.csv", "--map", "names.toml"]),
        ["1 1 violation", "2 1 possible violation"]
    );
    let unknown = |page: &Value| page["log"]["unknown_names"].as_array().map(Vec::len);
    assert_eq!(unknown(&folder.json(&["log.csv"])), Some(2));
    assert_eq!(unknown(&folder.json(&["log.csv", "--map", "names.toml"])), Some(1));
}

#[test]
fn a_log_of_no_known_profile_is_told_what_each_needs() {
    let folder = prepared("unknown").with("log.csv", "number,day,what\n1,2016-03-08,shelling\n");
    let (status, out, err) = folder.run(&["evaluate", "terms.agreement", "log.csv"]);
    assert_eq!((status, out.as_str()), (2, ""));
    for profile in ["canonical", "ucdp-ged", "acled", "gdelt", "bulletin"] {
        assert!(err.contains(&format!("{profile} needs ")), "{err}");
    }
    let (status, _, err) = folder.run(&["evaluate", "terms.agreement", "log.csv", "--profile", "acledd"]);
    assert_eq!(status, 2);
    assert!(err.contains("is `acled` meant?"), "{err}");
}

/// One profile for each log, or each seen from its header, in one report.
#[test]
fn each_log_has_its_own_profile() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let counts = data.join("incidents/snhr_breach_counts.csv");
    let Ok(events) = fs::read_to_string(data.join("ucdp/ged191_syria_2016-02_2016-10.csv")) else {
        println!("skipped: there are no data under {}", data.display());
        return;
    };
    let slice: Vec<&str> = events.lines().take(40).collect();
    let folder =
        prepared("together").with("ged.csv", slice.join("\n")).with("counts.csv", fs::read(counts).unwrap());
    let seen = folder.out(&["evaluate", "terms.agreement", "ged.csv", "counts.csv", "--together"]);
    let said = folder.out(&[
        "evaluate",
        "terms.agreement",
        "ged.csv",
        "counts.csv",
        "--together",
        "--profile",
        "ucdp-ged",
        "--profile",
        "bulletin",
    ]);
    assert!(seen.contains("(as ucdp-ged)") && seen.contains("(as bulletin)"), "{seen}");
    assert!(seen.contains("a running total"), "{seen}");
    let without_options = |page: &str| -> Vec<String> {
        page.lines()
            .filter(|line| !line.contains("--profile") && !line.contains("--together"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(without_options(&seen), without_options(&said));
    let (status, _, err) = folder.run(&[
        "evaluate",
        "terms.agreement",
        "ged.csv",
        "--profile",
        "ucdp-ged",
        "--profile",
        "bulletin",
    ]);
    assert_eq!(status, 2);
    assert!(err.contains("once for all logs, or once for each"), "{err}");
}
