//! Actors that are covered and excluded at one time.

use std::collections::BTreeMap;

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::period;
use crate::model::actors::{DatedName, Mention};
use crate::model::ids::ActorId;
use crate::model::time::{self, Seconds};
use crate::sets::{EARLIEST, Intervals};

/// Every pair of a name by which somebody is covered and one by which the same actor is excluded at the same time, while the
/// agreement may be in force; and every name that stands for one who is covered and for another who is excluded.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let actors = &draft.model.actors;
    let mut pairs: BTreeMap<(usize, usize), Vec<(ActorId, Intervals)>> = BTreeMap::new();
    for (actor, covered) in actors.covered.iter() {
        let Some((_, excluded)) = actors.excluded.iter().find(|(other, _)| *other == actor) else { continue };
        let both = covered.intersection(excluded).intersection(&draft.times_in_force());
        let Some(at) = first(&both) else { continue };
        let naming =
            |mentions: &[Mention]| mentions.iter().position(|mention| mention.members.contains(actor, at));
        if let (Some(by), Some(but)) = (naming(&actors.covered_by), naming(&actors.excluded_by)) {
            pairs.entry((by, but)).or_default().push((actor, both));
        }
    }
    let mut findings: Vec<Finding> =
        pairs.into_iter().filter_map(|(pair, found)| both(draft, pair, &found)).collect();
    findings.extend(shared_names(draft));
    findings
}

fn both(draft: &Draft<'_>, (by, but): (usize, usize), found: &[(ActorId, Intervals)]) -> Option<Finding> {
    let actors = &draft.model.actors;
    let (covered, excluded) = (actors.covered_by.get(by)?, actors.excluded_by.get(but)?);
    let ((actor, times), others) = found.split_first()?;
    let at = first(times)?;
    let name = actors.name(*actor);
    let mut diagnostic = Diagnostic::new(
        &catalogue::COVERED_AND_EXCLUDED,
        excluded.span,
        format!("`{name}` is covered and excluded at one time"),
    )
    .because("excluded here")
    .and(covered.span, "covered here");
    let and_others = match others.len() {
        0 => String::new(),
        1 => "; one more is so too".to_owned(),
        more => format!("; {more} others are so too"),
    };
    diagnostic.witness = Some(format!(
        "{}: {} is {}, and {}{and_others}",
        time::in_words(at, &draft.model.time_zone) + " " + &draft.model.time_zone_name,
        actors.title(*actor),
        through("covered", covered, name),
        through("excluded", excluded, name),
    ));
    diagnostic = diagnostic
        .note(format!("this is so {}", period(draft, times)))
        .help(format!(
            "take `{name}` out of one of the two, e.g. name the members of `{}` that are meant",
            covered.name
        ))
        .help("or date them: `from DATE` or `until DATE` after the name".to_owned());
    let claim = Claim::CoveredAndExcluded { actor: *actor, at };
    Some(Finding { diagnostic, claim })
}

fn through(what: &str, mention: &Mention, name: &str) -> String {
    if mention.name == name {
        format!("{what} by name")
    } else {
        format!("{what} through `{}`", mention.name)
    }
}

/// The first instant that can be shown.
fn first(times: &Intervals) -> Option<Seconds> {
    times.iter().next().map(|(start, end)| if start == EARLIEST { end.saturating_sub(1) } else { start })
}

/// A name by which two actors are known at one time, of whom one is covered then and the other excluded.
fn shared_names(draft: &Draft<'_>) -> Vec<Finding> {
    let actors = &draft.model.actors;
    let mut known: BTreeMap<String, Vec<(ActorId, &DatedName)>> = BTreeMap::new();
    for (index, actor) in actors.leaves.iter().enumerate() {
        for alias in &actor.aliases {
            known.entry(alias.text.to_lowercase()).or_default().push((ActorId::at(index), alias));
        }
    }
    let mut findings = Vec::new();
    for sharing in known.into_values() {
        for (covered, alias) in &sharing {
            for (excluded, other) in sharing.iter().filter(|(excluded, _)| excluded != covered) {
                let times = |set: &crate::model::actors::Membership, actor: ActorId| {
                    let own = set.iter().find(|(member, _)| *member == actor);
                    own.map_or_else(Intervals::empty, |(_, times)| times.clone())
                };
                let both = times(&actors.covered, *covered)
                    .intersection(&times(&actors.excluded, *excluded))
                    .intersection(&alias.times)
                    .intersection(&other.times)
                    .intersection(&draft.times_in_force());
                let Some(at) = first(&both) else { continue };
                findings.extend(shared_name(draft, &alias.text, *covered, *excluded, at));
            }
        }
    }
    findings
}

fn shared_name(
    draft: &Draft<'_>,
    alias: &str,
    covered: ActorId,
    excluded: ActorId,
    at: Seconds,
) -> Option<Finding> {
    let actors = &draft.model.actors;
    let span = |actor: ActorId| actors.leaves.get(actor.index()).and_then(|actor| actor.span);
    let short: String = alias.chars().take(24).collect();
    let mut diagnostic = Diagnostic::new(
        &catalogue::COVERED_AND_EXCLUDED,
        span(excluded)?,
        format!("\"{short}\" names one covered and one excluded"),
    )
    .because("excluded, under this name")
    .and(span(covered)?, "covered, under this name too");
    diagnostic.witness = Some(format!(
        "{} {}: \"{alias}\" is {}, who is covered, and {}, who is excluded",
        time::in_words(at, &draft.model.time_zone),
        draft.model.time_zone_name,
        actors.title(covered),
        actors.title(excluded),
    ));
    diagnostic = diagnostic
        .help(format!("give the name \"{alias}\" to one of the two"))
        .help("or date it: `known as \"NAME\" from DATE until DATE`".to_owned());
    let claim = Claim::SharedName { name: alias.to_owned(), covered, excluded, at };
    Some(Finding { diagnostic, claim })
}
