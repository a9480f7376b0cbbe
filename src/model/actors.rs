//! Who: actors, groups, and who belongs to what when.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ids::{ActorId, GroupId, LiteralId};
use crate::model::time::Seconds;
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};
use crate::source::Span;
use crate::syntax::tree::ActorRole;

/// A set of actors that changes over time: for each actor, when it belongs.
///
/// Whether some of them belong may hang on a condition that the past decides (`when ..., that party is no longer covered`).
/// Whoever has no log takes it that nothing has changed; [`Membership::parts`] are for those who have one.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Membership {
    /// When each belongs, if nothing has changed.
    stands: BTreeMap<ActorId, Intervals>,
    /// Of the actors whose belonging may change.
    changing: BTreeMap<ActorId, Changing>,
}

/// When an actor belongs whose belonging may change.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Changing {
    /// Whatever happens.
    pub always: Intervals,
    /// While a condition holds, at these times.
    pub when: BTreeMap<LiteralId, Intervals>,
}

impl Changing {
    fn within(&self, times: &Intervals) -> Self {
        let when = self.when.iter().map(|(&literal, own)| (literal, own.intersection(times)));
        Self {
            always: self.always.intersection(times),
            when: when.filter(|(_, times)| !times.is_empty()).collect(),
        }
    }
}

