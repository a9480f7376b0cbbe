//! Relief that waits for an approval which nobody has to give by any time.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::hinges::{lies_in, stated, unjudged};
use crate::lint::spoken::{acts, spoken};
use crate::lint::{Finding, Text};
use crate::model::clauses::Modality;
use crate::model::ids::ClauseId;
use crate::source::Span;
use crate::syntax::tree::{ConditionKind, Norm};

/// Acts by which an approval is given or refused.
const ANSWERS: [&str; 3] = ["approve", "deny", "consent"];

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    finding(text).into_iter().collect()
}

fn finding(text: &Text<'_>) -> Option<Finding> {
    let model = text.model();
    let relief = acts(model, &["humanitarian_access", "obstruct_aid", "evacuate"]);
    let answers = acts(model, &ANSWERS);
    let spoken = spoken(text);
    let access: Vec<ClauseId> = spoken
        .iter()
        .filter(|own| {
            own.scope
                .regions()
                .iter()
                .any(|region| region.acts.intersects(&relief) && region.acts.is_subset(&relief))
        })
        .map(|own| own.clause)
        .collect();
    let first = *access.first()?;
    let norm_of = |clause: ClauseId| Some(text.clause(clause)?.norm()?.0);
    // The steps of approval, each as a clause of its own or as a condition of the access itself.
    let mut steps: Vec<Span> = Vec::new();
    for own in spoken.iter().filter(|own| own.has_act(&answers) && !own.has_act(&relief)) {
        let Some(norm) = norm_of(own.clause) else { continue };
        if own.modality == Modality::Obligation && has_deadline(norm) {
            return None;
        }
        if own.modality != Modality::Prohibition {
            steps.push(norm.action.spot.0);
        }
    }
    for own in
        stated(text).into_iter().filter(|own| own.clause.is_some_and(|clause| access.contains(&clause)))
    {
        for part in unjudged(own.condition) {
            let waits = match &part.kind {
                ConditionKind::Does { act, .. } => {
                    model.deeds.act_words.get(&act.text).is_some_and(|act| answers.contains(act.index()))
                }
                ConditionKind::Words(words) => {
                    !text.lexicon.find(catalogue::HUMANITARIAN_APPROVAL_GAP.slug, &words.text).is_empty()
                }
                _ => false,
            };
            steps.extend(waits.then_some(part.spot.0));
        }
    }
    for (written, quotation) in text.quotations().filter(|(written, _)| access.contains(&written.id)) {
        let hits = text.lexicon.find(catalogue::HUMANITARIAN_APPROVAL_GAP.slug, quotation.text);
        let own = norm_of(written.id).is_some_and(has_deadline);
        steps.extend(hits.iter().filter(|_| !own).map(|hit| quotation.part(&hit.range)));
    }
    let (step, others) = steps.split_first()?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::HUMANITARIAN_APPROVAL_GAP,
        *step,
        "no time is set in which relief is approved or refused",
    )
    .because("may be left unanswered");
    for &span in others.iter().take(2) {
        diagnostic = diagnostic.and(span, "and this");
    }
    if let Some(norm) = norm_of(first).filter(|norm| !lies_in(*step, norm.action.spot.0)) {
        diagnostic = diagnostic.and(norm.action.spot.0, "the relief that waits for it");
    }
    Some(Finding::plain(
        diagnostic
            .help("set a time for the answer: `PARTY shall approve within 24 hours of each request by BODY`")
            .help("or let notice be enough: `PARTY shall allow humanitarian_access, when notified to PARTY 24 hours before`")
            .note("say as well for what reasons relief may be refused, e.g. `except with weapons`"),
    ))
}

fn has_deadline(norm: &Norm) -> bool {
    norm.qualifiers.iter().any(|own| own.kind.is_deadline())
}
