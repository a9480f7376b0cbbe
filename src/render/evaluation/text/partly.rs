//! What is only partly known: contested judgements, reports that disagree, thresholds, duplicates, what nobody saw.

use std::collections::BTreeMap;

use super::{Extent, painted, plural};
use crate::evaluate::Interval;
use crate::evaluate::evidence::{Disagreeing, Matter, Settling};
use crate::evaluate::matrix::{By, Cell, Silence};
use crate::evaluate::unseen::Seen;
use crate::model::ids::ClauseId;
use crate::model::time;
use crate::render::evaluation::{Judged, account};
use crate::render::page::{BOLD, DIM, PLAIN, Page};
use crate::render::visible::visible_line;
use crate::scope::listed;

/// Judgements that depend on who reads.
pub(super) fn contested(judged: &Judged<'_>, extent: Extent, page: &mut Page) {
    let list = &judged.evaluation.contested;
    if list.is_empty() {
        return;
    }
    page.title("Contested: the judgement depends on who reads");
    for entry in list.iter().take(extent.incidents) {
        let Some(incident) = judged.log.incidents.get(entry.incident) else { continue };
        page.line(&format!(
            "  {}  {}  as written: {}",
            visible_line(&incident.id),
            judged.label(entry.clause),
            painted(&entry.as_written, &entry.as_written.words(judged.model))
        ));
        for reading in &entry.readers {
            page.line(&format!(
                "      {}: {}{}",
                judged.model.actors.name(reading.reader),
                painted(&reading.verdict, &reading.verdict.words(judged.model)),
                judged.over(reading)
            ));
        }
    }
    more(list.len(), extent.incidents, page);
}

/// Incidents whose reports disagree.
pub(super) fn disagreeing(judged: &Judged<'_>, extent: Extent, page: &mut Page) {
    let list = &judged.evaluation.disagreeing;
    if list.is_empty() {
        return;
    }
    page.title("Reports that disagree: each alone, all at once, and what would settle it");
    for entry in list.iter().take(extent.incidents) {
        disagreement(judged, entry, extent, page);
    }
    more(list.len(), extent.incidents, page);
}

fn disagreement(judged: &Judged<'_>, entry: &Disagreeing, extent: Extent, page: &mut Page) {
    let Some(incident) = judged.log.incidents.get(entry.incident) else { return };
    let matters = |list: &[Matter]| {
        let words: Vec<String> = list.iter().map(|matter| matter.words(judged.model)).collect();
        listed(&words, "and")
    };
    let excluding = if entry.excluding.is_empty() {
        String::new()
    } else {
        format!("; they cannot both be right on {}", matters(&entry.excluding))
    };
    page.line(&format!(
        "  {BOLD}{}{PLAIN}  {} differ on {}{excluding}",
        visible_line(&incident.id),
        account::rows(incident),
        matters(&entry.differing)
    ));
    let names: Vec<String> = incident
        .reports
        .iter()
        .map(|report| match report.status {
            Some(status) => format!("{} ({})", visible_line(&report.id), status.words()),
            None => visible_line(&report.id),
        })
        .collect();
    for settling in &entry.clauses {
        page.line(&format!(
            "      {:<6} any of them: {}",
            judged.label(settling.clause),
            painted(&settling.any, &settling.any.words(judged.model))
        ));
        for (name, alone) in names.iter().zip(&settling.alone).take(extent.list) {
            let words = alone.as_ref().map_or("not concerned".to_owned(), |found| found.words(judged.model));
            page.line(&format!("             {DIM}{name} alone:{PLAIN} {words}"));
        }
        more(names.len(), extent.list, page);
        let every = match &settling.every {
            Some(found) => found.words(judged.model),
            None => "the reports exclude each other".to_owned(),
        };
        page.line(&format!("             {DIM}all at once:{PLAIN} {every}"));
        if let Some(words) = settled(&names, settling) {
            page.line(&format!("             {words}"));
        }
    }
}

/// Which report settles it: nothing where there is nothing to settle.
fn settled(names: &[String], settling: &Settling) -> Option<String> {
    if !matches!(settling.any, crate::evaluate::Verdict::Possible(_)) {
        return None;
    }
    let right = |places: &[usize]| {
        let names: Vec<String> = places.iter().filter_map(|&place| names.get(place).cloned()).collect();
        format!("if {} is right", listed(&names, "or"))
    };
    let (as_one, as_none) = settling.settled_by();
    Some(match (as_one.as_slice(), as_none.as_slice()) {
        ([], []) => "no report alone settles it".to_owned(),
        (one, []) => format!("settled as a violation {}", right(one)),
        ([], none) => format!("settled as none {}", right(none)),
        (one, none) => format!("settled as a violation {}; as none {}", right(one), right(none)),
    })
}

