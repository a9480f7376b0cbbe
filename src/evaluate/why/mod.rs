//! Why a judgement is what it is: what the incident may have been, how the clause and its exceptions stand to that, and what
//! would settle it.
//!
//! Nothing is judged here: the judgement is taken as it was made, and the algebra of scopes says what lies behind it.

mod because;
mod belonging;
mod decided;
mod distances;
mod duty;
mod exceptions;
mod incident;
mod scenario;
mod settle;

pub use self::because::{because, values_in_words};
pub use self::belonging::{Belonging, Extent, belonging};
pub use self::decided::{Decided, decided};
pub use self::distances::{Distance, distances};
pub use self::duty::{DeedWhy, DutyWhy, duty};
pub use self::exceptions::{Stands, Tried, exceptions};
pub use self::incident::{Asked, ClauseWhy, IncidentWhy, belonging_of, incident};
pub use self::scenario::{EventWhy, ExpectationWhy, scenario};
pub use self::settle::{MOST_SIDES, Settle, Settling, settle};
use crate::evaluate::judge::{Case, Open, Verdict};
use crate::model::Model;
use crate::model::ids::ActorId;
use crate::scope::{Budget, Dimension, Position, Rule, Rules, Scope, apart, around, decisive, position};

/// What lies behind one judgement on one incident under one clause, as one reader has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Who reads; as written where absent.
    pub reader: Option<ActorId>,
    /// The judgement; nothing where the clause does not concern the incident.
    pub verdict: Option<Verdict>,
    /// What is possible on each side on which the clause or an exception speaks, or that the reports leave open.
    pub sides: Vec<Side>,
    /// What keeps the incident from the words of the clause, where it does not concern it.
    pub apart: Vec<(Dimension, String)>,
    /// The clauses that prevail and say the opposite, tried.
    pub exceptions: Vec<Tried>,
    /// What would settle it, where it is a possible violation.
    pub settle: Option<Settle>,
}

/// One side of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Which.
    pub side: Dimension,
    /// The possible values, in words.
    pub possible: String,
    /// Whether it leaves the judgement open.
    pub open: bool,
    /// Of a side that leaves it open: the values with which it is a violation, whatever else is open, in words.
    pub as_violation: Option<String>,
    /// Likewise those with which it is none.
    pub as_none: Option<String>,
}

/// Explains a judgement that was made of a case under a rule.
#[must_use]
pub fn explain(
    model: &Model,
    rules: &Rules,
    rule: &Rule,
    case: &Case,
    reader: Option<ActorId>,
    verdict: Option<Verdict>,
) -> Explanation {
    let exceptions = exceptions(model, rules, rule, &case.facts);
    let kept_apart = apart(&case.facts, &rule.scope).filter(|found| !found.sides.is_empty());
    let apart = kept_apart.into_iter().flat_map(|found| {
        let words = |side| because(model, &case.facts, &rule.scope, &found.nearest, side);
        found.sides.iter().map(|&side| (side, words(side))).collect::<Vec<_>>()
    });
    Explanation {
        reader,
        sides: sides(model, rules, rule, case, &exceptions),
        apart: apart.collect(),
        settle: matches!(verdict, Some(Verdict::Possible(_))).then(|| settle(case, &rule.effective)),
        exceptions,
        verdict,
    }
}

/// The sides of a case, in their order: those that the clause or one of its exceptions restricts, or that the reports restrict.
fn sides(model: &Model, rules: &Rules, rule: &Rule, case: &Case, exceptions: &[Tried]) -> Vec<Side> {
    let open = match position(&case.facts, &rule.effective, Budget::DEFAULT) {
        Position::Partly(sides) => sides,
        Position::Inside | Position::Outside | Position::Undecided => Vec::new(),
    };
    let others = exceptions.iter().filter_map(|tried| rules.get(tried.clause));
    let scopes = std::iter::once(&case.facts)
        .chain([&rule.scope])
        .chain(others.map(|other| &other.scope))
        .filter_map(around);
    let whole = crate::scope::universe(model);
    let mut spoken_of: Vec<Dimension> = scopes
        .flat_map(|region| region.restricted(&whole).collect::<Vec<_>>())
        .chain(open.iter().copied())
        .collect();
    spoken_of.sort_unstable();
    spoken_of.dedup();
    spoken_of
        .into_iter()
        .map(|side| {
            let is_open = open.contains(&side);
            let found = is_open
                .then(|| decisive(&case.facts, &rule.effective, &[side], Budget::DEFAULT))
                .flatten()
                .unwrap_or_default();
            let words = |values: &Scope| (!values.is_empty()).then(|| possible_in_words(model, values, side));
            Side {
                side,
                possible: possible_in_words(model, &case.facts, side),
                open: is_open,
                as_violation: words(&found.inside).filter(|_| !case.summary),
                as_none: words(&found.outside),
            }
        })
        .collect()
}

/// What is possible on a side, of which one thing is so: "one of Ahrar and FSA", "yes", "not known".
fn possible_in_words(model: &Model, facts: &Scope, side: Dimension) -> String {
    if let Dimension::Literal(literal) = side {
        let mut known = facts.regions().iter().map(|region| region.literals.get(&literal).copied());
        let first = known.next().flatten();
        return match first {
            Some(holds) if known.all(|other| other == first) => if holds { "yes" } else { "no" }.to_owned(),
            _ => "not known".to_owned(),
        };
    }
    let words = values_in_words(model, facts, side);
    let several =
        matches!(side, Dimension::Actor | Dimension::Act | Dimension::Target) && words.contains(" and ");
    if several { format!("one of {words}") } else { words }
}

/// The name of a side, to stand before what is possible on it.
#[must_use]
pub fn side_word(model: &Model, side: Dimension) -> String {
    Open::from(side).words(model)
}
