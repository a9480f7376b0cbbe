//! What the past decides (section 12), by walking time instant by instant: courses (12.1), what somebody does (12.6), and in a file
//! for each what else has a course.

mod changes;
mod force;
mod happened;
mod onsets;
mod phases;
mod runs;
mod states;
mod violates;

use crate::over_time::grid::{Course, SLOT, Set, at};
use crate::over_time::terms::{Condition, Deed, Event, OUTSIDER, Who};
use crate::over_time::world::{Fact, World};

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
    pub fn walk(&self, ask: impl FnMut(usize) -> (bool, bool)) -> Course {
        Course::walk(self.points(), ask)
    }

    pub fn work_out(&self, condition: &Condition) -> Course {
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
    pub fn from(&self, (earliest, latest): Bounds) -> Course {
        self.walk(|time| {
            let instant = self.points()[time];
            (
                latest.is_some_and(|latest| latest <= instant),
                earliest.is_some_and(|earliest| earliest <= instant),
            )
        })
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
