//! One hypothetical fact: what the agreement says of it, by which clauses, and why.
//!
//! Nothing is compared here. What is asked becomes a case like an incident of a log; [`judge`] and the [`position`] of the
//! case say how each clause stands to it, and [`apart`](crate::scope::apart) what keeps a clause from it.

mod nearest;
mod question;

use std::collections::BTreeSet;

pub use self::nearest::{Near, nearest};
pub use self::question::{Question, read};
use crate::evaluate::duties::dated;
use crate::evaluate::judge::{is_left_to_judgement, judge, opens};
pub use crate::evaluate::why::{Belonging, Extent, belonging};
use crate::evaluate::{Case, DutyState, Engine, Open, Verdict, Why};
use crate::model::Model;
use crate::model::clauses::{Account, ClauseKind, Modality};
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId};
use crate::scope::{Budget, Compiler, Containment, Position, Rule, Rules, Scope, position};

/// What an agreement says of one hypothetical fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// As written.
    pub as_written: Reading,
    /// As read by those for whom it is another answer, in the order of the text.
    pub readers: Vec<(ActorId, Reading)>,
    /// Who may have acted and been acted upon, and what they belong to at that time.
    pub belonging: Vec<Belonging>,
}

/// The answer under one reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What it comes to.
    pub outcome: Outcome,
    /// Every clause that speaks of it, in the order of the text.
    pub concerns: Vec<Concern>,
    /// The clauses that come nearest, where none speaks of it for certain.
    pub nearest: Vec<Near>,
}

/// What the clauses come to together. Where several hold, the first of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Forbidden and permitted, and nothing says which counts.
    Contradictory {
        /// These forbid.
        forbid: Vec<ClauseId>,
        /// These permit.
        permit: Vec<ClauseId>,
    },
    /// Forbidden by each of these.
    Forbidden(Vec<ClauseId>),
    /// Forbidden by one or another of these, whichever of the possible facts it is.
    ForbiddenByOneOf(Vec<ClauseId>),
    /// It depends on what is left open.
    PossiblyForbidden(Vec<ClauseId>),
    /// Somebody is to judge, and none of the others holds.
    LeftToJudgement(Vec<ClauseId>),
    /// Permitted by each of these.
    Permitted(Vec<ClauseId>),
    /// It fulfils these duties, or may.
    Required(Vec<ClauseId>),
    /// It depends on what is left open.
    PossiblyPermitted(Vec<ClauseId>),
    /// No clause forbids or permits it to the one who acts; under each of these somebody is to prevent it.
    ToBePrevented(Vec<ClauseId>),
    /// It depends on what is left open.
    PossiblyToBePrevented(Vec<ClauseId>),
    /// Clauses speak of it, and none of them is judged.
    SpokenOf(Vec<ClauseId>),
    /// The agreement is not in force at that time.
    NotInForce,
    /// No clause mentions it.
    Unmentioned,
    /// It would take more pieces than are worked on.
    Undecided,
}

/// A clause that speaks of what is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Concern {
    /// The clause.
    pub clause: ClauseId,
    /// How it stands to it.
    pub says: Says,
    /// The clauses that prevail over it for some of what is asked.
    pub prevailed_over_by: Vec<ClauseId>,
}

/// How a clause stands to what is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// A prohibition, as it would judge an incident.
    Forbids(Verdict),
    /// A duty to prevent it.
    Prevents {
        /// As it would be judged.
        verdict: Verdict,
        /// Who is to prevent it, or may have to.
        by: Vec<ActorId>,
    },
    /// A permission.
    Permits(Permission),
    /// A duty: what it would be for those who owe it, if nothing else happened.
    Requires(Vec<(Vec<ActorId>, DutyState)>),
    /// It is not evaluated.
    NotJudged {
        /// Whether it speaks of all that it may have been.
        wholly: bool,
        /// Why not: a whole sentence.
        reason: String,
    },
    /// It may speak of it: it would take more pieces than are worked on.
    Undecided,
}

