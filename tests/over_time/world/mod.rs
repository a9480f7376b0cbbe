//! Facts, and what holds of them: an agreement and a log under one reader (sections 1 to 9).

mod clauses;
mod conditions;
mod incidents;
mod judgements;
mod members;

use self::conditions::conditions;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::over_time::duties::Judged;
use crate::over_time::grid::{self, Course, points};
use crate::over_time::past::Violation;
use crate::over_time::reports::{Coverage, Report, Reports};
use crate::over_time::terms::{Condition, Terms};

/// One thing that one actor did. Its instant is a place in the list; its conditions are a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fact {
    pub actor: usize,
    pub act: usize,
    pub target: usize,
    pub cell: usize,
    pub time: usize,
    pub conditions: u32,
}

/// An incident, with the reports that count.
pub struct Incident<'a> {
    pub id: usize,
    pub reports: Vec<&'a Report>,
    pub refuted: bool,
    pub summary: bool,
}

/// A judgement, with what is open or who excuses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Violation,
    Possible(BTreeSet<String>),
    Excused(Vec<usize>),
    NoViolation,
    NotAssessable,
}

/// What the facts of incidents are made of.
pub struct Matter<'a> {
    pub terms: &'a Terms,
    pub incidents: Vec<Incident<'a>>,
    pub coverage: Option<&'a Coverage>,
    /// Whether all that happened is told.
    pub all_is_told: bool,
    pub points: Vec<i64>,
    /// The conditions of facts, in the order of their bits.
    pub conditions: Vec<Condition>,
    /// The instant as of which everything is judged.
    pub as_of: i64,
}

impl<'a> Matter<'a> {
    pub fn new(terms: &'a Terms, reports: &'a Reports) -> Self {
        let incidents = reports.incidents().into_iter().map(|(id, reports)| Incident {
            id,
            refuted: reports.iter().all(|report| report.refuted),
            summary: reports.iter().any(|report| report.summary),
            reports,
        });
        Self {
            terms,
            incidents: incidents.collect(),
            coverage: reports.coverage.as_ref(),
            all_is_told: reports.is_scenario,
            points: points(),
            conditions: conditions(terms),
            as_of: reports.judged_as_of().unwrap_or(i64::MAX),
        }
    }
}

/// The facts of incidents, as far as some conditions tell them apart.
type Known = HashMap<(usize, u32), Rc<Vec<Fact>>>;

/// An agreement and a log under one reader.
pub struct World<'a> {
    pub matter: &'a Matter<'a>,
    pub reader: Option<usize>,
    /// Whether it is judged as though the agreement had not ended (12.12).
    pub endless: bool,
    /// The first renewals, certain and possible ones: all that is known of them where a later one is asked for (12.11).
    pub renewals: Option<Vec<(bool, bool)>>,
    without_end: OnceCell<Box<World<'a>>>,
    facts: RefCell<Known>,
    pub courses: RefCell<HashMap<Condition, Option<Course>>>,
    pub unobserved: RefCell<HashMap<usize, grid::Set>>,
    pub violations: RefCell<HashMap<usize, Rc<Vec<Violation>>>>,
    pub owed: RefCell<HashMap<usize, Rc<Vec<Judged>>>>,
}

impl<'a> World<'a> {
    pub fn new(matter: &'a Matter<'a>, reader: Option<usize>) -> Self {
        Self {
            matter,
            reader,
            endless: false,
            renewals: None,
            without_end: OnceCell::new(),
            facts: RefCell::default(),
            courses: RefCell::default(),
            unobserved: RefCell::default(),
            violations: RefCell::default(),
            owed: RefCell::default(),
        }
    }

    pub fn terms(&self) -> &'a Terms {
        self.matter.terms
    }

    pub fn points(&self) -> &'a [i64] {
        &self.matter.points
    }

    /// The last place of the list that is not after an instant: nothing changes between the two.
    pub fn place(&self, instant: i64) -> usize {
        self.points().partition_point(|&point| point <= instant).saturating_sub(1)
    }

    pub fn as_though_it_had_not_ended(&self) -> &Self {
        if self.endless || self.terms().force.ends_when.is_none() {
            return self;
        }
        self.without_end
            .get_or_init(|| Box::new(Self { endless: true, ..Self::new(self.matter, self.reader) }))
    }

    /// The same where no more is known than these renewals.
    pub fn with_renewals(&self, renewals: &[(bool, bool)]) -> Self {
        let renewals = Some(renewals.to_vec());
        Self { endless: self.endless, renewals, ..Self::new(self.matter, self.reader) }
    }

    pub fn bit(&self, condition: &Condition) -> u32 {
        self.matter.conditions.iter().position(|known| known == condition).map_or(0, |bit| 1 << bit)
    }
}
