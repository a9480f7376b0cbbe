//! How far the places of an incident lie from what zones are measured from.

use std::collections::BTreeSet;

use crate::evaluate::contested::{Parting, grounds_of, used_by};
use crate::model::Model;
use crate::model::clauses::{Account, Where};
use crate::model::ids::{AreaId, ClauseId, ZoneId};
use crate::model::map::distance_to_m;
use crate::model::places::Ground;

/// How far a place lies from something that a zone is measured from.
#[derive(Clone, Debug, PartialEq)]
pub struct Distance {
    /// The zone.
    pub zone: ZoneId,
    /// The name of what it is measured from.
    pub from: String,
    /// How far the zone reaches, in metres.
    pub reach_m: f64,
    /// How far the place lies from it, in metres along the geodesic; 0 within an area.
    pub distance_m: f64,
    /// How exactly the place is known: within so many metres.
    pub radius_m: f64,
}

/// The distances of the points that some accounts name, of each zone that a clause uses, or one that prevails over it, and that
/// is drawn by a distance. In the order of the zones.
#[must_use]
pub fn distances<'a>(
    model: &Model,
    clause: ClauseId,
    accounts: impl IntoIterator<Item = &'a Account>,
) -> Vec<Distance> {
    let mut found: Vec<Distance> = Vec::new();
    let accounts: Vec<&Account> = accounts.into_iter().collect();
    for parting in used_by(model, clause) {
        let Parting::Zone(zone) = parting else { continue };
        let areas: BTreeSet<AreaId> = grounds_of(model, zone).into_iter().flat_map(areas_of).collect();
        for strip in model.places.strips.iter().filter(|strip| areas.contains(&strip.area)) {
            for account in &accounts {
                let meets = account.time.is_empty() || account.time.intersects(&strip.times);
                for (point, radius_m) in points(model, account).into_iter().filter(|_| meets) {
                    let Some(distance_m) = distance_to_m(point, &strip.shape) else { continue };
                    let distance = Distance {
                        zone,
                        from: strip.from.clone(),
                        reach_m: strip.reach_m,
                        distance_m,
                        radius_m,
                    };
                    if !found.contains(&distance) {
                        found.push(distance);
                    }
                }
            }
        }
    }
    found
}

/// The points that an account names, with the radius around each in metres.
fn points(model: &Model, account: &Account) -> Vec<((f64, f64), f64)> {
    let places = account.places.iter().flatten();
    places
        .filter_map(|place| match place {
            Where::Near { longitude, latitude, radius_m } => Some(((*longitude, *latitude), *radius_m)),
            Where::Place(place) => {
                let point = model.places.points.get(place.index())?.point;
                Some(((point.x(), point.y()), 0.0))
            }
            Where::Zone(_) => None,
        })
        .collect()
}

/// The areas of which ground is made directly, without those of other zones.
fn areas_of(ground: &Ground) -> Vec<AreaId> {
    let mut areas = Vec::new();
    let mut open = vec![ground];
    while let Some(ground) = open.pop() {
        match ground {
            Ground::Area(area) => areas.push(*area),
            Ground::Everywhere | Ground::Nowhere | Ground::Zone(_) => {}
            Ground::Union(parts) => open.extend(parts),
            Ground::Both(one, other) | Ground::Without(one, other) => open.extend([&**one, &**other]),
            Ground::SomePartOf(whole, _) => open.push(whole),
            Ground::At(courses) => open.extend(courses.iter().map(|(_, part)| part)),
        }
    }
    areas
}
