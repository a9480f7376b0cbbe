//! Sets in words: the shortest way in which a reader of the agreement would say who, what, where and when.
//!
//! A set of actors is said by declared groups where a group is exactly the set or lies within it, a set of acts by the
//! classes and families that lie within it, ground by its zones. Nothing is rounded: what is said is the set.

use crate::model::Model;
use crate::model::descriptions::LiteralKind;
use crate::model::ids::{ActorId, LiteralId, MeasureId, ZoneId};
use crate::model::standard::FAMILIES;
use crate::model::time;
use crate::sets::{Bits, EARLIEST, Intervals, LATEST};
use crate::syntax::tree::ActorRole;

/// A set that has a name of its own.
struct Named {
    words: String,
    set: Bits,
}

/// Says a set by the names of sets: the one that adds the most comes first, of equals the first in the list; what no name
/// covers is said one by one. A name that reaches beyond the set is used with what must be left out of it, where that is little.
fn covered_by(set: &Bits, names: &[Named], single: &dyn Fn(usize) -> String) -> Vec<String> {
    let nearly: Vec<Named> = names.iter().filter_map(|name| nearly(set, name, names, single)).collect();
    let within = |name: &&Named| name.set.count() > 1 && name.set.is_subset(set);
    cover(set, &names.iter().filter(within).chain(&nearly).collect::<Vec<_>>(), single)
}

/// A set's part of a named one, if it has nearly all of it: "Opposition (without FatahHalab)".
fn nearly(set: &Bits, name: &Named, names: &[Named], single: &dyn Fn(usize) -> String) -> Option<Named> {
    let (shared, missing) = (name.set.intersection(set), name.set.difference(set));
    if missing.is_empty() || shared.count() < 4 || missing.count() * 2 > shared.count() {
        return None;
    }
    let within: Vec<&Named> =
        names.iter().filter(|name| name.set.count() > 1 && name.set.is_subset(&missing)).collect();
    let except = cover(&missing, &within, single);
    // Whoever belongs to a group and is not named is told apart by that alone.
    let words = if except == [format!("others of {}", name.words)] {
        format!("{} as named", name.words)
    } else {
        format!("{} (without {})", name.words, listed(&except, "and"))
    };
    (except.len() <= 2).then_some(Named { words, set: shared })
}

fn cover(set: &Bits, names: &[&Named], single: &dyn Fn(usize) -> String) -> Vec<String> {
    let mut left = set.clone();
    let mut words: Vec<(usize, String)> = Vec::new();
    loop {
        let mut best: Option<(usize, &Named)> = None;
        for name in names {
            let adds = name.set.intersection(&left).count();
            if adds > best.map_or(1, |(most, _)| most) {
                best = Some((adds, name));
            }
        }
        let Some((_, name)) = best else { break };
        words.push((name.set.first().unwrap_or(0), name.words.clone()));
        left.subtract(&name.set);
    }
    words.extend(left.iter().map(|element| (element, single(element))));
    words.sort();
    words.into_iter().map(|(_, words)| words).collect()
}

/// Items as a sentence has them: "a, b and c".
#[must_use]
pub fn listed(items: &[String], joint: &str) -> String {
    match items.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {joint} {last}", rest.join(", ")),
    }
}

/// Actors in words, of those in question: "GovernmentSide and SDF", "anybody but Turkey", "anybody". Groups count with
/// whoever belongs to them at some time of `during`.
#[must_use]
pub fn actors_in_words(model: &Model, set: &Bits, among: &Bits, during: &Intervals) -> String {
    let universe = among.len_universe();
    let nobody = model.actors.len();
    if set.count() > 1 && set == among {
        return "anybody".to_owned();
    }
    let groups = model.actors.groups.iter().map(|group| Named {
        words: group.name.clone(),
        set: group.members.ever(universe, during).intersection(among),
    });
    let roles = [
        (ActorRole::Party, "the parties"),
        (ActorRole::ThirdParty, "the third parties"),
        (ActorRole::Protected, "the protected"),
    ];
    let roles = roles.into_iter().map(|(role, words)| {
        let actors = Bits::of(universe, model.actors.of_role(role).map(ActorId::index));
        Named { words: words.to_owned(), set: actors.intersection(among) }
    });
    let groups: Vec<Named> = groups.chain(roles).collect();
    let single = |actor: usize| {
        if actor == nobody {
            return "nobody".to_owned();
        }
        let actor = ActorId::at(actor);
        match model.actors.leaves.get(actor.index()).map(|leaf| leaf.origin) {
            Some(crate::model::actors::ActorOrigin::OtherMemberOf(group)) => {
                let group = model.actors.groups.get(group.index()).map_or("a group", |group| &group.name);
                format!("others of {group}")
            }
            Some(crate::model::actors::ActorOrigin::Outsider) => "whoever is not named".to_owned(),
            _ => model.actors.name(actor).to_owned(),
        }
    };
    if let Some(exact) = groups.iter().find(|group| group.set == *set && set.count() > 1) {
        return exact.words.clone();
    }
    let said = covered_by(set, &groups, &single);
    let others = among.difference(set);
    if set.is_subset(among) && said.len() > 2 {
        let except = covered_by(&others, &groups, &single);
        if except.len() + 1 < said.len() {
            return format!("anybody but {}", listed(&except, "and"));
        }
    }
    listed(&said, "and")
}

