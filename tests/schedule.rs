//! Schedules against independent solvers: instants listed one by one, an explicit matrix of distances, and solutions that
//! are known beforehand. `ARMISTICE_CASES` says how many networks are drawn.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]
#![allow(clippy::disallowed_macros, clippy::print_stdout, reason = "a test says how much it compared")]
#![allow(clippy::disallowed_methods, reason = "the number of cases is given from outside")]

mod support;

use armistice::graph::schedule::{Collision, Constraint, EventId, Length, Network, Outcome};
use armistice::model::time::{Seconds, zone};
use armistice::syntax::tree::TimeUnit;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeMap;

const HALF_HOUR: Seconds = 1800;
/// So many half hours of every season are listed.
const LISTED: usize = 75 * 48;
/// Beyond them, as much as a shift may be out of order.
const BEYOND: usize = 12 * 48;

/// A time and a place at which clocks change, and the first half hour that is listed.
const SEASONS: [(&str, &str); 4] = [
    // 25 March 2016, 00:00: the clocks of Damascus skip the first hour of the day.
    ("Asia/Damascus", "2016-02-20T00:00:00Z"),
    // 28 October 2016, 00:00: they repeat the last hour of the day before.
    ("Asia/Damascus", "2016-09-25T00:00:00Z"),
    // 25 October 2019: Damascus again, when the 150 hours of Sochi ran.
    ("Asia/Damascus", "2019-09-28T00:00:00Z"),
    // 27 March 2016, 03:00: Istanbul, two days after Damascus.
    ("Europe/Istanbul", "2016-02-20T00:00:00Z"),
];

const LENGTHS: [(i64, TimeUnit); 16] = [
    (0, TimeUnit::Minute),
    (30, TimeUnit::Minute),
    (90, TimeUnit::Minute),
    (1, TimeUnit::Hour),
    (23, TimeUnit::Hour),
    (24, TimeUnit::Hour),
    (48, TimeUnit::Hour),
    (150, TimeUnit::Hour),
    (720, TimeUnit::Hour),
    (1, TimeUnit::Day),
    (2, TimeUnit::Day),
    (7, TimeUnit::Day),
    (30, TimeUnit::Day),
    (1, TimeUnit::Week),
    (1, TimeUnit::Month),
    (2, TimeUnit::Month),
];

