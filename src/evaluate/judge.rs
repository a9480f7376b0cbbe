//! One incident against one clause.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Model;
use crate::model::clauses::Account;
use crate::model::ids::{ClauseId, LiteralId, MeasureId};
use crate::scope::{
    Budget, Containment, Course, Cut, Dimension, Position, Rule, Scope, narrowed, open_in_time, position,
    possible,
};

/// What is known of an incident, as the facts that it may have been.
#[derive(Clone, Debug)]
pub struct Case {
    /// All facts that any report leaves possible.
    pub facts: Scope,
    /// The same by report.
    pub reports: Vec<Scope>,
    /// The same by direction, where one report names two sides without saying which of them acted; else empty.
    pub directions: Vec<Scope>,
    /// Whether a report sums up several things, so that no single fact need have all these properties.
    pub summary: bool,
    /// The conditions that the past decides: what is settled of them goes with the time.
    pub with_the_time: BTreeSet<LiteralId>,
}

impl Case {
    /// What one or several reports of one incident leave possible.
    #[must_use]
    pub fn new<'a>(model: &Model, accounts: impl IntoIterator<Item = &'a Account>) -> Self {
        Self::of_sides(accounts.into_iter().map(|account| (possible(model, account), account.summary)))
    }

    /// The same, from what each report leaves possible in each direction, and whether it is a summary.
    #[must_use]
    pub fn of_sides(reports: impl IntoIterator<Item = (Vec<Scope>, bool)>) -> Self {
        let mut case = Self {
            facts: Scope::empty(),
            reports: Vec::new(),
            directions: Vec::new(),
            summary: false,
            with_the_time: BTreeSet::new(),
        };
        for (mut sides, summary) in reports {
            let report: Scope = sides.iter().flat_map(Scope::regions).cloned().collect();
            case.facts.extend(report.regions().iter().cloned());
            case.reports.push(report);
            case.summary |= summary;
            case.directions.append(&mut sides);
        }
        if case.reports.len() != 1 || case.directions.len() < 2 {
            case.directions.clear();
        }
        case
    }

    /// The same, as far as the courses of conditions leave it possible.
    #[must_use]
    pub fn narrowed(&self, courses: &BTreeMap<LiteralId, Course>) -> Self {
        let all = |scopes: &[Scope]| scopes.iter().map(|scope| narrowed(scope, courses)).collect();
        Self {
            facts: narrowed(&self.facts, courses),
            reports: all(&self.reports),
            directions: all(&self.directions),
            summary: self.summary,
            with_the_time: courses.keys().copied().collect(),
        }
    }
}

/// What leaves a judgement open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open {
    /// Who did it.
    Who,
    /// What was done.
    What,
    /// To whom.
    Whom,
    /// With what.
    WithWhat,
    /// Where.
    Where,
    /// When.
    When,
    /// Which of the two sides acted.
    Direction,
    /// Which of several things that one report sums up.
    Event,
    /// What was measured.
    Measure(MeasureId),
    /// Whether a condition holds.
    Condition(LiteralId),
    /// No single one of these: several at once.
    Several,
}

impl From<Dimension> for Open {
    fn from(dimension: Dimension) -> Self {
        match dimension {
            Dimension::Actor => Self::Who,
            Dimension::Act => Self::What,
            Dimension::Target => Self::Whom,
            Dimension::Means => Self::WithWhat,
            Dimension::Place => Self::Where,
            Dimension::Time => Self::When,
            Dimension::Measure(measure) => Self::Measure(measure),
            Dimension::Literal(literal) => Self::Condition(literal),
        }
    }
}

/// Why something cannot be assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The clause leaves it to somebody's judgement, and none is recorded.
    NoAssessment,
    /// The source of the log cannot record such acts.
    NotRecorded,
    /// It would take more pieces than are worked on.
    TooComplex,
    /// Nobody was there to see whether it was kept.
    NotObserved,
    /// It is a share, and nothing sets the whole.
    NoWhole,
    /// No act is known that would breach it.
    NoTest,
}

/// A judgement on an incident under one clause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Every fact that the reports leave possible violates the clause.
    Violation,
    /// Some do; what leaves it open.
    Possible(Vec<Open>),
    /// None does, and all would but for the clauses that excuse them.
    Excused(Vec<ClauseId>),
    /// None does.
    NoViolation,
    /// It cannot be said.
    NotAssessable(Why),
}

