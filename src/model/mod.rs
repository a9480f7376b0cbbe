//! The model: an agreement with its names resolved, its clocks set and its map cut.
//!
//! [`resolve()`] makes it from the tree. What cannot be made is left out and said in a diagnostic; an agreement with an
//! error among them is not evaluated.

pub mod actors;
pub mod clauses;
pub mod deeds;
pub mod descriptions;
pub mod duties;
pub mod ids;
pub mod joint;
pub mod map;
pub mod names;
mod order;
pub mod past;
pub mod periods;
pub mod places;
pub mod quantities;
mod resolve;
pub mod standard;
pub mod time;
pub mod waits;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

pub use self::resolve::{Resolved, SideFiles, resolve};
use crate::model::actors::Actors;
use crate::model::clauses::{Article, Clause, Scenario};
use crate::model::deeds::Deeds;
use crate::model::descriptions::{Description, Literal, Term};
use crate::model::ids::{ActorId, ClauseId, LiteralId};
use crate::model::names::Names;
use crate::model::past::Past;
use crate::model::periods::StatedPeriod;
use crate::model::places::Places;
use crate::model::time::Seconds;
use crate::model::waits::{Instrument, Phase, Streak};
use crate::source::Span;

/// An agreement, understood.
pub struct Model {
    /// Its title.
    pub title: String,
    /// The name of its time zone.
    pub time_zone_name: String,
    /// Its time zone; UTC where it names none, which is an error wherever an hour depends on it.
    pub time_zone: TimeZone,
    /// Who.
    pub actors: Actors,
    /// What.
    pub deeds: Deeds,
    /// Where.
    pub places: Places,
    /// What every name of the text stands for.
    pub names: Names,
    /// Conditions that nothing else of a fact decides.
    pub literals: Vec<Literal>,
    /// Terms with a meaning of their own.
    pub terms: Vec<Term>,
    /// When the agreement is in force.
    pub in_force: Description,
    /// The first instant at which it is in force by any announcement, or else its signature.
    pub begin: Option<Seconds>,
    /// The first instant at which it is in force no longer, by no announcement; absent where it has no end, or none that is
    /// certain.
    pub end: Option<Seconds>,
    /// The words that give that end.
    pub end_words: Option<Span>,
    /// Periods of which the text states both a length and an end, in its order.
    pub stated_periods: Vec<StatedPeriod>,
    /// Headings.
    pub articles: Vec<Article>,
    /// The clauses, in the order of the text.
    pub clauses: Vec<Clause>,
    /// Every number under which clauses can be meant: their own, those they begin with, their article's.
    pub labels: BTreeMap<String, Vec<ClauseId>>,
    /// Its phases, by their ids.
    pub phases: Vec<Phase>,
    /// Its streaks, by their ids.
    pub streaks: Vec<Streak>,
    /// Conditions that the past decides, and their definitions.
    pub past: Past,
    /// Other texts that it amends, incorporates or supersedes, in the order of the text.
    pub instruments: Vec<Instrument>,
    /// Parties that read something otherwise than as written, in the order of the text.
    pub readers: Vec<ActorId>,
    /// Tests.
    pub scenarios: Vec<Scenario>,
    /// What is taken for granted in every judgement because the text leaves it to later events; whole sentences.
    pub assumptions: Vec<String>,
}

impl Model {
    /// A clause.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> Option<&Clause> {
        self.clauses.get(id.index())
    }

    /// The clause with a number.
    #[must_use]
    pub fn clause_by_label(&self, label: &str) -> Option<ClauseId> {
        self.clauses.iter().position(|clause| clause.label == label).map(ClauseId::at)
    }

    /// The clauses that a number means: itself, what stands below it, a whole article.
    #[must_use]
    pub fn clauses_under(&self, label: &str) -> &[ClauseId] {
        self.labels.get(label).map_or(&[], Vec::as_slice)
    }

    /// The conditions that a log can record, by the column that records them.
    #[must_use]
    pub fn literal_columns(&self) -> BTreeMap<&str, LiteralId> {
        let columns = self.literals.iter().enumerate();
        columns.map(|(index, literal)| (literal.column.as_str(), LiteralId::at(index))).collect()
    }

    /// Number of values of the target side: every actor, and the last for "nobody".
    #[must_use]
    pub fn targets(&self) -> usize {
        self.actors.len() + 1
    }
}
