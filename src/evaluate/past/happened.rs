//! What has happened: incidents against sets of facts. `docs/semantics.md`, 12.3.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::evaluate::Engine;
use crate::evaluate::judge::{Case, Verdict, is_left_to_judgement};
use crate::evaluate::log::{assessment, is_refuted};
use crate::evaluate::past::alike::{Moments, kinds};
use crate::evaluate::past::lengths::last_of;
use crate::evaluate::unseen;
use crate::incident::{Assessment, Coverage, Log, Report};
use crate::model::Model;
use crate::model::clauses::Account;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::quantities::Amounts;
use crate::model::time::Seconds;
use crate::scope::{Budget, Containment, Course, Scope, cells, narrowed_towards, possible_in};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};

/// An incident that is not refuted.
#[derive(Clone, Debug)]
pub struct Happening {
    /// Its place in the log.
    pub place: usize,
    /// What its reports leave possible, not narrowed by any course.
    pub facts: Scope,
    /// Whether one of them is a summary.
    pub summary: bool,
    /// What was found under clauses that leave it to somebody: whether it is a violation.
    pub found: BTreeMap<ClauseId, bool>,
    /// What was found by whom.
    pub assessments: Vec<(ActorId, Assessment)>,
    /// How many of what it was.
    pub amounts: Amounts,
}

/// Which facts somebody would have seen.
#[derive(Clone, Debug)]
pub enum Observed {
    /// All: what is not told did not happen.
    Everything,
    /// These.
    Facts(Scope),
}

/// Everything that is known of what happened.
#[derive(Clone, Debug)]
pub struct World {
    /// The incidents.
    pub happened: Vec<Happening>,
    /// What was observed.
    pub observed: Observed,
    /// Which acts the source can record.
    pub recordable: Bits,
    /// The instant as of which duties are judged.
    pub as_of: Seconds,
    /// The last instant of which anything is told.
    pub last: Option<Seconds>,
    /// Which of them differ in their times alone: the kind of each incident.
    kinds: Vec<Option<usize>>,
}

/// That an incident is, or may be, in a set of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its place in the log.
    pub place: usize,
    /// Whether it certainly is.
    pub certain: bool,
    /// When it happened, if it is.
    pub times: Intervals,
    /// Its facts in the set.
    pub facts: Scope,
}

impl World {
    /// What a log tells, as far as it may concern the facts that matter: other incidents are left out, so that a long log takes
    /// little memory.
    #[must_use]
    pub fn of_log(engine: &Engine<'_>, log: &Log, as_of: Seconds, relevant: &Scope) -> Self {
        let model = engine.model;
        let judged: Vec<ClauseId> = (0..model.clauses.len())
            .map(ClauseId::at)
            .filter(|&clause| is_left_to_judgement(model, clause))
            .collect();
        let mut ground: BTreeMap<String, Bits> = BTreeMap::new();
        let incidents = log.incidents.iter().enumerate().filter(|(_, incident)| !is_refuted(incident));
        let happened = incidents.filter_map(|(place, incident)| {
            let reports = incident.reports.iter().map(|report| {
                let account = &report.account;
                // Rows of one place say so in the same words.
                let cells = ground
                    .entry(format!("{:?}", account.places))
                    .or_insert_with(|| cells(model, account.places.as_deref()));
                (possible_in(model, account, cells), account.summary)
            });
            let case = Case::of_sides(reports.collect::<Vec<_>>());
            if !case.facts.intersects(relevant) {
                return None;
            }
            let found =
                judged.iter().filter_map(|&clause| match assessment(model, &incident.reports, clause) {
                    Some(Verdict::Violation) => Some((clause, true)),
                    Some(Verdict::NoViolation) => Some((clause, false)),
                    _ => None,
                });
            let assessed = |report: &Report| Some((report.assessor?, report.assessment?));
            Some(Happening {
                place,
                found: found.collect(),
                assessments: incident.reports.iter().filter_map(assessed).collect(),
                facts: case.facts,
                summary: case.summary,
                amounts: incident.amounts(),
            })
        });
        let happened = happened.collect();
        let accounts = log.incidents.iter().flat_map(|incident| &incident.reports);
        let last = last_told(accounts.map(|report| &report.account));
        Self::new(happened, last, observed(engine, &log.coverage), log.coverage.acts.clone(), as_of)
    }

