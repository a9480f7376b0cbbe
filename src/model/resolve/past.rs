//! Conditions and events that the past decides, as definitions.
//!
//! Slips in names are told where conditions are understood; here what is unknown is left open.

use crate::model::actors::Membership;
use crate::model::descriptions::{Description, LiteralKind};
use crate::model::ids::{ActId, ClauseId, LiteralId};
use crate::model::names::Named;
use crate::model::past::{Binds, ClauseState, Deed, Definition, Event, Formula, Run, Violates};
use crate::model::resolve::Resolver;
use crate::model::resolve::clocks::Edge;
use crate::model::resolve::conditions::slug;
use crate::model::resolve::waits::length;
use crate::source::Span;
use crate::syntax::tree::{
    self, Condition, ConditionKind, Conjunction, Distribution, EventKind, LabelList, NameRef, Object,
    Subject, SubjectKind,
};

impl Resolver<'_> {
    /// A condition of an instant: of a consequence, a duty, a phase, a renewal, an end. Its names have been looked up.
    pub(super) fn formula(&mut self, own: Option<ClauseId>, condition: &Condition) -> Formula {
        let parts = |resolver: &mut Self, parts: &[Condition]| -> Vec<Formula> {
            parts.iter().map(|part| resolver.formula(own, part)).collect()
        };
        match &condition.kind {
            ConditionKind::All(inner) => Formula::All(parts(self, inner)),
            ConditionKind::Any(inner) => Formula::Any(parts(self, inner)),
            ConditionKind::Not(inner) => Formula::Not(Box::new(self.formula(own, inner))),
            ConditionKind::During(name) | ConditionKind::Term(name) => match self.names.get(&name.text) {
                Some(Named::Phase(_)) => match self.during(name) {
                    Description::Time(times) => Formula::During(times),
                    Description::Literal(literal) => Formula::Holds(literal),
                    _ => Formula::Open,
                },
                _ => Formula::Open,
            },
            ConditionKind::Clauses(_)
            | ConditionKind::Violates { .. }
            | ConditionKind::Does { .. }
            | ConditionKind::Holds { .. }
            | ConditionKind::Run(_) => {
                let words = self.words(condition.spot.0);
                self.defined(own, condition, &slug(&words)).map_or(Formula::Open, Formula::Holds)
            }
            ConditionKind::Is { .. }
            | ConditionKind::Reply { .. }
            | ConditionKind::Notified { .. }
            | ConditionKind::Words(_)
            | ConditionKind::Judged { .. } => Formula::Open,
        }
    }

    /// The condition that an atom of the language is, with its definition; nothing where the past does not decide it.
    pub(super) fn defined(
        &mut self,
        own: Option<ClauseId>,
        condition: &Condition,
        column: &str,
    ) -> Option<LiteralId> {
        let definition = match &condition.kind {
            ConditionKind::Clauses(state) => Definition::State(self.clause_state(own, state)),
            ConditionKind::Violates { who, labels, times, within } => Definition::Violates(Violates {
                who: self.quietly(|resolver| resolver.subject(who))?,
                jointly: who.distribution == Distribution::Jointly,
                clauses: self.all_of(own, labels),
                times: times.as_ref().map_or(Some(1), |times| times.text.parse().ok())?,
                within: match within {
                    Some(within) => Some(length(within)?),
                    None => None,
                },
            }),
            ConditionKind::Does { who, act, objects } => {
                Definition::Deed(self.deed_of(&act.text, Some(who), objects)?)
            }
            ConditionKind::Holds { name, duration } => {
                let held = duration.as_ref().and_then(length);
                match self.names.get(&name.text)? {
                    Named::Phase(phase) => match held {
                        Some(held) => Definition::PhaseHeld(phase, held),
                        None => Definition::Running(phase),
                    },
                    Named::Streak(streak) => Definition::Streak(streak, held),
                    _ => return None,
                }
            }
            ConditionKind::Run(run) => Definition::Run(Run {
                length: length(&run.duration)?,
                without: run.without.as_ref().map(|labels| self.all_of(own, labels)),
            }),
            _ => return None,
        };
        let (mut definition, mut words) = (definition, self.words_but_for(own, condition));
        let mut column = column.to_owned();
        if let Some(name) = self.only_of_that_party(condition.spot.0, &words, &mut definition) {
            words = format!("{words}, namely {name}");
            column = slug(&words);
        }
        let literal = self.literal(&column, words, LiteralKind::Condition);
        self.past.definitions.insert(literal, definition);
        if let Some(known) = self.that_party.filter(|known| known.bound_by == condition.spot.0) {
            self.past.of_that_party.insert(literal, known.actor);
        }
        Some(literal)
    }

    /// The words of a condition. Where a number in it stands for the clause that speaks, too, which is not meant, the words
    /// say so: they are another condition then than the same words elsewhere.
    fn words_but_for(&self, own: Option<ClauseId>, condition: &Condition) -> String {
        let words = self.words(condition.spot.0);
        let labels = match &condition.kind {
            ConditionKind::Clauses(state) => Some(&state.labels),
            ConditionKind::Violates { labels, .. } => Some(labels),
            ConditionKind::Run(run) => run.without.as_ref(),
            _ => None,
        };
        let Some(labels) = labels else { return words };
        if self.all_of(None, labels) == self.all_of(own, labels) {
            return words;
        }
        match own.and_then(|own| self.clauses.get(own.index())) {
            Some(clause) => format!("{words}, but for {}", clause.label),
            None => words,
        }
    }

    /// An event from which time is counted. Its names have been looked up.
    pub(super) fn past_event(&mut self, own: Option<ClauseId>, event: &tree::Event) -> Event {
        match &event.kind {
            EventKind::Moment(moment) => self
                .quietly(|resolver| resolver.moment(moment, Edge::Begin))
                .map_or(Event::Unknown, Event::Moment),
            EventKind::Each { act, by, objects } => {
                self.deed_of(&act.text, by.as_ref(), objects).map_or(Event::Unknown, Event::Deed)
            }
            EventKind::Clauses(state) => Event::State(self.clause_state(own, state)),
            EventKind::Phase { name, edge } => match self.names.get(&name.text) {
                Some(Named::Phase(phase)) => Event::Phase(phase, *edge),
                _ => Event::Unknown,
            },
        }
    }

    /// That somebody does something: `each request by UN in Town`, `Ministers exclude a party`.
    pub(super) fn deed_of(&mut self, act: &str, who: Option<&Subject>, objects: &[Object]) -> Option<Deed> {
        let &act = self.deeds.act_words.get(act)?;
        let membership = match who {
            Some(who) => Some(self.quietly(|resolver| resolver.subject(who))?),
            None => None,
        };
        let mut names_somebody = false;
        let mut facts = vec![Description::Act(self.deeds.acts.leaves(act.index()))];
        for object in objects {
            let bearers = membership.clone().unwrap_or_default();
            let (actors, described) = self.quietly(|resolver| {
                (resolver.sense(object).actors.is_some(), resolver.object(object, &bearers))
            });
            names_somebody |= actors;
            if !self.is_addressee(object, objects) {
                facts.push(described);
            }
        }
        let several = who.is_none_or(|who| self.is_several(who));
        Some(Deed {
            who: membership,
            jointly: who.is_some_and(|who| who.distribution == Distribution::Jointly),
            facts: Description::All(facts),
            binds: if several || !names_somebody { Binds::Actor } else { Binds::Target },
        })
    }

    /// An act of certain actors, without objects: `certify`, `consent`.
    pub(super) fn plain_deed(&self, act: ActId, who: Membership) -> Deed {
        Deed {
            who: Some(who),
            jointly: false,
            facts: Description::Act(self.deeds.acts.leaves(act.index())),
            binds: Binds::Actor,
        }
    }

    /// Whether a subject is a kind, a group or several names, so that it is worth asking which of them.
    fn is_several(&self, subject: &Subject) -> bool {
        match &subject.who {
            SubjectKind::Names(refs) => match refs.refs.as_slice() {
                [NameRef::Name(name)] => {
                    matches!(name.text.as_str(), "covered" | "excluded")
                        || matches!(self.names.get(&name.text), Some(Named::Group(_)))
                }
                [_] => false,
                _ => true,
            },
            SubjectKind::Nobody | SubjectKind::Anyone | SubjectKind::Some(_) => true,
        }
    }

    fn clause_state(&self, own: Option<ClauseId>, state: &tree::ClauseState) -> ClauseState {
        ClauseState { one_of: self.numbers(own, &state.labels), state: state.state }
    }

    /// The lists of numbers of which one must have a state, each number as its clauses.
    fn numbers(&self, own: Option<ClauseId>, labels: &LabelList) -> Vec<Vec<Vec<ClauseId>>> {
        let under = labels.labels.iter().map(|label| self.under(own, &label.text));
        match labels.joined {
            Conjunction::And => vec![under.collect()],
            Conjunction::Or => under.map(|clauses| vec![clauses]).collect(),
        }
    }

    /// Looks names up again without telling slips twice.
    pub(super) fn quietly<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let told = self.diagnostics.len();
        let found = look(self);
        self.diagnostics.truncate(told);
        found
    }

    /// A condition that holds from an event on, or while clauses have a state: `after phase Calm ends`.
    pub(super) fn after_event(
        &mut self,
        own: Option<ClauseId>,
        event: &tree::Event,
        span: Span,
    ) -> LiteralId {
        let words = self.words(span);
        let words = match self.that_party_in(&words) {
            Some(name) => format!("{words}, namely {name}"),
            None => words,
        };
        let definition = match self.past_event(own, event) {
            Event::State(state) => Definition::State(state),
            event => Definition::After(event),
        };
        let literal = self.literal(&slug(&words), words, LiteralKind::Condition);
        self.past.definitions.insert(literal, definition);
        literal
    }
}
