//! Judgements (section 9), one incident at a time.

use armistice::evaluate::{Open, Verdict, Why};
use armistice::incident::{Assessment, Incident, Log, Status};
use armistice::model::Model;
use armistice::model::clauses::{Account, ClauseKind, Modality};
use armistice::model::ids::{ActorId, ClauseId, LiteralId, ZoneId};
use armistice::sets::Bits;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::incident::{Possible, cells};
use super::listing::Listing;
use super::world::{Matter, World, modality};

/// What is judged of one incident under one clause, as written and by whom otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub clause: ClauseId,
    pub as_written: Verdict,
    pub contested: Vec<(ActorId, Verdict)>,
}

/// An agreement under all its readers: as written first.
pub struct Naive<'m> {
    pub model: &'m Model,
    pub worlds: Vec<World<'m>>,
    matters: HashMap<(usize, ClauseId), (Matter, Vec<i64>)>,
    /// Judgements on incidents that differ in nothing that matters.
    known: HashMap<(usize, ClauseId, String), Option<Verdict>>,
    cells: HashMap<String, String>,
    /// Of incidents alike in all that matters to any prohibition: whether one of these is violated for certain.
    pub surely_one: HashMap<String, bool>,
    /// Whether a cell belongs to a zone at all times, whatever the conditions.
    pub always_in: HashMap<(ZoneId, usize), bool>,
}

impl<'m> Naive<'m> {
    pub fn new(model: &'m Model) -> Self {
        let readers = std::iter::once(None).chain(model.readers.iter().map(|&reader| Some(reader)));
        Self {
            model,
            worlds: readers.map(|reader| World::judging(model, reader)).collect(),
            matters: HashMap::new(),
            known: HashMap::new(),
            cells: HashMap::new(),
            surely_one: HashMap::new(),
            always_in: HashMap::new(),
        }
    }

    /// 9.7: the prohibitions that a log can show a breach of; those that it cannot; those of which it can in part.
    pub fn assessable(&self, recordable: &Bits) -> (Vec<ClauseId>, Vec<ClauseId>, Vec<ClauseId>) {
        let (mut whole, mut not, mut part) = (Vec::new(), Vec::new(), Vec::new());
        for index in 0..self.model.clauses.len() {
            let clause = ClauseId::at(index);
            let forbids = modality(self.model, clause) == Some(Modality::Prohibition)
                || self.worlds[0].answers(clause).is_some();
            if !forbids {
                continue;
            }
            let acts = self.acts_of(clause);
            if !acts.is_empty() && !acts.iter().any(|&act| recordable.contains(act)) {
                not.push(clause);
                continue;
            }
            if !acts.iter().all(|&act| recordable.contains(act)) {
                part.push(clause);
            }
            whole.push(clause);
        }
        (whole, not, part)
    }

    /// The acts of the facts of a clause's scope as written.
    pub fn acts_of(&self, clause: ClauseId) -> BTreeSet<usize> {
        let world = &self.worlds[0];
        let listing = Listing::new(world, &world.matters_to(clause), &Possible::universe(self.model));
        let inside = listing.facts.iter().filter(|listed| world.in_scope(clause, &listed.fact));
        inside.flat_map(|listed| listing.acts[&listed.fact.act].iter().copied()).collect()
    }

    /// 9.1, 9.4
    pub fn judge(&mut self, incident: &Incident, clause: ClauseId) -> Option<Judged> {
        let verdicts: Vec<Option<Verdict>> = (0..self.worlds.len())
            .map(|world| {
                self.verdict(world, clause, incident).map(|verdict| self.assessed(clause, incident, verdict))
            })
            .collect();
        if verdicts.iter().all(Option::is_none) {
            return None;
        }
        let said = |verdict: &Option<Verdict>| verdict.clone().unwrap_or(Verdict::NoViolation);
        let as_written = said(&verdicts[0]);
        let contested = self.worlds[1..]
            .iter()
            .zip(&verdicts[1..])
            .filter(|(_, verdict)| said(verdict) != as_written)
            .filter_map(|(world, verdict)| Some((world.reader?, said(verdict))))
            .collect();
        Some(Judged { clause, as_written, contested })
    }

