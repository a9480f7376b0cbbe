//! The columns of a log that is kept for this purpose.

use std::collections::BTreeMap;

use super::{canonical, faults, model};
use crate::incident::{Assessment, Casualties, Grade, Log, NameKind, Report, Status};
use crate::model::Model;
use crate::model::clauses::{Where, Who};
use crate::model::ids::{ActorId, GroupId, LiteralId};
use crate::model::time;
use crate::sets::Intervals;

fn report(log: &Log, incident: usize) -> &Report {
    assert_eq!(faults(log), []);
    &log.incidents[incident].reports[0]
}

/// One row with these columns besides `id`, `act` and `time`.
fn row(model: &Model, columns: &str, values: &str) -> Log {
    canonical(model, &format!("id,act,time,{columns}\n1,attack,2016-03-01,{values}\n"))
}

/// The time of one row as local times: `2016-03-01 00:00 to 2016-03-02 00:00`.
fn times(columns: &str, values: &str) -> Result<String, String> {
    let model = model();
    let log = canonical(&model, &format!("id,act,{columns}\n1,attack,{values}\n"));
    if let Some(fault) = log.faults.first() {
        return Err(fault.reason.clone());
    }
    let utc = time::zone("UTC").unwrap();
    let spans = report(&log, 0).account.time.iter().map(|(start, end)| {
        assert_eq!((start % 60, end % 60), (0, 0));
        format!("{} to {}", time::local(start, &utc), time::local(end, &utc))
    });
    Ok(spans.collect::<Vec<_>>().join(" and "))
}

/// Times in UTC; Damascus is two hours ahead in winter and three in summer.
#[test]
fn a_time_stands_for_all_that_it_leaves_open() {
    let table = [
        ("time", "2016-03-01", "2016-02-29 22:00 to 2016-03-01 22:00"),
        ("time", "2016-03-01T10:00", "2016-03-01 08:00 to 2016-03-01 08:01"),
        ("time", "2016-03-01 10:00", "2016-03-01 08:00 to 2016-03-01 08:01"),
        ("time", "2016-03-01T10:00Z", "2016-03-01 10:00 to 2016-03-01 10:01"),
        ("time", "2016-03-01T10:00+03:00", "2016-03-01 07:00 to 2016-03-01 07:01"),
        ("time", "2016-03-01T10:00-0530", "2016-03-01 15:30 to 2016-03-01 15:31"),
        ("time", "2016-03-01T24:00", "2016-03-01 22:00 to 2016-03-01 22:01"),
        ("time,tz", "2016-03-01 10:00,Europe/Moscow", "2016-03-01 07:00 to 2016-03-01 07:01"),
        ("time,tz", "2016-03-01,Europe/Moscow", "2016-02-29 21:00 to 2016-03-01 21:00"),
        ("time,tz", "2016-03-01T10:00Z,Europe/Moscow", "2016-03-01 10:00 to 2016-03-01 10:01"),
        // The day on which clocks go forward has 23 hours, and begins at one.
        ("time", "2016-03-25", "2016-03-24 22:00 to 2016-03-25 21:00"),
        // Clocks went back over this hour: it was twice.
        (
            "time",
            "2016-10-27 23:30",
            "2016-10-27 20:30 to 2016-10-27 20:31 and 2016-10-27 21:30 to 2016-10-27 21:31",
        ),
        ("from,to", "2016-03-01,2016-03-02", "2016-02-29 22:00 to 2016-03-02 22:00"),
        ("from,to", "2016-03-01T06:25,2016-03-01T11:30", "2016-03-01 04:25 to 2016-03-01 09:30"),
        ("from,to", "2016-03-01T06:25,2016-03-01T06:25", "2016-03-01 04:25 to 2016-03-01 04:26"),
        ("from,to", "2016-03-01T06:25,2016-03-01", "2016-03-01 04:25 to 2016-03-01 22:00"),
        ("from,to", "2016-10-27 23:30,2016-10-27 23:30", "2016-10-27 20:30 to 2016-10-27 21:30"),
        ("time,from,to", ",2016-03-01,2016-03-01", "2016-02-29 22:00 to 2016-03-01 22:00"),
    ];
    for (columns, values, expected) in table {
        assert_eq!(times(columns, values).as_deref(), Ok(expected), "{columns}: {values}");
    }
    let second = canonical(&model(), "id,act,time\n1,attack,2016-03-01T10:00:30Z\n");
    assert_eq!(report(&second, 0).account.time, Intervals::point(1_456_826_430));
}

