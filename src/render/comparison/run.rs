//! One run of `armistice evaluate`, as far as two runs are compared: read from the object that it wrote.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::render::Input;
use crate::render::evaluation::json::SCHEMA;

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The title of the agreement.
    pub agreement: String,
    /// The version of the program that made it.
    pub version: String,
    /// The options that could change a judgement.
    pub options: Vec<String>,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// As of when duties were judged, in UTC, if any incident has a date.
    pub as_of: Option<String>,
    /// The rows that were read, by their identifiers.
    pub rows: BTreeMap<String, Row>,
    /// The judgements, in the order of the log.
    pub judgements: Vec<Judged>,
    /// What has become of each duty, in the order of the text.
    pub duties: Vec<DutyState>,
    /// How often each clause was violated, in the order of the text, and any of them: certain, and certain or possible.
    pub counts: Vec<(String, (u64, u64))>,
}

/// A row that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The incident that it reports.
    pub incident: String,
    /// The line of the file.
    pub line: u64,
    /// What it says, by column.
    pub says: BTreeMap<String, String>,
}

/// A judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The incident.
    pub incident: String,
    /// The clause.
    pub clause: String,
    /// The judgement as written.
    pub as_written: String,
    /// The judgements of those who read otherwise, by reader.
    pub readers: BTreeMap<String, String>,
}

/// What has become of a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyState {
    /// What tells it from other duties: its clause, who owes it, and when it is due.
    pub duty: Vec<String>,
    /// The state in words.
    pub state: String,
    /// The incidents that fulfil it, or may.
    pub incidents: BTreeSet<String>,
}

/// The count of all clauses together stands under this name.
pub const ANY: &str = "any";

impl Run {
    /// Reads what `armistice evaluate --format json` wrote of one log.
    ///
    /// # Errors
    /// Where it is something else: a clause without a full stop that says what.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        let value = match values.next() {
            Some(Ok(value)) => value,
            Some(Err(fault)) => return Err(format!("it is no JSON: {fault}")),
            None => return Err("there is nothing in it".to_owned()),
        };
        if values.next().is_some() {
            return Err("it holds the results of several logs: compare those of one log at a time".to_owned());
        }
        match value.get("schema").and_then(Value::as_str) {
            Some(SCHEMA) => {}
            Some(other) => return Err(format!("its schema is `{other}`, and `{SCHEMA}` is read")),
            None => return Err("it is no result of `armistice evaluate --format json`".to_owned()),
        }
        if value.get("rows").is_none() {
            return Err(
                "it does not list the rows that were read: it was written by an older version".to_owned()
            );
        }
        Ok(Self::of(&value))
    }

    fn of(value: &Value) -> Self {
        Self {
            agreement: text(value, "agreement"),
            version: text(value, "version"),
            options: strings(value, "options"),
            inputs: list(value, "inputs")
                .map(|input| Input { name: text(input, "file"), sha256: text(input, "sha256") })
                .collect(),
            as_of: value.get("duties_as_of_utc").and_then(Value::as_str).map(str::to_owned),
            rows: list(value, "rows").map(|row| (text(row, "report"), Row::of(row))).collect(),
            judgements: judgements(value),
            duties: list(value, "duties").map(DutyState::of).collect(),
            counts: list(value, "counts")
                .filter(|count| text(count, "by") == "all")
                .map(|count| (text(count, "clause"), interval(count)))
                .chain(value.get("any_clause").map(|any| (ANY.to_owned(), interval(any))))
                .collect(),
        }
    }
}

impl Row {
    fn of(value: &Value) -> Self {
        let says = value.get("says").and_then(Value::as_object).into_iter().flatten();
        let says = says.map(|(column, words)| (column.clone(), words.as_str().unwrap_or("").to_owned()));
        Self {
            incident: text(value, "incident"),
            line: value.get("line").and_then(Value::as_u64).unwrap_or(0),
            says: says.collect(),
        }
    }
}

impl DutyState {
    fn of(value: &Value) -> Self {
        let mut duty = vec![text(value, "clause"), strings(value, "bearers").join(" and ")];
        duty.push(text(value, "due_utc"));
        Self {
            duty,
            state: text(value, "state"),
            incidents: strings(value, "incidents").into_iter().collect(),
        }
    }
}

fn judgements(value: &Value) -> Vec<Judged> {
    let mut judged: Vec<Judged> = Vec::new();
    for incident in list(value, "incidents") {
        let id = text(incident, "id");
        // Those of one clause stand together, the one as written first.
        for judgement in list(incident, "judgements") {
            let (clause, reader) = (text(judgement, "clause"), text(judgement, "reader"));
            let words = in_words(judgement);
            match judged.last_mut().filter(|last| last.incident == id && last.clause == clause) {
                Some(last) => drop(last.readers.insert(reader, words)),
                None => judged.push(Judged {
                    incident: id.clone(),
                    clause,
                    as_written: words,
                    readers: BTreeMap::new(),
                }),
            }
        }
    }
    judged
}

/// A judgement with what it depends on: "possible violation (whom)", "excused by 1.3".
fn in_words(judgement: &Value) -> String {
    let word = text(judgement, "judgement");
    let excused_by = strings(judgement, "excused_by");
    let why = ["open", "why_not"].into_iter().find_map(|field| judgement.get(field)?.as_str());
    match why {
        Some(why) => format!("{word} ({why})"),
        None if excused_by.is_empty() => word,
        None => format!("{word} by {}", excused_by.join(" and ")),
    }
}

fn interval(value: &Value) -> (u64, u64) {
    let number = |field: &str| value.get(field).and_then(Value::as_u64).unwrap_or(0);
    (number("certain"), number("certain_or_possible"))
}

fn list<'v>(value: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    value.get(field).and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, field: &str) -> String {
    value.get(field).and_then(Value::as_str).unwrap_or("").to_owned()
}

fn strings(value: &Value, field: &str) -> Vec<String> {
    list(value, field).filter_map(Value::as_str).map(str::to_owned).collect()
}
