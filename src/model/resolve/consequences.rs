//! Norms that follow from a condition (`when a party violates 1, that party shall not fly over Town`).
//!
//! What shall be done is a duty that is owed anew each time the condition comes to hold. What is forbidden or permitted is so while
//! the condition holds, as with a `when` behind the norm, or for a length of time from when it comes to hold.

use crate::model::actors::Membership;
use crate::model::clauses::{Answers, ClauseKind};
use crate::model::descriptions::{Description, LiteralKind};
use crate::model::ids::ActorId;
use crate::model::past::{Binds, Definition, Lasting};
use crate::model::resolve::Resolver;
use crate::model::resolve::changes::binding_part;
use crate::model::resolve::conditions::slug;
use crate::model::resolve::duties::lasts_for;
use crate::model::resolve::limits::DEADLINE;
use crate::model::resolve::norms::{Understood, While, modality};
use crate::model::resolve::waits::length;
use crate::model::waits::Length;
use crate::sets::Intervals;
use crate::source::Span;
use crate::syntax::tree::{
    ActionKind, Condition, Modal, NameRef, Norm, Qualifier, QualifierKind, SubjectKind,
};

/// How the words of a clause refer to whom its condition binds.
const THAT_PARTY: &str = "that party";

/// Whom `that party` stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThatParty {
    /// The actor.
    pub actor: ActorId,
    /// The part of the condition that binds it: it is asked of this actor alone.
    pub bound_by: Span,
}

/// How long a norm about conduct binds, counted from when its condition comes to hold.
enum Counted {
    /// As long as the condition holds.
    WhileItHolds,
    /// So long.
    For(Length),
    /// It cannot be said, for this reason.
    No(&'static str),
}

impl Resolver<'_> {
    /// What a norm comes to that follows from a condition.
    pub(super) fn consequence(&mut self, when: &Condition, norm: &Norm) -> Understood {
        let judged_as_conduct = norm.modal != Modal::Shall
            || matches!(norm.action.kind, ActionKind::Keep { .. } | ActionKind::Prevent { .. });
        if judged_as_conduct {
            return self.conduct_while(when, norm);
        }
        self.condition_names(when);
        if binding_part(when).is_none() {
            self.nobody_is_bound(norm);
        }
        // The norm is understood all the same, so that its names are checked.
        self.names_only(|resolver| {
            resolver.subject(&norm.bearer);
            resolver.unsplit(&norm.bearer);
            resolver.action_names(&norm.action);
            for object in &norm.action.objects {
                resolver.sense(object);
            }
            resolver.qualifier_names(norm);
        });
        let obligation = self.obligation(norm, Some(when));
        let reason = if obligation.is_none() && lasts_for(norm) {
            "It is owed for a length of time that counts from what others do (`when ...`)."
        } else {
            "It follows from what others do (`when ...`)."
        };
        let kind = ClauseKind::NotEvaluated {
            modality: Some(modality(norm.modal)),
            scope: None,
            reason: reason.to_owned(),
        };
        Understood { obligation, ..Understood::plainly(kind) }
    }

    /// Reports `that party` in a duty that follows from what binds nobody.
    fn nobody_is_bound(&mut self, norm: &Norm) {
        let bearer = match &norm.bearer.who {
            SubjectKind::Names(refs) => refs.refs.as_slice(),
            SubjectKind::Nobody | SubjectKind::Anyone | SubjectKind::Some(_) => &[],
        };
        let objects = norm.action.objects.iter().flat_map(|object| &object.refs.refs);
        for reference in bearer.iter().chain(objects) {
            if matches!(reference, NameRef::ThatParty(_)) {
                self.meaningless(reference, "an actor");
            }
        }
    }

