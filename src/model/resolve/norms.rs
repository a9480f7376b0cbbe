//! Norms: who is bound how to do what, as descriptions of facts and as duties with a date.

use jiff::tz::TimeZone;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::actors::Membership;
use crate::model::clauses::{ClauseKind, Duty, Modality};
use crate::model::descriptions::{Description, LiteralKind};
use crate::model::ids::ActorId;
use crate::model::resolve::Resolver;
use crate::model::resolve::clocks::{Edge, NoInstant};
use crate::model::resolve::conditions::slug;
use crate::model::time::{self, Seconds};
use crate::sets::{Bits, Intervals};
use crate::sets::{EARLIEST, LATEST};
use crate::syntax::tree::{
    Action, ActionKind, Bound, ClockTime, Direction, Distribution, Event, EventKind, Modal, Name, Norm,
    Object, PhaseEnd, Qualifier, QualifierKind, Quantity, StatementKind, Subject, SubjectKind, Weekday,
};

/// A recurring window without an end is laid out for this many years from its begin.
const WINDOW_YEARS: i64 = 25;

/// The modality of a modal word.
pub(super) fn modality(modal: Modal) -> Modality {
    match modal {
        Modal::Shall => Modality::Obligation,
        Modal::ShallNot => Modality::Prohibition,
        Modal::May => Modality::Permission,
        Modal::NeedNot => Modality::Release,
    }
}

/// What the qualifiers of a norm come to.
struct Limits {
    /// Further descriptions that must hold.
    parts: Vec<Description>,
    from: Option<Seconds>,
    due: Option<Seconds>,
    judged_by: Option<Vec<ActorId>>,
    /// Why the norm cannot be judged: the first reason in the order of the text.
    reason: Option<String>,
}

impl Limits {
    fn refuse(&mut self, reason: impl Into<String>) {
        self.reason.get_or_insert_with(|| reason.into());
    }
}

