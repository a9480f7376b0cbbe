//! What somebody does. `docs/semantics.md`, 12.6.

use crate::evaluate::past::events::Bounds;
use crate::evaluate::past::happened::Done;
use crate::evaluate::past::{History, Onset};
use crate::model::descriptions::Description;
use crate::model::ids::ActorId;
use crate::model::past::{Binds, Deed};
use crate::scope::{Course, Region, Scope};
use crate::sets::Bits;

impl History<'_> {
    /// The facts that are such a deed; nothing where they would take too many boxes.
    pub(super) fn deed_facts(&self, deed: &Deed) -> Option<Scope> {
        let mut parts = vec![deed.facts.clone()];
        parts.extend(deed.who.clone().map(Description::Actor));
        self.compiler.scope(&Description::All(parts)).ok()
    }

    /// The incidents that are such facts, or may be.
    pub(super) fn deeds(&self, facts: &Scope) -> Vec<Done> {
        self.world.done(facts, &self.past.courses)
    }

    /// From when on it has been done, and its onsets.
    pub(super) fn deed(&self, deed: &Deed) -> Option<(Course, Vec<Onset>)> {
        let facts = self.deed_facts(deed)?;
        let done = self.deeds(&facts);
        let happened = |done: &[Done]| done.iter().fold(Course::never(), |any, done| any.or(&done.course()));
        let course = match (&deed.who, deed.jointly) {
            (Some(who), true) => who.everybody().into_iter().fold(Course::always(), |all, actor| {
                let own = self.deeds(&facts.intersection(&self.by(actor)));
                all.and(&happened(&own).or(&self.belongs(who, actor).negated()))
            }),
            _ => happened(&done),
        };
        // What several do together comes to hold with the last of them.
        let onsets = if deed.jointly {
            Onset::stretches(&course)
        } else {
            done.iter().flat_map(|done| self.onsets_of_deed(deed, done)).collect()
        };
        Some((course, onsets))
    }

    /// Between which instants such a deed is first done.
    pub(super) fn deed_bounds(&self, deed: &Deed) -> Bounds {
        let Some(facts) = self.deed_facts(deed) else { return Bounds::UNKNOWN };
        let done = self.deeds(&facts);
        Bounds {
            earliest: done.iter().filter_map(|done| done.times.first()).min(),
            latest: done.iter().filter(|done| done.certain).filter_map(Done::last).min(),
        }
    }

    /// The facts of one actor.
    pub(super) fn by(&self, actor: ActorId) -> Scope {
        let universe = self.compiler.universe();
        let actors = Bits::single(universe.actors, actor.index());
        Scope::from(Region { actors, ..Region::whole(universe) })
    }

    /// The onsets that one incident makes: one for each whom it may bind.
    fn onsets_of_deed(&self, deed: &Deed, done: &Done) -> Vec<Onset> {
        let universe = self.compiler.universe();
        let mut bound = Bits::empty(universe.actors);
        let mut cells = Bits::empty(universe.cells);
        let mut nobody = false;
        for region in done.facts.regions() {
            cells.union_with(&region.cells);
            match deed.binds {
                Binds::Actor => bound.union_with(&region.actors),
                Binds::Target => {
                    bound.union_with(&region.targets);
                    nobody |= region.targets.contains(universe.targets.saturating_sub(1));
                }
            }
        }
        let candidates: Vec<Option<ActorId>> =
            bound.iter().map(|actor| Some(ActorId::at(actor))).chain(nobody.then_some(None)).collect();
        let alone = candidates.len() == 1;
        let onset = |actor| Onset {
            instants: done.times.clone(),
            certain: done.certain && alone,
            certain_for_somebody: done.certain,
            of_deed: true,
            actor,
            cells: Some(cells.clone()),
            raised_by: vec![done.place],
        };
        candidates.into_iter().map(onset).collect()
    }
}
