//! Two runs compared: which judgements, duties and counts changed, and because of which rows.

pub mod json;
mod run;
pub mod text;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use self::run::Judged;
pub use self::run::{DutyState, Row, Run};

/// What changed from one run to another.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Comparison {
    /// What is not the same about the runs themselves: the text, the options, the program. Whole sentences.
    pub circumstances: Vec<String>,
    /// The rows that are not the same, by their order in the newer log, then those that it does not have.
    pub rows: Vec<RowChange>,
    /// The judgements that are not the same, in the order of the newer log.
    pub judgements: Vec<JudgementChange>,
    /// The duties that are not in the same state.
    pub duties: Vec<DutyChange>,
    /// The counts that are not the same.
    pub counts: Vec<CountChange>,
}

/// A row that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowChange {
    /// Its identifier.
    pub report: String,
    /// The incident that it reports, in the newer log if it is there.
    pub incident: String,
    /// Its line in the older log.
    pub old_line: Option<u64>,
    /// Its line in the newer log.
    pub new_line: Option<u64>,
    /// New, changed or absent.
    pub change: Kind,
    /// What it says otherwise, by column; of a row that is in both.
    pub says: Vec<Said>,
}

/// How a row changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The older run did not have it.
    New,
    /// Both have it, and it says something else.
    Changed,
    /// The newer run does not have it.
    Absent,
}

/// What a row says otherwise in one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The column.
    pub column: String,
    /// What it said.
    pub from: Option<String>,
    /// What it says.
    pub to: Option<String>,
}

/// A judgement that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JudgementChange {
    /// The incident.
    pub incident: String,
    /// The clause.
    pub clause: String,
    /// As written, or under whose reading.
    pub reader: String,
    /// What it was; nothing where the clause did not concern the incident, or there was no such incident.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
    /// The rows that report this incident and are not the same, by their identifiers.
    pub because_of: Vec<String>,
}

/// A duty that is not in the same state in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DutyChange {
    /// Its clause.
    pub clause: String,
    /// Who owes it.
    pub bearers: String,
    /// When it is due, in UTC.
    pub due_utc: String,
    /// What had become of it; nothing where it did not arise.
    pub from: Option<String>,
    /// What has become of it.
    pub to: Option<String>,
    /// The rows that report an incident which fulfils it, or may, and are not the same.
    pub because_of: Vec<String>,
}

/// A count that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountChange {
    /// The clause; `any` for one clause or another.
    pub clause: String,
    /// Certain, and certain or possible.
    pub from: [u64; 2],
    /// The same in the newer run.
    pub to: [u64; 2],
}

impl Comparison {
    /// Compares two runs.
    #[must_use]
    pub fn new(old: &Run, new: &Run) -> Self {
        let rows = rows(old, new);
        let mut rows_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for change in &rows {
            // A row that moved to another incident matters to both.
            let incidents = [old, new].into_iter().filter_map(|run| run.rows.get(&change.report));
            for row in incidents {
                rows_of.entry(&row.incident).or_default().insert(&change.report);
            }
        }
        let because = |incidents: &mut dyn Iterator<Item = &str>| -> Vec<String> {
            let reports: BTreeSet<&str> =
                incidents.filter_map(|incident| rows_of.get(incident)).flatten().copied().collect();
            let in_order = rows.iter().map(|change| &change.report);
            in_order.filter(|report| reports.contains(report.as_str())).cloned().collect()
        };
        Self {
            circumstances: circumstances(old, new),
            judgements: judgements(old, new, &|incident| because(&mut std::iter::once(incident))),
            duties: duties(old, new, &because),
            counts: counts(old, new),
            rows,
        }
    }

    /// Whether no judgement, duty or count changed.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.judgements.is_empty() && self.duties.is_empty() && self.counts.is_empty()
    }
}

fn circumstances(old: &Run, new: &Run) -> Vec<String> {
    let mut sentences = Vec::new();
    if old.agreement != new.agreement {
        sentences.push(format!(
            "The agreements are not the same: \"{}\" and \"{}\".",
            old.agreement, new.agreement
        ));
    }
    // The log is the last of the inputs; what changed in it is said row by row.
    let beside = |run: &Run| -> Vec<String> {
        let (_, beside) = run.inputs.split_last().map_or((None, &[][..]), |(log, rest)| (Some(log), rest));
        beside.iter().map(|input| input.sha256.clone()).collect()
    };
    if beside(old) != beside(new) {
        sentences.push("The text of the agreement, or a file beside it, is not the same.".to_owned());
    }
    if old.options != new.options {
        let words =
            |run: &Run| if run.options.is_empty() { "none".to_owned() } else { run.options.join(" ") };
        sentences.push(format!("The options are not the same: {}, and then {}.", words(old), words(new)));
    }
    if old.version != new.version {
        sentences.push(format!("The program was version {}, and then version {}.", old.version, new.version));
    }
    if old.as_of != new.as_of {
        let words = |run: &Run| run.as_of.clone().unwrap_or_else(|| "after everything".to_owned());
        sentences.push(format!(
            "Duties are judged as of {} UTC, and then as of {} UTC.",
            words(old),
            words(new)
        ));
    }
    sentences
}

