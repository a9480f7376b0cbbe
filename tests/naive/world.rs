//! Facts, and what holds of them (sections 1 to 7).

use std::collections::{BTreeMap, BTreeSet};

use armistice::model::Model;
use armistice::model::actors::Membership;
use armistice::model::clauses::{Answers, ClauseKind, Duty, Modality};
use armistice::model::descriptions::Description;
use armistice::model::ids::{ActorId, AreaId, ClauseId, LiteralId, MeasureId, ZoneId};
use armistice::model::places::Ground;
use armistice::sets::{Bits, Intervals};

/// One thing that one actor did (1.1).
#[derive(Clone, Debug)]
pub struct Fact {
    pub actor: usize,
    pub act: usize,
    pub target: usize,
    pub means: usize,
    pub cell: usize,
    pub time: i64,
    pub measures: BTreeMap<MeasureId, i64>,
    pub literals: BTreeMap<LiteralId, bool>,
}

/// An agreement under one reader.
pub struct World<'m> {
    pub model: &'m Model,
    pub reader: Option<ActorId>,
    areas: Vec<BTreeSet<usize>>,
    /// Whether what somebody is to prevent is forbidden (13.9): to those who judge, and not to those who check a text.
    judging: bool,
}

impl<'m> World<'m> {
    pub fn new(model: &'m Model, reader: Option<ActorId>) -> Self {
        let cells = |area| match &model.places.atlas {
            Some(atlas) => atlas.cells_of(area).into_iter().map(|cell| cell as usize).collect(),
            None => BTreeSet::new(),
        };
        Self { model, reader, areas: (0..model.places.areas.len()).map(cells).collect(), judging: false }
    }

    pub fn judging(model: &'m Model, reader: Option<ActorId>) -> Self {
        Self { judging: true, ..Self::new(model, reader) }
    }

