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
    let (mut left, mut right) = (1.0 - ratio, ratio);
    let (mut at_left, mut at_right) = (at(left), at(right));
    for _ in 0..32 {
        if at_left < at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - ratio * (high - low);
            at_left = at(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + ratio * (high - low);
            at_right = at(right);
        }
    }
    at_left.min(at_right).min(at(0.0)).min(at(1.0))
}

fn nearest_m(point: Point, sides: &[Line]) -> f64 {
    let mut nearest_m = f64::INFINITY;
    for side in sides {
        let [to_start_m, to_end_m, length_m] =
            [(point.0, side.start), (point.0, side.end), (side.start, side.end)]
                .map(|(from, to)| Geodesic.distance(Point::from(from), Point::from(to)));
        // By the triangle inequality, with a hundredth to spare for sides that are no geodesics.
        if (to_start_m + to_end_m - 1.01 * length_m) / 2.0 < nearest_m {
            nearest_m = nearest_m.min(true_distance_m(point, side));
        }
    }
    nearest_m
}
