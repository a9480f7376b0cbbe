//! Conditions and readings.

use super::Rule;
use super::clauses::{objects, subject};
use super::clocks::{clause_state, duration};
use super::lists::{labels, names, refs};
use super::node::{Node, Parts};
use crate::syntax::tree::{Condition, ConditionKind, Dimension, Reading, Run};

pub(super) fn condition(parts: &mut Parts) -> Option<Condition> {
    parts.take(Rule::condition).and_then(whole)
}

pub(super) fn reading(parts: &mut Parts) -> Option<Reading> {
    let node = parts.take(Rule::reading)?;
    let spot = node.spot();
    let mut parts = node.parts();
    Some(Reading { by: names(&mut parts)?, definition: condition(&mut parts)?, spot })
}

pub(super) fn run(parts: &mut Parts) -> Option<Run> {
    let mut parts = parts.take(Rule::run)?.parts();
    Some(Run { duration: duration(&mut parts)?, without: labels(&mut parts) })
}

fn whole(node: Node) -> Option<Condition> {
    let spot = node.spot();
    let mut parts = node.parts();
    let what = any(parts.take(Rule::any)?)?;
    Some(match parts.take(Rule::judged_by) {
        Some(judged) => {
            let by = names(&mut judged.parts())?;
            Condition { kind: ConditionKind::Judged { what: Box::new(what), by }, spot }
        }
        None => what,
    })
}

fn any(node: Node) -> Option<Condition> {
    let spot = node.spot();
    let all = node.parts().all(Rule::all).into_iter().map(all).collect::<Option<Vec<_>>>()?;
    joined(all, ConditionKind::Any, spot)
}

fn all(node: Node) -> Option<Condition> {
    let spot = node.spot();
    let mut parts = node.parts();
    let mut factors = Vec::new();
    while let Some(factor_node) = parts.next() {
        factors.push(factor(factor_node)?);
    }
    joined(factors, ConditionKind::All, spot)
}

/// One condition stands for itself.
fn joined(
    mut items: Vec<Condition>,
    kind: fn(Vec<Condition>) -> ConditionKind,
    spot: crate::syntax::tree::Spot,
) -> Option<Condition> {
    if items.len() == 1 { items.pop() } else { Some(Condition { kind: kind(items), spot }) }
}

fn factor(node: Node) -> Option<Condition> {
    let spot = node.spot();
    let rule = node.rule();
    let mut parts = node.parts();
    let kind = match rule {
        Rule::bracket => return condition(&mut parts),
        Rule::negation => ConditionKind::Not(Box::new(factor(parts.next()?)?)),
        Rule::c_is => {
            let dimension = match parts.take(Rule::dimension)?.parts().any()?.rule() {
                Rule::k_actor => Dimension::Actor,
                Rule::k_act => Dimension::Act,
                Rule::k_target => Dimension::Target,
                Rule::k_means => Dimension::Means,
                _ => Dimension::Place,
            };
            let negated = parts.word(Rule::k_not);
            ConditionKind::Is { dimension, negated, refs: refs(&mut parts)? }
        }
        Rule::c_reply => ConditionKind::Reply { act: parts.name()?, within: duration(&mut parts)? },
        Rule::c_notified => ConditionKind::Notified { to: names(&mut parts)?, before: duration(&mut parts) },
        Rule::c_clauses => ConditionKind::Clauses(clause_state(&mut parts)?),
        Rule::c_run => ConditionKind::Run(run(&mut parts)?),
        Rule::c_during => ConditionKind::During(parts.name()?),
        Rule::c_violates => {
            let who = subject(&mut parts)?;
            let labels = labels(&mut parts)?;
            let times = parts.take(Rule::at_least_times).and_then(|node| node.parts().take(Rule::whole));
            ConditionKind::Violates {
                who,
                labels,
                times: times.map(|node| node.number()),
                within: duration(&mut parts),
            }
        }
        Rule::c_holds => ConditionKind::Holds { name: parts.name()?, duration: duration(&mut parts) },
        Rule::c_does => ConditionKind::Does {
            who: subject(&mut parts)?,
            act: parts.name()?,
            objects: objects(&mut parts)?,
        },
        Rule::c_words => ConditionKind::Words(parts.quotation()?),
        Rule::c_term => ConditionKind::Term(parts.name()?),
        _ => return None,
    };
    Some(Condition { kind, spot })
}
