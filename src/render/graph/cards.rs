//! What stands on the card of each node.

use super::picture::{Card, CardKind};
use super::words::{gist, tooltip};
use crate::graph::Node;
use crate::model::Model;
use crate::model::clauses::{Clause, ClauseKind, Modality};
use crate::render::visible::visible_line;
use crate::source::Sources;
use crate::syntax::tree::InstrumentRelation;

/// A card without its marks.
pub(super) fn card(model: &Model, sources: &Sources, node: Node) -> Card {
    let plain = |kind: CardKind, name: &str, gist: &str| Card {
        node,
        group: None,
        kind,
        name: visible_line(name),
        gist: if name == gist { String::new() } else { visible_line(gist) },
        tooltip: if name == gist {
            visible_line(name)
        } else {
            format!("{}: {}", visible_line(name), visible_line(gist))
        },
        codes: Vec::new(),
        alarmed: false,
        idle: false,
    };
    match node {
        Node::Clause(id) => match model.clause(id) {
            Some(clause) => Card {
                gist: gist(sources, clause),
                tooltip: tooltip(sources, clause),
                ..plain(clause_kind(clause), &clause.label, "")
            },
            None => plain(CardKind::Stated, "?", ""),
        },
        Node::Term(id) => {
            let title = model.terms.get(id.index()).map_or("?", |term| term.title.as_str());
            plain(CardKind::Term, title, title)
        }
        Node::Zone(id) => match model.places.zones.get(id.index()) {
            Some(zone) => plain(CardKind::Zone, &zone.name, &zone.title),
            None => plain(CardKind::Zone, "?", ""),
        },
        Node::Phase(id) => match model.phases.get(id.index()) {
            Some(phase) => plain(CardKind::Phase, &phase.name, &phase.title),
            None => plain(CardKind::Phase, "?", ""),
        },
        Node::Streak(at) => match model.streaks.get(at) {
            Some(streak) => plain(CardKind::Streak, &streak.name, &streak.title),
            None => plain(CardKind::Streak, "?", ""),
        },
        Node::Instrument(at) => match model.instruments.get(at) {
            Some(text) => plain(CardKind::Instrument, &text.file, relation(text.relation)),
            None => plain(CardKind::Instrument, "?", ""),
        },
        Node::Agreement => plain(CardKind::Instrument, "this agreement", &model.title),
    }
}

/// What is done to another text.
fn relation(relation: InstrumentRelation) -> &'static str {
    match relation {
        InstrumentRelation::Amends => "amended by this one",
        InstrumentRelation::Incorporates => "taken into this one",
        InstrumentRelation::Supersedes => "superseded by this one",
    }
}

fn clause_kind(clause: &Clause) -> CardKind {
    let modality = match &clause.kind {
        ClauseKind::StatedOnly => return CardKind::Stated,
        ClauseKind::Change => None,
        ClauseKind::Conduct { modality, .. } => Some(*modality),
        ClauseKind::Duty(_) => Some(Modality::Obligation),
        ClauseKind::NotEvaluated { modality, .. } => *modality,
    };
    match modality {
        Some(Modality::Prohibition) => CardKind::Prohibition,
        Some(Modality::Permission) => CardKind::Permission,
        Some(Modality::Obligation) => CardKind::Obligation,
        Some(Modality::Release) => CardKind::Release,
        None => CardKind::Status,
    }
}
