//! The order of steps: what of an agreement can happen before what.
//!
//! A clause is begun and done; a phase begins and ends; a streak is reached. What each of these must wait for is defined in
//! `docs/findings.md`, section 3.

use std::collections::BTreeSet;

use super::order::Order;
use crate::model::Model;
use crate::model::clauses::{Clause, ClauseKind, Modality};
use crate::model::ids::{ClauseId, PhaseId, StreakId};
use crate::model::waits::{Awaited, Occasion, PhaseEnd, Wait, WaitKind};
use crate::source::Span;
use crate::syntax::tree::{ClauseStateKind, PhaseEdge};

/// More clauses named in waits than this are not put in order: articles that wait for articles grow as a square.
const MOST_NAMED: usize = 4_000_000;

/// Something that happens once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// A clause begins to be carried out or, of a rule about conduct, to bind.
    Begun(ClauseId),
    /// A clause has been carried out.
    Done(ClauseId),
    /// A phase begins.
    PhaseBegins(PhaseId),
    /// A phase ends.
    PhaseEnds(PhaseId),
    /// A streak is reached.
    Reached(StreakId),
}

/// The steps of an agreement, and what each waits for.
pub struct Steps {
    order: Order,
    clauses: usize,
    phases: usize,
    /// The words of each need; none where a clause is done after it is begun.
    words: Vec<Option<Span>>,
    /// Clauses that happen at the same time, with the words that say so.
    ties: Vec<(ClauseId, ClauseId, Span)>,
}

/// Steps that wait for one another, so that none can be first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// Every event that is held up by the others of these.
    pub events: BTreeSet<Event>,
    /// A shortest circle among them.
    pub edges: Vec<CircleEdge>,
    /// The words that make two clauses on the circle happen at the same time.
    pub ties: Vec<Span>,
}

/// One wait on a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CircleEdge {
    /// What waits.
    pub from: Event,
    /// For what.
    pub to: Event,
    /// The words that say so.
    pub span: Span,
}

impl Steps {
    /// The steps of a model; nothing where they are too many.
    #[must_use]
    pub fn of(model: &Model) -> Option<Self> {
        let named = model.clauses.iter().flat_map(|clause| &clause.timing.waits).map(|wait| match &wait.of {
            Awaited::Clauses { alternatives, .. } => alternatives.iter().map(Vec::len).sum(),
            _ => 1,
        });
        if named.sum::<usize>() > MOST_NAMED {
            return None;
        }
        let (clauses, phases) = (model.clauses.len(), model.phases.len());
        let order = Order::new(2 * clauses + 2 * phases + model.streaks.len());
        let mut steps = Self { order, clauses, phases, words: Vec::new(), ties: Vec::new() };
        steps.tie(model);
        for (at, clause) in model.clauses.iter().enumerate() {
            steps.clause(model, ClauseId::at(at), clause);
        }
        for (at, phase) in model.phases.iter().enumerate() {
            let phase_id = PhaseId::at(at);
            let (begins, ends) = (Event::PhaseBegins(phase_id), Event::PhaseEnds(phase_id));
            steps.occasion(model, begins, &phase.from);
            steps.need(ends, vec![vec![begins]], None);
            match &phase.end {
                Some(PhaseEnd::Occasion(end)) => steps.occasion(model, ends, end),
                Some(PhaseEnd::Condition { waits, .. }) => {
                    waits.iter().for_each(|wait| steps.wait(model, ends, None, wait));
                }
                Some(PhaseEnd::Lasts(_)) | None => {}
            }
        }
        for (at, streak) in model.streaks.iter().enumerate() {
            if let Some(from) = &streak.from {
                steps.occasion(model, Event::Reached(StreakId::at(at)), from);
            }
        }
        Some(steps)
    }

