//! A duty to be met once without a date, beside duties that have one.

use super::states::{acts, bring_about_a_state, once};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text, Written};
use crate::sets::Bits;
use crate::source::Span;
use crate::syntax::tree::QualifierKind;

/// What a boundary is drawn by: that it has no date is proved where a duty depends on it.
const DELIMIT: &str = "delimit";

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let model = text.model();
    let mut dated: Option<(Span, &str)> = None;
    let mut dated_acts = Bits::empty(model.deeds.acts.universe());
    for written in text.clauses() {
        if let (Some((list, obligation)), Some(span)) = (once(written), date(written))
            && obligation.by.is_some()
        {
            dated = dated.or(Some((span, written.label())));
            dated_acts.union_with(&acts(model, list));
        }
    }
    let Some(beside) = dated else { return Vec::new() };
    let mut findings = Vec::new();
    for written in text.clauses() {
        let Some((list, obligation)) = once(written) else { continue };
        let undated = obligation.by.is_none() && obligation.until.is_none() && obligation.hangs_on.is_none();
        let own = acts(model, list);
        // What is done once elsewhere by a date is done once here.
        let is_met_once = bring_about_a_state(model, &own) || own.intersects(&dated_acts);
        let delimits = list.names.iter().any(|name| name.text == DELIMIT);
        if undated && is_met_once && !delimits && !has_words_for_a_date(text, written) {
            findings.extend(finding(written, beside));
        }
    }
    findings
}

/// Whether its official wording has words for a date: that they name no day is another finding.
fn has_words_for_a_date(text: &Text<'_>, written: &Written<'_>) -> bool {
    let wording = written.tree.wording.as_ref();
    wording.is_some_and(|own| !text.lexicon.find(catalogue::FUZZY_DATE.slug, &own.text).is_empty())
}

/// The words of its date.
fn date(written: &Written<'_>) -> Option<Span> {
    let (norm, _) = written.norm()?;
    let dates = |kind: &QualifierKind| {
        matches!(kind, QualifierKind::By(_) | QualifierKind::Within { .. } | QualifierKind::Between(..))
    };
    norm.qualifiers.iter().find(|own| dates(&own.kind)).map(|own| own.spot.0)
}

fn finding(written: &Written<'_>, (dated, other): (Span, &str)) -> Option<Finding> {
    let (norm, _) = written.norm()?;
    let label: String = written.label().chars().take(16).collect();
    let diagnostic = Diagnostic::new(
        &catalogue::UNDATED_DUTY,
        norm.action.spot.0,
        format!("by when `{label}` is to be done is not said"),
    )
    .because("no date")
    .and(dated, format!("`{other}` has one"))
    .help("give it a date, e.g. `by DATE` or `within 30 days of start`")
    .help("or say what it waits for, e.g. `within 7 days of 2.1 is fulfilled`")
    .note("a duty without a date is never late: it stays pending for as long as the agreement lasts");
    Some(Finding::plain(diagnostic))
}
