//! A set over a fixed finite universe.

use std::fmt;

/// How many words lie in the value itself: universes of up to 256 elements cost no allocation, and every operation on
/// them is four machine words wide.
const INLINE_WORDS: usize = 4;

/// How many elements one word holds.
const WORD_BITS: usize = u64::BITS as usize;

/// A subset of `0..len`, one bit an element. The universe is fixed when the set is made.
///
/// Operations on two sets expect the same universe. Should they differ, the left one's universe counts, and elements
/// that lie outside it are dropped.
///
/// INVARIANT: bits at `len` and beyond are zero, so that equal sets are equal bit by bit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bits {
    len: usize,
    words: Words,
}

/// INVARIANT: `Inline` exactly where the universe fits, so that equal sets have the same variant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Words {
    Inline([u64; INLINE_WORDS]),
    Heap(Box<[u64]>),
}

impl Bits {
    /// No element of `0..len`.
    #[must_use]
    pub fn empty(len: usize) -> Self {
        let words = if len <= INLINE_WORDS * WORD_BITS {
            Words::Inline([0; INLINE_WORDS])
        } else {
            Words::Heap(vec![0; len.div_ceil(WORD_BITS)].into_boxed_slice())
        };
        Self { len, words }
    }

    /// All of `0..len`.
    #[must_use]
    pub fn full(len: usize) -> Self {
        Self::empty(len).complement()
    }

    /// The elements given; those that are not in `0..len` are dropped.
    #[must_use]
    pub fn of(len: usize, elements: impl IntoIterator<Item = usize>) -> Self {
        let mut set = Self::empty(len);
        for element in elements {
            set.insert(element);
        }
        set
    }

    /// One element; the empty set where it is not in `0..len`.
    #[must_use]
    pub fn single(len: usize, element: usize) -> Self {
        Self::of(len, [element])
    }

    /// The size of the universe.
    #[must_use]
    pub fn len_universe(&self) -> usize {
        self.len
    }

    /// Whether the element is in the set; false outside the universe.
    #[must_use]
    pub fn contains(&self, element: usize) -> bool {
        self.words().get(element / WORD_BITS).is_some_and(|word| word >> (element % WORD_BITS) & 1 == 1)
    }

    /// Puts an element in; nothing happens outside the universe.
    pub fn insert(&mut self, element: usize) {
        if element < self.len
            && let Some(word) = self.words_mut().get_mut(element / WORD_BITS)
        {
            *word |= 1 << (element % WORD_BITS);
        }
    }

    /// Takes an element out.
    pub fn remove(&mut self, element: usize) {
        if let Some(word) = self.words_mut().get_mut(element / WORD_BITS) {
            *word &= !(1 << (element % WORD_BITS));
        }
    }

    /// How many elements it has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words().iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether it has no element.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words().iter().all(|&word| word == 0)
    }

    /// Whether it is the universe.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.count() == self.len
    }

    /// The elements, in rising order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words()
            .iter()
            .enumerate()
            .flat_map(|(index, &word)| Ones(word).map(move |bit| index * WORD_BITS + bit))
    }

    /// The lowest element.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        self.iter().next()
    }

    /// What is in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut result = self.clone();
        result.union_with(other);
        result
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let mut result = self.clone();
        result.intersect_with(other);
        result
    }

    /// What is in the first and not in the second.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        let mut result = self.clone();
        result.subtract(other);
        result
    }

    /// What is in the universe and not in the set.
    #[must_use]
    pub fn complement(&self) -> Self {
        let mut result = self.clone();
        for word in result.words_mut() {
            *word = !*word;
        }
        result.clear_beyond_universe();
        result
    }

    /// Adds the elements of another set.
    pub fn union_with(&mut self, other: &Self) {
        for (word, theirs) in self.words_mut().iter_mut().zip(other.words()) {
            *word |= theirs;
        }
        if self.len < other.len {
            self.clear_beyond_universe();
        }
    }

    /// Keeps what is in the other set too.
    pub fn intersect_with(&mut self, other: &Self) {
        // A word that the other does not have holds none of its elements.
        let theirs = other.words().iter().chain(std::iter::repeat(&0));
        for (word, theirs) in self.words_mut().iter_mut().zip(theirs) {
            *word &= theirs;
        }
    }

    /// Takes out the elements of another set.
    pub fn subtract(&mut self, other: &Self) {
        for (word, theirs) in self.words_mut().iter_mut().zip(other.words()) {
            *word &= !theirs;
        }
    }

    /// Whether they share an element. Makes no new set.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.words().iter().zip(other.words()).any(|(ours, theirs)| ours & theirs != 0)
    }

    /// Whether every element is in the other set too. Makes no new set.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        let theirs = other.words().iter().chain(std::iter::repeat(&0));
        self.words().iter().zip(theirs).all(|(ours, theirs)| ours & !theirs == 0)
    }

    fn words(&self) -> &[u64] {
        match &self.words {
            Words::Inline(words) => words,
            Words::Heap(words) => words,
        }
    }

    fn words_mut(&mut self) -> &mut [u64] {
        match &mut self.words {
            Words::Inline(words) => words,
            Words::Heap(words) => words,
        }
    }

    fn clear_beyond_universe(&mut self) {
        let len = self.len;
        for (index, word) in self.words_mut().iter_mut().enumerate() {
            let inside = len.saturating_sub(index * WORD_BITS);
            if inside < WORD_BITS {
                *word &= (1 << inside) - 1;
            }
        }
    }
}

