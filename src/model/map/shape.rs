//! Areas and lines out of whatever a file holds, made valid.

use geo::{BoundingRect, Coord, Geometry, LineString, MultiLineString, MultiPolygon, Polygon};

use super::fault::MapFault;
use super::overlay;

/// Rings narrower than this, in degrees (a tenth of a millimetre), have no inside: the overlay's grid cannot hold them.
const THINNEST_RING_DEGREES: f64 = 1e-9;

/// The ground of a polygon, of several, or of a collection of such, made valid.
///
/// # Errors
/// [`MapFault::NotAnArea`] if anything in it is a point or a line, [`MapFault::NoExtent`] if it covers no ground,
/// [`MapFault::TooTangled`].
pub fn area_of(geometry: &Geometry<f64>) -> Result<MultiPolygon<f64>, MapFault> {
    let mut polygons = Vec::new();
    for part in flat(geometry) {
        match part {
            Geometry::Polygon(polygon) => polygons.push(polygon.clone()),
            Geometry::MultiPolygon(several) => polygons.extend(several.iter().cloned()),
            Geometry::Rect(rect) => polygons.push(rect.to_polygon()),
            Geometry::Triangle(triangle) => polygons.push(triangle.to_polygon()),
            Geometry::Point(_) | Geometry::MultiPoint(_) => {
                return Err(MapFault::NotAnArea { found: "a point" });
            }
            Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_) => {
                return Err(MapFault::NotAnArea { found: "a line" });
            }
            Geometry::GeometryCollection(_) => {}
        }
    }
    let area = made_valid(polygons.iter())?;
    if area.0.is_empty() { Err(MapFault::NoExtent) } else { Ok(area) }
}

/// The line or lines of a shape, without positions that repeat the one before.
///
/// # Errors
/// [`MapFault::NotALine`] if anything in it is a point or an area, [`MapFault::NoExtent`] if it has no length.
pub fn line_of(geometry: &Geometry<f64>) -> Result<MultiLineString<f64>, MapFault> {
    let mut lines = Vec::new();
    for part in flat(geometry) {
        match part {
            Geometry::Line(line) => lines.push(LineString::from(*line)),
            Geometry::LineString(line) => lines.push(line.clone()),
            Geometry::MultiLineString(several) => lines.extend(several.iter().cloned()),
            Geometry::Point(_) | Geometry::MultiPoint(_) => {
                return Err(MapFault::NotALine { found: "a point" });
            }
            Geometry::Polygon(_) | Geometry::MultiPolygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {
                return Err(MapFault::NotALine { found: "an area" });
            }
            Geometry::GeometryCollection(_) => {}
        }
    }
    let lines: Vec<_> =
        lines.iter().map(|line| LineString(on_earth(line))).filter(|line| line.0.len() > 1).collect();
    if lines.is_empty() { Err(MapFault::NoExtent) } else { Ok(MultiLineString(lines)) }
}

/// The outlines of an area: its outer rings and those of its holes.
#[must_use]
pub fn boundary_of(area: &MultiPolygon<f64>) -> MultiLineString<f64> {
    MultiLineString(rings(area).cloned().collect())
}

/// Every ring of an area.
pub(super) fn rings(area: &MultiPolygon) -> impl Iterator<Item = &LineString> {
    area.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
}

/// The members of nested collections, in order. Without recursion: a caller may nest deeper than the stack.
pub(super) fn flat(geometry: &Geometry) -> Vec<&Geometry> {
    let mut open = vec![geometry];
    let mut found = Vec::new();
    while let Some(next) = open.pop() {
        match next {
            Geometry::GeometryCollection(collection) => open.extend(collection.0.iter().rev()),
            single => found.push(single),
        }
    }
    found
}

/// The positions of a line that are numbers, held to the Earth, each unlike the one before.
pub(super) fn on_earth(line: &LineString) -> Vec<Coord> {
    let mut coords: Vec<Coord> = line
        .coords()
        .filter(|coord| coord.x.is_finite() && coord.y.is_finite())
        .map(|coord| Coord { x: coord.x.clamp(-180.0, 180.0), y: coord.y.clamp(-90.0, 90.0) })
        .collect();
    coords.dedup();
    coords
}

/// The union of polygons, of which none needs to be valid: rings anticlockwise, holes clockwise and inside.
pub(super) fn made_valid<'a>(polygons: impl Iterator<Item = &'a Polygon>) -> Result<MultiPolygon, MapFault> {
    let mut parts = Vec::new();
    for polygon in polygons {
        let outer = resolved(polygon.exterior())?;
        let mut holes = Vec::new();
        for ring in polygon.interiors() {
            holes.extend(resolved(ring)?);
        }
        if holes.is_empty() {
            parts.extend(outer);
        } else {
            let holes = overlay::united(MultiPolygon(holes))?;
            parts.extend(overlay::taken_away(&outer, &holes)?);
        }
    }
    overlay::united(MultiPolygon(parts))
}

/// The ground that one ring goes round at least once.
fn resolved(ring: &LineString) -> Result<MultiPolygon, MapFault> {
    let ring = LineString(on_earth(ring));
    let wide =
        ring.bounding_rect().is_some_and(|rect| rect.width().max(rect.height()) > THINNEST_RING_DEGREES);
    if ring.0.len() < 3 || !wide {
        return Ok(MultiPolygon(Vec::new()));
    }
    overlay::resolved(MultiPolygon(vec![Polygon::new(ring, Vec::new())]))
}
