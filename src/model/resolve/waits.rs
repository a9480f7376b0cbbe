//! What norms, phases and streaks wait for. Names are looked up, and slips in them told, where conditions are understood;
//! here what is unknown is left out.

use crate::model::ids::ClauseId;
use crate::model::names::Named;
use crate::model::resolve::Resolver;
use crate::model::waits::{Awaited, Length, Mention, Wait, WaitKind};
use crate::source::Span;
use crate::syntax::tree::{
    Clause, ClauseBody, Condition, ConditionKind, Conjunction, Duration, Event, EventKind, LabelList, Name,
    Norm, QualifierKind,
};

/// What one clause, or the end of one phase, waits for.
#[derive(Default)]
pub(super) struct Waits {
    pub waits: Vec<Wait>,
    pub mentions: Vec<Mention>,
}

/// What becomes of a condition, as far as it is a list of parts that must all hold.
#[derive(Clone, Copy)]
enum Sense {
    /// It must hold.
    Holds,
    /// It must not.
    Fails,
    /// Neither alone: one of several ways, or left to somebody's judgement.
    Open,
}

impl Sense {
    fn negated(self) -> Self {
        match self {
            Self::Holds => Self::Fails,
            Self::Fails => Self::Holds,
            Self::Open => Self::Open,
        }
    }
}

