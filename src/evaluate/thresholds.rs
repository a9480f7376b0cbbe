//! Reports kept or left out by how well they are supported, and the counts at each threshold.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::counts::Interval;
use crate::evaluate::judge::Verdict;
use crate::evaluate::kinds::Kinds;
use crate::evaluate::log::{found, is_refuted};
use crate::evaluate::past::{Pasts, World};
use crate::incident::{Grade, Incident, LeftOut, Log, Report, Status};
use crate::model::ids::ClauseId;
use crate::model::time::Seconds;

/// Which reports are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Threshold {
    /// At least this rung of the ladder.
    pub status: Option<Status>,
    /// At least this reliability and this credibility.
    pub grade: Option<Grade>,
}

impl Threshold {
    /// Whether it keeps every report.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.status.is_none() && self.grade.is_none()
    }

    /// In words: "status at least observed, grade at least B2".
    #[must_use]
    pub fn words(&self) -> String {
        let status = self.status.map(|status| format!("status at least {}", status.words()));
        let grade =
            self.grade.map(|grade| format!("grade at least {}{}", grade.reliability, grade.credibility));
        match (status, grade) {
            (Some(status), Some(grade)) => format!("{status}, {grade}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => "every report".to_owned(),
        }
    }

    /// Whether a report is kept.
    #[must_use]
    pub fn keeps(&self, report: &Report) -> bool {
        self.status.is_none_or(|wanted| {
            let rung = report.status.and_then(Status::rung);
            rung.is_some_and(|rung| wanted.rung().is_some_and(|wanted| rung >= wanted))
        }) && self.grade.is_none_or(|wanted| {
            let judged = report.grade.filter(|grade| is_on_the_scale(*grade));
            judged.is_some_and(|grade| {
                grade.reliability <= wanted.reliability && grade.credibility <= wanted.credibility
            })
        })
    }

    /// The log as if it had only the reports that are kept, with what was left out.
    #[must_use]
    pub fn of(&self, log: &Log) -> Log {
        let mut kept = log.clone();
        if self.is_none() {
            return kept;
        }
        let mut left_out = LeftOut { filter: self.words(), ..LeftOut::default() };
        for incident in &mut kept.incidents {
            incident.reports.retain(|report| {
                let keeps = self.keeps(report);
                if !keeps {
                    left_out.reports += 1;
                    let off_the_ladder = report.status.and_then(Status::rung).is_none();
                    left_out.without_rung += usize::from(self.status.is_some() && off_the_ladder);
                    let not_graded = !report.grade.is_some_and(is_on_the_scale);
                    left_out.not_graded += usize::from(self.grade.is_some() && not_graded);
                }
                keeps
            });
        }
        let all = kept.incidents.len();
        kept.incidents.retain(|incident| !incident.reports.is_empty());
        left_out.incidents = all - kept.incidents.len();
        kept.left_out = Some(left_out);
        kept
    }
}

/// Whether a grade says how reliable and how credible, and not that one of these cannot be judged.
#[must_use]
pub fn is_on_the_scale(grade: Grade) -> bool {
    grade.reliability < 'F' && grade.credibility < 6
}

/// The counts at one threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtThreshold {
    /// Which reports are kept.
    pub threshold: Threshold,
    /// How many these are.
    pub reports: usize,
    /// How many incidents have one.
    pub incidents: usize,
    /// Incidents that violate one clause or another.
    pub any: Interval,
    /// By clause.
    pub clauses: BTreeMap<ClauseId, Interval>,
}

/// The counts of a log at each threshold, none first. Nothing of a log without grades and statuses.
#[must_use]
pub fn at_each_threshold(kinds: &mut Kinds<'_, '_>, log: &Log, as_of: Seconds) -> Vec<AtThreshold> {
    let mut rows: Vec<AtThreshold> = thresholds(log)
        .into_iter()
        .map(|threshold| AtThreshold {
            threshold,
            reports: 0,
            incidents: 0,
            any: Interval::default(),
            clauses: BTreeMap::new(),
        })
        .collect();
    if rows.len() < 2 {
        return Vec::new();
    }
    if !kinds.hang_on_the_past() {
        fill(kinds, log, &mut rows);
        return rows;
    }
    // What is left out has not happened, for what the past decides too.
    let engine = kinds.engine();
    for row in &mut rows {
        let kept = row.threshold.of(log);
        let pasts = Pasts::of(engine, |facts| World::of_log(engine, &kept, as_of, facts));
        fill(&mut kinds.had(&pasts), log, std::slice::from_mut(row));
    }
    rows
}

/// Counts the incidents at each of some thresholds.
fn fill(kinds: &mut Kinds<'_, '_>, log: &Log, rows: &mut [AtThreshold]) {
    for incident in &log.incidents {
        // Most thresholds keep the same reports of one incident.
        let mut known: Vec<(Vec<bool>, Counted)> = Vec::new();
        for row in rows.iter_mut() {
            let kept: Vec<bool> = incident.reports.iter().map(|report| row.threshold.keeps(report)).collect();
            let count = kept.iter().filter(|kept| **kept).count();
            if count == 0 {
                continue;
            }
            row.reports += count;
            row.incidents += 1;
            if !known.iter().any(|(same, _)| *same == kept) {
                let counted = counted(kinds, incident, &kept);
                known.push((kept.clone(), counted));
            }
            let Some((_, counted)) = known.iter().find(|(same, _)| *same == kept) else { continue };
            for &(clause, certain) in &counted.clauses {
                row.clauses.entry(clause).or_default().add(certain);
            }
            if let Some(certain) = counted.any {
                row.any.add(certain);
            }
        }
    }
}

/// What an incident adds to the counts.
#[derive(Default)]
struct Counted {
    clauses: Vec<(ClauseId, bool)>,
    any: Option<bool>,
}

fn counted(kinds: &mut Kinds<'_, '_>, incident: &Incident, kept: &[bool]) -> Counted {
    let reports = incident.reports.iter().zip(kept).filter(|(_, kept)| **kept);
    let part = Incident { id: String::new(), reports: reports.map(|(report, _)| report.clone()).collect() };
    if is_refuted(&part) {
        return Counted::default();
    }
    let kind = kinds.of(&part);
    let (verdicts, any) = found(kinds.engine().model, &part, &kind);
    let clauses = verdicts.iter().filter_map(|verdict| match verdict.as_written {
        Verdict::Violation => Some((verdict.clause, true)),
        Verdict::Possible(_) => Some((verdict.clause, false)),
        Verdict::Excused(_) | Verdict::NoViolation | Verdict::NotAssessable(_) => None,
    });
    Counted { clauses: clauses.collect(), any }
}

/// None; each rung, if any report has a status; each grade that some report has.
fn thresholds(log: &Log) -> Vec<Threshold> {
    let reports = || log.incidents.iter().flat_map(|incident| &incident.reports);
    let mut list = vec![Threshold::default()];
    if reports().any(|report| report.status.is_some()) {
        let rungs = Status::ALL.into_iter().filter(|status| status.rung().is_some());
        list.extend(rungs.map(|status| Threshold { status: Some(status), grade: None }));
    }
    let grades: BTreeSet<(char, u8)> = reports()
        .filter_map(|report| report.grade)
        .filter(|grade| is_on_the_scale(*grade))
        .map(|grade| (grade.reliability, grade.credibility))
        .collect();
    list.extend(grades.into_iter().map(|(reliability, credibility)| Threshold {
        status: None,
        grade: Some(Grade { reliability, credibility }),
    }));
    list
}
