//! The conduct in question: what a ceasefire could be expected to speak of.

use std::collections::BTreeSet;

use crate::model::Model;
use crate::model::actors::ActorOrigin;
use crate::model::ids::{ActId, ActorId};
use crate::model::standard::{self, FAMILIES};
use crate::sets::{Bits, Intervals};
use crate::syntax::tree::ActorRole;

/// The family whose acts are steps of a procedure: they are owed or not, and nobody asks whether they are forbidden.
const PROCEDURE: &str = "Procedure and monitoring";

/// What is narrowed or widened.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Every act, the steps of procedures and what no class describes too.
    pub all_acts: bool,
    /// Only these acts and their kinds.
    pub acts: Vec<ActId>,
    /// Only what is done by or to one of these.
    pub parties: Vec<ActorId>,
}

/// To whom an act is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aim {
    /// To somebody: a party, a third party, another member of a group, protected persons or objects.
    Somebody,
    /// To nobody: a flight, a fortification.
    Nobody,
    /// An act of the agreement's own, of which nothing says.
    Either,
}

/// The facts in question, side by side: while the agreement is in force, by one of the actors to one of the targets, who are
/// not the same and exist at that time.
#[derive(Clone, Debug)]
pub struct Interest {
    /// The leaves of the acts.
    pub acts: Bits,
    /// Who may act.
    pub actors: Bits,
    /// Who may be acted upon; among as many values as targets have.
    pub targets: Bits,
    /// Those by or to one of whom it must be done; everybody where it is empty.
    pub parties: Bits,
}

impl Interest {
    /// The conduct in question in an agreement.
    #[must_use]
    pub fn of(model: &Model, wanted: &Wanted) -> Self {
        let people = model.actors.len();
        let is = |index: usize, protected: bool| {
            let origin = model.actors.leaves.get(index).map(|leaf| leaf.origin);
            match origin {
                Some(ActorOrigin::Declared(ActorRole::Party | ActorRole::ThirdParty)) => true,
                Some(ActorOrigin::OtherMemberOf(_)) => true,
                Some(ActorOrigin::Declared(ActorRole::Protected)) => protected,
                _ => false,
            }
        };
        Self {
            acts: acts(model, wanted),
            actors: Bits::of(people, (0..people).filter(|&index| is(index, false))),
            targets: Bits::of(model.targets(), (0..people).filter(|&index| is(index, true))),
            parties: Bits::of(model.targets(), wanted.parties.iter().map(|actor| actor.index())),
        }
    }

    /// To whom it may be done by this actor: never to itself.
    #[must_use]
    pub fn targets_of(&self, actor: usize, aim: Aim) -> Bits {
        let nobody = self.targets.len_universe().saturating_sub(1);
        let mut targets = match aim {
            Aim::Somebody => self.targets.clone(),
            Aim::Nobody => Bits::single(self.targets.len_universe(), nobody),
            Aim::Either => {
                let mut either = self.targets.clone();
                either.insert(nobody);
                either
            }
        };
        targets.remove(actor);
        if !self.parties.is_empty() && !self.parties.contains(actor) {
            targets.intersect_with(&self.parties);
        }
        targets
    }
}

fn acts(model: &Model, wanted: &Wanted) -> Bits {
    let classes = &model.deeds.acts;
    if !wanted.acts.is_empty() {
        let mut acts = Bits::empty(classes.universe());
        wanted.acts.iter().for_each(|act| acts.union_with(&classes.leaves(act.index())));
        return acts;
    }
    if wanted.all_acts {
        return Bits::full(classes.universe());
    }
    let procedure: BTreeSet<&str> = FAMILIES
        .iter()
        .filter(|family| family.title == PROCEDURE)
        .flat_map(|family| family.acts.iter().map(|act| act.id))
        .collect();
    let conduct =
        classes.iter().filter(|(_, class)| !(class.standard && procedure.contains(class.name.as_str())));
    Bits::of(classes.universe(), conduct.map(|(index, _)| index))
}

/// To whom an act is done, as the catalogue has it for the act or for what it is a kind of.
#[must_use]
pub fn aim(model: &Model, act: usize) -> Aim {
    let classes = &model.deeds.acts;
    let standard: Vec<bool> = classes
        .iter()
        .filter(|(index, class)| class.standard && classes.leaves(*index).contains(act))
        .filter(|(index, _)| *index == act || !classes.get(act).is_some_and(|own| own.standard))
        .filter_map(|(_, class)| standard::act(&class.name))
        .map(|standard| standard.has_target)
        .collect();
    match standard.as_slice() {
        [] => Aim::Either,
        some if some.contains(&true) => Aim::Somebody,
        _ => Aim::Nobody,
    }
}

/// When an actor exists; whoever else belongs to a group, while there are others in it. Nobody exists always.
#[must_use]
pub fn exists(model: &Model, actor: usize) -> Intervals {
    let Some(leaf) = model.actors.leaves.get(actor) else { return Intervals::all() };
    let ActorOrigin::OtherMemberOf(group) = leaf.origin else { return leaf.exists.clone() };
    let group = model.actors.groups.get(group.index());
    let times = group.and_then(|group| group.members.iter().find(|(member, _)| member.index() == actor));
    times.map_or_else(|| leaf.exists.clone(), |(_, times)| times.clone())
}
