//! The algebra of scopes: every question about clauses and incidents is one about sets of facts.
//!
//! # Definitions
//! A [`Fact`] is a point: one actor, act, target, means, cell of the map, moment, a number for each measure and a truth
//! value for each literal (a condition that holds of a fact or does not: self-defence, lying in a zone without
//! a boundary, somebody's reading of a term). A [`Region`] is a box: one set per dimension, and the facts whose every
//! coordinate lies in its set. A [`Scope`] is a finite union of boxes, which may overlap. What a clause covers is
//! a scope; so is an incident: the facts that its reports leave possible.
//!
//! # Exactness
//! No operation approximates. Write A = A₁ × … × Aₙ and B = B₁ × … × Bₙ for two boxes that are not empty.
//! - *Empty*: A is empty when some Aₖ is. *Meeting*: A ∩ B = (A₁ ∩ B₁) × … × (Aₙ ∩ Bₙ), a box again; so two boxes meet
//!   when they meet on every side. *Containment*: A ⊆ B when Aₖ ⊆ Bₖ for all k.
//! - *Difference*: a fact of A is outside B when there is a first side k on which it leaves B. The facts that share
//!   that k are the box (A₁ ∩ B₁) × … × (Aₖ₋₁ ∩ Bₖ₋₁) × (Aₖ \ Bₖ) × Aₖ₊₁ × … × Aₙ. So A \ B is a union of at most n
//!   boxes, disjoint since each fact has one first side.
//! - *Unions*: (∪ Aᵢ) ∩ (∪ Bⱼ) = ∪ (Aᵢ ∩ Bⱼ); (∪ Aᵢ) \ (∪ Bⱼ) subtracts each Bⱼ in turn from what is left of each Aᵢ.
//! - *Subset*: A ⊆ B when A \ B is empty; a piece that is left over gives the witness.
//! - *Infinite sides*: time and measures are sets of whole numbers that the [intervals](crate::sets::Intervals) hold
//!   exactly. A measure or literal that a box does not name is unrestricted there, so the number of dimensions is the
//!   number of names in use, and a finite box needs no list of them.
//!
//! # Cost
//! With d dimensions, n boxes on the left and m on the right: meeting is O(d·n·m) without an allocation, an
//! intersection makes at most n·m boxes. Containment in a union is hard in principle (with literals alone it is the
//! tautology problem), and m exceptions can cut one box into dᵐ pieces. In practice exceptions are few and cut along
//! the same lines. So whatever splits boxes has a [`Budget`] of pieces, and says "undecided" when it is spent: never
//! "fine". Only [`Scope::difference`] is without one; it is for the few exceptions that one clause has.
//!
//! The search for what is left of a box keeps a stack of pieces and goes depth first: it needs little memory, and
//! stops at the first fact that it finds. Of the boxes that meet a piece it subtracts the one which cuts it into the
//! fewest pieces; one that swallows the piece makes none.

mod along;
mod apart;
mod budget;
mod compile;
mod course;
mod disagree;
mod fact;
mod joint;
mod meetings;
mod naming;
mod position;
mod possible;
mod quotient;
mod region;
mod rules;
mod side;
#[cfg(test)]
pub(crate) mod small_world;
#[cfg(test)]
mod tests;
mod union;
mod witness;

pub use crate::model::ids::{LiteralId, MeasureId};
pub use along::{Decisive, along, around, decisive, hanging_on, undecided_sides};
pub use apart::{Apart, apart};
pub use budget::{Budget, Containment};
pub use compile::{Compiler, TooComplex, universe};
pub use course::{Course, narrowed, narrowed_towards};
pub use disagree::{Disagreement, disagreement};
pub use fact::{Dimension, Fact, Universe};
pub use joint::image;
pub use meetings::{Holders, Meetings};
pub use naming::{
    actors_in_words, acts_in_words, acts_listed, cells_in_words, listed, literal_in_words, means_in_words,
    measure_in_words, times_in_words,
};
pub use position::{Position, open_in_time, position};
pub use possible::{cells, possible, possible_in};
pub use quotient::Quotient;
pub use region::Region;
pub use rules::{Cut, Priority, Rule, Rules};
pub use union::Scope;
pub use witness::{act_to_show, in_words, witness, zone_of};
