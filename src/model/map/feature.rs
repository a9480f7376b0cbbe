//! Reads GeoJSON into features with an id and names.

use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point,
    Polygon,
};
use geojson::{GeoJson, GeometryValue, JsonObject, JsonValue, Position};

use super::fault::{CoordinateHint, MapFault};

/// One shape of a file, and what the file calls it.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// The feature's id, or else its property `id` or `pcode` (in any letter case), or the deepest `ADMn_PCODE`.
    pub id: Option<String>,
    /// The first of its names: `name`, else one in English, else the first by the property's key.
    pub name: Option<String>,
    /// Its other names, each once.
    pub other_names: Vec<String>,
    /// The shape, as it stands in the file. A feature without a geometry has an empty collection.
    pub geometry: Geometry<f64>,
}

/// Reads a feature collection, a feature or a bare geometry.
///
/// Names are the string properties whose key contains `name`; where there is none, the deepest of `ADM0_EN`, `ADM1_EN`
/// and so on (the shallower ones name the ground that the feature is part of). Heights are dropped.
///
/// # Errors
/// [`MapFault::NotGeoJson`], [`MapFault::NoFeature`], [`MapFault::OtherCoordinates`] and [`MapFault::BadCoordinate`].
pub fn read_features(text: &str) -> Result<Vec<Feature>, MapFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: GeoJson = text.parse().map_err(|why: geojson::Error| MapFault::NotGeoJson(why.to_string()))?;
    let (features, members) = match file {
        GeoJson::FeatureCollection(collection) => (collection.features, collection.foreign_members),
        GeoJson::Feature(mut feature) => {
            let members = feature.foreign_members.take();
            (vec![feature], members)
        }
        GeoJson::Geometry(mut geometry) => {
            let members = geometry.foreign_members.take();
            (vec![geojson::Feature { geometry: Some(geometry), ..Default::default() }], members)
        }
    };
    if let Some(system) = members.as_ref().and_then(other_system) {
        return Err(MapFault::OtherCoordinates { system });
    }
    if features.is_empty() {
        return Err(MapFault::NoFeature);
    }
    features.into_iter().enumerate().map(|(index, feature)| read_feature(index, feature)).collect()
}

fn read_feature(index: usize, feature: geojson::Feature) -> Result<Feature, MapFault> {
    let properties = feature.properties.unwrap_or_default();
    let id = match feature.id {
        Some(geojson::feature::Id::String(id)) => Some(id),
        Some(geojson::feature::Id::Number(id)) => Some(id.to_string()),
        None => property_id(&properties),
    };
    let mut names = names(&properties).into_iter();
    let name = names.next();
    let label = match (&id, &name) {
        (Some(id), _) => format!("feature `{id}`"),
        (None, Some(name)) => format!("feature `{name}`"),
        (None, None) => format!("feature {}", index + 1),
    };
    let geometry = match feature.geometry {
        Some(geometry) => shape(&label, geometry)?,
        None => Geometry::GeometryCollection(GeometryCollection::default()),
    };
    Ok(Feature { id, name, other_names: names.collect(), geometry })
}

/// The name of the coordinate system that a file states (as files did before RFC 7946), unless it is WGS 84.
fn other_system(members: &JsonObject) -> Option<String> {
    let system = members.get("crs")?;
    let name = system.get("properties")?.get("name")?.as_str()?;
    let upper = name.to_uppercase();
    let plain = ["CRS84", ":4326", "WGS84", "WGS 84"].iter().any(|known| upper.ends_with(known));
    (!plain).then(|| name.to_owned())
}

