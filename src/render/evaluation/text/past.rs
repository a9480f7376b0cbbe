//! What the past decides, for people.

use super::Extent;
use crate::render::evaluation::Judged;
use crate::render::evaluation::past::{decided, periods};
use crate::render::page::{DIM, PLAIN, Page};
use crate::render::visible::visible_line;

/// No more periods of one condition than this are printed.
const PERIODS_AT_MOST: usize = 3;

/// Each condition that the past decides: when it holds for certain, when it may, and what raised it.
pub(super) fn past(judged: &Judged<'_>, extent: Extent, page: &mut Page) {
    // That nobody's status has changed is what everybody expects.
    let conditions: Vec<_> = decided(judged).into_iter().filter(|condition| !condition.unchanged).collect();
    if conditions.is_empty() {
        return;
    }
    page.title("What the past decides");
    for condition in conditions.iter().take(extent.list) {
        let reader = condition.reader.map(|_| format!(" (as read by {})", judged.reader(condition.reader)));
        page.line(&format!("  {}{}", visible_line(condition.words), reader.unwrap_or_default()));
        let course = condition.course;
        page.line(&format!("    certainly: {}", periods(judged, course.certain(), PERIODS_AT_MOST)));
        if course.possible() != course.certain() {
            page.line(&format!("    possibly:  {}", periods(judged, course.possible(), PERIODS_AT_MOST)));
        }
        if !condition.raised_by.is_empty() {
            let shown: Vec<String> =
                condition.raised_by.iter().take(extent.list).map(|id| visible_line(id)).collect();
            let more = match condition.raised_by.len().saturating_sub(extent.list) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            page.line(&format!("    raised by: {}{more}", shown.join(", ")));
        }
    }
    if let more @ 1.. = conditions.len().saturating_sub(extent.list) {
        page.line(&format!("  {DIM}and {more} more{PLAIN}"));
    }
}
