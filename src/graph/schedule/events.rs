//! From an agreement to its network: the events that its clauses, phases and streaks speak of, and what keeps them apart.
//!
//! Only what the text says of all events alike becomes a constraint. A choice (`9 or 11 is fulfilled`), what somebody else
//! does (`each request`), what is to be kept (`is observed`) and whatever conditions leave to judgement become none, so that
//! the network demands less than the agreement and never more.

use super::length::Length;
use super::network::{Constraint, EventId, Network};
use crate::model::Model;
use crate::model::clauses::{Clause, ClauseKind, Modality};
use crate::model::ids::{ClauseId, PhaseId, StreakId};
use crate::model::time::Seconds;
use crate::model::waits::{self, Awaited, Occasion, PhaseEnd, WaitKind};
use crate::source::Span;
use crate::syntax::tree::{ClauseStateKind, PhaseEdge};

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Happening {
    /// What a clause obliges to is begun.
    Begun(ClauseId),
    /// It is fulfilled. Of a duty that lasts, this is its end.
    Done(ClauseId),
    /// A phase begins.
    PhaseBegins(PhaseId),
    /// A phase ends.
    PhaseEnds(PhaseId),
    /// The count of a streak begins.
    Counted(StreakId),
    /// A streak is reached.
    Reached(StreakId),
}

/// Why there is a constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The text gives a moment.
    Moment,
    /// A clause is due.
    Due(ClauseId),
    /// A clause is due so soon after something else.
    Window(ClauseId),
    /// One step waits for another, or runs from it.
    Waits,
    /// Something lasts so long.
    Lasts,
    /// A thing is begun before it is done.
    Order,
}

/// The network of an agreement.
pub struct Schedule {
    /// The network.
    pub network: Network,
    /// What its events are.
    pub happenings: Vec<Happening>,
    /// For each of its constraints, why it is there, and the words that say so.
    pub reasons: Vec<(Reason, Option<Span>)>,
    /// For each clause that obliges, its begin and its fulfilment.
    clauses: Vec<Option<(EventId, EventId)>>,
    /// For each phase, its begin and its end.
    phases: Vec<(EventId, EventId)>,
    /// For each streak, where its count begins and where it is reached.
    streaks: Vec<(EventId, EventId)>,
}

/// Events that must all have been, each by a length.
struct Before {
    events: Vec<(EventId, Length)>,
    /// Whether what is awaited happens at the very moment of the only event.
    exact: bool,
}

