//! Why a judgement is what it is, as text and JSON.

pub mod json;
pub mod text;

use crate::evaluate::Verdict;
use crate::evaluate::scenario::{Outcome, expected_words};
use crate::evaluate::why::{
    Decided, DeedWhy, Distance, DutyWhy, ExpectationWhy, IncidentWhy, Settling, Side, Stands, Tried,
    side_word, values_in_words,
};
use crate::evaluate::words::{labels, open_words};
use crate::incident::{Log, Report};
use crate::model::Model;
use crate::model::clauses::Scenario;
use crate::model::ids::{ActorId, ClauseId};
use crate::model::time::Seconds;
use crate::render::Input;
use crate::render::evaluation::duties::When;
use crate::render::graph::words::full;
use crate::scope::{Dimension, Region, Scope, listed, times_in_words};
use crate::source::{Sources, Span};

/// What is told, and of what.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The agreement.
    pub model: &'a Model,
    /// Its text, for the words of the clauses.
    pub sources: &'a Sources,
    /// The log, where there is one.
    pub log: Option<&'a Log>,
    /// What lies behind what.
    pub subject: Subject<'a>,
    /// The files that were read, so that a result can be reproduced.
    pub inputs: &'a [Input],
    /// The options that can change the result, as they were given.
    pub options: &'a [String],
}

/// What it is about.
#[derive(Clone, Copy)]
pub enum Subject<'a> {
    /// An incident of a log.
    Incident(&'a IncidentWhy),
    /// A duty on every occasion, as of an instant.
    Duty(ClauseId, &'a [DutyWhy], Seconds),
    /// A scenario, with what came of it.
    Scenario(&'a Scenario, &'a Outcome, &'a [ExpectationWhy<'a>]),
}

