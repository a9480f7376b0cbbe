//! Incidents that differ in their times alone. `docs/semantics.md`, 12.3.
//!
//! A long log tells of the same sides, acts and places again and again. Between two moments at which nothing changes of what is
//! asked of them, such incidents stand alike: what one of them is, each is at its own time.

use std::collections::HashMap;

use crate::evaluate::past::happened::Happening;
use crate::model::time::Seconds;
use crate::scope::{Course, Scope};
use crate::sets::{EARLIEST, Intervals, LATEST};

/// The kind of each incident of some; nothing of one whose facts do not all have one time.
#[must_use]
pub(super) fn kinds(happened: &[Happening]) -> Vec<Option<usize>> {
    let mut known: HashMap<(Scope, bool), usize> = HashMap::new();
    let always = Intervals::all();
    let kinds = happened.iter().map(|happening| {
        happening.facts.one_time()?;
        let next = known.len();
        Some(*known.entry((happening.facts.at(&always), happening.summary)).or_insert(next))
    });
    kinds.collect()
}

/// The moments at which anything may change of what is asked, ascending.
#[derive(Debug)]
pub(super) struct Moments(Vec<Seconds>);

impl Moments {
    /// Of facts, and of conditions.
    pub fn of<'a>(
        facts: impl IntoIterator<Item = &'a Scope>,
        courses: impl IntoIterator<Item = &'a Course>,
    ) -> Self {
        let regions = facts.into_iter().flat_map(Scope::regions).map(|region| &region.time);
        let mut moments: Vec<Seconds> = regions.flat_map(Intervals::breakpoints).collect();
        for course in courses {
            moments.extend(course.certain().breakpoints().chain(course.possible().breakpoints()));
        }
        moments.sort_unstable();
        moments.dedup();
        Self(moments)
    }

    /// Between which two of them some facts lie, if they all have one time and nothing changes within it.
    pub fn around(&self, facts: &Scope) -> Option<usize> {
        let time = facts.one_time()?;
        let (first, (_, end)) = (time.first()?, time.iter().last()?);
        let before = match first {
            EARLIEST => 0,
            first => self.0.partition_point(|&moment| moment <= first),
        };
        let until = match end {
            LATEST => self.0.len(),
            end => self.0.partition_point(|&moment| moment < end),
        };
        (before == until).then_some(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::{Region, Universe};

    const UNIVERSE: Universe = Universe { actors: 1, acts: 1, targets: 1, means: 1, cells: 1 };

    fn at(time: Intervals) -> Scope {
        Scope::from(Region { time, ..Region::whole(&UNIVERSE) })
    }

    #[test]
    fn nothing_changes_between_two_moments() {
        let moments = Moments::of(&[at(Intervals::of(10, 20)), at(Intervals::of(20, LATEST))], &[]);
        let around = |start, end| moments.around(&at(Intervals::of(start, end)));
        assert_eq!(around(EARLIEST, 10), Some(0));
        assert_eq!(around(10, 20), Some(1));
        assert_eq!(around(12, 15), around(10, 11));
        assert_eq!(around(20, LATEST), Some(2));
        assert_eq!(around(9, 11), None);
        assert_eq!(around(19, 21), None);
        assert_eq!(around(EARLIEST, LATEST), None);
        let twice = at(Intervals::of(11, 12)).union(&at(Intervals::of(13, 14)));
        assert_eq!(moments.around(&twice), None);
    }

    #[test]
    fn conditions_change_at_their_own_moments() {
        let course = Course::new(Intervals::of(30, LATEST), &Intervals::of(25, LATEST));
        let moments = Moments::of(&[], &[course]);
        assert_eq!(moments.around(&at(Intervals::of(24, 25))), Some(0));
        assert_eq!(moments.around(&at(Intervals::of(26, 27))), Some(1));
        assert_eq!(moments.around(&at(Intervals::of(29, 31))), None);
    }
}
