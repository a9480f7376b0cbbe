//! The ground within a distance of a point, a line or an area.

use geo::{Bearing, Coord, Destination, Geodesic, Geometry, LineString, MultiPolygon, Point, Polygon};

use super::fault::MapFault;
use super::measure::distance_m;
use super::overlay;
use super::shape::{flat, made_valid, on_earth, rings};

/// The longest distance that [`within`] draws, in metres. Its error is tested up to a tenth of that.
pub const DISTANCE_LIMIT_M: f64 = 1_000_000.0;
/// Sides are cut into pieces of at most this length: one is then straight both in degrees and on the ellipsoid, to
/// 6 cm at 36° N.
const PIECE_M: f64 = 2_000.0;
/// How far a chord of an arc may lie inside it, as a share of the distance, and at most in metres.
const CHORD_SHARE: f64 = 1e-4;
const CHORD_M: f64 = 1.0;
/// Positions nearer to each other than this, in metres, are one: their direction would be noise.
const SAME_M: f64 = 0.01;
/// Corners of slabs and sectors that are united: some seconds of work.
const CORNER_LIMIT: usize = 2_000_000;
/// How many shapes are united at a time: neighbours first, so that what is inside is gone early.
const BATCH: usize = 12;
/// How many shapes two neighbouring batches have in common.
const SHARED: usize = 2;

/// Every point at most `distance_m` (metres, geodesic on WGS 84) from the shape.
///
/// The offset of a line is the union of a slab per side (both long edges at the distance) and, at every corner, a sector
/// that fills the gap on the outer side; at an end, half a disc: a point is nearest either to the inside of a side or to a
/// corner, and then it lies in the cone between the perpendiculars of the sides that meet there. The area itself belongs to
/// its result. A distance of 0 gives the area, and nothing for a line.
///
/// Up to 35 km the edge lies at most 1.01 m inside the true one and 1 cm outside it (see the [module](super)).
///
/// # Errors
/// [`MapFault::DistanceOutOfRange`], [`MapFault::TooDetailed`], [`MapFault::TooTangled`].
pub fn within(geometry: &Geometry<f64>, distance_m: f64) -> Result<MultiPolygon<f64>, MapFault> {
    if !(0.0..=DISTANCE_LIMIT_M).contains(&distance_m) {
        return Err(MapFault::DistanceOutOfRange { limit_m: DISTANCE_LIMIT_M });
    }
    let mut drawing = Drawing::new(distance_m);
    let mut ground = Vec::new();
    for part in flat(geometry) {
        let area = match part {
            Geometry::Point(point) => {
                drawing.line(&LineString(vec![point.0]), false)?;
                continue;
            }
            Geometry::MultiPoint(points) => {
                for point in points {
                    drawing.line(&LineString(vec![point.0]), false)?;
                }
                continue;
            }
            Geometry::Line(line) => {
                drawing.line(&LineString::from(*line), false)?;
                continue;
            }
            Geometry::LineString(line) => {
                drawing.line(line, line.is_closed())?;
                continue;
            }
            Geometry::MultiLineString(lines) => {
                for line in lines {
                    drawing.line(line, line.is_closed())?;
                }
                continue;
            }
            Geometry::Polygon(polygon) => made_valid(std::iter::once(polygon))?,
            Geometry::MultiPolygon(several) => made_valid(several.iter())?,
            Geometry::Rect(rect) => MultiPolygon(vec![rect.to_polygon()]),
            Geometry::Triangle(triangle) => made_valid(std::iter::once(&triangle.to_polygon()))?,
            Geometry::GeometryCollection(_) => continue,
        };
        for ring in rings(&area) {
            drawing.line(ring, true)?;
        }
        ground.extend(area);
    }
    let ground = MultiPolygon(ground);
    if distance_m == 0.0 {
        return overlay::united(ground);
    }
    let mut parts = drawing.united().0;
    parts.extend(ground);
    overlay::united(MultiPolygon(parts))
}

/// Slabs and sectors, along the line so that neighbours stand side by side.
struct Drawing {
    distance_m: f64,
    /// The widest angle of a chord, in degrees.
    step: f64,
    shapes: Vec<MultiPolygon>,
    corners: usize,
}

impl Drawing {
    fn new(distance_m: f64) -> Self {
        let chord_m = (distance_m * CHORD_SHARE).min(CHORD_M);
        let half = if distance_m > 0.0 { (1.0 - chord_m / distance_m).acos() } else { 1.0 };
        Self { distance_m, step: 2.0 * half.to_degrees(), shapes: Vec::new(), corners: 0 }
    }

    /// Draws a line, or a ring if `closed`, or a disc if it has a single position.
    fn line(&mut self, line: &LineString, closed: bool) -> Result<(), MapFault> {
        let path = self.pieces(&on_earth(line))?;
        let (Some(&first), Some(&last)) = (path.first(), path.last()) else { return Ok(()) };
        let sides: Vec<Side> = path.windows(2).filter_map(Side::of).collect();
        let (Some(entry), Some(exit)) = (sides.first(), sides.last()) else {
            return self.sector(first, 0.0, 360.0);
        };
        if closed {
            self.corner(exit.leaves, first, entry.enters)?;
        } else {
            self.sector(first, entry.enters + 90.0, 180.0)?;
        }
        for (index, side) in sides.iter().enumerate() {
            self.slab(side)?;
            if let Some(next) = sides.get(index + 1) {
                self.corner(side.leaves, side.to, next.enters)?;
            }
        }
        if closed {
            // Drawn once more, so that the last shapes overlap the first ones.
            self.corner(exit.leaves, first, entry.enters)?;
            self.slab(entry)
        } else {
            self.sector(last, exit.leaves - 90.0, 180.0)
        }
    }

