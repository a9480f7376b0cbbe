//! One sentence in the form of a scenario, read as if the agreement carried it.

use crate::catalogue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::clauses::Account;
use crate::model::{self, Model, SideFiles};
use crate::source::{FileId, Sources, Span};
use crate::syntax::parser::parse;
use crate::syntax::tree::{Agreement, StatementKind};

/// A question that could be read.
pub struct Question {
    /// The agreement with the question in it, so that their names and conditions are the same.
    pub model: Model,
    /// What the question says happened.
    pub account: Account,
    /// Its words.
    pub span: Span,
}

/// Reads a question to an agreement that has no errors. The full stop may be missing.
///
/// # Errors
/// What is wrong with the question, shown under its own words.
pub fn read(
    sources: &mut Sources,
    agreement: &Agreement,
    files: &dyn SideFiles,
    sentence: &str,
) -> Result<Question, Vec<Diagnostic>> {
    let text = sentence.trim().trim_end_matches(['?', '.', ' ']);
    let file = sources.add("question", format!("{text}."));
    let frame = sources.add("question", "scenario \"the question\".");
    let parsed = parse(sources, file);
    if !parsed.diagnostics.is_empty() {
        return Err(parsed.diagnostics);
    }
    let mut statements = parsed.agreement.statements.into_iter();
    let (Some(asked), None) = (statements.next(), statements.next()) else {
        return Err(vec![no_event(file, text, "one event at a time is asked about")]);
    };
    if !matches!(asked.kind, StatementKind::Happens(_)) {
        return Err(vec![no_event(file, text, "this says of no event that it happened")]);
    }
    let span = asked.spot.0;
    let mut whole = agreement.clone();
    whole.statements.extend(parse(sources, frame).agreement.statements);
    whole.statements.push(asked);
    let resolved = model::resolve(sources, &whole, files);
    let of_the_question = |fault: &Diagnostic| {
        fault.severity == Severity::Error && fault.span().is_some_and(|s| s.file == file)
    };
    let faults: Vec<Diagnostic> = resolved.diagnostics.into_iter().filter(of_the_question).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let asked = resolved.model.scenarios.last().and_then(|scenario| scenario.accounts.last());
    let Some((account, _)) = asked.cloned() else {
        return Err(vec![no_event(file, text, "this says of no event that it happened")]);
    };
    Ok(Question { model: resolved.model, account, span })
}

fn no_event(file: FileId, text: &str, title: &str) -> Diagnostic {
    let span = Span { file, start: 0, end: u32::try_from(text.len()).unwrap_or(u32::MAX) };
    Diagnostic::new(&catalogue::MISPLACED_SENTENCE, span, title)
        .because("no event")
        .help("ask as a scenario tells it: `on 2016-03-01 12:00 Russia airstrikes Nusra in Aleppo`")
}