/// How a permission stands to what is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permission {
    /// All that it may have been is permitted.
    Wholly,
    /// Some of it is; what leaves it open.
    Partly(Vec<Open>),
    /// Clauses that prevail take all of it away.
    TakenAway,
    /// It would take more pieces than are worked on.
    Undecided,
}

/// Asks an agreement about an account that was read together with it.
#[must_use]
pub fn answer(model: &Model, account: &Account) -> Answer {
    let engine = Engine::unchanged(model);
    let case = Case::new(model, [account]);
    let as_written = reading(model, &engine.as_written, None, &case);
    let readers = engine
        .readings
        .iter()
        .map(|(reader, rules)| (*reader, reading(model, rules, Some(*reader), &case)))
        .filter(|(_, own)| own.outcome != as_written.outcome || own.concerns != as_written.concerns)
        .collect();
    Answer { as_written, readers, belonging: belonging(model, account) }
}

fn reading(model: &Model, rules: &Rules, reader: Option<ActorId>, case: &Case) -> Reading {
    let compiler = Compiler::new(model, reader);
    let duties = duties(model, reader, case);
    let concerns: Vec<Concern> = (0..model.clauses.len())
        .map(ClauseId::at)
        .filter_map(|clause| concern(model, rules, &compiler, &duties, clause, case))
        .collect();
    let outcome = outcome(model, rules, &compiler, case, &concerns);
    let settled = !matches!(
        outcome,
        Outcome::NotInForce
            | Outcome::Unmentioned
            | Outcome::PossiblyPermitted(_)
            | Outcome::ToBePrevented(_)
            | Outcome::PossiblyToBePrevented(_)
            | Outcome::SpokenOf(_)
    );
    let nearest = if settled { Vec::new() } else { nearest(model, rules, &compiler, case, &concerns) };
    Reading { outcome, concerns, nearest }
}

/// What the case does for every duty that it concerns.
fn duties(model: &Model, reader: Option<ActorId>, case: &Case) -> Vec<(ClauseId, Vec<ActorId>, DutyState)> {
    let judged = dated(model, reader, std::slice::from_ref(case));
    let concerned = judged.into_iter().filter(|judged| !judged.by.is_empty());
    concerned.map(|judged| (judged.clause, judged.bearers, judged.state)).collect()
}

fn concern(
    model: &Model,
    rules: &Rules,
    compiler: &Compiler<'_>,
    duties: &[(ClauseId, Vec<ActorId>, DutyState)],
    clause: ClauseId,
    case: &Case,
) -> Option<Concern> {
    let rule = rules.get(clause);
    let says = match (&model.clause(clause)?.kind, rule) {
        (ClauseKind::StatedOnly | ClauseKind::Change, _) => return None,
        (ClauseKind::Conduct { .. }, Some(rule)) if rule.modality == Modality::Prohibition => {
            Says::Forbids(judge(model, rule, case)?)
        }
        (ClauseKind::Conduct { .. }, Some(rule)) => Says::Permits(permission(rule, case)?),
        (ClauseKind::Duty(_), Some(_)) => {
            let own = duties.iter().filter(|(known, ..)| *known == clause);
            let own: Vec<_> = own.map(|(_, bearers, state)| (bearers.clone(), *state)).collect();
            if own.is_empty() {
                return None;
            }
            Says::Requires(own)
        }
        (ClauseKind::NotEvaluated { .. }, Some(rule)) if let Some(answers) = &rule.answers => {
            let by = answers.iter().filter(|(_, own)| case.facts.intersection(&rule.scope).intersects(own));
            let by = by.map(|(actor, _)| *actor).collect();
            Says::Prevents { verdict: judge(model, rule, case)?, by }
        }
        (ClauseKind::NotEvaluated { scope, reason, .. }, _) => match not_evaluated(model, compiler, clause) {
            Some(scope) => match position(&case.facts, &scope, Budget::DEFAULT) {
                Position::Outside => return None,
                stands => Says::NotJudged { wholly: stands == Position::Inside, reason: reason.clone() },
            },
            None => undecided(compiler, scope.as_ref()?, case)?,
        },
        (ClauseKind::Conduct { scope, .. }, None) => undecided(compiler, scope, case)?,
        (ClauseKind::Duty(duty), None) => undecided(compiler, &duty.deed, case)?,
    };
    let cuts = rule.map_or(&[][..], |rule| rule.cuts.as_slice());
    let meeting =
        |scope: &Scope| rule.is_some_and(|rule| case.facts.intersection(&rule.scope).intersects(scope));
    let prevailed_over_by = cuts.iter().filter(|cut| meeting(&cut.scope)).map(|cut| cut.by).collect();
    Some(Concern { clause, says, prevailed_over_by })
}

