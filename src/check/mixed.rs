//! Protection by group and strikes by place: where covered and excluded stand side by side, one strike is forbidden or
//! permitted by whom it hits, and nothing says which counts.

use std::collections::BTreeSet;

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::draft::Draft;
use crate::draft::words::{numbers, period, with_headings};
use crate::model::actors::Membership;
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId, GroupId};
use crate::scope::{Fact, Meetings, Region, Scope, in_words, witness};
use crate::sets::{Bits, Intervals};

/// A prohibition and a permission that part by the target alone.
struct Parting {
    reader: Option<ActorId>,
    forbids: ClauseId,
    permits: ClauseId,
    /// The forbidden fact, and the box that it is taken from.
    fact: Fact,
    region: Region,
    /// Whom the permitted one hits.
    other: ActorId,
}

/// One finding for the whole text: the choice between the two rules is one, however many clauses say it.
pub(super) fn find_places(draft: &Draft<'_>) -> Vec<Finding> {
    let mut partings: Vec<Parting> = Vec::new();
    let mut known: BTreeSet<(ClauseId, ClauseId)> = BTreeSet::new();
    let actors = &draft.model.actors;
    let protected = of_those(draft, &actors.covered, &actors.excluded);
    let unprotected = of_those(draft, &actors.excluded, &actors.covered);
    let targets = draft.universe().targets;
    for reading in &draft.readings {
        let of = |modality: Modality| reading.rules.iter().filter(move |rule| rule.modality == modality);
        let mut permitting: Vec<(ClauseId, Scope, Scope)> = Vec::new();
        for rule in of(Modality::Permission) {
            let own = rule.effective.intersection(&unprotected);
            let anybody = |region: &Region| Region { targets: Bits::full(targets), ..region.clone() };
            let anybody: Scope = own.regions().iter().map(anybody).collect();
            if !own.is_empty() {
                permitting.push((rule.clause, own, anybody));
            }
        }
        let meetings =
            Meetings::of(permitting.iter().enumerate().map(|(place, (_, _, anybody))| (place, anybody)));
        for rule in of(Modality::Prohibition) {
            for (place, region) in meetings.with(&rule.effective.intersection(&protected)) {
                let Some((permits, own, _)) = permitting.get(place) else { continue };
                if known.contains(&(rule.clause, *permits)) {
                    continue;
                }
                let parting = parting(draft, reading.reader, rule.clause, *permits, region, own);
                known.extend(parting.iter().map(|parting| (parting.forbids, parting.permits)));
                partings.extend(parting);
            }
        }
    }
    finding(draft, &partings).into_iter().collect()
}

/// The facts whose targets are of one kind and not of the other.
fn of_those(draft: &Draft<'_>, to: &Membership, not: &Membership) -> Scope {
    let universe = draft.universe();
    let side = |set: &Membership| -> Scope {
        let slices = set.slices(universe.targets).into_iter();
        slices.map(|(time, targets)| Region { time, targets, ..Region::whole(&universe) }).collect()
    };
    side(to).difference(&side(not))
}

fn parting(
    draft: &Draft<'_>,
    reader: Option<ActorId>,
    forbids: ClauseId,
    permits: ClauseId,
    region: Region,
    permitted: &Scope,
) -> Option<Parting> {
    let fact = witness(draft.model, &region)?;
    // The permission's facts at the same actor, act, means, place and time: whom do they hit?
    let other = permitted
        .regions()
        .iter()
        .find_map(|own| own.targets.iter().find(|&target| own.contains(&Fact { target, ..fact.clone() })))?;
    let other = ActorId::at(other);
    Some(Parting { reader, forbids, permits, fact, region, other })
}

fn finding(draft: &Draft<'_>, partings: &[Parting]) -> Option<Finding> {
    let model = draft.model;
    let first = partings.first()?;
    let each = |of: fn(&Parting) -> ClauseId| {
        let mut clauses: Vec<ClauseId> = partings.iter().map(of).collect();
        clauses.sort_unstable();
        clauses.dedup();
        clauses
    };
    let (forbidding, permitting) = (each(|parting| parting.forbids), each(|parting| parting.permits));
    let mut diagnostic = Diagnostic::new(
        &catalogue::MIXED_PLACE,
        draft.words_span(first.permits)?,
        "whom a strike hits decides, and not where it falls",
    )
    .because("permitted by whom it hits");
    for &clause in permitting.iter().filter(|clause| **clause != first.permits).take(6) {
        diagnostic = diagnostic.and(draft.words_span(clause)?, "and here");
    }
    for &clause in forbidding.iter().take(6) {
        diagnostic = diagnostic.and(draft.words_span(clause)?, "forbidden by whom it hits");
    }
    let covered = model.actors.title(ActorId::at(first.fact.target));
    let excluded = model.actors.title(first.other);
    let anonymous = Fact { target: model.actors.len(), ..first.fact.clone() };
    let reading = draft.as_read(first.reader).map(|words| format!(", {words}")).unwrap_or_default();
    diagnostic.witness = Some(format!(
        "{}: forbidden by `{}` if it hits {covered}, permitted by `{}` if it hits {excluded}{reading}; where both stand, nothing says which counts",
        in_words(model, &anonymous, Some(&first.region)),
        draft.label(first.forbids),
        draft.label(first.permits),
    ));
    diagnostic = diagnostic
        .help("part the two by ground: forbid and permit strikes in zones that do not overlap")
        .help(format!(
            "or say what counts where both stand, in a clause of its own `notwithstanding {}`",
            numbers(draft, &permitting)
        ));
    let diagnostic = with_headings(draft, diagnostic, first.permits, &[first.forbids]);
    let claim = Claim::MixedPlace {
        reader: first.reader,
        forbids: first.forbids,
        permits: first.permits,
        fact: first.fact.clone(),
        other: first.other,
    };
    Some(Finding { diagnostic, claim })
}

