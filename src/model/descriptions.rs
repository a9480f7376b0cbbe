//! Descriptions: expressions that say of which facts something holds.
//!
//! Whatever narrows a clause (its bearer, its acts, a place, a term, an exception, the time for which it is in force) is a
//! description, and so is a whole clause. `scope` turns descriptions into sets of facts; nothing else compares them.

use std::collections::BTreeMap;

use crate::model::actors::Membership;
use crate::model::ids::{ActorId, LiteralId, MeasureId, TermId, ZoneId};
use crate::sets::{Bits, Intervals};
use crate::source::Span;

/// A set of facts, described. `docs/semantics.md` defines when a fact satisfies each form.
#[derive(Clone, Debug, PartialEq)]
pub enum Description {
    /// The actor belongs, at the time of the fact.
    Actor(Membership),
    /// The target belongs, at the time of the fact.
    Target(Membership),
    /// Actor and target both belong, at the time of the fact, and are not the same.
    EachOther(Membership),
    /// The act is one of these leaves.
    Act(Bits),
    /// The means is one of these leaves.
    Means(Bits),
    /// The place lies in the zone, as the reader draws it.
    Place(ZoneId),
    /// The time is one of these.
    Time(Intervals),
    /// The measured value, in thousandths of the base unit, is one of these.
    Measure(MeasureId, Intervals),
    /// A condition holds that nothing else of the fact decides.
    Literal(LiteralId),
    /// The term applies, as the reader understands it.
    Term(TermId),
    /// Every one holds; of none: always.
    All(Vec<Description>),
    /// At least one holds; of none: never.
    Any(Vec<Description>),
    /// It does not hold.
    Not(Box<Description>),
    /// What holds depends on who reads; `as_written` for everybody else.
    Read {
        /// The reading of whoever has none of its own.
        as_written: Box<Description>,
        /// Readings of their own.
        by: BTreeMap<ActorId, Description>,
    },
}

impl Description {
    /// What every fact satisfies.
    #[must_use]
    pub fn always() -> Self {
        Self::All(Vec::new())
    }

    /// What no fact satisfies.
    #[must_use]
    pub fn never() -> Self {
        Self::Any(Vec::new())
    }

    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// Visits this description and all within it.
    pub fn visit(&self, look: &mut dyn FnMut(&Self)) {
        look(self);
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.visit(look)),
            Self::Not(inner) => inner.visit(look),
            Self::Read { as_written, by } => {
                as_written.visit(look);
                by.values().for_each(|reading| reading.visit(look));
            }
            Self::Actor(_)
            | Self::Target(_)
            | Self::EachOther(_)
            | Self::Act(_)
            | Self::Means(_)
            | Self::Place(_)
            | Self::Time(_)
            | Self::Measure(..)
            | Self::Literal(_)
            | Self::Term(_) => {}
        }
    }
}

/// Why a condition is left to be said of each fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralKind {
    /// The text names it, and only an observer can tell whether it holds: self-defence, notice given.
    Condition,
    /// Whether a place belongs to ground that no text delimits.
    Delimitation(ZoneId),
    /// Which of several readings of a term holds, for a reader who has none of its own.
    Reading(TermId),
    /// Whether the agreement was in force at a time about which its announcements differ, or after an end that a renewal
    /// may have moved.
    Force,
}

/// A condition that holds or does not hold of a fact, and that nothing else of the fact decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The column of a log that records it.
    pub column: String,
    /// The condition in words, to stand after "whether".
    pub words: String,
    /// Why it is left open.
    pub kind: LiteralKind,
}

/// A term with its meaning, or its meanings.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The words under which the text has it.
    pub title: String,
    /// When it applies. Readings of its own for parties that read it otherwise.
    pub meaning: Description,
    /// Where it is declared.
    pub span: Span,
}