#[test]
fn a_time_that_says_nothing_certain_is_refused_with_the_reason() {
    let table = [
        (
            "time",
            "04/05/2016",
            "`time` is `04/05/2016`, which can be 2016-05-04 or 2016-04-05; dates are written as `2016-05-04`",
        ),
        ("time", "27/02/2016", "`time` is `27/02/2016`, where dates are written as `2016-02-27`"),
        ("time", "27.2.2016 10:00", "`time` is `27.2.2016 10:00`, where dates are written as `2016-02-27`"),
        ("time", "2016-02-30", "`time` is `2016-02-30`, and there is no such day"),
        ("time", "2016-03-01 25:00", "`time` is `2016-03-01 25:00`, and there is no such hour of the day"),
        (
            "time",
            "yesterday",
            "`time` is `yesterday`, which is no date as `2016-05-04` with or without an hour",
        ),
        (
            "time",
            "2016-03-25 00:30",
            "`time` is `2016-03-25 00:30`, an hour that the clocks of Asia/Damascus skipped on that day",
        ),
        ("time", "", "neither `time` nor `from` and `to` say when it happened"),
        (
            "time,tz",
            "2016-03-01,Asia/Damascs",
            "`tz` is `Asia/Damascs`, which is no time zone; `Asia/Damascus` is spelt much the same",
        ),
        (
            "from,to",
            "2016-03-02,2016-03-01",
            "`from` is `2016-03-02` and `to` is `2016-03-01`, which is earlier",
        ),
        ("from,to", "2016-03-02,", "`from` says when it began, and `to` is blank"),
        ("from,to", ",2016-03-02", "`to` says when it ended, and `from` is blank"),
        (
            "time,from,to",
            "2016-03-02,2016-03-02,",
            "both `time` and `from` or `to` say when it happened, and only one of them may",
        ),
    ];
    for (columns, values, expected) in table {
        assert_eq!(times(columns, values), Err(expected.to_owned()), "{columns}: {values}");
    }
}

#[test]
fn every_column_is_read() {
    let model = model();
    let text = "id,incident,time,actor,target,act,means,lat,lon,radius_km,count,unit,killed_low,killed,killed_high,wounded,source,grade,status,assessed_by,assessment,note,self_defence,calibre\n\
        a1,a,2016-03-01,FSA|Ahrar al-Sham,Government of Syria,artillery_fire|airstrike,mortar,36.2,37.16,5,3,shells,1,2,4,8,SOHR,B2,observed,CTF,no violation,\"said, so\",no,120\n\
        b1,b,2016-03-02,,,attack,,,,,,,,,,,,,,,,,,\n\
        a2,a,2016-03-01,Opposition,nobody,Air strike,,,,,,,,,,,,,Not_investigated,,,,yes,\n";
    let log = canonical(&model, text);
    assert_eq!((log.rows, log.incidents.len(), log.profile), (3, 2, "canonical"));
    assert_eq!(
        (log.unknown.len(), log.ignored_columns.len()),
        (0, 0),
        "{:?} {:?}",
        log.unknown,
        log.ignored_columns
    );
    let first = report(&log, 0);
    assert_eq!((first.line, first.id.as_str(), first.day.as_str()), (2, "a1", "2016-03-01"));
    let account = &first.account;
    assert_eq!(account.who, Some(vec![Who::Actor(ActorId(2)), Who::Actor(ActorId(3))]));
    assert_eq!(account.whom, Some(vec![Who::Actor(ActorId(0))]));
    assert!(!account.undirected && !account.summary && account.bystanders.is_empty());
    let acts = ["artillery_fire", "airstrike"].map(|word| model.deeds.act_words[word]);
    assert_eq!(account.acts, Some(acts.to_vec()));
    assert_eq!(account.means, Some(vec![model.deeds.means_words["mortar"]]));
    assert_eq!(
        account.places,
        Some(vec![Where::Near { longitude: 37.16, latitude: 36.2, radius_m: 5000.0 }])
    );
    let calibre = model.deeds.measure("calibre").unwrap();
    assert_eq!(account.measures, BTreeMap::from([(calibre, Intervals::point(120_000))]));
    let literal: LiteralId = model.literal_columns()["self_defence"];
    assert_eq!(account.literals, BTreeMap::from([(literal, false)]));
    assert_eq!((first.count, first.unit.as_deref()), (Some(3), Some("shells")));
    assert_eq!(first.killed, Some(Casualties { low: 1, best: Some(2), high: Some(4) }));
    assert_eq!(first.wounded, Some(Casualties { low: 8, best: Some(8), high: Some(8) }));
    assert_eq!(first.grade, Some(Grade { reliability: 'B', credibility: 2 }));
    assert_eq!((first.status, first.assessment), (Some(Status::Observed), Some(Assessment::NoViolation)));
    assert_eq!((first.assessed_by.as_deref(), first.assessor), (Some("CTF"), Some(ActorId(6))));
    assert_eq!((first.source.as_deref(), first.note.as_deref()), (Some("SOHR"), Some("said, so")));

    let second = &log.incidents[0].reports[1];
    assert_eq!(second.account.who, Some(vec![Who::Group(GroupId(0))]));
    assert_eq!(second.account.whom, Some(vec![Who::Nobody]));
    assert_eq!(second.account.acts, Some(vec![model.deeds.act_words["airstrike"]]));
    assert_eq!(second.account.literals, BTreeMap::from([(literal, true)]));
    assert_eq!(second.status, Some(Status::NotInvestigated));

    let blank = report(&log, 1);
    assert_eq!((&blank.account.who, &blank.account.whom, &blank.account.places), (&None, &None, &None));
    assert_eq!((blank.killed, blank.grade, blank.count), (None, None, None));
}

