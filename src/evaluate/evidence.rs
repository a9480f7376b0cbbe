//! Incidents whose reports disagree: what each report says alone, what all of them allow, and which would settle it.

use std::collections::BTreeSet;

use crate::evaluate::judge::{Case, Open, Verdict, Why, judge};
use crate::evaluate::kinds::Kinds;
use crate::evaluate::log::{ClauseVerdict, IncidentJudgement, assessment, found};
use crate::incident::{Casualties, Incident, Log, Report, same_unit};
use crate::model::Model;
use crate::model::ids::ClauseId;
use crate::scope::{Budget, Rule, disagreement};

/// An incident with reports that disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreeing {
    /// Its place in the log.
    pub incident: usize,
    /// On what two of its reports say something else, in the order of the sides.
    pub differing: Vec<Matter>,
    /// Those among them on which two reports cannot both be right.
    pub excluding: Vec<Matter>,
    /// Whether no fact is left possible by every report.
    pub exclude_each_other: bool,
    /// The judgements under each clause that concerns it, as written.
    pub clauses: Vec<Settling>,
}

/// On what reports disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// A side of the facts.
    Side(Open),
    /// How many it was, or how many it hit.
    Number,
}

impl Matter {
    /// What it is, to stand after "on".
    #[must_use]
    pub fn words(self, model: &Model) -> String {
        match self {
            Self::Side(side) => side.words(model),
            Self::Number => "how many".to_owned(),
        }
    }
}

/// What the reports come to under one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling {
    /// The clause.
    pub clause: ClauseId,
    /// The judgement on each report alone, in the order of the reports. No judgement where the clause does not concern it.
    pub alone: Vec<Option<Verdict>>,
    /// The judgement if all reports are right at once; nothing where they exclude each other.
    pub every: Option<Verdict>,
    /// The judgement on what any report allows.
    pub any: Verdict,
}

impl Settling {
    /// The reports that settle a possible violation: those that make it one, and those that make it none, by their places.
    #[must_use]
    pub fn settled_by(&self) -> (Vec<usize>, Vec<usize>) {
        let settle = |wanted: fn(Option<&Verdict>) -> bool| {
            let places = self.alone.iter().enumerate().filter(|(_, alone)| wanted(alone.as_ref()));
            places.map(|(place, _)| place).collect()
        };
        if !matches!(self.any, Verdict::Possible(_)) {
            return (Vec::new(), Vec::new());
        }
        (
            settle(|alone| alone == Some(&Verdict::Violation)),
            settle(|alone| matches!(alone, None | Some(Verdict::NoViolation | Verdict::Excused(_)))),
        )
    }
}

/// Of more reports than this, only the first is compared with each of the others.
pub const COMPARED_AT_MOST: usize = 64;

/// The incidents whose reports disagree, in the order of the log.
#[must_use]
pub fn disagreeing(kinds: &mut Kinds<'_, '_>, log: &Log, judged: &[IncidentJudgement]) -> Vec<Disagreeing> {
    let mut list = Vec::new();
    for judgement in judged {
        let Some(incident) = log.incidents.get(judgement.incident) else { continue };
        if incident.reports.len() > 1
            && let Some(found) = disagreement_of(kinds, judgement, &incident.reports)
        {
            list.push(found);
        }
    }
    list
}

