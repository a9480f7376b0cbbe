//! One fact out of many, to show to people; and a fact in words.

use std::collections::BTreeMap;

use super::naming::lower;
use super::{Fact, Region};
use crate::model::Model;
use crate::model::descriptions::{Description, Literal, LiteralKind};
use crate::model::ids::{ActorId, LiteralId, ZoneId};
use crate::model::time::{self, Seconds};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};

/// A fact of a box that a reader can picture, always the same one: an actor and a target with a name where there is one, an act
/// that has no kinds of its own, a cell of some zone, the first instant from which it holds. It names every measure and
/// condition that the box restricts. Nothing where the box is empty.
#[must_use]
pub fn witness(model: &Model, region: &Region) -> Option<Fact> {
    let act = act_to_show(model, &region.acts)?;
    let measures = region.measures.iter().map(|(&id, numbers)| Some((id, numbers.sample()?)));
    let actor = somebody(model, &region.actors)?;
    Some(Fact {
        actor,
        act,
        target: target_of(model, &region.targets, actor)?,
        means: means_of(model, act, &region.means)?,
        cell: region.cells.iter().find(|&cell| cell != 0).or_else(|| region.cells.first())?,
        time: instant(model, &region.time)?,
        measures: measures.collect::<Option<BTreeMap<_, _>>>()?,
        literals: region.literals.clone(),
    })
}

/// A declared actor rather than the other members of a group, and these rather than whoever nobody names; "nobody", which
/// stands last among targets, after all of them.
fn somebody(model: &Model, set: &Bits) -> Option<usize> {
    let declared = |&index: &usize| {
        let actor = model.actors.leaves.get(index);
        actor.is_some_and(|actor| matches!(actor.origin, crate::model::actors::ActorOrigin::Declared(_)))
    };
    set.iter().find(declared).or_else(|| set.first())
}

/// Where any target will do, nobody: a strike that hits whom it may is told without naming anybody. Else somebody other
/// than the actor, if there is one.
fn target_of(model: &Model, set: &Bits, actor: usize) -> Option<usize> {
    let nobody = model.actors.len();
    if set.is_full() && set.contains(nobody) {
        return Some(nobody);
    }
    let mut others = set.clone();
    others.remove(actor);
    somebody(model, &others).or_else(|| set.first())
}

/// An act as people name it: the widest class that lies in the set with all its kinds; of one as wide as hostilities or
/// attacks as such, its first kind, as long as that is divided further itself. Where no class does: a leaf without kinds.
#[must_use]
pub fn act_to_show(model: &Model, set: &Bits) -> Option<usize> {
    let acts = &model.deeds.acts;
    let whole = |class: usize| acts.leaves(class).is_subset(set);
    let classes = || set.iter().filter(|&leaf| leaf != acts.unclassed());
    let widest = classes().find(|&class| whole(class)).filter(|&class| acts.has_kinds(class));
    let Some(mut class) = widest else {
        // The widest again, so that no particular weapon is named where another would do.
        let undivided = classes().filter(|&leaf| !acts.has_kinds(leaf));
        return undivided.min_by_key(|&leaf| depth(model, leaf)).or_else(|| set.first());
    };
    for _ in depth(model, class)..2 {
        let kinds = acts.iter().filter(|(_, kind)| kind.parents.contains(&class)).map(|(kind, _)| kind);
        match kinds.into_iter().next().filter(|&kind| acts.has_kinds(kind)) {
            Some(kind) => class = kind,
            None => break,
        }
    }
    Some(class)
}

/// How many classes stand above a class on the shortest way up; at most three are counted.
fn depth(model: &Model, class: usize) -> usize {
    let mut reached = vec![class];
    for depth in 0..3 {
        let above = |class: &usize| model.deeds.acts.get(*class).map(|class| class.parents.clone());
        let parents: Vec<Vec<usize>> = reached.iter().filter_map(above).collect();
        if parents.iter().any(Vec::is_empty) || parents.is_empty() {
            return depth;
        }
        reached = parents.concat();
    }
    3
}

