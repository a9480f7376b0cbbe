//! Who violates what how often (12.5).

use crate::over_time::grid::{Course, SLOT, Set};
use crate::over_time::past::Violation;
use crate::over_time::reports::Found;
use crate::over_time::terms::{Modal, OUTSIDER, Who};
use crate::over_time::world::{Fact, World};

impl World<'_> {
    /// That these actors, as far as they belong, violated the clauses so many times.
    pub fn violates(
        &self,
        who: &Who,
        actors: &[usize],
        clauses: &[usize],
        times: usize,
        within: Option<i64>,
    ) -> Course {
        let own = self.counting(who, actors, clauses);
        self.walk(|time| {
            let instant = self.points()[time];
            let fresh = |since: usize| {
                within.is_none_or(|slots| instant < self.points()[since].saturating_add(slots * SLOT))
            };
            let certain = own.iter().filter(|violation| {
                violation.certainly_by(time) && violation.times.first().is_some_and(fresh)
            });
            let possible =
                own.iter().filter(|violation| violation.times.iter().any(|then| then <= time && fresh(then)));
            (certain.count() >= times, possible.count() >= times)
        })
    }

    /// The violations that one of these actors may have done while he belonged.
    pub fn counting(&self, who: &Who, actors: &[usize], clauses: &[usize]) -> Vec<Violation> {
        let mut counting = Vec::new();
        let conditions = self.conditions_of_who(who);
        let forbidding: Vec<usize> =
            clauses.iter().copied().filter(|&clause| self.modal(clause) == Some(Modal::Forbids)).collect();
        let relevant = forbidding.iter().fold(conditions, |all, &clause| all | self.relevant(clause));
        for (incident, own) in self.matter.incidents.iter().enumerate() {
            if own.refuted {
                continue;
            }
            let found = self.found(incident);
            // 13.9: who is to prevent something answers for it.
            let did = |clause: usize, fact: &Fact| {
                let counts = |actor: usize| {
                    actors.contains(&actor) && self.belongs(who, actor, fact.time, fact.conditions)
                };
                match self.norm(clause) {
                    Some(norm) if norm.prevents.is_some() => (0..OUTSIDER)
                        .any(|actor| self.bears(norm, actor, fact.time, fact.conditions) && counts(actor)),
                    _ => counts(fact.actor),
                }
            };
            let (mut times, mut always) = (Set::NONE, true);
            for fact in self.facts(incident, relevant).iter() {
                let mut sure = false;
                for &clause in &forbidding {
                    let judged = self.is_left_to_judgement(clause);
                    if judged && found == Some(Found::NoViolation)
                        || !self.in_effective_scope(clause, fact)
                        || !did(clause, fact)
                    {
                        continue;
                    }
                    times.insert(fact.time);
                    sure |= if judged { found == Some(Found::Violation) } else { !own.summary };
                }
                always &= sure;
            }
            if !times.is_empty() {
                counting.push(Violation { times, certain: always });
            }
        }
        for &clause in clauses.iter().filter(|&&clause| self.modal(clause) == Some(Modal::Requires)) {
            for judged in self.judged(clause).iter() {
                let Some(certain) = judged.violated() else { continue };
                let due = judged.due_times(self);
                let (mut times, mut always) = (Set::NONE, true);
                for time in due.iter() {
                    for assignment in self.assigned(conditions, time, |_| None) {
                        let owing = judged.owing.iter().any(|&actor| {
                            actors.contains(&actor) && self.belongs(who, actor, time, assignment)
                        });
                        if owing { times.insert(time) } else { always = false }
                    }
                }
                if !times.is_empty() {
                    counting.push(Violation { times, certain: certain && always });
                }
            }
        }
        counting
    }
}
