//! Duties that the official text gives to several at once, "the Sides shall", where the clause has chosen `each of` or
//! `jointly`: who owes how much is the clause's reading, not the text's.

use std::ops::Range;

use super::phrase::{number, quoted};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::quotation::words;
use crate::lint::{Claim, Finding, Parting, Reading, Text, Written};
use crate::syntax::tree::{Distribution, Modal};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut found = text.quotations().filter_map(|(written, quotation)| {
        let (norm, _) = written.norm()?;
        // What each of several must not do is the same as what none of them may.
        if norm.modal != Modal::Shall || norm.bearer.distribution == Distribution::Unsaid {
            return None;
        }
        let plural = plural_duty(quotation.text)?;
        let parting = parting(text, written)?;
        Some((written, norm, quotation, plural, parting))
    });
    // A text that does not say it once does not say it anywhere: it is one fault.
    let Some((written, norm, quotation, plural, parting)) = found.next() else { return Vec::new() };
    let (chosen, other) = match norm.bearer.distribution {
        Distribution::Jointly => ("jointly", "each of"),
        _ => ("each of", "jointly"),
    };
    let shown = quoted(quotation.text, &plural, 26);
    let mut diagnostic = Diagnostic::new(
        &catalogue::JOINT_DUTY_UNSPLIT,
        quotation.part(&plural),
        format!("{shown}: each of them, or together"),
    )
    .because("the text does not say which")
    .and(norm.bearer.spot.0, format!("the clause says `{chosen}`"));
    for (_, _, quotation, plural, _) in found.take(2) {
        diagnostic = diagnostic.and(quotation.part(&plural), "nor here");
    }
    let diagnostic = diagnostic
        .help("have the text say it: \"each of the Sides shall\", or \"the Sides shall jointly\"")
        .help(format!("or write `{other}`, if that is what was agreed in `{}`", number(written)))
        .note("`each of`: everyone owes all of it; `jointly`: it is enough that one of them does it");
    vec![Finding::parting(diagnostic, Some(parting))]
}

/// One of those who owe it does it, and nobody else.
fn parting(text: &Text<'_>, written: &Written<'_>) -> Option<Parting> {
    let model = text.model();
    let owing = written.clause.asks.as_ref()?.bearers.everybody();
    let first = owing.first()?;
    let needed = owing.len();
    if needed < 2 {
        return None;
    }
    let reading =
        |taken: &str, comes_to: String, claim: Claim| Reading { taken: taken.to_owned(), comes_to, claim };
    let label = written.label();
    let together = reading(
        "if they owe it together",
        format!("`{label}` is fulfilled"),
        Claim::Enough { done: 1, needed: 1 },
    );
    let each = reading(
        "if each of them owes it",
        format!("`{label}` is missed by {} of {needed}", needed - 1),
        Claim::NotEnough { done: 1, needed },
    );
    Some(Parting {
        incident: format!("{} alone does what `{label}` requires", model.actors.name(*first)),
        readings: [together, each],
    })
}

/// Several with one word of duty, and no word that says how they share it: from the word for them to that of duty.
fn plural_duty(text: &str) -> Option<Range<usize>> {
    const SEVERAL: [&str; 12] = [
        "sides",
        "parties",
        "guarantors",
        "co-chairs",
        "governments",
        "states",
        "signatories",
        "members",
        "commanders",
        "forces",
        "delegations",
        "they",
    ];
    const DUTY: [&str; 6] = ["shall", "will", "must", "should", "undertake", "agree"];
    const SHARED: [&str; 16] = [
        "each",
        "jointly",
        "joint",
        "together",
        "severally",
        "respectively",
        "respective",
        "individually",
        "separately",
        "either",
        "both",
        "every",
        "own",
        "mutually",
        "one",
        "neither",
    ];
    let all = words(text);
    let lower: Vec<String> = all.iter().map(|(_, word)| word.to_lowercase()).collect();
    if lower.iter().any(|word| SHARED.contains(&word.as_str()) && word != "both") {
        return None;
    }
    let duty = lower.iter().enumerate().find_map(|(at, word)| {
        let before = at.checked_sub(1).and_then(|before| lower.get(before))?;
        (DUTY.contains(&word.as_str()) && SEVERAL.contains(&before.as_str())).then_some(at)
    })?;
    let (last, _) = all.get(duty)?;
    // "both parties shall", "the Sides shall".
    let leading = duty.checked_sub(2).filter(|&at| {
        lower.get(at).is_some_and(|word| matches!(word.as_str(), "the" | "both" | "all" | "two"))
    });
    let (first, _) = all.get(leading.unwrap_or(duty - 1))?;
    Some(first.start..last.end)
}

#[cfg(test)]
mod tests {
    use super::plural_duty;

    #[test]
    fn several_with_one_duty_are_found() {
        let found = |text: &'static str| plural_duty(text).map(|range| &text[range]);
        assert_eq!(found("The Sides shall open the road"), Some("The Sides shall"));
        assert_eq!(found("thus both parties will withdraw"), Some("both parties will"));
        for silent in [
            "Each of the Sides shall open the road",
            "The Sides shall jointly open it",
            "The forces shall withdraw, each to its own barracks",
            "The roads shall be opened",
            "Turkey shall open the road to the Parties",
        ] {
            assert_eq!(found(silent), None, "{silent}");
        }
    }
}
