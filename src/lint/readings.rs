//! Two readings of one text, and one incident that they judge differently.
//!
//! The incident is made by the algebra: of the facts that a clause covers under one reading and not under the other, one is
//! shown. What each reading makes of it is a [`Claim`], which a test gives to the evaluator.

use crate::draft::Draft;
use crate::draft::words::is_left_to_judgement;
use crate::model::clauses::Modality;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::time::Seconds;
use crate::scope::{Fact, Region, Rule, Scope, in_words, witness};

/// Two readings of one incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Parting {
    /// What happens, in words.
    pub incident: String,
    /// What each reading makes of it.
    pub readings: [Reading; 2],
}

/// One reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// How the text is taken, to stand after the incident: "if it lies in NusraHeld".
    pub taken: String,
    /// What the incident is then: "permitted by `3.4`".
    pub comes_to: String,
    /// The same for the evaluator.
    pub claim: Claim,
}

/// What is claimed of an incident under a reading.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// The fact is in the effective scope of the clause, as written.
    Covered {
        /// The clause.
        clause: ClauseId,
        /// The fact, with the reading as conditions of it.
        fact: Fact,
    },
    /// It is not.
    NotCovered {
        /// The clause.
        clause: ClauseId,
        /// The fact, with the reading as conditions of it.
        fact: Fact,
    },
    /// The fact is in the effective scope of the clause, as a party reads it.
    CoveredAsRead {
        /// Who reads; nobody in particular for the text as written.
        reader: Option<ActorId>,
        /// The clause.
        clause: ClauseId,
        /// The fact.
        fact: Fact,
    },
    /// It is not, as a party reads it.
    NotCoveredAsRead {
        /// Who reads; nobody in particular for the text as written.
        reader: Option<ActorId>,
        /// The clause.
        clause: ClauseId,
        /// The fact.
        fact: Fact,
    },
    /// What is done at an instant is in time, where it is due at another: before it.
    InTime {
        /// When it is done.
        done: Seconds,
        /// The first instant at which it is late.
        due: Seconds,
    },
    /// It is late.
    Late {
        /// When it is done.
        done: Seconds,
        /// The first instant at which it is late.
        due: Seconds,
    },
    /// So many of those who owe it must do it, and so many do.
    Enough {
        /// How many do it.
        done: usize,
        /// How many must.
        needed: usize,
    },
    /// The same, and it is not enough.
    NotEnough {
        /// How many do it.
        done: usize,
        /// How many must.
        needed: usize,
    },
}

impl Parting {
    /// It as a sentence: the incident, and what each reading makes of it.
    #[must_use]
    pub fn words(&self) -> String {
        let [one, other] = &self.readings;
        format!("{}: {}, {}; {}, {}", self.incident, one.taken, one.comes_to, other.taken, other.comes_to)
    }
}

/// An incident that hangs on a condition which the text leaves open: a fact of some clause with the condition that it does not
/// cover without, or the reverse. `taken` are the words for the condition holding and for its not holding. Clauses that
/// forbid are asked first, since what they come to is what parties dispute.
#[must_use]
pub fn over_condition(draft: &Draft<'_>, condition: LiteralId, taken: [&str; 2]) -> Option<Parting> {
    let as_written = draft.readings.first()?;
    let speaking =
        |rule: &&Rule| rule.effective.regions().iter().any(|region| region.literals.contains_key(&condition));
    let forbids_first = [true, false].into_iter().flat_map(|forbids| {
        let rules = as_written.rules.iter().filter(speaking);
        rules.filter(move |rule| (rule.modality == Modality::Prohibition) == forbids)
    });
    forbids_first.filter_map(|rule| over_rule(draft, rule, condition, taken)).next()
}

