//! The whole of it as JSON. The schema is described in `docs/why-json.md` and named by [`SCHEMA`].

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::Serialize;

use super::{Subject, Told};
use crate::evaluate::why::{
    ClauseWhy, Decided, DutyWhy, EventWhy, Explanation, IncidentWhy, Settle, Settling, Stands, side_word,
};
use crate::evaluate::words::open_words;
use crate::model::ids::ClauseId;
use crate::model::time::{self, Seconds};
use crate::render::evaluation::{account, duties};
use crate::render::{Input, belonging};
use crate::sets::LATEST;

/// The name and version of the schema.
pub const SCHEMA: &str = "armistice-why/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    options: &'a [String],
    inputs: &'a [Input],
    agreement: &'a str,
    time_zone: &'a str,
    incident: Option<IncidentOut<'a>>,
    duty: Option<DutyOut<'a>>,
    scenario: Option<ScenarioOut<'a>>,
    assumptions: Vec<&'a str>,
}

#[derive(Serialize)]
struct IncidentOut<'a> {
    id: &'a str,
    reports: Vec<ReportOut<'a>>,
    refuted: bool,
    clauses: Vec<ClauseOut<'a>>,
    memberships: Vec<MembershipOut<'a>>,
}

#[derive(Serialize)]
struct ReportOut<'a> {
    report: &'a str,
    file: &'a str,
    line: u64,
    says: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct ClauseOut<'a> {
    clause: &'a str,
    sentence: String,
    wording: Option<&'a str>,
    not_judged: Option<&'a str>,
    readings: Vec<ReadingOut<'a>>,
    distances: Vec<DistanceOut<'a>>,
    conditions: Vec<ConditionOut<'a>>,
    reports_alone: Vec<AloneOut<'a>>,
}

#[derive(Serialize)]
struct ReadingOut<'a> {
    reader: &'a str,
    over: Vec<String>,
    judgement: Option<&'static str>,
    words: String,
    apart: Vec<&'a str>,
    sides: Vec<SideOut<'a>>,
    exceptions: Vec<ExceptionOut<'a>>,
    settle: Option<SettleOut>,
}

#[derive(Serialize)]
struct SideOut<'a> {
    side: String,
    possible: &'a str,
    open: bool,
    as_violation: Option<&'a str>,
    as_none: Option<&'a str>,
}

#[derive(Serialize)]
struct ExceptionOut<'a> {
    clause: &'a str,
    sentence: String,
    wording: Option<&'a str>,
    stands: &'static str,
    open: Option<String>,
    outside_on: Vec<String>,
    words: String,
}

#[derive(Serialize)]
struct SettleOut {
    as_violation: Vec<AnswerOut>,
    as_none: Vec<AnswerOut>,
    given_up: bool,
}

#[derive(Serialize)]
struct AnswerOut {
    questions: Vec<String>,
    answers: Vec<String>,
}

#[derive(Serialize)]
struct DistanceOut<'a> {
    zone: &'a str,
    from: &'a str,
    reach_m: f64,
    distance_m: f64,
    radius_m: f64,
}

#[derive(Serialize)]
struct ConditionOut<'a> {
    column: &'a str,
    words: String,
    decided_by: Vec<EventOutcome>,
}

#[derive(Serialize)]
struct EventOutcome {
    event: String,
    certain: bool,
}

#[derive(Serialize)]
struct DutyOut<'a> {
    clause: &'a str,
    sentence: String,
    wording: Option<&'a str>,
    as_of_utc: Option<String>,
    occasions: Vec<OccasionOut<'a>>,
}

#[derive(Serialize)]
struct OccasionOut<'a> {
    reader: &'a str,
    bearers: Vec<&'a str>,
    state: String,
    period: Option<String>,
    quantity: Option<String>,
    raised_by: &'static str,
    certain: bool,
    begins_utc: Option<String>,
    begins_at_last_utc: Option<String>,
    due_utc: Option<String>,
    due_at_last_utc: Option<String>,
    conditions: Vec<ConditionOut<'a>>,
    fulfilled_by: Vec<AskOut>,
    deeds: Vec<DeedOut>,
    whole_set_by: Vec<EventOutcome>,
    near: Vec<NearOut>,
}

#[derive(Serialize)]
struct AskOut {
    side: String,
    values: String,
}

#[derive(Serialize)]
struct DeedOut {
    event: String,
    does: &'static str,
    settle: Option<SettleOut>,
}

#[derive(Serialize)]
struct NearOut {
    event: String,
    side: String,
    because: String,
}

#[derive(Serialize)]
struct AloneOut<'a> {
    report: &'a str,
    judgement: String,
    settles_as: Option<&'static str>,
}

#[derive(Serialize)]
struct MembershipOut<'a> {
    actor: &'a str,
    words: String,
}

#[derive(Serialize)]
struct ScenarioOut<'a> {
    title: &'a str,
    place: String,
    events: Vec<EventOut<'a>>,
    expectations: Vec<ExpectationOut<'a>>,
}

#[derive(Serialize)]
struct EventOut<'a> {
    place: String,
    sentence: &'a str,
}

