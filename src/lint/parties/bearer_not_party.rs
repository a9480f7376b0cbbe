//! Duties and prohibitions of those who are no party to the text.

use std::collections::BTreeMap;

use super::standing::{binds, first_and_more, listed, of_subject, undertaking};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};
use crate::model::actors::ActorOrigin;
use crate::model::ids::ActorId;
use crate::sets::Bits;
use crate::source::Span;
use crate::syntax::tree::{ActorRole, SubjectKind};

/// One finding for those who are bound by the same clauses.
pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let strangers = strangers(text);
    let mut bound: BTreeMap<Bits, Vec<(Span, &str)>> = BTreeMap::new();
    for (written, norm, _) in text.norms().filter(|(_, norm, _)| binds(norm)) {
        // What is forbidden to everybody is no undertaking of anybody.
        if matches!(norm.bearer.who, SubjectKind::Nobody | SubjectKind::Anyone) {
            continue;
        }
        let own = of_subject(text, &norm.bearer).intersection(&strangers);
        if !own.is_empty() {
            bound.entry(own).or_default().push((norm.bearer.spot.0, written.label()));
        }
    }
    let mut groups: Vec<(Bits, Vec<(Span, &str)>)> = bound.into_iter().collect();
    groups.sort_by_key(|(_, clauses)| clauses.first().map(|(span, _)| *span));
    groups.into_iter().filter_map(|(own, clauses)| finding(text, &own, &clauses)).collect()
}

/// Those who neither are a party nor accepted, do not take part as guarantor or leader of a monitor, and for whom no party answers as
/// their leader or as guarantor of them.
fn strangers(text: &Text<'_>) -> Bits {
    let actors = &text.model().actors;
    let is_party = |actor: &ActorId| {
        let leaf = actors.leaves.get(actor.index());
        leaf.is_some_and(|leaf| leaf.origin == ActorOrigin::Declared(ActorRole::Party))
    };
    let mut answered_for = undertaking(text);
    for (_, wards) in &actors.guarantors {
        wards.iter().for_each(|actor| answered_for.insert(actor.index()));
    }
    let outside =
        [ActorRole::ThirdParty, ActorRole::Protected].into_iter().flat_map(|role| actors.of_role(role));
    let strangers = outside.filter(|actor| {
        let led = actors.leaves.get(actor.index()).is_some_and(|leaf| leaf.led_by.iter().any(is_party));
        !led && !answered_for.contains(actor.index()) && !actors.accepted.contains_key(actor)
    });
    Bits::of(actors.len(), strangers.map(ActorId::index))
}

fn finding(text: &Text<'_>, own: &Bits, clauses: &[(Span, &str)]) -> Option<Finding> {
    let actors: Vec<ActorId> = own.iter().map(ActorId::at).collect();
    let ((span, _), others) = clauses.split_first()?;
    let title = match actors.len() {
        1 => format!("{} is bound, and is no party", first_and_more(text, &actors, 30)),
        _ => format!("{} are bound, and are no parties", first_and_more(text, &actors, 14)),
    };
    let mut diagnostic =
        Diagnostic::new(&catalogue::BEARER_NOT_PARTY, *span, title).because("bound here, and no party");
    for (span, _) in others.iter().take(2) {
        diagnostic = diagnostic.and(*span, "bound here too");
    }
    let declared = actors.first().and_then(|actor| text.model().actors.leaves.get(actor.index())?.span);
    if let Some(declared) = declared {
        diagnostic = diagnostic.and(declared, "declared as no party");
    }
    let name = actors.first().map_or("NAME", |&actor| text.model().actors.name(actor));
    let labels: Vec<String> = clauses.iter().map(|(_, label)| format!("`{label}`")).collect();
    let bind = if labels.len() == 1 { "binds" } else { "bind" };
    diagnostic = diagnostic
        .help(format!("let it accept: `party {name}`, and `{name} accepts on DATE`"))
        .help(format!("or bind a party to its conduct: `PARTY shall prevent {name} from ACT`"))
        .note(format!(
            "{} {bind} {}: nothing shows that {}",
            crate::scope::listed(&labels, "and"),
            listed(text, &actors),
            if actors.len() == 1 { "it signed or acceded" } else { "they signed or acceded" },
        ));
    Some(Finding::plain(diagnostic))
}
