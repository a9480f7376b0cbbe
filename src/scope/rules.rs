//! The clauses of an agreement as one reader has them: what each covers, and what is left of it once those that prevail
//! over it are cut out.

use std::collections::BTreeSet;

use super::compile::without;
use super::{Compiler, Region, Scope, TooComplex};
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::{ActorId, ClauseId};
use crate::sets::Intervals;

/// A part of a clause's scope that another clause takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The clause that prevails.
    pub by: ClauseId,
    /// What it takes away: what is left of that clause itself, whether or not it meets the other.
    pub scope: Scope,
}

/// One clause about conduct, as a set of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The clause.
    pub clause: ClauseId,
    /// Forbidden, permitted or required.
    pub modality: Modality,
    /// What its words cover while the agreement is in force.
    pub scope: Scope,
    /// What is left of it without what prevailing clauses take away.
    pub effective: Scope,
    /// The clauses that prevail over it and say the opposite.
    pub cuts: Vec<Cut>,
}

/// All clauses about conduct, as one reader has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// By clause; `None` for a clause that is no rule about conduct.
    rules: Vec<Option<Rule>>,
    /// Clauses that need more boxes than are worked on.
    pub too_complex: Vec<ClauseId>,
}

impl Rules {
    /// Compiles the clauses of a model for a reader; as written where there is none.
    #[must_use]
    pub fn compile(model: &Model, reader: Option<ActorId>) -> Self {
        let compiler = Compiler::new(model, reader);
        let mut rules: Vec<Option<Rule>> = Vec::with_capacity(model.clauses.len());
        let mut too_complex = Vec::new();
        for index in 0..model.clauses.len() {
            match plain(model, &compiler, ClauseId::at(index)) {
                Ok(rule) => rules.push(rule),
                Err(TooComplex) => {
                    too_complex.push(ClauseId::at(index));
                    rules.push(None);
                }
            }
        }
        let mut rules = Self { rules, too_complex };
        rules.settle(model);
        rules
    }

    /// The rule of a clause.
    #[must_use]
    pub fn get(&self, clause: ClauseId) -> Option<&Rule> {
        self.rules.get(clause.index()).and_then(Option::as_ref)
    }

    /// All rules, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().flatten()
    }

    /// Cuts out of each clause what is left of those that prevail over it. The strongest come first: a clause is settled
    /// when all that prevail over it are, which ends because no clause prevails over itself (an error, not evaluated).
    fn settle(&mut self, model: &Model) {
        let mut settled: BTreeSet<ClauseId> = BTreeSet::new();
        let prevailing: Vec<Vec<ClauseId>> =
            (0..model.clauses.len()).map(|index| prevailing_over(model, ClauseId::at(index))).collect();
        let mut progress = true;
        while progress {
            progress = false;
            for (index, stronger) in prevailing.iter().enumerate() {
                let own = ClauseId::at(index);
                if settled.contains(&own) || !stronger.iter().all(|clause| settled.contains(clause)) {
                    continue;
                }
                self.cut(own, stronger);
                settled.insert(own);
                progress = true;
            }
        }
    }

    fn cut(&mut self, own: ClauseId, stronger: &[ClauseId]) {
        let Some(rule) = self.get(own).cloned() else { return };
        let mut effective = rule.scope.clone();
        let mut cuts = Vec::new();
        for &by in stronger {
            let Some(other) = self.get(by).filter(|other| opposed(rule.modality, other.modality)) else {
                continue;
            };
            if !rule.scope.intersects(&other.effective) {
                continue;
            }
            match without(&effective, &other.effective) {
                Ok(rest) => effective = rest,
                Err(TooComplex) => {
                    self.too_complex.push(own);
                    if let Some(slot) = self.rules.get_mut(own.index()) {
                        *slot = None;
                    }
                    return;
                }
            }
            cuts.push(Cut { by, scope: other.effective.clone() });
        }
        effective.simplify();
        if let Some(Some(slot)) = self.rules.get_mut(own.index()) {
            slot.effective = effective;
            slot.cuts = cuts;
        }
    }
}

/// What a clause covers by its own words, while the agreement is in force.
fn plain(model: &Model, compiler: &Compiler<'_>, clause: ClauseId) -> Result<Option<Rule>, TooComplex> {
    let Some(declared) = model.clause(clause) else { return Ok(None) };
    let (modality, scope) = match &declared.kind {
        ClauseKind::Conduct { modality, scope, .. } => (*modality, compiler.scope(scope)?),
        ClauseKind::Duty(duty) => {
            let window =
                Region { time: Intervals::of(duty.from, duty.due), ..Region::whole(compiler.universe()) };
            (Modality::Obligation, compiler.scope(&duty.deed)?.intersection(&Scope::from(window)))
        }
        ClauseKind::StatedOnly | ClauseKind::NotEvaluated { .. } => return Ok(None),
    };
    let mut scope = scope.intersection(&compiler.scope(&model.in_force)?);
    scope.simplify();
    Ok(Some(Rule { clause, modality, effective: scope.clone(), scope, cuts: Vec::new() }))
}

/// Whether what one says is the opposite of what the other says: what is forbidden against what is permitted or required.
fn opposed(one: Modality, other: Modality) -> bool {
    let forbids = |modality| modality == Modality::Prohibition;
    let allows = |modality| matches!(modality, Modality::Permission | Modality::Obligation);
    forbids(one) && allows(other) || allows(one) && forbids(other)
}

/// The clauses that prevail over a clause, directly or through others, in the order of the text.
fn prevailing_over(model: &Model, clause: ClauseId) -> Vec<ClauseId> {
    let mut found: BTreeSet<ClauseId> = BTreeSet::new();
    let mut reached = vec![clause];
    while let Some(weaker) = reached.pop() {
        for (index, other) in model.clauses.iter().enumerate() {
            let stronger = ClauseId::at(index);
            if other.prevails_over.contains(&weaker) && stronger != clause && found.insert(stronger) {
                reached.push(stronger);
            }
        }
    }
    found.into_iter().collect()
}
