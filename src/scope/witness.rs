//! One fact out of many, to show to people; and a fact in words.

use std::collections::BTreeMap;

use super::naming::lower;
use super::{Fact, Region};
use crate::model::Model;
use crate::model::descriptions::LiteralKind;
use crate::model::ids::{ActorId, ZoneId};
use crate::model::time::{self, Seconds};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};

/// A fact of a box that a reader can picture, always the same one: an actor and a target with a name where there is one, an act
/// that has no kinds of its own, a cell of some zone, the first instant from which it holds. It names every measure and
/// condition that the box restricts. Nothing where the box is empty.
#[must_use]
pub fn witness(model: &Model, region: &Region) -> Option<Fact> {
    let act = act_of(model, &region.acts)?;
    let measures = region.measures.iter().map(|(&id, numbers)| Some((id, numbers.sample()?)));
    Some(Fact {
        actor: somebody(model, &region.actors)?,
        act,
        target: somebody(model, &region.targets)?,
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

/// An act that is not divided further, if there is one.
fn act_of(model: &Model, set: &Bits) -> Option<usize> {
    let acts = &model.deeds.acts;
    set.iter().find(|&leaf| leaf != acts.unclassed() && !acts.has_kinds(leaf)).or_else(|| set.first())
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
    let mut words = format!(
        "{} {}: {}, {}",
        time::in_words(fact.time, &model.time_zone),
        model.time_zone_name,
        model.actors.title(ActorId::at(fact.actor)),
        lower(&model.deeds.acts.leaf_title(fact.act)),
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
    for (&literal, &holds) in &fact.literals {
        if let Some(literal) = model.literals.get(literal.index()) {
            words += if holds { ", if " } else { ", if not: " };
            words += &match literal.kind {
                LiteralKind::Delimitation(zone) => {
                    format!("the place belongs to {}", model.places.title(zone))
                }
                LiteralKind::Condition | LiteralKind::Reading(_) | LiteralKind::Force => {
                    literal.words.clone()
                }
            };
        }
    }
    words
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
