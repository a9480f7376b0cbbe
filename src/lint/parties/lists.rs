//! Terms that stand for a category of groups, and whom each reader takes them to name.

use crate::lint::Text;
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId, TermId};
use crate::model::names::Named;
use crate::sets::Bits;
use crate::syntax::tree::{NameRef, Preposition, QualifierKind};

/// Whom the term names whatever else is the case, as a reader has it; as written without one. Nothing where that is too complex.
pub(super) fn named(text: &Text<'_>, term: TermId, reader: Option<ActorId>) -> Option<Bits> {
    let universe = text.draft.universe();
    let scope = text.draft.compiler(reader).scope(&Description::Term(term)).ok()?;
    let mut set = Bits::empty(universe.targets);
    for region in scope.regions() {
        let by_name = region.literals.is_empty()
            && region.measures.is_empty()
            && region.cells.is_full()
            && region.acts.is_full()
            && region.means.is_full();
        if by_name && !region.targets.is_full() {
            set.union_with(&region.targets);
        }
    }
    Some(set)
}

/// The clauses of which the object, to which something is done, is a term: which term, and by which clause. A clause that leaves
/// it to somebody to judge names who decides.
pub(super) fn done_to(text: &Text<'_>) -> Vec<(TermId, ClauseId)> {
    let mut found = Vec::new();
    for (written, norm, _) in text.norms() {
        if norm.qualifiers.iter().any(|own| matches!(own.kind, QualifierKind::JudgedBy(_))) {
            continue;
        }
        let whom = norm.action.objects.iter().filter(|object| {
            matches!(
                object.preposition,
                None | Some(Preposition::Against | Preposition::Of | Preposition::On | Preposition::To)
            )
        });
        for reference in whom.flat_map(|object| &object.refs.refs) {
            let name = match reference {
                NameRef::Name(name) => &name.text,
                NameRef::Text(words) => &words.text,
                _ => continue,
            };
            if let Some(Named::Term(term)) = text.model().names.get(name) {
                found.push((term, written.id));
            }
        }
    }
    found
}

/// Whether readers take the term to name others: for each, whom.
pub(super) fn readings(text: &Text<'_>, term: TermId) -> Option<Vec<(ActorId, Bits)>> {
    let mut lists = Vec::new();
    let Description::Read { by, .. } = &text.model().terms.get(term.index())?.meaning else { return None };
    for &reader in by.keys() {
        lists.push((reader, named(text, term, Some(reader))?));
    }
    let differ = lists.windows(2).any(|pair| matches!(pair, [(_, one), (_, other)] if one != other));
    differ.then_some(lists)
}
