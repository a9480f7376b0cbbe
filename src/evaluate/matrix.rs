//! The table of a joint commission: clause by party by day, week or zone, honest about what nobody could see.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::Engine;
use crate::evaluate::counts::{Interval, days_of};
use crate::evaluate::judge::Verdict;
use crate::evaluate::log::{Evaluation, IncidentJudgement};
use crate::evaluate::unseen::{Seen, days, during, observed, seen};
use crate::incident::Log;
use crate::model::actors::ActorOrigin;
use crate::model::ids::{ActorId, ClauseId, ZoneId};
use crate::model::time;
use crate::scope::{Compiler, Rule, Scope};
use crate::sets::Intervals;

/// What the columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Calendar days of the agreement's zone.
    Day,
    /// Weeks from Monday to Sunday.
    Week,
    /// Zones as written.
    Zone,
}

/// A table with a row for each clause and party, and for each clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// What the columns are.
    pub by: By,
    /// The columns in words: a day, a week from its first to its last day, the title of a zone.
    pub columns: Vec<String>,
    /// The rows, in the order of the text; of a clause all parties together first.
    pub rows: Vec<Row>,
    /// Whether there are more days or weeks than are told apart.
    pub cut_off: bool,
}

/// One clause, and one party or all.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The clause.
    pub clause: ClauseId,
    /// The party; nobody for all together.
    pub party: Option<ActorId>,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// What there is in one period or zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How many incidents.
    pub count: Interval,
    /// What it says that there is no more.
    pub silence: Silence,
}

/// What silence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// The clause covers nothing then or there.
    NotInForce,
    /// Nobody could have observed a breach.
    NoData,
    /// Nothing is recorded; how much could have been observed, where the log says so.
    NoneRecorded(Option<Seen>),
}

impl Cell {
    /// One word or two for it.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match (self.count, self.silence) {
            (Interval { certain: 1.., .. }, _) => "violation",
            (Interval { possible: 1.., .. }, _) => "possible",
            (_, Silence::NotInForce) => "not in force",
            (_, Silence::NoData) => "no data",
            (_, Silence::NoneRecorded(None)) => "none recorded",
            (_, Silence::NoneRecorded(Some(Seen::Whole))) => "none recorded, observed",
            (_, Silence::NoneRecorded(Some(_))) => "none recorded, observed in part",
        }
    }
}

impl Matrix {
    /// The table of a judged log.
    #[must_use]
    pub fn new(engine: &Engine<'_>, log: &Log, evaluation: &Evaluation, by: By) -> Self {
        let columns = Columns::new(engine, log, by);
        let observed = observed(engine, &log.coverage);
        let skipped: BTreeSet<ClauseId> =
            evaluation.not_assessable.iter().map(|(clause, _)| *clause).collect();
        let mut counts: BTreeMap<(ClauseId, Option<ActorId>, usize), Interval> = BTreeMap::new();
        for judgement in &evaluation.incidents {
            columns.count(engine, log, judgement, &mut counts);
        }
        let mut rows = Vec::new();
        for rule in engine.prohibitions(None).filter(|rule| !skipped.contains(&rule.clause)) {
            let silences: Vec<Silence> = columns
                .parts
                .iter()
                .map(|part| silence(&part.of(&rule.effective), observed.as_ref()))
                .collect();
            let counted = counts.keys().filter(|(clause, _, _)| *clause == rule.clause);
            let parties: BTreeSet<Option<ActorId>> =
                counted.map(|(_, party, _)| *party).chain(bound(engine, rule)).chain([None]).collect();
            rows.extend(parties.into_iter().map(|party| {
                let cells = silences.iter().enumerate().map(|(column, &silence)| Cell {
                    count: counts.get(&(rule.clause, party, column)).copied().unwrap_or_default(),
                    silence,
                });
                Row { clause: rule.clause, party, cells: cells.collect() }
            }));
        }
        let labels = columns.parts.into_iter().map(|part| part.label).collect();
        Self { by, columns: labels, rows, cut_off: columns.cut_off }
    }
}

/// The declared actors that a clause binds.
fn bound(engine: &Engine<'_>, rule: &Rule) -> Vec<Option<ActorId>> {
    let leaves = &engine.model.actors.leaves;
    let declared = |actor: &ActorId| {
        matches!(leaves.get(actor.index()).map(|leaf| leaf.origin), Some(ActorOrigin::Declared(_)))
    };
    let regions = rule.effective.regions().iter();
    let actors: BTreeSet<usize> = match &rule.answers {
        Some(answers) => answers
            .iter()
            .filter(|(_, own)| own.intersects(&rule.effective))
            .map(|(actor, _)| actor.index())
            .collect(),
        None => regions.flat_map(|region| region.actors.iter()).collect(),
    };
    actors.into_iter().map(ActorId::at).filter(declared).map(Some).collect()
}

