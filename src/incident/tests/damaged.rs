//! Files that are not as they should be.

use proptest::prelude::*;

use super::{canonical, fault, faults, model};
use crate::incident::{LogFault, Profile, read, read_names, read_profile};

#[test]
fn a_file_that_is_no_log_says_what_it_is() {
    let table: [(&[u8], &str); 9] = [
        (b"", "the log is empty: its first line should name the columns"),
        (b"\xef\xbb\xbf", "the log is empty: its first line should name the columns"),
        (b"\r\n\n", "the log is empty: its first line should name the columns"),
        (
            b"PK\x03\x04",
            "the log is no table: it is an archive or a workbook, and damaged (invalid Zip archive: Could not find EOCD)",
        ),
        (b"i\0d\0,\0", "the log is no table: it has bytes that no text has"),
        (b"id\0,act\n", "the log is no table: it has bytes that no text has"),
        (
            b"id,acto,time\n1,attack,2016-03-01\n",
            "the log lacks the column `act` (its column `acto` is spelt much the same)",
        ),
        (b"day,from\n", "the log lacks the column `id`, the column `act` and the column `to`"),
        (b"id,act,time,ACT\n", "the log has two columns `act`, and only one of them can be meant"),
    ];
    for (bytes, expected) in table {
        assert_eq!(fault(Profile::Canonical, bytes).to_string(), expected);
    }
    assert!(
        matches!(fault(Profile::UcdpGed, b"id,act,time\n"), LogFault::MissingColumns(columns) if columns.len() > 10)
    );
}

#[test]
fn a_stream_that_breaks_off_is_no_log() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let input = std::io::Read::chain(&b"id,act,time\n1,attack,2016-03-01\n"[..], Broken);
    let fault = read(Profile::Canonical, &model(), "log", input).unwrap_err();
    assert_eq!(fault.to_string(), "the log cannot be read to its end: the disk is gone");
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let bad = "2,attack,never,x";
    let table = [
        (format!("id,act,time,note\n1,attack,2016-03-01,x\n{bad}\n"), 3),
        (format!("\u{feff}id,act,time,note\r\n1,attack,2016-03-01,x\r\n{bad}\r\n"), 3),
        (format!("id,act,time,note\r1,attack,2016-03-01,x\r{bad}\r"), 3),
        (format!("\n\nid,act,time,note\n\n1,attack,2016-03-01,x\n\r\n\n{bad}"), 8),
        (format!("id,act,time,note\n1,attack,2016-03-01,\"x\ny\r\n\nz\"\n{bad}\n"), 6),
        (format!("\"id\",act,time,note\r\n\"1\",attack,2016-03-01,\"x\r\ny\"\r\n{bad}\r\n"), 4),
    ];
    let model = model();
    for (text, line) in table {
        let log = canonical(&model, &text);
        let expected = "`time` is `never`, which is no date as `2016-05-04` with or without an hour";
        assert_eq!(faults(&log), [(line, expected)], "{text:?}");
        assert_eq!(log.incidents.len(), 1);
    }
}

#[test]
fn the_rest_of_a_damaged_log_is_read_and_each_bad_row_is_told() {
    let damages: [(&[u8], &str); 8] = [
        (
            b"x,attack,never,,\n",
            "`time` is `never`, which is no date as `2016-05-04` with or without an hour",
        ),
        (b"x,attack,2016-03-01\n", "the row has 3 fields and the header 5"),
        (b"x,attack,2016-03-01,,,\n", "the row has 6 fields and the header 5"),
        (b"x,attack,2016-03-01,,caf\xe9\n", "the column `note` is not in UTF-8"),
        (b",attack,2016-03-01,,\n", "`id` is blank"),
        (b"good0,attack,2016-03-01,,\n", "`id` is `good0`, which line 2 has already"),
        (b"x,attack,2016-03-01,-1,\n", "`count` is `-1`, which is no whole number from 0 up"),
        (
            b"x,attack,02/03/2016,,\n",
            "`time` is `02/03/2016`, which can be 2016-03-02 or 2016-02-03; dates are written as `2016-03-02`",
        ),
    ];
    let mut bytes = b"id,act,time,count,note\n".to_vec();
    let (mut line, mut good, mut expected) = (2, 0, Vec::new());
    for (damage, reason) in damages {
        for _ in 0..19 {
            bytes.extend_from_slice(format!("good{good},attack,2016-03-01,1,\n").as_bytes());
            good += 1;
        }
        bytes.extend_from_slice(damage);
        line += 20;
        expected.push((line - 1, reason));
    }
    let log = read(Profile::Canonical, &model(), "log", bytes.as_slice()).unwrap();
    assert_eq!(faults(&log), expected);
    assert_eq!((log.rows, log.incidents.len(), log.cut_off_at), (160, 152, None));
}

