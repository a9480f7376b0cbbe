//! From descriptions to sets of facts, as one reader understands them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Budget, Region, Scope, Universe};
use crate::model::Model;
use crate::model::actors::{Membership, Part};
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, LiteralId, TermId, ZoneId};
use crate::model::past::Definition;
use crate::model::places::Ground;
use crate::sets::Bits;

/// How deep descriptions, terms and zones may lead into one another.
const DEPTH: usize = 200;

/// A description that needs more boxes, or leads deeper, than is worked on: nothing is claimed about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooComplex;

/// Turns the descriptions of a model into scopes, under one reader's readings.
pub struct Compiler<'m> {
    model: &'m Model,
    universe: Universe,
    /// Every fact, to be narrowed.
    whole: Region,
    reader: Option<ActorId>,
    /// Whether it is asked what has changed, or taken that nothing has.
    /// Where it is asked what has changed: the conditions that are known not to have changed anything.
    changes: Option<BTreeSet<LiteralId>>,
    zones: RefCell<BTreeMap<ZoneId, Scope>>,
    terms: RefCell<BTreeMap<TermId, Scope>>,
}

impl<'m> Compiler<'m> {
    /// A compiler for a reader; for the text as written where there is none. It takes it that nothing has changed who is
    /// covered, and that nothing has ended the agreement.
    #[must_use]
    pub fn new(model: &'m Model, reader: Option<ActorId>) -> Self {
        Self::with(model, reader, None)
    }

    /// The same for one who knows what has happened: what may have changed is a condition, but for those conditions that are
    /// settled.
    #[must_use]
    pub fn with_changes(model: &'m Model, reader: Option<ActorId>, settled: &BTreeSet<LiteralId>) -> Self {
        Self::with(model, reader, Some(settled.clone()))
    }

    pub(super) fn with(
        model: &'m Model,
        reader: Option<ActorId>,
        changes: Option<BTreeSet<LiteralId>>,
    ) -> Self {
        let universe = universe(model);
        Self {
            model,
            universe,
            whole: Region::whole(&universe),
            reader,
            changes,
            zones: RefCell::default(),
            terms: RefCell::default(),
        }
    }

    /// The sizes of the sides.
    #[must_use]
    pub fn universe(&self) -> &Universe {
        &self.universe
    }

    /// The facts of which a description holds.
    ///
    /// # Errors
    /// Where it would take too many boxes.
    pub fn scope(&self, description: &Description) -> Result<Scope, TooComplex> {
        self.describe(description, 0)
    }

    /// The facts that happen in a zone.
    ///
    /// # Errors
    /// Where it would take too many boxes.
    pub fn zone(&self, zone: ZoneId) -> Result<Scope, TooComplex> {
        self.zone_at(zone, 0)
    }

    /// A box that holds every fact of which a description holds, and perhaps others: what can be said of one that is too
    /// complex.
    #[must_use]
    pub fn bound(&self, description: &Description) -> Region {
        let mut bound = Region::whole(&self.universe);
        let mut parts = vec![description];
        while let Some(part) = parts.pop() {
            match part {
                Description::All(inner) => parts.extend(inner),
                Description::Actor(set) => {
                    bound.actors.intersect_with(&set.may_ever(self.universe.actors));
                }
                Description::Target(set) => {
                    bound.targets.intersect_with(&set.may_ever(self.universe.targets));
                }
                Description::Act(acts) => bound.acts.intersect_with(acts),
                Description::Means(means) => bound.means.intersect_with(means),
                Description::Time(times) => bound.time = bound.time.intersection(times),
                Description::Measure(measure, range) => bound.restrict_measure(*measure, range),
                // These may need several boxes: they narrow nothing here.
                Description::EachOther(_)
                | Description::Place(_)
                | Description::Literal(_)
                | Description::Term(_)
                | Description::Any(_)
                | Description::Not(_)
                | Description::Read { .. } => {}
            }
        }
        bound
    }

