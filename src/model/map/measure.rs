//! Metres on the WGS 84 ellipsoid: exact ones from `geo`, and fast ones for short distances.

use geo::{Coord, Line};

/// Half the longer axis of WGS 84, in metres.
const EQUATOR_RADIUS_M: f64 = 6_378_137.0;
/// The squared eccentricity of WGS 84.
const ECCENTRICITY_SQUARED: f64 = 0.006_694_379_990_14;
/// Metres in a degree of latitude where it is shortest, less a little: for boxes that must not be too small.
const SHORTEST_DEGREE_M: f64 = 110_500.0;

/// Metres in a degree of longitude and in a degree of latitude at a latitude in degrees.
///
/// The radii of curvature in the prime vertical (times the cosine) and in the meridian.
pub(super) fn degree_m(latitude: f64) -> (f64, f64) {
    let (sine, cosine) = latitude.to_radians().sin_cos();
    let shrink = 1.0 - ECCENTRICITY_SQUARED * sine * sine;
    let normal = EQUATOR_RADIUS_M / shrink.sqrt();
    let meridian = normal * (1.0 - ECCENTRICITY_SQUARED) / shrink;
    ((normal * cosine.max(0.0)).to_radians(), meridian.to_radians())
}

/// The distance of two points in metres by the middle-latitude formula.
pub(super) fn distance_m(from: Coord, to: Coord) -> f64 {
    let (longitude_m, latitude_m) = degree_m(0.5 * (from.y + to.y));
    ((to.x - from.x) * longitude_m).hypot((to.y - from.y) * latitude_m)
}

/// The distance in metres from a point to a side, which is straight in degrees.
///
/// The foot is sought in the plane of the point's own latitude; an error in the foot only counts squared.
pub(super) fn distance_to_side_m(point: Coord, side: &Line) -> f64 {
    let (longitude_m, latitude_m) = degree_m(point.y);
    let start = ((side.start.x - point.x) * longitude_m, (side.start.y - point.y) * latitude_m);
    let along = ((side.end.x - side.start.x) * longitude_m, (side.end.y - side.start.y) * latitude_m);
    let length_squared = along.0 * along.0 + along.1 * along.1;
    let share = if length_squared > 0.0 {
        (-(start.0 * along.0 + start.1 * along.1) / length_squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let foot = Coord {
        x: side.start.x + share * (side.end.x - side.start.x),
        y: side.start.y + share * (side.end.y - side.start.y),
    };
    distance_m(point, foot)
}

/// Corners of a box in degrees that holds every point at most `radius_m` from the centre.
pub(super) fn box_around(centre: Coord, radius_m: f64) -> (Coord, Coord) {
    let high = (radius_m / SHORTEST_DEGREE_M).min(180.0);
    let steepest = (centre.y.abs() + high).min(90.0);
    let shortest = SHORTEST_DEGREE_M * steepest.to_radians().cos();
    let wide = if radius_m < shortest * 360.0 { radius_m / shortest } else { 360.0 };
    (Coord { x: centre.x - wide, y: centre.y - high }, Coord { x: centre.x + wide, y: centre.y + high })
}
