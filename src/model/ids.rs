//! The model's tables are indexed by these.

/// Declares newtypes that index one table each.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The place in the table.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of a place in the table.
            #[must_use]
            pub fn at(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

ids! {
    /// One actor that no group of the agreement divides further.
    ActorId;
    /// A group of actors.
    GroupId;
    /// One class of acts: itself and, where it has kinds, whatever of it is none of them.
    ActId;
    /// One class of means, likewise.
    MeansId;
    /// A zone.
    ZoneId;
    /// A line.
    LineId;
    /// A place: a point with a name.
    PlaceId;
    /// An area on the map, from which zones are made.
    AreaId;
    /// A clause.
    ClauseId;
    /// A term whose meaning the agreement gives.
    TermId;
    /// A condition that holds or does not hold of a fact, and that nothing else of the fact decides.
    LiteralId;
    /// Something that can be measured of a fact: calibre, range.
    MeasureId;
    /// A phase.
    PhaseId;
    /// A streak.
    StreakId;
}
