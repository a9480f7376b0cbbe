//! Bands by class of weapon that stand in the wrong order: what reaches farther is kept nearer.

use std::collections::BTreeMap;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text, Written};
use crate::model::Model;
use crate::model::clauses::ClauseKind;
use crate::model::descriptions::Description;
use crate::sets::Bits;
use crate::source::Span;
use crate::syntax::tree::{ActionKind, Distance, Extent, LengthUnit, NameRef, Preposition, StatementKind};

/// Classes of weapons by how far they reach, the shortest reach first. Classes of one rank reach about as far as each other.
const BY_REACH: [&[&str]; 6] = [
    &["small_arms", "grenade"],
    &["crew_served_weapon", "anti_tank_missile", "armoured_vehicle", "tank"],
    &["mortar"],
    &["artillery"],
    &["rocket_artillery"],
    &["surface_missile"],
];

/// More bands around one line than this are not compared with each other.
const MOST: usize = 64;

/// What is kept how far away.
struct Band<'t, 'a> {
    written: &'t Written<'a>,
    distance_m: f64,
    span: Span,
    actors: Bits,
    /// The ranks of its weapons: the shortest and the longest reach.
    reach: (usize, usize),
}

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut strips: BTreeMap<&str, (&str, &Distance)> = BTreeMap::new();
    for statement in text.statements() {
        if let StatementKind::Zone { name, extent: Some(Extent::Within { distance, of }), .. } =
            &statement.kind
        {
            strips.insert(&name.text, (&of.text, distance));
        }
    }
    let mut around: BTreeMap<&str, Vec<Band<'_, '_>>> = BTreeMap::new();
    for written in text.clauses() {
        if let Some((origin, distance)) = kept(written, &strips)
            && let Some(band) = band(text, written, distance)
        {
            around.entry(origin).or_default().push(band);
        }
    }
    around.into_values().flat_map(|bands| out_of_order(text, &bands)).collect()
}

/// From what a clause keeps something away, and how far: `keep`, to withdraw from a strip, not to deploy in it.
fn kept<'a>(
    written: &Written<'a>,
    strips: &BTreeMap<&'a str, (&'a str, &'a Distance)>,
) -> Option<(&'a str, &'a Distance)> {
    let (norm, _) = written.norm()?;
    match &norm.action.kind {
        ActionKind::Keep { distance, from, .. } => Some((&from.text, distance)),
        ActionKind::Do(acts) | ActionKind::Complete(acts) => {
            let keeps_away = |name: &str| matches!(name, "withdraw" | "pull_back" | "deploy");
            if !acts.names.iter().all(|act| keeps_away(&act.text)) {
                return None;
            }
            let places = norm
                .action
                .objects
                .iter()
                .filter(|object| matches!(object.preposition, Some(Preposition::From | Preposition::In)));
            places.flat_map(|object| &object.refs.refs).find_map(|reference| match reference {
                NameRef::Name(name) => strips.get(name.text.as_str()).copied(),
                _ => None,
            })
        }
        _ => None,
    }
}

fn band<'t, 'a>(text: &Text<'a>, written: &'t Written<'a>, distance: &Distance) -> Option<Band<'t, 'a>> {
    let description: &Description = match (&written.clause.kind, &written.clause.asks) {
        (ClauseKind::Conduct { scope, .. }, _) => scope,
        (_, Some(asked)) => &asked.deed,
        _ => return None,
    };
    let scope = text.draft.compiler(None).scope(description).ok()?;
    let universe = text.draft.universe();
    let (mut actors, mut means) = (Bits::empty(universe.actors), Bits::empty(universe.means));
    for region in scope.regions() {
        actors.union_with(&region.actors);
        means.union_with(&region.means);
    }
    let ranks: Vec<usize> = means.iter().filter_map(|leaf| rank(text.model(), leaf)).collect();
    let reach = (*ranks.iter().min()?, *ranks.iter().max()?);
    let distance_m = metres(distance)?;
    Some(Band { written, distance_m, span: distance.spot.0, actors, reach })
}

/// How far a leaf of the means reaches, as far as the catalogue lets one say.
fn rank(model: &Model, leaf: usize) -> Option<usize> {
    BY_REACH.iter().position(|classes| {
        classes.iter().any(|name| {
            let class = model.deeds.means_words.get(*name);
            class.is_some_and(|class| model.deeds.means.leaves(class.index()).contains(leaf))
        })
    })
}

fn metres(distance: &Distance) -> Option<f64> {
    let number: f64 = distance.low.text.parse().ok()?;
    let unit = match distance.unit {
        LengthUnit::Metre => 1.0,
        LengthUnit::Kilometre => 1000.0,
        LengthUnit::Mile => 1609.344,
        LengthUnit::NauticalMile => 1852.0,
        LengthUnit::Yard => 0.9144,
    };
    Some(number * unit)
}

fn out_of_order(text: &Text<'_>, bands: &[Band<'_, '_>]) -> Vec<Finding> {
    let bands = bands.get(..bands.len().min(MOST)).unwrap_or_default();
    let near = bands.iter().filter_map(|near| {
        let far = bands.iter().find(|far| {
            far.distance_m > near.distance_m
                && far.reach.1 < near.reach.0
                && far.actors.intersects(&near.actors)
        })?;
        Some(finding(text, near, far))
    });
    near.collect()
}

fn finding(text: &Text<'_>, near: &Band<'_, '_>, far: &Band<'_, '_>) -> Finding {
    let label = |band: &Band<'_, '_>| band.written.label().chars().take(14).collect::<String>();
    let (one, other) = (label(near), label(far));
    let words = |span: Span| text.draft.sources.words(span).to_owned();
    let diagnostic = Diagnostic::new(
        &catalogue::BAND_ORDER,
        near.span,
        format!("`{one}` keeps what reaches farther nearer than `{other}`"),
    )
    .because("longer reach, kept nearer")
    .and(far.span, "shorter reach, kept farther")
    .help(format!("exchange the distances, if they were confused: {} in `{one}`", words(far.span)))
    .help(format!("or keep what `{other}` speaks of no farther than {}", words(near.span)))
    .note("a band keeps a weapon out of its reach; the farther band gains nothing if the longer reach may come nearer");
    Finding::plain(diagnostic)
}