#[derive(Serialize)]
struct ExpectationOut<'a> {
    clause: &'a str,
    expected: String,
    holds: bool,
    found: Option<&'a str>,
    events: Vec<ClauseOut<'a>>,
    permits: Vec<String>,
    duties: Vec<OccasionOut<'a>>,
}

/// The whole of it as one JSON object, with a line end.
#[must_use]
pub fn json(told: &Told<'_>) -> String {
    let (incident, duty, scenario) = match told.subject {
        Subject::Incident(why) => (incident(told, why), None, None),
        Subject::Duty(clause, list, as_of) => (None, Some(duty(told, clause, list, as_of)), None),
        Subject::Scenario(..) => (None, None, scenario(told)),
    };
    let log = told.log.map_or(&[][..], |log| &log.assumptions);
    let document = Document {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        options: told.options,
        inputs: told.inputs,
        agreement: &told.model.title,
        time_zone: &told.model.time_zone_name,
        incident,
        duty,
        scenario,
        assumptions: log.iter().chain(&told.model.assumptions).map(String::as_str).collect(),
    };
    // Strings and numbers under string keys cannot fail to serialise.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

fn incident<'a>(told: &'a Told<'a>, why: &'a IncidentWhy) -> Option<IncidentOut<'a>> {
    let log = told.log?;
    let incident = log.incidents.get(why.incident)?;
    let reports = incident.reports.iter().map(|report| ReportOut {
        report: &report.id,
        file: &log.name,
        line: report.line,
        says: account::says(told.model, report).into_iter().collect(),
    });
    let memberships = why.belonging.iter().map(|one| MembershipOut {
        actor: told.model.actors.name(one.actor),
        words: belonging::in_words(told.model, one),
    });
    Some(IncidentOut {
        id: &incident.id,
        reports: reports.collect(),
        refuted: why.refuted,
        clauses: why.clauses.iter().map(|clause| clause_out(told, clause)).collect(),
        memberships: memberships.collect(),
    })
}

fn clause_out<'a>(told: &'a Told<'a>, why: &'a ClauseWhy) -> ClauseOut<'a> {
    let distances = why.distances.iter().map(|distance| DistanceOut {
        zone: told.model.places.zones.get(distance.zone.index()).map_or("", |zone| zone.name.as_str()),
        from: &distance.from,
        reach_m: distance.reach_m,
        distance_m: (distance.distance_m * 10.0).round() / 10.0,
        radius_m: distance.radius_m,
    });
    ClauseOut {
        clause: told.label(why.clause),
        sentence: told.sentence(why.clause),
        wording: told.wording(why.clause),
        not_judged: why.not_judged.as_deref(),
        readings: why.readings.iter().map(|own| reading(told, why, own)).collect(),
        distances: distances.collect(),
        conditions: why.decided.iter().map(|decided| condition(told, decided)).collect(),
        reports_alone: alone(told, why),
    }
}

fn condition<'a>(told: &'a Told<'a>, decided: &Decided) -> ConditionOut<'a> {
    let by = told.decided_by(decided).into_iter();
    ConditionOut {
        column: told
            .model
            .literals
            .get(decided.literal.index())
            .map_or("", |literal| literal.column.as_str()),
        words: told.course(decided),
        decided_by: by.map(|(event, certain)| EventOutcome { event, certain }).collect(),
    }
}

fn duty<'a>(told: &'a Told<'a>, clause: ClauseId, list: &'a [DutyWhy], as_of: Seconds) -> DutyOut<'a> {
    DutyOut {
        clause: told.label(clause),
        sentence: told.sentence(clause),
        wording: told.wording(clause),
        as_of_utc: (as_of != LATEST).then(|| time::local(as_of, &TimeZone::UTC)),
        occasions: list.iter().map(|one| occasion(told, one)).collect(),
    }
}

fn occasion<'a>(told: &'a Told<'a>, why: &'a DutyWhy) -> OccasionOut<'a> {
    let (judged, utc) = (&why.judgement, told.when(&TimeZone::UTC));
    let own = &judged.occasion;
    let asks = why
        .asks
        .iter()
        .map(|(side, values)| AskOut { side: side_word(told.model, *side), values: values.clone() });
    let deeds = why.deeds.iter().map(|deed| DeedOut {
        event: told.event(deed.fulfilment.incident),
        does: told.does(deed, judged.achieved.is_some()),
        settle: deed.settle.as_ref().map(|settle| settle_out(told, settle)),
    });
    let near = why.near.iter().map(|(place, side, because)| NearOut {
        event: told.event(*place),
        side: side_word(told.model, *side),
        because: because.clone(),
    });
    let whole = why.whole.iter().map(|&(place, certain)| EventOutcome { event: told.event(place), certain });
    OccasionOut {
        reader: told.reader(why.reader),
        bearers: judged.bearers.iter().map(|&bearer| told.model.actors.title(bearer)).collect(),
        state: duties::state(judged),
        period: judged.period_words(told.model),
        quantity: judged.achieved_words(told.model),
        raised_by: duties::raised(own),
        certain: own.certain,
        begins_utc: utc.at(Some(own.first())),
        begins_at_last_utc: utc.at(Some(own.last())),
        due_utc: utc.at(own.due),
        due_at_last_utc: utc.at(own.due_at_last),
        conditions: why.rests_on.iter().map(|decided| condition(told, decided)).collect(),
        fulfilled_by: asks.collect(),
        deeds: deeds.collect(),
        whole_set_by: whole.collect(),
        near: near.collect(),
    }
}

