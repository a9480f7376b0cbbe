//! The clauses of an agreement as one reader has them: what each covers, and what is left of it once those that prevail
//! over it are cut out.

mod priority;
mod readings;

use std::collections::BTreeSet;

pub use self::priority::Priority;
use self::readings::Readings;

use super::compile::without;
use super::{Compiler, Region, Scope, TooComplex};
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::{ActorId, ClauseId, LiteralId};
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
    /// Those who answer for it, where it is not the one who acts: each with the facts at times at which he does.
    pub answers: Option<Vec<(ActorId, Scope)>>,
}

/// All clauses about conduct, as one reader has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// By clause; `None` for a clause that is no rule about conduct.
    rules: Vec<Option<Rule>>,
    /// Clauses that need more boxes than are worked on.
    pub too_complex: Vec<ClauseId>,
    /// Whether it is asked what has changed.
    changes: Option<BTreeSet<LiteralId>>,
    /// Whether what somebody is to prevent is a rule, for which he answers.
    preventing: bool,
}

impl Rules {
    /// Compiles the clauses of a model for a reader, as if nothing had changed; as written where there is none.
    #[must_use]
    pub fn compile(model: &Model, reader: Option<ActorId>) -> Self {
        Self::with(model, reader, None, false)
    }

    /// The same, and what somebody is to prevent is forbidden, for which he answers.
    #[must_use]
    pub fn with_prevention(model: &Model, reader: Option<ActorId>) -> Self {
        Self::with(model, reader, None, true)
    }

    /// The same for one who judges what has happened: what may have changed is a condition, and what somebody is to prevent is
    /// forbidden, for which he answers.
    #[must_use]
    pub fn with_changes(model: &Model, reader: Option<ActorId>, settled: &BTreeSet<LiteralId>) -> Self {
        Self::with(model, reader, Some(settled.clone()), true)
    }

    fn with(
        model: &Model,
        reader: Option<ActorId>,
        changes: Option<BTreeSet<LiteralId>>,
        preventing: bool,
    ) -> Self {
        let rules = model.clauses.iter().map(|_| None).collect();
        let compiler = Compiler::with(model, reader, changes.clone());
        let mut rules = Self { rules, too_complex: Vec::new(), changes, preventing };
        for index in 0..model.clauses.len() {
            rules.place(model, &compiler, ClauseId::at(index));
        }
        let priority = Priority::of(model);
        for clause in priority.strongest_first() {
            rules.cut(clause, &priority.over(clause));
        }
        rules.too_complex.sort_unstable();
        rules
    }

    /// The same as compiling for a reader, where these are the rules as written: only clauses that he reads otherwise, and
    /// those over which they prevail, are compiled again.
    #[must_use]
    pub fn as_read_by(&self, model: &Model, reader: ActorId) -> Self {
        let priority = Priority::of(model);
        let readings = Readings::of(model, reader);
        let changed: Vec<bool> = priority.with_weaker(|clause| readings.differ_on(clause));
        let is_changed = |clause: ClauseId| changed.get(clause.index()).copied().unwrap_or(true);
        let mut rules = self.clone();
        rules.too_complex.retain(|&clause| !is_changed(clause));
        let compiler = Compiler::with(model, Some(reader), self.changes.clone());
        let again = || (0..model.clauses.len()).map(ClauseId::at).filter(|&clause| is_changed(clause));
        for clause in again() {
            match rules.rules.get_mut(clause.index()) {
                Some(Some(rule)) if !readings.differ_on(clause) => {
                    rule.effective = rule.scope.clone();
                    rule.cuts.clear();
                }
                _ => rules.place(model, &compiler, clause),
            }
        }
        for clause in priority.strongest_first().filter(|&clause| is_changed(clause)) {
            rules.cut(clause, &priority.over(clause));
        }
        rules.too_complex.sort_unstable();
        rules
    }

    /// Puts a clause in as its own words have it.
    fn place(&mut self, model: &Model, compiler: &Compiler<'_>, clause: ClauseId) {
        let rule = plain(model, compiler, clause, self.preventing).unwrap_or_else(|TooComplex| {
            self.too_complex.push(clause);
            None
        });
        if let Some(slot) = self.rules.get_mut(clause.index()) {
            *slot = rule;
        }
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

    /// Cuts out of a clause what is left of those that prevail over it, which are settled already.
    fn cut(&mut self, own: ClauseId, stronger: &[ClauseId]) {
        let Some(rule) = self.get(own).filter(|_| !stronger.is_empty()) else { return };
        // Of what is left of a clause nothing is known if nothing is known of one that prevails over it.
        if stronger.iter().any(|by| self.too_complex.contains(by)) {
            return self.give_up(own);
        }
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
                Err(TooComplex) => return self.give_up(own),
            }
            cuts.push(Cut { by, scope: other.effective.clone() });
        }
        effective.simplify();
        if let Some(Some(slot)) = self.rules.get_mut(own.index()) {
            slot.effective = effective;
            slot.cuts = cuts;
        }
    }

    fn give_up(&mut self, clause: ClauseId) {
        self.too_complex.push(clause);
        if let Some(slot) = self.rules.get_mut(clause.index()) {
            *slot = None;
        }
    }
}

/// What a clause covers by its own words, while the agreement is in force.
fn plain(
    model: &Model,
    compiler: &Compiler<'_>,
    clause: ClauseId,
    preventing: bool,
) -> Result<Option<Rule>, TooComplex> {
    let Some(declared) = model.clause(clause) else { return Ok(None) };
    let mut answers = None;
    let (modality, scope) = match &declared.kind {
        ClauseKind::Conduct { modality, scope, .. } => (*modality, compiler.scope(scope)?),
        _ if preventing && let Some(answering) = &declared.answers => {
            let by = compiler.belonging(&answering.by);
            let bound = by.iter().flat_map(|(_, own)| own.regions()).cloned().collect();
            answers = Some(by);
            (Modality::Prohibition, compiler.scope(&answering.conduct)?.intersection(&bound))
        }
        ClauseKind::Duty(duty) => {
            let window =
                Region { time: Intervals::of(duty.from, duty.due), ..Region::whole(compiler.universe()) };
            (Modality::Obligation, compiler.scope(&duty.deed)?.intersection(&Scope::from(window)))
        }
        ClauseKind::StatedOnly | ClauseKind::Change | ClauseKind::NotEvaluated { .. } => return Ok(None),
    };
    let mut scope = scope.intersection(&compiler.scope(&model.in_force)?);
    scope.simplify();
    Ok(Some(Rule { clause, modality, effective: scope.clone(), scope, cuts: Vec::new(), answers }))
}

/// Whether what one says is the opposite of what the other says: what is forbidden against what is permitted or required.
fn opposed(one: Modality, other: Modality) -> bool {
    let forbids = |modality| modality == Modality::Prohibition;
    let allows = |modality| matches!(modality, Modality::Permission | Modality::Obligation);
    forbids(one) && allows(other) || allows(one) && forbids(other)
}
