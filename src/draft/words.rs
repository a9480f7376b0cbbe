//! Words that several findings share.

use super::Draft;
use crate::diagnostic::Diagnostic;
use crate::model::clauses::ClauseKind;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::time;
use crate::scope::{Fact, Region, in_words, witness};
use crate::sets::{EARLIEST, Intervals, LATEST};
use crate::source::{Sources, Span};

/// A fact of a box, and the same in words, with the reader under whom a finding holds if it does not hold as written.
#[must_use]
pub fn shown(draft: &Draft<'_>, reader: Option<ActorId>, region: &Region) -> Option<(Fact, String)> {
    let fact = witness(draft.model, region)?;
    let mut words = in_words(draft.model, &fact, Some(region));
    if let Some(reader) = draft.as_read(reader) {
        words += &format!(" ({reader})");
    }
    Some((fact, words))
}

/// A stretch of time in words, the first one where there are several.
#[must_use]
pub fn period(draft: &Draft<'_>, times: &Intervals) -> String {
    let zone = &draft.model.time_zone;
    match times.iter().next() {
        None | Some((EARLIEST, LATEST)) => "throughout".to_owned(),
        Some((EARLIEST, end)) => format!("until {}", time::in_words(end, zone)),
        Some((start, LATEST)) => format!("from {} on", time::in_words(start, zone)),
        Some((start, end)) => {
            format!("from {} to {}", time::in_words(start, zone), time::in_words(end, zone))
        }
    }
}

/// The numbers of clauses: `1.3 and 2.2`.
#[must_use]
pub fn numbers(draft: &Draft<'_>, clauses: &[ClauseId]) -> String {
    let labels: Vec<&str> = clauses.iter().map(|&clause| draft.label(clause)).collect();
    match labels.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// The numbers of clauses, of many the first ones: `1, 2, 3, 4, 5, 6 and 12 more`.
#[must_use]
pub fn numbers_of_some(draft: &Draft<'_>, clauses: &[ClauseId]) -> String {
    const MOST: usize = 6;
    match clauses.get(..MOST) {
        Some(first) if clauses.len() > MOST + 1 => {
            let labels: Vec<&str> = first.iter().map(|&clause| draft.label(clause)).collect();
            format!("{} and {} more", labels.join(", "), clauses.len() - MOST)
        }
        _ => numbers(draft, clauses),
    }
}

/// Adds the headings under which the clauses of a finding stand, and their official wording.
#[must_use]
pub fn with_headings(
    draft: &Draft<'_>,
    diagnostic: Diagnostic,
    clause: ClauseId,
    others: &[ClauseId],
) -> Diagnostic {
    let clauses = std::iter::once(clause).chain(others.iter().copied().take(3));
    headings(draft, clauses).into_iter().fold(diagnostic, Diagnostic::note)
}

/// The headings under which clauses stand, and their official wording, each once.
#[must_use]
pub fn headings(draft: &Draft<'_>, clauses: impl IntoIterator<Item = ClauseId>) -> Vec<String> {
    let model = draft.model;
    let mut told: Vec<String> = Vec::new();
    for clause in clauses.into_iter().filter_map(|clause| model.clause(clause)) {
        let article = clause.article.and_then(|index| model.articles.get(index));
        let heading = article.filter(|article| !article.title.is_empty());
        let heading = heading.map(|article| format!("article {} \"{}\"", article.label, article.title));
        let wording = clause.wording.as_ref().map(|wording| format!("`{}` \"{wording}\"", clause.label));
        for note in heading.into_iter().chain(wording) {
            if !told.contains(&note) {
                told.push(note);
            }
        }
    }
    told
}

/// Whether a clause says `as judged by`: that it is breached is then for somebody to say.
#[must_use]
pub fn is_left_to_judgement(draft: &Draft<'_>, clause: ClauseId) -> bool {
    let kind = draft.model.clause(clause).map(|clause| &clause.kind);
    matches!(kind, Some(ClauseKind::Conduct { judged_by: Some(_), .. }))
}

/// A sentence with the end of its line, for whoever takes it out: no empty line is left behind.
#[must_use]
pub fn with_line_end(sources: &Sources, sentence: Span) -> Span {
    let text = sources.file(sentence.file).map_or("", |file| file.text());
    let after = text.get(sentence.range().end..).unwrap_or("");
    let end = ["\r\n", "\n"].into_iter().find(|end| after.starts_with(end)).map_or(0, str::len);
    Span::new(sentence.file, sentence.range().start, sentence.range().end + end)
}
