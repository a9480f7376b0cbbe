//! A judged log for people.

mod partly;
mod past;

use std::collections::BTreeMap;

use super::duties as words;
use super::{Judged, account};
use crate::evaluate::words::labels;
use crate::evaluate::{IncidentJudgement, Interval, Verdict};
use crate::model::ids::ClauseId;
use crate::model::time;
use crate::render::page::{BOLD, DIM, GREEN, PLAIN, Page, RED, YELLOW};
use crate::render::visible::visible_line;
use crate::scope::listed;
use crate::sets::LATEST;

/// How much of it is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// How many incidents are printed one by one; the counts are always of all of them.
    pub incidents: usize,
    /// How many lines each list of names and rows has at most.
    pub list: usize,
}

/// The whole report, with colours that the caller may strip.
#[must_use]
pub fn text(judged: &Judged<'_>, extent: Extent) -> String {
    let mut page = Page::new(&judged.model.title);
    heading(judged, &mut page);
    incidents(judged, extent, &mut page);
    partly::contested(judged, extent, &mut page);
    partly::disagreeing(judged, extent, &mut page);
    clause_counts(judged, &mut page);
    let counts = &judged.evaluation.counts;
    breakdown(
        judged,
        "By whom",
        &counts.parties,
        &|party| judged.model.actors.title(party).to_owned(),
        &mut page,
    );
    breakdown(judged, "Where", &counts.zones, &|zone| judged.model.places.title(zone).to_owned(), &mut page);
    if !counts.days.is_empty() {
        page.line("  By day: `--format csv --table counts`.");
    }
    partly::amounts(judged, &mut page);
    partly::thresholds(judged, &mut page);
    partly::matrix(judged, extent, &mut page);
    partly::duplicates(judged, extent, &mut page);
    past::past(judged, extent, &mut page);
    duties(judged, &mut page);
    partly::unseen(judged, extent, &mut page);
    not_judged(judged, &mut page);
    log_notes(judged, extent, &mut page);
    page.made_from(judged.inputs, "evaluate", judged.options)
}

/// The width of a cell on a terminal, without its colours.
fn unicode_width(cell: &str) -> usize {
    let mut width = 0;
    let mut escaped = false;
    for letter in cell.chars() {
        match letter {
            '\u{1b}' => escaped = true,
            'm' if escaped => escaped = false,
            _ if escaped => {}
            letter => width += unicode_width::UnicodeWidthChar::width(letter).unwrap_or(0),
        }
    }
    width
}

fn heading(judged: &Judged<'_>, page: &mut Page) {
    let reports: usize = judged.log.incidents.iter().map(|incident| incident.reports.len()).sum();
    page.line(&format!(
        "{} in {} of {}, times in {}",
        plural(judged.log.incidents.len(), "incident"),
        plural(reports, "report"),
        visible_line(&judged.log.name),
        judged.model.time_zone_name,
    ));
    partly::left_out(judged, page);
}

fn incidents(judged: &Judged<'_>, extent: Extent, page: &mut Page) {
    let told: Vec<&IncidentJudgement> = judged
        .evaluation
        .incidents
        .iter()
        .filter(|judgement| judgement.verdicts.iter().any(is_worth_telling))
        .collect();
    page.title("Judgements, taking each report at its word");
    if told.is_empty() {
        page.line("  No incident of this log falls under a prohibition that can be judged.");
    }
    for judgement in told.iter().take(extent.incidents) {
        incident(judged, judgement, page);
    }
    if told.len() > extent.incidents {
        page.line(&format!(
            "  ... and {} more: `--limit 0` prints them all, `--format csv` puts them in a table",
            told.len() - extent.incidents
        ));
    }
    let quiet = judged.log.incidents.len().saturating_sub(told.len());
    if quiet > 0 {
        page.line(&format!(
            "{DIM}  {} under no prohibition of the agreement that can be judged.{PLAIN}",
            plural(quiet, "incident")
        ));
    }
}

fn is_worth_telling(verdict: &crate::evaluate::log::ClauseVerdict) -> bool {
    verdict.as_written != Verdict::NoViolation
        || verdict.contested.iter().any(|(_, own)| parts(&verdict.as_written, own))
}

