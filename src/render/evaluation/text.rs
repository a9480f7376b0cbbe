//! A judged log for people.

use std::fmt::Write as _;

use super::{Judged, account};
use crate::evaluate::words::labels;
use crate::evaluate::{IncidentJudgement, Verdict};
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::time;
use crate::render::visible::visible_line;
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
    let mut page = Page { out: String::new() };
    heading(judged, &mut page);
    incidents(judged, extent, &mut page);
    clause_counts(judged, &mut page);
    party_counts(judged, &mut page);
    duties(judged, &mut page);
    not_judged(judged, &mut page);
    log_notes(judged, extent, &mut page);
    provenance(judged, &mut page);
    page.out
}

struct Page {
    out: String,
}

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const RED: &str = "\u{1b}[31m";
const YELLOW: &str = "\u{1b}[33m";
const GREEN: &str = "\u{1b}[32m";
const PLAIN: &str = "\u{1b}[0m";

impl Page {
    fn line(&mut self, text: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{}", text.trim_end());
    }

    fn title(&mut self, text: &str) {
        self.line("");
        self.line(&format!("{BOLD}{text}{PLAIN}"));
    }

    /// Rows with columns as wide as their widest cell; numbers stand to the right where `right` says so.
    fn table(&mut self, rows: &[Vec<String>], right: &[usize]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| unicode_width(cell)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in rows {
            let mut line = String::from(" ");
            for (column, cell) in row.iter().enumerate() {
                let padding =
                    " ".repeat(widths.get(column).copied().unwrap_or(0).saturating_sub(unicode_width(cell)));
                line.push(' ');
                if right.contains(&column) {
                    line.push_str(&padding);
                    line.push_str(cell);
                } else {
                    line.push_str(cell);
                    line.push_str(&padding);
                }
                line.push(' ');
            }
            self.line(&line);
        }
    }
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
    page.line(&format!("{BOLD}{}{PLAIN}", visible_line(&judged.model.title)));
    page.line(&format!(
        "{} in {} of {}, times in {}",
        plural(judged.log.incidents.len(), "incident"),
        plural(reports, "report"),
        visible_line(&judged.log.name),
        judged.model.time_zone_name,
    ));
}

fn incidents(judged: &Judged<'_>, extent: Extent, page: &mut Page) {
    let told: Vec<&IncidentJudgement> = judged
        .evaluation
        .incidents
        .iter()
        .filter(|judgement| judgement.verdicts.iter().any(|verdict| is_worth_telling(verdict)))
        .collect();
    page.title("Judgements");
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
            "{DIM}  {} no prohibition of the agreement is met by.{PLAIN}",
            plural(quiet, "incident")
        ));
    }
}

fn is_worth_telling(verdict: &crate::evaluate::log::ClauseVerdict) -> bool {
    verdict.as_written != Verdict::NoViolation || !verdict.contested.is_empty()
}

fn incident(judged: &Judged<'_>, judgement: &IncidentJudgement, page: &mut Page) {
    let Some(incident) = judged.log.incidents.get(judgement.incident) else { return };
    for (index, report) in incident.reports.iter().enumerate() {
        let id = if index == 0 { incident.id.as_str() } else { "" };
        page.line(&format!(
            "  {BOLD}{}{PLAIN}  {}",
            visible_line(id),
            visible_line(&account::line(judged.model, report))
        ));
    }
    for verdict in judgement.verdicts.iter().filter(|verdict| is_worth_telling(verdict)) {
        page.line(&format!(
            "      {:<6} {}",
            judged.label(verdict.clause),
            painted(&verdict.as_written, &verdict.as_written.words(judged.model))
        ));
        for (reader, own) in &verdict.contested {
            page.line(&format!(
                "      {:<6} {DIM}as read by {}:{PLAIN} {}",
                "",
                judged.model.actors.name(*reader),
                painted(own, &own.words(judged.model))
            ));
        }
    }
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
        let forbids = matches!(
            &clause.kind,
            crate::model::clauses::ClauseKind::Conduct { modality: Modality::Prohibition, .. }
        );
        if !forbids || judged.evaluation.not_assessable.iter().any(|(known, _)| *known == id) {
            continue;
        }
        let part = if judged.evaluation.assessable_in_part.contains(&id) {
            format!("{DIM}the source records only some of these acts{PLAIN}")
        } else {
            String::new()
        };
        rows.push(vec![clause.label.clone(), judged.count(id).to_string(), part]);
    }
    if rows.is_empty() {
        page.line("  No clause that forbids anything can be assessed from this log.");
        return;
    }
    rows.push(vec!["any".to_owned(), judged.evaluation.counts.any.to_string(), String::new()]);
    page.table(&rows, &[]);
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

fn party_counts(judged: &Judged<'_>, page: &mut Page) {
    let parties = &judged.evaluation.counts.parties;
    if parties.is_empty() {
        return;
    }
    page.title("By whom");
    let mut clauses: Vec<ClauseId> = parties.keys().map(|(clause, _)| *clause).collect();
    clauses.dedup();
    let mut rows = vec![
        std::iter::once(String::new())
            .chain(clauses.iter().map(|clause| judged.label(*clause).to_owned()))
            .collect::<Vec<_>>(),
    ];
    for index in 0..judged.model.actors.len() {
        let actor = ActorId::at(index);
        let cells: Vec<String> = clauses
            .iter()
            .map(|clause| parties.get(&(*clause, actor)).map(ToString::to_string).unwrap_or_default())
            .collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(std::iter::once(judged.model.actors.title(actor).to_owned()).chain(cells).collect());
        }
    }
    page.table(&rows, &[]);
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
    let rows: Vec<Vec<String>> = evaluation
        .duties
        .iter()
        .map(|duty| {
            let bearers: Vec<&str> =
                duty.bearers.iter().map(|&bearer| judged.model.actors.title(bearer)).collect();
            vec![
                judged.label(duty.clause).to_owned(),
                bearers.join(" and "),
                format!("due before {}", time::local(duty.due, &judged.model.time_zone)),
                duty.state.words(),
            ]
        })
        .collect();
    page.table(&rows, &[]);
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

fn provenance(judged: &Judged<'_>, page: &mut Page) {
    page.title("Made from");
    for input in judged.inputs {
        page.line(&format!("  {}  SHA-256 {}", visible_line(&input.name), input.sha256));
    }
    let options =
        if judged.options.is_empty() { String::new() } else { format!(" {}", judged.options.join(" ")) };
    page.line(&format!("  armistice {} evaluate{}", env!("CARGO_PKG_VERSION"), visible_line(&options)));
}

fn rows(count: usize) -> String {
    plural(count, "row")
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
