//! Events and conditions.

use crate::over_time::grid::FACTS;
use crate::over_time::random::Draft;
use crate::over_time::terms::{Condition, Deed, Event, State, Who};

impl Draft<'_> {
    pub fn event(&mut self) -> Event {
        match self.dice.below(8) {
            0 | 1 => Event::Moment(self.dice.slot(0, FACTS)),
            2 | 3 => self.state_event(),
            4 if self.phases > 0 => Event::PhaseBegins(self.dice.below(self.phases)),
            5 if self.phases > 0 => Event::PhaseEnds(self.dice.below(self.phases)),
            _ => Event::Each(self.deed()),
        }
    }

    /// Something that is no moment.
    pub fn awaited(&mut self) -> Event {
        loop {
            let event = self.event();
            if !matches!(event, Event::Moment(_)) {
                return event;
            }
        }
    }

    pub fn state_event(&mut self) -> Event {
        let clauses = self.some_clauses(2);
        Event::State { or: clauses.len() > 1 && self.dice.in_100(50), clauses, state: self.state() }
    }

    pub fn state(&mut self) -> State {
        self.dice.one(&[
            State::Violated,
            State::Violated,
            State::Violated,
            State::Observed,
            State::Fulfilled,
            State::Begun,
        ])
    }

    pub fn deed(&mut self) -> Deed {
        Deed {
            act: self.dice.one(&[0, 0, 1, 2]),
            by: self.dice.in_100(60).then(|| self.who()),
            whom: self.dice.in_100(25).then(|| self.who()),
            place: None,
        }
    }

    pub fn condition(&mut self) -> Condition {
        match self.dice.below(10) {
            0 => Condition::All(vec![self.leaf(), self.leaf()]),
            1 => Condition::Any(vec![self.leaf(), self.leaf()]),
            2 | 3 => Condition::Not(Box::new(self.leaf())),
            _ => self.leaf(),
        }
    }

    pub fn leaf(&mut self) -> Condition {
        loop {
            return match self.dice.below(12) {
                0 | 1 => {
                    let clauses = self.some_clauses(2);
                    Condition::State {
                        or: clauses.len() > 1 && self.dice.in_100(50),
                        clauses,
                        state: self.state(),
                    }
                }
                2..=4 => self.violates(),
                5 | 6 => self.does(),
                7 if self.streaks > 0 => Condition::Streak {
                    streak: 0,
                    during: if self.dice.in_100(25) { Some(self.dice.slot(1, 5)) } else { None },
                },
                8 if self.phases > 0 => Condition::Phase {
                    phase: self.dice.below(self.phases),
                    during: if self.dice.in_100(60) { Some(self.dice.slot(1, 5)) } else { None },
                },
                9 if self.phases > 0 => Condition::During(self.dice.below(self.phases)),
                10 => {
                    let clauses = if self.dice.in_100(30) { Vec::new() } else { self.some_clauses(2) };
                    Condition::Run { length: self.dice.slot(1, 6), clauses }
                }
                11 => Condition::Words,
                _ => continue,
            };
        }
    }

    pub fn violates(&mut self) -> Condition {
        let jointly = self.dice.in_100(12);
        let who = if jointly {
            self.dice.one(&[Who::North, Who::These(vec![0, 2])])
        } else {
            self.dice.one(&[Who::AParty, Who::ACoveredParty, Who::North, Who::one(0), Who::These(vec![0, 1])])
        };
        Condition::Violates {
            who,
            jointly,
            clauses: self.some_clauses(2),
            times: 1 + self.dice.below(3),
            within: self.dice.in_100(50).then(|| self.dice.slot(1, 7)),
        }
    }

    pub fn does(&mut self) -> Condition {
        let jointly = self.dice.in_100(15);
        let who = if jointly { Who::These(vec![0, 2]) } else { self.who() };
        Condition::Does {
            who,
            jointly,
            act: self.dice.one(&[0, 1, 2, 2]),
            whom: self.dice.in_100(35).then(|| self.who()),
        }
    }

    /// What may raise something.
    pub fn trigger(&mut self) -> Condition {
        let one = if self.dice.in_100(60) { self.violates() } else { self.does() };
        if self.dice.in_100(85) { one } else { Condition::All(vec![one, self.leaf()]) }
    }
}
