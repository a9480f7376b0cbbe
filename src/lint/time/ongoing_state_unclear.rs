//! A duty that brings about a state by a date, where nothing says whether the state must last.

use super::states::{acts, bring_about_a_state, once, undoing};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text, Written};
use crate::model::clauses::Modality;
use crate::scope::{Meetings, Region, Scope, acts_in_words};
use crate::sets::{Bits, Intervals};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let Some(as_written) = text.draft.readings.first() else { return Vec::new() };
    let mut due = text.clauses().iter().filter_map(|written| reversal(text, written)).peekable();
    if due.peek().is_none() {
        return Vec::new();
    }
    let forbidding = as_written.rules.iter().filter(|rule| rule.modality == Modality::Prohibition);
    let forbidden = Meetings::of(forbidding.map(|rule| (rule.clause, &rule.scope)));
    let open = due.filter(|(_, _, reversal)| forbidden.with(reversal).is_empty());
    open.filter_map(|(written, acts, _)| finding(text, written, &acts)).collect()
}

/// What would undo what a clause asks for by a date: the acts, and the facts by those who owe it, there and with the same means.
fn reversal<'t, 'a>(text: &Text<'a>, written: &'t Written<'a>) -> Option<(&'t Written<'a>, Bits, Scope)> {
    let (list, obligation) = once(written)?;
    obligation.by?;
    let own = acts(text.model(), list);
    let undoing = undoing(text.model(), &own);
    if !bring_about_a_state(text.model(), &own) || undoing.is_empty() {
        return None;
    }
    let deed = text.draft.compiler(None).scope(&written.clause.asks.as_ref()?.deed).ok()?;
    let universe = text.draft.universe();
    let reversed = deed.regions().iter().map(|region| Region {
        actors: region.actors.clone(),
        means: region.means.clone(),
        cells: region.cells.clone(),
        acts: undoing.clone(),
        time: Intervals::all(),
        ..Region::whole(&universe)
    });
    let reversed: Scope = reversed.collect();
    (!reversed.is_empty()).then_some((written, undoing, reversed))
}

fn finding(text: &Text<'_>, written: &Written<'_>, undoing: &Bits) -> Option<Finding> {
    let (norm, _) = written.norm()?;
    let label: String = written.label().chars().take(16).collect();
    let all = Bits::full(text.draft.universe().acts);
    let undoing_acts: Vec<&str> = undoing
        .iter()
        .filter_map(|leaf| text.model().deeds.acts.get(leaf))
        .map(|class| class.name.as_str())
        .collect();
    let first = undoing_acts.first()?;
    let diagnostic = Diagnostic::new(
        &catalogue::ONGOING_STATE_UNCLEAR,
        norm.action.spot.0,
        format!("whether `{label}` is to last is not said"),
    )
    .because("no clause forbids undoing it")
    .help(format!("forbid what undoes it, from its date on: `X shall not {first} ... from DATE`"))
    .help("or say that it is owed once, and waive this finding")
    .note(format!(
        "done in time, `{label}` stays fulfilled even if it is undone a day later ({})",
        acts_in_words(text.model(), undoing, &all)
    ));
    Some(Finding::plain(diagnostic))
}
