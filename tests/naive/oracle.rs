//! What `docs/findings.md` says of an agreement, found by listing every fact.
//!
//! One of all facts that nothing in the clauses tells apart is listed. For each reader and fact it is seen of which clauses the
//! fact is in the scope, and of which in the effective scope; everything else is counting.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use armistice::model::Model;
use armistice::model::actors::ActorOrigin;
use armistice::model::clauses::{ClauseKind, Modality};
use armistice::model::ids::{ActorId, ClauseId};
use armistice::sets::{Bits, Intervals};
use armistice::syntax::tree::ActorRole;

use crate::naive::incident::Possible;
use crate::naive::listing::Listing;
use crate::naive::world::{Fact, Matter, World, modality};

/// The clauses in whose scope, and in whose effective scope, a fact is: a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    pub scope: u64,
    pub effective: u64,
}

/// What the clauses make of conduct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Status {
    pub forbidden: bool,
    pub permitted: bool,
    pub required: bool,
    /// Whether any clause speaks of it, prevailing or not.
    pub mentioned: bool,
}

/// An agreement, and every fact.
pub struct Oracle<'m> {
    pub model: &'m Model,
    /// As written, then each reader in the order of the text.
    pub worlds: Vec<World<'m>>,
    pub facts: Vec<Fact>,
    /// For each world, the standing of each fact.
    pub standings: Vec<Vec<Standing>>,
    /// Whether any clause speaks of each fact, as written.
    pub mentioned: Vec<bool>,
    /// For each clause, those that prevail over it.
    over: Vec<BTreeSet<ClauseId>>,
}

impl<'m> Oracle<'m> {
    /// Without facts, to be asked of single ones.
    pub fn bare(model: &'m Model) -> Self {
        let readers = std::iter::once(None).chain(model.readers.iter().map(|&reader| Some(reader)));
        let worlds: Vec<World<'m>> = readers.map(|reader| World::new(model, reader)).collect();
        let clauses = (0..model.clauses.len()).map(ClauseId::at);
        let over = clauses.map(|clause| worlds[0].prevailing(clause)).collect();
        Self { model, worlds, facts: Vec::new(), standings: Vec::new(), mentioned: Vec::new(), over }
    }

    /// Lists the facts, which whoever else is interested in may tell further apart.
    pub fn new(model: &'m Model, mut matter: Matter) -> Self {
        let mut oracle = Self::bare(model);
        for world in &oracle.worlds {
            for clause in oracle.clauses() {
                join(&mut matter, world.matters_to(clause));
            }
        }
        let listing = Listing::new(&oracle.worlds[0], &matter, &Possible::universe(model));
        oracle.facts = listing.facts.into_iter().map(|listed| listed.fact).collect();
        // Facts in the same scopes stand alike.
        let mut known: HashMap<u64, u64> = HashMap::new();
        let mut standings = Vec::new();
        for world in &oracle.worlds {
            let scope = |fact: &Fact| -> u64 {
                oracle.clauses().filter(|&clause| world.in_scope(clause, fact)).map(bit).sum()
            };
            let standing = |scope| Standing {
                scope,
                effective: *known.entry(scope).or_insert_with(|| oracle.effective(scope, &oracle.over)),
            };
            standings.push(oracle.facts.iter().map(scope).map(standing).collect());
        }
        oracle.standings = standings;
        // A duty speaks of its late fulfilment too, and a clause that is not evaluated of what it concerns.
        let wider =
            |clause: &ClauseId| !matches!(model.clauses[clause.index()].kind, ClauseKind::Conduct { .. });
        let wider: Vec<ClauseId> = oracle.clauses().filter(wider).collect();
        let mentioned = |(fact, standing): (&Fact, &Standing)| {
            standing.scope != 0 || wider.iter().any(|&clause| oracle.mentions(clause, fact))
        };
        oracle.mentioned = oracle.facts.iter().zip(&oracle.standings[0]).map(mentioned).collect();
        oracle
    }

    /// Where a fact stands under one reader.
    pub fn standing(&self, world: &World<'_>, fact: &Fact) -> Standing {
        let scope = self.clauses().filter(|&clause| world.in_scope(clause, fact)).map(bit).sum();
        Standing { scope, effective: self.effective(scope, &self.over) }
    }

    /// Those of the clauses in whose scope a fact is that no opposed one takes away (6.6).
    fn effective(&self, scope: u64, over: &[BTreeSet<ClauseId>]) -> u64 {
        let mut known: BTreeMap<ClauseId, bool> = BTreeMap::new();
        self.clauses().filter(|&clause| self.stands(clause, scope, over, &mut known)).map(bit).sum()
    }

