//! Counts that a source states itself: the daily bulletins of the Russian Centre for Reconciliation, the reports of the
//! Syrian Network for Human Rights (SNHR).
//!
//! No single incident stands behind such a count, so none is made of it and nothing is judged. Which of the two layouts a
//! table has is seen from its columns. `docs/logs.md` describes both.

use std::io::Read;

use csv::StringRecord;

use crate::incident::columns::{Columns, cell};
use crate::incident::gathering::{Frame, Gathering};
use crate::incident::record::{Coverage, Log, RowFault, Tally, Window};
use crate::incident::table::{Next, Table};
use crate::incident::times::{Clocks, leading_date};
use crate::incident::values;
use crate::incident::{LogFault, Profile, Setting};
use crate::sets::Bits;

/// The kinds into which SNHR parts its breaches, by column.
const KINDS: [(&str, &str); 3] =
    [("combat_operations", "combat operations"), ("arrests", "arrests"), ("other", "others")];

/// Those to whom SNHR puts breaches down, by column.
const SIDES: [(&str, &str); 4] = [
    ("by_government", "the government"),
    ("by_russia", "Russia"),
    ("by_armed_opposition", "the armed opposition"),
    ("by_sdf_self_management", "the SDF and the self-management"),
];

/// Reads a table of counts.
pub(super) fn read_bulletin(setting: Setting<'_>, mut table: Table<impl Read>) -> Result<Log, LogFault> {
    let model = setting.model;
    let mut columns = Columns::new(&table.header);
    let layout = Layout::of(&mut columns);
    columns.complete()?;
    let frame = Frame {
        name: setting.name.to_owned(),
        profile: Profile::Bulletin.name(),
        ignored_columns: Vec::new(),
        coverage: Coverage {
            acts: Bits::empty(model.deeds.acts.universe()),
            lethal_only: false,
            words: layout.words().to_owned(),
            observed: None,
        },
        assumptions: vec![layout.assumption().to_owned()],
    };
    let mut clocks = setting.clocks();
    let mut log = Gathering::default().finish(frame, &setting.book("|"));
    loop {
        let fault = match table.advance()? {
            Next::End => return Ok(log),
            Next::Row(line) => {
                let row = table.row();
                if row.iter().all(|field| field.trim().is_empty()) {
                    continue;
                }
                match layout.tallies(&mut clocks, line, row) {
                    Ok(tallies) => {
                        log.tallies.extend(tallies);
                        None
                    }
                    Err(reason) => Some(RowFault { line, reason }),
                }
            }
            Next::Fault(fault) => Some(fault),
            Next::CutOff(fault) => {
                log.cut_off_at = Some(fault.line);
                Some(fault)
            }
        };
        log.rows += 1;
        log.faults.extend(fault);
    }
}

