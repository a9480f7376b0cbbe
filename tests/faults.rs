//! The faults for which the library's agreements are known, each found by code and by the words that make it; and nothing in
//! local truces of one page. What is documented of each agreement stands in its README.
#![allow(clippy::disallowed_methods, reason = "tests read their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use armistice::review::{Settings, check};
use armistice::source::Sources;
use std::fs;
use support::{Beside, describe, entries, root};

/// Agreement, code, words that some label of the finding shows, and the fault.
const FAULTS: &[(&str, &str, &[&str], &str)] = &[
    (
        "2016-02-27-syria-cessation",
        "mixed-place",
        &[
            "each of GovernmentSide shall not attack Opposition",
            "each of Syria, Russia and Coalition may attack excluded, notwithstanding 0.1",
        ],
        "marbling: groups are protected and struck, and bombs fall on places",
    ),
    (
        "2016-02-27-syria-cessation",
        "mixed-group",
        &["JayshAlFatah"],
        "marbling: an operations room with members on both sides",
    ),
    (
        "2016-02-27-syria-cessation",
        "redundant-clause",
        &["each of Syria, Russia and Coalition may attack excluded, notwithstanding 0.1"],
        "whoever may strike a \"terrorist position\", however it is read, may strike the excluded",
    ),
    (
        "2016-05-aleppo-truce",
        "start-disputed",
        &["2016-05-04 00:01", "2016-05-05 01:00"],
        "three announcements of one truce, with three starts",
    ),
    (
        "2016-05-aleppo-truce",
        "mixed-place",
        &["each of Syria and Russia may attack \"Nusra position\" in AleppoCity, notwithstanding 1.1"],
        "marbling",
    ),
    (
        "2016-05-aleppo-truce",
        "mixed-group",
        &["Insurgents"],
        "the side under which events are filed holds both",
    ),
    (
        "2016-05-aleppo-truce",
        "duration-end-mismatch",
        &["48 hours", "\"midnight on Wednesday\", taken as 2016-05-12 00:00"],
        "the last extension: 48 hours that are 47",
    ),
    (
        "2018-09-17-idlib-memorandum",
        "duty-before-zone",
        &["2018-10-10", "2018-10-15", "jointly Turkey and Russia shall delimit DemilitarizedZone"],
        "paragraphs 4 to 6: dates for what leaves the zone, and none for its lines",
    ),
    (
        "2018-09-17-idlib-memorandum",
        "permitted-and-prevented",
        &[
            "Russia shall prevent GovernmentSide from attack in DeescalationArea",
            "each of Turkey and Russia may attack \"radical terrorist groups\" in DeescalationArea",
        ],
        "paragraphs 2 and 10: attacks are avoided, and terrorism is combated \"in all its forms\"",
    ),
    (
        "2018-09-17-idlib-memorandum",
        "open-band",
        &["15-20 km"],
        "paragraph 3: 15 to 20 km, and which of the two is not said",
    ),
];

