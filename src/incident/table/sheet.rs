//! A sheet of a workbook.
//!
//! An archive has its list of contents at the end, and the texts of the cells lie apart from the cells, so a workbook is
//! held as a whole. How much it unpacks to is measured before anything of it is read.

use std::collections::VecDeque;
use std::io::{self, Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use csv::StringRecord;
use jiff::Unit;
use jiff::civil::{Date, Time};
use zip::ZipArchive;

use super::container::too_large_to_hold;
use super::unpack::{HELD_BYTES, is_too_much};
use super::{Next, moment, not_a_table};
use crate::incident::LogFault;
use crate::incident::columns::fold_column;
use crate::incident::record::RowFault;
use crate::incident::values::short;

/// What a cell takes in memory beside its text.
const CELL_BYTES: u64 = 48;

/// The rows of a sheet that are not read yet.
pub(super) struct Sheet {
    rows: VecDeque<Row>,
    /// Why there are no more rows, where it is not that the sheet ends.
    broken: Option<RowFault>,
}

/// A row of a sheet.
struct Row {
    line: u64,
    /// The cells that have something in them, by their columns from 0.
    cells: Vec<(u32, String)>,
    /// Why the row cannot be read.
    fault: Option<String>,
}

impl Sheet {
    /// Reads a sheet: the one of that name, or the first that is not hidden. `names` are its columns where it does not
    /// name them itself. Also says what was taken for granted.
    pub fn open(
        bytes: Vec<u8>,
        name: Option<&str>,
        names: Option<Vec<String>>,
    ) -> Result<(Vec<String>, Self, Vec<String>), LogFault> {
        measure(&bytes)?;
        let mut workbook = Xlsx::new(Cursor::new(bytes))
            .map_err(|error| not_a_table(format!("its workbook is damaged ({error})")))?;
        let (sheet, assumptions) = choose(&workbook, name)?;
        let mut sheet = Self::read(&mut workbook, &sheet)?;
        let header = match names {
            Some(names) => names,
            None => sheet.header()?,
        };
        Ok((header, sheet, assumptions))
    }

    fn read(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Self, LogFault> {
        let mut cells = workbook
            .worksheet_cells_reader(name)
            .map_err(|error| not_a_table(format!("the sheet `{name}` is damaged ({error})")))?;
        let mut sheet = Self { rows: VecDeque::new(), broken: None };
        let mut held = 0_u64;
        loop {
            let last = sheet.rows.back().map_or(0, |row| row.line);
            let cell = match cells.next_cell() {
                Ok(Some(cell)) => cell,
                Ok(None) => return Ok(sheet),
                Err(error) => {
                    sheet.break_off(last, &error);
                    return Ok(sheet);
                }
            };
            let (row, column) = cell.get_position();
            let line = u64::from(row) + 1;
            let value = match text_of(cell.get_value()) {
                Ok(None) => continue,
                Ok(Some(text)) => Ok(text),
                Err(what) => Err(format!("the cell {}{line} {what}", letters(column))),
            };
            held += CELL_BYTES + value.as_ref().map_or(0, |text| text.len() as u64);
            if held > HELD_BYTES {
                return Err(too_large_to_hold());
            }
            if line < last {
                sheet.break_off(last, &"rows out of order");
                return Ok(sheet);
            }
            if line != last || sheet.rows.is_empty() {
                sheet.rows.push_back(Row { line, cells: Vec::new(), fault: None });
            }
            if let Some(row) = sheet.rows.back_mut() {
                row.add(column, value);
            }
        }
    }

    /// The last row may lack cells, and is not read either.
    fn break_off(&mut self, line: u64, why: &dyn std::fmt::Display) {
        self.rows.pop_back();
        let reason = format!("the sheet is damaged here ({why}); nothing below this line was read");
        self.broken = Some(RowFault { line: line.max(1), reason });
    }

    fn header(&mut self) -> Result<Vec<String>, LogFault> {
        let Some(first) = self.rows.pop_front() else { return Err(LogFault::Empty) };
        if let Some(fault) = first.fault {
            return Err(not_a_table(format!("{fault}, and its row should name the columns")));
        }
        let width = first.cells.last().map_or(0, |(column, _)| *column as usize + 1);
        let mut header = vec![String::new(); width];
        for (column, name) in &first.cells {
            if let Some(place) = header.get_mut(*column as usize) {
                *place = fold_column(name);
            }
        }
        Ok(header)
    }

    /// Goes on to the next row with anything in it.
    pub fn advance(&mut self, header: &[String], into: &mut StringRecord) -> Result<Next, LogFault> {
        let Some(row) = self.rows.pop_front() else {
            return Ok(self.broken.take().map_or(Next::End, Next::CutOff));
        };
        let line = row.line;
        if let Some(reason) = row.fault {
            return Ok(Next::Fault(RowFault { line, reason }));
        }
        if let Some((column, _)) = row.cells.last().filter(|(column, _)| *column as usize >= header.len()) {
            let reason = format!("the cell {}{line} has a value and its column no name", letters(*column));
            return Ok(Next::Fault(RowFault { line, reason }));
        }
        into.clear();
        let mut cells = row.cells.iter().peekable();
        for index in 0..header.len() {
            let cell = cells.next_if(|(column, _)| *column as usize == index);
            into.push_field(cell.map_or("", |(_, text)| text));
        }
        Ok(Next::Row(line))
    }
}

impl Row {
    fn add(&mut self, column: u32, value: Result<String, String>) {
        let in_order = self.cells.last().is_none_or(|(last, _)| *last < column);
        match value {
            _ if self.fault.is_some() => {}
            Ok(text) if in_order => self.cells.push((column, text)),
            Ok(_) => self.fault = Some(format!("the cell {}{} is out of order", letters(column), self.line)),
            Err(why) => self.fault = Some(why),
        }
    }
}

/// Unpacks everything once and keeps nothing: what an archive says of its own size may be anything.
fn measure(bytes: &[u8]) -> Result<(), LogFault> {
    let broken = |why: &dyn std::fmt::Display| {
        not_a_table(format!("it is an archive or a workbook, and damaged ({why})"))
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| broken(&error))?;
        let most = (HELD_BYTES + 1).saturating_sub(total);
        total += io::copy(&mut entry.take(most), &mut io::sink()).map_err(|error| broken(&error))?;
        if total > HELD_BYTES || is_too_much(bytes.len() as u64, total) {
            return Err(too_large_to_hold());
        }
    }
    if archive.index_for_name("[Content_Types].xml").is_none() {
        return Err(not_a_table("it is an archive and no workbook; unpack it"));
    }
    Ok(())
}

/// The sheet to read, and what to say of the choice.
fn choose(workbook: &Xlsx<Cursor<Vec<u8>>>, name: Option<&str>) -> Result<(String, Vec<String>), LogFault> {
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets: Vec<_> = sheets.collect();
    let quoted = |names: Vec<&str>| {
        let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", short(name))).collect();
        quoted.join(", ")
    };
    if let Some(name) = name {
        if let Some(sheet) = sheets.iter().find(|sheet| sheet.name == name) {
            return Ok((sheet.name.clone(), Vec::new()));
        }
        let all = quoted(sheets.iter().map(|sheet| sheet.name.as_str()).collect());
        return Err(LogFault::NotReadHere(format!("it has no sheet `{}`; it has {all}", short(name))));
    }
    let visible: Vec<&str> = sheets
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.as_str())
        .collect();
    let Some((first, others)) = visible.split_first() else {
        return Err(not_a_table("it is a workbook without a sheet that can be seen"));
    };
    let assumption = format!(
        "The log is the first sheet of the workbook, `{}`; not read: {}.",
        short(first),
        quoted(others.to_vec())
    );
    Ok(((*first).to_owned(), if others.is_empty() { Vec::new() } else { vec![assumption] }))
}

