//! What a scenario expects (section 15).

use std::fmt::Write as _;

use armistice::evaluate::{Engine, scenario};

use super::compare::understood;
use super::duties::Standing;
use super::grid::{FACTS, day, moment};
use super::random::Dice;
use super::reports::{Named, Report, Reports, Time};
use super::terms::{ACTS, Modal, NAMES, Terms, ZONES};
use super::world::{Matter, Verdict, World};

/// A report as a sentence can tell it: of one deed, at one second or on one day.
fn told(report: &Report) -> Report {
    let time = match report.time {
        Time::Day(slot) => Time::Day(slot),
        Time::Slots(slot, _) | Time::Second(slot) | Time::Moment(slot) => Time::Moment(slot),
    };
    Report {
        time,
        // `nobody` is no word of a scenario.
        whom: report.whom.iter().copied().filter(|named| *named != Named::Nobody).collect(),
        incident: report.id,
        received: None,
        acts: vec![report.acts.first().copied().unwrap_or(2)],
        zones: report.zones.iter().copied().take(1).collect(),
        conditions: Vec::new(),
        trucks: None,
        refuted: false,
        assessment: None,
        summary: false,
        undirected: false,
        ..report.clone()
    }
}

fn sentence(report: &Report) -> String {
    let names = |named: &[Named]| named.iter().map(|one| one.word()).collect::<Vec<_>>().join(" or ");
    let when = match report.time {
        Time::Moment(slot) => moment(slot),
        Time::Day(slot) | Time::Slots(slot, _) | Time::Second(slot) => day(slot),
    };
    let who = if report.who.is_empty() { "somebody".to_owned() } else { names(&report.who) };
    let mut words = format!("on {when} {who} {}", ACTS[report.acts[0]]);
    if !report.whom.is_empty() {
        let _ = write!(words, " against {}", names(&report.whom));
    }
    if let [zone] = report.zones.as_slice() {
        let _ = write!(words, " in {}", ZONES[*zone]);
    }
    words
}

/// What may be expected of conduct, and of duties.
const OF_CONDUCT: [&str; 5] = ["violated", "not violated", "possibly violated", "excused", "not assessable"];
const OF_DUTIES: [&str; 10] = [
    "violated",
    "not violated",
    "possibly violated",
    "fulfilled",
    "fulfilled late",
    "pending",
    "missed",
    "possibly missed",
    "void",
    "not assessable",
];

/// Whether the gravest judgement on a prohibition is what is expected.
fn holds_of_conduct(world: &World<'_>, clause: usize, expected: &str) -> bool {
    let all = (0..world.matter.incidents.len()).filter_map(|incident| world.verdict(incident, clause));
    let gravity = |verdict: &Verdict| match verdict {
        Verdict::Violation => 0,
        Verdict::Possible(_) => 1,
        Verdict::NotAssessable => 2,
        Verdict::Excused(_) => 3,
        Verdict::NoViolation => 4,
    };
    let gravest = all.map(|verdict| gravity(&verdict)).min().unwrap_or(4);
    match expected {
        "violated" => gravest == 0,
        "possibly violated" => gravest == 1,
        "not assessable" => gravest == 2,
        "excused" => gravest == 3,
        _ => gravest >= 3,
    }
}

fn is_permitted(world: &World<'_>, clause: usize) -> bool {
    (0..world.matter.incidents.len()).any(|incident| {
        let facts = world.facts(incident, world.relevant(clause));
        facts.iter().all(|fact| world.in_effective_scope(clause, fact))
    })
}