fn incident(judged: &Judged<'_>, judgement: &IncidentJudgement, page: &mut Page) {
    let Some(incident) = judged.log.incidents.get(judgement.incident) else { return };
    let id = visible_line(&incident.id);
    for (index, report) in incident.reports.iter().enumerate() {
        let id = if index == 0 { format!("{BOLD}{id}{PLAIN}") } else { " ".repeat(unicode_width(&id)) };
        page.line(&format!("  {id}  {}", visible_line(&account::line(judged.model, report))));
    }
    for verdict in judgement.verdicts.iter().filter(|verdict| is_worth_telling(verdict)) {
        page.line(&format!(
            "      {:<6} {}",
            judged.label(verdict.clause),
            painted(
                &verdict.as_written,
                &(verdict.as_written.words(judged.model) + &answering(judged, verdict))
            )
        ));
        for (reader, own) in verdict.contested.iter().filter(|(_, own)| parts(&verdict.as_written, own)) {
            page.line(&format!(
                "      {:<6} {DIM}as read by {}:{PLAIN} {}",
                "",
                judged.model.actors.name(*reader),
                painted(own, &own.words(judged.model))
            ));
        }
    }
}

/// Who answers for what others did: "; South answers for it".
fn answering(judged: &Judged<'_>, verdict: &crate::evaluate::log::ClauseVerdict) -> String {
    let names = judged.answering(verdict.clause);
    match (&verdict.as_written, names.as_slice()) {
        (Verdict::Violation | Verdict::Possible(_), [name]) => format!("; {name} answers for it"),
        (Verdict::Violation | Verdict::Possible(_), [_, ..]) => {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            format!("; {} answer for it", listed(&names, "and"))
        }
        _ => String::new(),
    }
}

/// Whether two readings part in the judgement itself, not only in what leaves it open.
fn parts(one: &Verdict, other: &Verdict) -> bool {
    one.word() != other.word()
}

fn painted(verdict: &Verdict, words: &str) -> String {
    let colour = match verdict {
        Verdict::Violation => RED,
        Verdict::Possible(_) => YELLOW,
        Verdict::Excused(_) | Verdict::NoViolation => GREEN,
        Verdict::NotAssessable(_) => DIM,
    };
    format!("{colour}{words}{PLAIN}")
}

fn clause_counts(judged: &Judged<'_>, page: &mut Page) {
    page.title("Violations of each clause: [certain, certain or possible]");
    let mut rows = Vec::new();
    for (index, clause) in judged.model.clauses.iter().enumerate() {
        let id = ClauseId::at(index);
        if !clause.forbids() || judged.evaluation.not_assessable.iter().any(|(known, _)| *known == id) {
            continue;
        }
        let mut part = partly::sight(judged, id).map(str::to_owned).into_iter().collect::<Vec<_>>();
        if judged.evaluation.assessable_in_part.contains(&id) {
            part.push("the source records only some of these acts".to_owned());
        }
        let part = part.join("; ");
        let count = judged.evaluation.counts.clauses.get(&id).copied().unwrap_or_default();
        rows.push(vec![clause.label.clone(), partly::count_or_silence(judged, id, count), part]);
    }
    if rows.is_empty() {
        page.line("  No clause that forbids anything can be assessed from this log.");
        return;
    }
    rows.push(vec!["any".to_owned(), partly::any_or_silence(judged), String::new()]);
    page.table(&rows);
    for (literal, count) in &judged.evaluation.open_conditions {
        if let Some(literal) = judged.model.literals.get(literal.index()) {
            page.line(&format!(
                "  {DIM}{} may turn on whether {} (column `{}`).{PLAIN}",
                plural(usize::try_from(*count).unwrap_or(usize::MAX), "possible violation"),
                visible_line(&literal.words),
                literal.column
            ));
        }
    }
}

/// One row for each party or zone that has a count, one column for each clause.
fn breakdown<K: Copy + Ord>(
    judged: &Judged<'_>,
    title: &str,
    counts: &BTreeMap<(ClauseId, K), Interval>,
    name: &dyn Fn(K) -> String,
    page: &mut Page,
) {
    if counts.is_empty() {
        return;
    }
    page.title(title);
    let mut clauses: Vec<ClauseId> = counts.keys().map(|(clause, _)| *clause).collect();
    clauses.dedup();
    let mut keys: Vec<K> = counts.keys().map(|(_, key)| *key).collect();
    keys.sort_unstable();
    keys.dedup();
    let heading = clauses.iter().map(|clause| judged.label(*clause).to_owned());
    let mut rows = vec![std::iter::once(String::new()).chain(heading).collect::<Vec<_>>()];
    for key in keys {
        let cells = clauses
            .iter()
            .map(|clause| counts.get(&(*clause, key)).map(ToString::to_string).unwrap_or_default());
        rows.push(std::iter::once(visible_line(&name(key))).chain(cells).collect());
    }
    page.table(&rows);
}