    fn describe(&self, description: &Description, depth: usize) -> Result<Scope, TooComplex> {
        if depth > DEPTH {
            return Err(TooComplex);
        }
        let depth = depth + 1;
        match description {
            Description::Actor(set) => Ok(self.actors(set)),
            Description::Target(set) => Ok(self.targets(set)),
            Description::EachOther(set) => Ok(self.each_other(set)),
            Description::Act(acts) => Ok(self.region(|region| region.acts = acts.clone())),
            Description::Means(means) => Ok(self.region(|region| region.means = means.clone())),
            Description::Place(zone) => self.zone_at(*zone, depth),
            Description::Time(times) => Ok(self.region(|region| region.time = times.clone())),
            Description::Measure(measure, range) => {
                Ok(self.region(|region| region.restrict_measure(*measure, range)))
            }
            Description::Literal(literal) => Ok(self.literal(*literal)),
            Description::Term(term) => self.term(*term, depth),
            Description::All(parts) => self.all(parts, depth),
            Description::Any(parts) => {
                let mut any = Scope::empty();
                for part in parts {
                    any = bounded(any.union(&self.describe(part, depth)?))?;
                }
                any.simplify();
                Ok(any)
            }
            Description::Not(inner) => without(&Scope::whole(&self.universe), &self.describe(inner, depth)?),
            Description::Read { as_written, by } => {
                let own = self.reader.and_then(|reader| by.get(&reader));
                self.describe(own.unwrap_or(as_written), depth)
            }
        }
    }

    /// What holds of all parts. Exceptions are cut out of the rest, not turned inside out first.
    fn all(&self, parts: &[Description], depth: usize) -> Result<Scope, TooComplex> {
        // What narrows one side only needs no scope of its own.
        let mut region = self.whole.clone();
        let mut others: Vec<&Description> = Vec::new();
        for part in parts.iter().filter(|part| !matches!(part, Description::Not(_))) {
            match part {
                Description::Act(acts) => region.acts.intersect_with(acts),
                Description::Means(means) => region.means.intersect_with(means),
                Description::Time(times) => region.time = region.time.intersection(times),
                Description::Measure(measure, range) => region.restrict_measure(*measure, range),
                Description::Literal(literal) if !self.is_no_change(*literal) => {
                    region.literals.insert(*literal, true);
                }
                other => others.push(other),
            }
        }
        let mut whole = Scope::from(region);
        for part in others {
            whole = bounded(whole.intersection(&self.describe(part, depth)?))?;
        }
        for part in parts {
            if let Description::Not(inner) = part {
                whole = without(&whole, &self.describe(inner, depth)?)?;
            }
        }
        whole.simplify();
        Ok(whole)
    }

    fn region(&self, narrow: impl FnOnce(&mut Region)) -> Scope {
        let mut region = self.whole.clone();
        narrow(&mut region);
        Scope::from(region)
    }

    fn literal(&self, literal: LiteralId) -> Scope {
        if self.is_no_change(literal) {
            return Scope::empty();
        }
        self.region(|region| {
            region.literals.insert(literal, true);
        })
    }

    /// Whether a condition is that something has changed, and it is taken that nothing has.
    fn is_no_change(&self, literal: LiteralId) -> bool {
        self.changes.is_none() && self.model.past.definitions.get(&literal) == Some(&Definition::Ended)
    }

    /// The members of a set, by when and under what condition they belong.
    fn parts(&self, set: &Membership, universe: usize) -> Vec<(Region, Bits)> {
        let parts = if let Some(settled) = &self.changes {
            set.parts(universe, settled)
        } else {
            let slices = set.slices(universe).into_iter();
            slices.map(|(times, members)| Part { times, condition: None, members }).collect()
        };
        let narrowed = |part: Part| {
            let literals = part.condition.map(|condition| (condition, true)).into_iter().collect();
            (Region { time: part.times, literals, ..self.whole.clone() }, part.members)
        };
        parts.into_iter().map(narrowed).collect()
    }

    /// For each member of a set, the facts at times at which he belongs, whoever acts.
    #[must_use]
    pub fn belonging(&self, set: &Membership) -> Vec<(ActorId, Scope)> {
        let parts = self.parts(set, self.universe.actors);
        let times = |actor: ActorId| {
            let own = parts.iter().filter(|(_, members)| members.contains(actor.index()));
            let mut scope: Scope = own.map(|(region, _)| region.clone()).collect();
            scope.simplify();
            (actor, scope)
        };
        set.everybody().into_iter().map(times).collect()
    }

