//! A whole log against an agreement.

use std::collections::BTreeMap;

use crate::evaluate::Engine;
use crate::evaluate::counts::{Counter, Counts};
use crate::evaluate::duties::{DutyJudgement, duties};
use crate::evaluate::judge::{Case, Open, Verdict, Why, is_left_to_judgement, judge};
use crate::incident::{Assessment, Coverage, Incident, Log, Status};
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::time::Seconds;
use crate::scope::{Budget, Position, Rule, Scope, position};
use crate::sets::{Bits, LATEST};

/// A log, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// What is judged of each incident that some clause concerns, in the order of the log.
    pub incidents: Vec<IncidentJudgement>,
    /// What has become of each duty.
    pub duties: Vec<DutyJudgement>,
    /// The instant as of which duties are judged.
    pub as_of: Seconds,
    /// Clauses that are not judged, with the reason.
    pub not_evaluated: Vec<(ClauseId, String)>,
    /// Clauses that this log cannot show a breach of, with the reason.
    pub not_assessable: Vec<(ClauseId, String)>,
    /// Clauses of whose acts this log can record only some.
    pub assessable_in_part: Vec<ClauseId>,
    /// How often each clause was violated, as written.
    pub counts: Counts,
    /// How many possible violations each condition leaves open.
    pub open_conditions: BTreeMap<LiteralId, u64>,
    /// Incidents that all their reports say did not happen. They are not judged.
    pub refuted: Vec<usize>,
    /// How many incidents no prohibition concerns.
    pub unconcerned: usize,
}

/// What is judged of one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentJudgement {
    /// Its place in the log.
    pub incident: usize,
    /// Under each clause that concerns it.
    pub verdicts: Vec<ClauseVerdict>,
}

/// A judgement under one clause, under every reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseVerdict {
    /// The clause.
    pub clause: ClauseId,
    /// As written.
    pub as_written: Verdict,
    /// Under the readings of those who judge otherwise than as written.
    pub contested: Vec<(ActorId, Verdict)>,
}

/// Judges a log. Duties are judged as of `as_of`; as of the end of the last incident where that is absent.
#[must_use]
pub fn evaluate(engine: &Engine<'_>, log: &Log, as_of: Option<Seconds>) -> Evaluation {
    let model = engine.model;
    let cases: Vec<Case> = log.incidents.iter().map(|incident| case_of(model, incident)).collect();
    let as_of = as_of.unwrap_or_else(|| end_of(log));
    let mut work = Work::new(engine, &log.coverage);
    let mut incidents = Vec::new();
    let mut refuted = Vec::new();
    let mut unconcerned = 0;
    for (index, (incident, case)) in log.incidents.iter().zip(&cases).enumerate() {
        if is_refuted(incident) {
            refuted.push(index);
            continue;
        }
        let verdicts = work.judge(incident, case);
        if verdicts.is_empty() {
            unconcerned += 1;
        } else {
            incidents.push(IncidentJudgement { incident: index, verdicts });
        }
    }
    let held: Vec<Case> = cases
        .into_iter()
        .enumerate()
        .map(|(index, case)| {
            let none = Case { facts: Scope::empty(), directions: Vec::new(), summary: false };
            if refuted.contains(&index) { none } else { case }
        })
        .collect();
    Evaluation {
        incidents,
        duties: duties(model, None, &held, as_of, &log.coverage.acts),
        as_of,
        not_evaluated: engine.not_evaluated(),
        not_assessable: work.not_assessable,
        assessable_in_part: work.in_part,
        counts: work.counter.finish(),
        open_conditions: work.open_conditions,
        refuted,
        unconcerned,
    }
}

/// The facts that the reports of an incident leave possible.
#[must_use]
pub fn case_of(model: &Model, incident: &Incident) -> Case {
    Case::new(model, incident.reports.iter().map(|report| &report.account))
}

fn is_refuted(incident: &Incident) -> bool {
    incident.reports.iter().all(|report| report.status == Some(Status::Refuted))
}

/// The end of the last incident of a log.
fn end_of(log: &Log) -> Seconds {
    let reports = log.incidents.iter().flat_map(|incident| &incident.reports);
    let ends = reports.filter_map(|report| report.account.time.iter().last().map(|(_, end)| end));
    ends.filter(|&end| end != LATEST).max().unwrap_or(LATEST)
}

struct Work<'e, 'm> {
    engine: &'e Engine<'m>,
    /// Clauses that can be assessed from this log.
    rules: Vec<&'e Rule>,
    /// Everything that any of these clauses forbids.
    forbidden: Scope,
    counter: Counter<'m>,
    open_conditions: BTreeMap<LiteralId, u64>,
    not_assessable: Vec<(ClauseId, String)>,
    in_part: Vec<ClauseId>,
}

