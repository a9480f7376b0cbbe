//! Two texts of one truce that give it different starts.

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::instruments::{Instrument, clipped};
use crate::model::Model;
use crate::model::names::fold;
use crate::model::time::{self, Seconds};
use crate::scope::Compiler;
use crate::sets::EARLIEST;
use crate::source::Span;
use crate::syntax::tree::{Agreement, StatementKind};

/// Texts of one truce, this one and another that it names, whose starts are certain and not the same. Texts are of one truce
/// where they have one title, or where both are variants: an amendment may well begin later than what it amends.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let others = draft.instruments.iter().enumerate();
    others.filter_map(|(index, other)| finding(draft, index, other)).collect()
}

fn finding(draft: &Draft<'_>, index: usize, other: &Instrument) -> Option<Finding> {
    other.named_at?;
    let is_variant = |agreement: &Agreement| {
        agreement.statements.iter().any(|statement| matches!(statement.kind, StatementKind::Variant(_)))
    };
    let one_title = fold(&draft.model.title) == fold(&other.model.title);
    let both_are_variants = is_variant(draft.agreement) && is_variant(&other.agreement);
    if !one_title && !both_are_variants {
        return None;
    }
    let (own_words, their_words) = (said_at(draft.agreement)?, said_at(&other.agreement)?);
    let (own, theirs) = (start(draft.model)?, start(&other.model)?);
    if own == theirs {
        return None;
    }
    let from = |at: Seconds, model: &Model| format!("from {}", time::in_words(at, &model.time_zone));
    let on_clock = |at: Seconds| {
        format!("{} {}", time::in_words(at, &draft.model.time_zone), draft.model.time_zone_name)
    };
    let (first, last) = (own.min(theirs), own.max(theirs));
    let earlier = if own < theirs { "this text" } else { "the other text" };
    let name = clipped(&other.name, 36);
    let mut diagnostic = Diagnostic::new(
        &catalogue::START_CONFLICT_ACROSS_TEXTS,
        own_words,
        format!("`{name}` gives another start"),
    )
    .because(from(own, draft.model))
    .and(their_words, from(theirs, &other.model))
    .help("agree on one start, and write it in both texts")
    .help("or write both in one text, each with `as read by` those who announced it");
    diagnostic.witness = Some(format!(
        "from {} until {} the truce is in force by {earlier} alone",
        on_clock(first),
        on_clock(last)
    ));
    let claim = Claim::StartConflictAcrossTexts { other: index, own, theirs };
    Some(Finding { diagnostic, claim })
}

/// The words that give the start to everybody; nothing where several do, or where readers differ.
fn said_at(agreement: &Agreement) -> Option<Span> {
    let mut said = agreement.statements.iter().filter_map(|statement| match &statement.kind {
        StatementKind::InForce { from, read_by, .. } => Some((from.spot.0, read_by.is_none())),
        _ => None,
    });
    match (said.next(), said.next()) {
        (Some((span, true)), None) => Some(span),
        _ => None,
    }
}

/// The first instant at which a text is in force, if that is certain.
fn start(model: &Model) -> Option<Seconds> {
    let in_force = Compiler::new(model, None).scope(&model.in_force).ok()?;
    let first = |certain: bool| {
        let regions = in_force.regions().iter().filter(|region| region.literals.is_empty() == certain);
        regions.filter_map(|region| region.time.first()).min()
    };
    let start = first(true).filter(|&start| start != EARLIEST)?;
    first(false).is_none_or(|open| open >= start).then_some(start)
}