fn alone<'a>(told: &'a Told<'a>, why: &'a ClauseWhy) -> Vec<AloneOut<'a>> {
    let Some(settling) = &why.reports else { return Vec::new() };
    let (violation, none) = settling.settled_by();
    let alone = told.reports().iter().zip(&settling.alone).enumerate();
    alone
        .map(|(place, (report, verdict))| AloneOut {
            report: &report.id,
            judgement: told.verdict(verdict.as_ref()),
            settles_as: match (violation.contains(&place), none.contains(&place)) {
                (true, _) => Some("violation"),
                (_, true) => Some("none"),
                _ => None,
            },
        })
        .collect()
}

fn reading<'a>(told: &'a Told<'a>, why: &'a ClauseWhy, own: &'a Explanation) -> ReadingOut<'a> {
    let over = why.over.iter().find(|(reader, _)| Some(*reader) == own.reader);
    ReadingOut {
        reader: told.reader(own.reader),
        over: over
            .map_or(&[][..], |(_, partings)| partings)
            .iter()
            .map(|parting| parting.words(told.model))
            .collect(),
        judgement: own.verdict.as_ref().map(crate::evaluate::Verdict::word),
        words: told.verdict(own.verdict.as_ref()),
        apart: own.apart.iter().map(|(_, words)| words.as_str()).collect(),
        sides: own
            .sides
            .iter()
            .map(|side| SideOut {
                side: side_word(told.model, side.side),
                possible: &side.possible,
                open: side.open,
                as_violation: side.as_violation.as_deref(),
                as_none: side.as_none.as_deref(),
            })
            .collect(),
        exceptions: own.exceptions.iter().map(|tried| exception(told, tried.clause, &tried.stands)).collect(),
        settle: own.settle.as_ref().map(|settle| settle_out(told, settle)),
    }
}

fn exception<'a>(told: &'a Told<'a>, clause: ClauseId, stands: &Stands) -> ExceptionOut<'a> {
    let outside_on = match stands {
        Stands::Fails(sides) => sides.iter().map(|(side, _)| side_word(told.model, *side)).collect(),
        _ => Vec::new(),
    };
    ExceptionOut {
        clause: told.label(clause),
        sentence: told.sentence(clause),
        wording: told.wording(clause),
        stands: match stands {
            Stands::Holds => "holds",
            Stands::InPart(_) => "holds in part",
            Stands::Fails(_) => "fails",
            Stands::TakenAway(_) => "taken away",
            Stands::NotEvaluated(_) => "not evaluated",
            Stands::Undecided => "undecided",
        },
        open: match stands {
            Stands::InPart(open) => Some(open_words(told.model, open)),
            _ => None,
        },
        outside_on,
        words: told.stands(stands),
    }
}

fn settle_out(told: &Told<'_>, settle: &Settle) -> SettleOut {
    let out = |list: &[Settling]| {
        list.iter()
            .map(|settling| AnswerOut {
                questions: told.questions(settling),
                answers: told.answers(settling),
            })
            .collect()
    };
    SettleOut {
        as_violation: out(&settle.as_violation),
        as_none: out(&settle.as_none),
        given_up: settle.given_up,
    }
}

fn scenario<'a>(told: &'a Told<'a>) -> Option<ScenarioOut<'a>> {
    let Subject::Scenario(scenario, outcome, expectations) = told.subject else { return None };
    let events = scenario
        .accounts
        .iter()
        .map(|(_, span)| EventOut { place: told.place(*span), sentence: told.sources.words(*span) });
    let expectations = expectations.iter().map(|why| {
        let failure = outcome.failures.iter().find(|failure| failure.span == why.expectation.span);
        let judged = why.events.iter().filter_map(|(_, event)| match event {
            EventWhy::Judged(clause) => Some(clause_out(told, clause)),
            EventWhy::Permission(_) => None,
        });
        let permits = why.events.iter().filter_map(|(_, event)| match event {
            EventWhy::Permission(stands) => Some(told.stands(stands)),
            EventWhy::Judged(_) => None,
        });
        ExpectationOut {
            clause: told.label(why.expectation.clause),
            expected: told.expected(why.expectation),
            holds: failure.is_none(),
            found: failure.map(|failure| failure.found.as_str()),
            events: judged.collect(),
            permits: permits.collect(),
            duties: why.duties.iter().map(|one| occasion(told, one)).collect(),
        }
    });
    Some(ScenarioOut {
        title: &scenario.title,
        place: told.place(scenario.span),
        events: events.collect(),
        expectations: expectations.collect(),
    })
}
