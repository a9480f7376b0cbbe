//! The ground: zones as areas, roads and borders as lines, and the map cut into cells.
//!
//! A clause speaks about zones; the algebra of scopes wants a finite set. So the declared zones cut the map into *cells*,
//! the maximal sets of points that lie in exactly the same zones, and "in Aleppo, except Castello" becomes a set of cells.
//! This module knows nothing of agreements: it takes areas and gives cells ([`Atlas`]), reads GeoJSON ([`read_features`])
//! and measures ([`within`]).
//!
//! # Coordinates
//! WGS 84 degrees, x is longitude and y is latitude, as in GeoJSON (RFC 7946). The side of a zone is a straight line
//! between its corners in these coordinates (RFC 7946, 3.1.1), not a geodesic: 100 km along a parallel at 36° N the two part
//! by 142 m. Distances are metres along WGS 84 geodesics (C. F. F. Karney, *Algorithms for geodesics*, J. Geodesy 87,
//! 2013). Nothing is joined across the 180th meridian, and nothing is promised within one degree of a pole.
//!
//! # Methods, errors and tolerances
//! - **Overlay** (union, intersection, difference) is `i_overlay`'s sweep on an integer grid of about 2^30 steps across both
//!   operands, under the non-zero rule on rings made to run anticlockwise (holes clockwise). The grid is 0.4 mm wide for a
//!   country of 7 degrees, and 3 cm for the whole Earth. Input that would make it count millions of crossings is refused
//!   ([`MapFault::TooTangled`]) after an R-tree has counted some of them.
//! - **Making valid** ([`area_of`]): every outer ring is resolved by a union with itself (a figure of eight gives both
//!   loops), the holes are resolved likewise and taken away, the polygons are united. So a hole outside its ring takes
//!   nothing away, and two polygons of one feature may overlap.
//! - **Within a distance** ([`within`]): the exact offset of a polyline is the union of a slab per side and a sector per
//!   corner; their corners are computed with Karney's direct problem on pieces of at most 2 km, and the arcs are cut so that
//!   a chord errs by a ten thousandth of the distance, at most 1 m. Measured against geodesic brute force at 0.5 to 35 km,
//!   the edge lies between 1.005 m inside the true one and 1 mm outside it.
//! - **Cutting** ([`Atlas::cut`]): areas are laid one after the other over the cells there are, each cell that a bounding
//!   box does not rule out is split in two, and what is left of the area is a new cell. Pieces under 100 m² or under half a
//!   metre wide are slivers, left by the grid or by borders drawn twice, and are dropped.
//! - **Distance from a point to a cell**: the nearest point of a side is found in a local plane and measured with the
//!   middle-latitude formula (radii of curvature of the ellipsoid at the mean latitude), which errs by less than 0.4 m at
//!   35 km up to 70° N; farther away a case that is too near to call is decided by a geodesic.
//! - **Extent**: the integral of the equal-area latitude along the sides (Snyder), so that the cells of an area add up to it.

mod atlas;
mod cut;
mod fault;
mod feature;
mod measure;
mod overlay;
mod shape;
#[cfg(test)]
mod tests;
mod within;

pub use atlas::Atlas;
pub use cut::CELL_LIMIT;
pub use fault::{CoordinateHint, MapFault};
pub use feature::{Feature, read_features};
pub use measure::{distance_to_m, geodesic_m};
pub use overlay::{difference, intersection, union};
pub use shape::{area_of, boundary_of, line_of};
pub use within::{DISTANCE_LIMIT_M, within};
