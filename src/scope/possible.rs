//! From what is said of an incident to the facts that this leaves possible.

use super::{Region, Scope, Universe, universe};
use crate::model::Model;
use crate::model::clauses::{Account, Where, Who};
use crate::model::ids::ZoneId;
use crate::model::places::Ground;
use crate::sets::{Bits, Intervals};

/// The facts that an account leaves possible, one scope for each direction: one, or two where the sides are named
/// without saying which of them acted.
///
/// INVARIANT: never empty. An account that nothing satisfies (a group that had no members at that time) is one whose
/// actor or target is not known.
#[must_use]
pub fn possible(model: &Model, account: &Account) -> Vec<Scope> {
    possible_in(model, account, &cells(model, account.places.as_deref()))
}

/// The same where the cells are known already.
#[must_use]
pub fn possible_in(model: &Model, account: &Account, cells: &Bits) -> Vec<Scope> {
    let work = Work { model, universe: universe(model), account, cells };
    let base = work.base();
    let bystanders = account.bystanders.as_slice();
    let who = account.who.as_deref();
    let whom = account.whom.as_deref();
    let directions = if account.undirected { vec![(who, whom), (whom, who)] } else { vec![(who, whom)] };
    directions
        .into_iter()
        .map(|(actors, targets)| {
            let hit: Option<Vec<Who>> =
                targets.map(|targets| targets.iter().chain(bystanders).copied().collect());
            work.directed(&base, actors, hit.as_deref())
        })
        .collect()
}

/// The cells in which something may have happened, whatever the zones without boundaries turn out to be.
#[must_use]
pub fn cells(model: &Model, places: Option<&[Where]>) -> Bits {
    let all = model.places.cells();
    let Some(places) = places else { return Bits::full(all) };
    let mut cells = Bits::empty(all);
    for place in places {
        cells.union_with(&cells_of(model, place));
    }
    if cells.is_empty() { Bits::full(all) } else { cells }
}

struct Work<'a> {
    model: &'a Model,
    universe: Universe,
    account: &'a Account,
    cells: &'a Bits,
}

impl Work<'_> {
    /// The boxes of everything but the two sides: acts with the means they are done with, place, time, measures,
    /// conditions.
    fn base(&self) -> Vec<Region> {
        let account = self.account;
        let mut acts = Bits::empty(self.universe.acts);
        match &account.acts {
            None => acts = Bits::full(self.universe.acts),
            Some(classes) => {
                for class in classes {
                    acts.union_with(&self.model.deeds.acts.leaves(class.index()));
                }
            }
        }
        let said = account.means.as_ref().map(|classes| {
            let mut means = Bits::empty(self.universe.means);
            for class in classes {
                means.union_with(&self.model.deeds.means.leaves(class.index()));
            }
            means
        });
        let mut template = Region::whole(&self.universe);
        template.cells = self.cells.clone();
        template.time = if account.time.is_empty() { Intervals::all() } else { account.time.clone() };
        for (&measure, range) in &account.measures {
            template.restrict_measure(measure, range);
        }
        template.literals = account.literals.clone();
        // Acts that go with the same means share a box.
        let mut boxes: Vec<(Bits, Bits)> = Vec::new();
        for act in acts.iter() {
            let goes_with = self.model.deeds.means_for(act);
            let means = match &said {
                Some(said) if said.intersects(&goes_with) => said.intersection(&goes_with),
                // A report that names a means with which such acts are not done is believed.
                Some(said) => said.clone(),
                None => goes_with,
            };
            match boxes.iter_mut().find(|(_, known)| *known == means) {
                Some((together, _)) => {
                    together.insert(act);
                }
                None => boxes.push((Bits::single(self.universe.acts, act), means)),
            }
        }
        boxes.into_iter().map(|(acts, means)| Region { acts, means, ..template.clone() }).collect()
    }

    fn directed(&self, base: &[Region], who: Option<&[Who]>, whom: Option<&[Who]>) -> Scope {
        let actors = self.sides(who, self.universe.actors, false);
        let targets = self.sides(whom, self.universe.targets, true);
        let mut scope = Scope::empty();
        for region in base {
            for (when_acting, acting) in &actors {
                let time = region.time.intersection(when_acting);
                if time.is_empty() {
                    continue;
                }
                for (when_hit, hit) in &targets {
                    scope.push(Region {
                        actors: acting.clone(),
                        targets: hit.clone(),
                        time: time.intersection(when_hit),
                        ..region.clone()
                    });
                }
            }
        }
        scope
    }

    /// The candidates for one side, with the times at which they are candidates. Candidates that exist at no time of the
    /// account leave the side unknown at those times.
    fn sides(&self, who: Option<&[Who]>, universe: usize, target: bool) -> Vec<(Intervals, Bits)> {
        let time = if self.account.time.is_empty() { Intervals::all() } else { self.account.time.clone() };
        let anybody = || vec![(Intervals::all(), Bits::full(universe))];
        let Some(who) = who else { return anybody() };
        let mut always = Bits::empty(universe);
        let mut slices: Vec<(Intervals, Bits)> = vec![(time.clone(), Bits::empty(universe))];
        for &candidate in who {
            match candidate {
                // A report that names an actor is believed, whether or not the agreement has it exist at that time.
                Who::Actor(actor) => {
                    always.insert(actor.index());
                }
                Who::Nobody => {
                    if target {
                        always.insert(universe.saturating_sub(1));
                    }
                }
                Who::Group(group) => {
                    let Some(group) = self.model.actors.groups.get(group.index()) else { continue };
                    slices = combine(&slices, &group.members.during(&time).slices(universe));
                }
            }
        }
        for (_, candidates) in &mut slices {
            candidates.union_with(&always);
            if candidates.is_empty() {
                *candidates = Bits::full(universe);
            }
        }
        slices
    }
}

