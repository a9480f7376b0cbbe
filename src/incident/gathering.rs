//! Rows become incidents.

use std::collections::HashMap;
use std::io::Read;

use csv::StringRecord;

use crate::incident::LogFault;
use crate::incident::columns::cell;
use crate::incident::names::NameBook;
use crate::incident::record::{Coverage, IgnoredColumn, Incident, Log, Report, RowFault};
use crate::incident::table::{Next, Table};
use crate::incident::values::short;
use crate::model::quantities::{Amount, Unit};
use crate::model::time::Seconds;

/// A report, and the incident that it is about.
pub(super) struct Entry {
    /// The incident's identifier.
    pub incident: String,
    /// The report.
    pub report: Report,
}

/// What was read so far.
#[derive(Default)]
pub(super) struct Gathering {
    incidents: Vec<Incident>,
    place_of: HashMap<String, usize>,
    line_of_report: HashMap<String, u64>,
    faults: Vec<RowFault>,
    rows: usize,
    cut_off_at: Option<u64>,
    /// What finding the table took for granted.
    assumptions: Vec<String>,
}

/// What a profile says of a log as a whole.
pub(super) struct Frame {
    pub name: String,
    pub profile: &'static str,
    pub ignored_columns: Vec<IgnoredColumn>,
    pub coverage: Coverage,
    pub assumptions: Vec<String>,
}

impl Gathering {
    /// Reads all rows of a table, whose reports have their identifiers in the column `id`. `read` makes a report of a
    /// row, or says why it cannot.
    pub fn gather<R: Read>(
        table: &mut Table<R>,
        id: Option<usize>,
        mut read: impl FnMut(&str, u64, &StringRecord) -> Result<Entry, String>,
    ) -> Result<Self, LogFault> {
        let mut gathering = Self { assumptions: std::mem::take(&mut table.assumptions), ..Self::default() };
        let column = id.and_then(|id| table.header.get(id)).cloned().unwrap_or_default();
        loop {
            match table.advance()? {
                Next::End => return Ok(gathering),
                Next::Row(line) => {
                    let row = table.row();
                    // Spreadsheets leave rows without any content below the last one.
                    if row.iter().all(|field| field.trim().is_empty()) {
                        continue;
                    }
                    gathering.rows += 1;
                    let entry = gathering.identify((&column, id), row).and_then(|id| read(id, line, row));
                    match entry {
                        Ok(entry) => gathering.add(entry),
                        Err(reason) => gathering.faults.push(RowFault { line, reason }),
                    }
                }
                Next::Fault(fault) => {
                    gathering.rows += 1;
                    gathering.faults.push(fault);
                }
                Next::CutOff(fault) => {
                    gathering.rows += 1;
                    gathering.cut_off_at = Some(fault.line);
                    gathering.faults.push(fault);
                }
            }
        }
    }

    /// The identifier of a row. Two rows with one identifier are a slip of the pen or one table appended to itself;
    /// either would count twice.
    fn identify<'r>(
        &self,
        (name, column): (&str, Option<usize>),
        row: &'r StringRecord,
    ) -> Result<&'r str, String> {
        let id = cell(row, column).ok_or_else(|| format!("`{name}` is blank"))?;
        match self.line_of_report.get(id) {
            Some(first) => Err(format!("`{name}` is `{}`, which line {first} has already", short(id))),
            None => Ok(id),
        }
    }

    fn add(&mut self, entry: Entry) {
        let Entry { incident, mut report } = entry;
        if let (Some(count), Some(unit)) = (report.count, &report.unit) {
            report.account.amounts.insert(Unit::of(unit), Amount::count(count));
        }
        self.line_of_report.insert(report.id.clone(), report.line);
        if let Some(known) = self.place_of.get(&incident).and_then(|&index| self.incidents.get_mut(index)) {
            known.reports.push(report);
            return;
        }
        self.place_of.insert(incident.clone(), self.incidents.len());
        self.incidents.push(Incident { id: incident, reports: vec![report] });
    }

    /// The log. The order of its rows does not matter: what happened stands in the order of its first instants, and what
    /// may have happened at one instant in the order of its identifiers.
    pub fn finish(self, frame: Frame, names: &NameBook<'_>) -> Log {
        let mut incidents = self.incidents;
        for incident in &mut incidents {
            incident.reports.sort_by(|one, other| {
                (one.account.time.first(), &one.id).cmp(&(other.account.time.first(), &other.id))
            });
        }
        incidents.sort_by(|one, other| (first(one), &one.id).cmp(&(first(other), &other.id)));
        Log {
            name: frame.name,
            profile: frame.profile,
            incidents,
            rows: self.rows,
            faults: self.faults,
            cut_off_at: self.cut_off_at,
            unknown: names.unknown(),
            outside_dates: names.outside_dates(),
            without_members: names.without_members(),
            ignored_columns: frame.ignored_columns,
            coverage: frame.coverage,
            assumptions: self.assumptions.into_iter().chain(frame.assumptions).collect(),
            denied: Vec::new(),
            left_out: None,
            stood: None,
            tallies: Vec::new(),
        }
    }
}

/// The first instant at which an incident may have happened. Its reports are in the order of theirs.
fn first(incident: &Incident) -> Option<Seconds> {
    incident.reports.first().and_then(|report| report.account.time.first())
}
