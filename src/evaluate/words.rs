//! Judgements in words, for every report and every test.

use crate::evaluate::duties::DutyState;
use crate::evaluate::judge::{Open, Verdict, Why};
use crate::model::Model;
use crate::model::ids::ClauseId;

impl Verdict {
    /// The judgement by itself.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Violation => "violation",
            Self::Possible(_) => "possible violation",
            Self::Excused(_) => "excused",
            Self::NoViolation => "no violation",
            Self::NotAssessable(_) => "not assessable",
        }
    }

    /// The judgement with what it depends on: "possible violation (whom)", "excused by 1.3".
    #[must_use]
    pub fn words(&self, model: &Model) -> String {
        match self {
            Self::Violation | Self::NoViolation => self.word().to_owned(),
            Self::Possible(opens) => format!("possible violation ({})", open_words(model, opens)),
            Self::Excused(by) => format!("excused by {}", labels(model, by)),
            Self::NotAssessable(why) => format!("not assessable ({})", why.words()),
        }
    }
}

impl Why {
    /// To stand in brackets.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoAssessment => "left to somebody's judgement, and none is recorded",
            Self::NotRecorded => "the source does not record such acts",
            Self::TooComplex => "too many pieces to decide",
            Self::NotObserved => "not all that would count was observed",
            Self::NoWhole => "nothing sets the whole",
            Self::NoTest => "no act is known that would breach it",
        }
    }
}

impl Open {
    /// What is open, to stand after "it depends on".
    #[must_use]
    pub fn words(self, model: &Model) -> String {
        match self {
            Self::Who => "who".to_owned(),
            Self::What => "what".to_owned(),
            Self::Whom => "whom".to_owned(),
            Self::WithWhat => "with what".to_owned(),
            Self::Where => "where".to_owned(),
            Self::When => "when".to_owned(),
            Self::Direction => "which side acted".to_owned(),
            Self::Event => "which of the things summed up".to_owned(),
            Self::Several => "several things at once".to_owned(),
            Self::Measure(measure) => {
                let name = model.deeds.measures.get(measure.index()).map(|measure| measure.name.clone());
                name.unwrap_or_else(|| "a measure".to_owned())
            }
            Self::Condition(literal) => {
                let known = model.literals.get(literal.index());
                // What the past decides is a sentence; what a report records has the name of its column.
                let decided = model.past.definitions.contains_key(&literal);
                let words = known.map(|known| if decided { &known.words } else { &known.column });
                format!("whether {}", words.map_or("a condition", String::as_str))
            }
        }
    }
}

impl DutyState {
    /// The state in words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Fulfilled => "fulfilled".to_owned(),
            Self::Late => "fulfilled late".to_owned(),
            Self::Missed => "violation (missed)".to_owned(),
            Self::Pending => "pending".to_owned(),
            Self::Void => "void".to_owned(),
            Self::NotAssessable(why) => format!("not assessable ({})", why.words()),
            Self::Open { in_time, late, missed, not_owed, not_due } => {
                let ways = [
                    (in_time, "fulfilled"),
                    (late, "fulfilled late"),
                    (missed, "missed"),
                    (not_owed, "not owed"),
                    (not_due, "not due"),
                ];
                let ways: Vec<&str> =
                    ways.iter().filter(|(possible, _)| *possible).map(|(_, word)| *word).collect();
                format!("possible violation ({})", ways.join(" or "))
            }
        }
    }
}

/// Several open things: "who, whether self_defence".
#[must_use]
pub fn open_words(model: &Model, opens: &[Open]) -> String {
    opens.iter().map(|open| open.words(model)).collect::<Vec<_>>().join(", ")
}

/// The numbers of clauses: "1.3 and 2.2".
#[must_use]
pub fn labels(model: &Model, clauses: &[ClauseId]) -> String {
    let labels: Vec<&str> =
        clauses.iter().filter_map(|&id| model.clause(id)).map(|clause| clause.label.as_str()).collect();
    match labels.split_last() {
        None => "a clause".to_owned(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
