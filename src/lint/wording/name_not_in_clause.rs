//! Parties, zones, lines and places that the official text speaks of and the clause does not.

use std::collections::BTreeSet;

use super::phrase::{and_the_others, number, quoted};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::declared::Declared;
use crate::lint::formal::Formal;
use crate::lint::phrases::{Phrases, Spoken};
use crate::lint::{Finding, Text, Written};
use crate::syntax::tree::StatementKind;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let declared = Declared::new(text);
    let phrases = Phrases::new(&declared);
    let judged = text.quotations().filter(|(written, _)| !written.is_stated_only());
    let found = judged.filter_map(|(written, quotation)| {
        let spoken = phrases.find(quotation.text);
        spoken.first()?;
        let formal = Formal::new(&declared, written);
        let missing: Vec<&Spoken<'_>> = spoken
            .iter()
            .filter(|own| {
                let words = quotation.text.get(own.range.clone()).unwrap_or_default();
                !own.names.iter().any(|name| is_answered(&declared, &formal, name))
                    && !formal.has_words(words)
            })
            .collect();
        let first = missing.first()?;
        let others: Vec<_> = missing.iter().skip(1).map(|own| own.range.clone()).collect();
        Some(finding(
            text,
            written,
            quotation.text,
            first,
            |diagnostic| and_the_others(diagnostic, &quotation, &others),
            quotation.part(&first.range),
        ))
    });
    found.collect()
}

fn finding(
    text: &Text<'_>,
    written: &Written<'_>,
    wording: &str,
    spoken: &Spoken<'_>,
    with_others: impl Fn(Diagnostic) -> Diagnostic,
    span: crate::source::Span,
) -> Finding {
    let shown = quoted(wording, &spoken.range, 24);
    let name = spoken.names.first().copied().unwrap_or_default();
    let is_ground = text.statements().iter().any(|own| {
        crate::lint::declared::declares(&own.kind) == Some(name)
            && matches!(
                own.kind,
                StatementKind::Zone { .. } | StatementKind::Line { .. } | StatementKind::Place { .. }
            )
    });
    let diagnostic = Diagnostic::new(
        &catalogue::NAME_NOT_IN_CLAUSE,
        span,
        format!("{shown} has no counterpart in `{}`", number(written)),
    )
    .because("not in the clause itself");
    let diagnostic = with_others(diagnostic);
    let diagnostic = match is_ground {
        true => diagnostic.help(format!("name it in the clause: `in {name}`")),
        false => {
            diagnostic.help(format!("name `{name}` in the clause, as the one who acts or to whom it is done"))
        }
    };
    Finding::plain(
        diagnostic
            .help("or end the quotation before it, where another clause says it")
            .note(format!("{shown} is a name of `{name}`, which `{}` does not speak of", written.label())),
    )
}

/// Whether a clause speaks of what a name stands for: by that name, by one that is declared by it, or by a member of it.
fn is_answered(declared: &Declared<'_>, formal: &Formal<'_>, name: &str) -> bool {
    let is_actor = declared
        .of(name)
        .iter()
        .any(|kind| matches!(kind, StatementKind::Actor { .. } | StatementKind::Group { .. }));
    if formal.names.contains(name) || (is_actor && formal.everybody) {
        return true;
    }
    // The members of a group, and theirs.
    let mut open = if is_actor { declared.used_by(name) } else { Vec::new() };
    let mut seen = BTreeSet::new();
    while let Some(member) = open.pop() {
        if formal.names.contains(member) {
            return true;
        }
        if seen.insert(member) {
            open.extend(declared.used_by(member));
        }
    }
    false
}