fn duties(judged: &Judged<'_>, page: &mut Page) {
    let evaluation = judged.evaluation;
    if evaluation.duties.is_empty() {
        return;
    }
    let as_of = if evaluation.as_of == LATEST {
        "after everything".to_owned()
    } else {
        format!("as of {}", time::local(evaluation.as_of, &judged.model.time_zone))
    };
    page.title(&format!("Duties, {as_of}"));
    let when = words::When::new(judged.model, &judged.log.incidents, &judged.model.time_zone);
    let rows: Vec<Vec<String>> = words::drawn_together(&words::all(judged))
        .into_iter()
        .map(|(reader, duty, others)| {
            let bearers: Vec<&str> =
                duty.bearers.iter().map(|&bearer| judged.model.actors.title(bearer)).collect();
            let read = reader.map(|reader| format!(", as read by {}", judged.model.actors.title(reader)));
            let (state, owed) = match others {
                Some(others) => (others.states, others.occasions),
                None => (words::state(duty), when.owed(duty)),
            };
            let bearers = bearers.join(" and ") + &read.unwrap_or_default();
            vec![judged.label(duty.clause).to_owned(), bearers, state, owed]
        })
        .collect();
    page.table(&rows);
}

fn not_judged(judged: &Judged<'_>, page: &mut Page) {
    let evaluation = judged.evaluation;
    let mut lines: Vec<(ClauseId, String)> = evaluation
        .not_assessable
        .iter()
        .map(|(clause, why)| (*clause, format!("not assessable: {why}")))
        .chain(evaluation.not_evaluated.iter().map(|(clause, why)| (*clause, why.clone())))
        .collect();
    lines.sort();
    if lines.is_empty() {
        return;
    }
    page.title("Not judged");
    // Clauses that are left out for the same reason stand in one line.
    let mut reasons: Vec<(Vec<ClauseId>, String)> = Vec::new();
    for (clause, why) in lines {
        match reasons.iter_mut().find(|(_, known)| *known == why) {
            Some((clauses, _)) => clauses.push(clause),
            None => reasons.push((vec![clause], why)),
        }
    }
    for (clauses, why) in reasons {
        page.line(&format!("  {}: {}", labels(judged.model, &clauses), visible_line(&why)));
    }
}

fn log_notes(judged: &Judged<'_>, extent: Extent, page: &mut Page) {
    let log = judged.log;
    page.title("The log");
    page.line(&format!("  {}", log.coverage.words));
    for assumption in log.assumptions.iter().chain(&judged.model.assumptions) {
        page.line(&format!("  {}", visible_line(assumption)));
    }
    if !judged.evaluation.refuted.is_empty() {
        page.line(&format!(
            "  {} refuted by every report, and not judged.",
            plural(judged.evaluation.refuted.len(), "incident")
        ));
    }
    for column in &log.ignored_columns {
        let near = column.nearest.as_ref().map(|near| format!("; is `{near}` meant?")).unwrap_or_default();
        page.line(&format!(
            "  {YELLOW}Column `{}` is read by nothing{near}{PLAIN}",
            visible_line(&column.name)
        ));
    }
    if !log.unknown.is_empty() {
        page.line(&format!(
            "  {} not in the agreement; their rows are judged with somebody or something unknown:",
            plural(log.unknown.len(), "name")
        ));
        for name in log.unknown.iter().take(extent.list) {
            let near = name.nearest.as_ref().map(|near| format!(", near `{near}`")).unwrap_or_default();
            page.line(&format!(
                "    {:>6} {} `{}`{near}",
                rows(name.rows),
                name.kind.word(),
                visible_line(&name.name)
            ));
        }
        more(log.unknown.len(), extent.list, page);
    }
    for (list, what) in [
        (&log.outside_dates, "used at a time for which the agreement does not have the name"),
        (&log.without_members, "a group without members at that time, read as unknown"),
    ] {
        for name in list.iter().take(extent.list) {
            page.line(&format!(
                "    {:>6} {} `{}`: {what}",
                rows(name.rows),
                name.kind.word(),
                visible_line(&name.name)
            ));
        }
        more(list.len(), extent.list, page);
    }
    if let Some(line) = log.cut_off_at {
        page.line(&format!("  {RED}Nothing could be read from line {line} on.{PLAIN}"));
    }
    if !log.faults.is_empty() {
        page.line(&format!(
            "  {RED}{} of {} could not be read:{PLAIN}",
            plural(log.faults.len(), "row"),
            log.rows
        ));
        for fault in log.faults.iter().take(extent.list) {
            page.line(&format!("    line {}: {}", fault.line, visible_line(&fault.reason)));
        }
        more(log.faults.len(), extent.list, page);
    }
}

fn more(all: usize, shown: usize, page: &mut Page) {
    if all > shown {
        page.line(&format!("    ... and {} more; `--format json` lists them all", all - shown));
    }
}

fn rows(count: usize) -> String {
    plural(count, "row")
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