fn property_id(properties: &JsonObject) -> Option<String> {
    let text = |value: &JsonValue| match value {
        JsonValue::String(text) if !text.trim().is_empty() => Some(text.clone()),
        JsonValue::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let plain = |wanted: &str| {
        let mut found: Vec<_> =
            properties.iter().filter(|(key, _)| key.eq_ignore_ascii_case(wanted)).collect();
        found.sort_by_key(|(key, _)| key.as_str());
        found.into_iter().find_map(|(_, value)| text(value))
    };
    plain("id").or_else(|| plain("pcode")).or_else(|| deepest(properties, "_PCODE").and_then(text))
}

/// The value of the `ADMn` property with this ending and the greatest `n`, as in the boundary files of OCHA.
fn deepest<'a>(properties: &'a JsonObject, ending: &str) -> Option<&'a JsonValue> {
    properties
        .iter()
        .filter_map(|(key, value)| {
            let upper = key.to_uppercase();
            let level: u8 = upper.strip_prefix("ADM")?.strip_suffix(ending)?.parse().ok()?;
            Some((level, value))
        })
        .max_by_key(|(level, _)| *level)
        .map(|(_, value)| value)
}

fn names(properties: &JsonObject) -> Vec<String> {
    let mut ranked: Vec<(u8, &str, &str)> = properties
        .iter()
        .filter_map(|(key, value)| {
            let lower = key.to_lowercase();
            let rank = match lower.as_str() {
                "name" => 0,
                _ if !lower.contains("name") => return None,
                _ if lower.ends_with("en") => 1,
                _ => 2,
            };
            Some((rank, key.as_str(), value.as_str()?.trim()))
        })
        .collect();
    ranked.sort_unstable();
    let mut found: Vec<String> = Vec::new();
    for (_, _, name) in ranked {
        if !name.is_empty() && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    if found.is_empty() {
        found.extend(deepest(properties, "_EN").and_then(JsonValue::as_str).map(str::to_owned));
    }
    found
}

/// The shape in the types of `geo`. Collections nest no deeper than the reader of JSON allows (128).
fn shape(label: &str, geometry: geojson::Geometry) -> Result<Geometry, MapFault> {
    Ok(match geometry.value {
        GeometryValue::Point { coordinates } => Point::from(position(label, &coordinates)?).into(),
        GeometryValue::MultiPoint { coordinates } => {
            MultiPoint(line(label, &coordinates)?.into_points()).into()
        }
        GeometryValue::LineString { coordinates } => line(label, &coordinates)?.into(),
        GeometryValue::MultiLineString { coordinates } => MultiLineString(lines(label, &coordinates)?).into(),
        GeometryValue::Polygon { coordinates } => polygon(label, &coordinates)?.into(),
        GeometryValue::MultiPolygon { coordinates } => {
            let polygons: Result<Vec<_>, _> = coordinates.iter().map(|rings| polygon(label, rings)).collect();
            MultiPolygon(polygons?).into()
        }
        GeometryValue::GeometryCollection { geometries } => {
            let members: Result<Vec<_>, _> =
                geometries.into_iter().map(|member| shape(label, member)).collect();
            Geometry::GeometryCollection(GeometryCollection(members?))
        }
    })
}

fn polygon(label: &str, rings: &[Vec<Position>]) -> Result<Polygon, MapFault> {
    let mut rings = lines(label, rings)?.into_iter();
    let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Ok(Polygon::new(outer, rings.collect()))
}

fn lines(label: &str, lines: &[Vec<Position>]) -> Result<Vec<LineString>, MapFault> {
    lines.iter().map(|positions| line(label, positions)).collect()
}

fn line(label: &str, positions: &[Position]) -> Result<LineString, MapFault> {
    let coords: Result<Vec<_>, _> = positions.iter().map(|pair| position(label, pair)).collect();
    Ok(LineString(coords?))
}

fn position(label: &str, position: &Position) -> Result<Coord, MapFault> {
    let [x, y, ..] = *position.as_slice() else {
        return Err(MapFault::NotGeoJson(format!("{label} has a position without longitude and latitude")));
    };
    if x.abs() <= 180.0 && y.abs() <= 90.0 {
        return Ok(Coord { x, y });
    }
    let hint = if x.abs() > 1000.0 || y.abs() > 1000.0 {
        Some(CoordinateHint::Metres)
    } else if x.abs() <= 90.0 && y.abs() <= 180.0 {
        Some(CoordinateHint::Swapped)
    } else {
        None
    };
    Err(MapFault::BadCoordinate { feature: label.to_owned(), longitude: x, latitude: y, hint })
}
