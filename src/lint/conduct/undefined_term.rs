//! Words on which something hangs and to which the text gives no meaning: terms, acts and classes of means without a
//! definition, conditions that are only quoted, and terms of art in the official wording.

use super::self_defence::is_named;
use super::undefined_names::{open_classes, says_no_more, terms_of_art};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::lint::hinges::{hanging_on, lies_in, literal, literal_of_term, parting, stated, terms, unjudged};
use crate::lint::{Finding, Text};
use crate::model::ids::LiteralId;
use crate::source::Span;
use crate::syntax::tree::{Condition, ConditionKind, QualifierKind};

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
    let empty = |title: &str, meanings: &[&Condition]| {
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

pub(super) fn plain(span: Span, words: &str, label: &str) -> Diagnostic {
    let title = format!("\"{}\" is not defined", clipped(&words.to_lowercase(), 38));
    Diagnostic::new(&catalogue::UNDEFINED_TERM, span, title).because(label)
}
