//! Prohibitions from whose violation nothing follows.

use std::collections::BTreeSet;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::instruments::clipped;
use crate::draft::words::{numbers, numbers_of_some};
use crate::lint::conditions::{self, Decides, acts, asked_about, is_act};
use crate::lint::{Finding, Text};
use crate::model::clauses::Modality;
use crate::model::ids::ClauseId;
use crate::syntax::tree::{ClauseBody, EventKind, StatementKind};

/// What somebody does about an allegation that only looks into it: nothing follows from that by itself.
const LOOKS_INTO: &[&str] = &["assess", "investigate", "verify", "observe"];

pub(in crate::lint) fn find(text: &Text<'_>) -> Vec<Finding> {
    let forbidding: Vec<ClauseId> = match text.draft.readings.first() {
        Some(reading) => {
            let rules = reading.rules.iter();
            rules.filter(|rule| rule.modality == Modality::Prohibition).map(|rule| rule.clause).collect()
        }
        None => return Vec::new(),
    };
    if forbidding.is_empty() || answers_any_violation(text) || another_text_answers(text) {
        return Vec::new();
    }
    let answered = answered(text);
    let open: Vec<ClauseId> =
        forbidding.iter().copied().filter(|clause| !answered.contains(clause)).collect();
    let none = answered.is_empty();
    finding(text, &open, none).into_iter().collect()
}

/// The clauses on whose violation something hangs: what follows, who is covered, the end, another clause, a phase, a streak.
fn answered(text: &Text<'_>) -> BTreeSet<ClauseId> {
    let mut labels: BTreeSet<&str> = BTreeSet::new();
    for placed in conditions::all(text).iter().filter(|placed| placed.decides != Decides::Term) {
        labels.extend(asked_about(placed.condition).into_iter().map(|label| label.text.as_str()));
    }
    for event in conditions::events(text) {
        if let EventKind::Clauses(state) = &event.kind {
            labels.extend(state.labels.labels.iter().map(|label| label.text.as_str()));
        }
    }
    let streaks = text.sentences(|statement| match statement {
        StatementKind::Streak { run, .. } => Some(run),
        _ => None,
    });
    let mut all = false;
    for (_, run) in streaks {
        match &run.without {
            Some(without) => labels.extend(without.labels.iter().map(|label| label.text.as_str())),
            None => all = true,
        }
    }
    let model = text.model();
    match all {
        true => (0..model.clauses.len()).map(ClauseId::at).collect(),
        false => labels.into_iter().flat_map(|label| model.clauses_under(label)).copied().collect(),
    }
}

/// Whether a text that stands beside this one says what follows from violations.
fn another_text_answers(text: &Text<'_>) -> bool {
    text.draft.instruments.iter().flat_map(|other| &other.agreement.statements).any(|statement| {
        match &statement.kind {
            StatementKind::EndsWhen(_) => true,
            StatementKind::Clause(clause) => {
                matches!(clause.body, ClauseBody::Consequence { .. } | ClauseBody::StatusChange { .. })
            }
            _ => false,
        }
    })
}

/// Whether something follows from whatever is alleged, or is to be done about a dispute whatever it is about.
pub(super) fn answers_any_violation(text: &Text<'_>) -> bool {
    let on_an_allegation = text.norms().any(|(_, norm, _)| {
        let each = norm.qualifiers.iter().any(|qualifier| {
            let event = conditions::event_of(&qualifier.kind);
            event.is_some_and(|event| {
                matches!(&event.kind, EventKind::Each { act, .. } if speaks_of_violations(text, &act.text))
            })
        });
        let does_more = acts(norm).is_some_and(|acts| {
            acts.names.iter().any(|name| !LOOKS_INTO.iter().any(|act| is_act(text, &name.text, act)))
        });
        each && does_more
    });
    // What hangs on words of the text, such as "a serious breach", is not bound to numbers.
    let on_words = conditions::all(text).iter().any(|placed| {
        matches!(placed.decides, Decides::Consequence(_) | Decides::Status(_) | Decides::End)
            && !conditions::quoted(placed.condition).is_empty()
            && asked_about(placed.condition).is_empty()
    });
    on_an_allegation || on_words
}

/// Whether an act brings up a violation, or finds one.
fn speaks_of_violations(text: &Text<'_>, act: &str) -> bool {
    ["allege", "report", "assess", "investigate", "verify"].iter().any(|own| is_act(text, act, own))
}

fn finding(text: &Text<'_>, open: &[ClauseId], none: bool) -> Option<Finding> {
    let (first, others) = open.split_first()?;
    let title = match (none, others) {
        (true, _) => "nothing follows from a violation".to_owned(),
        (false, []) => {
            format!("nothing follows from a violation of `{}`", clipped(text.draft.label(*first), 20))
        }
        (false, _) => {
            format!(
                "nothing follows from violations of `{}` and {} more",
                clipped(text.draft.label(*first), 10),
                others.len()
            )
        }
    };
    let mut diagnostic = Diagnostic::new(&catalogue::NO_CONSEQUENCE, text.draft.words_span(*first)?, title)
        .because("forbidden, and nothing follows");
    for &clause in others.iter().take(3) {
        diagnostic = diagnostic.and(text.draft.words_span(clause)?, "and here");
    }
    let named = numbers(text.draft, open.get(..3).unwrap_or(open)).replace(" and ", " or ");
    let diagnostic = diagnostic
        .help(format!("say what follows: `when a party violates {named}, BODY shall refer that party to BODY within 7 days`"))
        .help("or what a party may do in turn: `each of PARTIES may ..., when a party violates NUMBER, notwithstanding NUMBER`")
        .note(format!(
            "no clause says what follows when {} {} violated",
            numbers_of_some(text.draft, open),
            if others.is_empty() { "is" } else { "are" }
        ));
    Some(Finding::plain(diagnostic))
}