impl fmt::Debug for Bits {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()?;
        write!(formatter, " of {}", self.len)
    }
}

/// The positions of the ones in a word, from the lowest.
struct Ones(u64);

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let bit = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// A universe on either side of the inline bound, and two subsets of it.
    fn two_sets() -> impl Strategy<Value = (usize, BTreeSet<usize>, BTreeSet<usize>)> {
        prop_oneof![Just(1_usize), Just(5), Just(64), Just(65), Just(256), Just(257), Just(600)]
            .prop_flat_map(|len| {
                let subset = || proptest::collection::btree_set(0..len, 0..=len.min(40));
                (Just(len), subset(), subset())
            })
    }

    fn elements(set: &Bits) -> BTreeSet<usize> {
        set.iter().collect()
    }

    proptest! {
        #[test]
        fn every_operation_agrees_with_a_set_of_numbers((len, a, b) in two_sets()) {
            let (x, y) = (Bits::of(len, a.iter().copied()), Bits::of(len, b.iter().copied()));
            let universe: BTreeSet<usize> = (0..len).collect();
            prop_assert_eq!(elements(&x), a.clone());
            prop_assert_eq!(elements(&x.union(&y)), &a | &b);
            prop_assert_eq!(elements(&x.intersection(&y)), &a & &b);
            prop_assert_eq!(elements(&x.difference(&y)), &a - &b);
            prop_assert_eq!(elements(&x.complement()), &universe - &a);
            prop_assert_eq!(x.complement().complement(), x.clone());
            prop_assert_eq!(x.intersects(&y), !a.is_disjoint(&b));
            prop_assert_eq!(x.is_subset(&y), a.is_subset(&b));
            prop_assert!(x.intersection(&y).is_subset(&y));
            prop_assert_eq!(x.count(), a.len());
            prop_assert_eq!(x.is_empty(), a.is_empty());
            prop_assert_eq!(x.is_full(), a == universe);
            prop_assert_eq!(x.first(), a.first().copied());
            prop_assert_eq!(x == y, a == b);
            for element in 0..len + 70 {
                prop_assert_eq!(x.contains(element), a.contains(&element));
            }
        }

        #[test]
        fn elements_go_in_and_out((len, a, _) in two_sets(), element in 0_usize..700) {
            let mut set = Bits::of(len, a.iter().copied());
            set.insert(element);
            prop_assert_eq!(set.contains(element), element < len);
            prop_assert!(set.is_subset(&Bits::full(len)));
            set.remove(element);
            prop_assert!(!set.contains(element));
            let mut expected = a;
            expected.remove(&element);
            prop_assert_eq!(elements(&set), expected);
        }

        #[test]
        fn of_two_universes_the_left_one_counts((len, a, _) in two_sets(), (other, b, _) in two_sets()) {
            let (x, y) = (Bits::of(len, a.iter().copied()), Bits::of(other, b.iter().copied()));
            let inside: BTreeSet<usize> = b.iter().copied().filter(|&element| element < len).collect();
            prop_assert_eq!(elements(&x.union(&y)), &a | &inside);
            prop_assert_eq!(elements(&x.intersection(&y)), &a & &b);
            prop_assert_eq!(elements(&x.difference(&y)), &a - &b);
            prop_assert_eq!(x.intersects(&y), !a.is_disjoint(&b));
            prop_assert_eq!(x.is_subset(&y), a.is_subset(&b));
        }
    }

    #[test]
    fn a_universe_without_elements_is_both_empty_and_full() {
        assert!(Bits::full(0).is_empty());
        assert!(Bits::full(0).is_full());
        assert_eq!(Bits::single(0, 0).first(), None);
    }
}
