//! Duties: what is owed, on which occasions, by whom.
//!
//! `docs/semantics.md`, 13, says what each part means. Nothing here looks at what has happened: that is work for
//! [`crate::evaluate::duties`].

use crate::model::actors::Membership;
use crate::model::descriptions::Description;
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::past::{Deed, Formula};
use crate::model::quantities::Quantity;
use crate::model::time::{CalendarPeriod, Seconds};
use crate::model::waits::Length;

/// An obligation to do something.
#[derive(Clone, Debug, PartialEq)]
pub struct Obligation {
    /// Who owes it.
    pub bearers: Bearers,
    /// Whether they owe it together, so that one fulfilment is enough.
    pub jointly: bool,
    /// The facts that fulfil it, whoever does them and whenever.
    pub deed: Description,
    /// Whether it is done to the party that the occasion binds (`refer that party`).
    pub to_that_party: bool,
    /// Whether it is done in the zone in which the occasion arises (`in the same zone`).
    pub in_the_same_zone: bool,
    /// The condition that the deed was completed, where the clause asks for no less (`complete withdraw`).
    pub completed: Option<LiteralId>,
    /// When it is owed.
    pub occasions: Occasions,
    /// The first instant from which doing it counts.
    pub from: Option<Seconds>,
    /// The first instant at which it is owed no longer.
    pub until: Option<Seconds>,
    /// The first instant at which it is late.
    pub by: Option<Seconds>,
    /// What must hold for it to be owed.
    pub hangs_on: Option<Formula>,
    /// Of a duty that lasts: the facts that would breach it, whoever does them and whenever; nothing breaches one of which no
    /// act is known to exclude what it asks for.
    pub lasting: Option<Option<Description>>,
    /// How much of something it asks for, if it names a quantity.
    pub quantity: Option<Quantity>,
    /// Who says whether it is fulfilled, where the text leaves it to somebody.
    pub judged_by: Option<Vec<ActorId>>,
}

/// Who owes a duty.
#[derive(Clone, Debug, PartialEq)]
pub enum Bearers {
    /// These, while they are bound.
    Of(Membership),
    /// `that party`: the one whom the occasion binds.
    ThatParty,
}

/// When a duty is owed.
#[derive(Clone, Debug, PartialEq)]
pub enum Occasions {
    /// Once, between moments.
    Once,
    /// `within 48 hours of each request by UN`
    Each {
        /// What gives rise to it.
        deed: Deed,
        /// In what time it is to be done.
        within: Length,
    },
    /// `within 3 days of phase Calm ends`, `after 2.1 is fulfilled`: once all of these have happened.
    Events {
        /// The conditions that hold from these events on, or while clauses have a state.
        events: Vec<LiteralId>,
        /// In what time it is to be done, if that is said.
        within: Option<Length>,
    },
    /// `when C, WHO shall ...`: whenever this comes to hold.
    Consequence {
        /// The condition.
        when: Formula,
        /// In what time it is to be done, if that is said.
        within: Option<Length>,
    },
    /// `every day from 08:00 to 10:00`: in each of these windows, in their order.
    Windows(Vec<(Seconds, Seconds)>),
    /// `every month`: in each period of this length.
    Every {
        /// How long a period is.
        length: Length,
        /// When the first one begins.
        origin: Seconds,
    },
    /// `at the same time as 3.2`: on each day on which one of these is fulfilled.
    SameTime(Vec<ClauseId>),
    /// `during phase Calm`, a phase of no fixed times: the condition that it runs.
    During(LiteralId),
    /// `at least 600 trucks per day`: in each of these periods.
    Calendar(CalendarPeriod),
}

impl Obligation {
    /// Whether the clause speaks of the party that an occasion binds, so that it matters who that is.
    #[must_use]
    pub fn speaks_of_that_party(&self) -> bool {
        self.to_that_party || self.bearers == Bearers::ThatParty
    }

    /// The facts that fulfil it, or begin what was to be completed.
    #[must_use]
    pub fn begun(&self) -> Description {
        match (self.completed, &self.deed) {
            (Some(completed), Description::All(parts)) => {
                let parts = parts.iter().filter(|part| **part != Description::Literal(completed));
                Description::All(parts.cloned().collect())
            }
            _ => self.deed.clone(),
        }
    }

    /// The conditions and the clauses by which it is decided when it is owed, in no order: a duty is judged after them.
    #[must_use]
    pub fn rests_on(&self) -> (Vec<LiteralId>, Vec<ClauseId>) {
        let mut literals = Vec::new();
        let mut clauses = Vec::new();
        let mut formulas: Vec<&Formula> = self.hangs_on.iter().collect();
        match &self.occasions {
            Occasions::Events { events, .. } => literals.extend(events),
            Occasions::Consequence { when, .. } => formulas.push(when),
            Occasions::SameTime(others) => clauses.extend(others),
            Occasions::During(running) => literals.push(*running),
            Occasions::Once
            | Occasions::Each { .. }
            | Occasions::Windows(_)
            | Occasions::Every { .. }
            | Occasions::Calendar(_) => {}
        }
        while let Some(formula) = formulas.pop() {
            match formula {
                Formula::Holds(literal) => literals.push(*literal),
                Formula::During(_) | Formula::Open => {}
                Formula::All(parts) | Formula::Any(parts) => formulas.extend(parts),
                Formula::Not(inner) => formulas.push(inner),
            }
        }
        (literals, clauses)
    }
}
