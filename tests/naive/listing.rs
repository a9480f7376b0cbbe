//! The facts that an incident may have been, listed: one for each way in which they can be told apart.

use armistice::evaluate::Open;
use armistice::model::actors::Membership;
use armistice::model::clauses::Who;
use armistice::model::ids::ActorId;
use armistice::sets::{EARLIEST, Intervals, LATEST};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::incident::{Possible, Shape};
use super::world::{Fact, Matter, World};

/// A side, with the values that stand for others and those they stand for.
struct Side {
    open: Open,
    values: usize,
}

/// The listed facts.
pub struct Listing {
    sides: Vec<Side>,
    pub facts: Vec<Listed>,
    /// The actors that each listed actor stands for, by that actor.
    pub actors: BTreeMap<usize, Vec<usize>>,
    /// The acts, likewise.
    pub acts: BTreeMap<usize, Vec<usize>>,
    /// The cells, likewise.
    pub cells: BTreeMap<usize, Vec<usize>>,
    /// The spans of time, likewise.
    pub times: BTreeMap<i64, Vec<(i64, i64)>>,
}

/// A possible fact.
pub struct Listed {
    pub fact: Fact,
    /// The shapes of the incident that allow it.
    pub shapes: Vec<usize>,
    /// Its value on each side, as a number.
    at: Vec<u32>,
}

impl Listing {
    pub fn new(world: &World<'_>, matter: &Matter, possible: &Possible) -> Self {
        let model = world.model;
        let shapes = &possible.shapes;
        let people = model.actors.len();
        let mut listing = Self {
            sides: Vec::new(),
            facts: Vec::new(),
            actors: BTreeMap::new(),
            acts: BTreeMap::new(),
            cells: BTreeMap::new(),
            times: times(world, matter, shapes),
        };
        let moments: Vec<i64> = listing.times.keys().copied().collect();
        let belongs = |sets: &[Membership], actor: usize, key: &mut Vec<u64>| {
            for set in sets {
                key.extend(moments.iter().map(|&at| u64::from(set.contains(ActorId::at(actor), at))));
            }
        };
        // `each other` tells its members apart from one another.
        let itself = |actor: usize, key: &mut Vec<u64>| {
            let mut all = Vec::new();
            belongs(&matter.each_other, actor, &mut all);
            key.push(if all.contains(&1) { actor as u64 } else { u64::MAX });
            key.extend(all);
        };
        listing.actors = classes(0..people, |actor| {
            let mut allowed = Vec::new();
            for shape in shapes {
                allowed.extend(moments.iter().map(|&at| u64::from(shape.may_act(model, actor, at))));
            }
            if !allowed.contains(&1) {
                return None;
            }
            belongs(&matter.actors, actor, &mut allowed);
            itself(actor, &mut allowed);
            Some(allowed)
        });
        let targets = classes(0..people + 1, |target| {
            let mut allowed = Vec::new();
            for shape in shapes {
                allowed.extend(moments.iter().map(|&at| u64::from(shape.may_be_hit(model, target, at))));
            }
            if !allowed.contains(&1) {
                return None;
            }
            belongs(&matter.targets, target, &mut allowed);
            itself(target, &mut allowed);
            Some(allowed)
        });
        let sets_of_means: BTreeSet<&BTreeSet<usize>> =
            shapes.iter().flat_map(|shape| shape.acts.values()).collect();
        let sets_of_means: Vec<&BTreeSet<usize>> = sets_of_means.into_iter().collect();
        listing.acts = classes(0..model.deeds.acts.universe(), |act| {
            let means = |shape: &Shape| {
                let own = shape.acts.get(&act)?;
                sets_of_means.iter().position(|set| *set == own)
            };
            let mut key: Vec<u64> =
                shapes.iter().map(|shape| means(shape).map_or(u64::MAX, |set| set as u64)).collect();
            if key.iter().all(|&set| set == u64::MAX) {
                return None;
            }
            key.extend(matter.acts.iter().map(|acts| u64::from(acts.contains(act))));
            Some(key)
        });
        let means = classes(0..model.deeds.means.universe(), |means| {
            let mut key: Vec<u64> = sets_of_means.iter().map(|set| u64::from(set.contains(&means))).collect();
            if !key.contains(&1) {
                return None;
            }
            key.extend(matter.means.iter().map(|class| u64::from(class.contains(means))));
            Some(key)
        });
        listing.cells = classes(0..model.places.cells(), |cell| {
            let mut key: Vec<u64> =
                shapes.iter().map(|shape| u64::from(shape.cells.contains(&cell))).collect();
            if !key.contains(&1) {
                return None;
            }
            key.extend(matter.areas.iter().map(|&area| u64::from(world.in_area(area, cell))));
            Some(key)
        });
        let mut sides: Vec<(Open, Vec<i64>)> = vec![
            (Open::Who, keys(&listing.actors)),
            (Open::What, keys(&listing.acts)),
            (Open::Whom, keys(&targets)),
            (Open::WithWhat, keys(&means)),
            (Open::Where, keys(&listing.cells)),
            (Open::When, moments),
        ];
        // What a report says of a measure or a condition tells its facts apart from another's, whether or not a clause
        // speaks of it: a fact has a value on every side.
        let none = Vec::new();
        let said_of = shapes.iter().flat_map(|shape| shape.measures.keys());
        let measures: BTreeSet<_> = matter.measures.keys().chain(said_of).copied().collect();
        for measure in measures {
            let ranges = matter.measures.get(&measure).unwrap_or(&none);
            let said = shapes.iter().filter_map(|shape| shape.measures.get(&measure));
            let cuts = spans(ranges.iter().chain(said));
            let allowed = |value: &i64| {
                let fits =
                    |shape: &Shape| shape.measures.get(&measure).is_none_or(|range| range.contains(*value));
                shapes.iter().any(fits)
            };
            let values = cuts.into_iter().map(|(start, _)| start).filter(allowed).collect();
            sides.push((Open::Measure(measure), values));
        }
        let said_of = shapes.iter().flat_map(|shape| shape.literals.keys());
        let literals: BTreeSet<_> = matter.literals.iter().chain(said_of).copied().collect();
        for literal in literals {
            let fits = |value: bool| {
                shapes.iter().any(|shape| shape.literals.get(&literal).is_none_or(|&said| said == value))
            };
            let values = [false, true].into_iter().filter(|&value| fits(value)).map(i64::from).collect();
            sides.push((Open::Condition(literal), values));
        }
        listing.enumerate(world, shapes, &sides);
        listing.sides = sides.into_iter().map(|(open, values)| Side { open, values: values.len() }).collect();
        listing
    }

