//! Readers who part (9.8), reports that disagree (8.11, 9.9), what nobody could observe (9.10).

use std::collections::BTreeSet;

use armistice::evaluate::contested::Parting;
use armistice::evaluate::unseen::{Seen, Unseen};
use armistice::evaluate::{Evaluation, Verdict};
use armistice::incident::{Incident, Log, Report};
use armistice::model::clauses::ClauseKind;
use armistice::model::descriptions::Description;
use armistice::model::ids::{ClauseId, TermId, ZoneId};
use armistice::model::places::Ground;
use armistice::sets::Intervals;

use super::incident::{Possible, Shape};
use super::judge::{Judged, Naive};
use super::listing::Listing;
use super::world::{Matter, World};

/// Compares both lists of an evaluation with what listing facts gives.
pub fn compare(naive: &mut Naive<'_>, log: &Log, judged: &[(usize, Vec<Judged>)], found: &Evaluation) {
    contested(naive, log, judged, found);
    disagreeing(naive, log, judged, found);
}

fn contested(naive: &Naive<'_>, log: &Log, judged: &[(usize, Vec<Judged>)], found: &Evaluation) {
    let mut list = found.contested.iter();
    for (index, judged) in judged {
        for judged in judged {
            let word = judged.as_written.word();
            if judged.contested.iter().all(|(_, own)| own.word() == word) {
                continue;
            }
            let entry = list.next().expect("another contested judgement");
            assert_eq!((entry.incident, entry.clause), (*index, judged.clause));
            assert_eq!(entry.as_written, judged.as_written);
            for (reader, own) in &judged.contested {
                let entry = entry.readers.iter().find(|entry| entry.reader == *reader).expect("each reader");
                assert_eq!(entry.verdict, *own);
                let world = naive.worlds.iter().find(|world| world.reader == Some(*reader)).unwrap();
                let over = partings(&naive.worlds[0], world, judged.clause, &log.incidents[*index]);
                assert_eq!(entry.over, over, "what {} reads otherwise", naive.model.actors.name(*reader));
                assert!(!over.is_empty(), "a reader judges otherwise and reads nothing otherwise");
            }
        }
    }
    assert_eq!(list.next(), None);
}

/// 9.8
fn partings(written: &World<'_>, read: &World<'_>, clause: ClauseId, incident: &Incident) -> Vec<Parting> {
    let model = written.model;
    let reader = read.reader.unwrap();
    let mut used = BTreeSet::from([Parting::Force]);
    gather(written, &model.in_force, &mut used);
    for clause in written.prevailing(clause).into_iter().chain([clause]) {
        match &model.clauses[clause.index()].kind {
            ClauseKind::Conduct { scope, .. } => gather(written, scope, &mut used),
            ClauseKind::Duty(duty) => gather(written, &duty.deed, &mut used),
            ClauseKind::StatedOnly | ClauseKind::Change | ClauseKind::NotEvaluated { .. } => {}
        }
    }
    let own = |description: &Description| {
        let mut own = false;
        description.visit(&mut |part| {
            own |= matches!(part, Description::Read { by, .. } if by.contains_key(&reader));
        });
        own
    };
    let possible = Possible::of(model, incident);
    used.into_iter()
        .filter(|parting| {
            let (is_own, description) = match *parting {
                Parting::Term(term) => (own(&model.terms[term.index()].meaning), Description::Term(term)),
                Parting::Zone(zone) => {
                    let measured = &model.places.zones[zone.index()].measured;
                    (measured.contains_key(&reader), Description::Place(zone))
                }
                Parting::Force => (own(&model.in_force), model.in_force.clone()),
            };
            let mut matter = Matter::default();
            written.gather(&description, &mut matter);
            read.gather(&description, &mut matter);
            let listing = Listing::new(written, &matter, &possible);
            let parts = |fact| written.holds(&description, fact) != read.holds(&description, fact);
            is_own && listing.facts.iter().any(|listed| parts(&listed.fact))
        })
        .collect()
}

/// The terms and zones of a description, through all steps.
fn gather(world: &World<'_>, description: &Description, used: &mut BTreeSet<Parting>) {
    description.visit(&mut |part| match part {
        Description::Term(term) => term_used(world, *term, used),
        Description::Place(zone) => zone_used(world, *zone, used),
        _ => {}
    });
}

fn term_used(world: &World<'_>, term: TermId, used: &mut BTreeSet<Parting>) {
    if used.insert(Parting::Term(term)) {
        gather(world, &world.model.terms[term.index()].meaning, used);
    }
}

fn zone_used(world: &World<'_>, zone: ZoneId, used: &mut BTreeSet<Parting>) {
    if used.insert(Parting::Zone(zone)) {
        let zone = &world.model.places.zones[zone.index()];
        ground_used(world, &zone.ground, used);
        zone.measured.values().for_each(|ground| ground_used(world, ground, used));
    }
}

