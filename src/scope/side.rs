//! What is done to boxes along one dimension.

use super::region::FINITE;
use super::{Dimension, LiteralId, MeasureId, Region};
use crate::sets::{Bits, Intervals};

impl Region {
    /// The dimensions along which a fact can leave the box: a measure or literal that it does not name cannot matter.
    /// In their order.
    pub(super) fn dimensions(&self) -> impl Iterator<Item = Dimension> + '_ {
        let measures = self.measures.keys().copied().map(Dimension::Measure);
        let literals = self.literals.keys().copied().map(Dimension::Literal);
        FINITE.into_iter().chain([Dimension::Time]).chain(measures).chain(literals)
    }

    /// The sides on which the box does not have every value, in their order.
    pub fn restricted(&self, universe: &super::Universe) -> impl Iterator<Item = Dimension> + use<> {
        let whole = Self::whole(universe);
        whole.sides_beyond(self).collect::<Vec<_>>().into_iter()
    }

    /// The sides on which this box reaches beyond the other, in their order. [`Region::difference`] makes one piece for
    /// each, if the boxes meet; there are none if it is contained.
    pub(super) fn sides_beyond<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Dimension> + 'a {
        other.dimensions().filter(|&dimension| self.reaches_beyond(other, dimension))
    }

    /// Whether this side has an element that the other box's does not have.
    pub(super) fn reaches_beyond(&self, other: &Self, dimension: Dimension) -> bool {
        match dimension {
            Dimension::Actor => !self.actors.is_subset(&other.actors),
            Dimension::Act => !self.acts.is_subset(&other.acts),
            Dimension::Target => !self.targets.is_subset(&other.targets),
            Dimension::Means => !self.means.is_subset(&other.means),
            Dimension::Place => !self.cells.is_subset(&other.cells),
            Dimension::Time => !self.time.is_subset(&other.time),
            Dimension::Measure(id) => match (self.measures.get(&id), other.measures.get(&id)) {
                (Some(ours), Some(theirs)) => !ours.is_subset(theirs),
                (None, Some(theirs)) => !theirs.is_all(),
                (_, None) => false,
            },
            Dimension::Literal(id) => {
                other.literals.get(&id).is_some_and(|theirs| self.literals.get(&id) != Some(theirs))
            }
        }
    }

    /// The sides on which the boxes have nothing in common, in their order; none if they share a fact.
    pub(super) fn sides_apart(&self, other: &Self) -> Vec<Dimension> {
        let finite = FINITE.into_iter().zip(self.finite_sides().into_iter().zip(other.finite_sides()));
        let finite = finite.filter(|(_, (ours, theirs))| !ours.intersects(theirs)).map(|(side, _)| side);
        let time = (!self.time.intersects(&other.time)).then_some(Dimension::Time);
        let measures = other.measures.iter().filter(|(id, theirs)| {
            self.measures.get(id).map_or_else(|| theirs.is_empty(), |ours| !ours.intersects(theirs))
        });
        let literals = other
            .literals
            .iter()
            .filter(|(id, value)| self.literals.get(id).is_some_and(|own| own != *value));
        finite
            .chain(time)
            .chain(measures.map(|(&id, _)| Dimension::Measure(id)))
            .chain(literals.map(|(&id, _)| Dimension::Literal(id)))
            .collect()
    }

    /// The box with everything on one side.
    #[must_use]
    pub(super) fn stretched(&self, dimension: Dimension) -> Self {
        let mut result = self.clone();
        if let Some(side) = result.finite_side_mut(dimension) {
            *side = Bits::full(side.len_universe());
        }
        match dimension {
            Dimension::Time => result.time = Intervals::all(),
            Dimension::Measure(id) => drop(result.measures.remove(&id)),
            Dimension::Literal(id) => drop(result.literals.remove(&id)),
            _ => {}
        }
        result
    }

    /// The union of two boxes, where it is a box because they differ on one side only (or on none).
    #[must_use]
    pub(super) fn merged(&self, other: &Self) -> Option<Self> {
        let mut differing = self.differing(other);
        let Some(dimension) = differing.next() else { return Some(self.clone()) };
        if differing.next().is_some() {
            return None;
        }
        let mut result = self.clone();
        for (ours, theirs) in result.finite_sides_mut().into_iter().zip(other.finite_sides()) {
            ours.union_with(theirs);
        }
        result.time = result.time.union(&other.time);
        match dimension {
            Dimension::Measure(id) => {
                let either = match (self.measures.get(&id), other.measures.get(&id)) {
                    (Some(ours), Some(theirs)) => ours.union(theirs),
                    _ => Intervals::all(),
                };
                result.set_measure(id, either);
            }
            Dimension::Literal(id) => drop(result.literals.remove(&id)),
            _ => {}
        }
        Some(result)
    }

    /// The sides on which two boxes differ.
    pub(super) fn differing<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Dimension> + 'a {
        let finite = FINITE.into_iter().zip(self.finite_sides().into_iter().zip(other.finite_sides()));
        let time = (self.time != other.time).then_some(Dimension::Time);
        let only_other = |id: &&MeasureId| !self.measures.contains_key(id);
        let measures = self.measures.keys().chain(other.measures.keys().filter(only_other));
        let only_other = |id: &&LiteralId| !self.literals.contains_key(id);
        let literals = self.literals.keys().chain(other.literals.keys().filter(only_other));
        let differing = finite.filter(|(_, (ours, theirs))| ours != theirs).map(|(dimension, _)| dimension);
        differing
            .chain(time)
            .chain(
                measures
                    .filter(|id| self.measures.get(id) != other.measures.get(id))
                    .copied()
                    .map(Dimension::Measure),
            )
            .chain(
                literals
                    .filter(|id| self.literals.get(id) != other.literals.get(id))
                    .copied()
                    .map(Dimension::Literal),
            )
    }
}