impl Told<'_> {
    fn label(&self, clause: ClauseId) -> &str {
        self.model.clause(clause).map_or("", |clause| clause.label.as_str())
    }

    /// The words of a clause in the language.
    fn sentence(&self, clause: ClauseId) -> String {
        self.model.clause(clause).map_or_else(String::new, |clause| full(self.sources, clause))
    }

    fn wording(&self, clause: ClauseId) -> Option<&str> {
        self.model.clause(clause).and_then(|clause| clause.wording.as_deref())
    }

    /// `terms.agreement:40`.
    fn place(&self, span: Span) -> String {
        self.sources
            .file(span.file)
            .map_or_else(String::new, |file| format!("{}:{}", file.name(), file.position(span.start).line))
    }

    /// The row of a log: `incidents.csv:14`.
    fn row(&self, line: u64) -> String {
        self.log.map_or_else(|| line.to_string(), |log| format!("{}:{line}", log.name))
    }

    /// The reports of the incident that is told of.
    fn reports(&self) -> &[Report] {
        let Subject::Incident(why) = self.subject else { return &[] };
        let incident = self.log.and_then(|log| log.incidents.get(why.incident));
        incident.map_or(&[][..], |incident| &incident.reports)
    }

    fn reader(&self, reader: Option<ActorId>) -> &str {
        reader.map_or("as written", |reader| self.model.actors.name(reader))
    }

    /// The judgement in words; that a clause does not concern an incident is no judgement.
    fn verdict(&self, verdict: Option<&Verdict>) -> String {
        verdict.map_or_else(|| "does not concern it".to_owned(), |verdict| verdict.words(self.model))
    }

    /// How an exception stands, to stand after its number.
    fn stands(&self, stands: &Stands) -> String {
        match stands {
            Stands::Holds => "holds: it prevails here".to_owned(),
            Stands::InPart(open) => {
                format!(
                    "holds of some of what it may have been; it depends on {}",
                    open_words(self.model, open)
                )
            }
            Stands::Fails(sides) => {
                let words: Vec<String> = sides.iter().map(|(_, words)| words.clone()).collect();
                format!("does not hold: {}", words.join("; "))
            }
            Stands::TakenAway(by) => {
                let verb = if by.len() == 1 { "prevails" } else { "prevail" };
                format!("would hold, and {} {verb} over it", labels(self.model, by))
            }
            Stands::NotEvaluated(reason) => format!("takes nothing away. {reason}"),
            Stands::Undecided => "undecided: it would take more pieces than are worked on".to_owned(),
        }
    }

    /// Who decides what a clause leaves to somebody; and that nobody did.
    fn judges(&self, clause: ClauseId) -> Option<String> {
        let judges = self.model.clause(clause)?.conduct()?.judged_by?;
        let names: Vec<String> =
            judges.iter().map(|&judge| self.model.actors.name(judge).to_owned()).collect();
        Some(listed(&names, "or"))
    }

    /// The questions of an answer: "whom, whether self_defence".
    fn questions(&self, settling: &Settling) -> Vec<String> {
        let direction = settling.direction.map(|_| "which side acted".to_owned());
        direction.into_iter().chain(settling.sides.iter().map(|&side| side_word(self.model, side))).collect()
    }

    /// The answers that settle it, each a whole answer to all the questions: "whom: Ahrar; whether self_defence: no".
    fn answers(&self, settling: &Settling) -> Vec<String> {
        let answer = |region: &Region| {
            let scope = Scope::from(region.clone());
            let direction = settling.direction.map(|_| {
                format!("which side acted: {}", values_in_words(self.model, &scope, Dimension::Actor))
            });
            let sides = settling.sides.iter().map(|&side| self.answer(region, &scope, side));
            direction.into_iter().chain(sides).collect::<Vec<_>>().join("; ")
        };
        // What differs on one side only is one answer.
        if let ([side], None) = (settling.sides.as_slice(), settling.direction) {
            if let (Dimension::Literal(_), Some(region)) = (side, settling.values.regions().first()) {
                return vec![self.answer(region, &settling.values, *side)];
            }
            return vec![format!(
                "{}: {}",
                side_word(self.model, *side),
                values_in_words(self.model, &settling.values, *side)
            )];
        }
        let mut answers: Vec<String> = settling.values.regions().iter().map(answer).collect();
        answers.dedup();
        answers
    }

    fn answer(&self, region: &Region, scope: &Scope, side: Dimension) -> String {
        let word = side_word(self.model, side);
        match side {
            Dimension::Literal(literal) => {
                let value = match region.literals.get(&literal) {
                    Some(true) => "yes",
                    Some(false) => "no",
                    None => "yes or no",
                };
                format!("{word}: {value}")
            }
            _ => format!("{word}: {}", values_in_words(self.model, scope, side)),
        }
    }

    /// "12.4 km from M5, within 15 km of which lies SecurityZone".
    fn distance(&self, distance: &Distance) -> String {
        let zone = self.model.places.zones.get(distance.zone.index()).map_or("a zone", |zone| &zone.name);
        let known = if distance.radius_m > 0.0 {
            format!(", the point being known within {}", length(distance.radius_m))
        } else {
            String::new()
        };
        format!(
            "{} from {}{known}; {zone} reaches {} from it",
            length(distance.distance_m),
            distance.from,
            length(distance.reach_m)
        )
    }

    /// When a condition that the past decides holds: "ended: certainly from ...; possibly from ...".
    fn course(&self, decided: &Decided) -> String {
        let times = |times: &crate::sets::Intervals| match times.is_empty() {
            true => "at no time".to_owned(),
            false => times_in_words(self.model, times).unwrap_or_else(|| "at all times".to_owned()),
        };
        let words =
            self.model.literals.get(decided.literal.index()).map_or("", |literal| literal.words.as_str());
        let (certain, possible) = (decided.course.certain(), decided.course.possible());
        if certain == possible {
            format!("{words}: {}", times(certain))
        } else {
            format!("{words}: certainly {}; possibly {}", times(certain), times(possible))
        }
    }

    /// What decided a condition, each with whether that is certain: the identifiers of incidents, or the events of a scenario,
    /// and duties that were missed.
    fn decided_by(&self, decided: &Decided) -> Vec<(String, bool)> {
        let incidents = decided.by.iter().map(|&(place, certain)| (self.event(place), certain));
        let duties = decided
            .missed
            .iter()
            .map(|&(clause, certain)| (format!("{}, missed or late", self.label(clause)), certain));
        incidents.chain(duties).collect()
    }

    /// The identifier of an incident of the log, or the sentence of a scenario in quotation marks.
    fn event(&self, place: usize) -> String {
        if let Subject::Scenario(scenario, ..) = self.subject {
            let span = scenario.accounts.get(place).map(|(_, span)| *span);
            let words = span.map_or("", |span| self.sources.words(span));
            return format!("\"{}\"", words.trim_end_matches('.'));
        }
        let incident = self.log.and_then(|log| log.incidents.get(place));
        incident.map_or_else(String::new, |incident| incident.id.clone())
    }

    fn when(&self, zone: &jiff::tz::TimeZone) -> When<'_> {
        When::new(self.model, self.log.map_or(&[][..], |log| &log.incidents), zone)
    }

    /// What one incident does for a duty, or for the quantity that it asks for.
    fn does(&self, deed: &DeedWhy, counts: bool) -> &'static str {
        let own = &deed.fulfilment;
        if counts {
            return if own.certainly_in_time { "counts towards it" } else { "may count towards it" };
        }
        match (own.certainly_in_time, own.certain, own.in_time, own.late) {
            (true, ..) => "fulfils it in time",
            (false, true, false, _) => "fulfils it late",
            (false, true, true, _) => "fulfils it, in time or late",
            (false, false, true, true) => "may fulfil it, in time or late",
            (false, false, true, false) => "may fulfil it in time",
            (false, false, false, _) => "may fulfil it late",
        }
    }

    fn expected(&self, expectation: &crate::model::clauses::Expectation) -> String {
        let words = expected_words(self.model, expectation);
        format!("{} {words}", self.label(expectation.clause))
    }
}

/// A length: "840 m", "12.40 km".
fn length(metres: f64) -> String {
    if metres < 1000.0 { format!("{metres:.0} m") } else { format!("{:.2} km", metres / 1000.0) }
}

/// Whether a side is worth telling: one that the reports leave wholly open, and that decides nothing, is not.
fn is_worth_telling(side: &Side) -> bool {
    side.open
        || !matches!(
            side.possible.as_str(),
            "anybody" | "anybody or nobody" | "any act" | "any means" | "anywhere" | "at any time"
        ) && side.possible != "not known"
}

/// What an exception is, for people who read its number only.
fn tried<'t>(told: &'t Told<'_>, tried: &Tried) -> (&'t str, String) {
    (told.label(tried.clause), told.stands(&tried.stands))
}
