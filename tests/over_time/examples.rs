//! Small cases made by hand, of which it is plain what they come to.

use super::duties::Standing;
use super::grid::{Set, at};
use super::reports::{Named, Report, Reports, Time};
use super::terms::{Clause, Condition, Deed, Event, Force, Form, Modal, Norm, Qualifier, Terms, Who, Whom};
use super::world::{Matter, World};

fn norm(modal: Modal, who: Who, act: usize, qualifiers: Vec<Qualifier>) -> Norm {
    Norm {
        modal,
        who,
        jointly: false,
        that_party: false,
        form: Form::Plain,
        prevents: None,
        acts: vec![act],
        whom: None,
        place: None,
        qualifiers,
    }
}

fn terms(clauses: Vec<Clause>) -> Terms {
    Terms {
        force: Force { from: 0, until: None, ends_for_c: None, renewed: None, ends_when: None },
        b_in_north: (None, None),
        d_in_south: (None, None),
        d_excluded: (None, None),
        map: false,
        band: None,
        phases: Vec::new(),
        streaks: Vec::new(),
        clauses,
    }
}

fn report(incident: usize, time: Time, who: usize, act: usize) -> Report {
    Report {
        id: incident,
        incident,
        time,
        who: vec![Named::Actor(who)],
        whom: vec![Named::Actor(2)],
        acts: vec![act],
        zones: Vec::new(),
        conditions: Vec::new(),
        trucks: None,
        refuted: false,
        assessment: None,
        summary: false,
        undirected: false,
    }
}

fn log(rows: Vec<Report>) -> Reports {
    Reports { rows, coverage: None, as_of: None }
}

/// No raids by the parties.
fn no_raids() -> Clause {
    Clause::Norm(norm(Modal::Forbids, Who::AParty, 0, Vec::new()))
}

fn level(world: &World<'_>, condition: &Condition, instant: i64) -> &'static str {
    let course = world.course(condition);
    let holds = |set: Set| set.has(world.place(instant));
    match (holds(course.certain), holds(course.possible)) {
        (true, _) => "certain",
        (false, true) => "possible",
        (false, false) => "impossible",
    }
}

/// A day of which the hour is not known: from its begin on possibly, from its last second on certainly.
#[test]
fn a_violation_is_certain_from_the_last_instant_at_which_it_may_have_been() {
    let (terms, log) = (terms(vec![no_raids()]), log(vec![report(0, Time::Day(4), 0, 0)]));
    let matter = Matter::new(&terms, &log);
    let world = World::new(&matter, None);
    let violated = Condition::State { clauses: vec![0], or: false, state: super::terms::State::Violated };
    for (instant, expected) in [
        (at(4) - 1, "impossible"),
        (at(4), "possible"),
        (at(6) - 2, "possible"),
        (at(6) - 1, "certain"),
        (at(20), "certain"),
    ] {
        assert_eq!(level(&world, &violated, instant), expected);
    }
}

/// Two within a day: 23 hours, 59 minutes and 59 seconds apart, and a day apart.
#[test]
fn what_happened_a_day_ago_counts_no_longer() {
    let (terms, log) = (
        terms(vec![no_raids()]),
        log(vec![report(0, Time::Second(4), 0, 0), report(1, Time::Slots(5, 7), 0, 0)]),
    );
    let matter = Matter::new(&terms, &log);
    let world = World::new(&matter, None);
    let twice =
        Condition::Violates { who: Who::AParty, jointly: false, clauses: vec![0], times: 2, within: Some(2) };
    // The first counts until a day after the last second before slot 4; the second comes at some time from slot 5 on.
    assert_eq!(level(&world, &twice, at(5) - 1), "impossible");
    assert_eq!(level(&world, &twice, at(5)), "possible");
    assert_eq!(level(&world, &twice, at(6) - 2), "possible");
    assert_eq!(level(&world, &twice, at(6) - 1), "impossible");
}

/// An answer within a day of each raid, which comes too late, in time, and perhaps not at all.
#[test]
fn a_duty_is_owed_anew_for_each_raid() {
    let raid = Deed { act: 0, by: Some(Who::AParty), whom: None, place: None };
    let answer = norm(Modal::Requires, Who::one(4), 2, vec![Qualifier::WithinOf(2, Event::Each(raid))]);
    let terms = terms(vec![no_raids(), Clause::Norm(answer)]);
    let mut log = log(vec![
        report(0, Time::Second(1), 0, 0),
        report(1, Time::Second(5), 4, 2),
        report(2, Time::Second(9), 0, 0),
        report(3, Time::Second(12), 0, 1),
    ]);
    log.rows[2].acts = vec![0, 2];
    let matter = Matter::new(&terms, &log);
    let world = World::new(&matter, None);
    let standings: Vec<Standing> = world.judged(1).iter().map(|judged| judged.standing).collect();
    let perhaps =
        Standing::Open { in_time: false, late: false, missed: true, not_owed: true, not_due: false };
    assert_eq!(standings, [Standing::Late, perhaps, Standing::Pending]);
}

/// A change that may have come on the first day is undone by one that certainly came on the third.
#[test]
fn the_last_change_of_status_decides() {
    let when = |act| Condition::Does { who: Who::one(4), jointly: false, act, whom: None };
    let change = |act, value| Clause::Status { when: when(act), whom: Some(0), covered: true, value };
    let terms = terms(vec![no_raids(), change(2, false), change(1, true)]);
    let mut perhaps = report(0, Time::Day(0), 4, 2);
    perhaps.who.push(Named::Actor(0));
    let log = log(vec![perhaps, report(1, Time::Day(4), 4, 1)]);
    let matter = Matter::new(&terms, &log);
    let world = World::new(&matter, None);
    let covered = Condition::IsCovered(0);
    assert_eq!(level(&world, &covered, at(0) - 1), "certain");
    assert_eq!(level(&world, &covered, at(3)), "possible");
    assert_eq!(level(&world, &covered, at(6) - 1), "possible");
    // It takes effect after the instant that brings it about.
    assert_eq!(level(&world, &covered, at(6)), "certain");
}

/// The program says the same of all of them.
#[test]
fn the_examples_are_judged_alike() {
    let raid = Deed { act: 0, by: None, whom: Some(Who::one(2)), place: None };
    let mut refer = norm(Modal::Requires, Who::one(4), 2, vec![Qualifier::WithinOf(3, Event::Each(raid))]);
    refer.whom = Some(Whom::ThatParty);
    let terms = terms(vec![no_raids(), Clause::Norm(refer)]);
    let log = log(vec![report(0, Time::Day(0), 0, 0), report(1, Time::Second(3), 4, 2)]);
    let found = super::compare::differences(&terms, &log, &mut std::collections::BTreeMap::new());
    assert!(found.is_empty(), "{found:?}");
}
