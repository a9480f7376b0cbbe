//! What is only partly known, as JSON.

use serde::Serialize;

use super::{IntervalOut, interval, label};
use crate::evaluate::evidence::Matter;
use crate::evaluate::matrix::{By, Silence};
use crate::evaluate::unseen::Seen;
use crate::evaluate::{Interval, Verdict};
use crate::render::evaluation::Judged;

/// The parts of the document that this file makes.
#[derive(Serialize)]
pub(super) struct Partly<'a> {
    filter: Option<FilterOut<'a>>,
    contested: Vec<ContestedOut<'a>>,
    disagreeing: Vec<DisagreeingOut<'a>>,
    thresholds: Vec<ThresholdOut<'a>>,
    counted: Option<CountedOut<'a>>,
    duplicates: DuplicatesOut<'a>,
    access_denied: Vec<&'a str>,
    unobserved: Option<UnobservedOut<'a>>,
    matrix: Option<MatrixOut<'a>>,
}

#[derive(Serialize)]
struct FilterOut<'a> {
    kept: &'a str,
    reports_left_out: usize,
    without_rung: usize,
    not_graded: usize,
    incidents_left_out: usize,
}

#[derive(Serialize)]
struct ContestedOut<'a> {
    incident: &'a str,
    clause: &'a str,
    as_written: String,
    readers: Vec<ReaderOut<'a>>,
}

#[derive(Serialize)]
struct ReaderOut<'a> {
    reader: &'a str,
    judgement: String,
    over: Vec<String>,
}

#[derive(Serialize)]
struct DisagreeingOut<'a> {
    incident: &'a str,
    differ_on: Vec<String>,
    exclude_each_other_on: Vec<String>,
    exclude_each_other: bool,
    clauses: Vec<SettlingOut<'a>>,
}

#[derive(Serialize)]
struct SettlingOut<'a> {
    clause: &'a str,
    alone: Vec<AloneOut<'a>>,
    every_report_allows: Option<String>,
    any_report_allows: String,
    settled_as_violation_by: Vec<&'a str>,
    settled_as_none_by: Vec<&'a str>,
}

#[derive(Serialize)]
struct AloneOut<'a> {
    report: &'a str,
    judgement: Option<String>,
}

#[derive(Serialize)]
struct ThresholdOut<'a> {
    kept: String,
    reports: usize,
    incidents: usize,
    any_clause: IntervalOut,
    clauses: Vec<ClauseOut<'a>>,
}

#[derive(Serialize)]
struct ClauseOut<'a> {
    clause: &'a str,
    #[serde(flatten)]
    interval: IntervalOut,
}

#[derive(Serialize)]
struct CountedOut<'a> {
    unit: &'a str,
    rule: String,
    any_clause: AmountOut,
    clauses: Vec<AmountOfOut<'a>>,
}

#[derive(Serialize)]
struct AmountOut {
    certain: u64,
    certain_or_possible: u64,
    without_number: u64,
}

#[derive(Serialize)]
struct AmountOfOut<'a> {
    clause: &'a str,
    #[serde(flatten)]
    amount: AmountOut,
}

#[derive(Serialize)]
struct DuplicatesOut<'a> {
    proposals: Vec<ProposalOut<'a>>,
    not_listed: usize,
    any_clause_if_one: IntervalOut,
}

#[derive(Serialize)]
struct ProposalOut<'a> {
    incidents: Vec<&'a str>,
    why: String,
    any_clause: IntervalOut,
    any_clause_if_one: IntervalOut,
}

#[derive(Serialize)]
struct UnobservedOut<'a> {
    days_cut_off: bool,
    clauses: Vec<SeenOut<'a>>,
    spans: Vec<SpanOut<'a>>,
}

#[derive(Serialize)]
struct SeenOut<'a> {
    clause: &'a str,
    observed: &'static str,
}

#[derive(Serialize)]
struct SpanOut<'a> {
    clause: &'a str,
    zone: Option<&'a str>,
    first_day: &'a str,
    last_day: &'a str,
}

#[derive(Serialize)]
struct MatrixOut<'a> {
    by: &'static str,
    columns: &'a [String],
    days_cut_off: bool,
    rows: Vec<RowOut<'a>>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    clause: &'a str,
    party: Option<&'a str>,
    cells: Vec<CellOut>,
}

#[derive(Serialize)]
struct CellOut {
    state: &'static str,
    count: Option<IntervalOut>,
}

pub(super) fn partly<'a>(judged: &Judged<'a>) -> Partly<'a> {
    let log = judged.log;
    Partly {
        filter: log.left_out.as_ref().map(|left| FilterOut {
            kept: &left.filter,
            reports_left_out: left.reports,
            without_rung: left.without_rung,
            not_graded: left.not_graded,
            incidents_left_out: left.incidents,
        }),
        contested: contested(judged),
        disagreeing: disagreeing(judged),
        thresholds: thresholds(judged),
        counted: counted(judged),
        duplicates: duplicates(judged),
        access_denied: log.denied.iter().map(|denied| denied.words.as_str()).collect(),
        unobserved: unobserved(judged),
        matrix: matrix(judged),
    }
}

fn id<'a>(judged: &Judged<'a>, incident: usize) -> &'a str {
    judged.log.incidents.get(incident).map_or("", |incident| incident.id.as_str())
}

