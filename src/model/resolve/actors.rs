//! Actors, groups and who belongs to what when; and the declaration of every other name.

use std::collections::{BTreeMap, BTreeSet};

use geo::Point;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::actors::{Actor, ActorOrigin, DatedName, Group, Membership, Mention};
use crate::model::clauses::Who;
use crate::model::ids::{ActorId, GroupId, PhaseId, StreakId, TermId};
use crate::model::names::{Named, PlaceName};
use crate::model::order::order;
use crate::model::resolve::Resolver;
use crate::model::resolve::clocks::{Edge, NoInstant};
use crate::model::resolve::faults::short;
use crate::model::time::Seconds;
use crate::sets::Intervals;
use crate::sets::{EARLIEST, LATEST};
use crate::source::Span;
use crate::syntax::tree::{Alias, Member, Name, Period, StatementKind, Text};

/// Somebody joins or leaves somebody else.
struct Change {
    actor: ActorId,
    other: Named,
    at: Seconds,
    joins: bool,
    span: Span,
}

/// What the text says of one group.
#[derive(Clone, Default)]
struct GroupPlan {
    exists: Intervals,
    direct: Vec<(Named, Intervals, Span)>,
    /// The actor that stands for its other members, where it is open.
    other: Option<ActorId>,
    /// Who was not in it from when to when, since it split off.
    apart: Vec<(ActorId, Intervals)>,
}