fn rows(old: &Run, new: &Run) -> Vec<RowChange> {
    let mut changes: Vec<RowChange> = Vec::new();
    for (report, row) in &new.rows {
        let before = old.rows.get(report);
        let says = before.map_or_else(Vec::new, |before| said(before, row));
        let change = match before {
            None => Kind::New,
            Some(before) if before.incident != row.incident || !says.is_empty() => Kind::Changed,
            Some(_) => continue,
        };
        changes.push(RowChange {
            report: report.clone(),
            incident: row.incident.clone(),
            old_line: before.map(|before| before.line),
            new_line: Some(row.line),
            change,
            says,
        });
    }
    changes.sort_by_key(|change| change.new_line);
    let mut absent: Vec<RowChange> = old
        .rows
        .iter()
        .filter(|(report, _)| !new.rows.contains_key(*report))
        .map(|(report, row)| RowChange {
            report: report.clone(),
            incident: row.incident.clone(),
            old_line: Some(row.line),
            new_line: None,
            change: Kind::Absent,
            says: Vec::new(),
        })
        .collect();
    absent.sort_by_key(|change| change.old_line);
    changes.append(&mut absent);
    changes
}

fn said(before: &Row, after: &Row) -> Vec<Said> {
    let mut columns: BTreeSet<&String> = before.says.keys().chain(after.says.keys()).collect();
    columns.retain(|column| before.says.get(*column) != after.says.get(*column));
    let said = columns.into_iter().map(|column| Said {
        column: column.clone(),
        from: before.says.get(column).cloned(),
        to: after.says.get(column).cloned(),
    });
    let moved = (before.incident != after.incident).then(|| Said {
        column: "incident".to_owned(),
        from: Some(before.incident.clone()),
        to: Some(after.incident.clone()),
    });
    moved.into_iter().chain(said).collect()
}

fn judgements(old: &Run, new: &Run, because: &dyn Fn(&str) -> Vec<String>) -> Vec<JudgementChange> {
    let by_key = |run: &'_ Run| -> BTreeMap<(String, String), Judged> {
        let key = |judged: &Judged| (judged.incident.clone(), judged.clause.clone());
        run.judgements.iter().map(|judged| (key(judged), judged.clone())).collect()
    };
    let (before, after) = (by_key(old), by_key(new));
    let mut changes = Vec::new();
    let mut compare = |incident: &str, clause: &str| {
        let key = (incident.to_owned(), clause.to_owned());
        let (one, other) = (before.get(&key), after.get(&key));
        let as_written = (one.map(|one| &one.as_written), other.map(|other| &other.as_written));
        let mut push = |reader: &str, (from, to): (Option<&String>, Option<&String>)| {
            changes.push(JudgementChange {
                incident: incident.to_owned(),
                clause: clause.to_owned(),
                reader: reader.to_owned(),
                from: from.cloned(),
                to: to.cloned(),
                because_of: because(incident),
            });
        };
        if as_written.0 != as_written.1 {
            push("as written", as_written);
        }
        let readers: BTreeSet<&String> =
            one.into_iter().chain(other).flat_map(|judged| judged.readers.keys()).collect();
        for reader in readers {
            // Who is not named reads as written.
            fn own<'j>(judged: Option<&'j Judged>, reader: &str) -> Option<&'j String> {
                judged.map(|judged| judged.readers.get(reader).unwrap_or(&judged.as_written))
            }
            let read = (own(one, reader), own(other, reader));
            if read.0 != read.1 && read != as_written {
                push(reader, read);
            }
        }
    };
    for judged in &new.judgements {
        compare(&judged.incident, &judged.clause);
    }
    for judged in &old.judgements {
        if !after.contains_key(&(judged.incident.clone(), judged.clause.clone())) {
            compare(&judged.incident, &judged.clause);
        }
    }
    changes
}

fn duties(
    old: &Run,
    new: &Run,
    because: &dyn Fn(&mut dyn Iterator<Item = &str>) -> Vec<String>,
) -> Vec<DutyChange> {
    let by_key = |run: &'_ Run| -> BTreeMap<Vec<String>, DutyState> {
        run.duties.iter().map(|state| (state.duty.clone(), state.clone())).collect()
    };
    let (before, after) = (by_key(old), by_key(new));
    let gone = old.duties.iter().filter(|state| !after.contains_key(&state.duty));
    let mut changes = Vec::new();
    for key in new.duties.iter().chain(gone).map(|state| &state.duty) {
        let (one, other) = (before.get(key), after.get(key));
        if one.map(|one| &one.state) == other.map(|other| &other.state) {
            continue;
        }
        let incidents: BTreeSet<&String> =
            one.into_iter().chain(other).flat_map(|state| &state.incidents).collect();
        let part = |place: usize| key.get(place).cloned().unwrap_or_default();
        changes.push(DutyChange {
            clause: part(0),
            bearers: part(1),
            due_utc: part(2),
            from: one.map(|one| one.state.clone()),
            to: other.map(|other| other.state.clone()),
            because_of: because(&mut incidents.into_iter().map(String::as_str)),
        });
    }
    changes
}

fn counts(old: &Run, new: &Run) -> Vec<CountChange> {
    let of = |run: &Run, clause: &str| {
        let found = run.counts.iter().find(|(known, _)| known == clause);
        found.map_or([0, 0], |(_, (certain, possible))| [*certain, *possible])
    };
    let mut clauses: Vec<&String> = new.counts.iter().map(|(clause, _)| clause).collect();
    clauses.extend(
        old.counts
            .iter()
            .map(|(clause, _)| clause)
            .filter(|clause| !new.counts.iter().any(|(known, _)| known == *clause)),
    );
    clauses
        .into_iter()
        .map(|clause| CountChange { clause: clause.clone(), from: of(old, clause), to: of(new, clause) })
        .filter(|change| change.from != change.to)
        .collect()
}
