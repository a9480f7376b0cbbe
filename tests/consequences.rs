//! What follows from a condition, against the same said in other words, on random logs.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::BTreeMap;

use armistice::draft::understand;
use armistice::evaluate::{Engine, Verdict, evaluate};
use armistice::incident::{Profile, read};
use armistice::model::Model;
use armistice::source::Sources;
use proptest::prelude::*;

const TEXT: &str = "agreement \"Said twice\".
time zone \"Asia/Damascus\".
signed 2016-03-01.
in force from 2016-03-01 until 2016-06-01.
use \"acts\".
party A.
party B.
party C.
body M.
protected Civilians.
1 a party shall not shell Civilians.
2 when 1 is violated, a party shall not fly.
3 a party shall not fly, when 1 is violated.
4 when a party violates 1, that party shall not patrol.
5.1 when A violates 1, A shall not patrol.
5.2 B shall not patrol, when B violates 1.
5.3 when C violates 1, that party shall not patrol.
6 when a party shells Civilians, that party shall not recruit for 3 days.
7 when a party violates 1 within 3 days, that party shall not recruit.
8 when M excludes a party, a party shall not loot that party within 1 day.
9.1 when M excludes A, nobody shall loot A for 1 day.
9.2 when M excludes B, that party shall not loot B for 1 day, except A.
9.3 when M excludes C, a party shall not loot C for 24 hours.
9.4 when M excludes B, a party shall not loot B for 1 day.
10 when a party violates 1, M shall prevent that party from abducting.
11.1 when A violates 1, M shall prevent A from abducting.
11.2 M shall prevent B from abducting, when B violates 1.
11.3 M shall prevent C from abducting, when C violates 1.
12 when a party violates 1 at least 2 times within 5 days and M consents, that party shall not deploy.
13.1 A shall not deploy, when A violates 1 at least 2 times within 5 days and M consents.
13.2 B shall not deploy, when B violates 1 at least 2 times within 5 days and M consents.
13.3 C shall not deploy, when C violates 1 at least 2 times within 5 days and M consents.
";

/// A clause, and those that say the same together, one by one of whom they speak.
const SAME: &[(&str, &[&str])] = &[
    ("2", &["3"]),
    ("4", &["5.1", "5.2", "5.3"]),
    ("6", &["7"]),
    ("8", &["9.1", "9.3", "9.4"]),
    ("10", &["11.1", "11.2", "11.3"]),
    ("12", &["13.1", "13.2", "13.3"]),
];

fn model() -> Model {
    let mut sources = Sources::default();
    let file = sources.add("terms.agreement", TEXT);
    let checked = understand(&sources, file, &());
    let wrong: Vec<_> = checked.found.iter().filter(|found| found.code.slug == "wrong-kind").collect();
    assert_eq!(wrong.len(), 0, "{wrong:#?}");
    checked.model
}

/// One row of a log: when, who, to whom, what.
fn row() -> impl Strategy<Value = String> {
    let day = (1..20_u8, prop::option::of(0..24_u8));
    let when = day.prop_map(|(day, hour)| match hour {
        Some(hour) => format!("2016-03-{day:02} {hour:02}:00:00"),
        None => format!("2016-03-{day:02}"),
    });
    let party = || prop::sample::select(vec!["A", "B", "C", "A", "B", "C", "A|B", ""]);
    let what = prop_oneof![
        5 => (party(), Just("Civilians"), Just("shell")),
        1 => (party(), prop::sample::select(vec!["Civilians", "", "A"]), Just("shell")),
        3 => (party(), Just(""), prop::sample::select(vec!["fly", "patrol", "recruit", "abduct", "deploy"])),
        3 => (party(), party(), Just("loot")),
        3 => (Just("M"), party(), Just("exclude")),
        1 => (Just("M"), Just(""), Just("consent")),
    ];
    (when, what).prop_map(|(when, (who, whom, act))| format!("{when},{who},{whom},{act}"))
}

/// How grave a judgement is; what a clause does not concern is no violation of it.
fn grave(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Violation => 2,
        Verdict::Possible(_) => 1,
        _ => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_same_in_other_words(rows in prop::collection::vec(row(), 1..9)) {
        let model = model();
        let mut table = "id,time,actor,target,act\n".to_owned();
        for (id, row) in rows.iter().enumerate() {
            table += &format!("{id},{row}\n");
        }
        let log = read(Profile::Canonical, &model, "log.csv", table.as_bytes()).unwrap();
        prop_assert_eq!(log.incidents.len(), rows.len());
        let judged = evaluate(&Engine::for_log(&model, &log), &log, None);
        for incident in &judged.incidents {
            let verdicts: BTreeMap<&str, u8> = incident
                .verdicts
                .iter()
                .map(|own| (model.clause(own.clause).unwrap().label.as_str(), grave(&own.as_written)))
                .collect();
            let of = |label: &str| verdicts.get(label).copied().unwrap_or(0);
            // Of several it may be certain that it was one or another of them, and of none in particular.
            let row = &rows[log.incidents[incident.incident].id.parse::<usize>().unwrap()];
            let said: Vec<&str> = row.split(',').collect();
            let known = |name: &str| !name.is_empty() && !name.contains('|');
            let alone = known(said[1]) && (said[3] != "loot" || known(said[2]));
            for (whole, parts) in SAME {
                let most = parts.iter().map(|part| of(part)).max().unwrap();
                let same = of(whole) == most || (!alone && most == 1 && of(whole) == 2);
                prop_assert!(same, "{} {} {:?}\n{}", incident.incident, whole, verdicts, table);
            }
        }
    }
}

/// Every clause of the text is judged, and each of the judgements occurs.
#[test]
fn each_of_them_is_judged() {
    let model = model();
    let engine = Engine::new(&model);
    assert_eq!(engine.not_evaluated(), []);
    let table = "id,time,actor,target,act\n\
                 1,2016-03-02 12:00:00,A,Civilians,shell\n\
                 2,2016-03-03 12:00:00,A,Civilians,shell\n\
                 3,2016-03-03 13:00:00,M,,consent\n\
                 4,2016-03-03 14:00:00,M,B,exclude\n\
                 5,2016-03-04 12:00:00,A,,fly\n\
                 6,2016-03-04 12:00:00,A,,patrol\n\
                 7,2016-03-04 12:00:00,A,,recruit\n\
                 8,2016-03-04 12:00:00,A,B,loot\n\
                 9,2016-03-04 12:00:00,A,,abduct\n\
                 10,2016-03-04 12:00:00,A,,deploy\n";
    let log = read(Profile::Canonical, &model, "log.csv", table.as_bytes()).unwrap();
    let judged = evaluate(&Engine::for_log(&model, &log), &log, None);
    for (whole, _) in SAME {
        let clause = model.clause_by_label(whole).unwrap();
        let violations = judged.incidents.iter().flat_map(|incident| &incident.verdicts);
        let mut violations =
            violations.filter(|own| own.clause == clause && own.as_written == Verdict::Violation);
        assert!(violations.next().is_some(), "{whole}");
    }
}
