//! Groups that are covered, bound or excluded under a name that ends while the agreement is in force.

use super::days::{self, Then};
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::draft::instruments::clipped;
use crate::lint::{Finding, Parting, Text};
use crate::model::actors::{DatedName, Membership};
use crate::model::ids::ActorId;
use crate::model::names::Named;
use crate::model::time::Seconds;
use crate::sets::{Intervals, LATEST};
use crate::source::Span;
use crate::syntax::tree::{Alias, Name, StatementKind};

const DAY: Seconds = 24 * 60 * 60;

/// An end of a name.
struct End {
    actor: ActorId,
    /// The first instant at which it is over.
    at: Seconds,
    /// As whom the same fighters go on: another actor, or somebody whom the text does not name.
    goes_on_as: ActorId,
    /// The words that end it.
    span: Span,
}

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let model = text.model();
    let mut findings = Vec::new();
    for &(actor, into, at) in &model.actors.mergers {
        let span = merger(text, actor, into);
        findings.extend(span.and_then(|span| merged(text, &End { actor, at, goes_on_as: into, span })));
    }
    let declared = text.sentences(|statement| match statement {
        StatementKind::Actor { name, period, aliases, .. } => Some((name, period, aliases)),
        _ => None,
    });
    for (_, (name, period, aliases)) in declared {
        let Some(Named::Actor(actor)) = model.names.get(&name.text) else { continue };
        // Where it merged into another one, that is what ends it.
        if model.actors.mergers.iter().any(|(merged, ..)| *merged == actor) {
            continue;
        }
        let Some(leaf) = model.actors.leaves.get(actor.index()) else { continue };
        let goes_on_as = model.actors.outsider();
        if let (Some(until), Some(at)) = (&period.until, last(&leaf.exists)) {
            findings.extend(ended(text, &End { actor, at, goes_on_as, span: until.spot.0 }));
        } else if let Some((alias, at)) = unnamed(&leaf.aliases, aliases) {
            let span = alias.period.until.as_ref().map_or(alias.title.spot.0, |until| until.spot.0);
            findings.extend(renamed(text, &alias.title.text, &End { actor, at, goes_on_as, span }));
        }
    }
    findings
}

/// The end of a set of times that has one.
fn last(times: &Intervals) -> Option<Seconds> {
    times.iter().map(|(_, end)| end).last().filter(|end| *end != LATEST)
}

/// The other name that ends last, where no dated name is in use from then on.
fn unnamed<'t>(known: &[DatedName], aliases: &'t [Alias]) -> Option<(&'t Alias, Seconds)> {
    let dated: Vec<(&Alias, &Intervals)> = aliases
        .iter()
        .filter(|alias| alias.period.from.is_some() || alias.period.until.is_some())
        .filter_map(|alias| Some((alias, &known.iter().find(|own| own.text == alias.title.text)?.times)))
        .collect();
    let ends = dated.iter().filter_map(|(alias, times)| Some((*alias, last(times)?)));
    let (alias, at) = ends.max_by_key(|(_, at)| *at)?;
    // A name that another one had before is over, and not the group.
    let goes_on = dated.iter().any(|(_, times)| times.contains(at));
    (alias.period.from.is_some() && !goes_on).then_some((alias, at))
}

/// The date of a merger.
fn merger(text: &Text<'_>, actor: ActorId, into: ActorId) -> Option<Span> {
    let is = |name: &Name, wanted| text.model().names.get(&name.text) == Some(Named::Actor(wanted));
    let mut sentences = text.sentences(|statement| match statement {
        StatementKind::Merges { who, into, on } => Some((who, into, on)),
        _ => None,
    });
    sentences.find_map(|(_, (who, other, on))| {
        (is(other, into) && who.names.iter().any(|name| is(name, actor))).then_some(on.spot.0)
    })
}

fn merged(text: &Text<'_>, end: &End) -> Option<Finding> {
    let actors = &text.model().actors;
    let parting = parting(text, end)?;
    let (old, new) = (actors.name(end.actor), actors.name(end.goes_on_as));
    let (stands, list) = match status(text, end.actor) {
        Some(list) => (format!("no longer {list}"), list),
        None => ("bound otherwise".to_owned(), "covered"),
    };
    let title = format!("`{}` as `{}` is {stands}", clipped(old, 16), clipped(new, 16));
    let help = format!("say what `{new}` is: add it where `{old}` stands, e.g. `{list} {new} from DATE`");
    Some(finding(text, end, title, parting, "from here on under another name", help))
}

/// The list on which an actor stands at some time.
fn status(text: &Text<'_>, actor: ActorId) -> Option<&'static str> {
    let actors = &text.model().actors;
    let on = |list: &Membership| list.iter().any(|(own, _)| own == actor);
    match (on(&actors.excluded), on(&actors.covered)) {
        (true, _) => Some("excluded"),
        (false, true) => Some("covered"),
        (false, false) => None,
    }
}

fn ended(text: &Text<'_>, end: &End) -> Option<Finding> {
    let old = text.model().actors.name(end.actor);
    let parting = parting(text, end)?;
    let title = format!("`{}` ends while the agreement is in force", clipped(old, 20));
    let help =
        format!("say as whom its fighters go on: `{old} merges into NAME on DATE`, and name `NAME` too");
    Some(finding(text, end, title, parting, "nobody is said to follow it", help))
}

fn renamed(text: &Text<'_>, alias: &str, end: &End) -> Option<Finding> {
    let parting = parting(text, end)?;
    let title = format!("the name \"{}\" ends, and no other follows", clipped(alias, 20));
    let help = "say what it is called since: `known as \"NAME\" from DATE`".to_owned();
    let mut found = finding(text, end, title, parting, "no name from here on", help);
    found.diagnostic.confidence = Some(Confidence::Medium);
    Some(found)
}

fn finding(
    text: &Text<'_>,
    end: &End,
    title: String,
    parting: Parting,
    label: &str,
    help: String,
) -> Finding {
    let actors = &text.model().actors;
    let mut diagnostic = Diagnostic::new(&catalogue::ALIAS_EXPIRED, end.span, title).because(label);
    let mentions = actors.covered_by.iter().map(|own| (own, "covered through this"));
    let mentions = mentions.chain(actors.excluded_by.iter().map(|own| (own, "excluded under the old name")));
    for (mention, why) in mentions.filter(|(own, _)| own.members.everybody().contains(&end.actor)).take(2) {
        diagnostic = diagnostic.and(mention.span, why);
    }
    let diagnostic = diagnostic.help(help).help(
        "or say who follows whom in a clause: who keeps the list, and within how many days of a new name",
    );
    Finding::parting(diagnostic, Some(parting))
}

/// One deed a day before a name ends and a day after: by, or against, the same fighters.
fn parting(text: &Text<'_>, end: &End) -> Option<Parting> {
    let in_force = text.draft.times_in_force();
    let shown = [(end.at - DAY, end.at + DAY), (end.at - 60, end.at + 60)];
    let (before, after) =
        shown.into_iter().find(|(before, after)| in_force.contains(*before) && in_force.contains(*after))?;
    let actors = &text.model().actors;
    let who = match end.goes_on_as == actors.outsider() {
        true => "the same fighters on {day}, under a name that the text does not have".to_owned(),
        false => format!("the same fighters on {{day}}, as {}", actors.title(end.goes_on_as)),
    };
    let old = Then { actor: end.actor, at: before, told: "on {day}" };
    let new = Then { actor: end.goes_on_as, at: after, told: &who };
    days::parting(text, &old, &new, status(text, end.actor) == Some("excluded"))
}
