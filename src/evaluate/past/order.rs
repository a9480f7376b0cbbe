//! The order in which the past is worked out, under each reader. `docs/semantics.md`, 12.14.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::Engine;
use crate::evaluate::duties::Ends;
use crate::evaluate::past::duties::{Occasion, judged};
use crate::evaluate::past::force::{self, Given, Renewals, condition_of};
use crate::evaluate::past::happened::{Done, World};
use crate::evaluate::past::relevant::relevant;
use crate::evaluate::past::{Onset, Past, Violated};
use crate::graph::{Decided, Dependence, Together};
use crate::model::Model;
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::past::Definition;
use crate::scope::{Compiler, Course, Rules, Scope};

/// What a log decides, as written and under each reader for whom it decides something else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasts {
    /// As written.
    pub as_written: Past,
    /// Under these readers.
    pub readers: Vec<(ActorId, Past)>,
}

impl Pasts {
    /// Works out what the past decides, for all readers.
    #[must_use]
    pub fn of(engine: &Engine<'_>, world: impl FnOnce(&Scope) -> World) -> Self {
        let model = engine.model;
        let owes = model.clauses.iter().any(|clause| clause.obligation.is_some());
        if model.past.definitions.is_empty() && !owes {
            return Self::default();
        }
        let plan = Plan::of(model);
        let world = &world(&plan.relevant(engine));
        let (mut as_written, violated) = plan.past(engine, None, world);
        let mut readers = Vec::new();
        for &reader in &model.readers {
            let (mut past, violated) = plan.past(engine, Some(reader), world);
            // A reader for whom nothing is decided otherwise has what is decided as written.
            if past != as_written {
                past.violated = violated;
                readers.push((reader, past));
            }
        }
        as_written.violated = violated;
        Self { as_written, readers }
    }

    /// The facts that can matter to what the past decides, as some reader has them.
    #[must_use]
    pub fn relevant(engine: &Engine<'_>) -> Scope {
        Plan::of(engine.model).relevant(engine)
    }

    /// What the past decides for a reader.
    #[must_use]
    pub fn under(&self, reader: Option<ActorId>) -> &Past {
        let own = reader.and_then(|reader| self.readers.iter().find(|(known, _)| *known == reader));
        own.map_or(&self.as_written, |(_, past)| past)
    }

    /// Whether the past decides something else for a reader than as written.
    #[must_use]
    pub fn differ_for(&self, reader: ActorId) -> bool {
        self.readers.iter().any(|(known, _)| *known == reader)
    }
}

/// What violates, or may, each prohibition.
type Violations = BTreeMap<ClauseId, Vec<Violated>>;

/// What depends on itself is worked out from all of it open, round by round, and each round decides more than the one before.
/// After so many it stays as it is.
const ROUNDS_AT_MOST: usize = 100;

/// In which order to work, whatever has happened.
struct Plan {
    order: Vec<Together>,
    watched_by_any: Vec<ClauseId>,
    watched: BTreeSet<ClauseId>,
}

impl Plan {
    /// The facts that can matter, as some reader has them.
    fn relevant(&self, engine: &Engine<'_>) -> Scope {
        let model = engine.model;
        let mut facts = Scope::empty();
        for reader in std::iter::once(None).chain(model.readers.iter().map(|&reader| Some(reader))) {
            let compiler = Compiler::with_changes(model, reader, &engine.settled);
            let own = relevant(model, &compiler, engine.rules(reader), &self.watched);
            facts.extend(own.regions().iter().cloned());
        }
        facts.simplify();
        facts
    }

    fn of(model: &Model) -> Self {
        let dependence = Dependence::of(model);
        Self {
            order: dependence.order(),
            watched_by_any: dependence.watched_by_any(model),
            watched: dependence.watched().clone(),
        }
    }

    /// What is decided, and what violates which clause. What ends the agreement is judged as though it had not ended, and then
    /// everything once more with that end.
    fn past(&self, engine: &Engine<'_>, reader: Option<ActorId>, world: &World) -> (Past, Violations) {
        let (model, rules, settled) = (engine.model, engine.rules(reader), &engine.settled);
        let work = Work { plan: self, model, reader, rules, settled, world };
        let Some(ended) = condition_of(model, &Definition::Ended) else {
            return work.renewed(Given::new()).told();
        };
        let going_on = work.renewed(Given::from([(ended, Course::never())]));
        work.renewed(Given::from([(ended, force::ended(&going_on))])).told()
    }
}

/// All that the past is worked out from.
struct Work<'a> {
    plan: &'a Plan,
    model: &'a Model,
    reader: Option<ActorId>,
    rules: &'a Rules,
    settled: &'a BTreeSet<LiteralId>,
    world: &'a World,
}

impl<'a> Work<'a> {
    /// Everything, with the renewals: whether there is one is asked at each boundary of what is known by then.
    fn renewed(&self, mut given: Given) -> History<'a> {
        let mut history = self.history(given.clone());
        let renewed = condition_of(self.model, &Definition::Renewed);
        let renewals = renewed.and_then(|renewed| Some((renewed, Renewals::of(&history, renewed)?)));
        let Some((renewed, mut renewals)) = renewals else {
            history.work(&self.plan.order);
            return history;
        };
        loop {
            given.insert(renewed, renewals.course());
            history = self.history(given.clone());
            if renewals.hangs_on_the_past() {
                history.work(&self.plan.order);
            }
            if !renewals.settle(&history) {
                break;
            }
        }
        if !renewals.hangs_on_the_past() {
            history.work(&self.plan.order);
        }
        history
    }

    fn history(&self, given: Given) -> History<'a> {
        let compiler = Compiler::with_changes(self.model, self.reader, self.settled);
        let past = Past { courses: given, ..Past::default() };
        History {
            model: self.model,
            reader: self.reader,
            rules: self.rules,
            ends: Ends::of(self.model, &compiler, &past),
            compiler,
            world: self.world,
            past,
            violations: BTreeMap::new(),
            occasions: BTreeMap::new(),
            watched_by_any: &self.plan.watched_by_any,
            watched: &self.plan.watched,
        }
    }
}