    fn actors(&self, set: &Membership) -> Scope {
        let parts = self.parts(set, self.universe.actors).into_iter();
        parts.map(|(region, actors)| Region { actors, ..region }).collect()
    }

    fn targets(&self, set: &Membership) -> Scope {
        let parts = self.parts(set, self.universe.targets).into_iter();
        parts.map(|(region, targets)| Region { targets, ..region }).collect()
    }

    fn each_other(&self, set: &Membership) -> Scope {
        let mut scope = Scope::empty();
        let parts = self.parts(set, self.universe.targets);
        for (acting, members) in &parts {
            for (hit, others) in &parts {
                let Some(both) = acting.intersection(hit) else { continue };
                for actor in members.iter() {
                    let mut targets = others.clone();
                    targets.remove(actor);
                    let actors = Bits::single(self.universe.actors, actor);
                    scope.push(Region { actors, targets, ..both.clone() });
                }
            }
        }
        scope
    }

    fn term(&self, term: TermId, depth: usize) -> Result<Scope, TooComplex> {
        if let Some(known) = self.terms.borrow().get(&term) {
            return Ok(known.clone());
        }
        let Some(declared) = self.model.terms.get(term.index()) else { return Ok(Scope::empty()) };
        let scope = self.describe(&declared.meaning, depth)?;
        self.terms.borrow_mut().insert(term, scope.clone());
        Ok(scope)
    }

    fn zone_at(&self, zone: ZoneId, depth: usize) -> Result<Scope, TooComplex> {
        if let Some(known) = self.zones.borrow().get(&zone) {
            return Ok(known.clone());
        }
        let Some(declared) = self.model.places.zones.get(zone.index()) else { return Ok(Scope::empty()) };
        let own = self.reader.and_then(|reader| declared.measured.get(&reader));
        let scope = self.ground(own.unwrap_or(&declared.ground), depth)?;
        self.zones.borrow_mut().insert(zone, scope.clone());
        Ok(scope)
    }

    fn ground(&self, ground: &Ground, depth: usize) -> Result<Scope, TooComplex> {
        if depth > DEPTH {
            return Err(TooComplex);
        }
        let depth = depth + 1;
        match ground {
            Ground::Everywhere => Ok(Scope::whole(&self.universe)),
            Ground::Nowhere => Ok(Scope::empty()),
            Ground::Area(area) => {
                let cells = self.model.places.cells_of_areas.get(area.index()).cloned();
                let cells = cells.unwrap_or_else(|| Bits::empty(self.universe.cells));
                Ok(self.region(|region| region.cells = cells))
            }
            Ground::Zone(zone) => self.zone_at(*zone, depth),
            Ground::Union(parts) => {
                let mut union = Scope::empty();
                for part in parts {
                    union = bounded(union.union(&self.ground(part, depth)?))?;
                }
                union.simplify();
                Ok(union)
            }
            Ground::Both(one, other) => {
                bounded(self.ground(one, depth)?.intersection(&self.ground(other, depth)?))
            }
            Ground::Without(one, other) => without(&self.ground(one, depth)?, &self.ground(other, depth)?),
            Ground::SomePartOf(whole, literal) => {
                bounded(self.ground(whole, depth)?.intersection(&self.literal(*literal)))
            }
            Ground::At(courses) => {
                let mut union = Scope::empty();
                for (times, part) in courses {
                    let then = self.region(|region| region.time = times.clone());
                    union = bounded(union.union(&self.ground(part, depth)?.intersection(&then)))?;
                }
                Ok(union)
            }
        }
    }
}

/// The sizes of the sides of a model's facts.
#[must_use]
pub fn universe(model: &Model) -> Universe {
    Universe {
        actors: model.actors.len(),
        acts: model.deeds.acts.universe(),
        targets: model.targets(),
        means: model.deeds.means.universe(),
        cells: model.places.cells(),
    }
}

/// One scope without another, if that can be had within the budget.
pub(super) fn without(whole: &Scope, cut: &Scope) -> Result<Scope, TooComplex> {
    whole.difference_within(cut, Budget::DEFAULT).ok_or(TooComplex)
}

fn bounded(scope: Scope) -> Result<Scope, TooComplex> {
    if scope.regions().len() > Budget::DEFAULT.0 { Err(TooComplex) } else { Ok(scope) }
}
