//! Norms: who is bound how to do what, as descriptions of facts and as duties with a date.

use jiff::tz::TimeZone;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::actors::Membership;
use crate::model::clauses::{Asked, ClauseKind, Duty, Modality, Timing};
use crate::model::descriptions::{Description, LiteralKind};
use crate::model::ids::ActorId;
use crate::model::names::Named;
use crate::model::resolve::Resolver;
use crate::model::resolve::clocks::{Edge, NoInstant};
use crate::model::resolve::conditions::slug;
use crate::model::time::{self, Seconds};
use crate::sets::{Bits, Intervals};
use crate::sets::{EARLIEST, LATEST};
use crate::source::Span;
use crate::syntax::tree::{
    Action, ActionKind, ClockTime, Direction, Distribution, Event, EventKind, Modal, Moment, NameRef, Norm,
    Object, Qualifier, QualifierKind, RefList, Subject, SubjectKind, Weekday,
};

/// A recurring window without an end is laid out for this many years from its begin.
const WINDOW_YEARS: i64 = 25;

/// A duty that lasts is no deed that is done by a date: doing it early is no fulfilment, and its last day no deadline.
fn lasting(conduct: bool, limits: &mut Limits) {
    limits.lasts = true;
    if !conduct {
        limits.refuse("It is owed for a length of time, and duties that last are not judged yet.");
    }
}

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
    pub asks: Option<Asked>,
    pub prevents: Option<Description>,
    pub timing: Timing,
}

