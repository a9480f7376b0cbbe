//! Counts (section 10).

use armistice::evaluate::{Counts, Verdict};
use armistice::incident::Incident;
use armistice::model::ids::{ActorId, ClauseId, ZoneId};
use armistice::model::time;
use std::collections::BTreeSet;

use super::incident::Possible;
use super::judge::{Judged, Naive, is_left_to_judgement};
use super::listing::Listing;
use super::world::{Matter, World};

/// Adds one incident to the counts. `detailed` says whether by party, zone and day too.
pub fn add(
    counts: &mut Counts,
    naive: &mut Naive<'_>,
    assessable: &[ClauseId],
    incident: &Incident,
    judged: &[Judged],
    detailed: bool,
) {
    let mut violated = false;
    let mut possibly = 0;
    for judged in judged {
        let certain = match judged.as_written {
            Verdict::Violation => true,
            Verdict::Possible(_) => false,
            _ => continue,
        };
        violated |= certain;
        possibly += u32::from(!certain);
        counts.clauses.entry(judged.clause).or_default().add(certain);
        if detailed {
            detail(counts, naive, incident, judged.clause, certain);
        }
    }
    // 10.3
    if violated {
        counts.any.add(true);
    } else if possibly > 0 {
        let certain = possibly > 1 && {
            let key = naive.key_of_all(assessable, incident);
            let known = key.as_ref().and_then(|key| naive.surely_one.get(key)).copied();
            known.unwrap_or_else(|| {
                let found = surely_one(&naive.worlds[0], assessable, incident);
                key.map(|key| naive.surely_one.insert(key, found));
                found
            })
        };
        counts.any.add(certain);
    }
}

/// Whether each possible fact violates one clause or another.
fn surely_one(world: &World<'_>, assessable: &[ClauseId], incident: &Incident) -> bool {
    let possible = Possible::of(world.model, incident);
    if possible.summary {
        return false;
    }
    let clauses: Vec<ClauseId> =
        assessable.iter().copied().filter(|&clause| !is_left_to_judgement(world.model, clause)).collect();
    let mut matter = Matter::default();
    for &clause in &clauses {
        let own = world.matters_to(clause);
        matter.actors.extend(own.actors);
        matter.targets.extend(own.targets);
        matter.each_other.extend(own.each_other);
        matter.acts.extend(own.acts);
        matter.means.extend(own.means);
        matter.areas.extend(own.areas);
        matter.times.extend(own.times);
        matter.literals.extend(own.literals);
        for (measure, ranges) in own.measures {
            matter.measures.entry(measure).or_default().extend(ranges);
        }
    }
    let listing = Listing::new(world, &matter, &possible);
    let violates = |listed: &super::listing::Listed| {
        clauses.iter().any(|&clause| world.in_effective_scope(clause, &listed.fact))
    };
    listing.facts.iter().all(violates)
}

/// 10.2
fn detail(counts: &mut Counts, naive: &mut Naive<'_>, incident: &Incident, clause: ClauseId, certain: bool) {
    let world = &naive.worlds[0];
    let model = world.model;
    let possible = Possible::of(model, incident);
    let mut matter = world.matters_to(clause);
    world.gather_zones(&mut matter);
    let listing = Listing::new(world, &matter, &possible);
    let violating: Vec<_> =
        listing.facts.iter().filter(|listed| world.in_effective_scope(clause, &listed.fact)).collect();

    let whole = |actor: &usize| listing.actors[actor].iter().copied();
    let who: BTreeSet<usize> = violating.iter().map(|listed| listed.fact.actor).collect();
    let anybody: BTreeSet<usize> = listing.facts.iter().map(|listed| listed.fact.actor).collect();
    let alone = anybody.iter().flat_map(whole).count() == 1;
    match world.answers(clause) {
        // 13.9
        Some(answers) => {
            for (actor, times) in answers.by.iter() {
                if violating.iter().any(|listed| times.contains(listed.fact.time)) {
                    let always = listing.facts.iter().all(|listed| times.contains(listed.fact.time));
                    counts.parties.entry((clause, actor)).or_default().add(certain && always);
                }
            }
        }
        None => {
            for actor in who.iter().flat_map(whole) {
                counts.parties.entry((clause, ActorId::at(actor))).or_default().add(certain && alone);
            }
        }
    }

    let cells: BTreeSet<usize> = listing
        .facts
        .iter()
        .map(|listed| listed.fact.cell)
        .collect::<BTreeSet<usize>>()
        .iter()
        .flat_map(|cell| listing.cells[cell].iter().copied())
        .collect();
    for index in 0..model.places.zones.len() {
        let zone = ZoneId::at(index);
        if violating.iter().any(|listed| world.in_zone(zone, &listed.fact)) {
            let known = &mut naive.always_in;
            let mut belongs =
                |&cell: &usize| *known.entry((zone, cell)).or_insert_with(|| always_in(world, zone, cell));
            let inside = certain && cells.iter().all(&mut belongs);
            counts.zones.entry((clause, zone)).or_default().add(inside);
        }
    }

    let times: BTreeSet<i64> = violating.iter().map(|listed| listed.fact.time).collect();
    let mut days: BTreeSet<String> = BTreeSet::new();
    for &(start, end) in times.iter().flat_map(|at| &listing.times[at]) {
        days.extend(time::days(start, end, &model.time_zone, 401));
        if days.len() > 400 {
            return;
        }
    }
    let one_day = days.len() == 1;
    for day in days {
        counts.days.entry((clause, day)).or_default().add(certain && one_day);
    }
}

/// Whether a cell belongs to a zone at all times, whatever the conditions.
fn always_in(world: &World<'_>, zone: ZoneId, cell: usize) -> bool {
    let mut matter = Matter::default();
    world.gather_ground(&world.model.places.zones[zone.index()].ground, &mut matter);
    let mut possible = Possible::universe(world.model);
    possible.shapes[0].cells = BTreeSet::from([cell]);
    let listing = Listing::new(world, &matter, &possible);
    listing.facts.iter().all(|listed| world.in_zone(zone, &listed.fact))
}