/// The counts at each threshold.
pub(super) fn thresholds(judged: &Judged<'_>, page: &mut Page) {
    if !judged.asked.thresholds {
        return;
    }
    page.title("Counts at each threshold: [certain, certain or possible]");
    let list = &judged.evaluation.thresholds;
    if list.is_empty() {
        page.line("  No report of this log has a status or a grade.");
        return;
    }
    let clauses = clauses_of(list.iter().map(|row| &row.clauses));
    let heading = clauses.iter().map(|clause| judged.label(*clause).to_owned());
    let first = ["", "reports", "incidents", "any"].map(str::to_owned);
    let mut rows = vec![first.into_iter().chain(heading).collect::<Vec<_>>()];
    for row in list {
        let counts =
            clauses.iter().map(|clause| row.clauses.get(clause).copied().unwrap_or_default().to_string());
        let first =
            [row.threshold.words(), row.reports.to_string(), row.incidents.to_string(), row.any.to_string()];
        rows.push(first.into_iter().chain(counts).collect());
    }
    page.table(&rows);
}

fn clauses_of<'a>(counts: impl Iterator<Item = &'a BTreeMap<ClauseId, Interval>>) -> Vec<ClauseId> {
    let mut clauses: Vec<ClauseId> = counts.flat_map(|counts| counts.keys().copied()).collect();
    clauses.sort_unstable();
    clauses.dedup();
    clauses
}

/// What was left out because it came later, and what a threshold left out.
pub(super) fn left_out(judged: &Judged<'_>, page: &mut Page) {
    if let Some(stood) = &judged.log.stood {
        page.line(&format!(
            "{DIM}As the log stood at {}: {} of what came later and {} that had not been received left out, and with them {}.{PLAIN}",
            time::local(stood.at, &judged.model.time_zone),
            plural(stood.not_happened, "report"),
            plural(stood.not_received, "report"),
            plural(stood.incidents, "incident")
        ));
    }
    let Some(left) = &judged.log.left_out else { return };
    page.line(&format!(
        "{DIM}Only reports with {}: {} left out, and with them {}.{PLAIN}",
        left.filter,
        plural(left.reports, "report"),
        plural(left.incidents, "incident")
    ));
    for (count, what) in [
        (left.without_rung, "no status, or one that is no rung of the ladder"),
        (left.not_graded, "no grade, or one that says that it cannot be judged"),
    ] {
        if count > 0 {
            page.line(&format!("{DIM}Of these, {} with {what}.{PLAIN}", plural(count, "report")));
        }
    }
}

/// The counts in the unit that was asked for.
pub(super) fn amounts(judged: &Judged<'_>, page: &mut Page) {
    let Some(amounts) = judged.asked.amounts else { return };
    page.title(&format!("Counted by {}", visible_line(amounts.counting.noun())));
    page.line(&format!("  {}", visible_line(&amounts.counting.rule())));
    let mut rows: Vec<Vec<String>> = amounts
        .clauses
        .iter()
        .map(|(clause, amount)| (judged.label(*clause).to_owned(), amount))
        .chain([("any".to_owned(), &amounts.any)])
        .map(|(label, amount)| {
            let open = match amount.without_number {
                0 => String::new(),
                count => format!(
                    "{} without such a number",
                    plural(usize::try_from(count).unwrap_or(usize::MAX), "incident")
                ),
            };
            vec![label, amount.to_string(), open]
        })
        .collect();
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    page.table(&rows);
}

/// Incidents that may be one fact.
pub(super) fn duplicates(judged: &Judged<'_>, extent: Extent, page: &mut Page) {
    let found = &judged.evaluation.duplicates;
    if found.proposals.is_empty() {
        return;
    }
    page.title("Perhaps one fact: proposed by day, place and sides, merged by nobody");
    let (any, if_one) = (found.any, found.any_if_one);
    page.line(&format!("  Any clause as counted: {any}; if each of these were one incident: {if_one}."));
    for proposal in found.proposals.iter().take(extent.list) {
        let ids: Vec<String> = proposal
            .incidents
            .iter()
            .filter_map(|&index| judged.log.incidents.get(index))
            .map(|incident| visible_line(&incident.id))
            .collect();
        let many = ids.len() > extent.list;
        let shown: Vec<String> = ids.iter().take(extent.list).cloned().collect();
        let ids = if many {
            format!("{} and {} more", shown.join(", "), ids.len() - shown.len())
        } else {
            listed(&shown, "and")
        };
        page.line(&format!("  {ids}: {}", judged.why_one(proposal)));
        let clauses = proposal
            .clauses
            .iter()
            .map(|(clause, (now, as_one))| format!("{} {now}, as one {as_one}", judged.label(*clause)));
        page.line(&format!("      {DIM}{}{PLAIN}", clauses.collect::<Vec<_>>().join("; ")));
    }
    more(found.proposals.len(), extent.list, page);
    if found.more > 0 {
        page.line(&format!(
            "    {} beyond these are counted and not worked out.",
            plural(found.more, "proposal")
        ));
    }
}

