//! A scenario, expectation by expectation, for people.

use super::{clause_words, decided, duty, judgement, other_readers, painted};
use crate::evaluate::scenario::Outcome;
use crate::evaluate::why::{ClauseWhy, EventWhy, ExpectationWhy};
use crate::model::clauses::Scenario;
use crate::render::page::{GREEN, PLAIN, Page, RED};
use crate::render::visible::visible_line;
use crate::render::why::Told;

pub(super) fn of_scenario(
    told: &Told<'_>,
    scenario: &Scenario,
    outcome: &Outcome,
    expectations: &[ExpectationWhy<'_>],
    page: &mut Page,
) {
    page.line(&format!("Scenario \"{}\"", visible_line(&scenario.title)));
    page.title("What happens in it");
    for (_, span) in &scenario.accounts {
        page.line(&format!(
            "  {}  {}",
            visible_line(&told.place(*span)),
            visible_line(told.sources.words(*span))
        ));
    }
    for why in expectations {
        let failure = outcome.failures.iter().find(|failure| failure.span == why.expectation.span);
        let (colour, word) = if failure.is_none() { (GREEN, "holds") } else { (RED, "does not hold") };
        page.title(&format!("expect {}{PLAIN}  {colour}{word}{PLAIN}", told.expected(why.expectation)));
        clause_words(told, why.expectation.clause, page);
        if let Some(failure) = failure {
            page.line(&format!("    found: {}", visible_line(&failure.found)));
        }
        of_expectation(told, why, page);
    }
}

fn of_expectation(told: &Told<'_>, why: &ExpectationWhy<'_>, page: &mut Page) {
    if told.model.clause(why.expectation.clause).is_some_and(|clause| clause.obligation.is_some()) {
        duty::on_all_occasions(told, &why.duties, page);
        return;
    }
    for (place, event) in &why.events {
        let words = visible_line(&told.event(*place));
        match event {
            EventWhy::Judged(clause) => judged(told, &words, clause, page),
            EventWhy::Permission(stands) => {
                page.line("");
                page.line(&format!("  {words}: {}", visible_line(&told.stands(stands))));
            }
        }
    }
}

fn judged(told: &Told<'_>, event: &str, clause: &ClauseWhy, page: &mut Page) {
    let verdict = clause.readings.first().and_then(|own| own.verdict.as_ref());
    page.line("");
    page.line(&format!("  {event}: {}", painted(verdict, &told.verdict(verdict))));
    judgement(told, clause, page);
    // Where another act, or somebody else's, is all that keeps a clause away, no condition is of interest.
    if clause.hangs_on_the_past() {
        decided(told, &clause.decided, page);
    }
    other_readers(told, clause, page);
}
