//! Duties that are new, gone, moved, or owed by others.
//!
//! Duties are matched by what they ask, not by their numbers: the deed without its bearers, as a set of facts. Of those
//! that ask the same, those with the same bearers and dates are matched first, then those with the same bearers, then
//! those with the same dates, then whatever is left, in the order of the texts.

use super::{NEW, OLD};
use crate::model::Model;
use crate::model::actors::Membership;
use crate::model::clauses::{ClauseKind, Duty};
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::joint::{Joint, Side};
use crate::model::time::Seconds;
use crate::scope::{Budget, Compiler, Containment, Scope};

/// A duty of one of the texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Owed {
    /// Its clause, of the joint model.
    pub clause: ClauseId,
    /// Who owes it, when: actors of the joint model.
    pub bearers: Membership,
    /// Whether they owe it together.
    pub jointly: bool,
    /// The first instant from which doing it counts.
    pub from: Seconds,
    /// The first instant at which it is late.
    pub due: Seconds,
}

impl Owed {
    /// Everybody who ever owes it.
    #[must_use]
    pub fn everybody(&self) -> Vec<ActorId> {
        self.bearers.iter().map(|(actor, _)| actor).collect()
    }

    fn same_dates(&self, other: &Self) -> bool {
        (self.from, self.due) == (other.from, other.due)
    }

    fn same_bearers(&self, other: &Self) -> bool {
        self.jointly == other.jointly && self.bearers == other.bearers
    }
}

/// A duty that is not the same in both texts: new, gone, or changed where both have it.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyChange {
    /// As the older text has it.
    pub old: Option<Owed>,
    /// As the newer text has it.
    pub new: Option<Owed>,
}

impl DutyChange {
    /// What happened to it, in words that follow its number.
    #[must_use]
    pub fn words(&self) -> Vec<&'static str> {
        let (Some(old), Some(new)) = (&self.old, &self.new) else {
            return vec![if self.old.is_some() { "gone" } else { "new" }];
        };
        let mut words = Vec::new();
        if new.due != old.due {
            words.push(if new.due < old.due { "due earlier" } else { "due later" });
        }
        if new.from != old.from {
            words.push(if new.from < old.from { "counts from earlier" } else { "counts from later" });
        }
        if new.bearers != old.bearers {
            words.push("owed by others");
        }
        if new.jointly != old.jointly {
            words.push(if new.jointly { "owed jointly" } else { "owed by each" });
        }
        words
    }
}

pub(super) fn changes(joint: &Joint, old: &Model, new: &Model, budget: Budget) -> Vec<DutyChange> {
    let mut old = duties(joint, OLD, old);
    let mut new = duties(joint, NEW, new);
    let mut changes = Vec::new();
    type Alike = fn(&Owed, &Owed) -> bool;
    let passes: [Alike; 4] = [
        |one, other| one.same_bearers(other) && one.same_dates(other),
        Owed::same_bearers,
        Owed::same_dates,
        |_, _| true,
    ];
    for alike in passes {
        let mut left = Vec::new();
        for (owed, asks) in old {
            let partner = new
                .iter()
                .position(|(other, other_asks)| alike(&owed, other) && same_facts(&asks, other_asks, budget));
            let Some(partner) = partner else {
                left.push((owed, asks));
                continue;
            };
            let (other, _) = new.remove(partner);
            if !owed.same_bearers(&other) || !owed.same_dates(&other) {
                changes.push(DutyChange { old: Some(owed), new: Some(other) });
            }
        }
        old = left;
    }
    changes.extend(old.into_iter().map(|(owed, _)| DutyChange { old: Some(owed), new: None }));
    changes.extend(new.into_iter().map(|(owed, _)| DutyChange { old: None, new: Some(owed) }));
    changes.sort_by_key(|change| {
        let place = |owed: &Option<Owed>| owed.as_ref().map(|owed| owed.clause);
        (place(&change.new).is_none(), place(&change.new), place(&change.old))
    });
    changes
}

/// Whether two deeds are certainly the same facts. What cannot be decided is told as a change.
fn same_facts(one: &Option<Scope>, other: &Option<Scope>, budget: Budget) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.equals(other, budget) == Containment::Yes,
        _ => false,
    }
}

/// The duties of a text, each with what it asks.
fn duties(joint: &Joint, side: Side, text: &Model) -> Vec<(Owed, Option<Scope>)> {
    let view = joint.view(side);
    let compiler = Compiler::new(&joint.model, None);
    let mut duties = Vec::new();
    for clause in joint.clauses_of(side) {
        let Some((_, own)) = joint.home(clause) else { continue };
        let Some(ClauseKind::Duty(duty)) = text.clause(own).map(|own| &own.kind) else { continue };
        let asks = compiler.scope(&view.description(&without_bearers(duty))).ok();
        let owed = Owed {
            clause,
            bearers: view.membership(&duty.bearers),
            jointly: duty.jointly,
            from: duty.from,
            due: duty.due,
        };
        duties.push((owed, asks));
    }
    duties
}

/// What is to be done, whoever does it.
fn without_bearers(duty: &Duty) -> Description {
    let bearers = Description::Actor(duty.bearers.clone());
    match &duty.deed {
        Description::All(parts) => {
            Description::All(parts.iter().filter(|part| **part != bearers).cloned().collect())
        }
        other => other.clone(),
    }
}
