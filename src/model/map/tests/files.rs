use geo::{BoundingRect, Geometry, Point};
use proptest::prelude::*;

use super::super::measure::area_m2;
use super::super::*;

fn read(text: &str) -> Feature {
    read_features(text).unwrap().remove(0)
}

/// A feature at a point with these properties.
fn with_properties(properties: &str) -> Feature {
    read(&format!(
        r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"Point","coordinates":[36,35]}}}}"#
    ))
}

#[test]
fn an_id_is_the_feature_s_own_or_a_property() {
    for (properties, id) in [
        (r#"{"id":"a"}"#, Some("a")),
        (r#"{"ID":7}"#, Some("7")),
        (r#"{"PCODE":"SY02","name":"Aleppo"}"#, Some("SY02")),
        (r#"{"Pcode":"SY02","Id":"x"}"#, Some("x")),
        (r#"{"ADM1_PCODE":"SY02","ADM0_PCODE":"SY"}"#, Some("SY02")),
        (r#"{"id":null,"id2":"x"}"#, None),
        ("null", None),
    ] {
        assert_eq!(with_properties(properties).id.as_deref(), id, "{properties}");
    }
    let own = r#"{"type":"Feature","id":3,"properties":{"id":"x"},"geometry":null}"#;
    assert_eq!(read(own).id.as_deref(), Some("3"));
}

#[test]
fn names_are_all_properties_that_are_called_so() {
    for (properties, names) in [
        (r#"{"NAME_AR":"حلب","NAME_EN":"Aleppo","ADM0_EN":"Syria"}"#, &["Aleppo", "حلب"][..]),
        (r#"{"Name_en":"Aleppo","name":"Halab"}"#, &["Halab", "Aleppo"]),
        (r#"{"name":"Aleppo","NAME_EN":"Aleppo","name_fr":" "}"#, &["Aleppo"]),
        (r#"{"ADM1_EN":"Aleppo","ADM0_EN":"Syria"}"#, &["Aleppo"]),
        (r#"{"name":5}"#, &[]),
    ] {
        let feature = with_properties(properties);
        let found: Vec<String> = feature.name.into_iter().chain(feature.other_names).collect();
        assert_eq!(found, names, "{properties}");
    }
}

#[test]
fn a_bare_geometry_and_a_byte_order_mark_are_read() {
    let feature = read("\u{feff}{\"type\":\"Point\",\"coordinates\":[36,35,120]}");
    assert_eq!(feature.geometry, Geometry::from(Point::new(36.0, 35.0)));
}

#[test]
fn faults_say_what_is_wrong() {
    let at = |pair: &str| {
        format!(
            r#"{{"type":"Feature","id":"z","properties":null,"geometry":{{"type":"Point","coordinates":{pair}}}}}"#
        )
    };
    for (text, words) in [
        ("not json".to_owned(), "the file is not GeoJSON"),
        (r#"{"type":"Zone"}"#.to_owned(), "the file is not GeoJSON"),
        (r#"{"type":"FeatureCollection","features":[]}"#.to_owned(), "the file has no feature"),
        (at("[36]"), "must contain two or more elements"),
        (at("[]"), "must contain two or more elements"),
        (at("[36.2, 137.1]"), "feature `z` has the position (36.2, 137.1), which is not on the Earth; longitude and latitude look swapped"),
        (at("[337000, 4010000]"), "the numbers look like metres, not degrees"),
        (at("[190, 95]"), "feature `z` has the position (190, 95), which is not on the Earth"),
        (at("[1e999, 0]"), "the file is not GeoJSON"),
        (
            r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32637"}},"features":[]}"#.to_owned(),
            "the file is in the coordinate system urn:ogc:def:crs:EPSG::32637",
        ),
    ] {
        let fault = read_features(&text).unwrap_err().to_string();
        assert!(fault.contains(words), "{text}: {fault}");
    }
}

#[test]
fn a_line_is_no_area_and_an_area_no_line() {
    let line = read(r#"{"type":"LineString","coordinates":[[36,35],[37,35]]}"#).geometry;
    let area = read(r#"{"type":"Polygon","coordinates":[[[36,35],[37,35],[37,36],[36,35]]]}"#).geometry;
    assert_eq!(area_of(&line), Err(MapFault::NotAnArea { found: "a line" }));
    assert_eq!(line_of(&area), Err(MapFault::NotALine { found: "an area" }));
    assert_eq!(boundary_of(&area_of(&area).unwrap()).0.len(), 1);
    assert_eq!(line_of(&line).unwrap().0.len(), 1);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in r#"[{}\[\]",:0-9a-z -]{0,60}"#, number in any::<f64>()) {
        let _ = read_features(&text);
        let _ = read_features(&format!(r#"{{"type":"Point","coordinates":[{number},{number}]}}"#));
    }
}

/// The features of a file of the data folder, or nothing, with the reason printed.
fn data(name: &str) -> Option<Vec<Feature>> {
    let path = format!("../shared/data/geo/{name}");
    #[allow(clippy::disallowed_methods)] // A test may read its data.
    let text = std::fs::read_to_string(&path);
    #[allow(clippy::disallowed_macros)] // And says what it could not do.
    let report = |why| println!("not run: {path}: {why}");
    text.map_err(report).ok().map(|text| read_features(&text).unwrap())
}

fn by_id<'a>(features: &'a [Feature], id: &str) -> &'a Geometry {
    &features.iter().find(|feature| feature.id.as_deref() == Some(id)).unwrap().geometry
}

/// The ground in both by the ground in either.
fn likeness(one: &geo::MultiPolygon, other: &geo::MultiPolygon) -> f64 {
    area_m2(&intersection(one, other).unwrap()) / area_m2(&union(one, other).unwrap())
}

#[test]
fn bands_around_lines_are_like_those_drawn_elsewhere() {
    let Some(zones) = data("zones_illustrative.geojson") else { return };
    for (line, distance_m, band) in [
        ("castello_line", 500.0, "castello_band_500m"),
        ("castello_line", 1000.0, "castello_band_1000m"),
        ("castello_line", 3500.0, "castello_band_3500m"),
    ] {
        let drawn = within(by_id(&zones, line), distance_m).unwrap();
        let like = likeness(&drawn, &area_of(by_id(&zones, band)).unwrap());
        assert!(like > 0.97, "{band}: {like}");
    }
    // This one was drawn without the half discs at its ends, so it is only part of what lies within the distance.
    let drawn = within(by_id(&zones, "m4_line"), 6000.0).unwrap();
    let band = area_of(by_id(&zones, "m4_corridor_6km_each_side")).unwrap();
    let beyond = area_m2(&difference(&band, &drawn).unwrap()) / area_m2(&band);
    assert!(beyond < 0.01, "{beyond}");
}

#[test]
fn the_illustrative_zones_can_be_cut() {
    let Some(zones) = data("zones_illustrative.geojson") else { return };
    let areas: Vec<_> = zones.iter().filter_map(|zone| area_of(&zone.geometry).ok()).collect();
    assert_eq!(areas.len(), 15);
    let atlas = Atlas::cut(&areas).unwrap();
    for (index, area) in areas.iter().enumerate() {
        let cells = atlas.cells_of(index);
        let sum_m2: f64 = cells.iter().map(|cell| atlas.area_km2(*cell) * 1e6).sum();
        assert!((sum_m2 / area_m2(area) - 1.0).abs() < 1e-5, "{index}");
        assert!(cells.iter().all(|cell| atlas.meeting(area).contains(cell)));
    }
}

#[test]
fn the_governorates_fill_the_country() {
    let Some(parts) = data("syr_admin1_simplified.geojson") else { return };
    let Some(country) = data("syr_admin0_simplified.geojson") else { return };
    let areas: Vec<_> = parts.iter().map(|part| area_of(&part.geometry).unwrap()).collect();
    let country = area_of(&country.first().unwrap().geometry).unwrap();
    let atlas = Atlas::cut(&areas).unwrap();
    assert_eq!(parts.first().unwrap().id.as_deref(), Some("SY01"));
    let sum_m2: f64 = (1..atlas.len() as u32).map(|cell| atlas.area_km2(cell) * 1e6).sum();
    assert!((sum_m2 / area_m2(&country) - 1.0).abs() < 0.002, "{}", sum_m2 / area_m2(&country));
    // A point well inside each lies in that one alone.
    for (index, area) in areas.iter().enumerate() {
        let own = Atlas::cut(std::slice::from_ref(area)).unwrap().sample(1).unwrap();
        let cells = atlas.at(own);
        assert_eq!(cells.len(), 1);
        assert_eq!(atlas.signature(cells[0]), [index as u32]);
    }
    assert!(country.bounding_rect().is_some());
    assert!(atlas.meeting(&country).len() >= 15);
}
