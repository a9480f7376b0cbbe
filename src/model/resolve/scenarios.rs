//! Scenarios: what happens in them, and what they expect.

use crate::model::clauses::{Account, Expectation, Scenario, Where, Who};
use crate::model::descriptions::Description;
use crate::model::ids::ClauseId;
use crate::model::names::Named;
use crate::model::resolve::Resolver;
use crate::model::resolve::actors::is_somebody;
use crate::model::resolve::clocks::Edge;
use crate::model::resolve::faults::AN_OBJECT;
use crate::sets::Intervals;
use crate::source::Span;
use crate::syntax::tree::{
    self, ExpectedVerdict, Happening, HappeningTime, Label, NameRef, Object, Preposition, Progress,
    QualifierKind, StatementKind,
};

impl Resolver<'_> {
    pub(super) fn scenarios(&mut self) {
        let mut current: Option<Scenario> = None;
        for statement in &self.agreement.statements {
            match &statement.kind {
                StatementKind::Scenario(title) => {
                    self.scenarios.extend(current.take());
                    current = Some(Scenario {
                        title: title.text.clone(),
                        accounts: Vec::new(),
                        expectations: Vec::new(),
                        span: statement.spot.0,
                    });
                }
                StatementKind::Happens(happening) => {
                    let account = self.happening(happening);
                    match &mut current {
                        Some(scenario) => scenario.accounts.push((account, statement.spot.0)),
                        None => self.misplaced(
                            statement.spot.0,
                            "this event belongs to no scenario",
                            "put it below a `scenario \"...\".`",
                        ),
                    }
                }
                StatementKind::Expect { expectations } => {
                    let resolved: Vec<Expectation> =
                        expectations.iter().filter_map(|expectation| self.expectation(expectation)).collect();
                    match &mut current {
                        Some(scenario) => scenario.expectations.extend(resolved),
                        None => self.misplaced(
                            statement.spot.0,
                            "this expectation belongs to no scenario",
                            "put it below a `scenario \"...\".`",
                        ),
                    }
                }
                _ => self.scenarios.extend(current.take()),
            }
        }
        self.scenarios.extend(current);
    }

    /// What a scenario says happened.
    fn happening(&mut self, happening: &Happening) -> Account {
        let mut account = Account { time: self.happening_time(&happening.when), ..Account::default() };
        if let Some(list) = &happening.who {
            let who: Vec<Who> = list.names.iter().filter_map(|name| self.who(name)).collect();
            account.who = Some(who);
        }
        account.acts = self.act(&happening.act).map(|act| vec![act]);
        if let Some(progress) = happening.progress {
            account.literals.insert(self.completed(), progress == Progress::Completes);
        }
        for object in &happening.objects {
            if self.is_addressee(object, &happening.objects) {
                self.sense(object);
            } else {
                self.account_object(object, &mut account);
            }
        }
        for qualifier in &happening.qualifiers {
            if let QualifierKind::Quantity(quantity) = &qualifier.kind {
                self.account_quantity(quantity, qualifier.spot.0, &mut account);
            }
            if let QualifierKind::Measure { measure, bound, amount, unit } = &qualifier.kind
                && let Some(Description::Measure(id, range)) =
                    self.measure(measure, *bound, &amount.text, unit.as_ref(), amount.spot.0)
            {
                account.measures.insert(id, range);
            }
        }
        account
    }

    fn happening_time(&mut self, when: &HappeningTime) -> Intervals {
        match when {
            HappeningTime::On(moment) => {
                match (self.moment(moment, Edge::Begin), self.moment(moment, Edge::End)) {
                    // A date without an hour is the whole day, written out or by the name of a day.
                    (Ok(from), Ok(until)) if from < until => Intervals::of(from, until),
                    (Ok(at), _) => Intervals::point(at),
                    (Err(_), _) => Intervals::all(),
                }
            }
            HappeningTime::Between(first, last) => {
                match (self.moment(first, Edge::Begin), self.moment(last, Edge::End)) {
                    (Ok(from), Ok(until)) => {
                        if from >= until {
                            self.backwards(first.spot.0, last.spot.0);
                        }
                        Intervals::of(from, until)
                    }
                    _ => Intervals::all(),
                }
            }
        }
    }

    fn who(&mut self, name: &tree::Name) -> Option<Who> {
        match self.look_up(name, &is_somebody, "an actor")? {
            Named::Actor(actor) => Some(Who::Actor(actor)),
            Named::Group(group) => Some(Who::Group(group)),
            _ => None,
        }
    }

    fn account_object(&mut self, object: &Object, account: &mut Account) {
        let holds = !matches!(object.preposition, Some(Preposition::NotIn | Preposition::Outside));
        for reference in &object.refs.refs {
            let name = match reference {
                NameRef::Name(name) if matches!(name.text.as_str(), "covered" | "excluded") => {
                    let set = self.somebody(reference).unwrap_or_default();
                    let whom = account.whom.get_or_insert_default();
                    whom.extend(set.iter().map(|(actor, _)| Who::Actor(actor)));
                    continue;
                }
                NameRef::Name(name) => name.clone(),
                NameRef::Text(text) => tree::Name { text: text.text.clone(), spot: text.spot },
                _ => {
                    self.meaningless(reference, "an actor");
                    continue;
                }
            };
            if let Some(&means) = self.deeds.means_words.get(&name.text)
                && !matches!(
                    self.names.get(&name.text),
                    Some(Named::Actor(_) | Named::Group(_) | Named::Zone(_))
                )
            {
                account.means.get_or_insert_default().push(means);
                continue;
            }
            let fits = |named| {
                matches!(
                    named,
                    Named::Actor(_)
                        | Named::Group(_)
                        | Named::Zone(_)
                        | Named::Line(_)
                        | Named::Place(_)
                        | Named::Term(_)
                )
            };
            match self.look_up(&name, &fits, AN_OBJECT) {
                Some(Named::Actor(actor)) => account.whom.get_or_insert_default().push(Who::Actor(actor)),
                Some(Named::Group(group)) => account.whom.get_or_insert_default().push(Who::Group(group)),
                Some(Named::Zone(_) | Named::Place(_)) if !holds => self.misplaced(
                    name.spot.0,
                    "an event is somewhere, not elsewhere",
                    "say where it was, as far as that is known",
                ),
                Some(Named::Zone(zone)) => account.places.get_or_insert_default().push(Where::Zone(zone)),
                Some(Named::Line(line)) => {
                    let literal = self.along(line);
                    account.literals.insert(literal, holds);
                }
                Some(Named::Place(place)) => account.places.get_or_insert_default().push(Where::Place(place)),
                Some(Named::Term(term)) => {
                    let meaning = self.terms.get(term.index()).map(|term| term.meaning.clone());
                    match meaning {
                        Some(Description::Literal(literal)) => {
                            account.literals.insert(literal, holds);
                        }
                        _ => self.misplaced(
                            name.spot.0,
                            "this term follows from the other facts",
                            "say the actor, the act, the target or the place instead",
                        ),
                    }
                }
                _ => {}
            }
        }
    }

    fn expectation(&mut self, expectation: &tree::Expectation) -> Option<Expectation> {
        let clause = self.single_clause(&expectation.label);
        let excused_by = match &expectation.verdict {
            ExpectedVerdict::Excused(Some(label)) => self.single_clause(label),
            _ => None,
        };
        let reader = expectation.reader.as_ref().and_then(|name| self.actor(name));
        let as_of = expectation.as_of.as_ref().and_then(|moment| self.moment(moment, Edge::Begin).ok());
        Some(Expectation {
            clause: clause?,
            verdict: expectation.verdict.clone(),
            excused_by,
            reader,
            as_of,
            span: expectation.spot.0,
        })
    }

    /// The clause that bears a number itself, among those that it can mean.
    fn clauses_of_number(&self, number: &str) -> Option<ClauseId> {
        let clauses = self.labels.get(number)?;
        clauses
            .iter()
            .copied()
            .find(|id| self.clauses.get(id.index()).is_some_and(|clause| clause.label == number))
    }

    fn single_clause(&mut self, label: &Label) -> Option<ClauseId> {
        let span: Span = label.spot.0;
        match self.clauses_of_number(&label.text) {
            Some(clause) => Some(clause),
            None if self.labels.contains_key(&label.text) => {
                self.misplaced(span, "a scenario judges single clauses", "name one clause of the article");
                None
            }
            None => {
                self.unknown_clause(label);
                None
            }
        }
    }
}
