//! A length and an end of one period that disagree.

use super::moments::{elapsed, length};
use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::with_headings;
use crate::model::periods::StatedPeriod;
use crate::model::time::{Seconds, in_words, local};

pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let differing = draft.model.stated_periods.iter().filter(|period| period.by_length != period.by_end);
    differing.map(|period| finding(draft, period)).collect()
}

fn finding(draft: &Draft<'_>, period: &StatedPeriod) -> Finding {
    let (model, zone) = (draft.model, &draft.model.time_zone);
    let apart = elapsed((period.by_length - period.by_end).abs());
    let (written, stated) = (length(period.length), elapsed(period.by_end - period.begin));
    let title = match period.clause {
        Some(clause) => format!("length and end of `{}` differ by {apart}", draft.label(clause)),
        None => format!("the length and the end differ by {apart}"),
    };
    let mut diagnostic = Diagnostic::new(&catalogue::DURATION_END_MISMATCH, period.length_span, title)
        .because(format!("ends {}", in_words(period.by_length, zone)))
        .and(period.end_span, format!("ends {}", in_words(period.by_end, zone)));
    diagnostic.witness = Some(format!(
        "from {}, {written} run until {}, and {stated} until {} ({})",
        local(period.begin, zone),
        local(period.by_length, zone),
        local(period.by_end, zone),
        model.time_zone_name,
    ));
    diagnostic =
        diagnostic.mend(format!("write `{stated}`, if the end is right"), period.length_span, stated.clone());
    let date = local(period.by_length, zone);
    let help = format!("or write `until {date}`, if the length is right");
    diagnostic = if is_plain(draft, period.by_length) {
        diagnostic.mend(help, period.end_span, date)
    } else {
        diagnostic.help(help)
    };
    let offset = |at: Seconds| jiff::Timestamp::from_second(at).map(|at| zone.to_offset(at)).ok();
    if offset(period.begin) != offset(period.by_length.max(period.by_end)) {
        diagnostic = diagnostic.note(
            "the clocks change in between: hours are elapsed time, days and longer keep the hour of the day",
        );
    }
    let readers: Vec<&str> = period.readers.iter().map(|&reader| model.actors.name(reader)).collect();
    if !readers.is_empty() {
        diagnostic = diagnostic.note(format!("as announced by {}", readers.join(" and ")));
    }
    if let Some(clause) = period.clause {
        diagnostic = with_headings(draft, diagnostic, clause, &[]);
    }
    let claim = Claim::EndsDiffer {
        begin: period.begin,
        length: period.length,
        by_length: period.by_length,
        by_end: period.by_end,
    };
    Finding { diagnostic, claim }
}

/// Whether a date and an hour of the agreement's clock name an instant and no other one.
fn is_plain(draft: &Draft<'_>, at: Seconds) -> bool {
    let shown = |at: Seconds| local(at, &draft.model.time_zone);
    at % 60 == 0
        && [1800, 3600, 7200].into_iter().all(|by| shown(at - by) != shown(at) && shown(at + by) != shown(at))
}