/// Judges a case under a prohibition. `None` where the clause does not concern the case at all: none of its facts falls
/// under the clause's words.
#[must_use]
pub fn judge(model: &Model, rule: &Rule, case: &Case) -> Option<Verdict> {
    if !case.facts.intersects(&rule.scope) {
        return None;
    }
    // What is excused needs nobody's judgement.
    if is_left_to_judgement(model, rule.clause) && case.facts.intersects(&rule.effective) {
        return Some(Verdict::NotAssessable(Why::NoAssessment));
    }
    Some(match position(&case.facts, &rule.effective, Budget::DEFAULT) {
        Position::Inside if case.summary => Verdict::Possible(vec![Open::Event]),
        Position::Inside => Verdict::Violation,
        Position::Outside => excuse(rule, case),
        Position::Partly(mut dimensions) => {
            let others = &case.with_the_time;
            if !others.is_empty()
                && !dimensions.contains(&Dimension::Time)
                && open_in_time(&case.facts, &rule.effective, others, Budget::DEFAULT)
            {
                dimensions.push(Dimension::Time);
            }
            Verdict::Possible(opens(rule, case, &dimensions))
        }
        Position::Undecided => Verdict::NotAssessable(Why::TooComplex),
    })
}

/// Whether a case counts for a prohibition, and whether for certain: what [`judge`] says, without what leaves it open.
/// Nothing where it does not count, is left to somebody's judgement, or takes more pieces than are worked on.
#[must_use]
pub fn counts(model: &Model, rule: &Rule, case: &Case) -> Option<bool> {
    if is_left_to_judgement(model, rule.clause) || !case.facts.intersects(&rule.effective) {
        return None;
    }
    match case.facts.is_subset(&rule.effective, Budget::DEFAULT) {
        Containment::Yes => Some(!case.summary),
        Containment::No(_) => Some(false),
        Containment::Undecided => None,
    }
}

/// Whether a clause leaves its facts to somebody's judgement (`as judged by`).
#[must_use]
pub fn is_left_to_judgement(model: &Model, clause: ClauseId) -> bool {
    let conduct = model.clause(clause).and_then(|clause| clause.conduct());
    conduct.is_some_and(|conduct| conduct.judged_by.is_some())
}

/// No fact violates: either because other clauses prevail for every fact, or because some fall outside anyway.
fn excuse(rule: &Rule, case: &Case) -> Verdict {
    match position(&case.facts, &rule.scope, Budget::DEFAULT) {
        Position::Inside if !case.summary => Verdict::Excused(excusing(rule, case)),
        Position::Undecided => Verdict::NotAssessable(Why::TooComplex),
        Position::Inside | Position::Outside | Position::Partly(_) => Verdict::NoViolation,
    }
}

/// The clauses each of which excuses every fact; where no single one does, those that do so together.
fn excusing(rule: &Rule, case: &Case) -> Vec<ClauseId> {
    let covers = |cut: &&Cut| position(&case.facts, &cut.scope, Budget::DEFAULT) == Position::Inside;
    let alone: Vec<ClauseId> = rule.cuts.iter().filter(covers).map(|cut| cut.by).collect();
    if !alone.is_empty() {
        return alone;
    }
    rule.cuts.iter().filter(|cut| case.facts.intersects(&cut.scope)).map(|cut| cut.by).collect()
}

/// What leaves it open whether a case falls under the effective scope of a rule, by the sides that do so.
#[must_use]
pub fn opens(rule: &Rule, case: &Case, dimensions: &[Dimension]) -> Vec<Open> {
    let mut opens: Vec<Open> = dimensions.iter().copied().map(Open::from).collect();
    if direction_matters(rule, case) {
        opens.push(Open::Direction);
    }
    if case.summary {
        opens.push(Open::Event);
    }
    if opens.is_empty() {
        opens.push(Open::Several);
    }
    opens.sort_unstable();
    opens
}

/// Whether the judgement would be another one if it were known which side acted.
fn direction_matters(rule: &Rule, case: &Case) -> bool {
    let stands = |direction: &Scope| match position(direction, &rule.effective, Budget::DEFAULT) {
        Position::Inside => 0,
        Position::Outside => 1,
        Position::Partly(_) => 2,
        Position::Undecided => 3,
    };
    let mut stands = case.directions.iter().map(stands);
    stands.next().is_some_and(|first| stands.any(|other| other != first))
}