fn holds_of_a_duty(world: &World<'_>, clause: usize, expected: &str) -> bool {
    let judged = world.judged(clause);
    let some = |fits: fn(Standing) -> bool| judged.iter().any(|own| fits(own.standing));
    let all = |fits: fn(Standing) -> bool| !judged.is_empty() && judged.iter().all(|own| fits(own.standing));
    let is_open = |standing: Standing| matches!(standing, Standing::Open { .. });
    let harmless =
        |standing: Standing| matches!(standing, Standing::Fulfilled | Standing::Pending | Standing::Void);
    let violated = |standing: Standing| matches!(standing, Standing::Missed | Standing::Late);
    match expected {
        "violated" => some(violated),
        "not violated" => all(harmless),
        "possibly violated" => some(is_open) && !some(violated),
        "fulfilled" => {
            all(harmless)
                && judged.iter().all(|one| {
                    let his = judged.iter().filter(|own| own.owing == one.owing);
                    his.into_iter().any(|own| own.standing == Standing::Fulfilled)
                })
        }
        "fulfilled late" => some(|standing| standing == Standing::Late),
        "pending" => all(|standing| standing == Standing::Pending),
        "missed" => some(|standing| standing == Standing::Missed),
        "possibly missed" => some(is_open) && !some(|standing| standing == Standing::Missed),
        "void" => all(|standing| standing == Standing::Void),
        _ => some(|standing| standing == Standing::NotAssessable),
    }
}

/// An expectation of which the program says otherwise whether it holds.
pub fn held_otherwise(terms: &Terms, reports: &Reports, seed: u64) -> Option<String> {
    let mut dice = Dice(seed);
    let as_of = dice.slot(2, FACTS + 6);
    let told = Reports {
        rows: reports.rows.iter().map(told).collect(),
        coverage: None,
        as_of: Some(as_of),
        is_scenario: true,
    };
    // What has not happened by then is not told.
    let matter = Matter::new(terms, &told);
    let plain = understood(&terms.text());
    let readers = plain.readers.iter().map(|&reader| {
        let name = plain.actors.name(reader);
        NAMES.iter().position(|known| *known == name)
    });
    let readers: Vec<Option<usize>> = std::iter::once(None).chain(readers).collect();
    let mut expected: Vec<(String, bool)> = Vec::new();
    for reader in readers {
        let world = World::new(&matter, reader);
        let by = reader.map(|reader| format!(" as read by {}", NAMES[reader])).unwrap_or_default();
        for clause in 0..terms.clauses.len() {
            let words: &[&str] = match (world.modal(clause), terms.clauses[clause].norm()) {
                (Some(Modal::Requires), Some(_)) => &OF_DUTIES,
                (Some(Modal::Forbids), Some(_)) => &OF_CONDUCT,
                (Some(Modal::Permits), Some(_)) => &["permits it"],
                _ => &[],
            };
            for word in words {
                let holds = match world.modal(clause) {
                    Some(Modal::Requires) => holds_of_a_duty(&world, clause, word),
                    Some(Modal::Permits) => is_permitted(&world, clause),
                    _ => holds_of_conduct(&world, clause, word),
                };
                expected.push((format!("{} {word}{by} as of {}", clause + 1, moment(as_of)), holds));
            }
        }
    }
    let mut text = terms.text();
    text.push_str("scenario \"told\".\n");
    for row in told.incidents().into_iter().flat_map(|(_, rows)| rows) {
        let _ = writeln!(text, "    {}.", sentence(row));
    }
    for (words, _) in &expected {
        let _ = writeln!(text, "    expect {words}.");
    }
    let model = understood(&text);
    let outcomes = scenario::run(&Engine::new(&model));
    let failures = &outcomes.first()?.failures;
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| line.trim_start().starts_with("expect"))?;
    let begins: Vec<usize> = lines
        .iter()
        .scan(0, |at, line| {
            let begin = *at;
            *at += line.len() + 1;
            Some(begin)
        })
        .collect();
    for (place, (words, holds)) in expected.iter().enumerate() {
        let span = begins[first + place]..begins[first + place] + lines[first + place].len();
        let failure = failures.iter().find(|failure| span.contains(&(failure.span.start as usize)));
        if failure.is_none() != *holds {
            let told = &text[text.find("scenario").unwrap_or(0)..begins[first]];
            return Some(format!("{told}{words}: walked {holds}, engine {failure:?}"));
        }
    }
    None
}