/// The same under one clause.
#[must_use]
pub fn over_rule(draft: &Draft<'_>, rule: &Rule, condition: LiteralId, taken: [&str; 2]) -> Option<Parting> {
    let with = |holds: bool| -> Scope {
        let own = rule
            .effective
            .regions()
            .iter()
            .filter(|region| region.literals.get(&condition).is_none_or(|own| *own == holds));
        own.map(|region| {
            let mut region = region.clone();
            region.literals.remove(&condition);
            region
        })
        .collect()
    };
    let (holding, failing) = (with(true), with(false));
    let differing = |one: &Scope, other: &Scope| one.difference(other).regions().first().cloned();
    let (region, covered_if) = match differing(&holding, &failing) {
        Some(region) => (region, true),
        None => (differing(&failing, &holding)?, false),
    };
    let fact = witness(draft.model, &region)?;
    let [if_it_holds, if_not] = taken;
    let reading = |holds: bool| {
        let mut own = fact.clone();
        own.literals.insert(condition, holds);
        let covered = holds == covered_if;
        Reading {
            taken: if holds { if_it_holds } else { if_not }.to_owned(),
            comes_to: comes_to(draft, rule, &own, covered),
            claim: match covered {
                true => Claim::Covered { clause: rule.clause, fact: own },
                false => Claim::NotCovered { clause: rule.clause, fact: own },
            },
        }
    };
    Some(Parting {
        incident: in_words(draft.model, &fact, Some(&region)),
        readings: [reading(true), reading(false)],
    })
}

/// Two facts that differ in who acts, or to whom it is done, as one takes a name: what one clause makes of each.
#[must_use]
pub fn over_facts(
    draft: &Draft<'_>,
    rule: &Rule,
    incident: (&Fact, &Region),
    readings: [(&str, &Fact); 2],
) -> Parting {
    let (fact, region) = incident;
    let reading = |(taken, own): (&str, &Fact)| {
        let covered = rule.effective.contains(own);
        Reading {
            taken: taken.to_owned(),
            comes_to: comes_to(draft, rule, own, covered),
            claim: match covered {
                true => Claim::Covered { clause: rule.clause, fact: own.clone() },
                false => Claim::NotCovered { clause: rule.clause, fact: own.clone() },
            },
        }
    };
    Parting { incident: in_words(draft.model, fact, Some(region)), readings: readings.map(reading) }
}

/// A fact that a clause covers as one has it and not as another has it: the words for each of them, and who reads, or nobody
/// for the text as written.
#[must_use]
pub fn over_readers(
    draft: &Draft<'_>,
    clause: ClauseId,
    readers: [(&str, Option<ActorId>); 2],
) -> Option<Parting> {
    let rule = |reader: Option<ActorId>| {
        draft.readings.iter().find(|reading| reading.reader == reader)?.rules.get(clause)
    };
    let [first, second] = readers;
    let (one, other) = (rule(first.1)?, rule(second.1)?);
    let differing =
        |one: &Rule, other: &Rule| one.effective.difference(&other.effective).regions().first().cloned();
    let region = differing(one, other).or_else(|| differing(other, one))?;
    let fact = witness(draft.model, &region)?;
    let reading = |(taken, reader): (&str, Option<ActorId>), rule: &Rule| {
        let covered = rule.effective.contains(&fact);
        let own = fact.clone();
        Reading {
            taken: taken.to_owned(),
            comes_to: comes_to(draft, rule, &fact, covered),
            claim: match covered {
                true => Claim::CoveredAsRead { reader, clause, fact: own },
                false => Claim::NotCoveredAsRead { reader, clause, fact: own },
            },
        }
    };
    Some(Parting {
        incident: in_words(draft.model, &fact, Some(&region)),
        readings: [reading(first, one), reading(second, other)],
    })
}

/// What a fact is by a clause.
pub(super) fn comes_to(draft: &Draft<'_>, rule: &Rule, fact: &Fact, covered: bool) -> String {
    let label = draft.label(rule.clause);
    match (rule.modality, covered) {
        (Modality::Prohibition, true) if is_left_to_judgement(draft, rule.clause) => {
            format!("within what `{label}` leaves to be judged")
        }
        (Modality::Prohibition, true) => format!("forbidden by `{label}`"),
        (Modality::Permission, true) => format!("permitted by `{label}`"),
        (Modality::Obligation, true) => format!("what `{label}` requires"),
        (Modality::Release, true) => format!("released by `{label}`"),
        // What keeps it from the clause may be another that prevails over it.
        (_, false) => {
            match rule.cuts.iter().find(|cut| rule.scope.contains(fact) && cut.scope.contains(fact)) {
                Some(cut) => format!("permitted by `{}`, which prevails over `{label}`", draft.label(cut.by)),
                None => format!("none of the conduct that `{label}` {}", rule.modality.word()),
            }
        }
    }
}