    /// What never happens if these cannot.
    #[must_use]
    pub fn never(&self, impossible: &[Event]) -> BTreeSet<Event> {
        let impossible = impossible.iter().map(|&event| self.index(event)).collect();
        let never = self.order.never(&impossible);
        never.into_iter().map(|event| self.event(event)).collect()
    }

    /// What among events that never happen waits for one of these, directly or through others; without these themselves.
    #[must_use]
    pub fn held_up_by(&self, causes: &BTreeSet<Event>, never: &BTreeSet<Event>) -> BTreeSet<Event> {
        let indices = |events: &BTreeSet<Event>| events.iter().map(|&event| self.index(event)).collect();
        let held_up = self.order.held_up_by(&indices(causes), &indices(never));
        held_up.into_iter().map(|event| self.event(event)).filter(|event| !causes.contains(event)).collect()
    }

    /// Steps that wait for one another, in the order of the text.
    #[must_use]
    pub fn circles(&self) -> Vec<Circle> {
        self.order.deadlocks().iter().map(|deadlock| self.circle(deadlock)).collect()
    }

    fn circle(&self, deadlock: &super::order::Deadlock) -> Circle {
        let mut edges = Vec::new();
        let mut ties = BTreeSet::new();
        for (at, &(number, to)) in deadlock.circle.iter().enumerate() {
            let Some(need) = self.order.get(number) else { continue };
            let after = deadlock.circle.get((at + 1) % deadlock.circle.len());
            let next = after.and_then(|&(next, _)| self.order.get(next)).map(|need| need.event);
            if next.is_some_and(|next| next != to) {
                ties.extend(self.ties.iter().filter_map(|&(one, _, span)| {
                    let one = self.index(Event::Begun(one));
                    (self.order.first(one) == self.order.first(to)).then_some(span)
                }));
            }
            if let Some(span) = self.words.get(number).copied().flatten() {
                edges.push(CircleEdge { from: self.event(need.event), to: self.event(to), span });
            }
        }
        Circle {
            events: deadlock.events.iter().map(|&event| self.event(event)).collect(),
            edges,
            ties: ties.into_iter().collect(),
        }
    }

    /// Clauses that are to happen at the same time begin as one.
    fn tie(&mut self, model: &Model) {
        for (at, clause) in model.clauses.iter().enumerate() {
            let id = ClauseId::at(at);
            for wait in clause.timing.waits.iter().filter(|wait| wait.kind == WaitKind::SameTime) {
                let Awaited::Clauses { alternatives, .. } = &wait.of else { continue };
                let [others] = alternatives.as_slice() else { continue };
                for &other in others {
                    let completes = |id: ClauseId| model.clause(id).is_none_or(|one| one.timing.completes);
                    if other != id && !completes(id) && !completes(other) {
                        self.order.join(self.index(Event::Begun(id)), self.index(Event::Begun(other)));
                        self.ties.push((id, other, wait.span));
                    }
                }
            }
        }
    }

    fn clause(&mut self, model: &Model, id: ClauseId, clause: &Clause) {
        self.need(Event::Done(id), vec![vec![Event::Begun(id)]], None);
        // What is to be completed may begin before that for which its completion waits.
        let event = if clause.timing.completes { Event::Done(id) } else { Event::Begun(id) };
        for wait in &clause.timing.waits {
            self.wait(model, event, Some(id), wait);
        }
    }

    fn occasion(&mut self, model: &Model, event: Event, occasion: &Occasion) {
        if let Some(of) = &occasion.of {
            self.awaited(model, event, None, of, occasion.span);
        }
    }

    fn wait(&mut self, model: &Model, event: Event, own: Option<ClauseId>, wait: &Wait) {
        match wait.kind {
            WaitKind::After | WaitKind::Within(_) | WaitKind::Provided | WaitKind::During => {
                self.awaited(model, event, own, &wait.of, wait.span);
            }
            WaitKind::SameTime | WaitKind::Unless => {}
        }
    }

