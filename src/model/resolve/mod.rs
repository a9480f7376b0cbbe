//! From tree to model: names are looked up, clocks set, zones measured, clauses understood.
//!
//! The order is that of dependence: clocks need days, memberships need clocks, zones need clocks and files, conditions
//! need all of these, clauses need conditions. Each step takes what it can and says what it cannot.

mod actors;
mod changes;
mod clauses;
mod clocks;
mod conditions;
mod consequences;
mod deeds;
mod distances;
mod duties;
mod faults;
mod force;
mod limits;
mod measures;
mod norms;
mod past;
mod phases;
mod places;
mod quantities;
mod scenarios;
#[cfg(test)]
mod tests;
mod waits;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use crate::catalogue;
use crate::diagnostic::{self, Diagnostic};
use crate::model::Model;
use crate::model::actors::Actors;
use crate::model::clauses::{Article, Clause, Scenario};
use crate::model::deeds::Deeds;
use crate::model::descriptions::{Description, Literal, LiteralKind, Term};
use crate::model::ids::{ActorId, ClauseId, LiteralId, ZoneId};
use crate::model::names::{Named, Names};
use crate::model::past::Past;
use crate::model::periods::StatedPeriod;
use crate::model::places::Places;
use crate::model::resolve::clocks::Clocks;
use crate::model::resolve::consequences::ThatParty;
use crate::model::waits::{Instrument, Phase, Streak};
use crate::sets::Intervals;
use crate::source::{Sources, Span};
use crate::syntax::tree::{Agreement, Name, StatementKind};

/// Names beyond this many get no "did you mean", since each is compared with all that are declared.
const MOST_SUGGESTIONS: usize = 200;

/// Files that an agreement names: maps beside it. The library opens no file itself.
pub trait SideFiles {
    /// The text of a file, by the name the agreement gives it.
    ///
    /// # Errors
    /// Why it cannot be had, in words.
    fn text(&self, name: &str) -> Result<String, String>;
}

/// For agreements that need none.
impl SideFiles for () {
    fn text(&self, _: &str) -> Result<String, String> {
        Err("no files are at hand".to_owned())
    }
}

/// A model, and what could not be understood.
pub struct Resolved {
    /// What could be made.
    pub model: Model,
    /// What is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Understands an agreement.
#[must_use]
pub fn resolve(sources: &Sources, agreement: &Agreement, files: &dyn SideFiles) -> Resolved {
    let mut resolver = Resolver::new(sources, agreement, files);
    resolver.instrument();
    resolver.declare_deeds();
    resolver.declare_names();
    resolver.clocks();
    resolver.memberships();
    resolver.memberships_that_change();
    resolver.measure_places();
    resolver.force();
    resolver.number_clauses();
    resolver.phases();
    resolver.terms();
    resolver.clauses();
    resolver.scenarios();
    resolver.waivers();
    resolver.finish()
}

/// The work in hand.
struct Resolver<'a> {
    sources: &'a Sources,
    agreement: &'a Agreement,
    files: &'a dyn SideFiles,
    diagnostics: Vec<Diagnostic>,
    title: String,
    time_zone: Option<(String, TimeZone)>,
    clocks: Clocks,
    actors: Actors,
    deeds: Deeds,
    places: Places,
    names: Names,
    literals: Vec<Literal>,
    literal_columns: BTreeMap<String, LiteralId>,
    terms: Vec<Term>,
    in_force: Description,
    stated_periods: Vec<StatedPeriod>,
    articles: Vec<Article>,
    clauses: Vec<Clause>,
    labels: BTreeMap<String, Vec<ClauseId>>,
    scenarios: Vec<Scenario>,
    readers: BTreeSet<ActorId>,
    /// The ground of each `keep ... at least ... from`, by where the words stand.
    kept_ground: BTreeMap<Span, ZoneId>,
    assumptions: Vec<String>,
    /// Names already reported, so that one cause is told once.
    reported: BTreeSet<String>,
    /// Whether the missing time zone was reported.
    zone_reported: bool,
    /// Whether the missing catalogue was reported.
    catalogue_reported: bool,
    /// How many more unknown names get a suggestion.
    suggestions_left: usize,
    /// The times of the phases whose ends are fixed.
    phases: BTreeMap<String, Intervals>,
    phase_list: Vec<Phase>,
    streaks: Vec<Streak>,
    past: Past,
    /// The clause whose words are being understood.
    speaking: Option<ClauseId>,
    /// Whom `that party` stands for in the words that are being understood.
    that_party: Option<ThatParty>,
    instruments: Vec<Instrument>,
    /// Recurring windows that were laid out before.
    windows: BTreeMap<String, Intervals>,
}

impl<'a> Resolver<'a> {
    fn new(sources: &'a Sources, agreement: &'a Agreement, files: &'a dyn SideFiles) -> Self {
        Self {
            sources,
            agreement,
            files,
            diagnostics: Vec::new(),
            title: String::new(),
            time_zone: None,
            clocks: Clocks::default(),
            actors: Actors::default(),
            deeds: Deeds::default(),
            places: Places::default(),
            names: Names::default(),
            literals: Vec::new(),
            literal_columns: BTreeMap::new(),
            terms: Vec::new(),
            in_force: Description::always(),
            stated_periods: Vec::new(),
            articles: Vec::new(),
            clauses: Vec::new(),
            labels: BTreeMap::new(),
            scenarios: Vec::new(),
            readers: BTreeSet::new(),
            kept_ground: BTreeMap::new(),
            assumptions: Vec::new(),
            reported: BTreeSet::new(),
            zone_reported: false,
            catalogue_reported: false,
            suggestions_left: MOST_SUGGESTIONS,
            phases: BTreeMap::new(),
            phase_list: Vec::new(),
            streaks: Vec::new(),
            past: Past::default(),
            speaking: None,
            that_party: None,
            instruments: Vec::new(),
            windows: BTreeMap::new(),
        }
    }

