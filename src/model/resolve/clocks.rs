//! Moments: what a date, a symbolic day or "48 hours after D" is in seconds.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::names::Named;
use crate::model::order::order;
use crate::model::resolve::Resolver;
use crate::model::resolve::faults::short;
use crate::model::time::{self, ClockFault, Seconds};
use crate::sets::Intervals;
use crate::sets::{EARLIEST, LATEST};
use crate::source::Span;
use crate::suggest::closest;
use crate::syntax::tree::{
    ClockTime, Date, Direction, Duration, Moment, MomentKind, Name, Period, PeriodEnd, Statement,
    StatementKind, Text, TimeUnit,
};

/// What the clocks of an agreement show.
#[derive(Default)]
pub(super) struct Clocks {
    /// `signed`
    pub signed: Option<Seconds>,
    /// The start, where all announcements agree on it.
    pub start: Option<Seconds>,
    /// The end, likewise, where no renewal moves it.
    pub end: Option<Seconds>,
    /// Whether announcements give different starts.
    pub start_disputed: bool,
    /// Whether the text speaks of a renewal.
    pub renewed: bool,
    /// Symbolic days: the first instant, and the first one after a day that is given without an hour.
    pub days: BTreeMap<String, Result<(Seconds, Seconds), NoInstant>>,
    /// The first instant at which the agreement is in force by any announcement.
    pub first: Option<Seconds>,
    /// The first instant after which it is in force by none; absent where it has no end.
    pub last: Option<Seconds>,
    /// The words that give it.
    pub last_words: Option<Span>,
    /// Whether the text speaks of a start or a renewal without a date, so that it may go on beyond that.
    pub end_open: bool,
}