impl Understood {
    /// A clause that asks for nothing and binds at no time of its own.
    pub(super) fn plainly(kind: ClauseKind) -> Self {
        Self { kind, asks: None, prevents: None, timing: Timing::default() }
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

/// What the qualifiers of a norm come to.
#[derive(Default)]
struct Limits {
    /// Further descriptions that must hold.
    parts: Vec<Description>,
    /// The latest begin, and the words that give it.
    from: Option<(Seconds, Span)>,
    /// The earliest end, likewise: of the time in which conduct is regulated, or the first instant at which a duty is
    /// late.
    until: Option<(Seconds, Span)>,
    /// Whether it is owed for a length of time.
    lasts: bool,
    judged_by: Option<Vec<ActorId>>,
    /// Why the norm cannot be judged: the first reason in the order of the text.
    reason: Option<String>,
}

impl Limits {
    fn refuse(&mut self, reason: impl Into<String>) {
        self.reason.get_or_insert_with(|| reason.into());
    }

    fn begin(&mut self, from: Seconds, span: Span) {
        if self.from.is_none_or(|(earlier, _)| earlier < from) {
            self.from = Some((from, span));
        }
    }

    fn end(&mut self, until: Seconds, span: Span) {
        if self.until.is_none_or(|(later, _)| later > until) {
            self.until = Some((until, span));
        }
    }
}

impl Resolver<'_> {
    /// What a norm comes to, what it asks for if it is an obligation, and when it binds.
    pub(super) fn norm(&mut self, norm: &Norm) -> Understood {
        let modality = modality(norm.modal);
        let bearers = self.bearers(&norm.bearer);
        let (deed, mut limits) = self.deed(norm, &bearers);
        self.limits(norm, &bearers, modality, &mut limits);
        let completes = matches!(norm.action.kind, ActionKind::Complete(_));
        let timing = Timing {
            from: limits.from,
            until: limits.until,
            lasts: limits.lasts,
            completes,
            ..Timing::default()
        };
        let asks = asked(norm, modality, &bearers, &deed, &limits);
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
        Understood { kind, asks, prevents, timing }
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
                    reason: "Whether it is fulfilled is left to somebody's judgement, and such duties are not judged yet."
                        .to_owned(),
                },
                (Modality::Obligation, None) => ClauseKind::NotEvaluated {
                    modality: Some(modality),
                    scope: Some(Description::All(parts)),
                    reason: "It is owed without a date, so that no moment shows a breach; such duties are not judged yet."
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
    fn bearers(&mut self, subject: &Subject) -> Membership {
        let set = self.subject(subject);
        self.unsplit(subject);
        if let SubjectKind::Names(refs) = &subject.who {
            for reference in &refs.refs {
                let is_somebody =
                    matches!(reference, NameRef::Name(_) | NameRef::Anyone(_) | NameRef::Some(..));
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
    fn deed(&mut self, norm: &Norm, bearers: &Membership) -> (Vec<Description>, Limits) {
        let mut limits = Limits::default();
        let acts = self.action_acts(&norm.action);
        let mut parts = Vec::new();
        match &norm.action.kind {
            ActionKind::Do(_) | ActionKind::Allow(_) | ActionKind::Complete(_) => {
                parts.push(Description::Act(acts))
            }
            ActionKind::Begin(_) => {
                parts.push(Description::Act(acts));
                limits.refuse("It speaks of the begin of a deed, and begins are not judged yet.");
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
                limits
                    .refuse("It binds one to prevent what another does, and such duties are not judged yet.");
            }
        }
        for object in &norm.action.objects {
            if self.sense(object).bound_elsewhere {
                limits.refuse("It speaks of `that party` or `the same zone` of an event, and such duties are not judged yet.");
            }
            parts.push(self.object(object, bearers));
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

    fn limits(&mut self, norm: &Norm, bearers: &Membership, modality: Modality, limits: &mut Limits) {
        let conduct = matches!(modality, Modality::Prohibition | Modality::Permission)
            || matches!(norm.action.kind, ActionKind::Keep { .. });
        // "for 48 hours from D" and "from D for 48 hours" say the same.
        let begin = norm.qualifiers.iter().find_map(|qualifier| match &qualifier.kind {
            QualifierKind::From(moment) => Some(moment),
            _ => None,
        });
        for qualifier in &norm.qualifiers {
            self.limit(qualifier, begin, bearers, conduct, limits);
        }
        if let (Some((from, first)), Some((until, last))) = (limits.from, limits.until)
            && from >= until
        {
            self.backwards(first, last);
        }
    }

    fn limit(
        &mut self,
        qualifier: &Qualifier,
        begin: Option<&Moment>,
        bearers: &Membership,
        conduct: bool,
        limits: &mut Limits,
    ) {
        match &qualifier.kind {
            QualifierKind::By(moment) => {
                let due = self.moment(moment, Edge::End);
                self.deadline(due, moment.spot.0, conduct, limits);
            }
            QualifierKind::From(moment) => {
                let from = self.moment(moment, Edge::Begin);
                self.window((from, moment.spot.0), (Ok(LATEST), moment.spot.0), conduct, limits);
            }
            QualifierKind::Until(moment) => {
                let until = self.moment(moment, Edge::Begin);
                lasting(conduct, limits);
                self.window((Ok(EARLIEST), moment.spot.0), (until, moment.spot.0), conduct, limits);
            }
            QualifierKind::Between(first, last) => {
                let from = self.moment(first, Edge::Begin);
                let until = self.moment(last, Edge::End);
                self.window((from, first.spot.0), (until, last.spot.0), conduct, limits);
            }
            QualifierKind::For(duration) => {
                // A bare duration runs from the start, or from the `from` of the same sentence.
                let start = match begin {
                    Some(moment) => self.moment(moment, Edge::Begin),
                    None if self.clocks.start_disputed => Err(NoInstant::Open(
                        "counts from the start, on which the announcements differ".to_owned(),
                    )),
                    None => self.clocks.start.ok_or_else(|| {
                        NoInstant::Open("counts from the start, which is not dated".to_owned())
                    }),
                };
                lasting(conduct, limits);
                let span = duration.spot.0;
                let until = start.clone().and_then(|start| self.shifted(start, duration, Direction::After));
                self.window(
                    (start, begin.map_or(span, |moment| moment.spot.0)),
                    (until, span),
                    conduct,
                    limits,
                );
            }
            QualifierKind::Within { duration, of } => {
                self.event(of);
                match &of.kind {
                    EventKind::Moment(moment) => {
                        let from = self.moment(moment, Edge::Begin);
                        let due = from.clone().and_then(|from| self.shifted(from, duration, Direction::After));
                        if let (Ok(from), false) = (&from, conduct) {
                            limits.begin(*from, moment.spot.0);
                        }
                        self.deadline(due, duration.spot.0, conduct, limits);
                    }
                    EventKind::Each { act, .. } => limits.refuse(format!(
                        "It is owed anew for each `{}`, and duties with a trigger are not judged yet.",
                        act.text
                    )),
                    EventKind::Clauses(_) | EventKind::Phase { .. } => limits.refuse(format!(
                        "Its time runs from an event (\"{}\") that the log would have to show, and such duties are not judged yet.",
                        self.words(of.spot.0)
                    )),
                }
            }
            QualifierKind::WithinBare(duration) => {
                self.diagnostics.push(
                    Diagnostic::new(
                        &catalogue::PERIOD_UNANCHORED,
                        duration.spot.0,
                        "this period counts from nothing",
                    )
                    .because("since when?")
                    .help(format!("name its begin, e.g. `within {} of start`", self.words(duration.spot.0)))
                    .help(format!(
                        "or the event, e.g. `within {} of each request by UN`",
                        self.words(duration.spot.0)
                    )),
                );
            }
            QualifierKind::After(event) | QualifierKind::Once(event) => self.after(event, conduct, limits),
            QualifierKind::SameTime(labels) => {
                self.clause_labels(&labels.labels);
                limits.refuse(
                    "It is owed at the same time as another duty, and simultaneity is not judged yet.",
                );
            }
            QualifierKind::Provided(condition) | QualifierKind::When(condition) => {
                let holds = self.condition(condition, None);
                self.conditional(holds, conduct, limits);
            }
            QualifierKind::Unless(condition) => {
                let holds = self.condition(condition, None);
                self.conditional(holds.negated(), conduct, limits);
            }
            QualifierKind::During(phase) => {
                let during = self.during(phase);
                self.conditional(during, conduct, limits);
            }
            QualifierKind::Every { weekdays, from, to } => {
                if !conduct {
                    limits
                        .refuse("It is owed again in every window, and recurring duties are not judged yet.");
                }
                let zone = self.own_zone(qualifier.spot.0);
                let windows = self.windows(weekdays, *from, *to, &zone);
                match windows {
                    Some(windows) => limits.parts.push(Description::Time(windows)),
                    None => limits.refuse("Its windows recur from a start that is not fixed."),
                }
            }
            QualifierKind::EveryPeriod(duration) => {
                self.amount(duration).ok();
                limits.refuse("It is owed again and again, and recurring duties are not judged yet.");
            }
            QualifierKind::Except(alternatives) => {
                let cut = alternatives.iter().map(|objects| self.alternative(objects, bearers)).collect();
                limits.parts.push(Description::Any(cut).negated());
            }
            QualifierKind::Notwithstanding(_) | QualifierKind::SubjectTo(_) => {}
            QualifierKind::JudgedBy(refs) => {
                let mut judges = Vec::new();
                for reference in &refs.refs {
                    match self.somebody(reference) {
                        Some(set) => judges.extend(set.iter().map(|(actor, _)| actor)),
                        None => self.meaningless(reference, "an actor"),
                    }
                }
                limits.judged_by = Some(judges);
            }
            QualifierKind::Measure { measure, bound, amount, unit } => {
                if let Some(part) = self.measure(measure, *bound, &amount.text, unit.as_ref(), amount.spot.0)
                {
                    limits.parts.push(part);
                }
            }
            QualifierKind::Quantity(quantity) => {
                self.quantity_names(quantity);
                limits.refuse(format!(
                    "It names a quantity (\"{}\"), and quantities are not judged yet.",
                    self.words(qualifier.spot.0)
                ));
            }
        }
    }

    fn alternative(&mut self, objects: &[Object], bearers: &Membership) -> Description {
        Description::All(objects.iter().map(|object| self.object(object, bearers)).collect())
    }

    /// A condition narrows conduct; a duty that hangs on one needs the log to show it.
    fn conditional(&mut self, holds: Description, conduct: bool, limits: &mut Limits) {
        if !conduct {
            limits.refuse("It hangs on a condition, and conditional duties are not judged yet.");
        }
        limits.parts.push(holds);
    }

    fn deadline(&mut self, due: Result<Seconds, NoInstant>, span: Span, conduct: bool, limits: &mut Limits) {
        match due {
            Ok(_) if conduct => {
                limits.refuse("It names a deadline, which a rule about conduct cannot meet or miss.")
            }
            Ok(due) => limits.end(due, span),
            Err(NoInstant::Open(why)) => limits.refuse(format!("Its date {why}.")),
            Err(NoInstant::Faulty) => limits.refuse("Its date could not be read."),
        }
    }

    fn window(
        &mut self,
        (from, from_span): (Result<Seconds, NoInstant>, Span),
        (until, until_span): (Result<Seconds, NoInstant>, Span),
        conduct: bool,
        limits: &mut Limits,
    ) {
        let (from, until) = match (from, until) {
            (Ok(from), Ok(until)) => (from, until),
            (Err(NoInstant::Open(why)), _) | (_, Err(NoInstant::Open(why))) => {
                limits.refuse(format!("Its date {why}."));
                return;
            }
            _ => {
                limits.refuse("Its date could not be read.");
                return;
            }
        };
        if from != EARLIEST {
            limits.begin(from, from_span);
        }
        if until != LATEST {
            limits.end(until, until_span);
        }
        if conduct {
            limits.parts.push(Description::Time(Intervals::of(from, until)));
        }
    }

    fn after(&mut self, event: &Event, conduct: bool, limits: &mut Limits) {
        self.event(event);
        if let EventKind::Moment(moment) = &event.kind {
            let from = self.moment(moment, Edge::End);
            self.window((from, moment.spot.0), (Ok(LATEST), moment.spot.0), conduct, limits);
            return;
        }
        let words = self.words(event.spot.0);
        if conduct {
            let literal = self.literal(&slug(&words), words, LiteralKind::Condition);
            limits.parts.push(Description::Literal(literal));
        } else {
            limits
                .refuse(format!("It waits for an event (\"{words}\"), and such duties are not judged yet."));
        }
    }

    /// Looks up the names of an event.
    pub(super) fn event(&mut self, event: &Event) {
        match &event.kind {
            EventKind::Moment(moment) => {
                self.moment(moment, Edge::Begin).ok();
            }
            EventKind::Each { act, by, objects } => {
                self.act(act);
                if let Some(by) = by {
                    self.subject(by);
                }
                for object in objects {
                    self.sense(object);
                }
            }
            EventKind::Clauses(state) => self.clause_labels(&state.labels.labels),
            EventKind::Phase { name, .. } => {
                self.look_up(name, &|named| matches!(named, Named::Phase(_)), "a phase");
            }
        }
    }

    /// Looks up the names within the qualifiers of a norm that is not judged.
    pub(super) fn qualifier_names(&mut self, norm: &Norm) {
        let mut limits = Limits::default();
        for qualifier in &norm.qualifiers {
            // In a consequence, the condition is the event that a bare period counts from.
            if !matches!(qualifier.kind, QualifierKind::WithinBare(_)) {
                self.limit(qualifier, None, &Membership::nobody(), false, &mut limits);
            } else if let QualifierKind::WithinBare(duration) = &qualifier.kind {
                self.amount(duration).ok();
            }
        }
    }

    /// The windows `every day from 08:00 to 10:00`, laid out on the calendar while the agreement may be in force. A window
    /// whose begin or end is skipped by a clock change begins or ends with the change; one whose hour is repeated takes
    /// the earlier begin and later end.
    fn windows(
        &mut self,
        weekdays: &[Weekday],
        from: ClockTime,
        to: ClockTime,
        zone: &TimeZone,
    ) -> Option<Intervals> {
        let start = self.clocks.first.or(self.clocks.signed)?;
        let end = self.clocks.last.unwrap_or_else(|| {
            self.assume(format!(
                "Recurring windows of an agreement without an end are laid out for {WINDOW_YEARS} years."
            ));
            start.saturating_add(WINDOW_YEARS * 366 * 86_400)
        });
        let key = format!("{weekdays:?} {from:?} {to:?}");
        if let Some(known) = self.windows.get(&key) {
            return Some(known.clone());
        }
        let wanted = |day| weekdays.is_empty() || weekdays.contains(&day);
        let windows = time::windows(start, end, &wanted, from, to, zone)?;
        self.windows.insert(key, windows.clone());
        Some(windows)
    }
}
