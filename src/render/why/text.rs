//! The whole of it for people.

mod duty;
mod scenario;

use super::{Subject, Told, is_worth_telling, tried};
use crate::evaluate::Verdict;
use crate::evaluate::why::{
    Belonging, ClauseWhy, Decided, Explanation, IncidentWhy, Settle, Settling, Side, side_word,
};
use crate::model::ids::ClauseId;
use crate::model::time;
use crate::render::belonging;
use crate::render::evaluation::account;
use crate::render::page::{DIM, GREEN, PLAIN, Page, RED, YELLOW};
use crate::render::visible::visible_line;
use crate::scope::{Dimension, listed};
use crate::sets::LATEST;

/// More actors than this are not told one by one.
const MOST_ACTORS: usize = 8;
/// More answers to one question than this are not told one by one.
const MOST_ANSWERS: usize = 4;

/// The whole page, with colours that the caller may strip.
#[must_use]
pub fn text(told: &Told<'_>) -> String {
    let mut page = Page::new(&told.model.title);
    match told.subject {
        Subject::Incident(why) => incident(told, why, &mut page),
        Subject::Duty(clause, list, as_of) => {
            page.line(&format!("Duty {}", visible_line(told.label(clause))));
            clause_words(told, clause, &mut page);
            if as_of != LATEST {
                page.line(&format!("As of {}", time::local(as_of, &told.model.time_zone)));
            }
            duty::on_all_occasions(told, list, &mut page);
        }
        Subject::Scenario(own, outcome, expectations) => {
            scenario::of_scenario(told, own, outcome, expectations, &mut page);
        }
    }
    page.made_from(told.inputs, "why", told.options)
}

fn incident(told: &Told<'_>, why: &IncidentWhy, page: &mut Page) {
    let Some((log, incident)) = told.log.and_then(|log| Some((log, log.incidents.get(why.incident)?))) else {
        return;
    };
    page.line(&format!("Incident {}", visible_line(&incident.id)));
    page.title("What is reported");
    for report in &incident.reports {
        let place = told.row(report.line);
        page.line(&format!("  {}  {}", visible_line(&place), visible_line(&report.id)));
        for (column, words) in account::says(told.model, report) {
            page.line(&format!("      {:<12} {}", visible_line(&column), visible_line(&words)));
        }
    }
    if why.refuted {
        page.line("  Every report says that it did not happen, so it is not judged.");
    }
    let concerned = why.clauses.iter().any(|clause| {
        clause.readings.iter().any(|reading| reading.verdict.is_some()) || clause.not_judged.is_some()
    });
    if !concerned && !why.refuted {
        page.title("No clause that forbids anything concerns it; the nearest:");
    }
    for clause in &why.clauses {
        of_clause(told, clause, page);
    }
    memberships(told, &why.belonging, page);
    page.title("The log");
    page.line(&format!("  {}", visible_line(&log.coverage.words)));
    for assumption in log.assumptions.iter().chain(&told.model.assumptions) {
        page.line(&format!("  {}", visible_line(assumption)));
    }
}

fn clause_words(told: &Told<'_>, clause: ClauseId, page: &mut Page) {
    page.line(&format!("      {}", told.sentence(clause)));
    if let Some(wording) = told.wording(clause) {
        page.line(&format!("      {DIM}\"{}\"{PLAIN}", visible_line(wording)));
    }
}

fn painted(verdict: Option<&Verdict>, words: &str) -> String {
    let colour = match verdict {
        Some(Verdict::Violation) => RED,
        Some(Verdict::Possible(_)) => YELLOW,
        Some(Verdict::Excused(_) | Verdict::NoViolation) => GREEN,
        Some(Verdict::NotAssessable(_)) | None => DIM,
    };
    format!("{colour}{words}{PLAIN}")
}

