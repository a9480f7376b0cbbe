//! What a clause is about: acts and their objects.

use super::{Conjunction, Distance, Name, NameList, RefList, Spot};

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Which form of sentence.
    pub kind: ActionKind,
    /// Targets, means and places, in the order of the text.
    pub objects: Vec<Object>,
    /// From the verb to the last object.
    pub spot: Spot,
}

/// Which form of sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// `attack`, `attack or besiege`
    Do(ActList),
    /// `begin withdraw`: the duty is met when it has begun.
    Begin(ActList),
    /// `complete withdraw`: the duty is met when it is complete.
    Complete(ActList),
    /// `allow humanitarian_access`
    Allow(ActList),
    /// `minimise flights`: no test of compliance of its own.
    Minimise(ActList),
    /// `keep tank and artillery at least 3500 m from CastelloRoad`
    Keep {
        /// What is kept away.
        means: NameList,
        /// How far.
        distance: Distance,
        /// From which line, place or zone.
        from: Name,
    },
    /// `prevent Hezbollah from ACT` (the act in its plain form).
    Prevent {
        /// Whose conduct.
        whom: RefList,
        /// What they must not do.
        acts: ActList,
    },
}

/// `attack`, `attack or besiege`; names of acts in their plain form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActList {
    /// At least one.
    pub names: Vec<Name>,
    /// The word before the last.
    pub joined: Conjunction,
    /// From the first to the last.
    pub spot: Spot,
}

/// `GovernmentSide`, `from covered`, `in Country`, `with heavy_weapons`, `over PopulatedAreas`. What the names are
/// (actors, means, zones, terms) decides what the object says; the preposition is for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// The word before it.
    pub preposition: Option<Preposition>,
    /// What.
    pub refs: RefList,
}

/// A word before an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preposition {
    /// `in`
    In,
    /// `outside`: the rest of the map.
    Outside,
    /// `not in`: a condition that does not hold, as in `not in self_defence`.
    NotIn,
    /// `at`
    At,
    /// `from`
    From,
    /// `to`
    To,
    /// `into`
    Into,
    /// `against`
    Against,
    /// `on`
    On,
    /// `over`
    Over,
    /// `with`
    With,
    /// `along`
    Along,
    /// `through`
    Through,
    /// `of`
    Of,
    /// `for`
    For,
}
