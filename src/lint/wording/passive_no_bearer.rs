//! Duties of the official text in the passive that do not say who owes them: *will be removed*, *shall be established*.

use super::passives::passives;
use super::phrase::quoted;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::lint::{Finding, Text, Written};
use crate::syntax::tree::SubjectKind;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let found = text.quotations().filter_map(|(written, quotation)| {
        // What nobody may do needs no bearer.
        let binds_all = written
            .norm()
            .is_some_and(|(norm, _)| matches!(norm.bearer.who, SubjectKind::Nobody | SubjectKind::Anyone));
        let all = passives(quotation.text);
        let first = all.first().filter(|_| !binds_all)?;
        let shown = quoted(quotation.text, first, 32);
        let mut diagnostic = Diagnostic::new(
            &catalogue::PASSIVE_NO_BEARER,
            quotation.part(first),
            format!("{shown} does not say by whom"),
        )
        .because(because(written));
        for other in all.iter().skip(1).take(3) {
            diagnostic = diagnostic.and(quotation.part(other), "nor this");
        }
        Some(Finding::plain(
            diagnostic
                .help("ask for a text that names who owes it: \"the Sides shall remove …\"")
                .help(match written.is_stated_only() {
                    true => format!("or say it in the clause: `{} PARTY shall ACT by DATE`", written.label()),
                    false => {
                        "or ask all parties to confirm in writing the bearer that the clause names".to_owned()
                    }
                })
                .note("a duty without a bearer can be missed by everybody and broken by nobody"),
        ))
    });
    found.collect()
}

fn because(written: &Written<'_>) -> &'static str {
    match written.norm() {
        Some(_) => "only the clause names somebody",
        None => "and nobody is bound",
    }
}
