//! Tables of what is only partly known.

use super::header;
use crate::evaluate::Verdict;
use crate::evaluate::evidence::Matter;
use crate::evaluate::matrix::By;
use crate::render::evaluation::Judged;

pub(super) fn contested(judged: &Judged<'_>) -> Vec<Vec<String>> {
    let mut rows = vec![header(&["incident", "clause", "reader", "judgement", "in_full", "over"])];
    for entry in &judged.evaluation.contested {
        let Some(incident) = judged.log.incidents.get(entry.incident) else { continue };
        let mut push = |reader, verdict: &Verdict, over: Vec<String>| {
            rows.push(vec![
                incident.id.clone(),
                judged.label(entry.clause).to_owned(),
                judged.reader(reader).to_owned(),
                verdict.word().to_owned(),
                verdict.words(judged.model),
                over.join(" | "),
            ]);
        };
        push(None, &entry.as_written, Vec::new());
        for reading in &entry.readers {
            let over = reading.over.iter().map(|parting| parting.words(judged.model)).collect();
            push(Some(reading.reader), &reading.verdict, over);
        }
    }
    rows
}

pub(super) fn evidence(judged: &Judged<'_>) -> Vec<Vec<String>> {
    let mut rows = vec![header(&[
        "incident",
        "differ_on",
        "exclude_each_other_on",
        "clause",
        "if_right",
        "line",
        "status",
        "judgement",
        "settles_as",
    ])];
    let words = |matters: &[Matter]| {
        matters.iter().map(|matter| matter.words(judged.model)).collect::<Vec<_>>().join(" | ")
    };
    for entry in &judged.evaluation.disagreeing {
        let Some(incident) = judged.log.incidents.get(entry.incident) else { continue };
        for settling in &entry.clauses {
            let (as_one, as_none) = settling.settled_by();
            let mut push = |report: &str, line: String, status: &str, judgement: String, settles: &str| {
                rows.push(vec![
                    incident.id.clone(),
                    words(&entry.differing),
                    words(&entry.excluding),
                    judged.label(settling.clause).to_owned(),
                    report.to_owned(),
                    line,
                    status.to_owned(),
                    judgement,
                    settles.to_owned(),
                ]);
            };
            for (place, (report, alone)) in incident.reports.iter().zip(&settling.alone).enumerate() {
                let settles = match (as_one.contains(&place), as_none.contains(&place)) {
                    (true, _) => "violation",
                    (_, true) => "none",
                    _ => "",
                };
                let found =
                    alone.as_ref().map_or("not concerned".to_owned(), |found| found.words(judged.model));
                let status = report.status.map_or("", crate::incident::Status::words);
                push(&report.id, report.line.to_string(), status, found, settles);
            }
            let every = match &settling.every {
                Some(found) => found.words(judged.model),
                None => "they exclude each other".to_owned(),
            };
            push("every report", String::new(), "", every, "");
            push("any report", String::new(), "", settling.any.words(judged.model), "");
        }
    }
    rows
}

pub(super) fn thresholds(judged: &Judged<'_>) -> Vec<Vec<String>> {
    let mut rows =
        vec![header(&["threshold", "reports", "incidents", "clause", "certain", "certain_or_possible"])];
    for row in &judged.evaluation.thresholds {
        let any = std::iter::once(("any".to_owned(), row.any));
        let clauses = row.clauses.iter().map(|(clause, count)| (judged.label(*clause).to_owned(), *count));
        for (clause, count) in any.chain(clauses) {
            rows.push(vec![
                row.threshold.words(),
                row.reports.to_string(),
                row.incidents.to_string(),
                clause,
                count.certain.to_string(),
                count.possible.to_string(),
            ]);
        }
    }
    rows
}

pub(super) fn duplicates(judged: &Judged<'_>) -> Vec<Vec<String>> {
    let mut rows = vec![header(&[
        "incidents",
        "why",
        "clause",
        "certain",
        "certain_or_possible",
        "certain_if_one",
        "certain_or_possible_if_one",
    ])];
    for proposal in &judged.evaluation.duplicates.proposals {
        let found = proposal.incidents.iter().filter_map(|&index| judged.log.incidents.get(index));
        let ids: Vec<&str> = found.map(|incident| incident.id.as_str()).collect();
        let any = std::iter::once(("any".to_owned(), proposal.any));
        let clauses = proposal.clauses.iter();
        for (clause, (now, as_one)) in
            any.chain(clauses.map(|(clause, counts)| (judged.label(*clause).to_owned(), *counts)))
        {
            let numbers = [now.certain, now.possible, as_one.certain, as_one.possible];
            let first = [ids.join(" | "), judged.why_one(proposal), clause];
            rows.push(first.into_iter().chain(numbers.map(|number| number.to_string())).collect());
        }
    }
    rows
}

pub(super) fn unobserved(judged: &Judged<'_>) -> Vec<Vec<String>> {
    let mut rows = vec![header(&["clause", "zone", "first_day", "last_day"])];
    for span in judged.evaluation.unseen.iter().flat_map(|unseen| &unseen.spans) {
        rows.push(vec![
            judged.label(span.clause).to_owned(),
            span.zone.map(|zone| judged.model.places.title(zone).to_owned()).unwrap_or_default(),
            span.first.clone(),
            span.last.clone(),
        ]);
    }
    rows
}

pub(super) fn matrix(judged: &Judged<'_>) -> Vec<Vec<String>> {
    let Some(matrix) = judged.asked.matrix else {
        return vec![header(&["clause", "party", "week", "state", "certain", "certain_or_possible"])];
    };
    let by = match matrix.by {
        By::Day => "day",
        By::Week => "week",
        By::Zone => "zone",
    };
    let mut rows = vec![header(&["clause", "party", by, "state", "certain", "certain_or_possible"])];
    for row in &matrix.rows {
        for (cell, label) in row.cells.iter().zip(&matrix.columns) {
            // Where nothing could be seen, or nothing applied, there is no number.
            let silent = cell.count == crate::evaluate::Interval::default()
                && !matches!(cell.silence, crate::evaluate::matrix::Silence::NoneRecorded(_));
            let number = |number: u64| if silent { String::new() } else { number.to_string() };
            rows.push(vec![
                judged.label(row.clause).to_owned(),
                row.party.map_or("all", |party| judged.model.actors.title(party)).to_owned(),
                label.clone(),
                cell.words().to_owned(),
                number(cell.count.certain),
                number(cell.count.possible),
            ]);
        }
    }
    rows
}
