//! Whose attacks clauses forbid or permit, and who stands against whom.

use crate::lint::Text;
use crate::lint::spoken::{Spoken, acts, between_fighters, spoken};
use crate::model::clauses::Modality;
use crate::model::ids::ClauseId;
use crate::scope::{Region, Scope};
use crate::sets::Bits;

/// What clauses make of attacks.
pub(super) struct Fighting {
    /// Each clause with the attacks that it forbids or permits.
    clauses: Vec<(ClauseId, Modality, Scope)>,
}

impl Fighting {
    pub(super) fn of(text: &Text<'_>) -> Self {
        let attacks =
            Scope::from(between_fighters(text.model(), acts(text.model(), &["conduct_hostilities"])));
        let clauses = spoken(text).iter().filter(|own| own.modality != Modality::Obligation);
        // What holds for everybody makes nobody a side.
        let of_some = |own: &Spoken| -> Scope {
            own.scope.regions().iter().filter(|region| !region.actors.is_full()).cloned().collect()
        };
        let clauses = clauses.map(|own| (own.clause, own.modality, of_some(own).intersection(&attacks)));
        Self { clauses: clauses.filter(|(_, _, scope)| !scope.is_empty()).collect() }
    }

    /// The first clause that permits, or else forbids, an actor to attack.
    pub(super) fn speaks_of(&self, actor: usize) -> Option<(ClauseId, Modality)> {
        let has = |wanted: Modality| {
            self.clauses.iter().find(|(_, modality, scope)| {
                *modality == wanted && scope.regions().iter().any(|region| region.actors.contains(actor))
            })
        };
        let found = has(Modality::Permission).or_else(|| has(Modality::Prohibition))?;
        Some((found.0, found.1))
    }

    /// Whether two actors are forbidden or permitted to attack each other, so that they stand on two sides.
    pub(super) fn oppose(&self, text: &Text<'_>, one: usize, other: usize) -> bool {
        let universe = text.draft.universe();
        let from_one = |from: usize, to: usize| Region {
            actors: Bits::single(universe.actors, from),
            targets: Bits::single(universe.targets, to),
            ..Region::whole(&universe)
        };
        let meets =
            |region: Region| self.clauses.iter().any(|(_, _, scope)| scope.intersects_region(&region));
        meets(from_one(one, other)) && meets(from_one(other, one))
    }
}
