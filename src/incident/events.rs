//! What the event datasets have in common: codes that leave something open, and the catalogue of acts beside theirs.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::incident::names::NameBook;
use crate::incident::record::NameKind;
use crate::incident::values::{self, short};
use crate::model::Model;
use crate::model::actors::ActorOrigin;
use crate::model::clauses::{Where, Who};
use crate::model::ids::{ActId, ActorId};
use crate::model::standard::StandardAct;
use crate::sets::Bits;
use crate::syntax::tree::ActorRole;

/// How far from a settlement's point an event in it may lie, in kilometres. A choice, since the datasets have no bound: most
/// of their settlements are villages, which are smaller, and the outskirts of a great city may lie further out. Where that
/// matters to an agreement, the report stands beside the city's own zone in a canonical log.
pub const SETTLEMENT_RADIUS_KM: f64 = 5.0;

/// How far from a point an event "near" it may lie, in kilometres: the bound of UCDP's codebook for `where_prec` 2, and by
/// analogy that of datasets that have none.
pub const VICINITY_RADIUS_KM: f64 = 25.0;

/// The name under which datasets have civilians.
pub(super) const CIVILIANS: &str = "Civilians";

/// The acts of the catalogue that the agreement has; nothing where it has none of them, and an event could be anything.
pub(super) fn aligned(model: &Model, standard: &[&StandardAct]) -> Option<Vec<ActId>> {
    let acts: Vec<ActId> =
        standard.iter().filter_map(|act| model.deeds.act_words.get(act.id).copied()).collect();
    (!acts.is_empty()).then_some(acts)
}

/// All kinds of some acts, as leaves.
pub(super) fn leaves<'a>(model: &Model, acts: impl IntoIterator<Item = &'a ActId>) -> Bits {
    let mut leaves = Bits::empty(model.deeds.acts.universe());
    for act in acts {
        leaves.union_with(&model.deeds.acts.leaves(act.index()));
    }
    leaves
}

/// What is no conduct that any act describes: words, demonstrations.
pub(super) fn no_act(model: &Model) -> ActId {
    ActId::at(model.deeds.acts.unclassed())
}

/// Who civilians may be in an agreement that has no such name: whoever it protects, or somebody it does not mention.
pub(super) fn civilians(model: &Model) -> Vec<Who> {
    let role = |actor: &ActorOrigin| *actor == ActorOrigin::Declared(ActorRole::Protected);
    let leaves = model.actors.leaves.iter().enumerate();
    let protected = leaves.filter(|(_, actor)| role(&actor.origin)).map(|(index, _)| ActorId::at(index));
    protected.chain([model.actors.outsider()]).map(Who::Actor).collect()
}

/// The sentence on acts that the catalogue does not know, where the agreement has any.
pub(super) fn acts_of_its_own(model: &Model, dataset: &str) -> Option<String> {
    let mut standing_alone =
        model.deeds.acts.iter().filter(|(_, class)| !class.standard && class.parents.is_empty());
    standing_alone.next().map(|_| {
        format!(
            "Acts that the agreement declares under no act of the standard catalogue are not among what {dataset} records."
        )
    })
}

/// A code from 1 up.
pub(super) fn code(value: Option<&str>, name: &str, highest: u8) -> Result<u8, String> {
    let value = value.unwrap_or("");
    let code = value.parse::<u8>().ok().filter(|code| (1..=highest).contains(code));
    code.ok_or_else(|| format!("`{name}` is `{}`, which is no code from 1 to {highest}", short(value)))
}

/// The surroundings of a point. Each coordinate comes with the name of its column.
pub(super) fn around(
    (latitude_column, latitude): (&str, Option<&str>),
    (longitude_column, longitude): (&str, Option<&str>),
    radius_km: f64,
) -> Result<Where, String> {
    let latitude = values::degrees(latitude_column, latitude.unwrap_or(""), 90.0, false)?;
    let longitude = values::degrees(longitude_column, longitude.unwrap_or(""), 180.0, false)?;
    Ok(Where::Near { longitude, latitude, radius_m: radius_km * 1000.0 })
}

/// The zone of the narrowest of these units that the agreement has; anywhere where it has none. That a province or a
/// country is not known is counted; that a district is not is no wonder.
pub(super) fn narrowest_zone(
    names: &mut NameBook<'_>,
    district: Option<&str>,
    wider: &[Option<&str>],
) -> Option<Vec<Where>> {
    if let Some(zones) = district.and_then(|name| names.zones(name)) {
        return Some(zones);
    }
    for name in wider.iter().copied().flatten() {
        if let Some(zones) = names.zones(name) {
            return Some(zones);
        }
        names.count_unknown(NameKind::Place, name);
    }
    None
}

/// The first and the last day of a time of which one day or a part is given. Where that spans less than `least_days`, it
/// is widened either way so that every span of `most_days` which contains it lies within.
pub(super) fn widened(first: Date, last: Date, least_days: i64, most_days: i64) -> Option<(Date, Date)> {
    let days = i64::from(first.until(last).ok()?.get_days()) + 1;
    if days >= least_days {
        return Some((first, last));
    }
    let slack = (most_days - days).days();
    Some((first.checked_sub(slack).ok()?, last.checked_add(slack).ok()?))
}