    fn stands(
        &self,
        clause: ClauseId,
        scope: u64,
        over: &[BTreeSet<ClauseId>],
        known: &mut BTreeMap<ClauseId, bool>,
    ) -> bool {
        if let Some(&known) = known.get(&clause) {
            return known;
        }
        let stands = scope & bit(clause) != 0
            && !over[clause.index()]
                .iter()
                .any(|&other| self.opposed(clause, other) && self.stands(other, scope, over, known));
        known.insert(clause, stands);
        stands
    }

    fn opposed(&self, one: ClauseId, other: ClauseId) -> bool {
        let (one, other) = (modality(self.model, one), modality(self.model, other));
        let forbids = |modality: Option<Modality>| modality == Some(Modality::Prohibition);
        one.is_some() && other.is_some() && forbids(one) != forbids(other)
    }

    pub fn clauses(&self) -> impl Iterator<Item = ClauseId> + use<> {
        (0..self.model.clauses.len()).map(ClauseId::at)
    }

    fn of(&self, wanted: Modality) -> Vec<ClauseId> {
        self.clauses().filter(|&clause| modality(self.model, clause) == Some(wanted)).collect()
    }

    /// Every way of standing that some fact has under one reader.
    fn kinds(&self, world: usize) -> BTreeSet<Standing> {
        self.standings[world].iter().copied().collect()
    }

    /// Duties that prohibitions stand in the way of: whether they leave no way to meet it (at some time, if it lasts).
    pub fn hindered(&self) -> BTreeMap<ClauseId, bool> {
        let mut found: BTreeMap<ClauseId, bool> = BTreeMap::new();
        for world in 0..self.worlds.len() {
            for clause in self.clauses() {
                for bearers in self.bearers(clause) {
                    if let Some(impossible) = self.stand_in_the_way(world, clause, &bearers) {
                        *found.entry(clause).or_default() |= impossible;
                    }
                }
            }
        }
        found
    }

    /// Those who owe a duty: each by himself, or all together (12.2).
    fn bearers(&self, clause: ClauseId) -> Vec<BTreeSet<usize>> {
        let declared = &self.model.clauses[clause.index()];
        let Some(asked) = &declared.asks else { return Vec::new() };
        let due = declared.timing.until.filter(|_| !declared.timing.lasts).map(|(due, _)| due - 1);
        let owes = |times: &Intervals| due.is_none_or(|last| times.contains(last));
        let bound = asked.bearers.iter().filter(|(_, times)| owes(times)).map(|(actor, _)| actor.index());
        if asked.jointly {
            vec![bound.collect()]
        } else {
            bound.map(|actor| BTreeSet::from([actor])).collect()
        }
    }

    /// Whether something that would meet a duty is forbidden; if so, whether all of it is, at some time if the duty lasts.
    fn stand_in_the_way(&self, world: usize, duty: ClauseId, bearers: &BTreeSet<usize>) -> Option<bool> {
        let declared = &self.model.clauses[duty.index()];
        let (timing, deed) = (&declared.timing, &declared.asks.as_ref()?.deed);
        let over: u64 = self.over[duty.index()].iter().map(|&clause| bit(clause)).sum();
        let stands = |clause: &ClauseId| {
            !self.over[clause.index()].contains(&duty)
                && !self.over[duty.index()].contains(clause)
                && self.judges(*clause).is_none()
        };
        let against: u64 = self.of(Modality::Prohibition).into_iter().filter(stands).map(bit).sum();
        // For each time: whether there is a way, one that is forbidden, and one that is not.
        let mut times: BTreeMap<i64, (bool, bool)> = BTreeMap::new();
        for (fact, standing) in self.facts.iter().zip(&self.standings[world]) {
            let is_way = bearers.contains(&fact.actor)
                && timing.from.is_none_or(|(from, _)| from <= fact.time)
                && timing.until.is_none_or(|(until, _)| fact.time < until)
                && standing.effective & over == 0
                && self.worlds[world].holds(&self.model.in_force, fact)
                && self.worlds[world].holds(deed, fact);
            if is_way {
                let (forbidden, free) = times.entry(fact.time).or_default();
                if standing.effective & against != 0 { *forbidden = true } else { *free = true }
            }
        }
        if !times.values().any(|(forbidden, _)| *forbidden) {
            return None;
        }
        let all = times.values().all(|(_, free)| !free);
        Some(all || timing.lasts && times.values().any(|(_, free)| !free))
    }

    /// What the clauses make of a fact.
    pub fn status(&self, standing: Standing) -> Status {
        let any = |wanted: Modality| {
            self.of(wanted).into_iter().any(|clause| standing.effective & bit(clause) != 0)
        };
        Status {
            forbidden: any(Modality::Prohibition),
            permitted: any(Modality::Permission),
            required: any(Modality::Obligation),
            mentioned: standing.scope != 0,
        }
    }

