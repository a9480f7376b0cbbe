//! A set of whole numbers, such as the seconds of a period or the values of a measure.

use std::fmt;

/// As the start of an interval: it has no begin.
pub const EARLIEST: i64 = i64::MIN;

/// As the end of an interval: it has no end.
pub const LATEST: i64 = i64::MAX;

/// A set of numbers as half-open intervals `start..end`.
///
/// INVARIANT: the intervals are sorted, none is empty, and between two of them at least one number is missing. So
/// equal sets have equal intervals.
///
/// INVARIANT: [`LATEST`] as an end means "unbounded", and the number `i64::MAX` itself is never a member of any set;
/// [`Intervals::all`] is everything below it.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Intervals {
    spans: Vec<(i64, i64)>,
}

impl Intervals {
    /// No number.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Every number.
    #[must_use]
    pub fn all() -> Self {
        Self::of(EARLIEST, LATEST)
    }

    /// The numbers `start..end`; none where `start >= end`.
    #[must_use]
    pub fn of(start: i64, end: i64) -> Self {
        Self { spans: if start < end { vec![(start, end)] } else { Vec::new() } }
    }

    /// One number; none for [`LATEST`], which is no member of any set.
    #[must_use]
    pub fn point(number: i64) -> Self {
        Self::of(number, number.saturating_add(1))
    }

    /// Whether it has no number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether it has every number.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.spans.first() == Some(&(EARLIEST, LATEST))
    }

    /// Whether the number is in the set. Logarithmic in the number of intervals.
    #[must_use]
    pub fn contains(&self, number: i64) -> bool {
        self.first_ending_after(number).is_some_and(|(start, _)| start <= number)
    }

    /// What is in either. Linear.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut joined = Joined::default();
        let (mut ours, mut theirs) = (self.iter().peekable(), other.iter().peekable());
        loop {
            let next = match (ours.peek(), theirs.peek()) {
                (Some(a), Some(b)) if a <= b => ours.next(),
                (Some(_), None) => ours.next(),
                (_, Some(_)) => theirs.next(),
                (None, None) => break,
            };
            if let Some(span) = next {
                joined.push(span);
            }
        }
        joined.finish()
    }

    /// What is in both. Linear.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let mut spans = Vec::new();
        let (mut ours, mut theirs) = (self.iter().peekable(), other.iter().peekable());
        while let (Some(&(a_start, a_end)), Some(&(b_start, b_end))) = (ours.peek(), theirs.peek()) {
            let (start, end) = (a_start.max(b_start), a_end.min(b_end));
            if start < end {
                spans.push((start, end));
            }
            // Whichever ends first can meet nothing further on.
            if a_end <= b_end {
                ours.next();
            } else {
                theirs.next();
            }
        }
        Self { spans }
    }

    /// What is in the first and not in the second. Linear.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        self.intersection(&other.complement())
    }

    /// Every number that is not in the set. Linear.
    #[must_use]
    pub fn complement(&self) -> Self {
        let mut spans = Vec::with_capacity(self.spans.len() + 1);
        let mut free_from = EARLIEST;
        for (start, end) in self.iter() {
            if free_from < start {
                spans.push((free_from, start));
            }
            free_from = end;
        }
        if free_from < LATEST {
            spans.push((free_from, LATEST));
        }
        Self { spans }
    }

    /// Whether they share a number. Makes no new set; of the two, the one with more intervals is only searched, so that
    /// a single moment against ten thousand hours costs a handful of steps.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        let (few, many) = if self.spans.len() <= other.spans.len() { (self, other) } else { (other, self) };
        few.iter().any(|(start, end)| many.first_ending_after(start).is_some_and(|(theirs, _)| theirs < end))
    }

    /// Whether every number is in the other set too. Makes no new set.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        // Since two intervals never touch, an interval that is covered is covered by one.
        self.iter().all(|(start, end)| {
            other.first_ending_after(start).is_some_and(|(first, last)| first <= start && end <= last)
        })
    }

    /// The intervals, in rising order, each as `(start, end)`.
    pub fn iter(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.spans.iter().copied()
    }

    /// The lowest number; [`EARLIEST`] where there is none below.
    #[must_use]
    pub fn first(&self) -> Option<i64> {
        self.spans.first().map(|&(start, _)| start)
    }

    /// A member to show to people: the lowest begin; without a begin, the last number before the first end; without
    /// either, 0.
    #[must_use]
    pub fn sample(&self) -> Option<i64> {
        let begin = self.iter().map(|(start, _)| start).find(|&start| start != EARLIEST);
        let before_end =
            || self.spans.first().map(|&(_, end)| if end == LATEST { 0 } else { end.saturating_sub(1) });
        begin.or_else(before_end)
    }

    /// The numbers at which membership changes, in rising order: the begins and ends that are not open.
    pub fn breakpoints(&self) -> impl Iterator<Item = i64> + '_ {
        self.iter()
            .flat_map(|(start, end)| [start, end])
            .filter(|&number| number != EARLIEST && number != LATEST)
    }

    fn first_ending_after(&self, number: i64) -> Option<(i64, i64)> {
        let index = self.spans.partition_point(|&(_, end)| end <= number);
        self.spans.get(index).copied()
    }
}

