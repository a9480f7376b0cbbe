//! The tests that an agreement carries.

use std::collections::BTreeMap;

use crate::evaluate::Engine;
use crate::evaluate::duties::{DutyJudgement, DutyState};
use crate::evaluate::judge::{Case, Verdict, judge};
use crate::evaluate::past::{Past, Pasts, World};
use crate::evaluate::words::labels;
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Expectation, Modality, Scenario};
use crate::model::ids::ActorId;
use crate::model::time::Seconds;
use crate::scope::{Budget, Position, position};
use crate::sets::LATEST;
use crate::source::Span;
use crate::syntax::tree::ExpectedVerdict;

/// What came of one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// How many expectations it has.
    pub expectations: usize,
    /// Those that do not hold.
    pub failures: Vec<Failure>,
}

/// An expectation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Where it stands.
    pub span: Span,
    /// The clause.
    pub clause: String,
    /// What is expected.
    pub expected: String,
    /// What is found instead.
    pub found: String,
}

/// Runs all scenarios of an agreement, in order.
#[must_use]
pub fn run(engine: &Engine<'_>) -> Vec<Outcome> {
    engine.model.scenarios.iter().map(|scenario| run_one(engine, scenario)).collect()
}

fn run_one(engine: &Engine<'_>, scenario: &Scenario) -> Outcome {
    let told: Vec<Case> =
        scenario.accounts.iter().map(|(account, _)| Case::new(engine.model, [account])).collect();
    let mut pasts: BTreeMap<Seconds, Pasts> = BTreeMap::new();
    let failures = scenario
        .expectations
        .iter()
        .filter_map(|expectation| {
            // What is due, and so what has been violated, depends on as of when it is asked.
            let as_of = expectation.as_of.unwrap_or(LATEST);
            let pasts = pasts.entry(as_of).or_insert_with(|| {
                let accounts = scenario.accounts.iter().map(|(account, _)| account);
                Pasts::of(engine, |_| World::of_accounts(engine.model, accounts, as_of))
            });
            let past = pasts.under(expectation.reader);
            let cases: Vec<Case> = told.iter().map(|case| case.narrowed(&past.courses)).collect();
            let found = found(engine, past, expectation, &cases);
            if found.holds {
                return None;
            }
            let clause = engine.model.clause(expectation.clause).map(|clause| clause.label.clone());
            Some(Failure {
                span: expectation.span,
                clause: clause.unwrap_or_default(),
                expected: expected_words(engine.model, expectation),
                found: found.words,
            })
        })
        .collect();
    Outcome {
        title: scenario.title.clone(),
        span: scenario.span,
        expectations: scenario.expectations.len(),
        failures,
    }
}

struct Found {
    holds: bool,
    words: String,
}

fn found(engine: &Engine<'_>, past: &Past, expectation: &Expectation, cases: &[Case]) -> Found {
    let Some(clause) = engine.model.clause(expectation.clause) else {
        return Found { holds: false, words: "no such clause".to_owned() };
    };
    match &clause.kind {
        ClauseKind::StatedOnly => {
            Found { holds: false, words: "is `stated only` and judged by nobody".to_owned() }
        }
        ClauseKind::Change => {
            Found { holds: false, words: "changes who is covered, and binds nobody".to_owned() }
        }
        _ if clause.obligation.is_some() => duty(past, expectation),
        _ if clause.answers.is_some() => prohibition(engine, expectation, cases),
        ClauseKind::NotEvaluated { reason, .. } => Found { holds: false, words: reason.clone() },
        ClauseKind::Conduct { modality: Modality::Permission, .. } => permission(engine, expectation, cases),
        ClauseKind::Conduct { .. } => prohibition(engine, expectation, cases),
        ClauseKind::Duty(_) => duty(past, expectation),
    }
}

fn permission(engine: &Engine<'_>, expectation: &Expectation, cases: &[Case]) -> Found {
    let Some(rule) = engine.rules(expectation.reader).get(expectation.clause) else {
        return Found { holds: false, words: "too many pieces to decide".to_owned() };
    };
    let inside = |case: &Case| position(&case.facts, &rule.effective, Budget::DEFAULT) == Position::Inside;
    let permits = cases.iter().any(inside);
    Found {
        holds: permits && expectation.verdict == ExpectedVerdict::Permits,
        words: if permits {
            "permits it".to_owned()
        } else {
            "does not permit all that it may have been".to_owned()
        },
    }
}

