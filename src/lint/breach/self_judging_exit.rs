//! Ways out of the agreement that hang on what one of its parties holds to be so.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::conditions::{self, Decides};
use crate::lint::quotation::Quotation;
use crate::lint::{Finding, Text};
use crate::model::actors::ActorOrigin;
use crate::model::names::Named;
use crate::source::Span;
use crate::syntax::tree::{self, ActorRole, Condition, ConditionKind, NameList};

const MEND: &str =
    "say what must have happened: `ends when a party violates NUMBER at least 3 times within 14 days`";
const OR: &str = "or let another one say it: `ends when \"WORDS\", as judged by BODY`, and how long before it takes effect";

/// One finding for the way out: what the text quotes of it and what its sentence says are one.
pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let ends: Vec<&Condition> = conditions::all(text)
        .into_iter()
        .filter(|placed| placed.decides == Decides::End)
        .map(|placed| placed.condition)
        .collect();
    let mut places: Vec<(Span, &str)> = Vec::new();
    for end in &ends {
        places.extend(judged_by_a_party(text, end).map(|span| (span, "one of the parties judges it")));
        for (words, _) in conditions::quoted(end).into_iter().filter(|(_, span)| !is_judged(end, *span)) {
            places.extend(beliefs(text, words).into_iter().map(|span| (span, "a belief, and no test")));
        }
    }
    for written in text.clauses() {
        let Some(wording) = &written.tree.wording else { continue };
        let quotation = Quotation::new(text.draft.sources, wording);
        // The words of a belief are found where the sentence speaks of leaving.
        if !text.lexicon.find(LEAVING, quotation.text).is_empty() {
            places.extend(beliefs(text, wording).into_iter().map(|span| (span, "a belief, and no test")));
        }
    }
    let Some(((span, label), others)) = places.split_first() else { return Vec::new() };
    let mut diagnostic =
        Diagnostic::new(&catalogue::SELF_JUDGING_EXIT, *span, "the way out hangs on what one side believes")
            .because(*label);
    for (span, _) in others.iter().take(3) {
        diagnostic = diagnostic.and(*span, "and here");
    }
    vec![Finding::plain(diagnostic.help(MEND).help(OR))]
}

/// The key of the lexicon for words of leaving.
const LEAVING: &str = "self-judging-exit/leaving";

fn beliefs(text: &Text<'_>, words: &tree::Text) -> Vec<Span> {
    let quotation = Quotation::new(text.draft.sources, words);
    let hits = text.lexicon.find(catalogue::SELF_JUDGING_EXIT.slug, quotation.text);
    hits.into_iter().map(|hit| quotation.part(&hit.range)).collect()
}

/// Where a condition leaves it to parties, and to them alone, to say whether it holds.
fn judged_by_a_party(text: &Text<'_>, condition: &Condition) -> Option<Span> {
    conditions::parts(condition).into_iter().find_map(|part| match &part.kind {
        ConditionKind::Judged { by, .. } if all_are_parties(text, by) && by.names.len() == 1 => {
            Some(by.spot.0)
        }
        _ => None,
    })
}

/// Whether words of a condition are left to somebody.
fn is_judged(condition: &Condition, words: Span) -> bool {
    conditions::parts(condition).into_iter().any(|part| match &part.kind {
        ConditionKind::Judged { what, .. } => {
            what.spot.0.start <= words.start && words.end <= what.spot.0.end
        }
        _ => false,
    })
}

fn all_are_parties(text: &Text<'_>, names: &NameList) -> bool {
    names.names.iter().all(|name| match text.model().names.get(&name.text) {
        Some(Named::Actor(actor)) => {
            let leaf = text.model().actors.leaves.get(actor.index());
            leaf.is_some_and(|leaf| leaf.origin == ActorOrigin::Declared(ActorRole::Party))
        }
        _ => false,
    })
}