/// Means that the act goes with, no particular ones where that is possible.
fn means_of(model: &Model, act: usize, set: &Bits) -> Option<usize> {
    let fitting = set.intersection(&model.deeds.means_for(act));
    let fitting = if fitting.is_empty() { set.clone() } else { fitting };
    let none = model.deeds.means.unclassed();
    if fitting.contains(none) { Some(none) } else { fitting.first() }
}

/// The first instant; where there is none before which it does not hold, the agreement's own begin if that is among them.
fn instant(model: &Model, times: &Intervals) -> Option<Seconds> {
    let (start, end) = times.iter().next()?;
    if start != EARLIEST {
        return Some(start);
    }
    let own = model.begin.filter(|&at| times.contains(at));
    own.or_else(|| if end == LATEST { Some(0) } else { Some(end.saturating_sub(1)) })
}

/// A fact in words: `27 February 2016, 00:00 Asia/Damascus: Syria, air strike, on Ahrar al-Sham, in Aleppo`. Means are
/// named where the box that it was taken from restricts them, or where it was taken from none.
#[must_use]
pub fn in_words(model: &Model, fact: &Fact, region: Option<&Region>) -> String {
    // Where the box has all kinds of an act, it is named as such and not as "of no named kind".
    let acts = &model.deeds.acts;
    let any_kind = region.is_some_and(|region| acts.leaves(fact.act).is_subset(&region.acts));
    let named = acts.get(fact.act).filter(|_| any_kind).map(|class| class.title.clone());
    let act = named.unwrap_or_else(|| acts.leaf_title(fact.act));
    let mut words = format!(
        "{} {}: {}, {}",
        time::in_words(fact.time, &model.time_zone),
        model.time_zone_name,
        model.actors.title(ActorId::at(fact.actor)),
        lower(&act),
    );
    if fact.target < model.actors.len() {
        words += &format!(", on {}", model.actors.title(ActorId::at(fact.target)));
    }
    let any_means = region.is_some_and(|region| region.means.is_full());
    if !any_means && fact.means != model.deeds.means.unclassed() {
        words += &format!(", with {}", lower(&model.deeds.means.leaf_title(fact.means)));
    }
    if model.places.cells() > 1 {
        match zone_of(model, fact.cell) {
            Some(zone) => words += &format!(", in {}", model.places.title(zone)),
            None => words += ", outside all zones with a boundary",
        }
    }
    for (&measure, &thousandths) in &fact.measures {
        if let Some(measure) = model.deeds.measures.get(measure.index()) {
            words += &format!(", {} {} {}", measure.name, in_units(thousandths), measure.base_unit);
        }
    }
    for (&id, &holds) in &fact.literals {
        if let Some(literal) = model.literals.get(id.index()) {
            words += if holds { ", if " } else { ", unless " };
            words += &condition(model, id, literal);
        }
    }
    words
}

/// A condition in words, to stand after "if" and "unless": by the name of the term that it is, where it is one.
fn condition(model: &Model, id: LiteralId, literal: &Literal) -> String {
    let term = model.terms.iter().find(|term| term.meaning == Description::Literal(id));
    match (term, literal.kind) {
        (Some(term), _) => format!("\"{}\" applies", term.title),
        (None, LiteralKind::Delimitation(zone)) => {
            format!("the place belongs to {}", model.places.title(zone))
        }
        (None, LiteralKind::Condition | LiteralKind::Reading(_) | LiteralKind::Force) => {
            literal.words.clone()
        }
    }
}

/// The smallest zone with a boundary in which a cell lies: of those with the fewest cells, the one that is declared first.
#[must_use]
pub fn zone_of(model: &Model, cell: usize) -> Option<ZoneId> {
    let holding = model.places.certain_cells.iter().enumerate().filter(|(_, cells)| cells.contains(cell));
    holding.min_by_key(|(_, cells)| cells.count()).map(|(index, _)| ZoneId::at(index))
}

/// A number of thousandths without a tail of noughts.
pub(super) fn in_units(thousandths: i64) -> String {
    let (whole, rest) = (thousandths / 1000, (thousandths % 1000).abs());
    if rest == 0 {
        return whole.to_string();
    }
    let rest = format!("{rest:03}");
    format!("{whole}.{}", rest.trim_end_matches('0'))
}
