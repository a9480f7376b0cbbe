//! A duty in a zone that is due before anybody has to say where the zone lies.

use std::collections::BTreeMap;

use super::moments::until_when;
use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::with_headings;
use crate::model::clauses::{Clause, ClauseKind, Modality};
use crate::model::descriptions::Description;
use crate::model::ids::{ClauseId, ZoneId};
use crate::model::places::Ground;
use crate::model::time::Seconds;
use crate::source::Span;

/// No more duties of one zone than this are shown beside the first.
const MOST_SHOWN: usize = 8;

/// A dated duty.
struct Due {
    clause: ClauseId,
    late: Seconds,
    span: Span,
}

/// What is said of one zone.
#[derive(Default)]
struct OfZone {
    /// The clauses that bind somebody to delimit it, with the first instant at which that is late.
    delimited: Vec<(ClauseId, Option<Seconds>)>,
    duties: Vec<Due>,
}

pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut zones: BTreeMap<ZoneId, OfZone> = BTreeMap::new();
    for (index, clause) in draft.model.clauses.iter().enumerate() {
        let Some(deed) = owed(clause) else { continue };
        let id = ClauseId::at(index);
        let late = clause.timing.until.filter(|_| !clause.timing.lasts);
        for zone in places(deed) {
            if delimits(draft, deed) {
                zones.entry(zone).or_default().delimited.push((id, late.map(|(late, _)| late)));
            } else if let Some((late, span)) = late {
                zones.entry(zone).or_default().duties.push(Due { clause: id, late, span });
            }
        }
    }
    zones.into_iter().filter_map(|(zone, of)| finding(draft, zone, of)).collect()
}

fn finding(draft: &Draft<'_>, zone: ZoneId, of: OfZone) -> Option<Finding> {
    let model = draft.model;
    let declared = model.places.zones.get(zone.index())?;
    if of.delimited.is_empty() && !is_undelimited(&declared.ground) {
        return None;
    }
    let delimited = of.delimited.iter().filter_map(|&(clause, late)| Some((late?, clause))).min();
    let mut early: Vec<Due> =
        of.duties.into_iter().filter(|due| delimited.is_none_or(|(late, _)| due.late < late)).collect();
    early.sort_by_key(|due| (due.late, due.clause));
    let (first, others) = early.split_first()?;
    let due = |due: &Due| format!("due {}", until_when(due.late, &model.time_zone));
    let label = draft.label(first.clause);
    let named = format!("`{label}` is due before `{}` has a boundary", declared.name);
    let title = if named.chars().count() > 60 {
        format!("`{label}` is due before its zone has a boundary")
    } else {
        named
    };
    let mut diagnostic = Diagnostic::new(&catalogue::DUTY_BEFORE_ZONE, first.span, title).because(due(first));
    for other in others.iter().take(MOST_SHOWN) {
        diagnostic = diagnostic.and(other.span, due(other));
    }
    let delimiting = delimited.map(|(_, clause)| clause).or(of.delimited.first().map(|&(clause, _)| clause));
    let words = match (delimited, delimiting) {
        (Some((late, clause)), _) => {
            let when = until_when(late, &model.time_zone);
            diagnostic = diagnostic.and(draft.words_span(clause)?, format!("delimited {when}"));
            format!("`{}` has `{}` delimited {when}", draft.label(clause), declared.name)
        }
        (None, Some(clause)) => {
            diagnostic = diagnostic.and(draft.words_span(clause)?, "no date for the boundary");
            format!("`{}` has `{}` delimited without a date", draft.label(clause), declared.name)
        }
        (None, None) => {
            diagnostic = diagnostic.and(declared.span, "nobody has to delimit it");
            format!("no clause has `{}` delimited", declared.name)
        }
    };
    diagnostic.witness = Some(format!(
        "{} {}: `{label}` is due, and {words}",
        crate::model::time::in_words(first.late.saturating_sub(1), &model.time_zone),
        model.time_zone_name
    ));
    diagnostic = match delimiting {
        Some(clause) => {
            let date = crate::model::time::day_of(first.late.saturating_sub(1), &model.time_zone);
            diagnostic
                .help(format!("give `{}` a date before it, e.g. one before {date}", draft.label(clause)))
                .help(format!(
                    "or let `{label}` count from it: `within ... days of {} is fulfilled`",
                    draft.label(clause)
                ))
        }
        None => diagnostic
            .help(format!("delimit `{}` by a file, by places, or by a line and a distance", declared.name))
            .help(format!("or bind somebody to it: `X shall delimit {} by ...`", declared.name)),
    };
    diagnostic = with_headings(draft, diagnostic, first.clause, delimiting.as_slice());
    let claim = Claim::DutyBeforeZone {
        zone,
        duties: early.iter().map(|due| (due.clause, due.late)).collect(),
        delimiting,
        delimited: delimited.map(|(late, _)| late),
    };
    Some(Finding { diagnostic, claim })
}

/// What a clause binds somebody to do.
fn owed(clause: &Clause) -> Option<&Description> {
    match &clause.kind {
        ClauseKind::Duty(duty) => Some(&duty.deed),
        ClauseKind::NotEvaluated { modality: Some(Modality::Obligation), scope, .. } => scope.as_ref(),
        _ => None,
    }
}

/// The zones in which something must lie, as the parts say that must all hold.
fn places(deed: &Description) -> Vec<ZoneId> {
    let mut zones = Vec::new();
    let mut parts = vec![deed];
    while let Some(part) = parts.pop() {
        match part {
            Description::Place(zone) => zones.push(*zone),
            Description::All(inner) | Description::Any(inner) => parts.extend(inner),
            _ => {}
        }
    }
    zones.sort_unstable();
    zones.dedup();
    zones
}

/// Whether a deed is to delimit something and nothing else.
fn delimits(draft: &Draft<'_>, deed: &Description) -> bool {
    let acts = &draft.model.deeds;
    let Some(&delimit) = acts.act_words.get("delimit") else { return false };
    let leaves = acts.acts.leaves(delimit.index());
    let mut is = false;
    deed.visit(&mut |part| {
        if let Description::Act(act) = part {
            is |= !act.is_empty() && act.is_subset(&leaves);
        }
    });
    is
}

/// Whether no text says where some ground lies. Only what the declaration of the zone itself leaves open counts.
fn is_undelimited(ground: &Ground) -> bool {
    let mut parts = vec![ground];
    while let Some(part) = parts.pop() {
        match part {
            Ground::SomePartOf(..) => return true,
            Ground::Both(one, other) => parts.extend([&**one, &**other]),
            Ground::Without(one, _) => parts.push(one),
            Ground::Union(_)
            | Ground::Everywhere
            | Ground::Nowhere
            | Ground::Area(_)
            | Ground::Zone(_)
            | Ground::At(_) => {}
        }
    }
    false
}
