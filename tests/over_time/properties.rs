//! What must hold of any log: the order of its rows does not matter, and whoever knows more is not less certain.

use std::collections::BTreeMap;

use armistice::evaluate::duties::Raised;
use armistice::evaluate::matrix::{By, Matrix};
use armistice::evaluate::{DutyState, Engine, Evaluation, Verdict, evaluate};
use armistice::incident::Log;
use armistice::model::Model;
use armistice::model::ids::{ActorId, LiteralId};
use armistice::render::evaluation::csv::Table;
use armistice::render::evaluation::{Asked, Judged, csv, json, text};

use super::compare::{log, understood};
use super::grid::{FACTS, at};
use super::random::Dice;
use super::reports::{Report, Reports, Time};
use super::terms::Terms;

const TABLES: [Table; 9] = [
    Table::Judgements,
    Table::Counts,
    Table::Duties,
    Table::Contested,
    Table::Evidence,
    Table::Thresholds,
    Table::Duplicates,
    Table::Unobserved,
    Table::Matrix,
];

/// Everything that is written of a log, without the lines on which its rows stand.
fn written(model: &Model, log: &mut Log, as_of: Option<i64>) -> String {
    for report in log.incidents.iter_mut().flat_map(|incident| &mut incident.reports) {
        report.line = 0;
    }
    let engine = Engine::new(model);
    let evaluation = evaluate(&engine, log, as_of);
    let matrix = Matrix::new(&engine, log, &evaluation, By::Day);
    let asked = Asked { matrix: Some(&matrix), thresholds: true, ..Asked::default() };
    let judged = Judged { model, log, evaluation: &evaluation, inputs: &[], options: &[], asked };
    let mut all = text::text(&judged, text::Extent { incidents: 100, list: 100 });
    all.push_str(&json::json(&judged));
    for table in TABLES {
        all.push_str(&csv::csv(&judged, table));
    }
    all
}

/// What is written otherwise of a log when its rows are shuffled.
pub fn shuffled(terms: &Terms, reports: &Reports, seed: u64) -> Option<String> {
    let mut dice = Dice(seed);
    let model = understood(&terms.text());
    let as_of = reports.as_of.map(at);
    let before = written(&model, &mut log(&model, reports), as_of);
    let mut other = reports.clone();
    for place in (1..other.rows.len()).rev() {
        let with = dice.below(place + 1);
        other.rows.swap(place, with);
    }
    let after = written(&model, &mut log(&model, &other), as_of);
    let differing = before.lines().zip(after.lines()).find(|(one, other)| one != other);
    (before != after).then(|| format!("{}\n{differing:?}", other.table()))
}

/// A report whose facts are some of those of another one.
fn narrower(dice: &mut Dice, report: &Report) -> Report {
    let mut report = report.clone();
    fn fewer<T: Clone>(dice: &mut Dice, list: &mut Vec<T>) {
        if list.len() > 1 && dice.in_100(60) {
            *list = vec![dice.one(list)];
        }
    }
    fewer(dice, &mut report.who);
    // Read the other way round, nobody says no more than that somebody acted.
    if !report.undirected {
        fewer(dice, &mut report.whom);
    }
    fewer(dice, &mut report.acts);
    fewer(dice, &mut report.zones);
    report.time = match report.time {
        Time::Slots(from, to) if dice.in_100(70) => {
            let from = dice.slot(from, to);
            let to = dice.slot(from + 1, to + 1);
            if dice.in_100(30) { Time::Second(to) } else { Time::Slots(from, to) }
        }
        Time::Day(slot) if dice.in_100(70) => {
            let from = slot.div_euclid(2) * 2 + dice.slot(0, 2);
            Time::Slots(from, from + 1)
        }
        time => time,
    };
    report
}

