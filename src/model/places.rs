//! Where: zones as expressions over areas, and the map cut into cells.

use std::collections::BTreeMap;

use geo::{MultiLineString, Point};

use crate::model::actors::DatedName;
use crate::model::ids::{ActorId, AreaId, LiteralId, ZoneId};
use crate::model::map::Atlas;
use crate::sets::Intervals;
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

/// All ground.
#[derive(Default)]
pub struct Places {
    /// The zones.
    pub zones: Vec<Zone>,
    /// The lines.
    pub lines: Vec<Line>,
    /// The places.
    pub points: Vec<Place>,
    /// How many areas zones are made of; the atlas is cut by them.
    pub areas: usize,
    /// The map, cut into cells by all areas. Absent only in an empty model.
    pub atlas: Option<Atlas>,
}

impl Places {
    /// Number of cells, the one outside all areas included.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.atlas.as_ref().map_or(1, Atlas::len)
    }

    /// The full name of a zone.
    #[must_use]
    pub fn title(&self, zone: ZoneId) -> &str {
        self.zones.get(zone.index()).map_or("an unknown zone", |zone| zone.title.as_str())
    }
}
