//! What the checker claims of order and of time, looked at again in the plainest way: things happen one by one, days are
//! counted one by one. Only the model is asked, never the graph.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(dead_code, reason = "each test binary uses a part of this")]

use std::collections::BTreeSet;

use armistice::check::Never;
use armistice::graph::{CircleEdge, Event};
use armistice::model::Model;
use armistice::model::clauses::{ClauseKind, Modality};
use armistice::model::descriptions::Description;
use armistice::model::ids::{ClauseId, PhaseId, StreakId};
use armistice::model::waits::{Awaited, Length, Occasion, PhaseEnd, WaitKind};
use armistice::source::Span;
use armistice::syntax::tree::{ClauseStateKind, PhaseEdge, TimeUnit};
use jiff::Timestamp;

/// A need: lists of which one must have happened, and the words.
type Need = (Vec<Vec<Event>>, Span);

/// Every event, with what it needs.
fn needs(model: &Model, event: Event) -> Vec<Need> {
    match event {
        Event::Begun(id) if !model.clauses[id.index()].timing.completes => own_needs(model, id),
        Event::Begun(_) => Vec::new(),
        Event::Done(id) => {
            let clause = &model.clauses[id.index()];
            let mut needs = vec![(vec![vec![Event::Begun(id)]], clause.span)];
            if clause.timing.completes {
                needs.extend(own_needs(model, id));
            }
            needs
        }
        Event::PhaseBegins(id) => occasion(model, &model.phases[id.index()].from),
        Event::PhaseEnds(id) => {
            let phase = &model.phases[id.index()];
            let mut needs = vec![(vec![vec![Event::PhaseBegins(id)]], phase.span)];
            match &phase.end {
                Some(PhaseEnd::Occasion(end)) => needs.extend(occasion(model, end)),
                Some(PhaseEnd::Condition { waits, .. }) => {
                    let waits = waits.iter().filter(|wait| wait.kind == WaitKind::Provided);
                    needs.extend(waits.filter_map(|wait| Some((lists(model, None, &wait.of)?, wait.span))));
                }
                _ => {}
            }
            needs
        }
        Event::Reached(id) => {
            model.streaks[id.index()].from.iter().flat_map(|from| occasion(model, from)).collect()
        }
    }
}

fn own_needs(model: &Model, id: ClauseId) -> Vec<Need> {
    let waits = model.clauses[id.index()].timing.waits.iter();
    let waits = waits.filter(|wait| !matches!(wait.kind, WaitKind::SameTime | WaitKind::Unless));
    waits.filter_map(|wait| Some((lists(model, Some(id), &wait.of)?, wait.span))).collect()
}

fn occasion(model: &Model, occasion: &Occasion) -> Vec<Need> {
    let lists = occasion.of.as_ref().and_then(|of| lists(model, None, of));
    lists.map(|lists| (lists, occasion.span)).into_iter().collect()
}

fn lists(model: &Model, own: Option<ClauseId>, of: &Awaited) -> Option<Vec<Vec<Event>>> {
    let is_deed = |id: &ClauseId| match model.clauses[id.index()].kind {
        ClauseKind::Duty(_) => true,
        ClauseKind::NotEvaluated { modality, .. } => {
            matches!(modality, Some(Modality::Obligation | Modality::Permission))
        }
        ClauseKind::Conduct { modality, .. } => modality == Modality::Permission,
        ClauseKind::StatedOnly | ClauseKind::Change => false,
    };
    match of {
        Awaited::Clauses { alternatives, state } => {
            let of = |&id: &ClauseId| match state {
                ClauseStateKind::Fulfilled => Some(Event::Done(id)),
                ClauseStateKind::Begun if own.is_some_and(|own| own != id && at_once(model, own, id)) => None,
                ClauseStateKind::Begun => Some(Event::Begun(id)),
                _ => None,
            };
            let list = |list: &Vec<ClauseId>| list.iter().filter(|id| is_deed(id)).filter_map(of).collect();
            Some(alternatives.iter().map(list).collect())
        }
        Awaited::PhaseEdge { phase, edge: PhaseEdge::Ends } => Some(vec![vec![Event::PhaseEnds(*phase)]]),
        Awaited::PhaseEdge { phase, .. } | Awaited::PhaseRunning { phase, .. } => {
            Some(vec![vec![Event::PhaseBegins(*phase)]])
        }
        Awaited::Streak { streak, .. } => Some(vec![vec![Event::Reached(*streak)]]),
        Awaited::Run { .. } | Awaited::Act { .. } => None,
    }
}

