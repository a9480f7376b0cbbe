//! Who is covered and excluded when, and when the text is in force.

use std::collections::BTreeMap;

use super::{NEW, OLD};
use crate::model::Model;
use crate::model::actors::Membership;
use crate::model::ids::ActorId;
use crate::model::joint::{Joint, Side};
use crate::scope::Compiler;
use crate::sets::Intervals;

/// Something that differs and is no clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageChange {
    /// What of.
    pub what: Coverage,
    /// The times in the older text.
    pub old: Intervals,
    /// The times in the newer text.
    pub new: Intervals,
}

/// Of what the times are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// The text is in force for certain.
    InForce(Option<ActorId>),
    /// It may be in force: a condition decides.
    PerhapsInForce(Option<ActorId>),
    /// The actor is covered.
    Covered(ActorId),
    /// The actor is excluded.
    Excluded(ActorId),
    /// The actor, which both texts name, is bound by its acceptance; at all times where it has none on record.
    Bound(ActorId),
}

pub(super) fn changes(joint: &Joint, old: &Model, new: &Model) -> Vec<CoverageChange> {
    let mut changes = Vec::new();
    let mut tell = |what: Coverage, old: Intervals, new: Intervals| {
        if old != new {
            changes.push(CoverageChange { what, old, new });
        }
    };
    let mut told: Vec<[Intervals; 4]> = Vec::new();
    for reader in std::iter::once(None).chain(joint.model.readers.iter().copied().map(Some)) {
        let (certain, possible) = in_force(joint, OLD, old, reader);
        let (certain_now, possible_now) = in_force(joint, NEW, new, reader);
        let all = [certain.clone(), possible.clone(), certain_now.clone(), possible_now.clone()];
        if told.contains(&all) {
            continue;
        }
        told.push(all);
        tell(Coverage::InForce(reader), certain, certain_now);
        tell(Coverage::PerhapsInForce(reader), possible, possible_now);
    }
    let sets: [(fn(ActorId) -> Coverage, &Membership, &Membership); 2] = [
        (Coverage::Covered, &old.actors.covered, &new.actors.covered),
        (Coverage::Excluded, &old.actors.excluded, &new.actors.excluded),
    ];
    for (what, old, new) in sets {
        let times = |side: Side, set: &Membership| -> BTreeMap<ActorId, Intervals> {
            let joint = joint.view(side).membership(set);
            joint.iter().map(|(actor, times)| (actor, times.clone())).collect()
        };
        let (old, new) = (times(OLD, old), times(NEW, new));
        for actor in (0..joint.model.actors.len()).map(ActorId::at) {
            let of = |times: &BTreeMap<ActorId, Intervals>| times.get(&actor).cloned().unwrap_or_default();
            tell(what(actor), of(&old), of(&new));
        }
    }
    for actor in (0..joint.model.actors.len()).map(ActorId::at) {
        // An actor that one of the texts does not name accepts nothing there.
        let of = |side: Side, text: &Model| {
            let own = Some(joint.view(side).actor(actor)).filter(|&own| own != text.actors.outsider())?;
            Some(text.actors.accepted.get(&own).cloned().unwrap_or_else(Intervals::all))
        };
        if let (Some(before), Some(after)) = (of(OLD, old), of(NEW, new)) {
            tell(Coverage::Bound(actor), before, after);
        }
    }
    changes
}

/// When a text is in force for certain, and when it may be.
fn in_force(joint: &Joint, side: Side, text: &Model, reader: Option<ActorId>) -> (Intervals, Intervals) {
    let description = joint.view(side).description(&text.in_force);
    let Ok(scope) = Compiler::new(&joint.model, reader).scope(&description) else {
        return (Intervals::empty(), Intervals::empty());
    };
    let (mut certain, mut possible) = (Intervals::empty(), Intervals::empty());
    for region in scope.regions() {
        let times = if region.literals.is_empty() { &mut certain } else { &mut possible };
        *times = times.union(&region.time);
    }
    let possible = possible.difference(&certain);
    (certain, possible)
}
