//! Boxes: one set per dimension.

use std::collections::BTreeMap;

use super::{Dimension, Fact, LiteralId, MeasureId, Universe};
use crate::sets::{Bits, Intervals};

/// A box: the facts whose every coordinate lies in the set on that side. All boxes that meet in one operation are
/// over one [`Universe`].
///
/// A measure that is absent is unrestricted; a literal that is absent may be true or false. A measure that is present
/// with every number says the same as an absent one, and operations leave it out of their results where they meet it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    /// Who.
    pub actors: Bits,
    /// What.
    pub acts: Bits,
    /// To whom.
    pub targets: Bits,
    /// With what.
    pub means: Bits,
    /// Where.
    pub cells: Bits,
    /// When, in seconds.
    pub time: Intervals,
    /// How much.
    pub measures: BTreeMap<MeasureId, Intervals>,
    /// Under what conditions.
    pub literals: BTreeMap<LiteralId, bool>,
}

impl Region {
    /// Every fact.
    #[must_use]
    pub fn whole(universe: &Universe) -> Self {
        Self {
            actors: Bits::full(universe.actors),
            acts: Bits::full(universe.acts),
            targets: Bits::full(universe.targets),
            means: Bits::full(universe.means),
            cells: Bits::full(universe.cells),
            time: Intervals::all(),
            measures: BTreeMap::new(),
            literals: BTreeMap::new(),
        }
    }

    /// The points for which a fact stands: one, if it names every measure and literal. Empty where a coordinate lies
    /// outside the universe.
    #[must_use]
    pub fn of_fact(universe: &Universe, fact: &Fact) -> Self {
        Self {
            actors: Bits::single(universe.actors, fact.actor),
            acts: Bits::single(universe.acts, fact.act),
            targets: Bits::single(universe.targets, fact.target),
            means: Bits::single(universe.means, fact.means),
            cells: Bits::single(universe.cells, fact.cell),
            time: Intervals::point(fact.time),
            measures: fact.measures.iter().map(|(&id, &number)| (id, Intervals::point(number))).collect(),
            literals: fact.literals.clone(),
        }
    }

    /// Narrows a measure to these numbers.
    pub fn restrict_measure(&mut self, measure: MeasureId, numbers: &Intervals) {
        let narrowed = match self.measures.get(&measure) {
            Some(known) => known.intersection(numbers),
            None => numbers.clone(),
        };
        self.set_measure(measure, narrowed);
    }