    fn awaited(&mut self, model: &Model, event: Event, own: Option<ClauseId>, of: &Awaited, span: Span) {
        let alternatives = match of {
            Awaited::Clauses { alternatives, state } => {
                let of = |&id: &ClauseId| match state {
                    ClauseStateKind::Fulfilled => Some(Event::Done(id)),
                    // Two that begin at one moment may each begin with the other.
                    ClauseStateKind::Begun => (!own.is_some_and(|own| self.begin_together(model, own, id)))
                        .then_some(Event::Begun(id)),
                    ClauseStateKind::Observed | ClauseStateKind::Violated => None,
                };
                let is_step = |id: &&ClauseId| model.clause(**id).is_some_and(is_step);
                alternatives.iter().map(|list| list.iter().filter(is_step).filter_map(of).collect()).collect()
            }
            Awaited::PhaseEdge { phase, edge: PhaseEdge::Begins } | Awaited::PhaseRunning { phase, .. } => {
                vec![vec![Event::PhaseBegins(*phase)]]
            }
            Awaited::PhaseEdge { phase, edge: PhaseEdge::Ends } => vec![vec![Event::PhaseEnds(*phase)]],
            Awaited::Streak { streak, .. } => vec![vec![Event::Reached(*streak)]],
            Awaited::Run { .. } | Awaited::Act { .. } => return,
        };
        self.need(event, alternatives, Some(span));
    }

    /// Whether two clauses begin at one moment: since one says so, or since both have the same date.
    pub(super) fn begin_together(&self, model: &Model, one: ClauseId, other: ClauseId) -> bool {
        let at = |id: ClauseId| model.clause(id).and_then(|clause| clause.timing.from).map(|(from, _)| from);
        let tied = self.order.first(self.index(Event::Begun(one)))
            == self.order.first(self.index(Event::Begun(other)));
        one != other && (tied || (at(one).is_some() && at(one) == at(other)))
    }

    fn need(&mut self, event: Event, alternatives: Vec<Vec<Event>>, span: Option<Span>) {
        if alternatives.iter().any(Vec::is_empty) {
            return;
        }
        let index = |list: Vec<Event>| list.into_iter().map(|event| self.index(event)).collect();
        let alternatives = alternatives.into_iter().map(index).collect();
        self.order.need(self.index(event), alternatives);
        self.words.push(span);
    }

    fn index(&self, event: Event) -> usize {
        let phases = 2 * self.clauses;
        match event {
            Event::Begun(id) => 2 * id.index(),
            Event::Done(id) => 2 * id.index() + 1,
            Event::PhaseBegins(id) => phases + 2 * id.index(),
            Event::PhaseEnds(id) => phases + 2 * id.index() + 1,
            Event::Reached(id) => phases + 2 * self.phases + id.index(),
        }
    }

    fn event(&self, index: usize) -> Event {
        let (clauses, phases) = (2 * self.clauses, 2 * self.phases);
        match index {
            at if at < clauses && at % 2 == 0 => Event::Begun(ClauseId::at(at / 2)),
            at if at < clauses => Event::Done(ClauseId::at(at / 2)),
            at if at < clauses + phases && (at - clauses) % 2 == 0 => {
                Event::PhaseBegins(PhaseId::at((at - clauses) / 2))
            }
            at if at < clauses + phases => Event::PhaseEnds(PhaseId::at((at - clauses) / 2)),
            at => Event::Reached(StreakId::at(at - clauses - phases)),
        }
    }
}

/// Whether a clause can be carried out: something that is owed or permitted, and not a prohibition, which is kept all along.
fn is_step(clause: &Clause) -> bool {
    matches!(
        clause.kind,
        ClauseKind::Duty(_)
            | ClauseKind::Conduct { modality: Modality::Permission | Modality::Obligation, .. }
            | ClauseKind::NotEvaluated { modality: Some(Modality::Permission | Modality::Obligation), .. }
    )
}
