//! Prohibitions, permissions and changes of status.

use crate::over_time::random::Draft;
use crate::over_time::terms::{Clause, Condition, Form, Modal, Norm, Qualifier, Spot, Who, Whom};

impl Draft<'_> {
    pub fn clause(&mut self, map: bool, band: bool, catalogue: bool) -> Clause {
        let roll = self.dice.below(100);
        match roll {
            0..4 => Clause::Stated,
            4..14 if self.menu.changes => {
                let when = self.trigger();
                let that = matches!(
                    when,
                    Condition::Violates { jointly: false, .. } | Condition::Does { jointly: false, .. }
                ) && self.dice.in_100(50);
                let whom = if that { None } else { Some(self.dice.below(4)) };
                Clause::Status { when, whom, covered: self.dice.in_100(60), value: self.dice.in_100(45) }
            }
            14..45 if self.menu.duties => self.duty(map, catalogue),
            14..22 if self.menu.consequences => self.duty(map, catalogue),
            _ => Clause::Norm(self.conduct(map, band)),
        }
    }

    pub fn place(&mut self, map: bool) -> Option<Spot> {
        (map && self.dice.in_100(50)).then(|| {
            let zone = self.dice.below(3);
            if self.dice.in_100(70) { Spot::In(zone) } else { Spot::Outside(zone) }
        })
    }

    pub fn conduct(&mut self, map: bool, band: bool) -> Norm {
        let permits = self.dice.in_100(30);
        let who = if permits || self.dice.in_100(95) {
            self.dice.one(&[
                Who::one(0),
                Who::one(2),
                Who::North,
                Who::South,
                Who::Covered,
                Who::AParty,
                Who::These(vec![0, 2]),
            ])
        } else {
            Who::Anyone
        };
        // What each of several is to prevent would be done to each other of whom?
        let prevents = (!permits && who != Who::Anyone && self.dice.in_100(12)).then(|| self.who());
        let whom = match self.dice.below(8) {
            0 | 1 => None,
            2 if who != Who::Anyone && prevents.is_none() => Some(Whom::EachOther),
            3 if band => Some(Whom::Band),
            _ => Some(Whom::Who(self.who())),
        };
        let mut qualifiers = Vec::new();
        if self.dice.in_100(20) {
            let slot = self.dice.slot(2, 10);
            qualifiers.push(if self.dice.in_100(50) {
                Qualifier::From(slot)
            } else {
                Qualifier::Until(slot)
            });
        }
        match self.dice.below(10) {
            0 => qualifiers.push(Qualifier::After(self.awaited())),
            1 => qualifiers.push(Qualifier::Once(self.awaited())),
            2..=4 => qualifiers.push(Qualifier::Unless(self.condition())),
            5 | 6 => qualifiers.push(Qualifier::When(self.condition())),
            7 if self.phases > 0 => qualifiers.push(Qualifier::During(self.dice.below(self.phases))),
            8 => qualifiers.push(Qualifier::Except(self.who())),
            _ => {}
        }
        if (permits || self.dice.in_100(25)) && self.clauses > 0 {
            qualifiers.push(Qualifier::Notwithstanding(self.dice.below(self.clauses)));
        }
        if !permits && self.dice.in_100(6) {
            // Behind a condition, it would be part of it.
            qualifiers.insert(0, Qualifier::JudgedByM);
        }
        Norm {
            modal: match &prevents {
                Some(_) => Modal::Requires,
                None if permits => Modal::Permits,
                None => Modal::Forbids,
            },
            who,
            jointly: false,
            that_party: false,
            form: Form::Plain,
            prevents,
            acts: self.dice.one(&[vec![0], vec![0], vec![1], vec![2], vec![1, 2]]),
            whom,
            place: self.place(map),
            qualifiers,
        }
    }
}