impl FromIterator<(i64, i64)> for Intervals {
    /// The union of the intervals `start..end`, in any order; those with `start >= end` are empty.
    fn from_iter<I: IntoIterator<Item = (i64, i64)>>(spans: I) -> Self {
        let mut spans: Vec<_> = spans.into_iter().filter(|(start, end)| start < end).collect();
        spans.sort_unstable();
        let mut joined = Joined::default();
        for span in spans {
            joined.push(span);
        }
        joined.finish()
    }
}

impl fmt::Debug for Intervals {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut set = formatter.debug_set();
        for (start, end) in self.iter() {
            set.entry(&match (start, end) {
                (EARLIEST, LATEST) => "..".to_owned(),
                (EARLIEST, end) => format!("..{end}"),
                (start, LATEST) => format!("{start}.."),
                (start, end) => format!("{start}..{end}"),
            });
        }
        set.finish()
    }
}

/// Joins non-empty intervals that come in rising order of their starts.
#[derive(Default)]
struct Joined {
    spans: Vec<(i64, i64)>,
}

impl Joined {
    fn push(&mut self, (start, end): (i64, i64)) {
        match self.spans.last_mut() {
            Some((_, last)) if start <= *last => *last = end.max(*last),
            _ => self.spans.push((start, end)),
        }
    }

    fn finish(self) -> Intervals {
        Intervals { spans: self.spans }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Members of this window stand for all numbers: the generated ends lie inside it or are open.
    fn window() -> std::ops::Range<i64> {
        -2..14
    }

    fn end() -> impl Strategy<Value = i64> {
        prop_oneof![6 => 0_i64..12, 1 => Just(EARLIEST), 1 => Just(LATEST)]
    }

    fn spans() -> impl Strategy<Value = Vec<(i64, i64)>> {
        proptest::collection::vec((end(), end()), 0..5)
    }

    fn is_normal(set: &Intervals) -> bool {
        let spans: Vec<_> = set.iter().collect();
        spans.iter().all(|(start, end)| start < end) && spans.windows(2).all(|pair| pair[0].1 < pair[1].0)
    }

    proptest! {
        #[test]
        fn every_operation_agrees_number_by_number(a in spans(), b in spans()) {
            let (x, y): (Intervals, Intervals) = (a.iter().copied().collect(), b.iter().copied().collect());
            let within = |spans: &[(i64, i64)], n: i64| spans.iter().any(|&(start, end)| start <= n && n < end);
            let (union, both, only, rest) = (x.union(&y), x.intersection(&y), x.difference(&y), x.complement());
            for n in window() {
                let (in_a, in_b) = (within(&a, n), within(&b, n));
                prop_assert_eq!(x.contains(n), in_a);
                prop_assert_eq!(union.contains(n), in_a || in_b);
                prop_assert_eq!(both.contains(n), in_a && in_b);
                prop_assert_eq!(only.contains(n), in_a && !in_b);
                prop_assert_eq!(rest.contains(n), !in_a);
            }
            for set in [&x, &y, &union, &both, &only, &rest] {
                prop_assert!(is_normal(set), "{:?}", set);
            }
            prop_assert_eq!(x.intersects(&y), window().any(|n| within(&a, n) && within(&b, n)));
            prop_assert_eq!(x.is_subset(&y), window().all(|n| !within(&a, n) || within(&b, n)));
            prop_assert_eq!(x.is_empty(), !window().any(|n| within(&a, n)));
            prop_assert_eq!(x.is_all(), window().all(|n| within(&a, n)));
            prop_assert_eq!(rest.complement(), x.clone());
            prop_assert_eq!(x.sample().is_some(), !x.is_empty());
            prop_assert!(x.sample().is_none_or(|n| n != EARLIEST && x.contains(n)));
            prop_assert_eq!(x.first().is_some(), !x.is_empty());
            let changes: Vec<i64> =
                window().filter(|&n| x.contains(n) != x.contains(n - 1)).collect();
            prop_assert_eq!(x.breakpoints().collect::<Vec<_>>(), changes);
        }
    }

    #[test]
    fn the_greatest_number_is_never_a_member() {
        assert!(!Intervals::all().contains(LATEST));
        assert!(Intervals::point(LATEST).is_empty());
        assert!(Intervals::all().contains(LATEST - 1));
        assert!(Intervals::point(LATEST - 1).contains(LATEST - 1));
    }

    #[test]
    fn neighbours_become_one() {
        let set: Intervals = [(5, 9), (0, 3), (3, 5), (20, 20)].into_iter().collect();
        assert_eq!(set, Intervals::of(0, 9));
        assert_eq!(Intervals::of(0, 4).union(&Intervals::of(4, 6)), Intervals::of(0, 6));
    }

    #[test]
    fn a_sample_is_a_moment_that_can_be_shown() {
        assert_eq!(Intervals::all().sample(), Some(0));
        assert_eq!(Intervals::of(EARLIEST, 7).sample(), Some(6));
        assert_eq!([(EARLIEST, 7), (9, LATEST)].into_iter().collect::<Intervals>().sample(), Some(9));
        assert_eq!(Intervals::empty().sample(), None);
    }
}
