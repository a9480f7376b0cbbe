//! Exclusions that take less, or leave more, than they say: who is out stays bound, or protected, by clauses that name it.

use std::collections::BTreeSet;

use super::standing::covered;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::draft::words::numbers_of_some;
use crate::lint::{Finding, Text};
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::past::{Change, Definition};
use crate::scope::{Region, Rules};
use crate::sets::Bits;
use crate::source::Span;
use crate::syntax::tree::{ActorRole, ClauseBody, NameRef};

/// What of the clauses still concerns one who is out.
struct Left {
    actor: ActorId,
    bound_by: Vec<ClauseId>,
    protected_by: Vec<ClauseId>,
}

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let past = &text.model().past;
    let takes_out = |change: &&Change| change.covered != change.onto;
    if !past.changes.iter().any(|change| takes_out(&change)) {
        return Vec::new();
    }
    // What may have changed is a condition of the facts there.
    let rules = Rules::with_changes(text.model(), None, &BTreeSet::new());
    // Every change of one kind leaves the same: one finding for each.
    [true, false]
        .into_iter()
        .filter_map(|covered| {
            let changes: Vec<&Change> =
                past.changes.iter().filter(takes_out).filter(|change| change.covered == covered).collect();
            finding(text, &rules, &changes)
        })
        .collect()
}

fn finding(text: &Text<'_>, rules: &Rules, changes: &[&Change]) -> Option<Finding> {
    let change = *changes.first()?;
    let covered = covered(text);
    let may_concern = changes.iter().flat_map(|change| &change.may_concern);
    let mut concerned: Vec<&ActorId> = may_concern.filter(|actor| covered.contains(actor.index())).collect();
    concerned.sort_unstable();
    concerned.dedup();
    let concerned = concerned.into_iter();
    let left = concerned.copied().find_map(|actor| left(text, rules, change, actor))?;
    let how = match (left.bound_by.is_empty(), left.protected_by.is_empty()) {
        (false, false) => "bound and protected",
        (false, true) => "bound",
        (true, _) => "protected",
    };
    let title =
        format!("whoever is put out by `{}` stays {how}", clipped(text.draft.label(change.clause), 9));
    let mut diagnostic =
        Diagnostic::new(&catalogue::EXCLUSION_SIDE_EFFECTS, who(text, change.clause)?, title)
            .because("out, by this");
    let shown = match (left.bound_by.first(), left.protected_by.first()) {
        (Some(one), Some(other)) if one == other => vec![(one, "still binds and protects it")],
        (binds, protects) => {
            let binds = binds.map(|clause| (clause, "still binds it"));
            binds.into_iter().chain(protects.map(|clause| (clause, "still protects it"))).collect()
        }
    };
    for (clause, label) in shown {
        diagnostic = diagnostic.and(text.draft.words_span(*clause)?, label);
    }
    let name = text.model().actors.name(left.actor);
    let said = [(&left.bound_by, "bound"), (&left.protected_by, "protected")];
    let said: Vec<String> = said
        .into_iter()
        .filter(|(clauses, _)| !clauses.is_empty())
        .map(|(clauses, what)| format!("{what} by {}", numbers_of_some(text.draft, clauses)))
        .collect();
    diagnostic =
        diagnostic.note(format!("for instance {name}: once it is out, it is still {}", said.join(", and ")));
    let help = match change.covered {
        true => "let these clauses speak of `covered` instead of names, so that they follow the change",
        false => {
            "say in a clause of its own that it `is no longer covered` too, and let these clauses speak of `covered`"
        }
    };
    let diagnostic = diagnostic
        .help(help)
        .help("or say what it stays bound by, in a clause that names the excluded: `each of excluded shall not ...`");
    Some(Finding::plain(diagnostic))
}

/// The words for whom a change puts out.
fn who(text: &Text<'_>, clause: ClauseId) -> Option<Span> {
    match &text.clause(clause)?.tree.body {
        ClauseBody::StatusChange { who: NameRef::Name(name), .. } => Some(name.spot.0),
        ClauseBody::StatusChange { who: NameRef::ThatParty(spot), .. } => Some(spot.0),
        _ => text.draft.words_span(clause),
    }
}

fn left(text: &Text<'_>, rules: &Rules, change: &Change, actor: ActorId) -> Option<Left> {
    let definitions = &text.model().past.definitions;
    let wanted = if change.covered { Definition::Covered(actor) } else { Definition::Excluded(actor) };
    let literal =
        definitions.iter().find(|(_, definition)| **definition == wanted).map(|(literal, _)| *literal)?;
    let actors = &text.model().actors;
    let outsider = actors.outsider().index();
    let parties = |universe| Bits::of(universe, actors.of_role(ActorRole::Party).map(ActorId::index));
    let mut found = Left { actor, bound_by: Vec::new(), protected_by: Vec::new() };
    for rule in rules.iter().filter(|rule| rule.modality == Modality::Prohibition) {
        let own = || rule.effective.regions().iter().filter(|region| stays(region, literal, change));
        // What binds or protects everybody follows from no place in the arrangement, and neither does what is owed to civilians.
        let binds = |region: &Region| {
            region.actors.contains(actor.index())
                && !region.actors.contains(outsider)
                && region.targets.intersects(&parties(region.targets.len_universe()))
        };
        let protects =
            |region: &Region| region.targets.contains(actor.index()) && !region.targets.contains(outsider);
        if own().any(binds) {
            found.bound_by.push(rule.clause);
        }
        if own().any(protects) {
            found.protected_by.push(rule.clause);
        }
    }
    (!found.bound_by.is_empty() || !found.protected_by.is_empty()).then_some(found)
}

/// Whether a box is there once the change has come about.
fn stays(region: &Region, literal: LiteralId, change: &Change) -> bool {
    region.literals.get(&literal).is_none_or(|holds| *holds == change.onto)
}
