//! The rule graph and the order of steps, from texts.

use petgraph::visit::EdgeRef;

use super::{Event, Node, RuleGraph, Steps};
use crate::model::{Model, resolve};
use crate::source::Sources;
use crate::syntax::parser::parse;

const HEAD: &str = "agreement \"A\". time zone \"Asia/Damascus\". in force from 2016-02-27. use \"acts\". party A. party B. \
                    body UN. place P at 36, 37. ";

fn model(text: &str) -> Model {
    let mut sources = Sources::default();
    let file = sources.add("test.agreement", format!("{HEAD}{text}"));
    let parsed = parse(&sources, file);
    assert!(parsed.diagnostics.is_empty(), "{text}\n{:?}", parsed.diagnostics);
    let resolved = resolve(&sources, &parsed.agreement, &());
    assert!(resolved.diagnostics.is_empty(), "{text}\n{:?}", resolved.diagnostics);
    resolved.model
}

/// Each edge as "from kind to".
fn edges(text: &str) -> Vec<String> {
    let model = model(text);
    let rules = RuleGraph::of(&model);
    let name = |node: Node| match node {
        Node::Clause(id) => model.clause(id).unwrap().label.clone(),
        Node::Term(id) => model.terms[id.index()].title.clone(),
        Node::Phase(id) => model.phases[id.index()].name.clone(),
        Node::Streak(at) => model.streaks[at].name.clone(),
        Node::Zone(id) => model.places.zones[id.index()].name.clone(),
        Node::Instrument(at) => model.instruments[at].file.clone(),
        Node::Agreement => "this".to_owned(),
    };
    let graph = &rules.graph;
    let edge = |edge: petgraph::graph::EdgeReference<'_, super::Edge>| {
        format!("{} {:?} {}", name(graph[edge.source()]), edge.weight().kind, name(graph[edge.target()]))
    };
    graph.edge_references().map(edge).collect()
}

#[test]
fn every_kind_of_dependence_is_an_edge() {
    let text = "amends \"old.agreement\". zone Z within 2 km of P. zone Y: Z. zone X within 5 km of P. \
                term \"calm\": place is in Y. phase Calm from 1 is fulfilled until Week holds. \
                streak Week: 7 consecutive days without violation of 2 from phase Calm begins. \
                1 A shall withdraw by 2016-03-01. 2 B shall not attack A in Z, notwithstanding 3. \
                3 B may attack A in \"calm\". 4 UN shall delimit Z after 1 is begun. \
                5 A shall report within 2 days of 4 is fulfilled. 6 B shall report at the same time as 5. \
                7 A shall not attack B, provided that 2 is observed. 8 when B violates 2, A shall report. \
                9 B shall report during phase Calm. 10 A shall report when 1 is fulfilled or 2 is observed. \
                11 A shall not attack B, unless 2 is violated.";
    assert_eq!(
        edges(text),
        [
            "2 PrevailsOver 3",
            "2 Uses Z",
            "3 Uses calm",
            "4 WaitsFor 1",
            "4 Delimits Z",
            "5 RunsFrom 4",
            "6 SameTime 5",
            "7 Provided 2",
            "8 Watches 2",
            "9 Uses Calm",
            "10 Uses 1",
            "10 Watches 2",
            "11 Watches 2",
            "calm Uses Y",
            "Calm RunsFrom 1",
            "Calm WaitsFor Week",
            "Week Watches 2",
            "Week RunsFrom Calm",
            "Y Uses Z",
            "this Amends old.agreement",
        ]
    );
}

/// The clauses and phases on each circle, in order.
fn circles(text: &str) -> Vec<String> {
    let model = model(text);
    let name = |event: Event| match event {
        Event::Begun(id) | Event::Done(id) => model.clause(id).unwrap().label.clone(),
        Event::PhaseBegins(id) | Event::PhaseEnds(id) => model.phases[id.index()].name.clone(),
        Event::Reached(id) => model.streaks[id.index()].name.clone(),
    };
    let circles = Steps::of(&model).unwrap().circles();
    let along = |circle: &super::Circle| {
        circle.edges.iter().map(|edge| name(edge.from)).collect::<Vec<_>>().join(" ")
    };
    circles.iter().map(along).collect()
}

