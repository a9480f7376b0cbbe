//! Phases and streaks: the times of the phases whose ends are fixed, and the names within all of them.

use std::collections::BTreeMap;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::actors::Membership;
use crate::model::descriptions::Description;
use crate::model::ids::ActorId;
use crate::model::names::Named;
use crate::model::order::order;
use crate::model::past::{self, Binds, Deed, PhaseBounds, PhaseUntil, Renewal, Run, Start, StreakTerms};
use crate::model::resolve::Resolver;
use crate::model::resolve::actors::is_somebody;
use crate::model::resolve::clocks::Edge;
use crate::model::resolve::faults::short;
use crate::model::resolve::waits::length;
use crate::model::time::Seconds;
use crate::model::waits::{self, Occasion, Streak};
use crate::sets::{Intervals, LATEST};
use crate::source::Span;
use crate::syntax::tree::{
    self, Condition, Direction, Duration, Event, EventKind, Name, NameList, PhaseEdge, PhaseEnd,
    StatementKind, Text,
};

/// A phase as the text has it.
struct Phase<'a> {
    name: &'a Name,
    from: &'a Event,
    end: Option<&'a PhaseEnd>,
}

impl<'a> Phase<'a> {
    /// The phases that its ends are counted from.
    fn needs(&self) -> impl Iterator<Item = (&'a Name, Span)> {
        let end = match self.end {
            Some(PhaseEnd::Event(event)) => Some(event),
            _ => None,
        };
        [Some(self.from), end].into_iter().flatten().filter_map(|event| match &event.kind {
            EventKind::Phase { name, .. } => Some((name, event.spot.0)),
            _ => None,
        })
    }
}

