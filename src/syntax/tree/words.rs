//! Names, words and numbers, and where they stand.

use crate::source::Span;

/// Where a node stands. Compares equal to every other spot.
#[derive(Clone, Copy, Debug)]
pub struct Spot(pub Span);

impl PartialEq for Spot {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Spot {}

/// An identifier as written: `GovernmentSide`, `self_defence`, `حلب`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The letters.
    pub text: String,
    /// Where.
    pub spot: Spot,
}

/// Words in quotation marks, without the marks; `\"` and `\\` are undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Where, with the marks.
    pub spot: Spot,
}

/// The number of an article or a clause: `2`, `2.1`, `2.1(a)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As written.
    pub text: String,
    /// Where.
    pub spot: Spot,
}

/// A decimal number, kept as written (`3.5`), so that nothing is rounded before the model reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Digits, and one point at most; a leading `-` only in coordinates.
    pub text: String,
    /// Where.
    pub spot: Spot,
}

/// A name, or words in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameOrText {
    /// A declared name.
    Name(Name),
    /// Words.
    Text(Text),
}

/// `A`, `A and B`, `A, B or C`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameList {
    /// At least one.
    pub names: Vec<Name>,
    /// The word before the last.
    pub joined: Conjunction,
    /// From the first to the last.
    pub spot: Spot,
}

/// The word before the last item of a list. A list of one always has `And`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Conjunction {
    /// `and`
    #[default]
    And,
    /// `or`
    Or,
}