    /// Every combination that some shape allows. A combination is left as soon as no shape can allow it any more.
    fn enumerate(&mut self, world: &World<'_>, shapes: &[Shape], sides: &[(Open, Vec<i64>)]) {
        let mut tables = Tables { world, shapes, sides, pairs: HashMap::new() };
        let mut at = vec![0_u32; sides.len()];
        // Time first: it decides who is a candidate.
        let order: Vec<usize> = [5, 0, 2, 1, 3, 4].into_iter().chain(6..sides.len()).collect();
        self.choose(&mut tables, &order, &mut at, u64::MAX >> (64 - shapes.len().max(1)));
    }

    fn choose(&mut self, tables: &mut Tables<'_>, order: &[usize], at: &mut Vec<u32>, allowed: u64) {
        let Some((&side, rest)) = order.split_first() else {
            let shapes = (0..64).filter(|shape| allowed >> shape & 1 == 1).collect();
            self.facts.push(Listed { fact: fact(tables.sides, at), shapes, at: at.clone() });
            return;
        };
        for value in 0..tables.sides[side].1.len() {
            at[side] = u32::try_from(value).unwrap();
            let still = allowed & tables.allowing(side, at);
            if still != 0 {
                self.choose(tables, rest, at, still);
            }
        }
    }

    /// 9.2: the sides along which a fact of one kind can be changed, alone, into one of the other kind.
    pub fn open(&self, is_inside: &[bool]) -> Vec<Open> {
        let mut open = Vec::new();
        for (index, side) in self.sides.iter().enumerate() {
            if side.values < 2 {
                continue;
            }
            let mut lines: HashMap<Vec<u32>, (bool, bool)> = HashMap::new();
            for (listed, &inside) in self.facts.iter().zip(is_inside) {
                let mut rest = listed.at.clone();
                rest[index] = 0;
                let seen = lines.entry(rest).or_default();
                if inside { seen.0 = true } else { seen.1 = true }
            }
            if lines.values().any(|&(inside, outside)| inside && outside) {
                open.push(side.open);
            }
        }
        open
    }
}

/// Which shapes allow a value, as bits. Asked once for each value, or pair of values where two sides hang together.
struct Tables<'t> {
    world: &'t World<'t>,
    shapes: &'t [Shape],
    sides: &'t [(Open, Vec<i64>)],
    pairs: HashMap<(usize, u32, u32), u64>,
}

