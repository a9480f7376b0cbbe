//! Under which circumstances two clauses meet: from a change on, or in ground that two zones share.

use crate::draft::Draft;
use crate::model::actors::Membership;
use crate::model::clauses::ClauseKind;
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId, ZoneId};
use crate::model::time::{self, Seconds};
use crate::scope::{Fact, Region};
use crate::sets::{EARLIEST, Intervals};

/// What begins or ends for the actor or the target at the instant from which two clauses meet, where it is not the begin of
/// the agreement itself: whole sentences.
pub(super) fn changes(draft: &Draft<'_>, fact: &Fact, shared: &Region) -> Vec<String> {
    let Some(since) = shared.time.first().filter(|&at| at != EARLIEST && Some(at) != draft.model.begin)
    else {
        return Vec::new();
    };
    let mut told = Vec::new();
    for who in [fact.actor, fact.target] {
        if let Some(change) = change(draft, ActorId::at(who), since) {
            let sentence = format!("from {} on, {change}", time::in_words(since, &draft.model.time_zone));
            if !told.contains(&sentence) {
                told.push(sentence);
            }
        }
    }
    told
}

fn change(draft: &Draft<'_>, who: ActorId, at: Seconds) -> Option<String> {
    let actors = &draft.model.actors;
    let actor = actors.leaves.get(who.index())?;
    let name = &actor.name;
    let turns = |times: &Intervals| {
        let (before, after) = (times.contains(at.saturating_sub(1)), times.contains(at));
        (before != after).then_some(after)
    };
    let of =
        |set: &Membership| set.iter().find(|(member, _)| *member == who).and_then(|(_, times)| turns(times));
    // What the text says of the actor by name comes before what follows from it for groups.
    if let Some(accepts) = actors.accepted.get(&who).and_then(turns) {
        return Some(format!("`{name}` {}", if accepts { "accepts" } else { "no longer accepts" }));
    }
    if let Some(exists) = turns(&actor.exists) {
        return Some(format!("`{name}` {}", if exists { "exists" } else { "no longer exists" }));
    }
    let groups = actors.groups.iter().filter_map(|group| Some((of(&group.members)?, group)));
    if let Some((belongs, group)) = groups.into_iter().next() {
        let words = if belongs { "is a member" } else { "is no longer a member" };
        return Some(format!("`{name}` {words} of `{}`", group.name));
    }
    for (set, word) in [(&actors.covered, "covered"), (&actors.excluded, "excluded")] {
        if let Some(belongs) = of(set) {
            return Some(format!("`{name}` is {}{word}", if belongs { "" } else { "no longer " }));
        }
    }
    None
}

/// The two zones by which two clauses are bounded, where both are, by different ones: what is said of both lies in the ground
/// that they share.
pub(super) fn shared_ground(draft: &Draft<'_>, one: ClauseId, other: ClauseId) -> Option<String> {
    let zone = |clause: ClauseId| zones(draft, clause).into_iter().next();
    let (one, other) = (zone(one)?, zone(other)?);
    if one == other {
        return None;
    }
    let name = |zone: ZoneId| draft.model.places.zones.get(zone.index()).map(|zone| zone.name.as_str());
    Some(format!("the ground that `{}` and `{}` share is in both", name(one)?, name(other)?))
}

/// The zones that a clause about conduct names as its place.
fn zones(draft: &Draft<'_>, clause: ClauseId) -> Vec<ZoneId> {
    let mut zones = Vec::new();
    if let Some(ClauseKind::Conduct { scope, .. }) = draft.model.clause(clause).map(|clause| &clause.kind) {
        let mut inside_a_negation = 0;
        scope.visit(&mut |part| match part {
            Description::Not(_) => inside_a_negation += 1,
            Description::Place(zone) if inside_a_negation == 0 => zones.push(*zone),
            _ => {}
        });
    }
    zones
}
