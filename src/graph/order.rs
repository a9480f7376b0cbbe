//! Things that wait for one another: which of them can happen at all, and which hold each other up.
//!
//! Each event needs things: of every need, one alternative must have happened wholly *before*. Some events are one, since
//! they happen at the same time. An order is a sequence of the events in which every need is met by what stands before.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{DiGraph, NodeIndex};

use super::cycles::{Component, components};

/// Deadlocks within deadlocks, by way of alternatives, are taken apart this often; where that does not settle it, nothing is
/// claimed.
const MOST_ROUNDS: usize = 64;

/// What one event needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Need {
    /// Which event.
    pub event: usize,
    /// Lists of events; all of one of them must come first. With an empty list nothing is needed.
    pub alternatives: Vec<Vec<usize>>,
}

/// Events and what they need of each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    events: usize,
    /// For each event, the first of those that happen with it.
    first_of: Vec<usize>,
    needs: Vec<Need>,
}

/// Events that hold each other up: even if everything else happened, they could not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deadlock {
    /// All of them.
    pub events: BTreeSet<usize>,
    /// A shortest circle among them: the need, and the event that it waits for. The event of the next need is that event,
    /// or one that happens with it.
    pub circle: Vec<(usize, usize)>,
}

impl Order {
    /// Events of which nothing needs anything yet.
    pub fn new(events: usize) -> Self {
        Self { events, first_of: (0..events).collect(), needs: Vec::new() }
    }

    /// Makes two events one. To be called before any question.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        if one == other {
            return;
        }
        let (low, high) = (one.min(other), one.max(other));
        for first in &mut self.first_of {
            if *first == high {
                *first = low;
            }
        }
    }

    /// The first of the events that happen with this one.
    pub fn first(&self, event: usize) -> usize {
        self.first_of.get(event).copied().unwrap_or(event)
    }

    /// Adds a need.
    pub fn need(&mut self, event: usize, alternatives: Vec<Vec<usize>>) {
        self.needs.push(Need { event, alternatives });
    }

    /// A need, by its place in the order of adding.
    pub fn get(&self, need: usize) -> Option<&Need> {
        self.needs.get(need)
    }

    /// The events that never happen, if `impossible` cannot.
    pub fn never(&self, impossible: &BTreeSet<usize>) -> BTreeSet<usize> {
        self.left(impossible, &|_, _| true)
    }

    /// What is left when whatever needs nothing more is taken away, again and again (A. B. Kahn, *Topological sorting of large
    /// networks*, Comm. ACM 5, 1962, here with alternatives): it has no place in any order. `counts` says whether the first
    /// event has to wait for the second, where a need names it.
    fn left(&self, barred: &BTreeSet<usize>, counts: &dyn Fn(usize, usize) -> bool) -> BTreeSet<usize> {
        let barred: BTreeSet<usize> = barred.iter().map(|&event| self.first(event)).collect();
        let mut count = Count::of(self, counts);
        let leaders =
            (0..self.events).filter(|&event| self.first(event) == event && !barred.contains(&event));
        let mut ready: Vec<usize> = leaders.filter(|&event| count.open.get(event) == Some(&0)).collect();
        let mut happened: BTreeSet<usize> = ready.iter().copied().collect();
        while let Some(event) = ready.pop() {
            for waiter in count.happens(event) {
                if !barred.contains(&waiter) && happened.insert(waiter) {
                    ready.push(waiter);
                }
            }
        }
        (0..self.events).filter(|&event| !happened.contains(&self.first(event))).collect()
    }

    /// Every set of events that hold each other up, in the order of their first events.
    pub fn deadlocks(&self) -> Vec<Deadlock> {
        let mut stuck = self.never(&BTreeSet::new());
        for _ in 0..MOST_ROUNDS {
            if stuck.is_empty() {
                break;
            }
            let (graph, parts) = self.parts(&stuck);
            let mut part_of: BTreeMap<usize, usize> = BTreeMap::new();
            for (number, part) in parts.iter().enumerate() {
                part_of
                    .extend(part.nodes.iter().filter_map(|&node| Some((*graph.node_weight(node)?, number))));
            }
            // What is stuck only because something else is, is told where that is.
            let left = self.left(&BTreeSet::new(), &|one, other| {
                part_of.get(&one).is_some_and(|part| part_of.get(&other) == Some(part))
            });
            if left != stuck {
                stuck = left;
                continue;
            }
            let circle = |part: &Component| {
                part.circle.iter().filter_map(|&edge| graph.edge_weight(edge).copied()).collect()
            };
            let mut events: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); parts.len()];
            for &event in &stuck {
                let part = part_of.get(&self.first(event)).and_then(|&part| events.get_mut(part));
                part.into_iter().for_each(|part| {
                    part.insert(event);
                });
            }
            return parts
                .iter()
                .zip(events)
                .map(|(part, events)| Deadlock { events, circle: circle(part) })
                .collect();
        }
        Vec::new()
    }

    /// What among events that are stuck waits for one of these, directly or through others.
    pub fn held_up_by(&self, causes: &BTreeSet<usize>, stuck: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut waiters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for need in self.unmet(stuck).map(|(_, need)| need) {
            for &event in need.alternatives.iter().flatten() {
                waiters.entry(self.first(event)).or_default().push(self.first(need.event));
            }
        }
        let mut open: Vec<usize> = causes.iter().map(|&event| self.first(event)).collect();
        let mut held_up: BTreeSet<usize> = open.iter().copied().collect();
        while let Some(event) = open.pop() {
            for &waiter in waiters.get(&event).map_or(&[][..], Vec::as_slice) {
                if held_up.insert(waiter) {
                    open.push(waiter);
                }
            }
        }
        stuck.iter().copied().filter(|&event| held_up.contains(&self.first(event))).collect()
    }

    /// The needs of events that are stuck which are not met by what is not.
    fn unmet<'a>(&'a self, stuck: &'a BTreeSet<usize>) -> impl Iterator<Item = (usize, &'a Need)> {
        self.needs.iter().enumerate().filter(|(_, need)| {
            stuck.contains(&need.event)
                && !need.alternatives.is_empty()
                && need.alternatives.iter().all(|list| list.iter().any(|event| stuck.contains(event)))
        })
    }

    /// Who waits for whom among events that are stuck, and the parts of it in which there are circles.
    fn parts(&self, stuck: &BTreeSet<usize>) -> (DiGraph<usize, (usize, usize)>, Vec<Component>) {
        let mut graph = DiGraph::new();
        let leaders = stuck.iter().copied().filter(|&event| self.first(event) == event);
        let nodes: BTreeMap<usize, NodeIndex> = leaders.map(|event| (event, graph.add_node(event))).collect();
        for (number, need) in self.unmet(stuck) {
            let Some(&from) = nodes.get(&self.first(need.event)) else { continue };
            for &event in need.alternatives.iter().flatten() {
                if let Some(&to) = nodes.get(&self.first(event)) {
                    graph.add_edge(from, to, (number, event));
                }
            }
        }
        let parts = components(&graph);
        (graph, parts)
    }
}