impl Resolver<'_> {
    /// What a clause waits for.
    pub(super) fn waits_of(&self, own: ClauseId, clause: &Clause) -> Waits {
        let mut found = Waits::default();
        match &clause.body {
            ClauseBody::StatedOnly => {}
            ClauseBody::Norm(norm) => self.norm_waits(Some(own), norm, &mut found),
            ClauseBody::Consequence { when, norm } => {
                self.condition_waits(Some(own), when, Sense::Holds, &mut found);
                self.counted_from(norm, &mut found);
                self.norm_waits(Some(own), norm, &mut found);
            }
            ClauseBody::StatusChange { when, .. } => {
                self.condition_waits(Some(own), when, Sense::Holds, &mut found);
            }
        }
        found
    }

    /// What must hold for a condition to hold, apart from any clause.
    pub(super) fn waits_within(&self, condition: &Condition) -> Waits {
        let mut found = Waits::default();
        self.condition_waits(None, condition, Sense::Holds, &mut found);
        found
    }

    /// In a consequence, a period without an event counts from the one that is its condition.
    fn counted_from(&self, norm: &Norm, found: &mut Waits) {
        let [condition] = found.waits.as_slice() else { return };
        let of = condition.of.clone();
        found.waits.extend(norm.qualifiers.iter().filter_map(|qualifier| match &qualifier.kind {
            QualifierKind::WithinBare(duration) => Some(Wait {
                kind: WaitKind::Within(length(duration)?),
                of: of.clone(),
                span: qualifier.spot.0,
            }),
            _ => None,
        }));
    }

    fn norm_waits(&self, own: Option<ClauseId>, norm: &Norm, found: &mut Waits) {
        for qualifier in &norm.qualifiers {
            let span = qualifier.spot.0;
            let (kind, of) = match &qualifier.kind {
                QualifierKind::After(event) | QualifierKind::Once(event) => {
                    (WaitKind::After, self.awaited(own, event))
                }
                QualifierKind::Within { duration, of } => {
                    let Some(length) = length(duration) else { continue };
                    (WaitKind::Within(length), self.awaited(own, of))
                }
                QualifierKind::SameTime(labels) => {
                    let state = crate::syntax::tree::ClauseStateKind::Begun;
                    let alternatives = self.alternatives(own, labels);
                    (WaitKind::SameTime, Some(Awaited::Clauses { alternatives, state }))
                }
                QualifierKind::During(name) => (WaitKind::During, self.running(name, None)),
                QualifierKind::Provided(condition) | QualifierKind::When(condition) => {
                    self.condition_waits(own, condition, Sense::Holds, found);
                    continue;
                }
                QualifierKind::Unless(condition) => {
                    self.condition_waits(own, condition, Sense::Fails, found);
                    continue;
                }
                _ => continue,
            };
            found.waits.extend(of.map(|of| Wait { kind, of, span }));
        }
    }

    /// The parts of a condition. Conditions are at most [`DEEPEST`](super::conditions::DEEPEST) deep: the parser sees to it.
    fn condition_waits(&self, own: Option<ClauseId>, condition: &Condition, sense: Sense, found: &mut Waits) {
        let within = |found: &mut Waits, parts: &[Condition], sense: Sense| {
            parts.iter().for_each(|part| self.condition_waits(own, part, sense, found));
        };
        let of = match &condition.kind {
            ConditionKind::All(parts) => {
                // Of parts that must not all hold, none need fail.
                let sense = if matches!(sense, Sense::Fails) { Sense::Open } else { sense };
                return within(found, parts, sense);
            }
            ConditionKind::Any(parts) => {
                let sense = if matches!(sense, Sense::Holds) { Sense::Open } else { sense };
                return within(found, parts, sense);
            }
            ConditionKind::Not(inner) => return self.condition_waits(own, inner, sense.negated(), found),
            ConditionKind::Judged { what, .. } => {
                return self.condition_waits(own, what, Sense::Open, found);
            }
            ConditionKind::Clauses(state) => Some(Awaited::Clauses {
                alternatives: self.alternatives(own, &state.labels),
                state: state.state,
            }),
            ConditionKind::Violates { labels, .. } => Some(Awaited::Clauses {
                alternatives: self.alternatives(own, labels),
                state: crate::syntax::tree::ClauseStateKind::Violated,
            }),
            ConditionKind::Does { act, .. } => {
                self.deeds.act_words.get(&act.text).map(|&act| Awaited::Act { act, each: false })
            }
            ConditionKind::Holds { name, duration } => self.running(name, duration.as_ref()),
            ConditionKind::During(name) | ConditionKind::Term(name) => self.running(name, None),
            ConditionKind::Run(run) => length(&run.duration).map(|length| Awaited::Run {
                length,
                without: run.without.as_ref().map_or_else(Vec::new, |labels| self.all_of(own, labels)),
            }),
            ConditionKind::Is { .. }
            | ConditionKind::Reply { .. }
            | ConditionKind::Notified { .. }
            | ConditionKind::Words(_) => None,
        };
        let Some(of) = of else { return };
        let span = condition.spot.0;
        match sense {
            Sense::Holds => found.waits.push(Wait { kind: WaitKind::Provided, of, span }),
            Sense::Fails => found.waits.push(Wait { kind: WaitKind::Unless, of, span }),
            Sense::Open => found.mentions.push(Mention { of, span }),
        }
    }

    /// What an event waits for; nothing for a moment, which needs no step.
    pub(super) fn awaited(&self, own: Option<ClauseId>, event: &Event) -> Option<Awaited> {
        match &event.kind {
            EventKind::Moment(_) => None,
            EventKind::Each { act, .. } => {
                self.deeds.act_words.get(&act.text).map(|&act| Awaited::Act { act, each: true })
            }
            EventKind::Clauses(state) => Some(Awaited::Clauses {
                alternatives: self.alternatives(own, &state.labels),
                state: state.state,
            }),
            EventKind::Phase { name, edge } => match self.names.get(&name.text) {
                Some(Named::Phase(phase)) => Some(Awaited::PhaseEdge { phase, edge: *edge }),
                _ => None,
            },
        }
    }

    fn running(&self, name: &Name, duration: Option<&Duration>) -> Option<Awaited> {
        let held = duration.and_then(length);
        match self.names.get(&name.text) {
            Some(Named::Phase(phase)) => Some(Awaited::PhaseRunning { phase, held }),
            Some(Named::Streak(streak)) => Some(Awaited::Streak { streak, held }),
            _ => None,
        }
    }

    /// The lists of clauses of which one must have a state.
    fn alternatives(&self, own: Option<ClauseId>, labels: &LabelList) -> Vec<Vec<ClauseId>> {
        match labels.joined {
            Conjunction::And => vec![self.all_of(own, labels)],
            Conjunction::Or => labels.labels.iter().map(|label| self.under(own, &label.text)).collect(),
        }
    }

    pub(super) fn all_of(&self, own: Option<ClauseId>, labels: &LabelList) -> Vec<ClauseId> {
        let mut all: Vec<ClauseId> =
            labels.labels.iter().flat_map(|label| self.under(own, &label.text)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The clauses under a number. A clause that names its own article does not mean itself; one that names its own number does.
    pub(super) fn under(&self, own: Option<ClauseId>, label: &str) -> Vec<ClauseId> {
        let named = self.labels.get(label).map_or(&[][..], Vec::as_slice);
        let is_own_number =
            |id: ClauseId| self.clauses.get(id.index()).is_some_and(|clause| clause.label == label);
        named.iter().copied().filter(|&id| Some(id) != own || is_own_number(id)).collect()
    }
}

/// The length of a duration; nothing where it is faulty, which is told elsewhere.
pub(super) fn length(duration: &Duration) -> Option<Length> {
    let amount = duration.amount.text.parse().ok().filter(|&amount: &i64| amount > 0)?;
    let span: Span = duration.spot.0;
    Some(Length { amount, unit: duration.unit, span })
}
