//! What has happened (12.3).

use std::rc::Rc;

use crate::over_time::grid::Set;
use crate::over_time::past::{Happening, Violation};
use crate::over_time::reports::Found;
use crate::over_time::terms::{Deed, Modal, NOBODY, Spot, is_act, zone_has};
use crate::over_time::world::{Fact, World};

impl World<'_> {
    pub fn happenings(&self, deed: &Deed) -> Vec<Happening> {
        let conditions = deed.by.iter().chain(&deed.whom).map(|who| self.conditions_of_who(who));
        let conditions = conditions.fold(0, |all, own| all | own);
        let is = |fact: &Fact| {
            is_act(deed.act, fact.act)
                && deed.by.as_ref().is_none_or(|by| self.belongs(by, fact.actor, fact.time, fact.conditions))
                && deed.whom.as_ref().is_none_or(|whom| {
                    fact.target != NOBODY && self.belongs(whom, fact.target, fact.time, fact.conditions)
                })
                && match deed.place {
                    None | Some(Spot::SameZone) => true,
                    Some(Spot::In(zone)) => zone_has(zone, fact.cell),
                    Some(Spot::Outside(zone)) => !zone_has(zone, fact.cell),
                }
        };
        self.in_set(conditions, is)
    }

    /// The incidents that are possibly in a set of facts.
    pub fn in_set(&self, conditions: u32, is: impl Fn(&Fact) -> bool) -> Vec<Happening> {
        let mut found = Vec::new();
        for (incident, own) in self.matter.incidents.iter().enumerate() {
            if own.refuted {
                continue;
            }
            let all = self.facts(incident, conditions);
            let facts: Vec<Fact> = all.iter().copied().filter(|fact| is(fact)).collect();
            if facts.is_empty() {
                continue;
            }
            let certain = facts.len() == all.len() && !own.summary;
            let mut times = Set::NONE;
            facts.iter().for_each(|fact| times.insert(fact.time));
            found.push(Happening { facts, times, certain });
        }
        found
    }

    /// 12.3: the violations of a clause.
    pub fn violations(&self, clause: usize) -> Rc<Vec<Violation>> {
        if let Some(known) = self.violations.borrow().get(&clause) {
            return Rc::clone(known);
        }
        let violations: Vec<Violation> = match self.modal(clause) {
            Some(Modal::Forbids) => self.breaches(clause),
            Some(Modal::Requires) => self
                .judged(clause)
                .iter()
                .filter_map(|judged| {
                    let certain = judged.violated()?;
                    Some(Violation { times: judged.due_times(self), certain })
                })
                .collect(),
            Some(Modal::Permits) | None => Vec::new(),
        };
        let violations = Rc::new(violations);
        self.violations.borrow_mut().insert(clause, Rc::clone(&violations));
        violations
    }

    pub fn breaches(&self, clause: usize) -> Vec<Violation> {
        let mut found = Vec::new();
        for (incident, own) in self.matter.incidents.iter().enumerate() {
            let judged = self.is_left_to_judgement(clause);
            if own.refuted || judged && self.found(incident) == Some(Found::NoViolation) {
                continue;
            }
            let all = self.facts(incident, self.relevant(clause));
            let (mut times, mut always) = (Set::NONE, true);
            for fact in all.iter() {
                if self.in_effective_scope(clause, fact) {
                    times.insert(fact.time);
                } else {
                    always = false;
                }
            }
            let certain =
                if judged { self.found(incident) == Some(Found::Violation) } else { always && !own.summary };
            if !times.is_empty() {
                found.push(Violation { times, certain });
            }
        }
        found
    }
}