/// What was certain and is not any more when one report is narrower, or when another one agrees with it.
pub fn less_certain(terms: &Terms, reports: &Reports, seed: u64) -> Option<String> {
    let mut dice = Dice(seed);
    if reports.rows.is_empty() {
        return None;
    }
    let model = understood(&terms.text());
    let engine = Engine::new(&model);
    // Nothing is left out, and nothing is due earlier.
    let mut reports = reports.clone();
    reports.as_of = Some(FACTS + 6);
    let as_of = reports.as_of.map(at);
    let place = dice.below(reports.rows.len());
    let mut other = reports.clone();
    let narrow = narrower(&mut dice, &reports.rows[place]);
    if dice.in_100(50) {
        other.rows[place] = narrow;
    } else {
        other.rows.push(Report { id: 100, ..narrow });
    }
    let (first, second) = (log(&model, &reports), log(&model, &other));
    let (before, after) = (evaluate(&engine, &first, as_of), evaluate(&engine, &second, as_of));
    let found = lost(&model, (&first, &before), (&second, &after))?;
    Some(format!("{}\n{found}", other.table()))
}

/// What has become of duties, by their occasions: by what raises them, or else when they begin.
fn standing(log: &Log, found: &Evaluation, reader: Option<ActorId>) -> BTreeMap<String, Vec<DutyState>> {
    let mut all: BTreeMap<String, Vec<DutyState>> = BTreeMap::new();
    for judged in found.pasts.under(reader).duties() {
        let occasion = &judged.occasion;
        let mut by: Vec<&str> =
            occasion.raised_by.iter().map(|&incident| log.incidents[incident].id.as_str()).collect();
        by.sort_unstable();
        let begin = match occasion.raised {
            Raised::ByItself | Raised::ByWindow | Raised::ByPeriod => occasion.first(),
            _ => 0,
        };
        let key = format!(
            "{:?} {:?} {:?} {by:?} {begin} {:?}",
            judged.clause, judged.bearers, occasion.raised, occasion.actor
        );
        all.entry(key).or_default().push(judged.state);
    }
    all
}

fn lost(
    model: &Model,
    (log, before): (&Log, &Evaluation),
    (other, after): (&Log, &Evaluation),
) -> Option<String> {
    for judged in &before.incidents {
        let id = &log.incidents[judged.incident].id;
        let place = other.incidents.iter().position(|incident| incident.id == *id)?;
        for verdict in &judged.verdicts {
            let then = after
                .incidents
                .iter()
                .find(|judged| judged.incident == place)
                .and_then(|judged| judged.verdicts.iter().find(|other| other.clause == verdict.clause));
            for reader in std::iter::once(None).chain(model.readers.iter().copied().map(Some)) {
                let of = |verdict: &armistice::evaluate::log::ClauseVerdict| {
                    let own = verdict.contested.iter().find(|(known, _)| Some(*known) == reader);
                    own.map_or_else(|| verdict.as_written.clone(), |(_, own)| own.clone())
                };
                let (was, is) = (of(verdict), then.map_or(Verdict::NoViolation, of));
                let kept = match was {
                    Verdict::Violation => is == Verdict::Violation,
                    Verdict::Excused(_) | Verdict::NoViolation => {
                        matches!(is, Verdict::Excused(_) | Verdict::NoViolation)
                    }
                    Verdict::Possible(_) | Verdict::NotAssessable(_) => true,
                };
                if !kept {
                    return Some(format!("{id}: was {was:?}, is {is:?}"));
                }
            }
        }
    }
    for reader in std::iter::once(None).chain(model.readers.iter().copied().map(Some)) {
        let standing = (standing(log, before, reader), standing(other, after, reader));
        for (occasion, was) in &standing.0 {
            let is = standing.1.get(occasion);
            let certain =
                matches!(was.as_slice(), [DutyState::Fulfilled | DutyState::Late | DutyState::Missed]);
            if let (true, Some(is)) = (certain, is)
                && let [DutyState::Open { .. }] = is.as_slice()
            {
                return Some(format!("{occasion}: was {was:?}, is {is:?}"));
            }
        }
        for literal in (0..model.literals.len()).map(LiteralId::at) {
            let was = before.pasts.under(reader).course(literal);
            let is = after.pasts.under(reader).course(literal);
            if !was.certain().is_subset(is.certain()) || !is.possible().is_subset(was.possible()) {
                return Some(format!("{}: was {was:?}, is {is:?}", model.literals[literal.index()].column));
            }
        }
    }
    None
}
