//! What can be measured of a means or an act, and in which units.

/// A quantity that a clause may bound: `with calibre at least 100 mm`.
#[derive(Clone, Copy, Debug)]
pub struct StandardMeasure {
    /// The word in an agreement.
    pub id: &'static str,
    /// As a heading.
    pub title: &'static str,
    /// One sentence, without the full stop.
    pub meaning: &'static str,
    /// The first one is the base unit.
    pub units: &'static [StandardUnit],
}

/// A unit. One of it is `numerator / denominator` of the base unit, exactly.
#[derive(Clone, Copy, Debug)]
pub struct StandardUnit {
    /// As written after a number: `mm`.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// Upper part of the exact factor.
    pub numerator: u32,
    /// Lower part of the exact factor, never 0.
    pub denominator: u32,
}

impl StandardUnit {
    /// An amount in this unit, in base units.
    #[must_use]
    pub fn to_base(&self, amount: f64) -> f64 {
        amount * f64::from(self.numerator) / f64::from(self.denominator)
    }
}

impl StandardMeasure {
    /// The unit in which amounts are compared.
    #[must_use]
    pub fn base(&self) -> Option<&'static StandardUnit> {
        self.units.first()
    }

    /// The unit of this name.
    #[must_use]
    pub fn unit(&self, id: &str) -> Option<&'static StandardUnit> {
        self.units.iter().find(|unit| unit.id == id)
    }
}

/// The measure with this id.
#[must_use]
pub fn measure(id: &str) -> Option<&'static StandardMeasure> {
    MEASURES.iter().find(|measure| measure.id == id)
}

const fn unit(id: &'static str, title: &'static str, numerator: u32, denominator: u32) -> StandardUnit {
    StandardUnit { id, title, numerator, denominator }
}

/// Factors are exact: the international inch is 25.4 mm and the pound 0.45359237 kg by definition (1959), the nautical
/// mile 1852 m (1929).
const LENGTHS: &[StandardUnit] = &[
    unit("m", "metre", 1, 1),
    unit("km", "kilometre", 1000, 1),
    unit("ft", "foot", 3048, 10_000),
    unit("yd", "yard", 9144, 10_000),
    unit("mi", "mile", 1_609_344, 1000),
    unit("nmi", "nautical mile", 1852, 1),
];

/// Every measure.
pub static MEASURES: &[StandardMeasure] = &[
    StandardMeasure {
        id: "calibre",
        title: "Calibre",
        meaning: "The inner diameter of a barrel or tube, or the diameter of the rocket or missile",
        units: &[
            unit("mm", "millimetre", 1, 1),
            unit("cm", "centimetre", 10, 1),
            unit("inch", "inch", 254, 10),
        ],
    },
    StandardMeasure {
        id: "range",
        title: "Range",
        meaning: "The greatest distance at which the weapon is made to reach a target",
        units: LENGTHS,
    },
    StandardMeasure {
        id: "altitude",
        title: "Altitude",
        meaning: "The height of an aircraft above the ground",
        units: LENGTHS,
    },
    StandardMeasure {
        id: "weight",
        title: "Weight",
        meaning: "The mass of a munition, an agent or a consignment",
        units: &[
            unit("kg", "kilogram", 1, 1),
            unit("g", "gram", 1, 1000),
            unit("t", "tonne", 1000, 1),
            unit("lb", "pound", 45_359_237, 100_000_000),
        ],
    },
];