/// Two constant pieces at a time: the union of the sets wherever their times meet, and what of the first is left.
fn combine(slices: &[(Intervals, Bits)], others: &[(Intervals, Bits)]) -> Vec<(Intervals, Bits)> {
    let mut combined = Vec::new();
    for (time, set) in slices {
        let mut left = time.clone();
        for (other_time, other) in others {
            let shared = left.intersection(other_time);
            if !shared.is_empty() {
                left = left.difference(&shared);
                combined.push((shared, set.union(other)));
            }
        }
        if !left.is_empty() {
            combined.push((left, set.clone()));
        }
    }
    combined
}

fn cells_of(model: &Model, place: &Where) -> Bits {
    let all = model.places.cells();
    let Some(atlas) = &model.places.atlas else { return Bits::full(all) };
    let found = match place {
        Where::Zone(zone) => return zone_cells(model, *zone, 0),
        Where::Place(place) => match model.places.points.get(place.index()) {
            Some(place) => atlas.at(place.point),
            None => return Bits::full(all),
        },
        Where::Near { longitude, latitude, radius_m } => {
            let point = geo::Point::new(*longitude, *latitude);
            if *radius_m > 0.0 { atlas.around(point, *radius_m) } else { atlas.at(point) }
        }
    };
    Bits::of(all, found.iter().map(|&cell| cell as usize))
}

/// Every cell that may belong to a zone, as anybody draws it at any time.
fn zone_cells(model: &Model, zone: ZoneId, depth: usize) -> Bits {
    let all = model.places.cells();
    let Some(zone) = model.places.zones.get(zone.index()) else { return Bits::full(all) };
    let mut cells = ground_cells(model, &zone.ground, depth);
    for ground in zone.measured.values() {
        cells.union_with(&ground_cells(model, ground, depth));
    }
    cells
}

fn ground_cells(model: &Model, ground: &Ground, depth: usize) -> Bits {
    let all = model.places.cells();
    if depth > 200 {
        return Bits::full(all);
    }
    let depth = depth + 1;
    match ground {
        Ground::Everywhere => Bits::full(all),
        Ground::Nowhere => Bits::empty(all),
        Ground::Area(area) => {
            let cells = model.places.cells_of_areas.get(area.index()).cloned();
            cells.unwrap_or_else(|| Bits::empty(all))
        }
        Ground::Zone(zone) => zone_cells(model, *zone, depth),
        Ground::Union(parts) => {
            let mut union = Bits::empty(all);
            for part in parts {
                union.union_with(&ground_cells(model, part, depth));
            }
            union
        }
        Ground::Both(one, other) => {
            ground_cells(model, one, depth).intersection(&ground_cells(model, other, depth))
        }
        // What is cut out may itself be open; only ground that certainly belongs to it is left off.
        Ground::Without(one, other) if is_fixed(model, other, depth) => {
            ground_cells(model, one, depth).difference(&ground_cells(model, other, depth))
        }
        Ground::Without(one, _) | Ground::SomePartOf(one, _) => ground_cells(model, one, depth),
        Ground::At(courses) => {
            let mut union = Bits::empty(all);
            for (_, part) in courses {
                union.union_with(&ground_cells(model, part, depth));
            }
            union
        }
    }
}

/// Whether ground is the same for everybody, at all times, with nothing left open.
fn is_fixed(model: &Model, ground: &Ground, depth: usize) -> bool {
    if depth > 200 {
        return false;
    }
    let depth = depth + 1;
    match ground {
        Ground::Everywhere | Ground::Nowhere | Ground::Area(_) => true,
        Ground::Zone(zone) => model
            .places
            .zones
            .get(zone.index())
            .is_some_and(|zone| zone.measured.is_empty() && is_fixed(model, &zone.ground, depth)),
        Ground::Union(parts) => parts.iter().all(|part| is_fixed(model, part, depth)),
        Ground::Both(one, other) | Ground::Without(one, other) => {
            is_fixed(model, one, depth) && is_fixed(model, other, depth)
        }
        Ground::SomePartOf(..) | Ground::At(_) => false,
    }
}
