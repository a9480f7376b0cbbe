//! A start that is a day without an hour.

use super::instants::without_hour;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};
use crate::source::Span;
use crate::syntax::tree::StatementKind;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    // Every announcement of the start has the same fault: it is told once.
    let mut days: Vec<(Span, Span)> = Vec::new();
    for statement in text.statements() {
        if let StatementKind::InForce { from, .. } = &statement.kind
            && let Some(day) = without_hour(text, from)
        {
            days.push((from.spot.0, day.spot.0));
        }
    }
    finding(text, &days).into_iter().collect()
}

fn finding(text: &Text<'_>, days: &[(Span, Span)]) -> Option<Finding> {
    let (&(start, day), others) = days.split_first()?;
    let date = text.draft.sources.words(day);
    let title = "the hour at which it starts is not said";
    let mut diagnostic =
        Diagnostic::new(&catalogue::START_TIME_MISSING, start, title).because("a day, and no hour");
    if day != start {
        diagnostic = diagnostic.and(day, "counted from this day");
    }
    for &(start, _) in others.iter().take(2) {
        diagnostic = diagnostic.and(start, "nor here");
    }
    diagnostic = diagnostic
        .help(format!("state the hour, e.g. `{date} 00:01`, and say it so in the official text"))
        .help("or give the instant a name that all orders can use, e.g. `day D is DATE 19:00`, `in force from D`")
        .note("until it is said, the day counts from its first instant, 00:00 on the agreement's clock");
    Some(Finding::plain(diagnostic))
}
