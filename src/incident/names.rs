//! The names of a log, looked up in the agreement, and what is to be said about them.

use std::collections::{BTreeMap, HashMap};

use crate::incident::mapping::NameMap;
use crate::incident::record::{NameCount, NameKind, UnknownName};
use crate::incident::spelling::Spellings;
use crate::model::Model;
use crate::model::clauses::{Where, Who};
use crate::model::ids::{ActId, ActorId, MeansId};
use crate::model::names::{PlaceName, fold};
use crate::model::time::Seconds;
use crate::sets::Intervals;

/// What is to be said about a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Remark {
    /// The agreement does not have it.
    Unknown,
    /// The agreement does not declare it for that time.
    OutsideItsDates,
    /// It is a group without members at that time.
    WithoutMembers,
}

/// A remark and the number of rows that it concerns.
struct Tally {
    remark: Remark,
    kind: NameKind,
    name: String,
    rows: usize,
}

/// What a field comes to.
#[derive(Clone, Debug)]
struct Sense {
    /// Who it can be; nothing where one of its names could be anybody.
    who: Option<Vec<Who>>,
    tallies: Vec<usize>,
}

/// Looks names up and counts those about which something is to be said.
pub(super) struct NameBook<'m> {
    model: &'m Model,
    /// What separates candidates.
    separator: &'m str,
    /// What names of the log stand for, which goes before what the agreement says.
    map: Option<&'m NameMap>,
    /// The instants at which some name begins or ceases to mean somebody, in order. Between two of them a name means the
    /// same throughout, so that it need be looked up only once.
    changes: Vec<Seconds>,
    senses: HashMap<String, Vec<(NameKind, usize, Sense)>>,
    acts: BTreeMap<String, ActId>,
    means: BTreeMap<String, MeansId>,
    places: HashMap<String, Vec<PlaceName>>,
    tallies: Vec<Tally>,
    tally_of: BTreeMap<(Remark, NameKind, String), usize>,
}

impl<'m> NameBook<'m> {
    /// A book of the agreement's own names.
    pub fn new(model: &'m Model, separator: &'m str) -> Self {
        Self::over(model, separator, None)
    }

    /// A book that also has what the names of the log stand for.
    pub fn mapped(model: &'m Model, separator: &'m str, map: &'m NameMap) -> Self {
        Self::over(model, separator, Some(map))
    }

    fn over(model: &'m Model, separator: &'m str, map: Option<&'m NameMap>) -> Self {
        let mut acts: BTreeMap<String, ActId> =
            model.deeds.act_words.iter().map(|(word, &act)| (fold(word), act)).collect();
        for (index, class) in model.deeds.acts.iter() {
            acts.entry(fold(&class.title)).or_insert(ActId::at(index));
        }
        let mut means: BTreeMap<String, MeansId> =
            model.deeds.means_words.iter().map(|(word, &means)| (fold(word), means)).collect();
        for (index, class) in model.deeds.means.iter() {
            means.entry(fold(&class.title)).or_insert(MeansId::at(index));
        }
        Self {
            model,
            separator,
            map,
            changes: changes(model),
            senses: HashMap::new(),
            acts,
            means,
            places: HashMap::new(),
            tallies: Vec::new(),
            tally_of: BTreeMap::new(),
        }
    }

    /// Who the names of a field can be at some time within `times`; nothing where one of them could be anybody.
    pub fn who(&mut self, kind: NameKind, field: &str, times: &Intervals) -> Option<Vec<Who>> {
        let era = self.era(times);
        if let Some(era) = era
            && let Some(known) = self.senses.get(field)
            && let Some((_, _, sense)) = known.iter().find(|(of, at, _)| *of == kind && *at == era)
        {
            for &tally in &sense.tallies {
                if let Some(tally) = self.tallies.get_mut(tally) {
                    tally.rows += 1;
                }
            }
            return sense.who.clone();
        }
        let sense = self.sense(kind, field, times);
        self.count(&sense.tallies);
        let who = sense.who.clone();
        if let Some(era) = era {
            self.senses.entry(field.to_owned()).or_default().push((kind, era, sense));
        }
        who
    }

