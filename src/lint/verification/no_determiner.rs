//! Duties and prohibitions of which nobody is empowered to say that they were broken.

use super::watching::{determining, is_quoted, judges};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    finding(text).into_iter().collect()
}

fn finding(text: &Text<'_>) -> Option<Finding> {
    let breakable: Vec<_> = text.clauses().iter().filter(|own| own.clause.can_be_violated()).collect();
    let first = breakable.first()?;
    let (of_clauses, of_conditions) = judges(text);
    // What a text beside it sets up may serve this one too.
    let said = !determining(text).is_empty()
        || !of_clauses.is_empty()
        || !of_conditions.is_empty()
        || is_quoted(text)
        || !text.draft.instruments.is_empty();
    if said {
        return None;
    }
    let mut diagnostic = Diagnostic::new(
        &catalogue::NO_DETERMINER,
        text.title_span()?,
        "nobody is empowered to say what was a violation",
    )
    .because("no clause names who decides")
    .and(first.label_span(), "for instance whether this was broken");
    let model = text.model();
    let monitor = model.actors.of_role(crate::syntax::tree::ActorRole::Monitor).next();
    let who = monitor.map_or("BODY", |monitor| model.actors.name(monitor));
    if monitor.is_none() {
        diagnostic = diagnostic.help("name somebody who watches: `monitor BODY \"FULL NAME\".`");
    }
    Some(Finding::plain(
        diagnostic
            .help(format!(
                "empower it: `{who} shall assess within 3 days of each allegation by a covered party`"
            ))
            .help(format!("or leave single clauses to it: `..., as judged by {who}`")),
    ))
}
