//! What the past decides, in the order in which it can be worked out. `docs/semantics.md`, 12.14.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::model::Model;
use crate::model::actors::Membership;
use crate::model::clauses::{Clause, ClauseKind};
use crate::model::descriptions::Description;
use crate::model::duties::{Bearers, Occasions};
use crate::model::ids::{ActorId, ClauseId, LiteralId, PhaseId, TermId, ZoneId};
use crate::model::past::{Deed, Definition, Event, Formula, PhaseUntil, Run};
use crate::model::places::Ground;

/// Something that the past decides, or on which that depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decided {
    /// What a clause covers, and what violates it.
    Clause(ClauseId),
    /// When a condition holds.
    Condition(LiteralId),
    /// When a phase begins and ends.
    Phase(PhaseId),
}

/// Things that are worked out together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// One, or several of which each depends on each.
    pub members: Vec<Decided>,
    /// Whether it depends on itself, or they do on one another.
    pub circular: bool,
}

/// What depends on what among clauses, phases and conditions. An edge leads from what depends to what it depends on.
pub struct Dependence {
    graph: DiGraph<Decided, ()>,
    index: BTreeMap<Decided, NodeIndex>,
    /// Runs without violation of no clause in particular.
    of_any: Vec<LiteralId>,
    /// The clauses of which some condition or phase speaks.
    watched: BTreeSet<ClauseId>,
}