impl Schedule {
    /// The network of an agreement.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let network = Network { zone: model.time_zone.clone(), events: 0, constraints: Vec::new() };
        let mut schedule = Self {
            network,
            happenings: Vec::new(),
            reasons: Vec::new(),
            clauses: Vec::new(),
            phases: Vec::new(),
            streaks: Vec::new(),
        };
        for (index, clause) in model.clauses.iter().enumerate() {
            let id = ClauseId::at(index);
            let events = obliges(clause).then(|| schedule.pair(Happening::Begun(id), Happening::Done(id)));
            schedule.clauses.push(events);
        }
        for id in (0..model.phases.len()).map(PhaseId::at) {
            let events = schedule.pair(Happening::PhaseBegins(id), Happening::PhaseEnds(id));
            schedule.phases.push(events);
        }
        for id in (0..model.streaks.len()).map(StreakId::at) {
            let events = schedule.pair(Happening::Counted(id), Happening::Reached(id));
            schedule.streaks.push(events);
        }
        let clauses = schedule.clauses.clone();
        for (clause, events) in model.clauses.iter().zip(clauses) {
            if let Some((begun, done)) = events {
                schedule.clause(clause, begun, done);
            }
        }
        let phases = schedule.phases.clone();
        for (phase, (begins, ends)) in model.phases.iter().zip(phases) {
            schedule.phase(phase, begins, ends);
        }
        let streaks = schedule.streaks.clone();
        for (streak, (counted, reached)) in model.streaks.iter().zip(streaks) {
            if let Some(from) = &streak.from {
                schedule.occasion(counted, from);
            }
            if let Some(length) = streak.length {
                let apart = Constraint::AtLeast { from: counted, to: reached, length: length_of(length) };
                schedule.demand(apart, Reason::Lasts, Some(length.span));
            }
        }
        schedule
    }

    /// The begin and the fulfilment of a clause that obliges.
    #[must_use]
    pub fn of_clause(&self, clause: ClauseId) -> Option<(EventId, EventId)> {
        self.clauses.get(clause.index()).copied().flatten()
    }

    /// The begin and the end of a phase.
    #[must_use]
    pub fn of_phase(&self, phase: PhaseId) -> Option<(EventId, EventId)> {
        self.phases.get(phase.index()).copied()
    }

    /// The one event at whose moment something that is awaited happens, if it is one.
    #[must_use]
    pub fn event(&self, of: &Awaited) -> Option<EventId> {
        let before = self.before(of)?;
        before.events.first().filter(|_| before.exact).map(|&(event, _)| event)
    }

    /// Lets a constraint go.
    pub fn release(&mut self, constraint: usize) {
        if let Some(own) = self.network.constraints.get_mut(constraint) {
            *own = Constraint::NotBefore { event: EventId(0), at: Seconds::MIN };
        }
    }

    /// Lets every window of a clause go: what is left says when things can be, whether or not anybody is late.
    pub fn release_windows(&mut self) {
        for index in 0..self.reasons.len() {
            if matches!(self.reasons.get(index), Some((Reason::Window(_), _))) {
                self.release(index);
            }
        }
    }

    fn pair(&mut self, first: Happening, last: Happening) -> (EventId, EventId) {
        let (from, to) = (EventId(self.happenings.len()), EventId(self.happenings.len() + 1));
        self.happenings.extend([first, last]);
        self.network.events = self.happenings.len();
        self.demand(Constraint::AtLeast { from, to, length: Length::NONE }, Reason::Order, None);
        (from, to)
    }

    fn demand(&mut self, constraint: Constraint, reason: Reason, span: Option<Span>) {
        self.network.constraints.push(constraint);
        self.reasons.push((reason, span));
    }

    fn at(&mut self, event: EventId, at: Seconds, span: Span) {
        self.demand(Constraint::NotBefore { event, at }, Reason::Moment, Some(span));
        self.demand(Constraint::NotAfter { event, at }, Reason::Moment, Some(span));
    }

    fn clause(&mut self, clause: &Clause, begun: EventId, done: EventId) {
        let Some(Happening::Done(id)) = self.happenings.get(done.0).copied() else { return };
        let timing = &clause.timing;
        // What is to be completed may have been begun before; whatever else is done counts from then on alone.
        let first = if timing.completes { done } else { begun };
        if let Some((at, span)) = timing.from {
            self.demand(Constraint::NotBefore { event: first, at }, Reason::Moment, Some(span));
        }
        match timing.until {
            Some((until, span)) if !timing.lasts => {
                let late = until.saturating_sub(1);
                self.demand(Constraint::NotAfter { event: done, at: late }, Reason::Due(id), Some(span));
            }
            // A length runs from a moment; of what also waits for a step, it is not said which of the two is meant.
            Some((until, span)) if timing.waits.is_empty() => self.at(done, until, span),
            _ => {}
        }
        for wait in &timing.waits {
            let Some(before) = self.before(&wait.of) else { continue };
            let span = Some(wait.span);
            match wait.kind {
                WaitKind::After | WaitKind::Within(_) | WaitKind::Provided => {
                    for &(event, length) in &before.events {
                        let apart = Constraint::AtLeast { from: event, to: first, length };
                        self.demand(apart, Reason::Waits, span);
                    }
                    if let (WaitKind::Within(length), [(event, _)], true) =
                        (&wait.kind, &before.events[..], before.exact)
                    {
                        let length = length_of(*length);
                        let window = Constraint::AtMost { from: *event, to: done, length, strictly: true };
                        self.demand(window, Reason::Window(id), span);
                    }
                }
                WaitKind::SameTime => {
                    for &(event, _) in &before.events {
                        self.together(begun, event, wait.span);
                    }
                }
                WaitKind::During => {
                    let Awaited::PhaseRunning { phase, .. } = wait.of else { continue };
                    let Some((begins, ends)) = self.of_phase(phase) else { continue };
                    let after = Constraint::AtLeast { from: begins, to: first, length: Length::NONE };
                    self.demand(after, Reason::Waits, span);
                    let within =
                        Constraint::AtMost { from: ends, to: done, length: Length::NONE, strictly: true };
                    self.demand(within, Reason::Window(id), span);
                }
                WaitKind::Unless => {}
            }
        }
    }

    fn phase(&mut self, phase: &waits::Phase, begins: EventId, ends: EventId) {
        self.occasion(begins, &phase.from);
        match &phase.end {
            Some(PhaseEnd::Occasion(occasion)) => self.occasion(ends, occasion),
            Some(PhaseEnd::Lasts(length)) => {
                let (span, length) = (Some(length.span), length_of(*length));
                let least = Constraint::AtLeast { from: begins, to: ends, length };
                self.demand(least, Reason::Lasts, span);
                let most = Constraint::AtMost { from: begins, to: ends, length, strictly: false };
                self.demand(most, Reason::Lasts, span);
            }
            Some(PhaseEnd::Condition { waits, .. }) => {
                for wait in waits.iter().filter(|wait| wait.kind == WaitKind::Provided) {
                    self.after(ends, &wait.of, wait.span);
                }
            }
            None => {}
        }
    }

    /// An event happens with something.
    fn occasion(&mut self, event: EventId, occasion: &Occasion) {
        // Where another event gives the moment, the chain leads over that one, which the text dates.
        match (occasion.of.as_ref().and_then(|of| self.event(of)), occasion.at, &occasion.of) {
            (Some(other), ..) => self.together(event, other, occasion.span),
            (None, Some(at), _) => self.at(event, at, occasion.span),
            (None, None, Some(of)) => self.after(event, of, occasion.span),
            (None, None, None) => {}
        }
    }

    fn after(&mut self, event: EventId, of: &Awaited, span: Span) {
        for (other, length) in self.before(of).into_iter().flat_map(|before| before.events) {
            let apart = Constraint::AtLeast { from: other, to: event, length };
            self.demand(apart, Reason::Waits, Some(span));
        }
    }

    fn together(&mut self, one: EventId, other: EventId, span: Span) {
        for (from, to) in [(one, other), (other, one)] {
            let after = Constraint::AtLeast { from, to, length: Length::NONE };
            self.demand(after, Reason::Waits, Some(span));
        }
    }

    fn before(&self, of: &Awaited) -> Option<Before> {
        let one = |event: EventId| Before { events: vec![(event, Length::NONE)], exact: true };
        let held = |event: EventId, held: Option<waits::Length>| match held {
            Some(length) => Before { events: vec![(event, length_of(length))], exact: false },
            None => Before { events: vec![(event, Length::NONE)], exact: false },
        };
        match of {
            Awaited::Clauses { alternatives, state } => {
                let [all] = alternatives.as_slice() else { return None };
                let of_state = |(begun, done): (EventId, EventId)| match state {
                    ClauseStateKind::Fulfilled => Some(done),
                    ClauseStateKind::Begun => Some(begun),
                    ClauseStateKind::Observed | ClauseStateKind::Violated => None,
                };
                let known = all.iter().filter_map(|&id| of_state(self.of_clause(id)?));
                let events: Vec<(EventId, Length)> = known.map(|event| (event, Length::NONE)).collect();
                Some(Before { exact: all.len() == 1 && events.len() == 1, events })
            }
            Awaited::PhaseEdge { phase, edge } => {
                let (begins, ends) = self.of_phase(*phase)?;
                Some(one(if *edge == PhaseEdge::Begins { begins } else { ends }))
            }
            Awaited::PhaseRunning { phase, held: length } => Some(held(self.of_phase(*phase)?.0, *length)),
            Awaited::Streak { streak, held: length } => {
                let (counted, reached) = self.streaks.get(streak.index()).copied()?;
                Some(if length.is_some() { held(counted, *length) } else { one(reached) })
            }
            // Nothing says from when an unnamed run is counted.
            Awaited::Run { .. } | Awaited::Act { .. } => None,
        }
    }
}

fn length_of(length: waits::Length) -> Length {
    Length { amount: length.amount, unit: length.unit }
}

/// Whether somebody owes something by a clause.
fn obliges(clause: &Clause) -> bool {
    matches!(
        clause.kind,
        ClauseKind::Duty(_) | ClauseKind::NotEvaluated { modality: Some(Modality::Obligation), .. }
    )
}
