//! Which incidents fulfil a duty, in time or late. `docs/semantics.md`, 13.3.
//!
//! Of all that happened, the incidents that can fulfil a duty at all are found once for each who owes it; each occasion then
//! looks only at those about its own time. So a log of a hundred thousand rows costs no more than it must.

use crate::evaluate::duties::binding::{Binder, Bound};
use crate::evaluate::duties::{DutyState, Known, Occasion};
use crate::evaluate::past::{self, Happening};
use crate::incident::Assessment;
use crate::model::actors::Membership;
use crate::model::descriptions::Description;
use crate::model::duties::Obligation;
use crate::model::ids::ActorId;
use crate::model::time::Seconds;
use crate::scope::{Compiler, Region, Scope, TooComplex};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};

/// No more late deeds than this are named beside those that may be in time.
const MOST_LATE: usize = 8;

/// That an incident fulfils a duty on an occasion, or may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fulfilment {
    /// Its place in the log.
    pub incident: usize,
    /// When it was, as far as it may fulfil the duty at all.
    pub times: Intervals,
    /// Whether it certainly fulfils the duty, in time or late.
    pub certain: bool,
    /// Whether it certainly does so in time.
    pub certainly_in_time: bool,
    /// Whether it may be in time.
    pub in_time: bool,
    /// Whether it may be late.
    pub late: bool,
}

/// From when on something has been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// For certain.
    pub certainly: Option<Seconds>,
    /// Possibly.
    pub possibly: Option<Seconds>,
}

impl Done {
    /// Never.
    pub const NONE: Self = Self { certainly: None, possibly: None };

    /// Of what is told only once it is due, by what has become of it.
    pub(super) fn once_due(occasion: &Occasion, state: DutyState) -> Self {
        let possible = !matches!(state, DutyState::Missed | DutyState::Void);
        Self {
            certainly: occasion.due_at_last.filter(|_| state == DutyState::Fulfilled),
            possibly: occasion.due.filter(|_| possible),
        }
    }

    fn or(self, certainly: Option<Seconds>, possibly: Option<Seconds>) -> Self {
        let earlier = |one: Option<Seconds>, other: Option<Seconds>| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        Self { certainly: earlier(self.certainly, certainly), possibly: earlier(self.possibly, possibly) }
    }
}

/// What all incidents together do for a duty on an occasion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// One fulfils it in time for certain.
    pub certainly_in_time: bool,
    /// One fulfils it for certain, in time or late.
    pub certainly: bool,
    /// One may be in time.
    pub in_time: bool,
    /// One may be late.
    pub late: bool,
}

/// An incident that may fulfil a duty, whenever it is owed.
#[derive(Clone, Debug)]
struct Match {
    incident: usize,
    times: Intervals,
    first: Seconds,
    /// The first instant after it.
    end: Seconds,
    certain: bool,
    found: Vec<(ActorId, Assessment)>,
}

/// The incidents that may fulfil a duty for one who owes it, whenever it is owed.
pub struct Matches {
    acts: Bits,
    facts: Scope,
    done: Deeds,
    /// With those that begin what was to be completed, where that is another matter.
    begun: Option<Deeds>,
}

/// Deeds in the order of their begins.
struct Deeds {
    bounded: Vec<Match>,
    /// The latest end of a deed and of all before it.
    reach: Vec<Seconds>,
    /// The earliest end of a certain deed and of all after it.
    certain_by: Vec<Option<Seconds>>,
    /// Those of which it is not known when they began or ended.
    unbounded: Vec<Match>,
    latest_end: Seconds,
    latest_certain_begin: Option<Seconds>,
}

impl Matches {
    /// Looks for them.
    ///
    /// # Errors
    /// Where the deed takes more boxes than are worked on.
    pub fn new(
        known: &Known<'_>,
        duty: &Obligation,
        binder: &Binder<'_>,
        bound: &Bound,
    ) -> Result<Self, TooComplex> {
        let scope = deed(known.compiler, &duty.deed, binder.members(), bound)?;
        let begun = match duty.completed {
            Some(_) => Some(deed(known.compiler, &duty.begun(), binder.members(), bound)?),
            None => None,
        };
        let mut acts = Bits::empty(known.compiler.universe().acts);
        scope.regions().iter().for_each(|region| acts.union_with(&region.acts));
        let of = |scope: &Scope| Deeds::new(known, scope, bound);
        Ok(Self { acts, done: of(&scope), begun: begun.as_ref().map(of), facts: scope })
    }

