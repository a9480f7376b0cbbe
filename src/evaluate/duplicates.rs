//! Incidents that may be one fact, proposed to whoever knows better. Nothing is merged.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::counts::Interval;
use crate::evaluate::judge::{Verdict, counts, is_left_to_judgement};
use crate::evaluate::kinds::Kinds;
use crate::evaluate::log::{IncidentJudgement, assessment};
use crate::incident::{Log, Report, Status};
use crate::model::Model;
use crate::model::clauses::{Where, Who};
use crate::model::ids::ClauseId;
use crate::model::map::geodesic_m;
use crate::model::time;
use crate::scope::cells;
use crate::sets::{Bits, EARLIEST, LATEST};

/// How many proposals are worked out; the others are counted.
pub const LISTED_AT_MOST: usize = 50;

/// With how many others, from south to north, a point with the same day and sides is compared.
pub const NEIGHBOURS: usize = 64;

/// The proposals of a log.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Duplicates {
    /// The first of them, in the order of the log.
    pub proposals: Vec<Proposal>,
    /// How many there are beyond these.
    pub more: usize,
    /// How many incidents count for one clause or another, as they are.
    pub any: Interval,
    /// The same if the incidents of each proposal that is listed were one incident.
    pub any_if_one: Interval,
}

/// Incidents that may be one fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Their places in the log, ascending.
    pub incidents: Vec<usize>,
    /// The day on which reports of all have it.
    pub day: String,
    /// How far apart the farthest of the points are that were compared, in metres; nothing where places were compared by their ground.
    pub apart_m: Option<f64>,
    /// Whether their reports also name other acts.
    pub other_acts: bool,
    /// For each clause, how often these count, and how often they would as one incident.
    pub clauses: BTreeMap<ClauseId, (Interval, Interval)>,
    /// The same for any clause.
    pub any: (Interval, Interval),
}

/// The proposals among the incidents that count for some clause.
#[must_use]
pub fn duplicates(kinds: &mut Kinds<'_, '_>, log: &Log, judged: &[IncidentJudgement]) -> Duplicates {
    let mut found = Duplicates::default();
    for judgement in judged {
        if let Some(certain) = judgement.any {
            found.any.add(certain);
        }
    }
    found.any_if_one = found.any;
    let links = links(kinds.engine().model, log, judged);
    for group in groups(judged.len(), &links) {
        if found.proposals.len() == LISTED_AT_MOST {
            found.more += 1;
            continue;
        }
        let members: Vec<&IncidentJudgement> = group.iter().filter_map(|&place| judged.get(place)).collect();
        let within: Vec<&Link> = links.iter().filter(|link| group.contains(&link.one)).collect();
        let proposal = proposal(kinds, log, &members, &within);
        let (now, as_one) = proposal.any;
        let all = &mut found.any_if_one;
        all.certain = all.certain.saturating_sub(now.certain) + as_one.certain;
        all.possible = all.possible.saturating_sub(now.possible) + as_one.possible;
        found.proposals.push(proposal);
    }
    found
}

/// Two judgements, by their places in the list, whose incidents may be one.
struct Link {
    one: usize,
    other: usize,
    day: String,
    apart_m: Option<f64>,
}

/// Day and sides: what must be the same before places are compared.
type Key = (String, Vec<Who>, Vec<Who>);

/// Where a report has it.
enum Spot {
    Point { longitude: f64, latitude: f64, radius_m: f64 },
    Ground(Bits),
}

fn links(model: &Model, log: &Log, judged: &[IncidentJudgement]) -> Vec<Link> {
    // By day and sides, so that only what may be the same is compared.
    let mut alike: BTreeMap<Key, Vec<(usize, Spot)>> = BTreeMap::new();
    for (place, judgement) in judged.iter().enumerate().filter(|(_, judgement)| judgement.any.is_some()) {
        let Some(incident) = log.incidents.get(judgement.incident) else { continue };
        for report in incident.reports.iter().filter(|report| report.status != Some(Status::Refuted)) {
            if let (Some(key), Some(spot)) = (key(model, report), spot(model, report)) {
                alike.entry(key).or_default().push((place, spot));
            }
        }
    }
    let mut links = Vec::new();
    for ((day, _, _), reports) in alike.into_iter().filter(|(_, reports)| reports.len() > 1) {
        let mut points: Vec<(usize, [f64; 3])> = Vec::new();
        let mut grounds: BTreeMap<Bits, BTreeSet<usize>> = BTreeMap::new();
        for (place, spot) in reports {
            match spot {
                Spot::Point { longitude, latitude, radius_m } => {
                    points.push((place, [latitude, longitude, radius_m]));
                }
                Spot::Ground(cells) => drop(grounds.entry(cells).or_default().insert(place)),
            }
        }
        for places in grounds.into_values() {
            let next = places.iter().skip(1);
            links.extend(places.iter().zip(next).map(|(&one, &other)| Link {
                one,
                other,
                day: day.clone(),
                apart_m: None,
            }));
        }
        points.sort_by(|(one, from), (other, to)| {
            let by_number = from.iter().zip(to).map(|(from, to)| from.total_cmp(to));
            by_number.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then).then(one.cmp(other))
        });
        for (index, (one, from)) in points.iter().enumerate() {
            for (other, to) in points.iter().skip(index + 1).take(NEIGHBOURS) {
                let [[south, west, radius], [north, east, other_radius]] = [*from, *to];
                let apart = geodesic_m((west, south), (east, north));
                if one != other && apart <= radius + other_radius {
                    let (one, other) = (*one.min(other), *one.max(other));
                    links.push(Link { one, other, day: day.clone(), apart_m: Some(apart) });
                }
            }
        }
    }
    links
}

