//! Logs in every container that is read, whole and damaged.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use std::io::Cursor;

/// Everything that a table says: rows with their lines, and what cannot be read.
fn told<R: Read>(mut table: Table<R>) -> Result<Vec<String>, LogFault> {
    let mut told = vec![table.header.join(",")];
    loop {
        match table.advance()? {
            Next::Row(line) => {
                told.push(format!("{line}: {}", table.row().iter().collect::<Vec<_>>().join("|")));
            }
            Next::Fault(fault) => told.push(format!("{}! {}", fault.line, fault.reason)),
            Next::CutOff(fault) => told.push(format!("{}!! {}", fault.line, fault.reason)),
            Next::End => return Ok(told),
        }
    }
}

fn read(bytes: &[u8]) -> Result<Vec<String>, LogFault> {
    told(Table::open(bytes)?)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn utf_16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// A workbook with these sheets, each of which is the XML of its rows.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    };
    put(
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
    );
    put(
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    );
    let (mut names, mut links) = (String::new(), String::new());
    for (index, (name, rows)) in sheets.iter().enumerate() {
        let (id, state) = (index + 1, if name.starts_with("Hidden") { "hidden" } else { "visible" });
        write!(names, r#"<sheet name="{name}" sheetId="{id}" state="{state}" r:id="r{id}"/>"#).unwrap();
        write!(links, r#"<Relationship Id="r{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{id}.xml"/>"#).unwrap();
        put(
            &format!("xl/worksheets/sheet{id}.xml"),
            &format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
            ),
        );
    }
    put(
        "xl/workbook.xml",
        &format!(
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>"#
        ),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
        ),
    );
    put(
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>"#,
    );
    put(
        "xl/sharedStrings.xml",
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>id</t></si><si><t>Time</t></si><si><t>killed</t></si></sst>"#,
    );
    archive.finish().unwrap().into_inner()
}

const SHEET: &str = r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c></row>
<row r="3"><c r="A3"><v>12</v></c><c r="B3" s="1"><v>42494</v></c><c r="C3"><v>3</v></c></row>
<row r="5"><c r="A5" t="inlineStr"><is><t>b</t></is></c><c r="B5" s="1"><v>42494.4375</v></c></row>
<row r="6"><c r="A6"><v>36.200000000000003</v></c><c r="B6" t="e"><v>#N/A</v></c></row>
<row r="7"><c r="A7" t="b"><v>1</v></c><c r="D7"><v>1</v></c></row>
<row r="8"><c r="A8"><v>1.5</v></c><c r="B8" s="1"><v>42494.437511574077</v></c></row>"#;

const TEXT: &str = "id,time,note\n1,2016-05-04,\"two\nlines\"\n2,2016-05-05,حلب\n";
const READ: [&str; 3] = ["id,time,note", "2: 1|2016-05-04|two\nlines", "4: 2|2016-05-05|حلب"];

#[test]
fn text_is_read_whatever_it_is_packed_in() {
    let marked = format!("\u{feff}{TEXT}");
    let plain = [TEXT.as_bytes().to_vec(), marked.into_bytes(), utf_16(TEXT)];
    for bytes in plain {
        let mut members = gzip(&bytes[..20]);
        members.extend(gzip(&bytes[20..]));
        for packed in [gzip(&bytes), zstandard(&bytes), members, bytes] {
            assert_eq!(read(&packed).unwrap(), READ);
        }
    }
}

#[test]
fn a_table_without_a_header_has_the_names_that_it_is_given() {
    let text = "\u{feff}1\t\"Aleppo\t2016\r\n\r\n2\tHoms\n3\tIdlib, \"city\"\t2017";
    for bytes in [text.as_bytes().to_vec(), gzip(text.as_bytes())] {
        let table =
            Table::open_without_header(bytes.as_slice(), &["ID", "Place name", "year"], b'\t').unwrap();
        assert_eq!(
            told(table).unwrap(),
            [
                "id,place_name,year",
                "1: 1|\"Aleppo|2016",
                "3! the row has 2 fields and there are 3 columns",
                "4: 3|Idlib, \"city\"|2017"
            ]
        );
    }
}

