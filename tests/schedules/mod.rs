//! What findings about schedules claim, held against dates that are read from the text again and counted by hand.

use armistice::check::claim::Leg;
use armistice::check::{Claim, Finding};
use armistice::draft::Draft;
use armistice::evaluate::duties::{self, DutyState};
use armistice::model::clauses::ClauseKind;
use armistice::model::ids::ClauseId;
use armistice::scope::Compiler;
use armistice::source::Span;
use armistice::syntax::tree::TimeUnit;
use jiff::civil;
use jiff::tz::TimeZone;

/// Holds one claim against the text; panics where it is none about schedules.
pub fn hold(draft: &Draft<'_>, finding: &Finding) {
    let zone = &draft.model.time_zone;
    match &finding.claim {
        Claim::Late { legs, latest } => {
            assert!(goes(draft, legs) > *latest, "{}: in time", finding.diagnostic.title);
            // Some words of the text say that this is the latest instant.
            let said = finding.diagnostic.labels.iter().filter_map(|label| dated(draft, label.span));
            let is_it =
                |(begin, end): (i64, i64)| end - 1 == *latest || begin == *latest || begin - 1 == *latest;
            assert!(said.into_iter().any(is_it), "{}: nothing says so", finding.diagnostic.title);
        }
        Claim::TooLittleTime { begin, legs } => {
            assert!(goes(draft, legs) > *begin, "{}: time enough", finding.diagnostic.title);
        }
        Claim::PastEnd { clause, late, end, phase } => {
            assert!(late > end);
            match phase {
                Some(phase) => {
                    let times = draft.model.phases[phase.index()].times.as_ref().unwrap();
                    assert_eq!(times.iter().last().unwrap().1, *end);
                }
                None => {
                    let force = Compiler::new(draft.model, None).scope(&draft.model.in_force).unwrap();
                    assert!(
                        force.regions().iter().all(|region| region.time.iter().all(|(_, last)| last <= *end))
                    );
                    if matches!(draft.model.clause(*clause).unwrap().kind, ClauseKind::Duty(_)) {
                        let judged = duties::dated(draft.model, None, &[]);
                        let mut own = judged.iter().filter(|judged| judged.clause == *clause).peekable();
                        assert!(own.peek().is_some() && own.all(|judged| judged.state == DutyState::Void));
                    }
                }
            }
        }
        Claim::LongerThanPhase { window, phase, .. } => {
            for hours in (0..4 * 366 * 24).step_by(13) {
                let begin = 1_451_606_400 + hours * 3600;
                assert!(added(begin, *window, zone) > added(begin, *phase, zone));
            }
        }
        Claim::EndsDiffer { begin, length, by_length, by_end } => {
            assert_eq!(added(*begin, *length, zone), *by_length);
            assert_ne!(by_length, by_end);
            assert_eq!(dated(draft, finding.diagnostic.labels[1].span).unwrap().0, *by_end);
        }
        Claim::DutyBeforeZone { zone: place, duties, delimiting, delimited } => {
            let name = draft.model.places.zones[place.index()].name.as_str();
            for (clause, late) in duties {
                assert!(sentence(draft, *clause).contains(name));
                assert_eq!(dated(draft, draft.model.clause(*clause).unwrap().span).unwrap().1, *late);
                assert!(delimited.is_none_or(|delimited| *late < delimited));
            }
            if let Some(clause) = delimiting {
                let words = sentence(draft, *clause);
                assert!(words.contains("shall delimit") && words.contains(name));
                let dated = dated(draft, draft.model.clause(*clause).unwrap().span);
                assert_eq!(dated.map(|(_, end)| end), *delimited);
            }
        }
        Claim::RenewalNeedsConsent { from } => {
            let words = draft.sources.words(finding.diagnostic.labels[1].span);
            assert!(words.starts_with("renewed automatically"));
            if let Some(from) = from {
                let force = Compiler::new(draft.model, None).scope(&draft.model.in_force).unwrap();
                let mut then = force.regions().iter().filter(|region| region.time.contains(*from)).peekable();
                assert!(then.peek().is_some(), "it has ended");
                assert!(then.all(|region| !region.literals.is_empty()), "it goes on for certain");
            }
        }
        claim => panic!("{}: nothing here tests {claim:?}", finding.diagnostic.title),
    }
}

