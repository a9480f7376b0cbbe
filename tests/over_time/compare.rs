//! One case, judged by the program and by walking; what differs, in words.

use std::collections::{BTreeMap, BTreeSet};

use armistice::evaluate::{DutyJudgement, DutyState, Engine, Open, Verdict as Judgement, evaluate};
use armistice::incident::{self, Log, Profile, as_it_stood, read_coverage};
use armistice::model::ids::{ClauseId, LiteralId};
use armistice::model::{Model, SideFiles};
use armistice::source::Sources;
use armistice::syntax::parser::parse;

use super::duties::Standing;
use super::grid::{HORIZON, SLOT, at, moment};
use super::reports::Reports;
use super::terms::{Condition, MAP, Modal, NAMES, Terms};
use super::world::{Matter, Verdict, World};

/// How often what was compared.
pub type Tally = BTreeMap<String, u64>;

struct Zones;

impl SideFiles for Zones {
    fn text(&self, _: &str) -> Result<String, String> {
        Ok(MAP.to_owned())
    }
}

/// An agreement that has no fault.
pub fn understood(text: &str) -> Model {
    let mut sources = Sources::default();
    let file = sources.add("random.agreement", text);
    let parsed = parse(&sources, file);
    assert!(parsed.diagnostics.is_empty(), "{:#?}\n{text}", parsed.diagnostics);
    let resolved = armistice::model::resolve(&sources, &parsed.agreement, &Zones);
    let is_error = |fault: &&armistice::diagnostic::Diagnostic| {
        fault.code.severity == armistice::diagnostic::Severity::Error
    };
    let faults: Vec<_> = resolved.diagnostics.iter().filter(is_error).collect();
    assert!(faults.is_empty(), "{faults:#?}\n{text}");
    resolved.model
}

pub fn log(model: &Model, reports: &Reports) -> Log {
    let mut log = incident::read(Profile::Canonical, model, "random", reports.table().as_bytes()).unwrap();
    assert!(log.faults.is_empty(), "{:?}", log.faults);
    assert!(log.unknown.is_empty(), "{:?}", log.unknown);
    for report in log.incidents.iter_mut().flat_map(|incident| &mut incident.reports) {
        let id: usize = report.id[1..].parse().unwrap();
        let row = reports.rows.iter().find(|row| row.id == id).unwrap();
        report.account.summary = row.summary;
        report.account.undirected = row.undirected;
    }
    if let Some(file) = reports.coverage_file() {
        read_coverage(model, &file).unwrap().add_to(&mut log);
    }
    match reports.as_of {
        Some(slot) => as_it_stood(&log, at(slot)),
        None => log,
    }
}

