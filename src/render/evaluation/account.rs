//! What an incident's report says, in words.

use crate::incident::{Casualties, Incident, Report};
use crate::model::Model;
use crate::model::clauses::{Account, Where, Who};
use crate::model::time;
use crate::scope::measure_in_words;
use crate::sets::{EARLIEST, LATEST};

/// When: `2016-02-27 06:25 to 11:30`, `2016-03-01`, `2016-02-28 to 2016-02-29`; in the agreement's zone.
#[must_use]
pub fn when(model: &Model, account: &Account) -> String {
    let first = account.time.iter().next().map(|(start, _)| start);
    let last = account.time.iter().last().map(|(_, end)| end);
    let (Some(start), Some(end)) = (first, last) else { return "at a time that is not known".to_owned() };
    if start == EARLIEST || end == LATEST {
        return "at a time that is not known".to_owned();
    }
    let zone = &model.time_zone;
    let (from, until) = (time::local(start, zone), time::local(end, zone));
    let (from_day, from_hour) = from.split_once(' ').unwrap_or((&from, ""));
    let (until_day, until_hour) = until.split_once(' ').unwrap_or((&until, ""));
    let last_day = time::day_of(end.saturating_sub(1), zone);
    // A day that a clock change shortens begins when the change is over.
    let whole_days = time::days(start, end, zone, 1).first().is_some_and(|day| day == from_day)
        && time::day_of(start.saturating_sub(1), zone) != from_day
        && until_day != last_day;
    if whole_days {
        return if from_day == last_day { from_day.to_owned() } else { format!("{from_day} to {last_day}") };
    }
    if end.saturating_sub(start) <= 60 {
        return from;
    }
    if from_day == until_day {
        format!("{from_day} {from_hour} to {until_hour}")
    } else {
        format!("{from} to {until}")
    }
}

/// What: "air strike", "artillery fire or mortar fire".
#[must_use]
pub fn what(model: &Model, account: &Account) -> String {
    let Some(acts) = &account.acts else { return "an act that is not known".to_owned() };
    let names: Vec<String> = acts
        .iter()
        .filter_map(|act| model.deeds.acts.get(act.index()))
        .map(|class| lower_first(&class.title))
        .collect();
    match names.as_slice() {
        [] => "an act that is not known".to_owned(),
        names if names.len() > 3 => "armed violence of some kind".to_owned(),
        names => names.join(" or "),
    }
}

/// Who, or to whom: "Russian Federation", "somebody of armed opposition groups", "somebody".
#[must_use]
pub fn who(model: &Model, candidates: Option<&[Who]>) -> String {
    let Some(candidates) = candidates else { return "somebody".to_owned() };
    let names: Vec<String> = candidates
        .iter()
        .map(|candidate| match candidate {
            Who::Actor(actor) => model.actors.title(*actor).to_owned(),
            Who::Group(group) => {
                let title = model.actors.groups.get(group.index()).map(|group| group.title.clone());
                format!("some of {}", title.unwrap_or_default())
            }
            Who::Nobody => "nobody".to_owned(),
        })
        .collect();
    if names.is_empty() { "somebody".to_owned() } else { names.join(" or ") }
}

/// Where: "Aleppo Governorate", "36.20 N 37.16 E (within 5 km)".
#[must_use]
pub fn place(model: &Model, report: &Report) -> String {
    if let Some(place) = &report.place {
        return place.split('|').map(str::trim).collect::<Vec<_>>().join(" or ");
    }
    let Some(places) = &report.account.places else { return "a place that is not known".to_owned() };
    let names: Vec<String> = places
        .iter()
        .map(|place| match place {
            Where::Zone(zone) => model.places.title(*zone).to_owned(),
            Where::Place(place) => {
                model.places.points.get(place.index()).map(|place| place.title.clone()).unwrap_or_default()
            }
            Where::Near { longitude, latitude, radius_m } => {
                let within = if *radius_m > 0.0 {
                    format!(" (within {} km)", radius_m / 1000.0)
                } else {
                    String::new()
                };
                format!("{latitude:.3}, {longitude:.3}{within}")
            }
        })
        .collect();
    names.join(" or ")
}

