use geo::{Contains, Destination, Geodesic, MultiPolygon, Point};
use proptest::prelude::*;

use super::super::measure::area_m2;
use super::super::{Atlas, CELL_LIMIT, MapFault, union};
use super::{nearest_m, rectangle, sides, star};

/// Areas of 2 to 30 km that overlap each other.
fn areas() -> impl Strategy<Value = Vec<MultiPolygon>> {
    let reaches = prop::collection::vec(0.02..0.3, 3..12);
    let area = (36.0..37.0, 35.0..36.0, reaches).prop_map(|(x, y, reaches)| star(x, y, &reaches));
    prop::collection::vec(area, 0..8)
}

fn points() -> impl Strategy<Value = Vec<Point>> {
    prop::collection::vec((35.6..37.4, 34.6..36.4).prop_map(|(x, y)| Point::new(x, y)), 20)
}

proptest! {
    // Geometry is slow: a share of the usual number of cases, which PROPTEST_CASES raises.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 8, ..ProptestConfig::default() })]

    #[test]
    fn a_point_lies_in_the_cell_of_the_areas_that_contain_it(areas in areas(), points in points()) {
        let atlas = Atlas::cut(&areas).unwrap();
        let borders: Vec<_> = areas.iter().flat_map(sides).collect();
        for point in points {
            let found = atlas.at(point);
            prop_assert!(!found.is_empty());
            if nearest_m(point, &borders) > 1.1 {
                let expected: Vec<u32> = (0..).zip(&areas).filter(|(_, area)| area.contains(&point)).map(|(n, _)| n).collect();
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!(atlas.signature(found[0]), expected);
            }
        }
    }

    #[test]
    fn the_cells_fill_the_areas_once(areas in areas()) {
        let atlas = Atlas::cut(&areas).unwrap();
        let all = areas.iter().fold(MultiPolygon(vec![]), |all, area| union(&all, area).unwrap());
        let sum_km2: f64 = (1..atlas.len() as u32).map(|cell| atlas.area_km2(cell)).sum();
        let expected_km2 = area_m2(&all) / 1e6;
        prop_assert!((sum_km2 - expected_km2).abs() < 0.01, "{} {}", sum_km2, expected_km2);
        for (index, area) in areas.iter().enumerate() {
            let own_km2: f64 = atlas.cells_of(index).into_iter().map(|cell| atlas.area_km2(cell)).sum();
            prop_assert!((own_km2 - area_m2(area) / 1e6).abs() < 0.01);
        }
    }

    #[test]
    fn no_two_cells_have_the_same_areas_and_a_sample_lies_in_its_cell(areas in areas()) {
        let atlas = Atlas::cut(&areas).unwrap();
        let cells = 0..atlas.len() as u32;
        let mut signatures: Vec<_> = cells.clone().map(|cell| atlas.signature(cell).to_vec()).collect();
        signatures.sort();
        signatures.dedup();
        prop_assert_eq!(signatures.len(), atlas.len());
        for cell in cells {
            match atlas.sample(cell) {
                Some(sample) => prop_assert!(atlas.at(sample).contains(&cell)),
                None => prop_assert!(cell == 0 && areas.is_empty()),
            }
        }
    }

    #[test]
    fn a_disc_meets_the_cells_of_its_points_and_none_beyond_it(
        areas in areas(), x in 35.6..37.4, y in 34.6..36.4, radius_m in 10.0..40_000.0,
        inner in prop::collection::vec((0.0..360.0, 0.0..1.0), 30),
    ) {
        let atlas = Atlas::cut(&areas).unwrap();
        let centre = Point::new(x, y);
        let found = atlas.around(centre, radius_m);
        for (bearing, share) in inner {
            let point = Geodesic.destination(centre, bearing, radius_m * share);
            for cell in atlas.at(point) {
                prop_assert!(found.contains(&cell), "{} not in {:?}", cell, found);
            }
        }
        for cell in found {
            if let Some(ground) = atlas.ground(cell) {
                let apart_m = nearest_m(centre, &sides(ground));
                prop_assert!(ground.contains(&centre) || apart_m <= radius_m * 1.0001 + 2.0, "{} {}", apart_m, radius_m);
            } else {
                let inside = areas.iter().any(|area| area.contains(&centre));
                let borders: Vec<_> = areas.iter().flat_map(sides).collect();
                prop_assert!(!inside || nearest_m(centre, &borders) <= radius_m * 1.0001 + 2.0);
            }
        }
    }

    #[test]
    fn an_area_meets_the_cells_of_its_points(areas in areas(), x in 36.0..37.0, y in 35.0..36.0, points in points()) {
        let atlas = Atlas::cut(&areas).unwrap();
        let area = star(x, y, &[0.3, 0.1, 0.25, 0.2, 0.3]);
        let found = atlas.meeting(&area);
        let mut borders: Vec<_> = areas.iter().flat_map(sides).collect();
        borders.extend(sides(&area));
        // A disc of 20 m around a point clear of every border is ground that counts.
        for point in points.into_iter().filter(|point| area.contains(point) && nearest_m(*point, &borders) > 20.0) {
            prop_assert!(found.contains(&atlas.at(point)[0]));
        }
        for cell in found.into_iter().filter(|cell| *cell > 0) {
            let both = super::super::intersection(&area, atlas.ground(cell).unwrap()).unwrap();
            prop_assert!(area_m2(&both) > 50.0);
        }
    }
}

