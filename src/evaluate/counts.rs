//! Counts as intervals: how many incidents violate for certain, and how many may.

use std::collections::BTreeMap;
use std::fmt;

use crate::evaluate::judge::{Case, Verdict};
use crate::model::Model;
use crate::model::ids::{ActorId, ClauseId, ZoneId};
use crate::model::time;
use crate::scope::{Budget, Compiler, Containment, Quotient, Rule, Scope};
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

impl Counts {
    /// Counts an incident whose reports have it at these times, in their order.
    pub fn add(&mut self, tally: &Tally, reported: &[&Intervals], model: &Model) {
        let clause = tally.clause;
        self.clauses.entry(clause).or_default().add(tally.certain);
        for &(party, certain) in &tally.parties {
            self.parties.entry((clause, party)).or_default().add(certain);
        }
        for &(zone, certain) in &tally.zones {
            self.zones.entry((clause, zone)).or_default().add(certain);
        }
        let Some(days) = tally.days(reported, model) else { return };
        let one_day = days.len() == 1;
        for day in days {
            self.days.entry((clause, day)).or_default().add(tally.certain && one_day);
        }
    }
}

/// What one incident adds to the counts of one clause, its days apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The clause.
    pub clause: ClauseId,
    /// Whether it violates for certain.
    pub certain: bool,
    /// By whom, and whether for certain.
    pub parties: Vec<(ActorId, bool)>,
    /// In which zones, and whether for certain.
    pub zones: Vec<(ZoneId, bool)>,
    /// For each report, the times at which the incident violated, if it happened then and as this report has it.
    times: Vec<Intervals>,
}

impl Tally {
    /// The calendar days of the agreement's zone on which an incident of these times violated, each once; nothing where it
    /// stretches over too many.
    #[must_use]
    pub fn days(&self, reported: &[&Intervals], model: &Model) -> Option<Vec<String>> {
        let violating =
            reported.iter().zip(&self.times).fold(Intervals::empty(), |all, (reported, violating)| {
                all.union(&reported.intersection(violating))
            });
        days_of(&violating, model)
    }
}

/// The calendar days of the agreement's zone that these times touch, each once; nothing where they are too many.
#[must_use]
pub fn days_of(times: &Intervals, model: &Model) -> Option<Vec<String>> {
    let mut days: Vec<String> = Vec::new();
    for (start, end) in times.iter() {
        days.extend(time::days(start, end, &model.time_zone, DAYS_AT_MOST + 1));
        days.dedup();
        if days.len() > DAYS_AT_MOST {
            return None;
        }
    }
    Some(days)
}

/// The zones of an agreement as sets of facts, for counting by zone.
pub struct ZoneScopes {
    zones: Vec<(ZoneId, Scope)>,
}

impl ZoneScopes {
    /// All zones as written.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let compiler = Compiler::new(model, None);
        let zones = (0..model.places.zones.len()).map(ZoneId::at);
        Self { zones: zones.filter_map(|zone| Some((zone, compiler.zone(zone).ok()?))).collect() }
    }

    /// The scopes that tell the zones apart.
    pub fn scopes(&self) -> impl Iterator<Item = &Scope> {
        self.zones.iter().map(|(_, scope)| scope)
    }

    /// The zones as seen through a quotient.
    #[must_use]
    pub fn image(&self, quotient: &Quotient) -> Self {
        Self { zones: self.zones.iter().map(|(zone, scope)| (*zone, quotient.image(scope))).collect() }
    }

    /// What a case adds to the counts of a clause; nothing where it does not violate. Rule, case and zones are images
    /// under one quotient.
    #[must_use]
    pub fn tally(&self, rule: &Rule, case: &Case, verdict: &Verdict, quotient: &Quotient) -> Option<Tally> {
        let certain = match verdict {
            Verdict::Violation => true,
            Verdict::Possible(_) => false,
            Verdict::Excused(_) | Verdict::NoViolation | Verdict::NotAssessable(_) => return None,
        };
        let violating = case.facts.intersection(&rule.effective);
        let times = case.reports.iter().map(|report| {
            let violating = report.intersection(&rule.effective);
            let classes = violating
                .regions()
                .iter()
                .fold(Intervals::empty(), |times, region| times.union(&region.time));
            quotient.times_of(&classes)
        });
        Some(Tally {
            clause: rule.clause,
            certain,
            parties: match &rule.answers {
                Some(answers) => answering(answers, case, &violating, certain),
                None => parties(case, &violating, certain, quotient),
            },
            zones: self.zones_of(case, &violating, certain, quotient),
            times: times.collect(),
        })
    }

    fn zones_of(
        &self,
        case: &Case,
        violating: &Scope,
        certain: bool,
        quotient: &Quotient,
    ) -> Vec<(ZoneId, bool)> {
        let mut cells = Bits::empty(quotient.universe().cells);
        case.facts.regions().iter().for_each(|region| cells.union_with(&region.cells));
        let met = self.zones.iter().filter(|(_, scope)| violating.intersects(scope));
        met.map(|(zone, scope)| (*zone, certain && cells.is_subset(&certain_cells(scope, quotient))))
            .collect()
    }
}

/// Those who answer for what others did: for certain where each possible fact is at a time at which they do.
fn answering(
    answers: &[(ActorId, Scope)],
    case: &Case,
    violating: &Scope,
    certain: bool,
) -> Vec<(ActorId, bool)> {
    let met = answers.iter().filter(|(_, own)| violating.intersects(own));
    let always = |own: &Scope| case.facts.is_subset(own, Budget::DEFAULT) == Containment::Yes;
    met.map(|(actor, own)| (*actor, certain && always(own))).collect()
}

fn parties(case: &Case, violating: &Scope, certain: bool, quotient: &Quotient) -> Vec<(ActorId, bool)> {
    let mut actors = Bits::empty(quotient.universe().actors);
    let mut candidates = Bits::empty(quotient.universe().actors);
    violating.regions().iter().for_each(|region| actors.union_with(&region.actors));
    case.facts.regions().iter().for_each(|region| candidates.union_with(&region.actors));
    let alone = candidates.count() == 1;
    actors.iter().map(|actor| (ActorId::at(actor), certain && alone)).collect()
}

/// The cells that belong to a zone at all times, whatever is left open.
fn certain_cells(zone: &Scope, quotient: &Quotient) -> Bits {
    let cells = quotient.universe().cells;
    let always = |cell: &usize| {
        let fixed =
            zone.regions().iter().filter(|region| region.literals.is_empty() && region.cells.contains(*cell));
        let times = fixed.fold(Intervals::empty(), |times, region| times.union(&region.time));
        quotient.times_of(&times).is_all()
    };
    Bits::of(cells, (0..cells).filter(always))
}
