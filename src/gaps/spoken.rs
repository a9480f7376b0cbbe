//! What each clause mentions, and what it does with it.

use crate::evaluate::judge::is_left_to_judgement;
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::ClauseId;
use crate::scope::{Compiler, Region, Rules, Scope};
use crate::sets::{Intervals, LATEST};

/// What a clause does with conduct, where nothing prevails over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Does {
    /// It forbids it.
    Forbids,
    /// It forbids it if somebody so judges.
    ForbidsIfJudged,
    /// It permits it.
    Permits,
    /// It requires it.
    Requires,
    /// It speaks of it and is not evaluated.
    Mentions,
}

/// What a clause covers, before and after what prevails over it is cut out.
pub(super) struct Spoken {
    pub(super) clause: ClauseId,
    pub(super) does: Does,
    pub(super) scope: Scope,
    pub(super) effective: Scope,
}

/// Everything that some clause mentions, as written, as far as it can be worked out.
pub(super) fn mentioned(model: &Model) -> Scope {
    let (rules, compiler) = (Rules::compile(model, None), Compiler::new(model, None));
    let force = compiler.scope(&model.in_force).unwrap_or_else(|_| Scope::whole(compiler.universe()));
    let (spoken, _) = spoken(model, &rules, &compiler, &force);
    spoken.iter().flat_map(|one| one.scope.regions().iter().cloned()).collect()
}

/// What each clause covers; and those of which it is not known, each with a box that holds all of it.
pub(super) fn spoken(
    model: &Model,
    rules: &Rules,
    compiler: &Compiler<'_>,
    force: &Scope,
) -> (Vec<Spoken>, Vec<(ClauseId, Region)>) {
    let (mut list, mut too_complex) = (Vec::new(), Vec::new());
    for (index, declared) in model.clauses.iter().enumerate() {
        let clause = ClauseId::at(index);
        let (description, since) = match &declared.kind {
            ClauseKind::NotEvaluated { scope: Some(scope), .. } => (scope, None),
            ClauseKind::Conduct { scope, .. } => (scope, None),
            // Whoever does late what he owes does what the clause is about.
            ClauseKind::Duty(duty) => (&duty.deed, Some(Intervals::of(duty.from, LATEST))),
            ClauseKind::StatedOnly | ClauseKind::Change | ClauseKind::NotEvaluated { scope: None, .. } => {
                continue;
            }
        };
        let Ok(scope) = compiler.scope(description) else {
            too_complex.push((clause, compiler.bound(description)));
            continue;
        };
        let since = since.map(|time| Region { time, ..Region::whole(compiler.universe()) });
        let scope = since.map_or_else(|| scope.clone(), |since| scope.intersection(&Scope::from(since)));
        let scope = scope.intersection(force);
        let (does, effective) = match rules.get(clause) {
            // What it mentions is known, though what prevails over it cuts it into too many pieces, or it is not evaluated.
            None => (Does::Mentions, scope.clone()),
            Some(rule) => {
                let does = match rule.modality {
                    Modality::Prohibition if is_left_to_judgement(model, clause) => Does::ForbidsIfJudged,
                    Modality::Prohibition => Does::Forbids,
                    Modality::Permission => Does::Permits,
                    Modality::Obligation | Modality::Release => Does::Requires,
                };
                (does, rule.effective.clone())
            }
        };
        list.push(Spoken { clause, does, scope, effective });
    }
    (list, too_complex)
}
