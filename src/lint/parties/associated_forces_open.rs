//! Groups that are bound, protected or excluded together with others whom no list names: `and others`.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::readings::over_facts;
use crate::lint::{Finding, Parting, Text};
use crate::model::actors::ActorOrigin;
use crate::model::clauses::Modality;
use crate::model::ids::GroupId;
use crate::model::names::Named;
use crate::scope::{Fact, Region, Rule, Scope, witness};
use crate::sets::Bits;
use crate::syntax::tree::{Name, StatementKind};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let groups = text.sentences(|statement| match statement {
        StatementKind::Group { name, open: true, .. } => Some(name),
        _ => None,
    });
    groups.filter_map(|(_, name)| finding(text, name)).collect()
}

fn finding(text: &Text<'_>, name: &Name) -> Option<Finding> {
    let model = text.model();
    let Some(Named::Group(group)) = model.names.get(&name.text) else { return None };
    let parting = parting(text, group)?;
    let shown: String = name.text.chars().take(30).collect();
    let diagnostic = Diagnostic::new(
        &catalogue::ASSOCIATED_FORCES_OPEN,
        name.spot.0,
        format!("who else belongs to `{shown}` is not said"),
    )
    .because("and others, without a test")
    .help(format!("name them, and say how the list changes: `group {}: A, B and C`", name.text))
    .help("or say who decides who belongs, in a clause of its own, and by when");
    Some(Finding::parting(diagnostic, Some(parting)))
}

/// One whom no list names, as a member and as none.
fn parting(text: &Text<'_>, group: GroupId) -> Option<Parting> {
    let model = text.model();
    let leaf = |origin: ActorOrigin| model.actors.leaves.iter().position(|actor| actor.origin == origin);
    let (member, stranger) = (leaf(ActorOrigin::OtherMemberOf(group))?, leaf(ActorOrigin::Outsider)?);
    let title = &model.actors.groups.get(group.index())?.title;
    let rules = &text.draft.readings.first()?.rules;
    let forbids = rules.iter().filter(|rule| rule.modality == Modality::Prohibition);
    let others = rules.iter().filter(|rule| rule.modality == Modality::Permission);
    let (fact, region, other, rule) =
        forbids.chain(others).find_map(|rule| told_apart(text, rule, member, stranger))?;
    let belongs = format!("if it is one of \"{title}\"");
    let taken = [(belongs.as_str(), &fact), ("if it is not", &other)];
    Some(over_facts(text.draft, rule, (&other, &region), taken))
}

/// A fact of a clause by, or against, the one, that is none of it by, or against, the other.
fn told_apart<'r>(
    text: &Text<'_>,
    rule: &'r Rule,
    member: usize,
    stranger: usize,
) -> Option<(Fact, Region, Fact, &'r Rule)> {
    let universe = text.draft.universe();
    let model = text.model();
    let by = Region {
        actors: Bits::single(universe.actors, member),
        targets: without(Bits::full(universe.targets), member),
        ..Region::whole(&universe)
    };
    let against = Region {
        targets: Bits::single(universe.targets, member),
        actors: without(Bits::full(universe.actors), member),
        ..Region::whole(&universe)
    };
    [(by, true), (against, false)].into_iter().find_map(|(side, acts)| {
        let own = rule.effective.intersection(&Scope::from(side));
        own.regions().iter().find_map(|region| {
            let fact = witness(model, region)?;
            let other = if acts {
                Fact { actor: stranger, ..fact.clone() }
            } else {
                Fact { target: stranger, ..fact.clone() }
            };
            (!rule.effective.contains(&other)).then(|| (fact, region.clone(), other, rule))
        })
    })
}

fn without(mut set: Bits, member: usize) -> Bits {
    set.remove(member);
    set
}