/// What is said of a clause that is too complex, if it may speak of the case at all.
fn undecided(compiler: &Compiler<'_>, description: &Description, case: &Case) -> Option<Says> {
    let bound = Scope::from(compiler.bound(description));
    case.facts.intersects(&bound).then_some(Says::Undecided)
}

/// What a clause that is not evaluated concerns while the agreement is in force, as far as its words say.
pub(super) fn not_evaluated(model: &Model, compiler: &Compiler<'_>, clause: ClauseId) -> Option<Scope> {
    let ClauseKind::NotEvaluated { scope: Some(scope), .. } = &model.clause(clause)?.kind else {
        return None;
    };
    let force = compiler.scope(&model.in_force).ok()?;
    Some(compiler.scope(scope).ok()?.intersection(&force))
}

fn permission(rule: &Rule, case: &Case) -> Option<Permission> {
    if !case.facts.intersects(&rule.scope) {
        return None;
    }
    Some(match position(&case.facts, &rule.effective, Budget::DEFAULT) {
        Position::Inside => Permission::Wholly,
        Position::Outside => Permission::TakenAway,
        Position::Partly(dimensions) => Permission::Partly(opens(rule, case, &dimensions)),
        Position::Undecided => Permission::Undecided,
    })
}

fn outcome(
    model: &Model,
    rules: &Rules,
    compiler: &Compiler<'_>,
    case: &Case,
    concerns: &[Concern],
) -> Outcome {
    let those = |holds: &dyn Fn(&Says) -> bool| -> Vec<ClauseId> {
        concerns.iter().filter(|concern| holds(&concern.says)).map(|concern| concern.clause).collect()
    };
    let forbid = those(&|says| matches!(says, Says::Forbids(Verdict::Violation)));
    let permit = those(&|says| matches!(says, Says::Permits(Permission::Wholly)));
    if !forbid.is_empty() {
        return if permit.is_empty() {
            Outcome::Forbidden(forbid)
        } else {
            Outcome::Contradictory { forbid, permit }
        };
    }
    let possibly = those(&|says| matches!(says, Says::Forbids(Verdict::Possible(_))));
    if !possibly.is_empty() {
        return match whichever(model, rules, case, &possibly) {
            Some(together) => Outcome::ForbiddenByOneOf(together),
            None => Outcome::PossiblyForbidden(possibly),
        };
    }
    let judged = those(&|says| {
        matches!(
            says,
            Says::Forbids(Verdict::NotAssessable(Why::NoAssessment))
                | Says::Prevents { verdict: Verdict::NotAssessable(Why::NoAssessment), .. }
        )
    });
    if !judged.is_empty() {
        return Outcome::LeftToJudgement(judged);
    }
    let undecided = those(&|says| {
        matches!(
            says,
            Says::Forbids(Verdict::NotAssessable(Why::TooComplex))
                | Says::Prevents { verdict: Verdict::NotAssessable(Why::TooComplex), .. }
                | Says::Permits(Permission::Undecided)
                | Says::Undecided
        )
    });
    if !undecided.is_empty() {
        return Outcome::Undecided;
    }
    if !permit.is_empty() {
        return Outcome::Permitted(permit);
    }
    let required = those(&|says| matches!(says, Says::Requires(_)));
    if !required.is_empty() {
        return Outcome::Required(required);
    }
    let possibly = those(&|says| matches!(says, Says::Permits(Permission::Partly(_))));
    if !possibly.is_empty() {
        return Outcome::PossiblyPermitted(possibly);
    }
    let prevented = those(&|says| matches!(says, Says::Prevents { verdict: Verdict::Violation, .. }));
    if !prevented.is_empty() {
        return Outcome::ToBePrevented(prevented);
    }
    let possibly = those(&|says| matches!(says, Says::Prevents { verdict: Verdict::Possible(_), .. }));
    if !possibly.is_empty() {
        return Outcome::PossiblyToBePrevented(possibly);
    }
    if !concerns.is_empty() {
        return Outcome::SpokenOf(those(&|_| true));
    }
    match compiler.scope(&model.in_force) {
        Ok(force) if !case.facts.intersects(&force) => Outcome::NotInForce,
        _ => Outcome::Unmentioned,
    }
}