/// What the two make otherwise of a case.
pub fn differences(terms: &Terms, reports: &Reports, tally: &mut Tally) -> Vec<String> {
    let model = understood(&terms.text());
    let log = log(&model, reports);
    let engine = Engine::new(&model);
    let found = evaluate(&engine, &log, reports.as_of.map(at));
    let mut differing = Vec::new();
    let mut count = |what: &str| *tally.entry(what.to_owned()).or_default() += 1;
    for column in &log.ignored_columns {
        differing.push(format!("nothing reads the column {}", column.name));
    }

    let matter = Matter::new(terms, reports);
    let mut worlds = vec![World::new(&matter, None)];
    worlds.extend(model.readers.iter().map(|reader| {
        let name = model.actors.name(*reader);
        World::new(&matter, NAMES.iter().position(|known| *known == name))
    }));
    let assessable: Vec<usize> = (0..terms.clauses.len())
        .filter(|&clause| worlds[0].modal(clause) == Some(Modal::Forbids) && worlds[0].is_assessable(clause))
        .collect();
    for (place, incident) in matter.incidents.iter().enumerate() {
        if incident.refuted {
            continue;
        }
        let index = log.incidents.iter().position(|known| known.id == format!("i{}", incident.id)).unwrap();
        let judged = found.incidents.iter().find(|judged| judged.incident == index);
        // Of several reports that record conditions, the one may differ from the other in a condition of which no clause at
        // hand speaks; which conditions are narrowed for whom is not compared.
        let recorded =
            incident.reports.len() > 1 && incident.reports.iter().any(|report| !report.conditions.is_empty());
        for &clause in &assessable {
            let by_engine = judged.and_then(|judged| {
                judged.verdicts.iter().find(|verdict| verdict.clause == ClauseId::at(clause))
            });
            let said = |verdict: Option<Verdict>| verdict.unwrap_or(Verdict::NoViolation);
            for world in &worlds {
                let expected = said(world.verdict(place, clause));
                let own = by_engine.map(|by_engine| {
                    let read = world.reader.and_then(|reader| {
                        by_engine
                            .contested
                            .iter()
                            .find(|(known, _)| model.actors.name(*known) == NAMES[reader])
                    });
                    read.map_or(&by_engine.as_written, |(_, verdict)| verdict)
                });
                let own = own.map_or(Verdict::NoViolation, |own| in_own_words(&model, own));
                count(word(&expected));
                if own != expected && !(recorded && is_open_otherwise(&own, &expected)) {
                    differing.push(format!(
                        "i{} under {}, read by {}: walked {expected:?}, engine {own:?}",
                        incident.id,
                        clause + 1,
                        world.reader.map_or("nobody", |reader| NAMES[reader]),
                    ));
                }
            }
        }
    }
    for world in &worlds {
        let reader = world.reader.map_or("nobody", |reader| NAMES[reader]);
        let past =
            found.pasts.under(
                model.readers.iter().copied().find(|known| {
                    world.reader.is_some_and(|reader| model.actors.name(*known) == NAMES[reader])
                }),
            );
        for clause in 0..terms.clauses.len() {
            let is_duty = terms.clauses[clause]
                .norm()
                .is_some_and(|norm| norm.modal == Modal::Requires && norm.prevents.is_none());
            if !is_duty {
                continue;
            }
            let walked = walked_duties(world, clause);
            let own = found_duties(&model, &past.duties(), clause);
            for judged in world.judged(clause).iter() {
                let words = format!("{:?}", judged.standing);
                count(words.split(' ').next().unwrap_or_default());
            }
            if walked != own {
                differing.push(format!("duty {}, read by {reader}:", clause + 1));
                differing.extend(
                    walked.iter().filter(|line| !own.contains(line)).map(|line| format!("  walked {line}")),
                );
                differing.extend(
                    own.iter().filter(|line| !walked.contains(line)).map(|line| format!("  engine {line}")),
                );
            }
        }
        let mut conditions = matter.conditions.clone();
        conditions.extend(terms.all_conditions());
        conditions.dedup();
        for condition in conditions {
            let column = condition.column();
            let Some(literal) = model.literals.iter().position(|literal| literal.column == column) else {
                continue;
            };
            if !model.past.definitions.contains_key(&LiteralId::at(literal)) {
                continue;
            }
            let course = past.course(LiteralId::at(literal));
            let walked = world.course(&condition);
            count("course");
            let wrong = |place: &usize| {
                let instant = matter.points[*place];
                // Acceptance narrows who is covered, and not what changes that.
                if matches!(&condition, Condition::IsCovered(actor) if !world.is_bound(*actor, *place)) {
                    return false;
                }
                instant <= at(HORIZON)
                    && (course.certain().contains(instant) != walked.certain.has(*place)
                        || course.possible().contains(instant) != walked.possible.has(*place))
            };
            if let Some(place) = (0..matter.points.len()).find(wrong) {
                let instant = matter.points[place];
                differing.push(format!(
                    "{column}, read by {reader}, at {}: walked {}, engine {}",
                    in_words(instant),
                    level(walked.certain.has(place), walked.possible.has(place)),
                    level(course.certain().contains(instant), course.possible().contains(instant)),
                ));
            }
        }
    }
    differing
}

/// An instant of a duty, as far as it lies within what is walked.
fn bound(instant: Option<i64>) -> String {
    match instant {
        Some(instant) if instant < at(-1000) => "any time before".to_owned(),
        Some(instant) if instant <= at(HORIZON) => in_words(instant),
        _ => "far".to_owned(),
    }
}

