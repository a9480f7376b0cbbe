//! A judged log as JSON. The schema is described in `docs/evaluation-json.md` and named by [`SCHEMA`].

mod partly;
mod past;
mod quantity;

use std::collections::BTreeMap;

use serde::Serialize;

use super::duties::{self, When};
use super::{Judged, account};
use crate::evaluate::words::open_words;
use crate::evaluate::{DutyJudgement, Interval, Verdict};
use crate::model::ids::{ActorId, ClauseId};
use crate::model::time;
use crate::render::Input;
use crate::sets::LATEST;

/// The name and version of the schema. The number rises when a reader of the old one could misread the new one; fields
/// may be added without that.
pub const SCHEMA: &str = "armistice-evaluation/1";

/// The whole evaluation as one JSON object, with a line end.
#[must_use]
pub fn json(judged: &Judged<'_>) -> String {
    // Strings and numbers under string keys cannot fail to serialise.
    serde_json::to_string_pretty(&document(judged)).map(|text| text + "\n").unwrap_or_default()
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    options: &'a [String],
    inputs: &'a [Input],
    agreement: &'a str,
    time_zone: &'a str,
    log: LogOut<'a>,
    as_it_stood: Option<StoodOut>,
    rows: Vec<ReadOut<'a>>,
    incidents: Vec<IncidentOut<'a>>,
    counts: Vec<CountOut<'a>>,
    any_clause: IntervalOut,
    duties: Vec<DutyOut<'a>>,
    duties_as_of_utc: Option<String>,
    not_assessable: Vec<ReasonOut<'a>>,
    not_evaluated: Vec<ReasonOut<'a>>,
    open_conditions: Vec<ConditionOut<'a>>,
    decided_conditions: Vec<past::DecidedOut<'a>>,
    #[serde(flatten)]
    partly: partly::Partly<'a>,
    assumptions: Vec<&'a str>,
}

#[derive(Serialize)]
struct LogOut<'a> {
    name: &'a str,
    profile: &'a str,
    rows: usize,
    coverage: &'a str,
    unreadable_rows: Vec<RowOut<'a>>,
    cut_off_at_line: Option<u64>,
    unknown_names: Vec<NameOut<'a>>,
    names_outside_their_dates: Vec<NameOut<'a>>,
    groups_without_members: Vec<NameOut<'a>>,
    ignored_columns: Vec<&'a str>,
    refuted: Vec<&'a str>,
}

#[derive(Serialize)]
struct StoodOut {
    at_utc: String,
    reports_not_happened: usize,
    reports_not_received: usize,
    incidents_left_out: usize,
}

/// A row that was read, with all that it says, so that two runs can be compared.
#[derive(Serialize)]
struct ReadOut<'a> {
    report: &'a str,
    incident: &'a str,
    line: u64,
    says: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    line: u64,
    reason: &'a str,
}

#[derive(Serialize)]
struct NameOut<'a> {
    kind: &'static str,
    name: &'a str,
    rows: usize,
    nearest: Option<&'a str>,
}

#[derive(Serialize)]
struct IncidentOut<'a> {
    id: &'a str,
    reports: Vec<ReportOut<'a>>,
    judgements: Vec<JudgementOut<'a>>,
}

#[derive(Serialize)]
struct ReportOut<'a> {
    line: u64,
    when: String,
    actor: String,
    act: String,
    target: String,
    place: String,
    source: Option<&'a str>,
    grade: Option<String>,
    status: Option<&'static str>,
}

#[derive(Serialize)]
struct JudgementOut<'a> {
    clause: &'a str,
    reader: &'a str,
    judgement: &'static str,
    /// Who answers for it, where it is not the one who acts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answers: Vec<&'a str>,
    open: Option<String>,
    excused_by: Vec<&'a str>,
    why_not: Option<&'static str>,
}

#[derive(Serialize)]
struct IntervalOut {
    certain: u64,
    certain_or_possible: u64,
}

#[derive(Serialize)]
struct CountOut<'a> {
    clause: &'a str,
    by: &'static str,
    value: &'a str,
    #[serde(flatten)]
    interval: IntervalOut,
}

#[derive(Serialize)]
struct DutyOut<'a> {
    clause: &'a str,
    reader: &'a str,
    bearers: Vec<&'a str>,
    due_utc: Option<String>,
    due_local: Option<String>,
    state: String,
    incidents: Vec<&'a str>,
    occasion: OccasionOut<'a>,
    quantity: Option<quantity::QuantityOut<'a>>,
}