/// Faults that a reader of the text alone could see, and that are judged: agreement, clause or declared name, words that some label
/// shows, code, and the fault as it is documented.
const JUDGED: &[(&str, &str, &str, &str, &str)] = &[
    (
        "2016-02-27-syria-cessation",
        "agreement",
        "in force from 2016-02-27 00:00.",
        "no-end",
        "no end date and no termination",
    ),
    (
        "2016-02-27-syria-cessation",
        "AssociatedForces",
        "AssociatedForces",
        "associated-forces-open",
        "\"any associated forces\"",
    ),
    (
        "2016-02-27-syria-cessation",
        "NusraHeld",
        "territory where",
        "zone-undelimited",
        "no map of the territory of excluded groups",
    ),
    (
        "2016-02-27-syria-cessation",
        "1.5",
        "self_defence",
        "self-defence-unbounded",
        "\"immediate threat\" undefined; who judges proportion",
    ),
    (
        "2016-02-27-syria-cessation",
        "1.5",
        "immediate threat",
        "vague-word",
        "the same words in the official text",
    ),
    (
        "2016-02-27-syria-cessation",
        "1.2 and 2.2",
        "attack GovernmentSide",
        "asymmetric-duties",
        "the two parts differ in whom they protect",
    ),
    (
        "2016-02-27-syria-cessation",
        "Coalition",
        "Coalition",
        "third-force-unbound",
        "the Coalition and Turkey gave no undertaking",
    ),
    (
        "2016-02-27-syria-cessation",
        "1.3",
        "ceasefire",
        "term-drift",
        "\"ceasefire\" and \"cessation of hostilities\" for one thing",
    ),
    (
        "2016-02-27-syria-cessation",
        "1.3",
        "seeking to",
        "clause-unverifiable",
        "\"seeking to acquire territory\"",
    ),
    (
        "2016-02-27-syria-cessation",
        "Opposition",
        "\"for two weeks\"",
        "acceptance-reserved",
        "accepted for two weeks, with reservations",
    ),
    (
        "2016-02-27-syria-cessation",
        "CTF",
        "Russia",
        "monitor-is-belligerent",
        "a co-chair is also a belligerent",
    ),
    (
        "2016-02-27-syria-cessation",
        "4.3",
        "persistent",
        "persistence-undefined",
        "\"persistent\" without a count",
    ),
    (
        "2016-02-27-syria-cessation",
        "4.2",
        "assess",
        "no-investigation-deadline",
        "no time for the Task Force",
    ),
    ("2016-02-27-syria-cessation", "4.3", "refer", "evidence-threshold-missing", "no standard of proof"),
    (
        "2016-02-27-syria-cessation",
        "4.4",
        "that party",
        "exclusion-side-effects",
        "exclusion takes protection and leaves duties",
    ),
    (
        "2016-02-27-syria-cessation",
        "Nusra",
        "2017-01-28",
        "alias-expired",
        "the excluded group changes its name and merges",
    ),
    (
        "2016-05-aleppo-truce",
        "the first extension",
        "midnight on May 6",
        "midnight-ambiguous",
        "\"until midnight on May 6\"",
    ),
    (
        "2016-05-aleppo-truce",
        "the last extension",
        "midnight on Wednesday",
        "midnight-ambiguous",
        "\"until midnight on Wednesday\"",
    ),
    ("2016-05-aleppo-truce", "3.2", "minimize", "vague-word", "\"minimize aviation operations\""),
    ("2016-05-aleppo-truce", "3.2", "predominantly", "vague-word", "\"predominantly inhabited\""),
    ("2016-05-aleppo-truce", "3.3", "significant", "vague-word", "\"significant civilian casualties\""),
    (
        "2016-05-aleppo-truce",
        "3.1",
        "disproportionate",
        "vague-word",
        "\"disproportionate responses to provocations\"",
    ),
    ("2016-05-aleppo-truce", "agreement", "agreement", "no-determiner", "nobody says what was a violation"),
    (
        "2018-09-17-idlib-memorandum",
        "DemilitarizedZone",
        "through further consultations",
        "zone-undelimited",
        "lines left to further consultations",
    ),
    (
        "2018-09-17-idlib-memorandum",
        "3",
        "15-20 km",
        "reference-line-undated",
        "from which line 15 to 20 km are measured",
    ),
    ("2018-09-17-idlib-memorandum", "4", "further consultations", "vague-word", "\"further consultations\""),
    (
        "2018-09-17-idlib-memorandum",
        "5",
        "radical terrorist groups",
        "designation-authority-missing",
        "who names the \"radical terrorist groups\"",
    ),
    (
        "2018-09-17-idlib-memorandum",
        "5",
        "Ahrar",
        "designation-lists-differ",
        "the two guarantors' lists differ",
    ),
    ("2018-09-17-idlib-memorandum", "5", "will be removed", "passive-no-bearer", "who removes the groups"),
    (
        "2018-09-17-idlib-memorandum",
        "6",
        "ConflictingParties",
        "bearer-not-party",
        "duties of sides that did not sign",
    ),
    ("2018-09-17-idlib-memorandum", "2", "necessary measures", "vague-word", "\"all necessary measures\""),
    ("2018-09-17-idlib-memorandum", "agreement", "in force from", "no-end", "no end date"),
];

#[test]
fn each_fault_that_the_words_show_is_judged() {
    let everything = Settings::default();
    for folder in entries(&root().join("agreements")) {
        let name = support::file_name(&folder);
        let (sources, found) = findings(&folder, "terms.agreement", &everything);
        for (_, clause, words, code, fault) in JUDGED.iter().filter(|(agreement, ..)| *agreement == name) {
            let shows = |finding: &armistice::diagnostic::Diagnostic| {
                let mut labels = finding.labels.iter().map(|label| sources.words(label.span));
                finding.code.slug == *code && labels.any(|label| label.contains(words))
            };
            assert!(
                found.iter().any(shows),
                "{name}, {clause}: {fault}: `{code}` at \"{words}\" not found among\n{}",
                describe(&sources, &found)
            );
        }
    }
    for agreement in entries(&root().join("agreements")) {
        let name = support::file_name(&agreement);
        assert!(JUDGED.iter().any(|(own, ..)| *own == name), "{name} has no documented fault");
    }
}

fn findings(
    folder: &std::path::Path,
    file: &str,
    settings: &Settings,
) -> (Sources, Vec<armistice::diagnostic::Diagnostic>) {
    let mut sources = Sources::default();
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let id = sources.add(file, text);
    let report = check(&mut sources, id, &Beside(folder.to_owned()), settings);
    assert!(report.proved, "{file} was not compared");
    (sources, report.found)
}

#[test]
fn each_documented_fault_is_found_and_nothing_else() {
    for folder in entries(&root().join("agreements")) {
        let name = support::file_name(&folder);
        let (sources, mut found) = findings(&folder, "terms.agreement", &Settings::proofs());
        for (_, code, words, fault) in FAULTS.iter().filter(|(agreement, ..)| *agreement == name) {
            let shows = |finding: &armistice::diagnostic::Diagnostic| {
                let labels: Vec<String> = finding
                    .labels
                    .iter()
                    .map(|label| sources.words(label.span).split_whitespace().collect::<Vec<_>>().join(" "))
                    .collect();
                finding.code.slug == *code
                    && words.iter().all(|words| labels.iter().any(|label| label == words))
            };
            let at = found.iter().position(shows);
            let at = at.unwrap_or_else(|| {
                panic!("{name}: {fault}: not found among\n{}", describe(&sources, &found))
            });
            found.remove(at);
        }
        assert!(found.is_empty(), "{name}: not documented\n{}", describe(&sources, &found));
    }
}

#[test]
fn nothing_is_found_in_local_truces() {
    let mut seen = 0;
    for path in entries(&root().join("tests/truces")) {
        let (sources, found) =
            findings(path.parent().unwrap(), &support::file_name(&path), &Settings::default());
        assert!(found.is_empty(), "{}:\n{}", path.display(), describe(&sources, &found));
        seen += 1;
    }
    assert!(seen >= 3, "only {seen} truces");
}
