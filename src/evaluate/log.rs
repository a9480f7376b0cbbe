//! A whole log against an agreement.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::evaluate::Engine;
use crate::evaluate::contested::{Contested, contested};
use crate::evaluate::counts::Counts;
use crate::evaluate::duplicates::{Duplicates, duplicates};
use crate::evaluate::duties::DutyJudgement;
use crate::evaluate::evidence::{Disagreeing, disagreeing};
use crate::evaluate::judge::{Open, Verdict, Why, is_left_to_judgement};
use crate::evaluate::kinds::{Kind, Kinds};
use crate::evaluate::past::{Pasts, World};
use crate::evaluate::thresholds::{AtThreshold, at_each_threshold};
use crate::evaluate::unseen::{Unseen, unseen};
use crate::incident::{Assessment, Coverage, Incident, Log, Report, Status};
use crate::model::Model;
use crate::model::clauses::ClauseKind;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::time::Seconds;
use crate::scope::{Rule, Scope};
use crate::sets::{Bits, Intervals, LATEST};

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
    /// Judgements that are another word for some reader.
    pub contested: Vec<Contested>,
    /// Incidents whose reports disagree.
    pub disagreeing: Vec<Disagreeing>,
    /// The counts at each threshold, none first; empty where no report has a grade or a status.
    pub thresholds: Vec<AtThreshold>,
    /// Incidents that may be one fact.
    pub duplicates: Duplicates,
    /// When and where nobody could observe, where the log says what could be observed.
    pub unseen: Option<Unseen>,
    /// What the past decides: the courses of conditions.
    pub pasts: Pasts,
}

/// What is judged of one incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentJudgement {
    /// Its place in the log.
    pub incident: usize,
    /// Under each clause that concerns it.
    pub verdicts: Vec<ClauseVerdict>,
    /// Whether it violates one clause or another: for certain, or possibly.
    pub any: Option<bool>,
    /// What is the same for all incidents of its kind, before assessments.
    pub kind: Rc<Kind>,
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
    let as_of = as_of.unwrap_or_else(|| end_of(log));
    let assessable = Assessable::new(engine, &log.coverage);
    let pasts = Pasts::of(engine, |facts| World::of_log(engine, log, as_of, facts));
    let mut kinds = Kinds::new(engine, &pasts, &assessable.rules, &assessable.forbidden);
    let mut counts = Counts::default();
    let mut open_conditions: BTreeMap<LiteralId, u64> = BTreeMap::new();
    let mut incidents = Vec::new();
    let mut refuted = Vec::new();
    let mut unconcerned = 0;
    for (index, incident) in log.incidents.iter().enumerate() {
        if is_refuted(incident) {
            refuted.push(index);
            continue;
        }
        let kind = kinds.of(incident);
        if kind.verdicts.is_empty() {
            unconcerned += 1;
            continue;
        }
        let times: Vec<&Intervals> = incident.reports.iter().map(|report| &report.account.time).collect();
        for tally in &kind.tallies {
            counts.add(tally, &times, model);
        }
        let (verdicts, any) = found(model, incident, &kind);
        for (verdict, before) in verdicts.iter().zip(&kind.verdicts) {
            if let Verdict::Possible(opens) = &verdict.as_written {
                for open in opens {
                    if let Open::Condition(literal) = open {
                        *open_conditions.entry(*literal).or_default() += 1;
                    }
                }
            }
            // What a named body found is counted as found; who, where and when stay as they were reported.
            if verdict.as_written == Verdict::Violation && before.as_written != Verdict::Violation {
                counts.clauses.entry(verdict.clause).or_default().add(true);
            }
        }
        if let Some(certain) = any {
            counts.any.add(certain);
        }
        incidents.push(IncidentJudgement { incident: index, verdicts, any, kind });
    }
    let contested = contested(&mut kinds, log, &incidents);
    let disagreeing = disagreeing(&mut kinds, log, &incidents);
    let thresholds = at_each_threshold(&mut kinds, log, as_of);
    let duplicates = duplicates(&mut kinds, log, &incidents);
    let unseen = unseen(engine, log, &assessable.rules);
    Evaluation {
        incidents,
        duties: pasts.as_written.duties(),
        as_of,
        not_evaluated: engine.not_evaluated(),
        not_assessable: assessable.not_assessable,
        assessable_in_part: assessable.in_part,
        counts,
        open_conditions,
        refuted,
        unconcerned,
        contested,
        disagreeing,
        thresholds,
        duplicates,
        unseen,
        pasts,
    }
}

/// Whether all reports say that it did not happen.
#[must_use]
pub fn is_refuted(incident: &Incident) -> bool {
    incident.reports.iter().all(|report| report.status == Some(Status::Refuted))
}