    /// The leaves of all acts that fulfil it.
    #[must_use]
    pub fn acts(&self) -> &Bits {
        &self.acts
    }

    /// The facts that fulfil it, whenever it is owed.
    #[must_use]
    pub fn facts(&self) -> &Scope {
        &self.facts
    }

    /// What they do on an occasion: together, and each that is about its time, in the order of the log.
    #[must_use]
    pub fn against(&self, occasion: &Occasion) -> (Tally, Vec<Fulfilment>) {
        self.done.against(occasion)
    }

    /// All that fulfils an occasion, or may, and when: in time or, where `late` is a way to do it, late as long as it has not
    /// certainly been done before.
    #[must_use]
    pub fn until_done(&self, occasion: &Occasion, late: bool) -> Vec<Fulfilment> {
        self.done.until_done(occasion, late)
    }

    /// From when on it is done.
    #[must_use]
    pub fn done(&self, occasion: &Occasion) -> Done {
        self.done.since(occasion)
    }

    /// From when on it is begun.
    #[must_use]
    pub fn begun(&self, occasion: &Occasion) -> Done {
        self.begun.as_ref().unwrap_or(&self.done).since(occasion)
    }

    /// What was found on each that may fulfil the duty on an occasion, in time or late, and by whom.
    pub fn found<'s>(&'s self, occasion: &'s Occasion) -> impl Iterator<Item = (ActorId, Assessment)> + 's {
        let since = Intervals::of(occasion.first(), LATEST);
        let may = self.done.iter().filter(move |own| own.times.intersects(&since));
        may.flat_map(|own| own.found.iter().copied())
    }
}

/// The facts that fulfil a duty for some who owe it, wherever that may be in the same zone.
///
/// # Errors
/// Where it takes more boxes than are worked on.
pub fn deed(
    compiler: &Compiler<'_>,
    deed: &Description,
    members: Option<&Membership>,
    bound: &Bound,
) -> Result<Scope, TooComplex> {
    let universe = compiler.universe();
    let bearers = bound.bearers.iter().map(|actor| actor.index());
    let mut narrow = Region { actors: Bits::of(universe.actors, bearers), ..Region::whole(universe) };
    if let Some(party) = bound.party {
        narrow.targets = Bits::single(universe.targets, party.index());
    }
    if let Some((possibly, _)) = &bound.cells {
        narrow.cells = possibly.clone();
    }
    let bearers = members.cloned().map(Description::Actor);
    let parts = bearers.into_iter().chain([deed.clone()]).collect();
    Ok(compiler.scope(&Description::All(parts))?.intersection(&Scope::from(narrow)))
}

impl Match {
    /// An incident against the facts that fulfil a duty, and the cells that certainly are in the same zone.
    fn new(happening: &Happening, done: past::Done, bound: &Bound) -> Self {
        let at_home = |cells: &(Bits, Bits)| {
            happening.facts.regions().iter().all(|region| region.cells.is_subset(&cells.1))
        };
        let certain = done.certain && bound.cells.as_ref().is_none_or(at_home);
        let times = done.times;
        Self {
            incident: happening.place,
            first: times.first().unwrap_or(EARLIEST),
            end: times.iter().last().map_or(LATEST, |(_, end)| end),
            times,
            certain,
            found: happening.assessments.clone(),
        }
    }

    fn against(&self, occasion: &Occasion) -> Fulfilment {
        let due = occasion.due.unwrap_or(LATEST);
        let certain = self.certain && self.first >= occasion.last();
        Fulfilment {
            incident: self.incident,
            times: self.times.clone(),
            certain,
            certainly_in_time: certain && self.end <= due,
            in_time: self.times.intersects(&occasion.in_time),
            late: self.end > due.max(occasion.first()),
        }
    }
}

impl Deeds {
    fn new(known: &Known<'_>, scope: &Scope, bound: &Bound) -> Self {
        let done = known.world.done_by(scope, &known.past.courses);
        Self::of(done.map(|(happening, done)| Match::new(happening, done, bound)))
    }

