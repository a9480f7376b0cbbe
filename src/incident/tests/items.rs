//! Single incidents as the Russian Centre words them.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // Only tests open the data, and say so where there is none.

use std::collections::BTreeSet;
use std::path::Path;

use super::{faults, model};
use crate::incident::{Casualties, Log, NameKind, Profile, Status, read, recognise};
use crate::model::clauses::{Where, Who};
use crate::model::ids::{ActorId, ZoneId};
use crate::model::time;

const HEADER: &str = "id,reported_on,occurred_from,occurred_to,tz,province,place_as_written,perpetrator_as_written,\
    target_as_written,means,count,killed_civ,wounded_civ,ceasefire_status_claimed,reporter,source_url\n";

fn items(rows: &str) -> Log {
    read(Profile::Bulletin, &model(), "items", format!("{HEADER}{rows}").as_bytes()).unwrap()
}

#[test]
fn an_item_is_an_alleged_attack_as_far_as_it_says() {
    let model = model();
    let log = items(
        "a,2016-02-28,2016-02-27T06:25,2016-02-27T11:30,Asia/Damascus,Aleppo,a quarter,Jabhat al-Nusra;FSA,\
         Government of Syria,mortar;MLRS,6,2,8,excluded group,Centre,http://example.org\n\
         b,2016-02-29,,,Asia/Damascus,Aleppo;Homs,,unidentified armed formations,,air strike,,,,,Centre,\n\
         c,2016-02-29,,,,,,,,catapult,,,,,,\n",
    );
    assert_eq!(faults(&log), []);
    let report = |index: usize| &log.incidents[index].reports[0];
    let account = |index: usize| &report(index).account;
    let local = |index: usize| {
        let (start, end) = account(index).time.iter().next().unwrap();
        [start, end].map(|at| time::local(at, &model.time_zone))
    };
    assert_eq!(local(0), ["2016-02-27 06:25", "2016-02-27 11:30"]);
    assert_eq!(local(1), ["2016-02-28 00:00", "2016-03-01 00:00"]);
    assert_eq!(account(0).who, Some(vec![Who::Actor(ActorId(2)), Who::Actor(ActorId(4))]));
    assert_eq!(account(0).whom, Some(vec![Who::Actor(ActorId(0))]));
    let attack = model.deeds.act_words["attack"];
    assert_eq!(account(0).acts, Some(vec![attack]));
    assert_eq!(account(0).means.as_ref().map(Vec::len), Some(2));
    assert_eq!(account(0).places, Some(vec![Where::Zone(ZoneId(1))]));
    assert_eq!((report(0).count, report(0).unit.as_deref()), (Some(6), Some("violations")));
    assert_eq!(report(0).killed, Some(Casualties { low: 2, best: None, high: None }));
    assert_eq!(report(0).status, Some(Status::Alleged));
    assert_eq!(
        report(0).note.as_deref(),
        Some("status under the ceasefire, as stated: excluded group; http://example.org")
    );
    assert_eq!((&account(1).who, &account(1).places), (&None, &None), "one province is not known");
    assert_eq!(account(1).acts, Some(vec![model.deeds.act_words["airstrike"]]));
    assert_eq!((&account(2).acts, &account(2).means), (&Some(vec![attack]), &None));
    let unknown: Vec<(NameKind, &str)> =
        log.unknown.iter().map(|name| (name.kind, name.name.as_str())).collect();
    assert_eq!(unknown, [(NameKind::Means, "catapult"), (NameKind::Place, "Homs")]);
}

#[test]
fn rows_that_cannot_be_read_say_why() {
    for (row, reason) in [
        ("a,,,,,,,,,,,,,,,", "`reported_on` is blank"),
        (
            "a,soon,,,,,,,,,,,,,,",
            "`reported_on` is `soon`, which is no date as `2016-05-04` with or without an hour",
        ),
        ("a,2016-03-01,2016-03-01,,,,,,,,,,,,,", "`occurred_from` is given and `occurred_to` is blank"),
        ("a,2016-03-01,,2016-03-01,,,,,,,,,,,,", "`occurred_to` is given and `occurred_from` is blank"),
        ("a,2016-03-01,,,,,,,,,twice,,,,,", "`count` is `twice`, which is no whole number from 0 up"),
        ("a,2016-03-01,,,,,,,,,,some,,,,", "`killed_civ` is `some`, which is no whole number from 0 up"),
    ] {
        assert_eq!(faults(&items(&format!("{row}\n"))), [(2, reason)]);
    }
}

/// The sample and both tables of counts, as published.
#[test]
fn the_bulletins_of_2016_are_read_without_a_fault() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/incidents");
    let names =
        ["russian_centre_incidents_sample.csv", "russian_centre_daily_counts.csv", "snhr_breach_counts.csv"];
    let Some(bytes) =
        names.iter().map(|name| std::fs::read(folder.join(name)).ok()).collect::<Option<Vec<_>>>()
    else {
        eprintln!("skipped: no bulletins under {}", folder.display());
        return;
    };
    let model = model();
    for (bytes, name) in bytes.iter().zip(names) {
        assert_eq!(recognise(&model, bytes, None), Ok(Profile::Bulletin), "{name}");
        let log = read(Profile::Bulletin, &model, name, bytes.as_slice()).unwrap();
        assert_eq!(faults(&log), [], "{name}");
        let rows =
            String::from_utf8_lossy(bytes).lines().skip(1).filter(|line| !line.trim().is_empty()).count();
        let lines: BTreeSet<u64> = log
            .tallies
            .iter()
            .map(|tally| tally.line)
            .chain(
                log.incidents.iter().flat_map(|incident| incident.reports.iter().map(|report| report.line)),
            )
            .collect();
        assert_eq!((lines.len(), log.rows), (rows, rows), "{name}");
        // Which count adds up others stands in its own note.
        for tally in &log.tallies {
            let says = tally.note.as_deref().is_some_and(|note| note.starts_with("cumulative"));
            assert!(!says || tally.cumulative || tally.unit == "violations", "{tally:?}");
        }
    }
}