/// How much each event and each list of a need still waits for.
struct Count {
    /// For each event, its needs that are not met.
    open: Vec<usize>,
    /// For each list, the event that needs it, its need, and how much of it has not happened.
    lists: Vec<(usize, usize, usize)>,
    /// For each event, the lists in which it stands.
    waiting: Vec<Vec<usize>>,
    met: Vec<bool>,
}

impl Count {
    fn of(order: &Order, counts: &dyn Fn(usize, usize) -> bool) -> Self {
        let mut count = Self {
            open: vec![0; order.events],
            lists: Vec::new(),
            waiting: vec![Vec::new(); order.events],
            met: vec![false; order.needs.len()],
        };
        for (number, need) in order.needs.iter().enumerate() {
            let waiter = order.first(need.event);
            let list = |list: &Vec<usize>| {
                list.iter()
                    .map(|&event| order.first(event))
                    .filter(|&event| counts(waiter, event))
                    .collect::<BTreeSet<usize>>()
            };
            let lists: Vec<BTreeSet<usize>> = need.alternatives.iter().map(list).collect();
            if lists.iter().any(BTreeSet::is_empty) || lists.is_empty() {
                continue;
            }
            if let Some(open) = count.open.get_mut(waiter) {
                *open += 1;
            }
            for list in lists {
                for &event in &list {
                    if let Some(waiting) = count.waiting.get_mut(event) {
                        waiting.push(count.lists.len());
                    }
                }
                count.lists.push((waiter, number, list.len()));
            }
        }
        count
    }

    /// Takes an event away. Answers those that then need nothing more.
    fn happens(&mut self, event: usize) -> Vec<usize> {
        let mut freed = Vec::new();
        for &list in self.waiting.get(event).map_or(&[][..], Vec::as_slice) {
            let Some((waiter, number, left)) = self.lists.get_mut(list) else { continue };
            *left -= 1;
            let Some(met) = self.met.get_mut(*number) else { continue };
            if *left > 0 || std::mem::replace(met, true) {
                continue;
            }
            let Some(open) = self.open.get_mut(*waiter) else { continue };
            *open -= 1;
            if *open == 0 {
                freed.push(*waiter);
            }
        }
        freed
    }
}

#[cfg(test)]
mod tests;