impl Dependence {
    /// What depends on what in a model.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let mut own = Self {
            graph: DiGraph::new(),
            index: BTreeMap::new(),
            of_any: Vec::new(),
            watched: BTreeSet::new(),
        };
        let mut literals = Literals { model, terms: BTreeMap::new(), zones: BTreeMap::new() };
        let clauses = (0..model.clauses.len()).map(|at| Decided::Clause(ClauseId::at(at)));
        let phases = (0..model.past.phases.len()).map(|at| Decided::Phase(PhaseId::at(at)));
        let conditions = model.past.definitions.keys().map(|&literal| Decided::Condition(literal));
        for node in clauses.chain(phases).chain(conditions) {
            let at = own.graph.add_node(node);
            own.index.insert(node, at);
        }
        let in_force = literals.of(&model.in_force);
        for at in 0..model.clauses.len() {
            own.clause(model, &mut literals, ClauseId::at(at), &in_force);
        }
        for (at, phase) in model.past.phases.iter().enumerate() {
            let node = Decided::Phase(PhaseId::at(at));
            own.event(node, &phase.from, &mut literals);
            match &phase.until {
                PhaseUntil::Event(event) => own.event(node, event, &mut literals),
                PhaseUntil::When(formula) => own.formula(node, formula),
                PhaseUntil::Never | PhaseUntil::Lasts(_) => {}
            }
        }
        for (&literal, definition) in &model.past.definitions {
            own.definition(model, literal, definition, &mut literals);
        }
        own.close_runs_of_any(model);
        own
    }

    /// Everything, each after all that it depends on, save what depends on it in turn: that stands together with it.
    #[must_use]
    pub fn order(&self) -> Vec<Together> {
        let parts = petgraph::algo::kosaraju_scc(&self.graph);
        let together = parts.into_iter().map(|mut part| {
            part.sort_unstable();
            let circular =
                part.len() > 1 || part.first().is_some_and(|&only| self.graph.contains_edge(only, only));
            let members = part.into_iter().filter_map(|node| self.graph.node_weight(node).copied());
            Together { members: members.collect(), circular }
        });
        together.collect()
    }

    /// What a condition speaks of: clauses, and through phases and conditions what these speak of; the condition itself among
    /// them.
    #[must_use]
    pub fn behind(&self, condition: LiteralId) -> BTreeSet<Decided> {
        let (mut found, mut open) = (BTreeSet::new(), vec![Decided::Condition(condition)]);
        while let Some(node) = open.pop() {
            let Some(&at) = self.index.get(&node) else { continue };
            // What the scope of a clause hangs on is told of that clause.
            if !found.insert(node) || matches!(node, Decided::Clause(_)) {
                continue;
            }
            open.extend(self.graph.neighbors(at).filter_map(|next| self.graph.node_weight(next)));
        }
        found
    }

    /// The clauses of which some condition or phase speaks, so that it matters whether they were violated.
    #[must_use]
    pub fn watched(&self) -> &BTreeSet<ClauseId> {
        &self.watched
    }

    /// The clauses of which a run without violation of no clause in particular speaks: every prohibition and duty that is
    /// evaluated and depends on no such run.
    #[must_use]
    pub fn watched_by_any(&self, model: &Model) -> Vec<ClauseId> {
        let depending = self.depending_on_any();
        let judged = |clause: &ClauseId| model.clause(*clause).is_some_and(Clause::can_be_violated);
        let all = (0..model.clauses.len()).map(ClauseId::at).filter(judged);
        all.filter(|&clause| !depending.contains(&Decided::Clause(clause))).collect()
    }

    /// Everything that depends on a run of any clause.
    fn depending_on_any(&self) -> BTreeSet<Decided> {
        let mut found: BTreeSet<Decided> = self.of_any.iter().map(|&run| Decided::Condition(run)).collect();
        let mut open: Vec<Decided> = found.iter().copied().collect();
        while let Some(node) = open.pop() {
            let Some(&at) = self.index.get(&node) else { continue };
            for edge in self.graph.edges_directed(at, Direction::Incoming) {
                if let Some(&from) = self.graph.node_weight(edge.source())
                    && found.insert(from)
                {
                    open.push(from);
                }
            }
        }
        found
    }

    /// Runs of any clause come after the clauses of which they speak, which makes no circle.
    fn close_runs_of_any(&mut self, model: &Model) {
        let watched = self.watched_by_any(model);
        for run in self.of_any.clone() {
            for &clause in &watched {
                self.watched.insert(clause);
                self.link(Decided::Condition(run), Decided::Clause(clause));
            }
        }
    }

    fn clause(
        &mut self,
        model: &Model,
        literals: &mut Literals<'_>,
        clause: ClauseId,
        in_force: &BTreeSet<LiteralId>,
    ) {
        let Some(declared) = model.clause(clause) else { return };
        let node = Decided::Clause(clause);
        for &weaker in &declared.prevails_over {
            self.link(Decided::Clause(weaker), node);
        }
        if let Some(obligation) = &declared.obligation {
            let (conditions, clauses) = obligation.rests_on();
            conditions.into_iter().for_each(|literal| self.link(node, Decided::Condition(literal)));
            self.clauses(node, &clauses);
            if let Bearers::Of(bearers) = &obligation.bearers {
                self.members(node, bearers);
            }
            if let Occasions::Each { deed, .. } = &obligation.occasions {
                self.deed(node, deed, literals);
            }
        }
        let conduct = declared.conduct();
        if let Some(answers) = conduct.and_then(|conduct| conduct.answers) {
            self.members(node, answers);
        }
        let scope = match (conduct, &declared.obligation, &declared.kind) {
            (Some(conduct), _, _) => conduct.scope,
            (None, Some(obligation), _) => &obligation.deed,
            (None, None, ClauseKind::Duty(duty)) => &duty.deed,
            (None, None, _) => return,
        };
        let own = literals.of(scope);
        for &literal in own.union(in_force) {
            self.link(node, Decided::Condition(literal));
        }
    }

    fn definition(
        &mut self,
        model: &Model,
        literal: LiteralId,
        definition: &Definition,
        literals: &mut Literals<'_>,
    ) {
        let node = Decided::Condition(literal);
        match definition {
            Definition::State(state) => self.clauses(node, state.one_of.iter().flatten().flatten()),
            Definition::Violates(violates) => {
                self.clauses(node, &violates.clauses);
                self.members(node, &violates.who);
            }
            Definition::Deed(deed) => self.deed(node, deed, literals),
            Definition::After(event) => self.event(node, event, literals),
            Definition::Running(phase) | Definition::PhaseHeld(phase, _) => {
                self.link(node, Decided::Phase(*phase));
            }
            Definition::Run(run) => self.run(literal, run),
            Definition::Lasting(lasting) => self.formula(node, &lasting.when),
            Definition::Streak(streak, _) => {
                let Some(terms) = model.past.streaks.get(streak.index()) else { return };
                terms.run.iter().for_each(|run| self.run(literal, run));
                terms.from.iter().for_each(|event| self.event(node, event, literals));
                terms.certified.iter().for_each(|deed| self.deed(node, deed, literals));
            }
            Definition::Covered(actor) => self.changes(model, node, *actor, true),
            Definition::Excluded(actor) => self.changes(model, node, *actor, false),
            // 12.11 and 12.12 say as of when their conditions are asked: they are no dependence.
            Definition::Renewed | Definition::Ended => {}
        }
    }

    fn run(&mut self, literal: LiteralId, run: &Run) {
        match &run.without {
            Some(clauses) => self.clauses(Decided::Condition(literal), clauses),
            None => self.of_any.push(literal),
        }
    }

    fn event(&mut self, node: Decided, event: &Event, literals: &mut Literals<'_>) {
        match event {
            Event::Moment(_) | Event::Unknown => {}
            Event::State(state) => self.clauses(node, state.one_of.iter().flatten().flatten()),
            Event::Deed(deed) => self.deed(node, deed, literals),
            Event::Phase(phase, _) => self.link(node, Decided::Phase(*phase)),
        }
    }

    fn members(&mut self, node: Decided, who: &Membership) {
        for literal in who.conditions() {
            self.link(node, Decided::Condition(literal));
        }
    }

    /// That somebody is on a list depends on what may put him there or take him off.
    fn changes(&mut self, model: &Model, node: Decided, actor: ActorId, covered: bool) {
        let changes = model.past.changes.iter();
        for change in
            changes.filter(|change| change.covered == covered && change.may_concern.contains(&actor))
        {
            self.formula(node, &change.when);
            change.who.iter().for_each(|who| self.members(node, who));
        }
    }

    fn deed(&mut self, node: Decided, deed: &Deed, literals: &mut Literals<'_>) {
        deed.who.iter().for_each(|who| self.members(node, who));
        for literal in literals.of(&deed.facts) {
            self.link(node, Decided::Condition(literal));
        }
    }

    fn clauses<'c>(&mut self, node: Decided, clauses: impl IntoIterator<Item = &'c ClauseId>) {
        for &clause in clauses {
            self.watched.insert(clause);
            self.link(node, Decided::Clause(clause));
        }
    }

    /// A condition made of conditions: at most as deep as the parser lets it be.
    fn formula(&mut self, node: Decided, formula: &Formula) {
        match formula {
            Formula::Holds(literal) => self.link(node, Decided::Condition(*literal)),
            Formula::During(_) | Formula::Open => {}
            Formula::All(parts) | Formula::Any(parts) => {
                parts.iter().for_each(|part| self.formula(node, part));
            }
            Formula::Not(inner) => self.formula(node, inner),
        }
    }

    /// Only what the past decides has a place here.
    fn link(&mut self, from: Decided, to: Decided) {
        if let (Some(&from), Some(&to)) = (self.index.get(&from), self.index.get(&to))
            && !self.graph.contains_edge(from, to)
        {
            self.graph.add_edge(from, to, ());
        }
    }
}