/// An incident under a clause, with the words of the clause.
fn of_clause(told: &Told<'_>, clause: &ClauseWhy, page: &mut Page) {
    let Some(as_written) = clause.readings.first() else {
        page.title(told.label(clause.clause));
        clause_words(told, clause.clause, page);
        page.line(&format!(
            "    {}",
            visible_line(clause.not_judged.as_deref().unwrap_or("It forbids nothing."))
        ));
        return;
    };
    let words = told.verdict(as_written.verdict.as_ref());
    page.title(&format!(
        "{}{PLAIN}  {}",
        told.label(clause.clause),
        painted(as_written.verdict.as_ref(), &words)
    ));
    clause_words(told, clause.clause, page);
    judgement(told, clause, page);
    decided(told, &clause.decided, page);
    reports(told, clause, page);
    other_readers(told, clause, page);
}

/// What lies behind the judgement as written, or as the reader has it who is asked for.
fn judgement(told: &Told<'_>, clause: &ClauseWhy, page: &mut Page) {
    let Some(as_written) = clause.readings.first() else { return };
    if let Some(reason) = &clause.not_judged {
        page.line(&format!("    {}", visible_line(reason)));
    }
    explanation(told, clause, as_written, page);
    for distance in &clause.distances {
        page.line(&format!("    distance: {}", visible_line(&told.distance(distance))));
    }
}

/// Those who read it otherwise.
fn other_readers(told: &Told<'_>, clause: &ClauseWhy, page: &mut Page) {
    let Some((as_written, readers)) = clause.readings.split_first() else { return };
    for own in readers {
        let over = clause.over.iter().find(|(reader, _)| Some(*reader) == own.reader);
        let over = over.map(|(_, partings)| {
            let words: Vec<String> = partings.iter().map(|parting| parting.words(told.model)).collect();
            format!(", who reads otherwise {}", listed(&words, "and"))
        });
        page.line(&format!(
            "    as read by {}{}: {}",
            visible_line(told.reader(own.reader)),
            visible_line(&over.unwrap_or_default()),
            painted(own.verdict.as_ref(), &told.verdict(own.verdict.as_ref()))
        ));
        for one in own.exceptions.iter().filter(|one| !as_written.exceptions.contains(one)) {
            let (label, words) = tried(told, one);
            page.line(&format!("      {label:<6} {}", visible_line(&words)));
        }
        if let Some(settle) = &own.settle {
            settled(told, settle, "      ", page);
        }
    }
}

fn explanation(told: &Told<'_>, clause: &ClauseWhy, own: &Explanation, page: &mut Page) {
    if !own.apart.is_empty() {
        let words: Vec<String> = own.apart.iter().map(|(_, words)| words.clone()).collect();
        page.line(&format!("    It does not concern this: {}.", visible_line(&words.join("; "))));
        return;
    }
    page.line("    what it may have been:");
    for side in own.sides.iter().filter(|side| is_worth_telling(side)) {
        let mut words = side.possible.clone();
        if side.open {
            words += "  <- leaves it open";
            let cases = [(&side.as_violation, "a violation"), (&side.as_none, "none")];
            let told: Vec<String> = cases
                .into_iter()
                .filter_map(|(values, what)| Some(format!("{what}: {}", values.as_ref()?)))
                .collect();
            if !told.is_empty() {
                words += &format!(" ({})", told.join("; "));
            }
        }
        page.line(&format!("      {:<24} {}", side_word(told.model, side.side), visible_line(&words)));
        if let Some(meaning) = meaning(told, side) {
            page.line(&format!("      {:<24} {DIM}{}{PLAIN}", "", visible_line(meaning)));
        }
    }
    if own.exceptions.is_empty() {
        page.line("    no clause that prevails over it permits or requires anything");
    } else {
        page.line("    exceptions tried:");
    }
    for one in &own.exceptions {
        let (label, words) = tried(told, one);
        page.line(&format!("      {label:<6} {}", visible_line(&words)));
        page.line(&format!("             {DIM}{}{PLAIN}", told.sentence(one.clause)));
    }
    if let (Some(judges), Some(Verdict::NotAssessable(_))) = (told.judges(clause.clause), &own.verdict) {
        page.line(&format!(
            "    it would be settled by what {} finds, recorded as `assessed_by` and `assessment`",
            visible_line(&judges)
        ));
    }
    if let Some(settle) = &own.settle {
        settled(told, settle, "    ", page);
    }
}