impl Resolver<'_> {
    /// Gives every declared name its meaning, so that sentences may use names that are declared further down.
    pub(super) fn declare_names(&mut self) {
        let (mut phases, mut streaks) = (0, 0);
        for statement in &self.agreement.statements {
            match &statement.kind {
                StatementKind::Actor { role, name, title, .. } => {
                    let id = ActorId::at(self.actors.leaves.len());
                    if self.declare(name, Named::Actor(id)) {
                        self.push_actor(
                            name.text.clone(),
                            title.as_ref(),
                            ActorOrigin::Declared(*role),
                            name.spot.0,
                        );
                    }
                }
                StatementKind::Group { name, title, open, .. } => {
                    let id = GroupId::at(self.actors.groups.len());
                    if self.declare(name, Named::Group(id)) {
                        self.actors.groups.push(Group {
                            name: name.text.clone(),
                            title: title_or(title.as_ref(), name),
                            aliases: Vec::new(),
                            members: Membership::nobody(),
                            span: name.spot.0,
                        });
                        if *open {
                            let words = format!("another member of {}", title_or(title.as_ref(), name));
                            self.push_actor(words, None, ActorOrigin::OtherMemberOf(id), name.spot.0);
                        }
                    }
                }
                StatementKind::Day { name, .. } => {
                    self.declare(name, Named::Day);
                }
                StatementKind::Streak { name, .. } => {
                    let new = self.declare(name, Named::Streak(StreakId::at(streaks)));
                    streaks += usize::from(new);
                }
                StatementKind::Phase { name, .. } => {
                    let new = self.declare(name, Named::Phase(PhaseId::at(phases)));
                    phases += usize::from(new);
                }
                StatementKind::Term { title, .. } => {
                    let id = TermId::at(self.terms.len());
                    let name = Name { text: title.text.clone(), spot: title.spot };
                    if self.declare(&name, Named::Term(id)) {
                        self.push_term(&title.text, title.spot.0);
                    }
                }
                StatementKind::Place { name, title, latitude, longitude, aliases } => {
                    let point = self.point(latitude, longitude);
                    self.declare_place(name, title.as_ref(), aliases, point);
                }
                StatementKind::Line { name, title, .. } => self.declare_line(name, title.as_ref()),
                StatementKind::Zone { name, title, illustrative, .. } => {
                    self.declare_zone(name, title.as_ref(), *illustrative);
                }
                _ => {}
            }
        }
        self.actors.leaves.push(Actor {
            name: "somebody else".to_owned(),
            title: "somebody whom the agreement does not name".to_owned(),
            origin: ActorOrigin::Outsider,
            exists: Intervals::all(),
            aliases: Vec::new(),
            led_by: Vec::new(),
            span: None,
        });
    }

    /// Declares a name; a second declaration is reported and has no effect.
    pub(super) fn declare(&mut self, name: &Name, named: Named) -> bool {
        let Some((_, first)) = self.names.declare(&name.text, named, Some(name.spot.0)) else { return true };
        self.declared_twice(&name.text, name.spot.0, first);
        false
    }

    fn push_actor(&mut self, name: String, title: Option<&Text>, origin: ActorOrigin, span: Span) {
        self.actors.leaves.push(Actor {
            title: title.map_or_else(|| name.clone(), |title| title.text.clone()),
            name,
            origin,
            exists: Intervals::all(),
            aliases: Vec::new(),
            led_by: Vec::new(),
            span: Some(span),
        });
    }

    /// Times of existence, aliases, memberships, roles and acceptances.
    pub(super) fn memberships(&mut self) {
        self.existence();
        let changes = self.changes();
        self.merge_actors(&changes);
        self.groups(&changes);
        self.roles();
        self.acceptances();
        self.remember_names();
    }

    fn existence(&mut self) {
        for statement in &self.agreement.statements {
            match &statement.kind {
                StatementKind::Actor { name, title, period, aliases, led_by, .. } => {
                    let exists = self.period(period);
                    let dated = self.dated_names(title.as_ref(), aliases);
                    let led_by = self.readers_of(led_by.as_ref());
                    if let Some(Named::Actor(id)) = self.names.get(&name.text)
                        && let Some(actor) = self.actors.leaves.get_mut(id.index())
                    {
                        actor.exists = exists;
                        actor.aliases = dated;
                        actor.led_by = led_by;
                    }
                }
                StatementKind::Group { name, title, aliases, .. } => {
                    let dated = self.dated_names(title.as_ref(), aliases);
                    if let Some(Named::Group(id)) = self.names.get(&name.text)
                        && let Some(group) = self.actors.groups.get_mut(id.index())
                    {
                        group.aliases = dated;
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn dated_names(&mut self, title: Option<&Text>, aliases: &[Alias]) -> Vec<DatedName> {
        let full = title.map(|title| DatedName { text: title.text.clone(), times: Intervals::all() });
        let mut names: Vec<DatedName> = full.into_iter().collect();
        for alias in aliases {
            let times = self.period(&alias.period);
            names.push(DatedName { text: alias.title.text.clone(), times });
        }
        names
    }

    /// Mergers and splits, in the order of time.
    fn changes(&mut self) -> Vec<Change> {
        let mut changes = Vec::new();
        for statement in &self.agreement.statements {
            let (who, other, on, joins) = match &statement.kind {
                StatementKind::Merges { who, into, on } => (who, into, on, true),
                StatementKind::Splits { who, from, on } => (who, from, on, false),
                _ => continue,
            };
            let at = self.moment(on, Edge::Begin);
            let other = self.look_up(other, &is_somebody, "an actor");
            let actors: Vec<(ActorId, Span)> =
                who.names.iter().filter_map(|name| Some((self.actor(name)?, name.spot.0))).collect();
            if let Err(NoInstant::Open(why)) = &at {
                self.left_open(on.spot.0, why, "the change did not happen");
            }
            let (Ok(at), Some(other)) = (at, other) else { continue };
            changes.extend(actors.into_iter().map(|(actor, span)| Change { actor, other, at, joins, span }));
        }
        changes.sort_by_key(|change| change.at);
        changes
    }

    /// An actor that merged into another one no longer acts in its own name, until it splits off again. One that splits
    /// off without having merged first acts in its own name from then on.
    fn merge_actors(&mut self, changes: &[Change]) {
        let mut own: BTreeMap<ActorId, Intervals> = BTreeMap::new();
        for change in changes {
            let Named::Actor(other) = change.other else { continue };
            let onwards = Intervals::of(change.at, LATEST);
            if change.joins {
                self.actors.mergers.push((change.actor, other, change.at));
                let acts = own.entry(change.actor).or_insert_with(Intervals::all);
                *acts = acts.difference(&onwards);
            } else {
                let acts = own.entry(change.actor).or_insert_with(Intervals::empty);
                *acts = acts.union(&onwards);
            }
        }
        for (actor, acts) in own {
            if let Some(actor) = self.actors.leaves.get_mut(actor.index()) {
                actor.exists = actor.exists.intersection(&acts);
            }
        }
    }

    /// Members of groups, through groups within groups.
    fn groups(&mut self, changes: &[Change]) {
        let mut plan = vec![GroupPlan::default(); self.actors.groups.len()];
        for statement in &self.agreement.statements {
            let StatementKind::Group { name, period, members, .. } = &statement.kind else { continue };
            let exists = self.period(period);
            let mut direct = Vec::with_capacity(members.len());
            for member in members {
                let times = self.period(&member.period);
                if let Some(named) = self.look_up(&member.name, &is_somebody, "an actor") {
                    direct.push((named, times, member.name.spot.0));
                }
            }
            // Of two declarations of one name the first counts, as for every other name.
            if let Some(Named::Group(id)) = self.names.get(&name.text)
                && self.names.span(&name.text) == Some(name.spot.0)
                && let Some(own) = plan.get_mut(id.index())
            {
                *own = GroupPlan { exists, direct, ..GroupPlan::default() };
            }
        }
        for (index, actor) in self.actors.leaves.iter().enumerate() {
            if let ActorOrigin::OtherMemberOf(group) = actor.origin
                && let Some(own) = plan.get_mut(group.index())
            {
                own.other = Some(ActorId::at(index));
            }
        }
        for (position, change) in changes.iter().enumerate() {
            let Named::Group(group) = change.other else { continue };
            let Some(own) = plan.get_mut(group.index()) else { continue };
            if change.joins {
                own.direct.push((Named::Actor(change.actor), Intervals::of(change.at, LATEST), change.span));
            } else {
                let mut later = changes.iter().skip(position + 1);
                let back =
                    later.find(|next| next.joins && next.actor == change.actor && next.other == change.other);
                let until = back.map_or(LATEST, |back| back.at);
                own.apart.push((change.actor, Intervals::of(change.at, until)));
            }
        }
        self.members(&plan);
    }

    /// Who is in each group: groups within it first. A member that closes a circle adds nobody.
    fn members(&mut self, plan: &[GroupPlan]) {
        let needs: Vec<Vec<usize>> = plan
            .iter()
            .map(|own| {
                let inner = own.direct.iter().filter_map(|(named, ..)| match named {
                    Named::Group(inner) => Some(inner.index()),
                    _ => None,
                });
                inner.collect()
            })
            .collect();
        let order = order(&needs);
        for &index in &order.sequence {
            let Some(own) = plan.get(index) else { continue };
            let mut members = Membership::nobody();
            if let Some(other) = own.other {
                members.add(other, &Intervals::all());
            }
            for (named, times, span) in &own.direct {
                match named {
                    Named::Group(inner) if order.closing.contains(&(index, inner.index())) => {
                        self.group_cycle(inner.index(), *span);
                    }
                    _ => members.include(&self.membership(*named).during(times)),
                }
            }
            for (actor, apart) in &own.apart {
                members = members.limited_by(&BTreeMap::from([(*actor, apart.complement())]));
            }
            if let Some(group) = self.actors.groups.get_mut(index) {
                group.members = members.during(&own.exists);
            }
        }
    }

    fn group_cycle(&mut self, group: usize, span: Span) {
        let Some(group) = self.actors.groups.get(group) else { return };
        let name = group.name.clone();
        self.diagnostics.push(
            Diagnostic::new(&catalogue::GROUP_CYCLE, span, format!("`{}` contains itself", short(&name)))
                .because("leads back to the group")
                .and(group.span, "this group")
                .help("leave one of the two out of the other's members"),
        );
    }

    fn roles(&mut self) {
        for statement in &self.agreement.statements {
            match &statement.kind {
                StatementKind::Covered(members) => {
                    for mention in self.mentions(members) {
                        self.actors.covered.include(&mention.members);
                        self.actors.covered_by.push(mention);
                    }
                }
                StatementKind::Excluded { members, designated_by } => {
                    for mention in self.mentions(members) {
                        self.actors.excluded.include(&mention.members);
                        self.actors.excluded_by.push(mention);
                    }
                    if let Some(crate::syntax::tree::NameOrText::Name(name)) = designated_by {
                        self.look_up(name, &is_somebody, "an actor");
                    }
                }
                StatementKind::Guarantor { guarantor, of } => {
                    let guarantors = self.readers_of(Some(guarantor));
                    let mut wards = Vec::new();
                    for name in of.iter().flat_map(|list| &list.names) {
                        match self.look_up(name, &is_somebody, "an actor") {
                            Some(Named::Actor(actor)) => wards.push(actor),
                            Some(Named::Group(group)) => {
                                let group = self.actors.groups.get(group.index());
                                wards.extend(
                                    group
                                        .into_iter()
                                        .flat_map(|group| group.members.iter())
                                        .map(|(id, _)| id),
                                );
                            }
                            _ => {}
                        }
                    }
                    self.actors.guarantors.push((guarantors, wards));
                }
                StatementKind::Variant(holders) => {
                    for name in &holders.names {
                        self.look_up(name, &is_somebody, "an actor");
                    }
                }
                _ => {}
            }
        }
    }

    fn mentions(&mut self, members: &[Member]) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for member in members {
            let times = self.period(&member.period);
            if let Some(named) = self.look_up(&member.name, &is_somebody, "an actor") {
                mentions.push(Mention {
                    name: member.name.text.clone(),
                    members: self.membership(named).during(&times),
                    span: member.name.spot.0,
                });
            }
        }
        mentions
    }

    /// Everybody whom a name stands for, when.
    pub(super) fn membership(&self, named: Named) -> Membership {
        match named {
            Named::Actor(actor) => {
                let mut set = Membership::nobody();
                if let Some(leaf) = self.actors.leaves.get(actor.index()) {
                    set.add(actor, &leaf.exists);
                }
                set
            }
            Named::Group(group) => {
                self.actors.groups.get(group.index()).map(|group| group.members.clone()).unwrap_or_default()
            }
            _ => Membership::nobody(),
        }
    }

    fn acceptances(&mut self) {
        let mut accepted: BTreeMap<ActorId, Vec<Intervals>> = BTreeMap::new();
        let mut withdrawn: BTreeMap<ActorId, Vec<Seconds>> = BTreeMap::new();
        for statement in &self.agreement.statements {
            match &statement.kind {
                StatementKind::Accepts { who, on, to, until, .. } => {
                    self.readers_of_somebody(to.as_ref());
                    let period = Period { from: Some(on.clone()), until: until.clone() };
                    let times = self.period(&period);
                    for actor in self.everyone_in(&who.names) {
                        accepted.entry(actor).or_default().push(times.clone());
                    }
                }
                StatementKind::Withdraws { who, on } => {
                    let at = self.moment(on, Edge::Begin);
                    let who = self.everyone_in(&who.names);
                    if let Err(NoInstant::Open(why)) = &at {
                        self.left_open(on.spot.0, why, "nobody withdrew");
                    }
                    let Ok(at) = at else { continue };
                    for actor in who {
                        withdrawn.entry(actor).or_default().push(at);
                    }
                }
                _ => {}
            }
        }
        let actors: BTreeSet<ActorId> = accepted.keys().chain(withdrawn.keys()).copied().collect();
        for actor in actors {
            let accepted = accepted.remove(&actor).unwrap_or_default();
            let withdrawn = withdrawn.remove(&actor).unwrap_or_default();
            self.actors.accepted.insert(actor, bound_while(&accepted, &withdrawn));
        }
        self.actors.covered = self.actors.covered.limited_by(&self.actors.accepted);
    }

    fn readers_of_somebody(&mut self, list: Option<&crate::syntax::tree::NameList>) {
        for name in list.iter().flat_map(|list| &list.names) {
            self.look_up(name, &is_somebody, "an actor");
        }
    }

    /// All single actors whom these names stand for at some time.
    fn everyone_in(&mut self, names: &[Name]) -> Vec<ActorId> {
        let mut everyone = Vec::new();
        for name in names {
            if let Some(named) = self.look_up(name, &is_somebody, "an actor") {
                everyone.extend(self.membership(named).iter().map(|(actor, _)| actor));
            }
        }
        everyone
    }

    /// One actor by its name.
    pub(super) fn actor(&mut self, name: &Name) -> Option<ActorId> {
        match self.look_up(name, &|named| matches!(named, Named::Actor(_)), "an actor") {
            Some(Named::Actor(actor)) => Some(actor),
            _ => None,
        }
    }

    fn point(
        &mut self,
        latitude: &crate::syntax::tree::Number,
        longitude: &crate::syntax::tree::Number,
    ) -> Option<Point<f64>> {
        let north = latitude.text.parse::<f64>().ok().filter(|degrees| (-90.0..=90.0).contains(degrees));
        let east = longitude.text.parse::<f64>().ok().filter(|degrees| (-180.0..=180.0).contains(degrees));
        if north.is_none() || east.is_none() {
            let guilty = if north.is_none() { latitude } else { longitude };
            self.diagnostics.push(
                Diagnostic::new(&catalogue::NO_SUCH_PLACE, guilty.spot.0, "there is no such place on earth")
                    .because("degrees out of range")
                    .help("write degrees north (-90 to 90), then degrees east (-180 to 180), e.g. `at 36.20, 37.16`"),
            );
        }
        Some(Point::new(east?, north?))
    }

    fn remember_names(&mut self) {
        let mut merged: BTreeMap<ActorId, Intervals> = BTreeMap::new();
        for &(actor, into, at) in &self.actors.mergers {
            // After a merger the old name means the new actor, until the old one acts in its own name again.
            let Some(leaf) = self.actors.leaves.get(actor.index()) else { continue };
            let times = Intervals::of(at, LATEST).difference(&leaf.exists);
            let later = merged.entry(actor).or_insert_with(Intervals::empty);
            *later = later.union(&times);
            let names = std::iter::once(&leaf.name).chain(leaf.aliases.iter().map(|alias| &alias.text));
            for text in names {
                let name = DatedName { text: text.clone(), times: times.clone() };
                self.names.know_actor_then(Who::Actor(into), &name);
            }
        }
        for (index, actor) in self.actors.leaves.iter().enumerate() {
            let id = ActorId::at(index);
            match (actor.origin, merged.get(&id)) {
                (ActorOrigin::Declared(_), None) => {
                    self.names.know_actor(Who::Actor(id), &actor.name, &actor.aliases);
                }
                (ActorOrigin::Declared(_), Some(later)) => {
                    let own = DatedName { text: actor.name.clone(), times: Intervals::all() };
                    for name in std::iter::once(&own).chain(&actor.aliases) {
                        let times = name.times.difference(later);
                        let name = DatedName { text: name.text.clone(), times };
                        self.names.know_actor_then(Who::Actor(id), &name);
                    }
                }
                (ActorOrigin::OtherMemberOf(_) | ActorOrigin::Outsider, _) => {}
            }
        }
        for (index, group) in self.actors.groups.iter().enumerate() {
            self.names.know_actor(Who::Group(GroupId::at(index)), &group.name, &group.aliases);
        }
        for (index, place) in self.places.points.iter().enumerate() {
            let id = crate::model::ids::PlaceId::at(index);
            self.names.know_place(PlaceName::Place(id), &place.name, &place.aliases);
        }
    }
}

/// When an actor is bound: from each acceptance on, until its end or the next withdrawal. Who withdraws without having
/// accepted on record was bound before.
fn bound_while(accepted: &[Intervals], withdrawn: &[Seconds]) -> Intervals {
    let begins = || accepted.iter().filter_map(Intervals::first);
    let mut bound = accepted.iter().fold(Intervals::empty(), |bound, times| bound.union(times));
    for &at in withdrawn {
        if begins().all(|begin| begin > at) {
            bound = bound.union(&Intervals::of(EARLIEST, at));
        }
        let again = begins().filter(|&begin| begin > at).min().unwrap_or(LATEST);
        bound = bound.difference(&Intervals::of(at, again));
    }
    bound
}

/// Whether a name stands for an actor or a group.
pub(super) fn is_somebody(named: Named) -> bool {
    matches!(named, Named::Actor(_) | Named::Group(_))
}

/// The full name, or the short one.
pub(super) fn title_or(title: Option<&Text>, name: &Name) -> String {
    title.map_or_else(|| name.text.clone(), |title| title.text.clone())
}
