//! Counts as intervals: how many incidents violate for certain, and how many may.

use std::collections::BTreeMap;
use std::fmt;

use crate::evaluate::judge::{Case, Verdict};
use crate::model::Model;
use crate::model::ids::{ActorId, ClauseId, ZoneId};
use crate::model::time;
use crate::scope::{Compiler, Region, Rule, Scope};
use crate::sets::{Bits, Intervals};

/// How many for certain, and how many at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Interval {
    /// Certain ones.
    pub certain: u64,
    /// Certain and possible ones together.
    pub possible: u64,
}

impl Interval {
    /// Counts one more, which violates for certain or may.
    pub fn add(&mut self, certain: bool) {
        self.certain += u64::from(certain);
        self.possible += 1;
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}, {}]", self.certain, self.possible)
    }
}

/// How often each clause was violated, as intervals; in all, and by party, zone and day.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// Of each clause.
    pub clauses: BTreeMap<ClauseId, Interval>,
    /// By whom.
    pub parties: BTreeMap<(ClauseId, ActorId), Interval>,
    /// In which declared zone.
    pub zones: BTreeMap<(ClauseId, ZoneId), Interval>,
    /// On which calendar day of the agreement's zone.
    pub days: BTreeMap<(ClauseId, String), Interval>,
    /// Incidents that violate one clause or another: certain where every possible fact violates some clause, even where
    /// it is not known which.
    pub any: Interval,
}

/// What stretches over more days than this is left out of the days: it says nothing of any of them.
pub const DAYS_AT_MOST: usize = 400;

/// Adds up judgements.
pub struct Counter<'m> {
    model: &'m Model,
    zones: Vec<(ZoneId, Scope, Bits)>,
    counts: Counts,
}

impl<'m> Counter<'m> {
    /// A counter for the zones as written.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        let compiler = Compiler::new(model, None);
        let zones = (0..model.places.zones.len())
            .map(ZoneId::at)
            .filter_map(|zone| compiler.zone(zone).ok().map(|scope| (zone, scope)))
            .map(|(zone, scope)| {
                let certain = certain_cells(model, &scope);
                (zone, scope, certain)
            })
            .collect();
        Self { model, zones, counts: Counts::default() }
    }

    /// Counts a judgement on a case.
    pub fn add(&mut self, rule: &Rule, case: &Case, verdict: &Verdict) {
        let certain = match verdict {
            Verdict::Violation => true,
            Verdict::Possible(_) => false,
            Verdict::Excused(_) | Verdict::NoViolation | Verdict::NotAssessable(_) => return,
        };
        self.counts.clauses.entry(rule.clause).or_default().add(certain);
        let violating = case.facts.intersection(&rule.effective);
        self.by_party(rule.clause, case, &violating, certain);
        self.by_zone(rule.clause, case, &violating, certain);
        self.by_day(rule.clause, &violating, certain);
    }

    /// Counts an incident that violates, or may violate, some clause.
    pub fn add_any(&mut self, certain: bool) {
        self.counts.any.add(certain);
    }

    /// The sums.
    #[must_use]
    pub fn finish(self) -> Counts {
        self.counts
    }

    fn by_party(&mut self, clause: ClauseId, case: &Case, violating: &Scope, certain: bool) {
        let mut actors = Bits::empty(self.model.actors.len());
        let mut candidates = Bits::empty(self.model.actors.len());
        violating.regions().iter().for_each(|region| actors.union_with(&region.actors));
        case.facts.regions().iter().for_each(|region| candidates.union_with(&region.actors));
        let alone = candidates.count() == 1;
        for actor in actors.iter() {
            self.counts.parties.entry((clause, ActorId::at(actor))).or_default().add(certain && alone);
        }
    }

    fn by_zone(&mut self, clause: ClauseId, case: &Case, violating: &Scope, certain: bool) {
        let mut cells = Bits::empty(self.model.places.cells());
        case.facts.regions().iter().for_each(|region| cells.union_with(&region.cells));
        for (zone, scope, certainly) in &self.zones {
            if violating.intersects(scope) {
                let inside = certain && cells.is_subset(certainly);
                self.counts.zones.entry((clause, *zone)).or_default().add(inside);
            }
        }
    }

    fn by_day(&mut self, clause: ClauseId, violating: &Scope, certain: bool) {
        let mut times = Intervals::empty();
        violating.regions().iter().for_each(|region| times = times.union(&region.time));
        let mut days: Vec<String> = Vec::new();
        for (start, end) in times.iter() {
            days.extend(time::days(start, end, &self.model.time_zone, DAYS_AT_MOST + 1));
            if days.len() > DAYS_AT_MOST {
                return;
            }
        }
        days.dedup();
        let one_day = days.len() == 1;
        for day in days {
            self.counts.days.entry((clause, day)).or_default().add(certain && one_day);
        }
    }
}

/// The cells that belong to a zone at all times, whatever is left open.
fn certain_cells(model: &Model, zone: &Scope) -> Bits {
    let mut cells = Bits::empty(model.places.cells());
    let fixed = |region: &&Region| region.literals.is_empty() && region.time.is_all();
    zone.regions().iter().filter(fixed).for_each(|region| cells.union_with(&region.cells));
    cells
}
