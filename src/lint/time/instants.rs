//! The instants of moments as they stand in the text, and the days that its words name.

use jiff::civil;

use crate::lint::Text;
use crate::model::time::{self, Seconds};
use crate::syntax::tree::{
    Clause, ClauseBody, Date, Event, EventKind, Moment, MomentKind, PeriodEnd, PhaseEnd, QualifierKind,
    StatementKind,
};

/// How many moments may count from one another. The model has made sure that none counts from itself.
const DEEPEST: usize = 64;

/// What a moment bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bounds {
    /// Something begins with it.
    Begin,
    /// Something ends with it.
    End,
    /// Something is late from it on.
    Due,
}

impl Bounds {
    /// What something is that is done before it, and what if it is done later.
    pub(super) fn sides(self) -> [&'static str; 2] {
        match self {
            Self::Begin => ["before the begin", "after the begin"],
            Self::End => ["before the end", "after the end"],
            Self::Due => ["in time", "late"],
        }
    }
}

/// The instant of a moment, where the text gives one. A date without an hour is the begin of its day.
pub(super) fn instant(text: &Text<'_>, moment: &Moment) -> Option<Seconds> {
    at(text, moment, 0)
}

fn at(text: &Text<'_>, moment: &Moment, depth: usize) -> Option<Seconds> {
    if depth > DEEPEST {
        return None;
    }
    let own = &text.model().time_zone;
    match &moment.kind {
        MomentKind::Date { date, time: clock, zone } => {
            let zone = match zone {
                Some(named) => time::zone(&named.text)?,
                None => own.clone(),
            };
            match clock {
                Some(clock) => time::instant(*date, *clock, &zone).ok(),
                None => time::day_start(*date, &zone),
            }
        }
        MomentKind::Named(name) if name.text == "end" => text.model().end,
        MomentKind::Named(name) => at(text, meant_by(text, &name.text)?, depth + 1),
        MomentKind::Offset { duration, direction, base } => {
            let base = at(text, base, depth + 1)?;
            time::shift(base, duration.amount.text.parse().ok()?, duration.unit, *direction, own)
        }
        MomentKind::Fuzzy { taken_as, .. } => at(text, taken_as.as_deref()?, depth + 1),
    }
}

/// The moment that `signature`, `start` or a day stands for; none where announcements of the start differ.
pub(super) fn meant_by<'a>(text: &Text<'a>, name: &str) -> Option<&'a Moment> {
    let mut moments = text.statements().iter().filter_map(|statement| match &statement.kind {
        StatementKind::Signed(moment) if name == "signature" => Some(moment),
        StatementKind::InForce { from, .. } if name == "start" => Some(from),
        StatementKind::Day { name: day, moment } if day.text == name => Some(moment),
        _ => None,
    });
    let first = moments.next()?;
    moments.next().is_none().then_some(first)
}

/// The words of a date that does not say its hour, whatever it counts through.
pub(super) fn without_hour<'a>(text: &Text<'a>, moment: &'a Moment) -> Option<&'a Moment> {
    let mut moment = moment;
    for _ in 0..DEEPEST {
        match &moment.kind {
            MomentKind::Date { time: None, .. } => return Some(moment),
            MomentKind::Date { time: Some(_), .. } => return None,
            MomentKind::Named(name) => moment = meant_by(text, &name.text)?,
            MomentKind::Offset { base, .. } => moment = base,
            MomentKind::Fuzzy { taken_as, .. } => moment = taken_as.as_deref()?,
        }
    }
    None
}

/// The moments of a sentence, with what each bounds.
pub(super) fn moments(statement: &StatementKind) -> Vec<(&Moment, Bounds)> {
    let mut found = Vec::new();
    match statement {
        StatementKind::InForce { from, end, .. } => {
            found.push((from, Bounds::Begin));
            if let Some(PeriodEnd::Until(moment) | PeriodEnd::Both(_, moment)) = end {
                found.push((moment, Bounds::End));
            }
        }
        StatementKind::Renewed { from, until, .. } => {
            found.push((from, Bounds::Begin));
            found.extend(until.iter().map(|moment| (moment, Bounds::End)));
        }
        StatementKind::EndsOn(moment) => found.push((moment, Bounds::End)),
        StatementKind::Signed(moment) | StatementKind::Day { moment, .. } => {
            found.push((moment, Bounds::Begin));
        }
        StatementKind::Phase { from, end, .. } => {
            found.extend(of_event(from).map(|moment| (moment, Bounds::Begin)));
            if let Some(PhaseEnd::Event(event)) = end {
                found.extend(of_event(event).map(|moment| (moment, Bounds::End)));
            }
        }
        StatementKind::Clause(clause) => found.extend(of_clause(clause)),
        _ => {}
    }
    found
}

/// The moments of a clause, with what each bounds.
pub(super) fn of_clause(clause: &Clause) -> Vec<(&Moment, Bounds)> {
    match &clause.body {
        ClauseBody::Norm(norm) | ClauseBody::Consequence { norm, .. } => {
            norm.qualifiers.iter().flat_map(|own| of_qualifier(&own.kind)).collect()
        }
        ClauseBody::StatedOnly | ClauseBody::StatusChange { .. } => Vec::new(),
    }
}

fn of_event(event: &Event) -> Option<&Moment> {
    match &event.kind {
        EventKind::Moment(moment) => Some(moment),
        EventKind::Each { .. } | EventKind::Clauses(_) | EventKind::Phase { .. } => None,
    }
}

fn of_qualifier(kind: &QualifierKind) -> Vec<(&Moment, Bounds)> {
    match kind {
        QualifierKind::By(moment) => vec![(moment, Bounds::Due)],
        QualifierKind::From(moment) => vec![(moment, Bounds::Begin)],
        QualifierKind::Until(moment) => vec![(moment, Bounds::End)],
        QualifierKind::Between(first, last) => vec![(first, Bounds::Begin), (last, Bounds::End)],
        QualifierKind::Within { of, .. } | QualifierKind::After(of) | QualifierKind::Once(of) => {
            of_event(of).map(|moment| (moment, Bounds::Begin)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The civil day on which an instant falls in the agreement's zone.
pub(super) fn day_at(text: &Text<'_>, at: Seconds) -> Option<civil::Date> {
    let stamp = jiff::Timestamp::from_second(at).ok()?;
    Some(stamp.to_zoned(text.model().time_zone.clone()).date())
}

/// The first instant of a civil day in the agreement's zone, and the first one after it.
pub(super) fn edges(text: &Text<'_>, day: civil::Date) -> Option<(Seconds, Seconds)> {
    let date =
        Date { year: day.year(), month: u8::try_from(day.month()).ok()?, day: u8::try_from(day.day()).ok()? };
    let zone = &text.model().time_zone;
    Some((time::day_start(date, zone)?, time::day_end(date, zone)?))
}

/// Whether a date and an hour of the agreement's clock name an instant and no other one.
pub(super) fn is_plain(text: &Text<'_>, at: Seconds) -> bool {
    let shown = |at: Seconds| time::local(at, &text.model().time_zone);
    at % 60 == 0
        && [1800, 3600, 7200].into_iter().all(|by| shown(at - by) != shown(at) && shown(at + by) != shown(at))
}
