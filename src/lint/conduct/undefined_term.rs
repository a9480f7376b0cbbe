//! Words on which something hangs and to which the text gives no meaning: terms, acts and classes of means without a
//! definition, conditions that are only quoted, and terms of art in the official wording.

use super::self_defence::is_named;
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::lint::hinges::{hanging_on, lies_in, literal, literal_of_term, parting, stated, terms, unjudged};
use crate::lint::{Finding, Text};
use crate::model::ids::LiteralId;
use crate::model::names::fold;
use crate::source::Span;
use crate::syntax::tree::{ActionKind, ConditionKind, QualifierKind, StatementKind};

/// Words for the run of breaches are another rule's.
const OF_ANOTHER_RULE: &str = "persistence-undefined";

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let mut findings = open_terms(text);
    findings.extend(quoted_conditions(text));
    findings.extend(open_classes(text));
    findings.extend(terms_of_art(text));
    findings
}

/// Terms that are declared and not defined, or defined by their own words.
fn open_terms(text: &Text<'_>) -> Vec<Finding> {
    let empty = |title: &str, meanings: &[&crate::syntax::tree::Condition]| {
        meanings
            .iter()
            .all(|own| matches!(&own.kind, ConditionKind::Words(words) if says_no_more(title, &words.text)))
    };
    let open = terms(text)
        .into_iter()
        .filter(|term| empty(term.title, &term.meanings) && !is_named(text, term.title));
    open.filter_map(|term| {
        let literal = literal_of_term(text, term.title)?;
        let readings = "or record how each side reads it: `as read by PARTY: CONDITION.` for each";
        let used = !hanging_on(text, literal).is_empty();
        used.then(|| on_condition(text, term.span, term.title, literal, readings))
    })
    .collect()
}

/// Conditions in quotation marks that nobody is named to judge.
fn quoted_conditions(text: &Text<'_>) -> Vec<Finding> {
    let mut seen: Vec<&str> = Vec::new();
    let mut findings = Vec::new();
    for own in stated(text) {
        let judged = own.clause.and_then(|clause| text.clause(clause)?.norm()).is_some_and(|(norm, _)| {
            norm.qualifiers.iter().any(|own| matches!(own.kind, QualifierKind::JudgedBy(_)))
        });
        for part in unjudged(own.condition).into_iter().filter(|_| !judged) {
            let ConditionKind::Words(words) = &part.kind else { continue };
            let answered = is_named(text, &words.text)
                || !text.lexicon.find(OF_ANOTHER_RULE, &words.text).is_empty()
                || seen.contains(&words.text.as_str());
            if answered {
                continue;
            }
            seen.push(&words.text);
            findings.push(match literal(text, part) {
                Some(literal) => {
                    let judge = "or name who decides: `\"WORDS\", as judged by BODY`";
                    on_condition(text, part.spot.0, &words.text, literal, judge)
                }
                // What hangs on it is a duty, which is owed or not as one takes the words.
                None => Finding::plain(
                    plain(part.spot.0, &words.text, "quoted, and defined nowhere")
                        .help(format!("define the words: `term \"{}\": CONDITION`", words.text))
                        .help("or name who decides: `\"WORDS\", as judged by BODY`"),
                ),
            });
        }
    }
    findings
}

/// Acts and classes of means that are only names, where a clause speaks of them.
fn open_classes(text: &Text<'_>) -> Vec<Finding> {
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
fn terms_of_art(text: &Text<'_>) -> Vec<Finding> {
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

/// What is said of words that decide what a clause covers.
fn on_condition(text: &Text<'_>, span: Span, words: &str, literal: LiteralId, or: &str) -> Finding {
    let [applies, not] = [format!("if \"{words}\" is taken to apply"), "if it is not".to_owned()];
    let mut diagnostic = plain(span, words, "no meaning and no judge")
        .help(format!("define it: `term \"{words}\": CONDITION`"));
    for clause in hanging_on(text, literal).into_iter().take(3) {
        if let Some(words) = text.draft.words_span(clause).filter(|words| !lies_in(span, *words)) {
            diagnostic = diagnostic.and(words, "this hangs on it");
        }
    }
    Finding::parting(diagnostic.help(or), parting(text, literal, [&applies, &not]))
}

fn plain(span: Span, words: &str, label: &str) -> Diagnostic {
    let title = format!("\"{}\" is not defined", clipped(&words.to_lowercase(), 38));
    Diagnostic::new(&catalogue::UNDEFINED_TERM, span, title).because(label)
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
                crate::syntax::tree::NameRef::Name(name) => Some(name.text.as_str()),
                _ => None,
            }));
        }
    }
    used
}

/// Whether a title only repeats the words of a name, but for words that say nothing by themselves.
fn says_no_more(name: &str, title: &str) -> bool {
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
