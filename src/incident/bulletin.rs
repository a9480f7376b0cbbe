//! Counts that a source states itself: the daily bulletins of the Russian Centre for Reconciliation, the reports of the
//! Syrian Network for Human Rights (SNHR).
//!
//! Where no single incident stands behind a count, none is made of it and nothing is judged. Which of the layouts a table
//! has is seen from its columns: two of counts, and one of [`items`]. `docs/logs.md` describes them.

mod items;

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

/// What the Centre calls what it counts.
const VIOLATIONS: &str = "violations";

/// The column by which a table of single incidents is known.
const OF_ITEMS: &str = "perpetrator_as_written";

/// How the note begins of a count that adds up what the source counted before.
const RUNNING_TOTAL: &str = "cumulative";

/// Reads bulletins, of counts or of single incidents.
pub(super) fn read_bulletin(setting: Setting<'_>, mut table: Table<impl Read>) -> Result<Log, LogFault> {
    let model = setting.model;
    if has_items(&table.header) {
        return items::read_items(setting, table);
    }
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
        assumptions: table.assumptions.iter().cloned().chain([layout.assumption().to_owned()]).collect(),
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

/// Asks for the columns that are needed.
pub(super) fn need(columns: &mut Columns<'_>, header: &[String]) {
    if has_items(header) {
        items::Layout::of(columns);
    } else {
        Layout::of(columns);
    }
}

fn has_items(header: &[String]) -> bool {
    header.iter().any(|column| column == OF_ITEMS)
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
                    cumulative: matches!(window, Window::SinceStart(_)),
                    unit: VIOLATIONS.to_owned(),
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
                let (count, kinds, sides) = (needed(row, *total)?, split(kinds)?, split(sides)?);
                let note = cell(row, *note);
                let sums = [unequal("kinds", &kinds, count), unequal("sides", &sides, count)];
                let notes: Vec<String> =
                    note.map(str::to_owned).into_iter().chain(sums.into_iter().flatten()).collect();
                Ok(vec![Tally {
                    line,
                    window,
                    cumulative: note.is_some_and(|note| note.starts_with(RUNNING_TOTAL)),
                    unit: "breaches".to_owned(),
                    count,
                    kinds,
                    attributed: sides.into_iter().map(|(side, count)| (side, Some(count))).collect(),
                    source: cell(row, *source).map(str::to_owned),
                    note: (!notes.is_empty()).then(|| notes.join("; ")),
                }])
            }
        }
    }
}

/// That the parts of a count do not come to it, where the source states them.
fn unequal(parts: &str, counts: &[(String, u64)], total: u64) -> Option<String> {
    let sum = counts.iter().fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
    (!counts.is_empty() && sum != total).then(|| format!("the {parts} that are stated come to {sum}"))
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
