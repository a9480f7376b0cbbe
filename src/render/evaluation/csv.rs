//! A judged log as a table: one row for each incident, clause and reader, or for each count.

mod partly;

use super::duties as words;
use super::{Judged, account};
use crate::evaluate::Verdict;
use crate::evaluate::words::{labels, open_words};
use crate::incident::Incident;
use crate::model::ids::{ActorId, ClauseId};

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// One row for each incident, clause and reader.
    Judgements,
    /// One row for each clause, party, zone and day that has a violation.
    Counts,
    /// One row for each duty and bearer.
    Duties,
    /// One row for each contested judgement and reader.
    Contested,
    /// One row for each clause and report of an incident whose reports disagree.
    Evidence,
    /// One row for each threshold and clause.
    Thresholds,
    /// One row for each proposal and clause.
    Duplicates,
    /// One row for each clause, zone and run of days that nobody could observe.
    Unobserved,
    /// One row for each clause, party and period or zone.
    Matrix,
}

/// The table, with a header line.
#[must_use]
pub fn csv(judged: &Judged<'_>, table: Table) -> String {
    let rows = match table {
        Table::Judgements => judgements(judged),
        Table::Counts => counts(judged),
        Table::Duties => duties(judged),
        Table::Contested => partly::contested(judged),
        Table::Evidence => partly::evidence(judged),
        Table::Thresholds => partly::thresholds(judged),
        Table::Duplicates => partly::duplicates(judged),
        Table::Unobserved => partly::unobserved(judged),
        Table::Matrix => partly::matrix(judged),
    };
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn header(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| (*column).to_owned()).collect()
}

fn judgements(judged: &Judged<'_>) -> Vec<Vec<String>> {
    let mut rows = vec![header(&[
        "incident",
        "lines",
        "when",
        "actor",
        "act",
        "target",
        "place",
        "reader",
        "clause",
        "judgement",
        "open",
        "excused_by",
    ])];
    for judgement in &judged.evaluation.incidents {
        let Some(incident) = judged.log.incidents.get(judgement.incident) else { continue };
        for verdict in &judgement.verdicts {
            rows.push(row(judged, incident, None, verdict.clause, &verdict.as_written));
            for (reader, own) in &verdict.contested {
                rows.push(row(judged, incident, Some(*reader), verdict.clause, own));
            }
        }
    }
    rows
}

fn row(
    judged: &Judged<'_>,
    incident: &Incident,
    reader: Option<ActorId>,
    clause: ClauseId,
    verdict: &Verdict,
) -> Vec<String> {
    let model = judged.model;
    let each = |words: &dyn Fn(&crate::incident::Report) -> String| {
        let mut all: Vec<String> = incident.reports.iter().map(words).collect();
        all.dedup();
        all.join(" | ")
    };
    let (open, excused_by) = match verdict {
        Verdict::Possible(opens) => (open_words(model, opens), String::new()),
        Verdict::Excused(by) => (String::new(), labels(model, by)),
        Verdict::NotAssessable(why) => (why.words().to_owned(), String::new()),
        Verdict::Violation | Verdict::NoViolation => (String::new(), String::new()),
    };
    vec![
        incident.id.clone(),
        each(&|report| report.line.to_string()),
        each(&|report| account::when(model, &report.account)),
        each(&|report| account::who(model, report.account.who.as_deref())),
        each(&|report| account::what(model, &report.account)),
        each(&|report| account::who(model, report.account.whom.as_deref())),
        each(&|report| account::place(model, report)),
        judged.reader(reader).to_owned(),
        judged.label(clause).to_owned(),
        verdict.word().to_owned(),
        open,
        excused_by,
    ]
}

fn counts(judged: &Judged<'_>) -> Vec<Vec<String>> {
    let mut rows = vec![header(&["clause", "by", "value", "certain", "certain_or_possible"])];
    let counts = &judged.evaluation.counts;
    let mut push = |clause: &str, by: &str, value: &str, interval: crate::evaluate::Interval| {
        rows.push(vec![
            clause.to_owned(),
            by.to_owned(),
            value.to_owned(),
            interval.certain.to_string(),
            interval.possible.to_string(),
        ]);
    };
    push("any", "all", "", counts.any);
    for (&clause, &interval) in &counts.clauses {
        push(judged.label(clause), "all", "", interval);
    }
    for (&(clause, party), &interval) in &counts.parties {
        push(judged.label(clause), "party", judged.model.actors.title(party), interval);
    }
    for (&(clause, zone), &interval) in &counts.zones {
        push(judged.label(clause), "zone", judged.model.places.title(zone), interval);
    }
    for ((clause, day), &interval) in &counts.days {
        push(judged.label(*clause), "day", day, interval);
    }
    rows
}

fn duties(judged: &Judged<'_>) -> Vec<Vec<String>> {
    let mut rows = vec![header(&[
        "clause",
        "bearer",
        "due_utc",
        "due_local",
        "state",
        "incidents",
        "occasion",
        "period",
        "quantity",
        "reader",
    ])];
    let utc = words::When::new(judged.model, &judged.log.incidents, &jiff::tz::TimeZone::UTC);
    let local = words::When::new(judged.model, &judged.log.incidents, &judged.model.time_zone);
    for (reader, duty) in words::all(judged) {
        let bearers: Vec<&str> =
            duty.bearers.iter().map(|&bearer| judged.model.actors.title(bearer)).collect();
        let incidents: Vec<&str> = duty
            .by
            .iter()
            .filter_map(|own| judged.log.incidents.get(own.incident))
            .map(|incident| incident.id.as_str())
            .collect();
        rows.push(vec![
            judged.label(duty.clause).to_owned(),
            bearers.join(" and "),
            utc.at(duty.occasion.due).unwrap_or_default(),
            local.at(duty.occasion.due).unwrap_or_default(),
            words::state(duty),
            incidents.join(" | "),
            local.occasion(duty).unwrap_or_default(),
            duty.period_words(judged.model).unwrap_or_default(),
            duty.achieved_words(judged.model).unwrap_or_default(),
            reader.map_or("as written", |reader| judged.model.actors.title(reader)).to_owned(),
        ]);
    }
    rows
}
