//! Random agreements and logs.

use super::grid::FACTS;
use super::reports::{Coverage, Found, Named, Observed, Report, Reports, Time};
use super::terms::{
    Accepting, Bound, Clause, Condition, Deed, Event, Force, Form, Modal, Norm, Period, Phase, PhaseEnd,
    Qualifier, Spot, State, Streak, Terms, Who, Whom,
};
use super::world::Matter;

/// Throws that a seed decides (SplitMix64, by Steele, Lea and Flood).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    /// Whether something happens that does so in so many of a hundred cases.
    pub fn in_100(&mut self, cases: usize) -> bool {
        self.below(100) < cases
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    pub fn slot(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(usize::try_from(to - from).unwrap())).unwrap()
    }
}

/// What random agreements may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Menu {
    pub duties: bool,
    pub quantities: bool,
    /// Duties that other duties or conditions give rise to.
    pub consequences: bool,
    /// An instant as of which the log is judged.
    pub as_of: bool,
    /// Changes of status, renewals, ends that depend on events.
    pub changes: bool,
}

/// An agreement in which nothing depends on itself, and a log.
pub fn case(seed: u64, menu: Menu) -> (Terms, Reports) {
    let mut dice = Dice(seed);
    let terms = loop {
        let terms =
            Draft { dice: &mut dice, menu, phases: 0, streaks: 0, clauses: 0, duties: Vec::new() }.terms();
        let backwards = |phase| terms.fixed(phase).is_some_and(|(from, until)| until <= from);
        if !terms.is_circular() && !(0..terms.phases.len()).any(backwards) {
            break terms;
        }
    };
    let reports = reports(&mut dice, &terms, menu);
    (terms, reports)
}

struct Draft<'d> {
    dice: &'d mut Dice,
    menu: Menu,
    phases: usize,
    streaks: usize,
    clauses: usize,
    duties: Vec<usize>,
}

