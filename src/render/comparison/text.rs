//! The comparison for people.

use std::fmt::Write as _;

use super::{Comparison, Kind, RowChange, Run};
use crate::render::visible::visible_line;
use crate::scope::listed;

/// The whole page. Of each list, at most `limit` lines are printed.
#[must_use]
pub fn text(old: &Run, new: &Run, comparison: &Comparison, limit: usize) -> String {
    let mut page = Page { out: String::new(), limit };
    page.line(&new.agreement);
    page.line(&format!("{}; {}", words(comparison.judgements.len(), "judgement"), rows_in_brief(comparison)));
    for sentence in &comparison.circumstances {
        page.line(sentence);
    }
    page.list("Judgements that changed", &comparison.judgements, |change, page| {
        page.line(&format!(
            "  {} {}{}: {} -> {}{}",
            change.incident,
            change.clause,
            if change.reader == "as written" {
                String::new()
            } else {
                format!(", as read by {}", change.reader)
            },
            change.from.as_deref().unwrap_or("not concerned"),
            change.to.as_deref().unwrap_or("not concerned"),
            because(&change.because_of, comparison),
        ));
    });
    page.list("Duties that changed", &comparison.duties, |change, page| {
        page.line(&format!(
            "  {} {}{}: {} -> {}{}",
            change.clause,
            change.bearers,
            [("concerning ", &change.concerns, ""), ("due ", &change.due_utc, " UTC")]
                .into_iter()
                .filter(|(_, words, _)| !words.is_empty())
                .map(|(before, words, after)| format!(", {before}{words}{after}"))
                .collect::<String>(),
            change.from.as_deref().unwrap_or("not owed"),
            change.to.as_deref().unwrap_or("not owed"),
            because(&change.because_of, comparison),
        ));
    });
    page.list("Counts that changed: [certain, certain or possible]", &comparison.counts, |change, page| {
        let ([from, from_possible], [to, to_possible]) = (change.from, change.to);
        page.line(&format!("  {:<6} [{from}, {from_possible}] -> [{to}, {to_possible}]", change.clause));
    });
    page.list("Rows that are not the same", &comparison.rows, row);
    page.line("");
    page.line("Made from");
    for input in &new.inputs {
        let both = old.inputs.contains(input);
        let name = if both { "both" } else { "new" };
        page.line(&format!("  {name} {} SHA-256 {}", input.name, input.sha256));
    }
    for input in old.inputs.iter().filter(|input| !new.inputs.contains(input)) {
        page.line(&format!("  old   {}  SHA-256 {}", input.name, input.sha256));
    }
    page.out
}

fn rows_in_brief(comparison: &Comparison) -> String {
    let of = |kind: Kind| comparison.rows.iter().filter(|row| row.change == kind).count();
    format!("rows: {} new, {} changed, {} absent", of(Kind::New), of(Kind::Changed), of(Kind::Absent))
}

fn words(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun} changed"),
        1 => format!("1 {noun} changed"),
        _ => format!("{count} {noun}s changed"),
    }
}

fn row(change: &RowChange, page: &mut Page) {
    let line = match (change.old_line, change.new_line) {
        (_, Some(line)) => format!("line {line}"),
        (Some(line), None) => format!("line {line} of the older log"),
        (None, None) => String::new(),
    };
    let of =
        if change.incident == change.report { String::new() } else { format!(", of {}", change.incident) };
    let kind = match change.change {
        Kind::New => "new",
        Kind::Changed => "changed",
        Kind::Absent => "absent",
    };
    page.line(&format!("  {kind:<8} {}{of}, {line}", change.report));
    for said in &change.says {
        let (from, to) = (said.from.as_deref().unwrap_or("blank"), said.to.as_deref().unwrap_or("blank"));
        page.line(&format!("           {}: {from} -> {to}", said.column));
    }
}

struct Page {
    out: String,
    limit: usize,
}

impl Page {
    fn line(&mut self, text: &str) {
        // Writing to a string does not fail.
        let indent = text.len() - text.trim_start().len();
        let _ = writeln!(self.out, "{:indent$}{}", "", visible_line(text));
    }

    fn list<T>(&mut self, title: &str, list: &[T], print: impl Fn(&T, &mut Self)) {
        if list.is_empty() {
            return;
        }
        self.line("");
        self.line(title);
        for entry in list.iter().take(self.limit) {
            print(entry, self);
        }
        if list.len() > self.limit {
            let rest = list.len() - self.limit;
            self.line(&format!("  ... and {rest} more: `--limit 0` prints them all"));
        }
    }
}

/// "; because of new row c13 and changed row c14".
fn because(reports: &[String], comparison: &Comparison) -> String {
    const MOST: usize = 6;
    if reports.is_empty() {
        return "; no row of it changed".to_owned();
    }
    let mut named: Vec<String> = reports
        .iter()
        .take(MOST)
        .map(|report| {
            let change = comparison.rows.iter().find(|change| change.report == *report);
            let word = match change.map(|change| change.change) {
                Some(Kind::New) => "new row",
                Some(Kind::Changed) => "changed row",
                Some(Kind::Absent) | None => "absent row",
            };
            format!("{word} {report}")
        })
        .collect();
    if reports.len() > MOST {
        named.push(format!("{} more", reports.len() - MOST));
    }
    format!("; because of {}", listed(&named, "and"))
}
