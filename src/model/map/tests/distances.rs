use geo::{Contains, Destination, Geodesic, GeodesicArea, Geometry, Line, LineString, Point};
use proptest::prelude::*;

use super::super::measure::{area_m2, distance_m, foot, is_within_m};
use super::super::{DISTANCE_LIMIT_M, MapFault, within};
use super::{nearest_m, rectangle, sides, star, true_distance_m};

/// Lines of 2 to 6 corners, up to some 100 km long.
fn line() -> impl Strategy<Value = LineString> {
    prop::collection::vec((36.0..37.0, 35.0..36.0), 2..6).prop_map(LineString::from)
}

/// How far a point of the edge of `within` may be nearer than the distance: a chord of its arcs, and a centimetre.
const INWARDS_M: f64 = 1.01;
/// How far it may be beyond the distance.
const OUTWARDS_M: f64 = 0.01;

proptest! {
    // Geometry is slow: a share of the usual number of cases, which PROPTEST_CASES raises.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 16, ..ProptestConfig::default() })]

    #[test]
    fn what_is_within_a_distance_of_a_line_is_what_geodesics_say(
        line in line(),
        radius_m in prop_oneof![200.0..1_000.0, Just(6_000.0), Just(12_000.0), Just(35_000.0)],
        points in prop::collection::vec((35.5..37.5, 34.5..36.5), 20),
    ) {
        let ground = within(&Geometry::from(line.clone()), radius_m).unwrap();
        let line: Vec<Line> = line.lines().collect();
        for point in points.into_iter().map(Point::from) {
            let apart_m = nearest_m(point, &line);
            if apart_m < radius_m - INWARDS_M || apart_m > radius_m + OUTWARDS_M {
                prop_assert_eq!(ground.contains(&point), apart_m < radius_m, "{} {}", apart_m, radius_m);
            }
        }
        // And the edge itself, which random points seldom meet.
        for ring in super::super::boundary_of(&ground) {
            for side in ring.lines().step_by(17) {
                let apart_m = nearest_m(Point::from((side.start + side.end) / 2.0), &line);
                let right = radius_m - INWARDS_M..=radius_m + OUTWARDS_M;
                prop_assert!(right.contains(&apart_m), "{} {}", apart_m, radius_m);
            }
        }
    }

    #[test]
    fn what_is_within_a_distance_of_an_area_holds_the_area(
        reaches in prop::collection::vec(0.02..0.3, 3..9), radius_m in 100.0..20_000.0,
        points in prop::collection::vec((36.0..37.0, 35.0..36.0), 20),
    ) {
        let area = star(36.5, 35.5, &reaches);
        let ground = within(&Geometry::from(area.clone()), radius_m).unwrap();
        for point in points.into_iter().map(Point::from) {
            let apart_m = if area.contains(&point) { 0.0 } else { nearest_m(point, &sides(&area)) };
            if apart_m < radius_m - INWARDS_M || apart_m > radius_m + OUTWARDS_M {
                prop_assert_eq!(ground.contains(&point), apart_m < radius_m);
            }
        }
    }

    #[test]
    fn the_fast_distance_to_a_side_is_off_by_less_than_half_a_metre_at_35_km(
        bearing in 0.0..360.0, far_m in 0.0..35_000.0, y in 25.0..50.0, side in (-0.5..0.5, -0.5..0.5),
    ) {
        let start = Geodesic.destination(Point::new(36.0, y), bearing, far_m).0;
        let side = Line::new(start, geo::Coord { x: start.x + side.0, y: start.y + side.1 });
        let point = Point::new(36.0, y);
        let (fast_m, true_m) = (distance_m(point.0, foot(point.0, &side)), true_distance_m(point, &side));
        prop_assert!((fast_m - true_m).abs() < 0.5, "{} {}", fast_m, true_m);
    }
}