    fn verdict(&mut self, world: usize, clause: ClauseId, incident: &Incident) -> Option<Verdict> {
        let key = self.key(world, clause, incident);
        if let Some(key) = &key
            && let Some(known) = self.known.get(&(world, clause, key.clone()))
        {
            return known.clone();
        }
        let possible = Possible::of(self.model, incident);
        let (matter, _) = &self.matters[&(world, clause)];
        let verdict = verdict(&self.worlds[world], matter, clause, &possible);
        if let Some(key) = key {
            self.known.insert((world, clause, key), verdict.clone());
        }
        verdict
    }

    /// 9.9: the same as written, before assessments, on those facts whose shapes pass; nothing at all where there is none.
    #[expect(clippy::option_option, reason = "the outer one says that there is no fact")]
    pub fn verdict_where(
        &self,
        clause: ClauseId,
        possible: &Possible,
        pass: &dyn Fn(&[usize]) -> bool,
    ) -> Option<Option<Verdict>> {
        let world = &self.worlds[0];
        let mut listing = Listing::new(world, &world.matters_to(clause), possible);
        listing.facts.retain(|listed| pass(&listed.shapes));
        (!listing.facts.is_empty()).then(|| verdict_on(world, clause, possible, &listing))
    }

    /// Everything on which the judgement on an incident with one report can depend. Of its time, that is which of the
    /// spans it touches within which nothing changes.
    fn key(&mut self, world: usize, clause: ClauseId, incident: &Incident) -> Option<String> {
        let model = self.model;
        if !self.matters.contains_key(&(world, clause)) {
            let matter = self.worlds[world].matters_to(clause);
            let cuts = cuts(model, &matter);
            self.matters.insert((world, clause), (matter, cuts));
        }
        let [report] = incident.reports.as_slice() else { return None };
        let account = &report.account;
        let (_, cuts) = &self.matters[&(world, clause)];
        let touched: Vec<(usize, usize)> = account
            .time
            .iter()
            .map(|(start, end)| {
                (cuts.partition_point(|&cut| cut <= start), cuts.partition_point(|&cut| cut < end))
            })
            .collect();
        let places = format!("{:?}", account.places);
        let cells = self
            .cells
            .entry(places)
            .or_insert_with(|| format!("{:?}", cells(model, account.places.as_deref())));
        let Account { who, whom, undirected, bystanders, acts, means, measures, literals, summary, .. } =
            account;
        let rest = (who, whom, undirected, bystanders, acts, means, measures, literals, summary);
        Some(format!("{touched:?} {cells} {rest:?}"))
    }

    /// Everything on which a judgement under any of these clauses, as written, can depend.
    pub fn key_of_all(&mut self, clauses: &[ClauseId], incident: &Incident) -> Option<String> {
        clauses.iter().map(|&clause| self.key(0, clause, incident)).collect()
    }

    /// 9.5
    pub fn assessed(&self, clause: ClauseId, incident: &Incident, verdict: Verdict) -> Verdict {
        let kind = &self.model.clauses[clause.index()].kind;
        let ClauseKind::Conduct { judged_by: Some(judges), .. } = kind else { return verdict };
        let found: Vec<Assessment> = incident
            .reports
            .iter()
            .filter(|report| report.assessor.is_some_and(|assessor| judges.contains(&assessor)))
            .filter_map(|report| report.assessment)
            .collect();
        if found.is_empty() {
            verdict
        } else if found.iter().all(|found| *found == Assessment::Violation) {
            Verdict::Violation
        } else if found.iter().all(|found| *found == Assessment::NoViolation) {
            Verdict::NoViolation
        } else {
            verdict
        }
    }
}

/// Whether a clause ends with `as judged by`.
pub fn is_left_to_judgement(model: &Model, clause: ClauseId) -> bool {
    let kind = &model.clauses[clause.index()].kind;
    matches!(kind, ClauseKind::Conduct { judged_by: Some(_), .. })
}

