//! Clauses that come to nothing: dead by their own words, or swallowed by what prevails over them.

use std::collections::BTreeSet;

use super::{Claim, Finding};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::draft::words::with_headings;
use crate::model::clauses::{ClauseKind, Modality};
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId};
use crate::scope::{Compiler, Fact, Rule, Scope, in_words, witness};
use crate::sets::Intervals;

/// All clauses whose scope, or effective scope, has no fact under any reader.
pub(super) fn find(draft: &Draft<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for clause in (0..draft.model.clauses.len()).map(ClauseId::at) {
        // A clause that was too complex for one reader is no rule there: nothing is claimed of it.
        let rules: Option<Vec<&Rule>> =
            draft.readings.iter().map(|reading| reading.rules.get(clause)).collect();
        let Some(rules) = rules.filter(|rules| rules.iter().all(|rule| rule.effective.is_empty())) else {
            continue;
        };
        let swallowed = rules.iter().zip(&draft.readings).find(|(rule, _)| !rule.scope.is_empty());
        findings.extend(match swallowed {
            Some((rule, reading)) => swallowed_finding(draft, rule, reading.reader),
            None => dead(draft, clause),
        });
    }
    findings
}

/// Which part of a clause leaves nothing of it, and where to say so.
enum Why {
    /// The agreement is not in force then.
    Force,
    Bearers,
    Targets,
    EachOther,
    Time,
    Place,
    Exception,
    /// Only several parts together.
    Together,
}

fn dead(draft: &Draft<'_>, clause: ClauseId) -> Option<Finding> {
    let declared = draft.model.clause(clause)?;
    // A deadline beyond the end is a matter of the schedule.
    let description = match &declared.kind {
        ClauseKind::Conduct { scope, .. } => scope,
        ClauseKind::Duty(duty) => {
            let window = Intervals::of(duty.from, duty.due);
            if !draft.times_in_force().intersects(&window) {
                return None;
            }
            &duty.deed
        }
        ClauseKind::StatedOnly | ClauseKind::Change | ClauseKind::NotEvaluated { .. } => return None,
    };
    // It may apply once a change has put somebody on a list.
    if !draft.model.past.changes.is_empty() {
        let later = Compiler::with_changes(draft.model, None, &BTreeSet::new()).scope(description);
        if later.is_ok_and(|scope| !scope.is_empty()) {
            return None;
        }
    }
    let why = why_dead(draft, description);
    let (label, help) = match why {
        Why::Force => ("outside the time in force", "give it a time while the agreement is in force"),
        Why::Bearers => ("nobody is bound by it then", "name a bearer who is bound at that time"),
        Why::Targets => ("nobody of these is there then", "name whom it protects or concerns at that time"),
        Why::EachOther => ("there are no two of them", "name two, or name the other side"),
        Why::Time => ("this time never comes", "correct its time"),
        Why::Place => ("no ground is left of this place", "name a place that has ground"),
        Why::Exception => {
            ("the exception takes everything out", "narrow what stands after `except` or `unless`")
        }
        Why::Together => ("its parts leave nothing", "take out one of the words that narrow it"),
    };
    let label_of_clause = draft.label(clause);
    let diagnostic = Diagnostic::new(
        &catalogue::DEAD_CLAUSE,
        draft.words_span(clause)?,
        format!("`{label_of_clause}` never applies to anything"),
    )
    .because(label)
    .help(help)
    .help(format!("or take `{label_of_clause}` out"));
    let diagnostic = with_headings(draft, diagnostic, clause, &[]);
    Some(Finding { diagnostic, claim: Claim::Dead { clause } })
}

/// The first part without which something would be left.
fn why_dead(draft: &Draft<'_>, description: &Description) -> Why {
    let compiler = draft.compiler(None);
    let mut parts = Vec::new();
    flatten(description, &mut parts, 0);
    let force = compiler.scope(&draft.model.in_force).ok();
    let revives = |left: &[&Description], in_force: bool| {
        let whole = left.iter().try_fold(Scope::whole(compiler.universe()), |scope, part| {
            compiler.scope(part).ok().map(|part| scope.intersection(&part))
        });
        let whole = match (&force, in_force) {
            (Some(force), true) => whole.map(|whole| whole.intersection(force)),
            _ => whole,
        };
        whole.is_some_and(|whole| !whole.is_empty())
    };
    if revives(&parts, false) {
        return Why::Force;
    }
    for (index, part) in parts.iter().enumerate() {
        let mut left = parts.clone();
        left.remove(index);
        if !revives(&left, true) {
            continue;
        }
        return match part {
            Description::Actor(_) => Why::Bearers,
            Description::Target(_) => Why::Targets,
            Description::EachOther(_) => Why::EachOther,
            Description::Time(_) => Why::Time,
            Description::Place(_) => Why::Place,
            Description::Not(_) => Why::Exception,
            _ => Why::Together,
        };
    }
    Why::Together
}

/// The parts that must all hold, those of nested lists among them.
fn flatten<'d>(description: &'d Description, parts: &mut Vec<&'d Description>, depth: usize) {
    match description {
        Description::All(inner) if depth < 100 => {
            inner.iter().for_each(|part| flatten(part, parts, depth + 1));
        }
        other => parts.push(other),
    }
}

fn swallowed_finding(draft: &Draft<'_>, rule: &Rule, reader: Option<ActorId>) -> Option<Finding> {
    let (clause, model) = (rule.clause, draft.model);
    let shown = rule.scope.regions().first()?;
    let fact: Fact = witness(model, shown)?;
    let by: Vec<ClauseId> = rule.cuts.iter().map(|cut| cut.by).collect();
    let label = draft.label(clause);
    let (does, not) = match rule.modality {
        Modality::Prohibition => ("forbids", "forbidden"),
        Modality::Permission => ("permits", "permitted"),
        Modality::Obligation | Modality::Release => ("requires", "required"),
    };
    let mut diagnostic = Diagnostic::new(
        &catalogue::EXCEPTION_SWALLOWS_RULE,
        draft.words_span(clause)?,
        format!("the exceptions leave nothing that `{label}` {does}"),
    )
    .because("nothing is left of this");
    for &other in by.iter().take(6) {
        let takes = match model.clause(other).map(|clause| &clause.kind) {
            Some(ClauseKind::Conduct { modality: Modality::Permission, .. }) => "permitted all the same",
            Some(ClauseKind::Conduct { .. }) => "forbidden all the same",
            _ => "required all the same",
        };
        diagnostic = diagnostic.and(draft.words_span(other)?, takes);
    }
    let holder = rule.cuts.iter().find(|cut| cut.scope.contains(&fact)).map(|cut| draft.label(cut.by));
    let because = holder.map(|other| format!(" (not {not}: `{other}` prevails)")).unwrap_or_default();
    diagnostic.witness = Some(format!("{}{because}", in_words(model, &fact, Some(shown))));
    let others = by.first().map_or("", |&other| draft.label(other));
    diagnostic = diagnostic
        .help(format!(
            "narrow `{others}` to the cases that are meant, so that something of `{label}` is left"
        ))
        .help(format!("or take `{label}` out, if nothing of it is meant"));
    let diagnostic = with_headings(draft, diagnostic, clause, &[]);
    Some(Finding { diagnostic, claim: Claim::Swallowed { clause, reader, by, fact } })
}
