//! Two clauses that forbid to each side what they forbid to the other, and are not alike once the sides change places.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};
use crate::model::actors::ActorOrigin;
use crate::model::clauses::Modality;
use crate::model::ids::ClauseId;
use crate::scope::{Budget, Meetings, Region, Rule, Scope, in_words, witness};
use crate::sets::Bits;

/// A text of which so many pairs differ is not written in mirrors: more would bury what else is found.
const MOST: usize = 8;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let Some(as_written) = text.draft.readings.first() else { return Vec::new() };
    let forbids: Vec<&Rule> =
        as_written.rules.iter().filter(|rule| rule.modality == Modality::Prohibition).collect();
    let nobody = text.model().actors.len();
    // What is done to nobody in particular, such as to move or to obstruct, is no conduct towards the other side.
    let is_towards = |rule: &Rule| rule.scope.regions().iter().all(|region| !region.targets.contains(nobody));
    let sides: Vec<Bits> = forbids.iter().map(|rule| actors(text, rule)).collect();
    let meetings = Meetings::of(forbids.iter().enumerate().map(|(place, rule)| (place, &rule.scope)));
    let mut findings = Vec::new();
    for (place, (rule, own)) in forbids.iter().zip(&sides).enumerate() {
        if findings.len() == MOST {
            break;
        }
        if !is_towards(rule) {
            continue;
        }
        // Whoever forbids it to everybody speaks of both sides at once.
        let mirror = meetings.with(&rule.scope.mirrored()).into_iter().find_map(|(other, _)| {
            let apart = other > place && sides.get(other).is_some_and(|theirs| !theirs.intersects(own));
            forbids.get(other).filter(|other| apart && is_towards(other)).copied()
        });
        findings.extend(mirror.and_then(|other| finding(text, &forbids, &meetings, [rule, other])));
    }
    findings
}

fn actors(text: &Text<'_>, rule: &Rule) -> Bits {
    let mut all = Bits::empty(text.draft.universe().actors);
    rule.scope.regions().iter().for_each(|region| all.union_with(&region.actors));
    all
}

fn finding(
    text: &Text<'_>,
    forbids: &[&Rule],
    meetings: &Meetings<'_, usize>,
    pair: [&Rule; 2],
) -> Option<Finding> {
    let [one, other] = pair;
    let left = |of: &Rule, by: &Rule| -> Option<Region> {
        let side = Region { actors: actors(text, by), ..Region::whole(&text.draft.universe()) };
        let mirrored = of.effective.mirrored().intersection(&Scope::from(side));
        // What any clause forbids the other side is not left open to it.
        let forbidden = meetings.with(&mirrored).into_iter().filter_map(|(place, _)| forbids.get(place));
        let mut rest = mirrored.clone();
        for rule in forbidden {
            rest = rest.difference_within(&rule.effective, Budget::DEFAULT)?;
        }
        // What hangs on what has happened may be each side's answer to the other.
        let past = &text.model().past.definitions;
        let standing = |region: &&Region| !region.literals.keys().any(|own| past.contains_key(own));
        let standing: Vec<&Region> = rest.regions().iter().filter(standing).collect();
        let named = standing.iter().find(|region| region.targets.intersects(&declared(text)));
        named.or(standing.first()).map(|region| (*region).clone())
    };
    let (first, second) = (left(one, other), left(other, one));
    let region = first.as_ref().or(second.as_ref())?;
    // Of the clause whose mirror image has the fact, that is what its own side is forbidden.
    let (stricter, weaker) = if first.is_some() { (one, other) } else { (other, one) };
    let [stricter, weaker] = [stricter, weaker].map(|rule| rule.clause);
    let fact = witness(text.model(), region)?;
    let label = |clause: ClauseId| text.draft.label(clause).to_owned();
    let (a, b) = (label(one.clause), label(other.clause));
    let mut diagnostic = Diagnostic::new(
        &catalogue::ASYMMETRIC_DUTIES,
        words(text, stricter)?,
        format!("{} are not each other's mirror", short(&a, &b)),
    )
    .because("forbidden to this side")
    .and(words(text, weaker)?, "not so to the other");
    let cuts = [one, other].into_iter().filter(|rule| rule.clause == weaker).flat_map(|rule| &rule.cuts);
    for cut in cuts.filter(|cut| cut.scope.intersects_region(region)).take(2) {
        diagnostic = diagnostic.and(words(text, cut.by)?, "permitted by this");
    }
    diagnostic.witness = Some(format!(
        "{}: not forbidden, though `{}` forbids the same with the sides exchanged",
        in_words(text.model(), &fact, Some(region)),
        label(stricter)
    ));
    if second.is_some() && first.is_some() {
        diagnostic = diagnostic.note("each side is forbidden something that the other is not");
    }
    Some(Finding::plain(
        diagnostic.help("say it once for both: `each of A and B shall not ACT each other`").help(format!(
            "or keep it and say why: `waive asymmetric-duties on {} because \"REASON\".`",
            label(weaker)
        )),
    ))
}

fn words(text: &Text<'_>, clause: ClauseId) -> Option<crate::source::Span> {
    match text.clause(clause).and_then(|written| written.norm()) {
        Some((norm, _)) => Some(norm.action.spot.0),
        None => text.draft.words_span(clause),
    }
}

/// Those whom the text names.
fn declared(text: &Text<'_>) -> Bits {
    let leaves = text.model().actors.leaves.iter().enumerate();
    let named = leaves.filter(|(_, own)| matches!(own.origin, ActorOrigin::Declared(_)));
    Bits::of(text.draft.universe().targets, named.map(|(index, _)| index))
}

/// Both numbers as far as they fit a title.
fn short(one: &str, other: &str) -> String {
    if one.chars().count() + other.chars().count() > 20 {
        return "two clauses".to_owned();
    }
    format!("`{one}` and `{other}`")
}