/// The day and the two sides of a report, where it has one day and names a side.
fn key(model: &Model, report: &Report) -> Option<Key> {
    let account = &report.account;
    let start = account.time.first().filter(|&start| start != EARLIEST)?;
    let end = account.time.iter().last().map(|(_, end)| end).filter(|&end| end != LATEST)?;
    let day = time::day_of(start, &model.time_zone);
    if time::day_of(end.saturating_sub(1), &model.time_zone) != day {
        return None;
    }
    let side = |named: &Option<Vec<Who>>| {
        let mut side = named.clone().unwrap_or_default();
        side.sort_unstable();
        side.dedup();
        side
    };
    let (one, other) = (side(&account.who), side(&account.whom));
    if one.is_empty() && other.is_empty() {
        return None;
    }
    Some(if one <= other { (day, one, other) } else { (day, other, one) })
}

fn spot(model: &Model, report: &Report) -> Option<Spot> {
    let places = report.account.places.as_deref()?;
    Some(match places {
        [Where::Near { longitude, latitude, radius_m }] => {
            Spot::Point { longitude: *longitude, latitude: *latitude, radius_m: *radius_m }
        }
        [Where::Place(place)] => {
            let point = model.places.points.get(place.index())?.point;
            Spot::Point { longitude: point.x(), latitude: point.y(), radius_m: 0.0 }
        }
        _ => Spot::Ground(cells(model, Some(places))),
    })
}

/// What hangs together, each group ascending, the groups by their first.
fn groups(count: usize, links: &[Link]) -> Vec<BTreeSet<usize>> {
    let mut with: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for link in links {
        with.entry(link.one).or_default().push(link.other);
        with.entry(link.other).or_default().push(link.one);
    }
    let mut reached = Bits::empty(count);
    let mut groups = Vec::new();
    for &first in with.keys() {
        let mut group = BTreeSet::new();
        let mut open = vec![first];
        while let Some(next) = open.pop() {
            if !reached.contains(next) {
                reached.insert(next);
                group.insert(next);
                open.extend(with.get(&next).into_iter().flatten());
            }
        }
        if group.len() > 1 {
            groups.push(group);
        }
    }
    groups
}

fn proposal(
    kinds: &mut Kinds<'_, '_>,
    log: &Log,
    members: &[&IncidentJudgement],
    links: &[&Link],
) -> Proposal {
    let incidents = || members.iter().filter_map(|member| log.incidents.get(member.incident));
    let reports: Vec<&Report> = incidents().flat_map(|incident| &incident.reports).collect();
    let case = kinds.case_of(reports.iter().copied());
    let model = kinds.engine().model;
    let mut clauses: BTreeMap<ClauseId, (Interval, Interval)> = BTreeMap::new();
    let mut any = (Interval::default(), Interval::default());
    for member in members {
        for verdict in &member.verdicts {
            if let Some(certain) = as_count(&verdict.as_written) {
                clauses.entry(verdict.clause).or_default().0.add(certain);
            }
        }
        if let Some(certain) = member.any {
            any.0.add(certain);
        }
    }
    // A clause for which none counts can count for none of them as one incident: its facts are theirs together.
    let mut verdicts: Vec<Verdict> = Vec::new();
    for (rule, _) in kinds.rules() {
        let Some(entry) = clauses.get_mut(&rule.clause) else { continue };
        let found = match assessment(model, reports.iter().copied(), rule.clause) {
            Some(verdict) if is_left_to_judgement(model, rule.clause) => as_count(&verdict),
            _ => counts(model, rule, &case),
        };
        if let Some(certain) = found {
            entry.1.add(certain);
            // What leaves it open does not matter to a count.
            verdicts.push(if certain { Verdict::Violation } else { Verdict::Possible(Vec::new()) });
        }
    }
    if let Some(certain) = kinds.any_of(&case, &verdicts) {
        any.1.add(certain);
    }
    let acts = reports.iter().map(|report| &report.account.acts).collect::<Vec<_>>();
    Proposal {
        incidents: members.iter().map(|member| member.incident).collect(),
        day: links.first().map(|link| link.day.clone()).unwrap_or_default(),
        apart_m: links.iter().filter_map(|link| link.apart_m).max_by(f64::total_cmp),
        other_acts: acts.windows(2).any(|pair| matches!(pair, [one, other] if one != other)),
        clauses,
        any,
    }
}

/// Whether a judgement counts, and whether for certain.
fn as_count(verdict: &Verdict) -> Option<bool> {
    match verdict {
        Verdict::Violation => Some(true),
        Verdict::Possible(_) => Some(false),
        Verdict::Excused(_) | Verdict::NoViolation | Verdict::NotAssessable(_) => None,
    }
}
