//! The actors and groups of two texts.

use std::collections::BTreeMap;

use super::align::{Entry, pair};
use super::translate::membership;
use crate::model::Model;
use crate::model::actors::{Actor, ActorOrigin, Actors, Group, Membership};
use crate::model::ids::{ActorId, GroupId};

/// The actors of both, and what each is for either text.
pub(super) struct JoinedActors {
    pub joint: Actors,
    /// For each text and joint actor, the actor that it is there.
    pub images: [Vec<ActorId>; 2],
    /// What the first text calls what the second calls so.
    pub renamed: BTreeMap<String, String>,
}

/// Joins the actors of two texts: those of the first, then those that only the second has, then the outsider.
pub(super) fn join(texts: [&Model; 2]) -> JoinedActors {
    let [first, second] = texts.map(|text| &text.actors);
    let groups = pair_groups(first, second);
    let partners = partners(first, second, &groups);
    let (joint_groups, places_of_groups) = join_groups(first, second, &groups);
    let outsider = |actor: &Actor| actor.origin == ActorOrigin::Outsider;
    let mut leaves: Vec<Actor> = Vec::new();
    let (mut of_first, mut of_second) = (Vec::new(), Vec::new());
    for (index, actor) in first.leaves.iter().enumerate().filter(|(_, actor)| !outsider(actor)) {
        let partner = partners.iter().position(|&own| own == Some(index));
        of_first.push(ActorId::at(index));
        of_second.push(partner.map_or(second.outsider(), ActorId::at));
        leaves.push(actor.clone());
    }
    for (index, actor) in second.leaves.iter().enumerate().filter(|(_, actor)| !outsider(actor)) {
        if partners.get(index).copied().flatten().is_some() {
            continue;
        }
        let origin = match actor.origin {
            ActorOrigin::OtherMemberOf(group) => {
                let place = places_of_groups.get(group.index()).copied().unwrap_or(group.index());
                ActorOrigin::OtherMemberOf(GroupId::at(place))
            }
            origin @ (ActorOrigin::Declared(_) | ActorOrigin::Outsider) => origin,
        };
        of_first.push(first.outsider());
        of_second.push(ActorId::at(index));
        leaves.push(Actor { origin, ..actor.clone() });
    }
    of_first.push(first.outsider());
    of_second.push(second.outsider());
    leaves.extend(first.leaves.last().cloned());

    let members = Members { first, second, of_first: &of_first, of_second: &of_second };
    let groups_with_members = joint_groups.into_iter().enumerate().map(|(index, group)| {
        let theirs = places_of_groups.iter().position(|&place| place == index);
        Group { members: members.of(index, theirs), ..group }
    });
    let joint = Actors { groups: groups_with_members.collect(), leaves, ..Actors::default() };
    let renamed = renamed(first, second, &partners, &groups);
    JoinedActors { joint, images: [of_first, of_second], renamed }
}

/// For each group of the second text, the one of the first that it is.
fn pair_groups(first: &Actors, second: &Actors) -> Vec<Option<usize>> {
    let [first, second] = [first, second].map(|actors| -> Vec<Option<Entry>> {
        let groups = actors.groups.iter();
        groups.map(|group| Some(Entry::of(&group.name, &group.title, &group.aliases))).collect()
    });
    pair(&first, &second)
}

/// For each actor of the second text, the one of the first that it is. The other members of a group are one where the
/// groups are.
fn partners(first: &Actors, second: &Actors, groups: &[Option<usize>]) -> Vec<Option<usize>> {
    let entries = |actors: &Actors| -> Vec<Option<Entry>> {
        let declared = |actor: &Actor| matches!(actor.origin, ActorOrigin::Declared(_));
        let leaves = actors.leaves.iter();
        leaves
            .map(|actor| declared(actor).then(|| Entry::of(&actor.name, &actor.title, &actor.aliases)))
            .collect()
    };
    let mut partners = pair(&entries(first), &entries(second));
    for (actor, partner) in second.leaves.iter().zip(&mut partners) {
        let ActorOrigin::OtherMemberOf(group) = actor.origin else { continue };
        let Some(own) = groups.get(group.index()).copied().flatten() else { continue };
        let others = ActorOrigin::OtherMemberOf(GroupId::at(own));
        *partner = first.leaves.iter().position(|other| other.origin == others);
    }
    partners
}

/// The groups of the first text and those that only the second has, and where each of the second stands among them.
fn join_groups(first: &Actors, second: &Actors, groups: &[Option<usize>]) -> (Vec<Group>, Vec<usize>) {
    let mut joint: Vec<Group> = first.groups.clone();
    let mut places = Vec::with_capacity(second.groups.len());
    for (index, group) in second.groups.iter().enumerate() {
        places.push(groups.get(index).copied().flatten().unwrap_or_else(|| {
            joint.push(group.clone());
            joint.len() - 1
        }));
    }
    (joint, places)
}

struct Members<'a> {
    first: &'a Actors,
    second: &'a Actors,
    of_first: &'a [ActorId],
    of_second: &'a [ActorId],
}

impl Members<'_> {
    /// The members of a joint group. One with other members in each of the texts names nobody in particular.
    fn of(&self, own: usize, theirs: Option<usize>) -> Membership {
        let own = self.first.groups.get(own).map(|own| membership(self.of_first, &own.members));
        let theirs = theirs.and_then(|theirs| self.second.groups.get(theirs));
        let theirs = theirs.map(|theirs| membership(self.of_second, &theirs.members));
        match (own, theirs) {
            (Some(own), Some(theirs)) if own != theirs => Membership::nobody(),
            (Some(members), _) | (None, Some(members)) => members,
            (None, None) => Membership::nobody(),
        }
    }
}

fn renamed(
    first: &Actors,
    second: &Actors,
    partners: &[Option<usize>],
    groups: &[Option<usize>],
) -> BTreeMap<String, String> {
    let actors = second.leaves.iter().zip(partners).filter_map(|(theirs, own)| {
        let declared = matches!(theirs.origin, ActorOrigin::Declared(_));
        let own = first.leaves.get((*own)?).filter(|_| declared)?;
        Some((theirs.name.clone(), own.name.clone()))
    });
    let groups = second.groups.iter().zip(groups).filter_map(|(theirs, own)| {
        let own = first.groups.get((*own)?)?;
        Some((theirs.name.clone(), own.name.clone()))
    });
    actors.chain(groups).collect()
}
