//! What stands on a card and at a link.

use crate::graph::EdgeKind;
use crate::model::clauses::{Clause, ClauseKind};
use crate::render::visible::visible_line;
use crate::source::Sources;

/// What a link says between the names of its two ends.
pub(super) fn verb(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::PrevailsOver => "prevails over",
        EdgeKind::WaitsFor => "waits for",
        EdgeKind::SameTime => "at the same time as",
        EdgeKind::Provided => "depends on the keeping of",
        EdgeKind::RunsFrom => "counts its time from",
        EdgeKind::Uses => "speaks of",
        EdgeKind::Delimits => "draws the boundary of",
        EdgeKind::Watches => "answers a breach of",
        EdgeKind::Amends => "amends or takes in",
    }
}

/// The words of a clause after its number and its official wording, on one line, without comments.
pub(in crate::render) fn full(sources: &Sources, clause: &Clause) -> String {
    let sentence = sources.words(clause.span);
    let sentence = sentence.strip_prefix(clause.label.as_str()).unwrap_or(sentence).trim_start();
    let (mut words, mut quoted, mut comment, mut escaped) = (String::new(), false, false, false);
    // The first quotation is the official wording, if there is one and nothing stands before it.
    let mut skipping = clause.wording.is_some() && sentence.starts_with('"');
    for letter in sentence.chars() {
        match letter {
            '\n' => comment = false,
            _ if comment => continue,
            '#' if !quoted => {
                comment = true;
                continue;
            }
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        let closes = letter == '"' && !quoted && !escaped;
        escaped = quoted && letter == '\\' && !escaped;
        if !skipping {
            words.push(letter);
        } else if closes {
            skipping = false;
        }
    }
    visible_line(&words).trim_end_matches('.').to_owned()
}

/// The words of a clause as they stand on its card: without the list of those over which it prevails, which the arrows
/// show. A clause that only states something shows its official wording.
pub(super) fn gist(sources: &Sources, clause: &Clause) -> String {
    let words = full(sources, clause);
    if clause.kind == ClauseKind::StatedOnly {
        return clause
            .wording
            .as_ref()
            .map_or(words, |wording| format!("\u{201c}{}\u{201d}", visible_line(wording)));
    }
    for mark in [", notwithstanding ", ", subject to "] {
        if let Some((before, after)) = words.split_once(mark)
            && after.split([' ', ',']).all(|word| is_number(word) || ["", "and", "or"].contains(&word))
        {
            return before.to_owned();
        }
    }
    words
}

/// Whether a word is the number of a clause.
fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

/// What a pointer over a card shows: the official wording, then the clause.
pub(super) fn tooltip(sources: &Sources, clause: &Clause) -> String {
    let words = format!("{} {}", clause.label, full(sources, clause));
    match &clause.wording {
        Some(wording) => format!("{words}\n\u{201c}{}\u{201d}", visible_line(wording)),
        None => words,
    }
}
