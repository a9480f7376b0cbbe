//! Lists: names, references and clause numbers.

use super::Rule;
use super::node::{Node, Parts};
use crate::syntax::tree::{Conjunction, Label, LabelList, Name, NameList, NameRef, RefList, SomeKind};

/// The items of a list, and the word before the last.
fn items<'a>(list: Node<'a>, item: Rule) -> (Vec<Node<'a>>, Conjunction) {
    let mut joined = Conjunction::And;
    let mut items = Vec::new();
    let mut parts = list.parts();
    while let Some(part) = parts.any() {
        if part.rule() == Rule::k_or {
            joined = Conjunction::Or;
        } else if part.rule() == item {
            items.push(part);
        }
    }
    (items, joined)
}

pub(super) fn names(parts: &mut Parts) -> Option<NameList> {
    let list = parts.take_if(|rule| matches!(rule, Rule::names | Rule::c_names))?;
    let spot = list.spot();
    let (items, joined) = items(list, Rule::name);
    Some(NameList { names: items.iter().map(Node::name).collect(), joined, spot })
}

pub(super) fn label(node: &Node) -> Label {
    Label { text: node.written().to_owned(), spot: node.spot() }
}

pub(super) fn labels(parts: &mut Parts) -> Option<LabelList> {
    let list = parts.take_if(|rule| matches!(rule, Rule::labels | Rule::c_labels))?;
    let spot = list.spot();
    let (items, joined) = items(list, Rule::label);
    Some(LabelList { labels: items.iter().map(label).collect(), joined, spot })
}

pub(super) fn refs(parts: &mut Parts) -> Option<RefList> {
    let list = parts.take_if(|rule| matches!(rule, Rule::refs | Rule::c_refs))?;
    let spot = list.spot();
    let (items, joined) = items(list, Rule::reference);
    let refs = items.into_iter().map(reference).collect::<Option<_>>()?;
    Some(RefList { refs, joined, spot })
}

pub(super) fn reference(node: Node) -> Option<NameRef> {
    let spot = node.spot();
    let mut parts = node.parts();
    let first = parts.any()?;
    Some(match first.rule() {
        Rule::name => NameRef::Name(first.name()),
        Rule::text => NameRef::Text(first.quotation()),
        Rule::each_other => NameRef::EachOther(spot),
        Rule::that_party => NameRef::ThatParty(spot),
        Rule::same_zone => NameRef::SameZone(spot),
        Rule::k_anyone => NameRef::Anyone(spot),
        Rule::k_covered | Rule::k_excluded => NameRef::Name(Name { text: first.written().to_owned(), spot }),
        Rule::some => NameRef::Some(some_kind(first)?, spot),
        _ => return None,
    })
}

fn some_kind(node: Node) -> Option<SomeKind> {
    let mut parts = node.parts();
    // The article comes first and says nothing.
    parts.any()?;
    Some(match parts.any()?.rule() {
        Rule::k_party => SomeKind::Party,
        Rule::k_covered => SomeKind::CoveredParty,
        Rule::k_excluded => SomeKind::ExcludedParty,
        Rule::k_guarantor => SomeKind::Guarantor,
        Rule::k_monitor => SomeKind::Monitor,
        _ => return None,
    })
}
