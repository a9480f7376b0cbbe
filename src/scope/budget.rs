//! The bound on splitting, and the search that it bounds.

use std::rc::Rc;

use super::{Fact, Region};

/// How many pieces one question may cut boxes into before it is given up as undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget(pub usize);

impl Budget {
    /// Enough for clauses with dozens of exceptions.
    pub const DEFAULT: Self = Self(20_000);
}

impl Default for Budget {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Whether one scope lies within another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Containment {
    /// It does.
    Yes,
    /// It does not: here is a fact of the first that is not in the second.
    No(Fact),
    /// The budget was spent before the answer was known.
    Undecided,
}

/// What a search for a remainder found.
pub(super) enum Remainder {
    /// Nothing is left.
    Nothing,
    /// This piece is left, perhaps among others. It is not empty.
    Piece(Region),
    /// The purse was empty first.
    Undecided,
}

/// What is left of a budget, shared by the searches that one question needs.
pub(super) struct Purse {
    pieces: usize,
}

impl From<Budget> for Purse {
    fn from(Budget(pieces): Budget) -> Self {
        Self { pieces }
    }
}

impl Purse {
    /// Whether so many pieces can still be paid; they are paid then.
    pub(super) fn spend(&mut self, pieces: usize) -> bool {
        let left = self.pieces.checked_sub(pieces);
        self.pieces = left.unwrap_or(0);
        left.is_some()
    }

    /// Looks for a piece of `region` that lies in none of the `others`, depth first.
    pub(super) fn remainder(&mut self, region: &Region, others: &[&Region]) -> Remainder {
        if region.is_empty() || others.iter().any(|other| region.is_subset_of_region(other)) {
            return Remainder::Nothing;
        }
        let mut open = vec![(region.clone(), Rc::<[&Region]>::from(others))];
        while let Some((piece, candidates)) = open.pop() {
            // What does not meet this piece does not meet its parts either.
            let meeting: Rc<[&Region]> =
                candidates.iter().copied().filter(|other| piece.intersects(other)).collect();
            let Some(other) = meeting.iter().min_by_key(|other| piece.sides_beyond(other).count()) else {
                return Remainder::Piece(piece);
            };
            let parts = piece.difference(other);
            if !self.spend(parts.len()) {
                return Remainder::Undecided;
            }
            open.extend(parts.into_iter().rev().map(|part| (part, Rc::clone(&meeting))));
        }
        Remainder::Nothing
    }
}