impl Resolver<'_> {
    pub(super) fn norm(&mut self, label: &str, norm: &Norm) -> ClauseKind {
        let modality = modality(norm.modal);
        let bearers = self.bearers(&norm.bearer);
        let (deed, mut limits) = self.deed(norm, &bearers);
        self.limits(label, norm, &bearers, modality, &mut limits);
        let mut parts = vec![Description::Actor(bearers.clone())];
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
            (_, Modality::Prohibition | Modality::Permission) => {
                parts.extend(limits.parts);
                ClauseKind::Conduct { modality, scope: Description::All(parts), judged_by: limits.judged_by }
            }
            (_, Modality::Obligation | Modality::Release) => match (modality, limits.due) {
                (Modality::Obligation, Some(due)) if limits.judged_by.is_none() => {
                    parts.extend(limits.parts);
                    ClauseKind::Duty(Duty {
                        bearers,
                        jointly: norm.bearer.distribution == Distribution::Jointly,
                        deed: Description::All(parts),
                        from: limits.from.unwrap_or(EARLIEST),
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
        if let SubjectKind::Names(refs) = &subject.who {
            let first = refs.refs.first().map(|reference| self.is_plural(reference));
            let plural = refs.refs.len() > 1 || first == Some(true);
            if plural && subject.distribution == Distribution::Unsaid {
                let at = crate::source::Span { end: subject.spot.0.start, ..subject.spot.0 };
                let words = self.words(subject.spot.0);
                self.diagnostics.push(
                    Diagnostic::new(
                        &catalogue::BEARER_UNSPLIT,
                        subject.spot.0,
                        "several are bound: each, or jointly?",
                    )
                    .because("each of them, or all together?")
                    .mend(format!("write `each of {words}`, if each is bound by itself"), at, "each of ")
                    .mend(
                        format!("write `jointly {words}`, if they are bound together"),
                        at,
                        "jointly ",
                    ),
                );
            }
        }
        match subject.who {
            SubjectKind::Nobody | SubjectKind::Anyone => set.unwrap_or_default(),
            SubjectKind::Names(_) | SubjectKind::Some(_) => {
                set.unwrap_or_default().limited_by(&self.actors.accepted)
            }
        }
    }

    fn is_plural(&self, reference: &crate::syntax::tree::NameRef) -> bool {
        use crate::model::names::Named;
        use crate::syntax::tree::NameRef;
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
        let mut limits = Limits { parts: Vec::new(), from: None, due: None, judged_by: None, reason: None };
        let acts = self.action_acts(&norm.action);
        let mut parts = Vec::new();
        match &norm.action.kind {
            ActionKind::Do(_) | ActionKind::Allow(_) | ActionKind::Complete(_) => {
                parts.push(Description::Act(acts))
            }
            ActionKind::Begin(_) => {
                parts.push(Description::Act(acts));
                limits
                    .refuse("A duty to begin is met when the deed has begun, and begins are not judged yet.");
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
                    self.somebody(reference);
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

    /// The leaves of the acts of an action. To keep something away concerns every act but taking it away.
    pub(super) fn action_acts(&mut self, action: &Action) -> Bits {
        match &action.kind {
            ActionKind::Do(acts)
            | ActionKind::Begin(acts)
            | ActionKind::Complete(acts)
            | ActionKind::Allow(acts)
            | ActionKind::Minimise(acts) => self.acts(acts),
            ActionKind::Prevent { acts, .. } => self.acts(acts),
            ActionKind::Keep { .. } => {
                let all = Bits::full(self.deeds.acts.universe());
                match self.deeds.act_words.get("withdraw") {
                    Some(withdraw) => all.difference(&self.deeds.acts.leaves(withdraw.index())),
                    None => all,
                }
            }
        }
    }

    fn limits(
        &mut self,
        label: &str,
        norm: &Norm,
        bearers: &Membership,
        modality: Modality,
        limits: &mut Limits,
    ) {
        let conduct = matches!(modality, Modality::Prohibition | Modality::Permission)
            || matches!(norm.action.kind, ActionKind::Keep { .. });
        for qualifier in &norm.qualifiers {
            self.limit(label, qualifier, bearers, conduct, limits);
        }
    }

    fn limit(
        &mut self,
        label: &str,
        qualifier: &Qualifier,
        bearers: &Membership,
        conduct: bool,
        limits: &mut Limits,
    ) {
        match &qualifier.kind {
            QualifierKind::By(moment) => {
                let due = self.moment(moment, Edge::End);
                self.deadline(due, conduct, limits);
            }
            QualifierKind::From(moment) => {
                let from = self.moment(moment, Edge::Begin);
                self.window(from, Ok(LATEST), conduct, limits);
            }
            QualifierKind::Until(moment) => {
                let until = self.moment(moment, Edge::Begin);
                self.window(Ok(EARLIEST), until, conduct, limits);
            }
            QualifierKind::Between(first, last) => {
                let from = self.moment(first, Edge::Begin);
                let until = self.moment(last, Edge::End);
                if let (Ok(from), Ok(until)) = (&from, &until)
                    && from >= until
                {
                    self.backwards(first.spot.0, last.spot.0);
                }
                self.window(from, until, conduct, limits);
            }
            QualifierKind::For(duration) => {
                // A bare duration runs from the start, or from the `from` that stands before it.
                let start = limits.from.map(Ok).unwrap_or_else(|| match self.clocks.start {
                    Some(start) if !self.clocks.start_disputed => Ok(start),
                    _ => Err(NoInstant::Open("counts from a start that is not fixed".to_owned())),
                });
                let until = start.clone().and_then(|start| self.shifted(start, duration, Direction::After));
                self.window(start, until, conduct, limits);
            }
            QualifierKind::Within { duration, of } => {
                self.event(of);
                match &of.kind {
                    EventKind::Moment(moment) => {
                        let from = self.moment(moment, Edge::Begin);
                        let due = from.clone().and_then(|from| self.shifted(from, duration, Direction::After));
                        if let (Ok(from), false) = (&from, conduct) {
                            limits.from = Some(limits.from.map_or(*from, |earlier| earlier.max(*from)));
                        }
                        self.deadline(due, conduct, limits);
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
                    if let Some(set) = self.somebody(reference) {
                        judges.extend(set.iter().map(|(actor, _)| actor));
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
        let _ = label;
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

    fn deadline(&mut self, due: Result<Seconds, NoInstant>, conduct: bool, limits: &mut Limits) {
        match due {
            Ok(_) if conduct => {
                limits.refuse("It names a deadline, which a rule about conduct cannot meet or miss.")
            }
            Ok(due) => limits.due = Some(limits.due.map_or(due, |earlier| earlier.min(due))),
            Err(NoInstant::Open(why)) => limits.refuse(format!("Its date {why}.")),
            Err(NoInstant::Faulty) => limits.refuse("Its date could not be read."),
        }
    }

    fn window(
        &mut self,
        from: Result<Seconds, NoInstant>,
        until: Result<Seconds, NoInstant>,
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
            limits.from = Some(limits.from.map_or(from, |earlier| earlier.max(from)));
        }
        if conduct {
            limits.parts.push(Description::Time(Intervals::of(from, until)));
        } else if until != LATEST {
            limits.due = Some(limits.due.map_or(until, |earlier| earlier.min(until)));
        }
    }

    fn after(&mut self, event: &Event, conduct: bool, limits: &mut Limits) {
        self.event(event);
        if let EventKind::Moment(moment) = &event.kind {
            let from = self.moment(moment, Edge::End);
            self.window(from, Ok(LATEST), conduct, limits);
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
                self.look_up(name, &|named| matches!(named, crate::model::names::Named::Phase(_)), "a phase");
            }
        }
    }

    /// Looks up the names within the qualifiers of a norm that is not judged.
    pub(super) fn qualifier_names(&mut self, norm: &Norm) {
        let mut limits = Limits { parts: Vec::new(), from: None, due: None, judged_by: None, reason: None };
        for qualifier in &norm.qualifiers {
            // In a consequence, the condition is the event that a bare period counts from.
            if !matches!(qualifier.kind, QualifierKind::WithinBare(_)) {
                self.limit("", qualifier, &Membership::nobody(), false, &mut limits);
            }
        }
    }

    fn quantity_names(&mut self, quantity: &Quantity) {
        if let Quantity::Share { of_act, by, .. } = quantity {
            if let Some(act) = of_act {
                self.act(act);
            }
            self.readers_of(by.as_ref());
        }
    }

    /// `with calibre at least 100 mm`
    pub(super) fn measure(
        &mut self,
        measure: &Name,
        bound: Bound,
        amount: &str,
        unit: Option<&Name>,
        amount_span: crate::source::Span,
    ) -> Option<Description> {
        let Some(id) = self.deeds.measure(&measure.text) else {
            let known: Vec<String> = self.deeds.measures.iter().map(|measure| measure.name.clone()).collect();
            let near = crate::suggest::closest(&measure.text, known.iter().map(String::as_str));
            let fault = Diagnostic::new(
                &catalogue::UNKNOWN_MEASURE,
                measure.spot.0,
                format!("`{}` is not something that is measured", super::faults::short(&measure.text)),
            )
            .because("not a measure");
            self.diagnostics.push(match near {
                Some(near) => fault.mend(format!("write `{near}`, if that is meant"), measure.spot.0, near),
                None => fault.help(format!("name one of these: {}", known.join(", "))),
            });
            return None;
        };
        let known = self.deeds.measures.get(id.index())?;
        let base = known.base_unit.clone();
        let written = unit.map_or(base.as_str(), |unit| unit.text.as_str());
        let factor = known.units.iter().find(|(name, _)| name == written).map(|&(_, factor)| factor);
        let Some(factor) = factor else {
            let units: Vec<String> = known.units.iter().map(|(name, _)| name.clone()).collect();
            let span = unit.map_or(amount_span, |unit| unit.spot.0);
            self.diagnostics.push(
                Diagnostic::new(
                    &catalogue::UNKNOWN_MEASURE_UNIT,
                    span,
                    format!("`{}` is not measured in `{}`", measure.text, super::faults::short(written)),
                )
                .because("not a unit of it")
                .help(format!("give it in one of these: {}", units.join(", "))),
            );
            return None;
        };
        let thousandths = amount.parse::<f64>().ok().map(|amount| (amount * factor * 1000.0).round())?;
        // Beyond a thousand million units nothing of this kind is measured; the conversion is exact below.
        if !(0.0..=1.0e15).contains(&thousandths) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation)]
        let value = thousandths as i64;
        let range = match bound {
            Bound::AtLeast => Intervals::of(value, LATEST),
            Bound::AtMost => Intervals::of(EARLIEST, value + 1),
            Bound::Exactly => Intervals::point(value),
            Bound::MoreThan => Intervals::of(value + 1, LATEST),
            Bound::LessThan => Intervals::of(EARLIEST, value),
        };
        Some(Description::Measure(id, range))
    }

    /// The times of a phase, where both its ends are fixed.
    pub(super) fn phase_times(&mut self, name: &Name) -> Option<Intervals> {
        let agreement = self.agreement;
        let (from, end) = agreement.statements.iter().find_map(|statement| match &statement.kind {
            StatementKind::Phase { name: own, from, end, .. } if own.text == name.text => Some((from, end)),
            _ => None,
        })?;
        let EventKind::Moment(from) = &from.kind else { return None };
        let start = self.moment(from, Edge::Begin).ok()?;
        let until = match end {
            None => LATEST,
            Some(PhaseEnd::For(duration)) => self.shifted(start, duration, Direction::After).ok()?,
            Some(PhaseEnd::Event(event)) => match &event.kind {
                EventKind::Moment(until) => self.moment(until, Edge::Begin).ok()?,
                _ => return None,
            },
            Some(PhaseEnd::Condition(_)) => return None,
        };
        Some(Intervals::of(start, until))
    }

    /// The windows `every day from 08:00 to 10:00`, laid out on the calendar. A window whose begin or end is skipped by
    /// a clock change begins or ends with the change; one whose hour is repeated takes the earlier begin and later end.
    fn windows(
        &self,
        weekdays: &[Weekday],
        from: ClockTime,
        to: ClockTime,
        zone: &TimeZone,
    ) -> Option<Intervals> {
        let start = self.clocks.start.or(self.clocks.signed)?;
        let end = self.clocks.end.unwrap_or(start.saturating_add(WINDOW_YEARS * 366 * 86_400));
        time::windows(start, end, &|day| weekdays.is_empty() || weekdays.contains(&day), from, to, zone)
    }
}
