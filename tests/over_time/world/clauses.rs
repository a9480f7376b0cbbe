//! What clauses say of a fact (sections 5 to 7).

use std::collections::BTreeSet;

use crate::over_time::grid::{self, at};
use crate::over_time::terms::{
    Condition, Event, Form, Modal, NOBODY, Norm, OUTSIDER, Qualifier, Spot, Who, Whom, is_act, zone_has,
};
use crate::over_time::world::{Fact, World};

impl<'a> World<'a> {
    pub fn holds(&self, condition: &Condition, fact: &Fact) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.holds(part, fact)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part, fact)),
            Condition::Not(inner) => !self.holds(inner, fact),
            Condition::Target(who) => {
                fact.target != NOBODY && self.belongs(who, fact.target, fact.time, fact.conditions)
            }
            Condition::After(Event::Moment(slot)) => self.points()[fact.time] >= at(*slot),
            Condition::During(phase) if self.terms().fixed(*phase).is_some() => {
                let instant = self.points()[fact.time];
                self.terms()
                    .fixed(*phase)
                    .is_some_and(|(from, until)| at(from) <= instant && instant < at(until))
            }
            _ => fact.conditions & self.bit(condition) != 0,
        }
    }

    pub fn conditions_within(&self, condition: &Condition) -> u32 {
        condition
            .leaves()
            .into_iter()
            .map(|leaf| match leaf {
                Condition::Target(who) => self.conditions_of_who(who),
                leaf => self.bit(leaf),
            })
            .fold(0, |all, bit| all | bit)
    }

    /// The deed of a norm: what is done, to whom, where.
    pub fn is_deed(&self, norm: &Norm, that_party: Option<usize>, fact: &Fact) -> bool {
        let hit =
            |who: &Who| fact.target != NOBODY && self.belongs(who, fact.target, fact.time, fact.conditions);
        let whom = match &norm.whom {
            None => true,
            Some(Whom::Who(who)) => hit(who),
            Some(Whom::EachOther) => {
                fact.actor != fact.target
                    && self.bears(norm, fact.actor, fact.time, fact.conditions)
                    && fact.target != NOBODY
                    && self.bears(norm, fact.target, fact.time, fact.conditions)
            }
            Some(Whom::ThatParty) => that_party == Some(fact.target),
            Some(Whom::Band) => {
                let Some((one, other)) = &self.terms().band else { return false };
                match self.reader {
                    Some(0) => hit(one),
                    Some(2) => hit(other),
                    _ => {
                        let wide = fact.conditions & self.bit(&Condition::WideBand) != 0;
                        hit(one) && hit(other) || (hit(one) || hit(other)) && wide
                    }
                }
            }
        };
        let place = match norm.place {
            None | Some(Spot::SameZone) => true,
            Some(Spot::In(zone)) => zone_has(zone, fact.cell),
            Some(Spot::Outside(zone)) => !zone_has(zone, fact.cell),
        };
        let completed = norm.form != Form::Complete || fact.conditions & self.bit(&Condition::Completed) != 0;
        norm.acts.iter().any(|&class| is_act(class, fact.act)) && whom && place && completed
    }

    pub fn conditions_of_deed(&self, norm: &Norm) -> u32 {
        let whom = match &norm.whom {
            Some(Whom::Who(who)) => self.conditions_of_who(who),
            Some(Whom::Band) => match (&self.terms().band, self.reader) {
                (Some((one, _)), Some(0)) => self.conditions_of_who(one),
                (Some((_, other)), Some(2)) => self.conditions_of_who(other),
                (Some((one, other)), _) => {
                    self.conditions_of_who(one)
                        | self.conditions_of_who(other)
                        | self.bit(&Condition::WideBand)
                }
                (None, _) => 0,
            },
            _ => 0,
        };
        let completed = if norm.form == Form::Complete { self.bit(&Condition::Completed) } else { 0 };
        self.conditions_of_who(&norm.who) | whom | completed
    }

    /// 7.4
    pub fn in_force(&self, fact: &Fact) -> bool {
        let force = &self.terms().force;
        let instant = self.points()[fact.time];
        let before = |end: Option<i64>| end.is_none_or(|end| instant < at(end));
        let ended = fact.conditions & self.bit(&Condition::Ended) != 0;
        if instant < at(force.from) || ended {
            return false;
        }
        match (force.ends_for_c, self.reader) {
            (Some(_), Some(0)) => before(force.until),
            (Some(end), Some(2)) => before(Some(end)),
            (Some(end), _) => {
                let (one, other) = (before(force.until), before(Some(end)));
                one && other || (one || other) && fact.conditions & self.bit(&Condition::InForce) != 0
            }
            (None, _) => {
                before(force.until)
                    || force.renewed.is_some() && fact.conditions & self.bit(&Condition::Renewed) != 0
            }
        }
    }

    pub fn conditions_of_force(&self) -> u32 {
        self.bit(&Condition::InForce) | self.bit(&Condition::Renewed) | self.bit(&Condition::Ended)
    }

    pub fn norm(&self, clause: usize) -> Option<&'a Norm> {
        self.terms().clauses[clause].norm()
    }

    /// What a clause that is evaluated makes of conduct. To prevent is judged like a prohibition (13.9).
    pub fn modal(&self, clause: usize) -> Option<Modal> {
        let norm = self.norm(clause)?;
        if norm.prevents.is_some() { Some(Modal::Forbids) } else { Some(norm.modal) }
    }

    /// 6.1, of a prohibition or a permission; of a duty between moments, the facts that fulfil it within its window.
    pub fn in_scope(&self, clause: usize, fact: &Fact) -> bool {
        let Some(norm) = self.norm(clause) else { return false };
        let instant = self.points()[fact.time];
        // 13.9: somebody who is to prevent it is bound.
        let bears = |actor: usize| self.bears(norm, actor, fact.time, fact.conditions);
        let theirs = match &norm.prevents {
            Some(whom) => {
                self.belongs(whom, fact.actor, fact.time, fact.conditions) && (0..OUTSIDER).any(bears)
            }
            None => bears(fact.actor),
        };
        theirs
            && self.is_deed(norm, None, fact)
            && self.in_force(fact)
            && norm.qualifiers.iter().all(|qualifier| match qualifier {
                Qualifier::From(slot) => at(*slot) <= instant,
                Qualifier::Until(slot) | Qualifier::By(slot) => instant < at(*slot),
                Qualifier::Between(from, until) => at(*from) <= instant && instant < at(*until),
                Qualifier::Unless(condition) => !self.holds(condition, fact),
                Qualifier::When(condition) => self.holds(condition, fact),
                Qualifier::After(event) | Qualifier::Once(event) => {
                    self.holds(&Condition::After(event.clone()), fact)
                }
                Qualifier::During(phase) => self.holds(&Condition::During(*phase), fact),
                Qualifier::EveryDay(morning) => {
                    ((instant - grid::BASE).rem_euclid(2 * grid::SLOT) < grid::SLOT) == *morning
                }
                Qualifier::Except(who) => !self.holds(&Condition::Target(who.clone()), fact),
                _ => true,
            })
    }

    pub fn conditions_of_scope(&self, clause: usize) -> u32 {
        let Some(norm) = self.norm(clause) else { return 0 };
        let qualifiers = norm.qualifiers.iter().map(|qualifier| match qualifier {
            Qualifier::Unless(condition) | Qualifier::When(condition) => self.conditions_within(condition),
            Qualifier::After(event) | Qualifier::Once(event) => self.bit(&Condition::After(event.clone())),
            Qualifier::During(phase) => self.bit(&Condition::During(*phase)),
            Qualifier::Except(who) => self.conditions_of_who(who),
            _ => 0,
        });
        let prevents = norm
            .prevents
            .as_ref()
            .map_or(0, |whom| self.conditions_of_who(whom) | self.conditions_of_who(&norm.who));
        qualifiers
            .fold(self.conditions_of_deed(norm) | prevents | self.conditions_of_force(), |all, own| all | own)
    }

    /// 6.6: all that prevail, through chains.
    pub fn prevailing(&self, clause: usize) -> BTreeSet<usize> {
        self.terms().prevailing(clause)
    }

    pub fn opposed(&self, clause: usize) -> Vec<usize> {
        let forbids = |clause: usize| self.modal(clause) == Some(Modal::Forbids);
        let known = |clause: usize| self.modal(clause).is_some();
        let over = self.prevailing(clause);
        over.into_iter().filter(|&other| known(other) && forbids(other) != forbids(clause)).collect()
    }

    pub fn in_effective_scope(&self, clause: usize, fact: &Fact) -> bool {
        self.in_scope(clause, fact)
            && !self.opposed(clause).into_iter().any(|other| self.in_effective_scope(other, fact))
    }

    /// The conditions on which it hangs whether a fact is in the scope or the effective scope of a clause.
    pub fn relevant(&self, clause: usize) -> u32 {
        let over = self.prevailing(clause);
        over.into_iter().chain([clause]).fold(0, |all, clause| all | self.conditions_of_scope(clause))
    }
}
