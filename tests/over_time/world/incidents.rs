//! What may have happened (section 8, narrowed by 12.2).

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::over_time::reports::{Named, Report};
use crate::over_time::terms::{CELLS, NOBODY, OUTSIDER, is_act, zone_has};
use crate::over_time::world::{Fact, World};

impl<'a> World<'a> {
    /// Every fact that an incident's reports leave possible, as far as these conditions tell facts apart.
    pub fn facts(&self, incident: usize, conditions: u32) -> Rc<Vec<Fact>> {
        if let Some(known) = self.facts.borrow().get(&(incident, conditions)) {
            return Rc::clone(known);
        }
        let mut facts = BTreeSet::new();
        for report in &self.matter.incidents[incident].reports {
            facts.extend(self.facts_of(report, conditions, false));
            if report.undirected {
                facts.extend(self.facts_of(report, conditions, true));
            }
        }
        let facts = Rc::new(facts.into_iter().collect::<Vec<_>>());
        self.facts.borrow_mut().insert((incident, conditions), Rc::clone(&facts));
        facts
    }

    pub fn candidate(&self, named: &[Named], actor: usize, time: usize, target: bool) -> bool {
        let is = |named: &Named, value: usize| match named {
            Named::Actor(one) => *one == value,
            Named::North => value < OUTSIDER && self.in_north(value, time),
            Named::South => value < OUTSIDER && self.in_south(value, time),
            Named::Nobody => target && value == NOBODY,
        };
        let values = 0..=NOBODY;
        let somebody = values.clone().any(|value| named.iter().any(|named| is(named, value)));
        !somebody || named.iter().any(|named| is(named, actor))
    }

    pub fn facts_of(&self, report: &Report, conditions: u32, reverse: bool) -> Vec<Fact> {
        let (who, whom) = if reverse { (&report.whom, &report.who) } else { (&report.who, &report.whom) };
        let span = report.time.span();
        let cells = if self.terms().map { CELLS } else { 1 };
        let mut facts = Vec::new();
        for (time, &instant) in self.points().iter().enumerate() {
            if instant < span.0 || instant >= span.1 {
                continue;
            }
            let assignments = self.assignments(report, conditions, time);
            for act in self.terms().acts() {
                if !report.acts.is_empty() && !report.acts.iter().any(|&class| is_act(class, act)) {
                    continue;
                }
                for cell in 0..cells {
                    let here =
                        report.zones.is_empty() || report.zones.iter().any(|&zone| zone_has(zone, cell));
                    if self.terms().map && !here {
                        continue;
                    }
                    for actor in (0..=OUTSIDER).filter(|&actor| self.candidate(who, actor, time, false)) {
                        for target in (0..=NOBODY).filter(|&target| self.candidate(whom, target, time, true))
                        {
                            for &conditions in &assignments {
                                facts.push(Fact { actor, act, target, cell, time, conditions });
                            }
                        }
                    }
                }
            }
        }
        facts
    }

    /// 12.2: the values that conditions may have at an instant: as recorded, or as their courses leave them.
    pub fn assignments(&self, report: &Report, conditions: u32, time: usize) -> Vec<u32> {
        self.assigned(conditions, time, |column| {
            report.conditions.iter().find(|(known, _)| *known == column).map(|(_, value)| *value)
        })
    }

    pub fn assigned(
        &self,
        conditions: u32,
        time: usize,
        recorded: impl Fn(&str) -> Option<bool>,
    ) -> Vec<u32> {
        let mut assignments = vec![0];
        for (bit, condition) in self.matter.conditions.iter().enumerate() {
            if conditions >> bit & 1 == 0 {
                continue;
            }
            let (may_hold, may_fail) = match recorded(&condition.column()) {
                Some(value) => (value, !value),
                None => {
                    let course = self.course(condition);
                    (course.possible.has(time), !course.certain.has(time))
                }
            };
            let mut more = Vec::new();
            for assignment in assignments {
                if may_fail {
                    more.push(assignment);
                }
                if may_hold {
                    more.push(assignment | 1 << bit);
                }
            }
            assignments = more;
        }
        assignments
    }
}
