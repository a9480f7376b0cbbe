//! The occasions on which a duty is owed. `docs/semantics.md`, 13.1.

use std::collections::BTreeMap;

use crate::evaluate::duties::{Known, windows};
use crate::evaluate::past::{Done, Onset};
use crate::model::descriptions::Description;
use crate::model::duties::{Obligation, Occasions};
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::past::{Binds, Deed, Definition};
use crate::model::time::{self, Seconds};
use crate::model::waits::Length;
use crate::scope::{Scope, TooComplex};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};
use crate::syntax::tree::Direction;

/// What gives rise to an occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Raised {
    /// The clause alone.
    ByItself,
    /// An incident.
    ByDeed,
    /// An event.
    ByEvent,
    /// That a condition comes to hold.
    ByCondition,
    /// A window that comes back.
    ByWindow,
    /// A period that comes back.
    ByPeriod,
    /// A day on which another duty is fulfilled.
    BySameDay,
    /// A phase.
    ByPhase,
}

/// One occasion on which a duty is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// What gives rise to it.
    pub raised: Raised,
    /// The instants at which it may begin; never empty.
    pub begins: Intervals,
    /// The times at which doing it may be in time.
    pub in_time: Intervals,
    /// The earliest instant at which it may be due; never where absent.
    pub due: Option<Seconds>,
    /// The latest one.
    pub due_at_last: Option<Seconds>,
    /// Whether it certainly arises.
    pub certain: bool,
    /// Places in the log of the incidents that raise it.
    pub raised_by: Vec<usize>,
    /// Whom it binds, if anybody.
    pub actor: Option<ActorId>,
    /// The cells in which it arises, if it is in a place.
    pub cells: Option<Bits>,
}

impl Occasion {
    /// The first instant at which it may begin.
    #[must_use]
    pub fn first(&self) -> Seconds {
        self.begins.first().unwrap_or(EARLIEST)
    }

    /// The last one.
    #[must_use]
    pub fn last(&self) -> Seconds {
        self.begins.iter().last().map_or(EARLIEST, |(_, end)| end.saturating_sub(1))
    }

    /// An occasion that begins at one of these instants and is due at a fixed one, whichever it is.
    fn fixed(raised: Raised, begins: Intervals, due: Option<Seconds>) -> Option<Self> {
        let in_time = Intervals::of(begins.first()?, due.unwrap_or(LATEST));
        Some(Self {
            raised,
            begins,
            in_time,
            due,
            due_at_last: due,
            certain: true,
            raised_by: Vec::new(),
            actor: None,
            cells: None,
        })
    }
}

/// Whether a begin lies before an end.
fn spans(from: Seconds, until: Option<Seconds>) -> bool {
    until.is_none_or(|until| from < until)
}

/// All occasions of a duty, in the order of their begins.
#[must_use]
pub fn occasions(known: &Known<'_>, duty: &Obligation) -> Vec<Occasion> {
    match &duty.occasions {
        Occasions::Once => {
            let begins = Intervals::point(duty.from.unwrap_or(EARLIEST));
            let due = match (duty.by, duty.until) {
                (Some(by), Some(until)) => Some(by.min(until)),
                (by, until) => by.or(until),
            };
            Occasion::fixed(Raised::ByItself, begins, due).into_iter().collect()
        }
        Occasions::Each { deed, within } => raised_by_deeds(known, duty, deed, *within),
        Occasions::Events { events, within } => {
            after_events(known, duty, events, *within).into_iter().collect()
        }
        Occasions::Consequence { when, within } => {
            let onsets = if duty.speaks_of_that_party() {
                known.past.onsets_of(&known.model.past, when)
            } else {
                known.past.onsets_for_anybody(&known.model.past, when)
            };
            onsets
                .into_iter()
                .filter_map(|onset| raised(known, duty, Raised::ByCondition, onset, *within))
                .collect()
        }
        Occasions::Windows(windows) => {
            let spans = windows::within(windows.iter().copied(), known.world.as_of);
            recurring(duty, Raised::ByWindow, spans)
        }
        Occasions::Every { length, origin } => {
            let spans =
                windows::periods(known.model, *length, *origin, known.world.as_of, known.ends.possibly);
            recurring(duty, Raised::ByPeriod, spans)
        }
        Occasions::SameTime(clauses) => same_days(known, duty, clauses),
        Occasions::During(running) => during(known, duty, *running).into_iter().collect(),
        Occasions::Calendar(period) => {
            let times = windows::in_force(known, duty.from.unwrap_or(EARLIEST));
            let spans = windows::calendar(known.model, *period, &times, known.world.as_of);
            recurring(duty, Raised::ByPeriod, spans)
        }
    }
}

