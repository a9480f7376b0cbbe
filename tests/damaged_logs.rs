//! A log of which some rows cannot be read, at the command: the rest is judged as if it stood alone, each bad row is told
//! with its line and reason, and the exit status says that there are such rows. In every container that is read.
#![allow(clippy::disallowed_methods, reason = "tests read and write their own data")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::io::{Read, Write};
use support::folder::{Folder, Ran};

const TERMS: &str = r#"agreement "Truce of the two quarters".
time zone "Asia/Damascus".
in force from 2016-05-05 00:01 for 480 hours.
use "acts".
party Council "Quarter Council".
party Brigade "Northern Brigade".
1 each of Council and Brigade shall not attack each other.
2 Council shall deliver_aid by 2016-05-06 12:00.
"#;

const HEADER: &str = "id,time,actor,target,act,lat,lon,status,note";
const ROWS: usize = 600;

/// The kinds of damage to a row, and the reason that is told of each.
const DAMAGES: [(&str, &str); 5] = [
    ("time", "`time` is `2016-05-32T10:00`, and there is no such day"),
    ("fields", "the row has 7 fields and the header 9"),
    ("coordinates", "`lat` is `96.2`, which is no number of degrees from -90 to 90"),
    ("code", "`status` is `rumoured`, which is none of its values"),
    ("bytes", "the column `note` is not in UTF-8"),
];

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// A log with one bad row in twenty; the same log with blank lines in their stead, so that all others keep their lines;
/// and the line of each bad row with its reason.
fn logs() -> (Vec<u8>, Vec<u8>, Vec<(u64, String)>) {
    let mut dice = Dice(2016);
    let (mut damaged, mut clean, mut told) =
        (HEADER.as_bytes().to_vec(), HEADER.as_bytes().to_vec(), Vec::new());
    for text in [&mut damaged, &mut clean] {
        text.push(b'\n');
    }
    for index in 0..ROWS {
        let actors =
            ["Quarter Council", "Northern Brigade", "", "Quarter Council|Northern Brigade", "Somebody New"];
        let (day, hour) = (5 + dice.below(18), dice.below(24));
        let (from, to) = (actors[dice.below(5) as usize], actors[dice.below(3) as usize]);
        let act = ["shelling", "attack", "air_strike"][dice.below(3) as usize];
        let (lat, lon) = (36.0 + dice.below(100) as f64 / 100.0, 37.0 + dice.below(100) as f64 / 100.0);
        let note = dice.below(1_000_000_000);
        let good =
            format!("r{index},2016-05-{day:02}T{hour:02}:00,{from},{to},{act},{lat},{lon},reported,{note}\n");
        if index % 20 != 7 {
            damaged.extend(good.bytes());
            clean.extend(good.bytes());
            continue;
        }
        let (what, reason) = DAMAGES[index / 20 % DAMAGES.len()];
        let bad = match what {
            "time" => format!("r{index},2016-05-32T10:00,{from},{to},{act},{lat},{lon},reported,{note}\n")
                .into_bytes(),
            "fields" => format!("r{index},2016-05-{day:02},{from},{to},{act},{lat},{lon}\n").into_bytes(),
            "coordinates" => {
                format!("r{index},2016-05-{day:02},{from},{to},{act},96.2,{lon},,{note}\n").into_bytes()
            }
            "code" => {
                format!("r{index},2016-05-{day:02},{from},{to},{act},{lat},{lon},rumoured,\n").into_bytes()
            }
            _ => {
                [format!("r{index},2016-05-{day:02},{from},{to},{act},,,,").as_bytes(), b"caf\xe9\n"].concat()
            }
        };
        damaged.extend(bad);
        clean.push(b'\n');
        told.push((index as u64 + 2, reason.to_owned()));
    }
    (damaged, clean, told)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A folder with an agreement, in which the command runs.
fn prepared(name: &str) -> Folder {
    Folder::new(name).with("terms.agreement", TERMS)
}

trait Evaluates {
    fn evaluate(&self, log: &str, more: &[&str]) -> Ran;
    fn json(&self, log: &str) -> (i32, Value);
}

impl Evaluates for Folder {
    fn evaluate(&self, log: &str, more: &[&str]) -> Ran {
        self.run(&[&["evaluate", "terms.agreement", log], more].concat())
    }

    fn json(&self, log: &str) -> (i32, Value) {
        let (status, out, err) = self.evaluate(log, &["--format", "json"]);
        (status, serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}")))
    }
}

/// The lines that a result calls unreadable, with their reasons.
fn unreadable(result: &Value) -> Vec<(u64, String)> {
    let rows = result["log"]["unreadable_rows"].as_array().unwrap();
    rows.iter()
        .map(|row| (row["line"].as_u64().unwrap(), row["reason"].as_str().unwrap().to_owned()))
        .collect()
}

fn assert_told(found: &[(u64, String)], expected: &[(u64, String)]) {
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for ((line, reason), (expected_line, beginning)) in found.iter().zip(expected) {
        assert_eq!(line, expected_line);
        assert!(reason.starts_with(beginning.as_str()), "line {line}: {reason}");
    }
}

/// What is judged: every part of a result that the bad rows could have changed.
fn judged(result: &Value) -> Vec<&Value> {
    let parts = ["incidents", "counts", "any_clause", "duties", "duties_as_of_utc", "contested"];
    parts.iter().map(|part| &result[*part]).inspect(|part| assert!(!part.is_null())).collect()
}

#[test]
fn a_log_with_bad_rows_is_judged_for_the_rest() {
    let (damaged, clean, told) = logs();
    assert_eq!(told.len() * 20, ROWS);
    let folder = prepared("rows").with("damaged.csv", &damaged).with("clean.csv", clean);
    let (clean_status, clean_result) = folder.json("clean.csv");
    assert_eq!(clean_status, 0);
    assert!(unreadable(&clean_result).is_empty());
    assert_eq!(clean_result["log"]["rows"], ROWS - told.len());
    assert!(clean_result["incidents"].as_array().unwrap().len() > ROWS / 2);

    let (status, result) = folder.json("damaged.csv");
    assert_eq!(status, 1);
    assert_told(&unreadable(&result), &told);
    assert_eq!(result["log"]["cut_off_at_line"], Value::Null);
    assert_eq!(judged(&result), judged(&clean_result));

    let (status, out, err) = folder.evaluate("damaged.csv", &["--limit", "0"]);
    assert_eq!(status, 1);
    assert_eq!(err, format!("damaged.csv: {} of {ROWS} rows could not be read\n", told.len()));
    for (line, reason) in &told {
        assert!(out.contains(&format!("    line {line}: {reason}")), "no line {line} in:\n{out}");
    }
    let (status, out, err) = folder.evaluate("damaged.csv", &["--strict"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains(&format!("line {}: {}", told[0].0, told[0].1)), "{err}");
}

#[test]
fn a_truncated_gzip_is_judged_for_the_rows_before_the_break() {
    let (damaged, clean, told) = logs();
    let mut packed = gzip(&damaged);
    packed.truncate(packed.len() * 9 / 10);
    let mut unpacked = Vec::new();
    assert!(GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).is_err());
    let whole_lines = unpacked.iter().filter(|&&byte| byte == b'\n').count();
    assert!(whole_lines > ROWS / 2 && whole_lines <= ROWS, "{whole_lines}");
    let rest: Vec<u8> =
        clean.split_inclusive(|&byte| byte == b'\n').take(whole_lines).flatten().copied().collect();
    let broken_at = whole_lines as u64 + 1;
    let mut expected: Vec<_> = told.into_iter().filter(|(line, _)| *line < broken_at).collect();
    for damage in DAMAGES {
        assert!(expected.iter().any(|(_, reason)| reason == damage.1), "no {} before the break", damage.0);
    }
    expected.push((
        broken_at,
        "the compressed file breaks off here; nothing below this line was read".to_owned(),
    ));

    let folder = prepared("gzip").with("log.csv.gz", packed).with("rest.csv", rest);
    let (status, result) = folder.json("log.csv.gz");
    assert_eq!(status, 1);
    assert_told(&unreadable(&result), &expected);
    assert_eq!(result["log"]["cut_off_at_line"], broken_at);
    let (_, rest) = folder.json("rest.csv");
    assert_eq!(judged(&result), judged(&rest));

    let (status, out, err) = folder.evaluate("log.csv.gz", &["--limit", "0"]);
    assert_eq!(status, 1);
    assert!(out.contains(&format!("Nothing could be read from line {broken_at} on.")), "{out}");
    assert!(err.ends_with(&format!("log.csv.gz: nothing could be read from line {broken_at} on\n")), "{err}");
    for (line, reason) in &expected {
        assert!(out.contains(&format!("    line {line}: {reason}")), "no line {line} in:\n{out}");
    }
}

#[test]
fn a_log_is_judged_alike_in_every_container() {
    let (_, clean, _) = logs();
    let text = String::from_utf8(clean).unwrap().replace("\n\n", "\n");
    let utf_16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let names: Vec<&str> = HEADER.split(',').collect();
    let objects: Vec<String> = text
        .lines()
        .skip(1)
        .map(|line| {
            let members: Vec<_> = names.iter().zip(line.split(',')).collect();
            let members: Vec<String> =
                members.iter().rev().map(|(name, field)| format!("\"{name}\": \"{field}\"")).collect();
            format!("{{{}}}\n", members.join(", "))
        })
        .collect();
    let zstandard =
        ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let folder = prepared("containers")
        .with("log.csv", &text)
        .with("marked.csv", format!("\u{feff}{text}"))
        .with("log.csv.gz", gzip(text.as_bytes()))
        .with("log.csv.zst", zstandard)
        .with("unicode.csv", utf_16)
        .with("log.jsonl.gz", gzip(("\n".to_owned() + &objects.concat()).as_bytes()));
    let (_, expected) = folder.json("log.csv");
    for name in ["marked.csv", "log.csv.gz", "log.csv.zst", "unicode.csv", "log.jsonl.gz"] {
        let (status, result) = folder.json(name);
        assert_eq!(status, 0, "{name}");
        assert_eq!(judged(&result), judged(&expected), "{name}");
    }
}

#[test]
fn a_sheet_is_asked_for_by_name() {
    let folder = prepared("sheet").with("log.csv", format!("{HEADER}\n"));
    let (status, _, err) = folder.evaluate("log.csv", &["--sheet", "Log"]);
    assert_eq!(status, 2);
    assert!(err.contains("only a workbook (.xlsx) has sheets"), "{err}");
}
