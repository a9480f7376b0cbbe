//! Several lists of those outside the protection: one for each reader of a term, or one in `excluded` and another in a term.

use std::collections::BTreeMap;

use super::lists::{done_to, named, readings};
use super::standing::excluded;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::lint::readings::over_condition;
use crate::lint::{Claim, Finding, Parting, Reading, Text};
use crate::model::clauses::Modality;
use crate::model::descriptions::LiteralKind;
use crate::model::ids::{ActorId, ClauseId, LiteralId, TermId};
use crate::scope::{Region, Rule, Scope, in_words, listed, witness};
use crate::sets::Bits;
use crate::source::Span;
use crate::syntax::tree::{self, NameRef, StatementKind};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut used: BTreeMap<TermId, ClauseId> = BTreeMap::new();
    for (term, clause) in done_to(text) {
        used.entry(term).or_insert(clause);
    }
    let of_term = |(term, clause): (TermId, ClauseId)| match readings(text, term) {
        Some(lists) => of_readers(text, term, &lists),
        None => beside_the_excluded(text, term, clause),
    };
    used.into_iter().filter_map(of_term).collect()
}

/// Readers who take one term to name different groups.
fn of_readers(text: &Text<'_>, term: TermId, lists: &[(ActorId, Bits)]) -> Option<Finding> {
    let model = text.model();
    let literal = model.literals.iter().position(|own| own.kind == LiteralKind::Reading(term));
    // Beside a meaning that is agreed no condition of a fact stands for the difference: the lists are in the notes.
    let parting = literal
        .and_then(|literal| over_condition(text.draft, LiteralId::at(literal), ["", ""]))
        .and_then(|parting| by_readers(text, parting, lists));
    let title = &model.terms.get(term.index())?.title;
    let spans = reading_spans(text, title);
    let (first, others) = spans.split_first()?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::DESIGNATION_LISTS_DIFFER,
        *first,
        format!("`{}` stands for more than one list", clipped(title, 26)),
    )
    .because("one list");
    for span in others.iter().take(3) {
        diagnostic = diagnostic.and(*span, "another list");
    }
    for (reader, list) in lists.iter().take(4) {
        let names: Vec<String> =
            list.iter().map(|actor| model.actors.title(ActorId::at(actor)).to_owned()).collect();
        diagnostic =
            diagnostic.note(format!("as read by {}: {}", model.actors.name(*reader), listed(&names, "and")));
    }
    let diagnostic = diagnostic
        .help(format!("agree on one meaning: `term \"{title}\": target is A or B`"))
        .help("or on one list that somebody keeps: `excluded A and B, designated by \"BODY\"`, and say `excluded` in the clauses");
    Some(Finding::parting(diagnostic, parting))
}

/// Whom the deed hits says which readers have it on their list.
fn by_readers(text: &Text<'_>, mut parting: Parting, lists: &[(ActorId, Bits)]) -> Option<Parting> {
    let target = parting.readings.iter().find_map(|reading| match &reading.claim {
        Claim::Covered { fact, .. } => Some(fact.target),
        _ => None,
    })?;
    for reading in &mut parting.readings {
        let on = matches!(reading.claim, Claim::Covered { .. });
        let readers = lists.iter().filter(|(_, list)| list.contains(target) == on);
        let names: Vec<String> =
            readers.map(|(reader, _)| text.model().actors.name(*reader).to_owned()).collect();
        reading.taken = format!("as read by {}", listed(&names, "and"));
    }
    Some(parting)
}

/// Where the readings of a term stand.
fn reading_spans(text: &Text<'_>, title: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut within = false;
    for statement in text.statements() {
        match &statement.kind {
            StatementKind::Term { title: own, reading, .. } => {
                within = own.text == title;
                spans.extend(reading.iter().filter(|_| within).map(|reading| reading.definition.spot.0));
            }
            StatementKind::Reading(reading) if within => spans.push(reading.definition.spot.0),
            StatementKind::Reading(_) => {}
            _ => within = false,
        }
    }
    spans
}

/// A term that names groups, where another clause speaks of the excluded, and the two are not the same.
fn beside_the_excluded(text: &Text<'_>, term: TermId, clause: ClauseId) -> Option<Finding> {
    let model = text.model();
    let own = named(text, term, None)?;
    let excluded = Bits::of(own.len_universe(), excluded(text).iter());
    // Lists that share nobody are about different things.
    if own == excluded || !own.intersects(&excluded) {
        return None;
    }
    let says = |(written, norm): (&crate::lint::Written<'_>, &tree::Norm)| {
        let mut refs = norm.action.objects.iter().flat_map(|object| &object.refs.refs);
        refs.any(|reference| matches!(reference, NameRef::Name(name) if name.text == "excluded"))
            .then_some(written.id)
    };
    let rules = &text.draft.readings.first()?.rules;
    let of_excluded = text
        .norms()
        .filter_map(|(written, norm, _)| says((written, norm)))
        .find_map(|id| rules.get(id).filter(|rule| rule.modality == Modality::Permission))?;
    let of_term = rules.get(clause).filter(|rule| rule.modality == Modality::Permission)?;
    let title = &model.terms.get(term.index())?.title;
    let by_term = format!("by the list of \"{title}\"");
    let by_list = "by the list of the excluded".to_owned();
    let parting = on_one_list(text, of_term, of_excluded, [&by_term, &by_list])
        .or_else(|| on_one_list(text, of_excluded, of_term, [&by_list, &by_term]))?;
    let shown: String = clipped(title, 24);
    let diagnostic = Diagnostic::new(
        &catalogue::DESIGNATION_LISTS_DIFFER,
        model.terms.get(term.index())?.span,
        format!("`{shown}` and `excluded` are two lists"),
    )
    .because("one list")
    .and(model.actors.excluded_by.first()?.span, "another list")
    .and(text.draft.words_span(clause)?, "by the one")
    .and(text.draft.words_span(of_excluded.clause)?, "by the other")
    .help("say `excluded` in both clauses")
    .help(format!("or give the term the same groups: `term \"{title}\": target is excluded`"));
    Some(Finding::parting(diagnostic, Some(parting)))
}

/// A deed that the first clause covers and the second does not, because of whom it hits.
fn on_one_list(text: &Text<'_>, on: &Rule, off: &Rule, taken: [&str; 2]) -> Option<Parting> {
    let model = text.model();
    // Beside the other clause but for whom it hits, so that nothing else tells the two apart.
    let whomever =
        |region: &Region| Region { targets: Bits::full(region.targets.len_universe()), ..region.clone() };
    let comparable: Scope = off.effective.regions().iter().map(whomever).collect();
    let differing = on.effective.intersection(&comparable).difference(&off.effective);
    let region = differing.regions().first()?.clone();
    let fact = witness(model, &region)?;
    let reading = |rule: &Rule, taken: &str, covered: bool| Reading {
        taken: taken.to_owned(),
        comes_to: crate::lint::readings::comes_to(text.draft, rule, &fact, covered),
        claim: match covered {
            true => Claim::Covered { clause: rule.clause, fact: fact.clone() },
            false => Claim::NotCovered { clause: rule.clause, fact: fact.clone() },
        },
    };
    let [taken_on, taken_off] = taken;
    Some(Parting {
        incident: in_words(model, &fact, Some(&region)),
        readings: [reading(on, taken_on, true), reading(off, taken_off, false)],
    })
}
