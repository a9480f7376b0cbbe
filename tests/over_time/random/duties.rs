//! Duties.

use crate::over_time::random::{Dice, Draft};
use crate::over_time::terms::{
    Bound, Clause, Condition, Event, Form, Modal, Norm, Period, Qualifier, Spot, Who, Whom,
};

impl Draft<'_> {
    pub fn duty(&mut self, map: bool, catalogue: bool) -> Clause {
        let (who, jointly) = self.dice.one(&[
            (Who::Covered, false),
            (Who::ACoveredParty, false),
            (Who::Excluded, false),
            (Who::Covered, true),
            (Who::one(0), false),
            (Who::one(2), false),
            (Who::one(4), false),
            (Who::North, false),
            (Who::These(vec![0, 2]), false),
            (Who::These(vec![0, 2]), true),
            (Who::North, true),
        ]);
        let mut norm = Norm {
            modal: Modal::Requires,
            who,
            jointly,
            that_party: false,
            form: self.dice.one(&[Form::Plain, Form::Plain, Form::Plain, Form::Begin, Form::Complete]),
            prevents: None,
            acts: vec![self.dice.one(&[2, 2, 2, 0])],
            whom: self
                .dice
                .in_100(30)
                .then(|| Whom::Who(self.dice.one(&[Who::one(0), Who::one(2), Who::South, Who::AParty]))),
            place: self.place(map),
            qualifiers: Vec::new(),
        };
        if self.menu.quantities && self.dice.in_100(35) {
            self.quantity(&mut norm);
            return Clause::Norm(norm);
        }
        if self.dice.in_100(if catalogue { 40 } else { 5 }) {
            self.lasting(&mut norm, catalogue);
            return Clause::Norm(norm);
        }
        let kinds = if self.menu.consequences { 15 } else { 6 };
        let mut when = None;
        let by = |dice: &mut Dice| Qualifier::By(dice.slot(3, 13));
        match self.dice.below(kinds) {
            0 | 1 => {
                let by = by(self.dice);
                norm.qualifiers.push(by);
            }
            2 => {
                let from = self.dice.slot(0, 8);
                let to = from + self.dice.slot(1, 5);
                norm.qualifiers.push(Qualifier::Between(from, to));
            }
            3 => {
                let from = Event::Moment(self.dice.slot(0, 8));
                norm.qualifiers.push(Qualifier::WithinOf(self.dice.slot(1, 5), from));
            }
            4 => {
                if self.dice.in_100(50) {
                    norm.qualifiers.push(Qualifier::From(self.dice.slot(0, 8)));
                }
            }
            5 => {
                let by = by(self.dice);
                norm.qualifiers.push(by);
                norm.qualifiers.push(Qualifier::JudgedByM);
            }
            6 | 7 => {
                let deed = self.deed();
                norm.qualifiers.push(Qualifier::WithinOf(self.dice.slot(1, 5), Event::Each(deed)));
                // Only a consequence may bind `that party`.
                if self.dice.in_100(25) {
                    norm.whom = Some(Whom::ThatParty);
                }
                if map && self.dice.in_100(60) {
                    norm.place = Some(Spot::SameZone);
                }
            }
            8 => {
                let event = loop {
                    let event = self.awaited();
                    if !matches!(event, Event::Each(_)) {
                        break event;
                    }
                };
                norm.qualifiers.push(Qualifier::WithinOf(self.dice.slot(1, 5), event));
            }
            9 => {
                let event = self.awaited();
                norm.qualifiers.push(Qualifier::After(event));
                if self.dice.in_100(70) {
                    norm.qualifiers.push(Qualifier::By(self.dice.slot(3, 13)));
                }
            }
            10 | 11 => {
                let trigger = self.trigger();
                let binds = match &trigger {
                    Condition::All(parts) => &parts[0],
                    other => other,
                };
                if matches!(
                    binds,
                    Condition::Violates { jointly: false, .. } | Condition::Does { jointly: false, .. }
                ) {
                    self.that_party(&mut norm);
                }
                when = Some(trigger);
                norm.qualifiers.push(Qualifier::Within(self.dice.slot(1, 5)));
            }
            12 => {
                let every = if self.dice.in_100(50) {
                    Qualifier::EveryDay(self.dice.in_100(50))
                } else {
                    Qualifier::Every(self.dice.slot(1, 5))
                };
                norm.qualifiers.push(every);
            }
            13 if !self.duties.is_empty() => {
                let other = self.dice.one(&self.duties);
                norm.qualifiers.push(Qualifier::SameTime(vec![other]));
            }
            _ if self.phases > 0 => {
                norm.qualifiers.push(Qualifier::During(self.dice.below(self.phases)));
            }
            _ => {
                let by = by(self.dice);
                norm.qualifiers.push(by);
            }
        }
        if self.dice.in_100(20) {
            let condition = self.condition();
            norm.qualifiers.push(if self.dice.in_100(50) {
                Qualifier::When(condition)
            } else {
                Qualifier::Unless(condition)
            });
        }
        match when {
            Some(when) => Clause::Consequence(when, norm),
            None => Clause::Norm(norm),
        }
    }

    pub fn lasting(&mut self, norm: &mut Norm, catalogue: bool) {
        norm.form = Form::Plain;
        if catalogue && self.dice.in_100(90) {
            norm.acts = vec![self.dice.one(&[5, 5, 5, 6])];
        }
        let from = self.dice.in_100(50).then(|| self.dice.slot(0, 6));
        norm.qualifiers.extend(from.map(Qualifier::From));
        norm.qualifiers.push(if self.dice.in_100(50) {
            Qualifier::For(self.dice.slot(1, 8))
        } else {
            Qualifier::Until(from.unwrap_or(1) + self.dice.slot(1, 10))
        });
        if self.dice.in_100(20) {
            let condition = self.condition();
            norm.qualifiers.push(if self.dice.in_100(50) {
                Qualifier::When(condition)
            } else {
                Qualifier::Unless(condition)
            });
        }
    }

    pub fn that_party(&mut self, norm: &mut Norm) {
        match self.dice.below(4) {
            0 => norm.whom = Some(Whom::ThatParty),
            1 => (norm.that_party, norm.jointly) = (true, false),
            _ => {}
        }
    }

    pub fn quantity(&mut self, norm: &mut Norm) {
        norm.form = Form::Plain;
        let per = [Period::Day, Period::Week, Period::Month];
        let bound = self.dice.one(&Bound::ALL);
        let number = 1 + self.dice.below(8) as u64;
        match self.dice.below(6) {
            0..=2 => {
                norm.qualifiers.push(Qualifier::Count { bound, number, per: Some(self.dice.one(&per)) });
            }
            3 => {
                norm.qualifiers.push(Qualifier::Count { bound, number, per: None });
                norm.qualifiers.push(Qualifier::By(self.dice.slot(3, 13)));
            }
            4 => {
                let same = self.dice.in_100(60).then(|| self.dice.one(&per));
                norm.qualifiers.push(Qualifier::Share {
                    percent: self.dice.one(&[50, 80, 100]),
                    act: self.dice.one(&[0, 1, 4]),
                    by: self.dice.in_100(60).then(|| Who::one(4)),
                    same,
                });
                if same.is_none() {
                    norm.qualifiers.push(Qualifier::By(self.dice.slot(3, 13)));
                }
            }
            _ => {
                (norm.who, norm.jointly) = (Who::These(vec![0, 2]), false);
                norm.qualifiers.push(Qualifier::OneForEach);
                norm.qualifiers.push(Qualifier::By(self.dice.slot(3, 13)));
            }
        }
    }
}
