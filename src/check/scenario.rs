//! A witness as a scenario that can be pasted into the agreement.

use crate::draft::Draft;
use crate::model::actors::ActorOrigin;
use crate::model::clauses::{Account, Where, Who};
use crate::model::descriptions::Description;
use crate::model::ids::{ActId, ActorId, ClauseId, LiteralId, MeansId};
use crate::model::standard;
use crate::model::time;
use crate::scope::{Budget, Fact, Position, Rules, Scope, position, possible, zone_of};
use crate::sets::Intervals;
use crate::syntax::tree::{ClockTime, Date};

/// What a scenario expects of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// `violated`
    Violated,
    /// `permits it`
    Permits,
}

/// The fact as a scenario, with what is expected; nothing where the language cannot say it, or where what it can say leaves
/// more open than the fact does, so that the expectations would not hold.
pub(super) fn scenario(
    draft: &Draft<'_>,
    title: &str,
    reader: Option<ActorId>,
    fact: &Fact,
    expected: &[(ClauseId, Expected)],
) -> Option<String> {
    let reading = draft.readings.iter().find(|reading| reading.reader == reader)?;
    let holds = |account: &Account| {
        let sides = possible(draft.model, account).into_iter();
        let facts: Scope = sides.flat_map(|side| side.regions().to_vec()).collect();
        expected.iter().all(|(clause, _)| inside(&reading.rules, *clause, &facts))
    };
    // With what it was done is told only where it matters.
    let mut ways = [false, true].into_iter().filter_map(|means| told(draft, fact, means));
    let (sentence, _) = ways.find(|(_, account)| holds(account))?;
    let read = draft.as_read(reader).map(|words| format!(" {words}")).unwrap_or_default();
    let expectations: Vec<String> = expected
        .iter()
        .map(|(clause, what)| {
            let what = match what {
                Expected::Violated => "violated",
                Expected::Permits => "permits it",
            };
            format!("{} {what}{read}", draft.label(*clause))
        })
        .collect();
    Some(format!("scenario \"{title}\".\n    {sentence}\n    expect {}.\n", expectations.join(", ")))
}

fn inside(rules: &Rules, clause: ClauseId, facts: &Scope) -> bool {
    let rule = rules.get(clause);
    rule.is_some_and(|rule| position(facts, &rule.effective, Budget::DEFAULT) == Position::Inside)
}

/// The sentence that tells a fact, with or without its means, and what it comes to.
fn told(draft: &Draft<'_>, fact: &Fact, means: bool) -> Option<(String, Account)> {
    let model = draft.model;
    let mut account = Account { time: Intervals::point(fact.time), ..Account::default() };
    let actor = ActorId::at(fact.actor);
    let mut words = vec!["on".to_owned(), moment(draft, fact.time)?, declared(draft, actor)?];
    account.who = Some(vec![Who::Actor(actor)]);
    let class = model.deeds.acts.get(fact.act)?;
    let third_person = class.standard.then(|| standard::act(&class.name)).flatten();
    let third_person = third_person.and_then(|act| act.third_person.first().copied());
    words.push(third_person.unwrap_or(&class.name).to_owned());
    account.acts = Some(vec![ActId::at(fact.act)]);
    if fact.target < model.actors.len() {
        let target = ActorId::at(fact.target);
        words.push(declared(draft, target)?);
        account.whom = Some(vec![Who::Actor(target)]);
    }
    if means && fact.means != model.deeds.means.unclassed() {
        words.push(format!("with {}", model.deeds.means.get(fact.means)?.name));
        account.means = Some(vec![MeansId::at(fact.means)]);
    }
    if let Some(zone) = zone_of(model, fact.cell) {
        words.push(format!("in {}", model.places.zones.get(zone.index())?.name));
        account.places = Some(vec![Where::Zone(zone)]);
    }
    for (&literal, &holds) in &fact.literals {
        words.push(format!("{} {}", if holds { "in" } else { "not in" }, term_of(draft, literal)?));
        account.literals.insert(literal, holds);
    }
    for (&measure, &thousandths) in &fact.measures {
        // Only a whole number of the base unit comes back from the sentence as it was.
        let known = model.deeds.measures.get(measure.index())?;
        let whole = (thousandths % 1000 == 0 && thousandths >= 0).then_some(thousandths / 1000)?;
        words.push(format!("with {} exactly {whole} {}", known.name, known.base_unit));
        account.measures.insert(measure, Intervals::point(thousandths));
    }
    Some((words.join(" ") + ".", account))
}

/// The instant as the language writes it, if a minute on the agreement's clock is exactly that.
fn moment(draft: &Draft<'_>, at: i64) -> Option<String> {
    let words = time::local(at, &draft.model.time_zone);
    let (date, clock) = words.split_once(' ')?;
    let mut date = date.split('-');
    let date = Date {
        year: date.next()?.parse().ok()?,
        month: date.next()?.parse().ok()?,
        day: date.next()?.parse().ok()?,
    };
    let (hour, minute) = clock.split_once(':')?;
    let clock = ClockTime { hour: hour.parse().ok()?, minute: minute.parse().ok()? };
    (time::instant(date, clock, &draft.model.time_zone).ok() == Some(at)).then_some(words)
}

/// The name of an actor that a sentence can name.
fn declared(draft: &Draft<'_>, actor: ActorId) -> Option<String> {
    let actor = draft.model.actors.leaves.get(actor.index())?;
    matches!(actor.origin, ActorOrigin::Declared(_)).then(|| actor.name.clone())
}

/// The term that is a condition, as a sentence names it.
fn term_of(draft: &Draft<'_>, literal: LiteralId) -> Option<String> {
    let term = draft.model.terms.iter().find(|term| term.meaning == Description::Literal(literal))?;
    let is_word = term.title.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
        && term.title.starts_with(|letter: char| letter.is_alphabetic() || letter == '_');
    Some(if is_word {
        term.title.clone()
    } else {
        format!("\"{}\"", term.title.replace('\\', "\\\\").replace('"', "\\\""))
    })
}
