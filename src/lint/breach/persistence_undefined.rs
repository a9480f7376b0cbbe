//! *Persistent*, *repeated*, *a pattern of*: how often is not said.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::lint::conditions;
use crate::lint::quotation::Quotation;
use crate::lint::{Finding, Text};
use crate::source::Span;
use crate::syntax::tree::{self, Condition, ConditionKind, StatementKind};

/// One finding for a clause: its official words and its condition say the same thing.
pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for written in text.clauses() {
        let limits: Vec<&Condition> =
            conditions::of_clause(written).into_iter().map(|own| own.condition).collect();
        if limits.iter().any(|condition| is_counted(condition)) {
            continue;
        }
        let quoted =
            limits.iter().flat_map(|condition| conditions::quoted(condition)).map(|(words, _)| words);
        // Patience and system are spoken of elsewhere too: the wording counts where it speaks of violations.
        let wording = written.tree.wording.iter().filter(|wording| {
            limits.iter().any(|condition| !conditions::asked_about(condition).is_empty())
                || !text.lexicon.find(catalogue::NO_VIOLATION_DEFINITION.slug, &wording.text).is_empty()
        });
        findings.extend(finding(text, quoted.chain(wording)));
    }
    let ends = text.sentences(|statement| match statement {
        StatementKind::EndsWhen(condition) => Some(condition),
        _ => None,
    });
    for (_, condition) in ends.filter(|(_, condition)| !is_counted(condition)) {
        findings.extend(finding(text, conditions::quoted(condition).into_iter().map(|(words, _)| words)));
    }
    findings
}

/// Whether it says how often, or leaves it to somebody to say.
fn is_counted(condition: &Condition) -> bool {
    conditions::parts(condition).into_iter().any(|part| {
        matches!(part.kind, ConditionKind::Violates { times: Some(_), .. } | ConditionKind::Judged { .. })
    })
}

fn finding<'a>(text: &Text<'a>, quoted: impl Iterator<Item = &'a tree::Text>) -> Option<Finding> {
    let mut hits: Vec<(Span, String, String, String)> = Vec::new();
    for words in quoted {
        let quotation = Quotation::new(text.draft.sources, words);
        for hit in text.lexicon.find(catalogue::PERSISTENCE_UNDEFINED.slug, quotation.text) {
            let word = quotation.text.get(hit.range.clone()).unwrap_or_default().to_lowercase();
            hits.push((quotation.part(&hit.range), word, hit.entry.why.clone(), hit.entry.ask.clone()));
        }
    }
    let ((span, word, why, ask), others) = hits.split_first()?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::PERSISTENCE_UNDEFINED,
        *span,
        format!("\"{}\": how often is not said", clipped(word, 30)),
    )
    .because("no number and no period");
    for (span, ..) in others.iter().take(2) {
        diagnostic = diagnostic.and(*span, "nor here");
    }
    let diagnostic = diagnostic
        .help(ask.clone())
        .help("or leave it to somebody: `when \"WORDS\", as judged by BODY, ...`")
        .note(format!("\"{word}\": {why}"));
    Some(Finding::plain(diagnostic))
}