    /// Whether it has no fact.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.finite_sides().iter().any(|side| side.is_empty())
            || self.time.is_empty()
            || self.measures.values().any(Intervals::is_empty)
    }

    /// Whether the fact is in the box, whatever the measures and literals that it leaves out.
    #[must_use]
    pub fn contains(&self, fact: &Fact) -> bool {
        self.actors.contains(fact.actor)
            && self.acts.contains(fact.act)
            && self.targets.contains(fact.target)
            && self.means.contains(fact.means)
            && self.cells.contains(fact.cell)
            && self.time.contains(fact.time)
            && self.literals.iter().all(|(id, value)| fact.literals.get(id) == Some(value))
            && self.measures.iter().all(|(id, numbers)| {
                fact.measures.get(id).map_or_else(|| numbers.is_all(), |&number| numbers.contains(number))
            })
    }

    /// Whether the boxes share a fact. Makes no new set: this is the first question asked of every pair, and mostly the
    /// last one.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.finite_sides().iter().zip(other.finite_sides()).all(|(ours, theirs)| ours.intersects(theirs))
            && self
                .literals
                .iter()
                .all(|(id, value)| other.literals.get(id).is_none_or(|theirs| theirs == value))
            && self.time.intersects(&other.time)
            && self.measures.iter().all(|(id, ours)| match other.measures.get(id) {
                Some(theirs) => ours.intersects(theirs),
                None => !ours.is_empty(),
            })
            && other.measures.values().all(|theirs| !theirs.is_empty())
    }

    /// The facts in both; none where there is no such fact.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        if !self.intersects(other) {
            return None;
        }
        let mut both = self.clone();
        for (ours, theirs) in both.finite_sides_mut().into_iter().zip(other.finite_sides()) {
            ours.intersect_with(theirs);
        }
        both.time = both.time.intersection(&other.time);
        for (&id, numbers) in &other.measures {
            both.restrict_measure(id, numbers);
        }
        // No literal is contradicted, since the boxes meet.
        both.literals.extend(&other.literals);
        Some(both)
    }

    /// The facts that are not in the other box, as disjoint boxes: at most one for each side. The argument for
    /// exactness stands in the documentation of [`scope`](super).
    #[must_use]
    pub fn difference(&self, other: &Self) -> Vec<Self> {
        if self.is_empty() {
            return Vec::new();
        }
        if !self.intersects(other) {
            return vec![self.clone()];
        }
        let mut pieces = Vec::new();
        // What has agreed with the other box on the sides looked at so far.
        let mut rest = self.clone();
        for (dimension, theirs) in FINITE.into_iter().zip(other.finite_sides()) {
            if rest.finite_side_mut(dimension).is_none_or(|ours| ours.is_subset(theirs)) {
                continue;
            }
            let mut piece = rest.clone();
            if let Some(side) = piece.finite_side_mut(dimension) {
                side.subtract(theirs);
            }
            pieces.push(piece);
            if let Some(side) = rest.finite_side_mut(dimension) {
                side.intersect_with(theirs);
            }
        }
        if !rest.time.is_subset(&other.time) {
            pieces.push(Self { time: rest.time.difference(&other.time), ..rest.clone() });
            rest.time = rest.time.intersection(&other.time);
        }
        for (&id, theirs) in &other.measures {
            let ours = rest.measures.get(&id).cloned().unwrap_or_else(Intervals::all);
            if !ours.is_subset(theirs) {
                let mut piece = rest.clone();
                piece.set_measure(id, ours.difference(theirs));
                pieces.push(piece);
                rest.set_measure(id, ours.intersection(theirs));
            }
        }
        for (&id, &value) in &other.literals {
            if !rest.literals.contains_key(&id) {
                let mut piece = rest.clone();
                piece.literals.insert(id, !value);
                pieces.push(piece);
                rest.literals.insert(id, value);
            }
        }
        pieces
    }

    /// The facts with actor and target exchanged: what is done to the one by the other. Of what is done to nobody there is no
    /// such fact. Targets are the actors, in their order, and whatever stands after them is no actor.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let (actors, targets) = (self.actors.len_universe(), self.targets.len_universe());
        Self {
            actors: Bits::of(actors, self.targets.iter().filter(|&target| target < actors)),
            targets: Bits::of(targets, self.actors.iter().filter(|&actor| actor < targets)),
            ..self.clone()
        }
    }

    /// Whether every fact is in the other box too.
    #[must_use]
    pub fn is_subset_of_region(&self, other: &Self) -> bool {
        self.is_empty() || self.sides_beyond(other).next().is_none()
    }

    /// A fact of the box, always the same one: the lowest element on each finite side, and a moment and numbers that
    /// can be shown ([`Intervals::sample`]). It names the measures and literals that the box restricts.
    #[must_use]
    pub fn witness(&self) -> Option<Fact> {
        let measures = self.measures.iter().map(|(&id, numbers)| Some((id, numbers.sample()?)));
        Some(Fact {
            actor: self.actors.first()?,
            act: self.acts.first()?,
            target: self.targets.first()?,
            means: self.means.first()?,
            cell: self.cells.first()?,
            time: self.time.sample()?,
            measures: measures.collect::<Option<_>>()?,
            literals: self.literals.clone(),
        })
    }

    /// Keeps a measure absent where it has every number.
    pub(super) fn set_measure(&mut self, measure: MeasureId, numbers: Intervals) {
        if numbers.is_all() {
            self.measures.remove(&measure);
        } else {
            self.measures.insert(measure, numbers);
        }
    }

    /// In the order of [`FINITE`].
    pub(super) fn finite_sides(&self) -> [&Bits; 5] {
        [&self.actors, &self.acts, &self.targets, &self.means, &self.cells]
    }

    /// In the order of [`FINITE`].
    pub(super) fn finite_sides_mut(&mut self) -> [&mut Bits; 5] {
        [&mut self.actors, &mut self.acts, &mut self.targets, &mut self.means, &mut self.cells]
    }

    pub(super) fn finite_side_mut(&mut self, dimension: Dimension) -> Option<&mut Bits> {
        match dimension {
            Dimension::Actor => Some(&mut self.actors),
            Dimension::Act => Some(&mut self.acts),
            Dimension::Target => Some(&mut self.targets),
            Dimension::Means => Some(&mut self.means),
            Dimension::Place => Some(&mut self.cells),
            Dimension::Time | Dimension::Measure(_) | Dimension::Literal(_) => None,
        }
    }
}

/// The dimensions whose sides are [`Bits`].
pub(super) const FINITE: [Dimension; 5] =
    [Dimension::Actor, Dimension::Act, Dimension::Target, Dimension::Means, Dimension::Place];