    /// What some facts tell of which nothing else is known.
    #[must_use]
    pub fn of_cases<'a>(model: &Model, cases: impl IntoIterator<Item = &'a Case>, as_of: Seconds) -> Self {
        let happened = cases.into_iter().enumerate().map(|(place, case)| Happening {
            place,
            facts: case.facts.clone(),
            summary: case.summary,
            found: BTreeMap::new(),
            assessments: Vec::new(),
            amounts: Amounts::new(),
        });
        let all = Bits::full(model.deeds.acts.universe());
        Self::new(happened.collect(), None, Observed::Everything, all, as_of)
    }

    /// What a scenario tells, which is all that happened.
    #[must_use]
    pub fn of_accounts<'a>(
        model: &Model,
        accounts: impl IntoIterator<Item = &'a Account>,
        as_of: Seconds,
    ) -> Self {
        let accounts: Vec<&Account> = accounts.into_iter().collect();
        let last = last_told(accounts.iter().copied());
        let known = Intervals::of(EARLIEST, as_of);
        let told = accounts.into_iter().enumerate().filter(|(_, account)| account.time.intersects(&known));
        let happened = told.map(|(place, account)| {
            let case = Case::new(model, [account]);
            Happening {
                place,
                facts: case.facts,
                summary: case.summary,
                found: BTreeMap::new(),
                assessments: Vec::new(),
                amounts: account.amounts.clone(),
            }
        });
        let all = Bits::full(model.deeds.acts.universe());
        Self::new(happened.collect(), last, Observed::Everything, all, as_of)
    }

    fn new(
        happened: Vec<Happening>,
        last: Option<Seconds>,
        observed: Observed,
        recordable: Bits,
        as_of: Seconds,
    ) -> Self {
        Self { kinds: kinds(&happened), happened, observed, recordable, as_of, last }
    }

    /// The incident at a place in the log.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&Happening> {
        self.with_kind(place).map(|(happening, _)| happening)
    }

    /// The incident at a place in the log, and its kind.
    pub(super) fn with_kind(&self, place: usize) -> Option<(&Happening, Option<usize>)> {
        let index = self.happened.binary_search_by_key(&place, |happening| happening.place).ok()?;
        Some((self.happened.get(index)?, self.kinds.get(index).copied().flatten()))
    }

    /// The incidents that are, or may be, in a set of facts, as far as courses leave them possible.
    #[must_use]
    pub fn done(&self, facts: &Scope, courses: &BTreeMap<LiteralId, Course>) -> Vec<Done> {
        self.done_by(facts, courses).map(|(_, done)| done).collect()
    }

    /// The same, each with what it is of the incident.
    pub fn done_by(
        &self,
        facts: &Scope,
        courses: &BTreeMap<LiteralId, Course>,
    ) -> impl Iterator<Item = (&Happening, Done)> {
        let courses = speaking_of(facts, courses);
        let moments = Moments::of([facts], courses.values());
        let mut known: HashMap<(usize, usize), Option<Done>> = HashMap::new();
        self.happened.iter().zip(&self.kinds).filter_map(move |(happening, kind)| {
            let done = match kind.and_then(|kind| Some((kind, moments.around(&happening.facts)?))) {
                Some(key) => {
                    let like = known.entry(key).or_insert_with(|| happening.done(facts, &courses));
                    like.as_ref()?.of(happening)
                }
                None => happening.done(facts, &courses)?,
            };
            Some((happening, done))
        })
    }

    /// When some of these facts may have happened without anybody seeing it.
    #[must_use]
    pub fn unseen(&self, facts: &Scope) -> Intervals {
        let hidden = match &self.observed {
            Observed::Everything => return Intervals::empty(),
            // Where it takes too many pieces, nothing is claimed to have been seen.
            Observed::Facts(seen) => {
                facts.difference_within(seen, Budget::DEFAULT).unwrap_or_else(|| facts.clone())
            }
        };
        times_of(&hidden)
    }
}

impl Happening {
    /// Whether it is, or may be, in a set of facts, as far as courses leave it possible.
    #[must_use]
    pub fn done(&self, facts: &Scope, courses: &BTreeMap<LiteralId, Course>) -> Option<Done> {
        if !self.facts.intersects(facts) {
            return None;
        }
        let own = narrowed_towards(&self.facts, courses, facts);
        let both = own.intersection(facts);
        (!both.is_empty()).then(|| Done {
            place: self.place,
            certain: !self.summary && lies_in(&own, facts),
            times: times_of(&both),
            facts: both,
        })
    }
}

impl Done {
    /// The same of an incident of one kind with this one, between the same moments.
    fn of(&self, other: &Happening) -> Self {
        let times = other.facts.one_time().cloned().unwrap_or_default();
        Self { place: other.place, certain: self.certain, facts: self.facts.at(&times), times }
    }

    /// From when on it certainly has happened, and from when on it possibly has.
    #[must_use]
    pub fn course(&self) -> Course {
        let from = |at: Option<Seconds>| at.map_or_else(Intervals::empty, |at| Intervals::of(at, LATEST));
        let certain = if self.certain { from(self.last()) } else { Intervals::empty() };
        Course::new(certain, &from(self.times.first()))
    }

    /// The last instant at which it may have happened; nothing where that has no end.
    #[must_use]
    pub fn last(&self) -> Option<Seconds> {
        let (_, end) = self.times.iter().last()?;
        Some(last_of(end)).filter(|&last| last != LATEST)
    }
}

/// Whether all of some facts lie in others, for certain.
#[must_use]
pub fn lies_in(facts: &Scope, others: &Scope) -> bool {
    facts.is_subset(others, Budget::DEFAULT) == Containment::Yes
}

/// The instants of some facts.
#[must_use]
pub fn times_of(facts: &Scope) -> Intervals {
    let spans = facts.regions().iter().flat_map(|region| region.time.iter().collect::<Vec<_>>());
    spans.collect()
}

/// Those courses of which a set of facts speaks. Others narrow incidents without changing how they stand to it.
#[must_use]
pub fn speaking_of(facts: &Scope, courses: &BTreeMap<LiteralId, Course>) -> BTreeMap<LiteralId, Course> {
    let named: BTreeSet<LiteralId> =
        facts.regions().iter().flat_map(|region| region.literals.keys().copied()).collect();
    let known = named.into_iter().filter_map(|literal| Some((literal, courses.get(&literal)?.clone())));
    known.collect()
}

/// What a log's source could observe; nothing, where the log does not say.
fn observed(engine: &Engine<'_>, coverage: &Coverage) -> Observed {
    Observed::Facts(unseen::observed(engine, coverage).unwrap_or_default())
}

/// The last instant of which accounts with an end tell.
fn last_told<'a>(accounts: impl Iterator<Item = &'a Account>) -> Option<Seconds> {
    let ends = accounts.filter_map(|account| account.time.iter().last().map(|(_, end)| end));
    ends.filter(|&end| end != LATEST).max().map(last_of)
}

#[cfg(test)]
mod tests;
