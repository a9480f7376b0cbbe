//! Which statement a sentence is.

use super::Rule;
use super::actors::{accepts, excluded, group, guarantor, members, merges, party, splits};
use super::clauses::clause;
use super::clocks::{event, for_duration, in_force, moment, renewed, renewed_automatically};
use super::conditions::{condition, reading, run};
use super::lists::{label, labels, names};
use super::node::{Node, Parts};
use super::places::{line, place, zone};
use super::scenarios::{expect, happens};
use crate::syntax::tree::{AnnexState, InstrumentRelation, PhaseEnd, StatementKind};

pub(super) fn statement(node: Node) -> Option<StatementKind> {
    let rule = node.rule();
    let mut parts = node.parts();
    Some(match rule {
        Rule::s_agreement => StatementKind::Agreement(parts.quotation()?),
        Rule::s_source => StatementKind::Source(parts.quotation()?),
        Rule::s_wording => StatementKind::Wording { compared: !parts.word(Rule::k_not) },
        Rule::s_use => StatementKind::Use(parts.quotation()?),
        Rule::s_instrument => instrument(parts)?,
        Rule::s_annex => annex(parts)?,
        Rule::s_variant => StatementKind::Variant(names(&mut parts)?),
        Rule::s_time_zone => StatementKind::TimeZone(parts.quotation()?),
        Rule::s_signed => StatementKind::Signed(moment(&mut parts)?),
        Rule::s_in_force => in_force(parts)?,
        Rule::s_day => StatementKind::Day { name: parts.name()?, moment: moment(&mut parts)? },
        Rule::s_renewed => renewed(parts)?,
        Rule::s_renewed_automatically => renewed_automatically(parts)?,
        Rule::s_ends_on => StatementKind::EndsOn(moment(&mut parts)?),
        Rule::s_ends_when => StatementKind::EndsWhen(condition(&mut parts)?),
        Rule::s_party => party(parts)?,
        Rule::s_group => group(parts)?,
        Rule::s_covered => StatementKind::Covered(members(&mut parts)?),
        Rule::s_excluded => excluded(parts)?,
        Rule::s_guarantor => guarantor(parts)?,
        Rule::s_merges => merges(parts)?,
        Rule::s_splits => splits(parts)?,
        Rule::s_accepts => accepts(parts)?,
        Rule::s_withdraws => StatementKind::Withdraws { who: names(&mut parts)?, on: moment(&mut parts)? },
        Rule::s_place => place(parts)?,
        Rule::s_line => line(parts)?,
        Rule::s_zone => zone(parts)?,
        Rule::s_act => {
            StatementKind::Act { name: parts.name()?, title: parts.quotation(), parents: names(&mut parts) }
        }
        Rule::s_means => {
            StatementKind::Means { name: parts.name()?, title: parts.quotation(), members: names(&mut parts) }
        }
        Rule::s_term => StatementKind::Term {
            title: parts.quotation()?,
            definition: condition(&mut parts),
            reading: reading(&mut parts),
        },
        Rule::s_reading => StatementKind::Reading(reading(&mut parts)?),
        Rule::s_phase => phase(parts)?,
        Rule::s_streak => StatementKind::Streak {
            name: parts.name()?,
            title: parts.quotation(),
            run: run(&mut parts)?,
            from: event(&mut parts),
            certified_by: parts.take(Rule::certified).and_then(|node| names(&mut node.parts())),
        },
        Rule::s_article => {
            StatementKind::Article { label: label(&parts.take(Rule::label)?), title: parts.quotation() }
        }
        Rule::s_clause => clause(parts)?,
        Rule::s_waive => StatementKind::Waive {
            code: parts.name()?,
            on: labels(&mut parts).map(|list| list.labels).unwrap_or_default(),
            because: parts.quotation()?,
        },
        Rule::s_scenario => StatementKind::Scenario(parts.quotation()?),
        Rule::s_happens => happens(parts)?,
        Rule::s_expect => expect(parts)?,
        _ => return None,
    })
}

fn instrument(mut parts: Parts) -> Option<StatementKind> {
    let relation = match parts.any()?.rule() {
        Rule::k_amends => InstrumentRelation::Amends,
        Rule::k_incorporates => InstrumentRelation::Incorporates,
        _ => InstrumentRelation::Supersedes,
    };
    let labels = labels(&mut parts).map(|list| list.labels).unwrap_or_default();
    Some(StatementKind::Instrument { relation, labels, other: parts.quotation()? })
}

fn annex(mut parts: Parts) -> Option<StatementKind> {
    let title = parts.quotation()?;
    let state = if parts.word(Rule::k_confidential) {
        AnnexState::Confidential
    } else if parts.word(Rule::k_not) {
        AnnexState::NotAttached
    } else {
        AnnexState::Attached
    };
    Some(StatementKind::Annex { title, state })
}

fn phase(mut parts: Parts) -> Option<StatementKind> {
    let name = parts.name()?;
    let title = parts.quotation();
    let from = event(&mut parts)?;
    let end = match parts.take(Rule::phase_until) {
        Some(node) => {
            let mut parts = node.parts();
            match event(&mut parts) {
                Some(event) => Some(PhaseEnd::Event(event)),
                None => Some(PhaseEnd::Condition(condition(&mut parts)?)),
            }
        }
        None => for_duration(&mut parts).map(PhaseEnd::For),
    };
    Some(StatementKind::Phase { name, title, from, end })
}