/// The end of the last incident of a log: the instant as of which its duties are judged unless another is given.
#[must_use]
pub fn end_of(log: &Log) -> Seconds {
    let reports = log.incidents.iter().flat_map(|incident| &incident.reports);
    let ends = reports.filter_map(|report| report.account.time.iter().last().map(|(_, end)| end));
    ends.filter(|&end| end != LATEST).max().unwrap_or(LATEST)
}

/// Which clauses can be assessed from a log.
struct Assessable<'e> {
    rules: Vec<&'e Rule>,
    /// Everything that any of these clauses forbids, if it is left to nobody's judgement.
    forbidden: Scope,
    not_assessable: Vec<(ClauseId, String)>,
    in_part: Vec<ClauseId>,
}

impl<'e> Assessable<'e> {
    fn new(engine: &'e Engine<'_>, coverage: &Coverage) -> Self {
        let model = engine.model;
        let mut assessable = Self {
            rules: Vec::new(),
            forbidden: Scope::empty(),
            not_assessable: Vec::new(),
            in_part: Vec::new(),
        };
        for rule in engine.prohibitions(None) {
            let acts = acts_of(model, rule);
            // A clause that covers nothing is not one whose acts a source fails to record.
            if !acts.is_empty() && !acts.intersects(&coverage.acts) {
                assessable
                    .not_assessable
                    .push((rule.clause, "The source of this log does not record such acts.".to_owned()));
                continue;
            }
            if !acts.is_subset(&coverage.acts) {
                assessable.in_part.push(rule.clause);
            }
            if !is_left_to_judgement(model, rule.clause) {
                assessable.forbidden.extend(rule.effective.regions().iter().cloned());
            }
            assessable.rules.push(rule);
        }
        for (index, clause) in model.clauses.iter().enumerate() {
            let id = ClauseId::at(index);
            let covered = || {
                engine.as_written.get(id).is_some_and(|rule| acts_of(model, rule).intersects(&coverage.acts))
            };
            if matches!(clause.kind, ClauseKind::Duty(_)) && !covered() {
                assessable.not_assessable.push((
                    id,
                    "The source of this log does not record the acts that would fulfil it.".to_owned(),
                ));
            }
        }
        assessable.not_assessable.sort();
        assessable
    }
}

/// The leaves of all acts that a clause speaks of.
fn acts_of(model: &Model, rule: &Rule) -> Bits {
    let mut acts = Bits::empty(model.deeds.acts.universe());
    rule.scope.regions().iter().for_each(|region| acts.union_with(&region.acts));
    acts
}

/// The judgements on an incident of a kind with what named bodies found, and whether it violates some clause.
pub(super) fn found(model: &Model, incident: &Incident, kind: &Kind) -> (Vec<ClauseVerdict>, Option<bool>) {
    let verdicts: Vec<ClauseVerdict> =
        kind.verdicts.iter().map(|verdict| assessed(model, incident, verdict)).collect();
    let surely = verdicts.iter().any(|verdict| verdict.as_written == Verdict::Violation);
    (verdicts, if surely { Some(true) } else { kind.any })
}

/// The judgements on an incident, with what a named body found where a clause leaves it to that body.
fn assessed(model: &Model, incident: &Incident, verdict: &ClauseVerdict) -> ClauseVerdict {
    let found = |verdict: &Verdict, clause: ClauseId| match verdict {
        Verdict::NotAssessable(Why::NoAssessment) => {
            assessment(model, &incident.reports, clause).unwrap_or_else(|| verdict.clone())
        }
        _ => verdict.clone(),
    };
    ClauseVerdict {
        clause: verdict.clause,
        as_written: found(&verdict.as_written, verdict.clause),
        contested: verdict
            .contested
            .iter()
            .map(|(reader, own)| (*reader, found(own, verdict.clause)))
            .collect(),
    }
}

/// What the body to which a clause leaves it found. Assessments that contradict each other, or that could not tell,
/// decide nothing.
pub(super) fn assessment<'r>(
    model: &Model,
    reports: impl IntoIterator<Item = &'r Report>,
    clause: ClauseId,
) -> Option<Verdict> {
    let judges = model.clause(clause)?.conduct()?.judged_by?;
    let mut found: Vec<Assessment> = reports
        .into_iter()
        .filter(|report| report.assessor.is_some_and(|assessor| judges.contains(&assessor)))
        .filter_map(|report| report.assessment)
        .collect();
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [Assessment::Violation] => Some(Verdict::Violation),
        [Assessment::NoViolation] => Some(Verdict::NoViolation),
        _ => None,
    }
}
