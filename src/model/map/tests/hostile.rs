//! What no drafter would draw: the answer is a fault or an area, never a panic, and soon.

use geo::{Contains, Coord, Geometry, GeometryCollection, LineString, MultiPolygon, Point, Polygon};
use proptest::prelude::*;

use super::super::*;
use super::rectangle;

/// Numbers that go wrong easily: none, far too great, repeated, or all but equal.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => (-3i32..3).prop_map(f64::from),
        3 => -4.0..4.0f64,
        1 => -1e-9..1e-9f64,
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, 1e-300, -180.0, 90.0]),
    ]
}

fn ring() -> impl Strategy<Value = LineString> {
    prop::collection::vec((number(), number()).prop_map(|(x, y)| Coord { x, y }), 0..10).prop_map(LineString)
}

fn area() -> impl Strategy<Value = MultiPolygon> {
    let polygon =
        (ring(), prop::collection::vec(ring(), 0..3)).prop_map(|(outer, holes)| Polygon::new(outer, holes));
    prop::collection::vec(polygon, 0..3).prop_map(MultiPolygon)
}

proptest! {
    // Geometry is slow: a share of the usual number of cases, which PROPTEST_CASES raises.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 16, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(areas in prop::collection::vec(area(), 0..4), line in ring(), x in number(), y in number(), size_m in number()) {
        let mut shapes: Vec<Geometry> = areas.iter().cloned().map(Geometry::from).collect();
        shapes.push(line.clone().into());
        shapes.push(Point::new(x, y).into());
        let together = Geometry::GeometryCollection(GeometryCollection(shapes.clone()));
        shapes.push(Geometry::GeometryCollection(GeometryCollection(vec![together])));
        for shape in &shapes {
            let _ = area_of(shape);
            let _ = line_of(shape);
        }
        if let Some(nested) = shapes.last() {
            let _ = within(nested, 1000.0 * size_m);
        }
        for pair in areas.windows(2) {
            let _ = union(&pair[0], &pair[1]);
            let _ = intersection(&pair[0], &pair[1]);
            let _ = difference(&pair[0], &pair[1]);
            let _ = boundary_of(&pair[0]);
        }
        let atlas = Atlas::cut(&areas).unwrap();
        prop_assert!(!atlas.at(Point::new(x, y)).is_empty());
        prop_assert!(!atlas.around(Point::new(x, y), size_m).is_empty());
        for area in &areas {
            let _ = atlas.meeting(area);
        }
        for cell in 0..=atlas.len() as u32 {
            prop_assert!(atlas.area_km2(cell).is_finite());
            let _ = atlas.sample(cell);
            let _ = atlas.signature(cell);
        }
    }
}

#[test]
fn a_figure_of_eight_gives_both_loops() {
    let eight =
        Polygon::new(LineString::from(vec![(36.0, 35.0), (37.0, 36.0), (37.0, 35.0), (36.0, 36.0)]), vec![]);
    let area = area_of(&eight.into()).unwrap();
    assert!(area.contains(&Point::new(36.1, 35.5)) && area.contains(&Point::new(36.9, 35.5)));
    assert!(!area.contains(&Point::new(36.5, 35.1)));
}

#[test]
fn polygons_of_one_zone_may_overlap_and_run_either_way() {
    let mut parts = rectangle(36.0, 35.0, 37.0, 36.0).0;
    parts.extend(rectangle(36.5, 35.0, 37.5, 36.0));
    for polygon in &mut parts {
        polygon.exterior_mut(|ring| ring.0.reverse());
        let area = area_of(&MultiPolygon(vec![polygon.clone()]).into()).unwrap();
        assert_eq!(area.0.len(), 1);
    }
    parts.extend(rectangle(36.6, 35.0, 37.8, 36.0));
    let area = area_of(&MultiPolygon(parts).into()).unwrap();
    assert!(area.contains(&Point::new(36.7, 35.5)));
}

#[test]
fn a_hole_outside_its_ring_takes_nothing_away() {
    let [ring, hole] = [(36.0, 36.5), (37.0, 37.5)]
        .map(|(left, right)| rectangle(left, 35.0, right, 36.0).0.remove(0).exterior().clone());
    let area = area_of(&Polygon::new(ring, vec![hole]).into()).unwrap();
    assert_eq!(boundary_of(&area).0.len(), 1);
    assert!(!area.contains(&Point::new(37.2, 35.5)));
}

#[test]
fn shapes_without_extent_are_said_to_be_so() {
    let flat = Polygon::new(LineString::from(vec![(36.0, 35.0), (37.0, 35.0), (36.0, 35.0)]), vec![]);
    let dot = Polygon::new(LineString::from(vec![(36.0, 35.0); 9]), vec![]);
    let none = Geometry::GeometryCollection(GeometryCollection(vec![]));
    for shape in [flat.into(), dot.into(), none] {
        assert_eq!(area_of(&shape), Err(MapFault::NoExtent));
    }
    assert_eq!(line_of(&LineString::from(vec![(36.0, 35.0); 9]).into()), Err(MapFault::NoExtent));
}

/// A walk of so many steps that lands anywhere in one degree: every two sides are likely to cross.
fn scribble(corners: u32) -> LineString {
    let mut state = 1u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    (0..corners).map(|_| Coord { x: 36.0 + next(), y: 35.0 + next() }).collect()
}

#[test]
fn a_scribble_of_many_corners_is_refused() {
    let scribble = scribble(20_000);
    let area = MultiPolygon(vec![Polygon::new(scribble.clone(), vec![])]);
    let tangled = MapFault::TooTangled { limit: 300_000 };
    assert_eq!(area_of(&area.clone().into()), Err(tangled.clone()));
    assert_eq!(union(&area, &area), Err(tangled.clone()));
    assert_eq!(Atlas::cut(std::slice::from_ref(&area)).err(), Some(tangled));
    let atlas = Atlas::cut(&[rectangle(36.0, 35.0, 36.5, 36.0)]).unwrap();
    assert_eq!(atlas.meeting(&area), [0, 1]);
    assert!(matches!(within(&scribble.into(), 1000.0), Err(MapFault::TooDetailed { .. })));
}

#[test]
fn a_comb_across_a_comb_is_refused() {
    let comb = |upright: bool| {
        let corners = (0..4_000u32).map(|index| {
            let (along, across) = (f64::from(index / 2) * 1e-5, f64::from(index.div_ceil(2) % 2));
            if upright {
                Coord { x: 36.0 + along, y: 35.0 + across }
            } else {
                Coord { x: 36.0 + across, y: 35.0 + along }
            }
        });
        MultiPolygon(vec![Polygon::new(corners.collect(), vec![])])
    };
    assert!(matches!(intersection(&comb(true), &comb(false)), Err(MapFault::TooTangled { .. })));
    assert!(matches!(Atlas::cut(&[comb(true), comb(false)]), Err(MapFault::TooTangled { .. })));
}

#[test]
fn a_boundary_of_many_corners_is_an_area() {
    let corners = (0..20_000u32).map(|index| {
        let (angle, reach) =
            (f64::from(index) * std::f64::consts::TAU / 2e4, 1.0 + f64::from(index % 2) * 1e-4);
        Coord { x: 36.0 + reach * angle.cos(), y: 35.0 + reach * angle.sin() }
    });
    let area = area_of(&Polygon::new(corners.collect(), vec![]).into()).unwrap();
    let atlas = Atlas::cut(&[area, rectangle(36.0, 35.0, 38.0, 37.0)]).unwrap();
    assert_eq!(atlas.len(), 4);
}
