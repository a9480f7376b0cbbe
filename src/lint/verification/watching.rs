//! Who watches and who says what a violation was: the clauses that empower somebody to it.

use crate::catalogue;
use crate::lint::Text;
use crate::lint::hinges::stated;
use crate::lint::spoken::{Spoken, acts, spoken};
use crate::model::clauses::Modality;
use crate::syntax::tree::{Condition, ConditionKind, NameList, QualifierKind, RefList};

/// Acts by which somebody says whether there was a violation, and who did it.
const DETERMINING: [&str; 5] = ["assess", "verify", "attribute", "investigate", "certify"];

/// Clauses that have, or let, somebody determine what happened.
pub(super) fn determining(text: &Text<'_>) -> Vec<Spoken> {
    let determining = acts(text.model(), &DETERMINING);
    let empowers = |own: &&Spoken| {
        own.modality != Modality::Prohibition
            && own.scope.regions().iter().any(|region| region.acts.is_subset(&determining))
    };
    spoken(text).iter().filter(empowers).cloned().collect()
}

/// The names of those by whose judgement a clause, or a condition, stands or falls.
pub(super) fn judges<'a>(text: &Text<'a>) -> (Vec<&'a RefList>, Vec<&'a NameList>) {
    let of_clauses =
        text.norms().flat_map(|(_, norm, _)| &norm.qualifiers).filter_map(|own| match &own.kind {
            QualifierKind::JudgedBy(names) => Some(names),
            _ => None,
        });
    let mut of_conditions = Vec::new();
    let terms = crate::lint::hinges::terms(text);
    let conditions: Vec<&Condition> = stated(text)
        .into_iter()
        .map(|own| own.condition)
        .chain(terms.into_iter().flat_map(|term| term.meanings))
        .collect();
    for condition in conditions {
        let mut open = vec![condition];
        while let Some(next) = open.pop() {
            match &next.kind {
                ConditionKind::Any(parts) | ConditionKind::All(parts) => open.extend(parts),
                ConditionKind::Not(inner) => open.push(inner),
                ConditionKind::Judged { by, .. } => of_conditions.push(by),
                _ => {}
            }
        }
    }
    (of_clauses.collect(), of_conditions)
}

/// Whether the official wording says that somebody determines, verifies or inquires.
pub(super) fn is_quoted(text: &Text<'_>) -> bool {
    text.quotations()
        .any(|(_, quotation)| !text.lexicon.find(catalogue::NO_DETERMINER.slug, quotation.text).is_empty())
}