    fn of(all: impl Iterator<Item = Match>) -> Self {
        let (mut bounded, unbounded): (Vec<Match>, Vec<Match>) =
            all.partition(|own| own.first != EARLIEST && own.end != LATEST);
        bounded.sort_by_key(|own| own.first);
        let mut latest = EARLIEST;
        let mut reach = Vec::with_capacity(bounded.len());
        for own in &bounded {
            latest = latest.max(own.end);
            reach.push(latest);
        }
        let mut earliest: Option<Seconds> = None;
        let mut certain_by = Vec::with_capacity(bounded.len());
        for own in bounded.iter().rev() {
            if own.certain {
                earliest = Some(earliest.map_or(own.end, |known| known.min(own.end)));
            }
            certain_by.push(earliest);
        }
        certain_by.reverse();
        let certain = bounded.iter().chain(&unbounded).filter(|own| own.certain);
        Self {
            latest_end: bounded.iter().chain(&unbounded).map(|own| own.end).max().unwrap_or(EARLIEST),
            latest_certain_begin: certain.map(|own| own.first).max(),
            bounded,
            reach,
            certain_by,
            unbounded,
        }
    }

    fn iter(&self) -> impl Iterator<Item = &Match> {
        self.bounded.iter().chain(&self.unbounded)
    }

    /// The bounded ones that begin before an instant and end after another one, the last first.
    fn between(&self, from: Seconds, until: Seconds) -> impl Iterator<Item = &Match> {
        let before = self.bounded.partition_point(|own| own.first < until);
        let own = self.bounded.iter().zip(&self.reach).take(before).rev();
        own.take_while(move |&(_, &reach)| reach > from).map(|(own, _)| own).filter(move |own| own.end > from)
    }

    fn against(&self, occasion: &Occasion) -> (Tally, Vec<Fulfilment>) {
        let from = occasion.first();
        let until = occasion.in_time.iter().last().map_or(from, |(_, end)| end);
        let about = self.between(from, until).chain(&self.unbounded);
        let mut by: Vec<Fulfilment> = about.map(|own| own.against(occasion)).collect();
        by.retain(|own| own.in_time || own.late);
        let tally = Tally {
            certainly_in_time: by.iter().any(|own| own.certainly_in_time),
            certainly: self.latest_certain_begin.is_some_and(|begin| begin >= occasion.last()),
            in_time: by.iter().any(|own| own.in_time),
            // Where what it waits for may come after the date by which it is due, what is done before that is not late.
            late: occasion.due.is_some_and(|due| self.latest_end > due.max(occasion.first())),
        };
        if !tally.certainly_in_time {
            let after = self.bounded.partition_point(|own| own.first < until);
            for own in self.bounded.iter().skip(after).take(MOST_LATE) {
                let own = own.against(occasion);
                let certain = own.certain;
                by.push(own);
                if certain {
                    break;
                }
            }
        }
        by.sort_by_key(|own| own.incident);
        (tally, by)
    }

    fn until_done(&self, occasion: &Occasion, late: bool) -> Vec<Fulfilment> {
        let from = occasion.first();
        let mut counting = occasion.in_time.clone();
        if late {
            let done = self.since(occasion).certainly.map_or(LATEST, |done| done.saturating_add(1));
            counting = counting.union(&Intervals::of(from, done));
        }
        let until = counting.iter().last().map_or(from, |(_, end)| end);
        let about = self.between(from, until).chain(&self.unbounded);
        let counted = about.filter_map(|own| {
            let times = own.times.intersection(&counting);
            let whole = times == own.times;
            let own = own.against(occasion);
            (!times.is_empty()).then_some(Fulfilment { certain: own.certain && whole, times, ..own })
        });
        counted.collect()
    }

    fn since(&self, occasion: &Occasion) -> Done {
        let (first, last) = (occasion.first(), occasion.last());
        let after = self.bounded.partition_point(|own| own.first < last);
        let certainly = self.certain_by.get(after).copied().flatten().map(|end| end.saturating_sub(1));
        let later = self.bounded.partition_point(|own| own.first < first);
        let possibly = self.bounded.get(later).map(|own| own.first);
        let since = Intervals::of(first, LATEST);
        let straddling = self.between(first, first).chain(&self.unbounded);
        straddling.fold(Done::NONE.or(certainly, possibly), |done, own| {
            let certainly = own.certain && own.first >= last && own.end != LATEST;
            done.or(certainly.then(|| own.end.saturating_sub(1)), own.times.intersection(&since).first())
        })
    }
}

#[cfg(test)]
mod tests;
