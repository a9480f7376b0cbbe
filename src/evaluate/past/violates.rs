//! Who violates what how often. `docs/semantics.md`, 12.5.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::past::happened::{Happening, lies_in, speaking_of, times_of};
use crate::evaluate::past::lengths::{end, last_of, lasting};
use crate::evaluate::past::{History, Onset};
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::past::Violates;
use crate::model::time::Seconds;
use crate::scope::{Course, Scope, narrowed};
use crate::sets::{EARLIEST, Intervals, LATEST};

/// A violation that somebody committed, or may have.
struct Counted {
    /// The incident, by its place in the log; absent for an occasion of a duty.
    place: Option<usize>,
    /// The instants at which he may have.
    times: Intervals,
    certain: bool,
}

/// Somebody of whom it is asked: one actor, or all together.
type Suspect = Option<ActorId>;

/// The facts that violate one of the clauses.
#[derive(Default)]
struct Forbidden {
    /// Of clauses that are left to nobody's judgement.
    plain: Scope,
    /// Of the others.
    judged: Vec<(ClauseId, Scope)>,
    /// The incidents that may violate one of them.
    places: BTreeSet<usize>,
    /// Whether one of them is not evaluated, so that it may have been violated at any time.
    unknown: bool,
}

impl History<'_> {
    /// When somebody has violated clauses so often, and the onsets of that.
    pub(super) fn violates(&self, violates: &Violates) -> Option<(Course, Vec<Onset>)> {
        let who = self.compiler.scope(&Description::Actor(violates.who.clone())).ok()?;
        let forbidden = self.forbidden(violates);
        let suspects: Vec<Suspect> = if violates.jointly {
            vec![None]
        } else {
            violates.who.everybody().into_iter().map(Some).collect()
        };
        let mut counted: BTreeMap<Suspect, Vec<Counted>> = BTreeMap::new();
        self.count_incidents(violates.jointly, &who, &forbidden, &mut counted);
        self.count_occasions(violates, &mut counted);
        let mut course = Course::never();
        let mut onsets = Vec::new();
        for suspect in suspects {
            let own = counted.remove(&suspect).unwrap_or_default();
            let (certain, possible): (Vec<Intervals>, Vec<Intervals>) =
                own.iter().map(|one| self.counts_at(violates, one)).unzip();
            let possibly =
                if forbidden.unknown { Intervals::all() } else { at_least(violates.times, &possible) };
            let suspected = Course::new(at_least(violates.times, &certain), &possibly);
            for mut onset in Onset::stretches(&suspected) {
                onset.actor = suspect;
                let raising = own.iter().zip(&possible).filter(|(_, then)| then.intersects(&onset.instants));
                onset.raised_by = raising.filter_map(|(one, _)| one.place).collect();
                onsets.push(onset);
            }
            course = course.or(&suspected);
        }
        onsets.sort_by_key(|onset| onset.instants.first());
        Some((course, onsets))
    }

    fn forbidden(&self, violates: &Violates) -> Forbidden {
        let mut forbidden = Forbidden::default();
        for &clause in &violates.clauses {
            let Some(declared) = self.model.clause(clause) else { continue };
            let judged_by = match &declared.kind {
                ClauseKind::Conduct { modality: Modality::Prohibition, judged_by, .. } => judged_by,
                ClauseKind::Duty(_) | ClauseKind::NotEvaluated { .. } => {
                    forbidden.unknown |= !self.occasions.contains_key(&clause);
                    continue;
                }
                ClauseKind::Conduct { .. } | ClauseKind::Change | ClauseKind::StatedOnly => continue,
            };
            let (Some(rule), Some(violations)) = (self.rules.get(clause), self.violations.get(&clause))
            else {
                forbidden.unknown = true;
                continue;
            };
            forbidden.places.extend(violations.iter().map(|violation| violation.place));
            if judged_by.is_some() {
                forbidden.judged.push((clause, rule.effective.clone()));
            } else {
                forbidden.plain = forbidden.plain.union(&rule.effective);
            }
        }
        forbidden
    }

    fn count_incidents(
        &self,
        jointly: bool,
        who: &Scope,
        forbidden: &Forbidden,
        counted: &mut BTreeMap<Suspect, Vec<Counted>>,
    ) {
        let mut courses = speaking_of(who, &self.past.courses);
        let judged = forbidden.judged.iter().map(|(_, scope)| scope);
        for scope in judged.chain([&forbidden.plain]) {
            courses.extend(speaking_of(scope, &self.past.courses));
        }
        for happening in forbidden.places.iter().filter_map(|&place| self.world.at(place)) {
            let (possibly, found) = forbidden.under(happening);
            let facts = narrowed(&happening.facts, &courses);
            let theirs = facts.intersection(&possibly).intersection(who);
            if theirs.is_empty() {
                continue;
            }
            // What lies in several sets lies in each: nothing needs to be cut to size to see it.
            let surely = lies_in(&facts, who)
                && match (happening.summary, found.is_empty()) {
                    // What a named body found of a summary is found of all that it sums up.
                    (true, _) => lies_in(&facts, &found),
                    (false, true) => lies_in(&facts, &forbidden.plain),
                    (false, false) => lies_in(&facts, &forbidden.plain.union(&found)),
                };
            if jointly {
                let times = times_of(&theirs);
                let place = Some(happening.place);
                counted.entry(None).or_default().push(Counted { place, times, certain: surely });
                continue;
            }
            let is_one = actors_of(&facts).len() == 1;
            for actor in actors_of(&theirs) {
                let his = theirs.regions().iter().filter(|region| region.actors.contains(actor));
                let times = his.fold(Intervals::empty(), |times, region| times.union(&region.time));
                let place = Some(happening.place);
                let certain = surely && is_one;
                counted.entry(Some(ActorId::at(actor))).or_default().push(Counted { place, times, certain });
            }
        }
    }

    fn count_occasions(&self, violates: &Violates, counted: &mut BTreeMap<Suspect, Vec<Counted>>) {
        let occasions = violates.clauses.iter().filter_map(|clause| self.occasions.get(clause)).flatten();
        for occasion in occasions {
            let Some(breach) = &occasion.breach else { continue };
            let mut together = Counted { place: None, times: Intervals::empty(), certain: false };
            for &actor in &occasion.bearers {
                let belongs = self.belongs(&violates.who, actor);
                let times = breach.times.intersection(belongs.possible());
                if times.is_empty() {
                    continue;
                }
                let certain = breach.certain && breach.times.is_subset(belongs.certain());
                together.times = together.times.union(&times);
                together.certain |= certain;
                if !violates.jointly {
                    counted.entry(Some(actor)).or_default().push(Counted { place: None, times, certain });
                }
            }
            if violates.jointly && !together.times.is_empty() {
                counted.entry(None).or_default().push(together);
            }
        }
    }

    /// The instants at which a violation certainly counts, and those at which it may.
    fn counts_at(&self, violates: &Violates, one: &Counted) -> (Intervals, Intervals) {
        let (Some(first), Some(last)) =
            (one.times.first(), one.times.iter().last().map(|(_, end)| last_of(end)))
        else {
            return (Intervals::empty(), Intervals::empty());
        };
        let zone = &self.model.time_zone;
        let (until, possible) = match violates.within {
            Some(length) => (end(first, length, zone), lasting(&one.times, length, zone)),
            None => (LATEST, Intervals::of(first, LATEST)),
        };
        let certain = if one.certain { Intervals::of(last, until) } else { Intervals::empty() };
        (certain, possible)
    }
}

