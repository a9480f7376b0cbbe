//! The answer for people.

use super::Asked;
use crate::ask::{Concern, Near, Outcome, Reading, Says};
use crate::model::clauses::Modality;
use crate::render::belonging;
use crate::render::page::{BOLD, DIM, GREEN, PLAIN, Page, RED, YELLOW};
use crate::render::visible::visible_line;

/// More members than this are not told one by one.
const MOST_ACTORS: usize = 6;

/// The whole answer, with colours that the caller may strip.
#[must_use]
pub fn text(asked: &Asked<'_>) -> String {
    let mut page = Page::new(&asked.model.title);
    page.line(&visible_line(asked.question));
    page.line("");
    as_written(asked, &mut page);
    for (reader, own) in &asked.answer.readers {
        page.line("");
        let title = format!("As read by {}", visible_line(asked.model.actors.name(*reader)));
        as_read(asked, own, &title, &mut page);
    }
    memberships(asked, &mut page);
    if !asked.model.assumptions.is_empty() {
        page.title("Taken for granted");
        for assumption in &asked.model.assumptions {
            page.line(&format!("  {}", visible_line(assumption)));
        }
    }
    page.made_from(asked.inputs, "ask", &[])
}

fn painted(outcome: &Outcome, words: &str) -> String {
    let colour = match outcome {
        Outcome::Contradictory { .. } | Outcome::Forbidden(_) | Outcome::ForbiddenByOneOf(_) => RED,
        Outcome::PossiblyForbidden(_) | Outcome::LeftToJudgement(_) | Outcome::Undecided => YELLOW,
        Outcome::Permitted(_) | Outcome::Required(_) | Outcome::PossiblyPermitted(_) => GREEN,
        Outcome::ToBePrevented(_)
        | Outcome::PossiblyToBePrevented(_)
        | Outcome::SpokenOf(_)
        | Outcome::NotInForce
        | Outcome::Unmentioned => BOLD,
    };
    format!("{colour}{words}{PLAIN}")
}

fn as_written(asked: &Asked<'_>, page: &mut Page) {
    let reading = &asked.answer.as_written;
    page.line(&painted(&reading.outcome, &asked.outcome(&reading.outcome)));
    for concern in &reading.concerns {
        page.line(&format!(
            "  {:<6} {}",
            asked.label(concern.clause),
            asked.says(concern, &reading.concerns)
        ));
        sentence(asked, concern.clause, page);
        if let Says::NotJudged { reason, .. } = &concern.says {
            page.line(&format!("         {DIM}{}{PLAIN}", visible_line(reason)));
        }
    }
    if reading.nearest.is_empty() {
        return;
    }
    page.line(if reading.concerns.is_empty() {
        "The clauses that come nearest:"
    } else {
        "The prohibitions that come nearest:"
    });
    for near in &reading.nearest {
        page.line(&format!("  {:<6} {}", asked.label(near.clause), close(near)));
        sentence(asked, near.clause, page);
    }
}

/// What a reader has otherwise: the clauses whose judgement is another one, without their words.
fn as_read(asked: &Asked<'_>, own: &Reading, title: &str, page: &mut Page) {
    let as_written = &asked.answer.as_written;
    page.line(&format!("{title}: {}", painted(&own.outcome, &asked.outcome(&own.outcome))));
    let differs = |concern: &&Concern| !as_written.concerns.contains(concern);
    for concern in own.concerns.iter().filter(differs) {
        page.line(&format!("  {:<6} {}", asked.label(concern.clause), asked.says(concern, &own.concerns)));
    }
    for concern in &as_written.concerns {
        if !own.concerns.iter().any(|other| other.clause == concern.clause) {
            page.line(&format!("  {:<6} does not speak of it", asked.label(concern.clause)));
        }
    }
}

fn close(near: &Near) -> String {
    let verb = near.modality.map_or("speaks of it", |modality| match modality {
        Modality::Prohibition => "would forbid it",
        Modality::Permission => "would permit it",
        Modality::Obligation => "would require it",
        Modality::Release => "would release from it",
    });
    format!("{verb}, but {}", visible_line(&near.because.join(", and ")))
}

fn sentence(asked: &Asked<'_>, clause: crate::model::ids::ClauseId, page: &mut Page) {
    page.line(&format!("         {DIM}{}{PLAIN}", visible_line(asked.sentence(clause))));
    if let Some(wording) = asked.model.clause(clause).and_then(|clause| clause.wording.as_ref()) {
        page.line(&format!("         {DIM}\"{}\"{PLAIN}", visible_line(wording)));
    }
}

fn memberships(asked: &Asked<'_>, page: &mut Page) {
    let list = &asked.answer.belonging;
    if list.is_empty() {
        return;
    }
    page.title("Who they are at that time");
    for one in list.iter().take(MOST_ACTORS) {
        page.line(&format!(
            "  {}: {}",
            visible_line(asked.model.actors.name(one.actor)),
            belonging::in_words(asked.model, one)
        ));
    }
    if list.len() > MOST_ACTORS {
        page.line(&format!("  ... and {} more: `--format json` lists them all", list.len() - MOST_ACTORS));
    }
}