/// The clauses of which one or another forbids each fact that it may have been, if they do so together; without those that
/// are not needed for it.
fn whichever(model: &Model, rules: &Rules, case: &Case, clauses: &[ClauseId]) -> Option<Vec<ClauseId>> {
    let covers = |clauses: &[ClauseId]| {
        let boxes =
            clauses.iter().filter_map(|&clause| rules.get(clause)).flat_map(|rule| rule.effective.regions());
        let together: Scope = boxes.cloned().collect();
        case.facts.is_subset(&together, Budget::DEFAULT) == Containment::Yes
    };
    let mut needed: Vec<ClauseId> =
        clauses.iter().copied().filter(|&clause| !is_left_to_judgement(model, clause)).collect();
    if case.summary || !covers(&needed) {
        return None;
    }
    for &clause in clauses {
        let without: Vec<ClauseId> = needed.iter().copied().filter(|&other| other != clause).collect();
        if covers(&without) {
            needed = without;
        }
    }
    Some(needed)
}

impl Outcome {
    /// What it comes to, in one or two words of a fixed list.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Contradictory { .. } => "contradictory",
            Self::Forbidden(_) | Self::ForbiddenByOneOf(_) => "forbidden",
            Self::PossiblyForbidden(_) => "possibly forbidden",
            Self::LeftToJudgement(_) => "left to somebody's judgement",
            Self::Permitted(_) => "permitted",
            Self::Required(_) => "required",
            Self::PossiblyPermitted(_) => "possibly permitted",
            Self::ToBePrevented(_) => "to be prevented",
            Self::PossiblyToBePrevented(_) => "possibly to be prevented",
            Self::SpokenOf(_) => "spoken of, not judged",
            Self::NotInForce => "not in force",
            Self::Unmentioned => "unmentioned",
            Self::Undecided => "undecided",
        }
    }

    /// The clauses on which it rests.
    #[must_use]
    pub fn clauses(&self) -> BTreeSet<ClauseId> {
        match self {
            Self::Contradictory { forbid, permit } => forbid.iter().chain(permit).copied().collect(),
            Self::Forbidden(clauses)
            | Self::ForbiddenByOneOf(clauses)
            | Self::PossiblyForbidden(clauses)
            | Self::LeftToJudgement(clauses)
            | Self::Permitted(clauses)
            | Self::Required(clauses)
            | Self::PossiblyPermitted(clauses)
            | Self::ToBePrevented(clauses)
            | Self::PossiblyToBePrevented(clauses)
            | Self::SpokenOf(clauses) => clauses.iter().copied().collect(),
            Self::NotInForce | Self::Unmentioned | Self::Undecided => BTreeSet::new(),
        }
    }
}
