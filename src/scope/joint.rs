//! How a text sees a fact of a [joint model](crate::model::joint).

use super::Fact;
use crate::model::Model;
use crate::model::ids::ActorId;
use crate::model::joint::{Joint, Side};

/// The fact that a joint fact is for one of the two texts, `text` being the model that was joined. It lies in the scope of a
/// clause of that text exactly when the joint fact lies in the scope of the joint clause.
///
/// Nothing where the text sees the act or the means as several at once: a class that it does not know, and that is a
/// kind of several which it knows.
#[must_use]
pub fn image(joint: &Joint, side: Side, text: &Model, fact: &Fact) -> Option<Fact> {
    let view = joint.view(side);
    let own = |actor: usize| view.actor(ActorId::at(actor)).index();
    let nobody = fact.target == joint.model.actors.len();
    let (&[act], &[means]) = (view.acts(fact.act), view.means(fact.means)) else { return None };
    let measures = view.measures().filter_map(|(own, joint)| Some((own, *fact.measures.get(&joint)?)));
    let literals = view.literals().filter_map(|(own, joint)| Some((own, *fact.literals.get(&joint)?)));
    Some(Fact {
        actor: own(fact.actor),
        act,
        target: if nobody { text.actors.len() } else { own(fact.target) },
        means,
        cell: view.cell(text, &joint.model, fact.cell),
        time: fact.time,
        measures: measures.collect(),
        literals: literals.collect(),
    })
}
