//! A zone that reaches beyond the area in which the other zones are said to lie.

use std::collections::{BTreeMap, BTreeSet};

use super::reference_line_divergent::{area, area_km2};
use crate::catalogue;
use crate::diagnostic::{Diagnostic, Edit};
use crate::lint::{Finding, Text};
use crate::model::ids::ZoneId;
use crate::model::names::Named;
use crate::model::places::Ground;
use crate::sets::Bits;
use crate::source::Span;
use crate::syntax::tree::{Extent, Name, StatementKind};

/// What share of a zone may lie outside before it is said: outlines of two maps seldom agree to the metre.
const SHARE: f64 = 0.05;

/// How many zones are declared within another one before that is the area of the agreement.
const ZONES_WITHIN: usize = 2;

/// A zone as it is declared.
struct Declared<'a> {
    name: &'a Name,
    within: Option<&'a Name>,
    /// Where ` in Country` would stand.
    place: Span,
    by_distance: bool,
    is_measured: bool,
}

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let zones = text.sentences(|statement| match statement {
        StatementKind::Zone { name, title, within, extent, .. } => {
            let last = title.as_ref().map_or(name.spot.0, |title| title.spot.0);
            Some(Declared {
                name,
                within: within.as_ref(),
                place: Span { start: last.end, ..last },
                by_distance: matches!(extent, Some(Extent::Within { .. } | Extent::Between { .. })),
                is_measured: extent.is_some(),
            })
        }
        _ => None,
    });
    let zones: Vec<Declared<'_>> = zones.map(|(_, zone)| zone).collect();
    let mut within: BTreeMap<&str, usize> = BTreeMap::new();
    for parent in zones.iter().filter_map(|zone| zone.within) {
        *within.entry(&parent.text).or_default() += 1;
    }
    let areas: BTreeSet<&str> =
        within.into_iter().filter(|(_, zones)| *zones >= ZONES_WITHIN).map(|(name, _)| name).collect();
    zones.iter().filter_map(|zone| clipped(text, zone).or_else(|| beyond(text, zone, &areas))).collect()
}

/// A zone from a map that is cut off at the zone in which it is declared. A distance is meant to be cut off so.
fn clipped(text: &Text<'_>, zone: &Declared<'_>) -> Option<Finding> {
    let parent = zone.within.filter(|_| !zone.by_distance)?;
    let places = &text.model().places;
    let own = places.zones.get(id(text, zone.name)?.index())?;
    let Ground::Both(_, drawn) = &own.ground else { return None };
    let Ground::Area(drawn) = &**drawn else { return None };
    let drawn = places.cells_of_areas.get(drawn.index())?;
    let outside = drawn.difference(&cells(text, id(text, parent)?)?);
    let (whole, lost) = (area_km2(text, drawn), area_km2(text, &outside));
    if lost <= whole * SHARE {
        return None;
    }
    let diagnostic = told(zone, &parent.text, lost, parent.spot.0, "and is cut off here")
        .help(format!("correct the outline, if all of `{}` is to lie in `{}`", short(zone), parent.text))
        .help(format!("or take out `in {}`, if the part beyond it is meant too", parent.text));
    Some(Finding::plain(diagnostic))
}

/// A zone that is not declared within the area of the agreement, and lies partly beyond it.
fn beyond(text: &Text<'_>, zone: &Declared<'_>, areas: &BTreeSet<&str>) -> Option<Finding> {
    if zone.within.is_some() || !zone.is_measured || areas.contains(zone.name.text.as_str()) {
        return None;
    }
    let own = cells(text, id(text, zone.name)?)?;
    let whole = area_km2(text, &own);
    areas.iter().find_map(|parent| {
        let Some(Named::Zone(of)) = text.model().names.get(parent) else { return None };
        let around = cells(text, of)?;
        let (inside, outside) = (own.intersection(&around), own.difference(&around));
        let (kept, lost) = (area_km2(text, &inside), area_km2(text, &outside));
        // What takes in all of the area is meant to be larger, and what lies wholly elsewhere is meant to be there.
        let crosses = kept > whole * SHARE && lost > whole * SHARE && !around.is_subset(&own);
        crosses.then(|| {
            let edit = Edit { span: zone.place, replacement: format!(" in {parent}") };
            let declared = text.model().names.span(parent).unwrap_or(zone.name.spot.0);
            let diagnostic = told(zone, parent, lost, declared, "the area of other zones")
                .mends(format!("declare it `in {parent}`, if what lies beyond is not meant"), vec![edit])
                .help("or bind those who hold the ground beyond it, if it is");
            Finding::plain(diagnostic)
        })
    })
}

fn told(zone: &Declared<'_>, parent: &str, lost: f64, other: Span, why: &str) -> Diagnostic {
    let parent: String = parent.chars().take(20).collect();
    let code = &catalogue::ZONE_OUTSIDE_AREA;
    Diagnostic::new(code, zone.name.spot.0, format!("`{}` reaches beyond `{parent}`", short(zone)))
        .because(format!("{} lie beyond it", area(lost)))
        .and(other, why)
}

fn short(zone: &Declared<'_>) -> String {
    zone.name.text.chars().take(20).collect()
}

fn id(text: &Text<'_>, name: &Name) -> Option<ZoneId> {
    match text.model().names.get(&name.text) {
        Some(Named::Zone(zone)) => Some(zone),
        _ => None,
    }
}

/// Every cell that may belong to a zone; nothing for one without bounds.
fn cells(text: &Text<'_>, zone: ZoneId) -> Option<Bits> {
    let scope = text.draft.compiler(None).zone(zone).ok()?;
    let mut cells = Bits::empty(text.draft.universe().cells);
    scope.regions().iter().for_each(|region| cells.union_with(&region.cells));
    // The first cell is whatever lies outside all areas.
    (!cells.contains(0) && !cells.is_empty()).then_some(cells)
}