/// The clauses that begin with one, through any chain of `at the same time as`.
fn together(model: &Model, id: ClauseId) -> BTreeSet<ClauseId> {
    let mut pairs: Vec<(ClauseId, ClauseId)> = Vec::new();
    for (at, clause) in model.clauses.iter().enumerate() {
        for wait in clause.timing.waits.iter().filter(|wait| wait.kind == WaitKind::SameTime) {
            if let Awaited::Clauses { alternatives, .. } = &wait.of
                && alternatives.len() == 1
            {
                pairs.extend(alternatives[0].iter().map(|&other| (ClauseId::at(at), other)));
            }
        }
    }
    pairs.retain(|pair| ![pair.0, pair.1].iter().any(|id| model.clauses[id.index()].timing.completes));
    let mut set = BTreeSet::from([id]);
    while let Some(&(one, other)) = pairs.iter().find(|(one, other)| set.contains(one) != set.contains(other))
    {
        set.extend([one, other]);
    }
    set
}

fn at_once(model: &Model, one: ClauseId, other: ClauseId) -> bool {
    let from = |id: ClauseId| model.clauses[id.index()].timing.from.map(|(from, _)| from);
    together(model, one).contains(&other) || (from(one).is_some() && from(one) == from(other))
}

/// Every event of a model.
pub fn all(model: &Model) -> Vec<Event> {
    let clauses = (0..model.clauses.len()).map(ClauseId::at);
    let phases = (0..model.phases.len()).map(PhaseId::at);
    let mut events: Vec<Event> = clauses.flat_map(|id| [Event::Begun(id), Event::Done(id)]).collect();
    events.extend(phases.flat_map(|id| [Event::PhaseBegins(id), Event::PhaseEnds(id)]));
    events.extend((0..model.streaks.len()).map(|at| Event::Reached(StreakId::at(at))));
    events
}

/// All that can happen in any order, if some things cannot: whatever can happen next does, until nothing can.
pub fn happens(model: &Model, barred: &BTreeSet<Event>) -> BTreeSet<Event> {
    let events = all(model);
    let mut happened: BTreeSet<Event> = BTreeSet::new();
    loop {
        let next = events.iter().find(|event| {
            let with: BTreeSet<Event> = match **event {
                Event::Begun(id) => together(model, id).into_iter().map(Event::Begun).collect(),
                other => BTreeSet::from([other]),
            };
            let met = |(lists, _): &Need| {
                lists.is_empty() || lists.iter().any(|list| list.iter().all(|event| happened.contains(event)))
            };
            !happened.contains(event)
                && with.is_disjoint(barred)
                && with.iter().all(|event| needs(model, *event).iter().all(met))
        });
        match next {
            Some(&event) => happened.insert(event),
            None => return happened,
        };
    }
}

/// Nothing of a deadlock ever happens, each wait is one of the text, and the circle closes.
pub fn deadlock(
    model: &Model,
    edges: &[CircleEdge],
    events: &BTreeSet<Event>,
    followers: &[Event],
    place: &str,
) {
    let happened = happens(model, &BTreeSet::new());
    for event in events.iter().chain(followers) {
        assert!(!happened.contains(event), "{place}: {event:?} can happen");
    }
    let thing = |event: Event| match event {
        Event::Begun(id) | Event::Done(id) => together(model, id).into_iter().map(|id| id.0).min().unwrap(),
        Event::PhaseBegins(id) | Event::PhaseEnds(id) => 1_000_000 + id.0,
        Event::Reached(id) => 2_000_000 + id.0,
    };
    for (edge, next) in edges.iter().zip(edges.iter().cycle().skip(1)) {
        let said = needs(model, edge.from);
        let waits = |(lists, span): &Need| {
            *span == edge.span && lists.iter().flatten().any(|event| *event == edge.to)
        };
        assert!(said.iter().any(waits), "{place}: {edge:?} is not said there");
        assert_eq!(thing(edge.to), thing(next.from), "{place}: the circle does not close");
    }
    // Everything else can happen once these have: whatever they wait for in turn is no part of the claim.
    assert!(!events.is_empty() && !edges.is_empty(), "{place}: nothing is claimed");
}

