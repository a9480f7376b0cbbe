//! What each form of words makes a clause wait for.

use super::model;
use crate::model::Model;
use crate::model::clauses::Clause;
use crate::model::waits::{Awaited, PhaseEnd, WaitKind};

const NAMES: &str = "in force from 2016-02-27. phase Calm from 1 is fulfilled until Week holds. \
                     streak Week: 7 consecutive days without violation of 2 from phase Calm begins, certified by M. \
                     article 1. 1.1 A shall withdraw. 1.2 B shall withdraw. article 2. 2.1 A shall not attack B. \
                     2.2 stated only. article 9. ";

fn last(model: &Model) -> &Clause {
    model.clauses.last().unwrap()
}

/// A clause with these qualifiers, as "kind: what" for each wait, and "or: what" for each mention.
fn waits(words: &str) -> Vec<String> {
    let model = model(&format!("{NAMES} 9.1 A shall release_detainees {words}."));
    let timing = &last(&model).timing;
    let named = |of: &Awaited| match of {
        Awaited::Clauses { alternatives, state } => {
            let list = |list: &Vec<crate::model::ids::ClauseId>| {
                let labels = list.iter().map(|&id| model.clause(id).unwrap().label.as_str());
                labels.collect::<Vec<_>>().join(" and ")
            };
            let lists: Vec<String> = alternatives.iter().map(list).collect();
            format!("{} {state:?}", lists.join(" or ")).to_lowercase()
        }
        Awaited::PhaseEdge { phase, edge } => {
            format!("{} {edge:?}", model.phases[phase.index()].name).to_lowercase()
        }
        Awaited::PhaseRunning { phase, held } => {
            let days = held.map(|length| format!(" {}", length.amount)).unwrap_or_default();
            format!("{} runs{days}", model.phases[phase.index()].name).to_lowercase()
        }
        Awaited::Streak { streak, .. } => model.streaks[streak.index()].name.to_lowercase(),
        Awaited::Run { length, without } => format!("{} without {}", length.amount, without.len()),
        Awaited::Act { each, .. } => if *each { "each act" } else { "act" }.to_owned(),
    };
    let kind = |kind: &WaitKind| match kind {
        WaitKind::Within(length) => format!("within {}", length.amount),
        kind => format!("{kind:?}").to_lowercase(),
    };
    let waits = timing.waits.iter().map(|wait| format!("{}: {}", kind(&wait.kind), named(&wait.of)));
    waits.chain(timing.mentions.iter().map(|mention| format!("or: {}", named(&mention.of)))).collect()
}

#[test]
fn every_form_of_waiting_is_kept() {
    for (words, expected) in [
        ("after 1 is fulfilled", &["after: 1.1 and 1.2 fulfilled"][..]),
        ("once 1.1 is begun", &["after: 1.1 begun"]),
        ("after 1.1 or 1.2 is fulfilled", &["after: 1.1 or 1.2 fulfilled"]),
        ("within 3 days of 1.1 is fulfilled", &["within 3: 1.1 fulfilled"]),
        ("within 3 days of each request by UN", &["within 3: each act"]),
        ("after phase Calm ends", &["after: calm ends"]),
        ("at the same time as 1.1 and 1.2", &["sametime: 1.1 and 1.2 begun"]),
        ("during phase Calm", &["during: calm runs"]),
        ("by 2016-03-01", &[]),
        ("after 2016-03-01", &[]),
        (
            "provided that 1.1 is fulfilled and 2.1 is observed",
            &["provided: 1.1 fulfilled", "provided: 2.1 observed"],
        ),
        ("when 1.1 is fulfilled or 1.2 is fulfilled", &["or: 1.1 fulfilled", "or: 1.2 fulfilled"]),
        ("unless 1.1 is fulfilled or 1.2 is begun", &["unless: 1.1 fulfilled", "unless: 1.2 begun"]),
        ("unless 1.1 is fulfilled and 1.2 is begun", &["or: 1.1 fulfilled", "or: 1.2 begun"]),
        ("unless not 1.1 is fulfilled", &["provided: 1.1 fulfilled"]),
        ("when 1.1 is fulfilled, as judged by M", &["or: 1.1 fulfilled"]),
        ("provided that Week holds", &["provided: week"]),
        ("provided that Calm holds for 5 days", &["provided: calm runs 5"]),
        ("provided that 7 consecutive days without violation of 2", &["provided: 7 without 2"]),
        ("when B violates 2.1", &["provided: 2.1 violated"]),
    ] {
        assert_eq!(waits(words), expected, "{words}");
    }
}

#[test]
fn a_clause_that_names_its_article_does_not_wait_for_itself() {
    assert_eq!(waits("after 9 is fulfilled"), ["after:  fulfilled"]);
    assert_eq!(waits("after 9.1 is fulfilled"), ["after: 9.1 fulfilled"]);
}

#[test]
fn a_consequence_waits_for_its_condition_and_counts_from_it() {
    let model = model(&format!("{NAMES} 9.1 when B violates 2.1, M shall report within 7 days."));
    let kinds: Vec<&WaitKind> = last(&model).timing.waits.iter().map(|wait| &wait.kind).collect();
    assert!(matches!(kinds[..], [WaitKind::Provided, WaitKind::Within(_)]), "{kinds:?}");
}

#[test]
fn phases_streaks_and_instruments_are_listed() {
    let model = model(&format!("amends 1 and 2 of \"other.agreement\". {NAMES} 9.1 stated only."));
    let [calm] = &model.phases[..] else { panic!("{:?}", model.phases) };
    assert!(matches!(&calm.from.of, Some(Awaited::Clauses { .. })) && calm.from.at.is_none());
    assert!(matches!(&calm.end, Some(PhaseEnd::Condition { waits, .. }) if waits.len() == 1));
    let [week] = &model.streaks[..] else { panic!("{:?}", model.streaks) };
    assert_eq!((week.length.unwrap().amount, week.without.len(), week.certified_by.len()), (7, 2, 1));
    let [other] = &model.instruments[..] else { panic!("{:?}", model.instruments) };
    assert_eq!((other.file.as_str(), other.labels.len()), ("other.agreement", 2));
}
