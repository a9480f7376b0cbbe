//! Metres on the WGS 84 ellipsoid: exact ones from `geo`, and fast ones for short distances.

use geo::{Contains, Coord, Distance, Geodesic, Geometry, Line, MultiPolygon, Point};

use super::shape::{flat, rings};

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

/// The length in metres of the geodesic between two points, each as longitude and latitude in degrees.
#[must_use]
pub fn geodesic_m(from: (f64, f64), to: (f64, f64)) -> f64 {
    Geodesic.distance(Point::from(from), Point::from(to))
}

/// The geodesic distance in metres from a point (longitude and latitude in degrees) to the nearest point of a shape; 0 within an
/// area. Nothing where the shape is empty.
#[must_use]
pub fn distance_to_m(from: (f64, f64), shape: &Geometry<f64>) -> Option<f64> {
    let point = Coord { x: from.0, y: from.1 };
    let mut nearest: Option<(f64, Coord)> = None;
    let mut look = |candidate: Coord| {
        let fast_m = distance_m(point, candidate);
        if nearest.is_none_or(|(known_m, _)| fast_m < known_m) {
            nearest = Some((fast_m, candidate));
        }
    };
    for part in flat(shape) {
        match part {
            Geometry::Point(only) => look(only.0),
            Geometry::MultiPoint(points) => points.iter().for_each(|only| look(only.0)),
            Geometry::Line(line) => look(foot(point, line)),
            Geometry::LineString(line) => line.lines().for_each(|side| look(foot(point, &side))),
            Geometry::MultiLineString(lines) => {
                lines.iter().flat_map(|line| line.lines()).for_each(|side| look(foot(point, &side)));
            }
            Geometry::Polygon(_) | Geometry::MultiPolygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {
                let area = match part {
                    Geometry::Polygon(polygon) => MultiPolygon(vec![polygon.clone()]),
                    Geometry::MultiPolygon(several) => several.clone(),
                    Geometry::Rect(rect) => MultiPolygon(vec![rect.to_polygon()]),
                    Geometry::Triangle(triangle) => MultiPolygon(vec![triangle.to_polygon()]),
                    _ => continue,
                };
                if area.contains(&Point::from(point)) {
                    return Some(0.0);
                }
                rings(&area).flat_map(|ring| ring.lines()).for_each(|side| look(foot(point, &side)));
            }
            Geometry::GeometryCollection(_) => {}
        }
    }
    nearest.map(|(_, candidate)| Geodesic.distance(Point::from(point), Point::from(candidate)))
}

/// Whether two points are at most `reach_m` apart: by the fast formula, and by a geodesic where that is too near to call.
///
/// The error of the fast formula is less than half of the margin up to 70 degrees of latitude.
pub(super) fn is_within_m(from: Coord, to: Coord, reach_m: f64) -> bool {
    let margin_m = reach_m * (reach_m / EQUATOR_RADIUS_M).powi(2);
    let fast_m = distance_m(from, to);
    if margin_m > 0.5 && (fast_m - reach_m).abs() < margin_m {
        Geodesic.distance(Point::from(from), Point::from(to)) <= reach_m
    } else {
        fast_m <= reach_m
    }
}

