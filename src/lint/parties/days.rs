//! One deed on two days, between which something changes: what a clause makes of it then and then.

use crate::lint::readings::comes_to;
use crate::lint::{Claim, Parting, Reading, Text};
use crate::model::clauses::Modality;
use crate::model::ids::ActorId;
use crate::model::time::{self, Seconds};
use crate::scope::{Fact, Region, Rule, in_words, witness};
use crate::sets::{Bits, Intervals};

/// Somebody at an instant, with how a reader is told who it is: "the same fighters on {day}, as Union".
pub(super) struct Then<'a> {
    pub actor: ActorId,
    pub at: Seconds,
    /// `{day}` stands for the day.
    pub told: &'a str,
}

/// A deed by or against somebody that some clause covers at the one instant, and does not at the other. Clauses that permit are
/// asked first where `permissions_first`.
pub(super) fn parting(
    text: &Text<'_>,
    covered: &Then<'_>,
    not: &Then<'_>,
    permissions_first: bool,
) -> Option<Parting> {
    let rules = &text.draft.readings.first()?.rules;
    let of = |modality| rules.iter().filter(move |rule: &&Rule| rule.modality == modality);
    let order = match permissions_first {
        true => [Modality::Permission, Modality::Prohibition],
        false => [Modality::Prohibition, Modality::Permission],
    };
    order
        .into_iter()
        .flat_map(of)
        .find_map(|rule| [true, false].into_iter().find_map(|acts| under(text, rule, covered, not, acts)))
}

fn under(text: &Text<'_>, rule: &Rule, covered: &Then<'_>, not: &Then<'_>, acts: bool) -> Option<Parting> {
    let (model, universe) = (text.model(), text.draft.universe());
    let mut side = Region { time: Intervals::point(covered.at), ..Region::whole(&universe) };
    if acts {
        side.actors = Bits::single(universe.actors, covered.actor.index());
        side.targets.remove(covered.actor.index());
    } else {
        side.targets = Bits::single(universe.targets, covered.actor.index());
        side.actors.remove(covered.actor.index());
    }
    let region = rule.effective.regions().iter().find_map(|own| own.intersection(&side))?;
    let fact = witness(model, &region)?;
    let other = match acts {
        true => Fact { actor: not.actor.index(), time: not.at, ..fact.clone() },
        false => Fact { target: not.actor.index(), time: not.at, ..fact.clone() },
    };
    if rule.effective.contains(&other) {
        return None;
    }
    let told = |then: &Then<'_>| then.told.replace("{day}", &time::in_words(then.at, &model.time_zone));
    let incident = in_words(model, &fact, Some(&region));
    // The dates stand with the readings.
    let incident = incident.split_once(": ").map_or(incident.as_str(), |(_, incident)| incident).to_owned();
    Some(Parting {
        incident,
        readings: [
            Reading {
                taken: told(covered),
                comes_to: comes_to(text.draft, rule, &fact, true),
                claim: Claim::Covered { clause: rule.clause, fact },
            },
            Reading {
                taken: told(not),
                comes_to: comes_to(text.draft, rule, &other, false),
                claim: Claim::NotCovered { clause: rule.clause, fact: other },
            },
        ],
    })
}