#[test]
fn an_unknown_name_is_listed_and_leaves_the_row_open() {
    let model = model();
    let text = "id,time,actor,target,act,place\n\
        1,2016-03-01,Ahrar al-Shem,,attack,Saraqib\n\
        2,2016-03-01,FSA|ahrar al shem,,attak,Sarqib\n\
        3,2016-03-01,Government of Iraq,unknown,attack,Aleppo\n";
    let log = canonical(&model, text);
    let unknown: Vec<_> = log
        .unknown
        .iter()
        .map(|name| (name.kind, name.name.as_str(), name.rows, name.nearest.as_deref()))
        .collect();
    assert_eq!(
        unknown,
        [
            (NameKind::Actor, "Ahrar al-Shem", 2, Some("Ahrar al-Sham")),
            (NameKind::Actor, "Government of Iraq", 1, None),
            (NameKind::Act, "attak", 1, Some("attack")),
            (NameKind::Place, "Sarqib", 1, Some("Saraqib")),
        ]
    );
    for incident in &log.incidents {
        assert_eq!(incident.reports[0].account.who, None);
    }
    assert_eq!(log.incidents[1].reports[0].account.acts, None);
    assert_eq!(log.incidents[1].reports[0].account.places, None);
    assert!(log.incidents[2].reports[0].account.places.is_some());
}

#[test]
fn a_name_means_what_it_means_at_the_time() {
    let model = model();
    let text = "id,time,actor,act\n\
        1,2016-03-01,Jabhat Fateh al-Sham,attack\n\
        2,2016-08-01,Jabhat Fateh al-Sham,attack\n\
        3,2016-05-01,Jaysh al-Fatah,attack\n\
        4,2016-07-01,Jaysh al-Fatah,attack\n\
        5,2016-07-02,Jaysh al-Fatah,attack\n";
    let log = canonical(&model, text);
    let who: Vec<_> = log.incidents.iter().map(|incident| incident.reports[0].account.who.clone()).collect();
    let (nusra, fatah) = (Some(vec![Who::Actor(ActorId(4))]), Some(vec![Who::Group(GroupId(1))]));
    // They stand in the order of their times.
    assert_eq!(who, [nusra.clone(), fatah, None, None, nusra]);
    let counts = |list: &[crate::incident::NameCount]| -> Vec<(String, usize)> {
        list.iter().map(|name| (name.name.clone(), name.rows)).collect()
    };
    assert_eq!(counts(&log.outside_dates), [("Jabhat Fateh al-Sham".to_owned(), 1)]);
    assert_eq!(counts(&log.without_members), [("Jaysh al-Fatah".to_owned(), 2)]);
    assert_eq!(log.unknown, []);
}

#[test]
fn a_place_is_a_point_a_radius_or_a_zone() {
    let model = model();
    let near = |radius_m| Some(vec![Where::Near { longitude: 36.8, latitude: 35.86, radius_m }]);
    let zone = model.names.place("Aleppo").unwrap()[0].place();
    let point = model.names.place("Saraqib").unwrap()[0].place();
    let table = [
        ("Saraqib", "", "", "", Some(vec![point.clone()])),
        ("Saraqeb|Aleppo", "", "", "", Some(vec![point, zone.clone()])),
        ("Saraqib", "", "", "2", near(2000.0)),
        ("Aleppo", "", "", "2", Some(vec![zone])),
        ("Aleppo", "35.86", "36.80", "", near(0.0)),
        ("", "35.86", "36.80", "1.5", near(1500.0)),
        ("", "", "", "", None),
    ];
    for (place, lat, lon, radius, expected) in table {
        let log = row(&model, "place,lat,lon,radius_km", &format!("{place},{lat},{lon},{radius}"));
        assert_eq!(report(&log, 0).account.places, expected, "{place} {lat} {lon} {radius}");
        assert_eq!(report(&log, 0).place.as_deref().unwrap_or(""), place);
    }
}

