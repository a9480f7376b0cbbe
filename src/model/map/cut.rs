//! Cuts areas into pieces, each in exactly the same areas.

use geo::{BoundingRect, CoordsIter, Intersects, MultiPolygon, Polygon, Rect};
use rstar::{AABB, RTree, primitives::GeomWithData, primitives::Rectangle};

use super::fault::MapFault;
use super::overlay::{cut_to_box, shared, taken_away, united, without_slivers};
use super::shape::made_valid;

/// How many cells an atlas may have, the one outside every area included.
pub const CELL_LIMIT: usize = 20_000;
/// Corners that all the overlays of one cut may take in: some seconds of work.
const CORNER_LIMIT: usize = 60_000_000;

/// A piece of ground and the areas that it lies in, in ascending order.
pub(super) struct Piece {
    pub(super) areas: Vec<u32>,
    pub(super) ground: MultiPolygon,
    limits: Rect,
}

impl Piece {
    fn new(areas: Vec<u32>, ground: MultiPolygon) -> Option<Self> {
        let limits = ground.bounding_rect()?;
        Some(Self { areas, ground, limits })
    }

    /// The polygons whose boxes meet a box, and those that need not be looked at.
    fn split(&self, limits: Rect) -> (MultiPolygon, Vec<Polygon>) {
        let meets = |polygon: &Polygon| polygon.bounding_rect().is_some_and(|own| own.intersects(&limits));
        let (close, far) = self.ground.iter().cloned().partition(meets);
        (MultiPolygon(close), far)
    }
}

/// The pieces, and the union of the areas.
pub(super) struct Cut {
    pub(super) pieces: Vec<Piece>,
    pub(super) covered: MultiPolygon,
}

/// Lays the areas over each other, one after the other.
///
/// INVARIANT: pieces do not share ground (but for the grid of the overlay) and no two have the same areas, since a piece
/// splits into at most one part inside the new area and one outside it, and the rest is in the new area alone.
pub(super) fn cut(areas: &[MultiPolygon]) -> Result<Cut, MapFault> {
    let mut cutter = Cutter { pieces: Vec::new(), corners: 0 };
    let mut all = Vec::new();
    for (index, area) in areas.iter().enumerate() {
        let index = u32::try_from(index).map_err(|_| MapFault::TooManyCells { limit: CELL_LIMIT })?;
        let area = made_valid(area.iter())?;
        cutter.lay(index, &area)?;
        all.extend(area);
    }
    let covered = without_slivers(united(MultiPolygon(all))?);
    Ok(Cut { pieces: cutter.pieces, covered })
}

struct Cutter {
    pieces: Vec<Piece>,
    corners: usize,
}

impl Cutter {
    fn lay(&mut self, index: u32, area: &MultiPolygon) -> Result<(), MapFault> {
        let Some(limits) = area.bounding_rect() else { return Ok(()) };
        let mut outside_parts = Vec::new();
        let mut met = Vec::new();
        for piece in self.pieces.iter_mut().filter(|piece| piece.limits.intersects(&limits)) {
            let near = cut_to_box(area, widened(piece.limits));
            let (close, mut outside) = piece.split(limits);
            self.corners += close.coords_count() + near.coords_count();
            if self.corners > CORNER_LIMIT {
                return Err(MapFault::TooDetailed { limit: CORNER_LIMIT });
            }
            let inside = without_slivers(shared(&cut_to_box(&close, widened(limits)), &near)?);
            let Some(inside_limits) = inside.bounding_rect() else { continue };
            outside.extend(without_slivers(taken_away(&close, &near)?));
            met.extend(close);
            if let Some(outside) = Piece::new(piece.areas.clone(), MultiPolygon(outside)) {
                outside_parts.push(outside);
                piece.ground = inside;
                piece.limits = inside_limits;
            }
            piece.areas.push(index);
        }
        self.pieces.append(&mut outside_parts);
        let met = MultiPolygon(met);
        self.corners += area.coords_count() + met.coords_count();
        let rest = without_slivers(taken_away(area, &met)?);
        self.pieces.extend(Piece::new(vec![index], rest));
        if self.pieces.len() >= CELL_LIMIT {
            return Err(MapFault::TooManyCells { limit: CELL_LIMIT });
        }
        Ok(())
    }
}

/// The box and a rim of some metres, so that the edge of the box lies clear of what it is drawn around.
pub(super) fn widened(limits: Rect) -> Rect {
    const RIM_DEGREES: f64 = 1e-4;
    Rect::new(
        geo::Coord { x: limits.min().x - RIM_DEGREES, y: limits.min().y - RIM_DEGREES },
        geo::Coord { x: limits.max().x + RIM_DEGREES, y: limits.max().y + RIM_DEGREES },
    )
}

/// A box in an R-tree, and the number of what it bounds.
pub(super) type Boxed = GeomWithData<Rectangle<[f64; 2]>, u32>;

/// An R-tree of boxes.
pub(super) fn boxes(limits: impl Iterator<Item = (Rect, u32)>) -> RTree<Boxed> {
    let entry = |(limits, number): (Rect, u32)| {
        let (low, high) = (limits.min(), limits.max());
        Boxed::new(Rectangle::from_aabb(AABB::from_corners([low.x, low.y], [high.x, high.y])), number)
    };
    RTree::bulk_load(limits.map(entry).collect())
}