impl Tables<'_> {
    fn allowing(&mut self, side: usize, at: &[u32]) -> u64 {
        // Candidates hang on the time, means on the act.
        let other = match side {
            0 | 2 => at[5],
            3 => at[1],
            _ => 0,
        };
        let key = (side, at[side], other);
        if let Some(&known) = self.pairs.get(&key) {
            return known;
        }
        let value = self.sides[side].1[at[side] as usize];
        let index = usize::try_from(value).unwrap_or(0);
        let (time, act) = (self.sides[5].1[at[5] as usize], self.sides[1].1[at[1] as usize]);
        let model = self.world.model;
        let allows = |shape: &Shape| match self.sides[side].0 {
            Open::Who => shape.may_act(model, index, time),
            Open::Whom => shape.may_be_hit(model, index, time),
            Open::What => shape.acts.contains_key(&index),
            Open::WithWhat => {
                shape.acts.get(&usize::try_from(act).unwrap()).is_some_and(|means| means.contains(&index))
            }
            Open::Where => shape.cells.contains(&index),
            Open::When => shape.time.contains(value),
            Open::Measure(id) => shape.measures.get(&id).is_none_or(|range| range.contains(value)),
            Open::Condition(id) => shape.literals.get(&id).is_none_or(|&said| said == (value == 1)),
            Open::Direction | Open::Event | Open::Several => true,
        };
        let bits =
            (0..).zip(self.shapes).filter(|(_, shape)| allows(shape)).map(|(bit, _)| 1_u64 << bit).sum();
        self.pairs.insert(key, bits);
        bits
    }
}

fn fact(sides: &[(Open, Vec<i64>)], at: &[u32]) -> Fact {
    let value = |side: usize| sides[side].1[at[side] as usize];
    let index = |side: usize| usize::try_from(value(side)).unwrap();
    let mut fact = Fact {
        actor: index(0),
        act: index(1),
        target: index(2),
        means: index(3),
        cell: index(4),
        time: value(5),
        measures: BTreeMap::new(),
        literals: BTreeMap::new(),
    };
    for (side, (open, _)) in sides.iter().enumerate().skip(6) {
        match open {
            Open::Measure(measure) => drop(fact.measures.insert(*measure, value(side))),
            Open::Condition(literal) => drop(fact.literals.insert(*literal, value(side) == 1)),
            _ => {}
        }
    }
    fact
}

fn keys(classes: &BTreeMap<usize, Vec<usize>>) -> Vec<i64> {
    classes.keys().map(|&value| i64::try_from(value).unwrap()).collect()
}

/// Values by what tells them apart, under the first of each class. Those without a key are left out.
fn classes(
    values: impl Iterator<Item = usize>,
    key: impl Fn(usize) -> Option<Vec<u64>>,
) -> BTreeMap<usize, Vec<usize>> {
    let mut by_key: HashMap<Vec<u64>, Vec<usize>> = HashMap::new();
    for value in values {
        if let Some(key) = key(value) {
            by_key.entry(key).or_default().push(value);
        }
    }
    by_key.into_values().map(|class| (class[0], class)).collect()
}

/// All numbers, cut wherever one of these sets begins or ends.
fn spans<'a>(sets: impl Iterator<Item = &'a Intervals>) -> Vec<(i64, i64)> {
    let mut cuts: BTreeSet<i64> =
        sets.flat_map(|set| set.iter()).flat_map(|(start, end)| [start, end]).collect();
    cuts.extend([EARLIEST, LATEST]);
    let cuts: Vec<i64> = cuts.into_iter().collect();
    cuts.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// The times at which an incident may have happened, cut wherever anything changes; those at which everything is the same
/// together.
fn times(world: &World<'_>, matter: &Matter, shapes: &[Shape]) -> BTreeMap<i64, Vec<(i64, i64)>> {
    let model = world.model;
    let mut sets: Vec<&Intervals> = matter.times.iter().collect();
    let memberships: Vec<&Membership> =
        matter.actors.iter().chain(&matter.targets).chain(&matter.each_other).collect();
    for shape in shapes {
        sets.push(&shape.time);
    }
    let groups: BTreeSet<usize> = shapes
        .iter()
        .flat_map(|shape| shape.who.iter().chain(&shape.whom).flatten())
        .filter_map(|who| match who {
            Who::Group(group) => Some(group.index()),
            Who::Actor(_) | Who::Nobody => None,
        })
        .collect();
    let groups: Vec<&Membership> =
        groups.into_iter().map(|group| &model.actors.groups[group].members).collect();
    sets.extend(memberships.iter().chain(&groups).flat_map(|set| set.iter().map(|(_, times)| times)));
    let mut by_key: HashMap<Vec<u64>, Vec<(i64, i64)>> = HashMap::new();
    for (start, end) in spans(sets.into_iter()) {
        let mut key: Vec<u64> = shapes.iter().map(|shape| u64::from(shape.time.contains(start))).collect();
        if !key.contains(&1) {
            continue;
        }
        key.extend(matter.times.iter().map(|times| u64::from(times.contains(start))));
        for set in memberships.iter().chain(&groups) {
            key.extend(set.iter().map(|(_, times)| u64::from(times.contains(start))));
        }
        by_key.entry(key).or_default().push((start, end));
    }
    by_key.into_values().map(|spans| (spans[0].0, spans)).collect()
}
