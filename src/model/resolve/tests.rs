//! What the sentences of an agreement come to.

mod sentences;
mod waits;

use crate::diagnostic::Diagnostic;
use crate::model::clauses::{ClauseKind, Duty, Who};
use crate::model::descriptions::{Description, LiteralKind};
use crate::model::ids::ActorId;
use crate::model::names::Named;
use crate::model::places::Ground;
use crate::model::{Model, resolve, time};
use crate::sets::{EARLIEST, Intervals, LATEST};
use crate::source::Sources;
use crate::syntax::parser::parse;

/// A head with enough names for most sentences.
const HEAD: &str = "agreement \"A\". time zone \"Asia/Damascus\". use \"acts\". party A \"Side A\". party B. party C. \
                    body UN. monitor M. ";

fn check(text: &str) -> (Model, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("test.agreement", text);
    let parsed = parse(&sources, file);
    assert!(parsed.diagnostics.is_empty(), "{text}\n{:?}", parsed.diagnostics);
    let resolved = resolve(&sources, &parsed.agreement, &());
    (resolved.model, resolved.diagnostics)
}

/// The model of a text in which nothing is wrong.
fn model(text: &str) -> Model {
    let (model, found) = check(&format!("{HEAD}{text}"));
    assert!(found.is_empty(), "{text}\n{found:?}");
    model
}

fn actor(model: &Model, name: &str) -> ActorId {
    match model.names.get(name) {
        Some(Named::Actor(actor)) => actor,
        other => panic!("{name} is {other:?}"),
    }
}

/// When an actor is in a group, in local time: `2016-01-01 00:00..`.
fn member(model: &Model, group: &str, name: &str) -> Vec<String> {
    let Some(Named::Group(group)) = model.names.get(group) else { panic!("{group} is no group") };
    let own = actor(model, name);
    let times = model.actors.groups[group.index()].members.iter().find(|(id, _)| *id == own);
    times.map(|(_, times)| shown(model, times)).unwrap_or_default()
}

fn shown(model: &Model, times: &Intervals) -> Vec<String> {
    let edge = |at: i64| match at {
        EARLIEST | LATEST => String::new(),
        at => time::local(at, &model.time_zone).replace(" 00:00", ""),
    };
    times.iter().map(|(from, until)| format!("{}..{}", edge(from), edge(until))).collect()
}

fn duty<'a>(model: &'a Model, label: &str) -> &'a Duty {
    let clause = model.clause(model.clause_by_label(label).unwrap()).unwrap();
    match &clause.kind {
        ClauseKind::Duty(duty) => duty,
        other => panic!("{label} is {other:?}"),
    }
}

fn due(model: &Model, label: &str) -> String {
    time::local(duty(model, label).due, &model.time_zone)
}

/// The times to which a clause about conduct is narrowed.
fn narrowed(model: &Model, label: &str) -> Vec<Vec<String>> {
    let clause = model.clause(model.clause_by_label(label).unwrap()).unwrap();
    let ClauseKind::Conduct { scope: Description::All(parts), .. } = &clause.kind else {
        panic!("{label} is {:?}", clause.kind)
    };
    let times = parts.iter().filter_map(|part| match part {
        Description::Time(times) => Some(shown(model, times)),
        _ => None,
    });
    times.collect()
}

#[test]
fn members_come_through_groups_within_groups_while_those_last() {
    let model = model(
        "group Inner until 2016-06-01: A from 2016-02-01, B. group Outer from 2016-03-01: Inner until 2016-05-01, C, and \
         others. group Twice: Inner, A until 2016-02-15.",
    );
    assert_eq!(member(&model, "Inner", "A"), ["2016-02-01..2016-06-01"]);
    assert_eq!(member(&model, "Outer", "A"), ["2016-03-01..2016-05-01"]);
    assert_eq!(member(&model, "Outer", "C"), ["2016-03-01.."]);
    assert_eq!(member(&model, "Twice", "A"), ["..2016-06-01"]);
    let Some(Named::Group(outer)) = model.names.get("Outer") else { panic!() };
    assert_eq!(model.actors.groups[outer.index()].members.iter().count(), 4, "A, B, C and whoever else");
}

