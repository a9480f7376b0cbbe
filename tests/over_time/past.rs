//! What the past decides (section 12), by walking time instant by instant.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::grid::{Course, SLOT, Set, at};
use super::reports::Found;
use super::terms::{
    CELLS, Clause, Condition, Deed, Event, Modal, NOBODY, OUTSIDER, PhaseEnd, Spot, State, Who, is_act,
    zone_has,
};
use super::world::{Fact, World};

/// That a clause was violated: at which instants it may have been, and whether it certainly was.
#[derive(Clone, Debug)]
pub struct Violation {
    pub times: Set,
    pub certain: bool,
}

/// That somebody did something.
#[derive(Clone, Debug)]
pub struct Happening {
    /// The possible facts that are such a deed.
    pub facts: Vec<Fact>,
    pub times: Set,
    pub certain: bool,
}

/// That a condition comes to hold.
#[derive(Clone, Debug)]
pub struct Onset {
    pub instants: Set,
    pub certain: bool,
    pub binds: Option<usize>,
    /// What happened, where it is a deed.
    pub deed: Option<Happening>,
}

/// The bounds of the instant at which something first happens: absent where it never does, or may never do.
pub type Bounds = (Option<i64>, Option<i64>);

impl World<'_> {
    pub fn course(&self, condition: &Condition) -> Course {
        match self.courses.borrow().get(condition) {
            Some(Some(course)) => return *course,
            Some(None) => panic!("{} depends on itself", condition.words()),
            None => {}
        }
        self.courses.borrow_mut().insert(condition.clone(), None);
        let course = self.work_out(condition);
        self.courses.borrow_mut().insert(condition.clone(), Some(course));
        course
    }

    /// 12.1: one where what it hangs on is told for each instant.
    fn walk(&self, ask: impl FnMut(usize) -> (bool, bool)) -> Course {
        Course::walk(self.points(), ask)
    }

    fn work_out(&self, condition: &Condition) -> Course {
        match condition {
            Condition::Not(inner) => {
                let inner = self.course(inner);
                self.walk(|time| (!inner.possible.has(time), !inner.certain.has(time)))
            }
            Condition::All(parts) => {
                let parts: Vec<Course> = parts.iter().map(|part| self.course(part)).collect();
                self.walk(|time| {
                    (
                        parts.iter().all(|part| part.certain.has(time)),
                        parts.iter().all(|part| part.possible.has(time)),
                    )
                })
            }
            Condition::Any(parts) => {
                let parts: Vec<Course> = parts.iter().map(|part| self.course(part)).collect();
                self.walk(|time| {
                    (
                        parts.iter().any(|part| part.certain.has(time)),
                        parts.iter().any(|part| part.possible.has(time)),
                    )
                })
            }
            Condition::State { clauses, or, state } => {
                let courses: Vec<Course> =
                    clauses.iter().map(|&clause| self.state_of(clause, *state)).collect();
                self.walk(|time| {
                    let of = |holds: &dyn Fn(&Course) -> bool| {
                        if *or { courses.iter().any(holds) } else { courses.iter().all(holds) }
                    };
                    (of(&|course| course.certain.has(time)), of(&|course| course.possible.has(time)))
                })
            }
            Condition::Violates { who, jointly, clauses, times, within } => {
                let by: Vec<Vec<usize>> = if *jointly {
                    vec![(0..=OUTSIDER).collect()]
                } else {
                    (0..=OUTSIDER).map(|actor| vec![actor]).collect()
                };
                let courses: Vec<Course> =
                    by.iter().map(|actors| self.violates(who, actors, clauses, *times, *within)).collect();
                self.walk(|time| {
                    (
                        courses.iter().any(|course| course.certain.has(time)),
                        courses.iter().any(|course| course.possible.has(time)),
                    )
                })
            }
            Condition::Does { who, jointly, act, whom } => {
                let by: Vec<Who> = match who {
                    Who::These(actors) if *jointly => actors.iter().map(|&actor| Who::one(actor)).collect(),
                    _ => vec![who.clone()],
                };
                let done: Vec<Vec<Happening>> = by
                    .into_iter()
                    .map(|by| {
                        self.happenings(&Deed { act: *act, by: Some(by), whom: whom.clone(), place: None })
                    })
                    .collect();
                self.walk(|time| {
                    (
                        done.iter().all(|done| done.iter().any(|done| done.certainly_by(time))),
                        done.iter().all(|done| done.iter().any(|done| done.possibly_by(time))),
                    )
                })
            }
            Condition::Streak { streak, during } => self.streak(*streak, *during),
            Condition::Phase { phase, during } => {
                let runs = self.phase(*phase);
                let Some(slots) = during else { return runs };
                self.walk(|time| {
                    let since = self.points()[time].saturating_sub(slots * SLOT);
                    let throughout = |set: Set| (self.place(since)..=time).all(|place| set.has(place));
                    (throughout(runs.certain), throughout(runs.possible))
                })
            }
            Condition::During(phase) => self.phase(*phase),
            Condition::Run { length, clauses } => {
                let begin = Some(at(self.terms().force.from));
                let clauses = if clauses.is_empty() { self.terms().every_clause() } else { clauses.clone() };
                self.run(*length, &clauses, (begin, begin))
            }
            Condition::After(event) => match event {
                Event::State { clauses, or, state } => {
                    self.course(&Condition::State { clauses: clauses.clone(), or: *or, state: *state })
                }
                _ => self.from((self.bounds(event).0, self.bounds(event).1)),
            },
            Condition::IsCovered(actor) => self.status(true, *actor),
            Condition::IsExcluded(actor) => self.status(false, *actor),
            Condition::Renewed => self.renewed(),
            Condition::Ended => self.ended(),
            // 12.15
            Condition::Words
            | Condition::Target(_)
            | Condition::WideBand
            | Condition::InForce
            | Condition::Completed => self.walk(|_| (false, true)),
        }
    }

    /// What holds from when it has happened.
    fn from(&self, (earliest, latest): Bounds) -> Course {
        self.walk(|time| {
            let instant = self.points()[time];
            (
                latest.is_some_and(|latest| latest <= instant),
                earliest.is_some_and(|earliest| earliest <= instant),
            )
        })
    }

    // ---- 12.3

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

    fn breaches(&self, clause: usize) -> Vec<Violation> {
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

    // ---- 12.4

    fn state_of(&self, clause: usize, state: State) -> Course {
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

    fn any_fact(&self, clause: usize, time: usize, wanted: impl Fn(&Fact) -> bool) -> bool {
        self.any_fact_of(clause, time, false, wanted)
    }

    fn any_fact_of(&self, clause: usize, time: usize, scope: bool, wanted: impl Fn(&Fact) -> bool) -> bool {
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
        let Some(coverage) = self.matter.coverage else { return false };
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

    // ---- 12.5

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
    fn counting(&self, who: &Who, actors: &[usize], clauses: &[usize]) -> Vec<Violation> {
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

    // ---- 12.7, 12.8

    pub fn bounds(&self, event: &Event) -> Bounds {
        match event {
            Event::Moment(slot) => (Some(at(*slot)), Some(at(*slot))),
            Event::State { clauses, or, state } => {
                let course =
                    self.course(&Condition::State { clauses: clauses.clone(), or: *or, state: *state });
                let start = at(self.terms().force.from);
                (self.first_from(course.possible, Some(start)), self.first_from(course.certain, Some(start)))
            }
            Event::Each(deed) => {
                let done = self.happenings(deed);
                let earliest = done.iter().filter_map(|done| done.times.first()).min();
                let latest =
                    done.iter().filter(|done| done.certain).filter_map(|done| done.times.last()).min();
                (earliest.map(|place| self.points()[place]), latest.map(|place| self.points()[place]))
            }
            Event::PhaseBegins(phase) => self.begin_and_end(*phase).0,
            Event::PhaseEnds(phase) => self.begin_and_end(*phase).1,
        }
    }

    fn first_from(&self, set: Set, from: Option<i64>) -> Option<i64> {
        let from = from?;
        set.iter().map(|place| self.points()[place]).find(|&instant| instant >= from)
    }

    pub fn begin_and_end(&self, phase: usize) -> (Bounds, Bounds) {
        let own = &self.terms().phases[phase];
        let begin = self.bounds(&own.from);
        let end = match &own.end {
            PhaseEnd::Never => (None, None),
            PhaseEnd::For(slots) => {
                (begin.0.map(|begin| begin + slots * SLOT), begin.1.map(|begin| begin + slots * SLOT))
            }
            PhaseEnd::Event(event) => {
                let end = self.bounds(event);
                let not_before = |end: Option<i64>, begin: Option<i64>| Some(end?.max(begin?));
                (not_before(end.0, begin.0), not_before(end.1, begin.1))
            }
            PhaseEnd::When(condition) => {
                let course = self.course(condition);
                (self.first_from(course.possible, begin.0), self.first_from(course.certain, begin.1))
            }
        };
        (begin, end)
    }

    fn phase(&self, phase: usize) -> Course {
        let (begin, end) = self.begin_and_end(phase);
        let ended_by_what_happens = matches!(
            self.terms().phases[phase].end,
            PhaseEnd::When(_) | PhaseEnd::Event(Event::State { .. } | Event::Each(_))
        );
        self.walk(|time| {
            let instant = self.points()[time];
            let between = |begin: Option<i64>, end: Option<i64>| {
                begin.is_some_and(|begin| begin <= instant)
                    && end.is_none_or(|end| instant < end || instant == end && ended_by_what_happens)
            };
            (between(begin.1, end.0), between(begin.0, end.1))
        })
    }

    // ---- 12.9

    fn run(&self, slots: i64, clauses: &[usize], (earliest, latest): Bounds) -> Course {
        let violations: Vec<Violation> =
            clauses.iter().flat_map(|&clause| self.violations(clause).to_vec()).collect();
        let forbidding = clauses.iter().filter(|&&clause| self.modal(clause) == Some(Modal::Forbids));
        let unseen: Vec<Set> = forbidding.map(|&clause| self.unobserved(clause)).collect();
        self.walk(|time| {
            let since = self.points()[time].saturating_sub(slots * SLOT);
            let place = self.place(since);
            let after = |then: usize| then > place && then <= time;
            let certain = latest.is_some_and(|latest| since >= latest)
                && !violations.iter().any(|violation| violation.times.iter().any(after))
                && !unseen.iter().any(|unseen| unseen.iter().any(after));
            let possible = earliest.is_some_and(|earliest| since >= earliest)
                && !violations.iter().any(|violation| violation.certain && violation.times.iter().all(after));
            (certain, possible)
        })
    }

    fn streak(&self, streak: usize, during: Option<i64>) -> Course {
        let own = &self.terms().streaks[streak];
        let start = Some(at(self.terms().force.from));
        let begin = own.from.as_ref().map_or((start, start), |event| self.bounds(event));
        let clauses = if own.clauses.is_empty() { self.terms().every_clause() } else { own.clauses.clone() };
        let run = self.run(during.unwrap_or(own.length), &clauses, begin);
        if during.is_some() || own.certified_by.is_empty() {
            return run;
        }
        let certified: Vec<Vec<Happening>> = own
            .certified_by
            .iter()
            .map(|&actor| {
                self.happenings(&Deed { act: 3, by: Some(Who::one(actor)), whom: None, place: None })
            })
            .collect();
        self.walk(|time| {
            let held = |set: Set, since: usize| (since..=time).all(|place| set.has(place));
            let certain = certified.iter().all(|acts| {
                acts.iter().any(|act| {
                    act.certainly_by(time) && act.times.first().is_some_and(|first| held(run.certain, first))
                })
            });
            let possible = certified.iter().all(|acts| {
                acts.iter().any(|act| act.times.iter().any(|then| then <= time && held(run.possible, then)))
            });
            (certain, possible)
        })
    }

    // ---- 12.10

    /// Every way is tried in which the changes may have taken effect.
    fn status(&self, covered: bool, actor: usize) -> Course {
        let mut changes: Vec<(bool, Onset)> = Vec::new();
        for clause in &self.terms().clauses {
            let Clause::Status { when, whom, covered: list, value } = clause else { continue };
            if *list != covered {
                continue;
            }
            for onset in self.onsets(when, whom.is_none()) {
                if whom.map_or(onset.binds == Some(actor), |whom| whom == actor) {
                    changes.push((*value, onset));
                }
            }
        }
        self.walk(|time| {
            let listed = self.is_listed(covered, actor, time);
            // A change that need not have taken effect by now can be left out; one that must have, can be put at any of its
            // instants.
            let must = |onset: &Onset| onset.certain && onset.instants.last().is_some_and(|last| last < time);
            let possible = |value: bool| {
                let none =
                    listed == value && !changes.iter().any(|(other, onset)| *other != value && must(onset));
                none || changes.iter().filter(|(own, _)| *own == value).any(|(_, own)| {
                    own.instants.iter().filter(|&last| last < time).any(|last| {
                        changes.iter().filter(|(other, _)| *other != value).all(|(_, other)| {
                            !must(other) || other.instants.first().is_some_and(|first| first <= last)
                        })
                    })
                })
            };
            // Acceptance narrows it whatever changes.
            let bound = !covered || self.is_bound(actor, time);
            (bound && !possible(false), bound && possible(true))
        })
    }

    // ---- 12.11, 12.12

    fn renewed(&self) -> Course {
        let force = &self.terms().force;
        let (Some((slots, unless, consent)), Some(end)) = (&force.renewed, force.until) else {
            return self.walk(|_| (false, true));
        };
        let (end, length) = (at(end), slots * SLOT);
        let ends = self.matter.incidents.iter().flat_map(|incident| &incident.reports);
        let everything = ends.map(|report| report.time.span().1 - 1).chain([self.matter.as_of]).max();
        let everything = everything.unwrap_or(end);
        let consents: Vec<Vec<Happening>> = consent
            .iter()
            .map(|&actor| {
                self.happenings(&Deed { act: 4, by: Some(Who::one(actor)), whom: None, place: None })
            })
            .collect();
        // Whether each period is certainly and possibly in force, each boundary asked with no more known than what comes before.
        let mut periods: Vec<(bool, bool)> = self.renewals.clone().unwrap_or_default();
        let mut boundary = end + i64::try_from(periods.len()).unwrap_or_default() * length;
        while self.renewals.is_none() && boundary <= everything && periods.len() < 100 {
            let place = self.place(boundary);
            let after = if boundary == end { None } else { Some(self.place(boundary - length)) };
            let fits = |then: usize| after.is_none_or(|after| then > after) && then <= place;
            let agreed = |done: &Happening| done.certain && done.times.iter().all(fits);
            let may_agree = |done: &Happening| done.times.iter().any(fits);
            let unless = unless.as_ref().map(|unless| self.with_renewals(&periods).course(unless));
            let (certain, possible) = periods.last().copied().unwrap_or((true, true));
            periods.push((
                certain
                    && unless.is_none_or(|unless| !unless.possible.has(place))
                    && consents.iter().all(|by| by.iter().any(agreed)),
                possible
                    && unless.is_none_or(|unless| !unless.certain.has(place))
                    && consents.iter().all(|by| by.iter().any(may_agree)),
            ));
            boundary += length;
        }
        self.walk(|time| {
            let instant = self.points()[time];
            if instant < end {
                return (false, false);
            }
            let period = usize::try_from((instant - end) / length).unwrap_or(usize::MAX);
            // What is not laid out is open, unless it has lapsed before.
            let beyond = (false, periods.last().is_none_or(|&(_, possible)| possible));
            periods.get(period).copied().unwrap_or(beyond)
        })
    }

    fn ended(&self) -> Course {
        let Some(condition) = self.terms().force.ends_when.as_ref().filter(|_| !self.endless) else {
            return self.walk(|_| (false, false));
        };
        let course = self.as_though_it_had_not_ended().course(condition);
        let start = self.place(at(self.terms().force.from));
        let first = |set: Set| set.iter().find(|&time| time >= start);
        let (certain, possible) = (first(course.certain), first(course.possible));
        self.walk(|time| {
            (certain.is_some_and(|first| first < time), possible.is_some_and(|first| first < time))
        })
    }

    // ---- 12.13

    /// `bound`: whether the clause speaks of the party that an onset binds.
    pub fn onsets(&self, condition: &Condition, bound: bool) -> Vec<Onset> {
        let whole = self.course(condition);
        self.raised(condition, bound)
            .unwrap_or_else(|| self.stretches(whole))
            .into_iter()
            .filter_map(|onset| {
                let mut cut = Set::NONE;
                onset
                    .instants
                    .iter()
                    .filter(|&time| whole.possible.has(time))
                    .for_each(|time| cut.insert(time));
                let always = onset.instants.iter().all(|time| whole.certain.has(time));
                let is_whole = !matches!(condition, Condition::All(_));
                let onset = if is_whole {
                    onset
                } else {
                    Onset { certain: onset.certain && always, instants: cut, ..onset }
                };
                (!onset.instants.is_empty()).then_some(onset)
            })
            .collect()
    }

    /// The onsets of a deed or of a violation.
    fn raised(&self, condition: &Condition, bound: bool) -> Option<Vec<Onset>> {
        match condition {
            Condition::All(parts) => parts.iter().find_map(|part| self.raised(part, bound)),
            Condition::Does { who, jointly: false, act, whom } => {
                let deed = Deed { act: *act, by: Some(who.clone()), whom: whom.clone(), place: None };
                Some(self.onsets_of_deed(&deed, bound))
            }
            Condition::Violates { who, jointly: false, clauses, times, within } => {
                let mut onsets = Vec::new();
                for actor in 0..=OUTSIDER {
                    let course = self.violates(who, &[actor], clauses, *times, *within);
                    onsets.extend(
                        self.stretches(course).into_iter().map(|onset| Onset { binds: Some(actor), ..onset }),
                    );
                }
                Some(onsets)
            }
            _ => None,
        }
    }

    pub fn onsets_of_deed(&self, deed: &Deed, bound: bool) -> Vec<Onset> {
        let mut onsets = Vec::new();
        let several = deed.by.as_ref().is_none_or(Who::is_several);
        let by_actor = several || deed.whom.is_none();
        for done in self.happenings(deed) {
            if !bound {
                onsets.push(Onset {
                    instants: done.times,
                    certain: done.certain,
                    binds: None,
                    deed: Some(done),
                });
                continue;
            }
            let binds = |fact: &Fact| if by_actor { fact.actor } else { fact.target };
            let parties: BTreeSet<usize> = done.facts.iter().map(binds).collect();
            for &party in &parties {
                onsets.push(Onset {
                    instants: done.times,
                    certain: done.certain && parties.len() == 1,
                    binds: Some(party),
                    deed: Some(done.clone()),
                });
            }
        }
        onsets
    }

    fn stretches(&self, course: Course) -> Vec<Onset> {
        let mut onsets: Vec<Onset> = Vec::new();
        let mut last = None;
        for time in course.possible.iter() {
            if last.is_none_or(|last| last + 1 != time) {
                onsets.push(Onset { instants: Set::NONE, certain: false, binds: None, deed: None });
            }
            last = Some(time);
            if let Some(onset) = onsets.last_mut()
                && !onset.certain
            {
                onset.instants.insert(time);
                onset.certain = course.certain.has(time);
            }
        }
        onsets
    }
}

impl Violation {
    pub fn certainly_by(&self, time: usize) -> bool {
        self.certain && self.times.last().is_some_and(|last| last <= time)
    }

    pub fn possibly_by(&self, time: usize) -> bool {
        self.times.first().is_some_and(|first| first <= time)
    }
}

impl Happening {
    pub fn certainly_by(&self, time: usize) -> bool {
        self.certain && self.times.last().is_some_and(|last| last <= time)
    }

    pub fn possibly_by(&self, time: usize) -> bool {
        self.times.first().is_some_and(|first| first <= time)
    }
}
