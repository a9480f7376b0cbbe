//! Random logs, which print themselves as tables.

use std::fmt::Write as _;

use super::grid::{at, day};
use super::terms::{ACTS, NAMES, NOBODY, ZONES};

/// A candidate for a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    Actor(usize),
    North,
    South,
    Nobody,
}

impl Named {
    pub fn word(self) -> &'static str {
        match self {
            Self::Actor(NOBODY) | Self::Nobody => "nobody",
            Self::Actor(actor) => NAMES[actor],
            Self::North => "North",
            Self::South => "South",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// From slot to slot.
    Slots(i64, i64),
    /// The day of a slot.
    Day(i64),
    /// The last second before a slot.
    Second(i64),
    /// The second at which a slot begins.
    Moment(i64),
}

impl Time {
    /// The first instant and the one after the last.
    pub fn span(self) -> (i64, i64) {
        match self {
            Self::Slots(from, to) => (at(from), at(to)),
            Self::Day(slot) => {
                let begin = slot.div_euclid(2) * 2;
                (at(begin), at(begin + 2))
            }
            Self::Second(slot) => (at(slot) - 1, at(slot)),
            Self::Moment(slot) => (at(slot), at(slot) + 1),
        }
    }

    fn fields(self) -> (String, String) {
        let stamp =
            |slot: i64| format!("{}T{}", day(slot), if slot.rem_euclid(2) == 0 { "00:00" } else { "12:00" });
        match self {
            Self::Slots(from, to) => (stamp(from), stamp(to)),
            Self::Day(slot) => (day(slot), day(slot)),
            Self::Moment(slot) => (format!("{}:00", stamp(slot)), format!("{}:00", stamp(slot))),
            Self::Second(slot) => {
                let hour = if slot.rem_euclid(2) == 0 { "23:59:59" } else { "11:59:59" };
                let stamp = format!("{}T{hour}", day(slot - 1));
                (stamp.clone(), stamp)
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Violation,
    NoViolation,
    Undetermined,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub id: usize,
    pub incident: usize,
    pub time: Time,
    /// When it was received.
    pub received: Option<Time>,
    /// Not known where empty.
    pub who: Vec<Named>,
    pub whom: Vec<Named>,
    pub acts: Vec<usize>,
    pub zones: Vec<usize>,
    /// Recorded conditions, by their columns.
    pub conditions: Vec<(String, bool)>,
    pub trucks: Option<u64>,
    pub refuted: bool,
    /// By M, or else by A.
    pub assessment: Option<(bool, Found)>,
    /// Not in the table.
    pub summary: bool,
    pub undirected: bool,
}

/// What somebody could observe, from slot to slot; everywhere and every act where nothing is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    pub from: i64,
    pub to: i64,
    pub zone: Option<usize>,
    pub act: Option<usize>,
    pub denied: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The acts that the source records: all where none are said.
    pub acts: Vec<usize>,
    pub parts: Vec<Observed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Reports {
    pub rows: Vec<Report>,
    pub coverage: Option<Coverage>,
    /// The slot as of which it is judged.
    pub as_of: Option<i64>,
    /// Whether a scenario tells of it, which tells all that happened (15.1).
    pub is_scenario: bool,
}

impl Reports {
    pub fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        for (column, _) in self.rows.iter().flat_map(|row| &row.conditions) {
            if !columns.contains(column) {
                columns.push(column.clone());
            }
        }
        columns
    }

    pub fn table(&self) -> String {
        let columns = self.columns();
        let mut table =
            "id,incident,from,to,received,actor,target,act,place,count,unit,status,assessed_by,assessment"
                .to_owned();
        for column in &columns {
            let _ = write!(table, ",{column}");
        }
        table.push('\n');
        for row in &self.rows {
            let names = |names: &[Named]| -> String {
                names.iter().map(|name| name.word()).collect::<Vec<_>>().join("|")
            };
            let listed = |list: &[usize], words: &[&str]| -> String {
                list.iter().map(|&one| words[one]).collect::<Vec<_>>().join("|")
            };
            let (from, to) = row.time.fields();
            let received = row.received.map(|received| received.fields().0).unwrap_or_default();
            let (count, unit) =
                row.trucks.map_or_else(Default::default, |trucks| (trucks.to_string(), "trucks"));
            let (by, found) = match row.assessment {
                None => ("", ""),
                Some((by_m, found)) => (
                    if by_m { "M" } else { "A" },
                    match found {
                        Found::Violation => "violation",
                        Found::NoViolation => "no violation",
                        Found::Undetermined => "undetermined",
                    },
                ),
            };
            let _ = write!(
                table,
                "r{},i{},{from},{to},{received},{},{},{},{},{count},{unit},{},{by},{found}",
                row.id,
                row.incident,
                names(&row.who),
                names(&row.whom),
                listed(&row.acts, &ACTS),
                listed(&row.zones, &ZONES),
                if row.refuted { "refuted" } else { "" },
            );
            for column in &columns {
                let said = row.conditions.iter().find(|(known, _)| known == column);
                table.push_str(match said {
                    None => ",",
                    Some((_, true)) => ",yes",
                    Some((_, false)) => ",no",
                });
            }
            table.push('\n');
        }
        table
    }

    /// The coverage as a file.
    pub fn coverage_file(&self) -> Option<String> {
        let coverage = self.coverage.as_ref()?;
        let mut file = String::new();
        if !coverage.acts.is_empty() {
            let acts: Vec<String> = coverage.acts.iter().map(|&act| format!("\"{}\"", ACTS[act])).collect();
            let _ = writeln!(file, "acts = [{}]", acts.join(", "));
        }
        for part in &coverage.parts {
            let (from, to) = Time::Slots(part.from, part.to).fields();
            let _ = writeln!(file, "[[{}]]", if part.denied { "denied" } else { "observed" });
            let _ = writeln!(file, "from = {from}:00\nto = {to}:00");
            if let Some(zone) = part.zone {
                let _ = writeln!(file, "zones = [\"{}\"]", ZONES[zone]);
            }
            if let Some(act) = part.act {
                let _ = writeln!(file, "acts = [\"{}\"]", ACTS[act]);
            }
        }
        Some(file)
    }

    /// 13.5: the instant as of which the log is judged; without one, the end of the last report whose time is bounded.
    pub fn judged_as_of(&self) -> Option<i64> {
        let ends = || self.rows.iter().map(|row| row.time.span().1).max();
        self.as_of.map(at).or_else(ends)
    }

    /// The incidents with the places of their reports, in the order in which the log first has them; as it stood then.
    pub fn incidents(&self) -> Vec<(usize, Vec<&Report>)> {
        let cut = self.as_of.map(at);
        let mut incidents: Vec<(usize, Vec<&Report>)> = Vec::new();
        for row in &self.rows {
            let at_or_after = |time: Time, cut: i64| time.span().0 >= cut;
            let later = |cut: i64| {
                at_or_after(row.time, cut) || row.received.is_some_and(|received| at_or_after(received, cut))
            };
            if cut.is_some_and(later) {
                continue;
            }
            match incidents.iter_mut().find(|(known, _)| *known == row.incident) {
                Some((_, reports)) => reports.push(row),
                None => incidents.push((row.incident, vec![row])),
            }
        }
        incidents
    }
}