    /// What is forbidden or permitted while a condition holds. Where it speaks of `that party`, it says so of each whom the condition
    /// may bind: while the condition, asked of him alone, holds.
    fn conduct_while(&mut self, when: &Condition, norm: &Norm) -> Understood {
        let (norm, counted) = self.counted(norm);
        let speaks_of_him = self.words(norm.spot.0).contains(THAT_PARTY);
        let Some(binding) = binding_part(when).filter(|_| speaks_of_him) else {
            return self.conduct_of(when, &norm, &counted);
        };
        let bound_by = binding.spot.0;
        let mut candidates = self.quietly(|resolver| resolver.whom_it_may_bind(when)).unwrap_or_default();
        // It binds nobody where it speaks of a group without members, or where its names are unknown, which is told of the condition.
        // Nothing is done by or to an outsider of whom it is asked.
        if candidates.is_empty() {
            candidates.insert(self.actors.outsider());
        }
        let mut whole: Option<Understood> = None;
        for actor in candidates {
            self.that_party = Some(ThatParty { actor, bound_by });
            whole = Some(match whole {
                None => self.conduct_of(when, &norm, &counted),
                Some(known) => {
                    let own = self.quietly(|resolver| resolver.conduct_of(when, &norm, &counted));
                    either(known, own)
                }
            });
            self.that_party = None;
        }
        whole.unwrap_or_else(|| self.conduct_of(when, &norm, &counted))
    }

    /// What it comes to for whomever `that party` stands for now.
    fn conduct_of(&mut self, when: &Condition, norm: &Norm, counted: &Counted) -> Understood {
        let (holds, unjudged) = match counted {
            Counted::WhileItHolds => (self.condition(when, None), None),
            Counted::For(length) => (self.lasting(when, *length), None),
            Counted::No(reason) => (self.condition(when, None), Some(*reason)),
        };
        let unjudged = unjudged.or_else(|| why_unjudged(norm));
        self.norm_while(norm, &While { holds, unjudged })
    }

    /// That a condition came to hold, and not so long ago.
    fn lasting(&mut self, when: &Condition, length: Length) -> Description {
        self.condition_names(when);
        let formula = self.formula(self.speaking, when);
        let definition = Definition::Lasting(Lasting { when: formula, length });
        let mut words = self.words(when.spot.0);
        if let Some(known) = self.that_party {
            words = format!("{words}, namely {}", self.actors.name(known.actor));
        }
        words = format!("{words}, less than {} before", length.words());
        // The same words are another condition where a number in them stands for the clause that speaks, too.
        let known = self.literal_columns.get(&slug(&words));
        if known.is_some_and(|known| self.past.definitions.get(known) != Some(&definition))
            && let Some(clause) = self.speaking.and_then(|own| self.clauses.get(own.index()))
        {
            words = format!("{words}, but for {}", clause.label);
        }
        let literal = self.literal(&slug(&words), words, LiteralKind::Condition);
        self.past.definitions.insert(literal, definition);
        if let Some(known) = self.that_party {
            self.past.of_that_party.insert(literal, known.actor);
        }
        Description::Literal(literal)
    }

    /// A norm about conduct without the length of time that is counted from its condition, and that length. `for` with a `from`
    /// beside it counts from that.
    fn counted(&mut self, norm: &Norm) -> (Norm, Counted) {
        let begins = norm.qualifiers.iter().any(|part| matches!(part.kind, QualifierKind::From(_)));
        let mut counted = Counted::WhileItHolds;
        let mut kept: Vec<Qualifier> = Vec::with_capacity(norm.qualifiers.len());
        for qualifier in &norm.qualifiers {
            let duration = match &qualifier.kind {
                QualifierKind::WithinBare(duration) => duration,
                QualifierKind::For(duration) if !begins => duration,
                _ => {
                    kept.push(qualifier.clone());
                    continue;
                }
            };
            self.amount(duration).ok();
            let deadline =
                norm.modal == Modal::Shall && matches!(qualifier.kind, QualifierKind::WithinBare(_));
            counted = match (counted, length(duration)) {
                _ if deadline => Counted::No(DEADLINE),
                (Counted::WhileItHolds, Some(length)) => Counted::For(length),
                (Counted::WhileItHolds, None) => Counted::No("Its length of time could not be read."),
                (Counted::For(_), _) => {
                    Counted::No("It names two lengths of time that count from its condition.")
                }
                (Counted::No(reason), _) => Counted::No(reason),
            };
        }
        (Norm { qualifiers: kept, ..norm.clone() }, counted)
    }

