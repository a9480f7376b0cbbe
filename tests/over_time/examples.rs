//! Small cases made by hand, of which it is plain what they come to.

use super::duties::Standing;
use super::grid::{Set, at};
use super::reports::{Coverage, Named, Observed, Report, Reports, Time};
use super::terms::{
    Accepting, Bound, Clause, Condition, Deed, Event, Force, Form, Modal, Norm, Phase, PhaseEnd, Qualifier,
    Spot, State, Terms, Who, Whom,
};
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
        accepts: Vec::new(),
        catalogue: false,
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
        received: None,
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
    Reports { rows, coverage: None, as_of: None, is_scenario: false }
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

/// What becomes of a duty, where the program and the walk agree on everything.
fn standings(terms: &Terms, log: &Reports, clause: usize) -> Vec<Standing> {
    let found = super::compare::differences(terms, log, &mut std::collections::BTreeMap::new());
    assert!(found.is_empty(), "{found:?}");
    let matter = Matter::new(terms, log);
    World::new(&matter, None).judged(clause).iter().map(|judged| judged.standing).collect()
}

const fn open(missed: bool, not_owed: bool, not_due: bool) -> Standing {
    Standing::Open { in_time: false, late: false, missed, not_owed, not_due }
}

/// Done in time, and once more when it would have been late; done late, and later still.
#[test]
fn what_is_done_after_a_duty_was_done_has_no_counterpart() {
    let by = norm(Modal::Requires, Who::one(0), 2, vec![Qualifier::By(4)]);
    let with = norm(Modal::Requires, Who::one(4), 1, vec![Qualifier::SameTime(vec![0])]);
    let terms = terms(vec![Clause::Norm(by), Clause::Norm(with)]);
    for times in [[3, 9], [6, 9]] {
        let rows = times.into_iter().enumerate().map(|(id, slot)| report(id, Time::Second(slot), 0, 2));
        let log = log(rows.chain([report(2, Time::Second(12), 2, 1)]).collect());
        assert_eq!(standings(&terms, &log, 1), [Standing::Missed]);
    }
}

/// The town lies in the city: who is anywhere in the city may be in the rest of it, and the town is in its zone.
#[test]
fn a_smaller_zone_is_in_the_zone_of_what_happened_around_it() {
    let march = Deed { act: 2, by: Some(Who::one(0)), whom: None, place: None };
    let mut answer = norm(Modal::Requires, Who::one(2), 0, vec![Qualifier::WithinOf(4, Event::Each(march))]);
    answer.place = Some(Spot::SameZone);
    let terms = Terms { map: true, ..terms(vec![Clause::Norm(answer)]) };
    let mut log = log(vec![report(0, Time::Second(2), 0, 2), report(1, Time::Second(4), 2, 0)]);
    log.rows[0].zones = vec![1];
    log.rows[1].zones = vec![0];
    assert_eq!(standings(&terms, &log, 0), [Standing::Fulfilled]);
    // And not the other way round.
    log.rows.iter_mut().for_each(|row| row.zones[0] = 1 - row.zones[0]);
    log.rows.push(report(2, Time::Second(8), 2, 2));
    let perhaps =
        Standing::Open { in_time: true, late: false, missed: true, not_owed: false, not_due: false };
    assert_eq!(standings(&terms, &log, 0), [perhaps]);
}

/// A march by A or B: the phase may never begin, and what the duty hangs on is asked when the log ends.
#[test]
fn what_may_never_happen_has_no_last_instant() {
    let march = Deed { act: 2, by: Some(Who::one(0)), whom: None, place: None };
    let run = Condition::Run { length: 2, clauses: vec![0] };
    let answer = norm(
        Modal::Requires,
        Who::one(0),
        1,
        vec![Qualifier::WithinOf(2, Event::PhaseBegins(0)), Qualifier::Unless(run)],
    );
    let phase = Phase { from: Event::Each(march), end: PhaseEnd::Never };
    let terms = Terms { phases: vec![phase], ..terms(vec![no_raids(), Clause::Norm(answer)]) };
    let mut log = log(vec![report(0, Time::Second(6), 0, 2)]);
    log.rows[0].who.push(Named::Actor(1));
    let seen = Observed { from: -2, to: 8, zone: None, act: None, denied: false };
    log.coverage = Some(Coverage { acts: Vec::new(), parts: vec![seen] });
    assert_eq!(standings(&terms, &log, 1), [Standing::Void]);
}

