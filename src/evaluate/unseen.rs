//! When and where nobody could have observed a breach. Silence there is no compliance, and is not printed as a number.

use std::collections::BTreeMap;

use crate::evaluate::Engine;
use crate::incident::{Coverage, Log};
use crate::model::ids::{ClauseId, ZoneId};
use crate::model::time::{self, Seconds};
use crate::scope::{Budget, Compiler, Containment, Region, Rule, Scope, universe};
use crate::sets::{EARLIEST, Intervals, LATEST};

/// More days than this are not looked at one by one.
pub const DAYS_AT_MOST: usize = 400;

/// How much of some facts could have been observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// None of them.
    Nothing,
    /// Some.
    Part,
    /// All of them.
    Whole,
}

/// What could have been observed, in days.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Unseen {
    /// By clause and zone, the days on which nothing of it could be observed. No zone stands for all of the clause.
    pub spans: Vec<UnseenSpan>,
    /// How much of each clause could be observed in all the days together.
    pub clauses: BTreeMap<ClauseId, Seen>,
    /// Whether there are more days than are looked at.
    pub cut_off: bool,
}

/// Consecutive days on which nothing of a clause could be observed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnseenSpan {
    /// The clause.
    pub clause: ClauseId,
    /// Only within this zone; everywhere if absent.
    pub zone: Option<ZoneId>,
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
}

/// What of some facts could have been observed.
#[must_use]
pub fn seen(facts: &Scope, observed: &Scope) -> Seen {
    if !facts.intersects(observed) {
        return Seen::Nothing;
    }
    match facts.is_subset(observed, Budget::DEFAULT) {
        Containment::Yes => Seen::Whole,
        Containment::No(_) | Containment::Undecided => Seen::Part,
    }
}

/// What the log's source could observe and record, if the log says; where access was denied it could not.
#[must_use]
pub fn observed(engine: &Engine<'_>, coverage: &Coverage) -> Option<Scope> {
    let recorded = Region { acts: coverage.acts.clone(), ..Region::whole(&universe(engine.model)) };
    coverage.observed.as_ref().map(|observed| observed.intersection(&Scope::from(recorded)))
}

/// The days that a log and its coverage speak of, each with its begin and end; and whether there are more of them than
/// are looked at.
#[must_use]
pub fn days(engine: &Engine<'_>, log: &Log) -> (Vec<(String, Intervals)>, bool) {
    let reports = log.incidents.iter().flat_map(|incident| &incident.reports);
    let seen = log.coverage.observed.iter().chain(log.denied.iter().map(|denied| &denied.facts));
    let times = reports
        .map(|report| &report.account.time)
        .chain(seen.flat_map(Scope::regions).map(|region| &region.time));
    let mut first: Option<Seconds> = None;
    let mut last: Option<Seconds> = None;
    for time in times {
        for (start, end) in time.iter().filter(|&(start, end)| start != EARLIEST && end != LATEST) {
            first = Some(first.map_or(start, |first| first.min(start)));
            last = Some(last.map_or(end, |last| last.max(end)));
        }
    }
    let (Some(first), Some(last)) = (first, last) else { return (Vec::new(), false) };
    let zone = &engine.model.time_zone;
    let mut days = time::day_spans(first, last, zone, DAYS_AT_MOST + 1);
    let cut_off = days.len() > DAYS_AT_MOST;
    days.truncate(DAYS_AT_MOST);
    (days.into_iter().map(|(day, start, end)| (day, Intervals::of(start, end))).collect(), cut_off)
}

/// What nobody could observe; nothing where the log does not say what could be.
#[must_use]
pub fn unseen(engine: &Engine<'_>, log: &Log, rules: &[&Rule]) -> Option<Unseen> {
    let observed = observed(engine, &log.coverage)?;
    let (days, cut_off) = days(engine, log);
    let compiler = Compiler::new(engine.model, None);
    let zones: Vec<(ZoneId, Scope)> = (0..engine.model.places.zones.len())
        .map(ZoneId::at)
        .filter_map(|zone| Some((zone, compiler.zone(zone).ok()?)))
        .collect();
    let mut unseen = Unseen { cut_off, ..Unseen::default() };
    for rule in rules {
        let mut spans = Spans { clause: rule.clause, open: BTreeMap::new(), closed: Vec::new() };
        let mut whole: Option<Seen> = None;
        for (day, time) in &days {
            let then = during(&rule.effective, time);
            let found = (!then.is_empty()).then(|| seen(&then, &observed));
            if let Some(found) = found {
                whole = Some(whole.map_or(found, |known| together(known, found)));
            }
            spans.day(None, found == Some(Seen::Nothing), day);
            for (zone, ground) in &zones {
                // Where all of the clause is in the dark, or all in sight, so is each zone.
                let dark = found == Some(Seen::Part) && {
                    let there = then.intersection(ground);
                    !there.is_empty() && seen(&there, &observed) == Seen::Nothing
                };
                spans.day(Some(*zone), dark, day);
            }
        }
        if let Some(whole) = whole {
            unseen.clauses.insert(rule.clause, whole);
        }
        unseen.spans.extend(spans.finish());
    }
    Some(unseen)
}

/// What of a scope happens at these times.
#[must_use]
pub fn during(scope: &Scope, time: &Intervals) -> Scope {
    let clipped = scope
        .regions()
        .iter()
        .filter(|region| region.time.intersects(time))
        .map(|region| Region { time: region.time.intersection(time), ..region.clone() });
    clipped.collect()
}

/// How much of two things together was seen.
fn together(one: Seen, other: Seen) -> Seen {
    if one == other { one } else { Seen::Part }
}

/// Consecutive dark days, by zone.
struct Spans {
    clause: ClauseId,
    open: BTreeMap<Option<ZoneId>, (String, String)>,
    closed: Vec<UnseenSpan>,
}

impl Spans {
    fn day(&mut self, zone: Option<ZoneId>, dark: bool, day: &str) {
        if dark {
            let span = self.open.entry(zone).or_insert_with(|| (day.to_owned(), day.to_owned()));
            day.clone_into(&mut span.1);
        } else if let Some((first, last)) = self.open.remove(&zone) {
            self.closed.push(UnseenSpan { clause: self.clause, zone, first, last });
        }
    }

    fn finish(mut self) -> Vec<UnseenSpan> {
        for (zone, (first, last)) in std::mem::take(&mut self.open) {
            self.closed.push(UnseenSpan { clause: self.clause, zone, first, last });
        }
        self.closed.sort_by(|one, other| (one.zone, &one.first).cmp(&(other.zone, &other.first)));
        self.closed
    }
}
