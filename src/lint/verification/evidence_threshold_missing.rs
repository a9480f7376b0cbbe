//! A party may lose its protection for violations, and nothing says how sure it must be that it committed them.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::hinges::{terms, unjudged};
use crate::lint::spoken::acts;
use crate::lint::{Finding, Text};
use crate::source::Span;
use crate::syntax::tree::{ActList, ActionKind, ClauseBody, ConditionKind, Norm, StatusChange};

/// What follows from violations and weighs so much that it must be certain what happened.
const GRAVE: [&str; 2] = ["refer", "exclude"];

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    finding(text).into_iter().collect()
}

fn finding(text: &Text<'_>) -> Option<Finding> {
    let standard =
        |words: &str| !text.lexicon.find(catalogue::EVIDENCE_THRESHOLD_MISSING.slug, words).is_empty();
    let grave: Vec<Span> =
        text.clauses().iter().filter_map(|written| grave(text, &written.tree.body)).collect();
    let (first, others) = grave.split_first()?;
    let said =
        text.quotations().any(|(_, quotation)| standard(quotation.text))
            || terms(text).iter().any(|term| {
                standard(term.title)
                    || term.meanings.iter().flat_map(|own| unjudged(own)).any(
                        |part| matches!(&part.kind, ConditionKind::Words(words) if standard(&words.text)),
                    )
            })
            || crate::lint::hinges::stated(text)
                .iter()
                .any(|own| standard(text.draft.sources.words(own.condition.spot.0)))
            || !text.draft.instruments.is_empty();
    if said {
        return None;
    }
    let mut diagnostic = Diagnostic::new(
        &catalogue::EVIDENCE_THRESHOLD_MISSING,
        *first,
        "no clause says how sure a violation must be",
    )
    .because("follows from a violation");
    for &span in others.iter().take(3) {
        diagnostic = diagnostic.and(span, "and this");
    }
    Some(Finding::plain(
        diagnostic
            .help("say what has to be established: `when a covered party violates 1 and \"two independent sources confirm it\"`")
            .help("or state the standard: `NUMBER \"A violation is found at a confidence of 80 per cent\" stated only`"),
    ))
}

/// The words by which a party is put before somebody who decides about it, or loses or gains its protection, for what it did.
fn grave(text: &Text<'_>, body: &ClauseBody) -> Option<Span> {
    let grave = acts(text.model(), &GRAVE);
    match body {
        ClauseBody::StatusChange {
            when,
            status: StatusChange::NoLongerCovered | StatusChange::Excluded,
            ..
        } => violates(when).then_some(when.spot.0),
        ClauseBody::Consequence { when, norm } => {
            let names = act_names(norm)?;
            let of = |name: &crate::syntax::tree::Name| {
                let act = text.model().deeds.act_words.get(&name.text)?;
                Some(grave.contains(act.index()))
            };
            (violates(when) && names.names.iter().any(|name| of(name) == Some(true)))
                .then_some(norm.action.spot.0)
        }
        _ => None,
    }
}

fn violates(when: &crate::syntax::tree::Condition) -> bool {
    unjudged(when)
        .iter()
        .any(|part| matches!(part.kind, ConditionKind::Violates { .. } | ConditionKind::Clauses(_)))
}

fn act_names(norm: &Norm) -> Option<&ActList> {
    match &norm.action.kind {
        ActionKind::Do(acts) => Some(acts),
        _ => None,
    }
}
