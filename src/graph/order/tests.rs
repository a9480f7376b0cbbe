//! Orders of random small graphs of waits, against trying every order.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Deadlock, Order};

/// A need: the event, and the lists of which one must come first.
type Plan = (usize, Vec<Vec<usize>>);

fn order(events: usize, joined: &[(usize, usize)], needs: &[Plan]) -> Order {
    let mut order = Order::new(events);
    joined.iter().for_each(|&(one, other)| order.join(one, other));
    needs.iter().for_each(|(event, lists)| order.need(*event, lists.clone()));
    order
}

/// The events that happen together, by trying all pairs until nothing changes.
fn together(events: usize, joined: &[(usize, usize)]) -> Vec<BTreeSet<usize>> {
    let mut sets: Vec<BTreeSet<usize>> = (0..events).map(|event| BTreeSet::from([event])).collect();
    for _ in 0..events {
        for &(one, other) in joined {
            let both: BTreeSet<usize> = sets[one].union(&sets[other]).copied().collect();
            both.iter().for_each(|&event| sets[event] = both.clone());
        }
    }
    sets
}

/// Every event that stands in some sequence in which all needs are met by what stands before: all sequences are tried,
/// one event with those that happen with it after another.
fn placed_in_some_order(events: usize, joined: &[(usize, usize)], needs: &[Plan]) -> BTreeSet<usize> {
    let groups = together(events, joined);
    let mut placed = BTreeSet::new();
    let mut open: Vec<BTreeSet<usize>> = vec![BTreeSet::new()];
    let mut seen = BTreeSet::new();
    while let Some(before) = open.pop() {
        if !seen.insert(before.clone()) {
            continue;
        }
        placed.extend(&before);
        for event in (0..events).filter(|event| !before.contains(event)) {
            let met = |(_, lists): &Plan| {
                lists.is_empty() || lists.iter().any(|list| list.iter().all(|need| before.contains(need)))
            };
            if needs.iter().filter(|(who, _)| groups[event].contains(who)).all(met) {
                open.push(before.union(&groups[event]).copied().collect());
            }
        }
    }
    placed
}

/// A deadlock is one by itself: if all but its events had happened, none of these could.
fn stands_alone(events: usize, joined: &[(usize, usize)], needs: &[Plan], found: &Deadlock) {
    let inside =
        |list: &Vec<usize>| list.iter().copied().filter(|event| found.events.contains(event)).collect();
    let cut: Vec<Plan> =
        needs.iter().map(|(event, lists)| (*event, lists.iter().map(inside).collect())).collect();
    let placed = placed_in_some_order(events, joined, &cut);
    assert!(found.events.iter().all(|event| !placed.contains(event)), "{found:?}");
    let groups = together(events, joined);
    for (at, &(need, waits_for)) in found.circle.iter().enumerate() {
        let (event, lists) = &needs[need];
        assert!(found.events.contains(event) && found.events.contains(&waits_for), "{found:?}");
        assert!(lists.iter().any(|list| list.contains(&waits_for)), "not what it waits for: {found:?}");
        let (next, _) = found.circle[(at + 1) % found.circle.len()];
        assert!(groups[waits_for].contains(&needs[next].0), "the circle is broken: {found:?}");
    }
}

fn worlds() -> impl Strategy<Value = (usize, Vec<(usize, usize)>, Vec<Plan>)> {
    (2_usize..8).prop_flat_map(|events| {
        let list = prop::collection::vec(0..events, 1..3);
        let lists = prop::collection::vec(list, 1..3);
        let needs = prop::collection::vec((0..events, lists), 0..9);
        (Just(events), prop::collection::vec((0..events, 0..events), 0..2), needs)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_never_happens_has_no_place_in_any_order((events, joined, needs) in worlds()) {
        let order = order(events, &joined, &needs);
        let placed = placed_in_some_order(events, &joined, &needs);
        let never: BTreeSet<usize> = (0..events).filter(|event| !placed.contains(event)).collect();
        prop_assert_eq!(order.never(&BTreeSet::new()), never.clone());
        let deadlocks = order.deadlocks();
        prop_assert_eq!(deadlocks.is_empty(), never.is_empty());
        for deadlock in &deadlocks {
            stands_alone(events, &joined, &needs, deadlock);
        }
        // Without the deadlocks everything happens: they are all the causes there are.
        let freed: Vec<Plan> = needs
            .iter()
            .filter(|(event, _)| deadlocks.iter().all(|deadlock| !deadlock.events.contains(event)))
            .cloned()
            .collect();
        prop_assert_eq!(placed_in_some_order(events, &joined, &freed).len(), events);
    }

    #[test]
    fn what_hangs_on_the_impossible_never_happens((events, joined, needs) in worlds(), barred in 0_usize..2) {
        // An event that cannot happen is one that needs itself.
        let mut barring = needs.clone();
        barring.push((barred, vec![vec![barred]]));
        let placed = placed_in_some_order(events, &joined, &barring);
        let never = order(events, &joined, &needs).never(&BTreeSet::from([barred]));
        prop_assert_eq!(never, (0..events).filter(|event| !placed.contains(event)).collect::<BTreeSet<_>>());
    }
}

#[test]
fn of_alternatives_one_is_enough() {
    let needs = [(0, vec![vec![1], vec![2]]), (1, vec![vec![0]])];
    assert!(order(3, &[], &needs).deadlocks().is_empty());
    let needs = [(0, vec![vec![1], vec![2]]), (1, vec![vec![0]]), (2, vec![vec![0]])];
    let found = order(3, &[], &needs).deadlocks();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].events, BTreeSet::from([0, 1, 2]));
}

#[test]
fn followers_are_no_deadlock_of_their_own() {
    let needs = [(0, vec![vec![1]]), (1, vec![vec![0]]), (2, vec![vec![0]]), (3, vec![vec![2]])];
    let order = order(4, &[], &needs);
    assert_eq!(order.never(&BTreeSet::new()).len(), 4);
    let found = order.deadlocks();
    assert_eq!((found.len(), found[0].events.len(), found[0].circle.len()), (1, 2, 2));
}

#[test]
fn what_happens_with_another_cannot_come_after_it() {
    let found = order(2, &[(0, 1)], &[(0, vec![vec![1]])]).deadlocks();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].circle, [(0, 1)]);
}
