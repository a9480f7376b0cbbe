//! A lasting truce that forbids attacks and says nothing of arrests, sieges and the denial of relief: some count them as
//! breaches, and others do not.

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::spoken::{acts, forbidding_attacks, spoken};
use crate::lint::{Finding, Text};

/// What is asked for, and how a sentence calls it.
const KINDS: [(&[&str], &str); 4] = [
    (&["detain", "abduct"], "arrests"),
    (&["besiege", "lift_siege", "block_route", "open_route"], "sieges or blocked roads"),
    (&["obstruct_aid", "humanitarian_access"], "denial of relief"),
    (&["spread_propaganda", "incite"], "propaganda"),
];

/// A truce for a few weeks need not settle how the sides live beside each other.
const LASTING_SECONDS: i64 = 90 * 24 * 60 * 60;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    finding(text).into_iter().collect()
}

fn finding(text: &Text<'_>) -> Option<Finding> {
    let model = text.model();
    let short =
        model.begin.zip(model.end).is_some_and(|(begin, end)| end.saturating_sub(begin) < LASTING_SECONDS);
    if short {
        return None;
    }
    let spoken = spoken(text);
    let forbids = *forbidding_attacks(text, spoken).first()?;
    let unsaid: Vec<&str> = KINDS
        .iter()
        .filter(|(names, _)| {
            let kind = acts(model, names);
            !spoken.iter().any(|own| own.has_act(&kind))
        })
        .map(|(_, words)| *words)
        .collect();
    // Propaganda alone is left out of nearly every text.
    let weighty = unsaid.iter().filter(|words| **words != "propaganda").count();
    if weighty < 2 {
        return None;
    }
    let (norm, _) = text.clause(forbids)?.norm()?;
    let title = "conduct without weapons is neither in nor out";
    let listed =
        crate::scope::listed(&unsaid.iter().map(|words| (*words).to_owned()).collect::<Vec<_>>(), "and");
    Some(Finding::plain(
        Diagnostic::new(&catalogue::NON_VIOLENT_UNSAID, norm.action.spot.0, title)
            .because("attacks are, other conduct is not")
            .help("forbid what counts as a breach: `each of PARTIES shall not detain or besiege Civilians`")
            .help("or say that it is no breach: `each of PARTIES may detain`, or `stated only`")
            .note(format!("no clause speaks of {listed}; `armistice gaps` lists all that none mentions")),
    ))
}
