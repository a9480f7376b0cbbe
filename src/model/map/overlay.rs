//! Union, intersection and difference of areas, guarded against input on which they would not come back.

use geo::algorithm::bool_ops::{BooleanOps, FillRule, OpType};
use geo::orient::Direction;
use geo::{
    BoundingRect, Coord, Intersects, Line, LineString, MultiPolygon, Orient, Polygon, Rect, unary_union,
};
use rstar::{RTree, RTreeObject};

use super::fault::MapFault;
use super::measure::degree_m;
use super::shape::{made_valid, rings};

/// So few pairs of sides are overlaid without counting their crossings first.
const UNCOUNTED_PAIRS: usize = 250_000;
/// Pairs of sides that meet, beyond those of neighbours: above this the overlay would take seconds and gigabytes.
const CROSSING_LIMIT: usize = 300_000;
/// Pairs of sides whose boxes meet, beyond which no more are looked at.
const PAIR_LIMIT: usize = 5_000_000;
/// A piece smaller than this, in square metres, is a sliver.
pub(super) const SLIVER_M2: f64 = 100.0;
/// A piece narrower than this on average (twice the area by the circumference), in metres, is a sliver.
const SLIVER_WIDTH_M: f64 = 0.5;

/// The ground in either area.
///
/// # Errors
/// [`MapFault::TooTangled`].
pub fn union(one: &MultiPolygon<f64>, other: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, MapFault> {
    made_valid(one.iter().chain(other))
}

/// The ground in both areas.
///
/// # Errors
/// [`MapFault::TooTangled`].
pub fn intersection(
    one: &MultiPolygon<f64>,
    other: &MultiPolygon<f64>,
) -> Result<MultiPolygon<f64>, MapFault> {
    shared(&made_valid(one.iter())?, &made_valid(other.iter())?)
}

/// The ground in the first area and not in the second.
///
/// # Errors
/// [`MapFault::TooTangled`].
pub fn difference(one: &MultiPolygon<f64>, other: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, MapFault> {
    taken_away(&made_valid(one.iter())?, &made_valid(other.iter())?)
}

/// The intersection of valid areas.
pub(super) fn shared(one: &MultiPolygon, other: &MultiPolygon) -> Result<MultiPolygon, MapFault> {
    if !boxes_meet(one, other) {
        return Ok(MultiPolygon(Vec::new()));
    }
    check_pair(one, other)?;
    Ok(overlaid(one, other, OpType::Intersection))
}

/// A valid area without another.
pub(super) fn taken_away(one: &MultiPolygon, other: &MultiPolygon) -> Result<MultiPolygon, MapFault> {
    if !boxes_meet(one, other) {
        return Ok(one.clone());
    }
    check_pair(one, other)?;
    Ok(overlaid(one, other, OpType::Difference))
}

/// The union of valid polygons that may overlap each other.
pub(super) fn united(parts: MultiPolygon) -> Result<MultiPolygon, MapFault> {
    if parts.0.len() < 2 { Ok(parts) } else { resolved(parts) }
}

/// The ground that rings go round, counted with their direction.
pub(super) fn resolved(parts: MultiPolygon) -> Result<MultiPolygon, MapFault> {
    let lines = sides(&parts);
    check_crossings(&lines, &lines)?;
    Ok(overlaid(&parts, &MultiPolygon(Vec::new()), OpType::Union))
}

/// The overlay itself.
///
/// i_overlay 4.5 gives some holes that touch their outer ring the direction of an outer ring. What comes after counts
/// windings, so the directions are set right here.
fn overlaid(one: &MultiPolygon, other: &MultiPolygon, operation: OpType) -> MultiPolygon {
    one.boolean_op_with_fill_rule(other, operation, FillRule::NonZero).orient(Direction::Default)
}

/// The union of shapes that run the right way, without counting their crossings first.
pub(super) fn gathered<'a>(shapes: impl IntoIterator<Item = &'a MultiPolygon>) -> MultiPolygon {
    unary_union(shapes).orient(Direction::Default)
}

/// Every side of every ring.
pub(super) fn sides(area: &MultiPolygon) -> Vec<Line> {
    rings(area).flat_map(LineString::lines).collect()
}

/// Whether the bounding boxes of two areas share a point.
pub(super) fn boxes_meet(one: &MultiPolygon, other: &MultiPolygon) -> bool {
    match (one.bounding_rect(), other.bounding_rect()) {
        (Some(one), Some(other)) => one.intersects(&other),
        _ => false,
    }
}

/// The rings of an area cut to a box: inside the box they go round the same ground.
///
/// I. Sutherland, G. Hodgman, *Reentrant polygon clipping*, CACM 17, 1974. The result is good as an operand of an overlay
/// with something inside the box, and for nothing else: sides may run along the edge of the box twice.
pub(super) fn cut_to_box(area: &MultiPolygon, limits: Rect) -> MultiPolygon {
    let (low, high) = (limits.min(), limits.max());
    let polygons =
        area.iter().filter(|polygon| polygon.bounding_rect().is_some_and(|own| own.intersects(&limits)));
    let cut = |ring: &LineString| {
        let mut coords: Vec<Coord> = ring.0.clone();
        coords.pop();
        let coords = cut_to_half(coords, |c| c.x - low.x);
        let coords = cut_to_half(coords, |c| high.x - c.x);
        let coords = cut_to_half(coords, |c| c.y - low.y);
        LineString(cut_to_half(coords, |c| high.y - c.y))
    };
    MultiPolygon(
        polygons
            .map(|polygon| {
                Polygon::new(cut(polygon.exterior()), polygon.interiors().iter().map(cut).collect())
            })
            .filter(|polygon| polygon.exterior().0.len() > 3)
            .collect(),
    )
}

/// The part of an open ring where `inside` is not negative.
fn cut_to_half(ring: Vec<Coord>, inside: impl Fn(Coord) -> f64) -> Vec<Coord> {
    let Some(&last) = ring.last() else { return ring };
    if ring.iter().all(|coord| inside(*coord) >= 0.0) {
        return ring;
    }
    let mut kept = Vec::with_capacity(ring.len());
    let mut from = last;
    for to in ring {
        let (before, after) = (inside(from), inside(to));
        if (before >= 0.0) != (after >= 0.0) {
            kept.push(from + (to - from) * (before / (before - after)));
        }
        if after >= 0.0 {
            kept.push(to);
        }
        from = to;
    }
    kept
}

/// The area without its slivers, and with holes that are slivers filled.
pub(super) fn without_slivers(area: MultiPolygon) -> MultiPolygon {
    MultiPolygon(area.into_iter().filter_map(without_sliver_holes).collect())
}

fn without_sliver_holes(polygon: Polygon) -> Option<Polygon> {
    let (outer, holes) = polygon.into_inner();
    let (mut area_m2, mut length_m) = extent(&outer);
    if is_sliver(area_m2, length_m) {
        return None;
    }
    let mut kept = Vec::new();
    for hole in holes {
        let (hole_m2, hole_length_m) = extent(&hole);
        if !is_sliver(hole_m2, hole_length_m) {
            area_m2 -= hole_m2;
            length_m += hole_length_m;
            kept.push(hole);
        }
    }
    (!is_sliver(area_m2, length_m)).then(|| Polygon::new(outer, kept))
}

fn is_sliver(area_m2: f64, length_m: f64) -> bool {
    area_m2 < SLIVER_M2 || 2.0 * area_m2 < SLIVER_WIDTH_M * length_m
}

/// The area within a ring in square metres and its length in metres, in a plane that fits its middle: good to a percent.
fn extent(ring: &LineString) -> (f64, f64) {
    let (Some(first), Some(limits)) = (ring.0.first().copied(), ring.bounding_rect()) else {
        return (0.0, 0.0);
    };
    let (longitude_m, latitude_m) = degree_m(limits.center().y);
    let (mut twice_m2, mut length_m) = (0.0, 0.0);
    for side in ring.lines() {
        let (start, end) = (side.start - first, side.end - first);
        twice_m2 += (start.x * end.y - end.x * start.y) * longitude_m * latitude_m;
        length_m += ((end.x - start.x) * longitude_m).hypot((end.y - start.y) * latitude_m);
    }
    (0.5 * twice_m2.abs(), length_m)
}

fn check_pair(one: &MultiPolygon, other: &MultiPolygon) -> Result<(), MapFault> {
    check_crossings(&sides(one), &sides(other))
}

/// Refuses sides that meet each other too often.
///
/// Crossings of n sides can number n²/2, and the overlay stores each. Neighbours in a ring meet without crossing, so a few
/// meetings per side are free.
fn check_crossings(one: &[Line], other: &[Line]) -> Result<(), MapFault> {
    if one.len().saturating_mul(other.len()) <= UNCOUNTED_PAIRS {
        return Ok(());
    }
    let tree = RTree::bulk_load(other.to_vec());
    let free = 8 * (one.len() + other.len());
    let (mut pairs, mut crossings) = (0, 0);
    for side in one {
        for met in tree.locate_in_envelope_intersecting(&side.envelope()) {
            pairs += 1;
            if side.intersects(met) {
                crossings += 1;
            }
            if pairs > PAIR_LIMIT + free || crossings > CROSSING_LIMIT + free {
                return Err(MapFault::TooTangled { limit: CROSSING_LIMIT });
            }
        }
    }
    Ok(())
}