    fn finish(mut self) -> Resolved {
        diagnostic::sort(&mut self.diagnostics);
        self.places.settle();
        let (time_zone_name, time_zone) = self.time_zone.unwrap_or_else(|| ("UTC".to_owned(), TimeZone::UTC));
        let model = Model {
            title: self.title,
            time_zone_name,
            time_zone,
            actors: self.actors,
            deeds: self.deeds,
            places: self.places,
            names: self.names,
            literals: self.literals,
            terms: self.terms,
            in_force: self.in_force,
            begin: self.clocks.first.or(self.clocks.signed),
            end: self.clocks.last.filter(|_| !self.clocks.end_open),
            end_words: self.clocks.last_words,
            stated_periods: self.stated_periods,
            articles: self.articles,
            clauses: self.clauses,
            labels: self.labels,
            phases: self.phase_list,
            streaks: self.streaks,
            past: self.past,
            instruments: self.instruments,
            readers: self.readers.into_iter().collect(),
            scenarios: self.scenarios,
            assumptions: self.assumptions,
        };
        Resolved { model, diagnostics: self.diagnostics }
    }

    /// Title, time zone and catalogue; each is said once.
    fn instrument(&mut self) {
        let mut said: BTreeMap<&'static str, Span> = BTreeMap::new();
        for statement in &self.agreement.statements {
            let (what, span) = match &statement.kind {
                StatementKind::Agreement(title) => {
                    self.title.clone_from(&title.text);
                    ("agreement", title.spot.0)
                }
                StatementKind::TimeZone(name) => {
                    self.set_time_zone(&name.text, name.spot.0);
                    ("time zone", name.spot.0)
                }
                StatementKind::Signed(moment) => ("signed", moment.spot.0),
                StatementKind::Use(catalogue) => {
                    if catalogue.text != "acts" {
                        let fault = Diagnostic::new(
                            &catalogue::UNKNOWN_CATALOGUE,
                            catalogue.spot.0,
                            format!("there is no catalogue `{}`", faults::short(&catalogue.text)),
                        );
                        self.diagnostics.push(fault.because("not a catalogue").mend(
                            "the standard catalogue of acts is called `acts`",
                            catalogue.spot.0,
                            "\"acts\"",
                        ));
                    }
                    ("use", catalogue.spot.0)
                }
                StatementKind::Instrument { relation, labels, other } => {
                    self.instruments.push(Instrument {
                        relation: *relation,
                        labels: labels.iter().map(|label| label.text.clone()).collect(),
                        file: other.text.clone(),
                        span: other.spot.0,
                    });
                    continue;
                }
                _ => continue,
            };
            if let Some(&first) = said.get(what) {
                self.said_twice(what, statement.spot.0, first);
            } else {
                said.insert(what, span);
            }
        }
    }

    /// The words of a span, with white space as single spaces.
    fn words(&self, span: Span) -> String {
        self.sources.words(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Records what is taken for granted, once.
    fn assume(&mut self, sentence: String) {
        if self.reported.insert(sentence.clone()) {
            self.assumptions.push(sentence);
        }
    }

    /// A condition that is left to be said of each fact. The same words are one condition; other words under the same
    /// name of a column get a column of their own.
    fn literal(&mut self, column: &str, words: String, kind: LiteralKind) -> LiteralId {
        let mut name = column.to_owned();
        let mut copies = 1;
        while let Some(&known) = self.literal_columns.get(&name) {
            if self.literals.get(known.index()).is_some_and(|literal| literal.words == words) {
                return known;
            }
            copies += 1;
            name = format!("{column}_{copies}");
        }
        let id = LiteralId::at(self.literals.len());
        self.literal_columns.insert(name.clone(), id);
        self.literals.push(Literal { column: name, words, kind });
        id
    }

    /// Does something for its diagnostics only: conditions that it records are forgotten, since no clause uses them.
    fn names_only(&mut self, look: impl FnOnce(&mut Self)) {
        let known = self.literals.len();
        look(self);
        for literal in self.literals.drain(known..) {
            self.literal_columns.remove(&literal.column);
        }
        self.past.definitions.retain(|literal, _| literal.index() < known);
        self.past.of_that_party.retain(|literal, _| literal.index() < known);
    }

    /// What a name stands for; an unknown one is reported, once, with the closest name of a fitting kind.
    fn look_up(&mut self, name: &Name, fits: &dyn Fn(Named) -> bool, needed: &str) -> Option<Named> {
        match self.names.get(&name.text) {
            Some(named) if fits(named) => Some(named),
            Some(named) => {
                self.wrong_kind(name, named, needed);
                None
            }
            None => {
                self.not_declared(name, fits, needed);
                None
            }
        }
    }
}
