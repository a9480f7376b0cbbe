//! Who is bound by what: the bearers of clauses as single actors.

use crate::lint::Text;
use crate::model::actors::{ActorOrigin, Membership};
use crate::model::clauses::Modality;
use crate::model::ids::ActorId;
use crate::model::names::Named;
use crate::sets::{Bits, Intervals};
use crate::syntax::tree::{
    ActionKind, ActorRole, Modal, NameRef, Norm, Preposition, RefList, SomeKind, StatementKind, Subject,
    SubjectKind,
};

/// Whether a norm binds its bearer: it forbids or requires.
pub(super) fn binds(norm: &Norm) -> bool {
    matches!(norm.modal, Modal::Shall | Modal::ShallNot)
}

/// Everybody whom a subject stands for at some time; nobody where only an occasion says who it is.
pub(super) fn of_subject(text: &Text<'_>, subject: &Subject) -> Bits {
    let actors = text.model().actors.len();
    match &subject.who {
        SubjectKind::Names(refs) => of_refs(text, refs),
        SubjectKind::Nobody | SubjectKind::Anyone => Bits::full(actors),
        SubjectKind::Some(kind) => of_kind(text, *kind),
    }
}

/// Everybody whom some names stand for at some time.
pub(super) fn of_refs(text: &Text<'_>, refs: &RefList) -> Bits {
    let actors = &text.model().actors;
    let mut set = Bits::empty(actors.len());
    for reference in &refs.refs {
        match reference {
            NameRef::Name(name) => set.union_with(&of_name(text, &name.text)),
            NameRef::Some(kind, _) => set.union_with(&of_kind(text, *kind)),
            NameRef::Anyone(_) => set = Bits::full(actors.len()),
            NameRef::Text(_) | NameRef::EachOther(_) | NameRef::ThatParty(_) | NameRef::SameZone(_) => {}
        }
    }
    set
}

/// Everybody whom a name stands for at some time.
pub(super) fn of_name(text: &Text<'_>, name: &str) -> Bits {
    let actors = &text.model().actors;
    let everybody = |members: &Membership| members.may_ever(actors.len());
    match (name, text.model().names.get(name)) {
        ("covered", _) => covered(text),
        ("excluded", _) => excluded(text),
        (_, Some(Named::Actor(actor))) => Bits::single(actors.len(), actor.index()),
        (_, Some(Named::Group(group))) => actors
            .groups
            .get(group.index())
            .map_or_else(|| Bits::empty(actors.len()), |group| everybody(&group.members)),
        _ => Bits::empty(actors.len()),
    }
}

/// Everybody who is covered at some time, or whom a clause may put among them.
pub(super) fn covered(text: &Text<'_>) -> Bits {
    on_list(text, &text.model().actors.covered, true)
}

/// Everybody who is excluded at some time, or whom a clause may put among them.
pub(super) fn excluded(text: &Text<'_>) -> Bits {
    on_list(text, &text.model().actors.excluded, false)
}

fn on_list(text: &Text<'_>, list: &Membership, covered: bool) -> Bits {
    let universe = text.model().actors.len();
    let mut set = list.ever(universe, &Intervals::all());
    // What may take somebody off a list puts nobody on it.
    let onto = text.model().past.changes.iter().filter(|change| change.covered == covered && change.onto);
    onto.flat_map(|change| &change.may_concern).for_each(|actor| set.insert(actor.index()));
    set
}

fn of_kind(text: &Text<'_>, kind: SomeKind) -> Bits {
    let actors = &text.model().actors;
    let role = |role| Bits::of(actors.len(), actors.of_role(role).map(ActorId::index));
    match kind {
        SomeKind::Party => role(ActorRole::Party),
        SomeKind::CoveredParty => covered(text),
        SomeKind::ExcludedParty => excluded(text),
        SomeKind::Monitor => role(ActorRole::Monitor),
        SomeKind::Guarantor => {
            let vouching = actors.guarantors.iter().flat_map(|(guarantors, _)| guarantors);
            Bits::of(actors.len(), vouching.map(|actor| actor.index()))
        }
    }
}