fn prohibition(engine: &Engine<'_>, expectation: &Expectation, cases: &[Case]) -> Found {
    let Some(rule) = engine.rules(expectation.reader).get(expectation.clause) else {
        return Found { holds: false, words: "too many pieces to decide".to_owned() };
    };
    let mut verdicts: Vec<Verdict> =
        cases.iter().filter_map(|case| judge(engine.model, rule, case)).collect();
    // The gravest judgement on any of the events is what the scenario comes to.
    verdicts.sort_by_key(gravity);
    let worst = verdicts.first().cloned().unwrap_or(Verdict::NoViolation);
    let holds = match &expectation.verdict {
        ExpectedVerdict::Violated => worst == Verdict::Violation,
        ExpectedVerdict::NotViolated => matches!(worst, Verdict::NoViolation | Verdict::Excused(_)),
        ExpectedVerdict::PossiblyViolated => matches!(worst, Verdict::Possible(_)),
        ExpectedVerdict::Excused(_) => match &worst {
            Verdict::Excused(by) => expectation.excused_by.is_none_or(|clause| by.contains(&clause)),
            _ => false,
        },
        ExpectedVerdict::NotAssessable => matches!(worst, Verdict::NotAssessable(_)),
        ExpectedVerdict::Permits
        | ExpectedVerdict::Fulfilled
        | ExpectedVerdict::FulfilledLate
        | ExpectedVerdict::Pending
        | ExpectedVerdict::Missed
        | ExpectedVerdict::PossiblyMissed
        | ExpectedVerdict::Void => false,
    };
    Found { holds, words: worst.words(engine.model) }
}

/// The order of judgements, the gravest first.
fn gravity(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Violation => 0,
        Verdict::Possible(_) => 1,
        Verdict::NotAssessable(_) => 2,
        Verdict::Excused(_) => 3,
        Verdict::NoViolation => 4,
    }
}

fn duty(past: &Past, expectation: &Expectation) -> Found {
    let judged = past.duties.get(&expectation.clause).map_or(&[][..], Vec::as_slice);
    let states: Vec<DutyState> = judged.iter().map(|judgement| judgement.state).collect();
    let all = |wanted: &dyn Fn(&DutyState) -> bool| !states.is_empty() && states.iter().all(wanted);
    let any = |wanted: &dyn Fn(&DutyState) -> bool| states.iter().any(wanted);
    let holds = match &expectation.verdict {
        ExpectedVerdict::Fulfilled => all_fulfilled(judged),
        ExpectedVerdict::FulfilledLate => any(&|state| *state == DutyState::Late),
        ExpectedVerdict::Pending => all(&|state| *state == DutyState::Pending),
        ExpectedVerdict::Missed => any(&|state| *state == DutyState::Missed),
        // What is done late is a violation too.
        ExpectedVerdict::Violated => any(&|state| state.violation() == Some(true)),
        ExpectedVerdict::PossiblyMissed => {
            any(&|state| matches!(state, DutyState::Open { .. }))
                && !any(&|state| *state == DutyState::Missed)
        }
        ExpectedVerdict::PossiblyViolated => {
            any(&|state| matches!(state, DutyState::Open { .. }))
                && !any(&|state| state.violation() == Some(true))
        }
        ExpectedVerdict::NotViolated => {
            all(&|state| matches!(state, DutyState::Fulfilled | DutyState::Pending | DutyState::Void))
        }
        ExpectedVerdict::Void => all(&|state| *state == DutyState::Void),
        ExpectedVerdict::NotAssessable => any(&|state| matches!(state, DutyState::NotAssessable(_))),
        ExpectedVerdict::Excused(_) | ExpectedVerdict::Permits => false,
    };
    let mut words: Vec<String> = states.iter().map(|state| state.words()).collect();
    words.dedup();
    let words = if words.is_empty() { "nobody owes it".to_owned() } else { words.join("; ") };
    Found { holds, words }
}

/// Whether everybody who owes a duty has fulfilled it: once at least, and on each occasion that is due.
fn all_fulfilled(judged: &[DutyJudgement]) -> bool {
    let mut fulfilled: BTreeMap<&[ActorId], bool> = BTreeMap::new();
    for own in judged {
        let done = fulfilled.entry(&own.bearers).or_default();
        match own.state {
            DutyState::Fulfilled => *done = true,
            DutyState::Pending | DutyState::Void => {}
            DutyState::Late | DutyState::Missed | DutyState::Open { .. } | DutyState::NotAssessable(_) => {
                return false;
            }
        }
    }
    !fulfilled.is_empty() && fulfilled.into_values().all(|done| done)
}

/// What an expectation says, with whose reading: "violated, as read by US".
#[must_use]
pub fn expected_words(model: &Model, expectation: &Expectation) -> String {
    let words = match &expectation.verdict {
        ExpectedVerdict::Violated => "violated".to_owned(),
        ExpectedVerdict::NotViolated => "not violated".to_owned(),
        ExpectedVerdict::PossiblyViolated => "possibly violated".to_owned(),
        ExpectedVerdict::Excused(_) => match expectation.excused_by {
            Some(clause) => format!("excused by {}", labels(model, &[clause])),
            None => "excused".to_owned(),
        },
        ExpectedVerdict::Permits => "permits it".to_owned(),
        ExpectedVerdict::NotAssessable => "not assessable".to_owned(),
        ExpectedVerdict::Fulfilled => "fulfilled".to_owned(),
        ExpectedVerdict::FulfilledLate => "fulfilled late".to_owned(),
        ExpectedVerdict::Pending => "pending".to_owned(),
        ExpectedVerdict::Missed => "missed".to_owned(),
        ExpectedVerdict::PossiblyMissed => "possibly missed".to_owned(),
        ExpectedVerdict::Void => "void".to_owned(),
    };
    match expectation.reader {
        Some(reader) => format!("{words}, as read by {}", model.actors.name(reader)),
        None => words,
    }
}
