//! A world so small that all its facts can be listed: what the algebra is tested against.
//!
//! Time and measures are infinite, so each listed number stands for a class: the first for everything up to it, the last
//! for everything from it on. Boxes are only cut between classes, so the list misses nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Dimension, Fact, LiteralId, MeasureId, Region, Scope, Universe};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};

pub(crate) const UNIVERSE: Universe = Universe { actors: 3, acts: 3, targets: 3, means: 2, cells: 3 };

/// Each dimension and how many values it has, in the order of the coordinates below.
pub(crate) const DIMENSIONS: [(Dimension, usize); 9] = [
    (Dimension::Actor, 3),
    (Dimension::Act, 3),
    (Dimension::Target, 3),
    (Dimension::Means, 2),
    (Dimension::Place, 3),
    (Dimension::Time, 6),
    (Dimension::Measure(MeasureId(0)), 4),
    (Dimension::Literal(LiteralId(0)), 2),
    (Dimension::Literal(LiteralId(1)), 2),
];

/// The coordinates of every fact.
pub(crate) static POINTS: LazyLock<Vec<[usize; 9]>> = LazyLock::new(|| {
    let mut points = vec![[0; 9]];
    for (dimension, (_, size)) in DIMENSIONS.into_iter().enumerate() {
        points = points
            .into_iter()
            .flat_map(|mut point| {
                (0..size).map(move |value| {
                    point[dimension] = value;
                    point
                })
            })
            .collect();
    }
    points
});

/// The facts at [`POINTS`].
pub(crate) static FACTS: LazyLock<Vec<Fact>> = LazyLock::new(|| {
    let number = |value: usize| i64::try_from(value).unwrap();
    let fact = |point: &[usize; 9]| Fact {
        actor: point[0],
        act: point[1],
        target: point[2],
        means: point[3],
        cell: point[4],
        time: number(point[5]),
        measures: BTreeMap::from([(MeasureId(0), number(point[6]))]),
        literals: BTreeMap::from([(LiteralId(0), point[7] == 1), (LiteralId(1), point[8] == 1)]),
    };
    POINTS.iter().map(fact).collect()
});

/// The points that differ from this one in one dimension only, as indices.
pub(crate) fn neighbours(index: usize, dimension: usize) -> impl Iterator<Item = usize> {
    let stride: usize = DIMENSIONS[dimension + 1..].iter().map(|(_, size)| size).product();
    let own = POINTS[index][dimension];
    let line_start = index - own * stride;
    (0..DIMENSIONS[dimension].1)
        .filter(move |&value| value != own)
        .map(move |value| line_start + value * stride)
}

/// A box as it was drawn: for each dimension, bit k says whether value k is in it.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    masks: [u32; 9],
    /// Whether a measure with every number is written out.
    explicit: bool,
}

impl Drawn {
    pub(crate) fn contains(&self, point: &[usize; 9]) -> bool {
        self.masks.iter().zip(point).all(|(mask, value)| mask >> value & 1 == 1)
    }

    pub(crate) fn region(&self) -> Region {
        let bits = |k: usize| Bits::of(DIMENSIONS[k].1, (0..32).filter(|bit| self.masks[k] >> bit & 1 == 1));
        let measure = intervals(self.masks[6], DIMENSIONS[6].1);
        let mut measures = BTreeMap::new();
        if self.explicit || !measure.is_all() {
            measures.insert(MeasureId(0), measure);
        }
        // 3 says "may be true or false".
        let literals = [(LiteralId(0), self.masks[7]), (LiteralId(1), self.masks[8])];
        Region {
            actors: bits(0),
            acts: bits(1),
            targets: bits(2),
            means: bits(3),
            cells: bits(4),
            time: intervals(self.masks[5], DIMENSIONS[5].1),
            measures,
            literals: literals
                .into_iter()
                .filter(|(_, mask)| *mask != 3)
                .map(|(id, mask)| (id, mask == 2))
                .collect(),
        }
    }
}

fn intervals(mask: u32, size: usize) -> Intervals {
    let last = i64::try_from(size).unwrap() - 1;
    (0..=last)
        .filter(|value| mask >> value & 1 == 1)
        .map(|value| {
            (if value == 0 { EARLIEST } else { value }, if value == last { LATEST } else { value + 1 })
        })
        .collect()
}

/// Boxes of which most sides are wide and few are empty, so that they meet often.
pub(crate) fn drawn() -> impl Strategy<Value = Drawn> {
    let side = |k: usize| {
        let full = (1_u32 << DIMENSIONS[k].1) - 1;
        // A literal is never without a value.
        let none = if k >= 7 { full } else { 0 };
        prop_oneof![12 => Just(full), 12 => 1..=full, 1 => Just(none)]
    };
    let masks = (side(0), side(1), side(2), side(3), side(4), side(5), side(6), side(7), side(8));
    (masks, any::<bool>()).prop_map(|((a, b, c, d, e, f, g, h, i), explicit)| Drawn {
        masks: [a, b, c, d, e, f, g, h, i],
        explicit,
    })
}

/// A few boxes.
pub(crate) fn drawn_scope(at_most: usize) -> impl Strategy<Value = Vec<Drawn>> {
    proptest::collection::vec(drawn(), 0..=at_most)
}

pub(crate) fn scope(drawn: &[Drawn]) -> Scope {
    drawn.iter().map(Drawn::region).collect()
}

/// Which points the drawn boxes hold: the definition.
pub(crate) fn points(drawn: &[Drawn]) -> Vec<bool> {
    POINTS.iter().map(|point| drawn.iter().any(|one| one.contains(point))).collect()
}

/// Which points the scope says that it holds.
pub(crate) fn members(scope: &Scope) -> Vec<bool> {
    FACTS.iter().map(|fact| scope.contains(fact)).collect()
}

/// The points for which a witness stands, as indices: all that agree with what it names.
pub(crate) fn stands_for(witness: &Fact) -> Vec<usize> {
    let class = |number: i64, size: usize| usize::try_from(number.clamp(0, size as i64 - 1)).unwrap();
    let named: Vec<(usize, usize)> =
        [witness.actor, witness.act, witness.target, witness.means, witness.cell]
            .into_iter()
            .enumerate()
            .chain([(5, class(witness.time, 6))])
            .chain(witness.measures.values().map(|&number| (6, class(number, 4))))
            .chain(witness.literals.iter().map(|(id, &value)| (7 + id.0 as usize, usize::from(value))))
            .collect();
    let agrees = |point: &[usize; 9]| named.iter().all(|&(k, value)| point[k] == value);
    (0..POINTS.len()).filter(|&index| agrees(&POINTS[index])).collect()
}
