//! Moments: what a date, a symbolic day or "48 hours after D" is in seconds.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::names::Named;
use crate::model::resolve::Resolver;
use crate::model::resolve::faults::short;
use crate::model::time::{self, ClockFault, Seconds};
use crate::sets::Intervals;
use crate::sets::{EARLIEST, LATEST};
use crate::source::Span;
use crate::suggest::closest;
use crate::syntax::tree::{
    ClockTime, Date, Direction, Duration, Moment, MomentKind, Name, Period, StatementKind, Text,
};

/// What the clocks of an agreement show.
#[derive(Default)]
pub(super) struct Clocks {
    /// `signed`
    pub signed: Option<Seconds>,
    /// The start, where all announcements agree on it.
    pub start: Option<Seconds>,
    /// The end, likewise.
    pub end: Option<Seconds>,
    /// Whether announcements give different starts.
    pub start_disputed: bool,
    /// Symbolic days.
    pub days: BTreeMap<String, Seconds>,
}

/// Which end of a day is meant where a moment has no hour.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// Its first instant.
    Begin,
    /// The first instant after it.
    End,
}

/// Why there is no instant.
#[derive(Clone, Debug)]
pub(super) enum NoInstant {
    /// A diagnostic says so already.
    Faulty,
    /// The text leaves it open, for this reason: the end of a sentence that begins with "its date".
    Open(String),
}

