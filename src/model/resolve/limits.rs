//! What the qualifiers of a norm come to: when it binds, until when, under which conditions, left to whom.

use jiff::tz::TimeZone;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::actors::Membership;
use crate::model::clauses::Modality;
use crate::model::descriptions::Description;
use crate::model::ids::ActorId;
use crate::model::names::Named;
use crate::model::quantities::Quantity;
use crate::model::resolve::Resolver;
use crate::model::resolve::clocks::{Edge, NoInstant};
use crate::model::time::{self, Seconds};
use crate::sets::Intervals;
use crate::sets::{EARLIEST, LATEST};
use crate::source::Span;
use crate::syntax::tree::{
    ActionKind, ClockTime, Direction, Duration, Event, EventKind, Moment, Norm, Object, Qualifier,
    QualifierKind, Weekday,
};

/// A recurring window without an end is laid out for this many years from its begin.
const WINDOW_YEARS: i64 = 25;

/// Why a rule about conduct that names a deadline is not judged.
pub(super) const DEADLINE: &str = "It names a deadline, which a rule about conduct cannot meet or miss.";

/// A duty that lasts is no deed that is done by a date: doing it early is no fulfilment, and its last day no deadline.
fn lasting(conduct: bool, limits: &mut Limits) {
    limits.lasts = true;
    if !conduct {
        limits.refuse("It is owed for a length of time, and no single deed fulfils it.");
    }
}

/// What the qualifiers of a norm come to.
#[derive(Default)]
pub(super) struct Limits {
    /// Further descriptions that must hold.
    pub parts: Vec<Description>,
    /// The latest begin, and the words that give it.
    pub from: Option<(Seconds, Span)>,
    /// The earliest end, likewise: of the time in which conduct is regulated, or the first instant at which a duty is
    /// late.
    pub until: Option<(Seconds, Span)>,
    /// Whether it is owed for a length of time.
    pub lasts: bool,
    /// A stated length: the instant it runs from, the length, and the instant it runs to.
    pub length: Option<(Seconds, Duration, Seconds)>,
    /// A stated end, and the words that give it.
    pub stated_end: Option<(Seconds, Span)>,
    pub judged_by: Option<Vec<ActorId>>,
    /// How much of something it asks for.
    pub quantity: Option<Quantity>,
    /// Why the norm cannot be judged: the first reason in the order of the text.
    pub reason: Option<String>,
}

impl Limits {
    pub(super) fn refuse(&mut self, reason: impl Into<String>) {
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
    pub(super) fn limits(
        &mut self,
        norm: &Norm,
        bearers: &Membership,
        modality: Modality,
        limits: &mut Limits,
    ) {
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
        if let Some(quantity) = &limits.quantity {
            match self.uncountable(norm, bearers, limits.from.is_some(), quantity) {
                Some(why) => limits.reason = Some(why.to_owned()),
                None => limits
                    .refuse("It names a quantity, which is met by the sum of what several incidents did."),
            }
        }
        if let (Some((from, first)), Some((until, last))) = (limits.from, limits.until)
            && from >= until
        {
            self.backwards(first, last);
        }
        if let (Some((from, length, by_length)), Some((by_end, end))) = (&limits.length, limits.stated_end) {
            self.state_period(*from, (length, *by_length), (end, by_end), &[]);
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
                limits.stated_end = until.as_ref().ok().map(|&until| (until, moment.spot.0));
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
                if let (Ok(start), Ok(until)) = (&start, &until) {
                    limits.length = Some((*start, duration.clone(), *until));
                }
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
                        let due =
                            from.clone().and_then(|from| self.shifted(from, duration, Direction::After));
                        if let (Ok(from), false) = (&from, conduct) {
                            limits.begin(*from, moment.spot.0);
                        }
                        self.deadline(due, duration.spot.0, conduct, limits);
                    }
                    EventKind::Each { act, .. } => {
                        limits.refuse(format!("It is owed anew for each `{}`.", act.text))
                    }
                    EventKind::Clauses(_) | EventKind::Phase { .. } => limits.refuse(format!(
                        "Its time runs from an event (\"{}\") that only a log can show.",
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
                limits.refuse("It is owed at the same time as another duty.");
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
                    limits.refuse("It is owed again in every window.");
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
                limits.refuse("It is owed again and again.");
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
                let known = limits.quantity.is_some();
                match self.quantity(quantity) {
                    Err(why) => limits.refuse(why),
                    Ok(_) if conduct => {
                        limits.refuse("It names a quantity, and only duties to do something are counted.");
                    }
                    Ok(_) if known => limits
                        .refuse("It names two quantities; what both ask for can be said in two clauses."),
                    Ok(quantity) => limits.quantity = Some(quantity),
                }
            }
        }
    }

    pub(super) fn alternative(&mut self, objects: &[Object], bearers: &Membership) -> Description {
        Description::All(objects.iter().map(|object| self.object(object, bearers)).collect())
    }

    /// A condition narrows conduct; a duty that hangs on one needs the log to show it.
    fn conditional(&mut self, holds: Description, conduct: bool, limits: &mut Limits) {
        if !conduct {
            limits.refuse("It hangs on a condition.");
        }
        limits.parts.push(holds);
    }

    fn deadline(&mut self, due: Result<Seconds, NoInstant>, span: Span, conduct: bool, limits: &mut Limits) {
        match due {
            Ok(_) if conduct => limits.refuse(DEADLINE),
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
            let literal = self.after_event(self.speaking, event, event.spot.0);
            limits.parts.push(Description::Literal(literal));
        } else {
            limits.refuse(format!("It waits for an event (\"{words}\")."));
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
        let key = format!("{weekdays:?} {from:?} {to:?}");
        if let Some(known) = self.windows.get(&key) {
            return Some(known.clone());
        }
        let windows: Intervals = self.window_list(weekdays, from, to, zone)?.into_iter().collect();
        self.windows.insert(key, windows.clone());
        Some(windows)
    }

    /// The same, each by itself, in their order.
    pub(super) fn window_list(
        &mut self,
        weekdays: &[Weekday],
        from: ClockTime,
        to: ClockTime,
        zone: &TimeZone,
    ) -> Option<Vec<(Seconds, Seconds)>> {
        let start = self.clocks.first.or(self.clocks.signed)?;
        let end = self.clocks.last.unwrap_or_else(|| {
            self.assume(format!(
                "Recurring windows of an agreement without an end are laid out for {WINDOW_YEARS} years."
            ));
            start.saturating_add(WINDOW_YEARS * 366 * 86_400)
        });
        let wanted = |day| weekdays.is_empty() || weekdays.contains(&day);
        time::windows(start, end, &wanted, from, to, zone)
    }
}
