//! Who: parties, groups and what becomes of them.

use super::Rule;
use super::clocks::{moment, period, until_moment};
use super::lists::names;
use super::node::Parts;
use crate::syntax::tree::{ActorRole, Alias, Member, NameOrText, StatementKind};

pub(super) fn party(mut parts: Parts) -> Option<StatementKind> {
    let mut role = parts.take(Rule::role)?.parts();
    let role = match role.any()?.rule() {
        Rule::k_third => ActorRole::ThirdParty,
        Rule::k_monitor => ActorRole::Monitor,
        Rule::k_body => ActorRole::Body,
        Rule::k_protected => ActorRole::Protected,
        _ => ActorRole::Party,
    };
    Some(StatementKind::Actor {
        role,
        name: parts.name()?,
        title: parts.quotation(),
        period: period(&mut parts),
        aliases: aliases(&mut parts)?,
        led_by: names(&mut parts),
    })
}

pub(super) fn group(mut parts: Parts) -> Option<StatementKind> {
    Some(StatementKind::Group {
        name: parts.name()?,
        title: parts.quotation(),
        period: period(&mut parts),
        aliases: aliases(&mut parts)?,
        members: members(&mut parts)?,
        open: parts.take(Rule::open_end).is_some(),
    })
}

pub(super) fn excluded(mut parts: Parts) -> Option<StatementKind> {
    let members = members(&mut parts)?;
    let designated_by = parts.take(Rule::designated).and_then(|node| {
        let mut parts = node.parts();
        let name = parts.name().map(NameOrText::Name);
        name.or_else(|| parts.quotation().map(NameOrText::Text))
    });
    Some(StatementKind::Excluded { members, designated_by })
}

pub(super) fn guarantor(mut parts: Parts) -> Option<StatementKind> {
    let guarantor = names(&mut parts)?;
    let of = parts.take(Rule::guaranteed).and_then(|node| names(&mut node.parts()));
    Some(StatementKind::Guarantor { guarantor, of })
}

pub(super) fn merges(mut parts: Parts) -> Option<StatementKind> {
    Some(StatementKind::Merges { who: names(&mut parts)?, into: parts.name()?, on: moment(&mut parts)? })
}

pub(super) fn splits(mut parts: Parts) -> Option<StatementKind> {
    Some(StatementKind::Splits { who: names(&mut parts)?, from: parts.name()?, on: moment(&mut parts)? })
}

pub(super) fn accepts(mut parts: Parts) -> Option<StatementKind> {
    Some(StatementKind::Accepts {
        who: names(&mut parts)?,
        on: moment(&mut parts)?,
        to: parts.take(Rule::accepted_to).and_then(|node| names(&mut node.parts())),
        until: until_moment(&mut parts),
        reservation: parts.take(Rule::reservation).and_then(|node| node.parts().quotation()),
    })
}

pub(super) fn members(parts: &mut Parts) -> Option<Vec<Member>> {
    let member = |mut parts: Parts| Some(Member { name: parts.name()?, period: period(&mut parts) });
    parts.all(Rule::member).into_iter().map(|node| member(node.parts())).collect()
}

pub(super) fn aliases(parts: &mut Parts) -> Option<Vec<Alias>> {
    let alias = |mut parts: Parts| Some(Alias { title: parts.quotation()?, period: period(&mut parts) });
    parts.all(Rule::alias).into_iter().map(|node| alias(node.parts())).collect()
}
