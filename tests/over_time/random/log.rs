//! Logs.

use crate::over_time::grid::FACTS;
use crate::over_time::random::{Dice, Menu};
use crate::over_time::reports::{Coverage, Found, Named, Observed, Report, Reports, Time};
use crate::over_time::terms::{Clause, Condition, Terms};
use crate::over_time::world::Matter;

pub fn reports(dice: &mut Dice, terms: &Terms, menu: Menu) -> Reports {
    let empty = Reports::default();
    let columns: Vec<String> = Matter::new(terms, &empty).conditions.iter().map(Condition::column).collect();
    let acts: Vec<usize> =
        terms.clauses.iter().filter_map(Clause::norm).flat_map(|norm| norm.acts.clone()).collect();
    let mut rows = Vec::new();
    for id in 0..1 + dice.below(7) {
        let time = match dice.below(6) {
            0 => Time::Day(dice.slot(0, FACTS)),
            1 | 2 => {
                let from = dice.slot(0, FACTS);
                Time::Slots(from, from + dice.slot(1, 4))
            }
            _ => Time::Second(dice.slot(0, FACTS + 1)),
        };
        let side = |dice: &mut Dice, actors: &[usize], target: bool| -> Vec<Named> {
            let one = |dice: &mut Dice| match dice.below(10) {
                0 => Named::North,
                1 => Named::South,
                2 if target => Named::Nobody,
                _ => Named::Actor(dice.one(actors)),
            };
            match dice.below(12) {
                0 => Vec::new(),
                1 | 2 => {
                    let (first, other) = (one(dice), one(dice));
                    if first == other { vec![first] } else { vec![first, other] }
                }
                _ => vec![one(dice)],
            }
        };
        let who = side(dice, &[0, 0, 0, 1, 2, 3, 4], false);
        let whom = side(dice, &[0, 1, 2, 2, 2, 3, 3], true);
        let acts = match dice.below(10) {
            0 => Vec::new(),
            1 => vec![1, 2],
            2 => vec![3],
            3 => vec![4],
            4 | 5 => vec![2],
            6 | 7 if terms.catalogue => vec![dice.one(&[5, 6, 6])],
            _ => vec![dice.one(&[0, 1, *acts.first().unwrap_or(&0), dice_act(&acts, id)])],
        };
        let zones = if terms.map && dice.in_100(80) { vec![dice.below(3)] } else { Vec::new() };
        let mut conditions = Vec::new();
        if !columns.is_empty() && dice.in_100(20) {
            conditions.push((dice.one(&columns), dice.in_100(50)));
        }
        let assessment = dice.in_100(12).then(|| {
            (
                dice.in_100(75),
                dice.one(&[Found::Violation, Found::Violation, Found::NoViolation, Found::Undetermined]),
            )
        });
        rows.push(Report {
            id,
            incident: if dice.in_100(75) { id } else { dice.below(id + 1) },
            time,
            received: (menu.as_of && dice.in_100(15)).then(|| {
                let slot = dice.slot(0, FACTS + 4);
                if dice.in_100(30) { Time::Day(slot) } else { Time::Second(slot + 1) }
            }),
            who,
            whom,
            acts,
            zones,
            conditions,
            trucks: dice.in_100(60).then(|| 1 + dice.below(6) as u64),
            refuted: dice.in_100(6),
            assessment,
            summary: dice.in_100(5),
            undirected: dice.in_100(5),
        });
    }
    let coverage = dice.in_100(35).then(|| {
        let mut parts = Vec::new();
        for _ in 0..dice.below(4) {
            let from = dice.slot(0, 6);
            parts.push(Observed {
                from: if dice.in_100(60) { -2 } else { from },
                to: if dice.in_100(60) { FACTS + 8 } else { from + dice.slot(2, 10) },
                zone: (terms.map && dice.in_100(30)).then(|| dice.below(3)),
                act: dice.in_100(20).then(|| dice.one(&[0, 1, 2])),
                denied: dice.in_100(20),
            });
        }
        let acts = if dice.in_100(20) { vec![dice.one(&[0, 1, 2])] } else { Vec::new() };
        Coverage { acts, parts }
    });
    let as_of = (menu.as_of && dice.in_100(35)).then(|| dice.slot(2, FACTS + 4));
    Reports { rows, coverage, as_of, is_scenario: false }
}

fn dice_act(acts: &[usize], id: usize) -> usize {
    acts.get(id % acts.len().max(1)).copied().unwrap_or(0)
}