#[test]
fn objects_have_their_members_in_any_order_and_each_bad_line_is_told() {
    let text = b"{\"id\": 1, \"Time\": \"2016-05-04\"}\r\n\n\
        {\"killed\": 12.50, \"time\": null, \"id\": \"\\u0062\"}\n\
        {\"id\": 3, \"place\": {\"lat\": 1}}\n\
        {\"id\": 4, \"ID\": 5}\n\
        {\"id\": 6\n\
        [7]\n\
        {\"id\": \"\xff\"}\n\
        {\"id\": 9, \"self_defence\": true}";
    assert_eq!(
        read(text).unwrap(),
        [
            "id,time,killed,place,self_defence",
            "1: 1|2016-05-04|||",
            "3: b||12.50||",
            "4! `place` has values within it, and a field has one; several candidates are written in one text, separated by `|`",
            "5! the row has two values of `id`",
            "6! the row is no JSON object: EOF while parsing an object, at its byte 8",
            "7! the row is no JSON object: invalid type: sequence, expected an object in braces, at its byte 0",
            "8! the row is not in UTF-8",
            "9: 9||||true",
        ]
    );
    let array = read(b" [ {\"id\": 1}]").unwrap_err().to_string();
    assert!(array.starts_with("the log is no table: it is a JSON array"), "{array}");
}

#[test]
fn a_sheet_has_dates_as_dates_and_numbers_as_they_are_seen() {
    let other = r#"<row><c t="inlineStr"><is><t>id</t></is></c></row><row><c><v>7</v></c></row>"#;
    let bytes = workbook(&[("Hidden", ""), ("Log", SHEET), ("Other", other)]);
    let table = Table::open(bytes.as_slice()).unwrap();
    assert_eq!(table.assumptions, ["The log is the first sheet of the workbook, `Log`; not read: `Other`."]);
    assert_eq!(
        told(table).unwrap(),
        [
            "id,time,killed",
            "3: 12|2016-05-04|3",
            "5: b|2016-05-04T10:30|",
            "6! the cell B6 has the error #N/A",
            "7! the cell D7 has a value and its column no name",
            "8: 1.5|2016-05-04T10:30:01|",
        ]
    );
    let table = Table::open(on_sheet("Other", bytes.as_slice())).unwrap();
    assert!(table.assumptions.is_empty());
    assert_eq!(told(table).unwrap(), ["id", "2: 7"]);
    let fault = |bytes: &[u8]| Table::open(on_sheet("Lists", bytes)).err().unwrap().to_string();
    assert_eq!(
        fault(&bytes),
        "the log cannot be read: it has no sheet `Lists`; it has `Hidden`, `Log`, `Other`"
    );
    assert!(fault(TEXT.as_bytes()).contains("only a workbook (.xlsx) has sheets"));
}

#[test]
fn a_sheet_that_breaks_off_is_read_up_to_there() {
    let broken = workbook(&[("Log", &SHEET.replace("<c r=\"A7\" t=\"b\">", "<c r=\"A7\" t=\"b\"><<"))]);
    let told = read(&broken).unwrap();
    assert_eq!(told[..3], ["id,time,killed", "3: 12|2016-05-04|3", "5: b|2016-05-04T10:30|"]);
    let last = told.last().unwrap();
    assert!(last.starts_with("6!! the sheet is damaged here ("), "{told:?}");
}

#[test]
fn what_unpacks_to_more_than_a_log_can_have_is_refused() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    bomb.write_all(b"id,time\n").unwrap();
    bomb.write_all(format!("1,{}\n", "x".repeat(1021)).repeat(17 << 10).as_bytes()).unwrap();
    let fault = read(&bomb.finish().unwrap()).unwrap_err().to_string();
    assert_eq!(
        fault,
        "the log cannot be read to its end: it unpacks to more than 256 MB, or to more than 500 times its size"
    );
    let rows = format!("<row>{}</row>", " ".repeat(17 << 20));
    let fault = read(&workbook(&[("Log", &rows)])).unwrap_err().to_string();
    assert!(fault.contains("more than 128 MB"), "{fault}");
}

