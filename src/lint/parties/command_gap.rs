//! Chains of command that the text cuts: a leader is bound and those whom it leads are not, or the reverse; part of a group accepted.

use std::collections::BTreeSet;

use super::standing::{bound, listed, of_name};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::lint::{Finding, Text};
use crate::model::actors::ActorOrigin;
use crate::model::ids::ActorId;
use crate::model::names::Named;
use crate::sets::{Bits, Intervals};
use crate::syntax::tree::{ActionKind, ActorRole, Name, NameRef, SubjectKind};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut findings = led(text);
    findings.extend(accepted_in_part(text));
    findings
}

/// A force that is led by another one, where some clause binds one of the two and none the other.
fn led(text: &Text<'_>) -> Vec<Finding> {
    let actors = &text.model().actors;
    let bound = bound(text);
    let fights = |actor: &ActorId| {
        let origin = actors.leaves.get(actor.index()).map(|leaf| leaf.origin);
        matches!(origin, Some(ActorOrigin::Declared(ActorRole::Party | ActorRole::ThirdParty)))
    };
    let forces = (0..actors.len()).map(ActorId::at).filter(fights);
    forces
        .filter_map(|own| {
            let leaf = actors.leaves.get(own.index())?;
            let is_bound = bound.contains(own.index());
            // One leader that is bound is enough, and so is a council that does not fight.
            if leaf.led_by.is_empty() || !leaf.led_by.iter().all(fights) {
                return None;
            }
            let leaders_bound = leaf.led_by.iter().any(|leader| bound.contains(leader.index()));
            if is_bound == leaders_bound {
                return None;
            }
            let leader = *leaf.led_by.first()?;
            let (name, head) = (clipped(&leaf.name, 13), clipped(actors.name(leader), 13));
            let (title, label, other) = match is_bound {
                true => (
                    format!("`{name}` is bound, its leader `{head}` is not"),
                    "bound",
                    "leads it, and is not bound",
                ),
                false => {
                    (format!("`{head}` is bound, `{name}` under it is not"), "led, and not bound", "bound")
                }
            };
            let unbound = if is_bound { actors.name(leader) } else { leaf.name.as_str() };
            let diagnostic = Diagnostic::new(&catalogue::COMMAND_GAP, leaf.span?, title)
                .because(label)
                .and(actors.leaves.get(leader.index())?.span?, other)
                .help(format!("name `{unbound}` with those who are bound, e.g. in a group of both"))
                .help(format!("or say who answers for it: `PARTY shall prevent {unbound} from ACT`"));
            Some(Finding::plain(diagnostic))
        })
        .collect()
}

/// A group that clauses bind, of which some have an acceptance on record, while others have none and are led by nobody who has.
fn accepted_in_part(text: &Text<'_>) -> Vec<Finding> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let names = text.norms().filter(|(_, norm, _)| super::standing::binds(norm)).flat_map(|(_, norm, _)| {
        let refs = match &norm.bearer.who {
            SubjectKind::Names(refs) => refs.refs.as_slice(),
            _ => &[],
        };
        refs.iter().filter_map(|reference| match reference {
            NameRef::Name(name) => Some(name),
            _ => None,
        })
    });
    let names: Vec<&Name> = names.filter(|name| seen.insert(&name.text)).collect();
    let answered_for = answered_for(text);
    names.into_iter().filter_map(|name| in_part(text, name, &answered_for)).collect()
}

fn in_part(text: &Text<'_>, name: &Name, answered_for: &Bits) -> Option<Finding> {
    let actors = &text.model().actors;
    let Some(Named::Group(group)) = text.model().names.get(&name.text) else { return None };
    let has = |actor: &ActorId| actors.accepted.contains_key(actor);
    let (accepted, silent): (Vec<ActorId>, Vec<ActorId>) =
        of_name(text, &name.text).iter().map(ActorId::at).partition(has);
    let declared = |actor: &ActorId| {
        let leaf = actors.leaves.get(actor.index());
        leaf.is_some_and(|leaf| {
            matches!(leaf.origin, ActorOrigin::Declared(_)) && !leaf.led_by.iter().any(has)
        }) && !answered_for.contains(actor.index())
    };
    let silent: Vec<ActorId> = silent.into_iter().filter(declared).collect();
    // Who comes in later stands on the register of accessions; a register of those who began is kept for all of them.
    let start = text.draft.times_in_force().first()?;
    let from_the_start = |actor: &ActorId| {
        let times = actors.accepted.get(actor);
        times.and_then(Intervals::first).is_some_and(|begin| begin <= start)
    };
    let first = silent.first().filter(|_| accepted.iter().any(from_the_start))?;
    let group = actors.groups.get(group.index())?;
    let diagnostic = Diagnostic::new(
        &catalogue::COMMAND_GAP,
        name.spot.0,
        format!("part of `{}` has no acceptance on record", clipped(&name.text, 22)),
    )
    .because("bound as a whole")
    .and(group.span, "a part of it accepted")
    .and(actors.leaves.get(first.index())?.span?, "no acceptance on record")
    .help(format!("say who commands it: `party {}, led by NAME`", actors.name(*first)))
    .help(format!("or record its own word: `{} accepts on DATE`", actors.name(*first)))
    .note(format!("on record: {}; not on record: {}", listed(text, &accepted), listed(text, &silent)));
    Some(Finding::plain(diagnostic))
}

/// Those for whose conduct a clause has somebody answer, or for whom somebody vouches.
fn answered_for(text: &Text<'_>) -> Bits {
    let actors = &text.model().actors;
    let mut set = Bits::empty(actors.len());
    for (_, norm, _) in text.norms() {
        if let ActionKind::Prevent { whom, .. } = &norm.action.kind {
            set.union_with(&super::standing::of_refs(text, whom));
        }
    }
    for (_, wards) in &actors.guarantors {
        wards.iter().for_each(|actor| set.insert(actor.index()));
    }
    set
}