impl Draft<'_> {
    fn period(&mut self) -> (Option<i64>, Option<i64>) {
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

    fn terms(&mut self) -> Terms {
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

    fn core(&mut self) -> Norm {
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

    fn some_clauses(&mut self, most: usize) -> Vec<usize> {
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

    fn who(&mut self) -> Who {
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

    fn event(&mut self) -> Event {
        match self.dice.below(8) {
            0 | 1 => Event::Moment(self.dice.slot(0, FACTS)),
            2 | 3 => self.state_event(),
            4 if self.phases > 0 => Event::PhaseBegins(self.dice.below(self.phases)),
            5 if self.phases > 0 => Event::PhaseEnds(self.dice.below(self.phases)),
            _ => Event::Each(self.deed()),
        }
    }

    /// Something that is no moment.
    fn awaited(&mut self) -> Event {
        loop {
            let event = self.event();
            if !matches!(event, Event::Moment(_)) {
                return event;
            }
        }
    }

    fn state_event(&mut self) -> Event {
        let clauses = self.some_clauses(2);
        Event::State { or: clauses.len() > 1 && self.dice.in_100(50), clauses, state: self.state() }
    }

    fn state(&mut self) -> State {
        self.dice.one(&[
            State::Violated,
            State::Violated,
            State::Violated,
            State::Observed,
            State::Fulfilled,
            State::Begun,
        ])
    }

    fn deed(&mut self) -> Deed {
        Deed {
            act: self.dice.one(&[0, 0, 1, 2]),
            by: self.dice.in_100(60).then(|| self.who()),
            whom: self.dice.in_100(25).then(|| self.who()),
            place: None,
        }
    }

    fn phase(&mut self) -> Phase {
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

    fn condition(&mut self) -> Condition {
        match self.dice.below(10) {
            0 => Condition::All(vec![self.leaf(), self.leaf()]),
            1 => Condition::Any(vec![self.leaf(), self.leaf()]),
            2 | 3 => Condition::Not(Box::new(self.leaf())),
            _ => self.leaf(),
        }
    }

    fn leaf(&mut self) -> Condition {
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

    fn violates(&mut self) -> Condition {
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

    fn does(&mut self) -> Condition {
        let jointly = self.dice.in_100(15);
        let who = if jointly { Who::These(vec![0, 2]) } else { self.who() };
        Condition::Does {
            who,
            jointly,
            act: self.dice.one(&[0, 1, 2, 2]),
            whom: self.dice.in_100(35).then(|| self.who()),
        }
    }

    fn clause(&mut self, map: bool, band: bool, catalogue: bool) -> Clause {
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

    /// What may raise something.
    fn trigger(&mut self) -> Condition {
        let one = if self.dice.in_100(60) { self.violates() } else { self.does() };
        if self.dice.in_100(85) { one } else { Condition::All(vec![one, self.leaf()]) }
    }

    fn place(&mut self, map: bool) -> Option<Spot> {
        (map && self.dice.in_100(50)).then(|| {
            let zone = self.dice.below(3);
            if self.dice.in_100(70) { Spot::In(zone) } else { Spot::Outside(zone) }
        })
    }

    fn conduct(&mut self, map: bool, band: bool) -> Norm {
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

    fn duty(&mut self, map: bool, catalogue: bool) -> Clause {
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

    fn lasting(&mut self, norm: &mut Norm, catalogue: bool) {
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

    fn that_party(&mut self, norm: &mut Norm) {
        match self.dice.below(4) {
            0 => norm.whom = Some(Whom::ThatParty),
            1 => (norm.that_party, norm.jointly) = (true, false),
            _ => {}
        }
    }

    fn quantity(&mut self, norm: &mut Norm) {
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

fn reports(dice: &mut Dice, terms: &Terms, menu: Menu) -> Reports {
    let empty = Reports::default();
    let columns: Vec<String> = Matter::new(terms, &empty).conditions.iter().map(Condition::column).collect();
    let acts: Vec<usize> =
        terms.clauses.iter().filter_map(Clause::norm).flat_map(|norm| norm.acts.clone()).collect();
    let mut rows = Vec::new();
    for id in 0..1 + dice.below(7) {
        let time = match dice.below(6) {
            0 => Time::Day(dice.slot(0, FACTS)),
            1 | 2 => {
                let from = dice.slot(0, FACTS);
                Time::Slots(from, from + dice.slot(1, 4))
            }
            _ => Time::Second(dice.slot(0, FACTS + 1)),
        };
        let side = |dice: &mut Dice, actors: &[usize], target: bool| -> Vec<Named> {
            let one = |dice: &mut Dice| match dice.below(10) {
                0 => Named::North,
                1 => Named::South,
                2 if target => Named::Nobody,
                _ => Named::Actor(dice.one(actors)),
            };
            match dice.below(12) {
                0 => Vec::new(),
                1 | 2 => {
                    let (first, other) = (one(dice), one(dice));
                    if first == other { vec![first] } else { vec![first, other] }
                }
                _ => vec![one(dice)],
            }
        };
        let who = side(dice, &[0, 0, 0, 1, 2, 3, 4], false);
        let whom = side(dice, &[0, 1, 2, 2, 2, 3, 3], true);
        let acts = match dice.below(10) {
            0 => Vec::new(),
            1 => vec![1, 2],
            2 => vec![3],
            3 => vec![4],
            4 | 5 => vec![2],
            6 | 7 if terms.catalogue => vec![dice.one(&[5, 6, 6])],
            _ => vec![dice.one(&[0, 1, *acts.first().unwrap_or(&0), dice_act(&acts, id)])],
        };
        let zones = if terms.map && dice.in_100(80) { vec![dice.below(3)] } else { Vec::new() };
        let mut conditions = Vec::new();
        if !columns.is_empty() && dice.in_100(20) {
            conditions.push((dice.one(&columns), dice.in_100(50)));
        }
        let assessment = dice.in_100(12).then(|| {
            (
                dice.in_100(75),
                dice.one(&[Found::Violation, Found::Violation, Found::NoViolation, Found::Undetermined]),
            )
        });
        rows.push(Report {
            id,
            incident: if dice.in_100(75) { id } else { dice.below(id + 1) },
            time,
            received: (menu.as_of && dice.in_100(15)).then(|| {
                let slot = dice.slot(0, FACTS + 4);
                if dice.in_100(30) { Time::Day(slot) } else { Time::Second(slot + 1) }
            }),
            who,
            whom,
            acts,
            zones,
            conditions,
            trucks: dice.in_100(60).then(|| 1 + dice.below(6) as u64),
            refuted: dice.in_100(6),
            assessment,
            summary: dice.in_100(5),
            undirected: dice.in_100(5),
        });
    }
    let coverage = dice.in_100(35).then(|| {
        let mut parts = Vec::new();
        for _ in 0..dice.below(4) {
            let from = dice.slot(0, 6);
            parts.push(Observed {
                from: if dice.in_100(60) { -2 } else { from },
                to: if dice.in_100(60) { FACTS + 8 } else { from + dice.slot(2, 10) },
                zone: (terms.map && dice.in_100(30)).then(|| dice.below(3)),
                act: dice.in_100(20).then(|| dice.one(&[0, 1, 2])),
                denied: dice.in_100(20),
            });
        }
        let acts = if dice.in_100(20) { vec![dice.one(&[0, 1, 2])] } else { Vec::new() };
        Coverage { acts, parts }
    });
    let as_of = (menu.as_of && dice.in_100(35)).then(|| dice.slot(2, FACTS + 4));
    Reports { rows, coverage, as_of }
}

fn dice_act(acts: &[usize], id: usize) -> usize {
    acts.get(id % acts.len().max(1)).copied().unwrap_or(0)
}