impl Resolver<'_> {
    pub(super) fn set_time_zone(&mut self, name: &str, span: Span) {
        if let Some(zone) = self.zone_named(name, span) {
            self.time_zone = Some((name.to_owned(), zone));
        } else {
            // One fault is told once: hours are read in UTC from here on, and nothing is evaluated.
            self.time_zone = Some(("UTC".to_owned(), TimeZone::UTC));
        }
    }

    fn zone_named(&mut self, name: &str, span: Span) -> Option<TimeZone> {
        if let Some(zone) = time::zone(name) {
            return Some(zone);
        }
        let names = time::zone_names();
        let fault = Diagnostic::new(
            &catalogue::UNKNOWN_TIME_ZONE,
            span,
            format!("`{}` is not a time zone", short(name)),
        )
        .because("no such IANA zone");
        let city = |zone: &str| zone.rsplit('/').next().unwrap_or(zone).to_owned();
        let near = closest(name, names.iter().map(String::as_str)).map(str::to_owned).or_else(|| {
            let written = city(name);
            names.iter().find(|zone| strsim::osa_distance(&city(zone), &written) <= 1).cloned()
        });
        let fault = match near {
            Some(near) => fault.mend(format!("write \"{near}\""), span, format!("\"{near}\"")),
            None => fault.help("name it as the IANA database does, e.g. \"Asia/Damascus\""),
        };
        self.diagnostics.push(fault);
        None
    }

    /// The agreement's own zone; a missing one is reported at the first hour that needs it.
    pub(super) fn own_zone(&mut self, needed_at: Span) -> TimeZone {
        if let Some((_, zone)) = &self.time_zone {
            return zone.clone();
        }
        if !self.zone_reported {
            self.zone_reported = true;
            self.diagnostics.push(
                Diagnostic::new(&catalogue::TIME_ZONE_MISSING, needed_at, "this date has no time zone")
                    .because("whose clock?")
                    .help("name the zone of the agreement at its head, e.g. `time zone \"Asia/Damascus\".`")
                    .help("or of this moment, e.g. `2016-02-27 00:00 time zone \"Asia/Damascus\"`"),
            );
        }
        TimeZone::UTC
    }

    /// The declared days, the signature and whatever else gives a moment a name.
    pub(super) fn clocks(&mut self) {
        for statement in &self.agreement.statements {
            match &statement.kind {
                StatementKind::Signed(moment) => {
                    self.clocks.signed = self.moment(moment, Edge::Begin).ok();
                }
                StatementKind::InForce { from, end, read_by } => {
                    self.note_start(from, end.as_ref(), read_by.is_some())
                }
                StatementKind::Day { name, moment } => {
                    if let Ok(at) = self.moment(moment, Edge::Begin) {
                        self.clocks.days.insert(name.text.clone(), at);
                    }
                }
                _ => {}
            }
        }
    }

    /// The instant of a moment.
    pub(super) fn moment(&mut self, moment: &Moment, edge: Edge) -> Result<Seconds, NoInstant> {
        match &moment.kind {
            MomentKind::Date { date, time, zone } => {
                self.date(*date, *time, zone.as_ref(), edge, moment.spot.0).ok_or(NoInstant::Faulty)
            }
            MomentKind::Named(name) => self.named_moment(name),
            MomentKind::Offset { duration, direction, base } => {
                // "48 hours after 2016-02-27" counts from the begin of that day, whichever end the whole is used for.
                let base = self.moment(base, Edge::Begin)?;
                self.shifted(base, duration, *direction)
            }
            MomentKind::Fuzzy { words, taken_as } => match taken_as {
                Some(resolution) => self.moment(resolution, edge),
                None => Err(NoInstant::Open(format!("is given as \"{}\" and not as a day", words.text))),
            },
        }
    }

    /// A moment moved by a duration.
    pub(super) fn shifted(
        &mut self,
        base: Seconds,
        duration: &Duration,
        direction: Direction,
    ) -> Result<Seconds, NoInstant> {
        let zone = self.own_zone(duration.spot.0);
        let amount = self.amount(duration)?;
        time::shift(base, amount, duration.unit, direction, &zone).ok_or_else(|| {
            self.out_of_range(duration.spot.0);
            NoInstant::Faulty
        })
    }

    /// The whole number of a duration.
    pub(super) fn amount(&mut self, duration: &Duration) -> Result<i64, NoInstant> {
        let amount =
            duration.amount.text.parse::<i64>().ok().filter(|amount| (0..=1_000_000).contains(amount));
        amount.ok_or_else(|| {
            self.out_of_range(duration.spot.0);
            NoInstant::Faulty
        })
    }

    fn out_of_range(&mut self, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(&catalogue::TIME_OUT_OF_RANGE, span, "this leads beyond the calendar")
                .because("no such time")
                .help("write a whole number of units, at most 1000000, that ends before the year 9999"),
        );
    }

    fn date(
        &mut self,
        date: Date,
        clock: Option<ClockTime>,
        zone: Option<&Text>,
        edge: Edge,
        span: Span,
    ) -> Option<Seconds> {
        let zone = match zone {
            Some(name) => self.zone_named(&name.text, name.spot.0)?,
            None => self.own_zone(span),
        };
        let Some(clock) = clock else {
            return match edge {
                Edge::Begin => time::day_start(date, &zone),
                Edge::End => time::day_end(date, &zone),
            };
        };
        match time::instant(date, clock, &zone) {
            Ok(at) => Some(at),
            Err(ClockFault::Skipped(after)) => {
                self.diagnostics.push(
                    Diagnostic::new(&catalogue::SKIPPED_HOUR, span, "clocks are put forward over this hour")
                        .because("no clock there shows this")
                        .help(format!("write the first hour after the change, {after}, if that is meant"))
                        .help("or give the moment in another zone, e.g. `time zone \"UTC\"`"),
                );
                None
            }
            Err(ClockFault::Repeated(first, second)) => {
                self.diagnostics.push(
                    Diagnostic::new(&catalogue::REPEATED_HOUR, span, "clocks are put back over this hour")
                        .because("this hour happens twice")
                        .help(format!(
                            "say which is meant in a zone without clock changes: {first} or {second}, with `time zone \"UTC\"`"
                        )),
                );
                None
            }
            Err(ClockFault::OutOfRange) => {
                self.out_of_range(span);
                None
            }
        }
    }

    fn named_moment(&mut self, name: &Name) -> Result<Seconds, NoInstant> {
        let open = |why: &str| NoInstant::Open(why.to_owned());
        match name.text.as_str() {
            "signature" => {
                self.clocks.signed.ok_or_else(|| open("counts from the signature, which is not dated"))
            }
            "start" if self.clocks.start_disputed => {
                Err(open("counts from the start, on which the announcements differ"))
            }
            "start" => self.clocks.start.ok_or_else(|| open("counts from the start, which is not dated")),
            "end" => self.clocks.end.ok_or_else(|| open("counts from the end, which is not dated")),
            symbol => {
                if let Some(&at) = self.clocks.days.get(symbol) {
                    return Ok(at);
                }
                let is_day = |named: Named| named == Named::Day;
                match self.look_up(name, &is_day, "a moment") {
                    // Declared, and either faulty or defined further down by way of itself.
                    Some(_) => {
                        Err(open("counts from a day whose date is not known at this point of the text"))
                    }
                    None => Err(NoInstant::Faulty),
                }
            }
        }
    }

    /// The times of a period; both ends open where nothing is said.
    pub(super) fn period(&mut self, period: &Period) -> Intervals {
        let from = period.from.as_ref().map(|moment| (self.moment(moment, Edge::Begin), moment.spot.0));
        let until = period.until.as_ref().map(|moment| (self.moment(moment, Edge::Begin), moment.spot.0));
        let start = match &from {
            Some((Ok(start), _)) => *start,
            _ => EARLIEST,
        };
        let end = match &until {
            Some((Ok(end), _)) => *end,
            _ => LATEST,
        };
        if let (Some((Ok(_), first)), Some((Ok(_), last))) = (&from, &until)
            && start >= end
        {
            self.backwards(*first, *last);
        }
        Intervals::of(start, end)
    }

    pub(super) fn backwards(&mut self, from: Span, until: Span) {
        self.diagnostics.push(
            Diagnostic::new(&catalogue::PERIOD_BACKWARDS, until, "this period ends before it begins")
                .because("the end")
                .and(from, "the begin")
                .help("put the earlier moment first"),
        );
    }

    fn note_start(
        &mut self,
        from: &Moment,
        end: Option<&crate::syntax::tree::PeriodEnd>,
        of_one_reader: bool,
    ) {
        use crate::syntax::tree::PeriodEnd;
        let Ok(start) = self.moment(from, Edge::Begin) else { return };
        match self.clocks.start {
            None => self.clocks.start = Some(start),
            Some(first) if first != start && of_one_reader => self.clocks.start_disputed = true,
            Some(first) => self.clocks.start = Some(first.min(start)),
        }
        let end = match end {
            Some(PeriodEnd::Until(moment)) => self.moment(moment, Edge::Begin).ok(),
            Some(PeriodEnd::For(duration)) => self.shifted(start, duration, Direction::After).ok(),
            None => None,
        };
        self.clocks.end = match (self.clocks.end, end) {
            (None, end) => end,
            (Some(one), Some(other)) if one == other => Some(one),
            (Some(_), _) => None,
        };
    }
}
