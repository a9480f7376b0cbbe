//! What a set of scopes cannot tell apart, drawn together.
//!
//! A handful of clauses distinguishes few acts, cells and times: all kinds of attack count alike where no clause names
//! one of them. The quotient puts the values of a side that lie in exactly the same sides of all given boxes into one
//! class. Seen through it, the incidents of a long log become a few kinds, and each kind is judged once.
//!
//! It is exact. Each side of a given box is a union of classes, so a fact lies in the box when the classes of its
//! coordinates do, and [`position`](super::position) answers the same for an incident and for its image. So do the open
//! dimensions, if the incident is one box, or if its own boxes are among the given ones: two images that differ in one
//! side only then come from two facts that do. Of several boxes that are not among them, two facts might differ in one
//! side more, in values that nothing tells apart. Actors and targets are left as they are, since counts are by actor.

use super::{Region, Scope, Universe};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};

/// The classes of each side.
#[derive(Clone, Debug)]
pub struct Quotient {
    universe: Universe,
    acts: Classes,
    means: Classes,
    cells: Classes,
    /// Ends of the elementary intervals, ascending. Interval 0 comes before the first.
    ends: Vec<i64>,
    /// The class of each elementary interval.
    times: Vec<usize>,
    time_classes: usize,
}

impl Quotient {
    /// The quotient by everything that these scopes distinguish.
    #[must_use]
    pub fn by<'a>(universe: &Universe, scopes: impl IntoIterator<Item = &'a Scope>) -> Self {
        let regions: Vec<&Region> = scopes.into_iter().flat_map(Scope::regions).collect();
        let acts = Classes::by(universe.acts, regions.iter().map(|region| &region.acts));
        let means = Classes::by(universe.means, regions.iter().map(|region| &region.means));
        let cells = Classes::by(universe.cells, regions.iter().map(|region| &region.cells));
        let mut times: Vec<&Intervals> = regions.iter().map(|region| &region.time).collect();
        times.sort_by(|one, other| one.iter().cmp(other.iter()));
        times.dedup();
        let mut ends: Vec<i64> = times.iter().flat_map(|time| time.breakpoints()).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut known: Vec<Vec<bool>> = Vec::new();
        let mut classes = Vec::with_capacity(ends.len() + 1);
        for index in 0..=ends.len() {
            let sample = match index.checked_sub(1).and_then(|before| ends.get(before)) {
                Some(&start) => start,
                None => EARLIEST,
            };
            let lies_in: Vec<bool> = times.iter().map(|time| time.contains(sample)).collect();
            classes.push(class_of(&mut known, lies_in));
        }
        let time_classes = known.len();
        let universe = Universe { acts: acts.count, means: means.count, cells: cells.count, ..*universe };
        Self { universe, acts, means, cells, ends, times: classes, time_classes }
    }

    /// The sizes of the sides of images.
    #[must_use]
    pub fn universe(&self) -> &Universe {
        &self.universe
    }

    /// The classes that meet a set of cells.
    #[must_use]
    pub fn cells(&self, cells: &Bits) -> Bits {
        self.cells.image(cells)
    }

    /// The classes of times that a set of times meets, as a set of their numbers.
    #[must_use]
    pub fn times(&self, times: &Intervals) -> Intervals {
        let mut met = vec![false; self.time_classes];
        for (start, end) in times.iter() {
            let first = self.ends.partition_point(|&at| at <= start);
            let last =
                if end == LATEST { self.ends.len() } else { self.ends.partition_point(|&at| at < end) };
            for class in self.times.iter().take(last + 1).skip(first) {
                if let Some(slot) = met.get_mut(*class) {
                    *slot = true;
                }
            }
        }
        let numbers = met.iter().enumerate().filter(|(_, met)| **met).map(|(class, _)| number(class));
        Intervals::from_iter(numbers.map(|class| (class, class + 1)))
    }

    /// All times of these classes.
    #[must_use]
    pub fn times_of(&self, classes: &Intervals) -> Intervals {
        let bounds = std::iter::once(EARLIEST).chain(self.ends.iter().copied());
        let ends = self.ends.iter().copied().chain([LATEST]);
        let of_classes =
            bounds.zip(ends).zip(&self.times).filter(|(_, class)| classes.contains(number(**class)));
        Intervals::from_iter(of_classes.map(|(interval, _)| interval))
    }

    /// The image of a scope: the boxes of the classes that its boxes meet, each once.
    #[must_use]
    pub fn image(&self, scope: &Scope) -> Scope {
        let mut regions: Vec<Region> = Vec::new();
        for region in scope.regions() {
            let image = Region {
                actors: region.actors.clone(),
                acts: self.acts.image(&region.acts),
                targets: region.targets.clone(),
                means: self.means.image(&region.means),
                cells: self.cells.image(&region.cells),
                time: self.times(&region.time),
                measures: region.measures.clone(),
                literals: region.literals.clone(),
            };
            if !regions.contains(&image) {
                regions.push(image);
            }
        }
        Scope::from(regions)
    }
}

fn number(class: usize) -> i64 {
    i64::try_from(class).unwrap_or(i64::MAX)
}

/// The classes of one finite side.
#[derive(Clone, Debug)]
struct Classes {
    of: Vec<usize>,
    count: usize,
}

impl Classes {
    fn by<'a>(len: usize, sides: impl Iterator<Item = &'a Bits>) -> Self {
        let mut sides: Vec<&Bits> = sides.filter(|side| !side.is_full()).collect();
        sides.sort_unstable();
        sides.dedup();
        let mut known: Vec<Vec<bool>> = Vec::new();
        let of = (0..len)
            .map(|value| class_of(&mut known, sides.iter().map(|side| side.contains(value)).collect()))
            .collect();
        Self { of, count: known.len().max(1) }
    }

    fn image(&self, set: &Bits) -> Bits {
        Bits::of(self.count, set.iter().filter_map(|value| self.of.get(value).copied()))
    }
}

/// The number of a class by which sides its values lie in; a new one where there is none yet.
fn class_of(known: &mut Vec<Vec<bool>>, lies_in: Vec<bool>) -> usize {
    if let Some(class) = known.iter().position(|other| *other == lies_in) {
        return class;
    }
    known.push(lies_in);
    known.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::small_world;
    use crate::scope::{Budget, position};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_image_stands_where_the_incident_stands(
            incident in small_world::drawn_scope(3),
            scope in small_world::drawn_scope(3),
            other in small_world::drawn_scope(2),
        ) {
            let [incident, scope, other] = [incident, scope, other].map(|drawn| small_world::scope(&drawn));
            let quotient = Quotient::by(&small_world::UNIVERSE, [&scope, &other, &incident]);
            let plain = position(&incident, &scope, Budget::DEFAULT);
            let seen = position(&quotient.image(&incident), &quotient.image(&scope), Budget::DEFAULT);
            prop_assert_eq!(plain, seen);
        }

        #[test]
        fn times_come_back(scope in small_world::drawn_scope(3)) {
            let scope = small_world::scope(&scope);
            let quotient = Quotient::by(&small_world::UNIVERSE, [&scope]);
            for region in scope.regions() {
                prop_assert_eq!(quotient.times_of(&quotient.times(&region.time)), region.time.clone());
            }
        }
    }
}
