//! Forces that are present and that no clause binds.

use super::standing::{first_and_more, listed, unbound};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId};
use crate::syntax::tree::ActorRole;

/// One finding: that the text leaves them out is one choice.
pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let free = unbound(text, ActorRole::ThirdParty);
    finding(text, &free).into_iter().collect()
}

fn finding(text: &Text<'_>, free: &[ActorId]) -> Option<Finding> {
    let actors = &text.model().actors;
    let first = *free.first()?;
    let span = |actor: ActorId| actors.leaves.get(actor.index()).and_then(|leaf| leaf.span);
    let mut diagnostic = Diagnostic::new(
        &catalogue::THIRD_FORCE_UNBOUND,
        span(first)?,
        format!("no clause binds {}", first_and_more(text, free, 30)),
    )
    .because("present, and bound by nothing");
    for &other in free.iter().skip(1).take(2) {
        diagnostic = diagnostic.and(span(other)?, "nor this one");
    }
    if let Some((actor, clause)) = permitted(text, free) {
        diagnostic = diagnostic.and(text.draft.words_span(clause)?, "permitted here").note(format!(
            "`{}` permits something to {}, which no clause binds",
            text.draft.label(clause),
            actors.name(actor)
        ));
    }
    let name = actors.name(first);
    let diagnostic = diagnostic
        .help(format!(
            "bind it, and let it accept: `{name} shall not attack covered`, `{name} accepts on DATE`"
        ))
        .help(format!("or say who answers for it: `PARTY shall prevent {name} from attack`"))
        .note(format!(
            "what {} {} is no violation by any clause",
            listed(text, free),
            if free.len() == 1 { "does" } else { "do" }
        ));
    Some(Finding::plain(diagnostic))
}

/// One of them to whom a clause permits what it does not permit to everybody.
fn permitted(text: &Text<'_>, free: &[ActorId]) -> Option<(ActorId, ClauseId)> {
    let outsider = text.model().actors.outsider().index();
    let rules = text.draft.readings.first()?.rules.iter();
    rules.filter(|rule| rule.modality == Modality::Permission).find_map(|rule| {
        rule.effective.regions().iter().filter(|region| !region.actors.contains(outsider)).find_map(
            |region| {
                let actor = free.iter().find(|actor| region.actors.contains(actor.index()))?;
                Some((*actor, rule.clause))
            },
        )
    })
}
