//! Self-defence that only whoever invokes it can measure: no time, no place, no judge.

use super::self_defence::{is_bounded, is_named};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::lint::hinges::{hanging_on, lies_in, literal, literal_of_term, parting, stated, terms, unjudged};
use crate::lint::spoken::{acts, spoken};
use crate::lint::{Finding, Text};
use crate::model::clauses::Modality;
use crate::model::ids::LiteralId;
use crate::source::Span;
use crate::syntax::tree::ConditionKind;

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let terms = terms(text);
    let mut found: Vec<(Span, &str, LiteralId)> = Vec::new();
    for term in terms.iter().filter(|term| is_named(text, term.title)) {
        let open = term.meanings.iter().find(|own| !is_bounded(own, &terms, 0));
        let span = match open {
            Some(open) => open.spot.0,
            None if term.meanings.is_empty() => term.span,
            None => continue,
        };
        found.extend(literal_of_term(text, term.title).map(|literal| (span, term.title, literal)));
    }
    for own in stated(text) {
        for part in unjudged(own.condition) {
            if let ConditionKind::Words(words) = &part.kind
                && is_named(text, &words.text)
            {
                found.extend(literal(text, part).map(|literal| (part.spot.0, words.text.as_str(), literal)));
            }
        }
    }
    let mut seen = Vec::new();
    found.retain(|(_, _, literal)| {
        let new = !seen.contains(literal);
        seen.push(*literal);
        new
    });
    found.into_iter().filter_map(|(span, title, literal)| finding(text, span, title, literal)).collect()
}

fn finding(text: &Text<'_>, span: Span, title: &str, literal: LiteralId) -> Option<Finding> {
    let taken = [format!("if \"{title}\" is taken to apply"), "if it is not".to_owned()];
    let [applies, not] = &taken;
    // Where no clause hangs on it, nobody is excused by it.
    let parting = parting(text, literal, [applies, not])?;
    let mut diagnostic = Diagnostic::new(
        &catalogue::SELF_DEFENCE_UNBOUNDED,
        span,
        match title.contains(' ') {
            true => format!("\"{}\" has no bound", clipped(title, 40)),
            false => format!("`{}` has no bound", clipped(title, 40)),
        },
    )
    .because("no time, place or judge");
    let clauses = hanging_on(text, literal);
    for &clause in clauses.iter().take(3) {
        let words = text.draft.words_span(clause)?;
        if !lies_in(span, words) {
            diagnostic = diagnostic.and(words, "this hangs on it");
        }
    }
    diagnostic = diagnostic
        .help("bound it in time: `term \"self_defence\": reply to an attack by the target within 1 hour`")
        .help("or name who says whether force was needed: `CONDITION, as judged by BODY`");
    let model = text.model();
    let telling = acts(model, &["report", "notify"]);
    let attacks = acts(model, &["attack"]);
    let reported = spoken(text).iter().any(|own| {
        let by_fighters = own.scope.regions().iter().any(|region| {
            crate::lint::spoken::fighters(model).intersects(&region.actors) && !region.actors.is_full()
        });
        own.modality == Modality::Obligation && own.has_act(&telling) && !own.has_act(&attacks) && by_fighters
    });
    if !reported {
        diagnostic = diagnostic.note("nothing has whoever uses force in self-defence report it");
    }
    Some(Finding::parting(diagnostic, Some(parting)))
}