fn ground_used(world: &World<'_>, ground: &Ground, used: &mut BTreeSet<Parting>) {
    match ground {
        Ground::Zone(zone) => zone_used(world, *zone, used),
        Ground::Everywhere | Ground::Nowhere | Ground::Area(_) => {}
        Ground::Union(parts) => parts.iter().for_each(|part| ground_used(world, part, used)),
        Ground::Both(one, other) | Ground::Without(one, other) => {
            ground_used(world, one, used);
            ground_used(world, other, used);
        }
        Ground::SomePartOf(whole, _) => ground_used(world, whole, used),
        Ground::At(courses) => courses.iter().for_each(|(_, part)| ground_used(world, part, used)),
    }
}

fn disagreeing(naive: &mut Naive<'_>, log: &Log, judged: &[(usize, Vec<Judged>)], found: &Evaluation) {
    for entry in &found.disagreeing {
        let incident = &log.incidents[entry.incident];
        let (_, judged) = judged.iter().find(|(index, _)| *index == entry.incident).unwrap();
        assert_eq!(entry.clauses.len(), judged.len());
        for (clause, judged) in entry.clauses.iter().zip(judged) {
            assert_eq!((clause.clause, &clause.any), (judged.clause, &judged.as_written));
            for (alone, report) in clause.alone.iter().zip(&incident.reports) {
                let only = only(report);
                let expected = naive.judge(&only, clause.clause).map(|judged| judged.as_written);
                assert_eq!(said(alone.clone()), said(expected), "{} alone", report.id);
            }
            let every = every(naive, clause.clause, incident);
            assert_eq!(clause.every.is_none(), every.is_none(), "whether they exclude each other");
            assert_eq!(entry.exclude_each_other, every.is_none());
            if let Some(every) = every {
                assert_eq!(clause.every, Some(said(every)), "what every report allows");
            }
            let (as_one, as_none) = clause.settled_by();
            if !matches!(clause.any, Verdict::Possible(_)) {
                assert!(as_one.is_empty() && as_none.is_empty());
            }
        }
    }
    // An incident that is not listed has reports that allow the same.
    for (index, _) in judged {
        let listed = found.disagreeing.iter().any(|entry| entry.incident == *index);
        let incident = &log.incidents[*index];
        let allowed: BTreeSet<Vec<_>> = incident
            .reports
            .iter()
            .map(|report| {
                let mut shapes = Possible::of(naive.model, &only(report)).shapes;
                shapes.sort();
                shapes
            })
            .collect();
        assert!(listed || allowed.len() == 1, "{} disagrees and is not listed", incident.id);
    }
}

fn said(verdict: Option<Verdict>) -> Verdict {
    verdict.unwrap_or(Verdict::NoViolation)
}

fn only(report: &Report) -> Incident {
    Incident { id: "alone".to_owned(), reports: vec![report.clone()] }
}

/// The judgement on the facts that every report allows; nothing where there is none.
#[expect(
    clippy::option_option,
    reason = "no such fact, and a clause that does not concern them, are two things"
)]
fn every(naive: &mut Naive<'_>, clause: ClauseId, incident: &Incident) -> Option<Option<Verdict>> {
    let possible = Possible::of(naive.model, incident);
    let mut reports: Vec<Vec<usize>> = Vec::new();
    let mut first = 0;
    for report in &incident.reports {
        let shapes = Possible::of(naive.model, &only(report)).shapes.len();
        reports.push((first..first + shapes).collect());
        first += shapes;
    }
    let by_all = |shapes: &[usize]| reports.iter().all(|own| own.iter().any(|shape| shapes.contains(shape)));
    let found = naive.verdict_where(clause, &possible, &by_all)?;
    Some(found.map(|found| naive.assessed(clause, incident, found)))
}

/// 9.10: how much of each prohibition somebody could have observed on each day, where `observed` says of which facts.
pub fn compare_seen(
    naive: &Naive<'_>,
    log: &Log,
    observed: &Shape,
    found: &Unseen,
    days: &[(String, Intervals)],
) {
    let world = &naive.worlds[0];
    let (assessable, _, _) = naive.assessable(&log.coverage.acts);
    for clause in assessable {
        let mut whole: Option<Seen> = None;
        for (day, time) in days {
            let mut any = Possible::universe(naive.model);
            any.shapes[0].time = time.clone();
            any.shapes.push(observed.clone());
            let listing = Listing::new(world, &world.matters_to(clause), &any);
            let covered: Vec<bool> = listing
                .facts
                .iter()
                .filter(|listed| listed.shapes.contains(&0) && world.in_effective_scope(clause, &listed.fact))
                .map(|listed| listed.shapes.contains(&1))
                .collect();
            let dark = !covered.is_empty() && !covered.contains(&true);
            let named = found.spans.iter().any(|span| {
                span.clause == clause && span.zone.is_none() && span.first <= *day && *day <= span.last
            });
            assert_eq!(named, dark, "{day} of clause {clause:?}");
            if covered.is_empty() {
                continue;
            }
            let seen = match (covered.contains(&true), covered.contains(&false)) {
                (true, false) => Seen::Whole,
                (true, true) => Seen::Part,
                _ => Seen::Nothing,
            };
            whole = Some(whole.map_or(seen, |known| if known == seen { seen } else { Seen::Part }));
        }
        assert_eq!(found.clauses.get(&clause).copied(), whole, "all days of clause {clause:?}");
    }
}
