//! Duties (section 13), by trying every instant at which an occasion may begin and every fact that may fulfil it.

use std::rc::Rc;

use super::amounts::Range;
use super::grid::{BASE, Course, SLOT, Set, at, last};
use super::past::{Happening, Onset};
use super::reports::Found;
use super::terms::{
    ACTS, Clause, Condition, Event, Form, Modal, Norm, Period, Qualifier, Spot, Whom, in_zone_of, is_act,
};
use super::world::{Fact, World};

/// When an occasion is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many slots after its begin.
    After(i64),
    /// At one of these instants, whenever it begins; never, where nothing stands.
    OneOf(Vec<Option<i64>>),
}

/// 13.1
#[derive(Clone, Debug)]
pub struct Occasion {
    /// The instants at which it may begin, in order; before everything where it has no begin.
    pub starts: Vec<i64>,
    pub due: Due,
    pub certain: bool,
    pub binds: Option<usize>,
    /// The cells in which its trigger may have been.
    pub cells: Vec<usize>,
    /// The calendar period that it is, with its begin and end.
    pub period: Option<(i64, i64)>,
}

impl Occasion {
    pub fn dues(&self, start: i64) -> Vec<Option<i64>> {
        match &self.due {
            // Where it may begin arbitrarily late, it may be due so.
            Due::After(_) if start == last() => vec![None],
            Due::After(slots) => vec![Some(start.saturating_add(slots * SLOT))],
            Due::OneOf(dues) => dues.clone(),
        }
    }

    pub fn first_start(&self) -> i64 {
        self.starts[0]
    }

    fn all_dues(&self) -> Vec<Option<i64>> {
        self.starts.iter().flat_map(|&start| self.dues(start)).collect()
    }

    /// The earliest instant at which it may be due; absent for never.
    pub fn first_due(&self) -> Option<i64> {
        self.all_dues().into_iter().flatten().min()
    }

    /// The latest; absent where it may never be due.
    pub fn last_due(&self) -> Option<i64> {
        let dues = self.all_dues();
        if dues.contains(&None) { None } else { dues.into_iter().flatten().max() }
    }
}

/// 13.4
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Fulfilled,
    Void,
    Pending,
    NotAssessable,
    Late,
    Missed,
    Open { in_time: bool, late: bool, missed: bool, not_owed: bool, not_due: bool },
}

/// What has become of an occasion for one who owes it, or for all together.
#[derive(Clone, Debug)]
pub struct Judged {
    pub owing: Vec<usize>,
    pub occasion: Occasion,
    pub standing: Standing,
    /// 13.8: what breaches it, where it lasts.
    pub breached: Option<Vec<Happening>>,
}

impl Judged {
    /// 12.3: whether it is a violation, and then whether for certain.
    pub fn violated(&self) -> Option<bool> {
        match self.standing {
            Standing::Missed | Standing::Late => Some(true),
            Standing::Open { late, missed, .. } if late || missed => Some(false),
            _ => None,
        }
    }

    /// 12.3: from the earliest to the latest instant at which it may be due; of what lasts, when it is first breached.
    pub fn due_times(&self, world: &World<'_>) -> Set {
        let mut times = Set::NONE;
        if let Some(breaches) = &self.breached {
            let certain = breaches.iter().filter(|breach| breach.certain);
            let latest = certain.filter_map(|breach| breach.times.last()).min();
            let possible = breaches.iter().flat_map(|breach| breach.times.iter());
            possible
                .filter(|&time| latest.is_none_or(|latest| time <= latest))
                .for_each(|time| times.insert(time));
            return times;
        }
        let Some(first) = self.occasion.first_due() else { return times };
        let last = self.occasion.last_due();
        times.insert(world.place(first));
        for (place, &point) in world.points().iter().enumerate() {
            if point >= first && last.is_none_or(|last| point <= last) {
                times.insert(place);
            }
        }
        times
    }
}

/// What the incidents of a log do for an occasion.
#[derive(Clone, Copy, Default)]
pub struct Done {
    pub in_time_for_certain: bool,
    pub for_certain: bool,
    pub maybe_in_time: bool,
    pub maybe_late: bool,
}