/// Windows or periods, each cut by `from`, `until` and `by`.
fn recurring(duty: &Obligation, raised: Raised, spans: Vec<(Seconds, Seconds)>) -> Vec<Occasion> {
    let cut = |(begin, end): (Seconds, Seconds)| {
        let begin = duty.from.map_or(begin, |from| begin.max(from));
        let end = [duty.until, duty.by].into_iter().flatten().fold(end, Seconds::min);
        (begin < end).then(|| Occasion::fixed(raised, Intervals::point(begin), Some(end))).flatten()
    };
    spans.into_iter().filter_map(cut).collect()
}

/// Each incident that possibly is what gives rise to the duty.
fn raised_by_deeds(known: &Known<'_>, duty: &Obligation, deed: &Deed, within: Length) -> Vec<Occasion> {
    let Ok(facts) = deed_facts(known, deed) else { return Vec::new() };
    let mut occasions = Vec::new();
    for done in known.world.done(&facts, &known.past.courses) {
        for onset in onsets_of_deed(&done, deed.binds, duty.speaks_of_that_party()) {
            occasions.extend(raised(known, duty, Raised::ByDeed, onset, Some(within)));
        }
    }
    occasions.sort_by_key(Occasion::first);
    occasions
}

/// The facts in which somebody does something.
fn deed_facts(known: &Known<'_>, deed: &Deed) -> Result<Scope, TooComplex> {
    let mut parts = vec![deed.facts.clone()];
    parts.extend(deed.who.clone().map(Description::Actor));
    known.compiler.scope(&Description::All(parts))
}

/// What an incident raises by being such a deed: one onset or, where it matters whom it binds, one for each whom it may bind.
fn onsets_of_deed(done: &Done, binds: Binds, by_party: bool) -> Vec<Onset> {
    let mut bound: Option<Bits> = None;
    let mut cells: Option<Bits> = None;
    for region in done.facts.regions() {
        let side = match binds {
            Binds::Actor => &region.actors,
            Binds::Target => &region.targets,
        };
        join(&mut bound, side);
        join(&mut cells, &region.cells);
    }
    let onset = |certain: bool, actor: Option<ActorId>| Onset {
        instants: done.times.clone(),
        certain,
        certain_for_somebody: certain,
        of_deed: true,
        actor,
        cells: cells.clone(),
        raised_by: vec![done.place],
    };
    if !by_party {
        return vec![onset(done.certain, None)];
    }
    // The last target is nobody, who is bound to nothing.
    let actors = done.facts.regions().first().map_or(0, |region| region.actors.len_universe());
    let candidates: Vec<usize> = bound.iter().flat_map(Bits::iter).collect();
    let alone = done.certain && candidates.len() == 1;
    candidates
        .into_iter()
        .filter(|&candidate| candidate < actors)
        .map(|candidate| onset(alone, Some(ActorId::at(candidate))))
        .collect()
}

fn join(all: &mut Option<Bits>, some: &Bits) {
    match all {
        Some(all) => all.union_with(some),
        None => *all = Some(some.clone()),
    }
}

/// The occasion that an onset raises, cut by `from` and `until`; nothing where that leaves none of its instants.
fn raised(
    known: &Known<'_>,
    duty: &Obligation,
    raised: Raised,
    onset: Onset,
    within: Option<Length>,
) -> Option<Occasion> {
    let between = Intervals::of(duty.from.unwrap_or(EARLIEST), duty.until.unwrap_or(LATEST));
    let begins = onset.instants.intersection(&between);
    let certain = onset.certain && begins == onset.instants;
    counted(known, duty, begins, within).map(|occasion| Occasion {
        raised,
        certain,
        raised_by: onset.raised_by,
        actor: onset.actor,
        cells: onset.cells,
        ..occasion
    })
}

/// An occasion that is due a length after it begins, or by a fixed date, whichever comes first.
fn counted(
    known: &Known<'_>,
    duty: &Obligation,
    begins: Intervals,
    within: Option<Length>,
) -> Option<Occasion> {
    let first = begins.first()?;
    let last = begins.iter().last().map_or(first, |(_, end)| end.saturating_sub(1));
    let end_of = |from: Seconds| {
        let counted = within.map(|length| after(known, from, length));
        match (counted, duty.by) {
            (Some(counted), Some(by)) => Some(counted.min(by)),
            (counted, by) => counted.or(by),
        }
        .filter(|&end| end != LATEST)
    };
    let in_time = begins
        .iter()
        .map(|(start, end)| (start, end_of(end.saturating_sub(1)).unwrap_or(LATEST)))
        .filter(|&(start, end)| start < end)
        .collect();
    let (due, due_at_last) = (end_of(first), end_of(last));
    Occasion::fixed(Raised::ByEvent, begins, due).map(|occasion| Occasion {
        in_time,
        due_at_last,
        ..occasion
    })
}

