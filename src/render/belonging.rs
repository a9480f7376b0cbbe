//! What an actor belongs to at some time, in words.

use crate::evaluate::why::{Belonging, Extent};
use crate::model::Model;
use crate::model::actors::ActorOrigin;
use crate::render::visible::visible_line;
use crate::scope::{listed, times_in_words};
use crate::sets::Intervals;
use crate::syntax::tree::ActorRole;

/// "a party; belongs to GovernmentSide; covered".
#[must_use]
pub fn in_words(model: &Model, one: &Belonging) -> String {
    let dated = |name: &str, times: &Intervals| match times_in_words(model, times) {
        Some(when) => format!("{name} ({when})"),
        None => name.to_owned(),
    };
    let mut parts = vec![role(model, one)];
    match one.exists {
        Extent::All => {}
        Extent::Some => parts.push("exists for part of that time".to_owned()),
        Extent::None => parts.push("does not exist at that time".to_owned()),
    }
    // Groups to which it belongs at the same times stand together.
    let mut alike: Vec<(&Intervals, Vec<String>)> = Vec::new();
    for (group, times) in &one.groups {
        let Some(group) = model.actors.groups.get(group.index()) else { continue };
        match alike.iter_mut().find(|(known, _)| *known == times) {
            Some((_, names)) => names.push(group.name.clone()),
            None => alike.push((times, vec![group.name.clone()])),
        }
    }
    let groups: Vec<String> =
        alike.iter().map(|(times, names)| dated(&listed(names, "and"), times)).collect();
    parts.push(if groups.is_empty() {
        "belongs to no group".to_owned()
    } else {
        format!("belongs to {}", groups.join(", "))
    });
    parts.extend(one.covered.as_ref().map(|times| dated("covered", times)));
    parts.extend(one.excluded.as_ref().map(|times| dated("excluded", times)));
    match &one.accepted {
        Some(times) if times.is_empty() => parts.push("bound at no time".to_owned()),
        Some(times) => parts.push(dated("bound", times)),
        None => {}
    }
    visible_line(&parts.join("; "))
}

fn role(model: &Model, one: &Belonging) -> String {
    let leaf = model.actors.leaves.get(one.actor.index());
    let role = match leaf.map(|leaf| leaf.origin) {
        Some(ActorOrigin::Declared(ActorRole::Party)) => "a party",
        Some(ActorOrigin::Declared(ActorRole::ThirdParty)) => "a third party",
        Some(ActorOrigin::Declared(ActorRole::Monitor)) => "a monitor",
        Some(ActorOrigin::Declared(ActorRole::Body)) => "a body",
        Some(ActorOrigin::Declared(ActorRole::Protected)) => "protected",
        Some(ActorOrigin::OtherMemberOf(_)) => "whoever else belongs to that group",
        Some(ActorOrigin::Outsider) | None => "not named",
    };
    let group = one.named_through.and_then(|group| model.actors.groups.get(group.index()));
    match group {
        Some(group) => format!("meant through {}; {role}", group.name),
        None => role.to_owned(),
    }
}