/// One report in one line: `2016-03-01: Russian Federation: air strike, on Jabhat al-Nusra, at Aleppo [alleged]`.
#[must_use]
pub fn line(model: &Model, report: &Report) -> String {
    let account = &report.account;
    let (actor, target) = (account.who.as_deref(), account.whom.as_deref());
    let sides = if account.undirected {
        format!("{} and {}, either side acting", who(model, actor), who(model, target))
    } else {
        who(model, actor)
    };
    let hit = match (account.undirected, target) {
        (false, Some(_)) => format!(", on {}", who(model, target)),
        _ => String::new(),
    };
    let summary = if account.summary { " (several events in one row)" } else { "" };
    // What is only alleged must not read as if it were established.
    let status = report.status.map(|status| format!(" [{}]", status.words())).unwrap_or_default();
    format!(
        "{}: {sides}: {}{hit}, at {}{summary}{status}",
        when(model, account),
        what(model, account),
        place(model, report),
    )
}

/// All that a report says, by the names of the columns of a log that is kept for this purpose (`docs/logs.md`), in their order;
/// what it leaves open is left out.
#[must_use]
pub fn says(model: &Model, report: &Report) -> Vec<(String, String)> {
    let account = &report.account;
    let mut says: Vec<(String, String)> = Vec::new();
    let mut say = |column: &str, words: Option<String>| {
        says.extend(words.filter(|words| !words.is_empty()).map(|words| (column.to_owned(), words)));
    };
    let acts = account.acts.as_ref().map(|acts| {
        let classes = acts.iter().filter_map(|act| model.deeds.acts.get(act.index()));
        classes.map(|class| lower_first(&class.title)).collect::<Vec<_>>().join(" or ")
    });
    let means = account.means.as_ref().map(|means| {
        let classes = means.iter().filter_map(|means| model.deeds.means.get(means.index()));
        classes.map(|class| lower_first(&class.title)).collect::<Vec<_>>().join(" or ")
    });
    say("time", Some(when(model, account)));
    say("actor", account.who.as_ref().map(|_| who(model, account.who.as_deref())));
    say("target", account.whom.as_ref().map(|_| who(model, account.whom.as_deref())));
    say("either_side_acting", account.undirected.then(|| "yes".to_owned()));
    say("summary", account.summary.then(|| "yes".to_owned()));
    say("act", acts);
    say("means", means);
    say("place", (report.place.is_some() || account.places.is_some()).then(|| place(model, report)));
    say("point", point(account));
    say("count", report.count.map(|count| count.to_string()));
    say("unit", report.unit.clone());
    say("killed", report.killed.map(persons));
    say("wounded", report.wounded.map(persons));
    for (&measure, numbers) in &account.measures {
        let name = model.deeds.measures.get(measure.index()).map_or("", |measure| measure.name.as_str());
        say(name, Some(measure_in_words(model, measure, numbers)));
    }
    for (literal, holds) in &account.literals {
        let column = model.literals.get(literal.index()).map_or("", |literal| literal.column.as_str());
        say(column, Some(if *holds { "yes" } else { "no" }.to_owned()));
    }
    say("source", report.source.clone());
    say("grade", report.grade.map(|grade| format!("{}{}", grade.reliability, grade.credibility)));
    say("status", report.status.map(|status| status.words().to_owned()));
    say("assessed_by", report.assessed_by.clone());
    say("assessment", report.assessment.map(|assessment| assessment.words().to_owned()));
    say("received", report.received.map(|at| time::local(at, &model.time_zone)));
    say("note", report.note.clone());
    says
}

/// The points of a report that also names its place in words.
fn point(account: &Account) -> Option<String> {
    let near = account.places.iter().flatten().filter_map(|place| match place {
        Where::Near { longitude, latitude, radius_m } => {
            Some(format!("{latitude}, {longitude} (within {} km)", radius_m / 1000.0))
        }
        Where::Zone(_) | Where::Place(_) => None,
    });
    Some(near.collect::<Vec<_>>().join(" or "))
}

fn persons(persons: Casualties) -> String {
    let or_open = |number: Option<u64>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
    format!("{} / {} / {}", persons.low, or_open(persons.best), or_open(persons.high))
}

/// The lines of the file on which an incident is reported: "line 12", "lines 18 and 19".
#[must_use]
pub fn rows(incident: &Incident) -> String {
    let lines: Vec<String> = incident.reports.iter().map(|report| report.line.to_string()).collect();
    match lines.split_last() {
        Some((only, [])) => format!("line {only}"),
        Some((last, rest)) => format!("lines {} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

fn lower_first(title: &str) -> String {
    let mut letters = title.chars();
    match letters.next() {
        // An abbreviation keeps its capitals.
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}
