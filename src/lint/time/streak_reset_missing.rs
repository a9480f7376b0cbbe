//! A run of days of which it is not said from when it counts, who certifies it, or that anything counts it at all.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text};
use crate::model::waits::Length;
use crate::syntax::tree::{
    Clause, ClauseBody, Condition, ConditionKind, Name, PhaseEnd, QualifierKind, StatementKind,
};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut counted = false;
    for statement in text.statements() {
        if let StatementKind::Streak { name, from, certified_by, .. } = &statement.kind {
            counted = true;
            findings.extend(declared(name, from.is_some(), certified_by.is_some()));
        }
        for run in runs(&statement.kind) {
            counted = true;
            findings.extend(inline(run));
        }
    }
    if !counted {
        findings.extend(in_wording(text));
    }
    findings
}

/// A streak of which something is missing.
fn declared(name: &Name, has_begin: bool, has_judge: bool) -> Option<Finding> {
    let shown: String = name.text.chars().take(18).collect();
    let (title, label) = match (has_begin, has_judge) {
        (true, true) => return None,
        (false, true) => (format!("from when `{shown}` is counted is not said"), "no begin"),
        (true, false) => (format!("who says that `{shown}` is reached is not said"), "nobody certifies it"),
        (false, false) => {
            (format!("`{shown}` has neither a begin nor a judge"), "from when, and who certifies?")
        }
    };
    let mut diagnostic = Diagnostic::new(&catalogue::STREAK_RESET_MISSING, name.spot.0, title).because(label);
    if !has_begin {
        diagnostic =
            diagnostic.help("say from when its days are counted: `... from start`, or from another event");
    }
    if !has_judge {
        diagnostic = diagnostic.help("name who certifies it: `..., certified by BODY`");
    }
    Some(Finding::plain(diagnostic.note(
        "each violation begins the count again; parties whose logs differ will have reached it on different days",
    )))
}

/// A run of days inside a condition, where nothing of the kind can be said.
fn inline(condition: &Condition) -> Option<Finding> {
    let ConditionKind::Run(run) = &condition.kind else { return None };
    let amount = run.duration.amount.text.parse().ok()?;
    let length = Length { amount, unit: run.duration.unit, span: run.duration.spot.0 }.words();
    let diagnostic = Diagnostic::new(
        &catalogue::STREAK_RESET_MISSING,
        condition.spot.0,
        format!("a run of {length} has neither a begin nor a judge"),
    )
    .because("from when, and who certifies?")
    .help(
        "declare it: `streak NAME: 7 consecutive days without violation of 1 from start, certified by BODY`",
    )
    .help("and name it here: `NAME holds`");
    Some(Finding::plain(diagnostic))
}

/// The runs of days in the conditions of a sentence.
fn runs(statement: &StatementKind) -> Vec<&Condition> {
    let mut open: Vec<&Condition> = match statement {
        StatementKind::EndsWhen(condition) => vec![condition],
        StatementKind::RenewedAutomatically { unless, .. } => unless.iter().collect(),
        StatementKind::Phase { end: Some(PhaseEnd::Condition(condition)), .. } => vec![condition],
        StatementKind::Clause(clause) => conditions(clause),
        _ => Vec::new(),
    };
    let mut runs = Vec::new();
    while let Some(condition) = open.pop() {
        match &condition.kind {
            ConditionKind::Any(parts) | ConditionKind::All(parts) => open.extend(parts.iter().rev()),
            ConditionKind::Not(inner) | ConditionKind::Judged { what: inner, .. } => open.push(inner),
            ConditionKind::Run(_) => runs.push(condition),
            _ => {}
        }
    }
    runs
}

fn conditions(clause: &Clause) -> Vec<&Condition> {
    let (when, norm) = match &clause.body {
        ClauseBody::StatedOnly => (None, None),
        ClauseBody::Norm(norm) => (None, Some(norm)),
        ClauseBody::Consequence { when, norm } => (Some(when), Some(norm)),
        ClauseBody::StatusChange { when, .. } => (Some(when), None),
    };
    let of_norm = norm.into_iter().flat_map(|norm| &norm.qualifiers).filter_map(|own| match &own.kind {
        QualifierKind::Provided(condition)
        | QualifierKind::Unless(condition)
        | QualifierKind::When(condition) => Some(condition),
        _ => None,
    });
    when.into_iter().chain(of_norm).collect()
}

/// A run of days in the official wording, of which no sentence makes anything.
fn in_wording(text: &Text<'_>) -> Option<Finding> {
    text.quotations().find_map(|(_, quotation)| {
        let hit =
            text.lexicon.find(catalogue::STREAK_RESET_MISSING.slug, quotation.text).into_iter().next()?;
        let shown = quotation.text.get(hit.range.clone())?.to_lowercase();
        let diagnostic = Diagnostic::new(
            &catalogue::STREAK_RESET_MISSING,
            quotation.part(&hit.range),
            format!("no sentence counts these \"{}\"", shown.chars().take(30).collect::<String>()),
        )
        .because("from when, and who certifies?")
        .help(hit.entry.ask.clone())
        .note(hit.entry.why.clone());
        Some(Finding::plain(diagnostic))
    })
}