/// What a moment may be counted from.
enum Clock<'a> {
    Signature,
    Start,
    End,
    Day(&'a Name, &'a Moment),
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
        if !self.reported.insert(format!("time zone {name}")) {
            return None;
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

    /// The declared days, the signature, the start and the end, each after those it is counted from: a day may be
    /// declared below the sentence that uses it.
    pub(super) fn clocks(&mut self) {
        let statements = &self.agreement.statements;
        let mut clocks = vec![Clock::Signature, Clock::Start, Clock::End];
        let mut places: BTreeMap<&str, usize> = BTreeMap::from([("signature", 0), ("start", 1), ("end", 2)]);
        for statement in statements {
            if let StatementKind::Day { name, moment } = &statement.kind {
                places.entry(&name.text).or_insert(clocks.len());
                clocks.push(Clock::Day(name, moment));
            }
            self.clocks.renewed |= matches!(
                statement.kind,
                StatementKind::Renewed { .. } | StatementKind::RenewedAutomatically { .. }
            );
        }
        let needs: Vec<Vec<(usize, Span)>> = clocks
            .iter()
            .map(|clock| {
                let needed = moments_of(clock, statements).into_iter();
                let mut needs: Vec<(usize, Span)> = needed
                    .filter_map(|moment| {
                        Some((*places.get(counted_from(moment)?.text.as_str())?, moment.spot.0))
                    })
                    .collect();
                if let Clock::End = clock {
                    // A length runs from the start. Nothing is written there that could close a circle by itself.
                    let lengths = statements.iter().filter_map(|statement| match &statement.kind {
                        StatementKind::InForce {
                            end: Some(PeriodEnd::For(length) | PeriodEnd::Both(length, _)),
                            ..
                        } => Some(length.spot.0),
                        _ => None,
                    });
                    needs.extend(lengths.map(|span| (1, span)));
                }
                needs
            })
            .collect();
        let edges: Vec<Vec<usize>> =
            needs.iter().map(|needs| needs.iter().map(|&(need, _)| need).collect()).collect();
        let order = order(&edges);
        for &index in &order.sequence {
            let own = needs.get(index).map_or(&[][..], Vec::as_slice);
            let closing = own.iter().find(|(need, _)| order.closing.contains(&(index, *need)));
            let Some(clock) = clocks.get(index) else { continue };
            if let Some(&(_, span)) = closing {
                self.counts_from_itself(clock, span);
            } else {
                self.set_clock(clock);
            }
        }
    }

    fn set_clock(&mut self, clock: &Clock) {
        let agreement = self.agreement;
        match clock {
            Clock::Signature => {
                for statement in &agreement.statements {
                    if let StatementKind::Signed(moment) = &statement.kind {
                        self.clocks.signed = self.moment(moment, Edge::Begin).ok();
                    }
                }
            }
            Clock::Start => self.set_start(),
            Clock::End => self.set_end(),
            Clock::Day(name, moment) => {
                let begin = self.moment(moment, Edge::Begin);
                let end = self.moment(moment, Edge::End);
                let day = begin.and_then(|begin| Ok((begin, end?)));
                self.clocks.days.entry(name.text.clone()).or_insert(day);
            }
        }
    }

    fn counts_from_itself(&mut self, clock: &Clock, span: Span) {
        let what = match clock {
            Clock::Signature => "the signature".to_owned(),
            Clock::Start => "the start".to_owned(),
            Clock::End => "the end".to_owned(),
            Clock::Day(name, _) => {
                self.clocks.days.entry(name.text.clone()).or_insert(Err(NoInstant::Faulty));
                format!("`{}`", short(&name.text))
            }
        };
        self.diagnostics.push(
            Diagnostic::new(&catalogue::PERIOD_UNANCHORED, span, format!("{what} counts from itself"))
                .because("leads back to itself")
                .help("give one of the moments on the way a date of its own"),
        );
    }

    /// The start: the first moment in force, if no announcement knows an earlier one or another one.
    fn set_start(&mut self) {
        let agreement = self.agreement;
        let mut agreed: Option<Seconds> = None;
        let mut announced: BTreeMap<&str, Seconds> = BTreeMap::new();
        for statement in &agreement.statements {
            let StatementKind::InForce { from, read_by, .. } = &statement.kind else { continue };
            let Ok(start) = self.moment(from, Edge::Begin) else { continue };
            match read_by {
                None => agreed = Some(agreed.map_or(start, |earlier| earlier.min(start))),
                Some(readers) => {
                    for reader in &readers.names {
                        let entry = announced.entry(&reader.text).or_insert(start);
                        *entry = (*entry).min(start);
                    }
                }
            }
        }
        let first = agreed.or_else(|| announced.values().next().copied());
        self.clocks.start_disputed = match agreed {
            Some(agreed) => announced.values().any(|&own| own < agreed),
            None => announced.values().any(|&own| Some(own) != first),
        };
        self.clocks.start = if self.clocks.start_disputed { None } else { first };
    }

    /// The end: the one on which all announcements agree, or else the day on which the text says that it ends.
    fn set_end(&mut self) {
        let agreement = self.agreement;
        let mut ends: Vec<Option<Seconds>> = Vec::new();
        let mut last_day: Option<Seconds> = None;
        for statement in &agreement.statements {
            match &statement.kind {
                StatementKind::InForce { from, end: Some(end), .. } => ends.push(match end {
                    PeriodEnd::Until(moment) => self.moment(moment, Edge::Begin).ok(),
                    PeriodEnd::For(length) => self
                        .moment(from, Edge::Begin)
                        .and_then(|start| self.shifted(start, length, Direction::After))
                        .ok(),
                    // Where the two differ, there is no end that other moments could count from.
                    PeriodEnd::Both(length, moment) => {
                        let start = self.moment(from, Edge::Begin);
                        let by_length =
                            start.and_then(|start| self.shifted(start, length, Direction::After)).ok();
                        let by_end = self.moment(moment, Edge::Begin).ok();
                        by_length.filter(|_| by_length == by_end)
                    }
                }),
                StatementKind::InForce { end: None, .. } => ends.push(None),
                StatementKind::EndsOn(moment) if !has_end(&agreement.statements) => {
                    let day = self.moment(moment, Edge::Begin).ok();
                    last_day = last_day.into_iter().chain(day).min();
                }
                _ => {}
            }
        }
        let agreed =
            ends.first().copied().flatten().filter(|first| ends.iter().all(|end| *end == Some(*first)));
        self.clocks.end = if self.clocks.renewed { None } else { agreed.or(last_day) };
    }

    /// The instant of a moment.
    pub(super) fn moment(&mut self, moment: &Moment, edge: Edge) -> Result<Seconds, NoInstant> {
        match &moment.kind {
            MomentKind::Date { date, time, zone } => {
                self.date(*date, *time, zone.as_ref(), edge, moment.spot.0).ok_or(NoInstant::Faulty)
            }
            MomentKind::Named(name) => self.named_moment(name, edge),
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

    /// A moment moved by a duration. Hours need no clock, days need the agreement's.
    pub(super) fn shifted(
        &mut self,
        base: Seconds,
        duration: &Duration,
        direction: Direction,
    ) -> Result<Seconds, NoInstant> {
        let zone = match duration.unit {
            TimeUnit::Minute | TimeUnit::Hour => TimeZone::UTC,
            TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year => {
                self.own_zone(duration.spot.0)
            }
        };
        let amount = self.amount(duration)?;
        time::shift(base, amount, duration.unit, direction, &zone).ok_or_else(|| {
            self.out_of_range(duration.spot.0);
            NoInstant::Faulty
        })
    }

    /// The whole number of a duration.
    pub(super) fn amount(&mut self, duration: &Duration) -> Result<i64, NoInstant> {
        match duration.amount.text.parse::<i64>() {
            Ok(amount @ 1..=LONGEST) => Ok(amount),
            Ok(0) => {
                self.diagnostics.push(
                    Diagnostic::new(
                        &catalogue::TIME_OUT_OF_RANGE,
                        duration.spot.0,
                        "this is no length of time",
                    )
                    .because("no time at all")
                    .help("write 1 or more, or leave the period out"),
                );
                Err(NoInstant::Faulty)
            }
            _ => {
                self.out_of_range(duration.spot.0);
                Err(NoInstant::Faulty)
            }
        }
    }

    fn out_of_range(&mut self, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(&catalogue::TIME_OUT_OF_RANGE, span, "this leads beyond the calendar")
                .because("no such time")
                .help("write a time that ends before the year 9999"),
        );
    }

    fn date(
        &mut self,
        date: Date,
        clock: Option<ClockTime>,
        named: Option<&Text>,
        edge: Edge,
        span: Span,
    ) -> Option<Seconds> {
        let zone = match named {
            Some(name) => self.zone_named(&name.text, name.spot.0)?,
            None => self.own_zone(span),
        };
        let Some(clock) = clock else {
            let instant = match edge {
                Edge::Begin => time::day_start(date, &zone),
                Edge::End => time::day_end(date, &zone),
            };
            if instant.is_none() {
                self.out_of_range(span);
            }
            return instant;
        };
        match time::instant(date, clock, &zone) {
            Ok(at) => Some(at),
            Err(ClockFault::Skipped(after)) => {
                let own = named.map(|name| format!(" time zone \"{}\"", name.text)).unwrap_or_default();
                self.diagnostics.push(
                    Diagnostic::new(&catalogue::SKIPPED_HOUR, span, "clocks are put forward over this hour")
                        .because("no clock there shows this")
                        .mend(
                            format!("write the first hour after the change, {after}, if that is meant"),
                            span,
                            format!("{after}{own}"),
                        )
                        .help("or give the moment in another zone, e.g. `time zone \"UTC\"`"),
                );
                None
            }
            Err(ClockFault::Repeated(first, second)) => {
                let in_utc = |moment: &str| format!("{moment} time zone \"UTC\"");
                self.diagnostics.push(
                    Diagnostic::new(&catalogue::REPEATED_HOUR, span, "clocks are put back over this hour")
                        .because("this hour happens twice")
                        .mend("give it in UTC, if the first of the two is meant", span, in_utc(&first))
                        .mend("give it in UTC, if the second of the two is meant", span, in_utc(&second)),
                );
                None
            }
            Err(ClockFault::OutOfRange) => {
                self.out_of_range(span);
                None
            }
        }
    }

    fn named_moment(&mut self, name: &Name, edge: Edge) -> Result<Seconds, NoInstant> {
        let open = |why: &str| NoInstant::Open(why.to_owned());
        match name.text.as_str() {
            "signature" => {
                self.clocks.signed.ok_or_else(|| open("counts from the signature, which is not dated"))
            }
            "start" if self.clocks.start_disputed => {
                Err(open("counts from the start, on which the announcements differ"))
            }
            "start" => self.clocks.start.ok_or_else(|| open("counts from the start, which is not dated")),
            "end" if self.clocks.renewed => Err(open("counts from the end, which a renewal moves")),
            "end" => self.clocks.end.ok_or_else(|| open("counts from the end, which is not dated")),
            symbol => {
                if let Some(day) = self.clocks.days.get(symbol) {
                    return day.clone().map(|(begin, end)| if edge == Edge::Begin { begin } else { end });
                }
                let is_day = |named: Named| named == Named::Day;
                self.look_up(name, &is_day, "a moment");
                Err(NoInstant::Faulty)
            }
        }
    }

    /// The times of a period; both ends open where nothing is said.
    pub(super) fn period(&mut self, period: &Period) -> Intervals {
        let from = period.from.as_ref().map(|moment| (self.moment(moment, Edge::Begin), moment.spot.0));
        let until = period.until.as_ref().map(|moment| (self.moment(moment, Edge::Begin), moment.spot.0));
        let start = match &from {
            Some((Ok(start), _)) => *start,
            Some((Err(NoInstant::Open(why)), span)) => {
                self.left_open(*span, why, "there is no begin");
                EARLIEST
            }
            Some((Err(NoInstant::Faulty), _)) | None => EARLIEST,
        };
        let end = match &until {
            Some((Ok(end), _)) => *end,
            Some((Err(NoInstant::Open(why)), span)) => {
                self.left_open(*span, why, "there is no end");
                LATEST
            }
            Some((Err(NoInstant::Faulty), _)) | None => LATEST,
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

    /// Says what a date that the text leaves open is taken for.
    pub(super) fn left_open(&mut self, span: Span, why: &str, taken: &str) {
        let words = self.words(span);
        self.assume(format!("The date \"{}\" {why}: it is taken that {taken}.", words.replace('"', "'")));
    }
}

/// The longest length of time, in whatever unit.
const LONGEST: i64 = 1_000_000;

/// The name that a moment is counted from.
fn counted_from(moment: &Moment) -> Option<&Name> {
    let mut moment = moment;
    loop {
        match &moment.kind {
            MomentKind::Date { .. } | MomentKind::Fuzzy { taken_as: None, .. } => return None,
            MomentKind::Named(name) => return Some(name),
            MomentKind::Offset { base, .. } => moment = base,
            MomentKind::Fuzzy { taken_as: Some(resolution), .. } => moment = resolution,
        }
    }
}

/// The moments that say when a clock strikes.
fn moments_of<'a>(clock: &Clock<'a>, statements: &'a [Statement]) -> Vec<&'a Moment> {
    let said = statements.iter().map(|statement| &statement.kind);
    match clock {
        Clock::Day(_, moment) => vec![moment],
        Clock::Signature => said
            .filter_map(|kind| if let StatementKind::Signed(moment) = kind { Some(moment) } else { None })
            .collect(),
        Clock::Start => said
            .filter_map(|kind| if let StatementKind::InForce { from, .. } = kind { Some(from) } else { None })
            .collect(),
        Clock::End if has_end(statements) => said
            .filter_map(|kind| match kind {
                StatementKind::InForce {
                    end: Some(PeriodEnd::Until(until) | PeriodEnd::Both(_, until)),
                    ..
                } => Some(until),
                _ => None,
            })
            .collect(),
        Clock::End => said
            .filter_map(|kind| if let StatementKind::EndsOn(moment) = kind { Some(moment) } else { None })
            .collect(),
    }
}

/// Whether a sentence `in force` says an end.
fn has_end(statements: &[Statement]) -> bool {
    statements.iter().any(|statement| matches!(&statement.kind, StatementKind::InForce { end: Some(_), .. }))
}
