//! Witnesses as scenarios that can be pasted into the agreement. Each is run before it is shown.

use super::{Gap, Gaps, Group};
use crate::evaluate::{Case, Engine, scenario};
use crate::model::actors::ActorOrigin;
use crate::model::clauses::{Account, ClauseKind, Modality};
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, LiteralId, ZoneId};
use crate::model::time;
use crate::model::{self, Model, SideFiles};
use crate::scope::{Fact, Rules, zone_of};
use crate::source::Sources;
use crate::syntax::parser::parse;
use crate::syntax::tree::Agreement;

/// Adds to each group its witness as a scenario, where one can say it, it holds, and no clause mentions anything that it may
/// be.
pub fn with_scenarios(
    gaps: &mut Gaps,
    model: &Model,
    sources: &mut Sources,
    agreement: &Agreement,
    files: &dyn SideFiles,
) {
    let rules = Rules::compile(model, None);
    let texts: Vec<Option<String>> = groups(gaps).map(|group| text(model, &rules, group)).collect();
    let all: String = texts.iter().flatten().map(String::as_str).collect();
    let file = sources.add("witnesses", all);
    let parsed = parse(sources, file);
    if !parsed.diagnostics.is_empty() {
        return;
    }
    let mut whole = agreement.clone();
    whole.statements.extend(parsed.agreement.statements);
    let tested = model::resolve(sources, &whole, files);
    let of_a_witness = |span: crate::source::Span| span.file == file;
    if tested.diagnostics.iter().any(|fault| fault.span().is_some_and(of_a_witness)) {
        return;
    }
    let outcomes = scenario::run(&Engine::new(&tested.model));
    let mentioned = super::standing::mentioned(&tested.model);
    let of_no_clause = |account: &Account| !Case::new(&tested.model, [account]).facts.intersects(&mentioned);
    let mut holds =
        outcomes.iter().zip(&tested.model.scenarios).filter(|(outcome, _)| of_a_witness(outcome.span)).map(
            |(outcome, told)| {
                outcome.failures.is_empty() && told.accounts.iter().all(|(account, _)| of_no_clause(account))
            },
        );
    let held: Vec<Option<String>> =
        texts.into_iter().map(|text| text.filter(|_| holds.next() == Some(true))).collect();
    let all = gaps.acts.iter_mut().flat_map(|act| &mut act.groups);
    for (group, scenario) in all.zip(held) {
        group.scenario = scenario;
    }
}

fn groups(gaps: &Gaps) -> impl Iterator<Item = &Group> {
    gaps.acts.iter().flat_map(|act| &act.groups)
}

/// A scenario in which the witness happens and no prohibition of such acts is violated; nothing where the language cannot say
/// the fact, or the agreement forbids nothing.
fn text(model: &Model, rules: &Rules, group: &Group) -> Option<String> {
    let fact = group.witness.as_ref()?;
    let about = |rule: &&crate::scope::Rule| {
        let is_prohibition = rule.modality == Modality::Prohibition;
        let names_act = rule.scope.regions().iter().any(|region| region.acts.contains(fact.act));
        is_prohibition && names_act && is_evaluated(model, rule)
    };
    let mut labels: Vec<&str> = rules.iter().filter(about).filter_map(|rule| label(model, rule)).collect();
    if labels.is_empty() {
        let prohibits = |rule: &&crate::scope::Rule| rule.modality == Modality::Prohibition;
        labels = rules.iter().filter(prohibits).take(1).filter_map(|rule| label(model, rule)).collect();
    }
    if labels.is_empty() {
        return None;
    }
    let happens = sentence(model, fact, says_means(&group.gap))?;
    let expected: Vec<String> = labels.iter().map(|label| format!("{label} not violated")).collect();
    let (act, who) = (model.deeds.acts.leaf_title(fact.act), named(model, fact.actor)?);
    let whom = named(model, fact.target).map_or_else(String::new, |whom| format!(" against {whom}"));
    Some(format!(
        "scenario \"no clause mentions this: {act}, {who}{whom}\".\n    {happens}\n    expect {}.\n",
        expected.join(", ")
    ))
}

/// Whether a gap depends on the means.
fn says_means(gap: &Gap) -> bool {
    let Gap::Part(scope) = gap else { return false };
    scope.regions().iter().any(|region| !region.means.is_full())
}

fn is_evaluated(model: &Model, rule: &crate::scope::Rule) -> bool {
    matches!(model.clause(rule.clause).map(|clause| &clause.kind), Some(ClauseKind::Conduct { .. }))
}

fn label<'m>(model: &'m Model, rule: &crate::scope::Rule) -> Option<&'m str> {
    model.clause(rule.clause).map(|clause| clause.label.as_str())
}

/// `on 2016-03-01 12:00 Turkey attacks SDF in Aleppo.`
fn sentence(model: &Model, fact: &Fact, with_means: bool) -> Option<String> {
    let when = time::local(fact.time, &model.time_zone);
    let actor = named(model, fact.actor)?;
    let act = act_word(model, fact.act)?;
    let mut words = format!("on {when} {actor} {act}");
    if fact.target < model.actors.len() {
        words += &format!(" {}", named(model, fact.target)?);
    }
    if with_means && fact.means != model.deeds.means.unclassed() {
        words += &format!(" with {}", model.deeds.means.get(fact.means)?.name);
    }
    if let Some(zone) = zone_of(model, fact.cell) {
        words += &format!(" in {}", zone_name(model, zone)?);
    }
    for (&literal, &holds) in &fact.literals {
        if let Some(term) = term_of(model, literal) {
            words += &format!(" {}in {term}", if holds { "" } else { "not " });
        }
    }
    Some(format!("{words}."))
}

fn named(model: &Model, actor: usize) -> Option<&str> {
    let leaf = model.actors.leaves.get(actor)?;
    matches!(leaf.origin, ActorOrigin::Declared(_)).then(|| model.actors.name(ActorId::at(actor)))
}

/// The act as a scenario tells it: in the third person where the catalogue has one.
fn act_word(model: &Model, act: usize) -> Option<&str> {
    let class = model.deeds.acts.get(act)?;
    let standard = model::standard::act(&class.name).filter(|_| class.standard);
    let third = standard.and_then(|standard| standard.third_person.first().copied());
    Some(third.unwrap_or(&class.name))
}

fn zone_name(model: &Model, zone: ZoneId) -> Option<&str> {
    model.places.zones.get(zone.index()).map(|zone| zone.name.as_str())
}

/// The term that a condition is, as the language writes it.
fn term_of(model: &Model, literal: LiteralId) -> Option<String> {
    let term = model.terms.iter().find(|term| term.meaning == Description::Literal(literal))?;
    let is_word = term.title.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    Some(if is_word { term.title.clone() } else { format!("\"{}\"", term.title) })
}