impl World<'_> {
    /// Every occasion of a duty, for each who owes it.
    pub fn judged(&self, clause: usize) -> Rc<Vec<Judged>> {
        if let Some(known) = self.owed.borrow().get(&clause) {
            return Rc::clone(known);
        }
        let mut judged = Vec::new();
        if let Some(norm) = self.norm(clause)
            && norm.modal == Modal::Requires
            && norm.prevents.is_none()
        {
            for occasion in self.occasions(clause, norm) {
                for (owing, certainly) in self.owing(norm, &occasion) {
                    let occasion = Occasion { certain: occasion.certain && certainly, ..occasion.clone() };
                    let standing = self.standing(norm, &occasion, &owing);
                    let breached = self.breaches_of_what_lasts(norm, &occasion, &owing);
                    judged.push(Judged { owing, occasion, standing, breached });
                }
            }
        }
        let judged = Rc::new(judged);
        self.owed.borrow_mut().insert(clause, Rc::clone(&judged));
        judged
    }

    // ---- 13.1

    fn occasions(&self, clause: usize, norm: &Norm) -> Vec<Occasion> {
        let of = |find: &dyn Fn(&Qualifier) -> Option<i64>| -> Vec<i64> {
            norm.qualifiers.iter().filter_map(find).collect()
        };
        let from = of(&|qualifier| match qualifier {
            Qualifier::From(slot)
            | Qualifier::Between(slot, _)
            | Qualifier::After(Event::Moment(slot))
            | Qualifier::WithinOf(_, Event::Moment(slot)) => Some(at(*slot)),
            _ => None,
        });
        // 6.4: a length runs from the `from` before it, or from the start.
        let lasts_for = norm.qualifiers.iter().any(|qualifier| matches!(qualifier, Qualifier::For(_)));
        let start = at(self.terms().force.from);
        let begin_of_length = of(&|qualifier| match qualifier {
            Qualifier::From(slot) => Some(at(*slot)),
            _ => None,
        });
        let begin_of_length = begin_of_length.first().copied().unwrap_or(start);
        let from = from.into_iter().chain(lasts_for.then_some(begin_of_length)).max();
        let until = of(&|qualifier| match qualifier {
            Qualifier::By(slot) | Qualifier::Between(_, slot) | Qualifier::Until(slot) => Some(at(*slot)),
            Qualifier::For(slots) => Some(begin_of_length + slots * SLOT),
            Qualifier::WithinOf(slots, Event::Moment(slot)) => Some(at(slot + slots)),
            _ => None,
        });
        let until = until.into_iter().min();
        let plain = Occasion {
            starts: vec![from.unwrap_or(self.points()[0])],
            due: Due::OneOf(vec![until]),
            certain: true,
            binds: None,
            cells: Vec::new(),
            period: None,
        };
        let mut occasions = vec![plain.clone()];
        let bound = norm.that_party || norm.whom == Some(Whom::ThatParty);
        let raised = |onset: Onset, due: Due| Occasion {
            starts: onset.instants.iter().map(|place| self.points()[place]).collect(),
            due,
            certain: onset.certain,
            binds: onset.binds,
            cells: onset.deed.map_or_else(Vec::new, |deed| {
                let mut cells: Vec<usize> = deed.facts.iter().map(|fact| fact.cell).collect();
                cells.sort_unstable();
                cells.dedup();
                cells
            }),
            period: None,
        };
        for qualifier in &norm.qualifiers {
            match qualifier {
                Qualifier::WithinOf(slots, Event::Each(deed)) => {
                    let onsets = self.onsets_of_deed(deed, bound);
                    occasions = onsets.into_iter().map(|onset| raised(onset, Due::After(*slots))).collect();
                }
                Qualifier::WithinOf(_, Event::Moment(_))
                | Qualifier::After(Event::Moment(_))
                | Qualifier::Once(Event::Moment(_)) => {}
                Qualifier::WithinOf(slots, event) => {
                    occasions = self.awaited(&plain, event, Due::After(*slots));
                }
                Qualifier::After(event) | Qualifier::Once(event) => {
                    occasions = self.awaited(&plain, event, Due::OneOf(vec![until]));
                }
                _ => {}
            }
        }
        if let Clause::Consequence(when, _) = &self.terms().clauses[clause] {
            let within = norm.qualifiers.iter().find_map(|qualifier| match qualifier {
                Qualifier::Within(slots) => Some(*slots),
                _ => None,
            });
            let due = within.map_or(Due::OneOf(vec![until]), Due::After);
            occasions =
                self.onsets(when, bound).into_iter().map(|onset| raised(onset, due.clone())).collect();
        }
        for qualifier in &norm.qualifiers {
            match qualifier {
                Qualifier::EveryDay(morning) => {
                    let first = if *morning { BASE } else { BASE + SLOT };
                    let start = at(self.terms().force.from);
                    let windows = (0..).map(|day| first + day * 2 * SLOT).skip_while(|&begin| begin < start);
                    occasions = self.recurring(&plain, windows, SLOT, true);
                }
                Qualifier::Every(slots) => {
                    let start = from.unwrap_or(at(self.terms().force.from));
                    let windows = (0..).map(|period| start + period * slots * SLOT);
                    occasions = self.recurring(&plain, windows, slots * SLOT, false);
                }
                Qualifier::SameTime(clauses) => occasions = self.same_days(&plain, clauses),
                Qualifier::During(phase) if self.terms().fixed(*phase).is_none() => {
                    let (begin, end) = self.begin_and_end(*phase);
                    let Some(earliest) = begin.0 else { return Vec::new() };
                    if end.1.is_some_and(|end| end <= earliest) {
                        return Vec::new();
                    }
                    let dues = match end.0 {
                        None => vec![None],
                        Some(first) => {
                            let dues = self.between(first, end.1).into_iter().map(Some);
                            dues.chain(end.1.is_none().then_some(None)).collect()
                        }
                    };
                    occasions = vec![Occasion {
                        starts: self.between(earliest, begin.1),
                        due: Due::OneOf(dues),
                        certain: begin.1.is_some(),
                        ..plain.clone()
                    }];
                }
                Qualifier::Count { per: Some(period), .. } | Qualifier::Share { same: Some(period), .. } => {
                    occasions = self.periods(&plain, *period);
                }
                _ => {}
            }
        }
        occasions
    }

    /// The instants of the list from one to another one, which may be absent.
    fn between(&self, first: i64, last: Option<i64>) -> Vec<i64> {
        let fits = |point: &i64| first <= *point && last.is_none_or(|last| *point <= last);
        self.points().iter().copied().filter(fits).collect()
    }

    fn awaited(&self, plain: &Occasion, event: &Event, due: Due) -> Vec<Occasion> {
        let (earliest, latest) = self.bounds(event);
        let Some(earliest) = earliest else { return Vec::new() };
        let starts = self.between(earliest, latest);
        vec![Occasion { starts, due, certain: latest.is_some(), ..plain.clone() }]
    }

    fn end_of_announced_force(&self) -> Option<i64> {
        let force = &self.terms().force;
        if force.renewed.is_some() {
            return None;
        }
        // Where announcements differ, the last one.
        Some(match force.ends_for_c {
            Some(end) => at(end.max(force.until?)),
            None => at(force.until?),
        })
    }

    fn recurring(
        &self,
        plain: &Occasion,
        windows: impl Iterator<Item = i64>,
        length: i64,
        clipped: bool,
    ) -> Vec<Occasion> {
        let mut occasions = Vec::new();
        let end = if clipped { self.end_of_announced_force() } else { Some(self.end_of_force()) };
        for begin in windows.take(200) {
            if end.is_some_and(|end| begin >= end) {
                break;
            }
            let due = match end {
                Some(end) if clipped => end.min(begin + length),
                _ => begin + length,
            };
            occasions.push(Occasion {
                starts: vec![begin],
                due: Due::OneOf(vec![Some(due)]),
                ..plain.clone()
            });
            if begin >= self.matter.as_of {
                break;
            }
        }
        occasions
    }

    /// 13.1: each day on which an incident possibly fulfils one of these duties.
    fn same_days(&self, plain: &Occasion, clauses: &[usize]) -> Vec<Occasion> {
        let mut days: std::collections::BTreeMap<i64, bool> = std::collections::BTreeMap::new();
        let day_of = |time: usize| (self.points()[time] - BASE).div_euclid(2 * SLOT);
        for &clause in clauses {
            let Some(norm) = self.norm(clause) else { continue };
            for judged in self.judged(clause).iter() {
                for (incident, own) in self.matter.incidents.iter().enumerate() {
                    if own.refuted {
                        continue;
                    }
                    let facts = self.facts(incident, self.conditions_of_deed(norm));
                    // What comes late is no part of a quantity, nor of what has certainly been done before.
                    let counts = self.quantity(norm, &judged.occasion, &judged.owing).is_some();
                    let done = (0..self.points().len()).find(|&time| {
                        (0..self.matter.incidents.len())
                            .any(|incident| self.is_done_by(norm, judged, incident, time, true))
                    });
                    let too_late = |start: i64, fact: &Fact| {
                        let due = judged.occasion.dues(start)[0];
                        due.is_some_and(|due| self.points()[fact.time] >= due)
                            && (counts || done.is_some_and(|done| fact.time > done))
                    };
                    let may = |fact: &Fact| {
                        judged.occasion.starts.iter().any(|&start| {
                            !too_late(start, fact)
                                && self.may_fulfil(norm, &judged.occasion, &judged.owing, start, fact)
                        })
                    };
                    let fulfilling: Vec<i64> =
                        facts.iter().filter(|fact| may(fact)).map(|fact| day_of(fact.time)).collect();
                    let surely = self.for_certain(norm, &judged.occasion, &judged.owing, incident)
                        && facts
                            .iter()
                            .all(|fact| may(fact) && Some(&day_of(fact.time)) == fulfilling.first());
                    for day in fulfilling {
                        *days.entry(day).or_default() |= surely;
                    }
                }
            }
        }
        days.into_iter()
            .map(|(day, certain)| Occasion {
                starts: vec![BASE + day * 2 * SLOT],
                due: Due::OneOf(vec![Some(BASE + (day + 1) * 2 * SLOT)]),
                certain,
                ..plain.clone()
            })
            .collect()
    }

    /// The calendar periods with a part in the time in force.
    fn periods(&self, plain: &Occasion, period: Period) -> Vec<Occasion> {
        let ends: Vec<i64> = match period {
            Period::Day => (0..40).map(|day| at(2 * day)).collect(),
            // 29 February 2016 was a Monday.
            Period::Week => (0..6).map(|week| at(6 + 14 * week - 14)).collect(),
            // 1 February, 1 March, 1 April.
            Period::Month => vec![at(-50), at(8), at(8 + 62)],
        };
        ends.windows(2)
            .filter_map(|pair| {
                // From the first to the last instant of the period at which the agreement may be in force.
                let within: Vec<usize> = (0..self.points().len())
                    .filter(|&time| pair[0] <= self.points()[time] && self.points()[time] < pair[1])
                    .filter(|&time| self.may_be_in_force(time))
                    .collect();
                let (first, last) = (*within.first()?, *within.last()?);
                let begin = self.points()[first];
                let due = self.points().get(last + 1).map_or(pair[1], |&next| next.min(pair[1]));
                (begin < self.matter.as_of).then(|| Occasion {
                    starts: vec![begin],
                    due: Due::OneOf(vec![Some(due)]),
                    period: Some((pair[0], pair[1])),
                    ..plain.clone()
                })
            })
            .collect()
    }

    // ---- 13.2

    /// Who is bound, and whether he certainly is.
    pub fn bearers(&self, norm: &Norm, occasion: &Occasion) -> Vec<(usize, bool)> {
        if norm.that_party {
            return occasion.binds.into_iter().map(|actor| (actor, true)).collect();
        }
        let asked: Vec<usize> = match occasion.first_due() {
            Some(due) => vec![self.place(due - 1)],
            None if occasion.first_start() == self.points()[0] => (0..self.points().len()).collect(),
            None => vec![self.place(occasion.first_start())],
        };
        let ways = |time: usize| self.assigned(self.conditions_of_who(&norm.who), time, |_| None);
        let bound = |actor: usize| {
            let may = |&time: &usize| ways(time).into_iter().any(|way| self.bears(norm, actor, time, way));
            let must = |&time: &usize| ways(time).into_iter().all(|way| self.bears(norm, actor, time, way));
            asked.iter().any(may).then(|| (actor, asked.iter().any(must)))
        };
        (0..=super::terms::OUTSIDER).filter_map(bound).collect()
    }

    fn owing(&self, norm: &Norm, occasion: &Occasion) -> Vec<(Vec<usize>, bool)> {
        let bound = self.bearers(norm, occasion);
        if bound.is_empty() {
            Vec::new()
        } else if norm.jointly {
            let certainly = bound.iter().any(|&(_, certainly)| certainly);
            vec![(bound.into_iter().map(|(actor, _)| actor).collect(), certainly)]
        } else {
            bound.into_iter().map(|(actor, certainly)| (vec![actor], certainly)).collect()
        }
    }

    // ---- 13.3

    /// Whether a fact is one that fulfils it, were it to begin at an instant and its trigger to have been in a cell.
    fn is_fulfilment(
        &self,
        norm: &Norm,
        occasion: &Occasion,
        owing: &[usize],
        (start, cell): (i64, Option<usize>),
        fact: &Fact,
    ) -> bool {
        let same_zone =
            norm.place != Some(Spot::SameZone) || cell.is_none_or(|cell| in_zone_of(cell, fact.cell));
        owing.contains(&fact.actor)
            && (norm.that_party || self.bears(norm, fact.actor, fact.time, fact.conditions))
            && self.is_deed(norm, occasion.binds, fact)
            && same_zone
            && self.points()[fact.time] >= start
    }

    fn cells(occasion: &Occasion) -> Vec<Option<usize>> {
        if occasion.cells.is_empty() {
            vec![None]
        } else {
            occasion.cells.iter().copied().map(Some).collect()
        }
    }

    pub fn may_fulfil(
        &self,
        norm: &Norm,
        occasion: &Occasion,
        owing: &[usize],
        start: i64,
        fact: &Fact,
    ) -> bool {
        Self::cells(occasion)
            .into_iter()
            .any(|cell| self.is_fulfilment(norm, occasion, owing, (start, cell), fact))
    }

    fn must_fulfil(
        &self,
        norm: &Norm,
        occasion: &Occasion,
        owing: &[usize],
        start: i64,
        fact: &Fact,
    ) -> bool {
        Self::cells(occasion)
            .into_iter()
            .all(|cell| self.is_fulfilment(norm, occasion, owing, (start, cell), fact))
    }

    fn for_certain(&self, norm: &Norm, occasion: &Occasion, owing: &[usize], incident: usize) -> bool {
        let facts = self.facts(incident, self.conditions_of_deed(norm));
        !self.matter.incidents[incident].summary
            && facts.iter().all(|fact| {
                occasion.starts.iter().all(|&start| self.must_fulfil(norm, occasion, owing, start, fact))
            })
    }

    /// What one incident does for an occasion.
    pub fn done(&self, norm: &Norm, occasion: &Occasion, owing: &[usize], incident: usize) -> Done {
        let mut done = Done::default();
        if self.matter.incidents[incident].refuted {
            return done;
        }
        let facts = self.facts(incident, self.conditions_of_deed(norm));
        let mut always_in_time = !self.matter.incidents[incident].summary;
        for fact in facts.iter() {
            let instant = self.points()[fact.time];
            for &start in &occasion.starts {
                let may = self.may_fulfil(norm, occasion, owing, start, fact);
                let must = self.must_fulfil(norm, occasion, owing, start, fact);
                for due in occasion.dues(start) {
                    let in_time = due.is_none_or(|due| instant < due);
                    done.maybe_in_time |= may && in_time;
                    done.maybe_late |= may && !in_time;
                    always_in_time &= must && in_time;
                }
            }
        }
        done.in_time_for_certain = always_in_time;
        done.for_certain = self.for_certain(norm, occasion, owing, incident);
        done
    }

    // ---- 13.4, 13.6

    /// What a duty hangs on, at the instant at which that is asked: whether it certainly and possibly holds.
    fn hangs(&self, norm: &Norm, occasion: &Occasion) -> (bool, bool) {
        let asked = occasion.last_due().map_or(self.matter.as_of, |due| due - 1);
        let time = self.place(asked);
        let (mut certain, mut possible) = (true, true);
        let mut add = |course: Course, negated: bool| {
            let (surely, maybe) = (course.certain.has(time), course.possible.has(time));
            let (surely, maybe) = if negated { (!maybe, !surely) } else { (surely, maybe) };
            certain &= surely;
            possible &= maybe;
        };
        for qualifier in &norm.qualifiers {
            match qualifier {
                Qualifier::When(condition) => add(self.course(condition), false),
                Qualifier::Unless(condition) => add(self.course(condition), true),
                Qualifier::During(phase) if self.terms().fixed(*phase).is_some() => {
                    add(self.course(&Condition::During(*phase)), false);
                }
                _ => {}
            }
        }
        (certain, possible)
    }

    fn may_be_in_force(&self, time: usize) -> bool {
        self.assigned(self.conditions_of_force(), time, |_| None)
            .into_iter()
            .any(|conditions| self.in_force(&Fact { actor: 0, act: 0, target: 0, cell: 0, time, conditions }))
    }

    fn must_be_in_force(&self, time: usize) -> bool {
        self.assigned(self.conditions_of_force(), time, |_| None)
            .into_iter()
            .all(|conditions| self.in_force(&Fact { actor: 0, act: 0, target: 0, cell: 0, time, conditions }))
    }

    /// 13.4: that the agreement certainly is in force at some instant from d₁ - 1 on; from s₁ on, where it may never be due.
    fn outlasts(&self, occasion: &Occasion) -> bool {
        let from = occasion.last_due().map_or(occasion.starts[occasion.starts.len() - 1], |due| due - 1);
        (self.place(from)..self.points().len()).any(|time| self.must_be_in_force(time))
    }

    /// The first instant after all at which the agreement may be in force.
    fn end_of_force(&self) -> i64 {
        match (0..self.points().len()).rev().find(|&time| self.may_be_in_force(time)) {
            Some(last) => self.points().get(last + 1).copied().unwrap_or(i64::MAX),
            None => self.points()[0],
        }
    }

    /// Whether an occasion is void, and whether it is pending.
    fn early(&self, norm: &Norm, occasion: &Occasion) -> Option<Standing> {
        let end = self.end_of_force();
        let over = match occasion.first_due() {
            Some(due) => end < due,
            None => end <= occasion.first_start(),
        };
        if over || !self.hangs(norm, occasion).1 {
            return Some(Standing::Void);
        }
        let pending = occasion.first_due().is_none_or(|due| self.matter.as_of < due);
        pending.then_some(Standing::Pending)
    }

    fn standing(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> Standing {
        let standing = if let Some((low, high)) = self.quantity(norm, occasion, owing) {
            self.standing_of_quantity(norm, occasion, owing, (low, high))
        } else if norm.lasts() {
            self.standing_of_what_lasts(norm, occasion, owing)
        } else if norm.qualifiers.contains(&Qualifier::JudgedByM) {
            self.standing_as_judged(norm, occasion, owing)
        } else {
            self.standing_of_deed(norm, occasion, owing)
        };
        let not_owed =
            !occasion.certain || !self.hangs(norm, occasion).0 || !norm.lasts() && !self.outlasts(occasion);
        let not_due = occasion.last_due().is_none_or(|due| self.matter.as_of < due);
        let quantity = self.quantity(norm, occasion, owing);
        let exceeded = quantity.is_some_and(|(sum, measure)| measure.is_exceeded(sum));
        let unsure = not_owed || not_due;
        let open = |in_time: bool, late: bool, missed: bool| Standing::Open {
            in_time,
            late,
            missed,
            not_owed,
            not_due,
        };
        match standing {
            Standing::Late if unsure => open(false, true, false),
            // What those found to whom it is left does not wait until it is due, nor what is exceeded.
            Standing::Missed
                if norm.qualifiers.contains(&Qualifier::JudgedByM) || norm.lasts() || exceeded =>
            {
                if not_owed {
                    let (in_time, late) = (false, false);
                    Standing::Open { in_time, late, missed: true, not_owed, not_due: false }
                } else {
                    Standing::Missed
                }
            }
            Standing::Missed if unsure => open(false, false, true),
            Standing::Open { in_time, late, missed, .. } => open(in_time, late, missed),
            other => other,
        }
    }

    /// The log can record some act that fulfils it.
    fn can_show(&self, norm: &Norm) -> bool {
        (0..ACTS.len()).any(|act| norm.acts.iter().any(|&class| is_act(class, act)) && self.records(act))
    }

    fn standing_of_deed(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> Standing {
        let all: Vec<Done> = (0..self.matter.incidents.len())
            .map(|incident| self.done(norm, occasion, owing, incident))
            .collect();
        let any = |holds: fn(&Done) -> bool| all.iter().any(holds);
        if any(|done| done.in_time_for_certain) {
            return Standing::Fulfilled;
        }
        if let Some(early) = self.early(norm, occasion) {
            return early;
        }
        let certain = any(|done| done.for_certain);
        if !certain && !self.can_show(norm) {
            return Standing::NotAssessable;
        }
        match (any(|done| done.maybe_in_time), any(|done| done.maybe_late), certain) {
            (true, false, true) => Standing::Fulfilled,
            (false, true, true) => Standing::Late,
            (false, false, _) => Standing::Missed,
            (in_time, late, certain) => {
                Standing::Open { in_time, late, missed: !certain, not_owed: false, not_due: false }
            }
        }
    }

    // ---- 13.8

    /// The incidents that may breach a duty that lasts; nothing of one that does not, or that nothing breaches.
    fn breaches_of_what_lasts(
        &self,
        norm: &Norm,
        occasion: &Occasion,
        owing: &[usize],
    ) -> Option<Vec<Happening>> {
        let breach = norm.breach()?;
        let conditions = self.conditions_of_deed(&breach) | self.conditions_of_force();
        Some(self.in_set(conditions, |fact| self.is_breach(&breach, occasion, owing, fact)))
    }

    fn is_breach(&self, breach: &Norm, occasion: &Occasion, owing: &[usize], fact: &Fact) -> bool {
        let instant = self.points()[fact.time];
        owing.contains(&fact.actor)
            && self.bears(breach, fact.actor, fact.time, fact.conditions)
            && self.is_deed(breach, None, fact)
            && self.in_force(fact)
            && instant >= occasion.first_start()
            && occasion.first_due().is_none_or(|due| instant < due)
    }

    fn standing_of_what_lasts(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> Standing {
        let Some(breach) = norm.breach() else {
            return self.early(norm, occasion).unwrap_or(Standing::NotAssessable);
        };
        let breaches = self.breaches_of_what_lasts(norm, occasion, owing).unwrap_or_default();
        if breaches.iter().any(|breach| breach.certain) {
            return Standing::Missed;
        }
        if !breaches.is_empty() {
            return Standing::Open {
                in_time: true,
                late: false,
                missed: true,
                not_owed: false,
                not_due: false,
            };
        }
        if let Some(early) = self.early(norm, occasion) {
            return early;
        }
        let conditions = self.conditions_of_deed(&breach) | self.conditions_of_force();
        let unseen = (0..self.points().len()).any(|time| {
            self.any_such_fact(conditions, time, |fact| {
                self.is_breach(&breach, occasion, owing, fact) && !self.is_observed(fact)
            })
        });
        if unseen { Standing::NotAssessable } else { Standing::Fulfilled }
    }

    /// 13.11
    fn standing_as_judged(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> Standing {
        let mut all = Vec::new();
        for incident in 0..self.matter.incidents.len() {
            let done = self.done(norm, occasion, owing, incident);
            if done.maybe_in_time || done.maybe_late {
                let reports = &self.matter.incidents[incident].reports;
                let by_m = reports.iter().filter_map(|report| report.assessment).filter(|(by_m, _)| *by_m);
                all.extend(by_m.map(|(_, found)| found));
            }
        }
        if !all.is_empty() && all.iter().all(|found| *found == Found::NoViolation) {
            return Standing::Fulfilled;
        }
        if !all.is_empty() && all.iter().all(|found| *found == Found::Violation) {
            return Standing::Missed;
        }
        self.early(norm, occasion).unwrap_or(Standing::NotAssessable)
    }

    /// 13.10
    fn standing_of_quantity(
        &self,
        norm: &Norm,
        occasion: &Occasion,
        owing: &[usize],
        (sum, whole): (Range, super::amounts::Measure),
    ) -> Standing {
        use super::amounts::Measure;
        let (met, failed) = whole.meets(sum);
        let more = whole.asks_for_more();
        if matches!(whole, Measure::Number(..)) && more && met {
            return Standing::Fulfilled;
        }
        if !more && whole.is_exceeded(sum) {
            return Standing::Missed;
        }
        if let Some(early) = self.early(norm, occasion) {
            return early;
        }
        if !self.can_show(norm) || matches!(whole, Measure::Share { whole: None, .. }) {
            return Standing::NotAssessable;
        }
        if failed {
            return Standing::Missed;
        }
        let unseen = || !self.all_counting_was_observed(norm, occasion, owing);
        match (met, more) {
            (true, true) => Standing::Fulfilled,
            (true, false) if unseen() => Standing::NotAssessable,
            (true, false) => Standing::Fulfilled,
            (false, _) => {
                Standing::Open { in_time: true, late: false, missed: true, not_owed: false, not_due: false }
            }
        }
    }

    /// Whether every fact that would count for an occasion was observed.
    fn all_counting_was_observed(&self, norm: &Norm, occasion: &Occasion, owing: &[usize]) -> bool {
        let cells = if self.terms().map { super::terms::CELLS } else { 1 };
        let (first, due) = (occasion.first_start(), occasion.last_due());
        for (time, &instant) in self.points().iter().enumerate() {
            if instant < first || due.is_some_and(|due| instant >= due) {
                continue;
            }
            for &actor in owing {
                for act in self.terms().acts() {
                    for target in 0..=super::terms::NOBODY {
                        for cell in 0..cells {
                            for conditions in self.assigned(self.conditions_of_deed(norm), time, |_| None) {
                                let fact = Fact { actor, act, target, cell, time, conditions };
                                if self.may_fulfil(norm, occasion, owing, first, &fact)
                                    && !self.is_observed(&fact)
                                {
                                    return false;
                                }
                            }
                        }
                    }
                }
            }
        }
        true
    }

    // ---- 12.4, of duties

    pub fn begun(&self, clause: usize) -> Course {
        let Some(norm) = self.norm(clause) else { return Course::default() };
        let begun = Norm { form: Form::Plain, ..norm.clone() };
        let judged = self.judged(clause);
        let pairs = |time: usize, certainly: bool| {
            judged.iter().any(|judged| {
                (0..self.matter.incidents.len()).any(|incident| {
                    self.is_done_by(&begun, judged, incident, time, certainly)
                        && (!certainly || judged.occasion.certain)
                })
            })
        };
        Course::walk(self.points(), |time| (pairs(time, true), pairs(time, false)))
    }

    /// 13.10: whether an occasion of a quantity is done by an instant.
    fn quantity_is_done_by(&self, norm: &Norm, judged: &Judged, time: usize, certainly: bool) -> bool {
        let occasion = &judged.occasion;
        let Some((_, measure)) = self.quantity(norm, occasion, &judged.owing) else { return false };
        if matches!(measure, super::amounts::Measure::Number(..)) && measure.asks_for_more() {
            let sum = self.sum_by(norm, occasion, &judged.owing, time);
            return if certainly { measure.meets(sum).0 } else { !measure.meets(sum).1 };
        }
        self.is_over_by(judged, time, certainly)
    }

    /// Whether an occasion is done by an instant where that is told only once it is due.
    fn is_over_by(&self, judged: &Judged, time: usize, certainly: bool) -> bool {
        let (occasion, instant) = (&judged.occasion, self.points()[time]);
        if certainly {
            return occasion.last_due().is_some_and(|due| instant >= due)
                && judged.standing == Standing::Fulfilled;
        }
        occasion.first_due().is_some_and(|due| instant >= due)
            && !matches!(judged.standing, Standing::Missed | Standing::Void)
    }

    fn is_done_by(
        &self,
        norm: &Norm,
        judged: &Judged,
        incident: usize,
        time: usize,
        certainly: bool,
    ) -> bool {
        if self.matter.incidents[incident].refuted {
            return false;
        }
        let facts = self.facts(incident, self.conditions_of_deed(norm));
        if certainly {
            return self.for_certain(norm, &judged.occasion, &judged.owing, incident)
                && facts.iter().all(|fact| fact.time <= time);
        }
        facts.iter().any(|fact| {
            fact.time <= time
                && judged
                    .occasion
                    .starts
                    .iter()
                    .any(|&start| self.may_fulfil(norm, &judged.occasion, &judged.owing, start, fact))
        })
    }

    pub fn fulfilled(&self, clause: usize) -> Course {
        let Some(norm) = self.norm(clause) else { return Course::default() };
        let judged = self.judged(clause);
        let incidents = 0..self.matter.incidents.len();
        Course::walk(self.points(), |time| {
            let instant = self.points()[time];
            let may_arise = |judged: &Judged| judged.occasion.first_start() <= instant;
            let must_arise = |judged: &Judged| {
                judged.occasion.certain && judged.occasion.starts.iter().all(|&start| start <= instant)
            };
            let done = |judged: &Judged, certainly: bool| {
                if norm.lasts() {
                    return self.is_over_by(judged, time, certainly);
                }
                if self.quantity(norm, &judged.occasion, &judged.owing).is_some() {
                    return self.quantity_is_done_by(norm, judged, time, certainly);
                }
                incidents.clone().any(|incident| self.is_done_by(norm, judged, incident, time, certainly))
            };
            let certain = judged.iter().all(|judged| !may_arise(judged) || done(judged, true))
                && judged.iter().any(must_arise);
            let possible = judged.iter().all(|judged| !must_arise(judged) || done(judged, false))
                && judged.iter().any(may_arise);
            (certain, possible)
        })
    }
}
