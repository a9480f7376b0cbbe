//! The map cut into cells, and which cells a point, a disc or an area meets.

use std::fmt;

use geo::algorithm::indexed::IntervalTreeMultiPolygon;
use geo::{BoundingRect, Contains, Coord, Line, LineString, MultiPolygon, Point, Polygon, Rect};
use rstar::{AABB, RTree};

use super::cut::{Boxed, boxes, cut, widened};
use super::fault::MapFault;
use super::measure::{area_m2, box_around, distance_m, foot, is_within_m};
use super::overlay::{cut_to_box, shared, sides, taken_away, without_slivers};
use super::shape::{made_valid, rings};

/// A point this near to a boundary, in metres, may lie on either side of it.
const BOUNDARY_M: f64 = 1.0;
/// The share of a radius by which a disc is widened, for the error of the distance to a side.
const RADIUS_SHARE: f64 = 2e-5;
/// Half the circumference of the Earth and a little: a disc that holds everything.
const EVERYWHERE_M: f64 = 20_100_000.0;

/// The map cut into cells by a list of areas.
///
/// A cell is the set of all points that lie in exactly the same areas; it may be several polygons. Cell 0 is everywhere
/// else: the ground outside every area. It is always there, even if the areas cover the Earth. The other cells are numbered
/// in the order in which cutting finds them, so one list of areas gives one numbering.
pub struct Atlas {
    cells: Vec<Cell>,
    /// The union of the areas, so that cell 0 is what it does not contain.
    covered: MultiPolygon,
    /// The bounding boxes of the cells from 1 on.
    boxes: RTree<Boxed>,
}

/// One part of the map. For cell 0 the ground is what it leaves free.
struct Cell {
    areas: Vec<u32>,
    ground: MultiPolygon,
    inside: IntervalTreeMultiPolygon<f64>,
    sides: RTree<Line>,
    sample: Option<Point>,
}

impl Atlas {
    /// Cuts the map by areas, which need not be valid.
    ///
    /// Pieces under 100 m² or under half a metre wide are dropped, so an area of that size has no cells.
    ///
    /// # Errors
    /// [`MapFault::TooManyCells`], [`MapFault::TooDetailed`], [`MapFault::TooTangled`].
    pub fn cut(areas: &[MultiPolygon<f64>]) -> Result<Self, MapFault> {
        let cut = cut(areas)?;
        let mut elsewhere = Cell::new(Vec::new(), cut.covered.clone());
        elsewhere.sample = outside_point(&cut.covered);
        let mut cells = vec![elsewhere];
        cells.extend(cut.pieces.into_iter().map(|piece| Cell::new(piece.areas, piece.ground)));
        let limits = (0..).zip(&cells).skip(1).filter_map(|(number, cell)| Some((cell.limits()?, number)));
        let boxes = boxes(limits);
        Ok(Self { cells, covered: cut.covered, boxes })
    }

    /// The number of cells, cell 0 included.
    #[must_use]
    #[allow(clippy::len_without_is_empty)] // Cell 0 is always there.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// The areas in which each cell lies, ascending; by cell.
    pub fn areas_of_cells(&self) -> impl Iterator<Item = &[u32]> {
        self.cells.iter().map(|cell| cell.areas.as_slice())
    }

    /// The cells that make up an area, ascending. Empty for an area without ground and for a number that is none.
    #[must_use]
    pub fn cells_of(&self, area_index: usize) -> Vec<u32> {
        let Ok(area) = u32::try_from(area_index) else { return Vec::new() };
        (0..)
            .zip(&self.cells)
            .filter(|(_, cell)| cell.areas.binary_search(&area).is_ok())
            .map(|(n, _)| n)
            .collect()
    }

    /// The cells that a point may lie in, ascending: one, or several within a metre of a boundary.
    ///
    /// A point in a sliver that was dropped lies in what is nearest. A point that is no number may lie anywhere.
    #[must_use]
    pub fn at(&self, point: Point<f64>) -> Vec<u32> {
        self.around(point, 0.0)
    }

