//! The conditions by which facts differ (1.6), and phases between fixed moments.

use crate::over_time::grid;
use crate::over_time::terms::{Clause, Condition, Event, Form, Modal, PhaseEnd, Qualifier, Terms, Who};

/// The conditions of an agreement's facts.
pub fn conditions(terms: &Terms) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::new();
    let force = &terms.force;
    if force.ends_for_c.is_some_and(|end| Some(end) != force.until) {
        all.push(Condition::InForce);
    }
    if force.renewed.is_some() {
        all.push(Condition::Renewed);
    }
    if force.ends_when.is_some() {
        all.push(Condition::Ended);
    }
    if terms.band.is_some() {
        all.push(Condition::WideBand);
    }
    for clause in &terms.clauses {
        if let Clause::Status { when, whom, covered, .. } = clause {
            let make = |actor| {
                if *covered { Condition::IsCovered(actor) } else { Condition::IsExcluded(actor) }
            };
            match whom {
                Some(actor) => all.push(make(*actor)),
                // Whoever the condition may bind.
                None => all.extend((0..4).filter(|&actor| may_bind(terms, when, actor)).map(make)),
            }
        }
        let Some(norm) = clause.norm() else { continue };
        if norm.form == Form::Complete {
            all.push(Condition::Completed);
        }
        if norm.modal == Modal::Requires && norm.prevents.is_none() {
            continue;
        }
        for qualifier in &norm.qualifiers {
            match qualifier {
                Qualifier::Unless(condition) | Qualifier::When(condition) => {
                    all.extend(condition.leaves().into_iter().cloned());
                }
                Qualifier::After(event) | Qualifier::Once(event) => all.push(Condition::After(event.clone())),
                Qualifier::During(phase) if terms.fixed(*phase).is_none() => {
                    all.push(Condition::During(*phase));
                }
                _ => {}
            }
        }
    }
    let mut kept: Vec<Condition> = Vec::new();
    for condition in all {
        let is_fixed = match &condition {
            Condition::Target(_) | Condition::After(Event::Moment(_)) => true,
            Condition::During(phase) => terms.fixed(*phase).is_some(),
            _ => false,
        };
        if !is_fixed && !kept.contains(&condition) {
            kept.push(condition);
        }
    }
    assert!(kept.len() <= 32);
    kept
}

/// Whether an actor is among those whom `that party` may stand for.
pub fn may_bind(terms: &Terms, condition: &Condition, actor: usize) -> bool {
    let among = |who: &Who| match who {
        Who::These(actors) => actors.contains(&actor),
        Who::North => actor < 2,
        Who::South => (2..4).contains(&actor),
        Who::Excluded => actor == 3,
        Who::Covered | Who::ACoveredParty => actor < 4 && terms.may_be_covered(actor),
        Who::AParty | Who::Anyone => actor < 4,
    };
    match condition {
        Condition::All(parts) => parts.iter().any(|part| may_bind(terms, part, actor)),
        Condition::Violates { who, .. } => among(who),
        Condition::Does { who, whom, .. } => match whom {
            Some(whom) if !who.is_several() => among(whom),
            _ => among(who),
        },
        _ => false,
    }
}

impl Terms {
    /// The slots of a phase between moments.
    pub fn fixed(&self, phase: usize) -> Option<(i64, i64)> {
        let moment = |event: &Event| match event {
            Event::Moment(slot) => Some(*slot),
            Event::PhaseBegins(other) if *other < phase => Some(self.fixed(*other)?.0),
            Event::PhaseEnds(other) if *other < phase => {
                Some(self.fixed(*other)?.1).filter(|&end| end < grid::HORIZON)
            }
            _ => None,
        };
        let own = &self.phases[phase];
        let from = moment(&own.from)?;
        let until = match &own.end {
            PhaseEnd::Never => grid::HORIZON + 500,
            PhaseEnd::For(slots) => from + slots,
            PhaseEnd::Event(event) => moment(event)?,
            PhaseEnd::When(_) => return None,
        };
        Some((from, until))
    }
}