/// The conditions that descriptions use, through terms and zones.
struct Literals<'m> {
    model: &'m Model,
    terms: BTreeMap<TermId, BTreeSet<LiteralId>>,
    zones: BTreeMap<ZoneId, BTreeSet<LiteralId>>,
}

impl Literals<'_> {
    /// Every way is followed once: what a term or zone uses is known when it is met again, and a circle is an error that is
    /// told elsewhere.
    fn of(&mut self, description: &Description) -> BTreeSet<LiteralId> {
        let mut found = BTreeSet::new();
        let (mut terms, mut zones) = (Vec::new(), Vec::new());
        description.visit(&mut |part| match part {
            Description::Literal(literal) => drop(found.insert(*literal)),
            Description::Term(term) => terms.push(*term),
            Description::Place(zone) => zones.push(*zone),
            Description::Actor(who) | Description::Target(who) | Description::EachOther(who) => {
                found.extend(who.conditions());
            }
            _ => {}
        });
        for term in terms {
            if let Some(known) = self.terms.get(&term) {
                found.extend(known);
                continue;
            }
            self.terms.insert(term, BTreeSet::new());
            let Some(declared) = self.model.terms.get(term.index()) else { continue };
            let own = self.of(&declared.meaning);
            found.extend(&own);
            self.terms.insert(term, own);
        }
        for zone in zones {
            found.extend(self.zone(zone));
        }
        found
    }

    fn zone(&mut self, zone: ZoneId) -> BTreeSet<LiteralId> {
        if let Some(known) = self.zones.get(&zone) {
            return known.clone();
        }
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::from([zone]));
        let mut open = vec![zone];
        while let Some(at) = open.pop() {
            let Some(declared) = self.model.places.zones.get(at.index()) else { continue };
            let mut grounds: Vec<&Ground> = declared.measured.values().chain([&declared.ground]).collect();
            while let Some(ground) = grounds.pop() {
                match ground {
                    Ground::Everywhere | Ground::Nowhere | Ground::Area(_) => {}
                    Ground::Zone(other) => {
                        if seen.insert(*other) {
                            open.push(*other);
                        }
                    }
                    Ground::Union(parts) => grounds.extend(parts),
                    Ground::Both(one, other) | Ground::Without(one, other) => {
                        grounds.extend([&**one, &**other])
                    }
                    Ground::SomePartOf(whole, literal) => {
                        found.insert(*literal);
                        grounds.push(whole);
                    }
                    Ground::At(courses) => grounds.extend(courses.iter().map(|(_, part)| part)),
                }
            }
        }
        self.zones.insert(zone, found.clone());
        found
    }
}
