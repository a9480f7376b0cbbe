//! Distances that are given as a range: `within 15-20 km of Contact`.

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::draft::Draft;
use crate::model::descriptions::LiteralKind;
use crate::model::ids::{LiteralId, ZoneId};
use crate::model::names::Named;
use crate::scope::{Region, Scope};
use crate::source::Span;
use crate::syntax::tree::{Distance, Extent, LengthUnit, Name, StatementKind};

/// Every zone of whose width the text gives two measures.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for statement in &draft.agreement.statements {
        let StatementKind::Zone { name, extent: Some(extent), .. } = &statement.kind else { continue };
        let ranges: Vec<&Distance> = match extent {
            Extent::Within { distance, .. } => vec![distance],
            Extent::Between { near, far, .. } => vec![near, far],
            Extent::File(_) | Extent::Union(_) => Vec::new(),
        };
        let open = ranges.into_iter().find(|distance| distance.high.is_some());
        findings.extend(open.and_then(|distance| finding(draft, name, distance)));
    }
    findings
}

fn finding(draft: &Draft<'_>, name: &Name, distance: &Distance) -> Option<Finding> {
    let Some(Named::Zone(zone)) = draft.model.names.get(&name.text) else { return None };
    let (literal, cell) = between(draft, zone)?;
    let high = distance.high.as_ref()?;
    let unit = unit(distance.unit);
    let (low, high) = (&distance.low.text, &high.text);
    let shown: String = name.text.chars().take(24).collect();
    let mut diagnostic = Diagnostic::new(
        &catalogue::OPEN_BAND,
        distance.spot.0,
        format!("`{shown}` is {low} or {high} {unit} wide"),
    )
    .because("two widths for one zone");
    diagnostic.confidence = Some(Confidence::High);
    for span in uses(draft, zone).into_iter().take(4) {
        diagnostic = diagnostic.and(span, "so only possibly covered between them");
    }
    diagnostic.witness = Some(format!(
        "what happens between {low} and {high} {unit} is in `{}` for one reader and outside it for another",
        name.text
    ));
    diagnostic = diagnostic.help(format!("write one distance, e.g. `within {high} {unit}`")).help(
        "or say who fixes it and by when, e.g. `US shall delimit ZONE by DATE`"
            .replace("US", "PARTY")
            .replace("ZONE", &name.text),
    );
    Some(Finding { diagnostic, claim: Claim::OpenBand { zone, literal, cell } })
}

/// The condition that decides, and a cell that it decides about.
fn between(draft: &Draft<'_>, zone: ZoneId) -> Option<(LiteralId, usize)> {
    let scope: Scope = draft.compiler(None).zone(zone).ok()?;
    let decides = |region: &Region| {
        region.literals.iter().find_map(|(&literal, &holds)| {
            let known = draft.model.literals.get(literal.index())?;
            let of_zone = known.kind == LiteralKind::Delimitation(zone);
            let edge = ["_wide", "_far_edge", "_near_edge"].iter().any(|end| known.column.ends_with(end));
            (holds && of_zone && edge).then_some(literal)
        })
    };
    scope.regions().iter().find_map(|region| {
        let literal = decides(region)?;
        let mut cells = region.cells.clone();
        // What belongs to the zone either way is not what the condition decides about.
        for certain in scope.regions().iter().filter(|other| other.literals.get(&literal) != Some(&true)) {
            cells.subtract(&certain.cells);
        }
        Some((literal, cells.first()?))
    })
}

/// Where clauses use a zone: the words of those that say so.
fn uses(draft: &Draft<'_>, zone: ZoneId) -> Vec<Span> {
    use crate::model::clauses::ClauseKind;
    use crate::model::descriptions::Description;
    let names = |description: &Description| {
        let mut found = false;
        description.visit(&mut |part| found |= *part == Description::Place(zone));
        found
    };
    let speaks = |kind: &ClauseKind| match kind {
        ClauseKind::Conduct { scope, .. } | ClauseKind::NotEvaluated { scope: Some(scope), .. } => {
            names(scope)
        }
        ClauseKind::Duty(duty) => names(&duty.deed),
        ClauseKind::StatedOnly | ClauseKind::Change | ClauseKind::NotEvaluated { scope: None, .. } => false,
    };
    draft.model.clauses.iter().filter(|clause| speaks(&clause.kind)).map(|clause| clause.words).collect()
}

fn unit(unit: LengthUnit) -> &'static str {
    match unit {
        LengthUnit::Metre => "m",
        LengthUnit::Kilometre => "km",
        LengthUnit::Mile => "miles",
        LengthUnit::NauticalMile => "nautical miles",
        LengthUnit::Yard => "yards",
    }
}