impl Resolver<'_> {
    /// The times of each phase whose ends are fixed, each after those that it is counted from.
    pub(super) fn phases(&mut self) {
        let agreement = self.agreement;
        let mut phases: Vec<Phase> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for statement in &agreement.statements {
            if let StatementKind::Phase { name, from, end, .. } = &statement.kind {
                places.entry(&name.text).or_insert(phases.len());
                phases.push(Phase { name, from, end: end.as_ref() });
            }
        }
        let needs: Vec<Vec<usize>> = phases
            .iter()
            .map(|phase| {
                phase.needs().filter_map(|(name, _)| places.get(name.text.as_str()).copied()).collect()
            })
            .collect();
        let order = order(&needs);
        for &index in &order.sequence {
            let Some(phase) = phases.get(index) else { continue };
            let closing = phase.needs().find(|(name, _)| {
                places.get(name.text.as_str()).is_some_and(|&need| order.closing.contains(&(index, need)))
            });
            if let Some((_, span)) = closing {
                self.diagnostics.push(
                    Diagnostic::new(
                        &catalogue::PERIOD_UNANCHORED,
                        span,
                        format!("phase `{}` counts from itself", short(&phase.name.text)),
                    )
                    .because("leads back to itself")
                    .help("let one of the phases on the way begin or end at a date"),
                );
            } else if let Some(times) = self.times_of(phase) {
                self.phases.entry(phase.name.text.clone()).or_insert(times);
            }
        }
    }

    fn times_of(&mut self, phase: &Phase) -> Option<Intervals> {
        let start = self.fixed(phase.from)?;
        let until = match phase.end {
            None => LATEST,
            Some(PhaseEnd::For(duration)) => self.shifted(start, duration, Direction::After).ok()?,
            Some(PhaseEnd::Event(event)) => {
                let until = self.fixed(event)?;
                if until <= start {
                    self.backwards(phase.from.spot.0, event.spot.0);
                }
                until
            }
            Some(PhaseEnd::Condition(_)) => return None,
        };
        Some(Intervals::of(start, until))
    }

    /// The instant of an event, where the text fixes it.
    fn fixed(&mut self, event: &Event) -> Option<Seconds> {
        match &event.kind {
            EventKind::Moment(moment) => self.moment(moment, Edge::Begin).ok(),
            EventKind::Phase { name, edge } => {
                let (begin, end) = self.phases.get(&name.text)?.iter().next()?;
                match edge {
                    PhaseEdge::Begins => Some(begin),
                    PhaseEdge::Ends => Some(end).filter(|&end| end != LATEST),
                }
            }
            EventKind::Each { .. } | EventKind::Clauses(_) => None,
        }
    }

    /// Names within phases, streaks and renewals that nothing else looks up.
    pub(super) fn phases_and_streaks(&mut self) {
        let agreement = self.agreement;
        let is_start = |kind: &StatementKind| matches!(kind, StatementKind::InForce { .. });
        self.past.start = match self.clocks.start {
            Some(start) => Start::At(start),
            None if agreement.statements.iter().any(|statement| is_start(&statement.kind)) => Start::Disputed,
            None => Start::Unsaid,
        };
        for statement in &agreement.statements {
            match &statement.kind {
                StatementKind::Phase { name, title, from, end } => {
                    self.event(from);
                    match end {
                        Some(PhaseEnd::Event(event)) => self.event(event),
                        Some(PhaseEnd::Condition(condition)) => self.condition_names(condition),
                        Some(PhaseEnd::For(length)) => {
                            self.amount(length).ok();
                        }
                        None => {}
                    }
                    self.list_phase(name, title.as_ref(), from, end.as_ref());
                }
                StatementKind::Streak { name, title, run, from, certified_by } => {
                    self.amount(&run.duration).ok();
                    if let Some(labels) = &run.without {
                        self.clause_labels(&labels.labels);
                    }
                    if let Some(event) = from {
                        self.event(event);
                    }
                    let certified_by = self.readers_of(certified_by.as_ref());
                    if !self.is_declared_here(name) {
                        continue;
                    }
                    let terms = self.streak_terms(run, from.as_ref(), &certified_by);
                    self.past.streaks.push(terms);
                    let from = from.as_ref().map(|event| self.occasion(event));
                    self.streaks.push(Streak {
                        name: name.text.clone(),
                        title: title.as_ref().map_or(&name.text, |title| &title.text).clone(),
                        length: length(&run.duration),
                        without: run.without.as_ref().map_or_else(Vec::new, |list| self.all_of(None, list)),
                        from,
                        certified_by,
                        span: name.spot.0,
                    });
                }
                StatementKind::RenewedAutomatically { duration, unless, consent } => {
                    self.amount(duration).ok();
                    if let Some(condition) = unless {
                        self.condition_names(condition);
                    }
                    for name in consent.iter().flat_map(|list| &list.names) {
                        self.look_up(name, &is_somebody, "an actor");
                    }
                    self.renewal(duration, unless.as_ref(), consent.as_ref());
                }
                StatementKind::EndsWhen(condition) => {
                    self.condition_names(condition);
                    let ends = self.formula(None, condition);
                    self.past.ends_when.push(ends);
                }
                _ => {}
            }
        }
    }

    /// Whether a phase or a streak has its name by this declaration, and not by an earlier one.
    fn is_declared_here(&self, name: &Name) -> bool {
        matches!(self.names.get(&name.text), Some(Named::Phase(_) | Named::Streak(_)))
            && self.names.span(&name.text) == Some(name.spot.0)
    }

    fn list_phase(&mut self, name: &Name, title: Option<&Text>, from: &Event, end: Option<&PhaseEnd>) {
        if !self.is_declared_here(name) {
            return;
        }
        let bounds = self.phase_bounds(name, from, end);
        self.past.phases.push(bounds);
        let from = self.occasion(from);
        let end = end.and_then(|end| match end {
            PhaseEnd::Event(event) => Some(waits::PhaseEnd::Occasion(self.occasion(event))),
            PhaseEnd::For(duration) => length(duration).map(waits::PhaseEnd::Lasts),
            PhaseEnd::Condition(condition) => {
                let found = self.waits_within(condition);
                Some(waits::PhaseEnd::Condition {
                    waits: found.waits,
                    mentions: found.mentions,
                    span: condition.spot.0,
                })
            }
        });
        let times = self.phases.get(&name.text).cloned();
        self.phase_list.push(waits::Phase {
            name: name.text.clone(),
            title: title.map_or(&name.text, |title| &title.text).clone(),
            from,
            end,
            times,
            span: name.spot.0,
        });
    }

    /// When a phase begins and ends, for whoever knows what has happened.
    fn phase_bounds(&mut self, name: &Name, from: &Event, end: Option<&PhaseEnd>) -> PhaseBounds {
        if let Some((begin, end)) = self.phases.get(&name.text).and_then(|times| times.iter().next()) {
            let until =
                if end == LATEST { PhaseUntil::Never } else { PhaseUntil::Event(past::Event::Moment(end)) };
            return PhaseBounds { from: past::Event::Moment(begin), until };
        }
        let until = match end {
            None => PhaseUntil::Never,
            Some(PhaseEnd::Event(event)) => PhaseUntil::Event(self.past_event(None, event)),
            Some(PhaseEnd::For(duration)) => {
                length(duration).map_or(PhaseUntil::Event(past::Event::Unknown), PhaseUntil::Lasts)
            }
            Some(PhaseEnd::Condition(condition)) => PhaseUntil::When(self.formula(None, condition)),
        };
        PhaseBounds { from: self.past_event(None, from), until }
    }

    /// How the agreement renews itself; where the text says so twice, the first time counts.
    fn renewal(&mut self, duration: &Duration, unless: Option<&Condition>, consent: Option<&NameList>) {
        let Some(length) = length(duration).filter(|_| self.past.renewal.is_none()) else { return };
        let consenting = self.deeds.act_words.get("consent").copied();
        let asked = consent.iter().flat_map(|list| &list.names).filter_map(|name| self.names.get(&name.text));
        let asked: Vec<Membership> = asked.map(|named| self.membership(named)).collect();
        let mut everybody = Membership::nobody();
        asked.iter().for_each(|who| everybody.include(who));
        let consent = everybody.iter().map(|(actor, times)| {
            let mut alone = Membership::nobody();
            alone.add(actor, times);
            match consenting {
                Some(consent) => self.plain_deed(consent, alone),
                None => never_done(alone),
            }
        });
        let consent = consent.collect();
        let unless = unless.map(|condition| self.formula(None, condition));
        self.past.renewal = Some(Renewal { length, unless, consent });
    }

    fn streak_terms(
        &mut self,
        run: &tree::Run,
        from: Option<&Event>,
        certified_by: &[ActorId],
    ) -> StreakTerms {
        let certify = self.deeds.act_words.get("certify").copied();
        let exists = |actor: ActorId| {
            let mut alone = Membership::nobody();
            let times = self.actors.leaves.get(actor.index()).map(|known| known.exists.clone());
            alone.add(actor, &times.unwrap_or_else(Intervals::all));
            alone
        };
        let certified = certified_by.iter().map(|&actor| match certify {
            Some(certify) => self.plain_deed(certify, exists(actor)),
            None => never_done(exists(actor)),
        });
        StreakTerms {
            certified: certified.collect(),
            run: length(&run.duration).map(|length| Run {
                length,
                without: run.without.as_ref().map(|labels| self.all_of(None, labels)),
            }),
            from: from.map(|event| self.past_event(None, event)),
        }
    }

    /// What a phase or a streak begins or ends with. A moment has been looked up before, and is not told of twice.
    fn occasion(&mut self, event: &Event) -> Occasion {
        let told = self.diagnostics.len();
        let at = self.fixed(event);
        self.diagnostics.truncate(told);
        Occasion { of: self.awaited(None, event), at, span: event.spot.0 }
    }
}

/// An act that no catalogue describes, so that nothing can be recorded as it.
fn never_done(who: Membership) -> Deed {
    Deed { who: Some(who), jointly: false, facts: Description::never(), binds: Binds::Actor }
}