/// The end of a length that is counted from an instant.
fn after(known: &Known<'_>, from: Seconds, length: Length) -> Seconds {
    if from == EARLIEST {
        return EARLIEST;
    }
    time::shift(from, length.amount, length.unit, Direction::After, &known.model.time_zone).unwrap_or(LATEST)
}

/// Once all of some events have happened.
fn after_events(
    known: &Known<'_>,
    duty: &Obligation,
    events: &[LiteralId],
    within: Option<Length>,
) -> Option<Occasion> {
    let mut earliest = duty.from.unwrap_or(EARLIEST);
    let mut latest = Some(earliest);
    for &event in events {
        let course = known.past.course(event);
        // The state of clauses is looked at from the start on; other events have happened once and for all.
        let from = match known.model.past.definitions.get(&event) {
            Some(Definition::State(_)) => known.model.begin.unwrap_or(EARLIEST),
            _ => EARLIEST,
        };
        let since = Intervals::of(from, LATEST);
        earliest = earliest.max(course.possible().intersection(&since).first()?);
        let certainly = course.certain().intersection(&since).first();
        latest = latest.zip(certainly).map(|(one, other)| one.max(other));
    }
    let until = duty.until.unwrap_or(LATEST);
    let last = latest.map_or(LATEST, |latest| latest.saturating_add(1)).min(until);
    if !spans(earliest, Some(last)) {
        return None;
    }
    let certain = latest.is_some_and(|latest| latest < until);
    counted(known, duty, Intervals::of(earliest, last), within)
        .map(|occasion| Occasion { certain, ..occasion })
}

/// While a phase runs whose begin or end is no fixed moment.
fn during(known: &Known<'_>, duty: &Obligation, running: LiteralId) -> Option<Occasion> {
    let Some(Definition::Running(phase)) = known.model.past.definitions.get(&running) else { return None };
    let phase = known.past.phases.get(phase)?;
    let begin = phase.begin.earliest?.max(duty.from.unwrap_or(EARLIEST));
    let cut = [duty.until, duty.by].into_iter().flatten().min();
    let sooner = |end: Option<Seconds>| match (end, cut) {
        (Some(end), Some(cut)) => Some(end.min(cut)),
        (end, cut) => end.or(cut),
    };
    let (due, due_at_last) = (sooner(phase.end.earliest), sooner(phase.end.latest));
    let end = due_at_last.unwrap_or(LATEST);
    let last = phase.begin.latest.map_or(LATEST, |latest| latest.max(begin).saturating_add(1));
    let begins = Intervals::of(begin, last);
    (begin < end).then(|| Occasion::fixed(Raised::ByPhase, begins, due)).flatten().map(|occasion| Occasion {
        in_time: Intervals::of(begin, end),
        due_at_last,
        certain: phase.begin.latest.is_some(),
        ..occasion
    })
}

/// Each day on which an incident possibly fulfils one of some other duties.
fn same_days(known: &Known<'_>, duty: &Obligation, clauses: &[ClauseId]) -> Vec<Occasion> {
    let mut days: BTreeMap<(Seconds, Seconds), (bool, Vec<usize>)> = BTreeMap::new();
    let others = clauses.iter().filter_map(|other| known.past.duties.get(other)).flatten();
    for deed in others.flat_map(|other| &other.alongside) {
        let mut own: Vec<(Seconds, Seconds)> =
            deed.times.iter().flat_map(|(start, end)| windows::days(known.model, start, end)).collect();
        own.sort_unstable();
        own.dedup();
        let alone = own.len() == 1 && deed.certain;
        for day in own {
            let (certain, by) = days.entry(day).or_default();
            *certain |= alone;
            by.push(deed.incident);
        }
    }
    let mut occasions = Vec::new();
    for (span, (certain, mut by)) in days {
        by.sort_unstable();
        by.dedup();
        let day = recurring(duty, Raised::BySameDay, vec![span]);
        occasions.extend(day.into_iter().map(|day| Occasion { certain, raised_by: by.clone(), ..day }));
    }
    occasions
}