#[test]
fn mergers_and_splits_are_taken_in_the_order_of_time() {
    let model = model(
        "group G: A. A splits from G on 2016-03-01. A merges into G on 2016-05-01. B merges into G on 2016-04-01. \
         C merges into B on 2017-01-28. C splits from B on 2017-07-20.",
    );
    assert_eq!(member(&model, "G", "A"), ["..2016-03-01", "2016-05-01.."]);
    assert_eq!(member(&model, "G", "B"), ["2016-04-01.."]);
    let c = actor(&model, "C");
    assert_eq!(shown(&model, &model.actors.leaves[c.index()].exists), ["..2017-01-28", "2017-07-20.."]);
    let at = |day: i64| Intervals::point(day * 86_400);
    let found = |days: i64| model.names.actor("c", &at(days)).unwrap().found;
    assert_eq!(found(17_000), [Who::Actor(c)], "July 2016");
    assert_eq!(found(17_300), [Who::Actor(actor(&model, "B"))], "May 2017");
    assert_eq!(found(17_500), [Who::Actor(c)], "November 2017");
}

#[test]
fn acceptances_bind_from_their_date_until_they_lapse_or_are_withdrawn() {
    let model = model(
        "covered A, B, C. A accepts on 2016-02-26, to B, until 2016-03-11. B withdraws on 2016-04-18. \
         B accepts on 2016-05-01.",
    );
    let bound = |name: &str| shown(&model, &model.actors.accepted[&actor(&model, name)]);
    assert_eq!(bound("A"), ["2016-02-26..2016-03-11"]);
    assert_eq!(bound("B"), ["..2016-04-18", "2016-05-01.."]);
    assert!(!model.actors.accepted.contains_key(&actor(&model, "C")));
    let covered = model.actors.covered.iter().find(|(id, _)| *id == actor(&model, "A")).unwrap().1;
    assert_eq!(shown(&model, covered), ["2016-02-26..2016-03-11"]);
}

#[test]
fn a_name_is_found_outside_its_dates_and_said_to_be() {
    let model = model("party N \"Jabhat al-Nusra\", known as \"Jabhat Fatah al-Sham\" from 2016-07-28.");
    let before = Intervals::point(1_456_000_000);
    let after = Intervals::point(1_480_000_000);
    let name = "jabhat fatah AL-SHAM";
    assert!(model.names.actor(name, &before).unwrap().outside_its_dates);
    assert!(!model.names.actor(name, &after).unwrap().outside_its_dates);
    assert!(!model.names.actor("Jabhat al Nusra", &before).unwrap().outside_its_dates);
    assert!(model.names.actor("Jabhat", &before).is_none());
}

#[test]
fn days_may_be_declared_below_their_use() {
    let model = model(
        "signed Late. in force from D until 48 hours after D. day D is 2016-09-12 19:00. day Late is 2 days before D. \
         phase One from phase Two ends for 30 days. phase Two from start until end. 1 A shall withdraw by Whole. \
         2 A shall withdraw within 1 month of signature. 3 A shall not attack B during phase One. day Whole is 2016-10-01.",
    );
    assert_eq!(due(&model, "1"), "2016-10-02 00:00", "through the end of that day");
    assert_eq!(due(&model, "2"), "2016-10-10 19:00");
    assert_eq!(narrowed(&model, "3"), [["2016-09-14 19:00..2016-10-14 19:00"]]);
    let Description::Time(force) = &model.in_force else { panic!() };
    assert_eq!(shown(&model, force), ["2016-09-12 19:00..2016-09-14 19:00"]);
}

