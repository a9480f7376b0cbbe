//! Those who watch, judge or vouch, and whose own fighting the text forbids or permits.

use super::fighting::Fighting;
use super::watching::{determining, judges};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::lint::{Finding, Text};
use crate::model::Model;
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::names::Named;
use crate::sets::Bits;
use crate::source::Span;
use crate::syntax::tree::{ActorRole, Name, NameRef, StatementKind};

/// What somebody has to do with the conduct of others, in words for a title and for a label.
#[derive(Clone, Copy)]
struct Does {
    /// Of one.
    does: &'static str,
    /// Of several.
    all_do: &'static str,
    /// At the words that say so.
    label: &'static str,
}

const JUDGES: Does = Does { does: "judges", all_do: "judge them", label: "judges" };

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let fighting = Fighting::of(text);
    let mut findings = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    for statement in text.statements() {
        let (names, what) = match &statement.kind {
            StatementKind::Actor { role: ActorRole::Monitor, led_by: Some(led_by), .. } => (
                &led_by.names,
                Does { does: "watches over", all_do: "lead those who watch", label: "leads those who watch" },
            ),
            StatementKind::Guarantor { guarantor, .. } => (
                &guarantor.names,
                Does { does: "vouches for", all_do: "vouch for it", label: "vouches for others" },
            ),
            _ => continue,
        };
        findings.extend(finding(text, &fighting, names.iter().collect(), what, &mut told));
    }
    let (of_clauses, of_conditions) = judges(text);
    let refs = of_clauses.iter().flat_map(|list| &list.refs).filter_map(|own| match own {
        NameRef::Name(name) => Some(name),
        _ => None,
    });
    for name in refs.chain(of_conditions.iter().flat_map(|list| &list.names)) {
        findings.extend(finding(text, &fighting, vec![name], JUDGES, &mut told));
    }
    findings.extend(of_clauses_that_determine(text, &fighting, &mut told));
    findings
}

/// Those whom a clause has say what was a violation.
fn of_clauses_that_determine(text: &Text<'_>, fighting: &Fighting, told: &mut Vec<usize>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for own in determining(text) {
        let Some((norm, _)) = text.clause(own.clause).and_then(|written| written.norm()) else { continue };
        let mut actors = Bits::empty(text.draft.universe().actors);
        own.scope.regions().iter().for_each(|region| actors.union_with(&region.actors));
        if actors.is_full() {
            continue;
        }
        let who = actors.iter().filter(|actor| !told.contains(actor)).collect();
        findings.extend(shown(
            text,
            fighting,
            who,
            norm.bearer.spot.0,
            Does { label: "says what was a violation", ..JUDGES },
            told,
        ));
    }
    findings
}

fn finding(
    text: &Text<'_>,
    fighting: &Fighting,
    names: Vec<&Name>,
    what: Does,
    told: &mut Vec<usize>,
) -> Option<Finding> {
    let all: Vec<(usize, Span)> = names
        .iter()
        .flat_map(|name| members(text.model(), name).into_iter().map(|own| (own, name.spot.0)))
        .collect();
    let span = all.iter().find(|(actor, _)| fighting.speaks_of(*actor).is_some())?.1;
    let who = all.iter().map(|(actor, _)| *actor).collect();
    shown(text, fighting, who, span, what, told)
}

fn shown(
    text: &Text<'_>,
    fighting: &Fighting,
    who: Vec<usize>,
    span: Span,
    Does { does, all_do, label }: Does,
    told: &mut Vec<usize>,
) -> Option<Finding> {
    let fight: Vec<(usize, ClauseId, Modality)> = who
        .iter()
        .filter(|actor| !told.contains(actor))
        .filter_map(|&actor| fighting.speaks_of(actor).map(|(clause, modality)| (actor, clause, modality)))
        .collect();
    let &(first, _, _) = fight.first()?;
    // A body of both sides watches both sides.
    if who.iter().any(|&other| other != first && fighting.oppose(text, first, other)) {
        return None;
    }
    told.extend(fight.iter().map(|(actor, ..)| *actor));
    let model = text.model();
    let name = |actor: usize| clipped(model.actors.name(ActorId::at(actor)), 18);
    let title = match fight.len() {
        1 => format!("`{}` {does} clauses on its own attacks", name(first)),
        several => format!("clauses concern the attacks of {several} who {all_do}"),
    };
    let mut diagnostic = Diagnostic::new(&catalogue::MONITOR_IS_BELLIGERENT, span, title).because(label);
    let mut clauses: Vec<ClauseId> = Vec::new();
    for &(_, clause, modality) in &fight {
        if clauses.contains(&clause) || clauses.len() == 3 {
            continue;
        }
        let why =
            if modality == Modality::Permission { "permits it to attack" } else { "forbids it to attack" };
        diagnostic = diagnostic.and(text.draft.words_span(clause)?, why);
        clauses.push(clause);
    }
    Some(Finding::plain(
        diagnostic
            .help("name somebody whom no clause binds or permits to fight: `monitor BODY, led by NAMES.`")
            .help("or have both sides sit in it alike: `monitor Commission, led by A and B.`"),
    ))
}

/// Whom a name stands for: an actor, those who lead it, or the members of a group.
fn members(model: &Model, name: &Name) -> Vec<usize> {
    match model.names.get(&name.text) {
        Some(Named::Actor(actor)) => vec![actor.index()],
        Some(Named::Group(group)) => {
            let group = model.actors.groups.get(group.index());
            group.into_iter().flat_map(|group| group.members.everybody()).map(|own| own.index()).collect()
        }
        _ => Vec::new(),
    }
}