    /// The path with a position at least every [`PIECE_M`], without positions that stand in the same place.
    fn pieces(&self, coords: &[Coord]) -> Result<Vec<Coord>, MapFault> {
        let mut path: Vec<Coord> = Vec::new();
        for &to in coords {
            let Some(&from) = path.last() else {
                path.push(to);
                continue;
            };
            let length_m = distance_m(from, to);
            if length_m < SAME_M {
                continue;
            }
            let count = (length_m / PIECE_M).ceil().max(1.0);
            if path.len() as f64 + count > (CORNER_LIMIT / 8) as f64 {
                return Err(MapFault::TooDetailed { limit: CORNER_LIMIT });
            }
            let count = count as u32;
            path.extend((1..count).map(|index| from + (to - from) * (f64::from(index) / f64::from(count))));
            path.push(to);
        }
        Ok(path)
    }

    fn slab(&mut self, side: &Side) -> Result<(), MapFault> {
        let ring = vec![
            side.from,
            self.away(side.from, side.enters + 90.0),
            self.away(side.to, side.leaves + 90.0),
            side.to,
            self.away(side.to, side.leaves - 90.0),
            self.away(side.from, side.enters - 90.0),
        ];
        self.push(ring)
    }

    /// The sector on the outer side of a corner, between the perpendiculars of the sides that meet there.
    fn corner(&mut self, arrives: f64, at: Coord, departs: f64) -> Result<(), MapFault> {
        let turn = (departs - arrives + 180.0).rem_euclid(360.0) - 180.0;
        if turn >= 0.0 {
            self.sector(at, arrives - 90.0, turn)
        } else {
            self.sector(at, departs + 90.0, -turn)
        }
    }

    /// A sector from one bearing on, clockwise.
    fn sector(&mut self, at: Coord, from: f64, sweep: f64) -> Result<(), MapFault> {
        let count = (sweep / self.step).ceil().clamp(1.0, 10_000.0) as u32;
        let whole = sweep >= 360.0;
        let mut ring: Vec<Coord> = (0..=count)
            .map(|index| self.away(at, from + sweep * f64::from(index) / f64::from(count)))
            .collect();
        if whole {
            ring.pop();
        } else {
            ring.push(at);
        }
        self.push(ring)
    }

    fn away(&self, from: Coord, bearing: f64) -> Coord {
        let to = Geodesic.destination(Point::from(from), bearing, self.distance_m).0;
        // A point beyond the 180th meridian comes back on its other side; a shape must not reach round the Earth.
        let turns = ((to.x - from.x) / 360.0).round();
        Coord { x: (to.x - 360.0 * turns).clamp(-180.0, 180.0), y: to.y }
    }

    fn push(&mut self, mut ring: Vec<Coord>) -> Result<(), MapFault> {
        self.corners += ring.len();
        if self.corners > CORNER_LIMIT {
            return Err(MapFault::TooDetailed { limit: CORNER_LIMIT });
        }
        if clockwise(&ring) {
            ring.reverse();
        }
        self.shapes.push(MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())]));
        Ok(())
    }

    /// The union, neighbours first.
    ///
    /// A slab and the sector beside it share an edge. One overlay sees that; two whose results meet there would leave a
    /// crack as wide as the grid. So the first batches share a slab and a sector, and from then on results overlap.
    fn united(self) -> MultiPolygon {
        let step = BATCH - SHARED;
        let mut shapes: Vec<_> = (0..self.shapes.len().saturating_sub(SHARED).max(1))
            .step_by(step)
            .map(|start| overlay::gathered(self.shapes.iter().skip(start).take(BATCH)))
            .collect();
        while shapes.len() > 1 {
            shapes = shapes.chunks(BATCH).map(overlay::gathered).collect();
        }
        shapes.pop().unwrap_or_else(|| MultiPolygon(Vec::new()))
    }
}

/// One piece of a line: its ends, and the bearings (degrees, clockwise from north) at which a geodesic goes through them.
struct Side {
    from: Coord,
    to: Coord,
    enters: f64,
    leaves: f64,
}

impl Side {
    fn of(pair: &[Coord]) -> Option<Self> {
        let &[from, to] = pair else { return None };
        let enters = Geodesic.bearing(Point::from(from), Point::from(to));
        let leaves = Geodesic.bearing(Point::from(to), Point::from(from)) + 180.0;
        Some(Self { from, to, enters, leaves })
    }
}

fn clockwise(ring: &[Coord]) -> bool {
    let Some(&first) = ring.first() else { return false };
    let mut twice_area = 0.0;
    for pair in ring.windows(2) {
        if let &[from, to] = pair {
            let (from, to) = (from - first, to - first);
            twice_area += from.x * to.y - to.x * from.y;
        }
    }
    twice_area < 0.0
}
