//! When: signature, start, end, deadlines, phases.

use super::{item, names};
use crate::checklist::clauses::About;
use crate::checklist::clauses::Makes;
use crate::checklist::{Answer, Clauses, Item};
use crate::syntax::tree::{Event, EventKind, PeriodEnd, QualifierKind, StatementKind};

pub(super) fn items(clauses: &Clauses<'_>) -> Vec<Item> {
    vec![
        item(
            "signed",
            sentences(clauses, |kind| match kind {
                StatementKind::Signed(moment) => vec![words(clauses, moment.spot.0)],
                _ => Vec::new(),
            }),
        ),
        item(
            "starts",
            sentences(clauses, |kind| match kind {
                StatementKind::InForce { from, read_by, .. } => {
                    let by = read_by.as_ref().map(|by| format!(" (for {})", words(clauses, by.spot.0)));
                    vec![format!("{}{}", words(clauses, from.spot.0), by.unwrap_or_default())]
                }
                _ => Vec::new(),
            }),
        ),
        item(
            "on whose clocks",
            sentences(clauses, |kind| match kind {
                StatementKind::TimeZone(zone) => {
                    vec![format!("{}; days are counted on its calendar", zone.text)]
                }
                _ => Vec::new(),
            }),
        ),
        item("ends or is renewed", ends(clauses)),
        item("deadlines", deadlines(clauses)),
        item(
            "duties without one",
            clauses.answer("", |about| about.makes == Some(Makes::Owed) && !has_deadline(about)),
        ),
        item("order of steps", order(clauses)),
        item(
            "daily or recurring windows",
            clauses.answer("", |about| qualified(about, |kind| kind.recurs())),
        ),
    ]
}

fn words(clauses: &Clauses<'_>, span: crate::source::Span) -> String {
    clauses.draft.sources.words(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sentences(clauses: &Clauses<'_>, of: impl Fn(&StatementKind) -> Vec<String>) -> Vec<Answer> {
    names(super::said(clauses, of))
}

pub(super) fn qualified(about: &About<'_>, of: impl Fn(&QualifierKind) -> bool) -> bool {
    about.written.norm().is_some_and(|(norm, _)| norm.qualifiers.iter().any(|own| of(&own.kind)))
}

pub(super) fn has_deadline(about: &About<'_>) -> bool {
    qualified(about, QualifierKind::limits_time)
}

fn ends(clauses: &Clauses<'_>) -> Vec<Answer> {
    sentences(clauses, |kind| match kind {
        StatementKind::InForce { end: Some(end), .. } => vec![match end {
            PeriodEnd::Until(moment) => format!("until {}", words(clauses, moment.spot.0)),
            PeriodEnd::For(duration) => format!("for {}", words(clauses, duration.spot.0)),
            PeriodEnd::Both(duration, moment) => {
                format!("for {} until {}", words(clauses, duration.spot.0), words(clauses, moment.spot.0))
            }
        }],
        StatementKind::Renewed { duration, .. } => {
            vec![format!("renewed for {}", words(clauses, duration.spot.0))]
        }
        StatementKind::RenewedAutomatically { duration, .. } => {
            vec![format!("renewed automatically for {}", words(clauses, duration.spot.0))]
        }
        StatementKind::EndsOn(moment) => vec![format!("ends on {}", words(clauses, moment.spot.0))],
        StatementKind::EndsWhen(condition) => vec![format!("ends when {}", words(clauses, condition.spot.0))],
        _ => Vec::new(),
    })
}

fn deadlines(clauses: &Clauses<'_>) -> Vec<Answer> {
    clauses.answer("", |about| about.makes == Some(Makes::Owed) && has_deadline(about))
}

fn order(clauses: &Clauses<'_>) -> Vec<Answer> {
    let phases = super::said(clauses, |kind| match kind {
        StatementKind::Phase { name, .. } | StatementKind::Streak { name, .. } => vec![name.text.clone()],
        _ => Vec::new(),
    });
    let mut found = names(phases);
    found.extend(clauses.answer("one after another", |about| {
        qualified(about, |kind| {
            matches!(
                kind,
                QualifierKind::After(Event { kind: EventKind::Clauses(_) | EventKind::Phase { .. }, .. })
                    | QualifierKind::Once(_)
                    | QualifierKind::SameTime(_)
                    | QualifierKind::Provided(_)
                    | QualifierKind::During(_)
            )
        })
    }));
    found
}
