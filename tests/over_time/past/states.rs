//! The state of clauses (12.4); that of duties is told in `duties/done.rs`.

use crate::over_time::grid::{Course, Set, at};
use crate::over_time::terms::{CELLS, Modal, NOBODY, OUTSIDER, State, is_act, zone_has};
use crate::over_time::world::{Fact, World};

impl World<'_> {
    pub fn state_of(&self, clause: usize, state: State) -> Course {
        let open = self.walk(|_| (false, true));
        // What binds nobody is left out: of no clause, none is violated, and all are whatever else is said.
        if self.norm(clause).is_none() {
            let all = state != State::Violated;
            return self.walk(|_| (all, all));
        }
        let Some(modal) = self.modal(clause) else { return open };
        let violations = self.violations(clause);
        let certainly = |time: usize| violations.iter().any(|violation| violation.certainly_by(time));
        let possibly = |time: usize| violations.iter().any(|violation| violation.possibly_by(time));
        match (modal, state) {
            (Modal::Permits, State::Violated) => self.walk(|_| (false, false)),
            (Modal::Permits, State::Observed | State::Fulfilled) => self.walk(|_| (true, true)),
            (Modal::Permits | Modal::Forbids, State::Begun) => open,
            (Modal::Forbids | Modal::Requires, State::Violated) => {
                self.walk(|time| (certainly(time), possibly(time)))
            }
            (Modal::Forbids, State::Observed | State::Fulfilled) => {
                let unseen = self.unobserved(clause);
                self.walk(|time| {
                    let seen = !unseen.iter().any(|earlier| earlier <= time);
                    (!possibly(time) && seen, !certainly(time))
                })
            }
            (Modal::Requires, State::Observed) => self.walk(|time| (!possibly(time), !certainly(time))),
            (Modal::Requires, State::Begun) => self.begun(clause),
            (Modal::Requires, State::Fulfilled) => self.fulfilled(clause),
        }
    }

    /// The instants at which a prohibition has a fact that nobody observed.
    pub fn unobserved(&self, clause: usize) -> Set {
        if let Some(known) = self.unobserved.borrow().get(&clause) {
            return *known;
        }
        let mut unseen = Set::NONE;
        for time in 0..self.points().len() {
            if self.any_fact(clause, time, |fact| !self.is_observed(fact)) {
                unseen.insert(time);
            }
        }
        self.unobserved.borrow_mut().insert(clause, unseen);
        unseen
    }

    /// Whether a clause has any fact at all.
    pub fn covers_something(&self, clause: usize) -> bool {
        (0..self.points().len()).any(|time| self.any_fact_of(clause, time, true, |_| true))
    }

    pub fn any_fact(&self, clause: usize, time: usize, wanted: impl Fn(&Fact) -> bool) -> bool {
        self.any_fact_of(clause, time, false, wanted)
    }

    pub fn any_fact_of(
        &self,
        clause: usize,
        time: usize,
        scope: bool,
        wanted: impl Fn(&Fact) -> bool,
    ) -> bool {
        self.any_such_fact(self.relevant(clause), time, |fact| {
            let inside =
                if scope { self.in_scope(clause, fact) } else { self.in_effective_scope(clause, fact) };
            inside && wanted(fact)
        })
    }

    /// Whether any fact at an instant is such a one, as far as some conditions tell facts apart.
    pub fn any_such_fact(&self, relevant: u32, time: usize, wanted: impl Fn(&Fact) -> bool) -> bool {
        let bits: Vec<u32> = (0..32).map(|bit| 1 << bit).filter(|bit| relevant & bit != 0).collect();
        let cells = if self.terms().map { CELLS } else { 1 };
        for actor in 0..=OUTSIDER {
            for act in self.terms().acts() {
                for target in 0..=NOBODY {
                    for cell in 0..cells {
                        for choice in 0..1_u32 << bits.len() {
                            let conditions = (0..bits.len())
                                .filter(|place| choice >> place & 1 == 1)
                                .map(|place| bits[place])
                                .sum();
                            let fact = Fact { actor, act, target, cell, time, conditions };
                            if wanted(&fact) {
                                return true;
                            }
                        }
                    }
                }
            }
        }
        false
    }

    /// 9.10
    pub fn is_observed(&self, fact: &Fact) -> bool {
        let Some(coverage) = self.matter.coverage else { return self.matter.all_is_told };
        let instant = self.points()[fact.time];
        let within = |denied: bool| {
            coverage.parts.iter().any(|part| {
                part.denied == denied
                    && at(part.from) <= instant
                    && instant < at(part.to)
                    && part.zone.is_none_or(|zone| zone_has(zone, fact.cell))
                    && part.act.is_none_or(|act| is_act(act, fact.act))
            })
        };
        within(false) && !within(true) && self.records(fact.act)
    }
}
