//! What narrows a norm, or orders it in time.

use super::Rule;
use super::clauses::objects;
use super::clocks::{clock, duration, event, every_period, moment, unit};
use super::conditions::condition;
use super::lists::{labels, names, refs};
use super::node::{Node, Parts};
use crate::syntax::tree::{Bound, Number, Qualifier, QualifierKind, Quantity, Weekday};

/// All qualifiers up to the end of the sentence.
pub(super) fn qualifiers(parts: &mut Parts) -> Option<Vec<Qualifier>> {
    let mut qualifiers = Vec::new();
    while let Some(node) = parts.next() {
        let spot = node.spot();
        qualifiers.push(Qualifier { kind: qualifier(node)?, spot });
    }
    Some(qualifiers)
}

fn qualifier(node: Node) -> Option<QualifierKind> {
    let rule = node.rule();
    if rule == Rule::q_every_period {
        return every_period(node).map(QualifierKind::EveryPeriod);
    }
    let mut parts = node.parts();
    Some(match rule {
        Rule::q_by => QualifierKind::By(moment(&mut parts)?),
        Rule::q_from => QualifierKind::From(moment(&mut parts)?),
        Rule::q_until => QualifierKind::Until(moment(&mut parts)?),
        Rule::q_between => QualifierKind::Between(moment(&mut parts)?, moment(&mut parts)?),
        Rule::q_for => QualifierKind::For(duration(&mut parts)?),
        Rule::q_within => {
            let duration = duration(&mut parts)?;
            match event(&mut parts) {
                Some(of) => QualifierKind::Within { duration, of },
                None => QualifierKind::WithinBare(duration),
            }
        }
        Rule::q_after => QualifierKind::After(event(&mut parts)?),
        Rule::q_once => QualifierKind::Once(event(&mut parts)?),
        Rule::q_same_time => QualifierKind::SameTime(labels(&mut parts)?),
        Rule::q_provided => QualifierKind::Provided(condition(&mut parts)?),
        Rule::q_unless => QualifierKind::Unless(condition(&mut parts)?),
        Rule::q_when => QualifierKind::When(condition(&mut parts)?),
        Rule::q_during => QualifierKind::During(parts.name()?),
        Rule::q_every => every(parts)?,
        Rule::q_except => {
            let alternatives = parts.all(Rule::alternative).into_iter();
            QualifierKind::Except(alternatives.map(|node| objects(&mut node.parts())).collect::<Option<_>>()?)
        }
        Rule::q_notwithstanding => QualifierKind::Notwithstanding(labels(&mut parts)?),
        Rule::q_subject_to => QualifierKind::SubjectTo(labels(&mut parts)?),
        Rule::q_judged_by => QualifierKind::JudgedBy(refs(&mut parts)?),
        Rule::q_measure => QualifierKind::Measure {
            measure: parts.name()?,
            bound: bound(&mut parts)?,
            amount: parts.take(Rule::number)?.number(),
            unit: parts.name(),
        },
        Rule::q_share => QualifierKind::Quantity(share(parts)?),
        Rule::q_count => QualifierKind::Quantity(Quantity::Count {
            bound: bound(&mut parts)?,
            amount: parts.take(Rule::number)?.number(),
            unit: parts.name()?,
            per: unit(&mut parts),
        }),
        Rule::q_ratio => {
            let one = |node: Node| Number { text: "1".to_owned(), spot: node.spot() };
            let amount = parts.take(Rule::number).map(|node| node.number());
            let amount = amount.or_else(|| parts.take(Rule::k_one).map(one))?;
            QualifierKind::Quantity(Quantity::Ratio { amount, each: parts.name()? })
        }
        _ => return None,
    })
}

fn every(mut parts: Parts) -> Option<QualifierKind> {
    let weekdays = match parts.take(Rule::weekdays) {
        Some(node) => node.parts().all(Rule::weekday).iter().map(weekday).collect::<Option<_>>()?,
        None => {
            parts.take(Rule::u_day)?;
            Vec::new()
        }
    };
    let from = clock(&parts.take(Rule::clock)?)?;
    Some(QualifierKind::Every { weekdays, from, to: clock(&parts.take(Rule::clock)?)? })
}

fn weekday(node: &Node) -> Option<Weekday> {
    Some(match node.written() {
        "Monday" => Weekday::Monday,
        "Tuesday" => Weekday::Tuesday,
        "Wednesday" => Weekday::Wednesday,
        "Thursday" => Weekday::Thursday,
        "Friday" => Weekday::Friday,
        "Saturday" => Weekday::Saturday,
        "Sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn share(mut parts: Parts) -> Option<Quantity> {
    Some(Quantity::Share {
        bound: bound(&mut parts)?,
        percent: parts.take(Rule::number)?.number(),
        unit: parts.name()?,
        of_act: parts.take(Rule::share_act).and_then(|node| node.parts().name()),
        by: parts.take(Rule::share_by).and_then(|node| names(&mut node.parts())),
        same: unit(&mut parts),
    })
}

fn bound(parts: &mut Parts) -> Option<Bound> {
    let mut words = parts.take(Rule::bound)?.parts();
    let mut last = words.any()?.rule();
    if last == Rule::k_at {
        last = words.any()?.rule();
    }
    Some(match last {
        Rule::k_least => Bound::AtLeast,
        Rule::k_most => Bound::AtMost,
        Rule::k_exactly => Bound::Exactly,
        Rule::k_more => Bound::MoreThan,
        Rule::k_less => Bound::LessThan,
        _ => return None,
    })
}