/// A group with covered and excluded members.
struct Mixed {
    group: GroupId,
    times: Intervals,
    covered: ActorId,
    excluded: ActorId,
    /// A prohibition that tells them apart, the fact that it forbids, and the reader under whom it does.
    reader: Option<ActorId>,
    forbids: ClauseId,
    fact: Fact,
    region: Region,
}

/// One finding for all groups of which one member is covered and another excluded at one time, where a prohibition tells the
/// two apart: an attack on the group is forbidden or not by whom of it it hits.
pub(super) fn find_groups(draft: &Draft<'_>) -> Vec<Finding> {
    let groups = (0..draft.model.actors.groups.len()).map(GroupId::at);
    let mixed: Vec<Mixed> = groups.filter_map(|group| mixed(draft, group)).collect();
    group_finding(draft, &mixed).into_iter().collect()
}

fn mixed(draft: &Draft<'_>, group: GroupId) -> Option<Mixed> {
    let actors = &draft.model.actors;
    let members = &actors.groups.get(group.index())?.members;
    let while_in_force = draft.times_in_force();
    let only = |of: &Membership, not: &Membership| -> Vec<(ActorId, Intervals)> {
        let times = |set: &Membership, actor: ActorId| {
            let own = set.iter().find(|(member, _)| *member == actor);
            own.map_or_else(Intervals::empty, |(_, times)| times.clone())
        };
        members
            .iter()
            .map(|(actor, own)| {
                let kept = own.intersection(&times(of, actor)).difference(&times(not, actor));
                (actor, kept.intersection(&while_in_force))
            })
            .filter(|(_, times)| !times.is_empty())
            .collect()
    };
    let protected = only(&actors.covered, &actors.excluded);
    let unprotected = only(&actors.excluded, &actors.covered);
    for (covered, own) in &protected {
        for (excluded, theirs) in &unprotected {
            let times = own.intersection(theirs);
            if times.is_empty() {
                continue;
            }
            if let Some(mixed) = told_apart(draft, group, &times, *covered, *excluded) {
                return Some(mixed);
            }
        }
    }
    None
}

fn told_apart(
    draft: &Draft<'_>,
    group: GroupId,
    times: &Intervals,
    covered: ActorId,
    excluded: ActorId,
) -> Option<Mixed> {
    let universe = draft.universe();
    for reading in &draft.readings {
        for rule in reading.rules.iter().filter(|rule| rule.modality == Modality::Prohibition) {
            let hit = Region {
                time: times.clone(),
                targets: Bits::single(universe.targets, covered.index()),
                ..Region::whole(&universe)
            };
            for region in rule.effective.regions().iter().filter_map(|region| region.intersection(&hit)) {
                let Some(fact) = witness(draft.model, &region) else { continue };
                let other = Fact { target: excluded.index(), ..fact.clone() };
                let point = Scope::from(Region::of_fact(&universe, &other));
                if !point.intersects(&rule.effective) {
                    return Some(Mixed {
                        group,
                        times: times.clone(),
                        covered,
                        excluded,
                        reader: reading.reader,
                        forbids: rule.clause,
                        fact,
                        region,
                    });
                }
            }
        }
    }
    None
}

fn group_finding(draft: &Draft<'_>, mixed: &[Mixed]) -> Option<Finding> {
    let actors = &draft.model.actors;
    let (first, others) = mixed.split_first()?;
    let group = actors.groups.get(first.group.index())?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::MIXED_GROUP,
        group.span,
        format!("`{}` has covered and excluded members", group.name),
    )
    .because("some covered, some excluded");
    diagnostic.confidence = Some(Confidence::High);
    for other in others.iter().take(8) {
        diagnostic = diagnostic.and(actors.groups.get(other.group.index())?.span, "and this group too");
    }
    let anonymous = Fact { target: actors.len(), ..first.fact.clone() };
    let reading = draft.as_read(first.reader).map(|words| format!(" ({words})")).unwrap_or_default();
    diagnostic.witness = Some(format!(
        "{}, on {}: forbidden by `{}` if it hits {}, and not if it hits {}{reading}",
        in_words(draft.model, &anonymous, Some(&first.region)),
        group.title,
        draft.label(first.forbids),
        actors.title(first.covered),
        actors.title(first.excluded),
    ));
    diagnostic = diagnostic
        .note(format!("this is so {}", period(draft, &first.times)))
        .help(format!("say what `{}` as a whole is: cover it, or exclude it", group.name))
        .help("or let the clauses name its members, and say what counts where they stand together");
    let claim = Claim::MixedGroup {
        reader: first.reader,
        forbids: first.forbids,
        group: first.group,
        fact: first.fact.clone(),
        other: first.excluded,
    };
    Some(Finding { diagnostic, claim })
}