    /// An actor, as its name stands for it.
    pub(super) fn by_name(&self, actor: ActorId) -> Membership {
        let mut set = Membership::nobody();
        if let Some(known) = self.actors.leaves.get(actor.index()) {
            set.add(actor, &known.exists);
        }
        set
    }

    /// The name of whom `that party` stands for, where words speak of it.
    pub(super) fn that_party_in(&self, words: &str) -> Option<String> {
        let known = self.that_party.filter(|_| words.contains(THAT_PARTY))?;
        Some(self.actors.name(known.actor).to_owned())
    }

    /// Makes a condition one of whom `that party` stands for alone, where it is the one that binds him; and his name, where that is so or
    /// its words speak of him.
    pub(super) fn only_of_that_party(
        &self,
        span: Span,
        words: &str,
        definition: &mut Definition,
    ) -> Option<String> {
        let known = self.that_party?;
        if known.bound_by != span {
            return self.that_party_in(words);
        }
        match definition {
            Definition::Violates(violates) => violates.who = violates.who.only(known.actor),
            Definition::Deed(deed) => match deed.binds {
                Binds::Actor => deed.who = deed.who.as_ref().map(|who| who.only(known.actor)),
                Binds::Target => {
                    let mut target = Membership::nobody();
                    target.add(known.actor, &Intervals::all());
                    let facts = vec![deed.facts.clone(), Description::Target(target)];
                    deed.facts = Description::All(facts);
                }
            },
            _ => {}
        }
        Some(self.actors.name(known.actor).to_owned())
    }
}

/// Why a norm about conduct that follows from a condition is not judged, whatever the condition is.
fn why_unjudged(norm: &Norm) -> Option<&'static str> {
    let that_party_is_bound = match &norm.bearer.who {
        SubjectKind::Names(refs) => refs.refs.iter().any(|one| matches!(one, NameRef::ThatParty(_))),
        SubjectKind::Nobody | SubjectKind::Anyone | SubjectKind::Some(_) => false,
    };
    match (norm.modal, &norm.action.kind) {
        (Modal::NeedNot, _) => Some("It releases from a duty and cannot be breached itself."),
        (Modal::Shall, ActionKind::Prevent { .. }) if that_party_is_bound => Some(
            "Who is to prevent it is another one each time, so that nobody in particular answers for it.",
        ),
        _ => None,
    }
}

/// What a norm says of one whom `that party` may stand for, or of another.
fn either(one: Understood, other: Understood) -> Understood {
    let kind = match (one.kind, other.kind) {
        (ClauseKind::Conduct { modality, scope, judged_by }, ClauseKind::Conduct { scope: others, .. }) => {
            ClauseKind::Conduct { modality, scope: any(scope, others), judged_by }
        }
        (
            ClauseKind::NotEvaluated { modality, scope, reason },
            ClauseKind::NotEvaluated { scope: others, .. },
        ) => ClauseKind::NotEvaluated { modality, scope: any_of(scope, others), reason },
        (kind, _) => kind,
    };
    let answers = one
        .answers
        .zip(other.answers)
        .map(|(one, other)| Answers { conduct: any(one.conduct, other.conduct), ..one });
    Understood { kind, prevents: any_of(one.prevents, other.prevents), answers, ..one }
}

fn any_of(one: Option<Description>, other: Option<Description>) -> Option<Description> {
    one.zip(other).map(|(one, other)| any(one, other))
}

fn any(one: Description, other: Description) -> Description {
    match one {
        Description::Any(mut parts) => {
            parts.push(other);
            Description::Any(parts)
        }
        one => Description::Any(vec![one, other]),
    }
}
