//! Why a scenario comes out as it does: each expectation with what lies behind it.

use crate::evaluate::Engine;
use crate::evaluate::judge::{Case, judge};
use crate::evaluate::past::{Pasts, World};
use crate::evaluate::why::exceptions::{Stands, stands};
use crate::evaluate::why::incident::{conditions, explained};
use crate::evaluate::why::{ClauseWhy, DutyWhy, distances, duty};
use crate::model::clauses::{Account, Expectation, Modality, Scenario};
use crate::sets::LATEST;

/// What lies behind one expectation: the events of the scenario under its clause, in the order of the text. None for a clause
/// that is no rule about conduct.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectationWhy<'m> {
    /// The expectation.
    pub expectation: &'m Expectation,
    /// What became of each event, with its place in the scenario.
    pub events: Vec<(usize, EventWhy)>,
    /// What became of the duty, where its clause is one, on every occasion.
    pub duties: Vec<DutyWhy>,
}

/// What lies behind the judgement on one event.
#[derive(Clone, Debug, PartialEq)]
pub enum EventWhy {
    /// Under a prohibition.
    Judged(Box<ClauseWhy>),
    /// How a permission, as the reader has it, stands to it.
    Permission(Stands),
}

/// Tells what lies behind every expectation of a scenario.
#[must_use]
pub fn scenario<'m>(engine: &Engine<'m>, scenario: &'m Scenario) -> Vec<ExpectationWhy<'m>> {
    let accounts = || scenario.accounts.iter().map(|(account, _)| account);
    let of = |expectation: &'m Expectation| {
        let as_of = expectation.as_of.unwrap_or(LATEST);
        let world = World::of_accounts(engine.model, accounts(), as_of);
        let pasts = Pasts::of(engine, |_| world.clone());
        let duties = duty(engine, &world, &pasts, expectation.clause, expectation.reader);
        let told = accounts().enumerate();
        let told = told.filter_map(|(place, own)| Some((place, event(engine, &pasts, expectation, own)?)));
        let events = told.collect();
        ExpectationWhy { expectation, events, duties }
    };
    scenario.expectations.iter().map(of).collect()
}

fn event(
    engine: &Engine<'_>,
    pasts: &Pasts,
    expectation: &Expectation,
    account: &Account,
) -> Option<EventWhy> {
    let (clause, reader) = (expectation.clause, expectation.reader);
    let rule = engine.rules(reader).get(clause)?;
    let told = Case::new(engine.model, [account]);
    let case = told.narrowed(&pasts.under(reader).courses);
    match rule.modality {
        Modality::Prohibition => {
            let verdict = judge(engine.model, rule, &case);
            let readings = explained(engine, pasts, &told, clause, reader, verdict).into_iter().collect();
            Some(EventWhy::Judged(Box::new(ClauseWhy {
                clause,
                readings,
                over: Vec::new(),
                reports: None,
                distances: distances(engine.model, clause, [account]),
                decided: conditions(engine, pasts, &told, clause),
                not_judged: None,
            })))
        }
        Modality::Permission => Some(EventWhy::Permission(stands(engine.model, rule, &case.facts))),
        Modality::Obligation | Modality::Release => None,
    }
}