/// What nobody could observe, and where access was denied.
pub(super) fn unseen(judged: &Judged<'_>, extent: Extent, page: &mut Page) {
    let spans = judged.evaluation.unseen.as_ref();
    if spans.is_none_or(|unseen| unseen.spans.is_empty()) && judged.log.denied.is_empty() {
        return;
    }
    page.title("What nobody could observe: there, silence says nothing");
    for denied in judged.log.denied.iter().take(extent.list) {
        page.line(&format!("  {}", visible_line(&denied.words)));
    }
    more(judged.log.denied.len(), extent.list, page);
    let Some(unseen) = spans else { return };
    for span in unseen.spans.iter().take(extent.list.saturating_mul(2)) {
        let where_ = span
            .zone
            .map(|zone| format!(" in {}", visible_line(judged.model.places.title(zone))))
            .unwrap_or_default();
        let days = if span.first == span.last {
            span.first.clone()
        } else {
            format!("{} to {}", span.first, span.last)
        };
        page.line(&format!("  {}{where_}: no data, {days}", judged.label(span.clause)));
    }
    more(unseen.spans.len(), extent.list.saturating_mul(2), page);
    if unseen.cut_off {
        page.line(&format!(
            "  Later days than the first {} are not looked at.",
            crate::evaluate::unseen::DAYS_AT_MOST
        ));
    }
}

/// The count of a clause in words: no number where nothing could be seen.
pub(super) fn count_or_silence(judged: &Judged<'_>, clause: ClauseId, count: Interval) -> String {
    let dark = judged.evaluation.unseen.as_ref().and_then(|unseen| unseen.clauses.get(&clause));
    if count == Interval::default() && dark == Some(&Seen::Nothing) {
        return "no data".to_owned();
    }
    count.to_string()
}

/// The count of any clause in words, likewise.
pub(super) fn any_or_silence(judged: &Judged<'_>) -> String {
    let any = judged.evaluation.counts.any;
    let unseen = judged.evaluation.unseen.as_ref().filter(|unseen| !unseen.clauses.is_empty());
    let dark = unseen.is_some_and(|unseen| unseen.clauses.values().all(|seen| *seen == Seen::Nothing));
    if any == Interval::default() && dark { "no data".to_owned() } else { any.to_string() }
}

/// That there may be more of a clause than was seen.
pub(super) fn sight(judged: &Judged<'_>, clause: ClauseId) -> Option<&'static str> {
    match judged.evaluation.unseen.as_ref()?.clauses.get(&clause)? {
        Seen::Nothing => Some("nobody could observe it"),
        Seen::Part => Some("observed in part"),
        Seen::Whole => None,
    }
}

/// The table by period or zone: what is worth a line, one block for each column.
pub(super) fn matrix(judged: &Judged<'_>, extent: Extent, page: &mut Page) {
    let Some(matrix) = judged.asked.matrix else { return };
    let what = match matrix.by {
        By::Day => "day",
        By::Week => "week",
        By::Zone => "zone",
    };
    page.title(&format!("By clause, party and {what}: incidents, [certain, certain or possible]"));
    if matrix.columns.is_empty() {
        page.line(&format!("  There is no {what} to count by."));
    }
    for (column, label) in matrix.columns.iter().enumerate().take(extent.incidents) {
        page.line(&format!("  {BOLD}{}{PLAIN}", visible_line(label)));
        let mut rows = Vec::new();
        let mut silent: BTreeMap<&'static str, Vec<ClauseId>> = BTreeMap::new();
        for row in &matrix.rows {
            let Some(cell) = row.cells.get(column) else { continue };
            let party = row.party.map_or("all", |party| judged.model.actors.title(party));
            if cell.count == Interval::default() {
                if row.party.is_none() {
                    silent.entry(cell.words()).or_default().push(row.clause);
                }
                continue;
            }
            rows.push(vec![
                format!("  {}", judged.label(row.clause)),
                visible_line(party),
                cell.words().to_owned(),
                cell.count.to_string(),
                dark(cell),
            ]);
        }
        if !rows.is_empty() {
            page.table(&rows);
        }
        for (words, clauses) in silent {
            page.line(&format!("    {words}: {}", crate::evaluate::words::labels(judged.model, &clauses)));
        }
    }
    more(matrix.columns.len(), extent.incidents, page);
    if matrix.cut_off {
        page.line("  There are more days than are told apart; the last are left off.");
    }
}

/// That what is counted may not be all.
fn dark(cell: &Cell) -> String {
    match cell.silence {
        Silence::NoData => "nobody could observe it".to_owned(),
        Silence::NoneRecorded(Some(Seen::Part)) => "observed in part".to_owned(),
        _ => String::new(),
    }
}

fn more(all: usize, shown: usize, page: &mut Page) {
    if all > shown {
        page.line(&format!("    ... and {} more; `--format json` lists them", all - shown));
    }
}
