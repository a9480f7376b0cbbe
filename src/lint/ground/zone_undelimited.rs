//! Zones that clauses speak of and that no text delimits.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::words::numbers;
use crate::lint::readings::over_condition;
use crate::lint::{Finding, Text};
use crate::model::clauses::{Clause, ClauseKind};
use crate::model::descriptions::{Description, LiteralKind};
use crate::model::ids::{ClauseId, LiteralId, ZoneId};
use crate::model::names::Named;
use crate::syntax::tree::{Name, StatementKind, Undelimited};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let zones = text.sentences(|statement| match statement {
        StatementKind::Zone { name, undelimited: Some(undelimited), .. } => Some((name, undelimited)),
        _ => None,
    });
    zones.filter_map(|(_, (name, undelimited))| finding(text, name, undelimited)).collect()
}

fn finding(text: &Text<'_>, name: &Name, undelimited: &Undelimited) -> Option<Finding> {
    let model = text.model();
    let Some(Named::Zone(zone)) = model.names.get(&name.text) else { return None };
    let condition = condition(text, zone)?;
    let used: Vec<ClauseId> = (0..model.clauses.len())
        .map(ClauseId::at)
        .filter(|&id| model.clause(id).is_some_and(|clause| speaks_of(clause, text, condition)))
        .collect();
    if used.is_empty() {
        return None;
    }
    let shown: String = name.text.chars().take(36).collect();
    let mut diagnostic = Diagnostic::new(
        &catalogue::ZONE_UNDELIMITED,
        undelimited.spot.0,
        format!("`{shown}` has no boundary"),
    )
    .because("no map, place or line");
    for &clause in used.iter().take(4) {
        diagnostic = diagnostic.and(text.draft.words_span(clause)?, "so only possibly covered");
    }
    let (within, outside) = (format!("if it lies in `{}`", name.text), "if it does not".to_owned());
    let parting = over_condition(text.draft, condition, [&within, &outside]);
    diagnostic = diagnostic
        .help(format!(
            "delimit it: `zone {0} from \"zones.geojson\"`, or `zone {0} within 5 km of PLACE`",
            name.text
        ))
        .help(format!("or say who delimits it and by when: `PARTY shall delimit {} by DATE`", name.text))
        .note(format!(
            "{} depend{} on it",
            numbers(text.draft, &used),
            if used.len() == 1 { "s" } else { "" }
        ));
    Some(Finding::parting(diagnostic, parting))
}

/// The condition that stands for whether a place belongs to a zone.
fn condition(text: &Text<'_>, zone: ZoneId) -> Option<LiteralId> {
    let name = &text.model().places.zones.get(zone.index())?.name;
    let known = text
        .model()
        .literals
        .iter()
        .position(|literal| literal.kind == LiteralKind::Delimitation(zone) && literal.column == *name);
    known.map(LiteralId::at)
}

/// Whether what a clause covers hangs on a condition.
fn speaks_of(clause: &Clause, text: &Text<'_>, condition: LiteralId) -> bool {
    let hangs = |description: &Description| {
        let scope = text.draft.compiler(None).scope(description);
        scope.is_ok_and(|scope| scope.regions().iter().any(|region| region.literals.contains_key(&condition)))
    };
    match &clause.kind {
        ClauseKind::Conduct { scope, .. } | ClauseKind::NotEvaluated { scope: Some(scope), .. } => {
            hangs(scope)
        }
        ClauseKind::Duty(duty) => hangs(&duty.deed),
        ClauseKind::StatedOnly | ClauseKind::Change | ClauseKind::NotEvaluated { scope: None, .. } => false,
    }
}