#[test]
fn a_value_that_cannot_be_is_refused_with_the_reason() {
    let model = model();
    let table = [
        ("lat,lon", "95,36", "`lat` is `95`, which is no number of degrees from -90 to 90"),
        ("lat,lon", "36,nan", "`lon` is `nan`, which is no number of degrees from -180 to 180"),
        ("lat,lon", "36,", "`lat` is given and `lon` is blank"),
        (
            "lat,lon,radius_km",
            "36,36,-1",
            "`radius_km` is `-1`, which is no distance on the earth in kilometres",
        ),
        (
            "radius_km,note",
            "5,",
            "`radius_km` says how far around, and neither `lat` and `lon` nor `place` around what",
        ),
        ("count,note", "many,", "`count` is `many`, which is no whole number from 0 up"),
        (
            "killed_low,killed_high",
            "5,3",
            "the numbers for `killed` do not rise from the lowest to the highest: 5, 3",
        ),
        ("grade,note", "G2,", "`grade` is `G2`, which is no letter from A to F with a figure from 1 to 6"),
        (
            "status,note",
            "observd,",
            "`status` is `observd`, which is none of its values; `observed` is spelt much the same",
        ),
        (
            "assessment,note",
            "guilty,",
            "`assessment` is `guilty`, which is none of its values; it can be violation, no violation, undetermined",
        ),
        (
            "self_defence,note",
            "perhaps,",
            "`self_defence` is `perhaps`, where it can be `yes`, `no`, `unknown` or blank",
        ),
        ("calibre,note", "120 kg,", "`calibre` is `120 kg`, and its unit is none of mm, cm, inch"),
        ("calibre,note", "big,", "`calibre` is `big`, and its unit is none of mm, cm, inch"),
        ("calibre,calibre_cm", "120,12", "two columns say `calibre`, and only one of them may"),
    ];
    for (columns, values, expected) in table {
        let log = row(&model, columns, values);
        assert_eq!(faults(&log), [(2, expected)], "{columns}: {values}");
        assert_eq!((log.rows, log.incidents.len(), log.unknown.len()), (1, 0, 0));
    }
}

#[test]
fn measures_take_units_and_candidates() {
    let model = model();
    let calibre = model.deeds.measure("calibre").unwrap();
    let points = |values: &[i64]| -> Intervals { values.iter().map(|&value| (value, value + 1)).collect() };
    let table = [
        ("calibre", "120", points(&[120_000])),
        ("calibre", "12 cm", points(&[120_000])),
        ("calibre_cm", "12", points(&[120_000])),
        ("calibre", "82|120 mm", points(&[82_000, 120_000])),
        ("calibre", "0.5inch", points(&[12_700])),
    ];
    for (column, value, expected) in table {
        let log = row(&model, column, value);
        assert_eq!(
            report(&log, 0).account.measures,
            BTreeMap::from([(calibre, expected)]),
            "{column} {value}"
        );
    }
}

#[test]
fn a_column_that_nothing_reads_is_named() {
    let model = model();
    let log =
        canonical(&model, "id,act,time,acter,Colour of smoke,Killed High\n1,attack,2016-03-01,FSA,red,3\n");
    let ignored: Vec<_> =
        log.ignored_columns.iter().map(|column| (column.name.as_str(), column.nearest.as_deref())).collect();
    assert_eq!(ignored, [("acter", Some("actor")), ("colour_of_smoke", None)]);
    assert_eq!(report(&log, 0).killed, Some(Casualties { low: 0, best: None, high: Some(3) }));
}

#[test]
fn semicolons_and_decimal_commas_are_read_and_said() {
    let model = model();
    let log = canonical(&model, "id;act;time;lat;lon\n1;attack;2016-03-01;35,86;36,8\n");
    let near = Where::Near { longitude: 36.8, latitude: 35.86, radius_m: 0.0 };
    assert_eq!(report(&log, 0).account.places, Some(vec![near]));
    assert_eq!(
        log.assumptions,
        [
            "The fields of the log are separated by semicolons, and a comma within a number is read as its decimal mark."
        ]
    );
}