/// What a walk makes of a duty.
fn walked_duties(world: &World<'_>, clause: usize) -> Vec<String> {
    let judged = world.judged(clause);
    let line = |judged: &super::duties::Judged| {
        let owing: Vec<&str> = judged.owing.iter().map(|&actor| NAMES[actor]).collect();
        let occasion = &judged.occasion;
        format!(
            "{} {}: {} to {}, due {} to {}, certain {}: {:?}",
            clause + 1,
            owing.join("+"),
            bound(occasion.starts.first().copied()),
            bound(occasion.starts.last().copied()),
            bound(occasion.first_due()),
            bound(occasion.last_due()),
            occasion.certain,
            judged.standing
        )
    };
    let mut lines: Vec<String> = judged.iter().map(line).collect();
    lines.sort();
    lines
}

/// What the program makes of it.
fn found_duties(model: &Model, duties: &[DutyJudgement], clause: usize) -> Vec<String> {
    let own = duties.iter().filter(|judged| judged.clause == ClauseId::at(clause));
    let line = |judged: &DutyJudgement| {
        let owing: Vec<&str> = judged.bearers.iter().map(|&actor| model.actors.name(actor)).collect();
        let occasion = &judged.occasion;
        let standing = match judged.state {
            DutyState::Fulfilled => Standing::Fulfilled,
            DutyState::Late => Standing::Late,
            DutyState::Missed => Standing::Missed,
            DutyState::Open { in_time, late, missed, not_owed, not_due } => {
                Standing::Open { in_time, late, missed, not_owed, not_due }
            }
            DutyState::Pending => Standing::Pending,
            DutyState::Void => Standing::Void,
            DutyState::NotAssessable(_) => Standing::NotAssessable,
        };
        format!(
            "{} {}: {} to {}, due {} to {}, certain {}: {standing:?}",
            clause + 1,
            owing.join("+"),
            bound(Some(occasion.first())),
            bound(Some(occasion.last())),
            bound(occasion.due),
            bound(occasion.due_at_last),
            occasion.certain,
        )
    };
    let mut lines: Vec<String> = own.map(line).collect();
    lines.sort();
    lines
}

fn level(certain: bool, possible: bool) -> &'static str {
    match (certain, possible) {
        (true, _) => "certain",
        (false, true) => "possible",
        (false, false) => "impossible",
    }
}

/// An instant by the slot before or at it.
pub fn in_words(instant: i64) -> String {
    if !(at(-1000)..at(1000)).contains(&instant) {
        return instant.to_string();
    }
    let slot = (instant - at(0)).div_euclid(SLOT);
    match at(slot + 1) - instant {
        before @ 1..=9 => format!("{before} s before {}", moment(slot + 1)),
        _ => format!("{} + {} s", moment(slot), instant - at(slot)),
    }
}

/// That only what is open differs.
fn is_open_otherwise(own: &Verdict, expected: &Verdict) -> bool {
    matches!((own, expected), (Verdict::Possible(_), Verdict::Possible(_)))
}

fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Violation => "violation",
        Verdict::Possible(_) => "possible violation",
        Verdict::Excused(_) => "excused",
        Verdict::NoViolation => "no violation",
        Verdict::NotAssessable => "not assessable",
    }
}

fn in_own_words(model: &Model, verdict: &Judgement) -> Verdict {
    match verdict {
        Judgement::Violation => Verdict::Violation,
        Judgement::NoViolation => Verdict::NoViolation,
        Judgement::NotAssessable(_) => Verdict::NotAssessable,
        Judgement::Excused(by) => Verdict::Excused(by.iter().map(|by| by.index()).collect()),
        Judgement::Possible(open) => {
            let words: BTreeSet<String> = open
                .iter()
                .map(|open| match open {
                    Open::Who => "who".to_owned(),
                    Open::What => "what".to_owned(),
                    Open::Whom => "whom".to_owned(),
                    Open::WithWhat => "with what".to_owned(),
                    Open::Where => "where".to_owned(),
                    Open::When => "when".to_owned(),
                    Open::Direction => "which side acted".to_owned(),
                    Open::Event => "which of the things summed up".to_owned(),
                    Open::Several => "several things at once".to_owned(),
                    Open::Measure(_) => "how much".to_owned(),
                    Open::Condition(literal) => {
                        format!("whether {}", model.literals[literal.index()].column)
                    }
                })
                .collect();
            Verdict::Possible(words)
        }
    }
}