    /// 13.9
    pub fn answers(&self, clause: ClauseId) -> Option<&'m Answers> {
        self.model.clauses[clause.index()].answers.as_ref().filter(|_| self.judging)
    }

    pub fn in_area(&self, area: AreaId, cell: usize) -> bool {
        self.areas.get(area.index()).is_some_and(|cells| cells.contains(&cell))
    }

    /// Section 5.
    pub fn holds(&self, description: &Description, fact: &Fact) -> bool {
        let actor = ActorId::at(fact.actor);
        let target = ActorId::at(fact.target);
        match description {
            Description::Actor(set) => set.contains(actor, fact.time),
            Description::Target(set) => set.contains(target, fact.time),
            Description::EachOther(set) => {
                actor != target && set.contains(actor, fact.time) && set.contains(target, fact.time)
            }
            Description::Act(acts) => acts.contains(fact.act),
            Description::Means(means) => means.contains(fact.means),
            Description::Place(zone) => self.in_zone(*zone, fact),
            Description::Time(times) => times.contains(fact.time),
            Description::Measure(measure, range) => range.contains(fact.measures[measure]),
            Description::Literal(literal) => fact.literals[literal],
            Description::Term(term) => self.holds(&self.model.terms[term.index()].meaning, fact),
            Description::All(parts) => parts.iter().all(|part| self.holds(part, fact)),
            Description::Any(parts) => parts.iter().any(|part| self.holds(part, fact)),
            Description::Not(inner) => !self.holds(inner, fact),
            Description::Read { .. } => self.holds(self.reading(description), fact),
        }
    }

    fn reading<'d>(&self, description: &'d Description) -> &'d Description {
        let Description::Read { as_written, by } = description else { return description };
        self.reader.and_then(|reader| by.get(&reader)).unwrap_or(as_written)
    }

    fn zone_ground(&self, zone: ZoneId) -> &'m Ground {
        let zone = &self.model.places.zones[zone.index()];
        self.reader.and_then(|reader| zone.measured.get(&reader)).unwrap_or(&zone.ground)
    }

    /// Section 4.2.
    pub fn in_zone(&self, zone: ZoneId, fact: &Fact) -> bool {
        self.on(self.zone_ground(zone), fact)
    }

    fn on(&self, ground: &Ground, fact: &Fact) -> bool {
        match ground {
            Ground::Everywhere => true,
            Ground::Nowhere => false,
            Ground::Area(area) => self.in_area(*area, fact.cell),
            Ground::Zone(zone) => self.in_zone(*zone, fact),
            Ground::Union(parts) => parts.iter().any(|part| self.on(part, fact)),
            Ground::Both(one, other) => self.on(one, fact) && self.on(other, fact),
            Ground::Without(one, other) => self.on(one, fact) && !self.on(other, fact),
            Ground::SomePartOf(whole, literal) => self.on(whole, fact) && fact.literals[literal],
            Ground::At(courses) => {
                courses.iter().any(|(times, part)| times.contains(fact.time) && self.on(part, fact))
            }
        }
    }

    /// 6.1
    pub fn in_scope(&self, clause: ClauseId, fact: &Fact) -> bool {
        let own = match &self.model.clauses[clause.index()].kind {
            _ if let Some(answers) = self.answers(clause) => {
                answers.by.iter().any(|(_, times)| times.contains(fact.time))
                    && self.holds(&answers.conduct, fact)
            }
            ClauseKind::Conduct { scope, .. } => self.holds(scope, fact),
            ClauseKind::Duty(duty) => {
                duty.from <= fact.time && fact.time < duty.due && self.holds(&duty.deed, fact)
            }
            ClauseKind::StatedOnly | ClauseKind::Change | ClauseKind::NotEvaluated { .. } => false,
        };
        own && self.holds(&self.model.in_force, fact)
    }

    /// 6.6
    pub fn in_effective_scope(&self, clause: ClauseId, fact: &Fact) -> bool {
        self.in_scope(clause, fact)
            && !self.opposed_to(clause).into_iter().any(|other| self.in_effective_scope(other, fact))
    }

    /// The opposed clauses that prevail over a clause.
    pub fn opposed_to(&self, clause: ClauseId) -> Vec<ClauseId> {
        let of = |clause: ClauseId| {
            self.answers(clause).map_or_else(|| modality(self.model, clause), |_| Some(Modality::Prohibition))
        };
        let forbids = |clause: ClauseId| of(clause) == Some(Modality::Prohibition);
        let known = |clause: ClauseId| of(clause).is_some();
        self.prevailing(clause)
            .into_iter()
            .filter(|&other| known(other) && forbids(other) != forbids(clause))
            .collect()
    }

    /// All that prevail over a clause, through chains too.
    pub fn prevailing(&self, clause: ClauseId) -> BTreeSet<ClauseId> {
        let mut found = BTreeSet::new();
        loop {
            let before = found.len();
            for (index, other) in self.model.clauses.iter().enumerate() {
                let over = |weaker: &ClauseId| *weaker == clause || found.contains(weaker);
                if ClauseId::at(index) != clause && other.prevails_over.iter().any(over) {
                    found.insert(ClauseId::at(index));
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }

    /// What matters to whether a fact is in the scope or the effective scope of a clause.
    pub fn matters_to(&self, clause: ClauseId) -> Matter {
        let mut matter = Matter::default();
        for clause in self.prevailing(clause).into_iter().chain([clause]) {
            if let Some(answers) = self.answers(clause) {
                self.gather(&answers.conduct, &mut matter);
                matter.times.extend(answers.by.iter().map(|(_, times)| times.clone()));
            }
            match &self.model.clauses[clause.index()].kind {
                ClauseKind::Conduct { scope, .. } => self.gather(scope, &mut matter),
                ClauseKind::Duty(duty) => self.gather_duty(duty, &mut matter),
                ClauseKind::StatedOnly | ClauseKind::Change | ClauseKind::NotEvaluated { .. } => {}
            }
        }
        self.gather(&self.model.in_force, &mut matter);
        matter
    }

    pub fn gather_duty(&self, duty: &Duty, matter: &mut Matter) {
        self.gather(&duty.deed, matter);
        // Before, in and after the window are three times.
        matter.times.push(Intervals::of(duty.from, duty.due));
        matter.times.push(Intervals::of(duty.due, i64::MAX));
    }

    /// Adds what a description speaks of.
    pub fn gather(&self, description: &Description, matter: &mut Matter) {
        match description {
            Description::Actor(set) => matter.actors.push(set.clone()),
            Description::Target(set) => matter.targets.push(set.clone()),
            Description::EachOther(set) => matter.each_other.push(set.clone()),
            Description::Act(acts) => matter.acts.push(acts.clone()),
            Description::Means(means) => matter.means.push(means.clone()),
            Description::Place(zone) => self.gather_ground(self.zone_ground(*zone), matter),
            Description::Time(times) => matter.times.push(times.clone()),
            Description::Measure(measure, range) => {
                matter.measures.entry(*measure).or_default().push(range.clone());
            }
            Description::Literal(literal) => {
                matter.literals.insert(*literal);
            }
            Description::Term(term) => self.gather(&self.model.terms[term.index()].meaning, matter),
            Description::All(parts) | Description::Any(parts) => {
                parts.iter().for_each(|part| self.gather(part, matter));
            }
            Description::Not(inner) => self.gather(inner, matter),
            Description::Read { .. } => self.gather(self.reading(description), matter),
        }
    }

    pub fn gather_ground(&self, ground: &Ground, matter: &mut Matter) {
        match ground {
            Ground::Everywhere | Ground::Nowhere => {}
            Ground::Area(area) => {
                matter.areas.insert(*area);
            }
            Ground::Zone(zone) => self.gather_ground(self.zone_ground(*zone), matter),
            Ground::Union(parts) => parts.iter().for_each(|part| self.gather_ground(part, matter)),
            Ground::Both(one, other) | Ground::Without(one, other) => {
                self.gather_ground(one, matter);
                self.gather_ground(other, matter);
            }
            Ground::SomePartOf(whole, literal) => {
                self.gather_ground(whole, matter);
                matter.literals.insert(*literal);
            }
            Ground::At(courses) => {
                for (times, part) in courses {
                    matter.times.push(times.clone());
                    self.gather_ground(part, matter);
                }
            }
        }
    }

    /// Adds every zone.
    pub fn gather_zones(&self, matter: &mut Matter) {
        for index in 0..self.model.places.zones.len() {
            self.gather_ground(self.zone_ground(ZoneId::at(index)), matter);
        }
    }
}

/// What a clause says of conduct, if it is evaluated.
pub fn modality(model: &Model, clause: ClauseId) -> Option<Modality> {
    match &model.clauses[clause.index()].kind {
        ClauseKind::Conduct { modality, .. } => Some(*modality),
        ClauseKind::Duty(_) => Some(Modality::Obligation),
        ClauseKind::StatedOnly | ClauseKind::Change | ClauseKind::NotEvaluated { .. } => None,
    }
}

/// Everything by which the facts in question may be told apart.
#[derive(Clone, Default)]
pub struct Matter {
    pub actors: Vec<Membership>,
    pub targets: Vec<Membership>,
    pub each_other: Vec<Membership>,
    pub acts: Vec<Bits>,
    pub means: Vec<Bits>,
    pub areas: BTreeSet<AreaId>,
    pub times: Vec<Intervals>,
    pub measures: BTreeMap<MeasureId, Vec<Intervals>>,
    pub literals: BTreeSet<LiteralId>,
}
