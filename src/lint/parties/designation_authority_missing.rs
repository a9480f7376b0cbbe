//! Categories of groups that are outside the protection, of which nobody says who belongs to them.

use std::collections::BTreeMap;

use super::lists::{done_to, readings};
use crate::catalogue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::draft::instruments::clipped;
use crate::lint::conditions;
use crate::lint::{Finding, Text};
use crate::model::actors::ActorOrigin;
use crate::model::descriptions::Description;
use crate::model::ids::{ClauseId, TermId};
use crate::model::names::Named;
use crate::syntax::tree::{Modal, Name, StatementKind};

const MEND: &str = "name the list and who keeps it: `excluded NAMES, designated by \"BODY\"`, and say `excluded` in the clauses";
const OR: &str = "or say in a clause who decides, and by when: `BODY shall designate NAMES by DATE`";

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    if conditions::speaks_of_act(text, "designate") {
        return Vec::new();
    }
    let lists = text.sentences(|statement| match statement {
        StatementKind::Excluded { members, designated_by: None } => Some(members),
        _ => None,
    });
    let open = lists.flat_map(|(_, members)| members).filter_map(|member| open_list(text, &member.name));
    let mut findings: Vec<Finding> = open.collect();
    let mut used: BTreeMap<TermId, Vec<ClauseId>> = BTreeMap::new();
    for (term, clause) in done_to(text) {
        // What is forbidden against a category protects it: that it is open is another matter.
        let protects = text.clause(clause).and_then(|written| written.norm());
        if protects.is_some_and(|(norm, _)| norm.modal != Modal::ShallNot) {
            used.entry(term).or_default().push(clause);
        }
    }
    findings.extend(used.into_iter().filter_map(|(term, clauses)| category(text, term, &clauses)));
    findings
}

/// A group with members whom no list names, excluded as a whole.
fn open_list(text: &Text<'_>, name: &Name) -> Option<Finding> {
    let actors = &text.model().actors;
    let Some(Named::Group(group)) = text.model().names.get(&name.text) else { return None };
    actors.leaves.iter().find(|actor| actor.origin == ActorOrigin::OtherMemberOf(group))?;
    let group = actors.groups.get(group.index())?;
    let title = format!("nobody decides who else is of `{}`", clipped(&name.text, 20));
    let diagnostic = Diagnostic::new(&catalogue::DESIGNATION_AUTHORITY_MISSING, name.spot.0, title)
        .because("excluded, by nobody's list")
        .and(group.span, "its list is open")
        .help(MEND)
        .help(OR);
    Some(Finding::plain(diagnostic))
}

/// A term for groups that has no meaning in the text, or another one for each reader.
fn category(text: &Text<'_>, term: TermId, clauses: &[ClauseId]) -> Option<Finding> {
    let declared = text.model().terms.get(term.index())?;
    let without_meaning = matches!(declared.meaning, Description::Literal(_));
    if !without_meaning && readings(text, term).is_none() {
        return None;
    }
    let title = format!("nobody decides who `{}` are", clipped(&declared.title, 30));
    let mut diagnostic = Diagnostic::new(&catalogue::DESIGNATION_AUTHORITY_MISSING, declared.span, title)
        .because(if without_meaning { "a category, without a list" } else { "each side has its own list" });
    for &clause in clauses.iter().take(3) {
        diagnostic = diagnostic.and(text.draft.words_span(clause)?, "so who is meant is open");
    }
    if without_meaning {
        // The category may be another one than of those who are outside the protection.
        diagnostic.severity = Severity::Warning;
        diagnostic =
            diagnostic.help(format!("give it a meaning: `term \"{}\": target is A or B`", declared.title));
    } else {
        diagnostic = diagnostic.help(MEND);
    }
    Some(Finding::plain(diagnostic.help(OR)))
}