    /// The pairs of a prohibition and a permission that meet under some reader.
    pub fn contradictions(&self) -> BTreeSet<(ClauseId, ClauseId)> {
        let kinds: BTreeSet<Standing> = (0..self.worlds.len()).flat_map(|world| self.kinds(world)).collect();
        let mut found = BTreeSet::new();
        for forbids in self.of(Modality::Prohibition) {
            for permits in self.of(Modality::Permission) {
                let both = bit(forbids) | bit(permits);
                if kinds.iter().any(|kind| kind.effective & both == both) {
                    found.insert((forbids, permits));
                }
            }
        }
        found
    }

    /// Whether a ceasefire could be expected to speak of a fact: while it is in force as written, one party does something that
    /// has a name, with what it is done with, to another one or to nobody, and both exist.
    pub fn in_question(&self, fact: &Fact, every_act: bool) -> bool {
        let (model, written) = (self.model, &self.worlds[0]);
        let nobody = model.actors.len();
        fact.actor != fact.target
            && written.holds(&model.in_force, fact)
            && self.takes_part(fact.actor, fact.time, false)
            && (fact.target == nobody || self.takes_part(fact.target, fact.time, true))
            && (every_act || fact.act != model.deeds.acts.unclassed())
            && model.deeds.means_for(fact.act).contains(fact.means)
    }

    fn takes_part(&self, actor: usize, at: i64, as_target: bool) -> bool {
        let leaf = &self.model.actors.leaves[actor];
        match leaf.origin {
            ActorOrigin::Declared(ActorRole::Party | ActorRole::ThirdParty) => leaf.exists.contains(at),
            ActorOrigin::Declared(ActorRole::Protected) => as_target && leaf.exists.contains(at),
            // There are others in a group while the group has members.
            ActorOrigin::OtherMemberOf(group) => {
                self.model.actors.groups[group.index()].members.contains(ActorId::at(actor), at)
            }
            ActorOrigin::Declared(_) | ActorOrigin::Outsider => false,
        }
    }

    /// Whether a clause speaks of a fact, as written: also one that is not evaluated.
    pub fn mentions(&self, clause: ClauseId, fact: &Fact) -> bool {
        let written = &self.worlds[0];
        match &self.model.clauses[clause.index()].kind {
            ClauseKind::NotEvaluated { scope, .. } => {
                written.holds(&self.model.in_force, fact)
                    && scope.as_ref().is_some_and(|scope| written.holds(scope, fact))
            }
            ClauseKind::Duty(duty) => {
                duty.from <= fact.time
                    && written.holds(&duty.deed, fact)
                    && written.holds(&self.model.in_force, fact)
            }
            ClauseKind::Conduct { .. } | ClauseKind::StatedOnly | ClauseKind::Change => {
                written.in_scope(clause, fact)
            }
        }
    }

    /// Clauses without a fact, and those of which what prevails leaves none.
    pub fn dead_and_swallowed(&self) -> (BTreeSet<ClauseId>, BTreeSet<ClauseId>) {
        let kinds: BTreeSet<Standing> = (0..self.worlds.len()).flat_map(|world| self.kinds(world)).collect();
        let (mut dead, mut swallowed) = (BTreeSet::new(), BTreeSet::new());
        for clause in self.clauses().filter(|&clause| modality(self.model, clause).is_some()) {
            let own = bit(clause);
            if kinds.iter().any(|kind| kind.effective & own != 0) {
                continue;
            }
            if kinds.iter().any(|kind| kind.scope & own != 0) {
                swallowed.insert(clause);
            } else if !self.falls_outside_force(clause) {
                dead.insert(clause);
            }
        }
        (dead, swallowed)
    }

    /// Whether it is a duty whose window has no instant in force.
    fn falls_outside_force(&self, clause: ClauseId) -> bool {
        let ClauseKind::Duty(duty) = &self.model.clauses[clause.index()].kind else { return false };
        let within = |fact: &&Fact| duty.from <= fact.time && fact.time < duty.due;
        let in_force = |fact: &Fact| self.worlds.iter().any(|world| world.holds(&self.model.in_force, fact));
        !self.facts.iter().filter(within).any(in_force)
    }