/// What a cell says, if anything; or half a sentence why that cannot be read.
fn text_of(value: &DataRef<'_>) -> Result<Option<String>, String> {
    let text = match value {
        DataRef::Empty => return Ok(None),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => moment::number(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(holds) => holds.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(moment) => moment_of(moment).ok_or("has a date that no calendar has")?,
        DataRef::Error(error) => return Err(format!("has the error {error}")),
    };
    Ok((!text.trim().is_empty()).then_some(text))
}

/// A moment is a count of days. One without a day is an hour of any day; a length of time stays a number.
fn moment_of(moment: &ExcelDateTime) -> Option<String> {
    let days = moment.as_f64();
    if moment.is_duration() {
        return Some(moment::number(days));
    }
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let signed = |number: u8| i8::try_from(number).ok();
    let time =
        Time::new(signed(hour)?, signed(minute)?, signed(second)?, i32::from(milli) * 1_000_000).ok()?;
    if days < 1.0 {
        return Some(format!("{hour:02}:{minute:02}"));
    }
    let date = Date::new(i16::try_from(year).ok()?, signed(month)?, signed(day)?).ok()?;
    Some(moment::words(date.to_datetime(time).round(Unit::Second).ok()?))
}

/// The name of a column: `A`, `Z`, `AA`.
fn letters(column: u32) -> String {
    let mut name = Vec::new();
    let mut rest = column;
    loop {
        name.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    name.iter().rev().collect()
}