fn contested<'a>(judged: &Judged<'a>) -> Vec<ContestedOut<'a>> {
    let model = judged.model;
    let list = judged.evaluation.contested.iter().map(|entry| ContestedOut {
        incident: id(judged, entry.incident),
        clause: label(judged, entry.clause),
        as_written: entry.as_written.words(model),
        readers: entry
            .readers
            .iter()
            .map(|reading| ReaderOut {
                reader: model.actors.name(reading.reader),
                judgement: reading.verdict.words(model),
                over: reading.over.iter().map(|parting| parting.words(model)).collect(),
            })
            .collect(),
    });
    list.collect()
}

fn disagreeing<'a>(judged: &Judged<'a>) -> Vec<DisagreeingOut<'a>> {
    let model = judged.model;
    let words = |matters: &[Matter]| matters.iter().map(|matter| matter.words(model)).collect();
    let mut list = Vec::new();
    for entry in &judged.evaluation.disagreeing {
        let Some(incident) = judged.log.incidents.get(entry.incident) else { continue };
        let ids: Vec<&str> = incident.reports.iter().map(|report| report.id.as_str()).collect();
        let named =
            |places: Vec<usize>| places.into_iter().filter_map(|place| ids.get(place).copied()).collect();
        let spoken = |verdict: &Option<Verdict>| verdict.as_ref().map(|found| found.words(model));
        let clauses = entry.clauses.iter().map(|settling| {
            let (as_one, as_none) = settling.settled_by();
            SettlingOut {
                clause: label(judged, settling.clause),
                alone: ids
                    .iter()
                    .zip(&settling.alone)
                    .map(|(report, alone)| AloneOut { report, judgement: spoken(alone) })
                    .collect(),
                every_report_allows: spoken(&settling.every),
                any_report_allows: settling.any.words(model),
                settled_as_violation_by: named(as_one),
                settled_as_none_by: named(as_none),
            }
        });
        list.push(DisagreeingOut {
            incident: &incident.id,
            differ_on: words(&entry.differing),
            exclude_each_other_on: words(&entry.excluding),
            exclude_each_other: entry.exclude_each_other,
            clauses: clauses.collect(),
        });
    }
    list
}

fn thresholds<'a>(judged: &Judged<'a>) -> Vec<ThresholdOut<'a>> {
    let rows = judged.evaluation.thresholds.iter().map(|row| ThresholdOut {
        kept: row.threshold.words(),
        reports: row.reports,
        incidents: row.incidents,
        any_clause: interval(row.any),
        clauses: row
            .clauses
            .iter()
            .map(|(clause, count)| ClauseOut { clause: label(judged, *clause), interval: interval(*count) })
            .collect(),
    });
    rows.collect()
}

fn counted<'a>(judged: &Judged<'a>) -> Option<CountedOut<'a>> {
    let amounts = judged.asked.amounts?;
    let out = |amount: &crate::evaluate::counting::Amount| AmountOut {
        certain: amount.certain,
        certain_or_possible: amount.possible,
        without_number: amount.without_number,
    };
    Some(CountedOut {
        unit: amounts.counting.noun(),
        rule: amounts.counting.rule(),
        any_clause: out(&amounts.any),
        clauses: amounts
            .clauses
            .iter()
            .map(|(clause, amount)| AmountOfOut { clause: label(judged, *clause), amount: out(amount) })
            .collect(),
    })
}

fn duplicates<'a>(judged: &Judged<'a>) -> DuplicatesOut<'a> {
    let found = &judged.evaluation.duplicates;
    let proposals = found.proposals.iter().map(|proposal| ProposalOut {
        incidents: proposal.incidents.iter().map(|&index| id(judged, index)).collect(),
        why: judged.why_one(proposal),
        any_clause: interval(proposal.any.0),
        any_clause_if_one: interval(proposal.any.1),
    });
    DuplicatesOut {
        proposals: proposals.collect(),
        not_listed: found.more,
        any_clause_if_one: interval(found.any_if_one),
    }
}

fn unobserved<'a>(judged: &Judged<'a>) -> Option<UnobservedOut<'a>> {
    let unseen = judged.evaluation.unseen.as_ref()?;
    Some(UnobservedOut {
        days_cut_off: unseen.cut_off,
        clauses: unseen
            .clauses
            .iter()
            .map(|(clause, seen)| SeenOut {
                clause: label(judged, *clause),
                observed: match seen {
                    Seen::Nothing => "not at all",
                    Seen::Part => "in part",
                    Seen::Whole => "all",
                },
            })
            .collect(),
        spans: unseen
            .spans
            .iter()
            .map(|span| SpanOut {
                clause: label(judged, span.clause),
                zone: span.zone.map(|zone| judged.model.places.title(zone)),
                first_day: &span.first,
                last_day: &span.last,
            })
            .collect(),
    })
}

fn matrix<'a>(judged: &Judged<'a>) -> Option<MatrixOut<'a>> {
    let matrix = judged.asked.matrix?;
    let rows = matrix.rows.iter().map(|row| RowOut {
        clause: label(judged, row.clause),
        party: row.party.map(|party| judged.model.actors.title(party)),
        cells: row
            .cells
            .iter()
            .map(|cell| {
                let recorded = matches!(cell.silence, Silence::NoneRecorded(_));
                let count = (recorded || cell.count != Interval::default()).then(|| interval(cell.count));
                CellOut { state: cell.words(), count }
            })
            .collect(),
    });
    Some(MatrixOut {
        by: match matrix.by {
            By::Day => "day",
            By::Week => "week",
            By::Zone => "zone",
        },
        columns: &matrix.columns,
        days_cut_off: matrix.cut_off,
        rows: rows.collect(),
    })
}