/// Where each column stands.
enum Layout {
    /// One row for each bulletin, which counts violations.
    Centre {
        date: Option<usize>,
        total: Option<usize>,
        attributed: Option<usize>,
        source: Option<usize>,
        note: Option<usize>,
    },
    /// One row for each report, which counts breaches.
    Network {
        start: Option<usize>,
        end: Option<usize>,
        total: Option<usize>,
        kinds: Vec<(&'static str, Option<usize>)>,
        sides: Vec<(&'static str, Option<usize>)>,
        source: Option<usize>,
        note: Option<usize>,
    },
}

impl Layout {
    fn of(columns: &mut Columns<'_>) -> Self {
        let source = columns.find("source_url");
        let note = columns.find("note");
        if let Some(start) = columns.find("window_start") {
            return Self::Network {
                start: Some(start),
                end: columns.need("window_end"),
                total: columns.need("total"),
                kinds: KINDS.iter().map(|(column, words)| (*words, columns.find(column))).collect(),
                sides: SIDES.iter().map(|(column, words)| (*words, columns.find(column))).collect(),
                source,
                note,
            };
        }
        Self::Centre {
            date: columns.need("bulletin_date"),
            total: columns.need("total"),
            attributed: columns.find("attributed_to"),
            source,
            note,
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Centre { .. } => {
                "The Russian Centre for Reconciliation counts what it calls violations; no list of single incidents stands behind its counts, and what they leave out is not said."
            }
            Self::Network { .. } => {
                "SNHR counts what it calls breaches, arrests among them; no list of single incidents stands behind its counts, and what they leave out is not said."
            }
        }
    }

    fn assumption(&self) -> &'static str {
        match self {
            Self::Centre { .. } => {
                "The last 24 hours of a bulletin end at an hour of its day that is not said, so they lie within that day and the day before."
            }
            Self::Network { .. } => "A window that is given in days has all of its last day.",
        }
    }

    fn tallies(&self, clocks: &mut Clocks, line: u64, row: &StringRecord) -> Result<Vec<Tally>, String> {
        match self {
            Self::Centre { date, total, attributed, source, note } => {
                let written = cell(row, *date).ok_or_else(|| "`bulletin_date` is blank".to_owned())?;
                let day = leading_date("bulletin_date", written)?;
                let beyond = || format!("`bulletin_date` is `{written}`, which lies beyond the calendar");
                let eve = day.yesterday().map_err(|_| beyond())?;
                let days = clocks.days(eve, day, 0).ok_or_else(beyond)?;
                let (start, end) = days.iter().next().ok_or_else(beyond)?;
                let tally = |window, count| Tally {
                    line,
                    window,
                    unit: "violations".to_owned(),
                    count,
                    kinds: Vec::new(),
                    attributed: cell(row, *attributed)
                        .into_iter()
                        .flat_map(|names| names.split(';'))
                        .map(|name| (name.trim().to_owned(), None))
                        .collect(),
                    source: cell(row, *source).map(str::to_owned),
                    note: cell(row, *note).map(str::to_owned),
                };
                let mut tallies = vec![tally(Window::Within(start, end), needed(row, *total)?)];
                // A total since the begin stands in the note beside the count of a day.
                if let Some(total) = cell(row, *note).and_then(cumulative) {
                    tallies.push(tally(Window::SinceStart(end), total));
                }
                Ok(tallies)
            }
            Self::Network { start, end, total, kinds, sides, source, note } => {
                let window = match (cell(row, *start), cell(row, *end)) {
                    (Some(from), Some(to)) => {
                        let times = clocks.period(("window_start", from), ("window_end", to), 0)?;
                        let (from, until) = times.iter().next().unwrap_or_default();
                        Window::Between(from, until)
                    }
                    _ => Window::Unknown,
                };
                let split = |columns: &[(&'static str, Option<usize>)]| {
                    columns
                        .iter()
                        .filter_map(|(words, column)| Some((*words, cell(row, *column)?)))
                        .map(|(words, value)| Ok((words.to_owned(), values::count(words, value)?)))
                        .collect::<Result<Vec<_>, String>>()
                };
                let sides = split(sides)?.into_iter().map(|(side, count)| (side, Some(count)));
                Ok(vec![Tally {
                    line,
                    window,
                    unit: "breaches".to_owned(),
                    count: needed(row, *total)?,
                    kinds: split(kinds)?,
                    attributed: sides.collect(),
                    source: cell(row, *source).map(str::to_owned),
                    note: cell(row, *note).map(str::to_owned),
                }])
            }
        }
    }
}

fn needed(row: &StringRecord, total: Option<usize>) -> Result<u64, String> {
    values::count("total", cell(row, total).ok_or_else(|| "`total` is blank".to_owned())?)
}

/// The number in a note that says `cumulative since WORDS: NUMBER`.
fn cumulative(note: &str) -> Option<u64> {
    let (_, rest) = note.split_once("cumulative since ")?;
    let (_, number) = rest.split_once(':')?;
    let digits: String = number.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