/// What others who owe the same did is no part of it.
#[test]
fn who_kept_to_a_limit_is_told_by_what_was_seen_of_him() {
    let cap = Qualifier::Count { bound: Bound::AtMost, number: 5, per: None };
    let mut limit = norm(Modal::Requires, Who::North, 2, vec![cap, Qualifier::By(5)]);
    limit.jointly = false;
    let terms = Terms { b_in_north: (Some(2), Some(6)), ..terms(vec![Clause::Norm(limit)]) };
    let mut log = log(vec![report(0, Time::Second(8), 4, 0)]);
    let seen = Observed { from: 2, to: 6, zone: None, act: None, denied: false };
    log.coverage = Some(Coverage { acts: Vec::new(), parts: vec![seen] });
    assert_eq!(standings(&terms, &log, 0), [Standing::NotAssessable, Standing::Fulfilled]);
}

/// A shot or a march, both forbidden by a clause of its own.
#[test]
fn one_or_the_other_was_violated_whichever_it_was() {
    let marches = Clause::Norm(norm(Modal::Forbids, Who::Covered, 2, Vec::new()));
    let terms = terms(vec![no_raids(), marches]);
    let mut log = log(vec![report(0, Time::Second(2), 0, 1)]);
    log.rows[0].acts.push(2);
    let matter = Matter::new(&terms, &log);
    let world = World::new(&matter, None);
    let violates = |clauses: Vec<usize>| Condition::Violates {
        who: Who::AParty,
        jointly: false,
        clauses,
        times: 1,
        within: None,
    };
    assert_eq!(level(&world, &violates(vec![0]), at(2)), "possible");
    assert_eq!(level(&world, &violates(vec![0, 1]), at(2)), "certain");
    let ends = Force { ends_when: Some(violates(vec![0, 1])), ..terms.force.clone() };
    let terms = Terms { force: ends, ..terms.clone() };
    assert!(super::compare::differences(&terms, &log, &mut std::collections::BTreeMap::new()).is_empty());
}

/// An agreement that may have been renewed: what fell due after its end was perhaps not owed.
#[test]
fn nothing_is_certainly_missed_once_the_agreement_may_be_over() {
    let by = norm(Modal::Requires, Who::one(0), 1, vec![Qualifier::By(9)]);
    let mut terms = terms(vec![Clause::Norm(by)]);
    let log = |who| {
        let mut log = log(vec![report(0, Time::Second(2), who, 4), report(1, Time::Second(12), 2, 2)]);
        if who == 0 {
            log.rows[0].who.push(Named::Actor(3));
        }
        log
    };
    assert_eq!(standings(&terms, &log(0), 0), [Standing::Missed]);
    (terms.force.until, terms.force.renewed) = (Some(6), Some((8, None, vec![0])));
    assert_eq!(standings(&terms, &log(0), 0), [open(true, true, false)]);
    assert_eq!(standings(&terms, &log(3), 0), [Standing::Void]);
}

/// A route that is to be kept open until the fifth day, and is blocked on the second.
#[test]
fn what_lasts_is_violated_when_it_is_first_breached() {
    let open = norm(Modal::Requires, Who::one(0), 5, vec![Qualifier::Until(10)]);
    let mut terms = terms(vec![
        Clause::Norm(open),
        Clause::Status {
            when: Condition::State { clauses: vec![0], or: false, state: State::Violated },
            whom: Some(0),
            covered: true,
            value: false,
        },
    ]);
    terms.catalogue = true;
    let mut log = log(vec![report(0, Time::Second(3), 0, 6), report(1, Time::Second(12), 2, 2)]);
    assert_eq!(standings(&terms, &log, 0), [Standing::Missed]);
    {
        let matter = Matter::new(&terms, &log);
        let world = World::new(&matter, None);
        let violated = Condition::State { clauses: vec![0], or: false, state: State::Violated };
        assert_eq!(level(&world, &violated, at(3) - 2), "impossible");
        assert_eq!(level(&world, &violated, at(3) - 1), "certain");
        assert_eq!(level(&world, &Condition::IsCovered(0), at(4)), "impossible");
    }
    // What is done once the agreement is over breaches nothing.
    terms.force.until = Some(2);
    assert_eq!(standings(&terms, &log, 0), [Standing::Void]);
    // That it may be over later does not open what was breached before.
    (terms.force.until, terms.force.renewed) = (Some(4), Some((8, None, vec![0])));
    log.rows.push(Report { acts: Vec::new(), ..report(2, Time::Second(4), 0, 2) });
    assert_eq!(standings(&terms, &log, 0), [Standing::Missed]);
}