/// Actors who belong at the same times, and under the same condition if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// When.
    pub times: Intervals,
    /// The condition.
    pub condition: Option<LiteralId>,
    /// Who.
    pub members: Bits,
}

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
        let entry = self.stands.entry(actor).or_insert_with(Intervals::empty);
        *entry = entry.union(times);
        if let Some(changing) = self.changing.get_mut(&actor) {
            changing.always = changing.always.union(times);
        }
    }

    /// Adds everybody of another set.
    pub fn include(&mut self, other: &Self) {
        for &actor in other.changing.keys() {
            let always = self.stands.get(&actor).cloned().unwrap_or_default();
            self.changing.entry(actor).or_insert_with(|| Changing { always, when: BTreeMap::new() });
        }
        for (&actor, times) in &other.stands {
            let entry = self.stands.entry(actor).or_insert_with(Intervals::empty);
            *entry = entry.union(times);
        }
        for (actor, own) in &mut self.changing {
            let Some(theirs) = other.changing.get(actor) else {
                own.always = own.always.union(other.stands.get(actor).unwrap_or(&Intervals::empty()));
                continue;
            };
            own.always = own.always.union(&theirs.always);
            for (&literal, times) in &theirs.when {
                let entry = own.when.entry(literal).or_insert_with(Intervals::empty);
                *entry = entry.union(times);
            }
        }
    }

    /// Makes the belonging of an actor hang on a condition, at these times and at no other.
    pub fn hang(&mut self, actor: ActorId, condition: LiteralId, times: &Intervals) {
        let when = BTreeMap::from([(condition, times.clone())]);
        self.changing.insert(actor, Changing { always: Intervals::empty(), when });
    }

    /// The same set, at these times only.
    #[must_use]
    pub fn during(&self, times: &Intervals) -> Self {
        self.narrowed(|_, own| own.intersection(times), |_, own| own.within(times))
    }

    /// For each actor, only the times for which `allowed` has it; an actor that `allowed` does not mention keeps all.
    #[must_use]
    pub fn limited_by(&self, allowed: &BTreeMap<ActorId, Intervals>) -> Self {
        self.narrowed(
            |actor, own| allowed.get(&actor).map_or_else(|| own.clone(), |times| own.intersection(times)),
            |actor, own| allowed.get(&actor).map_or_else(|| own.clone(), |times| own.within(times)),
        )
    }

    /// The same set, of one actor only.
    #[must_use]
    pub fn only(&self, actor: ActorId) -> Self {
        let stands = self.stands.get_key_value(&actor).map(|(&actor, times)| (actor, times.clone()));
        let changing = self.changing.get_key_value(&actor).map(|(&actor, own)| (actor, own.clone()));
        Self { stands: stands.into_iter().collect(), changing: changing.into_iter().collect() }
    }

    fn narrowed(
        &self,
        stands: impl Fn(ActorId, &Intervals) -> Intervals,
        changing: impl Fn(ActorId, &Changing) -> Changing,
    ) -> Self {
        let own = self.stands.iter().map(|(&actor, own)| (actor, stands(actor, own)));
        Self {
            stands: own.filter(|(_, times)| !times.is_empty()).collect(),
            changing: self.changing.iter().map(|(&actor, own)| (actor, changing(actor, own))).collect(),
        }
    }

    /// Whether an actor belongs at a time, if nothing has changed.
    #[must_use]
    pub fn contains(&self, actor: ActorId, at: Seconds) -> bool {
        self.stands.get(&actor).is_some_and(|times| times.contains(at))
    }

    /// Each actor with its times, in the order of the agreement, if nothing has changed.
    pub fn iter(&self) -> impl Iterator<Item = (ActorId, &Intervals)> {
        self.stands.iter().map(|(&actor, times)| (actor, times))
    }

    /// Everybody who belongs at some time, or whom a change may make belong.
    #[must_use]
    pub fn everybody(&self) -> BTreeSet<ActorId> {
        self.stands.keys().chain(self.changing.keys()).copied().collect()
    }

    /// When an actor belongs, and under which conditions, whatever has changed.
    #[must_use]
    pub fn of(&self, actor: ActorId) -> Changing {
        self.changing.get(&actor).cloned().unwrap_or_else(|| Changing {
            always: self.stands.get(&actor).cloned().unwrap_or_default(),
            when: BTreeMap::new(),
        })
    }

    /// The conditions on which it hangs who belongs.
    pub fn conditions(&self) -> impl Iterator<Item = LiteralId> + '_ {
        self.changing.values().flat_map(|changing| changing.when.keys().copied())
    }

    /// Whether nobody ever belongs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stands.is_empty() && self.conditions().next().is_none()
    }

    /// Everybody who belongs at some time within `times`, if nothing has changed.
    #[must_use]
    pub fn ever(&self, universe: usize, times: &Intervals) -> Bits {
        let members = self.stands.iter().filter(|(_, own)| own.intersects(times));
        Bits::of(universe, members.map(|(actor, _)| actor.index()))
    }

    /// Everybody who belongs at some time, or whom a change may make belong, as a set.
    #[must_use]
    pub fn may_ever(&self, universe: usize) -> Bits {
        Bits::of(universe, self.everybody().into_iter().map(ActorId::index))
    }

    /// The set as parts that belong at the same times and under the same condition, whatever has changed. An actor may be in
    /// several. Conditions that are settled are known not to have changed anything.
    #[must_use]
    pub fn parts(&self, universe: usize, settled: &BTreeSet<LiteralId>) -> Vec<Part> {
        let open: BTreeMap<ActorId, &Changing> = self
            .changing
            .iter()
            .filter(|(_, changing)| !changing.when.keys().all(|condition| settled.contains(condition)))
            .map(|(&actor, changing)| (actor, changing))
            .collect();
        let mut always = Self::nobody();
        for (&actor, times) in &self.stands {
            always.add(actor, open.get(&actor).map_or(times, |changing| &changing.always));
        }
        for (&actor, changing) in &open {
            always.add(actor, &changing.always);
        }
        let slices = always.slices(universe).into_iter();
        let mut parts: Vec<Part> =
            slices.map(|(times, members)| Part { times, condition: None, members }).collect();
        for (actor, changing) in &open {
            parts.extend(changing.when.iter().map(|(&condition, times)| Part {
                times: times.clone(),
                condition: Some(condition),
                members: Bits::single(universe, actor.index()),
            }));
        }
        parts
    }

    /// The set as a few constant ones, if nothing has changed: times during which exactly the same actors belong, with these actors. Times at
    /// which nobody belongs are left out. Those with the first actors come first.
    #[must_use]
    pub fn slices(&self, universe: usize) -> Vec<(Intervals, Bits)> {
        // Most members belong throughout: who have the same times are looked at together.
        let mut alike: BTreeMap<&Intervals, Bits> = BTreeMap::new();
        for (&actor, times) in &self.stands {
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
