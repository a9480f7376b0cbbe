//! Who violates what how often. `docs/semantics.md`, 12.5.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::evaluate::past::alike::Moments;
use crate::evaluate::past::happened::{Happening, lies_in, speaking_of, times_of};
use crate::evaluate::past::lengths::{end, last_of, lasting};
use crate::evaluate::past::{History, Onset};
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::past::Violates;
use crate::model::time::Seconds;
use crate::scope::{Course, Scope, narrowed_towards};
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

/// The facts that violate some of the clauses, as far as somebody of whom it is asked did them, or answers for them.
struct Part {
    /// The clause, where it is left to somebody's judgement.
    judged: Option<ClauseId>,
    /// Who answers, where it is not the one who acts.
    answers: Option<ActorId>,
    facts: Scope,
}

/// What violates one of the clauses.
#[derive(Default)]
struct Forbidden {
    parts: Vec<Part>,
    /// What of each incident violates those that are left to nobody's judgement and for which no other answers. What was
    /// found before is not looked for again: of a long log, most incidents are among these.
    plain: BTreeMap<usize, Scope>,
    /// The incidents that may violate one of them.
    places: BTreeSet<usize>,
    /// Whether one of them is not evaluated, so that it may have been violated at any time.
    unknown: bool,
}

impl History<'_> {
    /// When somebody has violated clauses so often, and the onsets of that.
    pub(super) fn violates(&self, violates: &Violates) -> Option<(Course, Vec<Onset>)> {
        let who = self.compiler.scope(&Description::Actor(violates.who.clone())).ok()?;
        let forbidden = self.forbidden(violates, &who);
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

    fn forbidden(&self, violates: &Violates, who: &Scope) -> Forbidden {
        let mut forbidden = Forbidden::default();
        let mut plain = Scope::empty();
        let belonging = self.compiler.belonging(&violates.who);
        for &clause in &violates.clauses {
            let Some(declared) = self.model.clause(clause) else { continue };
            let conduct = match (declared.conduct(), &declared.kind) {
                (Some(conduct), _) if conduct.modality == Modality::Prohibition => conduct,
                (None, ClauseKind::Duty(_) | ClauseKind::NotEvaluated { .. }) => {
                    forbidden.unknown |= !self.occasions.contains_key(&clause);
                    continue;
                }
                _ => continue,
            };
            let (Some(rule), Some(violations)) = (self.rules.get(clause), self.violations.get(&clause))
            else {
                forbidden.unknown = true;
                continue;
            };
            forbidden.places.extend(violations.iter().map(|violation| violation.place));
            let judged = conduct.judged_by.map(|_| clause);
            if let Some(answers) = &rule.answers {
                for (actor, own) in answers {
                    let Some((_, belongs)) = belonging.iter().find(|(member, _)| member == actor) else {
                        continue;
                    };
                    let facts = rule.effective.intersection(own).intersection(belongs);
                    forbidden.parts.push(Part { judged, answers: Some(*actor), facts });
                }
            } else if judged.is_some() {
                let facts = rule.effective.intersection(who);
                forbidden.parts.push(Part { judged, answers: None, facts });
            } else {
                plain = plain.union(&rule.effective.intersection(who));
                for violation in violations {
                    let known = forbidden.plain.entry(violation.place).or_default();
                    known.extend(violation.facts.regions().iter().cloned());
                }
            }
        }
        forbidden.parts.push(Part { judged: None, answers: None, facts: plain });
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
        for part in &forbidden.parts {
            courses.extend(speaking_of(&part.facts, &self.past.courses));
        }
        let of_who = speaking_of(who, &self.past.courses);
        let spoken_of = forbidden.parts.iter().map(|part| &part.facts).chain([who]);
        let moments = Moments::of(spoken_of, courses.values());
        let mut known: HashMap<_, Vec<(Suspect, bool)>> = HashMap::new();
        for (happening, kind) in forbidden.places.iter().filter_map(|&place| self.world.with_kind(place)) {
            let place = Some(happening.place);
            let violating = forbidden.plain.get(&happening.place);
            let stand = || self.stand(jointly, who, forbidden, &courses, &of_who, happening);
            // What incidents that differ in their times alone violate between two moments, they violate alike.
            let time = happening.facts.one_time();
            let alike = time.filter(|&time| violating.is_none_or(|own| own.one_time() == Some(time)));
            if let (Some(kind), Some(time), Some(around)) = (kind, alike, moments.around(&happening.facts)) {
                let own = violating.map(|own| own.at(&Intervals::all()));
                let key = (kind, around, own, &happening.found);
                let like = known.entry(key).or_insert_with(|| {
                    stand().into_iter().map(|(suspect, own)| (suspect, own.certain)).collect()
                });
                for &(suspect, certain) in like.iter() {
                    let times = time.clone();
                    counted.entry(suspect).or_default().push(Counted { place, times, certain });
                }
                continue;
            }
            for (suspect, own) in stand() {
                counted.entry(suspect).or_default().push(own);
            }
        }
    }

    /// Who violates, or may, by one incident.
    fn stand(
        &self,
        jointly: bool,
        who: &Scope,
        forbidden: &Forbidden,
        courses: &BTreeMap<LiteralId, Course>,
        of_who: &BTreeMap<LiteralId, Course>,
        happening: &Happening,
    ) -> Vec<(Suspect, Counted)> {
        let narrowed = |facts: &Scope| narrowed_towards(&happening.facts, courses, facts);
        let inside = |facts: &Scope| lies_in(&narrowed(facts), facts);
        let met = forbidden.parts.iter().map(|part| match (part.judged, part.answers) {
            (None, None) => forbidden
                .plain
                .get(&happening.place)
                .map_or_else(Scope::empty, |own| narrowed_towards(own, of_who, who).intersection(who)),
            _ => narrowed(&part.facts).intersection(&part.facts),
        });
        let met: Vec<Scope> = met.collect();
        let (place, actors) = (Some(happening.place), actors_of(&happening.facts));
        if jointly {
            let spans = met.iter().zip(&forbidden.parts).filter(|(_, part)| part.is_possible(happening));
            let times = spans.fold(Intervals::empty(), |all, (met, _)| all.union(&times_of(met)));
            if times.is_empty() {
                return Vec::new();
            }
            let certain = inside(&forbidden.surely(happening, |_| true));
            return vec![(None, Counted { place, times, certain })];
        }
        let mut counted = Vec::new();
        for suspect in forbidden.suspects(&met) {
            let times = forbidden.times_of(suspect, happening, &met);
            if times.is_empty() {
                continue;
            }
            // What one does, another does not: where several may have acted, only he who answers for all of them certainly did it.
            let alone = actors.len() == 1 && actors.contains(&suspect.index());
            let answers = |part: &Part| part.answers == Some(suspect);
            let certain = if alone {
                let own = |part: &Part| part.answers.is_none() || answers(part);
                inside(&forbidden.surely(happening, own))
            } else if forbidden.parts.iter().any(answers) {
                let by = self.by(suspect);
                let acting = forbidden.surely(happening, |part| part.answers.is_none()).intersection(&by);
                inside(&forbidden.surely(happening, answers).union(&acting))
            } else {
                false
            };
            counted.push((Some(suspect), Counted { place, times, certain }));
        }
        counted
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

impl Part {
    /// Whether an incident may be a violation by it: where a body judges, unless it found none.
    fn is_possible(&self, happening: &Happening) -> bool {
        self.judged.and_then(|clause| happening.found.get(&clause)) != Some(&false)
    }

    /// Whether an incident that lies in it is a violation. What a named body found of a summary is found of all that it sums
    /// up.
    fn is_sure(&self, happening: &Happening) -> bool {
        match self.judged {
            Some(clause) => happening.found.get(&clause) == Some(&true),
            None => !happening.summary,
        }
    }
}

impl Forbidden {
    /// Who may have violated, or may answer for it, by what of an incident lies in each part.
    fn suspects(&self, met: &[Scope]) -> BTreeSet<ActorId> {
        let mut suspects = BTreeSet::new();
        for (part, met) in self.parts.iter().zip(met) {
            match part.answers {
                Some(actor) if !met.is_empty() => drop(suspects.insert(actor)),
                Some(_) => {}
                None => suspects.extend(actors_of(met).into_iter().map(ActorId::at)),
            }
        }
        suspects
    }

    /// When somebody may have violated, or may answer for it.
    fn times_of(&self, suspect: ActorId, happening: &Happening, met: &[Scope]) -> Intervals {
        let parts = self.parts.iter().zip(met).filter(|(part, _)| part.is_possible(happening));
        let regions = parts.flat_map(|(part, met)| {
            met.regions().iter().filter(|region| match part.answers {
                Some(actor) => actor == suspect,
                None => region.actors.contains(suspect.index()),
            })
        });
        regions.flat_map(|region| region.time.iter()).collect()
    }

    /// The facts that are violations, of those parts that are asked for: those boxes that an incident meets.
    fn surely(&self, happening: &Happening, asked: impl Fn(&Part) -> bool) -> Scope {
        let parts = self.parts.iter().filter(|part| part.is_sure(happening) && asked(part));
        let regions = parts.flat_map(|part| part.facts.regions());
        regions.filter(|region| happening.facts.intersects_region(region)).cloned().collect()
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