#[test]
fn hours_are_elapsed_and_days_are_on_the_calendar() {
    let model = model(
        "in force from 2016-03-24 12:00. 1 A shall withdraw by 48 hours after start. 2 A shall withdraw within 2 days of \
         start. 3 A shall withdraw by 1 month before 2016-03-31. 4 A shall not attack B for 48 hours from 2016-05-01. \
         5 A shall not attack B from 2016-05-01 for 48 hours. 6 A shall not attack B for 1 day.",
    );
    assert_eq!(due(&model, "1"), "2016-03-26 13:00", "clocks were put forward in between");
    assert_eq!(due(&model, "2"), "2016-03-26 12:00");
    assert_eq!(due(&model, "3"), "2016-02-29 00:00");
    for label in ["4", "5"] {
        assert!(
            narrowed(&model, label).iter().flatten().any(|times| times == "2016-05-01..2016-05-03"),
            "{label}"
        );
    }
    assert_eq!(narrowed(&model, "6"), [["2016-03-24 12:00..2016-03-25 12:00"]]);
}

#[test]
fn windows_recur_until_the_last_renewal_and_across_clock_changes() {
    let model = model(
        "in force from 2016-03-24 00:00 until 2016-03-25 12:00. renewed for 24 hours from 2016-03-25 12:00. \
         1 A shall not attack B every day from 00:00 to 02:00. 2 A shall not attack B every Friday from 08:00 to 10:00.",
    );
    assert_eq!(
        narrowed(&model, "1"),
        [[
            "2016-03-24..2016-03-24 02:00",
            "2016-03-25 01:00..2016-03-25 02:00",
            "2016-03-26..2016-03-26 02:00"
        ]]
    );
    assert_eq!(narrowed(&model, "2"), [["2016-03-25 08:00..2016-03-25 10:00"]]);
}

#[test]
fn announcements_that_differ_leave_the_time_between_open() {
    let model = model(
        "in force from 2016-05-04 00:01 for 48 hours, as read by A. in force from 2016-05-05 01:00 for 48 hours, as read \
         by B. renewed for 24 hours from 2016-05-07 01:00, as read by B. 1 A shall withdraw within 3 days of start.",
    );
    let Description::Read { as_written, by } = &model.in_force else { panic!("{:?}", model.in_force) };
    let Description::Any(parts) = as_written.as_ref() else { panic!() };
    assert!(
        matches!(&parts[0], Description::Time(times) if shown(&model, times) == ["2016-05-05 01:00..2016-05-06 00:01"])
    );
    assert_eq!(model.literals[0].kind, LiteralKind::Force);
    let of = |name: &str| match &by[&actor(&model, name)] {
        Description::Time(times) => shown(&model, times),
        other => panic!("{other:?}"),
    };
    assert_eq!(of("A"), ["2016-05-04 00:01..2016-05-06 00:01"]);
    assert_eq!(of("B"), ["2016-05-05 01:00..2016-05-08 01:00"]);
    assert!(
        matches!(&model.clauses[0].kind, ClauseKind::NotEvaluated { reason, .. } if reason.contains("differ"))
    );
    assert_eq!(model.readers.len(), 2);
}

#[test]
fn what_the_text_leaves_open_is_taken_for_something_and_said() {
    let model = model(
        "in force from \"the harvest\". A withdraws on \"some day\". 1 A shall withdraw by \"autumn\".",
    );
    assert!(model.literals.iter().any(|literal| literal.kind == LiteralKind::Force));
    assert!(
        model.assumptions.iter().any(|sentence| sentence.contains("nobody withdrew")),
        "{:?}",
        model.assumptions
    );
    assert!(
        matches!(&model.clauses[0].kind, ClauseKind::NotEvaluated { reason, .. } if reason.contains("autumn"))
    );
}