    /// The cells that meet a disc, ascending, with the tolerance of [`Atlas::at`]: those with ground at most `radius_m`
    /// (metres, geodesic) from the point, and cell 0 where the disc leaves all areas.
    ///
    /// A radius below 0 counts as 0; one that is no number reaches everywhere.
    #[must_use]
    pub fn around(&self, point: Point<f64>, radius_m: f64) -> Vec<u32> {
        let centre = point.0;
        if !centre.x.is_finite() || !centre.y.is_finite() || radius_m.is_nan() {
            return (0..).zip(&self.cells).map(|(number, _)| number).collect();
        }
        let radius_m = radius_m.clamp(0.0, EVERYWHERE_M);
        let mut reach_m = radius_m * (1.0 + RADIUS_SHARE) + BOUNDARY_M;
        loop {
            let found = self.touched(centre, reach_m);
            // Nothing is there but a sliver that was dropped: look a little farther.
            if !found.is_empty() || reach_m > EVERYWHERE_M {
                return found;
            }
            reach_m *= 2.0;
        }
    }

    fn touched(&self, centre: Coord, reach_m: f64) -> Vec<u32> {
        let (low, high) = box_around(centre, reach_m);
        let mut found = Vec::new();
        if let Some(elsewhere) = self.cells.first()
            && (!elsewhere.inside.contains(&Point::from(centre))
                || elsewhere.has_side_near(centre, reach_m, low, high))
        {
            found.push(0);
        }
        let envelope = AABB::from_corners([low.x, low.y], [high.x, high.y]);
        for entry in self.boxes.locate_in_envelope_intersecting(&envelope) {
            let near = |cell: &&Cell| {
                cell.sample.is_some_and(|sample| is_within_m(centre, sample.0, reach_m))
                    || cell.inside.contains(&Point::from(centre))
                    || cell.has_side_near(centre, reach_m, low, high)
            };
            if self.cell(entry.data).filter(near).is_some() {
                found.push(entry.data);
            }
        }
        found.sort_unstable();
        found
    }

    /// The cells that share ground with an area, ascending; cell 0 where it leaves all areas.
    ///
    /// Slivers do not count as ground, unless the area is one itself: then the cells at its corners are given. For an area
    /// that is too tangled to be overlaid, the answer is every cell that its bounding box meets, and cell 0.
    #[must_use]
    pub fn meeting(&self, area: &MultiPolygon<f64>) -> Vec<u32> {
        self.sharing(area).unwrap_or_else(|_| {
            let mut found = vec![0];
            found.extend(area.bounding_rect().map(|limits| self.boxed(limits)).unwrap_or_default());
            found
        })
    }

    fn sharing(&self, area: &MultiPolygon) -> Result<Vec<u32>, MapFault> {
        let area = made_valid(area.iter())?;
        let Some(limits) = area.bounding_rect() else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        if !without_slivers(taken_away(&area, &self.covered)?).0.is_empty() {
            found.push(0);
        }
        for number in self.boxed(limits) {
            let Some((cell, own)) = self.cell(number).and_then(|cell| Some((cell, cell.limits()?))) else {
                continue;
            };
            let ground = cut_to_box(&cell.ground, widened(limits));
            if !without_slivers(shared(&ground, &cut_to_box(&area, widened(own)))?).0.is_empty() {
                found.push(number);
            }
        }
        if found.is_empty() {
            for ring in rings(&area) {
                found.extend(ring.coords().flat_map(|corner| self.at(Point::from(*corner))));
            }
            found.sort_unstable();
            found.dedup();
        }
        Ok(found)
    }

    /// The cells from 1 on whose boxes meet a box, ascending.
    fn boxed(&self, limits: Rect) -> Vec<u32> {
        let (low, high) = (limits.min(), limits.max());
        let envelope = AABB::from_corners([low.x, low.y], [high.x, high.y]);
        let mut found: Vec<u32> =
            self.boxes.locate_in_envelope_intersecting(&envelope).map(|entry| entry.data).collect();
        found.sort_unstable();
        found
    }

    /// A point well inside a cell. For cell 0 a point outside all areas, or nothing if they cover the Earth or there are
    /// none; nothing for a number that is no cell.
    #[must_use]
    pub fn sample(&self, cell: u32) -> Option<Point<f64>> {
        self.cell(cell)?.sample
    }

    /// The extent of a cell in square kilometres on the ellipsoid; 0 for cell 0, which has no bounds.
    #[must_use]
    pub fn area_km2(&self, cell: u32) -> f64 {
        match self.cell(cell) {
            Some(found) if cell > 0 => area_m2(&found.ground) / 1e6,
            _ => 0.0,
        }
    }

    /// The areas that a cell lies in, ascending, as indices into the list that was cut; empty for cell 0.
    #[must_use]
    pub fn signature(&self, cell: u32) -> &[u32] {
        self.cell(cell).map_or(&[], |found| &found.areas)
    }