fn disagreement_of(
    kinds: &mut Kinds<'_, '_>,
    judgement: &IncidentJudgement,
    reports: &[Report],
) -> Option<Disagreeing> {
    let cases: Vec<Case> = reports.iter().map(|report| kinds.reported([report])).collect();
    let (mut differing, mut excluding) = (BTreeSet::new(), BTreeSet::new());
    for (place, (one, report)) in cases.iter().zip(reports).enumerate().take(COMPARED_AT_MOST) {
        // What no report has otherwise than the first, no two have otherwise: all are compared with it.
        let with = if place == 0 { cases.len() } else { COMPARED_AT_MOST };
        for (other, other_report) in cases.iter().zip(reports).take(with).skip(place + 1) {
            let sides = disagreement(&one.facts, &other.facts);
            differing.extend(sides.differing.into_iter().map(|side| Matter::Side(side.into())));
            excluding.extend(sides.excluding.into_iter().map(|side| Matter::Side(side.into())));
            let (differ, exclude) = in_number(report, other_report);
            differing.extend(differ.then_some(Matter::Number));
            excluding.extend(exclude.then_some(Matter::Number));
        }
    }
    if differing.is_empty() {
        return None;
    }
    let every = match every_report_allows(&cases) {
        Every::Facts(case) => Every::Facts(kinds.narrowed(&case)),
        other => other,
    };
    let model = kinds.engine().model;
    // A report alone is of a kind that may be known already.
    let alone: Vec<Vec<ClauseVerdict>> = reports
        .iter()
        .map(|report| {
            let alone = Incident { id: String::new(), reports: vec![report.clone()] };
            let kind = kinds.of(&alone);
            found(model, &alone, &kind).0
        })
        .collect();
    let rules: Vec<&Rule> = kinds.rules().map(|(rule, _)| *rule).collect();
    let clauses = judgement.verdicts.iter().filter_map(|verdict| {
        let rule = rules.iter().find(|rule| rule.clause == verdict.clause)?;
        let on_every = |case: &Case| match judge(model, rule, case) {
            Some(Verdict::NotAssessable(Why::NoAssessment)) => {
                assessment(model, reports, rule.clause).unwrap_or(Verdict::NotAssessable(Why::NoAssessment))
            }
            found => found.unwrap_or(Verdict::NoViolation),
        };
        let of_clause = |verdicts: &Vec<ClauseVerdict>| {
            let own = verdicts.iter().find(|known| known.clause == verdict.clause);
            own.map(|known| known.as_written.clone())
        };
        Some(Settling {
            clause: verdict.clause,
            alone: alone.iter().map(of_clause).collect(),
            every: match &every {
                Every::Nothing => None,
                Every::Facts(case) => Some(on_every(case)),
                Every::TooComplex => Some(Verdict::NotAssessable(Why::TooComplex)),
            },
            any: verdict.as_written.clone(),
        })
    });
    Some(Disagreeing {
        incident: judgement.incident,
        differing: differing.into_iter().collect(),
        excluding: excluding.into_iter().collect(),
        exclude_each_other: matches!(every, Every::Nothing),
        clauses: clauses.collect(),
    })
}

/// The facts that every report leaves possible.
enum Every {
    Nothing,
    Facts(Case),
    TooComplex,
}

fn every_report_allows(cases: &[Case]) -> Every {
    let Some((first, rest)) = cases.split_first() else { return Every::Nothing };
    let mut facts = first.facts.clone();
    for case in rest {
        if facts.regions().len().saturating_mul(case.facts.regions().len()) > Budget::DEFAULT.0 {
            return Every::TooComplex;
        }
        facts = facts.intersection(&case.facts);
        facts.simplify();
    }
    let summary = cases.iter().any(|case| case.summary);
    if facts.is_empty() {
        Every::Nothing
    } else {
        let with_the_time = cases.iter().flat_map(|case| &case.with_the_time).copied().collect();
        Every::Facts(Case {
            reports: vec![facts.clone()],
            facts,
            directions: Vec::new(),
            summary,
            with_the_time,
        })
    }
}

/// Whether two reports differ in number, and whether they cannot both be right in it.
fn in_number(one: &Report, other: &Report) -> (bool, bool) {
    let counts = match (one.count, other.count) {
        (Some(ours), Some(theirs)) if same_unit(one.unit.as_deref(), other.unit.as_deref()) => ours != theirs,
        _ => false,
    };
    let pairs = [(one.killed, other.killed), (one.wounded, other.wounded)];
    let bounds = |casualties: Casualties| (casualties.low, casualties.high.unwrap_or(u64::MAX));
    let given = pairs.iter().filter_map(|(ours, theirs)| Some((bounds((*ours)?), bounds((*theirs)?))));
    let (mut differ, mut exclude) = (counts, counts);
    for (ours, theirs) in given {
        differ |= ours != theirs;
        exclude |= ours.1 < theirs.0 || theirs.1 < ours.0;
    }
    (differ, exclude)
}
