//! Several logs of one time side by side: what each counts, over what time, of what it could record, and whom it names.
//! Their numbers are never added: nothing says which of one log's incidents are another's.

use std::collections::BTreeMap;

use crate::evaluate::counts::Interval;
use crate::evaluate::log::{Evaluation, is_refuted};
use crate::incident::{Incident, Log, Tally, Window};
use crate::model::Model;
use crate::model::clauses::Who;
use crate::model::time::Seconds;
use crate::scope::Compiler;
use crate::sets::{EARLIEST, Intervals, LATEST};

/// What one log has over a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<'l> {
    /// Counts that the source states itself and whose time is not known to lie outside, in the order of the file.
    pub stated: Vec<Stated<'l>>,
    /// The incidents that the log lists, if it lists any.
    pub listed: Option<Listed>,
}

/// A count that the source states itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated<'l> {
    /// The count.
    pub tally: &'l Tally,
    /// Whether all of its time lies within the time in question; nothing where its time is not said.
    pub within: Option<bool>,
    /// Whether it holds another of these, or is held by another: then they count the same twice.
    pub overlaps: bool,
}

/// The incidents of a log over a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// How many lie within it for certain, and how many may.
    pub incidents: Interval,
    /// How many reports those have that lie within it for certain.
    pub reports: u64,
    /// How many people were killed in those that lie within it for certain.
    pub killed: Option<Killed>,
    /// How many of those that lie within it for certain violate some clause of the agreement.
    pub violations: Interval,
    /// Who is named in those that lie within it for certain, the most frequent first.
    pub named: Vec<(Named, u64)>,
}

/// The dead, added up over incidents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Killed {
    /// At least.
    pub low: u64,
    /// The best estimate, where each incident with dead has one.
    pub best: Option<u64>,
    /// At most, where each incident with dead has a bound.
    pub high: Option<u64>,
}

/// Who a report says acted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// One of these; anybody where nobody is named.
    Actor(Option<Vec<Who>>),
    /// Either of two sides against the other.
    Either(Option<Vec<Who>>, Option<Vec<Who>>),
    /// The reports of one incident name different ones.
    Several,
}

/// The time for which the agreement is in force as written; nothing where it has no begin or no end.
#[must_use]
pub fn time_in_force(model: &Model) -> Option<(Seconds, Seconds)> {
    let scope = Compiler::new(model, None).scope(&model.in_force).ok()?;
    let times = scope.regions().iter().fold(Intervals::empty(), |all, region| all.union(&region.time));
    let (start, end) = (times.first()?, times.iter().last()?.1);
    (start != EARLIEST && end != LATEST).then_some((start, end))
}

/// What a judged log has over a time.
#[must_use]
pub fn side<'l>(log: &'l Log, evaluation: &Evaluation, (start, end): (Seconds, Seconds)) -> Side<'l> {
    let period = Intervals::of(start, end);
    let stated: Vec<Stated<'l>> = log
        .tallies
        .iter()
        .filter_map(|tally| {
            let within = match window(tally, start) {
                Some(times) if !times.intersects(&period) => return None,
                Some(times) => Some(times.is_subset(&period)),
                None => None,
            };
            Some(Stated { tally, within, overlaps: false })
        })
        .collect();
    let times: Vec<Option<Intervals>> = stated.iter().map(|stated| window(stated.tally, start)).collect();
    let overlaps = |own: usize| {
        let mine = times.get(own).and_then(Option::as_ref);
        times.iter().enumerate().any(|(other, theirs)| match (mine, theirs) {
            (Some(mine), Some(theirs)) => other != own && mine.intersects(theirs),
            _ => false,
        })
    };
    let marked = stated.iter().enumerate().map(|(own, stated)| Stated { overlaps: overlaps(own), ..*stated });
    Side {
        stated: marked.collect(),
        listed: (!log.incidents.is_empty()).then(|| listed(log, evaluation, &period)),
    }
}

/// The time of a count; what is counted since the begin is counted since the begin of the time in question.
fn window(tally: &Tally, start: Seconds) -> Option<Intervals> {
    match tally.window {
        Window::Between(from, until) | Window::Within(from, until) => Some(Intervals::of(from, until)),
        Window::SinceStart(until) if until > start => Some(Intervals::of(start, until)),
        // A total that ends before that is one of another time.
        Window::SinceStart(until) => Some(Intervals::of(until.saturating_sub(1), until)),
        Window::Unknown => None,
    }
}

fn listed(log: &Log, evaluation: &Evaluation, period: &Intervals) -> Listed {
    let judged: BTreeMap<usize, Option<bool>> =
        evaluation.incidents.iter().map(|judgement| (judgement.incident, judgement.any)).collect();
    let mut listed = Listed {
        incidents: Interval::default(),
        reports: 0,
        killed: None,
        violations: Interval::default(),
        named: Vec::new(),
    };
    let mut named: BTreeMap<Named, u64> = BTreeMap::new();
    for (index, incident) in log.incidents.iter().enumerate().filter(|(_, incident)| !is_refuted(incident)) {
        let times = incident.reports.iter().map(|report| &report.account.time);
        // An incident without a time may have happened at any.
        let time = times
            .fold(Intervals::empty(), |all, time| all.union(if time.is_empty() { period } else { time }));
        let undated = incident.reports.iter().any(|report| report.account.time.is_empty());
        if !time.intersects(period) {
            continue;
        }
        let within = !undated && time.is_subset(period);
        listed.incidents.add(within);
        if !within {
            continue;
        }
        listed.reports += u64::try_from(incident.reports.len()).unwrap_or(u64::MAX);
        if let Some(killed) = killed(incident) {
            let all = listed.killed.get_or_insert(Killed { low: 0, best: Some(0), high: Some(0) });
            let both = |one: Option<u64>, other: Option<u64>| Some(one?.saturating_add(other?));
            all.low = all.low.saturating_add(killed.low);
            (all.best, all.high) = (both(all.best, killed.best), both(all.high, killed.high));
        }
        if let Some(certain) = judged.get(&index).copied().flatten() {
            listed.violations.add(certain);
        }
        *named.entry(named_in(incident)).or_default() += 1;
    }
    listed.named = named.into_iter().collect();
    listed.named.sort_by(|(one, fewer), (other, more)| more.cmp(fewer).then_with(|| one.cmp(other)));
    listed
}

/// The dead of one incident: as few and as many as any of its reports says.
fn killed(incident: &Incident) -> Option<Killed> {
    let said: Vec<_> = incident.reports.iter().filter_map(|report| report.killed).collect();
    let best: Vec<Option<u64>> = said.iter().map(|killed| killed.best).collect();
    Some(Killed {
        low: said.iter().map(|killed| killed.low).min()?,
        // Estimates that differ are no estimate.
        best: best
            .iter()
            .all(|one| Some(one) == best.first())
            .then(|| best.first().copied().flatten())
            .flatten(),
        high: said
            .iter()
            .map(|killed| killed.high)
            .collect::<Option<Vec<u64>>>()
            .and_then(|highs| highs.into_iter().max()),
    })
}

fn named_in(incident: &Incident) -> Named {
    let mut names = incident.reports.iter().map(|report| {
        let account = &report.account;
        if account.undirected {
            // Which side stands first says nothing.
            let (one, other) = (account.who.clone(), account.whom.clone());
            if one <= other { Named::Either(one, other) } else { Named::Either(other, one) }
        } else {
            Named::Actor(account.who.clone())
        }
    });
    let Some(first) = names.next() else { return Named::Several };
    if names.all(|name| name == first) { first } else { Named::Several }
}