/// What the name of a column stands for, where the text has other words for it and leaves it open.
fn meaning<'t>(told: &'t Told<'_>, side: &Side) -> Option<&'t str> {
    let Dimension::Literal(literal) = side.side else { return None };
    let literal = told.model.literals.get(literal.index()).filter(|_| side.open)?;
    (!side_word(told.model, side.side).ends_with(&literal.words)).then_some(literal.words.as_str())
}

fn settled(told: &Told<'_>, settle: &Settle, indent: &str, page: &mut Page) {
    page.line(&format!("{indent}what would settle it:"));
    answers(told, "a violation", &settle.as_violation, indent, page);
    answers(told, "none", &settle.as_none, indent, page);
    if settle.as_violation.is_empty() && settle.as_none.is_empty() {
        page.line(&format!("{indent}  no three answers together"));
    }
    if settle.given_up {
        page.line(&format!("{indent}  there may be others: the search was given up"));
    }
}

fn answers(told: &Told<'_>, what: &str, list: &[Settling], indent: &str, page: &mut Page) {
    for settling in list {
        let all = told.answers(settling);
        for answer in all.iter().take(MOST_ANSWERS) {
            page.line(&format!("{indent}  {what:<12} {}", visible_line(answer)));
        }
        if all.len() > MOST_ANSWERS {
            let rest = all.len() - MOST_ANSWERS;
            page.line(&format!("{indent}  {what:<12} ... and {rest} more: `--format json` lists them all"));
        }
    }
}

/// The conditions that the past decides: when they hold, and what decided it.
fn decided(told: &Told<'_>, list: &[Decided], page: &mut Page) {
    const MOST: usize = 8;
    for decided in list {
        page.line(&format!("    whether {}", visible_line(&told.course(decided))));
        let all = told.decided_by(decided);
        let named = all.iter().take(MOST);
        let mut words: Vec<String> = named
            .map(|(event, certain)| if *certain { event.clone() } else { format!("{event} (possibly)") })
            .collect();
        if all.len() > MOST {
            words.push(format!("{} more", all.len() - MOST));
        }
        if !words.is_empty() {
            page.line(&format!("      decided by {}", visible_line(&listed(&words, "and"))));
        }
    }
}

/// What each report alone comes to.
fn reports(told: &Told<'_>, clause: &ClauseWhy, page: &mut Page) {
    let Some(settling) = &clause.reports else { return };
    page.line("    its reports disagree; each alone:");
    let reports = told.reports();
    let (violation, none) = settling.settled_by();
    for (place, (report, alone)) in reports.iter().zip(&settling.alone).enumerate() {
        let settles = match (violation.contains(&place), none.contains(&place)) {
            (true, _) => ", which would settle it as a violation",
            (_, true) => ", which would settle it as none",
            _ => "",
        };
        page.line(&format!(
            "      {}  {}{settles}",
            visible_line(&report.id),
            visible_line(&told.verdict(alone.as_ref()))
        ));
    }
    let every = settling.every.as_ref();
    page.line(&format!(
        "      all at once: {}",
        every.map_or_else(|| "they exclude each other".to_owned(), |verdict| verdict.words(told.model))
    ));
}

fn memberships(told: &Told<'_>, list: &[Belonging], page: &mut Page) {
    if list.is_empty() {
        return;
    }
    page.title("Who they are at that time");
    for one in list.iter().take(MOST_ACTORS) {
        let name = told.model.actors.name(one.actor);
        page.line(&format!("  {}: {}", visible_line(name), belonging::in_words(told.model, one)));
    }
    if list.len() > MOST_ACTORS {
        page.line(&format!("  ... and {} more: `--format json` lists them all", list.len() - MOST_ACTORS));
    }
}