impl Forbidden {
    /// The facts of an incident that may violate, and those that do since a named body found so.
    fn under(&self, happening: &Happening) -> (Scope, Scope) {
        let (mut possibly, mut found) = (self.plain.clone(), Scope::empty());
        for (clause, scope) in &self.judged {
            match happening.found.get(clause) {
                Some(false) => continue,
                Some(true) => found = found.union(scope),
                None => {}
            }
            possibly = possibly.union(scope);
        }
        (possibly, found)
    }
}

/// The actors of some facts.
fn actors_of(facts: &Scope) -> BTreeSet<usize> {
    facts.regions().iter().flat_map(|region| region.actors.iter()).collect()
}

/// The instants that lie in at least so many of some sets.
fn at_least(times: usize, sets: &[Intervals]) -> Intervals {
    let mut changes: BTreeMap<Seconds, (usize, usize)> = BTreeMap::new();
    for (start, end) in sets.iter().flat_map(Intervals::iter) {
        changes.entry(start).or_default().0 += 1;
        changes.entry(end).or_default().1 += 1;
    }
    let mut spans = Vec::new();
    let (mut count, mut since) = (0_usize, (times == 0).then_some(EARLIEST));
    for (at, (more, fewer)) in changes {
        count = (count + more).saturating_sub(fewer);
        match since {
            None if count >= times => since = Some(at),
            Some(start) if count < times => {
                spans.push((start, at));
                since = None;
            }
            _ => {}
        }
    }
    spans.extend(since.filter(|&start| start != LATEST).map(|start| (start, LATEST)));
    spans.into_iter().collect()
}

#[cfg(test)]
mod tests;
