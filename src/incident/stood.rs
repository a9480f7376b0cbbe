//! A log as it stood at an instant, so that an earlier report can be made again.

use crate::incident::record::{Log, Report, Stood};
use crate::model::time::Seconds;

/// A log as it stood at an instant: without reports whose times all lie at or after it, and without those that the log says
/// were received at or after it. A report of which no time is known may be of anything before.
#[must_use]
pub fn as_it_stood(log: &Log, at: Seconds) -> Log {
    let mut kept = log.clone();
    let mut stood = Stood { at, not_happened: 0, not_received: 0, incidents: 0 };
    for incident in &mut kept.incidents {
        incident.reports.retain(|report| {
            let (happened, received) = (has_happened(report, at), was_received(report, at));
            stood.not_happened += usize::from(!happened);
            stood.not_received += usize::from(happened && !received);
            happened && received
        });
    }
    let all = kept.incidents.len();
    kept.incidents.retain(|incident| !incident.reports.is_empty());
    stood.incidents = all - kept.incidents.len();
    kept.stood = Some(stood);
    kept
}

fn has_happened(report: &Report, at: Seconds) -> bool {
    report.account.time.first().is_none_or(|first| first < at)
}

fn was_received(report: &Report, at: Seconds) -> bool {
    report.received.is_none_or(|received| received < at)
}
