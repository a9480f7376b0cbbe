//! The exceptions to a prohibition, each tried on what an incident may have been.

use crate::evaluate::judge::Open;
use crate::evaluate::why::because::because;
use crate::model::Model;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::ids::ClauseId;
use crate::scope::{Budget, Dimension, Position, Priority, Rule, Rules, Scope, apart, position};

/// An opposed clause that prevails, and how it stands to what falls under the words of the prohibition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The clause.
    pub clause: ClauseId,
    /// How it stands.
    pub stands: Stands,
}

/// How an exception stands to the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It holds of all of them.
    Holds,
    /// It holds of some of them; what leaves it open.
    InPart(Vec<Open>),
    /// It holds of none: the sides that lie outside it, each with the reason in words.
    Fails(Vec<(Dimension, String)>),
    /// Its words hold of some or all of them, and clauses that prevail over it take that away.
    TakenAway(Vec<ClauseId>),
    /// It is not evaluated, and so takes nothing away: why, as a whole sentence.
    NotEvaluated(String),
    /// It would take more pieces than are worked on.
    Undecided,
}

/// Tries every opposed clause that prevails over a prohibition, in the order of the text, on the facts of an incident that fall
/// under its words.
#[must_use]
pub fn exceptions(model: &Model, rules: &Rules, rule: &Rule, facts: &Scope) -> Vec<Tried> {
    let concerned = facts.intersection(&rule.scope);
    if concerned.is_empty() {
        return Vec::new();
    }
    let tried = |clause: ClauseId| match rules.get(clause) {
        Some(other) if allows(other.modality) => {
            Some(Tried { clause, stands: stands(model, other, &concerned) })
        }
        Some(_) => None,
        None => match &model.clause(clause)?.kind {
            ClauseKind::NotEvaluated { modality: Some(modality), reason, .. } if allows(*modality) => {
                Some(Tried { clause, stands: Stands::NotEvaluated(reason.clone()) })
            }
            ClauseKind::Conduct { modality, .. } if allows(*modality) => {
                Some(Tried { clause, stands: Stands::Undecided })
            }
            ClauseKind::Duty(_) => Some(Tried { clause, stands: Stands::Undecided }),
            _ => None,
        },
    };
    Priority::of(model).over(rule.clause).into_iter().filter_map(tried).collect()
}

fn allows(modality: Modality) -> bool {
    matches!(modality, Modality::Permission | Modality::Obligation)
}

/// How a clause stands to some facts.
pub(super) fn stands(model: &Model, other: &Rule, facts: &Scope) -> Stands {
    match position(facts, &other.effective, Budget::DEFAULT) {
        Position::Inside => Stands::Holds,
        Position::Partly(sides) if sides.is_empty() => Stands::InPart(vec![Open::Several]),
        Position::Partly(sides) => Stands::InPart(sides.into_iter().map(Open::from).collect()),
        Position::Undecided => Stands::Undecided,
        Position::Outside if facts.intersects(&other.scope) => {
            let taken = facts.intersection(&other.scope);
            let meeting = other.cuts.iter().filter(|cut| taken.intersects(&cut.scope));
            Stands::TakenAway(meeting.map(|cut| cut.by).collect())
        }
        Position::Outside => {
            let found = apart(facts, &other.scope);
            let sides = found.into_iter().flat_map(|found| {
                let words = |side| because(model, facts, &other.scope, &found.nearest, side);
                found.sides.iter().map(|&side| (side, words(side))).collect::<Vec<_>>()
            });
            Stands::Fails(sides.collect())
        }
    }
}
