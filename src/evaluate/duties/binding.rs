//! Who owes a duty on an occasion, and in which zone. `docs/semantics.md`, 13.2.

use crate::evaluate::duties::{Known, Occasion};
use crate::model::actors::Membership;
use crate::model::duties::{Bearers, Obligation};
use crate::model::ids::{ActorId, ZoneId};
use crate::scope::Scope;
use crate::sets::{Bits, EARLIEST, Intervals};

/// Who owes a duty, and what of the deed the occasion binds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bound {
    /// Who owes it.
    pub bearers: Vec<ActorId>,
    /// To whom it is done, where that is `that party`.
    pub party: Option<ActorId>,
    /// The cells in which it possibly is in the same zone, and those in which it certainly is.
    pub cells: Option<(Bits, Bits)>,
}

/// Finds who owes a duty.
pub struct Binder<'d> {
    duty: &'d Obligation,
    cells: usize,
    /// The cells of the zone of each cell; empty where no clause asks.
    zones: Vec<Bits>,
}

impl<'d> Binder<'d> {
    /// For a duty.
    #[must_use]
    pub fn new(known: &Known<'_>, duty: &'d Obligation) -> Self {
        let zones = if duty.in_the_same_zone { zones_of_cells(known) } else { Vec::new() };
        Self { duty, cells: known.compiler.universe().cells, zones }
    }

    /// Those who are bound at an instant; nothing where that is whoever an occasion binds.
    #[must_use]
    pub fn members(&self) -> Option<&Membership> {
        match &self.duty.bearers {
            Bearers::Of(members) => Some(members),
            Bearers::ThatParty => None,
        }
    }

    /// Who owes the duty on an occasion, each by himself or all together, and whether they certainly do.
    #[must_use]
    pub fn owing(&self, known: &Known<'_>, occasion: &Occasion) -> Vec<(Vec<ActorId>, bool)> {
        let Some(members) = self.members() else {
            return occasion.actor.into_iter().map(|actor| (vec![actor], true)).collect();
        };
        let at = match (occasion.due, occasion.first()) {
            (Some(due), _) => Intervals::point(due.saturating_sub(1)),
            (None, EARLIEST) => Intervals::all(),
            (None, first) => Intervals::point(first),
        };
        let bound = members.everybody().into_iter().filter_map(|actor| {
            let belongs = known.past.belongs(members, actor);
            belongs.possible().intersects(&at).then(|| (actor, belongs.certain().intersects(&at)))
        });
        if self.duty.jointly {
            let bound: Vec<(ActorId, bool)> = bound.collect();
            let certain = bound.iter().any(|(_, certain)| *certain);
            let together: Vec<ActorId> = bound.into_iter().map(|(actor, _)| actor).collect();
            (!together.is_empty()).then_some((together, certain)).into_iter().collect()
        } else {
            bound.map(|(actor, certain)| (vec![actor], certain)).collect()
        }
    }

    /// What an occasion binds for some who owe it.
    #[must_use]
    pub fn bound(&self, bearers: &[ActorId], occasion: &Occasion) -> Bound {
        Bound {
            bearers: bearers.to_vec(),
            party: occasion.actor.filter(|_| self.duty.to_that_party),
            cells: self.duty.in_the_same_zone.then(|| self.same_zone(occasion.cells.as_ref())),
        }
    }

    fn same_zone(&self, cells: Option<&Bits>) -> (Bits, Bits) {
        let (mut possibly, mut certainly) = (Bits::empty(self.cells), Bits::full(self.cells));
        let of_cells = |cell: &usize| cells.is_none_or(|cells| cells.contains(*cell));
        for zone in (0..self.cells).filter(of_cells).filter_map(|cell| self.zones.get(cell)) {
            possibly.union_with(zone);
            certainly.intersect_with(zone);
        }
        certainly.intersect_with(&possibly);
        (possibly, certainly)
    }
}

/// The zone of each cell: of those that hold it at all times whatever the conditions the one with the fewest cells; a cell in
/// none is by itself.
fn zones_of_cells(known: &Known<'_>) -> Vec<Bits> {
    let cells = known.compiler.universe().cells;
    let mut zones: Vec<Bits> = (0..known.model.places.zones.len())
        .filter_map(|zone| known.compiler.zone(ZoneId::at(zone)).ok())
        .map(|zone| certain_cells(&zone, cells))
        .collect();
    zones.sort_by_key(Bits::count);
    (0..cells)
        .map(|cell| {
            let own = zones.iter().find(|zone| zone.contains(cell));
            own.cloned().unwrap_or_else(|| Bits::single(cells, cell))
        })
        .collect()
}

/// The cells that belong to a zone at all times, whatever is left open.
fn certain_cells(zone: &Scope, cells: usize) -> Bits {
    let always = |cell: &usize| {
        let fixed =
            zone.regions().iter().filter(|region| region.literals.is_empty() && region.cells.contains(*cell));
        fixed.fold(Intervals::empty(), |times, region| times.union(&region.time)).is_all()
    };
    Bits::of(cells, (0..cells).filter(always))
}
