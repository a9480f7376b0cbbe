//! Allegations that somebody has to look into, with no time by which it is done.

use super::watching::determining;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};
use crate::model::clauses::Modality;
use crate::syntax::tree::Norm;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let determining = determining(text);
    let norm = |own: &crate::lint::spoken::Spoken| Some(text.clause(own.clause)?.norm()?.0);
    let timed = determining
        .iter()
        .any(|own| own.modality == Modality::Obligation && norm(own).is_some_and(has_deadline));
    let open: Vec<&Norm> = determining.iter().filter_map(norm).filter(|norm| !has_deadline(norm)).collect();
    let Some((first, others)) = open.split_first().filter(|_| !timed) else { return Vec::new() };
    let mut diagnostic = Diagnostic::new(
        &catalogue::NO_INVESTIGATION_DEADLINE,
        first.action.spot.0,
        "no time is set for looking into a violation",
    )
    .because("by no date and no interval");
    for norm in others.iter().take(3) {
        diagnostic = diagnostic.and(norm.action.spot.0, "and this");
    }
    vec![Finding::plain(
        diagnostic
            .help("set a time: `BODY shall assess within 72 hours of each allegation`")
            .help("or have it told at intervals: `BODY shall assess every month`"),
    )]
}

fn has_deadline(norm: &Norm) -> bool {
    norm.qualifiers.iter().any(|own| own.kind.is_deadline() || own.kind.recurs())
}
