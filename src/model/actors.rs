//! Who: actors, groups, and who belongs to what when.

use std::collections::BTreeMap;

use crate::model::ids::{ActorId, GroupId};
use crate::model::time::Seconds;
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};
use crate::source::Span;
use crate::syntax::tree::ActorRole;

/// A set of actors that changes over time: for each actor, when it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Membership(BTreeMap<ActorId, Intervals>);

impl Membership {
    /// Nobody, ever.
    #[must_use]
    pub fn nobody() -> Self {
        Self::default()
    }

    /// Adds an actor for a time.
    pub fn add(&mut self, actor: ActorId, times: &Intervals) {
        if times.is_empty() {
            return;
        }
        let entry = self.0.entry(actor).or_insert_with(Intervals::empty);
        *entry = entry.union(times);
    }

    /// Adds everybody of another set.
    pub fn include(&mut self, other: &Self) {
        for (&actor, times) in &other.0 {
            self.add(actor, times);
        }
    }

    /// The same set, at these times only.
    #[must_use]
    pub fn during(&self, times: &Intervals) -> Self {
        let mut narrowed = Self::nobody();
        for (&actor, own) in &self.0 {
            narrowed.add(actor, &own.intersection(times));
        }
        narrowed
    }

    /// For each actor, only the times for which `allowed` has it; an actor that `allowed` does not mention keeps all.
    #[must_use]
    pub fn limited_by(&self, allowed: &BTreeMap<ActorId, Intervals>) -> Self {
        let mut narrowed = Self::nobody();
        for (actor, own) in &self.0 {
            match allowed.get(actor) {
                Some(times) => narrowed.add(*actor, &own.intersection(times)),
                None => narrowed.add(*actor, own),
            }
        }
        narrowed
    }

    /// Whether an actor belongs at a time.
    #[must_use]
    pub fn contains(&self, actor: ActorId, at: Seconds) -> bool {
        self.0.get(&actor).is_some_and(|times| times.contains(at))
    }

    /// Each actor with its times, in the order of the agreement.
    pub fn iter(&self) -> impl Iterator<Item = (ActorId, &Intervals)> {
        self.0.iter().map(|(&actor, times)| (actor, times))
    }

    /// Whether nobody ever belongs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everybody who belongs at some time within `times`.
    #[must_use]
    pub fn ever(&self, universe: usize, times: &Intervals) -> Bits {
        let members = self.0.iter().filter(|(_, own)| own.intersects(times));
        Bits::of(universe, members.map(|(actor, _)| actor.index()))
    }

    /// The set as a few constant ones: times during which exactly the same actors belong, with these actors. Times at
    /// which nobody belongs are left out. Those with the first actors come first.
    #[must_use]
    pub fn slices(&self, universe: usize) -> Vec<(Intervals, Bits)> {
        // Most members belong throughout: who have the same times are looked at together.
        let mut alike: BTreeMap<&Intervals, Bits> = BTreeMap::new();
        for (&actor, times) in &self.0 {
            alike.entry(times).or_insert_with(|| Bits::empty(universe)).insert(actor.index());
        }
        if let (1, Some((&times, members))) = (alike.len(), alike.first_key_value()) {
            return vec![(times.clone(), members.clone())];
        }
        let mut bounds: Vec<Seconds> = alike.keys().flat_map(|times| times.breakpoints()).collect();
        bounds.extend([EARLIEST, LATEST]);
        bounds.sort_unstable();
        bounds.dedup();
        let mut slices: BTreeMap<Bits, Vec<(Seconds, Seconds)>> = BTreeMap::new();
        for pair in bounds.windows(2) {
            let &[start, end] = pair else { continue };
            let mut present = Bits::empty(universe);
            for (times, members) in &alike {
                if times.contains(start) {
                    present.union_with(members);
                }
            }
            if !present.is_empty() {
                slices.entry(present).or_default().push((start, end));
            }
        }
        let mut slices: Vec<(Intervals, Bits)> =
            slices.into_iter().map(|(members, spans)| (spans.into_iter().collect(), members)).collect();
        // After its last member a set counts as if the highest number of all followed: of two sets, the one with the first
        // member that the other lacks comes first.
        let order = |set: &Bits| set.iter().chain([usize::MAX]).collect::<Vec<_>>();
        slices.sort_by_cached_key(|(_, members)| order(members));
        slices
    }
}

/// Where an actor comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorOrigin {
    /// Declared in the agreement, in a role.
    Declared(ActorRole),
    /// Whoever else belongs to an open group (`and others`).
    OtherMemberOf(GroupId),
    /// Whoever the agreement does not name.
    Outsider,
}

