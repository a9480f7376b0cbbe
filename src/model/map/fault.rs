//! What can be wrong with a map, in a drafter's words.

use std::fmt;

/// Why a file, a shape or a set of zones cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum MapFault {
    /// The text is no GeoJSON; what the reader of GeoJSON says about it.
    NotGeoJson(String),
    /// The file holds no feature.
    NoFeature,
    /// The file names a coordinate system other than WGS 84 degrees.
    OtherCoordinates {
        /// The name that the file gives.
        system: String,
    },
    /// A position that is not on the Earth.
    BadCoordinate {
        /// The id, the name or the number of the feature.
        feature: String,
        /// The first number of the pair.
        longitude: f64,
        /// The second number of the pair.
        latitude: f64,
        /// What the pair looks like instead.
        hint: Option<CoordinateHint>,
    },
    /// A zone needs a polygon, and this is something else.
    NotAnArea {
        /// What stands there: `a point`, `a line`.
        found: &'static str,
    },
    /// A line was asked for, and this is something else.
    NotALine {
        /// What stands there: `a point`, `an area`.
        found: &'static str,
    },
    /// The shape has no extent: an area without ground or a line without length.
    NoExtent,
    /// A distance that is negative, no number, or beyond what can be drawn.
    DistanceOutOfRange {
        /// The longest distance, in metres.
        limit_m: f64,
    },
    /// The outlines cross each other so often that this is no drawing of ground.
    TooTangled {
        /// How many crossings are followed up.
        limit: usize,
    },
    /// The shape has too many corners for the operation.
    TooDetailed {
        /// How many corners are worked on.
        limit: usize,
    },
    /// The zones cut the map into too many cells.
    TooManyCells {
        /// How many cells an atlas may have.
        limit: usize,
    },
}

/// What a pair of numbers that is no position looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoordinateHint {
    /// Latitude stands before longitude.
    Swapped,
    /// Metres of a projected grid, not degrees.
    Metres,
}

impl fmt::Display for MapFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotGeoJson(why) => write!(f, "the file is not GeoJSON: {why}"),
            Self::NoFeature => f.write_str("the file has no feature"),
            Self::OtherCoordinates { system } => {
                write!(
                    f,
                    "the file is in the coordinate system {system}, and longitude and latitude (WGS 84) are needed"
                )
            }
            Self::BadCoordinate { feature, longitude, latitude, hint } => {
                write!(f, "{feature} has the position ({longitude}, {latitude}), which is not on the Earth")?;
                match hint {
                    Some(CoordinateHint::Swapped) => f.write_str("; longitude and latitude look swapped"),
                    Some(CoordinateHint::Metres) => {
                        f.write_str("; the numbers look like metres, not degrees")
                    }
                    None => Ok(()),
                }
            }
            Self::NotAnArea { found } => write!(f, "a zone needs an area, and this is {found}"),
            Self::NotALine { found } => write!(f, "a line is needed, and this is {found}"),
            Self::NoExtent => f.write_str("the shape covers no ground"),
            Self::DistanceOutOfRange { limit_m } => {
                write!(f, "the distance is not between 0 and {} km", limit_m / 1000.0)
            }
            Self::TooTangled { limit } => {
                write!(f, "the outlines cross each other more than {limit} times")
            }
            Self::TooDetailed { limit } => write!(f, "the shapes have more than {limit} corners to work on"),
            Self::TooManyCells { limit } => write!(f, "the zones cut the map into more than {limit} parts"),
        }
    }
}

impl std::error::Error for MapFault {}
