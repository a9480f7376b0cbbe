//! Movements and flights that are permitted and of which nobody need be told.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::hinges::{stated, terms, unjudged};
use crate::lint::spoken::{acts, fighters, spoken};
use crate::lint::{Finding, Text};
use crate::model::clauses::Modality;
use crate::syntax::tree::{Condition, ConditionKind};

/// What the other side may take for something else when it sees it: forces and weapons on the move, aircraft, people leaving.
const MOVEMENTS: [&str; 5] = ["move_forces", "fly", "evacuate", "safe_passage", "exercise"];

/// Acts by which somebody is told.
const TELLING: [&str; 5] = ["notify", "announce", "exchange_information", "submit", "request"];

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let model = text.model();
    let movements = acts(model, &MOVEMENTS);
    let telling = acts(model, &TELLING);
    let fighters = fighters(model);
    let spoken = spoken(text);
    let is_told = |own: &&crate::lint::spoken::Spoken| {
        own.modality == Modality::Obligation
            && own.scope.regions().iter().any(|region| {
                region.acts.intersects(&telling)
                    && !region.acts.is_full()
                    && region.actors.intersects(&fighters)
            })
    };
    if spoken.iter().any(|own| is_told(&own)) {
        return Vec::new();
    }
    let terms = terms(text);
    let notified = |condition: &Condition| {
        unjudged(condition).iter().any(|part| match &part.kind {
            ConditionKind::Notified { .. } | ConditionKind::Does { .. } => true,
            ConditionKind::Words(words) => tells(text, &words.text),
            ConditionKind::Term(name) => {
                let term = terms.iter().find(|term| term.title == name.text);
                term.is_some_and(|term| {
                    term.meanings.iter().flat_map(|own| unjudged(own)).any(|part| match &part.kind {
                        ConditionKind::Notified { .. } => true,
                        ConditionKind::Words(words) => tells(text, &words.text),
                        _ => false,
                    })
                })
            }
            _ => false,
        })
    };
    let conditions = stated(text);
    let permitted = spoken.iter().filter(|own| {
        own.modality == Modality::Permission
            && own.scope.regions().iter().any(|region| {
                region.acts.intersects(&movements)
                    && region.acts.is_subset(&movements)
                    && region.actors.intersects(&fighters)
            })
    });
    let open: Vec<_> = permitted
        .filter(|own| {
            let told = conditions.iter().any(|one| one.clause == Some(own.clause) && notified(one.condition));
            let quoted = text.clause(own.clause).and_then(|written| written.clause.wording.as_deref());
            !told && !quoted.is_some_and(|words| tells(text, words))
        })
        .filter_map(|own| Some(text.clause(own.clause)?.norm()?.0))
        .collect();
    let Some((first, others)) = open.split_first() else { return Vec::new() };
    let mut diagnostic = Diagnostic::new(
        &catalogue::NOTICE_MISSING,
        first.action.spot.0,
        "movement is permitted and nobody need be told of it",
    )
    .because("permitted without notice");
    for norm in others.iter().take(3) {
        diagnostic = diagnostic.and(norm.action.spot.0, "and this");
    }
    vec![Finding::plain(
        diagnostic
            .help("permit it after notice: `..., when notified to BODY 24 hours before`")
            .help("or have it told in a clause of its own: `PARTY shall notify BODY by DATE`"),
    )]
}

/// Whether words speak of notice.
fn tells(text: &Text<'_>, words: &str) -> bool {
    !text.lexicon.find(catalogue::NOTICE_MISSING.slug, words).is_empty()
}
