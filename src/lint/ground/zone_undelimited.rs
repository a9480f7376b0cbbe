//! Zones that clauses speak of and that no text delimits.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::words::numbers;
use crate::lint::readings::over_condition;
use crate::lint::spoken::{Spoken, spoken};
use crate::lint::{Finding, Text};
use crate::model::descriptions::LiteralKind;
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
    let hangs =
        |own: &&Spoken| own.scope.regions().iter().any(|region| region.literals.contains_key(&condition));
    let used: Vec<ClauseId> = spoken(text).iter().filter(hangs).map(|own| own.clause).collect();
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