fn sentence<'a>(draft: &Draft<'a>, clause: ClauseId) -> &'a str {
    draft.sources.words(draft.model.clause(clause).unwrap().span)
}

/// Goes the legs one by one. Answers where they lead.
fn goes(draft: &Draft<'_>, legs: &[Leg]) -> i64 {
    let zone = &draft.model.time_zone;
    let mut now: Option<i64> = None;
    for leg in legs {
        now = Some(match *leg {
            Leg::Fixed { at, span } => {
                let (begin, end) = dated(draft, span).unwrap();
                assert!(at == begin || at == end, "no such date");
                at
            }
            Leg::Later { from, length, to } => {
                assert!(now.is_none_or(|now| now == from));
                assert_eq!(added(from, length, zone), to);
                to
            }
            Leg::Earlier { from, length, strictly, to } => {
                assert!(now.is_none_or(|now| now == from));
                let in_time = |from_other: i64| added(from_other, length, zone) - i64::from(strictly) >= from;
                assert!(in_time(to) && !in_time(to - 1));
                to
            }
        });
    }
    now.unwrap()
}

/// The last date of some words: the first instant of it, and the first one after it, which is the same for an hour.
fn dated(draft: &Draft<'_>, span: Span) -> Option<(i64, i64)> {
    let words = draft.sources.words(span);
    let zone = &draft.model.time_zone;
    let at = (0..words.len()).rev().find(|&at| {
        words.get(at..at + 10).is_some_and(|date| date.parse::<civil::Date>().is_ok() && date.contains('-'))
    })?;
    let date: civil::Date = words[at..at + 10].parse().unwrap();
    let clock = words.get(at + 11..at + 16).and_then(|clock| clock.parse::<civil::Time>().ok());
    let instant = |local: civil::DateTime| local.to_zoned(zone.clone()).unwrap().timestamp().as_second();
    Some(match clock {
        Some(clock) => (instant(date.to_datetime(clock)), instant(date.to_datetime(clock))),
        None => {
            let start = |date: civil::Date| date.to_zoned(zone.clone()).unwrap().start_of_day().unwrap();
            let begin = start(date).timestamp().as_second();
            (begin, start(date.tomorrow().unwrap()).timestamp().as_second())
        }
    })
}

/// A length added by hand: seconds for hours, the calendar and the hour of the day for everything longer.
fn added(from: i64, (amount, unit): (i64, TimeUnit), zone: &TimeZone) -> i64 {
    let local = jiff::Timestamp::from_second(from).unwrap().to_zoned(zone.clone()).datetime();
    let days = |count: i64| (0..count).fold(local.date(), |date, _| date.tomorrow().unwrap());
    let months = |count: i64| {
        let month = i64::from(local.year()) * 12 + i64::from(local.month()) - 1 + count;
        let year = i16::try_from(month.div_euclid(12)).unwrap();
        let first = civil::date(year, i8::try_from(month.rem_euclid(12) + 1).unwrap(), 1);
        first.with().day(local.day().min(first.days_in_month())).build().unwrap()
    };
    let date = match unit {
        TimeUnit::Minute => return from + amount * 60,
        TimeUnit::Hour => return from + amount * 3600,
        TimeUnit::Day => days(amount),
        TimeUnit::Week => days(7 * amount),
        TimeUnit::Month => months(amount),
        TimeUnit::Year => months(12 * amount),
    };
    if date == local.date() {
        return from;
    }
    date.to_datetime(local.time()).to_zoned(zone.clone()).unwrap().timestamp().as_second()
}