    /// Clauses that can go, each with the first one that says all of it.
    pub fn redundant(&self) -> BTreeSet<(ClauseId, ClauseId)> {
        let kinds: Vec<BTreeSet<Standing>> = (0..self.worlds.len()).map(|world| self.kinds(world)).collect();
        let all: Vec<Standing> = kinds.iter().flatten().copied().collect();
        let within = |one: u64, other: u64| {
            all.iter().all(|kind| kind.effective & one == 0 || kind.effective & other != 0)
        };
        let mut found = BTreeSet::new();
        for wanted in [Modality::Prohibition, Modality::Permission] {
            for clause in self.of(wanted) {
                let own = bit(clause);
                let nothing = all.iter().all(|kind| kind.effective & own == 0);
                let prevails = !self.model.clauses[clause.index()].prevails_over.is_empty();
                let yields = !self.over[clause.index()].is_empty();
                if nothing || prevails && yields {
                    continue;
                }
                let wider = self.of(wanted).into_iter().find(|&wider| {
                    wider != clause
                        && self.judges(wider) == self.judges(clause)
                        && within(own, bit(wider))
                        && (wider < clause || !within(bit(wider), own))
                        && kinds.iter().all(|kinds| {
                            self.clauses().all(|weaker| {
                                !self.takes(kinds, clause, weaker) || self.takes(kinds, wider, weaker)
                            })
                        })
                });
                found.extend(wider.map(|wider| (clause, wider)));
            }
        }
        found
    }

    fn judges(&self, clause: ClauseId) -> Option<&Vec<ActorId>> {
        match &self.model.clauses[clause.index()].kind {
            ClauseKind::Conduct { judged_by, .. } => judged_by.as_ref(),
            _ => None,
        }
    }

    /// Whether a clause takes something from another one, under a reader.
    fn takes(&self, kinds: &BTreeSet<Standing>, stronger: ClauseId, weaker: ClauseId) -> bool {
        self.over[weaker.index()].contains(&stronger)
            && self.opposed(stronger, weaker)
            && kinds.iter().any(|kind| kind.scope & bit(weaker) != 0 && kind.effective & bit(stronger) != 0)
    }

    /// Whether anything would be judged otherwise without a clause, which is what "redundant" denies.
    pub fn matters(&self, clause: ClauseId) -> bool {
        let rest = !bit(clause);
        let model = self.model;
        let over: Vec<BTreeSet<ClauseId>> =
            self.clauses().map(|weaker| over_without(model, weaker, clause)).collect();
        (0..self.worlds.len()).flat_map(|world| self.kinds(world)).any(|kind| {
            let without = Standing {
                scope: kind.scope & rest,
                effective: self.effective(kind.scope & rest, &over) & rest,
            };
            let (before, after) = (self.status(kind), self.status(without));
            kind.effective & rest != without.effective
                || (before.forbidden, before.permitted, before.required)
                    != (after.forbidden, after.permitted, after.required)
        })
    }
}

/// The clauses that prevail over one if another is not there.
fn over_without(model: &Model, clause: ClauseId, gone: ClauseId) -> BTreeSet<ClauseId> {
    let mut found = BTreeSet::new();
    loop {
        let before = found.len();
        for (index, other) in model.clauses.iter().enumerate() {
            let own = ClauseId::at(index);
            let over = |weaker: &ClauseId| *weaker == clause || found.contains(weaker);
            if own != clause && own != gone && other.prevails_over.iter().any(over) {
                found.insert(own);
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

fn bit(clause: ClauseId) -> u64 {
    1 << clause.index()
}

/// What tells every actor and every act apart, and when each actor exists; and what clauses speak of that are not evaluated.
pub fn apart(model: &Model) -> Matter {
    let mut matter = Matter::default();
    matter.each_other.push(model.actors.everybody());
    matter.times.extend(model.actors.leaves.iter().map(|leaf| leaf.exists.clone()));
    matter.times.extend(
        model.actors.groups.iter().flat_map(|group| group.members.iter().map(|(_, times)| times.clone())),
    );
    let acts = model.deeds.acts.universe();
    matter.acts.extend((0..acts).map(|act| Bits::single(acts, act)));
    let written = World::new(model, None);
    for clause in &model.clauses {
        if let ClauseKind::NotEvaluated { scope: Some(scope), .. } = &clause.kind {
            written.gather(scope, &mut matter);
        }
        if let Some(asked) = &clause.asks {
            written.gather(&asked.deed, &mut matter);
            let from = clause.timing.from.map_or(i64::MIN, |(from, _)| from);
            let until = clause.timing.until.map_or(i64::MAX, |(until, _)| until);
            matter.times.push(Intervals::of(from, until));
            matter.times.extend(asked.bearers.iter().map(|(_, times)| times.clone()));
        }
    }
    matter
}

/// Adds what matters to one to what matters to another.
pub fn join(to: &mut Matter, from: Matter) {
    to.actors.extend(from.actors);
    to.targets.extend(from.targets);
    to.each_other.extend(from.each_other);
    to.acts.extend(from.acts);
    to.means.extend(from.means);
    to.areas.extend(from.areas);
    to.times.extend(from.times);
    for (measure, ranges) in from.measures {
        to.measures.entry(measure).or_default().extend(ranges);
    }
    to.literals.extend(from.literals);
}