/// The point of a side (straight in degrees) that is nearest to a point.
///
/// It is sought in the plane of the point's own latitude; an error in it only counts squared in the distance.
pub(super) fn foot(point: Coord, side: &Line) -> Coord {
    let (longitude_m, latitude_m) = degree_m(point.y);
    let start = ((side.start.x - point.x) * longitude_m, (side.start.y - point.y) * latitude_m);
    let along = ((side.end.x - side.start.x) * longitude_m, (side.end.y - side.start.y) * latitude_m);
    let length_squared = along.0 * along.0 + along.1 * along.1;
    let share = if length_squared > 0.0 {
        (-(start.0 * along.0 + start.1 * along.1) / length_squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    side.start + (side.end - side.start) * share
}

/// Corners of a box in degrees that holds every point at most `radius_m` from the centre.
pub(super) fn box_around(centre: Coord, radius_m: f64) -> (Coord, Coord) {
    let high = (radius_m / SHORTEST_DEGREE_M).min(180.0);
    let steepest = (centre.y.abs() + high).min(90.0);
    let shortest = SHORTEST_DEGREE_M * steepest.to_radians().cos();
    let wide = if radius_m < shortest * 360.0 { radius_m / shortest } else { 360.0 };
    (Coord { x: centre.x - wide, y: centre.y - high }, Coord { x: centre.x + wide, y: centre.y + high })
}

/// The extent in square metres of an area whose sides are straight in degrees.
///
/// The ground between a side and the equator is the side's width in longitude times the mean, along it, of the ground in a
/// wedge of one radian up to a latitude (J. P. Snyder, *Map Projections: A Working Manual*, 1987, 3-12); the mean is taken
/// by Gauss and Legendre's rule with three points on pieces of at most 5 degrees of latitude, exact to a millionth.
/// Other than with geodesic sides, the parts of an area add up to the whole.
pub(super) fn area_m2(area: &MultiPolygon) -> f64 {
    rings(area).flat_map(|ring| ring.lines()).map(|side| under_side_m2(&side)).sum::<f64>().abs()
}

fn under_side_m2(side: &Line) -> f64 {
    const PIECE_DEGREES: f64 = 5.0;
    let rise = side.end.y - side.start.y;
    let count = (rise.abs() / PIECE_DEGREES).ceil().clamp(1.0, 36.0) as u32;
    let half = 0.5 / f64::from(count);
    let node = 0.6_f64.sqrt() * half;
    let mut mean = 0.0;
    for index in 0..count {
        let middle = f64::from(2 * index + 1) * half;
        let at = |share: f64| wedge_m2(side.start.y + rise * share);
        mean += (5.0 * at(middle - node) + 8.0 * at(middle) + 5.0 * at(middle + node)) / 18.0;
    }
    // Anticlockwise, the lower sides run east: their ground is what has to be taken away.
    -(side.end.x - side.start.x).to_radians() * mean / f64::from(count)
}

/// The ground between the equator and a latitude in a wedge of one radian.
fn wedge_m2(latitude: f64) -> f64 {
    let sine = latitude.to_radians().sin();
    let eccentricity = ECCENTRICITY_SQUARED.sqrt();
    let axis_squared = EQUATOR_RADIUS_M * EQUATOR_RADIUS_M * (1.0 - ECCENTRICITY_SQUARED);
    0.5 * axis_squared
        * (sine / (1.0 - ECCENTRICITY_SQUARED * sine * sine) + (eccentricity * sine).atanh() / eccentricity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{LineString, Polygon};

    #[test]
    fn a_shape_is_as_far_as_its_nearest_point() {
        let at = |x: f64, y: f64| Coord { x, y };
        let from = (37.0, 36.0);
        let degree_m = geodesic_m(from, (37.0, 37.0));
        let line = Geometry::LineString(LineString(vec![at(36.0, 37.0), at(38.0, 37.0)]));
        let found = distance_to_m(from, &line).unwrap();
        assert!((found - degree_m).abs() < 1.0, "{found} {degree_m}");
        let ring =
            LineString(vec![at(36.0, 35.0), at(38.0, 35.0), at(38.0, 37.0), at(36.0, 37.0), at(36.0, 35.0)]);
        let area = Geometry::Polygon(Polygon::new(ring, Vec::new()));
        assert_eq!(distance_to_m(from, &area), Some(0.0), "within the area");
        let outside = distance_to_m((37.0, 38.0), &area).unwrap();
        assert!((outside - geodesic_m((37.0, 38.0), (37.0, 37.0))).abs() < 1.0, "{outside}");
        assert_eq!(distance_to_m(from, &Geometry::LineString(LineString(Vec::new()))), None);
        let point = Geometry::Point(Point::new(37.0, 37.0));
        assert_eq!(distance_to_m(from, &point), Some(degree_m));
    }
}
