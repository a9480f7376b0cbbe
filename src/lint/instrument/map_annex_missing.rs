//! Maps and annexes that nobody can look at, and those of which the official text speaks and no sentence names.

use crate::catalogue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{Finding, Text};
use crate::syntax::tree::{AnnexState, Extent, LineCourse, StatementKind};

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let annexes = text.sentences(|statement| match statement {
        StatementKind::Annex { title, state } => Some((title, *state)),
        _ => None,
    });
    let annexes: Vec<_> = annexes.map(|(_, own)| own).collect();
    let mut found = Vec::new();
    for (title, state) in &annexes {
        let (missing, because) = match state {
            AnnexState::Attached => continue,
            AnnexState::NotAttached => ("is not attached", "so nobody can read it here"),
            AnnexState::Confidential => ("is confidential", "so not all can read it"),
        };
        let shown: String = title.text.chars().take(36).collect();
        found.push(Finding::plain(
            Diagnostic::new(
                &catalogue::MAP_ANNEX_MISSING,
                title.spot.0,
                format!("annex \"{shown}\" {missing}"),
            )
            .because(because)
            .help(format!("attach it: `annex \"{}\", attached.`", title.text))
            .help("or say in a clause who produces it and by when: `PARTY shall delimit ZONE by DATE`")
            .note(
                "what stands in it is not judged: zones, lists and distances that it gives are unknown here",
            ),
        ));
    }
    found.extend(spoken_of(text, annexes.is_empty()));
    found
}

/// The first words of the official text that speak of an annex or a map, where no sentence names any.
fn spoken_of(text: &Text<'_>, no_annex: bool) -> Option<Finding> {
    let drawn = text.statements().iter().any(|statement| {
        matches!(
            &statement.kind,
            StatementKind::Zone { extent: Some(Extent::File(_)), illustrative: false, .. }
                | StatementKind::Line { course: LineCourse::File(_), .. }
        )
    });
    if !no_annex {
        return None;
    }
    let hits = text.quotations().flat_map(|(written, quotation)| {
        let hits = text.lexicon.find(catalogue::MAP_ANNEX_MISSING.slug, quotation.text);
        let spans = hits.into_iter().map(|hit| {
            let words = quotation.text.get(hit.range.clone()).unwrap_or_default().to_lowercase();
            (quotation.part(&hit.range), words, hit.entry, written.label())
        });
        spans.collect::<Vec<_>>()
    });
    // A map that is drawn in a file beside the agreement is there.
    let missing: Vec<_> = hits.filter(|(_, words, ..)| !(drawn && words.contains("map"))).collect();
    let (span, words, entry, label) = missing.first()?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::MAP_ANNEX_MISSING,
        *span,
        format!("`{}` speaks of \"{words}\", and none is named", label.chars().take(12).collect::<String>()),
    )
    .because("no `annex` sentence names one");
    diagnostic.severity = Severity::Warning;
    for (span, ..) in missing.iter().skip(1).take(3) {
        diagnostic = diagnostic.and(*span, "and this");
    }
    Some(Finding::plain(diagnostic.help(entry.ask.clone()).note(format!("\"{words}\": {}", entry.why))))
}
