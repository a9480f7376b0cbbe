//! Names and words of the wording to which the text gives no meaning: what is declared without one, and terms of art.

use super::undefined_term::plain;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::lint::{Finding, Text};
use crate::model::names::fold;
use crate::syntax::tree::{ActionKind, NameRef, QualifierKind, StatementKind};

/// Acts and classes of means that are only names, where a clause speaks of them.
pub(super) fn open_classes(text: &Text<'_>) -> Vec<Finding> {
    let used = used_names(text);
    let declared = text.sentences(|statement| match statement {
        StatementKind::Act { name, title, parents: None } => Some((name, title.as_ref(), "act")),
        StatementKind::Means { name, title, members: None } => Some((name, title.as_ref(), "means")),
        _ => None,
    });
    declared
        .filter(|(_, (name, title, _))| {
            used.contains(&name.text.as_str())
                && title.is_none_or(|title| says_no_more(&name.text, &title.text))
        })
        .map(|(_, (name, _, kind))| {
            let whole = match kind {
                "act" => format!("say of what it is a kind: `act {}: ACTS`", name.text),
                _ => format!("say of what it is made: `means {}: tank, artillery and mlrs`", name.text),
            };
            Finding::plain(
                Diagnostic::new(
                    &catalogue::UNDEFINED_TERM,
                    name.spot.0,
                    format!("`{}` is not defined", clipped(&name.text, 38)),
                )
                .because("a name without a meaning")
                .help(whole)
                .help(format!("or describe it: `{kind} {} \"WHAT IT IS\"`", name.text)),
            )
        })
        .collect()
}

/// Terms of art of the official wording which the agreement neither defines nor uses in the clause itself.
pub(super) fn terms_of_art(text: &Text<'_>) -> Vec<Finding> {
    let mut seen: Vec<String> = Vec::new();
    let mut findings = Vec::new();
    let declared: Vec<String> = declared_words(text);
    for (written, quotation) in text.quotations() {
        let own = fold(text.draft.sources.words(written.clause.words));
        for hit in text.lexicon.find(catalogue::UNDEFINED_TERM.slug, quotation.text) {
            let words = quotation.text.get(hit.range.clone()).unwrap_or_default();
            let folded = fold(words);
            let defined = declared.iter().any(|known| known.contains(&folded));
            if defined || (!written.is_stated_only() && own.contains(&folded)) || seen.contains(&folded) {
                continue;
            }
            findings.push(Finding::plain(
                plain(quotation.part(&hit.range), words, "used, and defined nowhere")
                    .help(hit.entry.ask.clone())
                    .note(format!("\"{}\": {}", words.to_lowercase(), hit.entry.why)),
            ));
            seen.push(folded);
        }
    }
    findings
}

/// The names of acts and means that clauses, terms and further classes speak of.
fn used_names<'a>(text: &Text<'a>) -> Vec<&'a str> {
    let mut used: Vec<&str> = Vec::new();
    for (_, norm, _) in text.norms() {
        match &norm.action.kind {
            ActionKind::Do(acts)
            | ActionKind::Begin(acts)
            | ActionKind::Complete(acts)
            | ActionKind::Allow(acts)
            | ActionKind::Minimise(acts)
            | ActionKind::Prevent { acts, .. } => used.extend(acts.names.iter().map(|own| own.text.as_str())),
            ActionKind::Keep { means, .. } => used.extend(means.names.iter().map(|own| own.text.as_str())),
        }
        let excepted = norm.qualifiers.iter().flat_map(|own| match &own.kind {
            QualifierKind::Except(alternatives) => alternatives.as_slice(),
            _ => &[],
        });
        for object in norm.action.objects.iter().chain(excepted.flatten()) {
            used.extend(object.refs.refs.iter().filter_map(|own| match own {
                NameRef::Name(name) => Some(name.text.as_str()),
                _ => None,
            }));
        }
    }
    used
}

/// Whether a title only repeats the words of a name, but for words that say nothing by themselves.
pub(super) fn says_no_more(name: &str, title: &str) -> bool {
    const SMALL: [&str; 11] = ["a", "an", "the", "of", "to", "in", "on", "for", "by", "and", "with"];
    let (name, title) = (fold(name).replace(' ', ""), fold(title));
    title.split(' ').all(|word| SMALL.contains(&word) || name.contains(word.trim_end_matches('s')))
}

/// What the agreement gives a meaning to: full names of its terms, groups, zones, acts and means.
fn declared_words(text: &Text<'_>) -> Vec<String> {
    let titles = text.statements().iter().filter_map(|statement| match &statement.kind {
        StatementKind::Term { title, .. } => Some(title),
        StatementKind::Group { title: Some(title), open: false, .. }
        | StatementKind::Zone { title: Some(title), undelimited: None, .. }
        | StatementKind::Act { title: Some(title), parents: Some(_), .. }
        | StatementKind::Means { title: Some(title), members: Some(_), .. } => Some(title),
        _ => None,
    });
    titles.map(|title| fold(&title.text)).collect()
}
