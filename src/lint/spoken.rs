//! What clauses speak of, as sets of facts: what they forbid, permit and require, whether or not it can be judged yet.

use super::Text;
use crate::model::Model;
use crate::model::actors::ActorOrigin;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::descriptions::Description;
use crate::model::ids::ClauseId;
use crate::scope::{Region, Scope, universe};
use crate::sets::Bits;
use crate::syntax::tree::ActorRole;

/// What one clause speaks of.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// The clause.
    pub clause: ClauseId,
    /// What it does with it. To prevent what others do counts as forbidding it to them.
    pub modality: Modality,
    /// The facts; of a clause that is too complex, a box that holds them.
    pub scope: Scope,
}

impl Spoken {
    /// Whether some fact of it is one of these acts.
    pub fn has_act(&self, acts: &Bits) -> bool {
        self.scope.regions().iter().any(|region| region.acts.intersects(acts))
    }
}

/// What every clause speaks of, in the order of the text. It is worked out once for all rules.
pub fn spoken<'t>(text: &'t Text<'_>) -> &'t [Spoken] {
    text.spoken.get_or_init(|| worked_out(text))
}

fn worked_out(text: &Text<'_>) -> Vec<Spoken> {
    let compiler = text.draft.compiler(None);
    let of = |description: &Description| {
        compiler.scope(description).unwrap_or_else(|_| Scope::from(compiler.bound(description)))
    };
    let clauses = text.model().clauses.iter().enumerate();
    clauses
        .filter_map(|(index, clause)| {
            let (modality, scope) = match (&clause.kind, &clause.prevents, &clause.asks) {
                (ClauseKind::Conduct { modality, scope, .. }, ..) => (*modality, of(scope)),
                (_, Some(prevented), _) => (Modality::Prohibition, of(prevented)),
                (_, _, Some(asked)) => (Modality::Obligation, of(&asked.deed)),
                (ClauseKind::Duty(duty), ..) => (Modality::Obligation, of(&duty.deed)),
                (ClauseKind::NotEvaluated { modality: Some(modality), scope: Some(scope), .. }, ..) => {
                    (*modality, of(scope))
                }
                _ => return None,
            };
            Some(Spoken { clause: ClauseId::at(index), modality, scope })
        })
        .collect()
}

/// The leaves of acts of the standard catalogue, by their names; none where an agreement does not use it.
pub fn acts(model: &Model, names: &[&str]) -> Bits {
    let mut leaves = Bits::empty(model.deeds.acts.universe());
    for act in names.iter().filter_map(|name| model.deeds.act_words.get(*name)) {
        leaves.union_with(&model.deeds.acts.leaves(act.index()));
    }
    leaves
}

/// Those who may fight: parties, third parties, and whoever else belongs to a group.
pub fn fighters(model: &Model) -> Bits {
    let may_fight = |origin: ActorOrigin| {
        matches!(
            origin,
            ActorOrigin::Declared(ActorRole::Party | ActorRole::ThirdParty) | ActorOrigin::OtherMemberOf(_)
        )
    };
    let leaves = model.actors.leaves.iter().enumerate();
    Bits::of(model.actors.len(), leaves.filter(|(_, own)| may_fight(own.origin)).map(|(index, _)| index))
}

/// Every fact of these acts between two of those who may fight.
pub fn between_fighters(model: &Model, acts: Bits) -> Region {
    let fighters = fighters(model);
    let targets = Bits::of(model.targets(), fighters.iter());
    Region { actors: fighters, targets, acts, ..Region::whole(&universe(model)) }
}

/// Clauses that forbid some of those who may fight to attack others as such: whatever the kind of attack and the weapon.
pub fn forbidding_attacks(text: &Text<'_>, spoken: &[Spoken]) -> Vec<ClauseId> {
    let model = text.model();
    let Some(attack) = model.deeds.act_words.get("attack") else { return Vec::new() };
    let general = Bits::single(model.deeds.acts.universe(), attack.index());
    let between = between_fighters(model, general);
    let forbids = spoken.iter().filter(|own| {
        let mut regions = own.scope.regions().iter();
        own.modality == Modality::Prohibition
            && regions.any(|region| region.means.is_full() && region.intersects(&between))
    });
    forbids.map(|own| own.clause).collect()
}
