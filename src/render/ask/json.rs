//! The answer as JSON. The schema is described in `docs/answer-json.md` and named by [`SCHEMA`].

use serde::Serialize;

use super::Asked;
use crate::ask::{Belonging, Concern, Extent, Outcome, Permission, Reading, Says};
use crate::evaluate::Verdict;
use crate::evaluate::words::open_words;
use crate::model::ids::ClauseId;
use crate::model::time;
use crate::render::Input;
use crate::sets::{EARLIEST, Intervals, LATEST};

/// The name and version of the schema. The number rises when a reader of the old one could misread the new one; fields
/// may be added without that.
pub const SCHEMA: &str = "armistice-answer/1";

/// The whole answer as one JSON object, with a line end.
#[must_use]
pub fn json(asked: &Asked<'_>) -> String {
    let answer = asked.answer;
    let mut readings = vec![reading(asked, "as written", &answer.as_written)];
    for (reader, own) in &answer.readers {
        readings.push(reading(asked, asked.model.actors.name(*reader), own));
    }
    let document = Document {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        inputs: asked.inputs,
        agreement: &asked.model.title,
        time_zone: &asked.model.time_zone_name,
        question: asked.question,
        readings,
        actors: answer.belonging.iter().map(|one| actor(asked, one)).collect(),
        assumptions: asked.model.assumptions.iter().map(String::as_str).collect(),
    };
    // Strings and numbers under string keys cannot fail to serialise.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    inputs: &'a [Input],
    agreement: &'a str,
    time_zone: &'a str,
    question: &'a str,
    readings: Vec<ReadingOut<'a>>,
    actors: Vec<ActorOut<'a>>,
    assumptions: Vec<&'a str>,
}

#[derive(Serialize)]
struct ReadingOut<'a> {
    reader: &'a str,
    answer: &'static str,
    clauses: Vec<&'a str>,
    words: String,
    concerns: Vec<ConcernOut<'a>>,
    nearest: Vec<NearOut<'a>>,
}

#[derive(Serialize)]
struct ConcernOut<'a> {
    clause: &'a str,
    says: &'static str,
    open: Option<String>,
    prevailed_over_by: Vec<&'a str>,
    words: String,
    reason: Option<&'a str>,
    sentence: &'a str,
    official_wording: Option<&'a str>,
}

#[derive(Serialize)]
struct NearOut<'a> {
    clause: &'a str,
    because: &'a [String],
}

#[derive(Serialize)]
struct ActorOut<'a> {
    actor: &'a str,
    title: &'a str,
    named_through: Option<&'a str>,
    exists: &'static str,
    groups: Vec<GroupOut<'a>>,
    covered: Option<Vec<PeriodOut>>,
    excluded: Option<Vec<PeriodOut>>,
    bound: Option<Vec<PeriodOut>>,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    group: &'a str,
    periods: Vec<PeriodOut>,
}

/// Ends are absent where there is none.
#[derive(Serialize)]
struct PeriodOut {
    from_utc: Option<String>,
    until_utc: Option<String>,
}

fn reading<'a>(asked: &Asked<'a>, reader: &'a str, reading: &'a Reading) -> ReadingOut<'a> {
    ReadingOut {
        reader,
        answer: word(&reading.outcome),
        clauses: labels(asked, reading.outcome.clauses()),
        words: asked.outcome(&reading.outcome),
        concerns: reading.concerns.iter().map(|one| concern(asked, one, &reading.concerns)).collect(),
        nearest: reading
            .nearest
            .iter()
            .map(|near| NearOut { clause: label(asked, near.clause), because: &near.because })
            .collect(),
    }
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::ForbiddenByOneOf(_) => "forbidden by one or another",
        other => other.word(),
    }
}

fn label<'a>(asked: &Asked<'a>, clause: ClauseId) -> &'a str {
    asked.model.clause(clause).map_or("", |clause| clause.label.as_str())
}

fn labels<'a>(asked: &Asked<'a>, clauses: impl IntoIterator<Item = ClauseId>) -> Vec<&'a str> {
    clauses.into_iter().map(|clause| label(asked, clause)).collect()
}

fn concern<'a>(asked: &Asked<'a>, concern: &'a Concern, concerned: &[Concern]) -> ConcernOut<'a> {
    let clause = asked.model.clause(concern.clause);
    let open = match &concern.says {
        Says::Forbids(Verdict::Possible(open))
        | Says::Prevents { verdict: Verdict::Possible(open), .. }
        | Says::Permits(Permission::Partly(open)) => Some(open),
        _ => None,
    };
    ConcernOut {
        clause: label(asked, concern.clause),
        says: match &concern.says {
            Says::Forbids(verdict) => verdict.word(),
            Says::Prevents { verdict: Verdict::Violation, .. } => "to be prevented",
            Says::Prevents { verdict: Verdict::Possible(_), .. } => "possibly to be prevented",
            Says::Prevents { verdict: Verdict::Excused(_) | Verdict::NoViolation, .. } => "prevailed over",
            Says::Prevents { verdict: Verdict::NotAssessable(_), .. } => "not assessable",
            Says::Permits(Permission::Wholly) => "permits",
            Says::Permits(Permission::Partly(_)) => "possibly permits",
            Says::Permits(Permission::TakenAway) => "prevailed over",
            Says::Permits(Permission::Undecided) | Says::Undecided => "not assessable",
            Says::Requires(_) => "requires",
            Says::NotJudged { .. } => "not evaluated",
        },
        open: open.map(|open| open_words(asked.model, open)),
        prevailed_over_by: labels(asked, concern.prevailed_over_by.iter().copied()),
        words: asked.says(concern, concerned),
        reason: match &concern.says {
            Says::NotJudged { reason, .. } => Some(reason),
            _ => None,
        },
        sentence: clause.map_or("", |clause| asked.sources.words(clause.words)),
        official_wording: clause.and_then(|clause| clause.wording.as_deref()),
    }
}

fn actor<'a>(asked: &Asked<'a>, one: &Belonging) -> ActorOut<'a> {
    let model = asked.model;
    let group = |index: usize| model.actors.groups.get(index).map_or("", |group| group.name.as_str());
    ActorOut {
        actor: model.actors.name(one.actor),
        title: model.actors.title(one.actor),
        named_through: one.named_through.map(|id| group(id.index())),
        exists: match one.exists {
            Extent::All => "all of that time",
            Extent::Some => "part of that time",
            Extent::None => "not at that time",
        },
        groups: one
            .groups
            .iter()
            .map(|(id, times)| GroupOut { group: group(id.index()), periods: periods(times) })
            .collect(),
        covered: one.covered.as_ref().map(periods),
        excluded: one.excluded.as_ref().map(periods),
        bound: one.accepted.as_ref().map(periods),
    }
}

fn periods(times: &Intervals) -> Vec<PeriodOut> {
    let utc = |at: i64| time::local(at, &jiff::tz::TimeZone::UTC);
    times
        .iter()
        .map(|(start, end)| PeriodOut {
            from_utc: (start != EARLIEST).then(|| utc(start)),
            until_utc: (end != LATEST).then(|| utc(end)),
        })
        .collect()
}