/// It is fulfilled when it is over and nothing that was seen breached it, and not when somebody has begun with it.
#[test]
fn what_lasts_is_fulfilled_once_it_is_over() {
    let open = norm(Modal::Requires, Who::one(0), 5, vec![Qualifier::For(6)]);
    let fulfilled = Condition::State { clauses: vec![0], or: false, state: State::Fulfilled };
    let march = norm(Modal::Forbids, Who::one(2), 2, vec![Qualifier::Unless(fulfilled.clone())]);
    let mut terms = terms(vec![Clause::Norm(open), Clause::Norm(march)]);
    terms.catalogue = true;
    let mut log = log(vec![report(0, Time::Second(2), 0, 5), report(1, Time::Second(8), 2, 2)]);
    assert_eq!(standings(&terms, &log, 0), [Standing::NotAssessable]);
    let seen = Observed { from: -2, to: 8, zone: None, act: None, denied: false };
    log.coverage = Some(Coverage { acts: Vec::new(), parts: vec![seen] });
    assert_eq!(standings(&terms, &log, 0), [Standing::Fulfilled]);
    let matter = Matter::new(&terms, &log);
    let world = World::new(&matter, None);
    assert_eq!(level(&world, &fulfilled, at(6) - 1), "impossible");
    assert_eq!(level(&world, &fulfilled, at(6)), "certain");
}

/// As of noon on the third day, what came in that evening was not known.
#[test]
fn what_was_received_later_was_not_known() {
    let by = norm(Modal::Requires, Who::one(0), 2, vec![Qualifier::By(4)]);
    let terms = terms(vec![Clause::Norm(by)]);
    let mut log = log(vec![report(0, Time::Second(2), 0, 2)]);
    log.rows[0].received = Some(Time::Second(6));
    log.as_of = Some(5);
    assert_eq!(standings(&terms, &log, 0), [Standing::Missed]);
    log.as_of = Some(6);
    assert_eq!(standings(&terms, &log, 0), [Standing::Fulfilled]);
}

/// Who accepts late is bound from then on; whether somebody was struck off the list before he was to act is open.
#[test]
fn who_may_not_have_been_bound_may_not_have_owed_it() {
    let by = norm(Modal::Requires, Who::Covered, 2, vec![Qualifier::By(6)]);
    let strikes = Condition::Does { who: Who::one(4), jointly: false, act: 1, whom: None };
    let struck = Clause::Status { when: strikes, whom: Some(0), covered: true, value: false };
    let mut terms = terms(vec![Clause::Norm(by), struck]);
    terms.accepts = vec![(Accepting::Actor(1), 7, None), (Accepting::South, 5, Some(9))];
    let mut log = log(vec![report(0, Time::Second(2), 4, 1), report(1, Time::Second(8), 4, 2)]);
    log.rows[0].who.push(Named::Actor(2));
    // B has not accepted yet; C and D have.
    assert_eq!(standings(&terms, &log, 0), [open(true, true, false), Standing::Missed, Standing::Missed]);
}

/// To prevent what another does is owed while one is bound, and counts for him who is to prevent it.
#[test]
fn who_is_to_prevent_something_answers_for_it() {
    let mut prevent = norm(Modal::Requires, Who::one(0), 2, Vec::new());
    prevent.prevents = Some(Who::one(3));
    let violates = |actor| Condition::Violates {
        who: Who::one(actor),
        jointly: false,
        clauses: vec![0],
        times: 1,
        within: None,
    };
    let march = norm(Modal::Forbids, Who::one(2), 2, vec![Qualifier::When(violates(0))]);
    let mut terms = terms(vec![Clause::Norm(prevent), Clause::Norm(march)]);
    terms.accepts = vec![(Accepting::Actor(0), 4, None)];
    let log = log(vec![report(0, Time::Second(2), 3, 2), report(1, Time::Second(6), 3, 2)]);
    assert!(super::compare::differences(&terms, &log, &mut std::collections::BTreeMap::new()).is_empty());
    let matter = Matter::new(&terms, &log);
    let world = World::new(&matter, None);
    assert_eq!(level(&world, &violates(0), at(3)), "impossible");
    assert_eq!(level(&world, &violates(0), at(6)), "certain");
    assert_eq!(level(&world, &violates(3), at(6)), "impossible");
}

/// Who joins and leaves before it accepts is covered at no time, and so no clause can strike it off a list for what it does
/// while it is.
#[test]
fn who_is_never_covered_has_no_condition_of_being_so() {
    let marches = Condition::Does { who: Who::Covered, jointly: false, act: 2, whom: None };
    let strikes = Clause::Status { when: marches, whom: None, covered: false, value: false };
    let mut terms = terms(vec![no_raids(), strikes]);
    (terms.d_in_south, terms.accepts) = ((Some(1), Some(2)), vec![(Accepting::Actor(3), 5, None)]);
    let log = log(vec![report(0, Time::Second(6), 3, 2)]);
    let matter = Matter::new(&terms, &log);
    assert!(!matter.conditions.contains(&Condition::IsExcluded(3)));
    assert!(matter.conditions.contains(&Condition::IsExcluded(2)));
    assert!(super::compare::differences(&terms, &log, &mut std::collections::BTreeMap::new()).is_empty());
}
