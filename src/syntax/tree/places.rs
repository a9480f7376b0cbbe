//! Lines, zones and distances.

use super::{Name, NameList, Number, Spot, Text};

/// The course of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineCourse {
    /// `from "contact.geojson" [feature "x"]`
    File(FileFeature),
    /// `through A, B and C`: places, in order.
    Through(NameList),
    /// `along the boundary of Country`
    Boundary(Name),
}

/// `from "zones.geojson" [feature "SY02"]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFeature {
    /// A path, from the folder of the agreement.
    pub file: Text,
    /// The id of a feature, or its `id` property; the only feature where absent.
    pub feature: Option<Text>,
}

/// The ground of a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// `from "zones.geojson" feature "SY02"`
    File(FileFeature),
    /// `: Idlib, part of Latakia and part of Hama`
    Union(Vec<ZonePart>),
    /// `within 6 km of M4`, `within 15-20 km of Contact`
    Within {
        /// How far.
        distance: Distance,
        /// From which line, place or zone.
        of: Name,
    },
    /// `between 10 km and 30 km of Border`
    Between {
        /// The nearer edge.
        near: Distance,
        /// The farther edge.
        far: Distance,
        /// From which line, place or zone.
        of: Name,
    },
}

/// `Idlib` or `part of Latakia`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZonePart {
    /// Which zone.
    pub name: Name,
    /// Whether only an unstated part of it.
    pub part: bool,
}

/// `6 km`, `3500 m`, `15-20 km`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    /// The distance, or its lower end.
    pub low: Number,
    /// The upper end, where the text gives a range.
    pub high: Option<Number>,
    /// The unit.
    pub unit: LengthUnit,
    /// Where.
    pub spot: Spot,
}

/// A unit of length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthUnit {
    /// `m`
    Metre,
    /// `km`
    Kilometre,
    /// `miles`: statute miles.
    Mile,
    /// `nautical miles`
    NauticalMile,
    /// `yards`
    Yard,
}

/// `undelimited ["certain parts of ..."]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelimited {
    /// The words the text uses instead of a boundary.
    pub words: Option<Text>,
    /// Where.
    pub spot: Spot,
}

/// `as measured by Ukraine from OtherLine`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasuredBy {
    /// Who.
    pub who: NameList,
    /// From which line.
    pub from: Name,
}
