//! Duties that are met once: acts that bring about a state, what undoes it, and by when they are due.

use super::super::Written;
use crate::model::Model;
use crate::model::duties::{Obligation, Occasions};
use crate::sets::Bits;
use crate::syntax::tree::{ActList, ActionKind, Modal};

/// Acts that are done when a state is reached, each with the acts that undo it, as far as the catalogue has any. Whatever is
/// not among them may go on (`patrol`, `report`), and neither begins nor ends a state.
const STATES: [(&str, &[&str]); 16] = [
    ("withdraw", &["deploy", "advance"]),
    ("separate_forces", &["deploy", "advance"]),
    ("lift_siege", &["besiege"]),
    ("open_route", &["block_route"]),
    ("clear_mines", &["lay_mines"]),
    ("demobilise", &["recruit"]),
    ("disarm", &["acquire"]),
    ("hand_over_weapons", &["acquire"]),
    ("destroy", &["produce", "acquire"]),
    ("release_detainees", &["detain"]),
    ("restore_services", &["destroy_infrastructure"]),
    ("transfer_territory", &["seize_territory"]),
    ("exchange_prisoners", &[]),
    ("return_remains", &[]),
    ("evacuate", &[]),
    ("establish_base", &[]),
];

/// All leaves of acts that are named.
fn leaves<'n>(model: &Model, names: impl IntoIterator<Item = &'n str>) -> Bits {
    let mut leaves = Bits::empty(model.deeds.acts.universe());
    for act in names.into_iter().filter_map(|name| model.deeds.act_words.get(name)) {
        leaves.union_with(&model.deeds.acts.leaves(act.index()));
    }
    leaves
}

/// The acts of a clause.
pub(super) fn acts(model: &Model, list: &ActList) -> Bits {
    leaves(model, list.names.iter().map(|name| name.text.as_str()))
}

/// Whether some acts bring about a state, so that they can be complete.
pub(super) fn bring_about_a_state(model: &Model, acts: &Bits) -> bool {
    !acts.is_empty() && acts.is_subset(&leaves(model, STATES.iter().map(|(act, _)| *act)))
}

/// The acts that undo what some acts bring about.
pub(super) fn undoing(model: &Model, acts: &Bits) -> Bits {
    let mut undoing = Bits::empty(model.deeds.acts.universe());
    for (act, undone_by) in STATES {
        if acts.intersects(&leaves(model, [act])) {
            undoing.union_with(&leaves(model, undone_by.iter().copied()));
        }
    }
    undoing
}

/// What a clause asks somebody to do or to complete once, and not on each of several occasions.
pub(super) fn once<'a>(written: &Written<'a>) -> Option<(&'a ActList, &'a Obligation)> {
    let (norm, when) = written.norm()?;
    let obligation = written.clause.obligation.as_ref()?;
    let (ActionKind::Do(acts) | ActionKind::Complete(acts)) = &norm.action.kind else { return None };
    let single = obligation.occasions == Occasions::Once
        && obligation.lasting.is_none()
        && obligation.quantity.is_none();
    (norm.modal == Modal::Shall && when.is_none() && single).then_some((acts, obligation))
}
