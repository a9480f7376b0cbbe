//! Which incidents can matter to what the past decides: of a long log, few.

use std::collections::BTreeSet;

use crate::model::Model;
use crate::model::descriptions::Description;
use crate::model::duties::Occasions;
use crate::model::ids::ClauseId;
use crate::model::past::{Deed, Definition, Event, PhaseUntil};
use crate::model::quantities::QuantityMeasure;
use crate::scope::{Compiler, Rules, Scope};

/// The facts of which something is asked, as one reader has them: those that violate a clause of which some condition speaks,
/// that fulfil a duty or set the whole of a share, or that are a deed of which one does. Every fact, where they would take too many boxes.
pub(super) fn relevant(
    model: &Model,
    compiler: &Compiler<'_>,
    rules: &Rules,
    watched: &BTreeSet<ClauseId>,
) -> Scope {
    let mut facts = Scope::empty();
    let mut add = |scope: Option<Scope>| {
        let scope = scope.unwrap_or_else(|| Scope::whole(compiler.universe()));
        facts.extend(scope.regions().iter().cloned());
    };
    for obligation in model.clauses.iter().filter_map(|clause| clause.obligation.as_ref()) {
        let lasting = obligation.lasting.iter().flatten();
        for facts in std::iter::once(&obligation.begun()).chain(lasting) {
            add(compiler.scope(facts).ok());
        }
        if let Some(QuantityMeasure::Share { whole, .. }) =
            obligation.quantity.as_ref().map(|quantity| &quantity.measure)
        {
            add(compiler.scope(whole).ok());
        }
    }
    for &clause in watched {
        if model.clause(clause).is_some_and(|clause| clause.conduct().is_some()) {
            add(rules.get(clause).map(|rule| rule.effective.clone()).or_else(|| Some(Scope::empty())));
        }
    }
    for deed in deeds(model) {
        let mut parts = vec![deed.facts.clone()];
        parts.extend(deed.who.clone().map(Description::Actor));
        add(compiler.scope(&Description::All(parts)).ok());
    }
    facts.simplify();
    facts
}

/// Every deed of which a condition, a phase, a streak or a renewal speaks.
fn deeds(model: &Model) -> Vec<&Deed> {
    let past = &model.past;
    let mut events: Vec<&Event> = Vec::new();
    let mut deeds: Vec<&Deed> = Vec::new();
    for definition in past.definitions.values() {
        match definition {
            Definition::Deed(deed) => deeds.push(deed),
            Definition::After(event) => events.push(event),
            _ => {}
        }
    }
    for obligation in model.clauses.iter().filter_map(|clause| clause.obligation.as_ref()) {
        if let Occasions::Each { deed, .. } = &obligation.occasions {
            deeds.push(deed);
        }
    }
    for phase in &past.phases {
        events.push(&phase.from);
        if let PhaseUntil::Event(event) = &phase.until {
            events.push(event);
        }
    }
    for streak in &past.streaks {
        events.extend(&streak.from);
        deeds.extend(&streak.certified);
    }
    deeds.extend(past.renewal.iter().flat_map(|renewal| &renewal.consent));
    deeds.extend(events.into_iter().filter_map(|event| match event {
        Event::Deed(deed) => Some(deed),
        Event::Moment(_) | Event::State(_) | Event::Phase(..) | Event::Unknown => None,
    }));
    deeds
}
