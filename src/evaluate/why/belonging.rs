//! Who may have acted and been acted upon, and what they belong to at that time.

use std::collections::BTreeSet;

use crate::model::Model;
use crate::model::clauses::{Account, Who};
use crate::model::ids::{ActorId, GroupId};
use crate::sets::Intervals;

/// The memberships of one actor at the time of what is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Belonging {
    /// Who.
    pub actor: ActorId,
    /// The group by which the question names it, where it does not name it itself.
    pub named_through: Option<GroupId>,
    /// Whether it exists for all, some or none of that time.
    pub exists: Extent,
    /// The groups to which it belongs then, each with all times at which it does.
    pub groups: Vec<(GroupId, Intervals)>,
    /// When it is covered, if it is at that time.
    pub covered: Option<Intervals>,
    /// When it is excluded, if it is at that time.
    pub excluded: Option<Intervals>,
    /// When it is bound by its acceptance, where one is on record.
    pub accepted: Option<Intervals>,
}

/// How much of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    All,
    /// Some of it.
    Some,
    /// None of it.
    None,
}

/// The memberships of everybody whom an account names, by itself or as a member of a group, in the order of the question.
#[must_use]
pub fn belonging(model: &Model, account: &Account) -> Vec<Belonging> {
    let time = if account.time.is_empty() { Intervals::all() } else { account.time.clone() };
    let named = account.who.iter().chain(&account.whom).flatten();
    let mut seen: BTreeSet<ActorId> = BTreeSet::new();
    let mut list = Vec::new();
    for &who in named {
        match who {
            Who::Nobody => {}
            Who::Actor(actor) if seen.insert(actor) => list.push(of(model, actor, None, &time)),
            Who::Actor(_) => {}
            Who::Group(group) => {
                let Some(members) = model.actors.groups.get(group.index()).map(|group| &group.members) else {
                    continue;
                };
                for (actor, times) in members.iter() {
                    if times.intersects(&time) && seen.insert(actor) {
                        list.push(of(model, actor, Some(group), &time));
                    }
                }
            }
        }
    }
    list
}

fn of(model: &Model, actor: ActorId, named_through: Option<GroupId>, time: &Intervals) -> Belonging {
    let own = |members: &crate::model::actors::Membership| {
        let times = members.iter().find(|(member, _)| *member == actor).map(|(_, times)| times.clone());
        times.filter(|times| times.intersects(time))
    };
    let groups = model.actors.groups.iter().enumerate();
    let exists = model.actors.leaves.get(actor.index()).map_or(Extent::None, |leaf| {
        match (time.is_subset(&leaf.exists), time.intersects(&leaf.exists)) {
            (true, _) => Extent::All,
            (false, true) => Extent::Some,
            (false, false) => Extent::None,
        }
    });
    Belonging {
        actor,
        named_through,
        exists,
        groups: groups
            .filter_map(|(index, group)| Some((GroupId::at(index), own(&group.members)?)))
            .collect(),
        covered: own(&model.actors.covered),
        excluded: own(&model.actors.excluded),
        accepted: model.actors.accepted.get(&actor).cloned(),
    }
}