#[derive(Serialize)]
struct OccasionOut<'a> {
    raised_by: &'static str,
    certain: bool,
    begins_utc: Option<String>,
    begins_at_last_utc: Option<String>,
    due_at_last_utc: Option<String>,
    incidents: Vec<&'a str>,
    concerns: Option<&'a str>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    clause: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct ConditionOut<'a> {
    column: &'a str,
    condition: &'a str,
    possible_violations: u64,
}

/// A duty on one occasion.
fn duty_out<'a>(judged: &Judged<'a>, reader: Option<ActorId>, duty: &'a DutyJudgement) -> DutyOut<'a> {
    let Judged { model, log, .. } = *judged;
    let (utc, local) = (
        When::new(judged.model, &judged.log.incidents, &jiff::tz::TimeZone::UTC),
        When::new(judged.model, &judged.log.incidents, &model.time_zone),
    );
    let ids = |places: &mut dyn Iterator<Item = usize>| -> Vec<&'a str> {
        places.filter_map(|place| log.incidents.get(place)).map(|incident| incident.id.as_str()).collect()
    };
    let occasion = &duty.occasion;
    DutyOut {
        clause: label(judged, duty.clause),
        reader: reader.map_or("as written", |reader| model.actors.title(reader)),
        bearers: duty.bearers.iter().map(|&bearer| model.actors.title(bearer)).collect(),
        due_utc: utc.at(occasion.due),
        due_local: local.at(occasion.due),
        state: duties::state(duty),
        incidents: ids(&mut duty.by.iter().map(|own| own.incident)),
        occasion: OccasionOut {
            raised_by: duties::raised(occasion),
            certain: occasion.certain,
            begins_utc: utc.at(Some(occasion.first())),
            begins_at_last_utc: utc.at(Some(occasion.last())),
            due_at_last_utc: utc.at(occasion.due_at_last),
            incidents: ids(&mut occasion.raised_by.iter().copied()),
            concerns: occasion.actor.map(|actor| model.actors.title(actor)),
        },
        quantity: quantity::of(judged, duty),
    }
}

fn document<'a>(judged: &Judged<'a>) -> Document<'a> {
    let Judged { model, log, evaluation, inputs, options, asked: _ } = *judged;
    let reasons = |list: &'a [(ClauseId, String)]| -> Vec<ReasonOut<'a>> {
        list.iter().map(|(clause, reason)| ReasonOut { clause: label(judged, *clause), reason }).collect()
    };
    let utc = |at| time::local(at, &jiff::tz::TimeZone::UTC);
    Document {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        options,
        inputs,
        agreement: &model.title,
        time_zone: &model.time_zone_name,
        log: log_out(judged),
        as_it_stood: log.stood.map(|stood| StoodOut {
            at_utc: utc(stood.at),
            reports_not_happened: stood.not_happened,
            reports_not_received: stood.not_received,
            incidents_left_out: stood.incidents,
        }),
        rows: rows(judged),
        incidents: incidents(judged),
        counts: counts(judged),
        any_clause: interval(evaluation.counts.any),
        duties: duties::all(judged)
            .into_iter()
            .map(|(reader, duty)| duty_out(judged, reader, duty))
            .collect(),
        duties_as_of_utc: (evaluation.as_of != LATEST).then(|| utc(evaluation.as_of)),
        not_assessable: reasons(&evaluation.not_assessable),
        not_evaluated: reasons(&evaluation.not_evaluated),
        open_conditions: evaluation
            .open_conditions
            .iter()
            .filter_map(|(literal, &count)| {
                let literal = model.literals.get(literal.index())?;
                Some(ConditionOut {
                    column: &literal.column,
                    condition: &literal.words,
                    possible_violations: count,
                })
            })
            .collect(),
        decided_conditions: past::conditions(judged),
        partly: partly::partly(judged),
        assumptions: log.assumptions.iter().chain(&model.assumptions).map(String::as_str).collect(),
    }
}

fn label<'a>(judged: &Judged<'a>, clause: ClauseId) -> &'a str {
    judged.model.clause(clause).map_or("", |clause| clause.label.as_str())
}

