//! Logs against a small agreement.

use crate::incident::{Log, LogFault, Profile, read};
use crate::model::{Model, resolve};
use crate::source::Sources;
use crate::syntax::parser::parse;

mod acled;
mod bulletin;
mod canonical;
mod coverage;
mod damaged;
mod gdelt;
mod items;
mod mapping;
mod own;
mod recognise;
mod ucdp;

/// A model of an agreement, which must have no faults but what a few names cause.
fn model() -> Model {
    let text = r#"
agreement "Terms for a Test".
time zone "Asia/Damascus".
in force from 2016-02-27 00:00.
use "acts".
party Syria "Syrian Arab Republic", known as "Government of Syria".
party Russia "Russian Federation", known as "Russian Aerospace Forces".
party FSA "Free Syrian Army".
party Ahrar "Ahrar al-Sham".
party Nusra "Jabhat al-Nusra", known as "Nusra Front", known as "Jabhat Fateh al-Sham" from 2016-07-28.
party ISIL "Islamic State", known as "IS".
monitor CTF "ISSG Ceasefire Task Force".
protected Civilians "civilians".
group Opposition "armed opposition groups", known as "Syrian insurgents": FSA, Ahrar.
group JayshAlFatah "Jaysh al-Fatah", until 2016-06-01: Ahrar, Nusra.
covered Opposition, Syria, Russia.
excluded ISIL, Nusra.
place Saraqib "Saraqib" at 35.86, 36.80, known as "Saraqeb".
zone Country "Syria".
zone Aleppo "Aleppo Governorate" in Country, undelimited.
article 1 "Hostilities".
1.1 each of Opposition shall not attack Syria.
1.2 each of Opposition may attack Syria in self_defence, notwithstanding 1.1.
1.3 Syria shall withdraw mortar with calibre at least 100 mm from Aleppo.
term "self_defence": "proportionate use of force".
"#;
    let mut sources = Sources::default();
    let file = sources.add("test.agreement", text);
    let parsed = parse(&sources, file);
    resolve(&sources, &parsed.agreement, &()).model
}

fn canonical(model: &Model, text: &str) -> Log {
    read(Profile::Canonical, model, "log", text.as_bytes()).expect("a table")
}

fn fault(profile: Profile, bytes: &[u8]) -> LogFault {
    read(profile, &model(), "log", bytes).expect_err("no table")
}

/// Line and reason of each row that could not be read.
fn faults(log: &Log) -> Vec<(u64, &str)> {
    log.faults.iter().map(|fault| (fault.line, fault.reason.as_str())).collect()
}

#[test]
fn the_agreement_of_these_tests_is_what_they_take_it_for() {
    let model = model();
    assert_eq!(model.clauses.len(), 3);
    assert!(model.literal_columns().contains_key("self_defence"), "{:?}", model.literals);
    assert_eq!(model.places.zones.len(), 2);
}