/// Acts in words, of those in question: "attack of any kind", "siege and detention".
#[must_use]
pub fn acts_in_words(model: &Model, set: &Bits, among: &Bits) -> String {
    listed(&acts_listed(model, set, among), "and")
}

/// The same, one by one.
#[must_use]
pub fn acts_listed(model: &Model, set: &Bits, among: &Bits) -> Vec<String> {
    let acts = &model.deeds.acts;
    let mut names: Vec<Named> = acts
        .iter()
        .filter(|(index, _)| acts.leaves(*index).is_subset(among))
        .map(|(index, class)| Named {
            words: format!("{} of any kind", lower(&class.title)),
            set: acts.leaves(index),
        })
        .collect();
    for family in FAMILIES {
        let of_family = |name: &str| family.acts.iter().any(|act| act.id == name);
        let members = acts.iter().filter(|(_, class)| class.standard && of_family(&class.name));
        let members = Bits::of(acts.universe(), members.map(|(index, _)| index));
        names.push(Named { words: format!("{} (every act)", lower(family.title)), set: members });
    }
    covered_by(set, &names, &|leaf| match acts.get(leaf) {
        Some(class) if acts.has_kinds(leaf) => format!("other {}", lower(&class.title)),
        _ => lower(&acts.leaf_title(leaf)),
    })
}

/// Means in words: "Tanks and Mortars".
#[must_use]
pub fn means_in_words(model: &Model, set: &Bits) -> String {
    let means = &model.deeds.means;
    let names: Vec<Named> = means
        .iter()
        .map(|(index, class)| Named { words: lower(&class.title), set: means.leaves(index) })
        .collect();
    let said = covered_by(set, &names, &|leaf| match means.get(leaf) {
        None => "no named means".to_owned(),
        Some(class) if means.has_kinds(leaf) => format!("other {}", lower(&class.title)),
        Some(class) => lower(&class.title),
    });
    if said.len() > 2 {
        let except = covered_by(&set.complement(), &names, &|leaf| lower(&means.leaf_title(leaf)));
        if except.len() < said.len() {
            return format!("anything but {}", listed(&except, "and"));
        }
    }
    listed(&said, "or")
}

/// Cells of the map in words, to stand after a fact: "in Aleppo", "outside all zones"; `None` for the whole map.
#[must_use]
pub fn cells_in_words(model: &Model, set: &Bits) -> Option<String> {
    if set.is_full() {
        return None;
    }
    let zones: Vec<Named> = model
        .places
        .certain_cells
        .iter()
        .enumerate()
        .filter(|(_, cells)| !cells.is_empty())
        .map(|(index, cells)| Named {
            words: model.places.title(ZoneId::at(index)).to_owned(),
            set: cells.clone(),
        })
        .collect();
    // A zone of one cell is as good a name as any other.
    let exact = |cells: &Bits| zones.iter().find(|zone| zone.set == *cells).map(|zone| zone.words.clone());
    if let Some(zone) = exact(set) {
        return Some(format!("in {zone}"));
    }
    let others = set.complement();
    if let Some(zone) = exact(&others) {
        return Some(format!("outside {zone}"));
    }
    let mut all = Bits::empty(set.len_universe());
    zones.iter().for_each(|zone| all.union_with(&zone.set));
    if *set == all.complement() {
        return Some("outside all zones with a boundary".to_owned());
    }
    if others == all.complement() {
        return Some("in any zone with a boundary".to_owned());
    }
    let single = |cell: usize| {
        let zone = super::zone_of(model, cell).map(|zone| model.places.title(zone).to_owned());
        exact(&Bits::single(set.len_universe(), cell)).unwrap_or_else(|| {
            zone.map_or_else(|| "the ground outside all zones".to_owned(), |zone| format!("a part of {zone}"))
        })
    };
    let mut said = covered_by(set, &zones, &single);
    said.dedup();
    let mut except = covered_by(&others, &zones, &single);
    except.dedup();
    if except.len() < said.len() {
        return Some(format!("outside {}", listed(&except, "and")));
    }
    Some(format!("in {}", listed(&said, "or")))
}