#[test]
fn without_areas_everything_is_elsewhere() {
    let atlas = Atlas::cut(&[]).unwrap();
    assert_eq!(atlas.len(), 1);
    assert_eq!(atlas.at(Point::new(36.0, 35.0)), [0]);
    assert_eq!(atlas.around(Point::new(36.0, 35.0), 1e6), [0]);
    assert_eq!(atlas.meeting(&rectangle(36.0, 35.0, 37.0, 36.0)), [0]);
    assert_eq!(atlas.sample(0), None);
    assert_eq!(atlas.area_km2(0), 0.0);
}

#[test]
fn two_zones_that_overlap_make_four_cells() {
    let zones = [rectangle(36.0, 35.0, 37.0, 36.0), rectangle(36.5, 35.0, 37.5, 36.0)];
    let atlas = Atlas::cut(&zones).unwrap();
    assert_eq!(atlas.len(), 4);
    let signature = |x, y| {
        let cells = atlas.at(Point::new(x, y));
        assert_eq!(cells.len(), 1);
        atlas.signature(cells[0])
    };
    assert_eq!(signature(36.2, 35.5), [0]);
    assert_eq!(signature(36.7, 35.5), [0, 1]);
    assert_eq!(signature(37.2, 35.5), [1]);
    assert!(signature(38.0, 35.5).is_empty());
    assert_eq!(atlas.at(Point::new(36.5, 35.5)).len(), 2, "on a boundary, both sides");
    assert_eq!(atlas.at(Point::new(36.5, 35.0)).len(), 3, "at a corner, with the outside");
    assert_eq!(atlas.cells_of(0).len(), 2);
    assert!(atlas.cells_of(7).is_empty());
    assert_eq!(atlas.meeting(&rectangle(36.1, 35.1, 36.2, 35.2)), atlas.at(Point::new(36.2, 35.5)));
    assert!(atlas.meeting(&rectangle(30.0, 30.0, 40.0, 40.0)).iter().eq(&[0, 1, 2, 3]));
}

#[test]
fn an_area_that_is_another_one_adds_no_cell() {
    let zone = star(36.5, 35.5, &[0.3, 0.1, 0.25, 0.2, 0.3]);
    let atlas = Atlas::cut(&[zone.clone(), zone]).unwrap();
    assert_eq!(atlas.len(), 2);
    assert_eq!(atlas.signature(1), [0, 1]);
}

#[test]
fn a_zone_that_covers_the_earth_leaves_no_sample_elsewhere() {
    let atlas = Atlas::cut(&[rectangle(-180.0, -90.0, 180.0, 90.0)]).unwrap();
    assert_eq!(atlas.sample(0), None);
    assert_eq!(atlas.at(Point::new(36.0, 35.0)), [1]);
    assert!((atlas.area_km2(1) - 510_065_622.0).abs() < 1000.0, "{}", atlas.area_km2(1));
}

#[test]
fn a_zone_below_the_size_of_a_sliver_has_no_cell() {
    let atlas = Atlas::cut(&[rectangle(36.0, 35.0, 36.000_05, 35.000_05)]).unwrap();
    assert_eq!(atlas.len(), 1);
    assert!(atlas.cells_of(0).is_empty());
}

#[test]
fn a_grid_of_strips_hits_the_limit_on_cells() {
    let mut strips = Vec::new();
    for index in 0..150 {
        let at = f64::from(index) * 0.01;
        strips.push(rectangle(36.0 + at, 35.0, 36.005 + at, 36.5));
        strips.push(rectangle(36.0, 35.0 + at, 37.5, 35.005 + at));
    }
    assert_eq!(Atlas::cut(&strips).err(), Some(MapFault::TooManyCells { limit: CELL_LIMIT }));
}

/// Found by `the_cells_fill_the_areas_once`: the overlay returned a hole with the direction of an outer ring.
#[test]
fn a_hole_that_touches_its_outer_ring_stays_a_hole() {
    #[rustfmt::skip]
    let corners: [&[(f64, f64)]; 4] = [
        &[(36.34678640467906, 35.221473576554814), (36.29824994824031, 35.437401433288045), (36.1106869167847, 35.330414419924345),
          (36.15358394202984, 35.221473576554814), (36.163583942029845, 35.20415306847912), (36.221945541699256, 35.137708828792086)],
        &[(36.441784878425814, 35.26936602742417), (36.259444490923656, 35.2900917220443), (36.2575798175906, 35.39887115249211),
          (36.224744569901105, 35.28668653549986), (36.215950717485384, 35.276206430290685), (36.062946216760224, 35.20683654058494),
          (36.13258823301707, 35.0924260616259), (36.26159097247754, 35.11711251257029), (36.45911847861613, 35.08109396337558)],
        &[(36.02, 35.11057502865203), (35.99, 35.12789553672772), (35.99, 35.09325452057634)],
        &[(36.4130299491791, 35.246350175166555), (36.34259335580257, 35.455795186614054), (36.13314834435507, 35.510740580496126),
          (36.080417639212406, 35.29908088030922), (36.11314834435507, 35.246350175166555), (36.11900620873134, 35.232208039542826),
          (36.13314834435507, 34.98127106025482), (36.1472904799788, 35.232208039542826)],
    ];
    let areas = corners
        .map(|ring| MultiPolygon(vec![geo::Polygon::new(geo::LineString::from(ring.to_vec()), vec![])]));
    let atlas = Atlas::cut(&areas).unwrap();
    for (index, area) in areas.iter().enumerate() {
        let own_km2: f64 = atlas.cells_of(index).into_iter().map(|cell| atlas.area_km2(cell)).sum();
        assert!((own_km2 - area_m2(area) / 1e6).abs() < 0.01, "{index}: {own_km2}");
    }
}