#[test]
fn rows_without_any_content_are_no_rows() {
    let log = canonical(&model(), "id,act,time\n1,attack,2016-03-01\n,,\n , ,\n2,attack,2016-03-01\n,,\n");
    assert_eq!((log.rows, log.incidents.len(), log.faults.len()), (2, 2, 0));
    assert_eq!(log.incidents[1].reports[0].line, 5);
}

#[test]
fn a_quotation_mark_that_is_never_closed_ends_the_log_and_is_told() {
    let mut text = "id,act,time,note\n1,attack,2016-03-01,\n2,attack,2016-03-01,\"open\n".to_owned();
    for id in 3..60_000 {
        text.push_str(&format!("{id},attack,2016-03-01,\n"));
    }
    let log = canonical(&model(), &text);
    assert_eq!((log.rows, log.incidents.len(), log.cut_off_at), (2, 1, Some(3)));
    assert_eq!(
        faults(&log),
        [(
            3,
            "the row has more than 1024 KB, as when a quotation mark is never closed; nothing below this line was read"
        )]
    );
}

/// A field that means something, or nothing.
fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("2016-03-25 00:30".to_owned()),
        Just("9999-12-31T24:00".to_owned()),
        Just("-9999-01-01".to_owned()),
        Just("2016-03-01T10:00+99:99".to_owned()),
        Just("FSA|Opposition||nobody".to_owned()),
        Just("attack|fire".to_owned()),
        Just("1e308".to_owned()),
        Just("99999999999999999999".to_owned()),
        Just("\"a\n\"\"b\"".to_owned()),
        "[0-9TZ:+ ./|-]{0,20}",
        "\\PC{0,12}",
    ]
}

/// A line of a file of settings, right or wrong.
fn setting() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\[(columns|actors|acts|coverage|time_precision|place_precision|strange)\\]",
        "(id|time|act|actor|column|words|separator|date_format|header|\"ä b\") = (\"\"|\"FSA\"|\"attack\"|\"%d/%m/%Y\"|\"%Q\"|\"%\")",
        "(days|radius_km) = \\{ 1 = (1|0|-7|2.5|1e99|\"place\"|0x10) \\}",
        "(directed|acts|lethal_only|header) = (true|7|\\[\\]|\\[\"attack\", 1\\])",
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_make_it_fail(bytes in proptest::collection::vec(any::<u8>(), 0..400), header in any::<bool>()) {
        let model = model();
        let mut input = if header { b"id,act,time,lat,lon,place,actor\n".to_vec() } else { Vec::new() };
        input.extend(bytes);
        for profile in Profile::ALL {
            if let Ok(log) = read(profile, &model, "log", input.as_slice()) {
                let read: usize = log.incidents.iter().map(|incident| incident.reports.len()).sum();
                prop_assert_eq!(read + log.faults.len(), log.rows);
            }
        }
    }

    /// Files of settings are read or refused with a position that exists.
    #[test]
    fn no_settings_make_it_fail(lines in proptest::collection::vec(setting(), 0..8)) {
        let model = model();
        let text = lines.join("\n");
        for fault in [read_profile(&model, &text).err(), read_names(&model, &text).err()].into_iter().flatten() {
            let line = text.split('\n').nth(fault.line - 1);
            prop_assert!(line.is_some_and(|line| fault.column <= line.chars().count() + 1), "{}\n{}", fault, text);
        }
    }

    #[test]
    fn no_fields_make_it_fail(rows in proptest::collection::vec(proptest::collection::vec(field(), 16), 1..6)) {
        let model = model();
        let canonical = "time,tz,actor,target,act,means,place,lat,lon,radius_km,calibre,self_defence,grade,killed,killed_low";
        let ucdp = "type_of_violence,side_a,side_b,where_prec,adm_1,adm_2,country,latitude,longitude,event_clarity,\
            date_prec,date_start,date_end,deaths_civilians,low,best,high";
        let acled = "event_date,time_precision,sub_event_type,actor1,actor2,civilian_targeting,country,admin1,latitude,\
            longitude,geo_precision,fatalities";
        let items = "reported_on,occurred_from,occurred_to,tz,province,perpetrator_as_written,target_as_written,means,\
            count,killed_civ";
        for (profile, id, columns) in [
            (Profile::Canonical, "id", canonical),
            (Profile::UcdpGed, "id", ucdp),
            (Profile::Acled, "event_id_cnty", acled),
            (Profile::Bulletin, "id", items),
        ] {
            let width = columns.split(',').count();
            let mut text = format!("{id},{columns}\n");
            for (index, row) in rows.iter().enumerate() {
                text.push_str(&index.to_string());
                for value in row.iter().cycle().take(width) {
                    text.push(',');
                    text.push_str(value);
                }
                text.push('\n');
            }
            let log = read(profile, &model, "log", text.as_bytes()).unwrap();
            let read: usize = log.incidents.iter().map(|incident| incident.reports.len()).sum();
            prop_assert_eq!(read + log.faults.len(), log.rows);
            for report in log.incidents.iter().flat_map(|incident| &incident.reports) {
                prop_assert!(!report.account.time.is_empty());
            }
        }
    }
}