impl<'e, 'm> Work<'e, 'm> {
    fn new(engine: &'e Engine<'m>, coverage: &Coverage) -> Self {
        let model = engine.model;
        let mut work = Self {
            engine,
            rules: Vec::new(),
            forbidden: Scope::empty(),
            counter: Counter::new(model),
            open_conditions: BTreeMap::new(),
            not_assessable: Vec::new(),
            in_part: Vec::new(),
        };
        for rule in engine.as_written.iter().filter(|rule| rule.modality == Modality::Prohibition) {
            let acts = acts_of(model, rule);
            if !acts.intersects(&coverage.acts) {
                work.not_assessable
                    .push((rule.clause, "The source of this log does not record such acts.".to_owned()));
                continue;
            }
            if !acts.is_subset(&coverage.acts) {
                work.in_part.push(rule.clause);
            }
            if !is_left_to_judgement(model, rule.clause) {
                work.forbidden.extend(rule.effective.regions().iter().cloned());
            }
            work.rules.push(rule);
        }
        for (index, clause) in model.clauses.iter().enumerate() {
            if matches!(clause.kind, ClauseKind::Duty(_)) {
                let id = ClauseId::at(index);
                let covered = engine
                    .as_written
                    .get(id)
                    .is_some_and(|rule| acts_of(model, rule).intersects(&coverage.acts));
                if !covered {
                    work.not_assessable.push((
                        id,
                        "The source of this log does not record the acts that would fulfil it.".to_owned(),
                    ));
                }
            }
        }
        work.not_assessable.sort();
        work
    }

    fn judge(&mut self, incident: &Incident, case: &Case) -> Vec<ClauseVerdict> {
        let mut verdicts = Vec::new();
        for &rule in &self.rules {
            let model = self.engine.model;
            let as_written =
                judge(model, rule, case).map(|verdict| assessed(model, rule.clause, incident, verdict));
            let mut contested = Vec::new();
            for (reader, rules) in &self.engine.readings {
                let Some(read) = rules.get(rule.clause).filter(|read| *read != rule) else { continue };
                let verdict =
                    judge(model, read, case).map(|verdict| assessed(model, rule.clause, incident, verdict));
                if verdict != as_written {
                    contested.push((*reader, verdict.unwrap_or(Verdict::NoViolation)));
                }
            }
            if as_written.is_none() && contested.is_empty() {
                continue;
            }
            let as_written = as_written.unwrap_or(Verdict::NoViolation);
            if let Verdict::Possible(opens) = &as_written {
                for open in opens {
                    if let Open::Condition(literal) = open {
                        *self.open_conditions.entry(*literal).or_default() += 1;
                    }
                }
            }
            self.counter.add(rule, case, &as_written);
            verdicts.push(ClauseVerdict { clause: rule.clause, as_written, contested });
        }
        self.count_any(case, &verdicts);
        verdicts
    }

    /// Counts the incident once, whichever clauses it violates. It may be certain that it violates one of several
    /// although each is only possible.
    fn count_any(&mut self, case: &Case, verdicts: &[ClauseVerdict]) {
        let is = |wanted: fn(&Verdict) -> bool| verdicts.iter().any(|verdict| wanted(&verdict.as_written));
        if is(|verdict| *verdict == Verdict::Violation) {
            self.counter.add_any(true);
        } else if is(|verdict| matches!(verdict, Verdict::Possible(_))) {
            let several =
                verdicts.iter().filter(|verdict| matches!(verdict.as_written, Verdict::Possible(_))).count()
                    > 1;
            let certain = several
                && !case.summary
                && position(&case.facts, &self.forbidden, Budget::DEFAULT) == Position::Inside;
            self.counter.add_any(certain);
        }
    }
}

/// The leaves of all acts that a clause speaks of.
fn acts_of(model: &Model, rule: &Rule) -> Bits {
    let mut acts = Bits::empty(model.deeds.acts.universe());
    rule.scope.regions().iter().for_each(|region| acts.union_with(&region.acts));
    acts
}

/// Where a clause leaves its facts to somebody's judgement, that judgement, if a report records it.
fn assessed(model: &Model, clause: ClauseId, incident: &Incident, verdict: Verdict) -> Verdict {
    if verdict != Verdict::NotAssessable(Why::NoAssessment) {
        return verdict;
    }
    let Some(ClauseKind::Conduct { judged_by: Some(judges), .. }) =
        model.clause(clause).map(|clause| &clause.kind)
    else {
        return verdict;
    };
    let mut found: Vec<Assessment> = incident
        .reports
        .iter()
        .filter(|report| report.assessor.is_some_and(|assessor| judges.contains(&assessor)))
        .filter_map(|report| report.assessment)
        .collect();
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [Assessment::Violation] => Verdict::Violation,
        [Assessment::NoViolation] => Verdict::NoViolation,
        // Assessments that contradict each other, or that could not tell, decide nothing.
        _ => verdict,
    }
}
