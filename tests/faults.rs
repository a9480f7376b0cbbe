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

fn findings(folder: &std::path::Path, file: &str) -> (Sources, Vec<armistice::diagnostic::Diagnostic>) {
    let mut sources = Sources::default();
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let id = sources.add(file, text);
    let report = check(&mut sources, id, &Beside(folder.to_owned()), &Settings::proofs());
    assert!(report.proved, "{file} was not compared");
    (sources, report.found)
}

#[test]
fn each_documented_fault_is_found_and_nothing_else() {
    for folder in entries(&root().join("agreements")) {
        let name = support::file_name(&folder);
        let (sources, mut found) = findings(&folder, "terms.agreement");
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
        let (sources, found) = findings(path.parent().unwrap(), &support::file_name(&path));
        assert!(found.is_empty(), "{}:\n{}", path.display(), describe(&sources, &found));
        seen += 1;
    }
    assert!(seen >= 3, "only {seen} truces");
}