#[test]
fn a_term_is_certain_where_its_readings_agree_and_open_where_they_differ() {
    let model = model(
        "term \"t\". as read by A: target is B. as read by B: target is C. term \"same\". as read by A: target is C. \
         as read by B: target is C. term \"bare\". term \"not\": not \"the sky is clear\". term \"w\". \
         as read by A: \"rain\". as read by B: \"snow\".",
    );
    let Description::Read { as_written, by } = &model.terms[0].meaning else { panic!() };
    assert_eq!(by.len(), 2);
    let Description::Any(parts) = as_written.as_ref() else { panic!() };
    assert!(matches!(&parts[0], Description::All(both) if both.len() == 2), "certain where all agree");
    assert!(matches!(&parts[1], Description::All(open) if matches!(open[1], Description::Literal(_))));
    let Description::Read { as_written, .. } = &model.terms[1].meaning else { panic!() };
    assert!(matches!(as_written.as_ref(), Description::Target(_)), "readings that agree leave nothing open");
    assert!(matches!(model.terms[2].meaning, Description::Literal(_)), "what nobody defines is open");
    let columns: Vec<&str> = model.literals.iter().map(|literal| literal.column.as_str()).collect();
    assert!(
        columns.contains(&"the_sky_is_clear"),
        "the column says what holds, not its opposite: {columns:?}"
    );
    assert!(
        columns.contains(&"w_A") && columns.contains(&"w_B"),
        "two readings are two conditions: {columns:?}"
    );
}

#[test]
fn zones_are_drawn_from_lines_that_move_from_places_and_from_each_other() {
    let model = model(
        "zone Band between 10 km and 20 km of L, except Core. zone Core within 5 km of P. zone Open in Core, undelimited. \
         zone Mixed: Core, part of Band. line L through P and Q at 2016-01-01. line L through Q and R at 2016-06-01. \
         place P at 36, 37. place Q at 36.2, 37. place R at 36.2, 37.2. zone Range in Core within 15-20 km of Q, as \
         measured by A from P. 1 A shall keep tank at least 3500 m from P.",
    );
    let zone = |name: &str| match model.names.get(name) {
        Some(Named::Zone(zone)) => &model.places.zones[zone.index()],
        other => panic!("{other:?}"),
    };
    let Ground::Without(band, core) = &zone("Band").ground else { panic!() };
    assert!(matches!(core.as_ref(), Ground::Union(_)));
    let Ground::Without(outer, _) = band.as_ref() else { panic!() };
    assert!(matches!(outer.as_ref(), Ground::At(courses) if courses.len() == 2), "the line moves once");
    assert!(matches!(zone("Core").ground, Ground::Area(_)));
    assert!(matches!(zone("Open").ground, Ground::SomePartOf(..)));
    assert!(
        matches!(&zone("Mixed").ground, Ground::Union(parts) if matches!(parts[1], Ground::SomePartOf(..)))
    );
    assert_eq!(zone("Range").measured.len(), 1);
    let Ground::Both(_, own) = &zone("Range").ground else { panic!("clipped by its parent") };
    assert!(matches!(own.as_ref(), Ground::Union(parts) if matches!(parts[1], Ground::SomePartOf(..))));
    assert!(matches!(model.clauses[0].kind, ClauseKind::Conduct { .. }));
    assert!(model.places.zones.iter().any(|zone| zone.name == "ground of 1"));
}

#[test]
fn an_article_stands_for_its_clauses_in_priorities() {
    let model = model(
        "article 1. 1.1 A shall not attack B. 1.2 A shall not attack C. 1.3 A may attack B, notwithstanding 1. \
         article 2. 2.1(a) A shall not shell C, subject to 1.3.",
    );
    let over = |label: &str| -> Vec<&str> {
        let clause = model.clause(model.clause_by_label(label).unwrap()).unwrap();
        clause.prevails_over.iter().map(|id| model.clause(*id).unwrap().label.as_str()).collect()
    };
    assert_eq!(over("1.3"), ["1.1", "1.2", "2.1(a)"]);
    assert!(over("1.1").is_empty());
}

#[test]
fn acts_are_found_by_any_of_their_words() {
    let model = model(
        "1 A shall not airstrike B. 2 A shall assess within 1 day of each allegation. act low_pass: airstrike.",
    );
    let act = |word: &str| model.deeds.act_words[word];
    assert_eq!(act("airstrikes"), act("airstrike"));
    assert!(model.deeds.acts.leaves(act("attack").index()).contains(act("low_pass").index()));
    assert_eq!(
        model.deeds.means_for(act("low_pass").index()),
        model.deeds.means_for(act("airstrike").index())
    );
}