/// A name that is used at certain times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedName {
    /// The name.
    pub text: String,
    /// When it is used.
    pub times: Intervals,
}

/// One actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The name used in the text.
    pub name: String,
    /// The full name, for people.
    pub title: String,
    /// Where it comes from.
    pub origin: ActorOrigin,
    /// When it exists.
    pub exists: Intervals,
    /// Other names, the full name included.
    pub aliases: Vec<DatedName>,
    /// Who leads it.
    pub led_by: Vec<ActorId>,
    /// Where it is declared; the group's declaration for its other members.
    pub span: Option<Span>,
}

/// A group of actors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name used in the text.
    pub name: String,
    /// The full name, for people.
    pub title: String,
    /// Other names, the full name included.
    pub aliases: Vec<DatedName>,
    /// Who belongs, through all groups within it.
    pub members: Membership,
    /// Where it is declared.
    pub span: Span,
}

/// A name in a list of members, and whom it stands for there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name.
    pub name: String,
    /// Who, when.
    pub members: Membership,
    /// Where it stands.
    pub span: Span,
}

/// Everybody.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Actors {
    /// The actors, in the order of the text; the outsider is the last.
    pub leaves: Vec<Actor>,
    /// The groups.
    pub groups: Vec<Group>,
    /// Who is covered, when.
    pub covered: Membership,
    /// What each name in the sentences `covered ...` stands for, in the order of the text.
    pub covered_by: Vec<Mention>,
    /// What each name in the sentences `excluded ...` stands for, likewise.
    pub excluded_by: Vec<Mention>,
    /// Who is excluded, when.
    pub excluded: Membership,
    /// When an actor with an acceptance on record is bound. Who has none on record is bound throughout.
    pub accepted: BTreeMap<ActorId, Intervals>,
    /// Actor, what it merged into (an actor), and when.
    pub mergers: Vec<(ActorId, ActorId, Seconds)>,
    /// Who vouches for whom; nobody in particular where the second list is empty.
    pub guarantors: Vec<(Vec<ActorId>, Vec<ActorId>)>,
}

impl Actors {
    /// How many actors there are, the outsider included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.leaves.len()
    }

    /// Whether there is nobody, which only an empty model has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.leaves.is_empty()
    }

    /// The actor that stands for whoever the agreement does not name.
    #[must_use]
    pub fn outsider(&self) -> ActorId {
        ActorId::at(self.leaves.len().saturating_sub(1))
    }

    /// Everybody, throughout.
    #[must_use]
    pub fn everybody(&self) -> Membership {
        let mut all = Membership::nobody();
        for index in 0..self.leaves.len() {
            all.add(ActorId::at(index), &Intervals::all());
        }
        all
    }

    /// The actors of a role.
    pub fn of_role(&self, role: ActorRole) -> impl Iterator<Item = ActorId> + '_ {
        self.leaves
            .iter()
            .enumerate()
            .filter(move |(_, actor)| actor.origin == ActorOrigin::Declared(role))
            .map(|(index, _)| ActorId::at(index))
    }

    /// The full name of an actor.
    #[must_use]
    pub fn title(&self, id: ActorId) -> &str {
        self.leaves.get(id.index()).map_or("an unknown actor", |actor| actor.title.as_str())
    }

    /// The short name of an actor.
    #[must_use]
    pub fn name(&self, id: ActorId) -> &str {
        self.leaves.get(id.index()).map_or("unknown", |actor| actor.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn slices_are_the_times_at_which_the_same_belong(
            drawn in proptest::collection::vec((0..5_usize, -2..6_i64, 0..4_i64), 0..8),
        ) {
            let mut set = Membership::nobody();
            for (actor, start, length) in drawn {
                let start = if start < 0 { EARLIEST } else { start };
                let end = if length == 3 { LATEST } else { start.max(0) + length };
                set.add(ActorId::at(actor), &Intervals::of(start, end));
            }
            let slices = set.slices(5);
            for time in -1..12 {
                let present: Vec<usize> =
                    (0..5).filter(|&actor| set.contains(ActorId::at(actor), time)).collect();
                let found: Vec<&Bits> =
                    slices.iter().filter(|(times, _)| times.contains(time)).map(|(_, members)| members).collect();
                let expected = if present.is_empty() { vec![] } else { vec![Bits::of(5, present)] };
                prop_assert_eq!(found, expected.iter().collect::<Vec<_>>());
            }
            for (place, (times, members)) in slices.iter().enumerate() {
                prop_assert!(!times.is_empty());
                prop_assert!(slices.iter().skip(place + 1).all(|(_, later)| later != members));
            }
        }
    }
}
