//! An agreement as a whole: when it is in force, who accepts it, its phases and streaks.

use crate::over_time::random::Draft;
use crate::over_time::terms::{
    Accepting, Clause, Condition, Event, Force, Form, Modal, Norm, Phase, PhaseEnd, Streak, Terms, Who, Whom,
};

impl Draft<'_> {
    pub fn period(&mut self) -> (Option<i64>, Option<i64>) {
        match self.dice.below(6) {
            0 => (Some(self.dice.slot(1, 8)), None),
            1 => (None, Some(self.dice.slot(2, 10))),
            2 => {
                let from = self.dice.slot(1, 6);
                (Some(from), Some(from + self.dice.slot(1, 6)))
            }
            _ => (None, None),
        }
    }

    pub fn terms(&mut self) -> Terms {
        let map = self.dice.in_100(25);
        let catalogue = self.menu.duties && self.dice.in_100(20);
        let band = self.dice.in_100(20).then(|| {
            (
                self.dice.one(&[Who::one(3), Who::Excluded, Who::one(2)]),
                self.dice.one(&[Who::South, Who::These(vec![2, 3])]),
            )
        });
        let (b_in_north, d_in_south, d_excluded) = (self.period(), self.period(), self.period());
        let count = 2 + self.dice.below(4);
        let from = self.dice.slot(0, 3);
        let until = self.dice.in_100(45).then(|| self.dice.slot(6, 13));
        // Phases and streaks stand before the clauses and may speak of all of them.
        self.clauses = count;
        let mut phases = Vec::new();
        for _ in 0..self.dice.below(3) {
            let phase = self.phase();
            phases.push(phase);
            self.phases += 1;
        }
        let mut streaks = Vec::new();
        if self.dice.in_100(30) {
            let clauses = if self.dice.in_100(30) { Vec::new() } else { self.some_clauses(2) };
            let from = if self.dice.in_100(50) { Some(self.event()) } else { None };
            let certified_by =
                if self.dice.in_100(40) { vec![self.dice.one(&[4, 0, 2])] } else { Vec::new() };
            streaks.push(Streak { length: self.dice.slot(1, 6), clauses, from, certified_by });
            self.streaks = 1;
        }
        self.clauses = 0;
        let mut clauses = vec![Clause::Norm(self.core())];
        while clauses.len() < count {
            self.clauses = clauses.len();
            let clause = self.clause(map, band.is_some(), catalogue);
            if matches!(&clause, Clause::Norm(norm) if norm.modal == Modal::Requires && norm.prevents.is_none())
            {
                self.duties.push(clauses.len());
            }
            clauses.push(clause);
        }
        self.clauses = count;
        let renewed = (self.menu.changes && until.is_some() && self.dice.in_100(20)).then(|| {
            let unless = self.dice.in_100(50).then(|| self.leaf());
            let consent = if self.dice.in_100(50) { vec![self.dice.one(&[4, 0])] } else { Vec::new() };
            (self.dice.slot(1, 4), unless, consent)
        });
        let ends_when = (self.menu.changes && self.dice.in_100(12)).then(|| self.condition());
        let ends_for_c = (renewed.is_none() && self.dice.in_100(10)).then(|| self.dice.slot(6, 13));
        let force = Force { from, until, ends_for_c, renewed, ends_when };
        let mut accepts = Vec::new();
        if self.dice.in_100(12) {
            for _ in 0..1 + self.dice.below(2) {
                let who = self.dice.one(&[
                    Accepting::Actor(0),
                    Accepting::Actor(1),
                    Accepting::Actor(2),
                    Accepting::Actor(3),
                    Accepting::North,
                    Accepting::South,
                ]);
                let from = self.dice.slot(0, 8);
                accepts.push((who, from, self.dice.in_100(40).then(|| from + self.dice.slot(1, 8))));
            }
        }
        Terms {
            force,
            b_in_north,
            d_in_south,
            d_excluded,
            accepts,
            catalogue,
            map,
            band,
            phases,
            streaks,
            clauses,
        }
    }

    pub fn core(&mut self) -> Norm {
        Norm {
            modal: Modal::Forbids,
            who: self.dice.one(&[Who::North, Who::Covered, Who::AParty, Who::These(vec![0, 1])]),
            jointly: false,
            that_party: false,
            form: Form::Plain,
            prevents: None,
            acts: vec![0],
            whom: self.dice.one(&[Some(Whom::Who(Who::South)), None, Some(Whom::EachOther)]),
            place: None,
            qualifiers: Vec::new(),
        }
    }

    pub fn some_clauses(&mut self, most: usize) -> Vec<usize> {
        let first = self.dice.below(self.clauses.max(1));
        let mut clauses = vec![first];
        if most > 1 && self.dice.in_100(30) {
            let other = self.dice.below(self.clauses.max(1));
            if other != first {
                clauses.push(other);
                clauses.sort_unstable();
            }
        }
        clauses
    }

    pub fn who(&mut self) -> Who {
        self.dice.one(&[
            Who::one(0),
            Who::one(1),
            Who::one(2),
            Who::one(3),
            Who::North,
            Who::South,
            Who::Covered,
            Who::Excluded,
            Who::These(vec![0, 2]),
        ])
    }

    pub fn phase(&mut self) -> Phase {
        let from = self.event();
        let end = match self.dice.below(5) {
            0 => PhaseEnd::Never,
            1 => PhaseEnd::For(self.dice.slot(1, 6)),
            // The state of clauses alone is an event.
            2 => match self.condition() {
                Condition::State { clauses, or, state } => {
                    PhaseEnd::Event(Event::State { clauses, or, state })
                }
                condition => PhaseEnd::When(condition),
            },
            // A moment must come after the begin.
            _ => match (self.event(), &from) {
                (Event::Moment(end), Event::Moment(begin)) if end <= *begin => PhaseEnd::For(2),
                (event @ (Event::Moment(_) | Event::Each(_) | Event::State { .. }), _) => {
                    PhaseEnd::Event(event)
                }
                _ => PhaseEnd::For(self.dice.slot(1, 6)),
            },
        };
        Phase { from, end }
    }
}
