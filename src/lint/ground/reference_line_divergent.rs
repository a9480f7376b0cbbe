//! A zone that parties measure from different lines: the ground between lies in it for one and outside it for another.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::readings::over_readers;
use crate::lint::{Finding, Parting, Text};
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ZoneId};
use crate::model::names::Named;
use crate::scope::Scope;
use crate::sets::Bits;
use crate::syntax::tree::{Extent, MeasuredBy, Name, StatementKind};

/// Ground smaller than this, in square kilometres, is the width of a pencil.
const PENCIL_KM2: f64 = 0.01;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let zones = text.sentences(|statement| match statement {
        StatementKind::Zone {
            name,
            extent: Some(Extent::Within { of, .. } | Extent::Between { of, .. }),
            measured,
            ..
        } => Some((name, of, measured)),
        _ => None,
    });
    let pairs = zones.flat_map(|(_, (name, of, measured))| measured.iter().map(move |own| (name, of, own)));
    pairs.filter_map(|(name, of, own)| finding(text, name, of, own)).collect()
}

fn finding(text: &Text<'_>, name: &Name, of: &Name, own: &MeasuredBy) -> Option<Finding> {
    let names = &text.model().names;
    let Some(Named::Zone(zone)) = names.get(&name.text) else { return None };
    let reader = own.who.names.iter().find_map(|who| match names.get(&who.text) {
        Some(Named::Actor(reader)) => Some(reader),
        _ => None,
    })?;
    let between = between(text, zone, reader)?;
    let km2 = area_km2(text, &between);
    if km2 < PENCIL_KM2 {
        return None;
    }
    let diagnostic = Diagnostic::new(
        &catalogue::REFERENCE_LINE_DIVERGENT,
        own.from.spot.0,
        format!("`{}` is measured from two lines", short(&name.text)),
    )
    .because(format!("{} between the two", area(km2)))
    .and(name.spot.0, "measured otherwise in the text")
    .help(format!("measure it from `{}` for all: take out `{}`", short(&of.text), measure(own)))
    .help(format!("or from `{0}` for all: `... of {0}`", short(&own.from.text)))
    .note("while both measures stand, what happens on the ground between is contested");
    Some(Finding::parting(diagnostic, parting(text, zone, reader, own)))
}

fn short(name: &str) -> String {
    name.chars().take(22).collect()
}

/// The words by which a party measures it from elsewhere.
fn measure(own: &MeasuredBy) -> String {
    let who: Vec<&str> = own.who.names.iter().map(|name| name.text.as_str()).collect();
    format!("as measured by {} from {}", who.join(" and "), own.from.text)
}

/// The cells that belong to a zone by one of two measures and not by the other.
fn between(text: &Text<'_>, zone: ZoneId, reader: ActorId) -> Option<Bits> {
    let as_written = text.draft.compiler(None).zone(zone).ok()?;
    let as_read = text.draft.compiler(Some(reader)).zone(zone).ok()?;
    let mut cells = Bits::empty(text.draft.universe().cells);
    for difference in [as_written.difference(&as_read), as_read.difference(&as_written)] {
        difference.regions().iter().for_each(|region| cells.union_with(&region.cells));
    }
    (!cells.is_empty()).then_some(cells)
}

pub(super) fn area_km2(text: &Text<'_>, cells: &Bits) -> f64 {
    let Some(atlas) = &text.model().places.atlas else { return 0.0 };
    cells.iter().filter_map(|cell| u32::try_from(cell).ok()).map(|cell| atlas.area_km2(cell)).sum()
}

pub(super) fn area(km2: f64) -> String {
    if km2 < 10.0 { format!("{km2:.1} km²") } else { format!("{km2:.0} km²") }
}

/// A fact on the ground between that a prohibition covers by one measure alone.
fn parting(text: &Text<'_>, zone: ZoneId, reader: ActorId, own: &MeasuredBy) -> Option<Parting> {
    let draft = text.draft;
    let as_written = draft.readings.first()?;
    let as_read = draft.readings.iter().find(|reading| reading.reader == Some(reader))?;
    let differing = |one: &Scope, other: &Scope| !one.difference(other).is_empty();
    let rule =
        as_written.rules.iter().filter(|rule| rule.modality == Modality::Prohibition).find(|rule| {
            let other = as_read.rules.get(rule.clause);
            other.is_some_and(|other| {
                differing(&rule.effective, &other.effective) || differing(&other.effective, &rule.effective)
            })
        })?;
    let title = text.model().places.title(zone);
    let measured = format!("as {} measures {title} from {}", draft.model.actors.name(reader), own.from.text);
    over_readers(draft, rule.clause, [("as the text measures it", None), (&measured, Some(reader))])
}
