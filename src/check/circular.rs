//! Definitions that no time can put in order: one fact itself decides whether it is a violation.

mod speaks;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use self::speaks::{Speaks, speaks};
use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::Reading;
use crate::draft::words::{headings, is_left_to_judgement, shown};
use crate::graph::{Decided, Dependence};
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::scope::{Budget, Scope, hanging_on};

/// No more ways through the clauses than this are followed from one clause: of what is left nothing is claimed.
const MOST_WAYS: usize = 2_000;

/// No more of a circle than this is shown.
const MOST_LABELS: usize = 12;

/// That it hangs on a condition what a clause forbids, and the condition on what violates a clause.
struct Edge {
    clause: ClauseId,
    condition: LiteralId,
    speaks: Speaks,
    /// The facts of which both are so.
    facts: Scope,
}

/// One finding for each set of clauses on a circle.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    if draft.model.past.definitions.is_empty() {
        return Vec::new();
    }
    let (mut told, mut findings) = (BTreeSet::new(), Vec::new());
    let on_circles = on_circles(draft);
    if on_circles.is_empty() {
        return Vec::new();
    }
    for reading in &draft.readings {
        let edges = edges(draft, reading, &on_circles);
        for &start in edges.keys() {
            let Some((circle, facts)) = circle(&edges, start) else { continue };
            let clauses: BTreeSet<ClauseId> = circle.iter().map(|edge| edge.clause).collect();
            if told.insert(clauses) {
                findings.extend(finding(draft, reading.reader, &circle, &facts));
            }
        }
    }
    findings
}

/// What depends on itself, whatever time may put in order.
fn on_circles(draft: &Draft<'_>) -> BTreeSet<Decided> {
    let parts = Dependence::of(draft.model).order();
    parts.into_iter().filter(|part| part.circular).flat_map(|part| part.members).collect()
}

/// From each prohibition, the edges to the clauses on whose violation its own scope hangs.
fn edges(
    draft: &Draft<'_>,
    reading: &Reading,
    on_circles: &BTreeSet<Decided>,
) -> BTreeMap<ClauseId, Vec<Edge>> {
    let mut edges = BTreeMap::new();
    let prohibitions = reading.rules.iter().filter(|rule| {
        rule.modality == Modality::Prohibition
            && on_circles.contains(&Decided::Clause(rule.clause))
            && !is_left_to_judgement(draft, rule.clause)
    });
    for rule in prohibitions {
        let named = rule.effective.regions().iter().flat_map(|region| region.literals.keys().copied());
        let named: BTreeSet<LiteralId> =
            named.filter(|&condition| on_circles.contains(&Decided::Condition(condition))).collect();
        let mut own = Vec::new();
        for condition in named {
            let Some(hanging) = hanging_on(&rule.effective, condition, Budget::DEFAULT) else { continue };
            for speaks in speaks(draft.model, condition) {
                let facts = hanging.intersection(&Scope::from(speaks.facts.clone()));
                if !facts.is_empty() {
                    own.push(Edge { clause: rule.clause, condition, speaks, facts });
                }
            }
        }
        edges.insert(rule.clause, own);
    }
    edges
}

/// A shortest way from a clause back to itself on which one fact is of every edge, and the facts that are.
fn circle(edges: &BTreeMap<ClauseId, Vec<Edge>>, start: ClauseId) -> Option<(Vec<&Edge>, Scope)> {
    let mut ways: VecDeque<(Vec<&Edge>, Option<Scope>)> = VecDeque::from([(Vec::new(), None)]);
    let mut followed = 0;
    while let Some((way, shared)) = ways.pop_front() {
        let at = way.last().map_or(start, |edge: &&Edge| edge.speaks.of);
        for edge in edges.get(&at).into_iter().flatten() {
            followed += 1;
            if followed > MOST_WAYS {
                return None;
            }
            let facts =
                shared.as_ref().map_or_else(|| edge.facts.clone(), |shared| shared.intersection(&edge.facts));
            if facts.is_empty()
                || way.iter().any(|passed| passed.clause == edge.speaks.of && passed.clause != start)
            {
                continue;
            }
            let mut longer = way.clone();
            longer.push(edge);
            if edge.speaks.of == start {
                return Some((longer, facts));
            }
            ways.push_back((longer, Some(facts)));
        }
    }
    None
}

fn finding(draft: &Draft<'_>, reader: Option<ActorId>, circle: &[&Edge], facts: &Scope) -> Option<Finding> {
    let (first, rest) = circle.split_first()?;
    let (fact, words) = shown(draft, reader, facts.regions().first()?)?;
    let clauses = || circle.iter().map(|edge| edge.clause);
    let mut diagnostic = Diagnostic::new(
        &catalogue::CIRCULAR_DEFINITION,
        draft.words_span(first.clause)?,
        title(draft, &clauses().collect::<Vec<_>>()),
    )
    .because(hangs(draft, first));
    for edge in rest.iter().take(MOST_LABELS) {
        diagnostic = diagnostic.and(draft.words_span(edge.clause)?, hangs(draft, edge));
    }
    let phases: BTreeSet<_> = circle.iter().flat_map(|edge| &edge.speaks.through).collect();
    for phase in phases.into_iter().take(MOST_LABELS) {
        diagnostic = diagnostic.and(draft.model.phases.get(phase.index())?.span, "through this phase");
    }
    diagnostic.witness = Some(words);
    let times = circle.iter().map(|edge| edge.speaks.times).max()?;
    if times > 1 {
        diagnostic = diagnostic.note(format!("where {} such came before", times.saturating_sub(1)));
    }
    for edge in circle.iter().take(MOST_LABELS) {
        diagnostic = diagnostic.note(by_which(draft, edge));
    }
    diagnostic = diagnostic
        .help("let the condition speak of other clauses than those that hang on it")
        .help("or let a date decide, e.g. `from DATE`, and not what this deed itself is")
        .note("it is a violation or none, depending on whether it is one: no time decides, and the judgement stays open");
    diagnostic = headings(draft, clauses()).into_iter().fold(diagnostic, Diagnostic::note);
    let circle = circle.iter().map(|edge| (edge.clause, edge.condition)).collect();
    Some(Finding { diagnostic, claim: Claim::CircularDefinition { reader, circle, fact, times } })
}

fn hangs(draft: &Draft<'_>, edge: &Edge) -> String {
    format!("hangs on violations of `{}`", draft.label(edge.speaks.of))
}

/// How the condition says so.
fn by_which(draft: &Draft<'_>, edge: &Edge) -> String {
    let words =
        draft.model.literals.get(edge.condition.index()).map_or("?", |literal| literal.words.as_str());
    format!("what `{}` covers hangs on this: {words}", draft.label(edge.clause))
}

fn title(draft: &Draft<'_>, clauses: &[ClauseId]) -> String {
    let labels: Vec<&str> = clauses.iter().map(|&clause| draft.label(clause)).collect();
    let title = match labels.as_slice() {
        [only] => format!("what violates `{only}` hangs on what violates it"),
        [others @ .., last] => format!("what violates `{}` and `{last}` is circular", others.join("`, `")),
        [] => String::new(),
    };
    if title.chars().count() <= 60 { title } else { "what violates clauses hangs on itself".to_owned() }
}
