//! What becomes of incidents (section 9).

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::over_time::reports::Found;
use crate::over_time::terms::{ACTS, Qualifier, is_act};
use crate::over_time::world::{Fact, Verdict, World};

impl<'a> World<'a> {
    /// Whether a source can record an act.
    pub fn records(&self, act: usize) -> bool {
        self.matter.coverage.is_none_or(|coverage| {
            coverage.acts.is_empty() || coverage.acts.iter().any(|&class| is_act(class, act))
        })
    }

    pub fn is_left_to_judgement(&self, clause: usize) -> bool {
        self.norm(clause).is_some_and(|norm| norm.qualifiers.contains(&Qualifier::JudgedByM))
    }

    /// 9.5: what M found of an incident.
    pub fn found(&self, incident: usize) -> Option<Found> {
        let reports = &self.matter.incidents[incident].reports;
        let found: Vec<Found> = reports
            .iter()
            .filter_map(|report| report.assessment)
            .filter(|(by_m, _)| *by_m)
            .map(|(_, found)| found)
            .collect();
        let first = *found.first()?;
        found.iter().all(|&found| found == first && found != Found::Undetermined).then_some(first)
    }

    /// The conditions that reports of an incident record, which tell their facts apart (9.2).
    pub fn recorded(&self, incident: usize) -> u32 {
        let reports = self.matter.incidents[incident].reports.iter();
        let columns: Vec<&String> =
            reports.flat_map(|report| report.conditions.iter().map(|(column, _)| column)).collect();
        let bits = self.matter.conditions.iter().enumerate();
        bits.filter(|(_, condition)| columns.contains(&&condition.column())).map(|(bit, _)| 1 << bit).sum()
    }

    /// Section 9.
    pub fn verdict(&self, incident: usize, clause: usize) -> Option<Verdict> {
        let facts = self.facts(incident, self.relevant(clause) | self.recorded(incident));
        let summary = self.matter.incidents[incident].summary;
        if !facts.iter().any(|fact| self.in_scope(clause, fact)) {
            return None;
        }
        let effective: Vec<bool> = facts.iter().map(|fact| self.in_effective_scope(clause, fact)).collect();
        let any = effective.contains(&true);
        if self.is_left_to_judgement(clause) && any {
            return Some(match self.found(incident) {
                Some(Found::Violation) => Verdict::Violation,
                Some(Found::NoViolation) => Verdict::NoViolation,
                _ => Verdict::NotAssessable,
            });
        }
        let all = !effective.contains(&false);
        if all && !summary {
            return Some(Verdict::Violation);
        }
        if any {
            return Some(Verdict::Possible(self.open(incident, clause, &facts, &effective, summary)));
        }
        if summary || !facts.iter().all(|fact| self.in_scope(clause, fact)) {
            return Some(Verdict::NoViolation);
        }
        let held = |other: &usize| facts.iter().filter(|fact| self.in_effective_scope(*other, fact)).count();
        let opposed = self.opposed(clause);
        let alone: Vec<usize> = opposed.iter().copied().filter(|other| held(other) == facts.len()).collect();
        Some(Verdict::Excused(if alone.is_empty() {
            opposed.into_iter().filter(|other| held(other) > 0).collect()
        } else {
            alone
        }))
    }

    /// 9.2, 9.3
    pub fn open(
        &self,
        incident: usize,
        clause: usize,
        facts: &[Fact],
        effective: &[bool],
        summary: bool,
    ) -> BTreeSet<String> {
        let mut open = BTreeSet::new();
        let decided: Vec<u32> = (0..self.points().len()).map(|time| self.decided(time)).collect();
        let mut side = |name: String, blank: &dyn Fn(&Fact) -> Fact| {
            let mut seen: HashMap<Fact, (bool, bool)> = HashMap::new();
            for (fact, &inside) in facts.iter().zip(effective) {
                let entry = seen.entry(blank(fact)).or_default();
                if inside { entry.0 = true } else { entry.1 = true }
            }
            if seen.values().any(|&(inside, outside)| inside && outside) {
                open.insert(name);
            }
        };
        side("who".to_owned(), &|fact| Fact { actor: 0, ..*fact });
        side("what".to_owned(), &|fact| Fact { act: 0, ..*fact });
        side("whom".to_owned(), &|fact| Fact { target: 0, ..*fact });
        side("where".to_owned(), &|fact| Fact { cell: 0, ..*fact });
        for (bit, condition) in self.matter.conditions.iter().enumerate() {
            side(format!("whether {}", condition.column()), &|fact| Fact {
                conditions: fact.conditions & !(1 << bit),
                ..*fact
            });
        }
        // What the past decides of an instant goes with the instant.
        let pairs = facts.iter().zip(effective).filter(|(_, inside)| **inside);
        let when = pairs.into_iter().any(|(one, _)| {
            facts.iter().zip(effective).filter(|(_, inside)| !**inside).any(|(other, _)| {
                one.time != other.time
                    && Fact { time: 0, conditions: 0, ..*one } == Fact { time: 0, conditions: 0, ..*other }
                    && (one.conditions ^ other.conditions) & !(decided[one.time] | decided[other.time]) == 0
            })
        });
        if when {
            open.insert("when".to_owned());
        }
        if let [report] = self.matter.incidents[incident].reports.as_slice()
            && report.undirected
        {
            let stands = |reverse: bool| -> HashSet<bool> {
                let facts = self.facts_of(report, self.relevant(clause) | self.recorded(incident), reverse);
                facts.iter().map(|fact| self.in_effective_scope(clause, fact)).collect()
            };
            if stands(false) != stands(true) {
                open.insert("which side acted".to_owned());
            }
        }
        if summary {
            open.insert("which of the things summed up".to_owned());
        }
        if open.is_empty() {
            open.insert("several things at once".to_owned());
        }
        open
    }

    /// The conditions that certainly hold or certainly do not at an instant.
    pub fn decided(&self, time: usize) -> u32 {
        let bits = self.matter.conditions.iter().enumerate();
        bits.filter(|(_, condition)| {
            let course = self.course(condition);
            course.certain.has(time) || !course.possible.has(time)
        })
        .map(|(bit, _)| 1 << bit)
        .sum()
    }

    /// 9.7: the prohibitions that are judged: those of which the log can record an act, or which cover nothing.
    pub fn is_assessable(&self, clause: usize) -> bool {
        let norm = self.norm(clause);
        let acts = norm.map_or(&[][..], |norm| &norm.acts);
        let can =
            (0..ACTS.len()).any(|act| acts.iter().any(|&class| is_act(class, act)) && self.records(act));
        can || !self.covers_something(clause)
    }
}
