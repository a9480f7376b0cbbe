//! Facts: the points of the algebra, and the dimensions along which they differ.

use std::collections::BTreeMap;

use crate::model::ids::{LiteralId, MeasureId};

/// The sizes of the finite dimensions. Each has at least one element: the outsider, the other act, the ground
/// outside all zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Universe {
    /// How many actors.
    pub actors: usize,
    /// How many leaves the catalogue of acts has.
    pub acts: usize,
    /// How many targets.
    pub targets: usize,
    /// How many kinds of means.
    pub means: usize,
    /// Into how many cells the zones cut the map.
    pub cells: usize,
}

/// One thing that one actor did: a point.
///
/// A measure or literal that is absent is one that does not matter: the fact stands for all points that agree with
/// it. That is what a witness needs, which names only what the scopes in question speak of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    /// Who.
    pub actor: usize,
    /// What.
    pub act: usize,
    /// To whom.
    pub target: usize,
    /// With what.
    pub means: usize,
    /// Where.
    pub cell: usize,
    /// When, in seconds.
    pub time: i64,
    /// How much, in each measure's own unit.
    pub measures: BTreeMap<MeasureId, i64>,
    /// What holds of it.
    pub literals: BTreeMap<LiteralId, bool>,
}

/// A coordinate of a fact. The order is that in which people ask: who, what, to whom, with what, where, when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Who.
    Actor,
    /// What.
    Act,
    /// To whom.
    Target,
    /// With what.
    Means,
    /// Where.
    Place,
    /// When.
    Time,
    /// How much.
    Measure(MeasureId),
    /// Under what condition.
    Literal(LiteralId),
}