/// 8.9
pub fn is_refuted(incident: &Incident) -> bool {
    incident.reports.iter().all(|report| report.status == Some(Status::Refuted))
}

/// 12.5
pub fn end_of(log: &Log) -> i64 {
    let reports = log.incidents.iter().flat_map(|incident| &incident.reports);
    let spans = reports.flat_map(|report| report.account.time.iter().last());
    spans.map(|(_, end)| end).filter(|&end| end != i64::MAX).max().unwrap_or(i64::MAX)
}

fn cuts(model: &Model, matter: &Matter) -> Vec<i64> {
    let groups = model.actors.groups.iter().map(|group| &group.members);
    let memberships = matter.actors.iter().chain(&matter.targets).chain(&matter.each_other).chain(groups);
    let times = memberships.flat_map(|set| set.iter().map(|(_, times)| times)).chain(&matter.times);
    let cuts: BTreeSet<i64> =
        times.flat_map(|times| times.iter()).flat_map(|(start, end)| [start, end]).collect();
    cuts.into_iter().collect()
}

/// 9.1 under one reader, before assessments.
fn verdict(world: &World<'_>, matter: &Matter, clause: ClauseId, possible: &Possible) -> Option<Verdict> {
    verdict_on(world, clause, possible, &Listing::new(world, matter, possible))
}

/// The same of facts that are listed already.
fn verdict_on(
    world: &World<'_>,
    clause: ClauseId,
    possible: &Possible,
    listing: &Listing,
) -> Option<Verdict> {
    let model = world.model;
    let facts = &listing.facts;
    if !facts.iter().any(|listed| world.in_scope(clause, &listed.fact)) {
        return None;
    }
    let effective: Vec<bool> =
        facts.iter().map(|listed| world.in_effective_scope(clause, &listed.fact)).collect();
    if is_left_to_judgement(model, clause) && effective.contains(&true) {
        return Some(Verdict::NotAssessable(Why::NoAssessment));
    }
    let (all, none) = (effective.iter().all(|&inside| inside), !effective.contains(&true));
    if none {
        if possible.summary || !facts.iter().all(|listed| world.in_scope(clause, &listed.fact)) {
            return Some(Verdict::NoViolation);
        }
        let mut by = world.opposed_to(clause);
        by.sort_unstable();
        let held = |other: &ClauseId| {
            facts.iter().filter(|listed| world.in_effective_scope(*other, &listed.fact)).count()
        };
        let alone: Vec<ClauseId> = by.iter().copied().filter(|other| held(other) == facts.len()).collect();
        if !alone.is_empty() {
            return Some(Verdict::Excused(alone));
        }
        return Some(Verdict::Excused(by.into_iter().filter(|other| held(other) > 0).collect()));
    }
    if all && !possible.summary {
        return Some(Verdict::Violation);
    }
    let mut open = if all { Vec::new() } else { listing.open(&effective) };
    if let Some(directions) = possible.directions() {
        let stands = |shape: usize| {
            let own: Vec<bool> = facts
                .iter()
                .zip(&effective)
                .filter(|(listed, _)| listed.shapes.contains(&shape))
                .map(|(_, &inside)| inside)
                .collect();
            (own.contains(&true), own.contains(&false))
        };
        if stands(directions.0) != stands(directions.1) {
            open.push(Open::Direction);
        }
    }
    if possible.summary {
        open.push(Open::Event);
    }
    if open.is_empty() {
        open.push(Open::Several);
    }
    open.sort_unstable();
    Some(Verdict::Possible(open))
}

/// How many possible violations each condition leaves open (10.4).
pub fn open_conditions<'a>(judged: impl IntoIterator<Item = &'a Judged>) -> BTreeMap<LiteralId, u64> {
    let mut counts = BTreeMap::new();
    for judged in judged {
        if let Verdict::Possible(open) = &judged.as_written {
            for open in open {
                if let Open::Condition(literal) = open {
                    *counts.entry(*literal).or_default() += 1;
                }
            }
        }
    }
    counts
}