fn silence(part: &Scope, observed: Option<&Scope>) -> Silence {
    if part.is_empty() {
        return Silence::NotInForce;
    }
    match observed.map(|observed| seen(part, observed)) {
        Some(Seen::Nothing) => Silence::NoData,
        known => Silence::NoneRecorded(known),
    }
}

/// The columns, and where an incident stands in them.
struct Columns {
    by: By,
    parts: Vec<Part>,
    /// The column of a day, or of a Monday.
    at: BTreeMap<String, usize>,
    cut_off: bool,
}

struct Part {
    label: String,
    is: Is,
}

enum Is {
    Time(Intervals),
    Zone(ZoneId, Scope),
}

impl Part {
    fn of(&self, scope: &Scope) -> Scope {
        match &self.is {
            Is::Time(time) => during(scope, time),
            Is::Zone(_, ground) => scope.intersection(ground),
        }
    }
}

impl Columns {
    fn new(engine: &Engine<'_>, log: &Log, by: By) -> Self {
        let model = engine.model;
        let mut columns = Self { by, parts: Vec::new(), at: BTreeMap::new(), cut_off: false };
        if by == By::Zone {
            let compiler = Compiler::new(model, None);
            let zones = (0..model.places.zones.len()).map(ZoneId::at);
            let parts = zones.filter_map(|zone| {
                let is = Is::Zone(zone, compiler.zone(zone).ok()?);
                Some(Part { label: model.places.title(zone).to_owned(), is })
            });
            columns.parts = parts.collect();
            return columns;
        }
        let (days, cut_off) = days(engine, log);
        columns.cut_off = cut_off;
        for (day, time) in days {
            let key = columns.key(&day);
            if columns.at.contains_key(&key) {
                continue;
            }
            let (label, time) = match time::week_of(&day).filter(|_| by == By::Week) {
                None => (day, time),
                // All of the week, though the log may begin or end within it.
                Some((monday, sunday)) => {
                    let zone = &model.time_zone;
                    let start = time.first().unwrap_or_default();
                    let near = time::day_spans(
                        start.saturating_sub(8 * 86_400),
                        start.saturating_add(8 * 86_400),
                        zone,
                        20,
                    );
                    let within = near.iter().filter(|(day, _, _)| *day >= monday && *day <= sunday);
                    let whole = within.map(|(_, start, end)| (*start, *end)).collect();
                    (format!("{monday} to {sunday}"), whole)
                }
            };
            columns.at.insert(key, columns.parts.len());
            columns.parts.push(Part { label, is: Is::Time(time) });
        }
        columns
    }

    /// What tells the column of a day from others.
    fn key(&self, day: &str) -> String {
        match self.by {
            By::Week => time::week_of(day).map_or_else(|| day.to_owned(), |(monday, _)| monday),
            By::Day | By::Zone => day.to_owned(),
        }
    }

    fn count(
        &self,
        engine: &Engine<'_>,
        log: &Log,
        judgement: &IncidentJudgement,
        counts: &mut BTreeMap<(ClauseId, Option<ActorId>, usize), Interval>,
    ) {
        let Some(incident) = log.incidents.get(judgement.incident) else { return };
        let times: Vec<&Intervals> = incident.reports.iter().map(|report| &report.account.time).collect();
        for tally in &judgement.kind.tallies {
            for (column, certainly_there) in match self.by {
                By::Zone => self.of_zones(&tally.zones),
                By::Day | By::Week => self.of_days(tally.days(&times, engine.model)),
            } {
                let mut add = |party: Option<ActorId>, certain: bool| {
                    counts.entry((tally.clause, party, column)).or_default().add(certain && certainly_there);
                };
                add(None, tally.certain);
                tally.parties.iter().for_each(|&(party, certain)| add(Some(party), certain));
            }
        }
        // What a named body found: of the incident as such, at the times of its reports.
        let found = |clause: ClauseId| judgement.kind.tallies.iter().all(|tally| tally.clause != clause);
        for verdict in &judgement.verdicts {
            if verdict.as_written == Verdict::Violation && found(verdict.clause) && self.by != By::Zone {
                let all = times.iter().fold(Intervals::empty(), |all, time| all.union(time));
                for (column, certainly_there) in self.of_days(days_of(&all, engine.model)) {
                    counts.entry((verdict.clause, None, column)).or_default().add(certainly_there);
                }
            }
        }
    }

    /// The columns of some days, and whether it is one and no other.
    fn of_days(&self, days: Option<Vec<String>>) -> Vec<(usize, bool)> {
        let keys: BTreeSet<String> = days.iter().flatten().map(|day| self.key(day)).collect();
        let alone = keys.len() == 1;
        keys.iter().filter_map(|key| Some((*self.at.get(key)?, alone))).collect()
    }

    fn of_zones(&self, zones: &[(ZoneId, bool)]) -> Vec<(usize, bool)> {
        let column = |wanted: ZoneId| {
            self.parts.iter().position(|part| matches!(&part.is, Is::Zone(zone, _) if *zone == wanted))
        };
        zones.iter().filter_map(|&(zone, certain)| Some((column(zone)?, certain))).collect()
    }
}