/// Everybody whom some clause forbids or requires something, or for whose conduct somebody answers.
pub(super) fn bound(text: &Text<'_>) -> Bits {
    let mut set = Bits::empty(text.model().actors.len());
    for (_, norm, _) in text.norms().filter(|(_, norm, _)| binds(norm)) {
        set.union_with(&of_subject(text, &norm.bearer));
        if let ActionKind::Prevent { whom, .. } = &norm.action.kind {
            set.union_with(&of_refs(text, whom));
        }
    }
    set
}

/// The actors of a role that no clause binds, though nothing says that they stand outside: they are not excluded, no clause has
/// them attacked by name, nobody who is excluded goes on as them, they vouch for nobody, lead no
/// monitor, and nothing is reported or handed to them.
pub(super) fn unbound(text: &Text<'_>, role: ActorRole) -> Vec<ActorId> {
    let actors = &text.model().actors;
    let bound = bound(text);
    let mut outside = excluded(text);
    for rule in text.draft.readings.iter().flat_map(|reading| reading.rules.iter()) {
        let outsider = actors.outsider().index();
        let regions = rule.effective.regions().iter().filter(|_| rule.modality == Modality::Permission);
        for region in regions.filter(|region| !region.targets.contains(outsider)) {
            outside.union_with(&Bits::of(
                actors.len(),
                region.targets.iter().filter(|&target| target < outsider),
            ));
        }
    }
    for &(_, into, _) in &actors.mergers {
        outside.insert(into.index());
    }
    outside.union_with(&undertaking(text));
    outside.union_with(&receiving(text));
    let free = |actor: &ActorId| !bound.contains(actor.index()) && !outside.contains(actor.index());
    actors.of_role(role).filter(free).collect()
}

/// Those who take part by what they are: they vouch for somebody, or lead a monitor.
pub(super) fn undertaking(text: &Text<'_>) -> Bits {
    let actors = &text.model().actors;
    let vouching = actors.guarantors.iter().flat_map(|(guarantors, _)| guarantors);
    let leading = actors
        .leaves
        .iter()
        .filter(|actor| actor.origin == ActorOrigin::Declared(ActorRole::Monitor))
        .flat_map(|monitor| &monitor.led_by);
    Bits::of(actors.len(), vouching.chain(leading).map(|actor| actor.index()))
}

/// Those to whom something is reported, referred or handed over by name, and those who keep the register: witnesses of the agreement.
fn receiving(text: &Text<'_>) -> Bits {
    let mut set = Bits::empty(text.model().actors.len());
    let norms = text.norms().flat_map(|(_, norm, _)| &norm.action.objects);
    for object in norms.filter(|object| object.preposition == Some(Preposition::To)) {
        set.union_with(&of_refs(text, &object.refs));
    }
    let registers = text.sentences(|statement| match statement {
        StatementKind::Accepts { to: Some(to), .. } => Some(to),
        _ => None,
    });
    for name in registers.flat_map(|(_, to)| &to.names) {
        set.union_with(&of_name(text, &name.text));
    }
    set
}

/// Actors as a title names them: `A`, or `A` and how many more.
pub(super) fn first_and_more(text: &Text<'_>, actors: &[ActorId], longest: usize) -> String {
    let name =
        |actor: &ActorId| crate::draft::instruments::clipped(text.model().actors.name(*actor), longest);
    match actors {
        [] => "nobody".to_owned(),
        [one] => format!("`{}`", name(one)),
        [one, rest @ ..] => format!("`{}` and {} more", name(one), rest.len()),
    }
}

/// Actors one by one: `A, B and C`.
pub(super) fn listed(text: &Text<'_>, actors: &[ActorId]) -> String {
    let names: Vec<String> = actors.iter().map(|&actor| text.model().actors.name(actor).to_owned()).collect();
    crate::scope::listed(&names, "and")
}