/// Times in words: "until 5 May 2016, 01:00"; a few periods at most are written out. `None` for all times.
#[must_use]
pub fn times_in_words(model: &Model, times: &Intervals) -> Option<String> {
    const MOST: usize = 4;
    if times.is_all() {
        return None;
    }
    let at = |at: i64| time::in_words(at, &model.time_zone);
    let period = |(start, end): (i64, i64)| match (start == EARLIEST, end == LATEST) {
        (true, true) => "at all times".to_owned(),
        (true, false) => format!("before {}", at(end)),
        (false, true) => format!("from {}", at(start)),
        (false, false) if end.saturating_sub(start) == 1 => format!("on {}", at(start)),
        (false, false) => format!("from {} until {}", at(start), at(end)),
    };
    let all: Vec<String> = times.iter().map(period).collect();
    let mut said: Vec<String> = all.iter().take(MOST).cloned().collect();
    if all.len() > MOST {
        said.push(format!("{} further periods", all.len() - MOST));
    }
    Some(listed(&said, "and"))
}

/// A measure in words: "calibre from 100 mm".
#[must_use]
pub fn measure_in_words(model: &Model, measure: MeasureId, numbers: &Intervals) -> String {
    let Some(measure) = model.deeds.measures.get(measure.index()) else { return String::new() };
    let unit = &measure.base_unit;
    let number = |thousandths: i64| super::witness::in_units(thousandths);
    let range = |(start, end): (i64, i64)| match (start == EARLIEST, end == LATEST) {
        (true, true) => "of any size".to_owned(),
        (true, false) => format!("below {} {unit}", number(end)),
        (false, true) => format!("from {} {unit}", number(start)),
        (false, false) => format!("from {} to below {} {unit}", number(start), number(end)),
    };
    let said: Vec<String> = numbers.iter().map(range).collect();
    format!("{} {}", measure.name, listed(&said, "or"))
}

/// A condition that holds, or does not: "if self_defence", "unless self_defence".
#[must_use]
pub fn literal_in_words(model: &Model, literal: LiteralId, holds: bool) -> String {
    let decided = model.past.definitions.contains_key(&literal);
    let Some(literal) = model.literals.get(literal.index()) else { return String::new() };
    let (when, so) = if holds { ("if", "where") } else { ("unless", "where not") };
    match literal.kind {
        // What the past decides is a sentence; what a report records has the name of its column.
        LiteralKind::Condition if decided => format!("{when} {}", literal.words),
        LiteralKind::Condition => format!("{when} {}", literal.column),
        // Other conditions of a zone than whether the place belongs to it have words of their own.
        LiteralKind::Delimitation(zone)
            if model.places.zones.get(zone.index()).is_some_and(|zone| zone.name == literal.column) =>
        {
            format!("{when} the place belongs to {}", model.places.title(zone))
        }
        LiteralKind::Delimitation(_) => format!("{when} {}", literal.words),
        LiteralKind::Reading(term) => {
            let title = model.terms.get(term.index()).map_or(literal.column.as_str(), |term| &term.title);
            format!("{when} \"{title}\" is read widely")
        }
        LiteralKind::Force => format!("{so} {}", literal.words),
    }
}

/// A title within a sentence.
pub(super) fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(elements: &[usize]) -> Bits {
        Bits::of(8, elements.iter().copied())
    }

    #[test]
    fn names_that_add_the_most_come_first_and_the_rest_is_said_one_by_one() {
        let named = |words: &str, elements: &[usize]| Named { words: words.to_owned(), set: set(elements) };
        let names = [named("pair", &[0, 1]), named("four", &[0, 1, 2, 3]), named("beyond", &[5, 6, 7])];
        let single = |element: usize| format!("no. {element}");
        let said = |elements: &[usize]| covered_by(&set(elements), &names, &single);
        assert_eq!(said(&[0, 1, 2, 3]), ["four"]);
        assert_eq!(said(&[0, 1, 2, 5]), ["pair", "no. 2", "no. 5"]);
        assert_eq!(said(&[]), [""; 0]);
        let names = [named("six", &[0, 1, 2, 3, 4, 5])];
        let said = |elements: &[usize]| covered_by(&set(elements), &names, &single);
        assert_eq!(said(&[0, 1, 2, 3, 4, 7]), ["six (without no. 5)", "no. 7"]);
        assert_eq!(said(&[0, 1, 2]), ["no. 0", "no. 1", "no. 2"], "half of it is not nearly all");
    }
}