/// The past of one reader, in the making.
pub struct History<'a> {
    /// The agreement.
    pub model: &'a Model,
    /// Who reads; as written where absent.
    pub reader: Option<ActorId>,
    /// The clauses as that reader has them.
    pub rules: &'a Rules,
    /// Turns descriptions into facts for that reader.
    pub compiler: Compiler<'a>,
    /// What happened.
    pub world: &'a World,
    /// When the agreement is over.
    pub ends: Ends,
    /// What is worked out so far: of whatever is asked for now, all that it depends on.
    pub past: Past,
    /// Of each prohibition worked out so far, the incidents in its effective scope.
    pub violations: BTreeMap<ClauseId, Vec<Done>>,
    /// Of each duty worked out so far, its occasions.
    pub occasions: BTreeMap<ClauseId, Vec<Occasion>>,
    /// The clauses of which a run without violation of no clause in particular speaks.
    pub watched_by_any: &'a [ClauseId],
    /// The clauses of which some condition or phase speaks: of others it is not asked whether they were violated.
    pub watched: &'a BTreeSet<ClauseId>,
}

impl History<'_> {
    /// All that is worked out.
    fn told(self) -> (Past, Violations) {
        let violated = |done: &Done| {
            let regions = done.facts.regions().iter();
            let actors = regions.map(|region| region.actors.clone()).reduce(|all, own| all.union(&own))?;
            Some(Violated { place: done.place, certain: done.certain, first: done.times.first()?, actors })
        };
        let of = |(clause, list): (ClauseId, Vec<Done>)| (clause, list.iter().filter_map(violated).collect());
        (self.past, self.violations.into_iter().map(of).collect())
    }

    fn work(&mut self, order: &[Together]) {
        for together in order {
            let rounds = if together.circular { ROUNDS_AT_MOST } else { 1 };
            for _ in 0..rounds {
                let before = together.circular.then(|| self.past.clone());
                for &step in &together.members {
                    self.step(step);
                }
                if before.is_some_and(|before| before == self.past) {
                    break;
                }
            }
        }
    }

    fn step(&mut self, step: Decided) {
        match step {
            Decided::Clause(clause) => self.clause(clause),
            Decided::Phase(phase) => {
                let times = self.phase(phase);
                self.past.phases.insert(phase, times);
            }
            Decided::Condition(literal) => {
                let Some(definition) = self.model.past.definitions.get(&literal) else { return };
                let Some((course, onsets)) = self.condition(definition) else { return };
                self.settle(literal, course, onsets);
            }
        }
    }

    /// Which incidents violate a clause, or what has become of a duty.
    fn clause(&mut self, clause: ClauseId) {
        let Some(declared) = self.model.clause(clause) else { return };
        if declared.obligation.is_some() {
            let judged = judged(self, clause);
            self.occasions.insert(clause, judged.iter().map(Occasion::from).collect());
            self.past.duties.insert(clause, judged);
            return;
        }
        if let Some(conduct) = declared.conduct()
            && conduct.modality == Modality::Prohibition
            && self.watched.contains(&clause)
        {
            let Some(rule) = self.rules.get(clause) else { return };
            let mut found = self.world.done(&rule.effective, &self.past.courses);
            if conduct.judged_by.is_some() {
                self.as_judged(clause, &mut found);
            }
            self.violations.insert(clause, found);
        }
    }

    /// What named bodies found takes the place of what the facts show.
    fn as_judged(&self, clause: ClauseId, violations: &mut Vec<Done>) {
        let found = |place: usize| {
            let happening = self.world.at(place)?;
            happening.found.get(&clause).copied()
        };
        violations.retain(|violation| found(violation.place) != Some(false));
        for violation in violations {
            violation.certain = found(violation.place) == Some(true);
        }
    }

    fn settle(&mut self, literal: LiteralId, course: Course, onsets: Vec<Onset>) {
        self.past.courses.insert(literal, course);
        self.past.onsets.insert(literal, onsets);
    }

    /// The course of a condition and its onsets; nothing where it stays open.
    fn condition(&self, definition: &Definition) -> Option<(Course, Vec<Onset>)> {
        let with_stretches = |course: Course| {
            let onsets = Onset::stretches(&course);
            (course, onsets)
        };
        match definition {
            Definition::State(state) => Some(with_stretches(self.state(state))),
            Definition::Violates(violates) => self.violates(violates),
            Definition::Deed(deed) => self.deed(deed),
            Definition::After(event) => Some(with_stretches(self.bounds(event).since())),
            Definition::Running(phase) => Some(with_stretches(self.past.phases.get(phase)?.running())),
            Definition::PhaseHeld(phase, length) => {
                let times = self.past.phases.get(phase)?;
                Some(with_stretches(times.held(*length, &self.model.time_zone)))
            }
            Definition::Run(run) => Some(with_stretches(self.run(run, None))),
            Definition::Streak(streak, held) => {
                let terms = self.model.past.streaks.get(streak.index())?;
                Some(with_stretches(self.streak(terms, *held)?))
            }
            Definition::Lasting(lasting) => Some(self.lasting(lasting)),
            Definition::Covered(actor) => Some(with_stretches(self.listed(*actor, true))),
            Definition::Excluded(actor) => Some(with_stretches(self.listed(*actor, false))),
            // These are given before.
            Definition::Renewed | Definition::Ended => None,
        }
    }
}
