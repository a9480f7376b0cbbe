//! The areas and zones of two texts.

use geo::MultiPolygon;

use super::align::{Entry, pair};
use crate::model::Model;
use crate::model::ids::{AreaId, ZoneId};
use crate::model::places::Ground;

/// How many pairs of zones are compared by their ground, and how deep.
const MOST_PAIRS: usize = 250_000;
const DEPTH: usize = 100;

/// The areas of both, each once, and for each text where its areas stand among them. Equal areas are one, so that no
/// sliver is cut between them.
pub(super) fn join_areas(texts: [&Model; 2]) -> (Vec<MultiPolygon<f64>>, [Vec<AreaId>; 2]) {
    let mut areas: Vec<MultiPolygon<f64>> = Vec::new();
    let places = texts.map(|text| {
        let mut places = Vec::with_capacity(text.places.areas.len());
        for area in &text.places.areas {
            let known = areas.iter().position(|other| other == area);
            places.push(AreaId::at(known.unwrap_or_else(|| {
                areas.push(area.clone());
                areas.len() - 1
            })));
        }
        places
    });
    (areas, places)
}

/// For each zone of the second text, the one of the first that it is: by what it is called, or else by its ground.
pub(super) fn pair_zones(texts: [&Model; 2], areas: &[Vec<AreaId>; 2]) -> Vec<Option<usize>> {
    let [first, second] = texts.map(|text| &text.places.zones);
    // The ground of a `keep` has the number of its clause for a name, which says nothing.
    let is_named = |name: &str| !name.contains(' ');
    let entries = |text: &Model| -> Vec<Option<Entry>> {
        let zones = text.places.zones.iter();
        zones
            .map(|zone| is_named(&zone.name).then(|| Entry::of(&zone.name, &zone.title, &zone.aliases)))
            .collect()
    };
    let mut pairs = pair(&entries(texts[0]), &entries(texts[1]));
    let mut taken: Vec<bool> = (0..first.len()).map(|own| pairs.contains(&Some(own))).collect();
    if first.len().saturating_mul(second.len()) > MOST_PAIRS {
        return pairs;
    }
    // A zone may be drawn from one that is paired only now, so until nothing changes; zones nest 64 deep at most.
    for _ in 0..64 {
        let mut changed = false;
        for (their, zone) in second.iter().enumerate() {
            if pairs.get(their) != Some(&None) {
                continue;
            }
            let comparison = Comparison { areas, pairs: &pairs };
            let alike: Vec<usize> = first
                .iter()
                .enumerate()
                .filter(|(own, other)| {
                    taken.get(*own) == Some(&false)
                        && is_named(&other.name) == is_named(&zone.name)
                        && comparison.same(&other.ground, &zone.ground, 0)
                })
                .map(|(own, _)| own)
                .collect();
            let only = match alike.as_slice() {
                [only] => Some(*only),
                // Those of two `keep` with one ground are paired in their order.
                [next, ..] if !is_named(&zone.name) => Some(*next),
                _ => None,
            };
            if let Some(own) = only
                && let (Some(taken), Some(slot)) = (taken.get_mut(own), pairs.get_mut(their))
            {
                *taken = true;
                *slot = Some(own);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    pairs
}

struct Comparison<'a> {
    areas: &'a [Vec<AreaId>; 2],
    pairs: &'a [Option<usize>],
}

impl Comparison<'_> {
    /// Whether the ground of the first text is drawn as that of the second, whatever the conditions are called.
    fn same(&self, own: &Ground, theirs: &Ground, depth: usize) -> bool {
        if depth > DEPTH {
            return false;
        }
        let depth = depth + 1;
        let same_zone = |own: ZoneId, theirs: ZoneId| {
            self.pairs.get(theirs.index()).copied().flatten() == Some(own.index())
        };
        match (own, theirs) {
            (Ground::Everywhere, Ground::Everywhere) | (Ground::Nowhere, Ground::Nowhere) => true,
            (Ground::Area(own), Ground::Area(theirs)) => {
                let place = |side: usize, area: &AreaId| {
                    self.areas.get(side).and_then(|places| places.get(area.index())).copied()
                };
                place(0, own) == place(1, theirs)
            }
            (Ground::Zone(own), Ground::Zone(theirs)) => same_zone(*own, *theirs),
            (Ground::Union(own), Ground::Union(theirs)) => {
                own.len() == theirs.len()
                    && own.iter().zip(theirs).all(|(own, theirs)| self.same(own, theirs, depth))
            }
            (Ground::Both(a, b), Ground::Both(c, d)) | (Ground::Without(a, b), Ground::Without(c, d)) => {
                self.same(a, c, depth) && self.same(b, d, depth)
            }
            (Ground::SomePartOf(own, _), Ground::SomePartOf(theirs, _)) => self.same(own, theirs, depth),
            (Ground::At(own), Ground::At(theirs)) => {
                own.len() == theirs.len()
                    && own
                        .iter()
                        .zip(theirs)
                        .all(|((when, own), (then, theirs))| when == then && self.same(own, theirs, depth))
            }
            _ => false,
        }
    }
}