fn cases(usual: u32) -> u32 {
    std::env::var("ARMISTICE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// The gate draws the same cases each time; with `ARMISTICE_CASES` others are drawn, and a failure prints its case.
fn runner() -> TestRunner {
    let config = Config { failure_persistence: None, ..Config::default() };
    match std::env::var_os("ARMISTICE_CASES") {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    }
}

// ---- drawing --------------------------------------------------------------------------------------------------------

/// A network whose instants are half hours of a season, by their number.
#[derive(Clone, Debug)]
struct Drawn {
    season: usize,
    events: usize,
    constraints: Vec<Edge>,
}

#[derive(Clone, Copy, Debug)]
enum Edge {
    NotBefore(usize, usize),
    NotAfter(usize, usize),
    /// From, to, the place of the length in `LENGTHS`.
    AtLeast(usize, usize, usize),
    AtMost(usize, usize, usize),
}

fn drawn(lengths: &'static [usize]) -> impl Strategy<Value = Drawn> {
    (0..SEASONS.len(), 3..=6_usize).prop_flat_map(move |(season, events)| {
        let pair = (0..events, 1..events).prop_map(move |(from, by)| (from, (from + by) % events));
        let edge = prop_oneof![
            1 => (0..events, 0..LISTED).prop_map(|(event, at)| Edge::NotBefore(event, at)),
            1 => (0..events, 0..LISTED).prop_map(|(event, at)| Edge::NotAfter(event, at)),
            3 => (pair.clone(), select(lengths)).prop_map(|((from, to), length)| Edge::AtLeast(from, to, length)),
            3 => (pair, select(lengths)).prop_map(|((from, to), length)| Edge::AtMost(from, to, length)),
        ];
        proptest::collection::vec(edge, 2..=9)
            .prop_map(move |constraints| Drawn { season, events, constraints })
    })
}

fn first_listed(season: usize) -> Seconds {
    SEASONS[season].1.parse::<jiff::Timestamp>().unwrap().as_second()
}

fn zone_of(season: usize) -> TimeZone {
    zone(SEASONS[season].0).unwrap()
}

fn length(index: usize) -> Length {
    let (amount, unit) = LENGTHS[index];
    Length { amount, unit }
}

impl Drawn {
    fn at(&self, half_hour: usize) -> Seconds {
        first_listed(self.season) + Seconds::try_from(half_hour).unwrap() * HALF_HOUR
    }

    fn network(&self) -> Network {
        let constraint = |edge: &Edge| match *edge {
            Edge::NotBefore(event, at) => Constraint::NotBefore { event: EventId(event), at: self.at(at) },
            Edge::NotAfter(event, at) => Constraint::NotAfter { event: EventId(event), at: self.at(at) },
            Edge::AtLeast(from, to, of) => {
                Constraint::AtLeast { from: EventId(from), to: EventId(to), length: length(of) }
            }
            Edge::AtMost(from, to, of) => Constraint::AtMost {
                from: EventId(from),
                to: EventId(to),
                length: length(of),
                strictly: false,
            },
        };
        Network {
            zone: zone_of(self.season),
            events: self.events,
            constraints: self.constraints.iter().map(constraint).collect(),
        }
    }

    /// The same, and no event outside what is listed.
    fn closed(&self) -> Self {
        let mut closed = self.clone();
        for event in 0..self.events {
            closed.constraints.push(Edge::NotBefore(event, 0));
            closed.constraints.push(Edge::NotAfter(event, LISTED - 1));
        }
        closed
    }
}

// ---- the solver that lists instants ---------------------------------------------------------------------------------

/// Where each half hour of a season is led at least, and at most, by one length: numbers of half hours.
struct Led {
    least: Vec<i64>,
    greatest: Vec<i64>,
    /// Whether the length keeps the order of all of them.
    orderly: bool,
}

thread_local! {
    static LED: RefCell<BTreeMap<(usize, usize), std::rc::Rc<Led>>> = const { RefCell::new(BTreeMap::new()) };
}

fn led(season: usize, of: usize) -> std::rc::Rc<Led> {
    let known = LED.with_borrow(|led| led.get(&(season, of)).cloned());
    if let Some(known) = known {
        return known;
    }
    let (zone, first) = (zone_of(season), first_listed(season));
    let margin = i64::try_from(BEYOND).unwrap();
    let all: Vec<i64> = (-margin..i64::try_from(LISTED + BEYOND).unwrap())
        .map(|half_hour| {
            let target = length(of).after(first + half_hour * HALF_HOUR, &zone).unwrap();
            assert_eq!((target - first) % HALF_HOUR, 0);
            (target - first).div_euclid(HALF_HOUR)
        })
        .collect();
    let mut least = all.clone();
    for at in (0..least.len() - 1).rev() {
        least[at] = least[at].min(least[at + 1]);
    }
    let mut greatest = all.clone();
    for at in 1..greatest.len() {
        greatest[at] = greatest[at].max(greatest[at - 1]);
    }
    let inner = |bounds: Vec<i64>| bounds[BEYOND..BEYOND + LISTED].to_vec();
    let orderly = least == greatest;
    let made = std::rc::Rc::new(Led { least: inner(least), greatest: inner(greatest), orderly });
    LED.with_borrow_mut(|led| led.insert((season, of), made.clone()));
    made
}

/// Strikes out instants that no instant of the other event supports until nothing changes. What is left of each event has
/// a first and a last instant; nothing is left of any if the network cannot be kept.
fn by_listing(drawn: &Drawn) -> Option<Vec<(usize, usize)>> {
    let mut left: Vec<Vec<usize>> = vec![(0..LISTED).collect(); drawn.events];
    loop {
        let before: usize = left.iter().map(Vec::len).sum();
        for edge in &drawn.constraints {
            match *edge {
                Edge::NotBefore(event, at) => left[event].retain(|&own| own >= at),
                Edge::NotAfter(event, at) => left[event].retain(|&own| own <= at),
                Edge::AtLeast(from, to, of) => {
                    let led = led(drawn.season, of);
                    let holds = |first: usize, later: usize| later as i64 >= led.least[first];
                    let &last = left[to].last()?;
                    left[from].retain(|&first| holds(first, last));
                    let &first = left[from].iter().min_by_key(|&&first| led.least[first])?;
                    left[to].retain(|&later| holds(first, later));
                }
                Edge::AtMost(from, to, of) => {
                    let led = led(drawn.season, of);
                    let holds = |first: usize, later: usize| later as i64 <= led.greatest[first];
                    let &later = left[to].first()?;
                    left[from].retain(|&first| holds(first, later));
                    let &first = left[from].iter().max_by_key(|&&first| led.greatest[first])?;
                    left[to].retain(|&later| holds(first, later));
                }
            }
        }
        if left.iter().any(Vec::is_empty) {
            return None;
        }
        if left.iter().map(Vec::len).sum::<usize>() == before {
            return Some(left.iter().map(|own| (own[0], own[own.len() - 1])).collect());
        }
    }
}

// ---- what a collision claims ----------------------------------------------------------------------------------------

/// Goes the steps of a collision one by one, with the constraints alone.
fn collides(network: &Network, collision: &Collision) {
    let (mut known, steps): (Option<(EventId, Seconds)>, _) = match collision {
        Collision::Late { steps, .. } => (None, steps),
        Collision::Circle { begin, steps } => (Some((steps.last().unwrap().event, *begin)), steps),
    };
    for step in steps {
        let constraint = network.constraints[step.constraint];
        let bound = match (constraint, known) {
            (Constraint::NotBefore { event, at }, None) => {
                assert_eq!(event, step.event);
                at
            }
            (Constraint::AtLeast { from, to, .. }, Some((event, at))) => {
                assert_eq!((from, to), (event, step.event));
                network.raised(&constraint, at).unwrap()
            }
            (Constraint::AtMost { from, to, .. }, Some((event, at))) => {
                assert_eq!((to, from), (event, step.event));
                network.raised(&constraint, at).unwrap()
            }
            other => panic!("no step of a chain: {other:?}"),
        };
        assert_eq!(bound, step.at);
        known = Some((step.event, bound));
    }
    let (event, at) = known.unwrap();
    match collision {
        Collision::Late { deadline, .. } => match network.constraints[*deadline] {
            Constraint::NotAfter { event: own, at: last } => assert!(own == event && at > last),
            other => panic!("no deadline: {other:?}"),
        },
        Collision::Circle { begin, .. } => assert!(at > *begin),
    }
}

#[test]
fn schedules_agree_with_a_list_of_every_half_hour() {
    const ALL: &[usize] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    let (cases, mut runner, strategy) = (cases(300), runner(), drawn(ALL));
    let (mut possible, mut impossible, mut undecided, mut disorderly, mut loose) = (0, 0, 0, 0, 0);
    for _ in 0..cases {
        let drawn = strategy.new_tree(&mut runner).unwrap().current();
        let closed = drawn.closed();
        let listed = by_listing(&closed);
        disorderly += u32::from(drawn.constraints.iter().any(|edge| match edge {
            Edge::AtLeast(_, _, of) | Edge::AtMost(_, _, of) => !led(drawn.season, *of).orderly,
            Edge::NotBefore(..) | Edge::NotAfter(..) => false,
        }));
        match (closed.network().solve(), &listed) {
            (Outcome::Possible { earliest }, Some(listed)) => {
                possible += 1;
                let latest = closed.network().latest();
                for (event, (first, last)) in listed.iter().enumerate() {
                    assert_eq!(earliest[event], Some(closed.at(*first)), "{drawn:?}");
                    let half_hour = (latest[event].unwrap() - closed.at(0)).div_euclid(HALF_HOUR);
                    // The way down is given up where it takes many small steps; what stands then is a bound.
                    let last = i64::try_from(*last).unwrap();
                    assert!(half_hour >= last, "{drawn:?}");
                    loose += u32::from(half_hour > last);
                }
            }
            (Outcome::Impossible(collision), None) => {
                impossible += 1;
                collides(&closed.network(), &collision);
            }
            (Outcome::Undecided, _) => undecided += 1,
            (outcome, listed) => panic!("{drawn:?}\n{outcome:?}\n{listed:?}"),
        }
        // With open ends, whatever is possible among the listed half hours is possible, and no bound is too strict.
        match (drawn.network().solve(), &listed) {
            (Outcome::Possible { earliest }, Some(listed)) => {
                let latest = drawn.network().latest();
                for (event, (first, last)) in listed.iter().enumerate() {
                    assert!(
                        earliest[event].is_none_or(|earliest| earliest <= closed.at(*first)),
                        "{drawn:?}"
                    );
                    assert!(latest[event].is_none_or(|latest| latest >= closed.at(*last)), "{drawn:?}");
                }
            }
            (Outcome::Impossible(collision), None) => collides(&drawn.network(), &collision),
            (Outcome::Impossible(_), Some(_)) => panic!("{drawn:?}: possible, see {listed:?}"),
            (Outcome::Possible { .. }, None) | (Outcome::Undecided, _) => {}
        }
    }
    println!(
        "{cases} networks: {possible} possible, {impossible} not, {undecided} undecided, {loose} latest instants not exact; \
         the calendar is out of order in {disorderly}"
    );
    assert!(possible > cases / 10 && impossible > cases / 10 && disorderly > cases / 10);
    assert!(undecided * 50 < cases.max(50), "{undecided} of {cases} undecided");
    assert!(loose * 50 < cases.max(50), "{loose} latest instants in {cases} networks are not exact");
}

#[test]
fn lengths_in_hours_agree_with_a_matrix_of_distances() {
    const ELAPSED: &[usize] = &[0, 1, 2, 3, 4, 5, 6, 7, 8];
    let (cases, mut runner, strategy) = (cases(2000), runner(), drawn(ELAPSED));
    let (mut possible, mut impossible) = (0, 0);
    for _ in 0..cases {
        let drawn = strategy.new_tree(&mut runner).unwrap().current();
        let mut network = drawn.network();
        for (index, constraint) in network.constraints.iter_mut().enumerate() {
            if let Constraint::AtMost { strictly, .. } = constraint {
                *strictly = index % 2 == 0;
            }
        }
        // Floyd and Warshall: what an event is at most after another; the last row and column are the fixed origin.
        let origin = drawn.events;
        let mut most: Vec<Vec<Option<Seconds>>> = vec![vec![None; origin + 1]; origin + 1];
        let seconds = |length: Length| match length.unit {
            TimeUnit::Minute => length.amount * 60,
            TimeUnit::Hour => length.amount * 3600,
            _ => panic!("no elapsed time"),
        };
        for (event, row) in most.iter_mut().enumerate() {
            row[event] = Some(0);
        }
        for constraint in &network.constraints {
            let (from, to, bound) = match *constraint {
                Constraint::NotBefore { event, at } => (event.0, origin, -at),
                Constraint::NotAfter { event, at } => (origin, event.0, at),
                Constraint::AtLeast { from, to, length } => (to.0, from.0, -seconds(length)),
                Constraint::AtMost { from, to, length, strictly } => {
                    (from.0, to.0, seconds(length) - i64::from(strictly))
                }
            };
            let own = &mut most[from][to];
            *own = Some(own.map_or(bound, |own| own.min(bound)));
        }
        for by in 0..=origin {
            for from in 0..=origin {
                for to in 0..=origin {
                    if let (Some(one), Some(two)) = (most[from][by], most[by][to]) {
                        let own = &mut most[from][to];
                        *own = Some(own.map_or(one + two, |own| own.min(one + two)));
                    }
                }
            }
        }
        let contradicts_itself = (0..=origin).any(|event| most[event][event].is_some_and(|own| own < 0));
        match network.solve() {
            Outcome::Possible { earliest } => {
                possible += 1;
                let latest = network.latest();
                assert!(!contradicts_itself, "{drawn:?}");
                for event in 0..origin {
                    assert_eq!(earliest[event], most[event][origin].map(|bound| -bound), "{drawn:?}");
                    assert_eq!(latest[event], most[origin][event], "{drawn:?}");
                }
            }
            Outcome::Impossible(collision) => {
                impossible += 1;
                assert!(contradicts_itself, "{drawn:?}");
                collides(&network, &collision);
            }
            Outcome::Undecided => panic!("{drawn:?}: undecided"),
        }
    }
    println!("{cases} networks in hours: {possible} possible, {impossible} not");
    assert!(possible > cases / 10 && impossible > cases / 10);
}

/// Instants to the second are drawn first, and then lengths and limits that they keep, by the shift alone.
#[test]
fn what_happened_is_possible() {
    let (cases, mut runner) = (cases(2000), runner());
    let window = Seconds::try_from(LISTED).unwrap() * HALF_HOUR;
    let edge = (0..6_usize, 0..6_usize, 0..LENGTHS.len(), any::<bool>());
    let strategy = (
        0..SEASONS.len(),
        proptest::collection::vec(0..window, 6),
        proptest::collection::vec(edge, 4..30),
        proptest::collection::vec((0..6_usize, 0..4 * 86_400_i64, any::<bool>()), 0..6),
    );
    let mut constraints = 0;
    for _ in 0..cases {
        let (season, happened, edges, limits) = strategy.new_tree(&mut runner).unwrap().current();
        let (zone, first) = (zone_of(season), first_listed(season));
        let at = |event: usize| first + happened[event];
        let mut network = Network { zone, events: 6, constraints: Vec::new() };
        for (from, to, of, strictly) in edges {
            let target = length(of).after(at(from), &network.zone).unwrap();
            let (from_event, to_event, length) = (EventId(from), EventId(to), length(of));
            let held = if at(to) >= target {
                Constraint::AtLeast { from: from_event, to: to_event, length }
            } else {
                Constraint::AtMost { from: from_event, to: to_event, length, strictly }
            };
            network.constraints.push(held);
        }
        for (event, by, before) in limits {
            network.constraints.push(if before {
                Constraint::NotBefore { event: EventId(event), at: at(event) - by }
            } else {
                Constraint::NotAfter { event: EventId(event), at: at(event) + by }
            });
        }
        constraints += network.constraints.len();
        match network.solve() {
            Outcome::Possible { earliest } => {
                let latest = network.latest();
                for event in 0..6 {
                    assert!(earliest[event].is_none_or(|earliest| earliest <= at(event)), "{network:?}");
                    assert!(latest[event].is_none_or(|latest| latest >= at(event)), "{network:?}");
                }
            }
            Outcome::Undecided => {}
            Outcome::Impossible(collision) => panic!("{network:?}\n{collision:?}"),
        }
    }
    println!("{cases} networks that were kept, with {constraints} constraints");
}

// ---- from the text to the finding -----------------------------------------------------------------------------------

/// One clause of a random text: what it says, and what that demands of the days.
#[derive(Clone, Debug, Default)]
struct Said {
    from: Option<i64>,
    by: Option<i64>,
    /// After which clause.
    after: Option<usize>,
    /// Within how many days of which clause.
    within: Option<(i64, usize)>,
    /// After a phase that begins when this clause is fulfilled and lasts so many days.
    after_phase: Option<(usize, i64)>,
}

/// October and November 2018: the clocks of Damascus are put back on the 26th of October.
fn day(number: i64) -> String {
    let first = jiff::civil::date(2018, 10, 10);
    first.checked_add(jiff::Span::new().days(number)).unwrap().to_string()
}

fn written(said: &[Said]) -> String {
    let mut text = "agreement \"Steps\".\ntime zone \"Asia/Damascus\".\nuse \"acts\".\nparty N.\n".to_owned();
    let mut clauses = String::new();
    for (index, said) in said.iter().enumerate() {
        clauses += &format!("{} N shall resupply", index + 1);
        let other = |clause: usize| clause + 1;
        if let Some(from) = said.from {
            clauses += &format!(" from {}", day(from));
        }
        if let Some(by) = said.by {
            clauses += &format!(" by {}", day(by));
        }
        if let Some(clause) = said.after {
            clauses += &format!(" after {} is fulfilled", other(clause));
        }
        if let Some((days, clause)) = said.within {
            clauses += &format!(" within {days} days of {} is fulfilled", other(clause));
        }
        if let Some((clause, days)) = said.after_phase {
            text += &format!("phase P{index} from {} is fulfilled for {days} days.\n", other(clause));
            clauses += &format!(" once phase P{index} ends");
        }
        clauses += ".\n";
    }
    text + &clauses
}

/// Whether all of it can be, by a matrix of distances in thousandths of a day: "before" is one of them less.
fn can_be(said: &[Said]) -> bool {
    const DAY: i64 = 1000;
    let origin = said.len();
    let mut most: Vec<Vec<Option<i64>>> = vec![vec![None; origin + 1]; origin + 1];
    let mut limit = |from: usize, to: usize, by: i64| {
        let own = &mut most[from][to];
        *own = Some(own.map_or(by, |own| own.min(by)));
    };
    for (event, said) in said.iter().enumerate() {
        if let Some(from) = said.from {
            limit(event, origin, -from * DAY);
        }
        if let Some(by) = said.by {
            limit(origin, event, (by + 1) * DAY - 1);
        }
        if let Some(other) = said.after {
            limit(event, other, 0);
        }
        if let Some((days, other)) = said.within {
            limit(event, other, 0);
            limit(other, event, days * DAY - 1);
        }
        if let Some((other, days)) = said.after_phase {
            limit(event, other, -days * DAY);
        }
    }
    for by in 0..=origin {
        for from in 0..=origin {
            for to in 0..=origin {
                if let (Some(one), Some(two)) = (most[from][by], most[by][to]) {
                    let own = &mut most[from][to];
                    *own = Some(own.map_or(one + two, |own| own.min(one + two)));
                }
            }
        }
    }
    (0..=origin).all(|event| most[event][event].is_none_or(|own| own >= 0))
}

#[test]
fn a_text_has_an_impossible_deadline_exactly_where_days_do_not_suffice() {
    let (cases, mut runner) = (cases(300), runner());
    let of = |chance: f64, days: std::ops::Range<i64>| proptest::option::weighted(chance, days);
    let said = (of(0.4, 0..30), of(0.5, 0..40), 0..5_usize, 1..15_i64, 0..8_u8);
    let strategy = proptest::collection::vec(said, 2..6);
    let (mut possible, mut impossible) = (0, 0);
    for _ in 0..cases {
        let drawn = strategy.new_tree(&mut runner).unwrap().current();
        let count = drawn.len();
        let said: Vec<Said> = drawn
            .into_iter()
            .enumerate()
            .map(|(own, (from, by, other, days, form))| {
                // A day that ends before it begins is another fault.
                let by = by.filter(|by| from.is_none_or(|from| from <= *by));
                // Steps that wait for each other in a circle are another fault too.
                let other = if own == 0 { None } else { Some(other % own) };
                let mut said = Said { from, by, ..Said::default() };
                match (form, other) {
                    (0..=2, Some(other)) => said.after = Some(other),
                    (3..=4, Some(other)) => said.within = Some((days, other)),
                    (5, Some(other)) => said.after_phase = Some((other, days)),
                    (6, Some(other)) => {
                        said.after_phase = Some((other, days));
                        said.within = Some((days + i64::try_from(count).unwrap() - 3, other % own));
                        said.within = said.within.filter(|(days, _)| *days > 0);
                    }
                    _ => {}
                }
                said
            })
            .collect();
        let text = written(&said);
        let found = support::check(&text);
        let fires = found.iter().any(|finding| finding.code.slug == "deadline-impossible");
        assert!(
            found.iter().all(|finding| !finding.code.slug.starts_with("period") && finding.code.waivable()),
            "{text}\n{found:?}"
        );
        if can_be(&said) {
            possible += 1;
        } else {
            impossible += 1;
        }
        assert_eq!(fires, !can_be(&said), "{text}\n{found:?}");
    }
    println!("{cases} texts: {possible} possible, {impossible} not");
    assert!(possible > cases / 10 && impossible > cases / 10);
}
