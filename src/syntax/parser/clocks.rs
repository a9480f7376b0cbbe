//! Moments, durations, events and the statements about them.

use jiff::civil;

use super::Rule;
use super::lists::{labels, names};
use super::node::{Node, Parts};
use super::{clauses, conditions};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{
    ClauseState, ClauseStateKind, ClockTime, Date, Direction, Duration, Event, EventKind, Moment, MomentKind,
    NameList, Number, Period, PeriodEnd, PhaseEdge, StatementKind, TimeUnit,
};

pub(super) fn in_force(mut parts: Parts) -> Option<StatementKind> {
    let from = moment(&mut parts)?;
    let end = match (for_duration(&mut parts), until_moment(&mut parts)) {
        (Some(length), Some(until)) => Some(PeriodEnd::Both(length, until)),
        (Some(length), None) => Some(PeriodEnd::For(length)),
        (None, until) => until.map(PeriodEnd::Until),
    };
    Some(StatementKind::InForce { from, end, read_by: read_by(&mut parts) })
}

pub(super) fn renewed(mut parts: Parts) -> Option<StatementKind> {
    let duration = for_duration(&mut parts)?;
    let from = from_moment(&mut parts)?;
    let until = until_moment(&mut parts);
    Some(StatementKind::Renewed { duration, from, until, read_by: read_by(&mut parts) })
}

pub(super) fn renewed_automatically(mut parts: Parts) -> Option<StatementKind> {
    let duration = for_duration(&mut parts)?;
    let unless = conditions::condition(&mut parts);
    let consent = parts.take(Rule::consent).and_then(|node| names(&mut node.parts()));
    Some(StatementKind::RenewedAutomatically { duration, unless, consent })
}

fn read_by(parts: &mut Parts) -> Option<NameList> {
    parts.take(Rule::read_by).and_then(|node| names(&mut node.parts()))
}

pub(super) fn moment(parts: &mut Parts) -> Option<Moment> {
    let node = parts.take(Rule::moment)?;
    let spot = node.spot();
    let form = node.parts().any()?;
    let kind = match form.rule() {
        Rule::moment_name => MomentKind::Named(form.name()),
        Rule::date_moment => date_moment(form.parts())?,
        Rule::offset => {
            let mut parts = form.parts();
            let duration = duration(&mut parts)?;
            let direction = if parts.word(Rule::k_before) { Direction::Before } else { Direction::After };
            MomentKind::Offset { duration, direction, base: Box::new(moment(&mut parts)?) }
        }
        Rule::fuzzy => {
            let mut parts = form.parts();
            let words = parts.quotation()?;
            MomentKind::Fuzzy { words, taken_as: moment(&mut parts).map(Box::new) }
        }
        _ => return None,
    };
    Some(Moment { kind, spot })
}

fn date_moment(mut parts: Parts) -> Option<MomentKind> {
    let date_node = parts.take(Rule::date)?;
    let mut date = date(&date_node)?;
    let time = match parts.take(Rule::clock) {
        Some(node) if node.written() == "24:00" => {
            date = next_day(&date_node, date, &node)?;
            Some(ClockTime { hour: 0, minute: 0 })
        }
        Some(node) => Some(clock(&node)?),
        None => None,
    };
    let zone = parts.take(Rule::own_zone).and_then(|node| node.parts().quotation());
    Some(MomentKind::Date { date, time, zone })
}

