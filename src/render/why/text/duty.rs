//! A duty, on every occasion, for people.

use super::{answers, decided};
use crate::evaluate::why::{DutyWhy, side_word};
use crate::render::evaluation::duties;
use crate::render::page::{DIM, PLAIN, Page};
use crate::render::visible::visible_line;
use crate::render::why::Told;
use crate::scope::listed;

/// Each occasion of which something is to be told. Of those on which nothing happened and which came to the same state, the
/// first is told, and the others are named.
pub(super) fn on_all_occasions(told: &Told<'_>, list: &[DutyWhy], page: &mut Page) {
    if list.is_empty() {
        page.line("");
        page.line("  Nothing has given rise to it, or nobody owes it.");
    }
    let mut told_of: Vec<&DutyWhy> = Vec::new();
    for one in list {
        if told_of.iter().any(|first| is_like(one, first)) {
            continue;
        }
        on_one_occasion(told, one, page);
        told_of.push(one);
        let others: Vec<&DutyWhy> =
            list.iter().filter(|other| !std::ptr::eq(*other, one) && is_like(other, one)).collect();
        if let (Some(first), Some(last)) = (others.first(), others.last()) {
            let noun = if others.len() == 1 { "occasion" } else { "occasions" };
            page.line(&format!(
                "  {DIM}the same on {} other {noun}: {}{PLAIN}",
                others.len(),
                visible_line(&span(told, first, last))
            ));
        }
    }
}

/// Whether there is nothing else to tell of one occasion than of another, but its time.
fn is_like(one: &DutyWhy, other: &DutyWhy) -> bool {
    let quiet = |why: &DutyWhy| why.deeds.is_empty() && why.near.is_empty() && why.whole.is_empty();
    let (own, known) = (&one.judgement, &other.judgement);
    quiet(one)
        && quiet(other)
        && one.reader == other.reader
        && own.bearers == known.bearers
        && own.state == known.state
        && own.occasion.certain == known.occasion.certain
        && own.achieved == known.achieved
}

/// "May 2016 to October 2016", "due 2016-03-02 00:00 to due 2016-03-09 00:00".
fn span(told: &Told<'_>, first: &DutyWhy, last: &DutyWhy) -> String {
    let when = told.when(&told.model.time_zone);
    let name = |why: &DutyWhy| {
        let period = why.judgement.period_words(told.model);
        period.unwrap_or_else(|| when.due(&why.judgement.occasion))
    };
    let (first_name, last_name) = (name(first), name(last));
    if first_name == last_name { first_name } else { format!("{first_name} to {last_name}") }
}

fn on_one_occasion(told: &Told<'_>, why: &DutyWhy, page: &mut Page) {
    let (judged, model) = (&why.judgement, told.model);
    let bearers: Vec<String> =
        judged.bearers.iter().map(|&bearer| model.actors.name(bearer).to_owned()).collect();
    let when = told.when(&model.time_zone);
    let reader = why.reader.map(|_| format!(", as read by {}", told.reader(why.reader)));
    page.title(&visible_line(&format!(
        "{}{}: {}",
        listed(&bearers, "and"),
        reader.unwrap_or_default(),
        duties::state(judged)
    )));
    let utc = told.when(&jiff::tz::TimeZone::UTC);
    page.line(&format!(
        "    {} {} ({} UTC)",
        when.due(&judged.occasion),
        model.time_zone_name,
        utc.due(&judged.occasion).trim_start_matches("due ")
    ));
    // The name of a period says when it begins.
    match judged.period_words(model) {
        Some(period) => page.line(&format!("    owed for {}", visible_line(&period))),
        None => {
            if let Some(owed) = when.occasion(judged) {
                page.line(&format!("    {}", visible_line(&owed)));
            }
        }
    }
    if let Some(words) = judged.achieved_words(model) {
        page.line(&format!("    {}", visible_line(&words)));
    }
    for (place, certain) in &why.whole {
        let sets = if *certain { "sets the whole" } else { "may be part of the whole" };
        page.line(&format!("      {}: {sets}", visible_line(&told.event(*place))));
    }
    if !judged.occasion.certain {
        page.line("    it is not certain that it is owed on this occasion");
    }
    decided(told, &why.rests_on, page);
    page.line("    what would fulfil it in time:");
    for (side, words) in &why.asks {
        page.line(&format!("      {:<24} {}", side_word(model, *side), visible_line(words)));
    }
    if why.deeds.is_empty() {
        page.line("    nothing that is reported fulfils it, or may");
    }
    let counts = judged.achieved.is_some();
    for deed in &why.deeds {
        let event = visible_line(&told.event(deed.fulfilment.incident));
        page.line(&format!("    {event}: {}", told.does(deed, counts)));
        if let Some(settle) = &deed.settle {
            page.line("      what would settle whether it does so in time:");
            answers(told, "it does", &settle.as_violation, "      ", page);
            answers(told, "it does not", &settle.as_none, "      ", page);
        }
    }
    for (place, _, words) in &why.near {
        let event = visible_line(&told.event(*place));
        page.line(&format!("    {event}: comes near, but {}", visible_line(words)));
    }
}
