//! Sets of facts as people say them: groups rather than their members, classes rather than their kinds.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::model::descriptions::LiteralKind;
use crate::model::ids::ActorId;
use crate::model::time::{self, Seconds};
use crate::scope::{Region, zone_of};
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};

/// How many spans of time are written out.
const MOST_SPANS: usize = 3;
/// How many names a list has before what is missing is said instead, where that is shorter.
const LONG: usize = 6;

/// A box in words: what a side does not restrict is absent.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Portrait {
    /// Who.
    pub who: Option<String>,
    /// What.
    pub what: Option<String>,
    /// To whom.
    pub whom: Option<String>,
    /// With what.
    pub with: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub when: Option<String>,
    /// How much.
    pub measures: Vec<String>,
    /// Under what conditions.
    pub conditions: Vec<String>,
}

/// A box of the facts of a model in words.
#[must_use]
pub fn portrait(model: &Model, region: &Region) -> Portrait {
    let measures = region.measures.iter().filter_map(|(id, numbers)| {
        let measure = model.deeds.measures.get(id.index())?;
        Some(format!("{} {}", measure.name, amounts(numbers, &measure.base_unit)))
    });
    let conditions = region.literals.iter().filter_map(|(id, holds)| {
        let literal = model.literals.get(id.index())?;
        let words = match literal.kind {
            LiteralKind::Delimitation(zone) => format!("the place belongs to {}", model.places.title(zone)),
            LiteralKind::Condition | LiteralKind::Reading(_) | LiteralKind::Force => literal.words.clone(),
        };
        Some(if *holds { words } else { format!("not: {words}") })
    });
    Portrait {
        who: people(model, &region.actors),
        what: acts(model, &region.acts),
        whom: people(model, &region.targets),
        with: means(model, &region.means),
        place: cells(model, &region.cells),
        when: times(model, &region.time),
        measures: measures.collect(),
        conditions: conditions.collect(),
    }
}

/// Actors, or targets, by the names of groups where all their members are meant.
fn people(model: &Model, set: &Bits) -> Option<String> {
    let universe = set.len_universe();
    let groups = model.actors.groups.iter();
    let named: Vec<(String, Bits)> =
        groups.map(|group| (group.title.clone(), group.members.ever(universe, &Intervals::all()))).collect();
    let nobody = model.actors.len();
    let single = |value: usize| {
        if value == nobody { "nobody".to_owned() } else { model.actors.title(ActorId::at(value)).to_owned() }
    };
    listed(set, &named, &single, "anyone")
}

fn acts(model: &Model, set: &Bits) -> Option<String> {
    let classes = &model.deeds.acts;
    let named: Vec<(String, Bits)> =
        classes.iter().map(|(index, class)| (lower(&class.title), classes.leaves(index))).collect();
    listed(set, &named, &|leaf| lower(&classes.leaf_title(leaf)), "any act")
}

fn means(model: &Model, set: &Bits) -> Option<String> {
    let classes = &model.deeds.means;
    let named: Vec<(String, Bits)> =
        classes.iter().map(|(index, class)| (lower(&class.title), classes.leaves(index))).collect();
    let single = |leaf: usize| {
        if leaf == classes.unclassed() {
            "no means that is named".to_owned()
        } else {
            lower(&classes.leaf_title(leaf))
        }
    };
    listed(set, &named, &single, "any means")
}

fn cells(model: &Model, set: &Bits) -> Option<String> {
    let places = &model.places;
    let named: Vec<(String, Bits)> = places
        .zones
        .iter()
        .zip(&places.certain_cells)
        .map(|(zone, cells)| (zone.title.clone(), cells.clone()))
        .collect();
    let single = |cell: usize| match zone_of(model, cell) {
        Some(zone) => format!("a part of {}", places.title(zone)),
        None if cell == 0 => "outside all zones with a boundary".to_owned(),
        None => "ground between the zones".to_owned(),
    };
    listed(set, &named, &single, "anywhere")
}

/// A set by the largest named sets within it and what is left one by one; by what it lacks, where that is shorter. Nothing
/// where it is everything.
fn listed(
    set: &Bits,
    named: &[(String, Bits)],
    single: &dyn Fn(usize) -> String,
    everything: &str,
) -> Option<String> {
    if set.is_full() {
        return None;
    }
    let names = cover(set, named, single);
    let missing = set.complement();
    if names.len() > LONG {
        let lacking = cover(&missing, named, single);
        if lacking.len() < names.len() {
            return Some(format!("{everything} except {}", join(&lacking)));
        }
    }
    Some(join(&names))
}

fn cover(set: &Bits, named: &[(String, Bits)], single: &dyn Fn(usize) -> String) -> Vec<String> {
    let mut fitting: Vec<(usize, &(String, Bits))> = named
        .iter()
        .enumerate()
        .filter(|(_, (_, members))| !members.is_empty() && members.is_subset(set))
        .collect();
    // The largest first; of equals, the one declared first.
    fitting.sort_by_key(|(index, (_, members))| (std::cmp::Reverse(members.count()), *index));
    let mut left = set.clone();
    let mut names: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (index, (name, members)) in fitting {
        if members.intersects(&left) {
            names.insert((members.first().unwrap_or(0), index), name.clone());
            left.subtract(members);
        }
    }
    let mut singles: Vec<String> = Vec::new();
    for value in left.iter() {
        let name = single(value);
        if !singles.contains(&name) {
            singles.push(name);
        }
    }
    names.into_values().chain(singles).collect()
}

fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Times as `from A until B`; nothing where they are all times.
#[must_use]
pub fn times(model: &Model, times: &Intervals) -> Option<String> {
    if times.is_all() {
        return None;
    }
    let at = |at: Seconds| time::in_words(at, &model.time_zone);
    let spans: Vec<String> = times
        .iter()
        .map(|(start, end)| match (start, end) {
            (EARLIEST, LATEST) => "at all times".to_owned(),
            (EARLIEST, end) => format!("until {}", at(end)),
            (start, LATEST) => format!("from {} on", at(start)),
            (start, end) => format!("from {} until {}", at(start), at(end)),
        })
        .collect();
    if spans.is_empty() {
        return Some("never".to_owned());
    }
    let shown = spans.iter().take(MOST_SPANS).cloned().collect::<Vec<_>>().join("; ");
    let more = spans.len().saturating_sub(MOST_SPANS);
    Some(if more > 0 { format!("{shown}; and {more} more periods") } else { shown })
}

fn amounts(numbers: &Intervals, unit: &str) -> String {
    let amount = |thousandths: i64| {
        let (whole, rest) = (thousandths / 1000, (thousandths % 1000).abs());
        if rest == 0 { format!("{whole} {unit}") } else { format!("{whole}.{rest:03} {unit}") }
    };
    let spans = numbers.iter().map(|(start, end)| match (start, end) {
        (EARLIEST, end) => format!("less than {}", amount(end)),
        (start, LATEST) => format!("at least {}", amount(start)),
        (start, end) if end == start.saturating_add(1) => format!("exactly {}", amount(start)),
        (start, end) => format!("from {} up to less than {}", amount(start), amount(end)),
    });
    spans.collect::<Vec<_>>().join(" or ")
}

fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