/// `24:00` is the begin of the next day, which is to be written so.
fn next_day(date_node: &Node, date: Date, hour: &Node) -> Option<Date> {
    let day =
        civil::Date::new(date.year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()?;
    let next = day.tomorrow().ok()?;
    let written = format!("{next} 00:00");
    hour.origin.report(
        Diagnostic::new(&catalogue::NO_SUCH_HOUR, hour.span(), "the hour `24:00` does not exist")
            .because("hours run from 00:00 to 23:59")
            .mend(format!("write `{written}`"), date_node.span().to(hour.span()), written),
    );
    as_date(next)
}

fn as_date(date: civil::Date) -> Option<Date> {
    Some(Date {
        year: date.year(),
        month: u8::try_from(date.month()).ok()?,
        day: u8::try_from(date.day()).ok()?,
    })
}

/// A date; where the calendar has no such day, the nearest one before it, with a diagnostic.
fn date(node: &Node) -> Option<Date> {
    let mut numbers = node.written().splitn(3, '-');
    let year: i16 = numbers.next()?.parse().ok()?;
    let month: i8 = numbers.next()?.parse().ok()?;
    let day: i8 = numbers.next()?.parse().ok()?;
    let known = civil::Date::new(year, month, day).or_else(|_| {
        let month_begin = civil::Date::new(year, month.clamp(1, 12), 1)?;
        let nearest = month_begin.with().day(day.clamp(1, month_begin.days_in_month())).build()?;
        let reason = if (1..=12).contains(&month) {
            format!("this month has {} days", month_begin.days_in_month())
        } else {
            "a year has twelve months".to_owned()
        };
        let title = format!("the day `{}` does not exist", node.written());
        node.origin.report(
            Diagnostic::new(&catalogue::NO_SUCH_DATE, node.span(), title).because(reason).mend(
                format!("write a day that exists, such as `{nearest}`"),
                node.span(),
                nearest.to_string(),
            ),
        );
        Ok::<_, jiff::Error>(nearest)
    });
    known.ok().and_then(as_date)
}

/// An hour of the day; where the clock has no such hour, the nearest one, with a diagnostic. `24:00` is read as the
/// `00:00` that ends the day.
pub(super) fn clock(node: &Node) -> Option<ClockTime> {
    let (hour, minute) = node.written().split_once(':')?;
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    let midnight = (hour, minute) == (24, 0);
    let nearest = if midnight {
        ClockTime { hour: 0, minute: 0 }
    } else {
        ClockTime { hour: hour.min(23), minute: minute.min(59) }
    };
    if (nearest.hour, nearest.minute) != (hour, minute) {
        let written = format!("{:02}:{:02}", nearest.hour, nearest.minute);
        let title = format!("the hour `{}` does not exist", node.written());
        node.origin.report(
            Diagnostic::new(&catalogue::NO_SUCH_HOUR, node.span(), title)
                .because("hours run from 00:00 to 23:59")
                .mend(format!("write an hour that exists, such as `{written}`"), node.span(), written),
        );
    }
    Some(nearest)
}

pub(super) fn from_moment(parts: &mut Parts) -> Option<Moment> {
    parts.take(Rule::from_moment).and_then(|node| moment(&mut node.parts()))
}

pub(super) fn until_moment(parts: &mut Parts) -> Option<Moment> {
    parts.take(Rule::until_moment).and_then(|node| moment(&mut node.parts()))
}

pub(super) fn period(parts: &mut Parts) -> Period {
    Period { from: from_moment(parts), until: until_moment(parts) }
}

pub(super) fn for_duration(parts: &mut Parts) -> Option<Duration> {
    parts.take(Rule::for_duration).and_then(|node| duration(&mut node.parts()))
}

/// `48 hours`, `7 consecutive days`.
pub(super) fn duration(parts: &mut Parts) -> Option<Duration> {
    let node = parts.take_if(|rule| matches!(rule, Rule::duration | Rule::run_duration))?;
    let spot = node.spot();
    let mut parts = node.parts();
    let amount = parts.take(Rule::whole)?.number();
    Some(Duration { amount, unit: unit(&mut parts)?, spot })
}

pub(super) fn unit(parts: &mut Parts) -> Option<TimeUnit> {
    let is_unit = |rule| time_unit(rule).is_some();
    parts.take_if(is_unit).and_then(|node| time_unit(node.rule()))
}

fn time_unit(rule: Rule) -> Option<TimeUnit> {
    Some(match rule {
        Rule::u_minute => TimeUnit::Minute,
        Rule::u_hour => TimeUnit::Hour,
        Rule::u_day => TimeUnit::Day,
        Rule::u_week => TimeUnit::Week,
        Rule::u_month => TimeUnit::Month,
        Rule::u_year => TimeUnit::Year,
        _ => return None,
    })
}

/// `every 30 days`, `every month`.
pub(super) fn every_period(node: Node) -> Option<Duration> {
    let spot = node.spot();
    let mut parts = node.parts();
    let amount = parts.take(Rule::whole).map(|node| node.number());
    let amount = amount.unwrap_or_else(|| Number { text: "1".to_owned(), spot });
    Some(Duration { amount, unit: unit(&mut parts)?, spot })
}

pub(super) fn event(parts: &mut Parts) -> Option<Event> {
    let node = parts.take(Rule::event)?;
    let spot = node.spot();
    let mut inside = node.parts();
    if let Some(moment) = moment(&mut inside) {
        return Some(Event { kind: EventKind::Moment(moment), spot });
    }
    let form = inside.any()?;
    let rule = form.rule();
    let mut parts = form.parts();
    let kind = match rule {
        Rule::e_each => {
            let act = parts.name()?;
            let by = match parts.take(Rule::each_by) {
                Some(node) => Some(clauses::subject(&mut node.parts())?),
                None => None,
            };
            EventKind::Each { act, by, objects: clauses::objects(&mut parts)? }
        }
        Rule::e_clauses => EventKind::Clauses(clause_state(&mut parts)?),
        Rule::e_phase => {
            let name = parts.name()?;
            let edge = if parts.word(Rule::k_begins) { PhaseEdge::Begins } else { PhaseEdge::Ends };
            EventKind::Phase { name, edge }
        }
        _ => return None,
    };
    Some(Event { kind, spot })
}

pub(super) fn clause_state(parts: &mut Parts) -> Option<ClauseState> {
    let labels = labels(parts)?;
    let state = if parts.word(Rule::k_fulfilled) {
        ClauseStateKind::Fulfilled
    } else if parts.word(Rule::k_observed) {
        ClauseStateKind::Observed
    } else if parts.word(Rule::k_violated) {
        ClauseStateKind::Violated
    } else {
        ClauseStateKind::Begun
    };
    Some(ClauseState { labels, state })
}
