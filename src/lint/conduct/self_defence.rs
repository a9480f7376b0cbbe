//! How self-defence is told in a text: by its name, or as a reply to an attack.

use crate::catalogue;
use crate::lint::Text;
use crate::lint::hinges::{Meant, unjudged};
use crate::syntax::tree::{Condition, ConditionKind};

/// Whether words name it.
pub(super) fn is_named(text: &Text<'_>, words: &str) -> bool {
    !text.lexicon.find(catalogue::SELF_DEFENCE_UNBOUNDED.slug, words).is_empty()
}

/// Whether a condition is a reply to an act of the target, or words for it.
pub(super) fn is_meant(text: &Text<'_>, condition: &Condition) -> bool {
    unjudged(condition).iter().any(|part| match &part.kind {
        ConditionKind::Reply { .. } => true,
        ConditionKind::Words(words) => is_named(text, &words.text),
        _ => false,
    })
}

/// Whether something outside the judgement of whoever invokes a condition decides it: a time, a place, a person, a judge. Of
/// conditions that hold together one that does is enough; of alternatives each must.
pub(super) fn is_bounded(condition: &Condition, terms: &[Meant<'_>], depth: usize) -> bool {
    const DEEPEST: usize = 64;
    if depth > DEEPEST {
        return true;
    }
    let bounded = |own: &Condition| is_bounded(own, terms, depth + 1);
    match &condition.kind {
        ConditionKind::Words(_) => false,
        ConditionKind::All(parts) => parts.iter().any(bounded),
        ConditionKind::Any(parts) => parts.iter().all(bounded),
        ConditionKind::Term(name) => {
            let term = terms.iter().find(|term| term.title == name.text);
            term.is_none_or(|term| !term.meanings.is_empty() && term.meanings.iter().all(|&own| bounded(own)))
        }
        _ => true,
    }
}