/// While everybody keeps everything, "all of them bind" supports itself, and so does "none of them does".
pub fn mutual(model: &Model, clauses: &[ClauseId], place: &str) {
    let hangs_on = |id: ClauseId| -> Vec<ClauseId> {
        let waits = model.clauses[id.index()].timing.waits.iter();
        let waits = waits.filter(|wait| wait.kind == WaitKind::Provided);
        waits
            .filter_map(|wait| match &wait.of {
                Awaited::Clauses { alternatives, state: ClauseStateKind::Observed } => Some(alternatives),
                _ => None,
            })
            .filter(|alternatives| alternatives.len() == 1)
            .flat_map(|alternatives| alternatives[0].clone())
            .collect()
    };
    // What binds is what hangs only on what binds. Clauses off the circle are taken to bind.
    let binds = |bound: &dyn Fn(ClauseId) -> bool| -> Vec<bool> {
        clauses.iter().map(|&id| hangs_on(id).into_iter().all(bound)).collect()
    };
    assert!(binds(&|_| true).iter().all(|binds| *binds), "{place}: not all can bind");
    assert!(binds(&|id| !clauses.contains(&id)).iter().all(|binds| !binds), "{place}: one binds by itself");
    for pair in clauses.windows(2) {
        assert!(!at_once(model, pair[0], pair[1]), "{place}: they begin together");
    }
}

/// A phase never runs, for the reason given.
pub fn never_runs(model: &Model, phase: PhaseId, why: &Never, place: &str) {
    let own = &model.phases[phase.index()];
    match why {
        Never::PastEnd { at, end } => {
            assert_eq!(own.from.at, Some(*at), "{place}");
            assert!(at >= end, "{place}");
            model.in_force.visit(&mut |part| match part {
                Description::Time(times) => assert!(times.iter().all(|(_, last)| last <= *at), "{place}"),
                Description::Literal(_) => panic!("{place}: the end is open"),
                _ => {}
            });
        }
        Never::Unfulfillable(clauses) => {
            assert!(own.from.at.is_none() && !clauses.is_empty(), "{place}");
            for id in clauses {
                let clause = &model.clauses[id.index()];
                let forbids = |modality| modality == Modality::Prohibition && clause.timing.until.is_none();
                let never = match clause.kind {
                    ClauseKind::StatedOnly => true,
                    ClauseKind::Conduct { modality, .. } => forbids(modality),
                    _ => false,
                };
                assert!(never, "{place}: `{}` can be fulfilled", clause.label);
            }
        }
        Never::Endless(other) => {
            assert!(model.phases[other.index()].end.is_none(), "{place}");
            let begins = matches!(&own.from.of, Some(Awaited::PhaseEdge { phase, edge: PhaseEdge::Ends }) if phase == other);
            assert!(begins, "{place}");
        }
        Never::EndsFirst(end) => {
            let without = happens(model, &BTreeSet::from([*end]));
            assert!(!without.contains(&Event::PhaseBegins(phase)), "{place}: it can begin before its end");
            assert!(happens(model, &BTreeSet::new()).contains(&Event::PhaseBegins(phase)), "{place}");
        }
    }
}

/// Day after day, or hour after hour, the time is over before the length is.
pub fn too_long(model: &Model, from: i64, length: &Length, until: i64, place: &str) {
    let local = |at: i64| Timestamp::from_second(at).unwrap().to_zoned(model.time_zone.clone());
    let (begin, over) = (local(from), local(until));
    let days = |count: i64| (0..count).fold(begin.date(), |day, _| day.tomorrow().unwrap());
    let date = match length.unit {
        TimeUnit::Minute => return assert!(from + 60 * length.amount > until, "{place}"),
        TimeUnit::Hour => return assert!(from + 3600 * length.amount > until, "{place}"),
        TimeUnit::Day => days(length.amount),
        TimeUnit::Week => days(7 * length.amount),
        // At the least: no month has fewer days, and no year.
        TimeUnit::Month => days(28 * length.amount),
        TimeUnit::Year => days(365 * length.amount),
    };
    assert!(date.to_datetime(begin.time()) > over.datetime(), "{place}: {date} is in time");
}
