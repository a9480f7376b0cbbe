//! Norms: who is bound how to do what, as descriptions of facts and as duties with a date.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::actors::Membership;
use crate::model::clauses::{Answers, Asked, ClauseKind, Duty, Modality, Timing};
use crate::model::descriptions::Description;
use crate::model::duties::Obligation;
use crate::model::names::Named;
use crate::model::resolve::Resolver;
use crate::model::resolve::limits::Limits;
use crate::sets::Bits;
use crate::sets::EARLIEST;
use crate::source::Span;
use crate::syntax::tree::{
    Action, ActionKind, Distribution, EventKind, Modal, Name, NameRef, Norm, Object, QualifierKind, RefList,
    Subject, SubjectKind,
};

/// The modality of a modal word.
pub(super) fn modality(modal: Modal) -> Modality {
    match modal {
        Modal::Shall => Modality::Obligation,
        Modal::ShallNot => Modality::Prohibition,
        Modal::May => Modality::Permission,
        Modal::NeedNot => Modality::Release,
    }
}

/// What a clause comes to.
pub(super) struct Understood {
    pub kind: ClauseKind,
    pub obligation: Option<Obligation>,
    pub asks: Option<Asked>,
    pub prevents: Option<Description>,
    pub answers: Option<Answers>,
    pub timing: Timing,
}

/// What stands before a norm about conduct.
pub(super) struct While {
    /// It binds while this holds.
    pub holds: Description,
    /// Why it is not judged, if that keeps it from being judged.
    pub unjudged: Option<&'static str>,
}

impl Understood {
    /// A clause that asks for nothing and binds at no time of its own.
    pub(super) fn plainly(kind: ClauseKind) -> Self {
        Self { kind, obligation: None, asks: None, prevents: None, answers: None, timing: Timing::default() }
    }
}

/// What an obligation asks for. To keep something away, to keep something low and to prevent what others do are met by no
/// single deed.
fn asked(
    norm: &Norm,
    modality: Modality,
    bearers: &Membership,
    deed: &[Description],
    limits: &Limits,
) -> Option<Asked> {
    let by_a_deed = matches!(
        norm.action.kind,
        ActionKind::Do(_) | ActionKind::Allow(_) | ActionKind::Begin(_) | ActionKind::Complete(_)
    );
    if modality != Modality::Obligation || !by_a_deed {
        return None;
    }
    let mut parts = vec![Description::Actor(bearers.clone())];
    parts.extend(deed.iter().chain(&limits.parts).cloned());
    let jointly = norm.bearer.distribution == Distribution::Jointly;
    Some(Asked { bearers: bearers.clone(), jointly, deed: Description::All(parts) })
}

/// What gives rise to a duty, where it is owed anew each time somebody does something: who does what.
type Occasion<'n> = (Option<&'n Subject>, &'n Name, &'n [Object]);

fn occasion(norm: &Norm) -> Option<Occasion<'_>> {
    norm.qualifiers.iter().find_map(|qualifier| match &qualifier.kind {
        QualifierKind::Within { of, .. } => match &of.kind {
            EventKind::Each { act, by, objects } => Some((by.as_ref(), act, objects.as_slice())),
            _ => None,
        },
        _ => None,
    })
}

/// The same, where the duty falls on the party that this binds (`that party shall withdraw within 3 days of each attack by a
/// party`).
fn binding_occasion(norm: &Norm) -> Option<Occasion<'_>> {
    let SubjectKind::Names(refs) = &norm.bearer.who else { return None };
    let falls_on_it = matches!(refs.refs.as_slice(), [NameRef::ThatParty(_)]);
    let owed = !matches!(norm.action.kind, ActionKind::Keep { .. } | ActionKind::Prevent { .. });
    occasion(norm).filter(|_| falls_on_it && owed && norm.modal == Modal::Shall)
}

