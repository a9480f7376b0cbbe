//! Movement that is forbidden with no word on what forces do every day: they are rotated and supplied, and the wounded leave.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::spoken::{Spoken, acts, fighters, spoken};
use crate::lint::{Finding, Text};
use crate::model::clauses::Modality;

/// What goes on under every truce, and how a sentence calls it.
const EVERYDAY: [(&str, &str); 3] = [
    ("rotate_forces", "rotation"),
    ("resupply", "resupply"),
    ("medical_evacuation", "evacuation of the wounded"),
];

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    finding(text).into_iter().collect()
}

fn finding(text: &Text<'_>) -> Option<Finding> {
    let model = text.model();
    let (movement, away) = (acts(model, &["move_forces"]), acts(model, &["withdraw", "separate_forces"]));
    let whole = movement.clone();
    let movement = movement.difference(&away);
    let fighters = fighters(model);
    let spoken = spoken(text);
    // Who may not bring tanks may still bring bread: only what forbids movement whatever is moved stops everyday life.
    let stops = |own: &&Spoken| {
        own.modality == Modality::Prohibition
            && own.scope.regions().iter().any(|region| {
                region.acts.intersects(&movement)
                    && !region.acts.is_full()
                    && region.means.is_full()
                    && region.actors.intersects(&fighters)
            })
    };
    let forbids: Vec<_> = spoken.iter().filter(stops).collect();
    let first = forbids.first()?;
    let unsaid: Vec<&str> = EVERYDAY
        .iter()
        .filter(|(act, _)| {
            let act = acts(model, &[act]);
            !act.is_empty()
                && !spoken.iter().any(|own| {
                    own.scope.regions().iter().any(|region| {
                        // A clause that names it, or that permits or requires what it belongs to, has decided it.
                        let named = own.modality != Modality::Prohibition || !whole.is_subset(&region.acts);
                        named && region.acts.intersects(&act)
                    })
                })
        })
        .map(|(_, words)| *words)
        .collect();
    if unsaid.len() < EVERYDAY.len() {
        return None;
    }
    let (norm, _) = text.clause(first.clause)?.norm()?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::PERMITTED_ACTS_MISSING,
        norm.action.spot.0,
        "rotation, resupply and care of wounded are unsaid",
    )
    .because("forbidden, and nothing is permitted");
    for own in forbids.iter().skip(1).take(3) {
        let Some((norm, _)) = text.clause(own.clause).and_then(|written| written.norm()) else { continue };
        diagnostic = diagnostic.and(norm.action.spot.0, "and here");
    }
    let label = text.draft.label(first.clause);
    Some(Finding::plain(
        diagnostic
            .help(format!(
                "permit what goes on: `each of PARTIES may rotate_forces or resupply, notwithstanding {label}`"
            ))
            .help("or say that it is forbidden too: `each of PARTIES shall not rotate_forces or resupply`"),
    ))
}
