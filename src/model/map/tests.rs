//! Each answer against a naive one: containment by `geo`, distances by Karney's geodesics.

mod cells;
mod distances;
mod files;
mod hostile;

use geo::{Coord, Distance, Geodesic, Line, LineString, MultiPolygon, Point, Polygon};

/// A polygon with its corners around a centre, in degrees; the corners' distances make it convex or not.
fn star(x: f64, y: f64, reaches: &[f64]) -> MultiPolygon {
    let corners = reaches.iter().enumerate().map(|(index, reach)| {
        let angle = std::f64::consts::TAU * index as f64 / reaches.len() as f64;
        Coord { x: x + reach * angle.cos(), y: y + reach * angle.sin() }
    });
    MultiPolygon(vec![Polygon::new(LineString(corners.collect()), vec![])])
}

/// A rectangle in degrees.
fn rectangle(left: f64, bottom: f64, right: f64, top: f64) -> MultiPolygon {
    MultiPolygon(vec![geo::Rect::new(Coord { x: left, y: bottom }, Coord { x: right, y: top }).to_polygon()])
}

fn sides(area: &MultiPolygon) -> Vec<Line> {
    super::overlay::sides(area)
}

/// The geodesic distance from a point to a side that is straight in degrees: the least over the side, to a centimetre, by
/// golden section (the distance has one minimum along a short side).
fn true_distance_m(point: Point, side: &Line) -> f64 {
    let at = |share: f64| Geodesic.distance(point, Point::from(side.start + (side.end - side.start) * share));
    let ratio = (5f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
        if at(left) < at(right) { high = right } else { low = left }
    }
    at(0.5 * (low + high)).min(at(0.0)).min(at(1.0))
}

fn nearest_m(point: Point, sides: &[Line]) -> f64 {
    sides.iter().map(|side| true_distance_m(point, side)).fold(f64::INFINITY, f64::min)
}
