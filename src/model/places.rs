//! Where: zones as expressions over areas, and the map cut into cells.

use std::collections::BTreeMap;

use geo::{Geometry, MultiLineString, MultiPolygon, Point};

use crate::model::actors::DatedName;
use crate::model::ids::{ActorId, AreaId, LiteralId, ZoneId};
use crate::model::map::Atlas;
use crate::sets::{Bits, Intervals};
use crate::source::Span;

/// Ground, made of areas. What it means stands in `docs/semantics.md`; `scope` turns it into sets of facts.
#[derive(Clone, Debug, PartialEq)]
pub enum Ground {
    /// The whole map.
    Everywhere,
    /// Nowhere.
    Nowhere,
    /// An area with a boundary.
    Area(AreaId),
    /// Another zone.
    Zone(ZoneId),
    /// Any of these.
    Union(Vec<Ground>),
    /// All of these at once.
    Both(Box<Ground>, Box<Ground>),
    /// The first without the second.
    Without(Box<Ground>, Box<Ground>),
    /// Some part of this, which no text delimits: whether a place of it belongs is a condition that is not known.
    SomePartOf(Box<Ground>, LiteralId),
    /// Ground that changes, as when a line moves.
    At(Vec<(Intervals, Ground)>),
}

/// A zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// The name used in the text.
    pub name: String,
    /// The full name, for people.
    pub title: String,
    /// Other names, the full name included.
    pub aliases: Vec<DatedName>,
    /// Its ground, for whoever has no measure of its own.
    pub ground: Ground,
    /// Its ground for a party that measures it from elsewhere.
    pub measured: BTreeMap<ActorId, Ground>,
    /// That its boundary is not an official one.
    pub illustrative: bool,
    /// Where it is declared.
    pub span: Span,
}

/// A line, with its course from each date on.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The name used in the text.
    pub name: String,
    /// The full name, for people.
    pub title: String,
    /// Its course, and when it runs so.
    pub courses: Vec<(Intervals, MultiLineString<f64>)>,
    /// Where it is declared first.
    pub span: Span,
}

/// A point with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The name used in the text.
    pub name: String,
    /// The full name, for people.
    pub title: String,
    /// Other names, the full name included.
    pub aliases: Vec<DatedName>,
    /// Longitude and latitude, WGS 84.
    pub point: Point<f64>,
    /// Where it is declared.
    pub span: Span,
}

/// An area that is everything within a distance of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// The area.
    pub area: AreaId,
    /// The name of what it is measured from: a line, a place or a zone.
    pub from: String,
    /// How far it reaches, in metres.
    pub reach_m: f64,
    /// When what it is measured from has this shape.
    pub times: Intervals,
    /// That shape.
    pub shape: Geometry<f64>,
}

/// All ground.
#[derive(Default)]
pub struct Places {
    /// The zones.
    pub zones: Vec<Zone>,
    /// The lines.
    pub lines: Vec<Line>,
    /// The places.
    pub points: Vec<Place>,
    /// The areas that zones are made of; the atlas is cut by them. Two texts that are compared are cut anew by those of both.
    pub areas: Vec<MultiPolygon<f64>>,
    /// Which of the areas are everything within a distance of something.
    pub strips: Vec<Strip>,
    /// The map, cut into cells by all areas. Absent only in an empty model.
    pub atlas: Option<Atlas>,
    /// For each area, its cells.
    pub cells_of_areas: Vec<Bits>,
    /// For each zone, the cells that belong to it for everybody, at all times and whatever the conditions.
    pub certain_cells: Vec<Bits>,
}

impl Places {
    /// Number of cells, the one outside all areas included.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.atlas.as_ref().map_or(1, Atlas::len)
    }

    /// Computes [`Places::cells_of_areas`] and [`Places::certain_cells`]. To be called when all zones are in and the map is cut.
    pub fn settle(&mut self) {
        let cells = self.cells();
        let mut of_area: Vec<Bits> = vec![Bits::empty(cells); self.areas.len()];
        if let Some(atlas) = &self.atlas {
            for (cell, areas) in atlas.areas_of_cells().enumerate() {
                for &area in areas {
                    if let Some(own) = of_area.get_mut(area as usize) {
                        own.insert(cell);
                    }
                }
            }
        }
        self.cells_of_areas = of_area;
        self.certain_cells = vec![Bits::empty(cells); self.zones.len()];
        // A zone may stand before those it is made of. Zones nest 64 deep at most, and a round that changes nothing ends it.
        for _ in 0..=self.zones.len().min(64) {
            let next: Vec<Bits> = self.zones.iter().map(|zone| self.certain(&zone.ground, 0)).collect();
            if next == self.certain_cells {
                break;
            }
            self.certain_cells = next;
        }
    }

    /// What is certain of some ground, as far as it is known of the zones that it is made of.
    fn certain(&self, ground: &Ground, depth: usize) -> Bits {
        let cells = self.cells();
        if depth > 200 {
            return Bits::empty(cells);
        }
        let certain = |ground: &Ground| self.certain(ground, depth + 1);
        match ground {
            Ground::Everywhere => Bits::full(cells),
            Ground::Area(area) => self.area(area),
            Ground::Zone(zone) => {
                let measured = self.zones.get(zone.index()).is_none_or(|zone| !zone.measured.is_empty());
                let known = self.certain_cells.get(zone.index()).filter(|_| !measured);
                known.cloned().unwrap_or_else(|| Bits::empty(cells))
            }
            Ground::Union(parts) => {
                let mut union = Bits::empty(cells);
                parts.iter().for_each(|part| union.union_with(&certain(part)));
                union
            }
            Ground::Both(one, other) => certain(one).intersection(&certain(other)),
            Ground::Without(one, other) => certain(one).difference(&self.possible(other, depth + 1)),
            Ground::Nowhere | Ground::SomePartOf(..) | Ground::At(_) => Bits::empty(cells),
        }
    }

    /// Every cell that may belong to some ground at some time.
    fn possible(&self, ground: &Ground, depth: usize) -> Bits {
        let cells = self.cells();
        if depth > 200 {
            return Bits::full(cells);
        }
        let possible = |ground: &Ground| self.possible(ground, depth + 1);
        let union = |parts: &mut dyn Iterator<Item = &Ground>| {
            let mut union = Bits::empty(cells);
            parts.for_each(|part| union.union_with(&possible(part)));
            union
        };
        match ground {
            Ground::Everywhere => Bits::full(cells),
            Ground::Nowhere => Bits::empty(cells),
            Ground::Area(area) => self.area(area),
            Ground::Zone(zone) => match self.zones.get(zone.index()) {
                Some(zone) => union(&mut std::iter::once(&zone.ground).chain(zone.measured.values())),
                None => Bits::empty(cells),
            },
            Ground::Union(parts) => union(&mut parts.iter()),
            Ground::Both(one, other) => possible(one).intersection(&possible(other)),
            Ground::Without(one, _) | Ground::SomePartOf(one, _) => possible(one),
            Ground::At(courses) => union(&mut courses.iter().map(|(_, part)| part)),
        }
    }

    fn area(&self, area: &AreaId) -> Bits {
        self.cells_of_areas.get(area.index()).cloned().unwrap_or_else(|| Bits::empty(self.cells()))
    }

    /// The full name of a zone.
    #[must_use]
    pub fn title(&self, zone: ZoneId) -> &str {
        self.zones.get(zone.index()).map_or("an unknown zone", |zone| zone.title.as_str())
    }
}