#[test]
fn steps_that_wait_for_one_another_are_a_circle() {
    for (text, expected) in [
        ("1 A shall withdraw after 2 is fulfilled. 2 B shall withdraw once 1 is begun.", &["1 2"][..]),
        (
            "1 A shall withdraw within 2 days of 2 is fulfilled. 2 B shall withdraw if 1 is fulfilled.",
            &["1 2"],
        ),
        ("1 A may withdraw after 2 is fulfilled. 2 B shall withdraw after 1 is fulfilled.", &["1 2"]),
        ("1 A shall withdraw after 1 is fulfilled.", &["1"]),
        (
            "article 1. 1.1 A shall withdraw after 2 is fulfilled. 1.2 A shall report. \
             article 2. 2.1 B shall report. 2.2 B shall withdraw after 1 is fulfilled.",
            &["1.1 2.2"],
        ),
        ("1 A shall withdraw after phase C ends. phase C from start until 1 is fulfilled.", &["1 C"]),
        ("1 A shall withdraw during phase C. phase C from 1 is begun.", &["1 C"]),
        ("1 when 2 is fulfilled, A shall withdraw. 2 B shall withdraw after 1 is fulfilled.", &["1 2"]),
        (
            "1 A shall withdraw after 2 or 3 is fulfilled. 2 B shall withdraw after 1 is fulfilled. \
             3 B shall report after 1 is fulfilled.",
            &["1 2"],
        ),
        (
            "1 A shall withdraw after 3 is fulfilled. 2 B shall withdraw at the same time as 1. \
             3 UN shall report after 2 is fulfilled.",
            &["1 3"],
        ),
    ] {
        assert_eq!(circles(text), expected, "{text}");
    }
}

#[test]
fn what_can_happen_in_some_order_is_none() {
    for text in [
        "1 A shall withdraw after 2 is fulfilled. 2 B shall withdraw.",
        "1 A shall withdraw at the same time as 2. 2 B shall withdraw at the same time as 1.",
        "1 A shall withdraw at the same time as 2, once 2 is begun. 2 B shall withdraw once 1 is begun.",
        "1 A shall withdraw from 2016-03-01 once 2 is begun. 2 B shall withdraw from 2016-03-01 once 1 is begun.",
        "1 A shall withdraw after 2 or 3 is fulfilled. 2 B shall withdraw after 1 is fulfilled. 3 B shall report.",
        "1 A shall withdraw when 2 is fulfilled or \"the situation allows\". 2 B shall withdraw after 1 is fulfilled.",
        "1 A shall withdraw unless 2 is fulfilled. 2 B shall withdraw after 1 is fulfilled.",
        "1 A shall complete withdraw after 2 is fulfilled. 2 B shall withdraw after 1 is begun.",
        "1 A shall not attack B after 2 is fulfilled. 2 B shall withdraw after 1 is fulfilled.",
        "1 A shall withdraw when 2 is fulfilled, as judged by UN. 2 B shall withdraw after 1 is fulfilled.",
        "1 A shall withdraw, provided that 2 is observed. 2 B shall withdraw after 1 is fulfilled.",
        "1 A shall withdraw until 2016-03-01. phase C from 1 is begun until 1 is fulfilled. 2 B shall report during phase C.",
    ] {
        assert!(circles(text).is_empty(), "{text}");
    }
}

#[test]
fn clauses_hang_on_one_another_unless_they_begin_together() {
    let mutual = |text: &str| {
        let model = model(text);
        Steps::of(&model).unwrap().mutual(&model).len()
    };
    let a = "1 A shall not attack B";
    let b = "2 B shall not attack A";
    assert_eq!(mutual(&format!("{a}, provided that 2 is observed. {b} when 1 is observed.")), 1);
    assert_eq!(mutual(&format!("{a}, provided that 2 is observed. {b}.")), 0);
    assert_eq!(mutual(&format!("{a}, provided that 2 is observed. {b}, unless 1 is violated.")), 0);
    assert_eq!(mutual(&format!("{a}, provided that 2 or 1 is observed. {b} when 1 is observed.")), 0);
    let from = "from 2016-03-01";
    assert_eq!(
        mutual(&format!("{a} {from}, provided that 2 is observed. {b} {from}, provided that 1 is observed.")),
        0
    );
    let tie = "at the same time as 1";
    assert_eq!(
        mutual(&format!("{a}, provided that 2 is observed. {b} {tie}, provided that 1 is observed.")),
        0
    );
}

#[test]
fn what_waits_for_a_clause_is_what_its_fulfilment_or_its_keeping_lets_go_on() {
    let model = model(
        "1 A shall deliver_aid by 2016-03-10. 2 B shall withdraw within 2 days of 1 is fulfilled. \
         3 each of A and B shall not attack each other. 4 A may attack B, notwithstanding 3.",
    );
    let rules = RuleGraph::of(&model);
    let waiting = |at: usize| {
        let found = rules.waiting_for(crate::model::ids::ClauseId::at(at));
        found.into_iter().map(|(node, kind)| format!("{node:?} {kind:?}")).collect::<Vec<_>>()
    };
    assert_eq!(waiting(0), ["Clause(ClauseId(1)) RunsFrom"]);
    assert_eq!(waiting(1), [""; 0]);
    assert_eq!(waiting(2), [""; 0], "what prevails does not wait");
}