    /// The polygons of a cell; none for cell 0, which has no bounds.
    #[must_use]
    pub fn ground(&self, cell: u32) -> Option<&MultiPolygon<f64>> {
        if cell == 0 { None } else { self.cell(cell).map(|found| &found.ground) }
    }

    fn cell(&self, number: u32) -> Option<&Cell> {
        self.cells.get(usize::try_from(number).ok()?)
    }
}

impl fmt::Debug for Atlas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signatures = self.cells.iter().map(|cell| &cell.areas);
        f.debug_list().entries(signatures).finish()
    }
}

impl Cell {
    fn new(areas: Vec<u32>, ground: MultiPolygon) -> Self {
        let inside = IntervalTreeMultiPolygon::new(&ground);
        let sides = RTree::bulk_load(sides(&ground));
        let sample = inner_point(&ground);
        Self { areas, ground, inside, sides, sample }
    }

    fn limits(&self) -> Option<Rect> {
        self.ground.bounding_rect()
    }

    fn has_side_near(&self, centre: Coord, reach_m: f64, low: Coord, high: Coord) -> bool {
        self.sides
            .locate_in_envelope_intersecting(&AABB::from_corners(Point::from(low), Point::from(high)))
            .any(|side| is_within_m(centre, foot(centre, side), reach_m))
    }
}

/// A point outside an area and near to it.
fn outside_point(area: &MultiPolygon) -> Option<Point> {
    const ASIDE_DEGREES: f64 = 0.1;
    let limits = area.bounding_rect()?;
    let (low, high, middle) = (limits.min(), limits.max(), limits.center());
    [
        Point::new(high.x + ASIDE_DEGREES, middle.y),
        Point::new(low.x - ASIDE_DEGREES, middle.y),
        Point::new(middle.x, high.y + ASIDE_DEGREES),
        Point::new(middle.x, low.y - ASIDE_DEGREES),
    ]
    .into_iter()
    .find(|point| point.x().abs() <= 180.0 && point.y().abs() <= 90.0)
    .or_else(|| {
        let holes = area.iter().flat_map(Polygon::interiors);
        inner_point(&MultiPolygon(holes.map(|hole| Polygon::new(hole.clone(), Vec::new())).collect()))
    })
}

/// A point inside an area, far from its sides: the best of the middles of the widest chords at some heights of the
/// polygon with the largest box.
fn inner_point(area: &MultiPolygon) -> Option<Point> {
    const HEIGHTS: u32 = 9;
    let size = |polygon: &&Polygon| polygon.bounding_rect().map_or(0.0, |rect| rect.width() * rect.height());
    let polygon = area.iter().max_by(|one, other| size(one).total_cmp(&size(other)))?;
    let limits = polygon.bounding_rect()?;
    let rings: Vec<&LineString> = std::iter::once(polygon.exterior()).chain(polygon.interiors()).collect();
    let mut best: Option<(f64, Coord)> = None;
    for step in 1..=HEIGHTS {
        let y = limits.min().y + limits.height() * f64::from(step) / f64::from(HEIGHTS + 1);
        let Some(middle) = widest_chord_middle(&rings, y) else { continue };
        let clearance = rings
            .iter()
            .flat_map(|ring| ring.lines())
            .map(|side| distance_m(middle, foot(middle, &side)))
            .fold(f64::INFINITY, f64::min);
        if best.is_none_or(|(most, _)| clearance > most) {
            best = Some((clearance, middle));
        }
    }
    best.map(|(_, point)| Point::from(point))
}

/// The middle of the widest stretch at this height that lies inside the rings (counted even and odd).
fn widest_chord_middle(rings: &[&LineString], y: f64) -> Option<Coord> {
    let mut crossings: Vec<f64> = rings
        .iter()
        .flat_map(|ring| ring.lines())
        .filter(|side| (side.start.y > y) != (side.end.y > y))
        .map(|side| {
            side.start.x + (y - side.start.y) / (side.end.y - side.start.y) * (side.end.x - side.start.x)
        })
        .collect();
    crossings.sort_unstable_by(f64::total_cmp);
    let mut widest: Option<(f64, f64)> = None;
    for pair in crossings.chunks_exact(2) {
        if let &[left, right] = pair
            && widest.is_none_or(|(width, _)| right - left > width)
        {
            widest = Some((right - left, 0.5 * (left + right)));
        }
    }
    widest.map(|(_, x)| Coord { x, y })
}