#[test]
fn a_winding_line_leaves_no_crack_in_the_ground_around_it() {
    let line: LineString = (0..100u32)
        .map(|index| {
            let along = f64::from(index);
            geo::Coord {
                x: 36.0 + 0.002 * along,
                y: 35.0 + 0.01 * (along * 1.7).sin() + 0.1 * (along / 10.0).sin(),
            }
        })
        .collect();
    let parts: Vec<Line> = line.lines().collect();
    for radius_m in [800.0, 12_000.0] {
        let ground = within(&Geometry::from(line.clone()), radius_m).unwrap();
        for side in sides(&ground).iter().step_by(7) {
            let apart_m = nearest_m(Point::from(side.start), &parts);
            assert!((apart_m - radius_m).abs() < INWARDS_M, "{apart_m} {radius_m}");
        }
    }
}

#[test]
fn a_long_reach_is_decided_by_geodesics() {
    for latitude in [0.0, 35.0, 60.0, 70.0] {
        for bearing in 0..72 {
            for reach_m in [12_000.0, 35_000.0, 100_000.0, 300_000.0] {
                let from = Point::new(36.0, latitude);
                let to = |far_m| Geodesic.destination(from, f64::from(bearing) * 5.0, far_m).0;
                assert!(is_within_m(from.0, to(reach_m - 0.6), reach_m), "{latitude} {bearing} {reach_m}");
                assert!(!is_within_m(from.0, to(reach_m + 0.6), reach_m), "{latitude} {bearing} {reach_m}");
            }
        }
    }
}

#[test]
fn a_degree_of_latitude_and_of_longitude_at_the_equator() {
    let from = geo::Coord { x: 0.0, y: 0.0 };
    assert!((distance_m(from, geo::Coord { x: 0.0, y: 1.0 }) - 110_574.4).abs() < 1.0);
    assert!((distance_m(from, geo::Coord { x: 1.0, y: 0.0 }) - 111_319.5).abs() < 1.0);
}

#[test]
fn an_area_with_short_sides_has_the_extent_that_geodesics_give_it() {
    let mut corners = Vec::new();
    for index in 0..3600 {
        let angle = f64::from(index).to_radians() / 10.0;
        corners.push(0.3 + 0.1 * (5.0 * angle).sin());
    }
    let area = star(36.5, 35.5, &corners);
    let share = area_m2(&area) / area.geodesic_area_unsigned();
    assert!((share - 1.0).abs() < 1e-6, "{share}");
}

#[test]
fn a_disc_is_round_to_a_metre() {
    for radius_m in [50.0, 12_000.0, 35_000.0, 100_000.0] {
        let centre = Point::new(36.5, 35.5);
        let disc = within(&Geometry::from(centre), radius_m).unwrap();
        for bearing in 0..720 {
            let bearing = f64::from(bearing) / 2.0;
            let inside = Geodesic.destination(
                centre,
                bearing,
                radius_m - (radius_m * 1e-4).min(1.0) - 0.01 - radius_m * 1e-6,
            );
            let outside = Geodesic.destination(centre, bearing, radius_m + 0.01 + radius_m * 1e-6);
            assert!(disc.contains(&inside), "{radius_m} {bearing}");
            assert!(!disc.contains(&outside), "{radius_m} {bearing}");
        }
    }
}

#[test]
fn no_distance_gives_the_area_itself() {
    let area = rectangle(36.0, 35.0, 37.0, 36.0);
    assert!(within(&Geometry::from(area), 0.0).unwrap().contains(&Point::new(36.5, 35.5)));
    assert!(within(&Geometry::from(Point::new(36.0, 35.0)), 0.0).unwrap().0.is_empty());
}

#[test]
fn a_distance_out_of_range_is_refused() {
    for distance_m in [-1.0, f64::NAN, f64::INFINITY, 1.1e6] {
        let fault = within(&Geometry::from(Point::new(36.0, 35.0)), distance_m);
        assert_eq!(fault, Err(MapFault::DistanceOutOfRange { limit_m: DISTANCE_LIMIT_M }));
    }
}