#[test]
fn a_file_of_another_kind_says_what_to_do() {
    for (bytes, expected) in [
        (&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], "save it as .xlsx"),
        (&gzip(&gzip(TEXT.as_bytes())), "it is compressed twice; unpack it once"),
        (&gzip(&workbook(&[("Log", SHEET)])), "it is compressed twice; unpack it once"),
        (&gzip(TEXT.as_bytes())[..12], "the compressed file breaks off here"),
    ] {
        let fault = read(bytes).unwrap_err().to_string();
        assert!(fault.contains(expected), "{fault}");
    }
    #[cfg(not(feature = "parquet"))]
    assert!(read(b"PAR1\0\0\0\0").unwrap_err().to_string().contains("--features parquet"));
}

/// A long log, so that there is something to cut off.
fn long() -> String {
    let mut text = "id,time,note\n".to_owned();
    for id in 0_u32..3000 {
        writeln!(text, "{id},2016-05-04,{}", id.wrapping_mul(2_654_435_761)).unwrap();
    }
    text
}

fn json(text: &str) -> String {
    let mut lines = text.lines().skip(1).map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        format!("{{\"id\":\"{}\",\"time\":\"{}\",\"note\":\"{}\"}}\n", fields[0], fields[1], fields[2])
    });
    lines.by_ref().collect()
}

/// Rows of a table that breaks off: those of the whole table, and then one that says so.
fn is_the_beginning_of(whole: &[String], read: &[String]) -> bool {
    read.split_last().is_some_and(|(last, rows)| {
        whole.starts_with(rows) && (last.contains("!!") || whole.get(rows.len()) == Some(last))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_compressed_and_cut_off_is_read_up_to_there(at in 0.0..1.0_f64, kind in 0..4_u8) {
        let text = if kind % 2 == 0 { long() } else { json(&long()) };
        let packed = if kind < 2 { gzip(text.as_bytes()) } else { zstandard(text.as_bytes()) };
        let cut = (packed.len() as f64 * at) as usize;
        let whole = read(text.as_bytes()).unwrap();
        // By its first four bytes a file is known to be packed; with fewer it is any other short text.
        if cut >= 4 && let Ok(told) = read(&packed[..cut]) {
            prop_assert!(told.last().unwrap().contains("!!"), "{:?}", told.last());
            prop_assert!(is_the_beginning_of(&whole, &told), "{:?}", told.last());
        }
    }

    #[test]
    fn no_bytes_make_a_reader_fail_otherwise_than_in_words(
        at in 0.0..1.0_f64, damage in prop::collection::vec(any::<(u16, u8)>(), 0..12), kind in 0..7_u8, cut in any::<bool>(),
    ) {
        let mut bytes = match kind {
            0 => gzip(TEXT.as_bytes()),
            1 => zstandard(TEXT.as_bytes()),
            2 => utf_16(TEXT),
            3 => json("id,time,note\n1,2016,x\n2,2017,y\n").into_bytes(),
            4 => workbook(&[("Log", SHEET)]),
            5 => TEXT.as_bytes().to_vec(),
            _ => Vec::new(),
        };
        for (place, value) in damage {
            match bytes.len() {
                0 => bytes.push(value),
                length if kind == 6 => bytes.insert(usize::from(place) % length, value),
                length => bytes[usize::from(place) % length] = value,
            }
        }
        if cut {
            bytes.truncate((bytes.len() as f64 * at) as usize);
        }
        if let Ok(told) = read(&bytes) {
            prop_assert!(!told.is_empty());
        }
    }

    #[test]
    fn a_damaged_sheet_says_so_in_words(
        damage in prop::collection::vec((any::<u16>(), "[<>/&=\"a-z0-9 ]{0,3}"), 1..4),
    ) {
        let mut sheet = SHEET.to_owned();
        for (place, text) in damage {
            let place = usize::from(place) % sheet.len();
            sheet.replace_range(place..=place, &text);
        }
        if let Ok(told) = read(&workbook(&[("Log", &sheet)])) {
            prop_assert!(!told.is_empty());
        }
    }
}