impl Resolver<'_> {
    /// What a norm comes to, what it asks for if it is an obligation, and when it binds.
    pub(super) fn norm(&mut self, norm: &Norm) -> Understood {
        self.norm_while(norm, &While { holds: Description::always(), unjudged: None })
    }

    /// The same of a norm about conduct that binds while a condition holds which stands before it.
    pub(super) fn norm_while(&mut self, norm: &Norm, given: &While) -> Understood {
        let modality = modality(norm.modal);
        let binding = binding_occasion(norm);
        let bearers = match binding {
            Some(occasion) => self.whom_it_binds(occasion),
            None => self.bearers(&norm.bearer),
        };
        let (deed, mut limits) = self.deed(norm, &bearers);
        if given.holds != Description::always() {
            limits.parts.push(given.holds.clone());
        }
        if let Some(reason) = given.unjudged {
            limits.refuse(reason);
        }
        let answers = self.answers(norm, modality, &bearers, &deed, &limits);
        if matches!(norm.action.kind, ActionKind::Prevent { .. }) {
            limits.refuse(if modality == Modality::Obligation {
                "It binds one to prevent what another does, and neither forbids nor permits it to the other."
            } else {
                "It does not oblige anybody to prevent what another does, so that nothing is judged by it."
            });
        }
        self.limits(norm, &bearers, modality, &mut limits);
        let completes = matches!(norm.action.kind, ActionKind::Complete(_));
        let timing = Timing {
            from: limits.from,
            until: limits.until,
            lasts: limits.lasts,
            completes,
            ..Timing::default()
        };
        let asks = asked(norm, modality, &bearers, &deed, &limits).filter(|_| binding.is_none());
        // To prevent is to answer for what others do: it is their conduct of which the clause speaks.
        let (concerned, prevents) = match &norm.action.kind {
            ActionKind::Prevent { whom, .. } => {
                let whom = self.anybody_of(whom);
                let parts = deed.iter().chain(&limits.parts).cloned();
                let conduct = std::iter::once(Description::Actor(whom.clone())).chain(parts).collect();
                (whom, (modality == Modality::Obligation).then_some(Description::All(conduct)))
            }
            _ => (bearers.clone(), None),
        };
        let kind = self.norm_kind(norm, modality, (bearers, concerned), deed, limits);
        Understood { kind, obligation: self.obligation(norm, None), asks, prevents, answers, timing }
    }

    /// Who answers for which conduct of others, where a norm has somebody prevent it and nothing in it keeps that from being
    /// judged. Its qualifiers say what those of a prohibition do.
    fn answers(
        &mut self,
        norm: &Norm,
        modality: Modality,
        bearers: &Membership,
        deed: &[Description],
        known: &Limits,
    ) -> Option<Answers> {
        let ActionKind::Prevent { whom, .. } = &norm.action.kind else { return None };
        if modality != Modality::Obligation || known.reason.is_some() {
            return None;
        }
        self.quietly(|resolver| {
            let mut limits = Limits { parts: known.parts.clone(), ..Limits::default() };
            resolver.limits(norm, bearers, Modality::Prohibition, &mut limits);
            let mut parts = vec![Description::Actor(resolver.anybody_of(whom))];
            parts.extend(deed.iter().cloned());
            parts.append(&mut limits.parts);
            let conduct = Description::All(parts);
            let by = bearers.clone();
            limits.reason.is_none().then_some(Answers { by, conduct, judged_by: limits.judged_by })
        })
    }

    fn anybody_of(&mut self, refs: &RefList) -> Membership {
        let mut set = Membership::nobody();
        for reference in &refs.refs {
            if let Some(some) = self.somebody(reference) {
                set.include(&some);
            }
        }
        set
    }

    fn norm_kind(
        &self,
        norm: &Norm,
        modality: Modality,
        (bearers, concerned): (Membership, Membership),
        deed: Vec<Description>,
        limits: Limits,
    ) -> ClauseKind {
        let mut parts = vec![Description::Actor(concerned)];
        parts.extend(deed);
        if let Some(reason) = limits.reason {
            parts.extend(limits.parts);
            return ClauseKind::NotEvaluated {
                modality: Some(modality),
                scope: Some(Description::All(parts)),
                reason,
            };
        }
        match (&norm.action.kind, modality) {
            (ActionKind::Keep { .. }, Modality::Obligation) => {
                // To keep something away is not to do anything with it nearby.
                parts.extend(limits.parts);
                ClauseKind::Conduct {
                    modality: Modality::Prohibition,
                    scope: Description::All(parts),
                    judged_by: limits.judged_by,
                }
            }
            (ActionKind::Keep { .. }, _) => ClauseKind::NotEvaluated {
                modality: Some(modality),
                scope: None,
                reason: "It does not oblige anybody to keep weapons away, so that nothing near is forbidden by it."
                    .to_owned(),
            },
            (_, Modality::Prohibition | Modality::Permission) => {
                parts.extend(limits.parts);
                ClauseKind::Conduct { modality, scope: Description::All(parts), judged_by: limits.judged_by }
            }
            (_, Modality::Obligation | Modality::Release) => match (modality, limits.until) {
                (Modality::Obligation, Some((due, _))) if limits.judged_by.is_none() => {
                    parts.extend(limits.parts);
                    ClauseKind::Duty(Duty {
                        bearers,
                        jointly: norm.bearer.distribution == Distribution::Jointly,
                        deed: Description::All(parts),
                        from: limits.from.map_or(EARLIEST, |(from, _)| from),
                        due,
                    })
                }
                (Modality::Obligation, Some(_)) => ClauseKind::NotEvaluated {
                    modality: Some(modality),
                    scope: Some(Description::All(parts)),
                    reason: "Whether it is fulfilled is left to somebody's judgement."
                        .to_owned(),
                },
                (Modality::Obligation, None) => ClauseKind::NotEvaluated {
                    modality: Some(modality),
                    scope: Some(Description::All(parts)),
                    reason: "It is owed without a date, so that no moment shows a breach."
                        .to_owned(),
                },
                _ => ClauseKind::NotEvaluated {
                    modality: Some(modality),
                    scope: Some(Description::All(parts)),
                    reason: "It releases from a duty and cannot be breached itself.".to_owned(),
                },
            },
        }
    }

    /// Who is bound, when: members while they are members, and while they accept where an acceptance is on record.
    pub(super) fn bearers(&mut self, subject: &Subject) -> Membership {
        let set = self.subject(subject);
        self.unsplit(subject);
        if let SubjectKind::Names(refs) = &subject.who {
            for reference in &refs.refs {
                let is_somebody = match reference {
                    NameRef::Name(_) | NameRef::Anyone(_) | NameRef::Some(..) => true,
                    NameRef::ThatParty(_) => self.that_party.is_some(),
                    NameRef::Text(_) | NameRef::EachOther(_) | NameRef::SameZone(_) => false,
                };
                if !is_somebody {
                    self.meaningless(reference, "an actor");
                }
            }
        }
        match subject.who {
            SubjectKind::Nobody | SubjectKind::Anyone => set.unwrap_or_default(),
            SubjectKind::Names(_) | SubjectKind::Some(_) => {
                set.unwrap_or_default().limited_by(&self.actors.accepted)
            }
        }
    }

    /// Whom what gives rise to a duty may bind, while they are bound.
    fn whom_it_binds(&mut self, (by, act, objects): Occasion<'_>) -> Membership {
        let deed = self.deed_of(&act.text, by, objects);
        let bound = deed.map(|deed| self.whom_a_deed_may_bind(&deed)).unwrap_or_default();
        bound.limited_by(&self.actors.accepted)
    }

    /// Reports several bearers of whom nothing says whether each is bound or all together.
    pub(super) fn unsplit(&mut self, subject: &Subject) {
        let SubjectKind::Names(refs) = &subject.who else { return };
        let plural = refs.refs.len() > 1 || refs.refs.iter().any(|reference| self.is_plural(reference));
        if !plural || subject.distribution != Distribution::Unsaid {
            return;
        }
        let begin = Span { end: subject.spot.0.start, ..subject.spot.0 };
        let words = self.words(subject.spot.0);
        self.diagnostics.push(
            Diagnostic::new(
                &catalogue::BEARER_UNSPLIT,
                subject.spot.0,
                "several are bound: each, or jointly?",
            )
            .because("each of them, or all together?")
            .mend(format!("write `each of {words}`, if each is bound by itself"), begin, "each of ")
            .mend(
                format!("write `jointly {words}`, if they are bound together"),
                begin,
                "jointly ",
            ),
        );
    }

    fn is_plural(&self, reference: &NameRef) -> bool {
        match reference {
            NameRef::Name(name) => {
                matches!(name.text.as_str(), "covered" | "excluded")
                    || matches!(self.names.get(&name.text), Some(Named::Group(_)))
            }
            _ => false,
        }
    }

    /// What is done, to whom, where, with what; and why that cannot be judged, if it cannot.
    pub(super) fn deed(&mut self, norm: &Norm, bearers: &Membership) -> (Vec<Description>, Limits) {
        let mut limits = Limits::default();
        let binds_somebody = norm.modal == Modal::Shall && occasion(norm).is_some();
        let acts = self.action_acts(&norm.action);
        let mut parts = Vec::new();
        match &norm.action.kind {
            ActionKind::Do(_) | ActionKind::Allow(_) | ActionKind::Complete(_) => {
                parts.push(Description::Act(acts))
            }
            ActionKind::Begin(_) => {
                parts.push(Description::Act(acts));
                limits.refuse("It speaks of the begin of a deed.");
            }
            ActionKind::Minimise(_) => {
                parts.push(Description::Act(acts));
                limits.refuse(
                    "To minimise has no test of its own: only an assessment of the whole could judge it.",
                );
            }
            ActionKind::Keep { means, .. } => {
                parts.push(Description::Means(self.all_means(means)));
                // Taking weapons out of the ground is no breach of keeping them away from it.
                parts.push(Description::Act(acts));
                match self.kept_ground.get(&norm.action.spot.0) {
                    Some(&zone) => parts.push(Description::Place(zone)),
                    None => parts.push(Description::never()),
                }
            }
            ActionKind::Prevent { whom, .. } => {
                for reference in &whom.refs {
                    if self.somebody(reference).is_none() {
                        self.meaningless(reference, "an actor");
                    }
                }
                parts.push(Description::Act(acts));
            }
        }
        for object in &norm.action.objects {
            if self.sense(object).bound_elsewhere {
                limits.refuse("It speaks of `that party` or `the same zone` of an event.");
            }
            for reference in &object.refs.refs {
                if matches!(reference, NameRef::ThatParty(_)) && self.that_party.is_none() && !binds_somebody
                {
                    self.meaningless(reference, "an actor");
                }
            }
            let described = self.object(object, bearers);
            if !self.is_addressee(object, &norm.action.objects) {
                parts.push(described);
            }
        }
        (parts, limits)
    }

    /// Looks up the names of an action that is not judged.
    pub(super) fn action_names(&mut self, action: &Action) {
        self.action_acts(action);
        match &action.kind {
            ActionKind::Prevent { whom, .. } => {
                for reference in &whom.refs {
                    self.somebody(reference);
                }
            }
            ActionKind::Keep { means, .. } => {
                self.all_means(means);
            }
            _ => {}
        }
    }

    /// The leaves of the acts of an action. To keep something away concerns every act but taking it away.
    fn action_acts(&mut self, action: &Action) -> Bits {
        match &action.kind {
            ActionKind::Do(acts)
            | ActionKind::Begin(acts)
            | ActionKind::Complete(acts)
            | ActionKind::Allow(acts)
            | ActionKind::Minimise(acts)
            | ActionKind::Prevent { acts, .. } => self.acts(acts),
            ActionKind::Keep { .. } => {
                let all = Bits::full(self.deeds.acts.universe());
                match self.deeds.act_words.get("withdraw") {
                    Some(withdraw) => all.difference(&self.deeds.acts.leaves(withdraw.index())),
                    None => all,
                }
            }
        }
    }
}