    /// The actor that a field names, if it is exactly one.
    pub fn assessor(&mut self, field: &str, times: &Intervals) -> Option<ActorId> {
        match self.who(NameKind::Assessor, field, times)?.as_slice() {
            [Who::Actor(actor)] => Some(*actor),
            _ => None,
        }
    }

    /// The acts that a field names; nothing where one of them is not known.
    pub fn acts(&mut self, field: &str) -> Option<Vec<ActId>> {
        let known = |name: &str| self.acts.get(&fold(name)).copied();
        let names = self.names_in(NameKind::Act, field, &|name| known(name).is_some());
        let found: Vec<(&str, Option<ActId>)> = names.into_iter().map(|name| (name, known(name))).collect();
        self.all_known(NameKind::Act, &found)
    }

    /// The means that a field names, likewise.
    pub fn means(&mut self, field: &str) -> Option<Vec<MeansId>> {
        let known = |name: &str| self.means.get(&fold(name)).copied();
        let names = self.names_in(NameKind::Means, field, &|name| known(name).is_some());
        let found: Vec<(&str, Option<MeansId>)> = names.into_iter().map(|name| (name, known(name))).collect();
        self.all_known(NameKind::Means, &found)
    }

    /// Zones and points that a field names, likewise.
    pub fn places(&mut self, field: &str) -> Option<Vec<PlaceName>> {
        if let Some(known) = self.places.get(field) {
            return Some(known.clone());
        }
        let known = |name: &str| self.model.names.place(name).map(<[PlaceName]>::to_vec);
        let names = self.names_in(NameKind::Place, field, &|name| known(name).is_some());
        let found: Vec<(&str, Option<Vec<PlaceName>>)> =
            names.into_iter().map(|name| (name, known(name))).collect();
        let mut places: Vec<PlaceName> = Vec::new();
        for place in self.all_known(NameKind::Place, &found)?.into_iter().flatten() {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        self.places.insert(field.to_owned(), places.clone());
        Some(places)
    }

    /// The zones that go by a name; nothing where there are none. Says nothing of a name that is not known.
    pub fn zones(&self, name: &str) -> Option<Vec<Where>> {
        let mapped = self.map.and_then(|map| map.get(NameKind::Place, name));
        let names = mapped.map_or_else(|| vec![name], |names| names.iter().map(String::as_str).collect());
        let places = names.into_iter().filter_map(|name| self.model.names.place(name)).flatten();
        let zones: Vec<Where> =
            places.filter(|place| matches!(place, PlaceName::Zone(_))).map(|place| place.place()).collect();
        (!zones.is_empty()).then_some(zones)
    }

    /// Whether somebody is known by a name at any time.
    pub fn knows_actor(&self, name: &str) -> bool {
        self.map.is_some_and(|map| map.get(NameKind::Actor, name).is_some())
            || self.model.names.actor(name, &Intervals::all()).is_some()
    }

    /// The names in a field, and in the place of those that stand for others these others. A name may itself hold what
    /// separates names: a field that is known as a whole is one name.
    fn names_in<'f>(&self, kind: NameKind, field: &'f str, known: &dyn Fn(&str) -> bool) -> Vec<&'f str>
    where
        'm: 'f,
    {
        let mapped = |name: &str| {
            let names = self.map.and_then(|map| map.get(kind, name))?;
            Some(names.iter().map(String::as_str).collect::<Vec<&'f str>>())
        };
        if let Some(names) = mapped(field) {
            return names;
        }
        if known(field) {
            return vec![field];
        }
        candidates(field, self.separator)
            .flat_map(|name| mapped(name).unwrap_or_else(|| vec![name]))
            .collect()
    }

    /// Whether the agreement has a name for what is used in this way.
    pub fn knows(&self, kind: NameKind, name: &str) -> bool {
        match kind {
            NameKind::Act => self.acts.contains_key(&fold(name)),
            NameKind::Means => self.means.contains_key(&fold(name)),
            NameKind::Place => self.model.names.place(name).is_some(),
            NameKind::Actor | NameKind::Target | NameKind::Assessor => self.knows_actor(name),
        }
    }

    /// Counts one row that uses a name which is not known.
    pub fn count_unknown(&mut self, kind: NameKind, name: &str) {
        let tally = self.tally(Remark::Unknown, kind, name);
        self.count(&[tally]);
    }

    /// Names that the agreement does not have.
    pub fn unknown(&self) -> Vec<UnknownName> {
        let spellings = Spellings::of(self.model);
        let counts = self.counts(Remark::Unknown);
        let with_nearest = counts.into_iter().map(|NameCount { kind, name, rows }| {
            let nearest = spellings.nearest(kind, &name).first().map(|&name| name.to_owned());
            UnknownName { kind, name, rows, nearest }
        });
        with_nearest.collect()
    }

    /// Names used outside their dates.
    pub fn outside_dates(&self) -> Vec<NameCount> {
        self.counts(Remark::OutsideItsDates)
    }

    /// Names of groups without members.
    pub fn without_members(&self) -> Vec<NameCount> {
        self.counts(Remark::WithoutMembers)
    }

    fn counts(&self, remark: Remark) -> Vec<NameCount> {
        let counted = self.tallies.iter().filter(|tally| tally.remark == remark && tally.rows > 0);
        let mut counts: Vec<NameCount> = counted
            .map(|tally| NameCount { kind: tally.kind, name: tally.name.clone(), rows: tally.rows })
            .collect();
        counts.sort_by(|one, other| {
            one.kind.cmp(&other.kind).then(other.rows.cmp(&one.rows)).then_with(|| one.name.cmp(&other.name))
        });
        counts
    }

    /// Between which changes all these times lie; nothing where they lie on both sides of one.
    fn era(&self, times: &Intervals) -> Option<usize> {
        let start = times.first()?;
        let end = times.iter().last()?.1;
        let era = self.changes.partition_point(|&change| change <= start);
        (self.changes.partition_point(|&change| change < end) == era).then_some(era)
    }

    fn sense(&mut self, kind: NameKind, field: &str, times: &Intervals) -> Sense {
        let model = self.model;
        let mut who: Option<Vec<Who>> = Some(Vec::new());
        let mut tallies: Vec<usize> = Vec::new();
        let names = self.names_in(kind, field, &|name| model.names.actor(name, times).is_some());
        for name in names {
            let found = model.names.actor(name, times);
            let remark = match &found {
                None if kind == NameKind::Target && is_nobody(name) => {
                    who.iter_mut().for_each(|who| who.push(Who::Nobody));
                    continue;
                }
                None if is_unknown(name) => {
                    who = None;
                    continue;
                }
                None => Some(Remark::Unknown),
                Some(found) if found.outside_its_dates => Some(Remark::OutsideItsDates),
                Some(_) => None,
            };
            let found = found.map_or_else(Vec::new, |found| found.found);
            let somebody: Vec<Who> =
                found.iter().copied().filter(|&who| self.has_somebody(who, times)).collect();
            let absent = |who: &&Who| matches!(who, Who::Actor(_));
            let remark = remark.or_else(|| match found.iter().find(absent) {
                _ if !somebody.is_empty() => None,
                Some(_) => Some(Remark::OutsideItsDates),
                None => Some(Remark::WithoutMembers),
            });
            // An actor that the agreement declares for other times is still that actor; a group without members is nobody
            // whom the agreement could tell.
            let meant: Vec<Who> = if somebody.is_empty() {
                found.iter().copied().filter(|who| matches!(who, Who::Actor(_))).collect()
            } else {
                somebody
            };
            if meant.is_empty() {
                who = None;
            }
            if let Some(who) = &mut who {
                who.extend(meant);
            }
            if let Some(remark) = remark {
                let tally = self.tally(remark, kind, name);
                if !tallies.contains(&tally) {
                    tallies.push(tally);
                }
            }
        }
        if let Some(who) = &mut who {
            who.sort_unstable();
            who.dedup();
        }
        // A field that consists of separators names nobody, and so could be anybody.
        Sense { who: who.filter(|who| !who.is_empty()), tallies }
    }

    /// Whether there is such an actor, or a member of such a group, at some time within `times`.
    fn has_somebody(&self, who: Who, times: &Intervals) -> bool {
        let actors = &self.model.actors;
        match who {
            Who::Actor(actor) => {
                actors.leaves.get(actor.index()).is_some_and(|actor| actor.exists.intersects(times))
            }
            Who::Group(group) => actors
                .groups
                .get(group.index())
                .is_some_and(|group| group.members.iter().any(|(_, own)| own.intersects(times))),
            Who::Nobody => true,
        }
    }

    /// All that was found, if everything was; counts what was not.
    fn all_known<T: Clone + PartialEq>(
        &mut self,
        kind: NameKind,
        found: &[(&str, Option<T>)],
    ) -> Option<Vec<T>> {
        let mut tallies = Vec::new();
        let mut known: Vec<T> = Vec::new();
        let mut complete = true;
        for (name, meaning) in found {
            match meaning {
                Some(meaning) if !known.contains(meaning) => known.push(meaning.clone()),
                Some(_) => {}
                None if is_unknown(name) => complete = false,
                None => {
                    complete = false;
                    let tally = self.tally(Remark::Unknown, kind, name);
                    if !tallies.contains(&tally) {
                        tallies.push(tally);
                    }
                }
            }
        }
        self.count(&tallies);
        (complete && !known.is_empty()).then_some(known)
    }

    /// The tally of a name. Spellings that differ in case or punctuation share the first one.
    fn tally(&mut self, remark: Remark, kind: NameKind, name: &str) -> usize {
        let next = self.tallies.len();
        let tally = *self.tally_of.entry((remark, kind, fold(name))).or_insert(next);
        if tally == next {
            self.tallies.push(Tally { remark, kind, name: name.to_owned(), rows: 0 });
        }
        tally
    }

    fn count(&mut self, tallies: &[usize]) {
        for &tally in tallies {
            if let Some(tally) = self.tallies.get_mut(tally) {
                tally.rows += 1;
            }
        }
    }
}

fn candidates<'f>(field: &'f str, separator: &'f str) -> impl Iterator<Item = &'f str> {
    field.split(separator).map(str::trim).filter(|name| !name.is_empty())
}

pub(super) fn is_nobody(name: &str) -> bool {
    name.eq_ignore_ascii_case("nobody") || name.eq_ignore_ascii_case("none")
}

/// Whether a log says in so many words that it does not know.
pub(super) fn is_unknown(name: &str) -> bool {
    name == "?" || name.eq_ignore_ascii_case("unknown")
}

/// The instants at which some name begins or ceases to mean somebody.
fn changes(model: &Model) -> Vec<Seconds> {
    let actors = &model.actors;
    let aliases = actors.leaves.iter().map(|actor| &actor.aliases);
    let aliases = aliases.chain(actors.groups.iter().map(|group| &group.aliases)).flatten();
    let mut changes: Vec<Seconds> = aliases.flat_map(|alias| alias.times.breakpoints()).collect();
    changes.extend(actors.leaves.iter().flat_map(|actor| actor.exists.breakpoints()));
    let members = actors.groups.iter().flat_map(|group| group.members.iter());
    changes.extend(members.flat_map(|(_, times)| times.breakpoints()));
    changes.extend(actors.mergers.iter().map(|&(_, _, at)| at));
    changes.sort_unstable();
    changes.dedup();
    changes
}