fn log_out<'a>(judged: &Judged<'a>) -> LogOut<'a> {
    let log = judged.log;
    let counted = |list: &'a [crate::incident::NameCount]| -> Vec<NameOut<'a>> {
        list.iter()
            .map(|name| NameOut { kind: name.kind.word(), name: &name.name, rows: name.rows, nearest: None })
            .collect()
    };
    LogOut {
        name: &log.name,
        profile: log.profile,
        rows: log.rows,
        coverage: &log.coverage.words,
        unreadable_rows: log
            .faults
            .iter()
            .map(|fault| RowOut { line: fault.line, reason: &fault.reason })
            .collect(),
        cut_off_at_line: log.cut_off_at,
        unknown_names: log
            .unknown
            .iter()
            .map(|name| NameOut {
                kind: name.kind.word(),
                name: &name.name,
                rows: name.rows,
                nearest: name.nearest.as_deref(),
            })
            .collect(),
        names_outside_their_dates: counted(&log.outside_dates),
        groups_without_members: counted(&log.without_members),
        ignored_columns: log.ignored_columns.iter().map(|column| column.name.as_str()).collect(),
        refuted: judged
            .evaluation
            .refuted
            .iter()
            .filter_map(|&index| log.incidents.get(index))
            .map(|incident| incident.id.as_str())
            .collect(),
    }
}

fn rows<'a>(judged: &Judged<'a>) -> Vec<ReadOut<'a>> {
    let incidents = judged.log.incidents.iter();
    let reports =
        incidents.flat_map(|incident| incident.reports.iter().map(move |report| (incident, report)));
    reports
        .map(|(incident, report)| ReadOut {
            report: &report.id,
            incident: &incident.id,
            line: report.line,
            says: account::says(judged.model, report).into_iter().collect(),
        })
        .collect()
}

fn incidents<'a>(judged: &Judged<'a>) -> Vec<IncidentOut<'a>> {
    let model = judged.model;
    judged
        .evaluation
        .incidents
        .iter()
        .filter_map(|judgement| {
            let incident = judged.log.incidents.get(judgement.incident)?;
            let reports = incident
                .reports
                .iter()
                .map(|report| ReportOut {
                    line: report.line,
                    when: account::when(model, &report.account),
                    actor: account::who(model, report.account.who.as_deref()),
                    act: account::what(model, &report.account),
                    target: account::who(model, report.account.whom.as_deref()),
                    place: account::place(model, report),
                    source: report.source.as_deref(),
                    grade: report.grade.map(|grade| format!("{}{}", grade.reliability, grade.credibility)),
                    status: report.status.map(crate::incident::Status::words),
                })
                .collect();
            let mut judgements = Vec::new();
            for verdict in &judgement.verdicts {
                judgements.push(judgement_out(judged, verdict.clause, None, &verdict.as_written));
                for (reader, own) in &verdict.contested {
                    judgements.push(judgement_out(judged, verdict.clause, Some(*reader), own));
                }
            }
            Some(IncidentOut { id: &incident.id, reports, judgements })
        })
        .collect()
}

fn judgement_out<'a>(
    judged: &Judged<'a>,
    clause: ClauseId,
    reader: Option<ActorId>,
    verdict: &Verdict,
) -> JudgementOut<'a> {
    let model = judged.model;
    JudgementOut {
        clause: label(judged, clause),
        reader: reader.map_or("as written", |reader| model.actors.name(reader)),
        judgement: verdict.word(),
        answers: match verdict {
            Verdict::Violation | Verdict::Possible(_) => judged.answering(clause),
            _ => Vec::new(),
        },
        open: match verdict {
            Verdict::Possible(opens) => Some(open_words(model, opens)),
            _ => None,
        },
        excused_by: match verdict {
            Verdict::Excused(by) => by.iter().map(|&clause| label(judged, clause)).collect(),
            _ => Vec::new(),
        },
        why_not: match verdict {
            Verdict::NotAssessable(why) => Some(why.words()),
            _ => None,
        },
    }
}

fn interval(interval: Interval) -> IntervalOut {
    IntervalOut { certain: interval.certain, certain_or_possible: interval.possible }
}

fn counts<'a>(judged: &Judged<'a>) -> Vec<CountOut<'a>> {
    let counts = &judged.evaluation.counts;
    let all = counts.clauses.iter().map(|(clause, count)| (clause, "all", "", count));
    let parties = counts
        .parties
        .iter()
        .map(|((clause, party), count)| (clause, "party", judged.model.actors.title(*party), count));
    let zones = counts
        .zones
        .iter()
        .map(|((clause, zone), count)| (clause, "zone", judged.model.places.title(*zone), count));
    let days = counts.days.iter().map(|((clause, day), count)| (clause, "day", day.as_str(), count));
    all.chain(parties)
        .chain(zones)
        .chain(days)
        .map(|(clause, by, value, count)| CountOut {
            clause: label(judged, *clause),
            by,
            value,
            interval: interval(*count),
        })
        .collect()
}
